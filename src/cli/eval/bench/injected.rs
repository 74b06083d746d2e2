//! Clean news with variants put into it.

use std::collections::BTreeMap;

use anyhow::Result;
use respell::gazetteer::{Gazetteer, LoadOptions};
use respell::measure::{Bootstrap, SEED};

use super::super::super::say::say;
use super::super::distractors::Distractors;
use super::super::inject::{NAMES, RATE, Recipe};
use super::super::report::{Cell, Report};
use super::super::shapes::GENERATORS;
use super::super::text::{Case, Outcome, Trial, add, outcomes};
use super::Bench;

/// Half of the places of the clean news replaced by variants; each text by itself, against some 6,000 names.
pub(super) fn injected(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let outcomes = outcomes(&cases(bench)?, Trial { routes: bench.routes, baselines: &[], house: &bench.house })?;
    add(report, "injected", &outcomes);
    add_generators(report, "injected", &outcomes);
    if bench.verbose {
        outcomes.iter().flat_map(|outcome| &outcome.shown).for_each(say);
    }
    Ok(())
}

/// The set of the benchmark, made in memory.
pub(super) fn cases(bench: &Bench<'_>) -> Result<Vec<Case>> {
    let given = Gazetteer::load(&bench.path("spelling-ukraine/canonical.tsv"), &LoadOptions::default())?.gazetteer;
    let recipe = Recipe {
        texts: &bench.path("wikinews-clean/geovirus.docs.jsonl"),
        places: None,
        given: &given,
        variants: &[bench.path("spelling-ukraine/variants.tsv")],
        distractors: &Distractors::read(&bench.path("distractors.tsv"))?,
        names: NAMES,
        rate: RATE,
        seed: SEED,
    };
    Ok(recipe.make()?.cases)
}

/// What became of the variants of each generator.
fn add_generators(report: &mut Report, set: &str, outcomes: &[Outcome]) {
    let mut made: BTreeMap<&str, Vec<(usize, [bool; 2])>> = BTreeMap::new();
    for (text, outcome) in outcomes.iter().enumerate() {
        outcome.made.iter().for_each(|(by, done)| made.entry(by).or_default().push((text, *done)));
    }
    for (by, own) in made {
        let texts = Bootstrap::of_groups(own.iter().map(|(text, _)| *text));
        let recall = |at: usize| {
            texts.estimate(|drawn| {
                let done: u32 = own.iter().zip(drawn).map(|((_, done), drawn)| u32::from(done[at]) * drawn).sum();
                f64::from(done) / f64::from(drawn.iter().sum::<u32>())
            })
        };
        let right = own.iter().filter(|(_, done)| done[0]).count();
        let counts = [own.len(), right].map(Cell::Count);
        let mut row = vec![set.into(), by.into()];
        row.extend(counts);
        row.extend([0, 1].map(|at| Cell::from(recall(at))));
        report.add(&GENERATORS, row);
    }
}
