//! The names that injected texts are held against, and which spellings are no variants of them.

use anyhow::{Context as _, Result};
use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::names::background::Background;
use respell::names::letters::letters;
use respell::text::Reading;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::distractors::{Distractors, Named, words};
use super::places::Marked;

/// The list of the injected set.
pub(crate) struct List {
    rows: Vec<[String; 4]>,
    /// Names in their own script, by canonical name.
    natives: FxHashMap<String, Vec<String>>,
    names: FxHashSet<String>,
    /// The working letters of each name and each other name, whole and word by word.
    taken: FxHashSet<Vec<u8>>,
}

impl List {
    /// The entities of a gazetteer, the places of the texts, and somebody else's names until there are `size`.
    pub(super) fn new(given: &Gazetteer, texts: &[Marked], distractors: &Distractors, size: usize) -> Self {
        let mut list =
            Self { rows: Vec::new(), natives: FxHashMap::default(), names: FxHashSet::default(), taken: FxHashSet::default() };
        for entity in given.entities() {
            let others = entity.aliases.iter().chain(&entity.misspellings).chain(&entity.keep);
            list.add(&(entity.name.clone(), entity.kind.clone()), others.cloned().collect());
        }
        // What was recorded of the world's places in their own script is no secret, and not in the list.
        for entity in given.entities().iter().chain(Gazetteer::embedded().entities()).filter(|entity| !entity.natives.is_empty())
        {
            let natives = entity.natives.iter().map(|native| native.name.clone()).collect();
            list.natives.entry(entity.name.clone()).or_insert(natives);
        }
        for place in texts.iter().flat_map(|marked| &marked.places) {
            list.add(&(place.name.clone(), "place".to_owned()), Vec::new());
        }
        let mut strange: FxHashSet<String> = texts.iter().flat_map(|marked| words(&marked.text.text)).collect();
        strange.extend(list.rows.iter().flat_map(|[_, name, _, aliases]| words(&format!("{name} {aliases}"))));
        let missing = size.saturating_sub(list.rows.len());
        distractors.strangers(&strange).take(missing).for_each(|named| list.add(named, Vec::new()));
        list
    }

    fn add(&mut self, (name, kind): &Named, others: Vec<String>) {
        if !self.names.insert(name.clone()) {
            return;
        }
        for spelling in std::iter::once(name).chain(&others) {
            self.taken.insert(letters(spelling, Reading::Plain));
            self.taken.extend(spelling.split([' ', '-']).map(|word| letters(word, Reading::Plain)));
        }
        self.rows.push([format!("n{}", self.rows.len()), name.clone(), kind.clone(), others.join("|")]);
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    pub(super) fn natives(&self, name: &str) -> &[String] {
        self.natives.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a spelling is a variant: no name of the list, alike in its letters to none, and no English word.
    pub(super) fn admits(&self, variant: &str) -> bool {
        let written = letters(variant, Reading::Plain);
        let is_marked = variant.contains(['{', '}']) || variant.contains("=>");
        !written.is_empty() && !is_marked && !self.taken.contains(&written) && !Background::embedded().is_word(&written)
    }

    /// As a file. Names in their own script are not told: they would give half of the variants away.
    pub(crate) fn csv(&self) -> Result<Vec<u8>> {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["id", "name", "type", "aliases"])?;
        self.rows.iter().try_for_each(|row| table.write_record(row))?;
        table.into_inner().context("the list cannot be held in memory")
    }

    pub(super) fn gazetteer(&self) -> Result<Gazetteer> {
        Ok(Gazetteer::read(&self.csv()?, "the list of the injected set", Shape::Csv, &LoadOptions::default())?.gazetteer)
    }
}
