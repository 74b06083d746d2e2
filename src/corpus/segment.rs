//! A stretch of text inside a chunk, with the way back to the document's bytes.
//!
//! Where the format escapes characters (`&amp;`, `\u0404`, `""`), the text is its own string and every escape is kept
//! with its place, so a span of text leads to the exact bytes behind it. Whatever is put in place is escaped for where
//! it stands, or refused where the format has no way to write it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::escape::Escaping;
use super::patch::Patch;

/// A stretch of text for matching, by its place in a chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    range: Range<usize>,
    text: Option<String>,
    escapes: Vec<Escape>,
    escaping: Escaping,
    kind: SegmentKind,
    starts_block: bool,
    pub(super) line: u64,
    place: Place,
}

/// How much a segment's surroundings say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    /// Sentences, or a piece of one.
    Running,
    /// A short isolated value, such as a cell with a name in it; there is no sentence around it.
    Cell,
}

/// Where in a table or a record a segment stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The row of a table, counted from 1; the header is row 1.
    pub row: Option<u64>,
    /// The column's name (its number, where it has none) or the dotted path of a record's field.
    pub column: Option<Arc<str>>,
}

/// One escaped character: where it is in the text, and the bytes that write it in the chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Escape {
    text: Range<usize>,
    source: Range<usize>,
}

/// A replacement that the format cannot write at this place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{replacement}` cannot stand in an unquoted cell of a table")]
pub struct Unplaceable {
    /// The text that was to be put in place.
    pub replacement: String,
}

impl Segment {
    /// The text, from the bytes of the chunk that this segment belongs to.
    ///
    /// # Panics
    /// If `bytes` are not those of the segment's own chunk.
    pub fn text<'a>(&'a self, bytes: &'a [u8]) -> &'a str {
        match &self.text {
            Some(text) => text,
            None => std::str::from_utf8(&bytes[self.range.clone()]).expect("scanners make segments of valid UTF-8 only"),
        }
    }

    /// The bytes of the chunk that the segment covers, escapes included.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Running text or an isolated value.
    pub fn kind(&self) -> SegmentKind {
        self.kind
    }

    /// Whether a paragraph, a block or a value begins here; if not, the text before it in the document goes on.
    pub fn starts_block(&self) -> bool {
        self.starts_block
    }

    /// Lets a block begin here.
    pub(super) fn begin_block(&mut self) {
        self.starts_block = true;
    }

    /// The line on which the segment begins, counted from 1 by line feeds.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Row and column or field, where the format has them.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The bytes of the chunk behind a span of the text (in bytes of the text).
    ///
    /// Monotone, and on character boundaries for spans that are; a span inside of one escape grows to all of it.
    pub fn to_chunk(&self, span: Range<usize>) -> Range<usize> {
        self.source_of(span.start, false)..self.source_of(span.end, true)
    }

    /// The replacement as it has to be written here.
    ///
    /// # Errors
    /// [`Unplaceable`] for a delimiter, a quote or a line break in an unquoted cell.
    pub fn encode<'r>(&self, replacement: &'r str) -> Result<Cow<'r, str>, Unplaceable> {
        self.escaping.escape(replacement).ok_or_else(|| Unplaceable { replacement: replacement.to_owned() })
    }

    /// The patch that puts `replacement` in the place of a span of the text.
    ///
    /// # Errors
    /// As [`Segment::encode`].
    pub fn patch(&self, span: Range<usize>, replacement: &str) -> Result<Patch, Unplaceable> {
        let Range { start, end } = self.to_chunk(span);
        Ok(Patch { start, end, now: self.encode(replacement)?.into_owned().into_bytes() })
    }

    /// What is left of the segment without some stretches of the chunk, which are in order.
    pub(super) fn without(&self, bytes: &[u8], holes: &[Range<usize>]) -> Vec<Self> {
        let first = holes.partition_point(|hole| hole.end <= self.range.start);
        let mut kept = Vec::new();
        let (mut at, mut starts_block) = (self.range.start, self.starts_block);
        for hole in holes[first..].iter().take_while(|hole| hole.start < self.range.end) {
            starts_block = self.keep(bytes, at..hole.start, starts_block, &mut kept);
            at = at.max(hole.end);
            // What is left behind a line that is left is a paragraph of its own.
            starts_block |= bytes[hole.clone()].contains(&b'\n');
        }
        self.keep(bytes, at..self.range.end, starts_block, &mut kept);
        kept
    }

    /// Adds a piece of the segment, unless it is blank; tells whether the next one has to begin the block.
    fn keep(&self, bytes: &[u8], range: Range<usize>, starts_block: bool, kept: &mut Vec<Self>) -> bool {
        if range.start >= range.end {
            return starts_block;
        }
        let (from, to) = (self.text_of(range.start, true), self.text_of(range.end, false));
        let is_blank = from >= to || self.text(bytes)[from..to].trim().is_empty();
        if is_blank {
            return starts_block;
        }
        let escapes = self.escapes.iter().filter(|escape| from <= escape.text.start && escape.text.end <= to);
        let escapes = escapes.map(|escape| Escape { text: escape.text.start - from..escape.text.end - from, ..escape.clone() });
        let text = self.text.as_ref().map(|text| text[from..to].to_owned());
        // A hole that ends inside of an escape takes all of it.
        let range = self.to_chunk(from..to);
        kept.push(Self { range, text, escapes: escapes.collect(), starts_block, ..self.clone() });
        false
    }

    /// The byte of the text that a byte of the chunk stands for; behind or before an escape that it is inside of.
    fn text_of(&self, at: usize, is_start: bool) -> usize {
        let before = self.escapes.partition_point(|escape| escape.source.start < at);
        let Some(escape) = before.checked_sub(1).map(|last| &self.escapes[last]) else {
            return at - self.range.start;
        };
        match (at < escape.source.end, is_start) {
            (true, true) => escape.text.end,
            (true, false) => escape.text.start,
            (false, _) => escape.text.end + (at - escape.source.end),
        }
    }

    fn source_of(&self, at: usize, is_end: bool) -> usize {
        let before = self.escapes.partition_point(|escape| escape.text.start < at);
        let Some(escape) = before.checked_sub(1).map(|last| &self.escapes[last]) else {
            return self.range.start + at;
        };
        match (at < escape.text.end, is_end) {
            (true, true) => escape.source.end,
            (true, false) => escape.source.start,
            (false, _) => escape.source.end + (at - escape.text.end),
        }
    }
}

/// Collects the segments of a window, a character or a run of bytes at a time.
///
/// Bytes that are not valid UTF-8 end a segment; what follows them is a segment of its own.
pub(super) struct SegmentBuilder<'w> {
    bytes: &'w [u8],
    draft: Segment,
    segments: Vec<Segment>,
}

impl<'w> SegmentBuilder<'w> {
    /// A builder of segments of running text over `bytes`, which are to be the chunk.
    pub(super) fn new(bytes: &'w [u8]) -> Self {
        let draft = Segment {
            range: 0..0,
            text: None,
            escapes: Vec::new(),
            escaping: Escaping::None,
            kind: SegmentKind::Running,
            starts_block: false,
            line: 0,
            place: Place::default(),
        };
        Self { bytes, draft, segments: Vec::new() }
    }

    /// How replacements in the next segments are to be escaped.
    pub(super) fn escaping(&mut self, escaping: Escaping) {
        self.draft.escaping = escaping;
    }

    /// The kind of the next segments.
    pub(super) fn kind(&mut self, kind: SegmentKind) {
        self.draft.kind = kind;
    }

    /// The next segment begins a block.
    pub(super) fn block(&mut self) {
        self.draft.starts_block = true;
    }

    /// Where the next segments stand.
    pub(super) fn place(&mut self, row: Option<u64>, column: Option<Arc<str>>) {
        self.draft.place = Place { row, column };
    }

    /// How many segments are finished.
    pub(super) fn len(&self) -> usize {
        self.segments.len()
    }

    /// Forgets the segments after the first `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.segments.truncate(len);
    }

    /// Bytes that stand for themselves and follow what was pushed before, or begin a segment.
    pub(super) fn raw(&mut self, range: Range<usize>) {
        let mut at = range.start;
        // `utf8_chunks` would say the same, a byte at a time.
        while let Err(error) = std::str::from_utf8(&self.bytes[at..range.end]) {
            let invalid = at + error.valid_up_to();
            self.valid(at..invalid);
            self.end();
            at = error.error_len().map_or(range.end, |length| invalid + length);
        }
        self.valid(at..range.end);
    }

    /// Bytes that write one character.
    pub(super) fn escaped(&mut self, source: Range<usize>, character: char) {
        if self.draft.range.is_empty() {
            self.draft.range = source.start..source.start;
        }
        let before = self.draft.range.clone();
        let valid = &self.bytes[before];
        let text = self
            .draft
            .text
            .get_or_insert_with(|| std::str::from_utf8(valid).expect("raw() only lets valid UTF-8 into a draft").to_owned());
        let start = text.len();
        text.push(character);
        self.draft.escapes.push(Escape { text: start..text.len(), source: source.clone() });
        self.draft.range.end = source.end;
    }

    /// Ends the segment, unless it is blank.
    pub(super) fn end(&mut self) {
        let range = std::mem::take(&mut self.draft.range);
        let text = self.draft.text.take();
        let escapes = std::mem::take(&mut self.draft.escapes);
        let is_blank = match &text {
            Some(text) => text.trim().is_empty(),
            None => self.bytes[range.clone()].trim_ascii().is_empty(),
        };
        if !is_blank {
            self.segments.push(Segment { range, text, escapes, ..self.draft.clone() });
            self.draft.starts_block = false;
        }
    }

    /// All segments, in order.
    pub(super) fn finish(mut self) -> Vec<Segment> {
        self.end();
        self.segments
    }

    fn valid(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        if self.draft.range.is_empty() {
            self.draft.range = range.start..range.start;
        }
        if let Some(text) = &mut self.draft.text {
            text.push_str(std::str::from_utf8(&self.bytes[range.clone()]).expect("raw() has looked at it"));
        }
        self.draft.range.end = range.end;
    }
}

/// Whether a value is short enough to be a name or a label and not a sentence: at most six words on one line.
pub(super) fn kind_of_value(bytes: &[u8]) -> SegmentKind {
    const WORDS: usize = 6;
    // No six words are longer than this; it keeps the count cheap on long cells.
    const BYTES: usize = 256;
    let is_short = bytes.len() <= BYTES && bytes.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count() <= WORDS;
    if is_short { SegmentKind::Cell } else { SegmentKind::Running }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_to_the_bytes() {
        let bytes = b"x O&#39;N&eacute;ill";
        let mut builder = SegmentBuilder::new(bytes);
        builder.raw(2..3);
        builder.escaped(3..8, '\'');
        builder.raw(8..9);
        builder.escaped(9..17, 'é');
        builder.raw(17..20);
        let segments = builder.finish();
        let segment = &segments[0];
        assert_eq!(segment.text(bytes), "O'Néill");
        for (span, chunk) in [(0..1, 2..3), (1..2, 3..8), (0..2, 2..8), (3..5, 9..17), (4..5, 9..17), (5..8, 17..20)] {
            assert_eq!(segment.to_chunk(span.clone()), chunk, "{span:?}");
        }
    }

    #[test]
    fn a_segment_without_a_part_leads_back_too() {
        let bytes = b"a&amp;b OFF c&#39;d\ne";
        let mut builder = SegmentBuilder::new(bytes);
        builder.block();
        builder.raw(0..1);
        builder.escaped(1..6, '&');
        builder.raw(6..13);
        builder.escaped(13..18, '\'');
        builder.raw(18..21);
        let segments = builder.finish();
        let told = |holes: &[(usize, usize)]| -> Vec<(String, Range<usize>, bool)> {
            let holes: Vec<_> = holes.iter().map(|(start, end)| *start..*end).collect();
            let kept = segments[0].without(bytes, &holes);
            let all = |segment: &Segment| {
                let text = segment.text(bytes).to_owned();
                (text.clone(), segment.to_chunk(0..text.len()), segment.starts_block())
            };
            kept.iter().map(all).collect()
        };
        assert_eq!(told(&[(8, 11)]), [("a&b ".to_owned(), 0..8, true), (" c'd\ne".to_owned(), 11..21, false)]);
        assert_eq!(told(&[(0, 8), (11, 20)]), [("OFF".to_owned(), 8..11, true), ("e".to_owned(), 20..21, true)]);
        assert_eq!(told(&[(3, 14)]), [("a".to_owned(), 0..1, true), ("d\ne".to_owned(), 18..21, false)]);
        assert_eq!(told(&[(0, 21)]), []);
        assert_eq!(segments[0].without(bytes, &[]), segments);
    }

    #[test]
    fn invalid_bytes_divide_segments() {
        let bytes = b"Kyiv \xff\xfe Kherson";
        let mut builder = SegmentBuilder::new(bytes);
        builder.block();
        builder.raw(0..bytes.len());
        let segments = builder.finish();
        let texts: Vec<_> = segments.iter().map(|segment| segment.text(bytes)).collect();
        assert_eq!(texts, ["Kyiv ", " Kherson"]);
        assert!(segments[0].starts_block() && !segments[1].starts_block());
    }

    #[test]
    fn short_values_are_cells() {
        assert_eq!(kind_of_value("Volodymyr Saldo".as_bytes()), SegmentKind::Cell);
        assert_eq!(kind_of_value(b"He said on Monday that he would go."), SegmentKind::Running);
    }
}
