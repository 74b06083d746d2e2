//! The sets in which a name has to find its entity.

use anyhow::Result;
use respell::gazetteer::Gazetteer;

use super::super::model::Models;
use super::super::report::Report;
use super::super::retrieval::{Entities, Queries, Query, add_calibration, add_ranks, answers, say_misses};
use super::super::sample::sample;
use super::Bench;
use super::lists::{distractors, gazetteer, named};

/// With the 500 right names they make 5,800.
const DISTRACTORS: usize = 5_300;
/// The languages of `wikidata-translit`.
const LANGUAGES: [&str; 6] = ["russian", "katakana", "arabic", "hebrew", "korean", "chinese"];

/// Wrong and foreign spellings of Ukrainian names, among many others. Nine in ten of the right names are places, and two in three of the
/// others are persons, whose given names compete with bare given names (Oleksii, Alexey Livia); so also among places only.
pub(super) fn spelling_ukraine(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    for (kind, among) in [(None, ""), (Some("place"), ", among places")] {
        let mut names = named(bench, "spelling-ukraine/canonical.tsv", "canonical", "kind")?;
        names.extend(distractors(bench, DISTRACTORS, kind)?);
        let gazetteer = gazetteer(&names)?;
        for relation in ["incorrect", "related"] {
            let file = "spelling-ukraine/variants.tsv";
            let mut queries = queries(bench, file, ["variant", "canonical"], "relation", &[relation], &gazetteer)?;
            retain(&mut queries, &bench.models, &gazetteer);
            let set = bench.models.told(&format!("spelling-ukraine {relation}{among}"));
            measure(bench, report, &set, &gazetteer, &queries, &bench.models);
        }
    }
    Ok(())
}

/// Words of names in other scripts, among all Latin words of the same set.
pub(super) fn wikidata(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    for language in LANGUAGES {
        let file = format!("wikidata-translit/{language}.dev.tsv");
        let gazetteer = gazetteer(&named(bench, &file, "latin", "")?)?;
        let mut queries = queries(bench, &file, ["native", "latin"], "", &[], &gazetteer)?;
        let set = format!("wikidata-translit {language}");
        sample(&mut queries, bench.sample, &set, bench.common.quiet);
        measure(bench, report, &set, &gazetteer, &queries, &Models::one(bench.routes));
    }
    Ok(())
}

/// Keeps the queries whose canonical name is measured.
pub(super) fn retain(queries: &mut Vec<Query>, models: &Models<'_>, gazetteer: &Gazetteer) {
    queries.retain(|query| query.canonical(gazetteer).is_some_and(|canonical| models.takes(canonical)));
}

fn measure(bench: &Bench<'_>, report: &mut Report, set: &str, gazetteer: &Gazetteer, queries: &[Query], models: &Models<'_>) {
    let answers = answers(gazetteer, queries, models, false);
    add_ranks(report, set, None, queries, &answers, gazetteer.len());
    add_calibration(report, set, queries, &answers);
    if bench.verbose {
        say_misses(set, gazetteer, queries, &answers);
    }
}

/// The rows of a table whose class is among `classes` (all, if there are none) as queries.
pub(super) fn queries(
    bench: &Bench<'_>,
    file: &str,
    [query, canonical]: [&str; 2],
    class: &str,
    classes: &[&str],
    gazetteer: &Gazetteer,
) -> Result<Vec<Query>> {
    let mut sheet = bench.sheet(file)?;
    let (query, canonical) = (sheet.column(Some(query), &[])?, sheet.column(Some(canonical), &[])?);
    let class = sheet.find(None, &[class])?;
    let entities = Entities::new(gazetteer);
    let mut queries = Queries::default();
    for row in sheet.take_rows() {
        let class = class.map_or("", |class| row.cell(class));
        if row.cell(query).is_empty() || !classes.is_empty() && !classes.contains(&class) {
            continue;
        }
        match entities.find(row.cell(canonical)) {
            [] => sheet.complain(row.line, format_args!("“{}” is not in the list", row.cell(canonical))),
            right => queries.add(row.cell(query), right, class),
        }
    }
    sheet.say(bench.common.quiet);
    Ok(queries.list)
}
