//! Gazetteers made of the benchmark's lists of names.

use anyhow::{Context as _, Result};
use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::measure::{Random, SEED};
use rustc_hash::FxHashSet;

use super::Bench;

pub(super) use super::super::distractors::Named;

/// A gazetteer of names, each once, in the order in which they come.
pub(super) fn gazetteer(names: &[Named]) -> Result<Gazetteer> {
    let mut seen = FxHashSet::default();
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["id", "name", "kind"])?;
    for (at, (name, kind)) in names.iter().filter(|(name, _)| seen.insert(name.as_str())).enumerate() {
        table.write_record([format!("n{at}").as_str(), name, kind])?;
    }
    let bytes = table.into_inner().context("the list of names cannot be held in memory")?;
    Ok(Gazetteer::read(&bytes, "the names of the benchmark", Shape::Csv, &LoadOptions::default())?.gazetteer)
}

/// Two columns of a table.
pub(super) fn named(bench: &Bench<'_>, file: &str, name: &str, kind: &str) -> Result<Vec<Named>> {
    let mut sheet = bench.sheet(file)?;
    let (name, kind) = (sheet.column(Some(name), &[])?, sheet.find(None, &[kind])?);
    let rows = sheet.take_rows();
    let named = rows.iter().map(|row| (row.cell(name).to_owned(), kind.map_or(String::new(), |kind| row.cell(kind).to_owned())));
    Ok(named.filter(|(name, _)| !name.is_empty()).collect())
}

/// So many names of somebody else, drawn from all of them or from those of one kind.
pub(super) fn distractors(bench: &Bench<'_>, count: usize, kind: Option<&str>) -> Result<Vec<Named>> {
    let mut all = named(bench, "distractors.tsv", "name", "kind")?;
    all.retain(|(_, own)| kind.is_none_or(|kind| kind == own));
    Ok(Random::new(SEED).some_of(all.len(), count).into_iter().map(|at| all[at].clone()).collect())
}
