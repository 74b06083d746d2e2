//! What many mentions come to: as much of them as a row of the alias table tells.
//!
//! Tallies are joined in any order and give the same. What a row takes from its first mention is known by where that stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::sighting::Sighting;
use super::table::{Quote, Standing};
use crate::matching::Score;
use crate::text::Casing;

/// A place in a corpus: documents are in the order of their names, and the mentions of a document in its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) document: Arc<str>,
    /// How many mentions the document has before this one.
    pub(super) at: u64,
}

/// One way of writing a variant, on one line, with what it becomes.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Written {
    pub(super) surface: Box<str>,
    pub(super) correction: Box<str>,
}

/// How often a variant was written in which way. Mostly there is one.
#[derive(Clone, Debug)]
struct Casings {
    first: (Arc<Written>, u64),
    others: BTreeMap<Arc<Written>, u64>,
}

/// Some mentions of one variant that are judged alike.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    pub(super) mentions: u64,
    /// In how many documents; whoever joins tallies knows.
    pub(super) documents: u64,
    /// Whether the list itself has every one of them.
    pub(super) is_listed: bool,
    pub(super) first: First,
    pub(super) least: Least,
    casings: Casings,
}

/// What a row takes from its first mention.
#[derive(Clone, Debug)]
pub(super) struct First {
    pub(super) spot: Spot,
    pub(super) entity: u32,
    pub(super) standing: Standing,
    pub(super) example: Box<str>,
}

/// The least sure mention, which speaks for the row: what is applied is applied to all of them.
#[derive(Clone, Debug)]
pub(super) struct Least {
    pub(super) spot: Spot,
    pub(super) probability: f64,
    pub(super) score: Arc<Score>,
    pub(super) standing: Standing,
    pub(super) is_right: bool,
    pub(super) rival: Option<u32>,
}

impl Least {
    fn of(sighting: &Sighting<'_>, spot: Spot) -> Self {
        Self {
            spot,
            probability: sighting.probability,
            score: sighting.scene.score(),
            standing: sighting.standing,
            is_right: sighting.is_right,
            rival: sighting.rival.map(|(rival, _)| rival),
        }
    }
}

impl Tally {
    /// One mention.
    pub(super) fn of(sighting: &Sighting<'_>, written: &Arc<Written>, spot: Spot) -> Self {
        let example = sighting.scene.example().into();
        Self {
            mentions: 1,
            documents: 1,
            is_listed: sighting.is_listed,
            first: First { spot: spot.clone(), entity: sighting.entity, standing: sighting.standing, example },
            least: Least::of(sighting, spot),
            casings: Casings { first: (Arc::clone(written), 1), others: BTreeMap::new() },
        }
    }

    /// One more mention of the same document, behind all others.
    pub(super) fn take(&mut self, sighting: &Sighting<'_>, written: &Arc<Written>, spot: impl FnOnce() -> Spot) {
        self.mentions += 1;
        self.is_listed &= sighting.is_listed;
        self.casings.add(written, 1);
        if sighting.probability.total_cmp(&self.least.probability).is_lt() {
            self.least = Least::of(sighting, spot());
        }
    }

    /// Adds others; the documents are left to the caller.
    pub(super) fn join(&mut self, other: &Self) {
        self.mentions += other.mentions;
        self.is_listed &= other.is_listed;
        if other.first.spot < self.first.spot {
            self.first = other.first.clone();
        }
        let order =
            other.least.probability.total_cmp(&self.least.probability).then_with(|| other.least.spot.cmp(&self.least.spot));
        if order.is_lt() {
            self.least = other.least.clone();
        }
        other.casings.all().for_each(|(written, count)| self.casings.add(written, count));
    }

    /// Puts the mentions behind so many others of the document.
    pub(super) fn move_behind(&mut self, count: u64) {
        self.first.spot.at += count;
        self.least.spot.at += count;
    }

    /// The commonest casing with its correction. A row in capitals would match nothing else, so any other casing goes before it; of two as
    /// common, the one with fewer capitals, then the first in order.
    pub(super) fn commonest(&self) -> &Written {
        let is_small = |written: &Written| Casing::of(&written.surface) != Casing::Upper;
        let capitals = |written: &Written| written.surface.chars().filter(|letter| letter.is_uppercase()).count();
        let best = self.casings.all().max_by(|(a, often), (b, other)| {
            is_small(a).cmp(&is_small(b)).then(often.cmp(other)).then(capitals(b).cmp(&capitals(a))).then(b.cmp(a))
        });
        best.map_or(&self.casings.first.0, |(written, _)| written)
    }
}

impl Casings {
    fn add(&mut self, written: &Arc<Written>, count: u64) {
        if Arc::ptr_eq(&self.first.0, written) || self.first.0 == *written {
            self.first.1 += count;
        } else {
            *self.others.entry(Arc::clone(written)).or_default() += count;
        }
    }

    fn all(&self) -> impl Iterator<Item = (&Arc<Written>, u64)> {
        let others = self.others.iter().map(|(written, count)| (written, *count));
        std::iter::once((&self.first.0, self.first.1)).chain(others)
    }
}

/// The words around a mention in one piece, to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Words {
    text: Box<str>,
    /// Where the mention stands among them.
    at: usize,
}

impl From<Quote> for Words {
    fn from(quote: Quote) -> Self {
        let at = quote.prefix.len();
        Self { text: (quote.prefix + &quote.suffix).into(), at }
    }
}

impl Words {
    /// Whether nothing is known to stand around.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn quote(&self) -> Quote {
        let (prefix, suffix) = self.text.split_at(self.at);
        Quote { prefix: prefix.to_owned(), suffix: suffix.to_owned() }
    }
}

impl Written {
    pub(super) fn new(surface: Cow<'_, str>, correction: &str) -> Self {
        Self { surface: surface.into(), correction: correction.into() }
    }
}
