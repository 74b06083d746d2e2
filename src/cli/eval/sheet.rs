//! Tables of rows to be measured: a header, columns by name or number, and bad rows that are told and passed over.

use std::io::BufRead;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use csv::{ByteRecord, ReaderBuilder};

use super::super::common::WARNINGS_SAID;
use super::super::lines::open;
use super::super::say::{counted, say};

/// A table in memory.
pub(super) struct Sheet {
    name: String,
    header: Vec<String>,
    rows: Vec<Row>,
    problems: Vec<String>,
}

/// A row with the line on which it begins.
pub(super) struct Row {
    pub(super) line: u64,
    cells: Vec<String>,
}

impl Row {
    /// A cell without the space around it; empty where the row is short.
    pub(super) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.trim())
    }
}

impl Sheet {
    /// Reads a table with a header. In a `.tsv` a quotation mark is a letter like any other.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let mut reader = open(path)?;
        let lower = name.to_lowercase();
        let is_tsv = lower.ends_with(".tsv") || lower.ends_with(".tsv.gz");
        let delimiter = if is_tsv { b'\t' } else { delimiter(&mut *reader).with_context(|| format!("{name} cannot be read"))? };
        let mut csv = ReaderBuilder::new().delimiter(delimiter).quoting(!is_tsv).flexible(true).from_reader(reader);
        let header = csv.byte_headers().with_context(|| format!("{name}: the header cannot be read"))?;
        let header = header
            .iter()
            .map(|cell| String::from_utf8_lossy(cell.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(cell)).trim().to_owned());
        let mut sheet = Self { header: header.collect(), name, rows: Vec::new(), problems: Vec::new() };
        let mut record = ByteRecord::new();
        while csv.read_byte_record(&mut record).with_context(|| format!("{}: cannot be read", sheet.name))? {
            sheet.take(&record);
        }
        Ok(sheet)
    }

    fn take(&mut self, record: &ByteRecord) {
        let line = record.position().map_or(0, csv::Position::line);
        match record.iter().map(|cell| std::str::from_utf8(cell).map(str::to_owned)).collect::<Result<Vec<_>, _>>() {
            Ok(cells) => self.rows.push(Row { line, cells }),
            Err(_) => self.complain(line, "is not UTF-8; save the file as UTF-8"),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The rows, so that others can be complained of meanwhile.
    pub(super) fn take_rows(&mut self) -> Vec<Row> {
        std::mem::take(&mut self.rows)
    }

    /// The column that was asked for, or else the first that has one of the usual names.
    pub(super) fn column(&self, wanted: Option<&str>, usual: &[&str]) -> Result<usize> {
        self.find(wanted, usual)?.ok_or_else(|| {
            let usual = usual.join(", ");
            anyhow::anyhow!(
                "{}: no column is called {usual}; the columns are {}; name one with --columns",
                self.name,
                self.known()
            )
        })
    }

    /// The same, where the table may lack it.
    pub(super) fn find(&self, wanted: Option<&str>, usual: &[&str]) -> Result<Option<usize>> {
        let position = |name: &str| self.header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        let Some(wanted) = wanted else { return Ok(usual.iter().find_map(|name| position(name))) };
        if let Some(at) = position(wanted) {
            return Ok(Some(at));
        }
        match wanted.parse::<usize>() {
            Ok(number) if (1..=self.header.len()).contains(&number) => Ok(Some(number - 1)),
            _ => bail!("{}: there is no column “{wanted}”; the columns are {}", self.name, self.known()),
        }
    }

    fn known(&self) -> String {
        self.header.iter().map(|cell| format!("“{cell}”")).collect::<Vec<_>>().join(", ")
    }

    /// Puts a row aside.
    pub(super) fn complain(&mut self, line: u64, message: impl std::fmt::Display) {
        self.problems.push(format!("{}:{line}: {message}", self.name));
    }

    /// Says which rows were passed over.
    pub(super) fn say(&self, is_quiet: bool) {
        if is_quiet || self.problems.is_empty() {
            return;
        }
        self.problems.iter().take(WARNINGS_SAID).for_each(|problem| say(format_args!("warning: {problem}")));
        say(format_args!("warning: {}: {} passed over", self.name, counted(self.problems.len() as u64, "row")));
    }
}

/// Whichever of tab, comma and semicolon the header has most of.
fn delimiter(reader: &mut dyn BufRead) -> std::io::Result<u8> {
    let head = reader.fill_buf()?;
    let head = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| head.iter().filter(|byte| **byte == mark).count();
    let best = [b',', b';', b'\t'].into_iter().max_by_key(|mark| count(*mark));
    Ok(best.filter(|mark| count(*mark) > 0).unwrap_or(b','))
}

/// The truth of a pair.
pub(super) fn truth(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "1" | "true" | "yes" => Some(true),
        "0" | "false" | "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::{Sheet, truth};

    fn sheet(suffix: &str, bytes: &[u8]) -> Sheet {
        let mut file = tempfile::Builder::new().suffix(suffix).tempfile().expect("a temporary file");
        file.write_all(bytes).expect("it takes bytes");
        Sheet::read(file.path()).expect("it is a table")
    }

    #[test]
    fn columns_are_found_by_header_and_number() {
        let sheet = sheet(".csv", "\u{FEFF}Query;canonical\nSardo;Saldo\n".as_bytes());
        assert_eq!(sheet.column(None, &["query"]).ok(), Some(0));
        assert_eq!(sheet.column(Some("2"), &[]).ok(), Some(1));
        assert!(sheet.column(Some("3"), &[]).is_err() && sheet.find(None, &["class"]).is_ok_and(|found| found.is_none()));
    }

    #[test]
    fn a_bad_row_is_told_and_a_quotation_mark_in_a_tsv_is_a_letter() {
        let mut sheet = sheet(".tsv", b"a\tb\n\"Kiev\tKyiv\n\xff\tx\nshort\n");
        let rows = sheet.take_rows();
        assert_eq!((rows[0].cell(0), rows[0].line, rows[1].cell(1)), ("\"Kiev", 2, ""));
        assert!(sheet.problems[0].ends_with(":3: is not UTF-8; save the file as UTF-8"), "{:?}", sheet.problems);
    }

    #[test]
    fn truth_is_told_in_three_ways() {
        assert_eq!(
            ["1", "TRUE", "yes", "0", "False", "no", "", "2"].map(truth),
            [Some(true), Some(true), Some(true), Some(false), Some(false), Some(false), None, None]
        );
    }
}
