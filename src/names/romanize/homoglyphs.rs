//! Letters of another script that look like those of the word they stand in.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use super::table;

pub(super) const HOMOGLYPHS: &str = include_str!("../../../data/scripts/homoglyphs.tsv");
const SCRIPTS: [Script; 3] = [Script::Latin, Script::Cyrillic, Script::Greek];

/// The word with its look-alike letters in the script of the others: Кherson with a Cyrillic К is Kherson.
///
/// Each hyphen part is looked at by itself, so that ВВС-style stays as it is. `None` if no part mixes scripts, or if a
/// mixed part has no majority script or an odd letter that looks like none of it. A Latin name with a Cyrillic case
/// ending is left alone where the ending has such a letter (Wagnerов); Wagnerа cannot be told from a slip.
///
/// ```
/// use respell::names::romanize::repair_homoglyphs;
///
/// assert_eq!(repair_homoglyphs("Кherson").as_deref(), Some("Kherson"));
/// assert_eq!(repair_homoglyphs("Xерсон").as_deref(), Some("Херсон"));
/// assert_eq!(repair_homoglyphs("Kherson"), None);
/// assert_eq!(repair_homoglyphs("Жerson"), None);
/// ```
#[must_use]
pub fn repair_homoglyphs(word: &str) -> Option<String> {
    let composed: String = word.nfc().collect();
    let mut repaired = String::with_capacity(composed.len());
    let mut mixed = false;
    for part in composed.split_inclusive(|c: char| !is_word(c)) {
        let scripts = scripts_in(part);
        if scripts.iter().filter(|&&count| count > 0).count() < 2 {
            repaired.push_str(part);
            continue;
        }
        mixed = true;
        let target = majority(scripts)?;
        for c in part.chars() {
            repaired.push(in_script(c, target)?);
        }
    }
    mixed.then_some(repaired)
}

/// Marks and apostrophes are of the word: О'Brien is one part.
fn is_word(c: char) -> bool {
    c.is_alphabetic() || c.script() == Script::Inherited || matches!(c, '\'' | '’' | 'ʼ')
}

/// How many letters of each of [`SCRIPTS`] there are.
fn scripts_in(part: &str) -> [usize; 3] {
    SCRIPTS.map(|script| part.chars().filter(|c| c.script() == script).count())
}

fn majority(counts: [usize; 3]) -> Option<Script> {
    let total: usize = counts.iter().sum();
    let most = counts.iter().position(|count| count * 2 > total)?;
    Some(SCRIPTS[most])
}

fn in_script(c: char, target: Script) -> Option<char> {
    if c.script() == target || !SCRIPTS.contains(&c.script()) {
        return Some(c);
    }
    let column = SCRIPTS.iter().position(|&script| script == target)?;
    look_alikes().get(&c)?[column]
}

/// For each letter its look-alike in each of [`SCRIPTS`].
fn look_alikes() -> &'static FxHashMap<char, [Option<char>; 3]> {
    static TABLE: LazyLock<FxHashMap<char, [Option<char>; 3]>> = LazyLock::new(|| {
        let mut look_alikes = FxHashMap::default();
        for cells in table(HOMOGLYPHS) {
            let mut row = [None; 3];
            for (place, cell) in row.iter_mut().zip(cells) {
                *place = cell.chars().next().filter(|&c| c != '-');
            }
            for letter in row.into_iter().flatten() {
                look_alikes.entry(letter).or_insert(row);
            }
        }
        look_alikes
    });
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_letters_are_repaired_and_only_those() {
        for (word, repaired) in [
            ("Кherson", Some("Kherson")),
            ("Кherson-based", Some("Kherson-based")),
            ("Sаrdо", Some("Sardo")),
            ("О’Brien", Some("O’Brien")),
            ("Xерсон", Some("Херсон")),
            ("Киïв", Some("Київ")),
            ("Киi\u{308}в", Some("Київ")),
            ("Αthens", Some("Athens")),
            ("Aθήνα", Some("Αθήνα")),
            ("ВВС-style", None),
            ("Нью-York", None),
            ("Wagnerу", Some("Wagnery")),
            ("Wagnerов", None),
            ("Мy", None),
            ("Херсон", None),
            ("", None),
        ] {
            assert_eq!(repair_homoglyphs(word).as_deref(), repaired, "{word}");
        }
    }

    #[test]
    fn every_letter_stands_in_the_column_of_its_script_and_once() {
        let mut seen = std::collections::HashSet::new();
        for cells in table(HOMOGLYPHS) {
            assert_eq!(cells.len(), 3, "{cells:?}");
            for (cell, script) in cells.iter().zip(SCRIPTS).filter(|(cell, _)| **cell != "-") {
                let letters: Vec<char> = cell.chars().collect();
                assert_eq!(letters.len(), 1, "{cells:?}");
                assert_eq!(letters[0].script(), script, "{cells:?}");
                assert!(seen.insert(letters[0]), "{cell} stands twice");
            }
        }
    }
}
