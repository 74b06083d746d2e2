//! What `respell scan` and `respell fix` do, on one text in memory and with usual settings: no files, no terminal, no journal.

use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::matching::Matcher;
use respell::reconcile::{AliasTable, Applier, Decision, DocumentMentions, DocumentScan, Origin, Survey, Trust, propose};
use respell::text::{Span, tokens};

/// The list of these names.
pub(crate) fn gazetteer(names: &[String]) -> Gazetteer {
    let list = names.join("\n");
    Gazetteer::read(list.as_bytes(), "names.txt", Shape::List, &LoadOptions::default())
        .expect("a name a line is a list")
        .gazetteer
}

/// `scan`: the alias table of a text.
pub(crate) fn scan(matcher: &Matcher<'_>, text: &str) -> AliasTable {
    let mut survey = Survey::default();
    survey.read(matcher, text);
    let knowledge = survey.weigh(matcher);
    let mut scan = DocumentScan::new(matcher, &knowledge);
    scan.read(text, &Whole);
    propose(matcher, &[DocumentMentions { document: "text".to_owned(), mentions: scan.close() }], false)
}

/// `fix`: the text with the certain corrections in their places. Rows that begin a chain are turned down first, as a person is told to:
/// among made-up names one is easily a part of another.
pub(crate) fn fix(matcher: &Matcher<'_>, text: &str) -> String {
    let mut table = scan(matcher, text);
    for chain in Applier::chains(&table, Trust::Certain) {
        table.rows[chain.row - 2].decision = Some(Decision::Reject);
    }
    let applier = Applier::new(&table, Trust::Certain).expect("the rows that begin chains are out");
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for correction in applier.corrections(text, "text", &tokens(text)) {
        out.push_str(&text[at..correction.span.start]);
        out.push_str(&correction.now);
        at = correction.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// A text that is one passage. Lines are for people, who do not read these.
struct Whole;

impl Origin for Whole {
    fn bytes(&self, span: Span) -> (u64, u64) {
        (span.start as u64, span.end as u64)
    }

    fn line(&self, _: usize) -> u64 {
        1
    }
}
