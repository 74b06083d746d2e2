//! Plain text: cut between tokens, without any limit on lines.
//!
//! The cut is made at the end of a paragraph if there is one in the latter half of the window, else of a line, else of
//! a sentence, else at any white space, so that a name is seldom torn. A token longer than the limit is no name: it
//! passes through in pieces and is not text. White space is that of ASCII; a script that writes without spaces is cut
//! at its line ends.

use std::ops::Range;

use memchr::memmem;

use super::error::CorpusError;
use super::scanner::{Limits, Scan, Scanner, Window};
use super::segment::SegmentBuilder;

/// Reads plain text.
pub(super) struct Plain {
    cutter: Cutter,
    at_paragraph: bool,
}

impl Plain {
    pub(super) fn new() -> Self {
        Self { cutter: Cutter::default(), at_paragraph: true }
    }
}

impl Scanner for Plain {
    fn scan(&mut self, window: Window<'_>) -> Result<Scan, CorpusError> {
        let stretch = self.cutter.cut(window);
        let bytes = &window.bytes[..stretch.consumed];
        let mut builder = SegmentBuilder::new(bytes);
        if self.at_paragraph {
            builder.block();
        }
        for run in stretch.runs {
            builder.raw(run);
            builder.end();
        }
        if !bytes.is_empty() {
            self.at_paragraph = ends_paragraph(bytes);
        }
        Ok(Scan { consumed: stretch.consumed, segments: builder.finish(), warnings: Vec::new() })
    }
}

/// Cuts running text into windows between tokens, and remembers a token that outgrew its window.
#[derive(Default)]
pub(super) struct Cutter {
    inside_token: bool,
}

/// The next stretch of running text.
pub(super) struct Stretch {
    /// Its length in bytes; 0 if the window is too small to tell.
    pub(super) consumed: usize,
    /// What of it can be read: all but tokens that are too long.
    pub(super) runs: Vec<Range<usize>>,
}

impl Cutter {
    pub(super) fn cut(&mut self, window: Window<'_>) -> Stretch {
        let bytes = window.bytes;
        let mut from = 0;
        if self.inside_token {
            from = bytes.iter().position(u8::is_ascii_whitespace).unwrap_or(bytes.len());
            self.inside_token = from == bytes.len();
        }
        let consumed = if window.at_end { bytes.len() } else { self.end(bytes, from, window.limits) };
        Stretch { consumed, runs: readable(bytes, from..consumed.max(from), window.limits.token) }
    }

    fn end(&mut self, bytes: &[u8], from: usize, limits: Limits) -> usize {
        let tail = last_space(bytes).map_or(0, |at| at + 1).max(from);
        if bytes.len() - tail > limits.token {
            self.inside_token = true;
            return bytes.len();
        }
        preferred_end(&bytes[..tail]).max(from)
    }
}

/// The stretches of `range` without the tokens longer than `limit`.
///
/// A token that long covers a whole window of `limit` bytes, so only the last white space of each window is looked for.
pub(super) fn readable(bytes: &[u8], range: Range<usize>, limit: usize) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let (mut run, mut at) = (range.start, range.start);
    while range.end - at > limit {
        if let Some(space) = last_space(&bytes[at..=at + limit]) {
            at += space + 1;
            continue;
        }
        runs.push(run..at);
        let after = bytes[at..range.end].iter().position(u8::is_ascii_whitespace);
        at = after.map_or(range.end, |length| at + length);
        run = at;
    }
    runs.push(run..range.end);
    runs.retain(|run| !run.is_empty());
    runs
}

/// Whether a blank line ends `bytes`.
pub(super) fn ends_paragraph(bytes: &[u8]) -> bool {
    let spaces = bytes.len() - bytes.trim_ascii_end().len();
    let tail = &bytes[bytes.len() - spaces..];
    tail.iter().filter(|byte| **byte == b'\n').count() >= 2
}

/// The best cut in `bytes`, which end with white space.
fn preferred_end(bytes: &[u8]) -> usize {
    let half = bytes.len() / 2;
    let late = &bytes[half..];
    let found =
        [&b"\n\n"[..], b"\n\r\n", b"\n", b". "].iter().find_map(|end| memmem::rfind(late, end).map(|at| half + at + end.len()));
    found.unwrap_or(bytes.len())
}

fn last_space(bytes: &[u8]) -> Option<usize> {
    bytes.iter().rposition(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(bytes: &[u8], at_end: bool) -> Window<'_> {
        Window { bytes, at_end, line: 1, limits: Limits { chunk: 32, token: 8, record: 64 } }
    }

    #[test]
    fn cuts_prefer_the_larger_break() {
        for (text, kept) in [
            ("one two three four fiv", "one two three four "),
            ("one two. Three. four fiv", "one two. Three. "),
            ("one two three\nfour fiv", "one two three\n"),
            ("one two three\n\nfour\nsix sev", "one two three\n\n"),
            ("one two three\r\n\r\nfour\r\nsix", "one two three\r\n\r\n"),
        ] {
            let stretch = Cutter::default().cut(window(text.as_bytes(), false));
            assert_eq!(&text[..stretch.consumed], kept);
        }
    }

    #[test]
    fn long_tokens_are_not_read() {
        let text = b"ab 0123456789 cd 01234567 ef 0123456789";
        let runs: Vec<_> = readable(text, 0..text.len(), 8).into_iter().map(|run| &text[run]).collect();
        assert_eq!(runs, [&b"ab "[..], b" cd 01234567 ef "]);
    }

    #[test]
    fn a_long_token_goes_on_in_the_next_window() {
        let mut cutter = Cutter::default();
        for (bytes, at_end, text) in
            [(&b"ab 0123456789"[..], false, &b"ab "[..]), (b"0123", false, b""), (b"45 cd", true, b" cd")]
        {
            let stretch = cutter.cut(window(bytes, at_end));
            let read: Vec<u8> = stretch.runs.into_iter().flat_map(|run| bytes[run].to_vec()).collect();
            assert_eq!((stretch.consumed, &read[..]), (bytes.len(), text));
        }
    }
}
