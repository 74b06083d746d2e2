//! The hooks for pre-commit: their fields, and that what they enter does what they say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The hooks, each with its fields. The file is kept in the one form that these lines read.
fn hooks() -> Vec<BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let mut hooks: Vec<BTreeMap<String, String>> = Vec::new();
    for line in fs::read_to_string(path).unwrap().lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with("- ") {
            hooks.push(BTreeMap::new());
        }
        let (key, value) = line[2..].split_once(": ").unwrap_or_else(|| panic!("{line}"));
        hooks.last_mut().unwrap().insert(key.to_owned(), value.to_owned());
    }
    hooks
}

#[test]
fn hooks_have_the_fields_of_pre_commit() {
    let hooks = hooks();
    let ids: Vec<&str> = hooks.iter().map(|hook| hook["id"].as_str()).collect();
    assert_eq!(ids, ["respell", "respell-fix"]);
    for hook in &hooks {
        assert_eq!((hook["language"].as_str(), hook["types"].as_str()), ("rust", "[text]"));
        assert_eq!(hook["require_serial"], "true");
        for stage in hook["stages"].trim_matches(['[', ']']).split(", ") {
            assert!(["pre-commit", "pre-merge-commit", "pre-push", "manual"].contains(&stage), "{stage}");
        }
        assert!(hook["entry"].starts_with("respell ") && hook.contains_key("name") && hook.contains_key("description"));
    }
}

#[test]
fn hooks_point_and_correct() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("respell.toml"), "gazetteer = \"names.csv\"\n").unwrap();
    fs::write(folder.path().join("names.csv"), "name,aliases\nKyiv,Kiev\n").unwrap();
    fs::write(folder.path().join("a.txt"), "Kiev fell.\n").unwrap();
    let run = |hook: &BTreeMap<String, String>| {
        let words = hook["entry"].split(' ').skip(1).chain(["a.txt", "names.csv"]);
        Command::new(env!("CARGO_BIN_EXE_respell")).current_dir(folder.path()).args(words).output().unwrap()
    };
    let [check, fix] = &hooks()[..] else { panic!("there are two") };
    assert_eq!(run(check).status.code(), Some(1));
    // A second commit finds no journal in its way.
    for text in ["Kiev fell.\n", "Kiev rose.\n"] {
        fs::write(folder.path().join("a.txt"), text).unwrap();
        assert_eq!(run(fix).status.code(), Some(0));
        assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), text.replace("Kiev", "Kyiv"));
    }
    assert_eq!(run(check).status.code(), Some(0), "the gazetteer itself is no document");
    assert!(!folder.path().join("corrections.csv").exists());
}
