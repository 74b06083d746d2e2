//! The alias table as a file: reading an earlier one, what is learnt from it, writing one without losing decisions.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use respell::gazetteer::{Decided, Gazetteer, Ruling};
use respell::reconcile::{AliasRow, AliasTable, Decision, Trust, Where, WriteOptions};

use super::Common;
use super::inputs::quoted;
use super::say::counted;

/// How far undecided rows are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum TrustArg {
    /// Accepted rows only
    Accepted,
    /// Also undecided rows that stand certain
    #[default]
    Certain,
    /// Also undecided rows that stand probable
    Probable,
}

/// How far undecided rows are applied.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct TrustArgs {
    /// Which undecided rows are applied [default: certain]
    #[arg(long, value_enum, value_name = "STANDING", help_heading = "Matching")]
    trust: Option<TrustArg>,
}

impl TrustArgs {
    /// What was typed, or what the configuration says, or the usual.
    pub(crate) fn trust(self, common: &Common) -> Trust {
        self.trust.or(common.config.trust).unwrap_or_default().into()
    }
}

impl From<TrustArg> for Trust {
    fn from(trust: TrustArg) -> Self {
        match trust {
            TrustArg::Accepted => Self::Accepted,
            TrustArg::Certain => Self::Certain,
            TrustArg::Probable => Self::Probable,
        }
    }
}

/// How an alias table is written.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct TableArgs {
    /// Begin the alias table with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    bom: bool,
    /// Write cells as they are, also those that a spreadsheet would run as formulas
    #[arg(long)]
    raw_csv: bool,
}

impl TableArgs {
    /// The bytes of the file.
    pub(crate) fn write(self, table: &AliasTable) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        table.write(&mut bytes, WriteOptions { bom: self.bom, raw: self.raw_csv })?;
        Ok(bytes)
    }
}

/// Reads the table at `path`.
pub(crate) fn read(path: &Path) -> Result<AliasTable> {
    let bytes = read_bytes(path)?;
    Ok(AliasTable::read(&bytes, &path.display().to_string())?)
}

/// The bytes of the table at `path`.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{}: the alias table cannot be read", path.display()))
}

/// The gazetteer with what people ruled in an earlier table. Rulings on one place say nothing of the name in general.
pub(crate) fn learn(gazetteer: &Gazetteer, earlier: &AliasTable) -> Gazetteer {
    let decided: Vec<Decided> = earlier.rows.iter().filter_map(|row| decided(gazetteer, row)).collect();
    gazetteer.learn(&decided)
}

fn decided(gazetteer: &Gazetteer, row: &AliasRow) -> Option<Decided> {
    let ruling = match (row.decision, &row.place) {
        // `Sardo` for `Saldo` is a part of a name; learnt as a name of its own it would take its part out of `Wladimir Sardo`.
        (Some(Decision::Accept), Where::Everywhere) if row.correction == row.canonical => Ruling::Accept,
        (Some(Decision::Reject), Where::Everywhere) => Ruling::Reject,
        _ => return None,
    };
    let entity_id = match row.id.is_empty() {
        true => gazetteer.find_exact(&row.canonical).next()?.id.clone(),
        false => row.id.clone(),
    };
    Some(Decided { variant: row.variant.clone(), entity_id, ruling })
}

/// Refuses to replace the table at `path` if it holds decisions that are not in the new one because it was not given.
pub(crate) fn protect(path: &Path, merged: Option<&PathBuf>, force: bool) -> Result<()> {
    let same = |other: &PathBuf| fs::canonicalize(other).ok() == fs::canonicalize(path).ok();
    if force || merged.is_some_and(same) {
        return Ok(());
    }
    let Some(table) = fs::read(path).ok().and_then(|bytes| AliasTable::read(&bytes, "").ok()) else {
        return Ok(());
    };
    match table.rows.iter().filter(|row| row.decision.is_some()).count() as u64 {
        0 => Ok(()),
        count => bail!(
            "{}: holds {}, which would be lost; give --aliases {} to keep them, or --force",
            path.display(),
            counted(count, "decision"),
            quoted(path)
        ),
    }
}
