//! Letters and letter groups as numbers.
//!
//! A group of up to three letters is packed into 15 bits, five a letter, so that a group is an index and two groups a key.

use crate::names::native::MARKS;

/// The most letters that a group has.
pub const WIDEST: usize = 3;

/// Room for the codes of letters: a-z are 1 to 26, digits 27, the marks of native scripts 28 to 30; 0 is no letter.
pub(super) const CODES: usize = 32;

const DIGIT: u8 = 27;

/// A letter group, packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Group(pub(crate) u16);

impl Group {
    /// No letters: the other side of what is lost or comes out of nothing.
    pub const EMPTY: Self = Self(0);

    /// Packs coded letters, of which there are at most [`WIDEST`].
    pub(crate) fn of(codes: &[u8]) -> Self {
        Self(codes.iter().take(WIDEST).fold(0, |packed, code| (packed << 5) | u16::from(*code)))
    }

    /// How many letters it has.
    #[must_use]
    pub const fn width(self) -> usize {
        match self.0 {
            0 => 0,
            1..0x20 => 1,
            0x20..0x400 => 2,
            _ => 3,
        }
    }

    /// The letters as a table has them: `-` for none, `0` for any digit.
    #[must_use]
    pub fn text(self) -> String {
        if self == Self::EMPTY {
            return "-".to_owned();
        }
        let codes = (0..self.width()).rev().map(|at| (self.0 >> (5 * at)) & 0x1f);
        codes.map(glyph).collect()
    }

    /// Reads what [`Self::text`] writes.
    ///
    /// # Errors
    /// A sentence, if there is something else than one to three letters, digits and marks.
    pub fn read(cell: &str) -> Result<Self, String> {
        if cell == "-" {
            return Ok(Self::EMPTY);
        }
        let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || MARKS.contains(&byte);
        if !cell.bytes().all(known) {
            return Err(format!("“{cell}” holds something else than a-z, digits and the marks ' ^ :"));
        }
        if cell.is_empty() || cell.len() > WIDEST {
            return Err(format!("“{cell}” has {} letters, expected one to {WIDEST}, or - for none", cell.len()));
        }
        let codes: Vec<u8> = cell.bytes().map(code).collect();
        Ok(Self::of(&codes))
    }
}

/// The code of a working letter.
pub(crate) const fn code(letter: u8) -> u8 {
    match letter {
        b'a'..=b'z' => letter - b'a' + 1,
        b'\'' => 28,
        b'^' => 29,
        b':' => 30,
        _ => DIGIT,
    }
}

/// Codes of working letters, written into `out`, which is cleared first.
pub(crate) fn codes(letters: &[u8], out: &mut Vec<u8>) {
    out.clear();
    out.extend(letters.iter().map(|letter| code(*letter)));
}

fn glyph(code: u16) -> char {
    match u8::try_from(code).unwrap_or(DIGIT) {
        letter @ 1..=26 => char::from(b'a' + letter - 1),
        28 => '\'',
        29 => '^',
        30 => ':',
        _ => '0',
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, WIDEST, code};

    #[test]
    fn groups_are_read_as_they_are_written() {
        for text in ["-", "a", "z", "0", "kh", "sch", "h^", "'a", "a:"] {
            assert_eq!(Group::read(text).map(Group::text), Ok(text.to_owned()));
        }
        assert_eq!(Group::read("7").map(Group::text), Ok("0".to_owned()), "digits are one letter");
        assert_eq!(Group::of(&[code(b'k'), code(b'h')]).width(), 2);
        for wrong in ["", "abcd", "ä", "a b"] {
            assert!(Group::read(wrong).is_err(), "{wrong}");
        }
        assert_eq!(WIDEST, 3);
    }
}
