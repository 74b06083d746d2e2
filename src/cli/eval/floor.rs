//! What a careful person could script in an hour, for running text.
//!
//! Every window of one to three words that begin with a capital is folded and compared with every name of the list, every part of a name
//! and every alias; the likest above a threshold is put in its place, with the casing of what stood there. Words that are spelled as
//! listed stay.

use std::collections::HashSet;

use respell::gazetteer::Gazetteer;
use respell::text::{Casing, Token, tokens};

use super::baselines::{Baseline, folded};
use super::texts::replaced;

/// The widest window, in words.
const WIDEST: usize = 3;
/// Shorter names are like too much.
const SHORTEST: usize = 3;

/// The threshold with about the best F1 on the marked texts of the benchmark, chosen there.
pub(super) const fn best(baseline: Baseline) -> f64 {
    match baseline {
        Baseline::JaroWinkler => 0.90,
        Baseline::Levenshtein | Baseline::Osa => 0.70,
    }
}

/// The threshold of someone who would rather miss a name than spoil a word.
pub(super) const fn careful(baseline: Baseline) -> f64 {
    match baseline {
        Baseline::JaroWinkler => 0.95,
        Baseline::Levenshtein | Baseline::Osa => 0.85,
    }
}

/// A name, folded, with what is put in its place.
struct Known {
    folded: String,
    now: String,
}

/// The text with every window replaced that is like a name.
pub(super) fn corrected(text: &str, gazetteer: &Gazetteer, baseline: Baseline, least: f64) -> String {
    let (known, right) = names(gazetteer);
    let tokens = tokens(text);
    let mut changes: Vec<(usize, usize, String)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let best = (1..=WIDEST)
            .filter_map(|width| find(text, tokens.get(at..at + width)?, &known, &right, (baseline, least)))
            .fold(None, likest);
        match best {
            Some(best) => {
                at += best.width;
                changes.extend(best.change);
            }
            None => at += 1,
        }
    }
    replaced(text, changes.iter().map(|(start, end, now)| (*start, *end, now.as_str())))
}

/// A window that is a name, and what changes; nothing if it is spelled as listed.
struct Found {
    width: usize,
    likeness: f64,
    change: Option<(usize, usize, String)>,
}

/// Of two as like, the wider.
fn likest(best: Option<Found>, other: Found) -> Option<Found> {
    match best {
        Some(best) if best.likeness > other.likeness => Some(best),
        _ => Some(other),
    }
}

fn find(
    text: &str,
    window: &[Token],
    known: &[Known],
    right: &HashSet<String>,
    (baseline, least): (Baseline, f64),
) -> Option<Found> {
    let (first, last) = (window.first()?, window.last()?);
    let stands = &text[first.span.start..last.span.end];
    let is_capital = |token: &Token| text[token.span].chars().next().is_some_and(char::is_uppercase);
    if !window.iter().all(is_capital) || stands.contains('\n') {
        return None;
    }
    if right.contains(&stands.to_lowercase()) {
        return Some(Found { width: window.len(), likeness: 1.0, change: None });
    }
    let asked = folded(stands);
    let mut best: Option<(f64, &Known)> = None;
    for name in known {
        let least = best.as_ref().map_or(least, |(likeness, _)| *likeness);
        if baseline.bound(&asked, &name.folded) < least {
            continue;
        }
        let likeness = baseline.likeness(&asked, &name.folded);
        if likeness >= least && best.as_ref().is_none_or(|(known, _)| likeness > *known) {
            best = Some((likeness, name));
        }
    }
    let (likeness, name) = best.filter(|_| asked.len() >= SHORTEST)?;
    let now = Casing::of(stands).put_on(&name.now, stands);
    let change = (now != stands).then_some((first.span.start, last.span.end, now));
    Some(Found { width: window.len(), likeness, change })
}

/// The names, and those that are right as they stand, in lower case.
fn names(gazetteer: &Gazetteer) -> (Vec<Known>, HashSet<String>) {
    let (mut known, mut right) = (Vec::new(), HashSet::new());
    for entity in gazetteer.entities() {
        let parts = entity.name.split_whitespace().filter(|part| part.chars().next().is_some_and(char::is_uppercase));
        for name in std::iter::once(entity.name.as_str()).chain(parts) {
            right.insert(name.to_lowercase());
            known.push(Known { folded: folded(name), now: name.to_owned() });
        }
        for alias in entity.aliases.iter().chain(&entity.misspellings) {
            known.push(Known { folded: folded(alias), now: entity.name.clone() });
        }
    }
    known.retain(|name| name.folded.len() >= SHORTEST);
    (known, right)
}

#[cfg(test)]
mod tests {
    use respell::gazetteer::{Gazetteer, LoadOptions, Shape};

    use super::{Baseline, corrected};

    #[test]
    fn names_like_those_of_the_list_are_replaced() {
        let list = b"name,aliases\nVladimir Saldo,\nBakhmut,Artemivsk\n";
        let list = Gazetteer::read(list, "names.csv", Shape::Csv, &LoadOptions::default()).expect("it is a list").gazetteer;
        let text = "Vladimir Sardo and SARDO's men left Artemovsk, also Bakhmut.";
        let wanted = "Vladimir Saldo and SALDO's men left Bakhmut, also Bakhmut.";
        assert_eq!(corrected(text, &list, Baseline::Levenshtein, 0.75), wanted);
    }
}
