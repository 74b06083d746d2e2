//! The answers as rows of tables.

use respell::gazetteer::Gazetteer;
use respell::measure::{Alarms, Bootstrap, Judged, Ranks, Trial};

use super::super::super::say::say;
use super::super::calibrated;
use super::super::report::{Cell, Report};
use super::super::shapes::{OPEN_SET, RETRIEVAL};
use super::Query;
use super::asking::{DEPTH, Method};

/// The queries of a class; all for none.
fn members(queries: &[Query], class: Option<&str>) -> Vec<usize> {
    (0..queries.len()).filter(|at| class.is_none_or(|class| queries[*at].class == class)).collect()
}

/// Queries for one entity are no independent evidence.
fn bootstrap(queries: &[Query], members: &[usize]) -> Bootstrap {
    Bootstrap::of_groups(members.iter().map(|at| queries[*at].right.first()))
}

/// Adds R@1 and the like.
pub(crate) fn add_ranks(
    report: &mut Report,
    set: &str,
    class: Option<&str>,
    queries: &[Query],
    methods: &[Method],
    names: usize,
) {
    let members = members(queries, class);
    let bootstrap = bootstrap(queries, &members);
    for method in methods {
        let ranks = Ranks(members.iter().map(|at| method.answers[*at].rank).collect());
        report.add(
            &RETRIEVAL,
            vec![
                set.into(),
                class.unwrap_or("all").into(),
                method.name.into(),
                Cell::Count(members.len()),
                Cell::Count(names),
                bootstrap.estimate(|drawn| ranks.recall_at(1, drawn)).into(),
                bootstrap.estimate(|drawn| ranks.recall_at(5, drawn)).into(),
                bootstrap.estimate(|drawn| ranks.reciprocal(DEPTH, drawn)).into(),
                bootstrap.estimate(|drawn| ranks.recall_at(DEPTH, drawn)).into(),
                Cell::Number(method.milliseconds, 1),
            ],
        );
    }
}

/// The trials of a class and one method.
pub(crate) fn open_set(queries: &[Query], method: &Method, class: Option<&str>) -> Alarms {
    let trial = |at: &usize| Trial { right: method.answers[*at].right, alarm: method.answers[*at].alarm };
    Alarms::new(members(queries, class).iter().map(trial).collect())
}

/// Adds recall where entities may be missing.
pub(crate) fn add_open_set(
    report: &mut Report,
    set: &str,
    class: Option<&str>,
    queries: &[Query],
    methods: &[Method],
    rate: f64,
) {
    let members = members(queries, class);
    let bootstrap = bootstrap(queries, &members);
    for method in methods {
        let alarms = open_set(queries, method, class);
        report.add(
            &OPEN_SET,
            vec![
                set.into(),
                class.unwrap_or("all").into(),
                method.name.into(),
                Cell::Count(members.len()),
                Cell::Number(rate, 3),
                bootstrap.estimate(|drawn| alarms.recall(rate, drawn).value).into(),
                Cell::Number(alarms.recall(rate, &vec![1; members.len()]).threshold, 2),
            ],
        );
    }
}

/// Adds what respell's probability of the first candidate is worth.
pub(crate) fn add_calibration(report: &mut Report, set: &str, queries: &[Query], methods: &[Method]) {
    let Some(method) = methods.first() else { return };
    let asked = queries.iter().zip(&method.answers);
    let (judged, groups): (Vec<Judged>, Vec<Option<u32>>) = asked
        .filter_map(|(query, answer)| {
            Some((Judged { probability: answer.probability?, right: answer.rank == Some(1) }, query.right.first().copied()))
        })
        .unzip();
    calibrated::add(report, set, "the first candidate", &judged, &Bootstrap::of_groups(groups));
}

/// Names the queries whose right entity does not come first, and what does.
pub(crate) fn say_misses(set: &str, gazetteer: &Gazetteer, queries: &[Query], methods: &[Method]) {
    let Some(method) = methods.first() else { return };
    let name = |entity: u32| gazetteer.entities().get(entity as usize).map_or("nothing", |entity| entity.name.as_str());
    for (query, answer) in queries.iter().zip(&method.answers).filter(|(_, answer)| answer.rank != Some(1)) {
        let place = answer.rank.map_or(format!("is not among the first {DEPTH}"), |rank| format!("comes in place {rank}"));
        let wanted = query.right.first().map_or("nothing", |right| name(*right));
        let first = answer.first.map_or("nothing", name);
        say(format_args!("{set}: “{}” gives {first}; {wanted} {place}", query.text));
    }
}
