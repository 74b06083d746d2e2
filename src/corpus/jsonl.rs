//! Records of JSON: one a line, or one for the whole document.
//!
//! String values are text, or only those under the fields asked for. A malformed record is a warning with its line and
//! passes through as it stands.

use std::collections::HashMap;
use std::sync::Arc;

use memchr::{memchr, memchr_iter};

use super::chunk::Warning;
use super::error::{CorpusError, ErrorKind};
use super::json;
use super::scanner::{Scan, Scanner, Window};
use super::segment::{SegmentBuilder, kind_of_value};

/// Reads JSON Lines, or one JSON document.
pub(super) struct Jsonl {
    document: String,
    fields: Fields,
    is_whole: bool,
}

/// The fields asked for, and those there are.
struct Fields {
    wanted: Vec<String>,
    seen: Vec<bool>,
    names: HashMap<String, Arc<str>>,
}

/// More different paths than this are not remembered: keys may be data.
const MAX_NAMES: usize = 4096;

impl Jsonl {
    /// A reader of `fields` (dotted paths; all, if none); `is_whole` if the document is one value.
    pub(super) fn new(document: &str, fields: &[String], is_whole: bool) -> Self {
        let fields = Fields { wanted: fields.to_vec(), seen: vec![false; fields.len()], names: HashMap::new() };
        Self { document: document.to_owned(), fields, is_whole }
    }

    /// The end of the record that begins at `at`, its line end included.
    fn record_end(&self, window: Window<'_>, at: usize) -> Option<usize> {
        let line = if self.is_whole { None } else { memchr(b'\n', &window.bytes[at..]) };
        match line {
            Some(length) => Some(at + length + 1),
            None => window.at_end.then_some(window.bytes.len()),
        }
    }

    fn read(&mut self, bytes: &[u8], at: usize, end: usize, builder: &mut SegmentBuilder<'_>) -> Result<(), json::Malformed> {
        let end = at + bytes[at..end].trim_ascii_end().len();
        if at == end {
            return Ok(());
        }
        for string in json::strings(bytes, at..end)? {
            let Some(field) = self.fields.select(&string.path) else {
                continue;
            };
            builder.place(None, Some(field));
            builder.kind(kind_of_value(&bytes[string.range.clone()]));
            builder.block();
            json::push_string(bytes, string.range, builder);
            builder.end();
        }
        Ok(())
    }
}

impl Scanner for Jsonl {
    fn scan(&mut self, window: Window<'_>) -> Result<Scan, CorpusError> {
        let bytes = window.bytes;
        let mut scan = Scan::default();
        let mut builder = SegmentBuilder::new(bytes);
        let (mut line, mut counted) = (window.line, 0);
        while scan.consumed < bytes.len() {
            let at = scan.consumed;
            let end = self.record_end(window, at);
            if end.unwrap_or(bytes.len()) - at > window.limits.record {
                line += memchr_iter(b'\n', &bytes[counted..at]).count() as u64;
                let kind = ErrorKind::RecordTooLong(window.limits.record);
                return Err(CorpusError::new(&self.document, kind).at_line(line));
            }
            let Some(end) = end else { break };
            if let Err(malformed) = self.read(bytes, at, end, &mut builder) {
                let place = if self.is_whole { malformed.at } else { at };
                line += memchr_iter(b'\n', &bytes[counted..place]).count() as u64;
                counted = place;
                let column = malformed.at - at + 1;
                let message = format!("malformed JSON (expected {} at byte {column}); left as it is", malformed.expected);
                scan.warnings.push(Warning { line, message });
            }
            scan.consumed = end;
        }
        if window.at_end {
            scan.warnings.extend(self.fields.unseen());
        }
        scan.segments = builder.finish();
        Ok(scan)
    }
}

impl Fields {
    /// The field's name, if it is asked for: the path itself or one above it.
    fn select(&mut self, path: &str) -> Option<Arc<str>> {
        let mut is_wanted = self.wanted.is_empty();
        for (wanted, seen) in self.wanted.iter().zip(&mut self.seen) {
            let rest = path.strip_prefix(wanted.as_str());
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
                *seen = true;
                is_wanted = true;
            }
        }
        if self.names.len() >= MAX_NAMES {
            self.names.clear();
        }
        let name = match self.names.get(path) {
            Some(name) => Arc::clone(name),
            None => Arc::clone(self.names.entry(path.to_owned()).or_insert_with(|| path.into())),
        };
        is_wanted.then_some(name)
    }

    /// A warning for each field that no record had as text: most likely a slip of the pen.
    fn unseen(&self) -> Vec<Warning> {
        let mut there: Vec<&str> = self.names.keys().map(String::as_str).collect();
        there.sort_unstable();
        there.truncate(20);
        let there = if there.is_empty() { "no text at all".to_owned() } else { there.join(", ") };
        let unseen = self.wanted.iter().zip(&self.seen).filter(|(_, seen)| !**seen);
        unseen
            .map(|(wanted, _)| Warning { line: 1, message: format!("no record has text in `{wanted}`; there is {there}") })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::scanner::Limits;

    fn scan(text: &str, fields: &[&str]) -> (Vec<String>, Vec<Warning>) {
        let fields: Vec<_> = fields.iter().map(|&field| field.to_owned()).collect();
        let window = Window { bytes: text.as_bytes(), at_end: true, line: 1, limits: Limits::default() };
        let scan = Jsonl::new("t.jsonl", &fields, false).scan(window).unwrap();
        assert_eq!(scan.consumed, text.len());
        let found = |segment: &crate::corpus::Segment| {
            format!("{}={}", segment.place().column.as_deref().unwrap_or_default(), segment.text(text.as_bytes()))
        };
        (scan.segments.iter().map(found).collect(), scan.warnings)
    }

    #[test]
    fn fields_are_chosen_by_path() {
        let text = "{\"a\": \"x\", \"b\": {\"c\": [\"y\"]}}\r\n\n{\"bc\": \"z\"}";
        assert_eq!(scan(text, &[]).0, ["a=x", "b.c=y", "bc=z"]);
        assert_eq!(scan(text, &["b"]).0, ["b.c=y"]);
        assert_eq!(scan(text, &["a", "b.c"]).0, ["a=x", "b.c=y"]);
        let (found, warnings) = scan(text, &["text"]);
        assert!(found.is_empty());
        assert_eq!(warnings[0].message, "no record has text in `text`; there is a, b.c, bc");
    }

    #[test]
    fn malformed_lines_are_warnings_with_their_line() {
        let (found, warnings) = scan("{\"a\": \"x\"}\n\n{\"a\": \n{\"a\": \"y\"}\nfoo\n", &[]);
        assert_eq!(found, ["a=x", "a=y"]);
        assert_eq!(warnings.iter().map(|warning| warning.line).collect::<Vec<_>>(), [3, 5]);
    }
}
