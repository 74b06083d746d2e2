//! Markdown: plain text without its code, targets and tags.
//!
//! Code spans, fences and indented code, the labels of footnotes, the targets of links and images, reference labels, autolinks and bare addresses, HTML tags and
//! comments, and the keys of YAML front matter are not text. Fences and comments are followed over cuts; a code span
//! that is torn by a cut in a paragraph of a megabyte is not.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::error::CorpusError;
use super::plain::{Cutter, ends_paragraph};
use super::scanner::{Scan, Scanner, Window};
use super::segment::SegmentBuilder;

/// Keys of front matter whose values are addresses or switches.
const CODE_KEYS: &[&str] = &["slug", "url", "permalink", "id", "image", "layout", "path", "type", "template"];

/// So many constructs of a paragraph may be looked for to its end in vain; then only this far, in bytes. A megabyte of
/// `](` would otherwise be read a hundred thousand times.
const MISSES: usize = 256;
const REACH: usize = 1 << 10;

/// Labels are no longer than this, by CommonMark; in bytes of its longest characters.
const LABEL: usize = 4 * 1000;

/// Reads Markdown.
pub(super) struct Markdown {
    cutter: Cutter,
    at_paragraph: bool,
    is_begun: bool,
    fence: Option<Fence>,
    in_comment: bool,
    /// Whether what is indented goes on with a list or a footnote, and is no code.
    in_list: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fence {
    mark: u8,
    length: usize,
}

impl Markdown {
    pub(super) fn new() -> Self {
        let cutter = Cutter::default();
        Self { cutter, at_paragraph: true, is_begun: false, fence: None, in_comment: false, in_list: false }
    }

    /// The stretches of `bytes` that are not text.
    fn excluded(&mut self, bytes: &[u8]) -> Vec<Range<usize>> {
        let mut excluded = Vec::new();
        let mut at = 0;
        if !std::mem::replace(&mut self.is_begun, true) {
            at = front_matter(bytes, &mut excluded);
        }
        while at < bytes.len() {
            at = self.block(bytes, at, &mut excluded);
        }
        excluded
    }

    /// Reads the line of a fence, or a paragraph, from `at`; returns its end.
    fn block(&mut self, bytes: &[u8], at: usize, excluded: &mut Vec<Range<usize>>) -> usize {
        if self.in_comment {
            let end = memmem::find(&bytes[at..], b"-->").map(|length| at + length + 3);
            self.in_comment = end.is_none();
            excluded.push(at..end.unwrap_or(bytes.len()));
            return end.unwrap_or(bytes.len());
        }
        let end = line_end(bytes, at);
        let line = &bytes[at..end];
        if let Some(open) = self.fence {
            let closes = fence(line).is_some_and(|(fence, rest)| {
                fence.mark == open.mark && fence.length >= open.length && rest.trim_ascii().is_empty()
            });
            self.fence = if closes { None } else { Some(open) };
            excluded.push(at..end);
            return end;
        }
        if let Some((fence, _)) = opening_fence(line) {
            self.fence = Some(fence);
            excluded.push(at..end);
            return end;
        }
        if line.trim_ascii().is_empty() {
            return end;
        }
        let end = paragraph_end(bytes, end);
        if is_indented(line) && !self.in_list && (at == 0 && self.at_paragraph || ends_paragraph(&bytes[..at])) {
            excluded.push(at..end);
            return end;
        }
        if !is_indented(line) {
            self.in_list = opens_list(line);
        }
        self.paragraph(bytes, at..end, excluded)
    }

    fn paragraph(&mut self, bytes: &[u8], range: Range<usize>, excluded: &mut Vec<Range<usize>>) -> usize {
        let mut at = range.start;
        let mut misses = 0;
        while at < range.end {
            let reach = if misses < MISSES { range.end } else { range.end.min(at + REACH) };
            let here = &bytes[at..reach];
            let length = match here[0] {
                b'\\' => {
                    at += 2;
                    continue;
                }
                b'<' if here.starts_with(b"<!--") => match memmem::find(&bytes[at..], b"-->") {
                    Some(length) => Some(length + 3),
                    None => {
                        self.in_comment = true;
                        Some(bytes.len() - at)
                    }
                },
                b'<' => tag(here),
                b'`' => match code_span(here) {
                    Ok(length) => Some(length),
                    Err(ticks) => {
                        misses += 1;
                        at += ticks;
                        continue;
                    }
                },
                b'[' if here.get(1) == Some(&b'^') => memchr(b']', &here[..here.len().min(LABEL)]).map(|length| length + 1),
                b']' => target(here, || is_line_start(bytes, at)).map(|length| length + 1),
                b'h' | b'w' if at == 0 || !bytes[at - 1].is_ascii_alphanumeric() => address(here),
                _ => None,
            };
            match length {
                Some(length) => excluded.push(at..at + length),
                None => misses += usize::from(matches!(here[0], b'<' | b']')),
            }
            at += length.unwrap_or(1);
        }
        at.min(bytes.len())
    }
}

impl Scanner for Markdown {
    fn scan(&mut self, window: Window<'_>) -> Result<Scan, CorpusError> {
        let stretch = self.cutter.cut(window);
        let bytes = &window.bytes[..stretch.consumed];
        if bytes.is_empty() {
            return Ok(Scan::default());
        }
        let excluded = self.excluded(bytes);
        let mut builder = SegmentBuilder::new(bytes);
        if self.at_paragraph {
            builder.block();
        }
        for run in stretch.runs.into_iter().flat_map(|run| without(run, &excluded)) {
            if ends_paragraph(&bytes[..run.start]) {
                builder.block();
            }
            builder.raw(run);
            builder.end();
        }
        self.at_paragraph = ends_paragraph(bytes);
        Ok(Scan { consumed: stretch.consumed, segments: builder.finish(), warnings: Vec::new() })
    }
}

/// `run` without the stretches `excluded`, which are in order.
fn without(run: Range<usize>, excluded: &[Range<usize>]) -> Vec<Range<usize>> {
    let first = excluded.partition_point(|hole| hole.end <= run.start);
    let mut kept = Vec::new();
    let mut at = run.start;
    for hole in excluded[first..].iter().take_while(|hole| hole.start < run.end) {
        if at < hole.start {
            kept.push(at..hole.start);
        }
        at = at.max(hole.end);
    }
    if at < run.end {
        kept.push(at..run.end);
    }
    kept
}

/// Passes over YAML front matter at the head of a document; its values are text, its keys are not.
fn front_matter(bytes: &[u8], excluded: &mut Vec<Range<usize>>) -> usize {
    if !matches!(bytes.get(..4), Some(b"---\n" | b"---\r")) {
        return 0;
    }
    let mut at = line_end(bytes, 0);
    let mut holes = Vec::new();
    holes.push(0..at);
    while at < bytes.len() {
        let end = line_end(bytes, at);
        let line = &bytes[at..end];
        if matches!(line.trim_ascii_end(), b"---" | b"...") {
            holes.push(at..end);
            excluded.append(&mut holes);
            return end;
        }
        if let Some(length) = key(line) {
            holes.push(at..at + length);
        }
        at = end;
    }
    // The rule `---` opens a document that has no front matter.
    0
}

/// How much of a line of YAML is its key.
fn key(line: &[u8]) -> Option<usize> {
    let colon = memchr(b':', line)?;
    if line.get(colon + 1).is_some_and(|byte| !byte.is_ascii_whitespace()) {
        return None;
    }
    let name = line[..colon].trim_ascii().to_ascii_lowercase();
    let is_code = CODE_KEYS.iter().any(|key| key.as_bytes() == name);
    Some(if is_code { line.len() } else { colon + 1 })
}

/// The fence that a line begins with, after quote marks and indents, and what follows it.
fn fence(line: &[u8]) -> Option<(Fence, &[u8])> {
    let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'>'))?;
    let mark = line[start];
    let length = line[start..].iter().take_while(|byte| **byte == mark).count();
    let is_fence = matches!(mark, b'`' | b'~') && length >= 3;
    is_fence.then(|| (Fence { mark, length }, &line[start + length..]))
}

fn opening_fence(line: &[u8]) -> Option<(Fence, &[u8])> {
    // "```a```" on one line is a code span.
    fence(line).filter(|(fence, rest)| fence.mark == b'~' || !rest.contains(&b'`'))
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length + 1)
}

/// Where the paragraph ends whose first line ends at `at`: before a blank line or a fence.
fn paragraph_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        let end = line_end(bytes, at);
        let line = &bytes[at..end];
        if line.trim_ascii().is_empty() || opening_fence(line).is_some() {
            break;
        }
        at = end;
    }
    at
}

/// Whether a line that follows a blank one is code.
fn is_indented(line: &[u8]) -> bool {
    (line.starts_with(b"    ") || line.starts_with(b"\t")) && !line.trim_ascii().is_empty()
}

/// Whether a line begins something that indented paragraphs may go on with: an item of a list, a footnote, a definition.
fn opens_list(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mark = if digits > 0 { &line[digits..] } else { line };
    let is_item = match mark.first() {
        Some(b'-' | b'*' | b'+' | b':') => digits == 0,
        Some(b'.' | b')') => digits > 0,
        _ => false,
    };
    (is_item && mark.get(1).is_none_or(u8::is_ascii_whitespace)) || line.starts_with(b"[^")
}

/// The length of the code span that begins `bytes`, or that of its backticks if it has no end.
fn code_span(bytes: &[u8]) -> Result<usize, usize> {
    let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
    let ticks = run(0);
    let mut at = ticks;
    while let Some(length) = memchr(b'`', &bytes[at..]) {
        at += length;
        let closing = run(at);
        at += closing;
        if closing == ticks {
            return Ok(at);
        }
    }
    Err(ticks)
}

/// The length of the tag or autolink that begins `bytes`.
fn tag(bytes: &[u8]) -> Option<usize> {
    let is_tag = bytes.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'));
    let end = memchr(b'>', bytes).filter(|_| is_tag)?;
    Some(end + 1)
}

/// The length of what follows a `]`: `(target "title")`, `[label]`, or `: target` of a definition.
fn target(bytes: &[u8], is_definition: impl Fn() -> bool) -> Option<usize> {
    match bytes.get(1)? {
        b'(' => {
            let mut depth = 0usize;
            for (at, byte) in bytes[1..].iter().enumerate() {
                match byte {
                    b'(' => depth += 1,
                    b')' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            None
        }
        b'[' => memchr(b']', &bytes[1..]).map(|length| length + 1),
        b':' if is_definition() => Some(line_end(bytes, 0) - 1),
        _ => None,
    }
}

/// Whether the bracket that closes at `at` opened at the start of its line.
fn is_line_start(bytes: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(LABEL);
    let start = match memchr::memrchr(b'\n', &bytes[from..at]) {
        Some(newline) => from + newline + 1,
        None if from == 0 => 0,
        None => return false,
    };
    let line = bytes[start..at].trim_ascii_start();
    line.starts_with(b"[") && memchr(b'[', &line[1..]).is_none()
}

/// The length of the address that begins `bytes`.
fn address(bytes: &[u8]) -> Option<usize> {
    let is_address = [&b"http://"[..], b"https://", b"www."].iter().any(|head| bytes.starts_with(head));
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'>' | b')' | b']' | b'"');
    is_address.then(|| bytes.iter().position(is_end).unwrap_or(bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::scanner::Limits;

    fn texts(text: &str) -> Vec<String> {
        let window = Window { bytes: text.as_bytes(), at_end: true, line: 1, limits: Limits::default() };
        let scan = Markdown::new().scan(window).unwrap();
        assert_eq!(scan.consumed, text.len());
        scan.segments.iter().map(|segment| segment.text(text.as_bytes()).trim().to_owned()).collect()
    }

    #[test]
    fn code_targets_and_tags_are_not_text() {
        for (text, expected) in [
            ("a `Saldo` b ``x ` y`` c", vec!["a", "b", "c"]),
            ("a ` b\n\nc ` d", vec!["a ` b\n\nc ` d"]),
            ("a\n```\nSaldo\n\n~~~\n```\nb", vec!["a", "b"]),
            ("> ~~~ x\n> Saldo\n> ~~~~\nb", vec!["b"]),
            ("[Saldo](http://x/(Saldo) \"t\") b", vec!["[Saldo", "b"]),
            ("[a][Saldo] b\n\n[Saldo]: http://x Saldo\nc", vec!["[a", "b\n\n[Saldo", "c"]),
            ("<http://Saldo> <b class=x>y</b> a < b", vec!["y", "a < b"]),
            ("see https://x.org/Saldo, or www.saldo.ua now", vec!["see", "or", "now"]),
            ("a <!-- b\n\nc --> d", vec!["a", "d"]),
            ("a <!-- b\n\nc", vec!["a"]),
            ("a\n\n    Saldo\n\n\tSaldo\n\nb\n    c", vec!["a", "b\n    c"]),
            ("- a\n\n    b\n\n1. c\n\n    d\n\ne\n\n    Saldo", vec!["- a\n\n    b\n\n1. c\n\n    d\n\ne"]),
            ("a[^Saldo] b\n\n[^Saldo]: c\n\n    d", vec!["a", "b", ": c\n\n    d"]),
            ("\\`a\\` <", vec!["\\`a\\` <"]),
            ("---\ntitle: Saldo: a life\nslug: Saldo\n- b\n---\nc", vec!["Saldo: a life", "- b", "c"]),
            ("---\na: b", vec!["---\na: b"]),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }
}
