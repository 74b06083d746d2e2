//! Documents and formats, in and out; bytes outside of corrections are never touched.
//!
//! From PATH arguments to corrected copies: [`walk()`] lists the [`Source`]s, a [`Document`] reads one as ordered
//! [`Chunk`]s, each of which knows its text ([`Segment`]), the caller makes [`Patch`]es, and a [`DocumentWriter`] puts
//! them in place and writes, atomically, to a file, an [`OutputFolder`] or a stream. The [`Journal`] remembers every
//! patch and [`undo()`] takes them all back, to the byte.
//!
//! ```no_run
//! use std::path::Path;
//! use respell::corpus::{ReadOptions, Source, Target, rewrite};
//!
//! let source = Source::file(Path::new("article.html"), None)?;
//! let copy = rewrite(&source, &ReadOptions::default(), Target::InPlace, |chunk| {
//!     let patches = chunk.segments.iter().flat_map(|segment| {
//!         let found = chunk.text(segment).match_indices("Kiev");
//!         found.filter_map(|(at, was)| segment.patch(at..at + was.len(), "Kyiv").ok())
//!     });
//!     patches.collect()
//! })?;
//! // The journal is written here, before the document changes.
//! copy.commit(Some(".bak"))?;
//! # Ok::<(), respell::corpus::CorpusError>(())
//! ```
//!
//! This layer knows nothing of names and matching, prints nothing, and opens only what it is told to.

#![forbid(unsafe_code)]

mod chunk;
mod delimited;
mod document;
mod encoding;
mod entities;
mod error;
mod escape;
mod exclude;
mod fingerprint;
mod format;
mod guard;
mod html;
mod journal;
mod json;
mod jsonl;
mod markdown;
mod output;
mod patch;
mod plain;
mod revert;
mod rewrite;
mod scanner;
mod segment;
mod sink;
mod source;
mod switch;
mod switches;
mod undo;
mod walk;
mod write;

pub use chunk::{Chunk, Position, Warning};
pub use document::{Document, ReadOptions};
pub use encoding::{Charset, EncodingChoice};
pub use error::{CorpusError, ErrorKind, Location};
pub use exclude::Exclusions;
pub use fingerprint::{Fingerprint, NoFingerprint};
pub use format::{Format, is_gzip};
pub use journal::{CorrectedDocument, Correction, JOURNAL_COLUMNS, Journal, JournalWriter};
pub use output::OutputFolder;
pub use patch::{Patch, PatchError, apply_patches};
pub use rewrite::{DocumentWriter, Outcome, PreparedDocument, Target, rewrite};
pub use scanner::Limits;
pub use segment::{Place, Segment, SegmentKind, Unplaceable};
pub use source::{Origin, Source};
pub use undo::{UndoTarget, Undone, corrected_files, undo};
pub use walk::{Skipped, Walk, WalkOptions, walk};
pub use write::{AtomicFile, PreparedFile};
