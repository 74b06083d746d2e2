//! Well-known names that a gazetteer does not have, and how common they are.
//!
//! Letters cannot tell that Sikorsky is the aircraft and not the minister; only knowing of him can. The tables in `data/lexicon/others-*`
//! hold name words of the world with how rare each is among name words, and well-known names of several words (people, places, brands).
//! Users add lists of their own. What a known name weighs against a match is decided in `matching` and `reconcile`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::{Reading, folded};

/// The share of name words among capitalised words of running text; the tables count among name words.
const NAMES: f64 = 0.5;

/// How rare a name of a user's list is taken to be, in decibans, where the list does not say: as rare as a family name that one in
/// thirty thousand bears. Whoever lists a name expects to meet it.
const LISTED_RARITY: f64 = 45.0;

/// The longest name of several words that is known, in words.
const MOST_WORDS: usize = 8;

/// The embedded lists: words, people, places, brands.
pub(super) const TEXTS: [&str; 4] = [
    include_str!("../../data/lexicon/others-words.tsv"),
    include_str!("../../data/lexicon/others-people.txt"),
    include_str!("../../data/lexicon/others-places.txt"),
    include_str!("../../data/lexicon/others-brands.txt"),
];

/// What a name word is known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A given name.
    Given,
    /// A family name.
    Family,
    /// A town, region, river or country.
    Place,
    /// A brand, a body, or a product.
    Brand,
    /// A people or a language.
    People,
    /// A work, a dish, anything else.
    Other,
}

impl NameKind {
    const fn bit(self) -> u8 {
        1 << self as u8
    }

    const fn of_letter(letter: u8) -> Option<Self> {
        Some(match letter {
            b'g' => Self::Given,
            b'f' => Self::Family,
            b't' => Self::Place,
            b'b' => Self::Brand,
            b'p' => Self::People,
            b'w' => Self::Other,
            _ => return None,
        })
    }
}

/// A name word: how likely a capitalised word is to be it, and as what it is known.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    chance: f32,
    kinds: u8,
}

/// The words of a name behind its first.
type Rest = Vec<Box<str>>;

/// The tables of other names. Words are asked for as [`Reading::Plain`] folds them: in lower case, without marks.
#[derive(Clone, Debug, Default)]
pub struct Others {
    words: FxHashMap<Box<str>, Word>,
    /// Names of several words by their first.
    phrases: FxHashMap<Box<str>, Vec<Rest>>,
}

impl Others {
    /// The tables that are built in.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static TABLES: LazyLock<Others> = LazyLock::new(Others::build);
        &TABLES
    }

    fn build() -> Self {
        let mut others = Self::default();
        for line in lines(TEXTS[0]) {
            let mut cells = line.split('\t');
            let (Some(word), Some(kinds), Some(rarity)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let kinds = kinds.bytes().filter_map(NameKind::of_letter).fold(0, |kinds, kind| kinds | kind.bit());
            others.raise(word, chance(rarity.parse().unwrap_or(LISTED_RARITY)), kinds);
        }
        let lists = [TEXTS[1], TEXTS[2], TEXTS[3]];
        for name in lists.into_iter().flat_map(lines) {
            others.add_phrase(name);
        }
        others
    }

    /// Adds a name of one or several words, with its rarity among name words in decibans, if that is known.
    pub fn add(&mut self, name: &str, rarity: Option<f64>) {
        let words = split(name);
        match words.as_slice() {
            [] => {}
            [word] => self.raise(word, chance(rarity.unwrap_or(LISTED_RARITY)), 0),
            _ => self.add_phrase(name),
        }
    }

    fn add_phrase(&mut self, name: &str) {
        let mut words = split(name).into_iter().map(Box::from);
        let Some(first) = words.next() else { return };
        let rest: Rest = words.collect();
        if (1..MOST_WORDS).contains(&rest.len()) {
            self.phrases.entry(first).or_default().push(rest);
        }
    }

    fn raise(&mut self, word: &str, chance: f64, kinds: u8) {
        let known = self.words.entry(folded(word, Reading::Plain).into()).or_default();
        #[expect(clippy::cast_possible_truncation, reason = "a chance of seven digits is enough")]
        let chance = chance as f32;
        *known = Word { chance: known.chance.max(chance), kinds: known.kinds | kinds };
    }

    /// How likely a capitalised word of running text is to be this name; 0 if it is not known.
    #[must_use]
    pub fn chance(&self, word: &str) -> f64 {
        self.words.get(word).map_or(0.0, |known| f64::from(known.chance))
    }

    /// Whether the word is known as a name of this kind.
    #[must_use]
    pub fn is(&self, word: &str, kind: NameKind) -> bool {
        self.words.get(word).is_some_and(|known| known.kinds & kind.bit() != 0)
    }

    /// How many of `words` the longest known name of several words takes that begins with the first of them; 0 if none does.
    #[must_use]
    pub fn phrase_len(&self, words: &[&str]) -> usize {
        let Some(known) = words.first().and_then(|first| self.phrases.get(*first)) else { return 0 };
        let rest = &words[1..];
        let fits = |phrase: &[Box<str>]| {
            phrase.len() <= rest.len() && phrase.iter().zip(rest).all(|(word, written)| **word == **written)
        };
        known.iter().filter(|phrase| fits(phrase)).map(|phrase| phrase.len() + 1).max().unwrap_or(0)
    }
}

fn chance(rarity: f64) -> f64 {
    NAMES * 10_f64.powf(-rarity / 10.0)
}

/// The words of a name as tokens of a text would be.
fn split(name: &str) -> Vec<String> {
    crate::text::tokens(name).iter().map(|token| folded(&name[token.span], Reading::Plain)).collect()
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '=']))
}

#[cfg(test)]
mod tests {
    use super::{NameKind, Others};

    #[test]
    fn words_and_names_of_several_words_are_known() {
        let mut others = Others::default();
        others.add("Igor Sikorsky", None);
        others.add("Döblin", Some(50.0));
        assert_eq!(others.phrase_len(&["igor", "sikorsky", "flew"]), 2);
        assert_eq!(others.phrase_len(&["igor", "flew"]), 0);
        assert!(others.chance("doblin") > 0.0 && others.chance("dublin") == 0.0);
    }

    #[test]
    fn the_built_in_tables_know_given_names_from_family_names() {
        let others = Others::embedded();
        assert!(others.is("john", NameKind::Given) && others.is("johnson", NameKind::Family));
        assert!(others.chance("john") > others.chance("aalto"));
    }
}
