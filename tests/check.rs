//! `check` has the eyes of `scan` and `fix`: what it calls certain is what they correct, place by place.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const NAMES: &str = "id,name,kind,aliases,misspellings\n\
    saldo,Vladimir Saldo,person,,Vladimir Sardo\n\
    kyiv,Kyiv,place,Kiev|Kiew,\n\
    kharkiv,Kharkiv,place,Kharkov|Charkiw,\n\
    kherson,Kherson,place,,Herson|Cherson\n\
    nova,Nova Kakhovka,place,Nowa Kachowka,\n\
    beijing,Beijing,place,Peking,\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("names.csv"), NAMES).unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &Path, command: &str, input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_respell"))
        .current_dir(folder)
        .args(command.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn out(folder: &Path, command: &str, input: &str) -> String {
    String::from_utf8(run(folder, command, input).stdout).unwrap()
}

/// Place and correction of each finding, by document.
type Places = BTreeMap<String, Vec<(u64, u64, String)>>;

fn findings(folder: &Path, command: &str) -> Places {
    let mut places = Places::new();
    for line in out(folder, command, "").lines() {
        let finding: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        let number = |key: &str| finding[key].as_u64().unwrap();
        places.entry(text("path")).or_default().push((number("start"), number("end"), text("correction")));
    }
    places
}

fn corrections(journal: &Path) -> Places {
    let mut places = Places::new();
    for row in csv::Reader::from_path(journal).unwrap().into_records() {
        let row = row.unwrap();
        places.entry(row[0].to_owned()).or_default().push((row[1].parse().unwrap(), row[2].parse().unwrap(), row[4].to_owned()));
    }
    places
}

#[test]
fn what_is_certain_is_what_fix_corrects() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let folder = folder(&[]);
    let found =
        findings(folder.path(), &format!("check {} -g names.csv -q --format json --min-standing certain", samples.display()));
    run(folder.path(), &format!("fix {} -g names.csv -q -o out", samples.display()), "");
    let corrected = corrections(&folder.path().join("out/corrections.csv"));
    assert!(corrected.values().map(Vec::len).sum::<usize>() > 10);
    assert_eq!(found, corrected);
}

#[test]
fn results_do_not_depend_on_threads() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let folder = folder(&[]);
    for format in ["brief", "sarif"] {
        let command = |threads: u32| {
            format!("check {} -g names.csv -q --min-standing doubtful --format {format} -j {threads}", samples.display())
        };
        assert_eq!(out(folder.path(), &command(1), ""), out(folder.path(), &command(8), ""));
    }
}

#[test]
fn places_are_lines_and_characters() {
    let text = "\u{feff}Łódź, Kiev\r\n\r\n𝒳 in Nowa\r\nKachowka\tKiew.";
    let folder = folder(&[("a.txt", text)]);
    let found = out(folder.path(), "check a.txt -g names.csv -q --format json", "");
    let places: Vec<[u64; 4]> = found
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|finding| ["line", "column", "end_line", "end_column"].map(|key| finding[key].as_u64().unwrap()))
        .collect();
    // No editor counts the byte order mark.
    assert_eq!(places, [[1, 7, 1, 11], [3, 6, 4, 9], [4, 10, 4, 14]]);
}

#[test]
fn standard_input_is_read_under_a_name() {
    let folder = folder(&[]);
    for (command, expected) in [
        ("check -g names.csv -q --format brief", "<stdin>:1:14: certain: “Kiev” is Kyiv: "),
        ("check - -g names.csv -q --format brief", "<stdin>:1:14: certain: "),
        ("check - -g names.csv -q --format brief --stdin-filename a/page.html", "a/page.html:1:14: certain: "),
    ] {
        let run = run(folder.path(), command, "<p id='Kiev'>Kiev");
        let said = String::from_utf8(run.stdout).unwrap();
        let last = said.lines().last().unwrap_or_default();
        assert!(last.starts_with(expected), "{command}: {said}");
        assert_eq!(said.lines().count(), if command.contains("html") { 1 } else { 2 }, "{said}");
        assert_eq!(run.status.code(), Some(1));
    }
    let json = out(folder.path(), "check - -g names.csv -q --format json --stdin-filename a.json", "{\"Kiev\": \"in Kiev\"}");
    assert_eq!((json.lines().count(), json.contains("\"column\":14")), (1, true), "{json}");
    fs::write(folder.path().join("respell.toml"), "exclude = [\"old/\"]\n").unwrap();
    fs::create_dir(folder.path().join("old")).unwrap();
    fs::write(folder.path().join("old/a.txt"), "").unwrap();
    let left = run(folder.path(), "check - -g names.csv -q --stdin-filename old/a.txt", "Kiev");
    assert_eq!((left.status.code(), left.stdout.is_empty()), (Some(0), true));
}

#[test]
fn the_configuration_has_its_say() {
    let folder = folder(&[("a.txt", "Kiev and Peking.\n")]);
    let config = "gazetteer = \"names.csv\"\n[check]\nformat = \"brief\"\nmax-findings = 1\n";
    fs::write(folder.path().join("respell.toml"), config).unwrap();
    assert_eq!(out(folder.path(), "check a.txt -q", "").lines().count(), 1);
    let all = out(folder.path(), "check a.txt -q --max-findings 9 --format github", "");
    assert!(all.lines().count() == 2 && all.starts_with("::warning file=a.txt,line=1,col=1,endColumn=5,"), "{all}");
}

#[test]
fn a_place_that_was_ruled_differently_is_told_differently() {
    let table = "variant,correction,canonical,id,decision,where\nPeking,Beijing,Beijing,beijing,reject,{{Peking}} duck\n";
    let folder = folder(&[("a.txt", "A Peking duck, from Peking.\n"), ("aliases.csv", table)]);
    let found =
        out(folder.path(), "check a.txt -g names.csv -q --aliases aliases.csv --format brief --min-standing doubtful", "");
    assert!(found.lines().count() == 1 && found.starts_with("a.txt:1:21: "), "{found}");
}
