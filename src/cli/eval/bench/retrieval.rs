//! The sets in which a name has to find its entity.

use anyhow::Result;
use respell::gazetteer::Gazetteer;

use super::super::model;
use super::super::report::{Cell, Report};
use super::super::retrieval::{Entities, Method, Queries, Query, add_calibration, add_open_set, add_ranks, answers, open_set};
use super::super::sample::sample;
use super::super::shapes::ACCEPTED;
use super::super::{baselines, pairs::Pair};
use super::Bench;
use super::lists::{Named, distractors, gazetteer, named};
use respell::measure::Bootstrap;

/// With the 500 right names they make 5,800.
const DISTRACTORS: usize = 5_300;
/// The languages of `wikidata-translit`.
const LANGUAGES: [&str; 6] = ["russian", "katakana", "arabic", "hebrew", "korean", "chinese"];
/// The classes of `name-pairs` that letters or sounds connect.
const CLASSES: [&str; 4] = ["sound", "letters", "ocr", "typo"];
/// The rate of false alarms.
const RATE: f64 = 0.01;

/// Wrong and foreign spellings of Ukrainian names, among many others.
pub(super) fn spelling_ukraine(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let mut names = named(bench, "spelling-ukraine/canonical.tsv", "canonical", "kind")?;
    names.extend(distractors(bench, DISTRACTORS)?);
    let gazetteer = gazetteer(&names)?;
    for relation in ["incorrect", "related"] {
        let queries =
            queries(bench, "spelling-ukraine/variants.tsv", ["variant", "canonical"], "relation", &[relation], &gazetteer)?;
        measure(report, &format!("spelling-ukraine {relation}"), &gazetteer, &queries);
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
        measure(report, &set, &gazetteer, &queries);
    }
    Ok(())
}

fn measure(report: &mut Report, set: &str, gazetteer: &Gazetteer, queries: &[Query]) {
    let answers = answers(gazetteer, queries, false);
    add_ranks(report, set, None, queries, &answers, gazetteer.len());
    add_calibration(report, set, queries, &answers);
}

/// The rows of a table whose class is among `classes` (all, if there are none) as queries.
fn queries(
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

/// Variants by class at a rate of false alarms, and look-alikes at the same thresholds.
pub(super) fn name_pairs(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let set = "name-pairs";
    let gazetteer = gazetteer(&named(bench, "name-pairs/pairs.tsv", "canonical", "type")?)?;
    let queries = queries(bench, "name-pairs/pairs.tsv", ["variant", "canonical"], "class", &CLASSES, &gazetteer)?;
    let methods = answers(&gazetteer, &queries, true);
    for class in std::iter::once(None).chain(CLASSES.map(Some)) {
        add_ranks(report, set, class, &queries, &methods, gazetteer.len());
    }
    for class in std::iter::once(None).chain(CLASSES.map(Some)) {
        add_open_set(report, set, class, &queries, &methods, RATE);
    }
    add_calibration(report, set, &queries, &methods);
    accepted(bench, report, &queries, &methods)
}

/// Adds the share of look-alikes that the thresholds let pass.
fn accepted(bench: &Bench<'_>, report: &mut Report, queries: &[Query], methods: &[Method]) -> Result<()> {
    let mut sheet = bench.sheet("name-pairs/non_pairs.tsv")?;
    let kinds = named(bench, "name-pairs/non_pairs.tsv", "a", "type")?;
    let pairs = super::super::pairs::pairs(&mut sheet, &[], None, true)?;
    let bootstrap = Bootstrap::of_rows(pairs.len());
    for class in std::iter::once(None).chain(CLASSES.map(Some)) {
        for (method, scores) in methods.iter().zip(look_alikes(&pairs, &kinds)?) {
            let threshold = open_set(queries, method, class).recall(RATE, &vec![1; members(queries, class)]).threshold;
            let share = |drawn: &[u32]| {
                let taken = scores.iter().zip(drawn).filter(|(score, _)| **score > threshold);
                taken.map(|(_, drawn)| f64::from(*drawn)).sum::<f64>() / drawn.iter().copied().map(f64::from).sum::<f64>()
            };
            let share = bootstrap.estimate(share);
            let class = class.unwrap_or("all");
            report.add(
                &ACCEPTED,
                vec!["name-pairs".into(), class.into(), method.name.into(), Cell::Count(pairs.len()), share.into()],
            );
        }
    }
    Ok(())
}

fn members(queries: &[Query], class: Option<&str>) -> usize {
    queries.iter().filter(|query| class.is_none_or(|class| query.class == class)).count()
}

/// What each method says of each pair, the first name being the list's: respell, then the baselines.
fn look_alikes(pairs: &[Pair], kinds: &[Named]) -> Result<Vec<Vec<f64>>> {
    let gazetteer = gazetteer(kinds)?;
    let (matcher, entities) = (model::matcher(&gazetteer), Entities::new(&gazetteer));
    let weigh = |pair: &Pair| {
        let weighed = entities.find(&pair.a).iter().filter_map(|entity| matcher.weigh_entity(&pair.b, *entity));
        weighed.map(|ranked| ranked.score.before_prior()).fold(f64::NEG_INFINITY, f64::max)
    };
    let mut scores = vec![pairs.iter().map(weigh).collect()];
    for baseline in baselines::Baseline::ALL {
        let likeness = |pair: &Pair| baseline.likeness(&baselines::folded(&pair.a), &baselines::folded(&pair.b));
        scores.push(pairs.iter().map(likeness).collect());
    }
    Ok(scores)
}
