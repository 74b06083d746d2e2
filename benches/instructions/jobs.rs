//! Small fixed jobs whose instructions are counted: `instructions JOB`, under valgrind by `benches/instructions/count`.
//!
//! Only what runs inside [`measured_job`] counts; what it needs is made before. One thread, and it is the first one, since valgrind
//! counts what each thread does by itself.

#[path = "../workload/acts.rs"]
mod acts;
#[path = "../workload/mod.rs"]
mod workload;

use std::hint::black_box;
use std::process::ExitCode;

use respell::gazetteer::Gazetteer;
use respell::matching::Matcher;
use respell::text::tokens;
use workload::names::names;
use workload::tables::Tables;
use workload::text::Text;
use workload::variant::Variants;
use workload::words::Words;

/// Chooses the names and the text.
const SEED: u64 = 7;
/// Names of the list.
const NAMES: usize = 2_000;
/// Names that are looked up.
const QUERIES: usize = 200;
/// Bytes that are cut into tokens.
const TO_CUT: u64 = 1_000_000;
/// Bytes that are corrected.
const TO_FIX: u64 = 200_000;

fn main() -> ExitCode {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    pool.expect("nothing has made a pool before");
    match std::env::args().nth(1).as_deref() {
        Some("tokens") => cut(),
        Some("rank") => rank(),
        Some("prepare") => prepare(),
        Some("fix") => fix(),
        _ => return ExitCode::from(2),
    }
    ExitCode::SUCCESS
}

/// Runs a job. The name is what valgrind looks for.
#[inline(never)]
fn measured_job<T>(job: impl FnOnce() -> T) -> T {
    black_box(job())
}

/// Cut a text into tokens.
fn cut() {
    let text = text(TO_CUT);
    measured_job(|| tokens(black_box(&text)).len());
}

/// Look up misspelled names.
fn rank() {
    let tables = Tables::read();
    let (gazetteer, variants) = (list(&tables), Variants::new(&tables, SEED));
    let matcher = Matcher::new(&gazetteer);
    let some = gazetteer.entities().iter().enumerate().step_by(NAMES / QUERIES);
    let queries: Vec<String> = some.map(|(at, entity)| variants.nth(at, &entity.name, at % 3).0).collect();
    // What is made on first use is not the price of a query.
    let _ = matcher.rank(&queries[0], 1);
    measured_job(|| queries.iter().filter_map(|query| matcher.rank(query, 1).pop()).count());
}

/// Make a list ready.
fn prepare() {
    let gazetteer = list(&Tables::read());
    let _ = Matcher::new(&acts::gazetteer(&["Anna".to_owned()])).rank("Ana", 1);
    measured_job(|| Matcher::new(&gazetteer).gazetteer().len());
}

/// Correct a text.
fn fix() {
    let tables = Tables::read();
    let gazetteer = list(&tables);
    let (matcher, text) = (Matcher::new(&gazetteer), text(TO_FIX));
    let _ = acts::fix(&matcher, "A word of Anna.");
    measured_job(|| acts::fix(&matcher, black_box(&text)).len());
}

fn list(tables: &Tables) -> Gazetteer {
    acts::gazetteer(&names(tables, NAMES, SEED))
}

/// A text in the words of the project's own lexicon: the same on every machine.
fn text(bytes: u64) -> String {
    let (tables, words) = (Tables::read(), Words::own());
    let pool = names(&tables, NAMES + NAMES / 5, SEED);
    let (listed, others) = pool.split_at(NAMES);
    Text::new(listed, others, &words, Variants::new(&tables, SEED), SEED).take(bytes).0
}
