//! What is wrong with a table, and where.

use std::fmt;

/// Where in a table a problem lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The file's name; empty for a table made in memory.
    pub file: String,
    /// The row as a spreadsheet counts, with the header as 1.
    pub row: Option<usize>,
    /// The column's name.
    pub column: Option<String>,
}

impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.file.is_empty() { "alias table" } else { &self.file })?;
        if let Some(row) = self.row {
            write!(out, ", row {row}")?;
        }
        match &self.column {
            Some(column) => write!(out, ", column {column}"),
            None => Ok(()),
        }
    }
}

/// What sort of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TableErrorKind {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// A required column is missing, or one is there twice.
    Columns,
    /// A row cannot be cut into the cells of the header.
    Cells,
    /// A cell does not hold what its column wants.
    Cell,
    /// The correction of one applied row is the variant of another, or of itself.
    Chain,
    /// Two applied rows want different things of one mention.
    Conflict,
}

/// One problem of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableProblem {
    /// What sort of problem it is.
    pub kind: TableErrorKind,
    /// Where it lies.
    pub location: Location,
    /// What was found, what was expected, and what to do.
    pub message: String,
}

impl fmt::Display for TableProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.location, self.message)
    }
}

/// A table that cannot be used: all its problems, in the order of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableError {
    first: TableProblem,
    rest: Vec<TableProblem>,
}

/// So many problems are spelled out; a table saved in a wrong format has one in each row.
const SPELLED_OUT: usize = 10;

impl TableError {
    /// The error of `problems`; `None` if there are none.
    pub(in crate::reconcile) fn from_problems(problems: Vec<TableProblem>) -> Option<Self> {
        let mut problems = problems.into_iter();
        Some(Self { first: problems.next()?, rest: problems.collect() })
    }

    pub(in crate::reconcile) fn new(
        kind: TableErrorKind,
        file: &str,
        row: Option<usize>,
        column: Option<&str>,
        message: String,
    ) -> Self {
        Self { first: TableProblem::new(kind, file, row, column, message), rest: Vec::new() }
    }

    /// What sort of problem the first one is.
    #[must_use]
    pub const fn kind(&self) -> TableErrorKind {
        self.first.kind
    }

    /// Where the first problem lies.
    #[must_use]
    pub const fn location(&self) -> &Location {
        &self.first.location
    }

    /// All problems, in the order of the rows.
    pub fn problems(&self) -> impl Iterator<Item = &TableProblem> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

impl TableProblem {
    pub(in crate::reconcile) fn new(
        kind: TableErrorKind,
        file: &str,
        row: Option<usize>,
        column: Option<&str>,
        message: String,
    ) -> Self {
        let location = Location { file: file.to_owned(), row, column: column.map(str::to_owned) };
        Self { kind, location, message }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.first.fmt(out)?;
        for problem in self.rest.iter().take(SPELLED_OUT - 1) {
            write!(out, "\n{problem}")?;
        }
        match self.rest.len().saturating_sub(SPELLED_OUT - 1) {
            0 => Ok(()),
            more => write!(out, "\nand {more} more"),
        }
    }
}

impl std::error::Error for TableError {}
