//! Where the configuration is found, and that what it says holds for `fix`, `scan` and `apply` alike.

use std::fs;
use std::path::Path;
use std::process::Command;

const NAMES: &str = "name,aliases\nKyiv,Kiev\nVladimir Saldo,\n";
const TEXT: &str = "Kiev fell.\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Standard output, or the error if there is one.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_respell")).current_dir(folder).args(arguments).arg("-q").output().unwrap();
    let out = if run.status.success() { run.stdout } else { run.stderr };
    String::from_utf8(out).unwrap()
}

#[test]
fn the_nearest_configuration_counts() {
    let own = "gazetteer = \"names.csv\"\n";
    let keep = "gazetteer = \"../names.csv\"\nalias-policy = \"keep\"\n";
    let python = "[tool.respell]\ngazetteer = [\"../names.csv\"]\nalias-policy = \"keep\"\n";
    for (what, files, expected) in [
        ("above", vec![("respell.toml", own)], "Kyiv fell.\n"),
        ("the nearest", vec![("respell.toml", own), ("a/respell.toml", keep)], "Kiev fell.\n"),
        ("pyproject", vec![("respell.toml", own), ("a/pyproject.toml", python)], "Kiev fell.\n"),
        (
            "respell.toml first",
            vec![("a/respell.toml", "gazetteer = \"../names.csv\""), ("a/pyproject.toml", python)],
            "Kyiv fell.\n",
        ),
        (
            "pyproject of others",
            vec![("respell.toml", own), ("a/pyproject.toml", "[tool.ruff]\nrespell = ")],
            "respell: pyproject",
        ),
        ("pyproject that is none of ours", vec![("respell.toml", own), ("a/pyproject.toml", "[tool.ruff")], "Kyiv fell.\n"),
    ] {
        let mut files = files;
        files.extend([("names.csv", NAMES), ("a/b/text.txt", TEXT), ("a/text.txt", TEXT)]);
        let folder = folder(&files);
        let found = run(&folder.path().join("a"), &["fix", "text.txt"]);
        assert!(found.starts_with(expected), "{what}: {found}");
        let deeper = run(&folder.path().join("a/b"), &["fix", "text.txt"]);
        assert!(expected.starts_with("respell") || deeper == expected, "{what}: {deeper}");
    }
}

#[test]
fn what_is_left_in_quotations_is_left_by_all() {
    let text = "Kiev fell. “We left Kiev,” she said.\n\n<p>„In Kiev</p>\n";
    let page = "<p>She said “we left <b>Kiev</b>” in Kiev.</p><p>Kiev”</p>";
    let config = "gazetteer = \"names.csv\"\nquotations = \"leave\"\n";
    let again = "“We then saw the city of Kiev in the month of May,” he said. “We then saw the city of Kiev in the month of May,” \
        she said. And we then saw the city of Kiev in the month of May.\n";
    let folder = folder(&[("c.txt", again), ("respell.toml", config), ("names.csv", NAMES), ("a.txt", text), ("b.html", page)]);
    let fixed = [
        ("a.txt", "Kyiv fell. “We left Kiev,” she said.\n\n<p>„In Kiev</p>\n"),
        ("b.html", "<p>She said “we left <b>Kiev</b>” in Kyiv.</p><p>Kyiv”</p>"),
    ];
    // Nothing near tells the third from the others, so that it waits as well.
    assert_eq!(run(folder.path(), &["fix", "c.txt"]), again);
    for (document, expected) in fixed {
        assert_eq!(run(folder.path(), &["fix", document]), expected);
        let table = run(folder.path(), &["scan", document]);
        assert!(table.contains("inside a quotation, which the house leaves"), "{table}");
        fs::write(folder.path().join("aliases.csv"), table).unwrap();
        assert_eq!(run(folder.path(), &["apply", document, "--aliases", "aliases.csv"]), expected);
    }
}
