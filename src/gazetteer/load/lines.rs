//! Lines of a file, none longer than the limit: `\n`, `\r\n` and the lone `\r` of old spreadsheets end them.

use std::io::{BufRead, ErrorKind as IoErrorKind};

use memchr::{memchr, memchr2};

use crate::gazetteer::entity::Source;
use crate::gazetteer::error::{ErrorKind, GazetteerError};

const BOM: &[u8] = b"\xEF\xBB\xBF";

pub(super) struct Lines<'f, R> {
    source: R,
    file: &'f str,
    limit: usize,
    /// A `\r` ended the last line, so that a `\n` now belongs to it.
    after_return: bool,
    at_start: bool,
}

impl<'f, R: BufRead> Lines<'f, R> {
    pub(super) const fn new(source: R, file: &'f str, limit: usize) -> Self {
        Self { source, file, limit, after_return: false, at_start: true }
    }

    /// Puts the next line behind what `record` holds, without its end; false when there is none. `row` is where the record
    /// began, for the error.
    pub(super) fn read(&mut self, record: &mut Vec<u8>, row: u64) -> Result<bool, GazetteerError> {
        let any = self.append(record).map_err(|kind| self.error(row, kind))?;
        if std::mem::take(&mut self.at_start) && record.starts_with(BOM) {
            record.drain(..BOM.len());
        }
        Ok(any)
    }

    fn append(&mut self, record: &mut Vec<u8>) -> Result<bool, ErrorKind> {
        let mut any = false;
        loop {
            let chunk = match self.source.fill_buf() {
                Ok(chunk) => chunk,
                Err(cause) if cause.kind() == IoErrorKind::Interrupted => continue,
                Err(cause) => return Err(ErrorKind::Unreadable(cause)),
            };
            if std::mem::take(&mut self.after_return) && chunk.first() == Some(&b'\n') {
                self.source.consume(1);
                continue;
            }
            if chunk.is_empty() {
                return Ok(any);
            }
            any = true;
            let end = memchr2(b'\n', b'\r', chunk);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            if record.len() + part.len() > self.limit {
                return Err(ErrorKind::TooLong { limit: self.limit });
            }
            record.extend_from_slice(part);
            self.after_return = end.is_some_and(|at| chunk[at] == b'\r');
            let used = part.len() + usize::from(end.is_some());
            self.source.consume(used);
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    /// The record as text, or why it is none.
    pub(super) fn text<'r>(&self, record: &'r [u8], row: u64) -> Result<&'r str, GazetteerError> {
        let is_utf16 = record.starts_with(b"\xFF\xFE") || record.starts_with(b"\xFE\xFF");
        if memchr(0, record).is_some() && !is_utf16 || record.starts_with(b"PK\x03\x04") {
            return Err(self.error(row, ErrorKind::NotText));
        }
        std::str::from_utf8(record).map_err(|_| self.error(row, ErrorKind::NotUtf8))
    }

    pub(super) fn error(&self, row: u64, kind: ErrorKind) -> GazetteerError {
        match kind {
            // A file that cannot be read is not at fault in one of its rows.
            ErrorKind::Unreadable(_) | ErrorKind::NotText => GazetteerError::new(self.file, kind),
            _ => GazetteerError::at(&Source { file: self.file.to_owned(), row }, None, kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::Lines;

    fn lines(bytes: &[u8], buffer: usize) -> Vec<String> {
        let (mut lines, mut found, mut line) =
            (Lines::new(BufReader::with_capacity(buffer, bytes), "x", 100), Vec::new(), Vec::new());
        while lines.read(&mut line, 1).expect("short lines are read") {
            found.push(String::from_utf8(std::mem::take(&mut line)).expect("tests are UTF-8"));
        }
        found
    }

    #[test]
    fn lines_end_in_any_custom_and_wherever_the_buffer_ends() {
        for (bytes, cut) in [
            ("a\nbb\n", vec!["a", "bb"]),
            ("a\r\nbb\r\n", vec!["a", "bb"]),
            ("a\rbb\r", vec!["a", "bb"]),
            ("a\n\n\nbb", vec!["a", "", "", "bb"]),
            ("a\r\n\r\nbb", vec!["a", "", "bb"]),
            ("a\r\rbb", vec!["a", "", "bb"]),
            ("\u{FEFF}a\nb", vec!["a", "b"]),
            ("\n\u{FEFF}b", vec!["", "\u{FEFF}b"]),
            ("", vec![]),
            ("\n", vec![""]),
        ] {
            for buffer in 1..6 {
                assert_eq!(lines(bytes.as_bytes(), buffer), cut, "{bytes:?}");
            }
        }
    }
}
