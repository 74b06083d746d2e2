//! Tables: the byte range of every cell of CSV and TSV.
//!
//! A reader that hands out values cannot give the bytes back as they stood (quotes that need not be, CRLF, lone CR), so
//! this is a state machine over the bytes after RFC 4180, tolerant where spreadsheets are: what follows a closing quote
//! is not text, a quote inside a bare cell stands for itself. The first record is the header and never text.

use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr, memchr_iter, memchr2, memchr3};

use super::chunk::Warning;
use super::error::{CorpusError, ErrorKind};
use super::escape::Escaping;
use super::scanner::{Scan, Scanner, Window};
use super::segment::{SegmentBuilder, kind_of_value};

/// Reads the cells of a table.
pub(super) struct Delimited {
    document: String,
    delimiter: Option<u8>,
    wanted: Vec<String>,
    header: Option<Header>,
    /// How many records have been read; the next is one more.
    row: u64,
}

struct Header {
    names: Vec<Arc<str>>,
    selected: Vec<bool>,
}

/// A cell's content, without the quotes around it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    range: Range<usize>,
    is_quoted: bool,
}

#[derive(Default)]
struct Record {
    cells: Vec<Cell>,
    end: usize,
    is_unclosed: bool,
}

impl Delimited {
    /// A reader of the columns `wanted` (by header name or number from 1; all, if none), with tabs or as the header
    /// line suggests.
    pub(super) fn new(document: &str, delimiter: Option<u8>, wanted: &[String]) -> Self {
        let document = document.to_owned();
        Self { document, delimiter, wanted: wanted.to_vec(), header: None, row: 0 }
    }

    fn error(&self, kind: ErrorKind) -> CorpusError {
        CorpusError::new(&self.document, kind).at_row(self.row + 1)
    }

    fn read_header(&self, bytes: &[u8], record: &Record) -> Result<Header, CorpusError> {
        let names: Vec<Arc<str>> = record.cells.iter().map(|cell| name(bytes, cell).into()).collect();
        let mut selected = vec![self.wanted.is_empty(); names.len()];
        for wanted in &self.wanted {
            let columns = columns(wanted, &names);
            if columns.is_empty() {
                let (wanted, there) = (wanted.clone(), names.join(", "));
                return Err(self.error(ErrorKind::UnknownColumn { wanted, there }));
            }
            for at in columns {
                selected[at] = true;
            }
        }
        Ok(Header { names, selected })
    }

    fn unclosed(&self, window: Window<'_>, at: usize) -> Warning {
        let line = window.line + memchr_iter(b'\n', &window.bytes[..at]).count() as u64;
        let row = self.row;
        Warning { line, message: format!("row {row}: a quote opens a cell and never closes; it is read to the end as one cell") }
    }

    fn read_cells(&self, header: &Header, record: &Record, builder: &mut SegmentBuilder<'_>, bytes: &[u8]) {
        for (at, cell) in record.cells.iter().enumerate() {
            if !header.selected.get(at).copied().unwrap_or(self.wanted.is_empty()) {
                continue;
            }
            let column = match header.names.get(at) {
                Some(name) if !name.is_empty() => Arc::clone(name),
                _ => (at + 1).to_string().into(),
            };
            builder.place(Some(self.row + 1), Some(column));
            builder.kind(kind_of_value(&bytes[cell.range.clone()]));
            builder.block();
            push_cell(bytes, cell, self.delimiter.unwrap_or(b','), builder);
            builder.end();
        }
    }
}

impl Scanner for Delimited {
    fn scan(&mut self, window: Window<'_>) -> Result<Scan, CorpusError> {
        let bytes = window.bytes;
        let mut scan = Scan::default();
        let mut builder = SegmentBuilder::new(bytes);
        while scan.consumed < bytes.len() {
            let at = scan.consumed;
            self.delimiter = self.delimiter.or_else(|| guess_delimiter(bytes, window.at_end));
            let record = self.delimiter.and_then(|delimiter| record(bytes, at, delimiter, window.at_end));
            let end = record.as_ref().map_or(bytes.len(), |record| record.end);
            if end - at > window.limits.record {
                return Err(self.error(ErrorKind::RecordTooLong(window.limits.record)));
            }
            let Some(record) = record else { break };
            match &self.header {
                Some(header) => self.read_cells(header, &record, &mut builder, bytes),
                None => self.header = Some(self.read_header(bytes, &record)?),
            }
            self.row += 1;
            if record.is_unclosed {
                scan.warnings.push(self.unclosed(window, at));
            }
            scan.consumed = end;
        }
        scan.segments = builder.finish();
        Ok(scan)
    }
}

/// Which columns are meant: all of that name, else the one of that number.
fn columns(wanted: &str, names: &[Arc<str>]) -> Vec<usize> {
    let named: Vec<usize> = (0..names.len()).filter(|at| *names[*at] == *wanted).collect();
    if !named.is_empty() {
        return named;
    }
    let number = wanted.parse::<usize>().ok().filter(|number| (1..=names.len()).contains(number));
    number.into_iter().map(|number| number - 1).collect()
}

/// The record that begins at `at`, or `None` if the window ends before it does.
fn record(bytes: &[u8], mut at: usize, delimiter: u8, at_end: bool) -> Option<Record> {
    let mut record = Record::default();
    loop {
        let is_quoted = bytes.get(at) == Some(&b'"');
        let close = if is_quoted { closing_quote(bytes, at + 1, at_end)? } else { at };
        let start = if is_quoted { at + 1 } else { at };
        let after = (close + usize::from(is_quoted)).min(bytes.len());
        let end = match memchr3(delimiter, b'\n', b'\r', &bytes[after..]) {
            Some(length) => after + length,
            None if at_end => bytes.len(),
            None => return None,
        };
        record.is_unclosed |= is_quoted && close == bytes.len();
        record.cells.push(Cell { range: start..if is_quoted { close } else { end }, is_quoted });
        match bytes.get(end) {
            Some(byte) if *byte == delimiter => at = end + 1,
            terminator => {
                record.end = match (terminator, bytes.get(end + 1)) {
                    (None, _) => end,
                    (Some(b'\r'), Some(b'\n')) => end + 2,
                    // A line feed may yet follow, and would be a record of its own.
                    (Some(b'\r'), None) if !at_end => return None,
                    _ => end + 1,
                };
                return Some(record);
            }
        }
    }
}

/// Where the quoted cell that begins at `at` closes; the end of the bytes if it does not.
fn closing_quote(bytes: &[u8], mut at: usize, at_end: bool) -> Option<usize> {
    loop {
        let Some(length) = memchr(b'"', &bytes[at..]) else {
            return at_end.then_some(bytes.len());
        };
        let quote = at + length;
        match bytes.get(quote + 1) {
            Some(b'"') => at = quote + 2,
            None if !at_end => return None,
            _ => return Some(quote),
        }
    }
}

fn push_cell(bytes: &[u8], cell: &Cell, delimiter: u8, builder: &mut SegmentBuilder<'_>) {
    if !cell.is_quoted {
        builder.escaping(Escaping::BareCell { delimiter });
        builder.raw(cell.range.clone());
        return;
    }
    builder.escaping(Escaping::QuotedCell);
    let mut at = cell.range.start;
    while let Some(length) = memchr(b'"', &bytes[at..cell.range.end]) {
        builder.raw(at..at + length);
        builder.escaped(at + length..at + length + 2, '"');
        at += length + 2;
    }
    builder.raw(at..cell.range.end);
}

/// The name in a cell of the header.
fn name(bytes: &[u8], cell: &Cell) -> String {
    let name = String::from_utf8_lossy(&bytes[cell.range.clone()]);
    let name = if cell.is_quoted { name.replace("\"\"", "\"") } else { name.into_owned() };
    name.trim().to_owned()
}

/// A comma, unless the first line has none outside of quotes and has semicolons, or tabs.
fn guess_delimiter(bytes: &[u8], at_end: bool) -> Option<u8> {
    let line = match memchr2(b'\n', b'\r', bytes) {
        Some(end) => &bytes[..end],
        None if at_end => bytes,
        None => return None,
    };
    let mut is_quoted = false;
    let mut seen = [false; 256];
    for byte in line {
        is_quoted ^= *byte == b'"';
        seen[usize::from(*byte)] |= !is_quoted;
    }
    let delimiter = [b',', b';', b'\t'].into_iter().find(|byte| seen[usize::from(*byte)]);
    Some(delimiter.unwrap_or(b','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::scanner::Limits;

    fn scan(text: &str, columns: &[&str]) -> Result<Vec<(u64, String, String)>, CorpusError> {
        let columns: Vec<_> = columns.iter().map(|&column| column.to_owned()).collect();
        let window = Window { bytes: text.as_bytes(), at_end: true, line: 1, limits: Limits::default() };
        let scan = Delimited::new("t.csv", None, &columns).scan(window)?;
        assert_eq!(scan.consumed, text.len());
        let cell = |segment: &crate::corpus::Segment| {
            let place = segment.place();
            let column = place.column.as_deref().unwrap_or_default().to_owned();
            (place.row.unwrap_or_default(), column, segment.text(text.as_bytes()).to_owned())
        };
        Ok(scan.segments.iter().map(cell).collect())
    }

    #[test]
    fn cells_are_found_in_every_dialect() {
        for (text, cells) in [
            ("a,b\n1,2\n", vec![(2, "a", "1"), (2, "b", "2")]),
            ("a,b\r\n1,2\r\n3,4", vec![(2, "a", "1"), (2, "b", "2"), (3, "a", "3"), (3, "b", "4")]),
            ("a,b\r1,2\r", vec![(2, "a", "1"), (2, "b", "2")]),
            ("a;b\n1,1;2\n", vec![(2, "a", "1,1"), (2, "b", "2")]),
            ("a,b\n\"x \"\"y\"\",\nz\",2\n", vec![(2, "a", "x \"y\",\nz"), (2, "b", "2")]),
            ("a,b\n\"x\"tail,2\n", vec![(2, "a", "x"), (2, "b", "2")]),
            ("a,b\nx\"y,2\n", vec![(2, "a", "x\"y"), (2, "b", "2")]),
            ("a,\n1,2,3\n", vec![(2, "a", "1"), (2, "2", "2"), (2, "3", "3")]),
            ("a,b\n\n,\"\"\n1\n", vec![(4, "a", "1")]),
            ("a,b\n\"open, 2\n", vec![(2, "a", "open, 2\n")]),
            ("", vec![]),
        ] {
            let cells: Vec<_> = cells.into_iter().map(|(row, column, text)| (row, column.into(), text.into())).collect();
            assert_eq!(scan(text, &[]).unwrap(), cells, "{text:?}");
        }
    }

    #[test]
    fn columns_are_chosen_by_name_or_number() {
        let table = "id,name,\"full \"\"text\"\"\"\n1,Saldo,long\n";
        for (columns, texts) in
            [(vec!["name"], vec!["Saldo"]), (vec!["1", "full \"text\""], vec!["1", "long"]), (vec!["3"], vec!["long"])]
        {
            let found: Vec<_> = scan(table, &columns).unwrap().into_iter().map(|(_, _, text)| text).collect();
            assert_eq!(found, texts, "{columns:?}");
        }
        let message = scan(table, &["nam"]).unwrap_err().to_string();
        assert_eq!(message, "t.csv, row 1: there is no column `nam`; there are id, name, full \"text\"");
        assert!(scan(table, &["0"]).is_err() && scan(table, &["4"]).is_err());
    }

    #[test]
    fn a_record_that_never_ends_is_refused_with_its_row() {
        let text = format!("a\n1\n\"{}", "x".repeat(100));
        let limits = Limits { record: 50, ..Limits::default() };
        let window = Window { bytes: text.as_bytes(), at_end: false, line: 1, limits };
        let error = Delimited::new("t.csv", None, &[]).scan(window).err().unwrap();
        assert_eq!(error.location().row, Some(3));
    }
}
