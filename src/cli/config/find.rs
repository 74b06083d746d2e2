//! Where the configuration is.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::Config;
use super::keys::config;
use super::read::Table;

const OWN: &str = "respell.toml";
const PYTHON: &str = "pyproject.toml";

/// The configuration that the user names.
pub(super) fn given(path: &Path) -> Result<Config> {
    let is_python = path.file_name().is_some_and(|name| name == PYTHON);
    let read = if is_python { python(path)? } else { own(path)? };
    match read {
        Some(config) => Ok(config),
        None if is_python => bail!("{}: there is no table [tool.respell]", path.display()),
        None => bail!("{}: there is no such file; expected a configuration such as {OWN}", path.display()),
    }
}

/// The nearest one at or above the folder of the run; an empty one if there is none.
pub(super) fn nearest() -> Result<Config> {
    let here = std::env::current_dir().context("the folder of this run cannot be told; give --config FILE or --no-config")?;
    // Told as a way from here: `../respell.toml`.
    let mut way = PathBuf::new();
    for _ in here.ancestors() {
        if let Some(config) = own(&way.join(OWN))? {
            return Ok(config);
        }
        if let Some(config) = python(&way.join(PYTHON))? {
            return Ok(config);
        }
        way.push("..");
    }
    Ok(Config::default())
}

fn own(path: &Path) -> Result<Option<Config>> {
    let Some(text) = text(path)? else { return Ok(None) };
    Table::parse(&path.display().to_string(), &text)?.read(|table| config(table, path)).map(Some)
}

/// The table `[tool.respell]`, if there is one.
fn python(path: &Path) -> Result<Option<Config>> {
    // A file that does not name respell is none of its business, and need not even be in order.
    let Some(text) = text(path)?.filter(|text| text.contains("respell")) else { return Ok(None) };
    Table::parse(&path.display().to_string(), &text)?.read_inner(["tool", "respell"], |table| config(table, path))
}

fn text(path: &Path) -> Result<Option<String>> {
    let shown = path.display();
    match fs::read(path) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes).with_context(|| format!("{shown}: is not UTF-8; save it as UTF-8"))?;
            Ok(Some(text))
        }
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => Ok(None),
        Err(error) => bail!("{shown}: cannot be read: {error}; --no-config does without it"),
    }
}
