//! What `fix` does to texts in memory.

use std::sync::LazyLock;

use anyhow::Result;
use rayon::prelude::*;
use respell::matching::{Matcher, Parts};
use respell::reconcile::{
    AliasTable, Applier, Correction, DocumentMentions, DocumentScan, GuardLists, Knowledge, Mention, Origin, Policy, Survey,
    Trust, WriteOptions, propose,
};
use respell::text::{Span, tokens};

/// A text with the name it is reported by.
pub(super) struct Text {
    pub(super) name: String,
    pub(super) text: String,
}

/// What was found in some texts, and what would be corrected.
pub(super) struct Fixed {
    /// The mentions of each text.
    pub(super) mentions: Vec<DocumentMentions>,
    /// The table that was obeyed.
    pub(super) table: AliasTable,
    /// The corrections of each text.
    pub(super) corrections: Vec<Vec<Correction>>,
    /// The corrections of each text if what stands probable were trusted too.
    pub(super) probable: Vec<Vec<Correction>>,
}

/// The rules and lists that texts are judged by, beside the gazetteer.
#[derive(Clone, Debug, Default)]
pub(super) struct House {
    pub(super) policy: Policy,
    pub(super) lists: GuardLists,
    /// Parts of the guard that are switched off.
    pub(super) without: Parts,
}

impl House {
    /// What holds without flags.
    pub(super) fn usual() -> &'static Self {
        static USUAL: LazyLock<House> = LazyLock::new(House::default);
        &USUAL
    }
}

/// Scans the texts as one corpus of plain text, and applies what is certain, by way of the table's file as `fix` does.
pub(super) fn fix(matcher: &Matcher<'_>, texts: &[Text], house: &House) -> Result<Fixed> {
    fix_knowing(matcher, &mut knowledge(matcher, texts, house), texts, house)
}

/// The first reading.
pub(super) fn knowledge(matcher: &Matcher<'_>, texts: &[Text], house: &House) -> Knowledge {
    let mut survey = Survey::under(house.policy);
    texts.iter().for_each(|text| survey.read(matcher, &text.text));
    survey.weigh(matcher).with_lists(&house.lists)
}

/// The second reading and what follows, without some parts of the guard.
pub(super) fn fix_knowing(matcher: &Matcher<'_>, knowledge: &mut Knowledge, texts: &[Text], house: &House) -> Result<Fixed> {
    knowledge.switch_off(house.without);
    let knowledge = &*knowledge;
    let read = |text: &Text| DocumentMentions { document: text.name.clone(), mentions: mentions(matcher, knowledge, &text.text) };
    let mentions: Vec<DocumentMentions> = texts.par_iter().map(read).collect();
    let mut file = Vec::new();
    propose(matcher, &mentions, false).write(&mut file, WriteOptions::default())?;
    let table = AliasTable::read(&file, "the alias table of this run")?;
    let corrected = |trust| corrections(&table, trust, texts, house);
    let (corrections, probable) = (corrected(Trust::Certain)?, corrected(Trust::Probable)?);
    Ok(Fixed { mentions, table, corrections, probable })
}

fn corrections(table: &AliasTable, trust: Trust, texts: &[Text], house: &House) -> Result<Vec<Vec<Correction>>> {
    let applier = Applier::new(table, trust)?;
    let apply = |text: &Text| {
        let mut tokens = tokens(&text.text);
        house.policy.open(&text.text, &mut tokens);
        applier.corrections(&text.text, &text.name, &tokens)
    };
    Ok(texts.par_iter().map(apply).collect())
}

fn mentions(matcher: &Matcher<'_>, knowledge: &Knowledge, text: &str) -> Vec<Mention> {
    let mut scan = DocumentScan::new(matcher, knowledge);
    scan.read(text, &Whole(text));
    scan.close()
}

/// A text that is one passage.
struct Whole<'a>(&'a str);

impl Origin for Whole<'_> {
    fn bytes(&self, span: Span) -> (u64, u64) {
        (span.start as u64, span.end as u64)
    }

    fn line(&self, at: usize) -> u64 {
        1 + memchr::memchr_iter(b'\n', &self.0.as_bytes()[..at]).count() as u64
    }
}

/// A text with some stretches replaced. They come in order and do not overlap; one that does is left out.
pub(super) fn replaced<'a>(text: &str, changes: impl IntoIterator<Item = (usize, usize, &'a str)>) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (start, end, now) in changes {
        if start < at {
            continue;
        }
        out.extend([&text[at..start], now]);
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

/// Where a mention stands.
pub(super) fn span(mention: &Mention) -> (usize, usize) {
    let place = |at: u64| usize::try_from(at).expect("it is a place in a text in memory");
    (place(mention.start), place(mention.end))
}
