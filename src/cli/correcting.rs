//! The exact reading: a document goes through chunk by chunk, and the table says what changes.

use std::collections::BTreeSet;

use rayon::prelude::*;
use respell::corpus::{
    Chunk, CorpusError, Correction, Document, DocumentWriter, ErrorKind, Patch, PreparedDocument, ReadOptions, Segment, Source,
    Target,
};
use respell::reconcile::{AliasTable, Applier, Policy};
use respell::text::{Token, tokens_into};

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

/// A copy on its way to its target.
struct Copying<'a> {
    writer: DocumentWriter<'a>,
    ledger: Ledger,
    rows: BTreeSet<usize>,
    notes: DocumentNotes,
}

/// How many chunks are corrected at a time, for each worker: some have more to correct than others.
const CHUNKS: usize = 2;

impl Correcting<'_> {
    /// Copies a document to `target`; `workers` are free for it.
    pub(crate) fn copy(&self, source: &Source, target: Target<'_>, workers: usize) -> Result<Copy, CorpusError> {
        let mut document = Document::open(source, self.read)?;
        let writer = DocumentWriter::new(source, &document, target)?;
        let notes = DocumentNotes::new(&document);
        let mut copying = Copying { writer, ledger: Ledger::default(), rows: BTreeSet::new(), notes };
        match workers {
            0 | 1 => self.copy_alone(source, &mut document, &mut copying)?,
            _ => self.copy_together(source, &mut document, &mut copying, workers * CHUNKS)?,
        }
        let Copying { writer, ledger, rows, notes } = copying;
        Ok(Copy { prepared: writer.finish(&document)?, ledger, rows, notes })
    }

    fn copy_alone(&self, source: &Source, document: &mut Document, copying: &mut Copying<'_>) -> Result<(), CorpusError> {
        document.try_for_each(|chunk| {
            let chunk = chunk?;
            let changes = self.changes(&chunk, &source.name);
            self.take(copying, &chunk, changes)
        })
    }

    /// Chunks are corrected while those before them are written and those behind them read. What can be read is written, whether or not
    /// the document fails behind it.
    fn copy_together(
        &self,
        source: &Source,
        document: &mut Document,
        copying: &mut Copying<'_>,
        count: usize,
    ) -> Result<(), CorpusError> {
        let correct = |chunk: Chunk| {
            let changes = self.changes(&chunk, &source.name);
            (chunk, changes)
        };
        let mut corrected: Vec<(Chunk, Changes)> = Vec::new();
        let (mut chunks, mut failed) = next_chunks(document, count);
        while !(chunks.is_empty() && corrected.is_empty()) {
            let (written, coming) = (std::mem::take(&mut corrected), std::mem::take(&mut chunks));
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| corrected = coming.into_par_iter().map(&correct).collect());
                if failed.is_none() {
                    (chunks, failed) = next_chunks(document, count);
                }
                written.into_iter().try_for_each(|(chunk, changes)| self.take(copying, &chunk, changes))
            })?;
        }
        failed.map_or(Ok(()), Err)
    }

    /// Writes the next chunk.
    fn take(&self, copying: &mut Copying<'_>, chunk: &Chunk, changes: Changes) -> Result<(), CorpusError> {
        let fail = |error| CorpusError::new("a temporary file", ErrorKind::Write(error));
        copying.writer.write(chunk, &changes.patches)?;
        copying.notes.take(chunk);
        changes.refused.into_iter().for_each(|(line, message)| copying.notes.warn(line, message));
        for (patch, row) in changes.patches.iter().zip(changes.rows) {
            let correction = Correction::of_patch(chunk, patch).expect("segments and corrections are UTF-8");
            copying.ledger.push(correction, row).map_err(fail)?;
            copying.rows.insert(row);
        }
        self.progress.step(chunk.bytes.len());
        Ok(())
    }

    fn changes(&self, chunk: &Chunk, name: &str) -> Changes {
        let (mut changes, mut tokens) = (Changes::default(), Vec::new());
        for segment in &chunk.segments {
            self.change(chunk, segment, name, &mut tokens, &mut changes);
        }
        changes
    }

    fn change(&self, chunk: &Chunk, segment: &Segment, name: &str, tokens: &mut Vec<Token>, changes: &mut Changes) {
        let text = chunk.text(segment);
        tokens_into(text, tokens);
        self.policy.open(text, tokens);
        for correction in self.applier.corrections(text, name, tokens) {
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
