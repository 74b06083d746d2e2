//! From the mentions of a document to remarks with their places: the document is read once more.

use std::collections::HashMap;

use memchr::{memchr, memchr_iter, memrchr};
use respell::corpus::{Chunk, CorpusError, Document, ReadOptions, Segment, Source};
use respell::matching::Matcher;
use respell::reconcile::{AliasRow, AliasTable, Applier, Decision, Mention, Policy, Standing};
use respell::report::{Remark, reasons};
use respell::text::{Span, tokens};

/// What mentions are held against.
pub(crate) struct Remarking<'a> {
    pub(crate) matcher: &'a Matcher<'a>,
    /// The table of this scan, with the decisions of an earlier one.
    pub(crate) table: &'a AliasTable,
    /// Obeys the accepted rows of the table, and knows which row rules which place.
    pub(crate) applier: &'a Applier,
    pub(crate) policy: Policy,
    pub(crate) read: &'a ReadOptions,
    /// What is less sure is not told of.
    pub(crate) least: Standing,
}

/// A mention, or what a person accepted, with what is to be written there.
struct Draft<'a> {
    /// In the text of the segment.
    span: Span,
    surface: &'a str,
    correction: &'a str,
    standing: Standing,
    mention: Option<&'a Mention>,
    row: Option<&'a AliasRow>,
}

impl Remarking<'_> {
    /// The remarks on a document, in its order.
    pub(crate) fn remarks(&self, source: &Source, mentions: &[Mention]) -> Result<Vec<Remark>, CorpusError> {
        let mut document = Document::open(source, self.read)?;
        let mut wrong = mentions.iter().filter(|mention| !mention.is_right).peekable();
        let mut remarks = Vec::new();
        for chunk in document.by_ref() {
            let chunk = chunk?;
            let mut places = Places::new(&chunk);
            for segment in &chunk.segments {
                let end = chunk.offset + segment.range().end as u64;
                let here: Vec<&Mention> = std::iter::from_fn(|| wrong.next_if(|mention| mention.start < end)).collect();
                self.read(source, &chunk, segment, &here, &mut places, &mut remarks);
            }
        }
        Ok(remarks)
    }

    fn read(
        &self,
        source: &Source,
        chunk: &Chunk,
        segment: &Segment,
        mentions: &[&Mention],
        places: &mut Places<'_>,
        remarks: &mut Vec<Remark>,
    ) {
        let text = chunk.text(segment);
        let mut tokens = tokens(text);
        self.policy.open(text, &mut tokens);
        let accepted = self.applier.corrections(text, &source.name, &tokens);
        if mentions.is_empty() && accepted.is_empty() {
            return;
        }
        let ruled: HashMap<(u64, u64), (Span, usize)> = self
            .applier
            .rulings(text, &source.name, &tokens)
            .into_iter()
            .map(|(span, row)| (bytes(chunk, segment, span), (span, row)))
            .collect();
        let row = |number: usize| self.table.rows.get(number.saturating_sub(2));
        let mut drafts: Vec<Draft<'_>> = accepted
            .iter()
            .map(|correction| Draft {
                span: correction.span,
                surface: &correction.was,
                correction: &correction.now,
                standing: Standing::Certain,
                mention: None,
                row: row(correction.row),
            })
            .collect();
        for mention in mentions {
            let ruling = ruled.get(&(mention.start, mention.end));
            let rule = ruling.and_then(|(_, number)| row(*number));
            // What is accepted has been told of; where an accepted row does not fit, the text stays.
            if rule.is_some_and(|rule| matches!(rule.decision, Some(Decision::Accept | Decision::Reject))) {
                continue;
            }
            let span = ruling.map_or_else(|| place(chunk, segment, text, mention), |(span, _)| Some(*span));
            let Some(span) = span.filter(|span| !accepted.iter().any(|correction| overlap(correction.span, *span))) else {
                continue;
            };
            let unsure = rule.is_some_and(|rule| rule.decision == Some(Decision::Unsure));
            let ruled = rule.and_then(|rule| rule.standing).unwrap_or(mention.standing);
            let standing = if unsure { Standing::Doubtful } else { ruled.min(mention.standing) };
            let (surface, correction) = (&*mention.surface, &*mention.correction);
            drafts.push(Draft { span, surface, correction, standing, mention: Some(mention), row: rule });
        }
        drafts.retain(|draft| draft.standing >= self.least);
        drafts.sort_by_key(|draft| draft.span.start);
        remarks.extend(drafts.iter().map(|draft| self.remark(source, chunk, segment, draft, places)));
    }

    fn remark(&self, source: &Source, chunk: &Chunk, segment: &Segment, draft: &Draft<'_>, places: &mut Places<'_>) -> Remark {
        let range = segment.to_chunk(draft.span.into());
        let (start, end) = (places.of(range.start), places.of(range.end));
        let entity = draft.mention.map(|mention| self.matcher.entity(mention.entity));
        let of = |named: fn(&AliasRow) -> &String, entity: Option<&String>| {
            entity.or(draft.row.map(named)).cloned().unwrap_or_default()
        };
        // A packed document cannot be patched where it lies.
        let written = (!source.is_gzip).then(|| segment.encode(draft.correction).ok()).flatten();
        Remark {
            document: if source.name == "-" { "<stdin>".to_owned() } else { source.name.clone() },
            start,
            end,
            bytes: (chunk.offset + range.start as u64, chunk.offset + range.end as u64),
            surface: draft.surface.to_owned(),
            correction: draft.correction.to_owned(),
            written: written.map(Into::into),
            canonical: of(|row| &row.canonical, entity.map(|entity| &entity.name)),
            id: of(|row| &row.id, entity.map(|entity| &entity.id)),
            kind: of(|row| &row.kind, entity.map(|entity| &entity.kind)),
            score: draft.mention.map(|mention| mention.probability),
            standing: draft.standing,
            why: draft.mention.map_or_else(|| "accepted in the alias table".to_owned(), |mention| reasons(self.matcher, mention)),
            line: line_of(&chunk.bytes, range.start),
        }
    }
}

fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

fn bytes(chunk: &Chunk, segment: &Segment, span: Span) -> (u64, u64) {
    let range = segment.to_chunk(span.into());
    (chunk.offset + range.start as u64, chunk.offset + range.end as u64)
}

/// The span of the segment's text that a mention takes.
fn place(chunk: &Chunk, segment: &Segment, text: &str, mention: &Mention) -> Option<Span> {
    let is_it = |at: &usize| bytes(chunk, segment, Span::new(*at, at + mention.surface.len())) == (mention.start, mention.end);
    let at = text.match_indices(mention.surface.as_str()).map(|(at, _)| at).find(is_it)?;
    Some(Span::new(at, at + mention.surface.len()))
}

/// The line of a chunk in which a byte stands; its beginning may be in the chunk before.
fn line_of(bytes: &[u8], at: usize) -> String {
    let start = memrchr(b'\n', &bytes[..at]).map_or(0, |found| found + 1);
    let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
    String::from_utf8_lossy(&bytes[start..end]).into_owned()
}

/// Lines and columns of a chunk, asked for in order or nearly so.
struct Places<'c> {
    chunk: &'c Chunk,
    /// A byte and its line.
    counted: (usize, u64),
}

impl<'c> Places<'c> {
    fn new(chunk: &'c Chunk) -> Self {
        Self { chunk, counted: (0, chunk.position(0).line) }
    }

    fn of(&mut self, at: usize) -> (u64, u64) {
        let bytes = &self.chunk.bytes;
        let (from, line) = if self.counted.0 <= at { self.counted } else { (0, self.chunk.position(0).line) };
        let line = line + memchr_iter(b'\n', &bytes[from..at]).count() as u64;
        self.counted = (at, line);
        let column = match memrchr(b'\n', &bytes[..at]) {
            Some(newline) => 1 + bytes[newline + 1..at].iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64,
            None => self.chunk.position(at).column,
        };
        (line, column)
    }
}
