//! The tables by which variants are made. None of them is learnt, and nothing is learnt from them.

use std::sync::LazyLock;

/// Letters and what is written for them.
pub(super) type Swaps = Vec<(&'static str, &'static str)>;

/// Letters that look alike.
pub(super) static OCR: LazyLock<Swaps> = LazyLock::new(|| pairs(include_str!("../../../../data/injection/ocr.tsv")));
/// Letters that sound alike.
pub(super) static HEARING: LazyLock<Swaps> = LazyLock::new(|| pairs(include_str!("../../../../data/injection/hearing.tsv")));
/// Each letter with the keys beside it.
pub(super) static KEYBOARD: LazyLock<Swaps> = LazyLock::new(|| pairs(include_str!("../../../../data/injection/keyboard.tsv")));
/// What stands before a vowel, and the katakana with a, i, u, e, o and without.
pub(super) static KANA: LazyLock<Vec<Vec<&'static str>>> =
    LazyLock::new(|| rows(include_str!("../../../../data/injection/kana.tsv")).collect());

/// The cells of a table, `-` being nothing.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(|cell| if cell == "-" { "" } else { cell }).collect())
}

fn pairs(table: &'static str) -> Swaps {
    rows(table).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::{HEARING, KANA, KEYBOARD, OCR};

    #[test]
    fn the_tables_are_whole() {
        assert!(KANA.iter().all(|row| row.len() == 7), "{:?}", *KANA);
        assert_eq!(KEYBOARD.len(), 26);
        for (was, now) in KEYBOARD.iter() {
            for beside in now.chars() {
                let back = KEYBOARD.iter().find(|(key, _)| key.starts_with(beside)).is_some_and(|(_, keys)| keys.contains(was));
                assert!(back, "{was} is beside {beside}, and not the other way round");
            }
        }
        assert!(OCR.iter().chain(HEARING.iter()).all(|(was, now)| !was.is_empty() && !now.is_empty() && was != now));
    }
}
