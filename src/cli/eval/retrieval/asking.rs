//! Every query to every method.

use std::time::Instant;

use rayon::prelude::*;
use respell::gazetteer::{Entity, Gazetteer};
use respell::matching::Matcher;

use super::super::baselines::{Baseline, folded};
use super::super::model::Models;
use super::Query;

/// How deep the list of candidates is looked through.
pub(crate) const DEPTH: usize = 50;

/// What one method makes of one query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    /// The place of the first right entity, from 1.
    pub(crate) rank: Option<usize>,
    /// The first candidate.
    pub(crate) first: Option<u32>,
    /// The probability of the first candidate, where the method has one.
    pub(crate) probability: Option<f64>,
    /// The score of the right entity, before what the size of the list takes off: in decibans for respell.
    pub(crate) right: f64,
    /// The best score of any other.
    pub(crate) alarm: f64,
}

/// A method with its answers, in the order of the queries.
pub(crate) struct Method {
    pub(crate) name: &'static str,
    pub(crate) answers: Vec<Answer>,
    pub(crate) milliseconds: f64,
}

/// Asks respell and the baselines. `is_open` wants the score of the right entity also where it is far behind.
pub(crate) fn answers(gazetteer: &Gazetteer, queries: &[Query], models: &Models<'_>, is_open: bool) -> Vec<Method> {
    let matchers = models.matchers(gazetteer);
    let matcher = |query: &Query| &matchers[query.canonical(gazetteer).map_or(0, |name| models.number(name))];
    let mut methods = vec![timed("respell", queries, |query| ask(matcher(query), query, is_open))];
    let entities: Vec<&Entity> = gazetteer.entities().iter().collect();
    let names: Vec<Vec<String>> = entities.par_iter().map(|entity| spellings(entity)).collect();
    for baseline in Baseline::ALL {
        methods.push(timed(baseline.name(), queries, |query| search(baseline, &names, query)));
    }
    methods
}

fn timed(name: &'static str, queries: &[Query], answer: impl Fn(&Query) -> Answer + Sync) -> Method {
    let answered: Vec<(Answer, f64)> = queries
        .par_iter()
        .map(|query| {
            let start = Instant::now();
            let answer = answer(query);
            (answer, start.elapsed().as_secs_f64() * 1000.0)
        })
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a mean")]
    let milliseconds = answered.iter().map(|(_, time)| time).sum::<f64>() / answered.len().max(1) as f64;
    Method { name, answers: answered.into_iter().map(|(answer, _)| answer).collect(), milliseconds }
}

fn ask(matcher: &Matcher<'_>, query: &Query, is_open: bool) -> Answer {
    let found = matcher.rank(&query.text, DEPTH + query.right.len());
    let is_right = |entity: u32| query.right.contains(&entity);
    let rank = found.iter().position(|ranked| is_right(ranked.entity));
    let unranked = || {
        let weighed = query.right.iter().filter_map(|entity| matcher.weigh_entity(&query.text, *entity));
        weighed.map(|ranked| ranked.score.before_prior()).fold(f64::NEG_INFINITY, f64::max)
    };
    let right = match rank {
        Some(at) => found[at].score.before_prior(),
        None if is_open => unranked(),
        None => f64::NEG_INFINITY,
    };
    Answer {
        rank: rank.map(|at| at + 1).filter(|rank| *rank <= DEPTH),
        first: found.first().map(|first| first.entity),
        probability: found.first().map(|first| first.probability),
        right,
        alarm: found.iter().find(|ranked| !is_right(ranked.entity)).map_or(f64::NEG_INFINITY, |other| other.score.before_prior()),
    }
}

/// All names of an entity, as the baselines see them.
fn spellings(entity: &Entity) -> Vec<String> {
    let others = entity.aliases.iter().chain(&entity.misspellings).chain(&entity.keep).map(String::as_str);
    let natives = entity.natives.iter().map(|native| native.name.as_str());
    std::iter::once(entity.name.as_str()).chain(others).chain(natives).map(folded).collect()
}

/// Looks through the whole list.
fn search(baseline: Baseline, names: &[Vec<String>], query: &Query) -> Answer {
    let asked = folded(&query.text);
    let likeness = |entity: usize, least: f64| {
        let worth = names[entity].iter().filter(|name| baseline.bound(&asked, name) >= least);
        worth.map(|name| baseline.likeness(&asked, name)).fold(f64::NEG_INFINITY, f64::max)
    };
    let rights: Vec<(usize, f64)> =
        query.right.iter().map(|entity| (*entity as usize, likeness(*entity as usize, 0.0))).collect();
    let (first, right) = rights.iter().copied().fold((usize::MAX, f64::NEG_INFINITY), |best, own| {
        if own.1 > best.1 || own.1 >= best.1 && own.0 < best.0 { own } else { best }
    });
    let (mut before, mut alarm) = (0, f64::NEG_INFINITY);
    for entity in (0..names.len()).filter(|entity| rights.iter().all(|(own, _)| own != entity)) {
        // What can be neither before the right one nor the best of the others need not be compared.
        let other = likeness(entity, right.min(alarm));
        alarm = alarm.max(other);
        before += usize::from(other > right || other >= right && entity < first);
    }
    Answer { rank: Some(before + 1).filter(|rank| *rank <= DEPTH), first: None, probability: None, right, alarm }
}
