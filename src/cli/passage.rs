//! Where a segment's text stands in its document, for the scan.

use std::cell::Cell;

use respell::corpus::{Chunk, Segment};
use respell::reconcile::Origin;
use respell::text::Span;

/// A segment in its chunk.
pub(crate) struct Passage<'a> {
    chunk: &'a Chunk,
    segment: &'a Segment,
    /// A byte of the chunk and its line: mentions come in order, and counting from the start each time would read a long
    /// segment once for each of them.
    counted: Cell<(usize, u64)>,
}

impl<'a> Passage<'a> {
    pub(crate) fn new(chunk: &'a Chunk, segment: &'a Segment) -> Self {
        Self { chunk, segment, counted: Cell::new((segment.range().start, segment.line())) }
    }
}

impl Origin for Passage<'_> {
    fn bytes(&self, span: Span) -> (u64, u64) {
        let range = self.segment.to_chunk(span.into());
        (self.chunk.offset + range.start as u64, self.chunk.offset + range.end as u64)
    }

    fn line(&self, at: usize) -> u64 {
        let at = self.segment.to_chunk(at..at).start;
        let (from, line) = match self.counted.get() {
            (from, line) if from <= at => (from, line),
            _ => (self.segment.range().start, self.segment.line()),
        };
        let line = line + memchr::memchr_iter(b'\n', &self.chunk.bytes[from..at]).count() as u64;
        self.counted.set((at, line));
        line
    }

    fn continues(&self) -> bool {
        !self.segment.starts_block()
    }
}
