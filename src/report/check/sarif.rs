//! Remarks as SARIF 2.1.0, which code scanning reads.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{RULE, Remark};
use crate::reconcile::Standing;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// All remarks of a run as one document.
#[must_use]
pub fn sarif(remarks: &[Remark]) -> String {
    let mut seen = FxHashMap::default();
    let results: Vec<Value> = remarks.iter().map(|remark| result(remark, &mut seen)).collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "respell",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": [rule()],
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn rule() -> Value {
    json!({
        "id": RULE,
        "name": "NameVariant",
        "shortDescription": { "text": "A name is spelled otherwise than the gazetteer says." },
        "help": { "text": "Correct it with `respell fix`, decide on it in the alias table of `respell scan`, or leave it with a comment respell:off-line." },
        "defaultConfiguration": { "level": "warning" },
    })
}

fn result(remark: &Remark, seen: &mut FxHashMap<String, u64>) -> Value {
    let artifact = json!({ "uri": uri(&remark.document) });
    let ((line, column), (end_line, end_column)) = (remark.start, remark.end);
    let place = json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
    let mut region = place.clone();
    region["snippet"] = json!({ "text": remark.surface });
    let mut result = json!({
        "ruleId": RULE,
        "ruleIndex": 0,
        "level": if remark.standing == Standing::Doubtful { "note" } else { "warning" },
        "message": { "text": remark.message_and_why() },
        "locations": [{ "physicalLocation": { "artifactLocation": artifact, "region": region } }],
        "partialFingerprints": { "nameVariant/v1": fingerprint(remark, seen) },
        "properties": { "standing": remark.standing.as_str(), "entity": remark.id },
    });
    if let Some(written) = &remark.written {
        let replacement = json!({ "deletedRegion": place, "insertedContent": { "text": written } });
        result["fixes"] = json!([{
            "description": { "text": format!("Write {}", remark.correction) },
            "artifactChanges": [{ "artifactLocation": artifact, "replacements": [replacement] }],
        }]);
    }
    result
}

/// The same for the same spelling on the same line, wherever in the file that has moved.
fn fingerprint(remark: &Remark, seen: &mut FxHashMap<String, u64>) -> String {
    let key = [&remark.document, &remark.surface, &remark.correction, remark.line.trim()].join("\0");
    let count = seen.entry(key.clone()).or_default();
    *count += 1;
    let hash = Sha256::digest(format!("{key}\0{count}"));
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// A path as a URI: relative where the path is.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path).replace('\\', "/");
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encode = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    let encoded: String = path.bytes().map(encode).collect();
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

#[cfg(test)]
mod tests {
    use super::{sarif, uri};
    use crate::report::check::{Remark, example};

    #[test]
    fn the_document_has_the_shape_of_sarif() {
        let value: serde_json::Value = serde_json::from_str(&sarif(&[example(), Remark { written: None, ..example() }])).unwrap();
        assert_eq!((&value["version"], value["$schema"].is_string()), (&"2.1.0".into(), true));
        let run = &value["runs"][0];
        let driver = &run["tool"]["driver"];
        assert_eq!((&driver["name"], &run["columnKind"]), (&"respell".into(), &"unicodeCodePoints".into()));
        let results = run["results"].as_array().unwrap();
        for result in results {
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(driver["rules"][rule]["id"], result["ruleId"]);
            assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "news/a%2C%20b.txt");
            for (key, number) in [("startLine", 3), ("startColumn", 4), ("endLine", 3), ("endColumn", 12)] {
                assert_eq!(place["region"][key], number, "{key}");
            }
        }
        let change = &results[0]["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["replacements"][0]["insertedContent"]["text"], "Khusnullin");
        assert_eq!(change["replacements"][0]["deletedRegion"]["endColumn"], 12);
        assert!(results[1].get("fixes").is_none());
        assert_ne!(results[0]["partialFingerprints"], results[1]["partialFingerprints"]);
    }

    #[test]
    fn paths_are_uris() {
        for (path, expected) in [
            ("./a b.txt", "a%20b.txt"),
            ("/x/y.txt", "file:///x/y.txt"),
            ("d\\ü.txt", "d/%C3%BC.txt"),
            ("<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
