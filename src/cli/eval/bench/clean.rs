//! Text whose names are nearly all right: what is corrected in it?

use anyhow::Result;
use rayon::prelude::*;
use respell::gazetteer::Gazetteer;
use respell::matching::Matcher;
use respell::measure::edits;

use super::super::super::say::say;
use super::super::baselines::Baseline;
use super::super::floor;
use super::super::harm::{Changes, add, is_listed, to_review, words};
use super::super::inject::documents;
use super::super::report::Report;
use super::super::texts::{Fixed, Text, fix};
use super::Bench;
use super::lists::{gazetteer, named};

/// The texts.
pub(super) const TEXTS: &str = "wikinews-clean/geovirus.docs.jsonl";
/// What the tables call it.
const SET: &str = "wikinews-clean";

/// News, held against the embedded gazetteer and against a list of Ukrainian names.
pub(super) fn wikinews(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let texts = documents(&bench.path(TEXTS))?;
    let ukraine = gazetteer(&named(bench, "spelling-ukraine/canonical.tsv", "canonical", "kind")?)?;
    measure(bench, report, "embedded", Gazetteer::embedded(), &texts)?;
    measure(bench, report, "spelling-ukraine", &ukraine, &texts)?;
    for baseline in Baseline::ALL {
        let changes: Vec<Changes> = texts.par_iter().map(|text| floor_changes(text, &ukraine, baseline)).collect();
        let method = format!("{} ≥ {:.2}", baseline.name(), floor::careful(baseline));
        add(report, [SET, &method, "spelling-ukraine"], &changes, None);
    }
    Ok(())
}

fn measure(bench: &Bench<'_>, report: &mut Report, told: &str, gazetteer: &Gazetteer, texts: &[Text]) -> Result<()> {
    let matcher = Matcher::with_routes(gazetteer, bench.routes);
    let fixed = fix(&matcher, texts, &bench.house)?;
    let (changes, shown) = changes(gazetteer, texts, &fixed);
    if bench.verbose {
        shown.iter().for_each(|line| say(format_args!("{told}: {line}")));
    }
    add(report, [SET, "respell", told], &changes, Some(to_review(&fixed.table)));
    Ok(())
}

/// What was changed in each text, and each correction that is not listed in a line.
pub(super) fn changes(gazetteer: &Gazetteer, texts: &[Text], fixed: &Fixed) -> (Vec<Changes>, Vec<String>) {
    let (mut changes, mut shown) = (Vec::new(), Vec::new());
    for (text, corrections) in texts.iter().zip(&fixed.corrections) {
        let mut own = Changes { words: words(&text.text), corrections: corrections.len(), listed: 0 };
        for correction in corrections {
            // The header is row 1.
            let row = &fixed.table.rows[correction.row - 2];
            if is_listed(gazetteer, &row.id, &correction.was) {
                own.listed += 1;
            } else {
                let (was, now) = (&correction.was, &correction.now);
                shown.push(format!("{}: {was:?} -> {now:?} ({}) {}", text.name, row.canonical, row.why));
            }
        }
        changes.push(own);
    }
    (changes, shown)
}

fn floor_changes(text: &Text, gazetteer: &Gazetteer, baseline: Baseline) -> Changes {
    let out = floor::corrected(&text.text, gazetteer, baseline, floor::careful(baseline));
    Changes { words: words(&text.text), corrections: edits(&text.text, &out).len(), listed: 0 }
}
