//! The journal `corrections.csv`: what stood where, and what stands there now.
//!
//! One row a correction, with byte offsets in the decoded original and the raw bytes of that place (in HTML, JSON and
//! tables: as they are escaped), so that undoing needs no knowledge of formats. The fingerprints of the document
//! before and after stand in every row. Cells that a spreadsheet would run are guarded.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use super::chunk::Chunk;
use super::error::{CorpusError, ErrorKind};
use super::fingerprint::Fingerprint;
use super::guard::{guard, unguard};
use super::patch::Patch;
use super::rewrite::Outcome;
use super::source::shown;

/// The columns of a journal, in order.
pub const JOURNAL_COLUMNS: [&str; 10] =
    ["document", "start", "end", "was", "now", "canonical", "id", "row", "sha256_before", "sha256_after"];

/// One correction of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// The first byte replaced, in the decoded original.
    pub start: u64,
    /// The byte after the last one replaced, in the decoded original.
    pub end: u64,
    /// The raw text that stood there.
    pub was: String,
    /// The raw text that stands there now.
    pub now: String,
    /// The canonical name of the entity.
    pub canonical: String,
    /// The entity's id.
    pub id: String,
    /// The row of the alias table that says so.
    pub row: String,
}

/// The corrections of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedDocument {
    /// The document's name.
    pub document: String,
    /// Its fingerprint as it was.
    pub before: Fingerprint,
    /// Its fingerprint as it is now.
    pub after: Fingerprint,
    /// The corrections, in order.
    pub corrections: Vec<Correction>,
}

/// A journal that has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// Every document with its corrections, in the order of the journal.
    pub documents: Vec<CorrectedDocument>,
}

impl Correction {
    /// The correction that a patch of a chunk makes; the rest of its fields are blank.
    ///
    /// Text of a segment and its replacement are UTF-8; a patch of other bytes cannot stand in the journal.
    pub fn of_patch(chunk: &Chunk, patch: &Patch) -> Option<Self> {
        let was = chunk.bytes.get(patch.start..patch.end)?;
        Some(Self {
            start: chunk.offset + patch.start as u64,
            end: chunk.offset + patch.end as u64,
            was: std::str::from_utf8(was).ok()?.to_owned(),
            now: std::str::from_utf8(&patch.now).ok()?.to_owned(),
            ..Self::default()
        })
    }
}

/// Writes a journal, a document at a time.
#[derive(Debug)]
pub struct JournalWriter<W: Write> {
    name: String,
    writer: csv::Writer<W>,
}

impl JournalWriter<File> {
    /// A new journal at `path`; one that is there is never overwritten.
    ///
    /// # Errors
    /// [`ErrorKind::Exists`], [`ErrorKind::Write`].
    pub fn create_new(path: &Path) -> Result<Self, CorpusError> {
        Self::new(&shown(path), created(path)?)
    }

    /// Puts a journal that was written elsewhere at `path`, safe on disk; one that is there is never overwritten.
    ///
    /// # Errors
    /// As [`Self::create_new`], or `written` cannot be read.
    pub fn place(path: &Path, written: &mut (impl Read + Seek)) -> Result<(), CorpusError> {
        let mut file = created(path)?;
        let copied = written.rewind().and_then(|()| io::copy(written, &mut file)).and_then(|_| file.sync_all());
        copied.map_err(|error| CorpusError::write(path, error))
    }

    /// Waits until all that was written is safe on disk; to be done before the documents change.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn sync(&mut self) -> Result<(), CorpusError> {
        let synced = self.writer.flush().and_then(|()| self.writer.get_ref().sync_all());
        synced.map_err(|error| CorpusError::new(&self.name, ErrorKind::Write(error)))
    }
}

fn created(path: &Path) -> Result<File, CorpusError> {
    File::options().write(true).create_new(true).open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let advice = "undo or move it first, or name another one (--journal FILE)";
            CorpusError::new(shown(path), ErrorKind::Exists(advice))
        }
        _ => CorpusError::write(path, error),
    })
}

impl<W: Write> JournalWriter<W> {
    /// A journal into `out`, which is called `name` in messages; writes the header.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn new(name: &str, out: W) -> Result<Self, CorpusError> {
        let mut journal = Self { name: name.to_owned(), writer: csv::Writer::from_writer(out) };
        journal.record(&JOURNAL_COLUMNS)?;
        Ok(journal)
    }

    /// Writes the corrections of one document with its outcome.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn append(&mut self, document: &str, outcome: &Outcome, corrections: &[Correction]) -> Result<(), CorpusError> {
        let (before, after) = (outcome.before.to_string(), outcome.after.to_string());
        let document = guard(document);
        for correction in corrections {
            let (start, end) = (correction.start.to_string(), correction.end.to_string());
            let [was, now] = [&correction.was, &correction.now].map(|cell| guard(cell));
            let [canonical, id, row] = [&correction.canonical, &correction.id, &correction.row].map(|cell| guard(cell));
            self.record(&[&document, &start, &end, &was, &now, &canonical, &id, &row, &before, &after])?;
        }
        Ok(())
    }

    /// Ends the journal and gives back what it was written into.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn finish(self) -> Result<W, CorpusError> {
        let Self { name, writer } = self;
        writer.into_inner().map_err(|error| CorpusError::new(name, ErrorKind::Write(error.into_error())))
    }

    fn record(&mut self, cells: &[&str; 10]) -> Result<(), CorpusError> {
        self.writer.write_record(cells).map_err(|error| CorpusError::new(&self.name, ErrorKind::Write(io::Error::from(error))))
    }
}

impl Journal {
    /// Reads the journal at `path`.
    ///
    /// # Errors
    /// The file cannot be read or is no journal; the message names row and column.
    pub fn read(path: &Path) -> Result<Self, CorpusError> {
        let bytes = fs::read(path).map_err(|error| CorpusError::read(&shown(path), error))?;
        Self::from_csv(&shown(path), &bytes)
    }

    /// Reads a journal from CSV, which is called `name` in messages. A byte order mark, CRLF, semicolons and tabs are
    /// understood, as a spreadsheet may have saved it.
    ///
    /// # Errors
    /// As [`Journal::read`].
    pub fn from_csv(name: &str, bytes: &[u8]) -> Result<Self, CorpusError> {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(bytes)).flexible(true).from_reader(bytes);
        let fail = |message: String| CorpusError::new(name, ErrorKind::Journal(message));
        let header = reader.headers().map_err(|error| fail(error.to_string()))?;
        let columns = JOURNAL_COLUMNS.map(|column| header.iter().position(|there| there.trim() == column));
        if let Some(missing) = columns.iter().position(Option::is_none) {
            let message = format!("is no journal of respell: it has no column `{}`", JOURNAL_COLUMNS[missing]);
            return Err(fail(message));
        }
        let mut journal = Journal::default();
        for (row, record) in (2..).zip(reader.records()) {
            let record = record.map_err(|error| fail(error.to_string()).at_row(row))?;
            let cell = |column: usize| columns[column].and_then(|at| record.get(at)).unwrap_or_default();
            journal.push(cell).map_err(|message| fail(message).at_row(row))?;
        }
        Ok(journal)
    }

    fn push<'c>(&mut self, cell: impl Fn(usize) -> &'c str) -> Result<(), String> {
        let number = |column: usize| {
            let parsed = cell(column).trim().parse::<u64>();
            parsed.map_err(|_| format!("`{}` in `{}` is no byte offset", cell(column), JOURNAL_COLUMNS[column]))
        };
        let fingerprint = |column: usize| {
            let parsed = cell(column).trim().parse::<Fingerprint>();
            parsed.map_err(|error| format!("`{}` in `{}`: {error}", cell(column), JOURNAL_COLUMNS[column]))
        };
        let text = |column: usize| unguard(cell(column)).to_owned();
        let correction = Correction {
            start: number(1)?,
            end: number(2)?,
            was: text(3),
            now: text(4),
            canonical: text(5),
            id: text(6),
            row: text(7),
        };
        if correction.end.checked_sub(correction.start) != Some(correction.was.len() as u64) {
            return Err(format!("`was` is not as long as from byte {} to {}", correction.start, correction.end));
        }
        let (document, before, after) = (text(0), fingerprint(8)?, fingerprint(9)?);
        match self.documents.last_mut() {
            Some(last) if (&last.document, last.before, last.after) == (&document, before, after) => {
                last.corrections.push(correction);
            }
            _ => self.documents.push(CorrectedDocument { document, before, after, corrections: vec![correction] }),
        }
        Ok(())
    }
}

/// Whether the file at `path` begins as a journal does.
pub(super) fn is_journal(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(256).read_to_end(&mut head));
    read.is_ok() && Journal::from_csv("", first_line(&head)).is_ok()
}

fn first_line(bytes: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', bytes).map_or(bytes, |end| &bytes[..end])
}

fn delimiter(bytes: &[u8]) -> u8 {
    let line = first_line(bytes);
    [b',', b';', b'\t'].into_iter().find(|byte| line.contains(byte)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Charset;

    fn outcome() -> Outcome {
        let (before, after) = (Fingerprint::of(b"a"), Fingerprint::of(b"b"));
        Outcome { bytes: 1, before, after, charset: Charset::UTF8, warnings: Vec::new(), warning_count: 0 }
    }

    fn correction(start: u64, was: &str, now: &str) -> Correction {
        let end = start + was.len() as u64;
        Correction { start, end, was: was.into(), now: now.into(), row: "2".into(), ..Correction::default() }
    }

    fn written(corrections: &[Correction]) -> Vec<u8> {
        let mut writer = JournalWriter::new("j", Vec::new()).unwrap();
        writer.append("=a.txt", &outcome(), corrections).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn a_journal_is_read_as_it_was_written() {
        let corrections = [correction(3, "Husnurin", "Khusnullin"), correction(20, "'=\r\n\"x\"", "-\u{feff}y,;\t")];
        let bytes = written(&corrections);
        let journal = Journal::from_csv("j", &bytes).unwrap();
        assert_eq!(journal.documents[0].document, "=a.txt");
        assert_eq!(journal.documents[0].corrections, corrections);
        assert!(bytes.starts_with(b"document,start,end,was,now,canonical,id,row,sha256_before,sha256_after\n'=a.txt,3,"));
        let marked = [&b"\xef\xbb\xbf"[..], &bytes].concat();
        assert_eq!(Journal::from_csv("j", &marked).unwrap(), journal);
    }

    #[test]
    fn what_is_no_journal_is_refused_by_row() {
        let good = String::from_utf8(written(&[correction(3, "a", "b")])).unwrap();
        for (from, to, message) in [
            ("start", "begin", "j: is no journal of respell: it has no column `start`"),
            (",3,4,", ",x,4,", "j, row 2: `x` in `start` is no byte offset"),
            (",3,4,", ",3,9,", "j, row 2: `was` is not as long as from byte 3 to 9"),
            (",3,4,", ",5,4,", "j, row 2: `was` is not as long as from byte 5 to 4"),
        ] {
            let error = Journal::from_csv("j", good.replacen(from, to, 1).as_bytes()).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        assert!(Journal::from_csv("j", b"").is_err());
    }

    #[test]
    fn a_journal_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corrections.csv");
        let mut journal = JournalWriter::create_new(&path).unwrap();
        journal.append("a", &outcome(), &[correction(0, "a", "b")]).unwrap();
        journal.sync().unwrap();
        assert_eq!(Journal::read(&path).unwrap().documents.len(), 1);
        assert!(is_journal(&path));
        assert!(JournalWriter::create_new(&path).unwrap_err().to_string().contains("is there already"));
    }
}
