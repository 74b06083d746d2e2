//! Clean texts, and where in them places are marked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::super::sheet::Sheet;
use super::super::texts::Text;

/// A place in a text, spelled as the name it has elsewhere.
pub(super) struct Place {
    /// In bytes.
    pub(super) start: usize,
    pub(super) name: String,
}

/// A text with its places in order.
pub(super) struct Marked {
    pub(super) text: Text,
    pub(super) places: Vec<Place>,
}

/// The texts of JSON Lines with `id` and `text`.
pub(crate) fn documents(path: &Path) -> Result<Vec<Text>> {
    let told = || format!("{} cannot be read", path.display());
    let lines = fs::read_to_string(path).with_context(told)?;
    let document = |line: &str| {
        let value: Value = serde_json::from_str(line)?;
        let field = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Text { name: field("id"), text: field("text") })
    };
    lines.lines().map(document).collect::<Result<_, serde_json::Error>>().with_context(told)
}

/// Where the places of a file of texts are marked, if nobody says otherwise: `x.docs.jsonl` has `x.mentions.tsv` beside it.
pub(super) fn beside(texts: &Path) -> PathBuf {
    let name = texts.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".jsonl").unwrap_or(&name);
    texts.with_file_name(format!("{}.mentions.tsv", stem.strip_suffix(".docs").unwrap_or(stem)))
}

/// The texts with those places whose spelling is the canonical one: `Pandi` for “Pandi, Bulacan”, and not `U.S.`.
pub(super) fn read(texts: &Path, places: &Path) -> Result<Vec<Marked>> {
    let mut sheet = Sheet::read(places)?;
    let mut column = |name: &str| sheet.column(Some(name), &[]);
    let [doc, start, surface, canonical] = ["doc", "start", "surface", "canonical"].map(&mut column);
    let [doc, start, surface, canonical] = [doc?, start?, surface?, canonical?];
    let mut marked: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for row in sheet.take_rows() {
        let (Ok(start), name) = (row.cell(start).parse(), row.cell(surface)) else {
            bail!("{}:{}: “{}” is no offset; expected a number of characters", places.display(), row.line, row.cell(start));
        };
        if base(row.cell(canonical)) == name {
            marked.entry(row.cell(doc).to_owned()).or_default().push((start, name.to_owned()));
        }
    }
    let of_text = |text: Text| {
        let places = found(&text.text, marked.remove(&text.name).unwrap_or_default());
        Marked { text, places }
    };
    Ok(documents(texts)?.into_iter().map(of_text).collect())
}

/// A title without what tells it from others: “Paris, Texas”, “Georgia (country)”.
fn base(title: &str) -> &str {
    let end = title.find([',', '(']).unwrap_or(title.len());
    title[..end].trim_end()
}

/// The places that stand where they are said to, from characters to bytes, without overlap.
fn found(text: &str, mut marked: Vec<(usize, String)>) -> Vec<Place> {
    marked.sort();
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut places: Vec<Place> = Vec::new();
    for (start, name) in marked {
        let Some(start) = offsets.get(start).copied() else { continue };
        let is_free = places.last().is_none_or(|last| last.start + last.name.len() <= start);
        if is_free && text[start..].starts_with(&name) {
            places.push(Place { start, name });
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{base, beside, found};

    #[test]
    fn titles_are_cut() {
        for (title, name) in [("Pandi, Bulacan", "Pandi"), ("Georgia (country)", "Georgia"), ("New York City", "New York City")] {
            assert_eq!(base(title), name);
        }
        assert_eq!(beside(Path::new("a/x.docs.jsonl")), Path::new("a/x.mentions.tsv"));
    }

    #[test]
    fn offsets_are_of_characters() {
        let marked =
            [(8, "Gdańsk"), (3, "Łódź"), (10, "ańsk"), (99, "Oslo"), (0, "Oslo")].map(|(at, name)| (at, name.to_owned()));
        let places = found("At Łódź Gdańsk", marked.to_vec());
        let told: Vec<_> = places.iter().map(|place| (place.start, place.name.as_str())).collect();
        assert_eq!(told, [(3, "Łódź"), (11, "Gdańsk")]);
    }
}
