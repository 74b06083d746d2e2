//! Is it somebody else? Well-known names that the gazetteer does not have.

use super::Surroundings;
use crate::gazetteer::{Entity, Kind};
use crate::matching::{Candidate, Form, Reason, Score, Unit, weights};
use crate::names::letters::letters;
use crate::names::others::NameKind;
use crate::names::parts::Role;
use crate::text::Reading;

/// No capitalised word is rarer than this in running text, in decibans: letters alone take a long name for a miracle, and the world has
/// millions of names.
const RAREST: f64 = 84.0;

impl Surroundings<'_> {
    /// What it says that the mention is a well-known name of several words, or stands inside one: Igor Sikorsky.
    pub(super) fn add_others(&self, candidate: &Candidate, score: &mut Score) {
        let (first, last) = candidate.tokens;
        if candidate.is_right || candidate.is_listed {
            return;
        }
        // A known name inside a longer one of the list is part of it: Abu Bakr al-Baghdadi.
        let crossing = |(from, to): &&(usize, usize)| {
            *from < last && first < *to && !(first <= *from && *to <= last && last - first > to - from)
        };
        if let Some((from, to)) = self.others.iter().find(crossing) {
            let name = &self.text[self.tokens[*from].span.start..self.tokens[*to - 1].span.end];
            score.add(Reason::WellKnown(name.to_owned()), weights::WELL_KNOWN);
        }
    }

    /// By how much the chance of a word rises when it is known as a name of others, in decibans. `same` says that its letters are those of
    /// the list: Telefonica is then no other firm, but a Sanchez may be any.
    pub(super) fn as_other(&self, unit: &Unit, form: &Form, entity: &Entity, same: bool) -> f64 {
        let written = &self.plain[unit.tokens.0];
        let chance = self.matcher.other_chance(written).max(self.knowledge.own.others().chance(written));
        if chance <= 0.0 || unit.tokens.1 - unit.tokens.0 > 1 || (same && self.is_own(written, form, entity)) {
            return 0.0;
        }
        let name = form.words[unit.words.0..unit.words.1].concat();
        let usual = self.matcher.background().decibans_beside(&letters(written, Reading::Plain), &letters(&name, Reading::Plain));
        10.0 * (1.0 + chance * 10_f64.powf(usual.min(RAREST) / 10.0)).log10()
    }

    /// Whether a word with the letters of a name is known for the very thing that the list has.
    fn is_own(&self, written: &str, form: &Form, entity: &Entity) -> bool {
        let known = |kind| self.matcher.is_other(written, kind);
        match entity.kind_class() {
            Kind::Person => form.role == Role::Full,
            Kind::Place => known(NameKind::Place) || !(known(NameKind::Given) || known(NameKind::Family)),
            _ => known(NameKind::Brand) || !(known(NameKind::Given) || known(NameKind::Family)),
        }
    }

    /// Well-known names of several words that the gazetteer does not have, longest first, without overlap.
    pub(super) fn find_others(&self) -> Vec<(usize, usize)> {
        let words: Vec<&str> = self.plain.iter().collect();
        let mut found: Vec<(usize, usize)> = Vec::new();
        let fits = |at: usize| self.is_capital(at) || self.lexicon.is_function_word(words[at]);
        for at in 0..words.len() {
            // Most words of a text are out at once.
            if !fits(at) || at + 1 == words.len() || !fits(at + 1) {
                continue;
            }
            let length = self.matcher.other_phrase(&words[at..]).max(self.knowledge.own.others().phrase_len(&words[at..]));
            if length > 1 && (at..at + length).all(fits) {
                found.push((at, at + length));
            }
        }
        found
    }
}
