//! What users would pick instead: string distances of the `strsim` crate.
//!
//! They get what a careful user would give them: lower-case letters without marks, and words of other scripts written in Latin letters
//! by the same tables that respell has. Compared as written they would find nothing across scripts, and prove nothing.

use respell::names::letters::letters;
use respell::text::Reading;

/// A string distance, as a likeness between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Baseline {
    JaroWinkler,
    Levenshtein,
    Osa,
}

impl Baseline {
    pub(super) const ALL: [Self; 3] = [Self::JaroWinkler, Self::Levenshtein, Self::Osa];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::JaroWinkler => "Jaro-Winkler",
            Self::Levenshtein => "Levenshtein",
            Self::Osa => "OSA",
        }
    }

    /// How alike two folded names are.
    pub(super) fn likeness(self, a: &str, b: &str) -> f64 {
        match self {
            Self::JaroWinkler => strsim::jaro_winkler(a, b),
            Self::Levenshtein => strsim::normalized_levenshtein(a, b),
            Self::Osa => normalized(strsim::osa_distance(a, b), a, b),
        }
    }

    /// The most that the lengths allow; much cheaper than the likeness.
    pub(super) fn bound(self, a: &str, b: &str) -> f64 {
        match self {
            Self::JaroWinkler => 1.0,
            Self::Levenshtein | Self::Osa => normalized(a.len().abs_diff(b.len()), a, b),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of names")]
fn normalized(distance: usize, a: &str, b: &str) -> f64 {
    let longest = a.len().max(b.len());
    if longest == 0 { 1.0 } else { 1.0 - distance as f64 / longest as f64 }
}

/// A name as the baselines see it: ASCII, word by word.
pub(super) fn folded(name: &str) -> String {
    let words = name.split_whitespace().map(|word| letters(word, Reading::Plain)).filter(|word| !word.is_empty());
    words.map(|word| String::from_utf8_lossy(&word).into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Baseline, folded};

    #[test]
    fn names_are_folded_word_by_word() {
        assert_eq!(folded("  Łódź Kaliska "), "lodz kaliska");
        assert_eq!(folded("Київ"), "kyiv");
    }

    #[test]
    fn lengths_bound_likeness() {
        for (a, b) in [("kyiv", "kiev"), ("a", "abcdef"), ("", "x"), ("", "")] {
            for baseline in Baseline::ALL {
                assert!(baseline.likeness(a, b) <= baseline.bound(a, b) + 1e-12, "{a} {b} {baseline:?}");
            }
        }
    }
}
