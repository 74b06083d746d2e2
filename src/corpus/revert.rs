//! One forward pass over a corrected document that puts back what stood there.

use std::io::{self, Read};

use super::error::CorpusError;
use super::journal::Correction;

/// A corrected document to read, and where its original is written.
pub(super) struct Reverting<'r, E, W> {
    /// The corrected document, decoded.
    pub(super) reader: &'r mut dyn Read,
    /// What a failure to read it means.
    pub(super) read_error: E,
    /// Takes the original, a stretch at a time.
    pub(super) write: W,
}

impl<E, W> Reverting<'_, E, W>
where
    E: Fn(io::Error) -> CorpusError,
    W: FnMut(&[u8]) -> Result<(), CorpusError>,
{
    /// Takes the corrections back; whether all of them were found in their places.
    pub(super) fn run(mut self, corrections: &[Correction]) -> Result<bool, CorpusError> {
        // The position in the original; in the corrected document the reader keeps it.
        let mut at = 0;
        for correction in corrections {
            let Some(between) = correction.start.checked_sub(at) else {
                return Ok(false);
            };
            if self.copy(between)? < between || !self.reads(correction.now.as_bytes())? {
                return Ok(false);
            }
            (self.write)(correction.was.as_bytes())?;
            at = correction.end;
        }
        self.copy(u64::MAX)?;
        Ok(true)
    }

    /// Copies up to `length` bytes; returns how many there were.
    fn copy(&mut self, length: u64) -> Result<u64, CorpusError> {
        let mut buffer = [0; 16 << 10];
        let mut reader = (&mut *self.reader).take(length);
        let mut copied = 0;
        loop {
            let read = match reader.read(&mut buffer) {
                Ok(0) => return Ok(copied),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err((self.read_error)(error)),
            };
            (self.write)(&buffer[..read])?;
            copied += read as u64;
        }
    }

    /// Whether the next bytes are these.
    fn reads(&mut self, expected: &[u8]) -> Result<bool, CorpusError> {
        let mut found = Vec::new();
        let read = (&mut *self.reader).take(expected.len() as u64).read_to_end(&mut found);
        read.map_err(&self.read_error)?;
        Ok(found == expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ErrorKind;

    fn revert(text: &str, corrections: &[(u64, &str, &str)]) -> Option<String> {
        let correction = |&(start, was, now): &(u64, &str, &str)| Correction {
            start,
            end: start + was.len() as u64,
            was: was.into(),
            now: now.into(),
            ..Correction::default()
        };
        let corrections: Vec<_> = corrections.iter().map(correction).collect();
        let mut original = Vec::new();
        let write = |bytes: &[u8]| {
            original.extend_from_slice(bytes);
            Ok(())
        };
        let read_error = |error| CorpusError::new("a", ErrorKind::Read(error));
        let fits = Reverting { reader: &mut text.as_bytes(), read_error, write }.run(&corrections).unwrap();
        fits.then(|| String::from_utf8(original).unwrap())
    }

    #[test]
    fn corrections_are_taken_back_where_they_fit() {
        let corrections = [(3, "Husnurin", "Khusnullin"), (12, "", "+"), (13, "Kyjiv", "")];
        let reverted = revert("Mr Khusnullin + .", &corrections);
        assert_eq!(reverted.as_deref(), Some("Mr Husnurin  Kyjiv."));
        assert_eq!(revert("Mr Khusnullin +x.", &corrections[..2]).as_deref(), Some("Mr Husnurin x."));
        assert_eq!(revert("Mr Khusnullin", &corrections), None);
        assert_eq!(revert("Mr Khusnulline", &corrections[1..2]).as_deref(), None);
        assert_eq!(revert("abc", &[(2, "x", "c"), (0, "y", "a")]), None);
        assert_eq!(revert("", &[]).as_deref(), Some(""));
    }
}
