//! `respell undo`: takes back what a journal tells of.

use std::path::PathBuf;

use anyhow::Result;
use respell::corpus::{EncodingChoice, Journal, UndoTarget, Undone, corrected_files, undo};

use super::say::{counted, say};
use super::{Common, Ending};

/// Take corrections back, to the byte
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The journal of the corrections (corrections.csv)
    #[arg(value_name = "JOURNAL")]
    journal: PathBuf,
    /// Write the documents as they were into this folder instead of over the corrected ones
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The encoding with which the documents were corrected; found out if it is not given
    #[arg(long, value_name = "LABEL", default_value = "auto")]
    encoding: String,
    /// Only check that everything can be taken back
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let journal = Journal::read(&args.journal)?;
    let encoding = EncodingChoice::from_label(&args.encoding)?;
    let scratch = args.dry_run.then(tempfile::tempdir).transpose()?;
    let target = match (&scratch, &args.output) {
        (Some(scratch), _) => UndoTarget::Folder(scratch.path().to_owned()),
        (None, Some(folder)) => UndoTarget::Folder(folder.clone()),
        (None, None) => UndoTarget::InPlace,
    };
    let undone = undo(&journal, |document| corrected_files(&args.journal, document), &target, encoding);
    let (mut restored, mut unchanged, mut failed) = (0, 0, 0);
    for (_, result) in &undone {
        match result {
            Ok(Undone::Restored(_)) => restored += 1,
            Ok(Undone::Unchanged(_)) => unchanged += 1,
            Err(error) => {
                failed += 1;
                say(format_args!("error: {error}"));
            }
        }
    }
    if !common.quiet {
        say(summary(restored, unchanged, failed, args.dry_run));
    }
    Ok(if failed == 0 { Ending::Done } else { Ending::Failed })
}

fn summary(restored: u64, unchanged: u64, failed: u64, is_dry: bool) -> String {
    let verb = if is_dry { "Could restore" } else { "Restored" };
    let mut parts = vec![format!("{verb} {}", counted(restored, "document"))];
    if unchanged > 0 {
        parts.push(format!("{} as before the corrections already", counted(unchanged, "document")));
    }
    if failed > 0 {
        parts.push(format!("{} left as they are", counted(failed, "document")));
    }
    parts.join("; ")
}
