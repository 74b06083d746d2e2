//! How accurate `respell fix` is, held against recorded figures.
//!
//! Texts in which every right correction is marked (`{{was=>now}}`) are corrected with default flags, and the edits are counted as the
//! benchmark's `score_text.py` counts them: word by word, so that a wrong correction of a marked name is one wrong and one missed. The
//! project's own texts are in `tests/gold`, for the embedded gazetteer; those of the benchmark are read where `$RESPELL_BENCH`
//! (default `../shared/bench`) has them.
//!
//! A set whose F1 falls, or that has more wrong edits, fails and shows them. One that rises has to be recorded on purpose:
//! `RESPELL_RECORD=1 cargo test --test accuracy` writes `tests/accuracy/RECORDED.tsv` anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, io, thread};

/// A marked text and what it is held against.
struct Case {
    name: String,
    marked: String,
    /// The extension that tells the format.
    extension: String,
    gazetteer: Option<PathBuf>,
}

/// Where in the raw text, in bytes, and what stands there then.
type Edit = (usize, usize, String);

#[derive(Clone, Debug, Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
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

#[test]
fn edits_are_counted_word_by_word() {
    let (raw, wanted) =
        raw_and_wanted("The {{Odessa=>Odesa}} {{Zelensky=>Zelenskyy}}'s boat, also {{Rolls Royce=>Rolls-Royce}}.");
    assert_eq!(
        (&*raw, &*wanted),
        ("The Odessa Zelensky's boat, also Rolls Royce.", "The Odesa Zelenskyy's boat, also Rolls-Royce.")
    );
    let got = "The Odesa Zelenskaya's boat, Saldo Rolls Royce.";
    let score = score(&edits(&raw, &wanted), &edits(&raw, got), &raw);
    assert_eq!((score.right, score.wrong, score.missed), (1, 2, 2), "{:?}", score.shown);
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
    assert!(raw_and_wanted(&marked).0 == read(&sample), "{} and {} are not the same text", path.display(), sample.display());
    let extension = sample.extension().unwrap_or_default().to_string_lossy().into_owned();
    Case { name: stem.to_string_lossy().into_owned(), marked, extension, gazetteer: None }
}

/// Measures, prints, and compares with what is recorded.
#[expect(clippy::print_stdout, reason = "the table of a test, shown with --nocapture")]
fn hold(set: &str, cases: &[Case]) {
    let scores = measure(cases);
    let total = scores.iter().fold(Score::default(), |sum, score| sum.with(score));
    let mut table = String::new();
    for (case, score) in cases.iter().zip(&scores) {
        let _ = writeln!(table, "{:20} {score}", case.name);
    }
    let _ = writeln!(table, "{set:20} {total}  F1 {:.3}", total.f1());
    print!("{table}");
    let recorded = recorded();
    let before = recorded.get(&(set.to_owned(), "TOTAL".to_owned()));
    if env::var_os("RESPELL_RECORD").is_some() {
        return record(set, cases, &scores, &total);
    }
    let Some(before) = before else { panic!("{set} is not recorded: RESPELL_RECORD=1 cargo test --test accuracy\n{table}") };
    let is_worse = total.f1() < before.f1() - 1e-9 || total.wrong > before.wrong;
    if is_worse {
        let mut worse = String::new();
        for (case, score) in cases.iter().zip(&scores) {
            let was = recorded.get(&(set.to_owned(), case.name.clone()));
            if was.is_none_or(|was| score.wrong > was.wrong || score.right < was.right) {
                let _ =
                    writeln!(worse, "{}, recorded {}:\n{}", case.name, was.cloned().unwrap_or_default(), score.shown.join("\n"));
            }
        }
        panic!("{set} was {before}  F1 {:.3}\n{table}\nWhere it fell:\n{worse}", before.f1());
    }
    let is_better = total.f1() > before.f1() + 1e-9 || total.wrong < before.wrong;
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
    let (raw, wanted) = raw_and_wanted(&case.marked);
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

fn score(gold: &BTreeSet<Edit>, got: &BTreeSet<Edit>, raw: &str) -> Score {
    let show = |kind: &str, (start, end, now): &Edit| format!("  {kind} {:?} -> {now:?}", &raw[*start..*end]);
    let wrong = got.difference(gold).map(|edit| show("wrong ", edit));
    let missed = gold.difference(got).map(|edit| show("missed", edit));
    Score {
        right: gold.intersection(got).count(),
        wrong: got.difference(gold).count(),
        missed: gold.difference(got).count(),
        shown: wrong.chain(missed).collect(),
    }
}

impl Score {
    fn with(&self, other: &Self) -> Self {
        Self {
            right: self.right + other.right,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
            shown: Vec::new(),
        }
    }

    fn precision(&self) -> f64 {
        share(self.right, self.wrong)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.missed)
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { right, wrong, missed, .. } = self;
        let (precision, recall) = (self.precision(), self.recall());
        write!(f, "right {right:3}  wrong {wrong:3}  missed {missed:3}  precision {precision:.3}  recall {recall:.3}")
    }
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of small counts")]
fn share(right: usize, other: usize) -> f64 {
    if right + other == 0 { 1.0 } else { right as f64 / (right + other) as f64 }
}

/// The text as the program sees it, and as it should leave it.
fn raw_and_wanted(marked: &str) -> (String, String) {
    let (mut raw, mut wanted, mut rest) = (String::new(), String::new(), marked);
    while let Some((before, behind)) = rest.split_once("{{") {
        let (mark, after) = behind.split_once("}}").expect("a mark that opens closes");
        let (was, now) = mark.split_once("=>").expect("a mark says what it becomes");
        raw.extend([before, was]);
        wanted.extend([before, now]);
        rest = after;
    }
    raw.push_str(rest);
    wanted.push_str(rest);
    (raw, wanted)
}

/// Word-level edits that turn one text into the other: what stands between the blocks that both have.
fn edits(raw: &str, out: &str) -> BTreeSet<Edit> {
    let (old, new) = (words(raw), words(out));
    let mut starts = vec![0];
    starts.extend(old.iter().scan(0, |end, word| {
        *end += word.len();
        Some(*end)
    }));
    let mut blocks = blocks(&old, &new);
    blocks.push(Block { old: old.len(), new: new.len(), length: 0 });
    let (mut edits, mut at) = (BTreeSet::new(), (0, 0));
    for block in blocks {
        if (block.old, block.new) != at {
            edits.insert((starts[at.0], starts[block.old], new[at.1..block.new].concat()));
        }
        at = (block.old + block.length, block.new + block.length);
    }
    edits
}

/// A run of words that both texts have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    old: usize,
    new: usize,
    length: usize,
}

/// The longest common run, then the longest on either side of it, and so on: how `difflib` divides texts. A diff with fewest changes
/// divides some of them otherwise (`Astra Zenica` and `AstraZeneca` amid other edits), and would count differently.
fn blocks(old: &[&str], new: &[&str]) -> Vec<Block> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    new.iter().enumerate().for_each(|(at, word)| places.entry(word).or_default().push(at));
    let mut blocks = Vec::new();
    let mut open = vec![(0..old.len(), 0..new.len())];
    while let Some((olds, news)) = open.pop() {
        let block = longest(old, &places, olds.clone(), news.clone());
        if block.length > 0 {
            open.push((olds.start..block.old, news.start..block.new));
            open.push((block.old + block.length..olds.end, block.new + block.length..news.end));
            blocks.push(block);
        }
    }
    blocks.sort_unstable();
    blocks
}

/// The longest run within the ranges, the first in the old text, then the first in the new.
fn longest(old: &[&str], places: &HashMap<&str, Vec<usize>>, olds: Range<usize>, news: Range<usize>) -> Block {
    let mut best = Block { old: olds.start, new: news.start, length: 0 };
    // Where the runs that end at the word before end in the new text, and how long they are.
    let mut before: Vec<(usize, usize)> = Vec::new();
    for at in olds {
        let mut ending = Vec::new();
        let mut running = before.iter().peekable();
        let same = places.get(old[at]).map_or(&[][..], Vec::as_slice);
        let same = &same[same.partition_point(|other| *other < news.start)..same.partition_point(|other| *other < news.end)];
        for &other in same {
            while running.next_if(|(end, _)| end + 1 < other).is_some() {}
            let length = 1 + running.peek().filter(|(end, _)| end + 1 == other).map_or(0, |(_, length)| *length);
            ending.push((other, length));
            if length > best.length {
                best = Block { old: at + 1 - length, new: other + 1 - length, length };
            }
        }
        before = ending;
    }
    best
}

/// Words with the apostrophes and hyphens inside them, runs of white space, and single other characters.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            letter if is_letter(letter) => word_length(rest),
            space if space.is_whitespace() => rest.find(|other: char| !other.is_whitespace()).unwrap_or(rest.len()),
            other => other.len_utf8(),
        };
        let (word, behind) = rest.split_at(length);
        words.push(word);
        rest = behind;
    }
    words
}

fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_joint = "’'-‐".contains(letter) && letters.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(letter) && !is_joint {
            return at;
        }
    }
    text.len()
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
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
    let score = Score { right: count(right), wrong: count(wrong), missed: count(missed), shown: Vec::new() };
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
    for ((set, case), Score { right, wrong, missed, .. }) in &rows {
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
    let Score { right, wrong, missed, .. } = total;
    let (precision, recall, f1) = (total.precision(), total.recall(), total.f1());
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
