//! What a trait of a pair says: piecewise linear, with weights that are learnt and kept in `data/weights/compare.tsv`.

use std::fmt::Write as _;
use std::sync::LazyLock;

/// A trait of a pair of names: a number of which each stretch between two knots has its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trait {
    /// Its name in the table.
    pub id: &'static str,
    /// Where the stretches begin; the last has no end.
    pub knots: &'static [f64],
    /// Whether more of it can only speak for one name (1), against it (−1), or either (0). So equal names score highest: what may speak for
    /// names that differ is less than what equality adds.
    pub sign: f64,
}

macro_rules! traits {
    ($($constant:ident = $id:literal, $sign:literal, $knots:expr;)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "they only number the constants below")]
        enum Number { $($constant),* }
        $(pub(super) const $constant: usize = Number::$constant as usize;)*
        /// All traits.
        pub const TRAITS: &[Trait] = &[$(Trait { id: $id, knots: $knots, sign: $sign }),*];
    };
}

traits! {
    PAIR = "pair", 0.0, &[0.0];
    RATIO = "whole-ratio", 1.0, &[-20.0, 0.0, 20.0, 40.0, 60.0, 80.0];
    RATIO_LETTER = "whole-ratio-a-letter", 1.0, &[-8.0, -4.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0];
    SHARE = "share-agreed", 1.0, &[0.0, 0.33, 0.66];
    WHOLE_COST = "whole-cost-a-letter", -1.0, &[0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0];
    WHOLE_EDITS = "whole-edits-a-letter", -1.0, &[0.0, 0.2, 0.4, 0.6];
    SHORT = "differs-and-short-of-ten-letters", -1.0, &[0.0, 2.0, 4.0, 6.0];
    OWN_EDITS = "script-edits-a-letter", -1.0, &[0.0, 0.3, 0.6];
    ROUTE = "route", 0.0, &[0.0];
    ROUTE_SHORT = "route-short-of-60", -1.0, &[0.0, 15.0, 30.0, 45.0, 60.0];
    ROUTE_COST = "route-cost-a-letter", -1.0, &[0.0, 2.0, 4.0, 6.0];
    ROMANIZED = "romanized", 0.0, &[0.0];
    ROMANIZED_COST = "romanized-cost-a-letter", -1.0, &[0.0, 1.0, 2.0, 4.0, 6.0];
    ROMANIZED_EDITS = "romanized-edits-a-letter", -1.0, &[0.0, 0.2, 0.4, 0.6];
    WORD_COST = "word-cost", -1.0, &[0.0, 8.0, 20.0, 40.0];
    WORD_LETTER = "word-cost-a-letter", -1.0, &[0.0, 1.0, 2.5, 5.0];
    WORD_OWN = "word-script-edits-a-letter", -1.0, &[0.0, 0.3, 0.6];
    WORD_ROUTE = "word-route-cost-a-letter", -1.0, &[0.0, 3.0, 6.0, 10.0];
    DIVISION = "division", -1.0, &[0.0];
    INITIAL = "initial", -1.0, &[0.0];
    LACK = "lacking-word", -1.0, &[0.0];
    LACK_RARE = "lacking-word-decibans", -1.0, &[0.0, 30.0, 60.0];
    LACK_PATRONYMIC = "lacking-patronymic", -1.0, &[0.0];
    LACK_INITIAL = "lacking-initial", -1.0, &[0.0];
    LACK_SMALL = "lacking-particle", -1.0, &[0.0];
    LACK_GENERIC = "lacking-generic", -1.0, &[0.0];
    LACK_TITLE = "lacking-title", -1.0, &[0.0];
    LACK_NUMBER = "lacking-number", -1.0, &[0.0];
    CONTRADICTION = "contradiction", -1.0, &[0.0];
    CONTRADICTION_RARE = "contradiction-decibans", -1.0, &[0.0, 30.0, 60.0];
    TURNED = "turned", -1.0, &[0.0];
    SHUFFLED = "shuffled", -1.0, &[0.0];
}

/// The stretches of a trait that a value covers: the number of the stretch among those of all traits, and how much of it.
pub(super) fn stretches(number: usize, value: f64, out: &mut Vec<(usize, f64)>) {
    let first: usize = TRAITS[..number].iter().map(|other| other.knots.len()).sum();
    let knots = TRAITS[number].knots;
    for (at, knot) in knots.iter().enumerate() {
        let end = knots.get(at + 1).copied().unwrap_or(f64::INFINITY);
        let covered = (value - knot).clamp(0.0, end - knot);
        if covered > 0.0 {
            out.push((first + at, covered));
        }
    }
}

/// Decibans for each unit of each stretch of each trait.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f64>);

/// What is wrong with a table of weights.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("weights of compare, line {line}: {message}")]
pub struct WeightsError {
    /// The line, from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl Weights {
    /// The weights that are built in.
    ///
    /// # Panics
    /// Never: a test reads the embedded table.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Weights> = LazyLock::new(|| {
            let table = include_str!("../../../data/weights/compare.tsv");
            Weights::parse(table).expect("the embedded table is read by a test")
        });
        &EMBEDDED
    }

    /// Weights in the order of [`stretches_len`]'s stretches; what is lacking at the end is 0.
    #[must_use]
    pub fn new(mut weights: Vec<f64>) -> Self {
        weights.resize(stretches_len(), 0.0);
        Self(weights)
    }

    /// Reads a table: trait, knot and decibans for a unit, parted by tabs. `#` begins a comment. What is not listed weighs nothing.
    ///
    /// # Errors
    /// What is wrong with the table, with its line.
    pub fn parse(table: &str) -> Result<Self, WeightsError> {
        let mut weights = vec![0.0; stretches_len()];
        for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let wrong = |message: String| WeightsError { line: at + 1, message };
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, knot, decibans] = cells[..] else {
                return Err(wrong(format!("{} cells; expected a trait, a knot and decibans", cells.len())));
            };
            let number = |cell: &str| cell.parse::<f64>().ok().filter(|number| number.is_finite());
            let (Some(knot), Some(decibans)) = (number(knot), number(decibans)) else {
                return Err(wrong(format!("“{knot}” and “{decibans}”; expected numbers")));
            };
            let stretch = names().position(|(known, from)| known == id && (from - knot).abs() < 1e-9);
            weights[stretch.ok_or_else(|| wrong(format!("there is no trait “{id}” with a knot at {knot}")))?] = decibans;
        }
        Ok(Self(weights))
    }

    /// The table, as [`Self::parse`] reads it.
    #[must_use]
    pub fn to_table(&self) -> String {
        let mut out = String::new();
        for ((id, knot), decibans) in names().zip(&self.0) {
            let _ = writeln!(out, "{id}\t{knot}\t{decibans:.4}");
        }
        out
    }

    /// What each trait says of its stretches, in the order of the traits; those that say nothing are left out.
    pub(super) fn by_trait(&self, covered: &[(usize, f64)]) -> Vec<(&'static str, f64)> {
        let mut said: Vec<(&'static str, f64)> = Vec::new();
        for (stretch, covered) in covered {
            let Some((id, _)) = names().nth(*stretch) else { continue };
            let decibans = self.0[*stretch] * covered;
            match said.iter_mut().find(|(known, _)| *known == id) {
                Some((_, sum)) => *sum += decibans,
                None => said.push((id, decibans)),
            }
        }
        said
    }

    /// What some stretches say together.
    pub(super) fn decibans(&self, covered: &[(usize, f64)]) -> f64 {
        covered.iter().map(|(stretch, covered)| self.0[*stretch] * covered).sum()
    }
}

/// How many stretches all traits have.
#[must_use]
pub fn stretches_len() -> usize {
    TRAITS.iter().map(|known| known.knots.len()).sum()
}

fn names() -> impl Iterator<Item = (&'static str, f64)> {
    TRAITS.iter().flat_map(|known| known.knots.iter().map(|knot| (known.id, *knot)))
}

#[cfg(test)]
mod tests {
    use super::{TRAITS, Weights, WeightsError, stretches};

    #[test]
    fn the_embedded_table_is_read_and_keeps_its_signs() {
        let weights = Weights::embedded();
        let signs = TRAITS.iter().flat_map(|known| known.knots.iter().map(|_| known.sign));
        assert!(weights.0.iter().zip(signs).all(|(weight, sign)| weight * sign >= 0.0), "{}", weights.to_table());
        assert_eq!(Weights::parse(&weights.to_table()).unwrap(), *weights);
    }

    #[test]
    fn a_table_that_is_wrong_says_where() {
        let error = |table: &str| Weights::parse(table).unwrap_err();
        assert_eq!(error("# x\npair\t0").line, 2);
        assert_eq!(
            error("pair\t1\t2"),
            WeightsError { line: 1, message: "there is no trait “pair” with a knot at 1".to_owned() }
        );
        assert!(error("pair\t0\tNaN").to_string().contains("expected numbers"));
    }

    #[test]
    fn stretches_add_up_to_the_value() {
        let mut out = Vec::new();
        stretches(super::RATIO, 33.0, &mut out);
        assert_eq!(out.iter().map(|(_, covered)| covered).sum::<f64>(), 53.0, "from the first knot, −20, on");
    }
}
