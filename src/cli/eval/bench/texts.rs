//! The marked texts.

use std::sync::Arc;

use anyhow::Result;

use super::super::super::common::GazetteerArgs;
use super::super::super::say::say;
use super::super::baselines::Baseline;
use super::super::distractors::Distractors;
use super::super::report::Report;
use super::super::text::{Case, Trial, add, add_counts, cases, outcomes};
use super::Bench;

/// The text in which there is nothing to correct.
const ORDINARY: &str = "ordinary-english";

/// The texts written for the set, the seed articles, and the ordinary text by itself.
pub(super) fn running_text(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    for (set, folder) in [("running-text", "running-text"), ("seed-articles", "running-text/seed-articles")] {
        let cases = cases(&bench.path(folder), &GazetteerArgs { gazetteer: Vec::new() }, bench.common)?;
        let outcomes = outcomes(&cases, Trial { house: &bench.house, ..Trial::of(bench.routes) })?;
        add(report, set, &outcomes);
        if let Some(at) = cases.iter().position(|case| case.name == ORDINARY) {
            add_counts(report, ORDINARY, &outcomes[at..=at]);
        }
        if bench.verbose {
            outcomes.iter().flat_map(|outcome| &outcome.shown).for_each(say);
        }
    }
    Ok(())
}

/// The same with 2,000 names of somebody else in each gazetteer.
pub(super) fn with_2k(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    with_distractors(bench, report, "running-text+2k", 2_000, &[Baseline::Levenshtein])
}

/// The same with 20,000; the baselines are left out, which would take minutes.
pub(super) fn with_20k(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    with_distractors(bench, report, "running-text+20k", 20_000, &[])
}

fn with_distractors(bench: &Bench<'_>, report: &mut Report, set: &str, count: usize, baselines: &[Baseline]) -> Result<()> {
    let cases = enlarged(bench, count)?;
    let outcomes = outcomes(&cases, Trial { routes: bench.routes, baselines, house: &bench.house })?;
    add(report, set, &outcomes);
    if let Some(at) = cases.iter().position(|case| case.name == ORDINARY) {
        add_counts(report, &set.replace("running-text", ORDINARY), &outcomes[at..=at]);
    }
    if bench.verbose {
        outcomes.iter().flat_map(|outcome| &outcome.shown).for_each(say);
    }
    Ok(())
}

/// The texts written for the set, each with its gazetteer enlarged.
pub(super) fn enlarged(bench: &Bench<'_>, count: usize) -> Result<Vec<Case>> {
    let folder = bench.path("running-text");
    let distractors = Distractors::read(&bench.path("distractors.tsv"))?;
    let mut cases = cases(&folder, &GazetteerArgs { gazetteer: Vec::new() }, bench.common)?;
    for case in &mut cases {
        case.gazetteer = Arc::new(distractors.enlarge(&folder.join(&case.name), count)?);
    }
    Ok(cases)
}
