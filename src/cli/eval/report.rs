//! Tables of figures: gathered row by row, and shown for people, for documents or for programs.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use respell::measure::{Estimate, RESAMPLES, SEED};
use serde_json::{Map, Value, json};

use super::shapes::{ORDER, Shape};

/// How the figures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Columns for the terminal
    #[default]
    Table,
    /// Tables for a document
    Markdown,
    /// One object, with the ends of the intervals
    Json,
}

#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct FormatArgs {
    /// How to show the figures
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// What stands in one place of a table.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// Nothing to tell.
    None,
    Text(String),
    Count(usize),
    /// A number with so many decimals.
    Number(f64, usize),
    /// A figure with its interval.
    Figure(Estimate, usize),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Estimate> for Cell {
    fn from(figure: Estimate) -> Self {
        Self::Figure(figure, 3)
    }
}

/// All tables of a run.
#[derive(Debug, Default)]
pub(super) struct Report {
    tables: Vec<(&'static Shape, Vec<Vec<Cell>>)>,
}

impl Report {
    /// Adds a row to the table of this shape.
    pub(super) fn add(&mut self, shape: &'static Shape, row: Vec<Cell>) {
        debug_assert_eq!(row.len(), shape.columns.len(), "{}", shape.title);
        match self.tables.iter_mut().find(|(known, _)| known.title == shape.title) {
            Some((_, rows)) => rows.push(row),
            None => {
                self.tables.push((shape, vec![row]));
                self.tables.sort_by_key(|(shape, _)| ORDER.iter().position(|title| *title == shape.title));
            }
        }
    }

    /// Prints it.
    pub(super) fn print(&self, args: FormatArgs) -> Result<()> {
        let format = if args.json { Format::Json } else { args.format };
        let text = match format {
            Format::Table => self.text(),
            Format::Markdown => self.markdown(),
            Format::Json => format!("{:#}\n", self.json()),
        };
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    fn text(&self) -> String {
        let tables = self.tables.iter().map(|(shape, rows)| format!("{}\n{}", shape.title, aligned(shape, rows)));
        tables.collect::<Vec<_>>().join("\n")
    }

    fn markdown(&self) -> String {
        let mut out = String::new();
        for (shape, rows) in &self.tables {
            let rules: Vec<&str> = alignment(shape, rows).iter().map(|right| if *right { "---:" } else { "---" }).collect();
            let _ = write!(
                out,
                "### {}\n\n{}\n\n| {} |\n|{}|\n",
                shape.title,
                shape.note,
                shape.columns.join(" | "),
                rules.join("|")
            );
            for row in rows {
                let cells: Vec<String> = row.iter().map(|cell| cell.shown().replace('|', "\\|")).collect();
                let _ = writeln!(out, "| {} |", cells.join(" | "));
            }
            out.push('\n');
        }
        out
    }

    fn json(&self) -> Value {
        let row = |shape: &Shape, row: &[Cell]| -> Map<String, Value> {
            shape.columns.iter().zip(row).map(|(column, cell)| ((*column).to_owned(), cell.json())).collect()
        };
        let table = |(shape, rows): &(&'static Shape, Vec<Vec<Cell>>)| {
            let rows: Vec<_> = rows.iter().map(|cells| row(shape, cells)).collect();
            json!({ "title": shape.title, "rows": rows })
        };
        json!({ "resamples": RESAMPLES, "seed": SEED, "tables": self.tables.iter().map(table).collect::<Vec<_>>() })
    }
}

fn aligned(shape: &Shape, rows: &[Vec<Cell>]) -> String {
    let mut lines: Vec<Vec<String>> = vec![shape.columns.iter().map(|column| (*column).to_owned()).collect()];
    lines.extend(rows.iter().map(|row| row.iter().map(Cell::shown).collect()));
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..shape.columns.len()).map(width).collect();
    let alignment = alignment(shape, rows);
    let mut out = String::new();
    for line in &lines {
        let cell = |(at, cell): (usize, &String)| match alignment[at] {
            true => format!("{cell:>width$}", width = widths[at]),
            false => format!("{cell:<width$}", width = widths[at]),
        };
        let cells: Vec<String> = line.iter().enumerate().map(cell).collect();
        let _ = writeln!(out, "  {}", cells.join("  ").trim_end());
    }
    out
}

/// Which columns hold numbers and stand to the right.
fn alignment(shape: &Shape, rows: &[Vec<Cell>]) -> Vec<bool> {
    (0..shape.columns.len()).map(|at| rows.iter().all(|row| !matches!(row[at], Cell::Text(_)))).collect()
}

impl Cell {
    fn shown(&self) -> String {
        let number = |number: f64, decimals: usize| match number {
            number if number.is_nan() => "–".to_owned(),
            f64::INFINITY => "∞".to_owned(),
            f64::NEG_INFINITY => "−∞".to_owned(),
            // No minus before a zero.
            number => format!("{:.decimals$}", number + 0.0),
        };
        match self {
            Self::None => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Number(value, decimals) => number(*value, *decimals),
            Self::Figure(figure, _) if figure.value.is_nan() => "–".to_owned(),
            Self::Figure(Estimate { value, low, high }, decimals) => {
                format!("{} [{}–{}]", number(*value, *decimals), number(*low, *decimals), number(*high, *decimals))
            }
        }
    }

    fn json(&self) -> Value {
        let number = |number: f64| if number.is_finite() { json!((number * 1e6).round() / 1e6) } else { Value::Null };
        match self {
            Self::None => Value::Null,
            Self::Text(text) => json!(text),
            Self::Count(count) => json!(count),
            Self::Number(value, _) => number(*value),
            Self::Figure(figure, _) => {
                json!({ "value": number(figure.value), "low": number(figure.low), "high": number(figure.high) })
            }
        }
    }
}
