//! How far a figure would move if other rows of the same kind had been collected.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::random::Random;

/// How many resamples an interval comes from. With 1,000 its ends lie within about a tenth of its width of where more would put them.
pub const RESAMPLES: u64 = 1_000;
/// The seed of all resamples and samples: the year of the first measurement, as good as any other.
pub const SEED: u64 = 2026;

/// A figure with the interval that holds 95 of 100 resamples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The figure on all rows, each once; not a number where there is nothing to count.
    pub value: f64,
    /// The 2.5th percentile of the resamples.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

/// Resamples of rows, drawn with replacement. Rows that hang together (the variants of one name, the edits of one paragraph) are drawn
/// together: taken one by one they would count as more evidence than they are.
#[derive(Clone, Debug)]
pub struct Bootstrap {
    groups: Vec<Vec<usize>>,
    rows: usize,
}

impl Bootstrap {
    /// Every row by itself.
    #[must_use]
    pub fn of_rows(rows: usize) -> Self {
        Self { groups: (0..rows).map(|row| vec![row]).collect(), rows }
    }

    /// Rows with the same key together.
    #[must_use]
    pub fn of_groups<K: Ord>(keys: impl IntoIterator<Item = K>) -> Self {
        let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        let mut rows = 0;
        for key in keys {
            groups.entry(key).or_default().push(rows);
            rows += 1;
        }
        Self { groups: groups.into_values().collect(), rows }
    }

    /// A statistic on all rows, with its interval. It is given how often each row was drawn.
    ///
    /// ```
    /// use respell::measure::Bootstrap;
    /// let heads = [true, false, true, true];
    /// let share = Bootstrap::of_rows(4).estimate(|drawn| {
    ///     let found: u32 = heads.iter().zip(drawn).map(|(head, drawn)| u32::from(*head) * drawn).sum();
    ///     f64::from(found) / f64::from(drawn.iter().sum::<u32>())
    /// });
    /// assert_eq!(share.value, 0.75);
    /// assert!(share.low < 0.75 && share.high == 1.0);
    /// ```
    #[must_use]
    pub fn estimate(&self, statistic: impl Fn(&[u32]) -> f64 + Sync) -> Estimate {
        let value = statistic(&vec![1; self.rows]);
        let resample = |number| statistic(&self.draw(number));
        let mut values: Vec<f64> = (0..RESAMPLES).into_par_iter().map(resample).filter(|value| !value.is_nan()).collect();
        values.sort_by(f64::total_cmp);
        let Some(last) = values.len().checked_sub(1) else { return Estimate { value, low: value, high: value } };
        Estimate { value, low: values[last * 25 / 1000], high: values[last - last * 25 / 1000] }
    }

    /// How often each row is drawn in one resample. Each has a seed of its own, so that their order does not matter.
    fn draw(&self, number: u64) -> Vec<u32> {
        let mut random = Random::new(Random::new(SEED ^ (number << 32)).bits());
        let mut drawn = vec![0; self.rows];
        for _ in 0..self.groups.len() {
            self.groups[random.below(self.groups.len())].iter().for_each(|row| drawn[*row] += 1);
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::Bootstrap;

    fn mean(values: &[f64], drawn: &[u32]) -> f64 {
        let sum: f64 = values.iter().zip(drawn).map(|(value, drawn)| value * f64::from(*drawn)).sum();
        sum / f64::from(drawn.iter().sum::<u32>())
    }

    #[test]
    fn the_interval_of_a_mean_is_that_of_the_normal_curve() {
        let values: Vec<f64> = (0..1_000).map(|at| f64::from(at % 2)).collect();
        let share = Bootstrap::of_rows(1_000).estimate(|drawn| mean(&values, drawn));
        // 1.96 standard errors of √(.25/1000).
        assert!((share.low - 0.469).abs() < 0.004 && (share.high - 0.531).abs() < 0.004, "{share:?}");
    }

    #[test]
    fn rows_drawn_together_say_less() {
        let values: Vec<f64> = (0..200).map(|at| f64::from(at / 20 % 2)).collect();
        let alone = Bootstrap::of_rows(200).estimate(|drawn| mean(&values, drawn));
        let together = Bootstrap::of_groups((0..200).map(|at| at / 20)).estimate(|drawn| mean(&values, drawn));
        assert!(together.high - together.low > 2.0 * (alone.high - alone.low), "{together:?} {alone:?}");
    }

    #[test]
    fn nothing_has_no_interval() {
        let nothing = Bootstrap::of_rows(0).estimate(|drawn| mean(&[], drawn));
        assert!(nothing.value.is_nan() && nothing.low.is_nan());
    }
}
