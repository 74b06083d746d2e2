//! Is it a word of its own? Ordinary words, words written small elsewhere, acronyms, titles, derived words and case forms.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::{Surroundings, is_word_for_word};
use crate::gazetteer::{Entity, Kind};
use crate::matching::{Candidate, Form, NameSource, Reason, Score, weights};
use crate::names::channel::Scratch;
use crate::names::letters::letters;
use crate::text::{Casing, Reading, Script, breaks, dominant_script, fold_into, unbroken};

impl Surroundings<'_> {
    pub(super) fn add_word(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        let (first, last) = candidate.tokens;
        // A word that no list knows would not stand in lower case either.
        if self.tokens[first].opens_sentence && last - first == 1 && self.may_be_word(first) {
            score.add(Reason::SentenceOpens, weights::SENTENCE_OPENS);
        }
        if !candidate.is_right && (first..last).any(|at| self.has_digit_inside(at)) {
            score.add(Reason::DigitInside, weights::DIGIT_INSIDE);
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
        if entity.kind_class() == Kind::Person && !candidate.is_right && self.is_in_byline(first, last) {
            score.add(Reason::Byline, weights::BYLINE);
        }
        if candidate.is_perhaps_bent {
            score.add(Reason::Inflected, weights::INFLECTED);
        }
        // A full name is not derived from: Lord Ragian is no follower of Lord Rag. South Korean is derived from South Korea.
        let named = entity.kind_class() == Kind::Person && form.words.len() > 1;
        if !named && !candidate.is_right && !candidate.is_listed && candidate.units.last().is_some_and(is_word_for_word) {
            self.add_derivation(last - 1, candidate, entity, score);
        }
        if !candidate.is_right && !candidate.is_listed {
            self.add_compound(candidate, form, score);
        }
    }

    /// `Kyiv-⏎zealous` is no misspelling of Kyiv: one side of the break is liker to the name than the whole is, and the other is a word.
    /// Letters that are merely too many are no word: Walen-⏎sa, Gortschako-⏎ff.
    fn add_compound(&self, candidate: &Candidate, form: &Form, score: &mut Score) {
        let (channel, background) = (self.matcher.routes().pooled(), self.matcher.background());
        let mut scratch = Scratch::default();
        for unit in candidate.units.iter().filter(|unit| unit.tokens.1 - unit.tokens.0 == 1) {
            let word = &self.text[self.tokens[unit.tokens.0].span];
            let name = letters(&form.words[unit.words.0..unit.words.1].concat(), Reading::Plain);
            for found in breaks(word) {
                let [head, tail, whole] = [&word[..found.span.start], &word[found.span.end..], word]
                    .map(|part| letters(&unbroken(part), Reading::Plain));
                let mut is_compound = |part: &[u8], other: &[u8]| {
                    let is_word = other.len() >= weights::COMPOUND_LETTERS && background.is_word(other);
                    is_word && channel.cost(&name, part, &mut scratch) < channel.cost(&name, &whole, &mut scratch)
                };
                let other = if is_compound(&head, &tail) {
                    &tail
                } else if is_compound(&tail, &head) {
                    &head
                } else {
                    continue;
                };
                return score.add(Reason::Compound(String::from_utf8_lossy(other).into_owned()), weights::DERIVED);
            }
        }
    }

    /// Capitals are a headline's or a heading's where the neighbours have them too.
    fn is_acronym(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        // What has a digit in it (H5N1) is no word of a headline.
        let alone = |other: Option<usize>| {
            other.filter(|other| *other < self.tokens.len()).is_none_or(|other| {
                self.tokens[other].casing != Casing::Upper || self.plain[other].bytes().any(|byte| byte.is_ascii_digit())
            })
        };
        token.casing == Casing::Upper
            && self.plain[at].chars().count() <= weights::ACRONYM_LETTERS
            && alone(at.checked_sub(1))
            && alone(Some(at + 1))
    }

    fn add_ordinary(&self, at: usize, form: &Form, score: &mut Score) {
        let word = &self.plain[at];
        if self.is_acronym(at) && !is_capitals(form) {
            score.add(Reason::Acronym, weights::ACRONYM);
        } else if self.lexicon.is_title(word) || self.lexicon.is_generic(word) || self.lexicon.is_calendar(word) {
            score.add(Reason::TitleWord, weights::TITLE_WORD);
        } else if let Some(chance) = self.ordinary(at) {
            let weight = if self.tokens[at].opens_sentence { weights::ORDINARY_OPENS } else { weights::ORDINARY_WORD };
            score.add(Reason::OrdinaryWord, weight.min(-chance));
        }
    }

    /// Whether a word with small letters has a digit among them, as scanners put there.
    fn has_digit_inside(&self, at: usize) -> bool {
        let word = &self.text[self.tokens[at].span];
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let small = word.chars().filter(|letter| letter.is_lowercase()).count();
        digits == 1
            && small >= 2
            && word.chars().all(char::is_alphanumeric)
            && !word.ends_with(|last: char| last.is_ascii_digit() && last > '1')
    }

    fn is_seen_lower(&self, at: usize) -> bool {
        let mut folded = String::new();
        fold_into(&self.text[self.tokens[at].span], Reading::Exact, &mut folded);
        self.knowledge.lower.contains(folded.as_str())
    }

    /// Whether some list of ordinary words has it.
    fn may_be_word(&self, at: usize) -> bool {
        let key = letters(&self.plain[at], Reading::Plain);
        self.matcher.background().is_word(&key) || self.ordinary(at).is_some() || self.is_seen_lower(at)
    }

    /// Whether a word is an ordinary one; with how much likelier that makes it than its letters do, in decibans. English words are in the
    /// background already.
    fn ordinary(&self, at: usize) -> Option<f64> {
        let word = &self.plain[at];
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

    fn add_derivation(&self, at: usize, candidate: &Candidate, entity: &Entity, score: &mut Score) {
        let form = self.matcher.form(candidate.form);
        if self.lexicon.is_demonym(&self.plain[at]) {
            return score.add(Reason::Demonym, weights::DERIVED);
        }
        let stem = unbroken(&self.text[self.tokens[at].span.start..candidate.name_end]);
        let bent = candidate.units.last().filter(|unit| unit.bent.is_some());
        let derived = match bent {
            Some(unit) => self.derivation(form, entity, Some(&self.matcher.read_as(candidate, unit)), &stem),
            None => self.derived.of(candidate.form, &stem, || self.derivation(form, entity, None, &stem)),
        };
        if let Some((suffix, weight)) = derived {
            score.add(Reason::Derived(suffix), weight);
        }
    }

    /// The suffix with which a word is derived from a name, and its weight; `case_form` is what the word was read as, if not as the name.
    fn derivation(&self, form: &Form, entity: &Entity, case_form: Option<&str>, stem: &str) -> Derivation {
        let case_form = case_form.map(|case_form| letters(case_form, Reading::Plain));
        let channel = self.matcher.routes().pooled();
        let nominative = letters(form.words.last().map_or("", String::as_str), Reading::Plain);
        let written = letters(stem, Reading::Plain);
        let derived = |suffix| (suffix, weights::DERIVED);
        if dominant_script(stem) == Script::Cyrillic {
            let read = case_form.as_ref().unwrap_or(&nominative);
            return self.lexicon.cyrillic_derivation(&nominative, read, &written, channel).map(derived);
        }
        let person = entity.kind_class() == Kind::Person;
        // The Zelenskys, the Magyars: several of the name, or a people; in a place's name (Marseilles) as often an old spelling.
        if (person || form.source == NameSource::Alias) && self.lexicon.is_plural(&nominative, &written, channel) {
            return Some(("s", weights::PLURAL));
        }
        let suffix = match &case_form {
            Some(case_form) => self.lexicon.derivation_beside(&nominative, case_form, &written, channel),
            None => self.lexicon.derivation(&nominative, &written, person, channel),
        };
        suffix.map(derived)
    }
}

/// A suffix, and what it weighs.
type Derivation = Option<(&'static str, f64)>;

/// Derivations that have been looked for, by form and spelling: the same pair is asked for at every mention.
#[derive(Debug, Default)]
pub(in crate::reconcile) struct Derived(RefCell<FxHashMap<u32, FxHashMap<Box<str>, Derivation>>>);

impl Derived {
    fn of(&self, form: u32, stem: &str, look: impl FnOnce() -> Derivation) -> Derivation {
        let mut known = self.0.borrow_mut();
        let known = known.entry(form).or_default();
        if let Some(derivation) = known.get(stem) {
            return *derivation;
        }
        let derivation = look();
        known.insert(stem.into(), derivation);
        derivation
    }
}

/// Whether the list writes the form in capitals: NATO.
fn is_capitals(form: &Form) -> bool {
    form.words.iter().all(|word| Casing::of(word) == Casing::Upper)
}
