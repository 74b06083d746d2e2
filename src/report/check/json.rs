//! Remarks as JSON Lines.

use serde_json::json;

use super::{RULE, Remark};

/// One object on a line of its own. Columns are characters from 1, `start` and `end` bytes of the document in UTF-8.
#[must_use]
pub fn json_line(remark: &Remark) -> String {
    let value = json!({
        "path": remark.document,
        "line": remark.start.0,
        "column": remark.start.1,
        "end_line": remark.end.0,
        "end_column": remark.end.1,
        "start": remark.bytes.0,
        "end": remark.bytes.1,
        "rule": RULE,
        "standing": remark.standing.as_str(),
        "message": remark.message(),
        "surface": remark.surface,
        "correction": remark.correction,
        "canonical": remark.canonical,
        "id": remark.id,
        "kind": remark.kind,
        "score": remark.score.map(|score| (score * 1000.0).round() / 1000.0),
        "why": remark.why,
    });
    format!("{value}\n")
}

#[cfg(test)]
mod tests {
    use super::json_line;
    use crate::report::check::example;

    #[test]
    fn a_remark_is_one_line() {
        let line = json_line(&example());
        assert!(line.ends_with("}\n") && line.lines().count() == 1);
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(
            (value["line"].as_u64(), value["end_column"].as_u64(), value["score"].as_f64()),
            (Some(3), Some(12), Some(0.912))
        );
    }
}
