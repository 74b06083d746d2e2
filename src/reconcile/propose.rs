//! From mentions to the rows of the alias table.
//!
//! Mentions of one spelling that are judged alike are one row. Where they are judged differently (Kiev, but chicken Kiev), the most
//! frequent judgement is the row without a place, and each other gets rows for the documents, or the very places, where it holds.

use std::borrow::Cow;

use super::accord::{Proposal, accorded, hold_back};
use super::alike::Neighbours;
use super::scan::Mention;
use super::table::{AliasRow, AliasTable, Standing, Where};
use super::tally::{Least, Tally};
use super::variants::{DocumentVariants, Judged, Judgement, Variant, Variants};
use crate::matching::{Finding, Matcher, Reason, weights};

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

/// Makes the alias table of a corpus of which every mention is at hand, as [`Variants::table`] does. Documents of one name are one.
#[must_use]
pub fn propose(matcher: &Matcher<'_>, documents: &[DocumentMentions], all: bool) -> AliasTable {
    let mut sorted: Vec<&DocumentMentions> = documents.iter().collect();
    sorted.sort_by(|a, b| a.document.cmp(&b.document));
    let mut variants = Variants::default();
    for same in sorted.chunk_by(|a, b| a.document == b.document) {
        let mut document = DocumentVariants::new(matcher, &same[0].document);
        same.iter().flat_map(|part| &part.mentions).for_each(|mention| document.take(&mention.into()));
        variants.join(document);
    }
    variants.table(matcher, all)
}

impl Variants {
    /// Makes the alias table of the corpus. With `all`, exact canonical mentions get rows as well.
    ///
    /// The same mentions give the same table, in whatever order the documents come, and [`Applier`](super::Applier) takes it whatever the trust:
    /// where rows stand in each other's way, the worse one is doubtful. A right name that a row would change a word of gets a row too.
    #[must_use]
    pub fn table(&self, matcher: &Matcher<'_>, all: bool) -> AliasTable {
        let mut spellings: Vec<_> = self.spellings.iter().collect();
        spellings.sort_unstable_by_key(|(spelling, _)| *spelling);
        accorded(spellings.into_iter().flat_map(|(_, variant)| rows_of(matcher, variant, all)).collect())
    }
}

/// The rows of one spelling.
fn rows_of(matcher: &Matcher<'_>, variant: &Variant, all: bool) -> Vec<Proposal> {
    let mut judged: Vec<&(Judgement, Judged)> = variant.judged.iter().collect();
    judged.sort_unstable_by_key(|(judgement, _)| judgement);
    // The commonest judgement is the rule; of two as common, the less trusted, so that doubt is not drowned.
    let rule = judged.iter().max_by(|a, b| a.1.mentions.cmp(&b.1.mentions).then(b.0.cmp(&a.0))).map(|(judgement, _)| judgement);
    let mut rows = Vec::new();
    for (judgement, seen) in &judged {
        let is_rule = Some(judgement) == rule;
        let is_right = judgement.0.is_none();
        let is_told = !is_right || all || !is_rule;
        if !is_told && !seen.has_marks {
            continue;
        }
        let places = if is_rule { everywhere(seen).into_iter().collect() } else { places(seen) };
        let mut lesser = None;
        rows.extend(places.into_iter().map(|(place, tally)| {
            let mut row = row(matcher, place, &tally);
            if let Where::Quote(quote) = &row.place {
                let lesser = lesser.get_or_insert_with(|| less_trusted(&judged, judgement));
                // Doubt has to hold: what is held back is never corrected by a row that was made for its neighbour.
                let own = Neighbours::of(quote);
                if lesser.iter().any(|other| own.may_rule(other)) {
                    hold_back(&mut row, "the same words stand around one that is held back");
                }
            }
            Proposal { row, is_listed: tally.is_listed, is_right, is_told }
        }));
    }
    rows
}

/// What stands around the mentions that are trusted less.
fn less_trusted(judged: &[&(Judgement, Judged)], own: &Judgement) -> Vec<Neighbours> {
    let lesser = judged.iter().filter(|(judgement, _)| judgement.0 < own.0);
    let words = lesser.flat_map(|(_, seen)| seen.around.iter().chain(seen.quoted.keys()));
    // What is spelled as listed has no quote, and needs no row to stay.
    words.filter(|words| !words.is_empty()).map(|words| Neighbours::of(&words.quote())).collect()
}

/// All mentions that are judged alike, as one.
fn everywhere(seen: &Judged) -> Option<(Where, Cow<'_, Tally>)> {
    let mut tallies = seen.whole.iter().map(|(_, tally)| tally).chain(seen.quoted.values());
    let mut all = Cow::Borrowed(tallies.next()?);
    tallies.for_each(|tally| all.to_mut().join(tally));
    if all.documents != seen.documents {
        all.to_mut().documents = seen.documents;
    }
    Some((Where::Everywhere, all))
}

/// Where an exceptional judgement holds: whole documents where every mention is judged so, else the mentions one by one.
fn places(seen: &Judged) -> Vec<(Where, Cow<'_, Tally>)> {
    let whole = seen.whole.iter().map(|(document, tally)| (Where::Document(document.to_string()), tally));
    let quoted = seen.quoted.iter().map(|(words, tally)| (Where::Quote(words.quote()), tally));
    let mut places: Vec<_> = whole.chain(quoted).map(|(place, tally)| (place, Cow::Borrowed(tally))).collect();
    places.sort_unstable_by(|(_, a), (_, b)| a.first.spot.cmp(&b.first.spot));
    places
}

fn row(matcher: &Matcher<'_>, place: Where, tally: &Tally) -> AliasRow {
    let entity = matcher.entity(tally.first.entity);
    let written = tally.commonest();
    AliasRow {
        canonical: entity.name.clone(),
        id: entity.id.clone(),
        kind: entity.kind.clone(),
        mentions: tally.mentions,
        documents: tally.documents,
        score: Some(tally.least.probability),
        standing: Some(tally.first.standing),
        place,
        why: why(matcher, &tally.least),
        example: tally.first.example.to_string(),
        ..AliasRow::new(&*written.surface, &*written.correction)
    }
}

/// The strongest findings in words.
fn why(matcher: &Matcher<'_>, mention: &Least) -> String {
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
    if let Some(rival) = mention.rival {
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
fn what_was_short(mention: &Least) -> Option<String> {
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
