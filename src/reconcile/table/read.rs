//! Reading a table, as a spreadsheet, a text editor or respell left it.

use csv::StringRecord;

use super::guard::unguarded;
use super::{AliasRow, AliasTable, COLUMNS, Decision, Standing, TableError, TableErrorKind, TableProblem, Where};
use crate::text::{Reading, folded};

impl AliasTable {
    /// Reads a table; `file` is named in errors.
    ///
    /// A byte order mark, CRLF, and `;` or tabs between cells are understood. Only the columns `variant` and `correction` are
    /// required. A table without the column `standing` is a list of accepted rows.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, missing columns, and every row that holds something its columns do not allow.
    pub fn read(bytes: &[u8], file: &str) -> Result<Self, TableError> {
        let text = std::str::from_utf8(bytes).map_err(|found| not_utf8(bytes, found.valid_up_to(), file))?;
        let text = text.trim_start_matches('\u{FEFF}');
        let (delimiter, header) = header_of(text, file)?;
        let layout = Layout::of(&header, file)?;
        let (mut rows, mut problems) = (Vec::new(), Vec::new());
        for (at, record) in records(text, delimiter).enumerate().skip(1) {
            match record.map_err(|error| error.to_string()) {
                Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(record) => rows.extend(Cells { layout: &layout, record: &record, row: at + 1, file }.row(&mut problems)),
                Err(error) => problems.push(TableProblem::new(TableErrorKind::Cells, file, Some(at + 1), None, error)),
            }
        }
        match TableError::from_problems(problems) {
            Some(error) => Err(error),
            None => Ok(Self { rows, extra: layout.extra_names(&header), file: file.to_owned() }),
        }
    }
}

fn not_utf8(bytes: &[u8], at: usize, file: &str) -> TableError {
    let row = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let message = "the bytes here are not UTF-8; in the spreadsheet choose Save as, “CSV UTF-8”, and try again".to_owned();
    TableError::new(TableErrorKind::NotUtf8, file, Some(row), None, message)
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = csv::Result<StringRecord>> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes()).into_records()
}

/// The delimiter under which the first row names the required columns, and that row.
fn header_of(text: &str, file: &str) -> Result<(u8, Vec<String>), TableError> {
    let header = |delimiter| -> Vec<String> {
        let first = records(text, delimiter).next().and_then(Result::ok).unwrap_or_default();
        first.iter().map(|cell| unguarded(cell).trim().to_owned()).collect()
    };
    let tried = b",;\t".map(|delimiter| (delimiter, header(delimiter)));
    let fits = |names: &[String]| ["variant", "correction"].iter().all(|name| position(names, name).is_some());
    match tried.iter().find(|(_, names)| fits(names)) {
        Some(found) => Ok(found.clone()),
        None => Err(no_header(tried.iter().map(|(_, names)| names).max_by_key(|names| names.len()), file)),
    }
}

fn no_header(found: Option<&Vec<String>>, file: &str) -> TableError {
    let found = found.filter(|names| !names.is_empty()).map_or("nothing".to_owned(), |names| format!("“{}”", names.join(", ")));
    let message = format!("the first row holds {found}; an alias table names its columns there, at least variant and correction");
    TableError::new(TableErrorKind::Columns, file, Some(1), None, message)
}

fn position(names: &[String], wanted: &str) -> Option<usize> {
    names.iter().position(|name| name.eq_ignore_ascii_case(wanted))
}

/// Which cell of a record belongs to which column.
struct Layout {
    known: [Option<usize>; COLUMNS.len()],
    extra: Vec<usize>,
    width: usize,
}

impl Layout {
    fn of(header: &[String], file: &str) -> Result<Self, TableError> {
        let twice = COLUMNS.iter().find(|name| header.iter().filter(|cell| cell.eq_ignore_ascii_case(name)).count() > 1);
        if let Some(name) = twice {
            let message = "the column is there twice; remove or rename one of them".to_owned();
            return Err(TableError::new(TableErrorKind::Columns, file, Some(1), Some(name), message));
        }
        let known = COLUMNS.map(|name| position(header, name));
        let extra = (0..header.len()).filter(|at| !known.contains(&Some(*at)) && !header[*at].is_empty()).collect();
        Ok(Self { known, extra, width: header.len() })
    }

    fn extra_names(&self, header: &[String]) -> Vec<String> {
        self.extra.iter().map(|at| header[*at].clone()).collect()
    }

    fn at(&self, column: &str) -> Option<usize> {
        COLUMNS.iter().position(|name| *name == column).and_then(|at| self.known[at])
    }
}

/// One record, with what is needed to read it and to complain of it.
struct Cells<'a> {
    layout: &'a Layout,
    record: &'a StringRecord,
    row: usize,
    file: &'a str,
}

impl Cells<'_> {
    /// The row, or the problems it has.
    fn row(&self, problems: &mut Vec<TableProblem>) -> Option<AliasRow> {
        let before = problems.len();
        let mut take = |read: Result<(), TableProblem>| problems.extend(read.err());
        let mut row = AliasRow::new(self.text("variant"), self.text("correction"));
        self.copy_texts(&mut row);
        take(self.width());
        take(self.number("mentions").map(|number| row.mentions = number));
        take(self.number("documents").map(|number| row.documents = number));
        take(self.score().map(|score| row.score = score));
        take(self.word("standing", Standing::ALL, Standing::as_str).map(|standing| row.standing = standing));
        take(self.word("decision", Decision::ALL, Decision::as_str).map(|decision| row.decision = decision));
        if self.layout.at("standing").is_none() {
            row.decision = row.decision.or(Some(Decision::Accept));
        }
        take(self.place(&row.variant).map(|place| row.place = place));
        take(self.names(&row));
        (problems.len() == before).then_some(row)
    }

    fn copy_texts(&self, row: &mut AliasRow) {
        row.canonical = self.text("canonical");
        row.id = self.text("id");
        row.kind = self.text("kind");
        row.why = self.text("why");
        row.example = self.text("example");
        row.by = self.text("by");
        row.on = self.text("on");
        row.note = self.text("note");
        row.extra = self.layout.extra.iter().map(|at| unguarded(self.record.get(*at).unwrap_or_default()).to_owned()).collect();
    }

    fn text(&self, column: &str) -> String {
        let cell = self.layout.at(column).and_then(|at| self.record.get(at)).unwrap_or_default();
        unguarded(cell).to_owned()
    }

    fn problem(&self, kind: TableErrorKind, column: Option<&str>, message: String) -> TableProblem {
        TableProblem::new(kind, self.file, Some(self.row), column, message)
    }

    /// Spreadsheets leave empty cells at the end away or add some; a full cell too many is a comma that wants quotes.
    fn width(&self) -> Result<(), TableProblem> {
        let (width, found) = (self.layout.width, self.record.len());
        if self.record.iter().skip(width).all(str::is_empty) {
            return Ok(());
        }
        let message = format!("{found} cells under a header of {width}; put quotes around a cell that holds the delimiter");
        Err(self.problem(TableErrorKind::Cells, None, message))
    }

    fn number(&self, column: &str) -> Result<u64, TableProblem> {
        let cell = self.text(column);
        match cell.trim() {
            "" => Ok(0),
            digits => digits.parse().map_err(|_| {
                self.problem(TableErrorKind::Cell, Some(column), format!("found “{cell}”, expected a whole number or nothing"))
            }),
        }
    }

    /// A comma is read as a decimal point: so do spreadsheets write it wherever they part cells by `;`.
    fn score(&self) -> Result<Option<f64>, TableProblem> {
        let cell = self.text("score");
        match cell.trim().replace(',', ".").as_str() {
            "" => Ok(None),
            digits => match digits.parse() {
                Ok(score) if (0.0..=1.0).contains(&score) => Ok(Some(score)),
                _ => {
                    let message = format!("found “{cell}”, expected a number from 0 to 1 or nothing");
                    Err(self.problem(TableErrorKind::Cell, Some("score"), message))
                }
            },
        }
    }

    fn word<T: Copy>(&self, column: &str, all: [T; 3], name: impl Fn(T) -> &'static str) -> Result<Option<T>, TableProblem> {
        let cell = self.text(column);
        if cell.trim().is_empty() {
            return Ok(None);
        }
        let found = all.into_iter().find(|word| name(*word).eq_ignore_ascii_case(cell.trim()));
        found.map(Some).ok_or_else(|| {
            let expected = all.map(&name).join(", ");
            let message = format!("found “{cell}”, expected {expected} or nothing; correct the cell or clear it");
            self.problem(TableErrorKind::Cell, Some(column), message)
        })
    }

    fn place(&self, variant: &str) -> Result<Where, TableProblem> {
        let cell = self.text("where");
        let (place, quoted) = Where::from_cell(&cell);
        let same = |quoted: &str| folded(quoted.trim(), Reading::Exact) == folded(variant.trim(), Reading::Exact);
        if quoted.is_none_or(same) {
            return Ok(place);
        }
        let message = format!("found “{cell}”; between the braces has to stand the variant, “{variant}”");
        Err(self.problem(TableErrorKind::Cell, Some("where"), message))
    }

    /// A variant is needed always, a correction wherever the row may be applied.
    fn names(&self, row: &AliasRow) -> Result<(), TableProblem> {
        let (column, message) = match row.decision {
            _ if row.variant.trim().is_empty() => {
                ("variant", "empty; write the spelling as it stands in the text, or delete the row")
            }
            Some(Decision::Reject | Decision::Unsure) => return Ok(()),
            _ if row.correction.trim().is_empty() => {
                ("correction", "empty; write what is to stand in the text, or reject in the column decision to leave the variant")
            }
            _ => return Ok(()),
        };
        Err(self.problem(TableErrorKind::Cell, Some(column), message.to_owned()))
    }
}
