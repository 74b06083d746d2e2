//! Marked texts with the gazetteers they are held against.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use respell::gazetteer::Gazetteer;
use respell::measure::Marked;

use super::super::super::Common;
use super::super::super::common::GazetteerArgs;

/// What a case's folder holds.
const TEXT: &str = "text.marked";
/// See [`TEXT`].
const GAZETTEER: &str = "gazetteer.csv";

/// A marked text and what it is held against.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) text: Marked,
    pub(crate) gazetteer: Arc<Gazetteer>,
    /// Variants that were put into the text, where that is known.
    pub(crate) made: Vec<Made>,
}

/// A variant that was put into a text.
pub(crate) struct Made {
    /// Where it stands in the raw text, in bytes.
    pub(crate) start: usize,
    /// Behind its last byte.
    pub(crate) end: usize,
    /// What it was made by.
    pub(crate) by: &'static str,
}

/// The cases at a path: one, or those of a folder. A gazetteer that is given goes before a folder's own.
pub(crate) fn cases(path: &Path, gazetteer: &GazetteerArgs, common: &Common) -> Result<Vec<Case>> {
    let given = (!gazetteer.gazetteer.is_empty()).then(|| gazetteer.load(common)).transpose()?.map(Arc::new);
    if !path.is_dir() {
        let gazetteer = given.map_or_else(|| gazetteer.load(common).map(Arc::new), Ok)?;
        return Ok(vec![case(path, path, gazetteer)?]);
    }
    let folders = folders(path)?;
    let mut last: Option<(Vec<u8>, Arc<Gazetteer>)> = None;
    let own = |folder: &PathBuf| {
        let gazetteer = match &given {
            Some(given) => given.clone(),
            None => own_gazetteer(folder, &mut last, common)?,
        };
        case(folder, &folder.join(TEXT), gazetteer)
    };
    folders.iter().map(own).collect()
}

/// The gazetteer of a case's folder. An injected set has the same in each, which is made ready once.
fn own_gazetteer(folder: &Path, last: &mut Option<(Vec<u8>, Arc<Gazetteer>)>, common: &Common) -> Result<Arc<Gazetteer>> {
    let path = folder.join(GAZETTEER);
    let told = || format!("{}: a case needs a gazetteer of its own, or -g", folder.display());
    let bytes = fs::read(&path).with_context(told)?;
    match last {
        Some((known, gazetteer)) if *known == bytes => Ok(gazetteer.clone()),
        _ => {
            let gazetteer = Arc::new(GazetteerArgs { gazetteer: vec![path] }.load_own(common).with_context(told)?);
            Ok(last.insert((bytes, gazetteer)).1.clone())
        }
    }
}

/// The folders of cases, by name.
fn folders(path: &Path) -> Result<Vec<PathBuf>> {
    let is_case = |folder: &Path| folder.join(TEXT).is_file();
    if is_case(path) {
        return Ok(vec![path.to_owned()]);
    }
    let told = || format!("{} cannot be read", path.display());
    let inside = fs::read_dir(path).with_context(told)?.collect::<Result<Vec<_>, _>>().with_context(told)?;
    let mut folders: Vec<PathBuf> = inside.into_iter().map(|entry| entry.path()).filter(|folder| is_case(folder)).collect();
    folders.sort();
    if folders.is_empty() {
        bail!("{}: holds no case; expected {TEXT} and {GAZETTEER} in it, or folders that have them", path.display());
    }
    Ok(folders)
}

fn case(named: &Path, path: &Path, gazetteer: Arc<Gazetteer>) -> Result<Case> {
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| format!("{shown} cannot be read"))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{shown} is not UTF-8; save it as UTF-8"))?;
    let text = Marked::parse(&text).with_context(|| format!("{shown} is not marked as expected"))?;
    let name = named.file_name().unwrap_or(named.as_os_str()).to_string_lossy().into_owned();
    Ok(Case { name, text, gazetteer, made: Vec::new() })
}
