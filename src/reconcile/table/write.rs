//! Writing a table: the same bytes for the same rows.

use std::io::{self, Write};

use super::guard::guarded;
use super::{AliasRow, AliasTable, COLUMNS, Decision, Standing};

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// A byte order mark at the head, by which Excel knows UTF-8.
    pub bom: bool,
    /// Cells as they are: what a spreadsheet would run as a formula is not guarded.
    pub raw: bool,
}

impl AliasTable {
    /// Writes the table as CSV: UTF-8, LF, the rows in the order of [`AliasTable::sort`].
    ///
    /// # Errors
    /// What `out` gives.
    pub fn write(&self, mut out: impl Write, options: WriteOptions) -> io::Result<()> {
        if options.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let mut lines = csv::WriterBuilder::new().flexible(true).from_writer(out);
        let header = COLUMNS.iter().map(|name| (*name).to_owned()).chain(self.extra.iter().cloned());
        write_line(&mut lines, header, options)?;
        let mut rows: Vec<&AliasRow> = self.rows.iter().collect();
        rows.sort_by(|left, right| left.order().cmp(&right.order()));
        for row in rows {
            let extra = (0..self.extra.len()).map(|at| row.extra.get(at).cloned().unwrap_or_default());
            write_line(&mut lines, cells(row).into_iter().chain(extra), options)?;
        }
        lines.flush()
    }
}

fn write_line<W: Write>(
    lines: &mut csv::Writer<W>,
    cells: impl Iterator<Item = String>,
    options: WriteOptions,
) -> io::Result<()> {
    for cell in cells {
        lines.write_field(if options.raw { cell.as_str().into() } else { guarded(&cell) }.as_bytes())?;
    }
    lines.write_record(None::<&[u8]>).map_err(io::Error::from)
}

fn cells(row: &AliasRow) -> [String; COLUMNS.len()] {
    [
        row.variant.clone(),
        row.correction.clone(),
        row.canonical.clone(),
        row.id.clone(),
        row.kind.clone(),
        row.mentions.to_string(),
        row.documents.to_string(),
        row.score.map(|score| format!("{score:.3}")).unwrap_or_default(),
        row.standing.map(Standing::as_str).unwrap_or_default().to_owned(),
        row.decision.map(Decision::as_str).unwrap_or_default().to_owned(),
        row.place.to_cell(&row.variant),
        row.why.clone(),
        row.example.clone(),
        row.by.clone(),
        row.on.clone(),
        row.note.clone(),
    ]
}
