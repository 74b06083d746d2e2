//! What holds a correction back, part by part: cases where the correction has to come, and cases where it must not.
//!
//! Each table of `tests/guard` is a part of the guard, each row a document of its own, scanned and applied as `respell fix` does it, with
//! the names of `tests/guard/names.csv`, which are invented like the sentences. What a row says of `why` has to stand in its alias table.

use std::fs;

use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::matching::Matcher;
use respell::reconcile::{Applier, DocumentMentions, DocumentScan, Origin, Survey, Trust, propose};
use respell::text::{Span, tokens};

struct Alone;

impl Origin for Alone {
    fn bytes(&self, span: Span) -> (u64, u64) {
        (span.start as u64, span.end as u64)
    }

    fn line(&self, _: usize) -> u64 {
        1
    }
}

fn read(file: &str) -> String {
    let path = format!("{}/tests/guard/{file}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What the text becomes, and all that is said of its mentions.
fn fixed(matcher: &Matcher<'_>, text: &str) -> (String, Vec<String>) {
    let mut survey = Survey::default();
    survey.read(matcher, text);
    let knowledge = survey.weigh(matcher);
    let mut scan = DocumentScan::new(matcher, &knowledge);
    scan.read(text, &Alone);
    let table = propose(matcher, &[DocumentMentions { document: "a.txt".to_owned(), mentions: scan.close() }], false);
    let applier = Applier::new(&table, Trust::Certain).expect("the program's own table");
    let (mut out, mut at) = (String::new(), 0);
    for correction in applier.corrections(text, "a.txt", &tokens(text)) {
        out.push_str(&text[at..correction.span.start]);
        out.push_str(&correction.now);
        at = correction.span.end;
    }
    (out + &text[at..], table.rows.into_iter().map(|row| row.why).collect())
}

/// The rows of a table that come out otherwise.
fn faults(matcher: &Matcher<'_>, table: &str) -> Vec<String> {
    let file = read(table);
    let rows = file.lines().filter(|line| !line.starts_with("# "));
    let fault = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(|cell| cell.replace("\\n", "\n")).collect();
        let [text, wanted, told] = &cells[..] else { panic!("{table}: not three cells: {line}") };
        let (made, why) = fixed(matcher, text);
        let is_told = told.is_empty() || why.iter().any(|why| why.contains(told));
        (made != *wanted || !is_told)
            .then(|| format!("{table}: {text:?}\n  made   {made:?}\n  wanted {wanted:?}, {told}\n  {why:?}"))
    };
    rows.filter_map(fault).collect()
}

#[test]
fn the_parts_of_the_guard_let_through_and_hold_back() {
    let names = read("names.csv");
    let loaded = Gazetteer::read(names.as_bytes(), "names.csv", Shape::Csv, &LoadOptions::default()).expect("the list is right");
    let matcher = Matcher::new(&loaded.gazetteer);
    let parts = [
        "others",
        "phrases",
        "setting",
        "unlike",
        "sentence",
        "namesake",
        "digit",
        "longest",
        "two",
        "neighbours",
        "initials",
        "bylines",
        "titles",
        "words",
        "acronyms",
        "derived",
    ];
    let faults: Vec<String> = parts.iter().flat_map(|part| faults(&matcher, &format!("{part}.tsv"))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_embedded_list_is_held_back_in_another_language() {
    let matcher = Matcher::new(Gazetteer::embedded());
    let faults = faults(&matcher, "language.tsv");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
