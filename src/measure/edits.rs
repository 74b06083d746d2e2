//! Edits, counted word by word.
//!
//! An edit is a stretch of words with what stands there then. A wrong correction of a marked name is therefore one wrong and one missed
//! edit, and a byte that changes outside the marks is wrong, whatever the reason. Counts are those of the benchmark's `score_text.py`,
//! which compares texts with Python's `difflib`.

use std::collections::BTreeSet;

use super::blocks::{Block, blocks, words};

/// Where in the raw text, in bytes, and what stands there then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// The first byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
    /// What stands there in the other text.
    pub now: String,
}

/// Edits that are right, that are wrong, and that were to be made and were not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Made, and marked.
    pub right: usize,
    /// Made, and not marked.
    pub wrong: usize,
    /// Marked, and not made.
    pub missed: usize,
}

impl Tally {
    /// The share of the edits made that is right; 1 if none is made.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.wrong)
    }

    /// The share of the marked edits that is made; 1 if none is marked.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.missed)
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    /// Both counts together, the other's this many times.
    #[must_use]
    pub const fn plus(self, other: Self, times: usize) -> Self {
        Self {
            right: self.right + other.right * times,
            wrong: self.wrong + other.wrong * times,
            missed: self.missed + other.missed * times,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of counts of words")]
fn share(right: usize, other: usize) -> f64 {
    if right + other == 0 { 1.0 } else { right as f64 / (right + other) as f64 }
}

/// The edits that turn one text into the other: what stands between the blocks that both have.
///
/// ```
/// use respell::measure::edits;
/// let found = edits("Astra Zenica in Odessa.", "AstraZeneca in Odessa.");
/// assert_eq!(found.first().map(|edit| (edit.start, edit.end, &*edit.now)), Some((0, 12, "AstraZeneca")));
/// ```
#[must_use]
pub fn edits(raw: &str, out: &str) -> BTreeSet<Edit> {
    let (old, new) = (words(raw), words(out));
    let mut starts = vec![0];
    starts.extend(old.iter().scan(0, |end, word| {
        *end += word.len();
        Some(*end)
    }));
    let mut blocks = blocks(&old, &new);
    blocks.push(Block { old: old.len(), new: new.len(), length: 0 });
    let (mut edits, mut at) = (BTreeSet::new(), (0, 0));
    for block in blocks {
        if (block.old, block.new) != at {
            edits.insert(Edit { start: starts[at.0], end: starts[block.old], now: new[at.1..block.new].concat() });
        }
        at = (block.old + block.length, block.new + block.length);
    }
    edits
}

/// Holds the edits that were made against those that are marked.
#[must_use]
pub fn tally(gold: &BTreeSet<Edit>, got: &BTreeSet<Edit>) -> Tally {
    let right = gold.intersection(got).count();
    Tally { right, wrong: got.len() - right, missed: gold.len() - right }
}

/// The same by paragraph: for each line of `raw` that is not blank its number of words and its counts. An edit belongs to the paragraph
/// in which it begins, or to the one before if that is blank.
#[must_use]
pub fn tally_by_paragraph(raw: &str, gold: &BTreeSet<Edit>, got: &BTreeSet<Edit>) -> Vec<(usize, Tally)> {
    let mut paragraphs: Vec<(usize, usize, Tally)> = Vec::new();
    let mut start = 0;
    for line in raw.split_inclusive('\n') {
        if !line.trim().is_empty() || paragraphs.is_empty() {
            paragraphs.push((start, line.split_whitespace().count(), Tally::default()));
        }
        start += line.len();
    }
    for edit in gold.union(got) {
        let own = paragraphs.partition_point(|(start, ..)| *start <= edit.start);
        let Some((.., tally)) = own.checked_sub(1).and_then(|own| paragraphs.get_mut(own)) else { continue };
        *(match (gold.contains(edit), got.contains(edit)) {
            (true, true) => &mut tally.right,
            (true, false) => &mut tally.missed,
            _ => &mut tally.wrong,
        }) += 1;
    }
    paragraphs.into_iter().map(|(_, words, tally)| (words, tally)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::marked::Marked;
    use super::{Tally, edits, tally, tally_by_paragraph};

    #[test]
    fn edits_are_counted_word_by_word() {
        let text = "The {{Odessa=>Odesa}} {{Zelensky=>Zelenskyy}}'s boat, also {{Rolls Royce=>Rolls-Royce}}.";
        let Marked { raw, wanted } = Marked::parse(text).expect("the marks close");
        assert_eq!(raw, "The Odessa Zelensky's boat, also Rolls Royce.");
        assert_eq!(wanted, "The Odesa Zelenskyy's boat, also Rolls-Royce.");
        let got = edits(&raw, "The Odesa Zelenskaya's boat, Saldo Rolls Royce.");
        assert_eq!(tally(&edits(&raw, &wanted), &got), Tally { right: 1, wrong: 2, missed: 2 });
    }

    #[test]
    fn paragraphs_add_up() {
        let raw = "Odessa and Kiev.\n\nLvov\n";
        let (gold, got) = (edits(raw, "Odesa and Kyiv.\n\nLviv\n"), edits(raw, "Odesa und Kiev.\n\nLviv\n"));
        let told = tally_by_paragraph(raw, &gold, &got);
        assert_eq!(told, [(3, Tally { right: 1, wrong: 1, missed: 1 }), (1, Tally { right: 1, wrong: 0, missed: 0 })]);
        let sum = told.iter().fold(Tally::default(), |sum, (_, part)| sum.plus(*part, 1));
        assert_eq!(sum, tally(&gold, &got));
    }

    #[test]
    fn nothing_made_is_precise() {
        let none = Tally::default();
        assert_eq!((none.precision(), none.recall(), none.f1()), (1.0, 1.0, 1.0));
    }
}
