//! What an earlier run left in the output folder, and what people have made of it since.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Result, bail};
use respell::corpus::{CorpusError, Fingerprint, Format, Journal, OutputFolder, ReadOptions, Source, Target, rewrite};

/// Refuses to replace corrected copies that are not as respell left them: someone has worked on them, or put them there.
pub(crate) fn protect(folder: &OutputFolder, sources: &[Source]) -> Result<()> {
    if !folder.journal().exists() {
        return Ok(());
    }
    let journal = Journal::read(&folder.journal())?;
    let known: HashMap<&str, [Fingerprint; 2]> =
        journal.documents.iter().map(|document| (document.document.as_str(), [document.before, document.after])).collect();
    for source in sources {
        let copy = folder.corrected(source);
        if copy.is_file() && !is_as_left(source, &copy, known.get(source.name.as_str()))? {
            bail!("{}: is not as an earlier run left it; move it away, or replace it with --force", copy.display());
        }
    }
    Ok(())
}

/// A copy that the journal does not name was not changed, and is as its source is.
fn is_as_left(source: &Source, copy: &Path, known: Option<&[Fingerprint; 2]>) -> Result<bool, CorpusError> {
    let there = fingerprint(&Source::file(copy, Some(Format::Plain))?)?;
    match known {
        Some(known) => Ok(known.contains(&there)),
        // A source that cannot be read is told of when it is read for its own sake.
        None => Ok(source.path().is_none() || fingerprint(source).is_ok_and(|source| source == there)),
    }
}

fn fingerprint(source: &Source) -> Result<Fingerprint, CorpusError> {
    let plain = Source { format: Format::Plain, ..source.clone() };
    let options = ReadOptions { takes_binary: true, ..ReadOptions::default() };
    Ok(rewrite(&plain, &options, Target::Nowhere, |_| Vec::new())?.outcome().before)
}
