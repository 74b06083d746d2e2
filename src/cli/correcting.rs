//! The exact reading: a document goes through chunk by chunk, and the table says what changes.

use std::collections::BTreeSet;

use rayon::prelude::*;
use respell::corpus::{
    Chunk, CorpusError, Correction, Document, DocumentWriter, ErrorKind, Patch, PreparedDocument, ReadOptions, Segment, Source,
    Target,
};
use respell::reconcile::{AliasTable, Applier, Policy};
use respell::text::tokens;

use super::ledger::Ledger;
use super::notes::DocumentNotes;
use super::progress::Progress;
use super::stretches::next_chunks;

/// A table to be obeyed.
pub(crate) struct Correcting<'a> {
    pub(crate) table: &'a AliasTable,
    pub(crate) applier: &'a Applier,
    pub(crate) policy: Policy,
    pub(crate) read: &'a ReadOptions,
    pub(crate) progress: &'a Progress,
}

/// The corrected copy of one document, not in its place yet.
pub(crate) struct Copy {
    pub(crate) prepared: PreparedDocument,
    pub(crate) ledger: Ledger,
    /// The rows that were obeyed.
    pub(crate) rows: BTreeSet<usize>,
    pub(crate) notes: DocumentNotes,
}

/// What changes in one chunk.
#[derive(Default)]
struct Changes {
    patches: Vec<Patch>,
    rows: Vec<usize>,
    /// Corrections that cannot be written where they belong, with their lines.
    refused: Vec<(u64, String)>,
}

impl Correcting<'_> {
    /// Copies a document to `target`, `workers` chunks at a time.
    pub(crate) fn copy(&self, source: &Source, target: Target<'_>, workers: usize) -> Result<Copy, CorpusError> {
        let mut document = Document::open(source, self.read)?;
        let mut writer = DocumentWriter::new(source, &document, target)?;
        let (mut ledger, mut rows) = (Ledger::default(), BTreeSet::new());
        let mut notes = DocumentNotes::new(&document);
        let fail = |error| CorpusError::new("a temporary file", ErrorKind::Write(error));
        loop {
            let chunks = next_chunks(&mut document, workers)?;
            if chunks.is_empty() {
                break;
            }
            let changes: Vec<_> = chunks.par_iter().map(|chunk| self.changes(chunk, &source.name)).collect();
            for (chunk, changes) in chunks.iter().zip(changes) {
                writer.write(chunk, &changes.patches)?;
                notes.take(chunk);
                changes.refused.into_iter().for_each(|(line, message)| notes.warn(line, message));
                for (patch, row) in changes.patches.iter().zip(changes.rows) {
                    let correction = Correction::of_patch(chunk, patch).expect("segments and corrections are UTF-8");
                    ledger.push(correction, row).map_err(fail)?;
                    rows.insert(row);
                }
                self.progress.step(chunk.bytes.len());
            }
        }
        Ok(Copy { prepared: writer.finish(&document)?, ledger, rows, notes })
    }

    fn changes(&self, chunk: &Chunk, name: &str) -> Changes {
        let mut changes = Changes::default();
        for segment in &chunk.segments {
            self.change(chunk, segment, name, &mut changes);
        }
        changes
    }

    fn change(&self, chunk: &Chunk, segment: &Segment, name: &str, changes: &mut Changes) {
        let text = chunk.text(segment);
        let mut tokens = tokens(text);
        self.policy.open(text, &mut tokens);
        for correction in self.applier.corrections(text, name, &tokens) {
            match segment.patch(correction.span.into(), &correction.now) {
                Ok(patch) => {
                    changes.patches.push(patch);
                    changes.rows.push(correction.row);
                }
                Err(refusal) => {
                    let line = chunk.position(segment.to_chunk(correction.span.into()).start).line;
                    changes.refused.push((line, format!("{refusal}; “{}” is left as it is", correction.was)));
                }
            }
        }
    }

    /// The row behind a number.
    pub(crate) fn variant(&self, row: usize) -> Option<&str> {
        self.table.rows.get(row.checked_sub(2)?).map(|row| row.variant.as_str())
    }
}
