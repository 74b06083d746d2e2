//! Numbers and texts as bytes, one behind the other: seven bits of a number a byte, the lowest first, and a text behind its length.
//!
//! Whoever reads gets `None` for bytes that nobody wrote so, and never more memory than there are bytes.

/// Puts a number behind what is written.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Puts a text behind what is written.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// A difference as a number that is small if the difference is, whichever way it goes.
pub(super) const fn folded(difference: u64) -> u64 {
    (difference << 1) ^ ((difference.cast_signed() >> 63).cast_unsigned())
}

/// What [`folded`] was made from.
pub(super) const fn unfolded(number: u64) -> u64 {
    (number >> 1) ^ (number & 1).wrapping_neg()
}

/// Bytes that are read from their head.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                // The tenth byte has one bit to give.
                return (shift < 63 || *byte <= 1).then_some(number);
            }
        }
        None
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    /// As many as are told, each by `read`. Each takes a byte at least, so that there are no more than bytes.
    pub(super) fn several<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = usize::try_from(self.number()?).ok().filter(|count| *count <= self.0.len())?;
        (0..count).map(|_| read(self)).collect()
    }

    /// Whether all has been read.
    pub(super) const fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Reader, folded, put_number, put_text, unfolded};

    #[test]
    fn small_numbers_are_short() {
        for (number, length) in [(0, 1), (127, 1), (128, 2), (u64::from(u32::MAX), 5), (u64::MAX, 10)] {
            let mut out = Vec::new();
            put_number(&mut out, number);
            assert_eq!((out.len(), Reader(&out).number()), (length, Some(number)));
        }
        assert_eq!([0, 1, u64::MAX, 2].map(folded), [0, 2, 1, 4]);
    }

    #[test]
    fn what_nobody_wrote_is_nothing() {
        for bytes in [&[][..], &[0x80], &[0xFF; 10], &[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02]] {
            assert_eq!(Reader(bytes).number(), None, "{bytes:?}");
        }
        for bytes in [&[2, b'a'][..], &[1, 0xFF], &[0xFF, 0xFF, 0xFF, 0xFF, 0x7F, b'a']] {
            assert_eq!(Reader(bytes).text(), None, "{bytes:?}");
        }
        assert_eq!(Reader(&[200, 1, 0]).several(|reader| reader.number()), None);
    }

    proptest! {
        #[test]
        fn what_is_put_comes_back(number: u64, text in "\\PC{0,200}") {
            let mut out = Vec::new();
            put_number(&mut out, number);
            put_text(&mut out, &text);
            let mut reader = Reader(&out);
            prop_assert_eq!((reader.number(), reader.text()), (Some(number), Some(text.as_str())));
            prop_assert!(reader.is_done());
            prop_assert_eq!(unfolded(folded(number)), number);
        }
    }
}
