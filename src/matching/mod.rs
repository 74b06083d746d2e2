//! Likeness: which names of a gazetteer a stretch of words may be, and what speaks for it.
//!
//! Retrieves candidate words by key, weighs each against the background, and puts words together into the forms that names take
//! (whole, family name alone, initials). Pure: tokens and a gazetteer in, candidates and evidence out. Where a mention stands, what else
//! its document holds and whether to act is decided in `reconcile`.

#![forbid(unsafe_code)]

mod bends;
mod besides;
mod compare;
mod compiled;
mod customs;
mod endings;
mod evidence;
mod find;
mod forms;
mod matcher;
mod pairing;
mod parts;
pub mod prices;
mod rank;
mod standing;
mod stock;
mod vocabulary;
pub mod weights;
mod words;

pub use bends::Bent;
pub use compare::{Comparison, TRAITS, Trait, Weights, WeightsError, alignment, compare, compare_with, observe, stretches_len};
pub use evidence::{Dimension, Finding, Reason, Score};
pub use forms::{Form, NameSource};
pub use matcher::{Candidate, Matcher, Spellings, Unit, Wanted, Weighed};
pub use pairing::{Link, LinkKind};
pub use parts::{PARTS, Parts};
pub use rank::{Likeliest, Ranked};
pub use standing::Standing;
pub use vocabulary::{Room, WordMatch, WordMatches};

use crate::names::channel::Step;
use crate::names::routes::{Routes, way_in_words};

/// The edits of an alignment that change something, with the ways that explain most of them: `kh→h, ll→r (usual through katakana)`.
#[must_use]
pub fn edits(steps: &[Step], routes: &Routes) -> String {
    let changed: Vec<&Step> = steps.iter().filter(|step| !step.is_same()).collect();
    let told: Vec<String> = changed.iter().map(ToString::to_string).collect();
    match usual(&changed, routes) {
        Some(way) => format!("{} (usual {})", told.join(", "), way_in_words(way)),
        None => told.join(", "),
    }
}

/// The way that explains most of the edits; of several, the one that is the first for more of them, then the first in the alphabet.
fn usual<'r>(changed: &[&Step], routes: &'r Routes) -> Option<&'r str> {
    let mut known: Vec<(&str, usize, usize)> = Vec::new();
    for step in changed {
        for (place, way) in routes.ways_of(step).into_iter().enumerate() {
            match known.iter_mut().find(|(known, ..)| *known == way) {
                Some((_, count, firsts)) => (*count, *firsts) = (*count + 1, *firsts + usize::from(place == 0)),
                None => known.push((way, 1, usize::from(place == 0))),
            }
        }
    }
    let best = known.into_iter().min_by(|a, b| b.1.cmp(&a.1).then(b.2.cmp(&a.2)).then(a.0.cmp(b.0)))?;
    Some(best.0)
}
