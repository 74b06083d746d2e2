//! Where corrected text goes: what was typed, and what it means.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use respell::corpus::{CorpusError, ErrorKind, OutputFolder, Source};

use super::earlier;
use super::inputs::InputArgs;

/// Where to put corrected text.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Write corrected copies, the alias table, the journal and a report into this folder
    #[arg(short, long, value_name = "DIR", conflicts_with_all = ["write", "diff"])]
    output: Option<PathBuf>,
    /// Use the folder although it holds other files; replace a table although it holds decisions
    #[arg(long)]
    pub(crate) force: bool,
    /// Correct the files in place, and keep a journal for `respell undo`
    #[arg(short, long, conflicts_with = "diff")]
    write: bool,
    /// Keep each file that is corrected in place under its name with this suffix
    #[arg(long, value_name = "SUFFIX", num_args = 0..=1, require_equals = true, default_missing_value = ".bak", requires = "write")]
    backup: Option<String>,
    /// The journal of corrections in place; it is never overwritten
    #[arg(long, value_name = "FILE", default_value = "corrections.csv", requires = "write")]
    journal: PathBuf,
    /// Keep no journal: what is under version control has a way back
    #[arg(long, requires = "write", conflicts_with = "journal")]
    no_journal: bool,
    /// Print what would change as a unified diff, for `patch -p1` or `git apply`
    #[arg(long)]
    diff: bool,
    /// Do everything but write
    #[arg(long)]
    dry_run: bool,
}

/// Where corrected text goes.
pub(crate) enum Goal {
    /// One document, to standard output.
    Stdout,
    /// Copies of all documents.
    Folder(OutputFolder),
    /// Over the documents.
    InPlace { journal: Option<PathBuf>, backup: Option<String> },
    /// A unified diff to standard output.
    Diff,
    /// Nowhere: it is only counted.
    Nowhere,
}

impl OutputArgs {
    /// What the flags mean for these inputs.
    pub(crate) fn goal(&self, inputs: &InputArgs) -> Result<Goal> {
        if let Some(suffix) = self.backup.as_deref().filter(|suffix| suffix.is_empty() || suffix.contains(['/', '\\'])) {
            bail!("`{suffix}` is no suffix for a backup; give one such as .bak");
        }
        if let Some(folder) = &self.output {
            return Ok(Goal::Folder(OutputFolder::open(folder, self.force)?));
        }
        if self.write {
            let journal = (!self.no_journal).then(|| self.journal.clone());
            journal.as_deref().map_or(Ok(()), refuse_existing)?;
            return Ok(Goal::InPlace { journal, backup: self.backup.clone() });
        }
        match (self.diff, self.dry_run, inputs.is_single()) {
            (true, ..) => Ok(Goal::Diff),
            (_, true, _) => Ok(Goal::Nowhere),
            (_, _, true) => Ok(Goal::Stdout),
            _ => bail!(
                "a folder or several files need a place for the corrected text: -o DIR (copies into a folder), --write (in place, \
                 with a journal to undo it; --backup keeps the old files) or --diff (only show the changes)"
            ),
        }
    }

    /// Whether nothing at all is to be written.
    pub(crate) fn is_dry(&self) -> bool {
        self.dry_run
    }

    /// Files and folders of this run that are no input.
    pub(crate) fn own_paths(&self) -> Vec<PathBuf> {
        let journal = (self.write && !self.no_journal).then(|| self.journal.clone());
        self.output.iter().cloned().chain(journal).collect()
    }
}

impl Goal {
    /// Checks, before any work is done, that every document has a place to go.
    pub(crate) fn check(&self, sources: &[Source], force: bool) -> Result<()> {
        let Self::Folder(folder) = self else { return Ok(()) };
        folder.check(sources)?;
        if force { Ok(()) } else { earlier::protect(folder, sources) }
    }
}

/// A journal that is there already is the way back of another run.
fn refuse_existing(journal: &Path) -> Result<()> {
    if std::fs::symlink_metadata(journal).is_err() {
        return Ok(());
    }
    let advice = "undo or move it first, or name another one (--journal FILE)";
    Err(CorpusError::new(journal.display().to_string(), ErrorKind::Exists(advice)).into())
}
