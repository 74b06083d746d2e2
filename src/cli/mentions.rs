//! Every mention of a scan as JSON Lines, for tools.

use respell::matching::{Matcher, Reason};
use respell::reconcile::Mention;
use serde_json::{Value, json};

use super::scanning::Scanned;

/// One line for each mention, in the order of the documents.
pub(crate) fn json_lines(scanned: &Scanned, matcher: &Matcher<'_>) -> Vec<u8> {
    let mut lines = Vec::new();
    for document in &scanned.mentions {
        for mention in &document.mentions {
            lines.extend_from_slice(value(&document.document, mention, matcher).to_string().as_bytes());
            lines.push(b'\n');
        }
    }
    lines
}

fn value(document: &str, mention: &Mention, matcher: &Matcher<'_>) -> Value {
    let entity = matcher.entity(mention.entity);
    let findings = mention.score.findings().iter().filter(|finding| !matches!(finding.reason, Reason::GazetteerSize(_)));
    let why: Vec<String> = findings.map(|finding| format!("{} {:+.1}", finding.reason, finding.decibans)).collect();
    json!({
        "document": document,
        "start": mention.start,
        "end": mention.end,
        "line": mention.line,
        "surface": mention.surface,
        "correction": mention.correction,
        "canonical": entity.name,
        "id": entity.id,
        "kind": entity.kind,
        "score": (mention.probability * 1000.0).round() / 1000.0,
        "decibans": (mention.score.decibans() * 100.0).round() / 100.0,
        "standing": if mention.is_right { "right" } else { mention.standing.as_str() },
        "rival": mention.rival.map(|(rival, _)| matcher.entity(rival).name.clone()),
        "why": why.join("; "),
    })
}
