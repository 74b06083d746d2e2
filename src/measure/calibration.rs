//! Whether probabilities mean what they say: of the answers given at .9, are nine in ten right?

/// A probability, and whether what it spoke for was right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Between 0 and 1.
    pub probability: f64,
    /// The truth.
    pub right: bool,
}

/// Some rows of like probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// The lowest probability.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// How many rows.
    pub rows: f64,
    /// Their mean probability.
    pub predicted: f64,
    /// The share of them that is right.
    pub observed: f64,
}

/// Judged rows in order of probability.
#[derive(Clone, Debug)]
pub struct Reliability {
    rows: Vec<(Judged, usize)>,
}

impl Reliability {
    /// Sorts the rows.
    #[must_use]
    pub fn new(rows: &[Judged]) -> Self {
        let mut rows: Vec<(Judged, usize)> = rows.iter().copied().zip(0..).collect();
        rows.sort_by(|a, b| a.0.probability.total_cmp(&b.0.probability).then(a.1.cmp(&b.1)));
        Self { rows }
    }

    /// Bins of equal width: [0, .1), [.1, .2) and so on for ten. Empty ones are left out.
    #[must_use]
    pub fn equal_width(&self, bins: usize, drawn: &[u32]) -> Vec<Bin> {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "ten bins of [0, 1]"
        )]
        let bin = |row: &Judged| ((row.probability * bins as f64) as usize).min(bins.saturating_sub(1));
        self.divide(drawn, |row, _| bin(row))
    }

    /// Bins of as many rows each as come out even. Where probabilities crowd at the ends these show more than bins of equal width.
    #[must_use]
    pub fn equal_mass(&self, bins: usize, drawn: &[u32]) -> Vec<Bin> {
        let all: u64 = drawn.iter().copied().map(u64::from).sum();
        self.divide(drawn, |_, before| usize::try_from(before * bins as u64 / all.max(1)).unwrap_or(usize::MAX))
    }

    /// Rows in order, divided where the number of the bin changes; it is asked with the row and how many stand before it.
    fn divide(&self, drawn: &[u32], number: impl Fn(&Judged, u64) -> usize) -> Vec<Bin> {
        let mut bins: Vec<(usize, Bin)> = Vec::new();
        let mut before = 0;
        for (row, at) in self.rows.iter().filter(|(_, at)| drawn[*at] > 0) {
            let count = f64::from(drawn[*at]);
            let own = number(row, before);
            before += u64::from(drawn[*at]);
            if bins.last().is_none_or(|(last, _)| *last != own) {
                let empty = Bin { low: row.probability, high: row.probability, rows: 0.0, predicted: 0.0, observed: 0.0 };
                bins.push((own, empty));
            }
            if let Some((_, bin)) = bins.last_mut() {
                bin.high = row.probability;
                bin.rows += count;
                bin.predicted += count * row.probability;
                bin.observed += if row.right { count } else { 0.0 };
            }
        }
        let mean = |bin: Bin| Bin { predicted: bin.predicted / bin.rows, observed: bin.observed / bin.rows, ..bin };
        bins.into_iter().map(|(_, bin)| mean(bin)).collect()
    }
}

/// Expected calibration error: how far the observed share lies from the predicted one, averaged over the rows. Chance alone puts it above
/// 0, the more so the fewer rows there are.
///
/// ```
/// use respell::measure::{Judged, Reliability, ece};
/// let rows = [(0.95, true), (0.85, true), (0.85, false), (0.05, false)].map(|(probability, right)| Judged { probability, right });
/// let bins = Reliability::new(&rows).equal_width(10, &[1; 4]);
/// assert!((ece(&bins) - (0.05 + 2.0 * 0.35 + 0.05) / 4.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn ece(bins: &[Bin]) -> f64 {
    let all: f64 = bins.iter().map(|bin| bin.rows).sum();
    bins.iter().map(|bin| bin.rows * (bin.predicted - bin.observed).abs()).sum::<f64>() / all
}

#[cfg(test)]
mod tests {
    use super::{Judged, Reliability, ece};

    #[test]
    fn bins_hold_every_row_once() {
        let rows: Vec<Judged> = (0..=20).map(|at| Judged { probability: f64::from(at) / 20.0, right: at % 2 == 0 }).collect();
        let drawn = vec![1; rows.len()];
        let reliability = Reliability::new(&rows);
        let (width, mass) = (reliability.equal_width(10, &drawn), reliability.equal_mass(10, &drawn));
        assert_eq!(width.iter().map(|bin| bin.rows).collect::<Vec<_>>(), [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 3.0]);
        assert_eq!(mass.iter().map(|bin| bin.rows).sum::<f64>(), 21.0);
        assert!(mass.iter().all(|bin| (2.0..=3.0).contains(&bin.rows)), "{mass:?}");
    }

    #[test]
    fn nothing_has_no_error() {
        assert!(ece(&Reliability::new(&[]).equal_mass(10, &[])).is_nan());
    }
}
