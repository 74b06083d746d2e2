//! The keys of a configuration.

use std::path::{Path, PathBuf};

use anyhow::Result;
use respell::corpus::Exclusions;
use respell::gazetteer::Style;

use super::read::Table;
use super::{Config, from};
use crate::cli::check::CheckConfig;

/// Reads the table that is the configuration. Paths are meant from its folder.
pub(super) fn config(table: &mut Table<'_>, path: &Path) -> Result<Config> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let paths = |names: Vec<String>| -> Vec<PathBuf> { names.iter().map(|name| from(folder, name)).collect() };
    let exclude = table.texts("exclude")?;
    let exclude = Exclusions::new(folder, &exclude).map_err(|error| table.error_at("exclude", error))?;
    Ok(Config {
        path: Some(path.to_owned()),
        gazetteer: paths(table.texts("gazetteer")?),
        trust: table.choice("trust")?,
        alias_policy: table.choice("alias-policy")?,
        diacritics: table.choice("diacritics")?,
        routes: paths(table.texts("routes")?),
        lexicon: paths(table.texts("lexicon")?),
        other_names: paths(table.texts("other-names")?),
        hashtags: table.choice("hashtags")?,
        quotations: table.choice("quotations")?,
        exclude,
        check: table.table("check", check)?,
        style: table.table("style", style)?,
    })
}

fn check(table: &mut Table<'_>) -> Result<CheckConfig> {
    Ok(CheckConfig {
        format: table.choice("format")?,
        min_standing: table.choice("min-standing")?,
        max_findings: table.number("max-findings")?,
    })
}

fn style(table: &mut Table<'_>) -> Result<Style> {
    Ok(Style {
        prefer: table.pairs("prefer")?.into_iter().collect(),
        leave: table.texts("leave")?.into_iter().collect(),
        reconcile: table.texts("reconcile")?.into_iter().collect(),
    })
}
