//! How a word is cased, and how to put that casing on another word.
//!
//! All case work of the project goes through [`Casing`], since the obvious ways are wrong somewhere: İ lower-cases
//! to two code points, ß upper-cases to two letters, and ǆ has a title case (ǅ) that is neither upper nor lower.

use super::class::{Cased, Classes};

/// The casing of a word or of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Casing {
    /// No letter has a case (digits, Arabic, kana).
    Uncased,
    /// No capital: `kyiv`.
    Lower,
    /// One capital, at the head: `Kyiv`, `A`.
    Title,
    /// Two letters or more, all capitals: `KYIV`.
    Upper,
    /// Capitals inside: `McKinsey`, `BlackRock`, `eBay`.
    Mixed,
}

impl Casing {
    /// The casing of `word`; marks, digits and punctuation do not count.
    ///
    /// ```
    /// use respell::text::Casing;
    /// assert_eq!(Casing::of("O'NEILL"), Casing::Upper);
    /// assert_eq!(Casing::of("ǅakovo"), Casing::Title);
    /// assert_eq!(Casing::of("東京"), Casing::Uncased);
    /// ```
    #[must_use]
    pub fn of(word: &str) -> Self {
        let (classes, mut cased) = (Classes::get(), Cased::default());
        word.chars().for_each(|letter| cased.push(classes.of(letter)));
        cased.casing()
    }

    /// Whether the word begins like a name: with a capital, or in a script that has none.
    #[must_use]
    pub const fn may_be_name(self) -> bool {
        !matches!(self, Self::Lower)
    }

    /// Puts the casing of the place on a spelling that comes from a list.
    ///
    /// ALL CAPS is carried over, a headline's `SARDO` becomes `SALDO`, and so is a capital before a particle (`Al-Kaida`, `Al-Qaeda`). Anything else takes the list's own casing, since
    /// `Mcdonald` is to become `McDonald` and `Al-Sissi` to become `el-Sisi`. `surface` decides between i/I and i/İ.
    ///
    /// ```
    /// use respell::text::Casing;
    /// assert_eq!(Casing::Upper.put_on("Großmann", "GROSMAN"), "GROSSMANN");
    /// assert_eq!(Casing::Upper.put_on("Diyarbakır", "DİYARBEKİR"), "DİYARBAKIR");
    /// assert_eq!(Casing::Title.put_on("McKinsey", "Mackinsey"), "McKinsey");
    /// ```
    #[must_use]
    pub fn put_on(self, listed: &str, surface: &str) -> String {
        match self {
            Self::Upper => upper(listed, surface.contains('İ')),
            _ if begins_upper(surface) && begins_lower(listed) => upper_head(listed),
            _ => listed.to_owned(),
        }
    }
}

fn begins_upper(word: &str) -> bool {
    word.chars().find(|letter| letter.is_alphabetic()).is_some_and(|letter| letter.is_uppercase() || is_titlecase(letter))
}

/// Whether a word begins small as a particle does (al-Qaeda), and not as a brand does (eBay).
fn begins_lower(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase) && !letters.next().is_some_and(char::is_uppercase)
}

fn upper_head(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The capitals of a word; with `dotted`, i gives İ as in Turkish.
fn upper(word: &str, dotted: bool) -> String {
    let mut out = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            'i' if dotted => out.push('İ'),
            _ => out.extend(letter.to_uppercase()),
        }
    }
    out
}

/// The four digraph letters of Unicode's general category Lt that stand in Latin names, and the Greek ones.
pub(super) fn is_titlecase(letter: char) -> bool {
    matches!(letter, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | '\u{1F88}'..='\u{1F8F}' | '\u{1F98}'..='\u{1F9F}' | '\u{1FA8}'..='\u{1FAF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Casing, is_titlecase};

    #[test]
    fn casings_are_read() {
        for (word, casing) in [
            ("kyiv", Casing::Lower),
            ("Kyiv", Casing::Title),
            ("KYIV", Casing::Upper),
            ("A", Casing::Title),
            ("İstanbul", Casing::Title),
            ("İSTANBUL", Casing::Upper),
            ("Straße", Casing::Title),
            ("McKinsey", Casing::Mixed),
            ("eBay", Casing::Mixed),
            ("Ǆ", Casing::Title),
            ("ǆep", Casing::Lower),
            ("O'Neill", Casing::Mixed),
            ("2022", Casing::Uncased),
            ("Київ", Casing::Title),
            ("", Casing::Uncased),
        ] {
            assert_eq!(Casing::of(word), casing, "{word}");
        }
    }

    #[test]
    fn capitals_are_put_on_whole_words() {
        for (listed, surface, put) in [
            ("Saldo", "SARDO", "SALDO"),
            ("von der Leyen", "VON DER LEJEN", "VON DER LEYEN"),
            ("ǅakovo", "DZAKOVO", "ǄAKOVO"),
            ("Ærø", "AERO", "ÆRØ"),
            ("Ŀleida", "LLEIDA", "ĿLEIDA"),
        ] {
            assert_eq!(Casing::of(surface).put_on(listed, surface), put);
        }
    }

    /// The casing by counting capitals and small letters.
    fn counted(word: &str) -> Casing {
        let is_upper = |letter: char| letter.is_uppercase() || is_titlecase(letter);
        let cased: Vec<bool> = word.chars().filter(|letter| is_upper(*letter) || letter.is_lowercase()).map(is_upper).collect();
        let uppers = cased.iter().filter(|is_upper| **is_upper).count();
        match (uppers, cased.len() - uppers) {
            (0, 0) => Casing::Uncased,
            (0, _) => Casing::Lower,
            (1, _) if cased[0] => Casing::Title,
            (_, 0) => Casing::Upper,
            _ => Casing::Mixed,
        }
    }

    proptest! {
        #[test]
        fn casings_are_those_that_counting_tells(word in "[aBß1'\u{301}\u{345}ʼⅧⓐǅǆЇ東\\PC]{0,6}") {
            prop_assert_eq!(Casing::of(&word), counted(&word));
        }
    }
}
