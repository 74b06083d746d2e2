//! The marked texts.

use anyhow::Result;

use super::super::super::common::GazetteerArgs;
use super::super::super::say::say;
use super::super::report::Report;
use super::super::text::{add, add_counts, cases, outcomes};
use super::super::texts::House;
use super::Bench;

/// The text in which there is nothing to correct.
const ORDINARY: &str = "ordinary-english";

/// The texts written for the set, the seed articles, and the ordinary text by itself.
pub(super) fn running_text(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    for (set, folder) in [("running-text", "running-text"), ("seed-articles", "running-text/seed-articles")] {
        let cases = cases(&bench.path(folder), &GazetteerArgs { gazetteer: Vec::new() }, bench.common)?;
        let outcomes = outcomes(&cases, bench.routes, &House::default())?;
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
