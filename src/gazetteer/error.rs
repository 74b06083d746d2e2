//! What can be wrong with a gazetteer: errors, which end the loading, and warnings, which are counted and shown.
//!
//! Every message says what was found, what was expected and what to do; the place is kept beside it.

use std::fmt;
use std::io;

use thiserror::Error;

use super::compiled::Section;
use super::entity::Source;
use super::load::Shape;

/// Why a gazetteer cannot be used, and where.
#[derive(Debug, Error)]
#[error("{}: {kind}", self.location())]
#[non_exhaustive]
pub struct GazetteerError {
    file: String,
    row: Option<u64>,
    column: Option<String>,
    // No source: the sentence of the kind is part of the message, and a chain would say it twice.
    kind: ErrorKind,
}

impl GazetteerError {
    pub(super) fn new(file: &str, kind: ErrorKind) -> Self {
        Self { file: file.to_owned(), row: None, column: None, kind }
    }

    pub(super) fn at(source: &Source, column: Option<&str>, kind: ErrorKind) -> Self {
        Self { file: source.file.clone(), row: Some(source.row), column: column.map(str::to_owned), kind }
    }

    /// The same error, said of a packed file: what fails to unpack is not a matter of permissions.
    pub(super) fn of_packed(mut self) -> Self {
        if let ErrorKind::Unreadable(cause) = self.kind {
            self.kind = ErrorKind::BrokenGzip(cause);
        }
        self
    }

    /// Where it went wrong: the file, and the row and column as far as there are any.
    #[must_use]
    pub fn location(&self) -> Location<'_> {
        Location { file: &self.file, row: self.row, column: self.column.as_deref() }
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

/// What is wrong with a gazetteer that cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The path leads nowhere.
    #[error("there is no such file; give the path of a gazetteer (.csv, .tsv, .jsonl, or a plain list of names)")]
    Missing,
    /// The path is a folder.
    #[error("this is a folder and a gazetteer is a file; give the file, or each of several files by itself")]
    Folder,
    /// The system refuses to read it.
    #[error("the file cannot be read ({0}); check that you may read it")]
    Unreadable(#[source] io::Error),
    /// The packed file does not unpack.
    #[error("the gzip is broken ({0}); fetch or pack the file again")]
    BrokenGzip(#[source] io::Error),
    /// An office file, an archive, a picture.
    #[error("this is not text but a binary file; save the table as \"CSV UTF-8\" and give that")]
    NotText,
    /// Text in another encoding.
    #[error("the text is not UTF-8; save the file as \"CSV UTF-8\" in a spreadsheet, as UTF-8 in a text editor")]
    NotUtf8,
    /// A record above the limit.
    #[error(
        "the record is longer than {}, the most that is read as one; a quotation mark that is never closed or a missing \
         line break does this, and --max-record raises the limit", size(*.limit)
    )]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A quoted cell without an end.
    #[error("a quotation mark opens a cell and nothing closes it; close it, or write a mark that is part of a name twice (\"\")")]
    OpenQuote,
    /// A header, but not of names.
    #[error(
        "no column holds the names; the columns are {}, and one called name is needed (canonical, title, label, prefLabel \
         and caption are understood); rename the column with the names", quoted(.found)
    )]
    NoNameColumn {
        /// The columns that there are.
        found: Vec<String>,
    },
    /// Nothing to match against.
    #[error("there is no name in it{}; a gazetteer needs at least one row with a name", .first.as_deref().map_or_else(String::new, |first| skipped(*.rows, first)))]
    Empty {
        /// How many rows were passed over with a warning.
        rows: usize,
        /// The first of those warnings.
        first: Option<String>,
    },
    /// Not a compiled gazetteer, where only one will do.
    #[error("this is no compiled gazetteer; give a file that `respell gazetteer build` has made")]
    NotCompiled,
    /// A compiled gazetteer that is packed, or comes out of a pipe.
    #[error(
        "a compiled gazetteer cannot be packed or piped, since it is used where it lies; unpack it into a file and give the path of that"
    )]
    CompiledWithin,
    /// A compiled gazetteer of more or fewer bytes than were written.
    #[error(
        "the compiled gazetteer has {found} bytes and {expected} are expected; it was cut short or is not all here: copy it again, or \
         make it anew with `respell gazetteer build`"
    )]
    OtherLength {
        /// How many bytes were written; those of a header at least.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// A compiled gazetteer that is not as it was written.
    #[error(
        "the compiled gazetteer is damaged: what it holds does not fit its checksum; copy it again, or make it anew with \
         `respell gazetteer build`"
    )]
    Corrupted,
    /// A compiled gazetteer in another form.
    #[error(
        "the compiled gazetteer is of version {found} and this respell reads version {expected}; make it anew from the list with \
         `respell gazetteer build`"
    )]
    OtherVersion {
        /// The version that is read.
        expected: u32,
        /// The version of the file.
        found: u32,
    },
    /// A compiled gazetteer from a machine that writes numbers the other way round.
    #[error(
        "the compiled gazetteer was made on a machine of another byte order; make it anew from the list on a machine of this kind with \
         `respell gazetteer build`"
    )]
    OtherByteOrder,
    /// A compiled gazetteer whose names were read in another way.
    #[error(
        "the compiled gazetteer was made by another version of respell, or with other tables of letters than this one has; make it anew \
         from the list with `respell gazetteer build`"
    )]
    OtherTables,
    /// A section of a compiled gazetteer that nobody wrote so.
    #[error(
        "the section {section} of the compiled gazetteer is not as it should be: {what}; make it anew with `respell gazetteer build`"
    )]
    Malformed {
        /// The section.
        section: Section,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A list that no compiled gazetteer can hold.
    #[error("the list is too long to be compiled, since its entities take more than 4 GiB; give it as several lists")]
    TooLarge,
    /// Something else stands where a compiled gazetteer is to be written.
    #[error("there is a file already, and it is no compiled gazetteer; give another name, or move it away")]
    NotReplaced,
    /// The system refuses to write it.
    #[error("the file cannot be written ({0}); check that the folder is there, has room, and may be written to")]
    Unwritable(#[source] io::Error),
    /// Two entities cannot be told apart in an alias table.
    #[error(
        "the id \"{}\" is that of {first} already; an id names one entity: give each row its own, or put the names of \
         one entity into one row, with | between the aliases", clip(.id)
    )]
    DuplicateId {
        /// The id.
        id: String,
        /// Where it stood first.
        first: Source,
    },
}

fn skipped(rows: usize, first: &str) -> String {
    match rows {
        1 => format!(" (1 row was passed over: {first})"),
        _ => format!(" ({rows} rows were passed over, the first for this: {first})"),
    }
}

fn size(bytes: usize) -> String {
    match (bytes, bytes % (1 << 20)) {
        (1_048_576.., 0) => format!("{} MiB", bytes >> 20),
        _ => format!("{bytes} bytes"),
    }
}

pub(super) fn quoted(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{}\"", clip(word))).collect::<Vec<_>>().join(", ")
}

/// A cell as it is shown in a message: a megabyte of it would bury the sentence.
pub(super) fn clip(cell: &str) -> String {
    const SHOWN: usize = 60;
    match cell.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

/// A row or an entry that is not as it should be; loading goes on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Warning {
    /// Where it stands.
    pub source: Source,
    /// The column, where one is to blame.
    pub column: Option<String>,
    /// What was found and what was made of it.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = Location { file: &self.source.file, row: Some(self.source.row), column: self.column.as_deref() };
        write!(f, "{place}: {}", self.message)
    }
}

/// A place in a gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Location<'a> {
    /// The file as it was given.
    pub file: &'a str,
    /// The row of the spreadsheet, or the line of a list.
    pub row: Option<u64>,
    /// The header of the column.
    pub column: Option<&'a str>,
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file)?;
        if let Some(row) = self.row {
            write!(f, ", {} {row}", Shape::of(self.file).unit())?;
        }
        self.column.map_or(Ok(()), |column| write!(f, ", column {column}"))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Location { file: &self.file, row: Some(self.row), column: None }.fmt(f)
    }
}

impl Source {
    /// The place as it is told in a message that begins with `other`: without the file where it is the same.
    pub(super) fn seen_from(&self, other: &Self) -> String {
        if self.file == other.file { format!("{} {}", Shape::of(&self.file).unit(), self.row) } else { self.to_string() }
    }
}
