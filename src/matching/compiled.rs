//! The matcher's sections of a compiled gazetteer: what was laid out once is opened instead of being laid out again.
//!
//! Owns their names. Every section is a row of numbers or bytes that the layouts read where they stand, in the file; nothing of it is
//! copied but what a text asks for. What the routes say is in none of them, so that one file serves any routes.

use std::fmt::Display;

use rustc_hash::FxHashSet;

use super::forms::Forms;
use super::matcher::Matcher;
use super::vocabulary::Vocabulary;
use crate::gazetteer::{Compiled, CompiledWriter, Section};
use crate::names::array::Array;
use crate::names::routes::Routes;

/// The section of the matcher that has this name, of at most seven letters.
fn section(name: impl Display) -> Section {
    Section::named(&format!("m{name}"))
}

/// What a matcher is laid out as.
pub(super) struct Opened {
    pub(super) forms: Forms,
    pub(super) vocabulary: Vocabulary,
    pub(super) besides: Array<u32>,
    pub(super) own_names: Array<u64>,
    pub(super) own_fame: FxHashSet<Box<str>>,
}

impl Matcher<'_> {
    /// Adds to a compiled gazetteer what a matcher of it is made of, so that [`Matcher::new`] need not make it again.
    pub fn save(&self, file: &mut CompiledWriter) {
        self.vocabulary.rows(&mut |name, bytes| file.add(section(name), bytes.to_vec()));
        self.forms.rows().into_iter().for_each(|(name, bytes)| file.add(section(name), bytes.to_vec()));
        file.add_array(section("besides"), &self.besides);
        file.add_array(section("names"), &self.own_names);
        let mut fame: Vec<&str> = self.own_fame.iter().map(AsRef::as_ref).collect();
        fame.sort_unstable();
        file.add(section("fame"), fame.join("\n").into_bytes());
    }
}

/// What a compiled gazetteer of so many entities has of the matcher; nothing if it has none, or not all of it.
pub(super) fn open(file: &Compiled, entities: usize, routes: &Routes) -> Option<Opened> {
    let row = |name: &str| file.array::<u8>(section(name)).ok();
    let fame = row("fame")?;
    Some(Opened {
        forms: Forms::of_rows(&row, entities)?,
        vocabulary: Vocabulary::of_rows(&row, routes)?,
        besides: row("besides")?.cast().ok()?,
        own_names: row("names")?.cast().ok()?,
        own_fame: std::str::from_utf8(&fame).ok()?.lines().map(Box::from).collect(),
    })
}
