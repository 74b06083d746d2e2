//! The evidence for a match, line by line; the lines add up to the score.

use std::fmt::Write as _;

use crate::matching::prices::Curve;
use crate::matching::{Dimension, Finding, Link, LinkKind, Matcher, Ranked, Standing, alignment, compare, prices, weights};
use crate::names::channel::Step;
use crate::names::routes::{Explained, Routes, way_in_words};

/// The weightiest findings of a match in words, as the `why` of tables and JSON has them; the prior is left out, since it is the same for
/// all.
#[must_use]
pub fn why(ranked: &Ranked) -> String {
    let told = |finding: &&Finding| !matches!(finding.reason.dimension(), Dimension::Prior | Dimension::Renown);
    let mut findings: Vec<&Finding> = ranked.score.findings().iter().filter(told).collect();
    findings.sort_by(|a, b| b.decibans.abs().total_cmp(&a.decibans.abs()));
    findings.iter().map(|finding| finding.reason.to_string()).collect::<Vec<_>>().join("; ")
}

/// What a name may mean: each candidate with its evidence, the first in full.
///
/// ```
/// use respell::gazetteer::Gazetteer;
/// use respell::matching::Matcher;
/// use respell::report::explain_name;
///
/// let text = explain_name(&Matcher::new(Gazetteer::embedded()), "Husnurin");
/// assert!(text.starts_with("“Husnurin” is certainly Marat Khusnullin"), "{text}");
/// ```
#[must_use]
pub fn explain_name(matcher: &Matcher<'_>, name: &str) -> String {
    let ranked = matcher.rank(name, 5);
    let Some(best) = ranked.first() else {
        return format!("“{name}” is like no name of the {} entities.\n", matcher.gazetteer().len());
    };
    let mut text = format!("{}\n\n{}", verdict(matcher, name, best), evidence(matcher, best));
    if ranked.len() > 1 {
        text.push_str("\nRivals:\n");
    }
    for rival in &ranked[1..] {
        let entity = matcher.entity(rival.entity);
        let (decibans, probability) = (signed(rival.decibans()), rival.probability);
        let _ = writeln!(text, "  {decibans} dB  p {probability:.3}  {} ({}): {}", entity.name, entity.id, why(rival));
    }
    text
}

/// Why a name is this entity, or why not: what speaks for and against, what is ahead of it, and how far it is from being certain.
#[must_use]
pub fn explain_entity(matcher: &Matcher<'_>, name: &str, entity: u32) -> String {
    let Some(found) = matcher.weigh_entity(name, entity) else {
        return impossible(matcher, name, entity);
    };
    let mut text = format!("{}\n\n{}", verdict(matcher, name, &found), evidence(matcher, &found));
    text.push_str(&distance(matcher, name, &found));
    text
}

/// Why two names by themselves are alike, or not.
///
/// ```
/// let text = respell::report::explain_comparison("Khusnullin", "Husnurin");
/// assert!(text.contains("kh→h"), "{text}");
/// ```
#[must_use]
pub fn explain_comparison(a: &str, b: &str) -> String {
    let comparison = compare(a, b);
    let mut text = format!("“{a}” and “{b}”: {} dB, p {:.3}\n\n", signed(comparison.decibans()), comparison.probability());
    for (at, link) in comparison.evidence().iter().enumerate() {
        let _ = writeln!(text, "  {} dB  {link}", signed(link.decibans));
        let told = |(id, decibans): &(&str, f64)| format!("{} {}", id.replace('-', " "), signed(*decibans).trim_start());
        let traits: Vec<String> = comparison.traits(at).iter().filter(|(_, decibans)| decibans.abs() >= 0.05).map(told).collect();
        if traits.len() > 1 {
            let _ = writeln!(text, "{:15}{}", "", traits.join(", "));
        }
        if link.kind == LinkKind::Letters && link.name != link.written {
            // The first name is told as the one that the second came from, whichever way was the better to weigh.
            let (name, written) = if a.contains(&link.name) { (&link.name, &link.written) } else { (&link.written, &link.name) };
            let alignment = alignment(name, written);
            let _ = writeln!(text, "{:15}{}", "", shown(&alignment, Routes::embedded()));
        }
    }
    text
}

fn verdict(matcher: &Matcher<'_>, name: &str, ranked: &Ranked) -> String {
    let entity = matcher.entity(ranked.entity);
    let how = match ranked.standing {
        Standing::Certain => "certainly",
        Standing::Probable => "probably",
        Standing::Doubtful => "doubtfully",
    };
    let kind = if entity.kind.is_empty() { String::new() } else { format!(", {}", entity.kind) };
    format!(
        "“{name}” is {how} {} ({}{kind}): {} dB, p {:.3}",
        entity.name,
        entity.id,
        signed(ranked.decibans()),
        ranked.probability
    )
}

/// The findings, those of letters and words taken apart; then the sum.
fn evidence(matcher: &Matcher<'_>, ranked: &Ranked) -> String {
    let mut text = String::new();
    for finding in ranked.score.findings() {
        match finding.reason.dimension() {
            Dimension::Form => lines_of(matcher, &ranked.links, is_gain, &mut text),
            Dimension::Words => lines_of(matcher, &ranked.links, |link| !is_gain(link), &mut text),
            _ => drop(writeln!(text, "  {} dB  {}", signed(finding.decibans), finding.reason)),
        }
    }
    let _ = writeln!(text, "  ---------");
    let _ = writeln!(text, "  {} dB  in all, against the form “{}”", signed(ranked.decibans()), ranked.matched);
    text
}

/// Whether a link is one of those that the finding on letters sums.
const fn is_gain(link: &Link) -> bool {
    matches!(link.kind, LinkKind::Letters | LinkKind::Initial | LinkKind::Small | LinkKind::Generic | LinkKind::Number)
}

fn lines_of(matcher: &Matcher<'_>, links: &[Link], wanted: impl Fn(&Link) -> bool, text: &mut String) {
    for link in links.iter().filter(|link| wanted(link)) {
        let _ = writeln!(text, "  {} dB  {link}", signed(link.decibans));
        if link.kind == LinkKind::Letters {
            let _ = writeln!(text, "{:15}{}", "", weighing(matcher, link));
        }
    }
}

/// What the word would be worth by itself, less what it costs to come about; the two add up to what the letters say.
fn weighing(matcher: &Matcher<'_>, link: &Link) -> String {
    let alignment = matcher.alignment(&link.written, &link.name);
    let scheme = matcher.scheme_of(&link.name, &link.written).filter(|_| alignment.cost > weights::SCHEME_SPELLING);
    let (cost, how) = match scheme {
        Some(scheme) => (weights::SCHEME_SPELLING, scheme.to_owned()),
        None => (alignment.cost, shown(&alignment, matcher.routes())),
    };
    format!("{:.1} for its rarity, −{cost:.1} by {how}", link.decibans + cost)
}

/// The groups of an alignment with what each costs and the way that explains it; what stays is one group, and so is what the cost holds
/// beyond the steps.
fn shown(alignment: &Explained, routes: &Routes) -> String {
    let (same, changed): (Vec<&Step>, Vec<&Step>) = alignment.steps.iter().partition(|step| step.is_same());
    let mut parts: Vec<String> = changed.iter().map(|step| group(step, alignment, routes)).collect();
    if !same.is_empty() {
        let kept: f64 = same.iter().map(|step| step.decibans).sum();
        let stay = if same.len() == 1 { "1 group that stays".to_owned() } else { format!("{} groups that stay", same.len()) };
        parts.push(format!("{stay} −{kept:.1}"));
    }
    if alignment.remainder.abs() >= 0.05 {
        parts.push(format!("other ways to the same letters {}", signed(-alignment.remainder).trim_start()));
    }
    parts.join(", ")
}

fn group(step: &Step, alignment: &Explained, routes: &Routes) -> String {
    let way = match alignment.script {
        Some(_) => None,
        None => routes.ways_of(step).first().map(|way| format!(" {}", way_in_words(way))),
    };
    format!("{step} −{:.1}{}", step.decibans, way.unwrap_or_default())
}

/// What stands between a match and being applied.
fn distance(matcher: &Matcher<'_>, name: &str, found: &Ranked) -> String {
    let mut text = String::new();
    if found.standing == Standing::Certain {
        return text;
    }
    let ahead = matcher.rank(name, 5).into_iter().find(|other| other.entity != found.entity);
    let certain_from = certain_from(found.curve);
    let short = certain_from - found.decibans();
    if short > 0.0 {
        let _ =
            writeln!(text, "\nNot certain: {short:.1} dB short of the {certain_from:.1} dB at which a match without rivals is.");
    }
    if let Some(rival) = ahead.filter(|rival| rival.decibans() > found.decibans() - Standing::MARGIN) {
        let lead = rival.decibans() - found.decibans();
        let place = if lead >= 0.0 { "ahead" } else { "behind" };
        let entity = matcher.entity(rival.entity);
        let _ = writeln!(
            text,
            "\nA rival is {:.1} dB {place}, and {:.0} dB of lead are needed: {} ({}).",
            lead.abs(),
            Standing::MARGIN,
            entity.name,
            entity.id
        );
    }
    text.push_str(&advice(matcher, name, found));
    text
}

fn advice(matcher: &Matcher<'_>, name: &str, found: &Ranked) -> String {
    let entity = &matcher.entity(found.entity).name;
    let worth = prices::EXACT_ALIAS;
    format!(
        "With “{name}” among the aliases or misspellings of {entity} the letters would agree, and {worth:.0} dB come on top.\n"
    )
}

/// The score of a match without rivals from which it is certain.
fn certain_from(curve: Curve) -> f64 {
    let odds = Standing::CERTAIN / (1.0 - Standing::CERTAIN);
    (odds.ln() - curve.offset) / curve.slope
}

fn impossible(matcher: &Matcher<'_>, name: &str, entity: u32) -> String {
    let entity = matcher.entity(entity);
    match entity.never.is_empty() {
        true => format!("“{name}” cannot be held against {}: one of them has no letters.\n", entity.name),
        false => format!("“{name}” is never {} ({}): the list says so, or it has no letters.\n", entity.name, entity.id),
    }
}

/// A number of decibans in a column, with its sign.
fn signed(decibans: f64) -> String {
    let sign = if decibans < -0.05 { '−' } else { '+' };
    format!("{:>7}", format!("{sign}{:.1}", decibans.abs()))
}
