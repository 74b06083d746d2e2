//! Documents as ordered chunks.
//!
//! A chunk owns a stretch of the decoded document and knows which parts of it are text. All chunks of a document in
//! order are the document, byte for byte; whatever is not in a segment is never offered for correction.

use memchr::{memchr_iter, memrchr};

use super::segment::Segment;

/// A stretch of a document, cut between tokens or records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// Where the chunk begins, in bytes of the decoded document.
    pub offset: u64,
    /// The bytes as they stand in the decoded document.
    pub bytes: Vec<u8>,
    /// The stretches of text, in order and without overlap.
    pub segments: Vec<Segment>,
    /// What was odd and passes through untouched.
    pub warnings: Vec<Warning>,
    pub(super) start: Position,
}

/// Something odd in a document that did not stop the reading of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line, counted from 1 by line feeds.
    pub line: u64,
    /// What was found, and what became of it.
    pub message: String,
}

/// A place in a document as editors show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, counted from 1 by line feeds.
    pub line: u64,
    /// The column, counted from 1 in characters.
    pub column: u64,
}

impl Default for Position {
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

impl Position {
    /// The position after `bytes` that begin here.
    pub(super) fn after(self, bytes: &[u8]) -> Self {
        let lines = memchr_iter(b'\n', bytes).count() as u64;
        let last_line = memrchr(b'\n', bytes).map_or(bytes, |at| &bytes[at + 1..]);
        let base = if lines == 0 { self.column } else { 1 };
        Self { line: self.line + lines, column: base + characters(last_line) }
    }
}

impl Chunk {
    /// The line and column of a byte of the chunk; reads the chunk up to there.
    pub fn position(&self, at: usize) -> Position {
        self.start.after(&self.bytes[..at.min(self.bytes.len())])
    }

    /// The text of one of the chunk's own segments.
    pub fn text<'a>(&'a self, segment: &'a Segment) -> &'a str {
        segment.text(&self.bytes)
    }

    /// Gives every segment its line, in one pass.
    pub(super) fn number_lines(&mut self) {
        let (mut at, mut line) = (0, self.start.line);
        for segment in &mut self.segments {
            let start = segment.range().start;
            line += memchr_iter(b'\n', &self.bytes[at..start]).count() as u64;
            segment.line = line;
            at = start;
        }
    }
}

/// Characters begun in `bytes`; the bytes of a character after its first do not count.
fn characters(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_lines_and_characters() {
        let chunk =
            Chunk {
                bytes: "Київ\nx Херсон".as_bytes().to_vec(), start: Position { line: 3, column: 5 }, ..Chunk::default()
            };
        for (at, line, column) in [(0, 3, 5), (2, 3, 6), (8, 3, 9), (9, 4, 1), (11, 4, 3)] {
            assert_eq!(chunk.position(at), Position { line, column }, "{at}");
        }
    }
}
