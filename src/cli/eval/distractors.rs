//! Gazetteers enlarged by names of somebody else, chosen as the benchmark's `add_distractors.py` chooses them.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::sheet::Sheet;

/// A name with the kind of thing that has it.
pub(super) type Named = (String, String);

/// The names of `distractors.tsv`, in its order.
#[derive(Default)]
pub(super) struct Distractors(Vec<Named>);

impl Distractors {
    /// Names with their kinds, in this order.
    #[cfg(test)]
    pub(super) fn of(names: &[(&str, &str)]) -> Self {
        Self(names.iter().map(|(name, kind)| ((*name).to_owned(), (*kind).to_owned())).collect())
    }

    pub(super) fn read(path: &Path) -> Result<Self> {
        let mut sheet = Sheet::read(path)?;
        let (name, kind) = (sheet.column(Some("name"), &[])?, sheet.column(Some("kind"), &[])?);
        Ok(Self(sheet.take_rows().iter().map(|row| (row.cell(name).to_owned(), row.cell(kind).to_owned())).collect()))
    }

    /// The gazetteer of a case's folder with `count` more names.
    pub(super) fn enlarge(&self, case: &Path, count: usize) -> Result<Gazetteer> {
        let read = |file: &str| fs::read_to_string(case.join(file)).with_context(|| format!("{file} of {}", case.display()));
        let (text, list) = (read("text.marked")?, read("gazetteer.csv")?);
        let mut taken = words(&text);
        let mut rows = csv::Reader::from_reader(list.as_bytes());
        let header = rows.headers()?.clone();
        let named: Vec<usize> =
            ["name", "aliases"].iter().filter_map(|own| header.iter().position(|cell| cell == *own)).collect();
        for row in rows.records() {
            let row = row?;
            named.iter().filter_map(|at| row.get(*at)).for_each(|cell| taken.extend(words(cell)));
        }
        let mut table = csv::Writer::from_writer(format!("{}\n", list.trim_end_matches('\n')).into_bytes());
        for (number, (name, kind)) in self.strangers(&taken).take(count).enumerate() {
            table.write_record([&format!("d{number}"), name, kind, ""])?;
        }
        let bytes = table.into_inner().context("the enlarged list cannot be held in memory")?;
        Ok(Gazetteer::read(&bytes, "the enlarged gazetteer", Shape::Csv, &LoadOptions::default())?.gazetteer)
    }

    /// The names none of whose words is taken, so that each is somebody else's.
    pub(super) fn strangers<'a>(&'a self, taken: &'a FxHashSet<String>) -> impl Iterator<Item = &'a Named> {
        self.0.iter().filter(|(name, _)| words(name).is_disjoint(taken))
    }
}

/// The runs of letters of a text, case and diacritics aside.
pub(super) fn words(text: &str) -> FxHashSet<String> {
    let is_letter = |letter: char| letter.is_alphanumeric() && !letter.is_numeric();
    text.split(|letter| !is_letter(letter)).filter(|word| !word.is_empty()).map(fold).collect()
}

/// `to_lowercase` is no case folding, for which ß is ss and ς is σ.
fn fold(word: &str) -> String {
    let small = word.to_lowercase().replace('ß', "ss").replace('ς', "σ");
    small.nfkd().filter(|letter| !is_combining_mark(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Distractors, words};

    fn distractors(names: &[&str]) -> Distractors {
        Distractors::of(&names.iter().map(|name| (*name, "place")).collect::<Vec<_>>())
    }

    #[test]
    fn words_are_runs_of_letters_without_marks() {
        let mut found: Vec<String> = words("Łódź-Bałuty, O'Brien's STRAẞE 42a_b").into_iter().collect();
        found.sort();
        assert_eq!(found, ["a", "b", "bałuty", "brien", "o", "s", "strasse", "łodz"]);
    }

    #[test]
    fn a_name_of_the_text_or_the_list_is_no_stranger() {
        let taken = words("The boats of Gdansk left; {{Odessa=>Odesa}} waited.");
        for (name, is_stranger) in [
            ("Gdańsk", false),
            ("New Odessa", false),
            ("Odesa", false),
            ("Odes", true),
            ("Port Elgin", true),
            ("The Hague", false),
        ] {
            assert_eq!(distractors(&[name]).strangers(&taken).count() == 1, is_stranger, "{name}");
        }
    }

    #[test]
    fn the_order_of_the_list_decides() {
        let all = distractors(&["Alma", "Berlin", "Corunna", "Delft"]);
        let taken = words("Berlin");
        let names: Vec<&str> = all.strangers(&taken).take(2).map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Alma", "Corunna"]);
    }
}
