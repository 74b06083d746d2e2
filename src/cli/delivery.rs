//! Corrected documents to their goal: a stream, a folder, their own places, a diff.
//!
//! Copies are complete before the first of them takes its place, and the journal is in its place before them. If one
//! cannot be written, for example because the disk is full, none of them is put anywhere.
//!
//! Of a document whose copy is complete only its outcome is kept; its corrections are in the journal by then.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use rayon::prelude::*;
use respell::corpus::{AtomicFile, CorpusError, ErrorKind, JournalWriter, OutputFolder, PreparedDocument, Source, Target};
use tempfile::SpooledTempFile;

use super::correcting::{Copy, Correcting};
use super::diff::diff;
use super::notes::Notes;
use super::outputs::Goal;
use super::stretches::workers;

/// What was done.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) documents: u64,
    pub(crate) bytes: u64,
    pub(crate) changed: u64,
    pub(crate) corrections: u64,
    /// The variants that were corrected.
    pub(crate) variants: BTreeSet<String>,
}

/// A document's copy that is complete.
type Prepared<'s> = (&'s Source, PreparedDocument);

/// The journal of files that are corrected in their places waits in memory up to this size, in bytes, then in a temporary file.
const HELD: usize = 1 << 20;

/// The files of an output folder beside the corrected documents.
pub(crate) struct Papers {
    pub(crate) aliases: Vec<u8>,
    pub(crate) report: String,
}

/// Documents on their way to their goal.
pub(crate) struct Delivery<'a> {
    pub(crate) correcting: Correcting<'a>,
    pub(crate) goal: &'a Goal,
    pub(crate) is_dry: bool,
    /// Whether warnings of the documents have been noted before.
    pub(crate) is_reread: bool,
}

impl Delivery<'_> {
    /// Whether the corrected text is anywhere when the run is over.
    pub(crate) fn is_done(&self) -> bool {
        !self.is_dry && !matches!(self.goal, Goal::Nowhere | Goal::Diff)
    }

    /// Corrects `sources`; `papers` go into an output folder.
    pub(crate) fn run(&self, sources: &[Source], papers: &Papers, notes: &mut Notes) -> Result<Tally> {
        self.correcting.progress.begin("Correcting");
        match self.goal {
            _ if self.is_dry => self.count(sources, notes),
            Goal::Nowhere => self.count(sources, notes),
            Goal::Stdout => self.to_stdout(sources, notes),
            Goal::Diff => self.to_diff(sources, notes),
            Goal::Folder(folder) => self.to_folder(folder, sources, papers, notes),
            Goal::InPlace { journal, backup } => self.in_place(journal.as_deref(), backup.as_deref(), sources, notes),
        }
    }

    fn count(&self, sources: &[Source], notes: &mut Notes) -> Result<Tally> {
        let (_, tally) = self.prepare(sources, |_| Target::Nowhere, notes, None::<&mut JournalWriter<io::Sink>>)?;
        Ok(tally)
    }

    fn to_stdout(&self, sources: &[Source], notes: &mut Notes) -> Result<Tally> {
        let mut tally = Tally::default();
        for source in sources {
            let mut out = BufWriter::new(io::stdout().lock());
            let copy = self.correcting.copy(source, Target::Stream(&mut out), workers(1));
            let copy = self.note(source, copy, notes)?;
            copy.iter().for_each(|copy| self.add(copy, &mut tally));
        }
        Ok(tally)
    }

    fn to_diff(&self, sources: &[Source], notes: &mut Notes) -> Result<Tally> {
        let results: Vec<_> = sources.par_iter().with_max_len(1).map(|source| diff(&self.correcting, source)).collect();
        let (mut out, mut tally) = (BufWriter::new(io::stdout().lock()), Tally::default());
        for (source, result) in sources.iter().zip(results) {
            let (copy, shown) = match result {
                Ok((copy, shown)) => (Ok(copy), shown),
                Err(error) => (Err(error), Ok(Vec::new())),
            };
            let hunks = shown.unwrap_or_else(|refusal| {
                notes.warn(&source.name, &refusal);
                Vec::new()
            });
            out.write_all(&hunks)?;
            let copy = self.note(source, copy, notes)?;
            copy.iter().for_each(|copy| self.add(copy, &mut tally));
        }
        out.flush()?;
        Ok(tally)
    }

    fn to_folder(&self, folder: &OutputFolder, sources: &[Source], papers: &Papers, notes: &mut Notes) -> Result<Tally> {
        let is_new = !folder.path().exists();
        let written = self.fill(folder, sources, papers, notes);
        if written.is_err() {
            sources.iter().for_each(|source| remove_empty(&folder.corrected(source), folder.path()));
            if is_new {
                // It stays if anything is in it.
                let _ = fs::remove_dir(folder.path());
            }
        }
        written
    }

    fn fill(&self, folder: &OutputFolder, sources: &[Source], papers: &Papers, notes: &mut Notes) -> Result<Tally> {
        fs::create_dir_all(folder.path())
            .map_err(|error| CorpusError::new(folder.path().display().to_string(), ErrorKind::Write(error)))?;
        let targets: Vec<PathBuf> = sources.iter().map(|source| folder.corrected(source)).collect();
        let mut journal = journal_in(&folder.journal())?;
        let (copies, tally) = self.prepare(sources, |at| Target::File(&targets[at]), notes, Some(&mut journal))?;
        let papers = [
            journal.finish()?.prepare()?,
            file(&folder.aliases(), &papers.aliases)?.prepare()?,
            file(&folder.report(), papers.report.as_bytes())?.prepare()?,
        ];
        for paper in papers {
            paper.commit(None)?;
        }
        self.commit(copies, None, notes);
        Ok(tally)
    }

    fn in_place(&self, journal: Option<&Path>, backup: Option<&str>, sources: &[Source], notes: &mut Notes) -> Result<Tally> {
        // The journal of a run that changes nothing is not made.
        let mut waiting =
            journal.map(|path| JournalWriter::new(&path.display().to_string(), SpooledTempFile::new(HELD))).transpose()?;
        let (copies, tally) = self.prepare(sources, |_| Target::InPlace, notes, waiting.as_mut())?;
        if let Some((path, waiting)) = journal.zip(waiting).filter(|_| tally.corrections > 0) {
            JournalWriter::place(path, &mut waiting.finish()?)?;
        }
        self.commit(copies, backup, notes);
        Ok(tally)
    }

    /// The copies of all documents, in order, with their corrections in `journal`; those that fail are noted.
    fn prepare<'s, 't, W: io::Write + Send>(
        &self,
        sources: &'s [Source],
        target: impl Fn(usize) -> Target<'t> + Sync,
        notes: &mut Notes,
        journal: Option<&mut JournalWriter<W>>,
    ) -> Result<(Vec<Prepared<'s>>, Tally)> {
        let workers = workers(sources.len());
        let row = Mutex::new(Row {
            delivery: self,
            sources,
            notes,
            journal,
            next: 0,
            waiting: BTreeMap::new(),
            prepared: Vec::new(),
            tally: Tally::default(),
        });
        // One after the other, so that few copies wait for one before them.
        sources.iter().enumerate().par_bridge().try_for_each(|(at, source)| {
            let copy = self.correcting.copy(source, target(at), workers);
            row.lock().unwrap_or_else(PoisonError::into_inner).take(at, copy)
        })?;
        let row = row.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok((row.prepared, row.tally))
    }

    /// The copy, or `None` if the document failed. What cannot be written ends the run.
    fn note(&self, source: &Source, copy: Result<Copy, CorpusError>, notes: &mut Notes) -> Result<Option<Copy>> {
        match copy {
            Ok(copy) => {
                if !self.is_reread {
                    notes.add(&source.name, &copy.notes);
                }
                Ok(Some(copy))
            }
            Err(error) if matches!(error.kind(), ErrorKind::Write(_)) => Err(error.into()),
            Err(error) => {
                notes.fail(source, error);
                Ok(None)
            }
        }
    }

    fn commit(&self, copies: Vec<Prepared<'_>>, backup: Option<&str>, notes: &mut Notes) {
        for (source, copy) in copies {
            if let Err(error) = copy.commit(backup) {
                notes.fail(source, error);
            }
        }
    }

    fn add(&self, copy: &Copy, tally: &mut Tally) {
        tally.documents += 1;
        tally.bytes += copy.prepared.outcome().bytes;
        tally.changed += u64::from(copy.ledger.count > 0);
        tally.corrections += copy.ledger.count;
        tally.variants.extend(copy.rows.iter().filter_map(|row| self.correcting.variant(*row)).map(str::to_owned));
    }
}

/// Copies as they are completed, put back into the order of their documents.
struct Row<'a, 's, W: io::Write> {
    delivery: &'a Delivery<'a>,
    sources: &'s [Source],
    notes: &'a mut Notes,
    journal: Option<&'a mut JournalWriter<W>>,
    next: usize,
    /// Copies that were completed before one that comes before them.
    waiting: BTreeMap<usize, Result<Copy, CorpusError>>,
    prepared: Vec<Prepared<'s>>,
    tally: Tally,
}

impl<W: io::Write> Row<'_, '_, W> {
    fn take(&mut self, at: usize, copy: Result<Copy, CorpusError>) -> Result<()> {
        self.waiting.insert(at, copy);
        while let Some(copy) = self.waiting.remove(&self.next) {
            let source = &self.sources[self.next];
            self.next += 1;
            let Some(mut copy) = self.delivery.note(source, copy, self.notes)? else { continue };
            self.delivery.add(&copy, &mut self.tally);
            if let Some(journal) = &mut self.journal {
                copy.ledger.take().write(journal, &source.name, copy.prepared.outcome(), self.delivery.correcting.table)?;
            }
            self.prepared.push((source, copy.prepared));
        }
        Ok(())
    }
}

/// A file with these bytes, not in its place yet.
pub(crate) fn file(path: &Path, bytes: &[u8]) -> Result<AtomicFile, CorpusError> {
    let mut file = AtomicFile::create(path)?;
    let written = file.write_all(bytes);
    written.map_err(|error| CorpusError::new(path.display().to_string(), ErrorKind::Write(error)))?;
    Ok(file)
}

fn journal_in(path: &Path) -> Result<JournalWriter<AtomicFile>, CorpusError> {
    JournalWriter::new(&path.display().to_string(), AtomicFile::create(path)?)
}

/// Removes the folders between a file that was not written and `root`, as far as they are empty.
fn remove_empty(path: &Path, root: &Path) {
    let folders = path.ancestors().skip(1).take_while(|folder| *folder != root);
    let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
}
