//! The tables of `tests/cases`, a row a pair, against the list of all their canonical names and against each other.
//!
//! Accuracy is a test with recorded numbers: a drop fails and prints the rows that are wrong with their evidence; a rise has to be recorded
//! on purpose, with `RESPELL_RECORD=1 cargo test --test names_cases`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::matching::{Matcher, Standing, compare};
use respell::report::{explain_comparison, explain_name};

/// One row of a table.
struct Case {
    written: String,
    canonical: String,
    same: bool,
    why: String,
}

/// What is counted of a table: rows of pairs that are one name, how many of them rank first and how many are likely by themselves; rows of
/// pairs that are not, how many of them are not certain and how many are unlikely by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts([usize; 6]);

const HEADER: &str = "table\tsame\tfirst\talike\tother\tuncertain\tunlike";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn tables() -> Vec<(String, Vec<Case>)> {
    let files = fs::read_dir(folder()).expect("the folder of cases").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|extension| extension == "csv")).collect();
    files.sort();
    files.iter().map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), read(path))).collect()
}

fn read(path: &Path) -> Vec<Case> {
    let mut rows = csv::Reader::from_path(path).expect("a table");
    let case = |row: csv::StringRecord| {
        let cell = |at: usize| row[at].to_owned();
        Case { written: cell(0), canonical: cell(1), same: &row[2] == "yes", why: cell(3) }
    };
    rows.records().map(|row| case(row.expect("a row"))).collect()
}

/// The list of all canonical names, each once.
fn list(tables: &[(String, Vec<Case>)]) -> Gazetteer {
    let names: BTreeSet<&str> = tables.iter().flat_map(|(_, cases)| cases).map(|case| case.canonical.as_str()).collect();
    let lines = names.into_iter().collect::<Vec<_>>().join("\n");
    Gazetteer::read(lines.as_bytes(), "canonicals.txt", Shape::List, &LoadOptions::default()).expect("a list").gazetteer
}

#[test]
fn recorded_numbers_hold() {
    let tables = tables();
    let gazetteer = list(&tables);
    let matcher = Matcher::new(&gazetteer);
    let (mut now, mut wrong) = (Vec::new(), Vec::new());
    for (name, cases) in &tables {
        let mut told = String::new();
        now.push((name.clone(), count(&matcher, cases, &mut told)));
        wrong.push(told);
    }
    if std::env::var_os("RESPELL_RECORD").is_some() {
        fs::write(folder().join("RECORDED.tsv"), written(&now)).expect("the record can be written");
        return;
    }
    let before = recorded();
    for ((name, counts), told) in now.iter().zip(&wrong) {
        let known = before.iter().find(|(known, _)| known == name).map(|(_, counts)| *counts).unwrap_or_default();
        let fell = counts.0.iter().zip(known.0).any(|(now, before)| *now < before);
        assert!(!fell, "{name} fell:\n{HEADER}\nnow {counts:?}\nwas {known:?}\n\nhelp: these rows are wrong\n{told}");
        let hint = "help: RESPELL_RECORD=1 cargo test --test names_cases records it";
        assert_eq!(*counts, known, "{name} rose; {HEADER}; {hint}");
    }
}

fn count(matcher: &Matcher<'_>, cases: &[Case], told: &mut String) -> Counts {
    let mut counts = Counts::default();
    for case in cases {
        let (listed, paired) = (is_well_ranked(matcher, case), is_well_compared(case));
        let base = if case.same { 0 } else { 3 };
        counts.0[base] += 1;
        counts.0[base + 1] += usize::from(listed);
        counts.0[base + 2] += usize::from(paired);
        if !listed {
            let _ =
                writeln!(told, "{} / {} ({}):\n{}", case.written, case.canonical, case.why, explain_name(matcher, &case.written));
        }
        if !paired {
            let _ = writeln!(told, "({})\n{}", case.why, explain_comparison(&case.written, &case.canonical));
        }
    }
    counts
}

/// A spelling of the name finds it before all others; any other is not taken for it with certainty.
fn is_well_ranked(matcher: &Matcher<'_>, case: &Case) -> bool {
    let ranked = matcher.rank(&case.written, 5);
    let is_meant = |entity: u32| matcher.entity(entity).name == case.canonical;
    match case.same {
        true => ranked.first().is_some_and(|best| is_meant(best.entity)),
        false => !ranked.iter().any(|other| is_meant(other.entity) && other.standing == Standing::Certain),
    }
}

fn is_well_compared(case: &Case) -> bool {
    (compare(&case.written, &case.canonical).probability() >= 0.5) == case.same
}

fn written(counts: &[(String, Counts)]) -> String {
    let mut text = format!("{HEADER}\n");
    for (name, Counts(counts)) in counts {
        let cells: Vec<String> = counts.iter().map(usize::to_string).collect();
        let _ = writeln!(text, "{name}\t{}", cells.join("\t"));
    }
    text
}

fn recorded() -> Vec<(String, Counts)> {
    let text = fs::read_to_string(folder().join("RECORDED.tsv")).unwrap_or_default();
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let name = cells.next().unwrap_or_default().to_owned();
        let mut counts = Counts::default();
        counts.0.iter_mut().zip(cells).for_each(|(count, cell)| *count = cell.parse().expect("a number"));
        (name, counts)
    };
    text.lines().skip(1).map(row).collect()
}
