//! Our own pairs of names: what is found at a rate of false alarms, by class.

use std::collections::BTreeSet;

use anyhow::Result;
use respell::gazetteer::Gazetteer;
use respell::measure::Bootstrap;

use super::super::baselines::{Baseline, folded};
use super::super::model::Models;
use super::super::pairs::{Pair, pairs};
use super::super::report::{Cell, Report};
use super::super::retrieval::{Entities, Method, Query, add_calibration, add_open_set, add_ranks, answers, open_set, say_misses};
use super::super::shapes::ACCEPTED;
use super::Bench;
use super::lists::{Named, gazetteer, named};
use super::retrieval::{queries, retain};

/// The classes that letters or sounds connect.
const CLASSES: [&str; 4] = ["sound", "letters", "ocr", "typo"];
/// The rate of false alarms.
const RATE: f64 = 0.01;

/// Variants by class at a rate of false alarms, and look-alikes at the same thresholds.
pub(super) fn name_pairs(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let (models, set) = (&bench.models, &bench.models.told("name-pairs"));
    let as_listed = models.told("name-pairs as listed");
    let gazetteer = gazetteer(&named(bench, "name-pairs/pairs.tsv", "canonical", "type")?)?;
    let mut queries = queries(bench, "name-pairs/pairs.tsv", ["variant", "canonical"], "class", &CLASSES, &gazetteer)?;
    retain(&mut queries, models, &gazetteer);
    let listed = answers(&gazetteer, &queries, models, true);
    for class in classes() {
        add_open_set(report, &as_listed, class, &queries, &listed, RATE);
    }
    let same = Same::read(bench, &gazetteer)?;
    queries.iter_mut().for_each(|query| same.widen(&mut query.right));
    let methods = answers(&gazetteer, &queries, models, true);
    for class in classes() {
        add_ranks(report, set, class, &queries, &methods, gazetteer.len());
        add_open_set(report, set, class, &queries, &methods, RATE);
    }
    add_calibration(report, set, &queries, &methods);
    if bench.verbose {
        say_misses(set, &gazetteer, &queries, &methods);
    }
    accepted(bench, report, &queries, &methods)
}

/// All classes together, then each.
fn classes() -> impl Iterator<Item = Option<&'static str>> {
    std::iter::once(None).chain(CLASSES.map(Some))
}

/// Which right names are names of one entity. The list has Zaporizhzhia and Запоріжжя, Surovikin and Sergey Surovikin: taking out the one
/// and finding the other is no false alarm.
struct Same(Vec<Vec<u32>>);

impl Same {
    /// Two right names are of one entity if they share a variant, if one is given as a variant of the other, or if the words of one are
    /// all among the words of the other.
    fn read(bench: &Bench<'_>, gazetteer: &Gazetteer) -> Result<Self> {
        let mut sheet = bench.sheet("name-pairs/pairs.tsv")?;
        let (canonical, variant) = (sheet.column(Some("canonical"), &[])?, sheet.column(Some("variant"), &[])?);
        let entities = Entities::new(gazetteer);
        let mut spellings: Vec<BTreeSet<String>> =
            gazetteer.entities().iter().map(|entity| BTreeSet::from([folded(&entity.name)])).collect();
        for row in sheet.take_rows() {
            for entity in entities.find(row.cell(canonical)) {
                spellings[*entity as usize].insert(folded(row.cell(variant)));
            }
        }
        let names: Vec<String> = gazetteer.entities().iter().map(|entity| folded(&entity.name)).collect();
        let words: Vec<BTreeSet<&str>> = names.iter().map(|name| name.split(' ').collect()).collect();
        let is_same = |a: usize, b: usize| {
            !spellings[a].is_disjoint(&spellings[b]) || words[a].is_subset(&words[b]) || words[b].is_subset(&words[a])
        };
        let all = 0..names.len();
        let of = |a: usize| (0_u32..).zip(all.clone()).filter(|(_, b)| is_same(a, *b)).map(|(number, _)| number).collect();
        Ok(Self(all.clone().map(of).collect()))
    }

    /// Adds the other names of the entities; not the others of those in turn.
    fn widen(&self, right: &mut Vec<u32>) {
        for entity in right.clone() {
            right.extend(self.0[entity as usize].iter().copied().filter(|other| *other != entity));
        }
        let mut seen = BTreeSet::new();
        right.retain(|entity| seen.insert(*entity));
    }
}

/// Adds the share of look-alikes that the thresholds let pass.
fn accepted(bench: &Bench<'_>, report: &mut Report, queries: &[Query], methods: &[Method]) -> Result<()> {
    let mut sheet = bench.sheet("name-pairs/non_pairs.tsv")?;
    let kinds = named(bench, "name-pairs/non_pairs.tsv", "a", "type")?;
    let mut pairs = pairs(&mut sheet, &[], None, true)?;
    pairs.retain(|pair| bench.models.takes(&pair.a));
    let (bootstrap, set) = (Bootstrap::of_rows(pairs.len()), bench.models.told("name-pairs"));
    for class in classes() {
        for (method, scores) in methods.iter().zip(look_alikes(&pairs, &kinds, &bench.models)?) {
            let threshold = open_set(queries, method, class).recall(RATE, &vec![1; members(queries, class)]).threshold;
            let share = |drawn: &[u32]| {
                let taken = scores.iter().zip(drawn).filter(|(score, _)| **score > threshold);
                taken.map(|(_, drawn)| f64::from(*drawn)).sum::<f64>() / drawn.iter().copied().map(f64::from).sum::<f64>()
            };
            let share = bootstrap.estimate(share);
            let class = class.unwrap_or("all");
            report.add(&ACCEPTED, vec![(&*set).into(), class.into(), method.name.into(), Cell::Count(pairs.len()), share.into()]);
        }
    }
    Ok(())
}

fn members(queries: &[Query], class: Option<&str>) -> usize {
    queries.iter().filter(|query| class.is_none_or(|class| query.class == class)).count()
}

/// What each method says of each pair, the first name being the list's: respell, then the baselines.
fn look_alikes(pairs: &[Pair], kinds: &[Named], models: &Models<'_>) -> Result<Vec<Vec<f64>>> {
    let gazetteer = gazetteer(kinds)?;
    let (matchers, entities) = (models.matchers(&gazetteer), Entities::new(&gazetteer));
    let weigh = |pair: &Pair| {
        let matcher = &matchers[models.number(&pair.a)];
        let weighed = entities.find(&pair.a).iter().filter_map(|entity| matcher.weigh_entity(&pair.b, *entity));
        weighed.map(|ranked| ranked.score.before_prior()).fold(f64::NEG_INFINITY, f64::max)
    };
    let mut scores = vec![pairs.iter().map(weigh).collect()];
    for baseline in Baseline::ALL {
        let likeness = |pair: &Pair| baseline.likeness(&folded(&pair.a), &folded(&pair.b));
        scores.push(pairs.iter().map(likeness).collect());
    }
    Ok(scores)
}
