//! What each part of the guard is worth: the marked texts and the clean ones, without it.

use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;
use respell::gazetteer::{Gazetteer, LoadOptions};
use respell::matching::{Matcher, PARTS, Parts};
use respell::measure::{Tally, edits, tally};

use super::super::super::common::GazetteerArgs;
use super::super::inject::documents;
use super::super::report::{Cell, Report};
use super::super::shapes::ABLATION;
use super::super::text::{Case, cases};
use super::super::texts::{House, Text, fix_knowing, knowledge, replaced};
use super::{Bench, clean, injected, texts};

/// With how many more names the marked texts are corrected again.
const MORE: usize = 2_000;
/// So many words harm is told for.
const HARM_WORDS: f64 = 10_000.0;

/// The whole guard, then the guard without each part.
pub(super) fn ablate(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let mut trials = vec![("nothing", Parts::default())];
    trials.extend(PARTS.iter().filter_map(|part| Some((*part, Parts::named([*part])?))));
    let parts: Vec<Parts> = trials.iter().map(|(_, parts)| *parts).collect();
    let own = cases(&bench.path("running-text"), &GazetteerArgs { gazetteer: Vec::new() }, bench.common)?;
    let sets = [own, texts::enlarged(bench, MORE)?, injected::cases(bench)?];
    let marked = sets.iter().map(|cases| tallies(bench, cases, &parts)).collect::<Result<Vec<_>>>()?;
    let clean = documents(&bench.path(clean::TEXTS))?;
    let ukraine = Gazetteer::load(&bench.path("spelling-ukraine/canonical.tsv"), &LoadOptions::default())?.gazetteer;
    let harm = [Gazetteer::embedded(), &ukraine].map(|gazetteer| harm(bench, gazetteer, &clean, &parts));
    let [embedded, ukraine] = harm;
    let (embedded, ukraine) = (embedded?, ukraine?);
    for (at, (name, _)) in trials.iter().enumerate() {
        let mut row: Vec<Cell> = vec![(*name).into()];
        for set in &marked {
            row.extend([set[at].precision(), set[at].recall(), set[at].f1()].map(|figure| Cell::Number(figure, 3)));
        }
        row.extend([embedded[at], ukraine[at]].map(|harm| Cell::Number(harm, 2)));
        report.add(&ABLATION, row);
    }
    Ok(())
}

/// The counts of a set for each trial. A list is made ready once, and a text is weighed once, for all of them.
fn tallies(bench: &Bench<'_>, cases: &[Case], trials: &[Parts]) -> Result<Vec<Tally>> {
    let shared: Vec<&[Case]> = cases.chunk_by(|a, b| Arc::ptr_eq(&a.gazetteer, &b.gazetteer)).collect();
    let of_list = |cases: &&[Case]| -> Result<Vec<Vec<Tally>>> {
        let Some(first) = cases.first() else { return Ok(Vec::new()) };
        let matcher = Matcher::with_routes(&first.gazetteer, bench.routes);
        cases.par_iter().with_max_len(1).map(|case| of_case(case, &matcher, trials)).collect()
    };
    let all: Vec<Vec<Vec<Tally>>> = shared.par_iter().with_max_len(1).map(of_list).collect::<Result<_>>()?;
    let sum = |at: usize| all.iter().flatten().fold(Tally::default(), |sum, case| sum.plus(case[at], 1));
    Ok((0..trials.len()).map(sum).collect())
}

fn of_case(case: &Case, matcher: &Matcher<'_>, trials: &[Parts]) -> Result<Vec<Tally>> {
    let raw = case.text.raw.as_str();
    let gold = edits(raw, &case.text.wanted);
    let texts = [Text { name: case.name.clone(), text: raw.to_owned() }];
    let mut known = knowledge(matcher, &texts, House::usual());
    let mut of_trial = |parts: &Parts| {
        let fixed = fix_knowing(matcher, &mut known, &texts, &House { without: *parts, ..House::default() })?;
        let corrections = fixed.corrections.iter().flatten();
        let out = replaced(raw, corrections.map(|one| (one.span.start, one.span.end, one.now.as_str())));
        Ok(tally(&gold, &edits(raw, &out)))
    };
    trials.iter().map(&mut of_trial).collect()
}

/// What is changed and not listed, for each 10,000 words.
fn harm(bench: &Bench<'_>, gazetteer: &Gazetteer, texts: &[Text], trials: &[Parts]) -> Result<Vec<f64>> {
    let matcher = Matcher::with_routes(gazetteer, bench.routes);
    let mut known = knowledge(&matcher, texts, House::usual());
    let mut of_trial = |parts: &Parts| {
        let fixed = fix_knowing(&matcher, &mut known, texts, &House { without: *parts, ..House::default() })?;
        let (changes, _) = clean::changes(gazetteer, texts, &fixed);
        let sum = changes.iter().fold((0, 0), |(harm, words), own| (harm + own.corrections - own.listed, words + own.words));
        #[expect(clippy::cast_precision_loss, reason = "counts of words")]
        Ok(sum.0 as f64 * HARM_WORDS / sum.1 as f64)
    };
    trials.iter().map(&mut of_trial).collect()
}
