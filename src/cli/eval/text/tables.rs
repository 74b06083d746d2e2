//! Outcomes as rows of tables.

use respell::measure::{Bootstrap, Judged, Tally};
use respell::reconcile::Standing;

use super::super::baselines::Baseline;
use super::super::calibrated;
use super::super::floor;
use super::super::report::{Cell, Report};
use super::super::shapes::{STANDINGS, TEXT, THRESHOLDS};
use super::outcome::{self, Outcome, Proposed};

/// So many words harm is told for.
const HARM_WORDS: f64 = 10_000.0;

/// Adds the counts of a set, their intervals, and what the probabilities are worth.
pub(crate) fn add(report: &mut Report, set: &str, outcomes: &[Outcome]) {
    add_counts(report, set, outcomes);
    add_sweep(report, set, outcomes);
    let numbered = outcomes.iter().enumerate();
    let proposals =
        numbered.flat_map(|(at, outcome)| outcome.proposals.iter().map(move |proposed| (proposed, (at, proposed.line))));
    let (proposed, places): (Vec<&Proposed>, Vec<(usize, u64)>) = proposals.unzip();
    let judged: Vec<Judged> = proposed.iter().map(|proposed| proposed.judged).collect();
    add_standings(report, set, &proposed, &places);
    calibrated::add(report, set, "a mention", &judged, &Bootstrap::of_groups(places));
}

/// Adds how many of the mentions of each standing would be corrected rightly.
fn add_standings(report: &mut Report, set: &str, proposed: &[&Proposed], places: &[(usize, u64)]) {
    for (told, standing) in [("certain", Standing::Certain), ("probable", Standing::Probable)] {
        let own = proposed.iter().zip(places).filter(|(proposed, _)| proposed.standing == standing);
        let (right, places): (Vec<bool>, Vec<(usize, u64)>) =
            own.map(|(proposed, place)| (proposed.judged.right, *place)).unzip();
        let share = |drawn: &[u32]| {
            let all: u32 = drawn.iter().sum();
            let right: u32 = right.iter().zip(drawn).map(|(right, drawn)| u32::from(*right) * drawn).sum();
            f64::from(right) / f64::from(all)
        };
        let counts = [right.len(), right.iter().filter(|right| **right).count()].map(Cell::Count);
        let mut row = vec![set.into(), told.into()];
        row.extend(counts);
        row.push(Bootstrap::of_groups(places).estimate(share).into());
        report.add(&STANDINGS, row);
    }
}

/// Adds the counts of all methods.
pub(crate) fn add_counts(report: &mut Report, set: &str, outcomes: &[Outcome]) {
    let paragraphs: Vec<(usize, Tally)> = outcomes.iter().flat_map(|outcome| outcome.paragraphs.clone()).collect();
    let alone = Bootstrap::of_rows(paragraphs.len());
    add_row(report, [set, "respell", "paragraph"], &paragraphs, &alone);
    if outcomes.len() > 1 {
        let numbered = outcomes.iter().enumerate();
        let texts = Bootstrap::of_groups(numbered.flat_map(|(at, outcome)| outcome.paragraphs.iter().map(move |_| at)));
        add_row(report, [set, "respell", "text"], &paragraphs, &texts);
    }
    let probable: Vec<(usize, Tally)> = outcomes.iter().flat_map(|outcome| outcome.probable.clone()).collect();
    add_row(report, [set, "respell, and what is probable", "paragraph"], &probable, &alone);
    for baseline in Baseline::ALL {
        let of_case = |outcome: &Outcome| outcome.floors.iter().find(|(own, _)| *own == baseline).map(|(_, floor)| floor.clone());
        let Some(floor) = outcomes.iter().map(of_case).collect::<Option<Vec<_>>>() else { continue };
        let floor = floor.concat();
        let method = format!("{} ≥ {:.2}", baseline.name(), floor::best(baseline));
        add_row(report, [set, &method, "paragraph"], &floor, &alone);
    }
}

fn add_row(report: &mut Report, told: [&str; 3], paragraphs: &[(usize, Tally)], bootstrap: &Bootstrap) {
    let sum = |drawn: &[u32]| {
        let both = paragraphs.iter().zip(drawn);
        both.fold(Tally::default(), |sum, ((_, tally), drawn)| sum.plus(*tally, *drawn as usize))
    };
    let words: usize = paragraphs.iter().map(|(words, _)| words).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let harm = |drawn: &[u32]| {
        let words: usize = paragraphs.iter().zip(drawn).map(|((words, _), drawn)| words * *drawn as usize).sum();
        sum(drawn).wrong as f64 * HARM_WORDS / words as f64
    };
    let all = sum(&vec![1; paragraphs.len()]);
    let mut row: Vec<Cell> = told.map(Cell::from).to_vec();
    row.extend([words, all.right, all.wrong, all.missed].map(Cell::Count));
    row.push(bootstrap.estimate(|drawn| sum(drawn).precision()).into());
    row.push(bootstrap.estimate(|drawn| sum(drawn).recall()).into());
    row.push(bootstrap.estimate(|drawn| sum(drawn).f1()).into());
    row.push(Cell::Figure(bootstrap.estimate(harm), 1));
    report.add(&TEXT, row);
}

fn add_sweep(report: &mut Report, set: &str, outcomes: &[Outcome]) {
    let sum = |at: usize| outcomes.iter().fold(Tally::default(), |sum, outcome| sum.plus(outcome.sweep[at], 1));
    let sums: Vec<Tally> = (0..outcome::THRESHOLDS.len()).map(sum).collect();
    let best = sums.iter().map(Tally::f1).fold(0.0, f64::max);
    for (least, tally) in outcome::THRESHOLDS.iter().zip(&sums) {
        let mut row = vec![set.into(), Cell::Text(format!("p ≥ {least:.2}"))];
        row.extend([tally.right, tally.wrong, tally.missed].map(Cell::Count));
        row.extend([tally.precision(), tally.recall(), tally.f1()].map(|figure| Cell::Number(figure, 3)));
        row.push(if tally.f1() >= best { "best".into() } else { Cell::from("") });
        report.add(&THRESHOLDS, row);
    }
}
