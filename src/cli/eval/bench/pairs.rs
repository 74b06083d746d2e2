//! The sets of labelled pairs.

use anyhow::Result;
use respell::measure::{Bootstrap, Curve, Labelled, Random, SEED};

use super::super::model::Models;
use super::super::pairs::{Pair, calibration, labelled, negatives, pairs, score};
use super::super::report::{Cell, Report};
use super::super::shapes::FOLDS;
use super::Bench;

/// How many parts a set is divided into.
const PARTS: usize = 5;

/// Persons and companies, judged by hand.
pub(super) fn name_bench(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let pairs = read(bench, "name-bench/cases.tsv", false)?;
    let scored = score(&pairs, &Models::one(bench.routes));
    labelled(report, "name-bench", &pairs, &scored);
    calibration(report, "name-bench", &pairs, &scored);
    Ok(())
}

/// Places, many of them across scripts.
pub(super) fn santos(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let set = &bench.models.told("santos-geonames");
    let mut pairs = read(bench, "santos-geonames/train.tsv", false)?;
    pairs.extend(read(bench, "santos-geonames/finetune.tsv", false)?);
    pairs.retain(|pair| bench.models.takes(&pair.a));
    let scored = score(&pairs, &bench.models);
    labelled(report, set, &pairs, &scored);
    for (method, scores) in scored.methods() {
        folds(report, [set, method], &pairs, scores);
    }
    calibration(report, set, &pairs, &scored);
    Ok(())
}

/// Names that a genealogist judged to be two.
pub(super) fn not_the_same(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    for part in ["given", "surname"] {
        let pairs = read(bench, &format!("not-the-same/{part}.tsv"), true)?;
        negatives(report, &format!("not-the-same {part}"), &score(&pairs, &Models::one(bench.routes)));
    }
    Ok(())
}

fn read(bench: &Bench<'_>, file: &str, all_negative: bool) -> Result<Vec<Pair>> {
    let mut sheet = bench.sheet(file)?;
    let pairs = pairs(&mut sheet, &[], None, all_negative)?;
    sheet.say(bench.common.quiet);
    Ok(pairs)
}

/// Adds the accuracy of thresholds that were chosen on other rows.
fn folds(report: &mut Report, [set, method]: [&str; 2], pairs: &[Pair], scores: &[f64]) {
    let mut random = Random::new(SEED);
    let part: Vec<usize> = pairs.iter().map(|_| random.below(PARTS)).collect();
    let rows: Vec<Labelled> =
        pairs.iter().zip(scores).map(|(pair, score)| Labelled { score: *score, label: pair.same }).collect();
    let threshold = |own: usize| {
        let others: Vec<Labelled> = rows.iter().zip(&part).filter(|(_, part)| **part != own).map(|(row, _)| *row).collect();
        Curve::new(&others).best_accuracy(&vec![1; others.len()]).threshold
    };
    let thresholds: Vec<f64> = (0..PARTS).map(threshold).collect();
    let truly: Vec<f64> =
        rows.iter().zip(&part).map(|(row, part)| f64::from((row.score >= thresholds[*part]) == row.label)).collect();
    let accuracy = |drawn: &[u32]| {
        let hits: f64 = truly.iter().zip(drawn).map(|(hit, drawn)| hit * f64::from(*drawn)).sum();
        hits / drawn.iter().copied().map(f64::from).sum::<f64>()
    };
    let accuracy = Bootstrap::of_rows(rows.len()).estimate(accuracy);
    let mean = thresholds.iter().sum::<f64>() / f64::from(u32::try_from(PARTS).unwrap_or(1));
    report.add(&FOLDS, vec![set.into(), method.into(), Cell::Count(rows.len()), accuracy.into(), Cell::Number(mean, 2)]);
}
