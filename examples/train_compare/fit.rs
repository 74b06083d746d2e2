//! Logistic regression whose weights keep the signs of their traits.

use respell::matching::{TRAITS, stretches_len};

/// Natural logarithms to decibans.
const DECIBANS: f64 = 10.0 / std::f64::consts::LN_10;
/// What is taken off for large weights, of traits scaled to one deviation.
const RIDGE: f64 = 3e-4;
/// The least weight, in decibans for a deviation: no trait says nothing at all, so that of two names the one nearer is ahead.
const LEAST: f64 = 0.02;
/// What it may say at most in decibans that two names are in two scripts; equality says more.
const MOST_ACROSS: f64 = 8.0;
const ROUNDS: usize = 3_000;

/// A pair as it is seen.
pub(crate) struct Seen {
    pub(crate) covered: Vec<(usize, f64)>,
    pub(crate) same: bool,
    pub(crate) weight: f64,
}

/// The decibans that weights give a pair.
pub(crate) fn logit(weights: &[f64], seen: &Seen) -> f64 {
    seen.covered.iter().map(|(stretch, covered)| weights[*stretch] * covered).sum()
}

/// The weights, in decibans, that make the labels likeliest: by projected gradients with momentum (Beck and Teboulle 2009).
pub(crate) fn fit(rows: &[&Seen]) -> Vec<f64> {
    let (size, scale) = (stretches_len(), deviations(rows));
    let signs: Vec<f64> = TRAITS.iter().flat_map(|known| known.knots.iter().map(|_| known.sign)).collect();
    let scaled: Vec<Vec<(usize, f64)>> =
        rows.iter().map(|row| row.covered.iter().map(|(at, covered)| (*at, covered / scale[*at])).collect()).collect();
    let all: f64 = rows.iter().map(|row| row.weight).sum();
    let norm = |row: &Vec<(usize, f64)>| row.iter().map(|(_, covered)| covered * covered).sum::<f64>();
    let bound: f64 = rows.iter().zip(&scaled).map(|(row, scaled)| row.weight * norm(scaled)).sum::<f64>() / all / 4.0;
    let (mut weights, mut ahead, mut momentum) = (vec![0.0; size], vec![0.0; size], 1.0_f64);
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f64> = ahead.iter().map(|weight| 2.0 * RIDGE * weight).collect();
        for (row, scaled) in rows.iter().zip(&scaled) {
            let sum: f64 = scaled.iter().map(|(at, covered)| ahead[*at] * covered).sum();
            let error = row.weight / all * (1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(row.same)));
            scaled.iter().for_each(|(at, covered)| gradient[*at] += error * covered);
        }
        let next: Vec<f64> = (0..size).map(|at| kept(ahead[at] - gradient[at] / bound, signs[at], at, scale[at])).collect();
        let after = f64::midpoint(1.0, (1.0 + 4.0 * momentum * momentum).sqrt());
        ahead = (0..size).map(|at| next[at] + (momentum - 1.0) / after * (next[at] - weights[at])).collect();
        (weights, momentum) = (next, after);
    }
    weights.iter().zip(&scale).map(|(weight, scale)| weight / scale * DECIBANS).collect()
}

/// The nearest weight of the sign. The first is that of all pairs, which may be anything.
fn kept(weight: f64, sign: f64, at: usize, scale: f64) -> f64 {
    match at {
        0 => weight,
        _ if sign == 0.0 => weight.min(MOST_ACROSS / DECIBANS * scale),
        _ => sign * (weight * sign).max(LEAST / DECIBANS),
    }
}

/// The root of the mean square of each stretch; 1 of one that no pair covers.
fn deviations(rows: &[&Seen]) -> Vec<f64> {
    let mut squares = vec![0.0; stretches_len()];
    for (at, covered) in rows.iter().flat_map(|row| &row.covered) {
        squares[*at] += covered * covered;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of pairs")]
    let rows = rows.len() as f64;
    squares.iter().map(|square| if *square > 0.0 { (square / rows).sqrt() } else { 1.0 }).collect()
}
