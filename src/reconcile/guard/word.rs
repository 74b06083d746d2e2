//! Is it a word of its own? Ordinary words, words written small elsewhere, acronyms, titles, derived words and case forms.

use super::{Surroundings, is_word_for_word};
use crate::gazetteer::{Entity, Kind};
use crate::matching::{Candidate, Form, NameSource, Reason, Score, weights};
use crate::names::letters::letters;
use crate::text::{Casing, Reading, Script, dominant_script, fold_into};

impl Surroundings<'_> {
    pub(super) fn add_word(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        let (first, last) = candidate.tokens;
        if self.tokens[first].opens_sentence && last - first == 1 {
            score.add(Reason::SentenceOpens, weights::SENTENCE_OPENS);
        }
        if last - first == 1 && !candidate.is_right && !candidate.is_listed {
            self.add_ordinary(first, form, score);
        }
        if !candidate.is_right && (first..last).all(|at| self.is_seen_lower(at)) {
            score.add(Reason::SeenLower, weights::SEEN_LOWER);
        }
        if self.phrases.iter().any(|(from, to)| first < *to && *from < last && (last - first) < to - from)
            || self.is_in_title(first, last)
        {
            score.add(Reason::Phrase, weights::PHRASE);
        }
        if !candidate.is_right && !candidate.is_listed && self.is_inflected(candidate, form) {
            score.add(Reason::Inflected, weights::INFLECTED);
        }
        // A full name is not derived from: Lord Ragian is no follower of Lord Rag. South Korean is derived from South Korea.
        let named = entity.kind_class() == Kind::Person && form.words.len() > 1;
        if !named && !candidate.is_right && !candidate.is_listed && candidate.units.last().is_some_and(is_word_for_word) {
            self.add_derivation(last - 1, form, entity, score);
        }
    }

    /// Capitals are a headline's or a heading's where the neighbours have them too.
    fn is_acronym(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let alone = |other: Option<usize>| {
            other.and_then(|other| self.tokens.get(other)).is_none_or(|other| other.casing != Casing::Upper)
        };
        token.casing == Casing::Upper
            && self.plain[at].chars().count() <= weights::ACRONYM_LETTERS
            && alone(at.checked_sub(1))
            && alone(Some(at + 1))
    }

    fn add_ordinary(&self, at: usize, form: &Form, score: &mut Score) {
        let word = self.plain[at].as_str();
        if self.is_acronym(at) && !is_capitals(form) {
            score.add(Reason::Acronym, weights::ACRONYM);
        } else if self.lexicon.is_title(word) || self.lexicon.is_generic(word) || self.lexicon.is_calendar(word) {
            score.add(Reason::TitleWord, weights::TITLE_WORD);
        } else if let Some(chance) = self.ordinary(at) {
            let weight = if self.tokens[at].opens_sentence { weights::ORDINARY_OPENS } else { weights::ORDINARY_WORD };
            score.add(Reason::OrdinaryWord, weight.min(-chance));
        }
    }

    fn is_seen_lower(&self, at: usize) -> bool {
        let mut folded = String::new();
        fold_into(&self.text[self.tokens[at].span], Reading::Exact, &mut folded);
        self.knowledge.lower.contains(folded.as_str())
    }

    /// In a script whose languages inflect names, a word that ends otherwise than the name is its case form more often than its
    /// misspelling (Києві, Владимиром), and putting the list's form in its place would break the sentence.
    fn is_inflected(&self, candidate: &Candidate, form: &Form) -> bool {
        let ending =
            |word: &str| word.chars().rev().find(|letter| letter.is_alphabetic()).map(|letter| letter.to_lowercase().to_string());
        dominant_script(&self.text[candidate.span]) == Script::Cyrillic
            && candidate.units.iter().any(|unit| {
                let written = &self.text[self.tokens[unit.tokens.1 - 1].span];
                !unit.initial && ending(written) != ending(&form.words[unit.words.1 - 1])
            })
    }

    /// Whether a word is an ordinary one; with how much likelier that makes it than its letters do, in decibans. English words are in the
    /// background already.
    fn ordinary(&self, at: usize) -> Option<f64> {
        let word = self.plain[at].as_str();
        let key = letters(word, Reading::Plain);
        let background = self.matcher.background();
        let known = self.knowledge.own.word_chance(word).max(self.language.map_or(0.0, |list| list.chance(word)));
        if known > 0.0 {
            let usual = background.decibans(&key);
            return Some(10.0 * (1.0 + weights::ORDINARY_SHARE * known * 10_f64.powf(usual / 10.0)).log10());
        }
        let english = self.language.is_none() && background.is_word(&key) && !background.leans_to_name(&key);
        english.then_some(0.0)
    }

    fn add_derivation(&self, at: usize, form: &Form, entity: &Entity, score: &mut Score) {
        if self.lexicon.is_demonym(&self.plain[at]) {
            return score.add(Reason::Demonym, weights::DERIVED);
        }
        let name = letters(form.words.last().map_or("", String::as_str), Reading::Plain);
        let written = letters(&self.text[self.tokens[at].span], Reading::Plain);
        let person = entity.kind_class() == Kind::Person;
        // The Zelenskys, the Magyars: several of the name, or a people; in a place's name (Marseilles) as often an old spelling.
        if (person || form.source == NameSource::Alias) && written.strip_suffix(b"s") == Some(&name[..]) {
            return score.add(Reason::Derived("s"), weights::PLURAL);
        }
        if let Some(suffix) = self.lexicon.derivation(&name, &written, person, self.matcher.routes().pooled()) {
            score.add(Reason::Derived(suffix), weights::DERIVED);
        }
    }
}

/// Whether the list writes the form in capitals: NATO.
fn is_capitals(form: &Form) -> bool {
    form.words.iter().all(|word| Casing::of(word) == Casing::Upper)
}
