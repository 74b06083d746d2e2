//! What is switched off in a document, taken out of its segments: by the document as a whole, or in each value by itself.

use std::ops::Range;

use super::format::Format;
use super::segment::Segment;
use super::switch::{Comments, Switch, may_switch};

/// How far a switch reaches in a format.
pub(super) enum Switches {
    /// From the one to the other, whatever is between them.
    Document(Switch),
    /// To the end of the cell or the string.
    Values,
}

impl Switches {
    pub(super) fn of(format: Format) -> Self {
        match format {
            Format::Plain => Self::Document(Switch::new(Comments::Bare)),
            Format::Markdown | Format::Html => Self::Document(Switch::new(Comments::Html)),
            Format::Csv | Format::Tsv | Format::Jsonl | Format::Json => Self::Values,
        }
    }

    /// Whether the line in which a chunk ends has to be known to its end.
    pub(super) fn look_ahead(&self) -> bool {
        matches!(self, Self::Document(_))
    }

    /// What of the segments of a chunk is text. The chunk is the first `length` of `bytes`.
    pub(super) fn leave(&mut self, segments: Vec<Segment>, bytes: &[u8], length: usize) -> Vec<Segment> {
        match self {
            Self::Document(switch) => match &switch.holes(bytes, length)[..] {
                [] => segments,
                holes => without(segments, &bytes[..length], holes),
            },
            Self::Values if may_switch(&bytes[..length]) => {
                segments.into_iter().flat_map(|value| value_without(value, &bytes[..length])).collect()
            }
            Self::Values => segments,
        }
    }
}

/// Segments without what is left; a block that loses its head begins with what is behind it.
fn without(segments: Vec<Segment>, bytes: &[u8], holes: &[Range<usize>]) -> Vec<Segment> {
    let (mut kept, mut begins) = (Vec::new(), false);
    for segment in segments {
        let starts_block = segment.starts_block();
        let mut pieces = segment.without(bytes, holes);
        match pieces.first_mut() {
            Some(first) if std::mem::take(&mut begins) => first.begin_block(),
            Some(_) => {}
            None => begins |= starts_block,
        }
        kept.append(&mut pieces);
    }
    kept
}

fn value_without(value: Segment, bytes: &[u8]) -> Vec<Segment> {
    let text = value.text(bytes).as_bytes();
    let holes = Switch::new(Comments::Bare).holes(text, text.len());
    if holes.is_empty() {
        return vec![value];
    }
    let holes: Vec<_> = holes.into_iter().map(|hole| value.to_chunk(hole)).collect();
    value.without(bytes, &holes)
}
