//! Does the sentence speak of a person, a place, a body, or a thing?

use super::Surroundings;
use crate::gazetteer::{Entity, Kind};
use crate::matching::{Candidate, Form, Reason, Score, weights};
use crate::names::setting::{SettingWords, Side, Speaks};
use crate::text::Casing;

/// How many words an apposition may have before its noun: `Doblin, the old Irish pilot`.
const GLOSS_WORDS: usize = 4;

/// What opens an apposition.
const DETERMINERS: [&str; 10] = ["the", "a", "an", "my", "your", "his", "her", "its", "our", "their"];

impl Surroundings<'_> {
    /// What the words beside it say of the kind of what is named here, held against the kind of the entity.
    pub(super) fn add_setting(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        let kind = entity.kind_class();
        if candidate.is_right || kind == Kind::Other {
            return;
        }
        let told = self.told_by(candidate).into_iter().flatten();
        let weighed = told.filter_map(|(at, side, speaks)| weight(kind, side, speaks).map(|decibans| (at, decibans)));
        // A whole name is one person's, whatever the sentence calls him; but a ship may be called after him in full.
        let weighed = weighed.filter(|(_, decibans)| !(kind == Kind::Person && form.is_whole()) || *decibans <= weights::THING);
        if let Some((at, decibans)) = weighed.min_by(|a, b| a.1.total_cmp(&b.1)) {
            score.add(Reason::Setting(self.word(at)), decibans);
        }
    }

    /// The words that speak of the kind of the name, on each side.
    fn told_by(&self, candidate: &Candidate) -> [Option<(usize, Side, Speaks)>; 3] {
        let (first, last) = candidate.tokens;
        let speaks = |at: usize, side: Side| {
            let small = self.tokens[at].casing == Casing::Lower;
            SettingWords::embedded().speaks(&self.plain[at], side).filter(|_| small).map(|speaks| (at, side, speaks))
        };
        let possessive = self.tokens[last - 1].is_possessive();
        let before = self.before(first).and_then(|at| {
            let head = (&self.plain[at] == "of").then(|| self.before(at)).flatten();
            let by_head = head.and_then(|head| speaks(head, Side::Of));
            by_head.or_else(|| speaks(at, Side::Gloss)).or_else(|| speaks(at, Side::Before)).filter(|_| !possessive)
        });
        let after = self.after(last).and_then(|at| speaks(at, Side::After));
        [before, after, self.gloss_behind(last)]
    }

    /// The noun of an apposition: `Neste, the Finnish refiner`.
    fn gloss_behind(&self, last: usize) -> Option<(usize, Side, Speaks)> {
        let comma = last < self.tokens.len() && self.gap(last).trim() == ",";
        if !comma || !DETERMINERS.contains(&&self.plain[last]) {
            return None;
        }
        let near = last + 1..(last + 1 + GLOSS_WORDS).min(self.tokens.len());
        let nouns = near.take_while(|at| self.gap(*at).trim().is_empty());
        let mut told = nouns.filter_map(|at| {
            SettingWords::embedded().speaks(&self.plain[at], Side::Gloss).map(|speaks| (at, Side::Gloss, speaks))
        });
        told.next()
    }
}

/// What it says for an entity of a kind that a word speaks so of the name.
fn weight(kind: Kind, side: Side, speaks: Speaks) -> Option<f64> {
    match (kind, side, speaks) {
        (Kind::Person, _, Speaks::Person) | (Kind::Place, _, Speaks::Place) | (Kind::Organisation, _, Speaks::Organisation) => {
            Some(weights::KIND_AGREES)
        }
        (Kind::Organisation, _, Speaks::Thing) => Some(weights::KIND_DIFFERS),
        (_, _, Speaks::Thing) => Some(weights::THING),
        (_, Side::Gloss, Speaks::Person | Speaks::Place | Speaks::Organisation) => Some(weights::KIND_TOLD),
        // A country says and a body says; in a party, near a bank.
        (Kind::Organisation, Side::After | Side::Before, _) => None,
        (Kind::Place, Side::After, _) => Some(weights::PLACE_SPEAKS),
        (Kind::Person, Side::Before, _) => Some(weights::KIND_HARDLY),
        _ => Some(weights::KIND_DIFFERS),
    }
}
