//! What a character is to the passes over a text, looked up where it would otherwise be asked for again and again.
//!
//! A [`Class`] answers what the predicates of `char`, `fold` and `script` say of a character, and nothing of its own: the table is made
//! by asking them. It holds the alphabets of Europe and the Near East and general punctuation; the rest is asked for anew.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::broken::is_break_mark;
use super::casing::{Casing, is_titlecase};
use super::marks::{is_apostrophe, is_ignorable};
use super::script::script_of;

/// What a character is, one bit for each claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u16);

impl Class {
    /// A small letter.
    pub(super) const LOWER: Self = Self(1);
    /// A capital, or a digraph that begins with one.
    pub(super) const UPPER: Self = Self(1 << 1);
    /// A letter or digit, of whatever kind.
    pub(super) const ALPHANUMERIC: Self = Self(1 << 2);
    /// A letter or digit that begins a word and goes on with one, of a script whose words are set apart by spaces.
    pub(super) const WORD: Self = Self(1 << 3);
    /// A mark that is written on the letter before it, or an invisible character.
    pub(super) const MARK: Self = Self(1 << 4);
    /// An apostrophe that is no letter.
    pub(super) const APOSTROPHE: Self = Self(1 << 5);
    /// White space.
    pub(super) const SPACE: Self = Self(1 << 6);
    /// A letter of a script without spaces.
    pub(super) const UNSPACED: Self = Self(1 << 7);
    /// A mark that is common in prose and makes an address or code only of what stands right behind it: `.`, `:`, `(`.
    pub(super) const STOP: Self = Self(1 << 8);
    /// Any other mark that addresses, paths and code are known by.
    pub(super) const SIGN: Self = Self(1 << 9);
    /// A hyphen that a line's end may have put into a word.
    pub(super) const BREAK: Self = Self(1 << 10);

    /// Whether it is any of `others`.
    pub(super) const fn is(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// The claims of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn and_if(self, holds: bool, other: Self) -> Self {
        if holds { self.or(other) } else { self }
    }

    /// The class of one character.
    fn of(letter: char) -> Self {
        let is_mark = is_ignorable(letter) || is_combining_mark(letter);
        let is_word = letter.is_alphanumeric();
        let has_spaces = script_of(letter).has_spaces();
        Self::default()
            .and_if(letter.is_lowercase(), Self::LOWER)
            .and_if(letter.is_uppercase() || is_titlecase(letter), Self::UPPER)
            .and_if(is_word, Self::ALPHANUMERIC)
            .and_if(is_word && has_spaces && !is_mark, Self::WORD)
            .and_if(is_mark, Self::MARK)
            .and_if(is_apostrophe(letter) && !is_word, Self::APOSTROPHE)
            .and_if(letter.is_whitespace(), Self::SPACE)
            .and_if(!has_spaces, Self::UNSPACED)
            .and_if(matches!(letter, '.' | ':' | '('), Self::STOP)
            .and_if(matches!(letter, '@' | '#' | '/' | '\\' | '_' | '=' | '$' | '%' | '~'), Self::SIGN)
            .and_if(is_break_mark(letter), Self::BREAK)
    }
}

/// How many characters from the first on have a place, and those of the second stretch: Vietnamese, Greek with breathings, punctuation.
const FIRST: usize = 0x800;
const SECOND: std::ops::Range<usize> = 0x1E00..0x2100;
/// How many characters have a place.
pub(super) const PLACES: usize = FIRST + SECOND.end - SECOND.start;

/// The place of a character in tables such as this one.
pub(super) const fn place(letter: char) -> Option<usize> {
    let letter = letter as usize;
    if letter < FIRST {
        Some(letter)
    } else if SECOND.start <= letter && letter < SECOND.end {
        Some(letter - SECOND.start + FIRST)
    } else {
        None
    }
}

/// A value for each character that has a place.
pub(super) fn by_place<T: Copy + Default>(of: impl Fn(char) -> T) -> [T; PLACES] {
    let mut values = [T::default(); PLACES];
    for letter in ('\0'..'\u{2100}').filter(|letter| place(*letter).is_some()) {
        if let Some(value) = place(letter).and_then(|at| values.get_mut(at)) {
            *value = of(letter);
        }
    }
    values
}

/// The classes of characters.
pub(super) struct Classes([Class; PLACES]);

impl Classes {
    pub(super) fn get() -> &'static Self {
        static CLASSES: LazyLock<Classes> = LazyLock::new(|| Classes(by_place(Class::of)));
        &CLASSES
    }

    /// The class of a character of one byte; a byte of any other has none.
    #[inline]
    pub(super) fn of_byte(&self, byte: u8) -> Class {
        if byte < 0x80 { self.0[usize::from(byte)] } else { Class::default() }
    }

    #[inline]
    pub(super) fn of(&self, letter: char) -> Class {
        place(letter).map_or_else(|| Class::of(letter), |at| self.0[at])
    }

    /// The class and the width of the character at `at`, which is a boundary; none at the end of the text.
    #[inline]
    pub(super) fn at(&self, text: &str, at: usize) -> Option<(Class, usize)> {
        let head = *text.as_bytes().get(at)?;
        if head < 0x80 {
            return Some((self.0[usize::from(head)], 1));
        }
        let letter = text.get(at..)?.chars().next()?;
        Some((self.of(letter), letter.len_utf8()))
    }
}

/// The casing of a word, from the classes of its characters in order.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cased {
    uppers: usize,
    seen: u16,
    /// Whether a capital stands behind a small letter.
    late: u16,
}

impl Cased {
    #[inline]
    pub(super) const fn push(&mut self, class: Class) {
        // The bit of capitals is the one above that of small letters.
        let upper = class.0 >> 1 & 1;
        self.late |= upper & self.seen;
        self.uppers += upper as usize;
        self.seen |= class.0;
    }

    #[inline]
    pub(super) const fn casing(self) -> Casing {
        let lowers = self.seen & Class::LOWER.0 != 0;
        match self.uppers {
            0 if lowers => Casing::Lower,
            0 => Casing::Uncased,
            1 if self.late == 0 => Casing::Title,
            _ if lowers => Casing::Mixed,
            _ => Casing::Upper,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Classes, PLACES, place};

    #[test]
    fn every_place_is_taken_once() {
        let mut places: Vec<usize> = ('\0'..=char::MAX).filter_map(place).collect();
        places.sort_unstable();
        assert!(places.into_iter().eq(0..PLACES));
    }

    #[test]
    fn the_table_says_what_the_predicates_say() {
        let classes = Classes::get();
        for letter in '\0'..='\u{3100}' {
            assert_eq!(classes.of(letter), Class::of(letter), "{letter:?}");
            let text = format!("x{letter}");
            assert_eq!(classes.at(&text, 1), Some((Class::of(letter), letter.len_utf8())), "{letter:?}");
        }
        assert_eq!(classes.at("x", 1), None);
    }
}
