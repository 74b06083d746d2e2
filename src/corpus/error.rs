//! What can go wrong between a document and its corrected copy.
//!
//! One error type for the layer: where it happened ([`Location`]), and what was found, what was expected and what to
//! do about it ([`ErrorKind`]). The library prints nothing; the message is complete when displayed.

use std::fmt;
use std::io;

/// A failure to read, correct or write a document, with its place.
#[derive(Debug, thiserror::Error)]
#[error("{location}: {kind}")]
pub struct CorpusError {
    location: Location,
    kind: Box<ErrorKind>,
}

/// Where an error arose: the document and, where they are known, line, row and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The document's name as shown to the user.
    pub document: String,
    /// The line, counted from 1 by line feeds.
    pub line: Option<u64>,
    /// The record of a table, counted from 1; the header is row 1.
    pub row: Option<u64>,
    /// The column of a table or the field of a record.
    pub column: Option<String>,
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The path leads nowhere.
    #[error("there is no such file or folder")]
    Missing,
    /// The operating system refused or broke off the reading.
    #[error("cannot be read: {0}")]
    Read(#[source] io::Error),
    /// The operating system refused or broke off the writing.
    #[error("{}", written(.0))]
    Write(#[source] io::Error),
    /// The file in which corrections should be put is read-only.
    #[error("is read-only, and is left as it was; make it writable, or give an output folder (-o DIR)")]
    ReadOnly,
    /// The file has NUL bytes where text was expected.
    #[error("is not text (a NUL byte in its first 8 kB); --text reads it all the same, --encoding utf-16le as UTF-16")]
    Binary,
    /// A format that is known but not read.
    #[error("{name} is not read; {advice}")]
    Unread {
        /// The format's name.
        name: &'static str,
        /// What the user can do instead.
        advice: &'static str,
    },
    /// The gzip stream is broken or cut short.
    #[error("broken gzip ({0}); nothing was written; test it with `gzip -t`")]
    Gzip(#[source] io::Error),
    /// A name of a format that does not exist.
    #[error("`{0}` is no input format; there are {1}")]
    UnknownFormat(String, String),
    /// A label of an encoding that does not exist.
    #[error("`{0}` is no encoding; expected auto, utf-8 or a label such as windows-1251, koi8-r, utf-16le")]
    UnknownEncoding(String),
    /// Decoding and encoding again would change bytes outside of corrections.
    #[error("is not {0}: reading it so and writing it back would change other bytes; give its --encoding")]
    Lossy(String),
    /// A correction uses a character that the document's encoding lacks.
    #[error("`{replacement}` cannot be written in {encoding}; save the document as UTF-8 first")]
    Unencodable {
        /// The text to put in place.
        replacement: String,
        /// The document's encoding.
        encoding: String,
    },
    /// A record is longer than memory is lent for.
    #[error("the record is longer than {0} bytes (an unclosed quote?); --max-record raises the limit")]
    RecordTooLong(usize),
    /// A column that the header does not name.
    #[error("there is no column `{wanted}`; there are {there}")]
    UnknownColumn {
        /// The column asked for.
        wanted: String,
        /// The columns of the header.
        there: String,
    },
    /// Two inputs would be written to one file.
    #[error("and {other} would both be written to {target}; run them apart, or give their common folder")]
    SameTarget {
        /// The input that came first.
        other: String,
        /// The file both lead to.
        target: String,
    },
    /// The output would replace the input.
    #[error("lies where its own corrected copy would go; choose another output folder")]
    OwnTarget,
    /// The output folder holds something else.
    #[error("is not empty and not an output folder of respell (no corrections.csv of its own); --force uses it")]
    ForeignFolder,
    /// A file that must not be overwritten is there.
    #[error("is there already and is not overwritten; {0}")]
    Exists(&'static str),
    /// The journal is not one, or does not make sense.
    #[error("{0}")]
    Journal(String),
    /// The corrected document is not the one that the journal tells of.
    #[error("{0}")]
    Changed(String),
    /// Patches overlap, are out of order or out of the chunk.
    #[error(transparent)]
    Patch(#[from] super::patch::PatchError),
    /// A file name that is not Unicode cannot stand in a table.
    #[error("its name is not Unicode and cannot stand in the journal; rename it")]
    Name,
}

fn written(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "cannot be written: the disk is full; no half-written file was left".to_owned()
        }
        _ => format!("cannot be written: {error}"),
    }
}

impl CorpusError {
    /// An error of a whole document, by its name as shown to the user.
    pub fn new(document: impl Into<String>, kind: ErrorKind) -> Self {
        let location = Location { document: document.into(), ..Location::default() };
        Self { location, kind: Box::new(kind) }
    }

    /// The same error at a row of a table, counted from 1 with the header as row 1.
    pub fn at_row(mut self, row: u64) -> Self {
        self.location.row = Some(row);
        self
    }

    /// The same error at a line, counted from 1.
    pub fn at_line(mut self, line: u64) -> Self {
        self.location.line = Some(line);
        self
    }

    /// Where it happened.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// What happened.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Whether the reader of a pipe went away: the end of the work, not a failure.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&*self.kind, ErrorKind::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// A failure to open or read `document`.
    pub(super) fn read(document: &str, error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => ErrorKind::Missing,
            _ => ErrorKind::Read(error),
        };
        Self::new(document, kind)
    }

    /// A failure to write the file `path`.
    pub(super) fn write(path: &std::path::Path, error: io::Error) -> Self {
        Self::new(super::source::shown(path), ErrorKind::Write(error))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.document)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        match self.line {
            Some(line) => write!(f, ", line {line}"),
            None => Ok(()),
        }
    }
}
