//! Text whose names are nearly all right: what is corrected in it?

use std::fs;

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use respell::gazetteer::{Entity, Gazetteer};
use respell::matching::Matcher;
use respell::measure::{Bootstrap, edits};
use respell::text::{Reading, fold_into};
use serde_json::Value;

use super::super::super::say::say;
use super::super::baselines::Baseline;
use super::super::floor;
use super::super::report::{Cell, Report};
use super::super::shapes::HARM;
use super::super::texts::{House, Text, fix};
use super::Bench;
use super::lists::{gazetteer, named};

/// So many words harm is told for.
const HARM_WORDS: f64 = 10_000.0;

/// News, held against the embedded gazetteer and against a list of Ukrainian names.
pub(super) fn wikinews(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let texts = texts(bench)?;
    let ukraine = gazetteer(&named(bench, "spelling-ukraine/canonical.tsv", "canonical", "kind")?)?;
    measure(bench, report, "embedded", Gazetteer::embedded(), &texts)?;
    measure(bench, report, "spelling-ukraine", &ukraine, &texts)?;
    for baseline in Baseline::ALL {
        let changes: Vec<Changes> = texts.par_iter().map(|text| floor_changes(text, &ukraine, baseline)).collect();
        let method = format!("{} ≥ {:.2}", baseline.name(), floor::careful(baseline));
        add(report, [&method, "spelling-ukraine"], &changes);
    }
    Ok(())
}

/// One document's words, corrections, and those of them that the gazetteer lists.
#[derive(Clone, Copy, Debug, Default)]
struct Changes {
    words: usize,
    corrections: usize,
    listed: usize,
}

fn texts(bench: &Bench<'_>) -> Result<Vec<Text>> {
    let path = bench.path("wikinews-clean/geovirus.docs.jsonl");
    let told = || format!("{} cannot be read", path.display());
    let lines = fs::read_to_string(&path).with_context(told)?;
    let document = |line: &str| {
        let value: Value = serde_json::from_str(line)?;
        let field = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Text { name: field("id"), text: field("text") })
    };
    lines.lines().map(document).collect::<Result<_, serde_json::Error>>().with_context(told)
}

fn measure(bench: &Bench<'_>, report: &mut Report, told: &str, gazetteer: &Gazetteer, texts: &[Text]) -> Result<()> {
    let matcher = Matcher::with_routes(gazetteer, bench.routes);
    let fixed = fix(&matcher, texts, &House::default())?;
    let mut changes = Vec::new();
    for (text, corrections) in texts.iter().zip(&fixed.corrections) {
        let mut own = Changes { words: words(&text.text), corrections: corrections.len(), listed: 0 };
        for correction in corrections {
            // The header is row 1.
            let row = &fixed.table.rows[correction.row - 2];
            let is_listed = gazetteer.get(&row.id).is_some_and(|entity| is_listed(entity, &correction.was));
            own.listed += usize::from(is_listed);
            if bench.verbose && !is_listed {
                say(format_args!(
                    "{} {told}: {:?} -> {:?} ({}) {}",
                    text.name, correction.was, correction.now, row.canonical, row.why
                ));
            }
        }
        changes.push(own);
    }
    add(report, ["respell", told], &changes);
    Ok(())
}

fn floor_changes(text: &Text, gazetteer: &Gazetteer, baseline: Baseline) -> Changes {
    let out = floor::corrected(&text.text, gazetteer, baseline, floor::careful(baseline));
    Changes { words: words(&text.text), corrections: edits(&text.text, &out).len(), listed: 0 }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether the list itself gives the spelling as another name of the entity.
fn is_listed(entity: &Entity, spelling: &str) -> bool {
    let natives = entity.natives.iter().map(|native| &native.name);
    let mut names = entity.aliases.iter().chain(&entity.misspellings).chain(natives);
    let wanted = exact(spelling);
    names.any(|name| exact(name) == wanted)
}

fn exact(text: &str) -> String {
    let mut folded = String::new();
    fold_into(text, Reading::Exact, &mut folded);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add(report: &mut Report, [method, gazetteer]: [&str; 2], changes: &[Changes]) {
    let sum = |of: fn(&Changes) -> usize| changes.iter().map(of).sum::<usize>();
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let harm = |drawn: &[u32]| {
        let total =
            |of: fn(&Changes) -> usize| changes.iter().zip(drawn).map(|(own, drawn)| of(own) * *drawn as usize).sum::<usize>();
        total(|own| own.corrections - own.listed) as f64 * HARM_WORDS / total(|own| own.words) as f64
    };
    let harm = Bootstrap::of_rows(changes.len()).estimate(harm);
    let (corrections, listed) = (sum(|own| own.corrections), sum(|own| own.listed));
    let counts = [sum(|own| own.words), corrections, listed, corrections - listed].map(Cell::Count);
    let mut row = vec!["wikinews-clean".into(), method.into(), gazetteer.into()];
    row.extend(counts);
    row.push(Cell::Figure(harm, 2));
    report.add(&HARM, row);
}
