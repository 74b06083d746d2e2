//! Route tables of the user's own, for a run.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use respell::names::routes::{RouteError, Routes};

use super::Common;
use super::config::either;
use super::inputs::quoted;

/// What spellings are weighed by.
#[derive(Debug, clap::Args)]
pub(crate) struct RouteArgs {
    /// Route table to weigh spellings by, as `respell learn` writes it, or a folder whose .tsv files are such tables; repeatable
    ///
    /// The head line `# id: NAME` says which route it is: a table called as a built-in one (pooled, arabic, …) takes its place, any other
    /// stands beside them and names the way that a spelling came by. Of two tables of one name the later counts.
    #[arg(long, value_name = "FILE", help_heading = "Matching")]
    pub(crate) routes: Vec<PathBuf>,
}

impl RouteArgs {
    /// The flags as they could be typed again.
    pub(crate) fn typed(&self) -> String {
        self.routes.iter().map(|path| format!(" --routes {}", quoted(path))).collect()
    }

    /// The built-in routes with the tables that are given, or else those of the configuration.
    pub(crate) fn load(&self, common: &Common) -> Result<Cow<'static, Routes>> {
        load(either(&self.routes, &common.config.routes))
    }
}

/// The built-in routes with the tables at some paths, files or folders, in their order.
pub(crate) fn load(paths: &[PathBuf]) -> Result<Cow<'static, Routes>> {
    let mut routes = Cow::Borrowed(Routes::embedded());
    for path in paths {
        for table in tables(path)? {
            add(&table, routes.to_mut())?;
        }
    }
    Ok(routes)
}

/// The files of a path: itself, or the tables of a folder by name.
fn tables(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let told = || format!("{}: cannot be read", path.display());
    let inside = fs::read_dir(path).with_context(told)?.collect::<Result<Vec<_>, _>>().with_context(told)?;
    let is_table = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "tsv") && path.is_file();
    let mut tables: Vec<PathBuf> = inside.into_iter().map(|entry| entry.path()).filter(is_table).collect();
    tables.sort();
    if tables.is_empty() {
        bail!("{}: holds no route table; expected .tsv files as `respell learn` writes them", path.display());
    }
    Ok(tables)
}

fn add(path: &Path, routes: &mut Routes) -> Result<()> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow!("{shown}: there is no such file; expected a route table, or a folder of them"),
        _ => anyhow!("{shown}: cannot be read: {error}"),
    })?;
    let Ok(text) = String::from_utf8(bytes) else {
        bail!("{shown}: is not UTF-8 and so no route table; expected a file as `respell learn` writes it");
    };
    // An editor may have put a byte order mark before the head.
    routes.add(text.strip_prefix('\u{feff}').unwrap_or(&text)).map_err(|error| match error {
        RouteError::Table(error) => anyhow!("{shown}:{}: {}", error.line, error.message),
        error => anyhow!("{shown}: {error}"),
    })
}
