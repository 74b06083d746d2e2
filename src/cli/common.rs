//! What all verbs share: global flags, the gazetteer, and how errors are said.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use respell::gazetteer::{Gazetteer, LoadOptions};

/// Flags that work everywhere.
#[derive(Debug, clap::Args)]
pub(crate) struct Common {
    /// Threads to use; 0 is one for each core
    #[arg(short = 'j', long, global = true, default_value_t = 0, value_name = "N")]
    pub(crate) threads: usize,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

/// Which names to hold the text against.
#[derive(Debug, clap::Args)]
pub(crate) struct GazetteerArgs {
    /// Gazetteer to use instead of the embedded one (.csv, .tsv, .jsonl, or a list with one name a line); repeatable
    #[arg(short, long = "gazetteer", value_name = "FILE")]
    pub(crate) gazetteer: Vec<PathBuf>,
}

impl GazetteerArgs {
    /// Loads the files, or the embedded list when none is given; warnings go to standard error.
    #[expect(clippy::print_stderr, reason = "warnings are for the person at the terminal")]
    pub(crate) fn load(&self, common: &Common) -> Result<Gazetteer> {
        if self.gazetteer.is_empty() {
            return Ok(Gazetteer::embedded().clone());
        }
        let options = LoadOptions::default();
        let parts: Vec<_> = self.gazetteer.iter().map(|path| Gazetteer::load(path, &options)).collect::<Result<_, _>>()?;
        let loaded = Gazetteer::join(parts).context("the gazetteers do not go together")?;
        if !common.quiet {
            loaded.warnings.iter().for_each(|warning| eprintln!("warning: {warning}"));
        }
        Ok(loaded.gazetteer)
    }
}

/// Says what went wrong; a closed pipe is no error.
#[expect(clippy::print_stderr, reason = "errors are for the person at the terminal")]
pub(crate) fn complain(error: &anyhow::Error) -> ExitCode {
    let closed = error
        .chain()
        .any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe));
    if closed {
        return ExitCode::SUCCESS;
    }
    eprintln!("respell: {error:#}");
    ExitCode::from(2)
}
