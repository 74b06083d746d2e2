//! Words beside a name that say what kind of thing it names: `in Lviv`, `the goalkeeper Dudek`, `the band Danzig`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Where a word stands to speak of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Directly before it: in, near.
    Before,
    /// Before it with `of` between: the city of, the people of.
    Of,
    /// Directly behind it: said, told.
    After,
    /// Beside it as another word for it: the goalkeeper Dudek; Dnipro, the river.
    Gloss,
}

/// What the word says of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// It is a person.
    Person,
    /// It is a place.
    Place,
    /// It is a body.
    Organisation,
    /// It is none of these: a ship, a band, a dish.
    Thing,
}

/// The words that speak of the kind of a name, English.
#[derive(Debug)]
pub struct SettingWords {
    words: FxHashMap<(&'static str, Side), Speaks>,
}

impl SettingWords {
    /// The list that is built in.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static LIST: LazyLock<SettingWords> = LazyLock::new(SettingWords::build);
        &LIST
    }

    fn build() -> Self {
        let rows = include_str!("../../data/lexicon/kind-words-en.tsv").lines().filter(|line| !line.starts_with('#'));
        Self { words: rows.filter_map(row).collect() }
    }

    /// What `word`, in lower case without marks, says of a name on whose side it stands.
    #[must_use]
    pub fn speaks(&self, word: &str, side: Side) -> Option<Speaks> {
        // The keys live for ever and the word does not, which a map of tuples cannot see through.
        self.words.get(&(word, side) as &(&str, Side)).copied()
    }
}

fn row(line: &'static str) -> Option<((&'static str, Side), Speaks)> {
    let mut cells = line.split('\t');
    let word = cells.next()?;
    let side = match cells.next()? {
        "before" => Side::Before,
        "of" => Side::Of,
        "after" => Side::After,
        "gloss" => Side::Gloss,
        _ => return None,
    };
    let speaks = match cells.next()? {
        "person" => Speaks::Person,
        "place" => Speaks::Place,
        "organisation" => Speaks::Organisation,
        "thing" => Speaks::Thing,
        _ => return None,
    };
    Some(((word, side), speaks))
}

#[cfg(test)]
mod tests {
    use super::{SettingWords, Side, Speaks};

    #[test]
    fn words_speak_where_they_stand() {
        let words = SettingWords::embedded();
        assert_eq!(words.speaks("goalkeeper", Side::Gloss), Some(Speaks::Person));
        assert_eq!(words.speaks("goalkeeper", Side::Of), None);
        assert_eq!(words.speaks("in", Side::Before), Some(Speaks::Place));
        assert_eq!(words.speaks("band", Side::Gloss), Some(Speaks::Thing));
    }

    #[test]
    fn every_row_of_the_list_is_read() {
        let rows = include_str!("../../data/lexicon/kind-words-en.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(rows.count(), SettingWords::embedded().words.len());
    }
}
