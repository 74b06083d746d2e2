//! Case forms, held against tables of them (`tests/inflection`), most of names that no gazetteer of the project has; and texts in languages
//! that decline names, each corrected with a small gazetteer of its own.

use std::fs;
use std::process::Command;

use respell::measure::{Edit, Marked, Tally, edits, tally};
use respell::names::inflect::{Case, Gender, Sort, Tongue, case_forms, endings_of, reharmonise};

/// The rows of a table, as cells.
fn rows(table: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/inflection/{table}.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// What is wrong with the forms of a row.
fn faults(row: &[String], tongue: Tongue) -> Vec<String> {
    let sort = match row[1].as_str() {
        "given" => Sort::Given,
        "family" => Sort::Family,
        _ => Sort::Place,
    };
    let gender = match row[2].as_str() {
        "m" => Some(Gender::Man),
        "f" => Some(Gender::Woman),
        _ => None,
    };
    let forms = case_forms(&row[0], tongue, sort, gender);
    let mut faults = Vec::new();
    for (case, wanted) in Case::ALL.into_iter().skip(1).zip(&row[3..]) {
        let made: Vec<&str> = forms.iter().filter(|form| form.cases.has(case)).map(|form| form.text.as_str()).collect();
        if let Some(lacking) = wanted.split(';').find(|wanted| !made.contains(wanted)) {
            faults.push(format!("{} {case:?}: {lacking} is wanted, {made:?} made", row[0]));
        }
    }
    faults
}

fn hold(table: &str, tongue: Tongue, least: usize) {
    let rows = rows(table);
    let faults: Vec<String> = rows.iter().flat_map(|row| faults(row, tongue)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(rows.len() * 5 >= least, "only {} forms", rows.len() * 5);
}

#[test]
fn russian_names_are_declined() {
    hold("ru", Tongue::Russian, 150);
}

#[test]
fn ukrainian_names_are_declined() {
    hold("uk", Tongue::Ukrainian, 150);
}

#[test]
fn polish_names_are_declined() {
    hold("pl", Tongue::Polish, 150);
}

#[test]
fn turkish_endings_follow_their_name() {
    let rows = rows("tr");
    assert!(rows.len() >= 60, "only {} forms", rows.len());
    let mut faults = Vec::new();
    for row in &rows {
        let made = endings_of(&row[1]).find_map(|ending| reharmonise(ending, &row[0], &row[1], &row[2]));
        let made = made.unwrap_or_else(|| "-".to_owned());
        if made != row[3] {
            faults.push(format!("{}'{} → {}'{} is wanted, {made} made", row[0], row[1], row[2], row[3]));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn forms_are_made_for_any_word_without_a_slip() {
    for word in ["", "А", "аа", "Ь", "ЙЙ", "Ёж", "x", "Łź", "НАТО", "О'Ніл", "Ґ", "𝒜"] {
        for tongue in [Tongue::Russian, Tongue::Ukrainian, Tongue::Polish] {
            for sort in [Sort::Given, Sort::Family, Sort::Place, Sort::Attribute] {
                let forms = case_forms(word, tongue, sort, None);
                assert!(forms.first().is_none_or(|form| form.text == word), "{word} {forms:?}");
            }
        }
    }
}

/// A text in a language that declines names, corrected with its own gazetteer: how many edits are right, wrong and missed.
fn corrected(language: &str) -> (Tally, String) {
    let path = format!("{}/tests/inflection/texts/{language}.marked", env!("CARGO_MANIFEST_DIR"));
    let marked = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let marked = Marked::parse(&marked).expect("marks are closed");
    let out = fix(&[&marked.raw], &format!("texts/{language}.csv")).swap_remove(0);
    let (wanted, got) = (edits(&marked.raw, &marked.wanted), edits(&marked.raw, &out));
    let show = |kind: &str, edit: &Edit| format!("  {kind} {} -> {}", &marked.raw[edit.start..edit.end], edit.now);
    let wrong = got.difference(&wanted).map(|edit| show("wrong ", edit));
    let missed = wanted.difference(&got).map(|edit| show("missed", edit));
    let shown = wrong.chain(missed).collect::<Vec<_>>().join("\n");
    (tally(&wanted, &got), shown)
}

/// Nothing is mangled, and most of what is misspelled is put right in its own case.
#[test]
#[expect(clippy::print_stdout, reason = "the table of a test, shown with --nocapture")]
fn texts_are_corrected_in_their_cases() {
    let mut faults = Vec::new();
    for (language, least) in [("ru", 0.85), ("uk", 0.8), ("pl", 0.8), ("tr", 0.9)] {
        let (tally, shown) = corrected(language);
        println!("{language} right {} wrong {} missed {}\n{shown}", tally.right, tally.wrong, tally.missed);
        if tally.wrong > 0 || tally.recall() < least {
            faults.push(format!("{language}: {tally:?}\n{shown}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What texts become, each a document of one run.
fn fix(texts: &[&str], gazetteer: &str) -> Vec<String> {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (before, after) = (place.path().join("before"), place.path().join("after"));
    fs::create_dir(&before).expect("a folder");
    for (number, text) in texts.iter().enumerate() {
        fs::write(before.join(format!("{number}.txt")), text).expect("the text is written");
    }
    let gazetteer = format!("{}/tests/inflection/{gazetteer}", env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_respell"));
    let done = command.args(["fix", "-q", "-g", &gazetteer]).arg(&before).arg("-o").arg(&after).output().expect("respell runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let read = |number: usize| fs::read_to_string(after.join(format!("corrected/{number}.txt")));
    (0..texts.len()).map(|number| read(number).expect("every document is written")).collect()
}

#[test]
fn compounds_are_corrected_in_their_name_and_derived_words_are_left() {
    let rows = rows("compounds");
    let texts: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let made = fix(&texts, "compounds.csv");
    let faults = rows.iter().zip(made).filter(|(row, made)| *made != row[1]);
    let faults: Vec<String> = faults.map(|(row, made)| format!("{} is wanted\n{made} made", row[1])).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
