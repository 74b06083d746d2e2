//! The string values of JSON, by their bytes.
//!
//! A parser that only remembers where strings are, so that the document can be given back as it stood. It checks the
//! grammar of RFC 8259 strictly: in a malformed record nobody knows what is a value, so nothing in it is touched.

use std::ops::Range;
use std::sync::Arc;

use memchr::memchr2;

use super::escape::Escaping;
use super::segment::SegmentBuilder;

/// Deeper values are refused, as serde_json does, so that no input can exhaust the stack.
const MAX_DEPTH: usize = 128;

/// Longer paths are cut, in bytes: every string has its own, and a key may be as long as the record.
const MAX_PATH: usize = 512;

/// A string value: its bytes between the quotes, and the keys that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct JsonString {
    /// The content in bytes of the input, escapes included.
    pub(super) range: Range<usize>,
    /// The keys from the top, joined by dots; the elements of an array have the array's.
    pub(super) path: Arc<str>,
}

/// What is wrong with a value, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    /// The byte.
    pub(super) at: usize,
    /// What was expected there.
    pub(super) expected: &'static str,
}

/// The string values, in order, of the one JSON value in `bytes[range]`.
pub(super) fn strings(bytes: &[u8], range: Range<usize>) -> Result<Vec<JsonString>, Malformed> {
    if let Err(error) = std::str::from_utf8(&bytes[range.clone()]) {
        return Err(Malformed { at: range.start + error.valid_up_to(), expected: "UTF-8" });
    }
    let mut parser =
        Parser { bytes: &bytes[..range.end], at: range.start, path: String::new(), shared: None, strings: Vec::new() };
    parser.value(0)?;
    parser.space();
    match parser.at == range.end {
        true => Ok(parser.strings),
        false => Err(parser.malformed("nothing after the value")),
    }
}

struct Parser<'b> {
    bytes: &'b [u8],
    at: usize,
    path: String,
    /// The path as strings share it, until it changes: an array may have a million.
    shared: Option<Arc<str>>,
    strings: Vec<JsonString>,
}

impl Parser<'_> {
    fn malformed(&self, expected: &'static str) -> Malformed {
        Malformed { at: self.at, expected }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn takes(&mut self, byte: u8) -> bool {
        self.space();
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn value(&mut self, depth: usize) -> Result<(), Malformed> {
        if depth > MAX_DEPTH {
            return Err(self.malformed("at most 128 levels"));
        }
        self.space();
        match self.peek() {
            Some(b'"') => {
                let range = self.string()?;
                let path = self.shared.get_or_insert_with(|| self.path.as_str().into());
                let path = Arc::clone(path);
                self.strings.push(JsonString { range, path });
                Ok(())
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b't') => self.word(b"true"),
            Some(b'f') => self.word(b"false"),
            Some(b'n') => self.word(b"null"),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), Malformed> {
        self.at += 1;
        if self.takes(b'}') {
            return Ok(());
        }
        let parent = self.path.len();
        loop {
            self.space();
            let key = self.string()?;
            if !self.takes(b':') {
                return Err(self.malformed("a colon"));
            }
            self.enter(key);
            self.value(depth + 1)?;
            self.path.truncate(parent);
            self.shared = None;
            if self.takes(b'}') {
                return Ok(());
            }
            if !self.takes(b',') {
                return Err(self.malformed("a comma or `}`"));
            }
        }
    }

    fn enter(&mut self, key: Range<usize>) {
        self.shared = None;
        if self.path.len() >= MAX_PATH {
            return;
        }
        if !self.path.is_empty() {
            self.path.push('.');
        }
        let room = MAX_PATH - self.path.len().min(MAX_PATH);
        self.path.extend(unescape(self.bytes, key).chars().take(room));
    }

    fn array(&mut self, depth: usize) -> Result<(), Malformed> {
        self.at += 1;
        if self.takes(b']') {
            return Ok(());
        }
        loop {
            self.value(depth + 1)?;
            if self.takes(b']') {
                return Ok(());
            }
            if !self.takes(b',') {
                return Err(self.malformed("a comma or `]`"));
            }
        }
    }

    /// The content of the string that begins here.
    fn string(&mut self) -> Result<Range<usize>, Malformed> {
        if self.peek() != Some(b'"') {
            return Err(self.malformed("a string in double quotes"));
        }
        self.at += 1;
        let start = self.at;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                Some(0x20..) => self.at += 1,
                _ => return Err(self.malformed("the end of a string")),
            }
        }
        self.at += 1;
        Ok(start..self.at - 1)
    }

    fn escape(&mut self) -> Result<(), Malformed> {
        let length = match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') if unit(self.bytes, self.at).is_some() => 6,
            _ => return Err(self.malformed("an escape of JSON")),
        };
        self.at += length;
        Ok(())
    }

    fn word(&mut self, word: &'static [u8]) -> Result<(), Malformed> {
        match self.bytes[self.at..].starts_with(word) {
            true => {
                self.at += word.len();
                Ok(())
            }
            false => Err(self.malformed("true, false or null")),
        }
    }

    fn number(&mut self) -> Result<(), Malformed> {
        self.at += usize::from(self.peek() == Some(b'-'));
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits()?,
            _ => return Err(self.malformed("a value")),
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { Err(self.malformed("a digit")) } else { Ok(()) }
    }
}

/// Pushes the content of a string that [`strings`] has found; a lone surrogate is no text and divides it.
pub(super) fn push_string(bytes: &[u8], range: Range<usize>, builder: &mut SegmentBuilder<'_>) {
    builder.escaping(Escaping::Json { ascii: is_ascii_style(&bytes[range.clone()]) });
    let mut at = range.start;
    while let Some(length) = memchr2(b'\\', b'"', &bytes[at..range.end]) {
        builder.raw(at..at + length);
        at += length;
        let (character, length) = read_escape(bytes, at, range.end);
        match character {
            Some(character) => builder.escaped(at..at + length, character),
            None => builder.end(),
        }
        at += length;
    }
    builder.raw(at..range.end);
}

/// Whether a string writes its letters as `\u` escapes, and none as they are.
fn is_ascii_style(content: &[u8]) -> bool {
    content.is_ascii() && memchr::memmem::find(content, b"\\u").is_some()
}

/// The character that the escape at `at` writes, and its length in bytes.
fn read_escape(bytes: &[u8], at: usize, end: usize) -> (Option<char>, usize) {
    let simple = match bytes.get(at + 1) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(bytes, at, end),
        Some(byte) => char::from(*byte),
        None => return (None, 1),
    };
    (Some(simple), 2)
}

fn unicode_escape(bytes: &[u8], at: usize, end: usize) -> (Option<char>, usize) {
    let Some(first) = unit(bytes, at) else {
        return (None, 2);
    };
    let second = if at + 12 <= end { unit(bytes, at + 6) } else { None };
    let pair = [first, second.unwrap_or_default()];
    match char::decode_utf16(pair).next() {
        Some(Ok(character)) => (Some(character), 6 * character.len_utf16()),
        _ => (None, 6),
    }
}

/// The code unit of a `\u` escape at `at`.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let escape = bytes.get(at..at + 6)?;
    let digits = escape.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn unescape(bytes: &[u8], range: Range<usize>) -> String {
    let mut text = String::new();
    let mut at = range.start;
    while at < range.end {
        let end = memchr2(b'\\', b'"', &bytes[at..range.end]).map_or(range.end, |length| at + length);
        text.push_str(&String::from_utf8_lossy(&bytes[at..end]));
        at = end;
        if at < range.end {
            let (character, length) = read_escape(bytes, at, range.end);
            text.extend(character);
            at += length;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Result<Vec<(String, String)>, Malformed> {
        let strings = strings(text.as_bytes(), 0..text.len())?;
        Ok(strings.into_iter().map(|string| (string.path.to_string(), text[string.range].to_owned())).collect())
    }

    #[test]
    fn values_are_found_with_their_paths() {
        let text = r#" {"a": "x", "b": {"c": ["y", {"d": "z"}], "e": 1.5e-3}, "\u0066": "w\"", "g": [true, null, -0]} "#;
        let pairs = [("a", "x"), ("b.c", "y"), ("b.c.d", "z"), ("f", "w\\\"")];
        assert_eq!(found(text).unwrap(), pairs.map(|(path, text)| (path.to_owned(), text.to_owned())));
        assert_eq!(found(r#""top""#).unwrap(), [(String::new(), "top".to_owned())]);
    }

    #[test]
    fn malformed_values_are_refused_at_their_byte() {
        for (text, at) in [
            ("", 0),
            ("{", 1),
            (r#"{"a" 1}"#, 5),
            (r#"{"a": 1,}"#, 8),
            (r#"["a" "b"]"#, 5),
            ("[01]", 2),
            ("nul", 0),
            (r#""a"#, 2),
            (r#""\x""#, 1),
            (r#""\u12g4""#, 1),
            ("\"a\tb\"", 2),
            ("1 2", 2),
        ] {
            assert_eq!(found(text).unwrap_err().at, at, "{text}");
        }
        assert!(found(&"[".repeat(100_000)).is_err());
        assert_eq!(strings(b"\"a\xff\"", 0..4).unwrap_err().expected, "UTF-8");
    }

    #[test]
    fn escapes_are_read_and_written_in_their_style() {
        let text = br#"\u041a\u0438\u0457\u0432 \ud835\udcb3 \"q\" \ud800 x"#;
        let mut builder = SegmentBuilder::new(text);
        push_string(text, 0..text.len(), &mut builder);
        let segments = builder.finish();
        let texts: Vec<_> = segments.iter().map(|segment| segment.text(text)).collect();
        assert_eq!(texts, ["Київ 𝒳 \"q\" ", " x"]);
        assert_eq!(segments[0].to_chunk(0..8), 0..24);
        assert_eq!(segments[0].encode("Łw").unwrap(), "\\u0141w");
    }
}
