//! From mentions to the rows of the alias table.
//!
//! Mentions of one spelling that are judged alike are one row. Where they are judged differently (Kiev, but chicken Kiev), the most
//! frequent judgement is the row without a place, and each other gets rows for the documents, or the very places, where it holds.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::accord::{Proposal, accorded, hold_back};
use super::alike::Neighbours;
use super::scan::Mention;
use super::table::{AliasRow, AliasTable, Quote, Standing, Where};
use crate::matching::{Finding, Matcher, Reason, weights};
use crate::text::{Casing, Reading, folded, unbroken};

/// How many findings the `why` column tells.
const TOLD: usize = 4;

/// A document's name with its mentions in order.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentMentions {
    /// The name under which the document is reported.
    pub document: String,
    /// Its mentions.
    pub mentions: Vec<Mention>,
}

/// One mention with its document.
type Seen<'a> = (&'a str, &'a Mention);

/// How mentions are judged alike: same correction of the same entity, same standing.
type Judgement = (Option<Standing>, String, String);

/// Makes the alias table of a corpus. With `all`, exact canonical mentions get rows as well.
///
/// The same mentions give the same table, in whatever order the documents come, and [`Applier`](super::Applier) takes it whatever the trust:
/// where rows stand in each other's way, the worse one is doubtful. A right name that a row would change a word of gets a row too.
#[must_use]
pub fn propose(matcher: &Matcher<'_>, documents: &[DocumentMentions], all: bool) -> AliasTable {
    let mut variants: BTreeMap<String, Vec<Seen<'_>>> = BTreeMap::new();
    let mut sorted: Vec<&DocumentMentions> = documents.iter().collect();
    sorted.sort_by(|a, b| a.document.cmp(&b.document));
    for document in sorted {
        for mention in document.mentions.iter() {
            variants.entry(key(&mention.surface)).or_default().push((&document.document, mention));
        }
    }
    accorded(variants.values().flat_map(|seen| rows_of(matcher, seen, all)).collect())
}

/// The rows of one spelling.
fn rows_of(matcher: &Matcher<'_>, seen: &[Seen<'_>], all: bool) -> Vec<Proposal> {
    let mut judged: BTreeMap<Judgement, Vec<Seen<'_>>> = BTreeMap::new();
    for (document, mention) in seen {
        judged.entry(judgement(matcher, mention)).or_default().push((document, mention));
    }
    // The commonest judgement is the rule; of two as common, the less trusted, so that doubt is not drowned.
    let rule = judged.iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(a.0))).map(|(judgement, _)| judgement.clone());
    let mut rows = Vec::new();
    for (judgement, seen) in &judged {
        let mut lesser = None;
        let places = if Some(judgement) == rule.as_ref() {
            vec![(Where::Everywhere, seen.clone())]
        } else {
            places(seen, &judged, judgement)
        };
        let is_right = judgement.0.is_none();
        let is_told = !is_right || all || places.iter().any(|(place, _)| *place != Where::Everywhere);
        if !is_told && is_one_word(seen) {
            continue;
        }
        rows.extend(places.into_iter().map(|(place, seen)| {
            let mut row = row(matcher, place, &seen);
            let lesser = lesser.get_or_insert_with(|| less_trusted(&judged, judgement));
            if is_shadowed(&row, lesser) {
                hold_back(&mut row, "the same words stand around one that is held back");
            }
            Proposal { row, is_listed: seen.iter().all(|(_, mention)| is_listed(mention)), is_right, is_told }
        }));
    }
    rows
}

/// What stands around the mentions that are trusted less.
fn less_trusted(judged: &BTreeMap<Judgement, Vec<Seen<'_>>>, own: &Judgement) -> Vec<Neighbours> {
    let lesser = judged.iter().filter(|(judgement, _)| judgement.0 < own.0).flat_map(|(_, seen)| seen);
    // What is spelled as listed has no quote, and needs no row to stay.
    lesser.filter(|(_, mention)| mention.quote != Quote::default()).map(|(_, mention)| Neighbours::of(&mention.quote)).collect()
}

/// Whether a row for one place would rule a mention of the others too. Doubt has to hold: what is held back is never corrected by a row
/// that was made for its neighbour.
fn is_shadowed(row: &AliasRow, lesser: &[Neighbours]) -> bool {
    let Where::Quote(quote) = &row.place else { return false };
    let own = Neighbours::of(quote);
    lesser.iter().any(|other| own.may_rule(other))
}

fn is_one_word(seen: &[Seen<'_>]) -> bool {
    seen.iter().all(|(_, mention)| mention.surface.chars().all(char::is_alphanumeric))
}

fn is_listed(mention: &Mention) -> bool {
    mention.score.findings().iter().any(|finding| finding.reason == Reason::Listed)
}

fn judgement(matcher: &Matcher<'_>, mention: &Mention) -> Judgement {
    let standing = (!mention.is_right).then_some(mention.standing);
    (standing, folded(&mention.correction, Reading::Exact), matcher.entity(mention.entity).id.clone())
}

/// Where an exceptional judgement holds: whole documents where every mention is judged so, else the mentions one by one.
fn places<'a>(seen: &[Seen<'a>], judged: &BTreeMap<Judgement, Vec<Seen<'a>>>, own: &Judgement) -> Vec<(Where, Vec<Seen<'a>>)> {
    let mut places: Vec<(Where, Vec<Seen<'a>>)> = Vec::new();
    for document in seen.chunk_by(|a, b| a.0 == b.0) {
        let name = document[0].0;
        let shared = judged.iter().any(|(judgement, others)| judgement != own && others.iter().any(|(other, _)| *other == name));
        if shared {
            for (name, mention) in document {
                let place = Where::Quote(mention.quote.clone());
                match places.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, seen)) => seen.push((name, mention)),
                    None => places.push((place, vec![(name, mention)])),
                }
            }
        } else {
            places.push((Where::Document(name.to_owned()), document.to_vec()));
        }
    }
    places
}

fn row(matcher: &Matcher<'_>, place: Where, seen: &[Seen<'_>]) -> AliasRow {
    let first = seen[0].1;
    let entity = matcher.entity(first.entity);
    let (variant, correction) = commonest(seen);
    let mut documents: Vec<&str> = seen.iter().map(|(document, _)| *document).collect();
    documents.dedup();
    // The least sure mention speaks for the row: what is applied is applied to all of them.
    let least = seen.iter().map(|(_, mention)| *mention).min_by(|a, b| a.probability.total_cmp(&b.probability)).unwrap_or(first);
    AliasRow {
        canonical: entity.name.clone(),
        id: entity.id.clone(),
        kind: entity.kind.clone(),
        mentions: seen.len() as u64,
        documents: documents.len() as u64,
        score: Some(least.probability),
        standing: Some(first.standing),
        place,
        why: why(matcher, least),
        example: first.example.clone(),
        ..AliasRow::new(variant, correction)
    }
}

/// The commonest casing of a spelling, on one line, with its correction. A row in capitals would match nothing else, so any other casing goes before it; of two as common, the one with fewer capitals, then the first in order.
fn commonest(seen: &[Seen<'_>]) -> (String, String) {
    let mut casings: BTreeMap<(Cow<'_, str>, &str), usize> = BTreeMap::new();
    for (_, mention) in seen {
        *casings.entry((unbroken(&mention.surface), &mention.correction)).or_default() += 1;
    }
    let is_small = |text: &str| Casing::of(text) != Casing::Upper;
    let capitals = |text: &str| text.chars().filter(|letter| letter.is_uppercase()).count();
    let best = casings.iter().max_by(|a, b| {
        is_small(&a.0.0)
            .cmp(&is_small(&b.0.0))
            .then(a.1.cmp(b.1))
            .then(capitals(&b.0.0).cmp(&capitals(&a.0.0)))
            .then(b.0.cmp(a.0))
    });
    best.map_or_else(Default::default, |((surface, correction), _)| (surface.clone().into_owned(), (*correction).to_owned()))
}

/// The strongest findings in words.
fn why(matcher: &Matcher<'_>, mention: &Mention) -> String {
    if mention.is_right {
        return "spelled as listed".to_owned();
    }
    let mut findings: Vec<_> =
        mention.score.findings().iter().filter(|finding| !matches!(finding.reason, Reason::GazetteerSize(_))).collect();
    // What a house rule holds back is told first: no evidence would let it through.
    let rules = |finding: &Finding| matches!(finding.reason, Reason::VariantOfKept(_) | Reason::Exempt(_));
    let rank = |finding: &Finding| (rules(finding), finding.decibans.abs());
    findings.sort_by(|a, b| rank(b).0.cmp(&rank(a).0).then(rank(b).1.total_cmp(&rank(a).1)));
    let mut told: Vec<String> = findings.iter().take(TOLD).map(|finding| told_of(finding)).collect();
    if let Some((rival, _)) = mention.rival {
        told.push(format!("or {}", matcher.entity(rival).name));
    }
    told.extend(what_was_short(mention));
    told.join("; ")
}

fn told_of(finding: &Finding) -> String {
    match finding.reason {
        Reason::Exempt(_) => finding.reason.to_string(),
        _ => format!("{} {:+.0}", finding.reason, finding.decibans),
    }
}

/// What kept a mention from being certain, and what would have let it through; nothing if it is certain, or if a rule of the house or a
/// rival, which are told anyway, did.
fn what_was_short(mention: &Mention) -> Option<String> {
    let short = weights::certain_from() - mention.score.decibans();
    if mention.standing == Standing::Certain || short <= 0.0 {
        return None;
    }
    let against = |finding: &&Finding| finding.decibans <= -weights::AUDIBLE && finding.reason.is_of_the_guard();
    let against: Vec<&Finding> = mention.score.findings().iter().filter(against).collect();
    let worst = against.iter().min_by(|a, b| a.decibans.total_cmp(&b.decibans));
    let all: f64 = against.iter().map(|finding| -finding.decibans).sum();
    Some(match worst {
        Some(worst) if -worst.decibans >= short => format!("held back by “{}”: certain without it", worst.reason),
        Some(_) if all >= short => "held back by all that speaks against it: certain without".to_owned(),
        _ => format!("{short:.0} dB short of certain"),
    })
}

fn key(surface: &str) -> String {
    folded(surface, Reading::Exact).split_whitespace().collect::<Vec<_>>().join(" ")
}
