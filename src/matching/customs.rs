//! Spellings that a custom gives for a word of the list: a romanization scheme, or the neighbouring language for a given name.

use rustc_hash::FxHashMap;

use super::stock::{Stock, Stocking};
use crate::names::array::Array;

/// By spelling (working letters), the words that a custom writes so.
#[derive(Clone, Debug, Default)]
pub(super) struct Customs {
    /// The spellings, by number.
    spellings: Stock,
    /// By number: where its words begin in `words`; one more at the end.
    starts: Array<u32>,
    /// The number of a word, and of the custom by which it is written so.
    words: Array<[u32; 2]>,
    labels: Vec<Box<str>>,
}

/// Spellings being collected.
#[derive(Clone, Debug, Default)]
pub(super) struct Customary {
    known: FxHashMap<Box<[u8]>, Vec<[u32; 2]>>,
    labels: Vec<Box<str>>,
}

impl Customary {
    /// Notes that the custom called `label` writes a word so. Of several customs the first is named.
    pub(super) fn add(&mut self, spelling: Vec<u8>, word: u32, label: &str) {
        let number = self.labels.iter().position(|known| **known == *label).unwrap_or_else(|| {
            self.labels.push(label.into());
            self.labels.len() - 1
        });
        let words = self.known.entry(spelling.into()).or_default();
        if !words.iter().any(|[known, _]| *known == word) {
            words.push([word, u32::try_from(number).unwrap_or(u32::MAX)]);
        }
    }

    /// Lays the spellings out, in their order.
    pub(super) fn finish(self) -> Customs {
        let mut known: Vec<_> = self.known.into_iter().collect();
        known.sort_unstable();
        let (mut spellings, mut starts, mut words) = (Stocking::default(), vec![0], Vec::new());
        for (spelling, own) in known {
            // Working letters are of ASCII.
            spellings.number_or_new(&String::from_utf8_lossy(&spelling));
            words.extend(own);
            starts.push(u32::try_from(words.len()).expect("fewer than four thousand million spellings"));
        }
        Customs { spellings: spellings.finish(), starts: starts.into(), words: words.into(), labels: self.labels }
    }
}

impl Customs {
    /// The words that a custom writes so, each with the name of the custom.
    pub(super) fn words(&self, spelling: &[u8]) -> impl Iterator<Item = (u32, &str)> {
        let number = std::str::from_utf8(spelling).ok().and_then(|spelling| self.spellings.number(spelling));
        let start = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let range = number.map_or(0..0, |number| start(number as usize)..start(number as usize + 1));
        let words = self.words.get(range).unwrap_or_default();
        words.iter().filter_map(|[word, label]| Some((*word, &**self.labels.get(*label as usize)?)))
    }

    /// The rows of numbers that it is made of, each with two letters for its name.
    pub(super) fn rows(&self) -> Vec<(String, Vec<u8>)> {
        let spellings = self.spellings.rows().into_iter().map(|(name, bytes)| (format!("s{name}"), bytes.to_vec()));
        let own = [
            ("cs".to_owned(), self.starts.bytes().to_vec()),
            ("cw".to_owned(), self.words.bytes().to_vec()),
            ("cl".to_owned(), self.labels.join("\n").into_bytes()),
        ];
        spellings.chain(own).collect()
    }

    /// The customs of such rows; nothing if one of them is no row of its numbers.
    pub(super) fn of_rows(mut row: impl FnMut(&str) -> Option<Array<u8>>) -> Option<Self> {
        let labels = row("cl")?;
        let labels = std::str::from_utf8(&labels).ok()?.lines().map(Into::into).collect();
        let spellings = Stock::of_rows(|name| row(&format!("s{name}")))?;
        Some(Self { spellings, starts: row("cs")?.cast().ok()?, words: row("cw")?.cast().ok()?, labels })
    }
}

#[cfg(test)]
mod tests {
    use super::Customary;

    #[test]
    fn words_are_found_by_their_spelling() {
        let mut customary = Customary::default();
        for (spelling, word, label) in [("kiev", 1, "bgn"), ("kiev", 2, "press"), ("kiev", 1, "iso"), ("lwow", 3, "press")] {
            customary.add(spelling.as_bytes().to_vec(), word, label);
        }
        let customs = customary.finish();
        let found = |spelling: &str| customs.words(spelling.as_bytes()).collect::<Vec<_>>();
        assert_eq!(found("kiev"), [(1, "bgn"), (2, "press")]);
        assert_eq!(found("lwow"), [(3, "press")]);
        assert_eq!(found("kyiv"), []);
    }
}
