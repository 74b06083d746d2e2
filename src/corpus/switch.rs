//! Escapes in the text itself: what stands between `respell:off` and `respell:on` is left, as is the line of `respell:off-line` and the one
//! behind `respell:off-next-line`.
//!
//! In plain text the bare word counts, so any form of comment does (`# respell:off`, `// respell:off`). Where a format has comments of its
//! own (HTML, Markdown) it has to be the first word of one, so that a page about respell is read. A cell of a table or a string of JSON is a
//! text of its own: what is switched off in it is on again behind it.
//!
//! The bytes are looked at and not what the scanners make of them, chunk by chunk, so that it is all the same where a document is cut.

use std::ops::Range;

use memchr::{memchr, memmem};

/// What all switches begin with.
const HEAD: &[u8] = b"respell:o";
/// What begins a comment of HTML, and how much white space may follow: nobody writes more, and so far a cut document is looked ahead.
const COMMENT: &[u8] = b"<!--";
const SPACE: usize = 32;

/// How far beyond a cut is looked for the end of its line, in bytes. On a longer line `respell:off-line` holds from the last cut on.
pub(super) const AHEAD: usize = 64 << 10;

/// Where switches are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comments {
    /// Anywhere.
    Bare,
    /// At the head of HTML comments.
    Html,
}

/// Reads switches, chunk by chunk.
#[derive(Clone, Debug)]
pub(super) struct Switch {
    comments: Comments,
    is_off: bool,
    /// Whether the line that is being read is left, and the one after it.
    line: bool,
    next_line: bool,
    is_inside_line: bool,
    /// How many of the next bytes are the end of a switch that was cut.
    cut: usize,
    /// The last byte that was read.
    before: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Off,
    On,
    OffLine,
    OffNextLine,
}

/// A switch and where it stands, with the mark of a comment before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    range: Range<usize>,
    kind: Kind,
}

impl Switch {
    pub(super) fn new(comments: Comments) -> Self {
        Self { comments, is_off: false, line: false, next_line: false, is_inside_line: false, cut: 0, before: None }
    }

    /// What of the next `length` bytes is left, in order. `bytes` go on behind them, to the end of the line at least if it is near.
    pub(super) fn holes(&mut self, bytes: &[u8], length: usize) -> Vec<Range<usize>> {
        let marks = self.marks(bytes, length);
        let cut = self.cut.min(length);
        let mut holes: Vec<_> = (cut > 0).then_some(0..cut).into_iter().collect();
        self.cut -= cut;
        if !marks.is_empty() || self.is_off || self.line || self.next_line {
            self.read_switches(&marks, length, &mut holes);
            self.read_lines(bytes, &marks, length, &mut holes);
        }
        if let Some(last) = bytes[..length].last() {
            self.is_inside_line = *last != b'\n';
            self.before = Some(*last);
        }
        joined(holes)
    }

    /// From `off` to `on`, switches included.
    fn read_switches(&mut self, marks: &[Mark], length: usize, holes: &mut Vec<Range<usize>>) {
        let mut start = 0;
        for mark in marks.iter().filter(|mark| mark.range.start < length) {
            let end = mark.range.end.min(length);
            self.cut = mark.range.end - end;
            match mark.kind {
                Kind::Off if !self.is_off => (self.is_off, start) = (true, mark.range.start),
                Kind::On if self.is_off => {
                    self.is_off = false;
                    holes.push(start..end);
                }
                _ => holes.push(mark.range.start..end),
            }
        }
        if self.is_off {
            holes.push(start..length);
        }
    }

    /// Single lines.
    fn read_lines(&mut self, bytes: &[u8], marks: &[Mark], length: usize, holes: &mut Vec<Range<usize>>) {
        let (mut at, mut marks) = (0, marks.iter().peekable());
        while at < length {
            let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found + 1);
            if at > 0 || !self.is_inside_line {
                self.line = std::mem::take(&mut self.next_line);
            }
            while let Some(mark) = marks.next_if(|mark| mark.range.start < end) {
                self.line |= mark.kind == Kind::OffLine;
                self.next_line |= mark.kind == Kind::OffNextLine && mark.range.start < length;
            }
            if self.line {
                holes.push(at..end.min(length));
            }
            at = end;
        }
        // A line that ended with the chunk is over.
        self.line &= bytes[..length].last() != Some(&b'\n');
    }

    /// The switches that begin in the first `length` bytes or on the line that these end in.
    fn marks(&self, bytes: &[u8], length: usize) -> Vec<Mark> {
        let ends_line = bytes[..length].last() == Some(&b'\n');
        let line_end = if ends_line { length } else { memchr(b'\n', &bytes[length..]).map_or(bytes.len(), |at| length + at) };
        let reach = bytes.len().min(line_end.max(length + COMMENT.len() + SPACE) + HEAD.len());
        let found = memmem::find_iter(&bytes[..reach], HEAD).filter_map(|at| self.mark(bytes, at));
        found.filter(|mark| mark.range.start < line_end).collect()
    }

    /// The switch whose word begins at `at`, if it is one.
    fn mark(&self, bytes: &[u8], at: usize) -> Option<Mark> {
        let word = &bytes[at + HEAD.len()..];
        let word = &word[..word.iter().position(|byte| !is_of_word(*byte)).unwrap_or(word.len())];
        let end = at + HEAD.len() + word.len();
        // A hyphen behind a word is a dash: `respell:off-`.
        let kind = match word.strip_suffix(b"-").unwrap_or(word) {
            b"ff" => Kind::Off,
            b"n" => Kind::On,
            b"ff-line" => Kind::OffLine,
            b"ff-next-line" => Kind::OffNextLine,
            _ => return None,
        };
        let start = match self.comments {
            Comments::Bare => {
                let before = at.checked_sub(1).map_or(self.before, |before| Some(bytes[before]));
                (!before.is_some_and(is_of_word)).then_some(at)?
            }
            Comments::Html => {
                let head = &bytes[..at];
                let space = head.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
                // Which line would be meant by a switch that is not on that of its comment?
                let is_clear = matches!(kind, Kind::Off | Kind::On) || !head[at - space..].contains(&b'\n');
                let is_comment = space <= SPACE && is_clear && head[..at - space].ends_with(COMMENT);
                is_comment.then(|| at - space - COMMENT.len())?
            }
        };
        Some(Mark { range: start..end, kind })
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || !byte.is_ascii()
}

/// Whether there is anything like a switch in `bytes`.
pub(super) fn may_switch(bytes: &[u8]) -> bool {
    memmem::find(bytes, HEAD).is_some()
}

/// Holes in order, those that touch made one.
fn joined(mut holes: Vec<Range<usize>>) -> Vec<Range<usize>> {
    holes.sort_by_key(|hole| (hole.start, hole.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for hole in holes.into_iter().filter(|hole| !hole.is_empty()) {
        match joined.last_mut() {
            Some(last) if hole.start <= last.end => last.end = last.end.max(hole.end),
            _ => joined.push(hole),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that is read; `|` where something is left.
    fn read(text: &str, comments: Comments) -> String {
        let mut rest = text.to_owned();
        for hole in Switch::new(comments).holes(text.as_bytes(), text.len()).into_iter().rev() {
            rest.replace_range(hole, "|");
        }
        rest
    }

    #[test]
    fn switches_leave_what_they_say() {
        for (text, expected) in [
            ("a respell:off b\nc respell:on d", "a | d"),
            ("# respell:off\nb\n# respell:on\nc", "# |\nc"),
            ("a\n// respell:off for good\nb", "a\n// |"),
            ("a respell:on b", "a | b"),
            ("a\nb respell:off-line c\nd", "a\n|d"),
            ("a\n/* respell:off-next-line */ b\nc\nd", "a\n/* | */ b\n|d"),
            ("respell:off-next-line\n\nb", "|\n|b"),
            ("respell:off-next-line", "|"),
            ("a respell:off/respell:on b", "a | b"),
            ("(respell:off) a respell:on.", "(|."),
            ("respell:off- a", "|"),
            (
                "respell:offline xrespell:off respell:of a-respell:off Respell:off",
                "respell:offline xrespell:off respell:of a-respell:off Respell:off",
            ),
            ("a respell:off b respell:off c respell:on d", "a | d"),
            ("respell:off\r\na\r\nrespell:on\r\nb", "|\r\nb"),
            ("a respell:off-line\r\nb", "|b"),
        ] {
            assert_eq!(read(text, Comments::Bare), expected, "{text:?}");
        }
    }

    #[test]
    fn where_there_are_comments_only_these_switch() {
        for (text, expected) in [
            ("a <!-- respell:off --> b <!-- respell:on --> c", "a | --> c"),
            ("write `respell:off` or # respell:off", "write `respell:off` or # respell:off"),
            ("<!--respell:off-line --> a\nb", "|b"),
            ("<!-- respell:off-next-line: a quotation -->\nb\nc", "|: a quotation -->\n|c"),
            ("<!--\n  respell:off\n-->\nb", "|"),
            ("<!--\n respell:off-line -->\nb", "<!--\n respell:off-line -->\nb"),
            ("<!-- say respell:off -->", "<!-- say respell:off -->"),
        ] {
            assert_eq!(read(text, Comments::Html), expected, "{text:?}");
        }
    }

    #[test]
    fn cuts_change_nothing() {
        let texts = [
            "a respell:off b\nc respell:on d\ne respell:off-line f\ng respell:off-next-line h\ni\nj",
            "a <!-- respell:off --> b\n<!-- respell:on --> c\nd <!--respell:off-line--> e\nf",
        ];
        for (text, comments) in texts.into_iter().zip([Comments::Bare, Comments::Html]) {
            let whole = Switch::new(comments).holes(text.as_bytes(), text.len());
            for size in 1..text.len() {
                let (mut switch, mut holes, mut at) = (Switch::new(comments), Vec::new(), 0);
                while at < text.len() {
                    let length = size.min(text.len() - at);
                    let found = switch.holes(&text.as_bytes()[at..], length);
                    holes.extend(found.into_iter().map(|hole| hole.start + at..hole.end + at));
                    at += length;
                }
                assert_eq!(joined(holes), whole, "{text:?} by {size}");
            }
        }
    }
}
