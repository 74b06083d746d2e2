//! One case corrected, and held against its marks.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;
use respell::matching::Matcher;
use respell::measure::{Edit, Judged, Tally, edits, tally, tally_by_paragraph};
use respell::names::routes::Routes;
use respell::reconcile::{Correction, Mention, Standing};

use super::super::baselines::Baseline;
use super::super::floor;
use super::super::texts::{House, Text, fix, replaced, span};
use super::cases::{Case, Made};

/// The probabilities at which mentions are taken.
pub(crate) const THRESHOLDS: [f64; 7] = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];
/// Mentions below this are no proposals.
const PROPOSED: f64 = 0.05;

/// How cases are to be corrected, and what is measured beside.
#[derive(Clone, Copy)]
pub(crate) struct Trial<'a> {
    pub(crate) routes: &'a Routes,
    /// Comparing each window of a text with each of many names takes long.
    pub(crate) baselines: &'a [Baseline],
    /// The rules and lists that they are judged by.
    pub(crate) house: &'a House,
}

impl<'a> Trial<'a> {
    /// With all baselines.
    pub(crate) fn of(routes: &'a Routes) -> Self {
        Self { routes, baselines: &Baseline::ALL, house: House::usual() }
    }
}

/// What came of a case.
pub(crate) struct Outcome {
    /// The words and counts of each paragraph.
    pub(crate) paragraphs: Vec<(usize, Tally)>,
    /// The same if what stands probable were corrected too.
    pub(crate) probable: Vec<(usize, Tally)>,
    /// The same for each baseline.
    pub(crate) floors: Vec<(Baseline, Vec<(usize, Tally)>)>,
    /// Each proposed mention.
    pub(crate) proposals: Vec<Proposed>,
    /// What became of each variant that was put into the text: what made it, and whether it is put right, and if what is probable is trusted.
    pub(crate) made: Vec<(&'static str, [bool; 2])>,
    /// The counts at each of [`THRESHOLDS`].
    pub(crate) sweep: Vec<Tally>,
    /// The wrong and the missed edits, to be read.
    pub(crate) shown: Vec<String>,
}

/// A mention that would be corrected if it were trusted.
pub(crate) struct Proposed {
    pub(crate) judged: Judged,
    pub(crate) standing: Standing,
    /// The line it stands on.
    pub(crate) line: u64,
}

/// Corrects all cases, each as a corpus of its own.
pub(crate) fn outcomes(cases: &[Case], trial: Trial<'_>) -> Result<Vec<Outcome>> {
    let shared: Vec<&[Case]> = cases.chunk_by(|a, b| Arc::ptr_eq(&a.gazetteer, &b.gazetteer)).collect();
    let of_list = |cases: &&[Case]| -> Result<Vec<Outcome>> {
        let Some(first) = cases.first() else { return Ok(Vec::new()) };
        let matcher = Matcher::with_routes(&first.gazetteer, trial.routes);
        cases.par_iter().with_max_len(1).map(|case| outcome(case, &matcher, trial)).collect()
    };
    let outcomes: Vec<Vec<Outcome>> = shared.par_iter().with_max_len(1).map(of_list).collect::<Result<_>>()?;
    Ok(outcomes.into_iter().flatten().collect())
}

fn outcome(case: &Case, matcher: &Matcher<'_>, trial: Trial<'_>) -> Result<Outcome> {
    let raw = case.text.raw.as_str();
    let gold = edits(raw, &case.text.wanted);
    let texts = [Text { name: case.name.clone(), text: raw.to_owned() }];
    let fixed = fix(matcher, &texts, trial.house)?;
    let got = edits(raw, &corrected(raw, &fixed.corrections));
    let probable = edits(raw, &corrected(raw, &fixed.probable));
    let proposed: Vec<&Mention> =
        fixed.mentions.iter().flat_map(|document| &document.mentions).filter(|mention| is_proposal(mention)).collect();
    let judge = |mention: &&Mention| Proposed {
        judged: Judged { probability: mention.probability, right: is_right(raw, mention, &gold) },
        standing: mention.standing,
        line: mention.line,
    };
    let at = |least: f64| {
        let taken = proposed.iter().filter(|mention| mention.probability >= least);
        let out = replaced(raw, taken.map(|mention| change(mention)));
        tally(&gold, &edits(raw, &out))
    };
    let floor = |baseline: &Baseline| {
        let out = floor::corrected(raw, &case.gazetteer, *baseline, floor::best(*baseline));
        (*baseline, tally_by_paragraph(raw, &gold, &edits(raw, &out)))
    };
    Ok(Outcome {
        paragraphs: tally_by_paragraph(raw, &gold, &got),
        probable: tally_by_paragraph(raw, &gold, &probable),
        floors: trial.baselines.iter().map(floor).collect(),
        proposals: proposed.iter().filter(|mention| mention.probability >= PROPOSED).map(judge).collect(),
        made: case.made.iter().map(|made| (made.by, [&got, &probable].map(|done| is_done(made, &gold, done)))).collect(),
        sweep: THRESHOLDS.iter().map(|least| at(*least)).collect(),
        shown: shown(&case.name, raw, &gold, &got),
    })
}

fn corrected(raw: &str, corrections: &[Vec<Correction>]) -> String {
    let corrections = corrections.first().map_or(&[][..], Vec::as_slice);
    replaced(raw, corrections.iter().map(|correction| (correction.span.start, correction.span.end, correction.now.as_str())))
}

/// Whether all that is to be changed in a variant is.
fn is_done(made: &Made, gold: &BTreeSet<Edit>, done: &BTreeSet<Edit>) -> bool {
    gold.iter().filter(|edit| edit.start < made.end && made.start < edit.end).all(|edit| done.contains(edit))
}

fn is_proposal(mention: &Mention) -> bool {
    !mention.is_right && mention.surface != mention.correction
}

fn change(mention: &Mention) -> (usize, usize, &str) {
    let (start, end) = span(mention);
    (start, end, mention.correction.as_str())
}

/// Whether what the mention would change is marked, all of it. It is tried in its line: a possessive makes one word of what is a name and
/// an ending.
fn is_right(raw: &str, mention: &Mention, gold: &BTreeSet<Edit>) -> bool {
    let (start, end) = span(mention);
    let from = raw[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = raw[end..].find('\n').map_or(raw.len(), |at| end + at);
    let line = &raw[from..to];
    let made = edits(line, &replaced(line, [(start - from, end - from, mention.correction.as_str())]));
    !made.is_empty()
        && made.into_iter().all(|edit| gold.contains(&Edit { start: edit.start + from, end: edit.end + from, ..edit }))
}

fn shown(name: &str, raw: &str, gold: &BTreeSet<Edit>, got: &BTreeSet<Edit>) -> Vec<String> {
    let show = |kind: &str, edit: &Edit| {
        let line = 1 + raw[..edit.start].matches('\n').count();
        format!("{name}:{line}: {kind}: {:?} -> {:?}", &raw[edit.start..edit.end], edit.now)
    };
    let wrong = got.difference(gold).map(|edit| show("wrong", edit));
    wrong.chain(gold.difference(got).map(|edit| show("missed", edit))).collect()
}
