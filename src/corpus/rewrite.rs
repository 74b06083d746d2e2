//! From a document and patches to its corrected copy.
//!
//! Chunks go through one at a time: patched, hashed, written. The copy of a file waits beside its place until it is
//! committed, so that the journal can be safe on disk before any document changes.

use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::chunk::{Chunk, Warning};
use super::document::{Document, ReadOptions};
use super::encoding::Charset;
use super::error::{CorpusError, ErrorKind};
use super::fingerprint::Fingerprint;
use super::patch::{Patch, apply_patches};
use super::sink::Sink;
use super::source::Source;
use super::write::PreparedFile;

/// Where a corrected copy goes.
pub enum Target<'a> {
    /// Nowhere: only the outcome is wanted.
    Nowhere,
    /// A stream, unpacked; what was written to it stays if something fails later.
    Stream(&'a mut dyn Write),
    /// A file of an output folder, whose folders are made; packed, if it ends in `.gz`.
    File(&'a Path),
    /// The document's own file, links followed; it is not touched if nothing changes.
    InPlace,
}

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The bytes read, after gunzip.
    pub bytes: u64,
    /// The fingerprint of the bytes read.
    pub before: Fingerprint,
    /// The fingerprint of the bytes written, before packing.
    pub after: Fingerprint,
    /// The encoding of both.
    pub charset: Charset,
    /// What was odd in the document: the first hundred warnings.
    pub warnings: Vec<Warning>,
    /// How many warnings there were in all.
    pub warning_count: u64,
}

/// So many warnings of a document are kept; in a file of the wrong format every line has one.
const WARNINGS: usize = 100;

impl Outcome {
    /// Whether any byte differs.
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

/// Writes a document's chunks with their patches.
pub struct DocumentWriter<'a> {
    name: String,
    charset: Charset,
    sink: Sink<'a>,
    is_in_place: bool,
    hasher: Sha256,
    /// The patched document, if it has to be encoded, which is done as a whole.
    decoded: Vec<u8>,
    warnings: Vec<Warning>,
    warning_count: u64,
}

impl<'a> DocumentWriter<'a> {
    /// A writer of the copy of `document`, which was opened from `source`.
    ///
    /// # Errors
    /// The target is read-only, a folder, or cannot be made; or there is no place for standard input.
    pub fn new(source: &Source, document: &Document, target: Target<'a>) -> Result<Self, CorpusError> {
        let is_in_place = matches!(target, Target::InPlace);
        let sink = match target {
            Target::Nowhere => Sink::Nowhere,
            Target::Stream(stream) => Sink::Stream(stream),
            Target::File(path) => Sink::inside(path)?,
            Target::InPlace => match source.path() {
                Some(path) => Sink::over(path)?,
                None => {
                    let error = std::io::Error::other("standard input has no place to write to");
                    return Err(CorpusError::new(&source.name, ErrorKind::Write(error)));
                }
            },
        };
        Ok(Self {
            name: source.name.clone(),
            charset: document.charset(),
            sink,
            is_in_place,
            hasher: Sha256::new(),
            decoded: Vec::new(),
            warnings: Vec::new(),
            warning_count: 0,
        })
    }

    /// Writes the next chunk with these patches, which are in order.
    ///
    /// # Errors
    /// The patches overlap, cannot be encoded, or the target cannot be written.
    pub fn write(&mut self, chunk: &Chunk, patches: &[Patch]) -> Result<(), CorpusError> {
        let kept = WARNINGS.saturating_sub(self.warnings.len());
        self.warnings.extend(chunk.warnings.iter().take(kept).cloned());
        self.warning_count += chunk.warnings.len() as u64;
        if patches.is_empty() {
            return self.write_bytes(&chunk.bytes);
        }
        self.check_encodable(patches)?;
        let patched = apply_patches(&chunk.bytes, patches).map_err(|error| self.error(error.into()))?;
        self.write_bytes(&patched)
    }

    /// Ends the copy of a document whose chunks have all been written.
    ///
    /// # Errors
    /// The target cannot be written, for example because the disk is full.
    pub fn finish(mut self, document: &Document) -> Result<PreparedDocument, CorpusError> {
        if !self.charset.is_utf8() {
            let decoded = std::mem::take(&mut self.decoded);
            let text = String::from_utf8(decoded).ok();
            let encoded = text.and_then(|text| self.charset.encode(&text));
            let encoded = encoded.ok_or_else(|| self.error(ErrorKind::Lossy(self.charset.name().to_owned())))?;
            self.write_stored(&encoded)?;
        }
        let outcome = Outcome {
            bytes: document.bytes_read(),
            before: document.fingerprint(),
            after: self.hasher.into(),
            charset: self.charset,
            warnings: self.warnings,
            warning_count: self.warning_count,
        };
        let is_kept = self.is_in_place && !outcome.is_changed();
        let file = if is_kept { None } else { self.sink.prepare()? };
        Ok(PreparedDocument { outcome, file })
    }

    fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), CorpusError> {
        if self.charset.is_utf8() {
            return self.write_stored(bytes);
        }
        self.decoded.extend_from_slice(bytes);
        Ok(())
    }

    fn write_stored(&mut self, bytes: &[u8]) -> Result<(), CorpusError> {
        self.hasher.update(bytes);
        self.sink.write_all(bytes)
    }

    fn check_encodable(&self, patches: &[Patch]) -> Result<(), CorpusError> {
        if self.charset.is_utf8() {
            return Ok(());
        }
        for patch in patches {
            let replacement = String::from_utf8_lossy(&patch.now);
            if self.charset.encode(&replacement).is_none() {
                let encoding = self.charset.name().to_owned();
                return Err(self.error(ErrorKind::Unencodable { replacement: replacement.into_owned(), encoding }));
            }
        }
        Ok(())
    }

    fn error(&self, kind: ErrorKind) -> CorpusError {
        CorpusError::new(&self.name, kind)
    }
}

/// A copy that is complete; a file still has to be put in its place.
#[derive(Debug)]
#[must_use = "the copy is not in its place until it is committed"]
pub struct PreparedDocument {
    outcome: Outcome,
    file: Option<PreparedFile>,
}

impl PreparedDocument {
    /// What became of the document.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Puts the copy in its place; with a `backup` suffix, the file it replaces is kept under that name.
    ///
    /// # Errors
    /// There is a backup already, or the move fails; the document is then as it was.
    pub fn commit(self, backup: Option<&str>) -> Result<Outcome, CorpusError> {
        if let Some(file) = self.file {
            file.commit(backup)?;
        }
        Ok(self.outcome)
    }
}

/// Copies a document to `target`, with the patches that `patches_of` has for each chunk. Not committed yet.
///
/// # Errors
/// The document cannot be read, or the target cannot be written; no half-written file is left.
pub fn rewrite(
    source: &Source,
    options: &ReadOptions,
    target: Target<'_>,
    mut patches_of: impl FnMut(&Chunk) -> Vec<Patch>,
) -> Result<PreparedDocument, CorpusError> {
    let mut document = Document::open(source, options)?;
    let mut writer = DocumentWriter::new(source, &document, target)?;
    for chunk in document.by_ref() {
        let chunk = chunk?;
        writer.write(&chunk, &patches_of(&chunk))?;
    }
    writer.finish(&document)
}
