//! Common words of languages other than English, and which of them a text is written in.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::section;
use crate::text::{Reading, folded};

/// How much of running text the words of each section make up, together. Counted on the first sections of frequency lists; Zipf's law
/// gives the rest.
const COVERAGE: [(&str, f64); 4] = [("10", 0.45), ("20", 0.25), ("35", 0.13), ("50", 0.05)];

/// The least share of a text's words that are among a language's commonest: half of the words of a text in the language are, and one in
/// eight of a Dutch text is among the Spanish ones.
const TOLD: f64 = 0.15;

/// The least part of a compound, in letters.
const LEAST_PART: usize = 4;

/// The common words of a language.
#[derive(Debug)]
pub struct WordList {
    code: &'static str,
    list: &'static str,
    /// Whether words are written together: Eisenbahnbrücke.
    compounds: bool,
    /// Made when the language is met.
    words: OnceLock<FxHashMap<Box<str>, f32>>,
}

impl WordList {
    pub(super) fn new(code: &'static str, list: &'static str, compounds: bool) -> Self {
        Self { code, list, compounds, words: OnceLock::new() }
    }

    /// The language's code (`pl`).
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    fn words(&self) -> &FxHashMap<Box<str>, f32> {
        self.words.get_or_init(|| {
            let mut words = FxHashMap::default();
            for (name, coverage) in COVERAGE {
                let section: Vec<Box<str>> = section(self.list, name).map(plain).collect();
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_precision_loss,
                    reason = "a chance of seven digits is enough"
                )]
                let chance = (coverage / section.len().max(1) as f64) as f32;
                words.extend(section.into_iter().map(|word| (word, chance)));
            }
            words
        })
    }

    /// How likely a word of a text is to be this one, in lower case without marks; 0 if it is not a common word of the language. A compound
    /// is as likely as the rarer of its parts, times one in a hundred.
    #[must_use]
    pub fn chance(&self, word: &str) -> f64 {
        match self.words().get(word) {
            Some(chance) => f64::from(*chance),
            None if self.compounds => self.compound(word),
            None => 0.0,
        }
    }

    fn compound(&self, word: &str) -> f64 {
        let known = |part: &str| {
            if part.len() < LEAST_PART { 0.0 } else { self.words().get(part).map_or(0.0, |chance| f64::from(*chance)) }
        };
        let split = |at: usize| {
            let (head, tail) = word.split_at(at);
            let linked = ["", "s", "es", "n", "en"].iter().filter_map(|link| head.strip_suffix(link)).map(known);
            linked.fold(0.0, f64::max).min(known(tail)) / 100.0
        };
        (LEAST_PART..word.len()).filter(|at| word.is_char_boundary(*at)).map(split).fold(0.0, f64::max)
    }
}

/// The words that tell a language, each with one bit for each language that it is among the commonest of, by number; [`ENGLISH`] for
/// English.
pub(super) type Tellers = FxHashMap<Box<str>, u16>;

/// See [`Tellers`].
const ENGLISH: u16 = 1 << 15;

/// Gathers the words that tell a language.
pub(super) fn tellers(english: impl Iterator<Item = &'static str>, languages: &[WordList]) -> Tellers {
    let mut tellers = Tellers::default();
    english.for_each(|word| *tellers.entry(word.into()).or_default() |= ENGLISH);
    for (number, list) in languages.iter().enumerate() {
        section(list.list, "10").map(plain).for_each(|word| *tellers.entry(word).or_default() |= 1 << number);
    }
    tellers
}

/// How many words of a text are among the commonest of each language.
#[derive(Clone, Debug, Default)]
pub struct LanguageTally {
    words: usize,
    english: usize,
    /// By number of a language, as many as bits are left for them.
    others: [usize; 15],
}

impl LanguageTally {
    /// Counts a word, in lower case without marks.
    pub(super) fn count(&mut self, word: &str, tellers: &Tellers) {
        self.words += 1;
        let Some(languages) = tellers.get(word) else { return };
        self.english += usize::from(languages & ENGLISH != 0);
        for (number, count) in self.others.iter_mut().enumerate() {
            *count += usize::from(languages >> number & 1);
        }
    }

    /// The number of the language, if it is told and is not English.
    #[expect(clippy::cast_precision_loss, reason = "a share of counts")]
    pub(super) fn told(&self) -> Option<usize> {
        let (number, count) = self.others.iter().enumerate().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(&a.0)))?;
        (*count > self.english.max(2) && *count as f64 >= TOLD * self.words as f64).then_some(number)
    }
}

/// A word as it is asked for: in lower case, without marks.
pub(super) fn plain(word: &str) -> Box<str> {
    folded(word, Reading::Plain).into()
}
