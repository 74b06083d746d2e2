//! Rows of the tables of calibration.

use respell::measure::{Bin, Bootstrap, Judged, Reliability, ece};

use super::report::{Cell, Report};
use super::shapes::{CALIBRATION, RELIABILITY};

/// The bins of an expected calibration error.
const BINS: usize = 10;
/// From here on `fix` corrects by itself.
const CERTAIN: f64 = 0.98;

/// Adds what the probabilities are worth. `what` says of what they are the probability.
pub(super) fn add(report: &mut Report, set: &str, what: &str, rows: &[Judged], bootstrap: &Bootstrap) {
    if rows.is_empty() {
        return;
    }
    let reliability = Reliability::new(rows);
    let right = rows.iter().filter(|row| row.right).count();
    #[expect(clippy::cast_precision_loss, reason = "a mean")]
    let mean = rows.iter().map(|row| row.probability).sum::<f64>() / rows.len() as f64;
    report.add(
        &CALIBRATION,
        vec![
            set.into(),
            what.into(),
            Cell::Count(rows.len()),
            Cell::Count(right),
            Cell::Number(mean, 3),
            bootstrap.estimate(|drawn| ece(&reliability.equal_width(BINS, drawn))).into(),
            bootstrap.estimate(|drawn| ece(&reliability.equal_mass(BINS, drawn))).into(),
        ],
    );
    let bins = reliability.equal_width(BINS, &vec![1; rows.len()]);
    let sure: Vec<Judged> = rows.iter().copied().filter(|row| row.probability >= CERTAIN).collect();
    let sure = Reliability::new(&sure).equal_mass(1, &vec![1; sure.len()]);
    let mut row = vec![set.into(), what.into()];
    row.extend((0_u32..10).map(|at| {
        let low = f64::from(at) / 10.0;
        observed(bins.iter().find(|bin| (low..low + 0.1).contains(&middle(bin))))
    }));
    row.push(observed(sure.first()));
    report.add(&RELIABILITY, row);
}

/// A number that is sure to lie within the bin: 1 itself belongs to the last one.
fn middle(bin: &Bin) -> f64 {
    f64::midpoint(bin.low, bin.high).min(1.0 - f64::EPSILON)
}

fn observed(bin: Option<&Bin>) -> Cell {
    bin.map_or(Cell::None, |bin| Cell::Text(format!("{:.2} ({:.0})", bin.observed, bin.rows)))
}
