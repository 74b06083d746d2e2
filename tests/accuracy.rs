//! How accurate `respell fix` is, held against recorded figures.
//!
//! Texts in which every right correction is marked (`{{was=>now}}`) are corrected with default flags, and the edits are counted as the
//! benchmark's `score_text.py` counts them: word by word, so that a wrong correction of a marked name is one wrong and one missed. The
//! project's own texts are in `tests/gold`, for the embedded gazetteer; those of the benchmark are read where `$RESPELL_BENCH`
//! (default `../shared/bench`) has them.
//!
//! A set whose F1 falls, or that has more wrong edits, fails and shows them. One that rises has to be recorded on purpose:
//! `RESPELL_RECORD=1 cargo test --test accuracy` writes `tests/accuracy/RECORDED.tsv` anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, io, thread};

use respell::measure::{Edit, Marked, Tally, edits, tally};

/// A marked text and what it is held against.
struct Case {
    name: String,
    marked: String,
    /// The extension that tells the format.
    extension: String,
    gazetteer: Option<PathBuf>,
}

#[derive(Clone, Debug, Default)]
struct Score {
    tally: Tally,
    /// The wrong and the missed ones, to be read.
    shown: Vec<String>,
}

#[test]
fn the_projects_own_texts() {
    let cases = entries(&root().join("tests/gold")).into_iter().filter(|path| path.extension().is_some_and(|it| it == "marked"));
    let cases: Vec<Case> = cases.map(|path| gold_case(&path)).collect();
    assert!(!cases.is_empty(), "tests/gold holds no text");
    hold("gold", &cases);
}

#[test]
fn running_text_of_the_benchmark() {
    benchmark("running-text", "running-text");
}

#[test]
fn seed_articles_of_the_benchmark() {
    benchmark("seed-articles", "running-text/seed-articles");
}

#[test]
fn the_readme_tells_what_is_recorded() {
    let readme = read(&root().join("README.md"));
    for ((set, _), total) in recorded().iter().filter(|((_, case), _)| case == "TOTAL") {
        let row = readme_row(set, total);
        let is_told = readme.lines().any(|line| line == row) || env::var_os("RESPELL_RECORD").is_some();
        assert!(is_told, "the README does not hold the row\n{row}\nhelp: RESPELL_RECORD=1 cargo test --test accuracy puts it in");
    }
}

/// Holds a set of the benchmark, if it is there.
fn benchmark(set: &str, folder: &str) {
    let bench = env::var_os("RESPELL_BENCH").map_or_else(|| root().join("../shared/bench"), PathBuf::from);
    let folder = bench.join(folder);
    if !folder.is_dir() {
        return say(&format!("SKIPPED {set}: {} is no folder; $RESPELL_BENCH says where the benchmark is\n", folder.display()));
    }
    let cases = entries(&folder).into_iter().filter(|case| case.join("text.marked").is_file());
    let cases = cases.map(|case| Case {
        name: name(&case),
        marked: read(&case.join("text.marked")),
        extension: "txt".to_owned(),
        gazetteer: Some(case.join("gazetteer.csv")),
    });
    hold(set, &cases.collect::<Vec<_>>());
}

/// A text of `tests/gold`, which is a sample with its corrections marked.
fn gold_case(path: &Path) -> Case {
    let marked = read(path);
    let stem = path.file_stem().expect("a listed file has a name");
    let sample = entries(&root().join("data/samples")).into_iter().find(|sample| sample.file_stem() == Some(stem));
    let sample = sample.unwrap_or_else(|| panic!("{}: there is no such sample", path.display()));
    assert!(parsed(path, &marked).raw == read(&sample), "{} and {} are not the same text", path.display(), sample.display());
    let extension = sample.extension().unwrap_or_default().to_string_lossy().into_owned();
    Case { name: stem.to_string_lossy().into_owned(), marked, extension, gazetteer: None }
}

/// Measures, prints, and compares with what is recorded.
#[expect(clippy::print_stdout, reason = "the table of a test, shown with --nocapture")]
fn hold(set: &str, cases: &[Case]) {
    let scores = measure(cases);
    let total = scores.iter().fold(Tally::default(), |sum, score| sum.plus(score.tally, 1));
    let total = Score { tally: total, shown: Vec::new() };
    let mut table = String::new();
    for (case, score) in cases.iter().zip(&scores) {
        let _ = writeln!(table, "{:20} {score}", case.name);
    }
    let _ = writeln!(table, "{set:20} {total}  F1 {:.3}", total.tally.f1());
    print!("{table}");
    let recorded = recorded();
    let before = recorded.get(&(set.to_owned(), "TOTAL".to_owned()));
    if env::var_os("RESPELL_RECORD").is_some() {
        return record(set, cases, &scores, &total);
    }
    let Some(before) = before else { panic!("{set} is not recorded: RESPELL_RECORD=1 cargo test --test accuracy\n{table}") };
    let is_worse = total.tally.f1() < before.tally.f1() - 1e-9 || total.tally.wrong > before.tally.wrong;
    if is_worse {
        let mut worse = String::new();
        for (case, score) in cases.iter().zip(&scores) {
            let was = recorded.get(&(set.to_owned(), case.name.clone()));
            if was.is_none_or(|was| score.tally.wrong > was.tally.wrong || score.tally.right < was.tally.right) {
                let _ =
                    writeln!(worse, "{}, recorded {}:\n{}", case.name, was.cloned().unwrap_or_default(), score.shown.join("\n"));
            }
        }
        panic!("{set} was {before}  F1 {:.3}\n{table}\nWhere it fell:\n{worse}", before.tally.f1());
    }
    let is_better = total.tally.f1() > before.tally.f1() + 1e-9 || total.tally.wrong < before.tally.wrong;
    assert!(!is_better, "{set} rose from {before}; help: RESPELL_RECORD=1 cargo test --test accuracy records it\n{table}");
}

/// Corrects every text, several at a time.
fn measure(cases: &[Case]) -> Vec<Score> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let next = AtomicUsize::new(0);
    let mut scores = vec![Score::default(); cases.len()];
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::SeqCst);
                let Some(case) = cases.get(at) else { return done };
                done.push((at, measure_one(case, folder.path())));
            }
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        for (at, score) in threads.into_iter().flat_map(|thread| thread.join().expect("a case was measured")) {
            scores[at] = score;
        }
    });
    scores
}

fn measure_one(case: &Case, folder: &Path) -> Score {
    let Marked { raw, wanted } = parsed(Path::new(&case.name), &case.marked);
    let input = folder.join(format!("{}.{}", case.name, case.extension));
    fs::write(&input, &raw).expect("the temporary folder takes files");
    let mut command = Command::new(env!("CARGO_BIN_EXE_respell"));
    command.args(["fix", "--quiet", "--threads", "1"]).arg(&input);
    if let Some(gazetteer) = &case.gazetteer {
        command.arg("--gazetteer").arg(gazetteer);
    }
    let done = command.output().expect("the program runs");
    assert!(done.status.success(), "{}: {}", case.name, String::from_utf8_lossy(&done.stderr));
    let got = String::from_utf8(done.stdout).expect("corrected text is UTF-8");
    score(&edits(&raw, &wanted), &edits(&raw, &got), &raw)
}

fn parsed(path: &Path, marked: &str) -> Marked {
    Marked::parse(marked).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn score(gold: &BTreeSet<Edit>, got: &BTreeSet<Edit>, raw: &str) -> Score {
    let show = |kind: &str, edit: &Edit| format!("  {kind} {:?} -> {:?}", &raw[edit.start..edit.end], edit.now);
    let wrong = got.difference(gold).map(|edit| show("wrong ", edit));
    let missed = gold.difference(got).map(|edit| show("missed", edit));
    Score { tally: tally(gold, got), shown: wrong.chain(missed).collect() }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Tally { right, wrong, missed } = self.tally;
        let (precision, recall) = (self.tally.precision(), self.tally.recall());
        write!(f, "right {right:3}  wrong {wrong:3}  missed {missed:3}  precision {precision:.3}  recall {recall:.3}")
    }
}

/// What is recorded, by set and case.
fn recorded() -> BTreeMap<(String, String), Score> {
    let rows = fs::read_to_string(record_path()).unwrap_or_default();
    rows.lines().filter(|line| !line.starts_with('#')).map(parse_row).collect()
}

fn parse_row(line: &str) -> ((String, String), Score) {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[set, case, right, wrong, missed] = &cells[..] else { panic!("RECORDED.tsv: five cells are expected: {line}") };
    let count = |cell: &str| cell.parse().unwrap_or_else(|_| panic!("RECORDED.tsv: a count is expected: {line}"));
    let tally = Tally { right: count(right), wrong: count(wrong), missed: count(missed) };
    let score = Score { tally, shown: Vec::new() };
    ((set.to_owned(), case.to_owned()), score)
}

/// Puts the figures of one set in the place of its old ones.
fn record(set: &str, cases: &[Case], scores: &[Score], total: &Score) {
    // The tests of one binary run at the same time.
    static WRITING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _writing = WRITING.lock().expect("no other test has failed while it wrote");
    let mut rows = recorded();
    rows.retain(|(other, _), _| other != set);
    rows.extend(cases.iter().zip(scores).map(|(case, score)| ((set.to_owned(), case.name.clone()), score.clone())));
    rows.insert((set.to_owned(), "TOTAL".to_owned()), total.clone());
    let mut text = "# Edits of `respell fix` with default flags; written by RESPELL_RECORD=1 cargo test --test accuracy\n\
                    # columns: set, case, right, wrong, missed\n"
        .to_owned();
    for ((set, case), score) in &rows {
        let Tally { right, wrong, missed } = score.tally;
        let _ = writeln!(text, "{set}\t{case}\t{right}\t{wrong}\t{missed}");
    }
    fs::write(record_path(), text).expect("the record can be written");
    let readme = read(&root().join("README.md"));
    let head = format!("| `{set}` |");
    let told = readme.lines().map(|line| if line.starts_with(&head) { readme_row(set, total) } else { line.to_owned() });
    fs::write(root().join("README.md"), told.map(|line| line + "\n").collect::<String>()).expect("the README can be written");
}

/// The row of a set in the README's table of figures.
fn readme_row(set: &str, total: &Score) -> String {
    let Tally { right, wrong, missed } = total.tally;
    let (precision, recall, f1) = (total.tally.precision(), total.tally.recall(), total.tally.f1());
    format!("| `{set}` | {right} | {wrong} | {missed} | {precision:.3} | {recall:.3} | {f1:.3} |")
}

fn record_path() -> PathBuf {
    root().join("tests/accuracy/RECORDED.tsv")
}

/// Says it even if the test passes, whose output is not shown.
fn say(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    entries.sort();
    entries
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
