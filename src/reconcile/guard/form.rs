//! What the letters say for a mention, its prior, and which part of the name it is.

use super::Surroundings;
use crate::gazetteer::{Entity, Kind};
use crate::matching::{Candidate, Form, NameSource, Reason, Score, Unit, weights};
use crate::names::letters::letters;
use crate::names::parts::Role;
use crate::text::Reading;

/// What the letters count with the cap. It bends and does not cut, so that only equal evidence weighs the same.
pub(super) fn capped(decibans: f64) -> f64 {
    weights::SHARE * decibans.min(weights::FORM_CAP) + weights::BEYOND_CAP * (decibans - weights::FORM_CAP).max(0.0)
}

impl Surroundings<'_> {
    pub(super) fn add_form(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        let size = self.matcher.gazetteer().len();
        #[expect(clippy::cast_precision_loss, reason = "a logarithm of a count")]
        let prior = -weights::PRIOR_PER_DECADE * (size.max(1) as f64).log10();
        score.add(Reason::GazetteerSize(size), prior);
        if let Some(weight) = entity.weight {
            let (least, most) = weights::WEIGHT_BOUNDS;
            let renown = weights::WEIGHT_PER_DECADE * (weight / weights::WEIGHT_USUAL).log10();
            score.add(Reason::Weight, renown.clamp(least, most));
        }
        score.add(Reason::Letters(String::new()), capped(candidate.telling_decibans()));
        // Edward Shevardnadze is listed; an Edward by himself is anybody.
        if candidate.is_listed && form.role == Role::Full && matches!(form.source, NameSource::Alias | NameSource::Misspelling) {
            score.add(Reason::Listed, weights::LISTED);
        } else if !candidate.is_right {
            self.add_known_parts(candidate, form, entity, score);
        }
        if form.source == NameSource::Keep && !candidate.is_right {
            score.add(Reason::VariantOfKept(form.text()), 0.0);
        } else if form.role != Role::Full {
            score.add(Reason::Part(form.role), weights::role_prior(form.role));
        }
    }

    /// What it takes away that a word is known as a name of others, and that one part of the name is unlike while the rest agrees: Deng
    /// Xiaohong shares a family name with Deng Xiaoping, and so do thousands. The rest of the name then says no more than that a relation
    /// or a namesake is meant.
    fn add_known_parts(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        let telling = |unit: &&Unit| !unit.initial && !self.matcher.is_small(form, unit);
        let parts: Vec<&Unit> = candidate.units.iter().filter(telling).collect();
        // In a longer name the same letters are not unlike and nobody else's, however little they say: Médecins Sans Frontières.
        let weigh = |unit: &&Unit| {
            let same = self.has_same_letters(form, unit);
            let other = if same && parts.len() > 1 { 0.0 } else { self.as_other(unit, form, entity, same) };
            (unit.tokens.0, unit.decibans - other, other, same)
        };
        let weighed: Vec<(usize, f64, f64, bool)> = parts.iter().map(weigh).collect();
        let sum = candidate.telling_decibans();
        let divided = |unit: &&&Unit| !super::is_word_for_word(unit) && !self.has_same_letters(form, unit);
        if let Some(unit) = parts.iter().find(divided) {
            return score.add(Reason::DividedUnlike(self.word(unit.tokens.0)), -weights::DIVISION_CHANGED);
        }
        let left = sum - weighed.iter().map(|(_, _, other, _)| other).sum::<f64>();
        let best_known = weighed.iter().max_by(|a, b| a.2.total_cmp(&b.2)).filter(|known| known.2 >= weights::AUDIBLE);
        if let Some((at, ..)) = best_known {
            score.add(Reason::OtherName(self.word(*at)), capped(left) - capped(sum));
        }
        let unlike = weighed.iter().filter(|(_, _, _, same)| !same).min_by(|a, b| a.1.total_cmp(&b.1));
        let Some((at, decibans, ..)) = unlike.filter(|_| parts.len() > 1) else { return };
        let rest = if entity.kind_class() == Kind::Person { weights::SHARED_NAME } else { weights::SHARED_WORD };
        let taken = capped(decibans + rest) - capped(left);
        if taken <= -weights::AUDIBLE {
            score.add(Reason::PartUnlike(self.word(*at)), taken);
        }
    }

    fn has_same_letters(&self, form: &Form, unit: &Unit) -> bool {
        let written: String = self.plain.range(unit.tokens.0, unit.tokens.1).collect();
        let name: String = form.words[unit.words.0..unit.words.1].concat();
        letters(&written, Reading::Plain) == letters(&name, Reading::Plain)
    }
}
