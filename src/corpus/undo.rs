//! Taking corrections back, to the byte.
//!
//! A corrected document and its part of the journal are enough: every correction says where the original had what. A
//! document is only touched if it is still the one that the journal tells of, and only replaced if the result has the
//! fingerprint of the original.

use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::document::{open_stored, read_error};
use super::encoding::{Charset, EncodingChoice};
use super::error::{CorpusError, ErrorKind};
use super::fingerprint::Fingerprint;
use super::format::Format;
use super::journal::{CorrectedDocument, Journal};
use super::revert::Reverting;
use super::sink::Sink;
use super::source::{Source, normal, shown};

/// Where restored documents go.
#[derive(Clone, Debug)]
pub enum UndoTarget {
    /// Over the corrected ones.
    InPlace,
    /// Into this folder, under their own paths.
    Folder(PathBuf),
}

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// It is as it was, in this file.
    Restored(PathBuf),
    /// This file had been as it was before.
    Unchanged(PathBuf),
}

/// Takes back the corrections of every document of a journal, the last first; one failure does not stop the others.
///
/// `find` names the files that may be the corrected document of that name ([`corrected_files`] is the usual one); the
/// one with the right fingerprint is taken. Gives each document's name with what became of it, in the order of the
/// journal. `encoding` is that with which the documents were corrected; if it is not known, it is found out.
pub fn undo(
    journal: &Journal,
    find: impl Fn(&str) -> Vec<PathBuf>,
    target: &UndoTarget,
    encoding: EncodingChoice,
) -> Vec<(String, Result<Undone, CorpusError>)> {
    let mut taken = HashSet::new();
    let undone = journal.documents.iter().rev().map(|corrected| {
        let undone = undo_document(corrected, find(&corrected.document), target, encoding, &mut taken);
        (corrected.document.clone(), undone)
    });
    let mut undone: Vec<_> = undone.collect();
    undone.reverse();
    undone
}

/// The files that may be the corrected document that the journal at `journal` calls `document`, the likeliest first:
/// in the `corrected` folder beside the journal, under its name, and under its name from the journal's folder.
pub fn corrected_files(journal: &Path, document: &str) -> Vec<PathBuf> {
    let folder = journal.parent().unwrap_or(Path::new(""));
    let corrected = folder.join("corrected");
    let mut files = Vec::new();
    if document == "-" {
        files.extend(Format::ALL.map(|format| corrected.join(format!("stdin.{}", format.extension()))));
    } else {
        // A copy in the folder is the corrected document, edited since or not: the original elsewhere is not what the journal is about.
        let path = normal(Path::new(document));
        let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
        files.extend(starts.map(|start| corrected.join(&path[start..])));
        if !files.iter().any(|file| file.is_file()) {
            files.push(PathBuf::from(document));
            files.push(folder.join(document));
        }
    }
    files.retain(|file| file.is_file());
    files
}

fn undo_document(
    corrected: &CorrectedDocument,
    files: Vec<PathBuf>,
    target: &UndoTarget,
    encoding: EncodingChoice,
    taken: &mut HashSet<PathBuf>,
) -> Result<Undone, CorpusError> {
    let file = match current(corrected, files)? {
        Current::Corrected(file) => file,
        Current::Original(file) => return Ok(Undone::Unchanged(file)),
    };
    let source = Source::file(&file, Some(Format::Plain))?;
    let goal = match target {
        UndoTarget::InPlace => file,
        UndoTarget::Folder(folder) if corrected.document == "-" => folder.join(file.file_name().unwrap_or_default()),
        UndoTarget::Folder(folder) => folder.join(normal(Path::new(&corrected.document))),
    };
    if !taken.insert(goal.clone()) && matches!(target, UndoTarget::Folder(_)) {
        let other = "another document of the journal".to_owned();
        let kind = ErrorKind::SameTarget { other, target: shown(&goal) };
        return Err(CorpusError::new(&corrected.document, kind));
    }
    let sink = || match target {
        UndoTarget::InPlace => Sink::over(&goal),
        UndoTarget::Folder(_) => Sink::inside(&goal),
    };
    restore(&source, corrected, encoding, sink)?;
    Ok(Undone::Restored(goal))
}

enum Current {
    Corrected(PathBuf),
    Original(PathBuf),
}

/// The file that is the corrected document, or else the original.
fn current(corrected: &CorrectedDocument, files: Vec<PathBuf>) -> Result<Current, CorpusError> {
    let mut original = None;
    let mut changed = None;
    for file in files {
        let fingerprint = fingerprint(&file)?;
        if fingerprint == corrected.after {
            return Ok(Current::Corrected(file));
        }
        if fingerprint == corrected.before {
            original.get_or_insert(file);
        } else {
            changed.get_or_insert((file, fingerprint));
        }
    }
    match (original, changed) {
        (Some(file), _) => Ok(Current::Original(file)),
        (None, Some((file, fingerprint))) => {
            let message = format!(
                "has changed since it was corrected: its SHA-256 is {fingerprint}, the journal has {}; it is left as it is",
                corrected.after
            );
            Err(CorpusError::new(shown(&file), ErrorKind::Changed(message)))
        }
        (None, None) => Err(CorpusError::new(&corrected.document, ErrorKind::Missing)),
    }
}

fn fingerprint(file: &Path) -> Result<Fingerprint, CorpusError> {
    let source = Source::file(file, Some(Format::Plain))?;
    let fingerprint = open_stored(&source).and_then(Fingerprint::of_reader);
    fingerprint.map_err(|error| read_error(&source.name, source.is_gzip, error))
}

/// Writes the original of `source` into a sink, in the encoding that gives its fingerprint.
fn restore(
    source: &Source,
    corrected: &CorrectedDocument,
    encoding: EncodingChoice,
    sink: impl Fn() -> Result<Sink<'static>, CorpusError>,
) -> Result<(), CorpusError> {
    let fail = |error| read_error(&source.name, source.is_gzip, error);
    let mut out = sink()?;
    let mut hasher = Sha256::new();
    let write = |bytes: &[u8]| {
        hasher.update(bytes);
        out.write_all(bytes)
    };
    let mut reader = open_stored(source).map_err(fail)?;
    let fits = Reverting { reader: &mut reader, read_error: fail, write }.run(&corrected.corrections)?;
    if fits && Fingerprint::from(hasher) == corrected.before {
        return commit(out);
    }
    drop(out);
    let mut stored = Vec::new();
    open_stored(source).and_then(|mut reader| reader.read_to_end(&mut stored)).map_err(fail)?;
    let Some(original) = original(&stored, corrected, encoding) else {
        let message = "the journal's corrections do not lead back to the original: it has been edited; nothing was changed";
        return Err(CorpusError::new(&source.name, ErrorKind::Changed(message.to_owned())));
    };
    let mut out = sink()?;
    out.write_all(&original)?;
    commit(out)
}

fn commit(out: Sink<'_>) -> Result<(), CorpusError> {
    match out.prepare()? {
        Some(file) => file.commit(None),
        None => Ok(()),
    }
}

/// The stored original of a document that had to be decoded, in the first encoding that leads to its fingerprint.
fn original(stored: &[u8], corrected: &CorrectedDocument, encoding: EncodingChoice) -> Option<Vec<u8>> {
    let given = match encoding {
        EncodingChoice::Label(encoding) => Some(Charset::given(encoding)),
        _ => None,
    };
    let charsets = Charset::from_bom(stored).into_iter().chain(given).chain(Charset::candidates(stored));
    charsets.filter(|charset| !charset.is_utf8()).find_map(|charset| {
        let decoded = charset.decode(stored).ok()?;
        let mut reverted = Vec::with_capacity(decoded.len());
        let write = |bytes: &[u8]| {
            reverted.extend_from_slice(bytes);
            Ok(())
        };
        let read_error = |error| CorpusError::read(&corrected.document, error);
        let reverting = Reverting { reader: &mut &decoded[..], read_error, write };
        reverting.run(&corrected.corrections).ok().filter(|fits| *fits)?;
        let original = charset.encode(&String::from_utf8(reverted).ok()?)?;
        (Fingerprint::of(&original) == corrected.before).then_some(original)
    })
}
