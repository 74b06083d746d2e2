//! HTML: the text between tags.
//!
//! A tolerant tokenizer and no parser: it needs to know where text is, not what tree it makes, and it must give every
//! byte back however broken the page is. Tags, attributes, comments, scripts, styles, code and form texts are not
//! text. A text node is a segment; inline tags (`<b>`, `<a>`) divide segments but not blocks. Where a construct does not
//! fit into the window, its state is carried into the next.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::entities;
use super::error::CorpusError;
use super::escape::Escaping;
use super::plain::readable;
use super::scanner::{Scan, Scanner, Window};
use super::segment::SegmentBuilder;

/// Elements whose content is not text; it ends with the same element's end tag.
const RAW: &[&str] = &["script", "style", "code", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Elements inside of a paragraph. All others begin or end a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "code",
];

/// Names of elements are read this far; no name in the lists is longer.
const MAX_NAME: usize = 16;

/// Reads the text nodes of HTML.
pub(super) struct Html {
    state: State,
    at_block: bool,
    is_xml: bool,
    is_begun: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// Inside a run of text too long for a token.
    LongToken,
    Tag(Tag),
    /// Until `-->`.
    Comment,
    /// A doctype or processing instruction, until `>`.
    Declaration,
    /// Until `]]>`.
    Cdata,
    /// The content of the element `RAW[_]`.
    Raw(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tag {
    /// The index in [`RAW`] of the element that this tag begins.
    raw: Option<usize>,
    is_block: bool,
    quote: Option<u8>,
    after_equals: bool,
    after_slash: bool,
}

/// A place to cut the window: the start of a block.
struct Mark {
    at: usize,
    segments: usize,
}

impl Html {
    pub(super) fn new() -> Self {
        Self { state: State::Text, at_block: true, is_xml: false, is_begun: false }
    }

    /// Reads one construct from `at`; returns where it ends, or `None` if that is beyond the window.
    fn step(&mut self, window: Window<'_>, at: usize, builder: &mut SegmentBuilder<'_>) -> Option<usize> {
        let bytes = window.bytes;
        match self.state {
            State::Text => self.text(window, at, builder),
            State::LongToken => {
                let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'<';
                let end = bytes[at..].iter().position(is_end);
                if end.is_some() {
                    self.state = State::Text;
                }
                Some(end.map_or(bytes.len(), |length| at + length))
            }
            State::Tag(tag) => Some(self.tag(tag, bytes, at)),
            State::Comment => self.until(window, at, b"-->"),
            State::Declaration => self.until(window, at, b">"),
            State::Cdata => self.until(window, at, b"]]>"),
            State::Raw(element) => self.raw(window, at, RAW[element]),
        }
    }

    /// Passes over what ends with `end`; keeps back the bytes that may be the start of it.
    fn until(&mut self, window: Window<'_>, at: usize, end: &[u8]) -> Option<usize> {
        if let Some(length) = memmem::find(&window.bytes[at..], end) {
            self.state = State::Text;
            return Some(at + length + end.len());
        }
        hold_back(window, at, end.len() - 1)
    }

    fn raw(&mut self, window: Window<'_>, start: usize, name: &str) -> Option<usize> {
        let bytes = window.bytes;
        let mut at = start;
        while let Some(length) = memmem::find(&bytes[at..], b"</") {
            at += length;
            let rest = &bytes[at + 2..];
            if rest.len() <= name.len() && !window.at_end {
                return (at > start).then_some(at);
            }
            let is_name = rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()));
            if is_name && !rest.get(name.len()).is_some_and(u8::is_ascii_alphanumeric) {
                self.state = State::Text;
                return Some(at);
            }
            at += 2;
        }
        hold_back(window, start, 1)
    }

    fn tag(&mut self, mut tag: Tag, bytes: &[u8], at: usize) -> usize {
        for (length, &byte) in bytes[at..].iter().enumerate() {
            match (tag.quote, byte) {
                (Some(quote), _) if byte == quote => tag.quote = None,
                (Some(_), _) => {}
                (None, b'>') => {
                    self.close(tag);
                    return at + length + 1;
                }
                (None, b'"' | b'\'') if tag.after_equals => tag.quote = Some(byte),
                (None, _) if byte.is_ascii_whitespace() => continue,
                (None, _) => {}
            }
            tag.after_equals = byte == b'=';
            tag.after_slash = byte == b'/';
        }
        self.state = State::Tag(tag);
        bytes.len()
    }

    fn close(&mut self, tag: Tag) {
        self.at_block |= tag.is_block;
        // `<script/>` is a whole element in XML only; elsewhere browsers go on reading the script.
        let is_empty = self.is_xml && tag.after_slash;
        self.state = match tag.raw {
            Some(element) if !is_empty => State::Raw(element),
            _ => State::Text,
        };
    }

    fn text(&mut self, window: Window<'_>, at: usize, builder: &mut SegmentBuilder<'_>) -> Option<usize> {
        let bytes = window.bytes;
        let mut from = at;
        let markup = loop {
            let Some(length) = memchr(b'<', &bytes[from..]) else {
                break None;
            };
            from += length;
            match self.markup(window, from) {
                Markup::Is(state, length) => break Some((state, from + length)),
                Markup::Unknown => {
                    self.node(window, at..from, builder);
                    return if from > at { Some(from) } else { None };
                }
                Markup::Not => from += 1,
            }
        };
        if let Some((state, end)) = markup {
            self.node(window, at..from, builder);
            self.state = state;
            return Some(end);
        }
        let end = self.text_end(window, at)?;
        self.node(window, at..end, builder);
        Some(end)
    }

    /// How far the text node that reaches the window's end can be read.
    fn text_end(&mut self, window: Window<'_>, at: usize) -> Option<usize> {
        let bytes = window.bytes;
        if window.at_end {
            return Some(bytes.len());
        }
        let tail = bytes[at..].iter().rposition(u8::is_ascii_whitespace).map_or(at, |space| at + space + 1);
        if bytes.len() - tail > window.limits.token {
            self.state = State::LongToken;
            return Some(bytes.len());
        }
        (tail > at).then_some(tail)
    }

    fn node(&mut self, window: Window<'_>, range: Range<usize>, builder: &mut SegmentBuilder<'_>) {
        if window.bytes[range.clone()].trim_ascii().is_empty() {
            return;
        }
        if self.at_block {
            builder.block();
        }
        self.at_block = false;
        for run in readable(window.bytes, range, window.limits.token) {
            push_text(window.bytes, run, builder);
            builder.end();
        }
    }

    /// What the `<` at `at` begins.
    fn markup(&mut self, window: Window<'_>, at: usize) -> Markup {
        let rest = &window.bytes[at..];
        if rest.len() <= MAX_NAME + 2 && !window.at_end {
            return Markup::Unknown;
        }
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => Markup::Is(State::Comment, 2),
            Some(b'!') if self.is_xml && rest.starts_with(b"<![CDATA[") => Markup::Is(State::Cdata, 9),
            Some(b'!' | b'?') => {
                self.is_xml |= is_first && rest.starts_with(b"<?xml");
                Markup::Is(State::Declaration, 2)
            }
            Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => Markup::Is(State::Tag(tag(rest, 2)), 2),
            Some(byte) if byte.is_ascii_alphabetic() => Markup::Is(State::Tag(tag(rest, 1)), 1),
            _ => Markup::Not,
        }
    }
}

enum Markup {
    /// Markup in this state, which begins after so many bytes.
    Is(State, usize),
    /// A `<` that stands for itself.
    Not,
    /// The window is too short to tell.
    Unknown,
}

fn tag(rest: &[u8], start: usize) -> Tag {
    let name = &rest[start..rest.len().min(start + MAX_NAME)];
    let length = name.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name[..length].to_ascii_lowercase();
    let is_any_of = |names: &[&str]| names.iter().position(|known| known.as_bytes() == name);
    let raw = if start == 1 { is_any_of(RAW) } else { None };
    let is_block = is_any_of(INLINE).is_none();
    Tag { raw, is_block, quote: None, after_equals: false, after_slash: false }
}

/// Everything but the last `held` bytes of an unfinished window; all of the last one.
fn hold_back(window: Window<'_>, at: usize, held: usize) -> Option<usize> {
    let length = window.bytes.len();
    if window.at_end {
        return Some(length);
    }
    let end = length.saturating_sub(held);
    (end > at).then_some(end)
}

/// A text node, its character references decoded.
fn push_text(bytes: &[u8], range: Range<usize>, builder: &mut SegmentBuilder<'_>) {
    builder.escaping(Escaping::Html);
    let (mut raw, mut at) = (range.start, range.start);
    while let Some(length) = memchr(b'&', &bytes[at..range.end]) {
        at += length;
        match entities::read(&bytes[at..range.end]) {
            Some((character, length)) => {
                builder.raw(raw..at);
                builder.escaped(at..at + length, character);
                at += length;
                raw = at;
            }
            None => at += 1,
        }
    }
    builder.raw(raw..range.end);
}

impl Scanner for Html {
    fn scan(&mut self, window: Window<'_>) -> Result<Scan, CorpusError> {
        let mut builder = SegmentBuilder::new(window.bytes);
        let mut mark: Option<Mark> = None;
        let mut at = 0;
        while at < window.bytes.len() {
            let Some(end) = self.step(window, at, &mut builder) else {
                break;
            };
            at = end;
            if self.at_block && self.state == State::Text {
                mark = Some(Mark { at, segments: builder.len() });
            }
        }
        if let Some(mark) = mark.filter(|mark| !window.at_end && mark.at > window.bytes.len() / 2) {
            builder.truncate(mark.segments);
            (self.state, self.at_block) = (State::Text, true);
            at = mark.at;
        }
        Ok(Scan { consumed: at, segments: builder.finish(), warnings: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::scanner::Limits;

    /// The text of every segment; `|` before those that start a block.
    fn texts(page: &str) -> Vec<String> {
        let window = Window { bytes: page.as_bytes(), at_end: true, line: 1, limits: Limits::default() };
        let scan = Html::new().scan(window).unwrap();
        assert_eq!(scan.consumed, page.len());
        let shown = |segment: &crate::corpus::Segment| {
            let mark = if segment.starts_block() { "|" } else { "" };
            format!("{mark}{}", segment.text(page.as_bytes()))
        };
        scan.segments.iter().map(shown).collect()
    }

    #[test]
    fn only_text_nodes_are_text() {
        for (page, expected) in [
            ("<p>Mr <b>Saldo</b> said</p><p>No", vec!["|Mr ", "Saldo", " said", "|No"]),
            ("<a title=\"Saldo > x\" href='y'>Kyiv</a>", vec!["|Kyiv"]),
            ("<a title=it's>Kyiv</a> it's", vec!["|Kyiv", " it's"]),
            ("<script>if (a < b) \"Saldo\"</script><STYLE>p</Style>x", vec!["|x"]),
            ("<script>a</scripts></script >x", vec!["|x"]),
            ("<!-- Saldo <p> --><!DOCTYPE html><?php x ?>y<!-->z", vec!["|y", "z"]),
            ("a < b <3 c <", vec!["|a < b <3 c <"]),
            ("<pre>Saldo <code>Saldo</code></pre>", vec!["|Saldo "]),
            ("O&#39;Neill &amp; M&uuml;ller &foo; &", vec!["|O'Neill & Müller &foo; &"]),
            ("<p>open <b", vec!["|open "]),
            ("<p>open <!-- x", vec!["|open "]),
            ("<?xml version='1.0'?><script src='x'/>a<![CDATA[b]]>c", vec!["|a", "c"]),
            ("<script src='x'/>a", vec![]),
            ("a<br/>b", vec!["|a", "|b"]),
        ] {
            assert_eq!(texts(page), expected, "{page}");
        }
    }
}
