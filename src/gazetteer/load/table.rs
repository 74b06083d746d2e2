//! Tables with a header: CSV as spreadsheets write it (RFC 4180 with any of three delimiters), and TSV.
//!
//! The reader is our own, since rows have to be counted as a spreadsheet counts them (a cell with line breaks is one row, a
//! blank line is one too), a record has to be refused while it is still being read, and a quotation mark that nothing closes
//! has to be told: it would swallow the rest of the list in silence.

use std::borrow::Cow;
use std::io::BufRead;

use memchr::memchr;

use super::Intake;
use super::columns::{Field, fields};
use super::lines::Lines;
use super::row::{Value, finish, put};
use crate::gazetteer::entity::Entity;
use crate::gazetteer::error::{ErrorKind, GazetteerError};

pub(super) fn read(lines: Lines<'_, impl BufRead>, delimiters: &[char], intake: &mut Intake) -> Result<(), GazetteerError> {
    let mut records = Records { lines, delimiter: delimiters[0], record: Vec::new(), row: 0 };
    let Some(header) = header(&mut records, delimiters)? else { return Ok(()) };
    while records.next()? {
        let cells = cells(records.text()?, records.delimiter);
        read_row(&header, &cells, records.row, intake);
    }
    Ok(())
}

struct Header {
    names: Vec<String>,
    fields: Vec<Field>,
}

fn header<R: BufRead>(records: &mut Records<'_, R>, delimiters: &[char]) -> Result<Option<Header>, GazetteerError> {
    // Quoted line breaks in a header would need the delimiter before it is known; the first line decides.
    if !records.first_line()? {
        return Ok(None);
    }
    records.delimiter = delimiter(records.text()?, delimiters);
    records.complete()?;
    let names: Vec<String> = cells(records.text()?, records.delimiter).iter().map(|name| name.trim().to_owned()).collect();
    let fields = fields(&names);
    if fields.contains(&Field::Name) {
        return Ok(Some(Header { names, fields }));
    }
    Err(records.lines.error(records.row, ErrorKind::NoNameColumn { found: names }))
}

/// The delimiter that yields a name column, and of those the one with the most columns; the first of `delimiters` on a tie.
fn delimiter(line: &str, delimiters: &[char]) -> char {
    let rank = |delimiter: char| {
        let names = cells(line, delimiter);
        (fields(&names).contains(&Field::Name), names.len())
    };
    delimiters.iter().rev().copied().max_by_key(|delimiter| rank(*delimiter)).unwrap_or(',')
}

/// A row that is too short may have lost trailing empty cells and is read; in one that is too long the cells have moved.
fn read_row(header: &Header, cells: &[Cow<'_, str>], row: u64, intake: &mut Intake) {
    if are_blank(cells) {
        return;
    }
    let expected = header.names.len();
    let miscounted = |made| format!("the row has {} and the header {expected}; {made}", counted(cells.len()));
    if cells.len() > expected && !are_blank(&cells[expected..]) {
        let made = "the row is passed over; put a cell that holds the delimiter in quotation marks";
        return intake.warn(row, None, miscounted(made));
    }
    if cells.len() < expected {
        intake.warn(row, None, miscounted("the missing ones are read as empty"));
    }
    let mut entity = Entity { source: intake.source(row), ..Entity::default() };
    for ((field, name), cell) in header.fields.iter().zip(&header.names).zip(cells) {
        put(&mut entity, *field, name, &Value::Cell(cell), intake);
    }
    finish(entity, intake);
}

fn are_blank(cells: &[Cow<'_, str>]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

fn counted(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}

/// The records of a table, with the rows as a spreadsheet counts them.
struct Records<'f, R> {
    lines: Lines<'f, R>,
    delimiter: char,
    record: Vec<u8>,
    row: u64,
}

impl<R: BufRead> Records<'_, R> {
    fn next(&mut self) -> Result<bool, GazetteerError> {
        Ok(self.first_line()? && self.complete()?)
    }

    /// Reads the first line of the next record that is not blank.
    fn first_line(&mut self) -> Result<bool, GazetteerError> {
        loop {
            self.record.clear();
            self.row += 1;
            if !self.lines.read(&mut self.record, self.row)? {
                return Ok(false);
            }
            if !self.record.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }

    /// Reads on as long as a quotation is open.
    fn complete(&mut self) -> Result<bool, GazetteerError> {
        let (mut quoting, mut seen) = (Quoting::CellStart, 0);
        loop {
            quoting = quoting.after(&self.record[seen..], self.delimiter as u8);
            if quoting != Quoting::Inside {
                return Ok(true);
            }
            seen = self.record.len();
            self.record.push(b'\n');
            if !self.lines.read(&mut self.record, self.row)? {
                return Err(self.lines.error(self.row, ErrorKind::OpenQuote));
            }
        }
    }

    fn text(&self) -> Result<&str, GazetteerError> {
        self.lines.text(&self.record, self.row)
    }
}

/// Where a reader stands between quotation marks. Each byte is seen once, however many lines a cell has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    CellStart,
    Plain,
    Inside,
    /// Behind a mark that closes the quotation, unless another one follows.
    Closing,
}

impl Quoting {
    fn after(self, bytes: &[u8], delimiter: u8) -> Self {
        if self == Self::CellStart && memchr(b'"', bytes).is_none() {
            return Self::Plain;
        }
        bytes.iter().fold(self, |state, byte| state.step(*byte, delimiter))
    }

    const fn step(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::CellStart | Self::Closing, b'"') => Self::Inside,
            (Self::Inside, b'"') => Self::Closing,
            (Self::Inside, _) => Self::Inside,
            (_, byte) if byte == delimiter => Self::CellStart,
            _ => Self::Plain,
        }
    }
}

/// The cells of a record.
fn cells(record: &str, delimiter: char) -> Vec<Cow<'_, str>> {
    let (mut cells, mut rest) = (Vec::new(), Some(record));
    while let Some(text) = rest {
        let (cell, behind) = text.strip_prefix('"').map_or_else(|| plain(text, delimiter), |text| quoted(text, delimiter));
        cells.push(cell);
        rest = behind;
    }
    cells
}

/// A cell that begins without a mark, and what stands behind its delimiter.
fn plain(text: &str, delimiter: char) -> (Cow<'_, str>, Option<&str>) {
    text.split_once(delimiter).map_or((text.into(), None), |(cell, rest)| (cell.into(), Some(rest)))
}

/// A cell that stands behind an opening mark. What follows its closing mark up to the delimiter belongs to it as it stands.
fn quoted(text: &str, delimiter: char) -> (Cow<'_, str>, Option<&str>) {
    let (mut cell, mut rest) = (String::new(), text);
    while let Some((part, behind)) = rest.split_once('"') {
        cell.push_str(part);
        let Some(doubled) = behind.strip_prefix('"') else {
            let (tail, rest) = plain(behind, delimiter);
            return (Cow::Owned(cell + &tail), rest);
        };
        cell.push('"');
        rest = doubled;
    }
    (Cow::Owned(cell + rest), None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Quoting, cells, delimiter};

    #[test]
    fn cells_are_cut() {
        for (record, cut) in [
            ("a,b", vec!["a", "b"]),
            ("a,,", vec!["a", "", ""]),
            ("\"a,b\",c", vec!["a,b", "c"]),
            ("\"a \"\"b\"\"\",c", vec!["a \"b\"", "c"]),
            ("\"a\"x,c", vec!["ax", "c"]),
            ("a \"b\",c", vec!["a \"b\"", "c"]),
            ("\"\",c", vec!["", "c"]),
            ("", vec![""]),
        ] {
            assert_eq!(cells(record, ','), cut, "{record}");
        }
    }

    #[test]
    fn delimiters_are_sniffed() {
        for (header, found) in [
            ("name,aliases", ','),
            ("name;aliases", ';'),
            ("name\taliases", '\t'),
            ("name", ','),
            ("id;name;aliases, with commas, and more, commas", ';'),
            ("a,b;c", ','),
            ("\"name\";\"kind\"", ';'),
        ] {
            assert_eq!(delimiter(header, &[',', ';', '\t']), found, "{header}");
        }
    }

    proptest! {
        /// The reader that finds the end of a record and the one that cuts it agree with the `csv` crate.
        #[test]
        fn records_are_cut_as_csv_cuts_them(record in "[ab,\"]{1,12}") {
            prop_assume!(Quoting::CellStart.after(record.as_bytes(), b',') != Quoting::Inside);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(record.as_bytes());
            let theirs = reader.records().next().expect("a record").expect("flexible");
            let ours = cells(&record, ',');
            prop_assert_eq!(ours, theirs.iter().collect::<Vec<_>>());
        }
    }
}
