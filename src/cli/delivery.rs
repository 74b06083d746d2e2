//! Corrected documents to their goal: a stream, a folder, their own places, a diff.
//!
//! Copies are complete before the first of them takes its place, and the journal is in its place before them. If one
//! cannot be written, for example because the disk is full, none of them is put anywhere.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use respell::corpus::{AtomicFile, CorpusError, ErrorKind, JournalWriter, OutputFolder, Source, Target};

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
            _ if self.is_dry => Ok(self.count(self.prepare(sources, |_| Target::Nowhere, notes)?)),
            Goal::Nowhere => Ok(self.count(self.prepare(sources, |_| Target::Nowhere, notes)?)),
            Goal::Stdout => self.to_stdout(sources, notes),
            Goal::Diff => self.to_diff(sources, notes),
            Goal::Folder(folder) => self.to_folder(folder, sources, papers, notes),
            Goal::InPlace { journal, backup } => self.in_place(journal.as_deref(), backup.as_deref(), sources, notes),
        }
    }

    fn to_stdout(&self, sources: &[Source], notes: &mut Notes) -> Result<Tally> {
        let mut copies = Vec::new();
        for source in sources {
            let mut out = BufWriter::new(io::stdout().lock());
            let copy = self.correcting.copy(source, Target::Stream(&mut out), workers(1));
            copies.extend(self.note(source, copy, notes)?);
        }
        Ok(self.count(copies))
    }

    fn to_diff(&self, sources: &[Source], notes: &mut Notes) -> Result<Tally> {
        let results: Vec<_> = sources.par_iter().with_max_len(1).map(|source| diff(&self.correcting, source)).collect();
        let (mut out, mut copies) = (BufWriter::new(io::stdout().lock()), Vec::new());
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
            copies.extend(self.note(source, copy, notes)?);
        }
        out.flush()?;
        Ok(self.count(copies))
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
        let mut copies = self.prepare(sources, |at| Target::File(&targets[at]), notes)?;
        let mut journal = journal_in(&folder.journal())?;
        self.write_journal(&mut journal, &mut copies)?;
        let papers = [
            journal.finish()?.prepare()?,
            file(&folder.aliases(), &papers.aliases)?.prepare()?,
            file(&folder.report(), papers.report.as_bytes())?.prepare()?,
        ];
        for paper in papers {
            paper.commit(None)?;
        }
        self.commit(copies, None, notes)
    }

    fn in_place(&self, journal: Option<&Path>, backup: Option<&str>, sources: &[Source], notes: &mut Notes) -> Result<Tally> {
        let mut copies = self.prepare(sources, |_| Target::InPlace, notes)?;
        if let Some(journal) = journal.filter(|_| copies.iter().any(|(_, copy)| copy.ledger.count > 0)) {
            let mut writer = JournalWriter::create_new(journal)?;
            self.write_journal(&mut writer, &mut copies)?;
            writer.sync()?;
        }
        self.commit(copies, backup, notes)
    }

    /// The copies of all documents, in order; those that fail are noted.
    fn prepare<'s, 't>(
        &self,
        sources: &'s [Source],
        target: impl Fn(usize) -> Target<'t> + Sync,
        notes: &mut Notes,
    ) -> Result<Vec<(&'s Source, Copy)>> {
        let workers = workers(sources.len());
        let copy = |(at, source)| self.correcting.copy(source, target(at), workers);
        let results: Vec<_> = sources.par_iter().enumerate().with_max_len(1).map(copy).collect();
        let mut copies = Vec::new();
        for (source, result) in sources.iter().zip(results) {
            copies.extend(self.note(source, result, notes)?);
        }
        Ok(copies)
    }

    /// The copy, or `None` if the document failed. What cannot be written ends the run.
    fn note<'s>(
        &self,
        source: &'s Source,
        copy: Result<Copy, CorpusError>,
        notes: &mut Notes,
    ) -> Result<Option<(&'s Source, Copy)>> {
        match copy {
            Ok(copy) => {
                if !self.is_reread {
                    notes.add(&source.name, &copy.notes);
                }
                Ok(Some((source, copy)))
            }
            Err(error) if matches!(error.kind(), ErrorKind::Write(_)) => Err(error.into()),
            Err(error) => {
                notes.fail(source, error);
                Ok(None)
            }
        }
    }

    fn write_journal<W: io::Write>(&self, journal: &mut JournalWriter<W>, copies: &mut [(&Source, Copy)]) -> Result<()> {
        for (source, copy) in copies {
            let (ledger, outcome) = (copy.ledger.take(), copy.prepared.outcome());
            ledger.write(journal, &source.name, outcome, self.correcting.table)?;
        }
        Ok(())
    }

    fn commit(&self, copies: Vec<(&Source, Copy)>, backup: Option<&str>, notes: &mut Notes) -> Result<Tally> {
        let mut tally = Tally::default();
        for (source, copy) in copies {
            self.add(&copy, &mut tally);
            if let Err(error) = copy.prepared.commit(backup) {
                notes.fail(source, error);
            }
        }
        Ok(tally)
    }

    fn count(&self, copies: Vec<(&Source, Copy)>) -> Tally {
        let mut tally = Tally::default();
        copies.iter().for_each(|(_, copy)| self.add(copy, &mut tally));
        tally
    }

    fn add(&self, copy: &Copy, tally: &mut Tally) {
        tally.documents += 1;
        tally.bytes += copy.prepared.outcome().bytes;
        tally.changed += u64::from(copy.ledger.count > 0);
        tally.corrections += copy.ledger.count;
        tally.variants.extend(copy.rows.iter().filter_map(|row| self.correcting.variant(*row)).map(str::to_owned));
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
