//! `respell.toml`: what a house settles once, for all runs in its folder.
//!
//! The nearest folder above counts that holds a `respell.toml`, or a `pyproject.toml` with a table `[tool.respell]`. A flag on the command
//! line goes before what the file says; for lists that means in its place.

mod find;
mod keys;
mod read;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use respell::corpus::Exclusions;
use respell::gazetteer::{Gazetteer, Style};

use super::check::CheckConfig;
use super::inputs::quoted;
use super::policy::{AliasPolicyArg, DiacriticsArg, TreatmentArg};
use super::table::TrustArg;

/// Which configuration to go by.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct ConfigArgs {
    /// Configuration to use instead of the nearest respell.toml or pyproject.toml
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Use no configuration
    #[arg(long, global = true)]
    no_config: bool,
}

/// What a configuration says.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// The file, if there is one.
    pub(crate) path: Option<PathBuf>,
    pub(crate) gazetteer: Vec<PathBuf>,
    pub(crate) routes: Vec<PathBuf>,
    pub(crate) lexicon: Vec<PathBuf>,
    pub(crate) other_names: Vec<PathBuf>,
    pub(crate) trust: Option<TrustArg>,
    pub(crate) alias_policy: Option<AliasPolicyArg>,
    pub(crate) diacritics: Option<DiacriticsArg>,
    pub(crate) hashtags: Option<TreatmentArg>,
    pub(crate) quotations: Option<TreatmentArg>,
    /// Documents that are left.
    pub(crate) exclude: Exclusions,
    pub(crate) check: CheckConfig,
    style: Style,
}

impl ConfigArgs {
    /// The configuration of this run.
    pub(crate) fn load(&self) -> Result<Config> {
        match &self.config {
            _ if self.no_config => Ok(Config::default()),
            Some(path) => find::given(path),
            None => find::nearest(),
        }
    }

    /// The flags as they could be typed again.
    pub(crate) fn typed(&self) -> String {
        let given = self.config.iter().map(|path| format!(" --config {}", quoted(path)));
        given.chain(self.no_config.then(|| " --no-config".to_owned())).collect()
    }
}

impl Config {
    /// Whether a file is of the configuration, or is the configuration. It is no document, even where it is named: a hook names all files.
    pub(crate) fn owns(&self, path: &Path) -> bool {
        let files = [&self.gazetteer, &self.routes, &self.lexicon, &self.other_names].into_iter().flatten().chain(&self.path);
        let is_it = |path: &Path| files.map(fs::canonicalize).any(|file| file.is_ok_and(|file| file == path));
        self.path.is_some() && fs::canonicalize(path).is_ok_and(|path| is_it(&path))
    }

    /// The gazetteer in the style of the house.
    pub(crate) fn styled(&self, gazetteer: Gazetteer) -> Result<Gazetteer> {
        match &self.path {
            Some(path) if !self.style.is_empty() => {
                gazetteer.styled(&self.style).map_err(|error| anyhow!("{}: style.{error}", path.display()))
            }
            _ => Ok(gazetteer),
        }
    }
}

/// What was typed, or else what the file says.
pub(crate) fn either<'a>(typed: &'a [PathBuf], configured: &'a [PathBuf]) -> &'a [PathBuf] {
    if typed.is_empty() { configured } else { typed }
}

/// A path of the configuration, seen from the folder of the run.
fn from(folder: &Path, path: &str) -> PathBuf {
    folder.join(path)
}
