//! The form that names come in: addresses, code, titles, datelines and bylines are told from mentions, and words that a line's end breaks
//! are read as one and stay broken.
//!
//! Each table of `tests/form` is one run of `respell fix` with `tests/form/names.csv`, each row a document of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The rows of a table: a text, and what it has to become.
fn rows(table: &str) -> Vec<[String; 2]> {
    let path = format!("{}/tests/form/{table}.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let rows = text.lines().filter(|line| !line.starts_with("# ") || line.contains('\t'));
    rows.map(|line| line.split_once('\t').map(|(text, wanted)| [text, wanted].map(plain)).expect("two cells")).collect()
}

/// A cell without its escapes.
fn plain(cell: &str) -> String {
    let mut out = String::new();
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = match letters.peek().filter(|_| letter == '\\') {
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('-') => Some('\u{AD}'),
            _ => None,
        };
        out.push(escaped.unwrap_or(letter));
        if escaped.is_some() {
            letters.next();
        }
    }
    out
}

fn respell(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_respell"));
    let done = command.args(arguments).current_dir(folder).output().expect("respell runs");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn write(folder: &Path, texts: &[[String; 2]], extension: &str) {
    fs::create_dir(folder.join("before")).expect("a folder");
    for (number, [text, _]) in texts.iter().enumerate() {
        fs::write(folder.join(format!("before/{number:03}.{extension}")), text).expect("the text is written");
    }
}

/// What the texts of a folder have become.
fn read(folder: &Path, count: usize, extension: &str) -> Vec<String> {
    let path = |number: usize| folder.join(format!("corrected/{number:03}.{extension}"));
    (0..count).map(|number| fs::read_to_string(path(number)).expect("every document is written")).collect()
}

/// Corrects the table, applies the table that comes of it, and takes everything back.
fn hold(table: &str, extension: &str, flags: &[&str]) {
    let rows = rows(table);
    let place = tempfile::tempdir().expect("a temporary folder");
    let folder = place.path();
    write(folder, &rows, extension);
    let names = format!("{}/tests/form/names.csv", env!("CARGO_MANIFEST_DIR"));
    respell(folder, &[&["fix", "-q", "-g", &names, "before", "-o", "fixed"], flags].concat());
    respell(folder, &[&["apply", "-q", "before", "--aliases", "fixed/aliases.csv", "-o", "applied"], flags].concat());
    let fixed = read(&folder.join("fixed"), rows.len(), extension);
    let faults: Vec<String> = rows
        .iter()
        .zip(&fixed)
        .filter(|([_, wanted], made)| wanted != *made)
        .map(|([text, wanted], made)| format!("{text:?}\n  made   {made:?}\n  wanted {wanted:?}"))
        .collect();
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), rows.len(), faults.join("\n"));
    assert_eq!(fixed, read(&folder.join("applied"), rows.len(), extension));
    respell(folder, &["undo", "-q", "fixed/corrections.csv"]);
    let undone = read(&folder.join("fixed"), rows.len(), extension);
    assert!(rows.iter().zip(&undone).all(|([text, _], undone)| text == undone));
}

#[test]
fn addresses_and_code_are_left() {
    hold("technical", "txt", &[]);
}

#[test]
fn hashtags_are_corrected_on_request() {
    hold("hashtags", "txt", &["--hashtags", "correct"]);
}

#[test]
fn code_and_titles_in_markdown_are_left() {
    hold("markdown", "md", &[]);
}

#[test]
fn titles_and_phrases_are_left() {
    hold("titles", "txt", &[]);
}

#[test]
fn datelines_are_corrected_and_bylines_left() {
    hold("datelines", "txt", &[]);
}

#[test]
fn broken_words_are_read_as_one_and_stay_broken() {
    hold("broken", "txt", &[]);
}
