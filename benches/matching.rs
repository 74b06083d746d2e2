//! What users wait for: a name looked up in a list, a list made ready, an article read. `cargo bench --bench matching`.
//!
//! Lists and misspelled names are made up (`benches/workload`); the article is one of `data/samples`.

#[path = "workload/acts.rs"]
#[allow(dead_code, reason = "the jobs whose instructions are counted use the rest")]
mod acts;
#[path = "workload/mod.rs"]
mod workload;

use std::sync::LazyLock;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use respell::gazetteer::Gazetteer;
use respell::matching::{Matcher, Room};
use workload::names::names;
use workload::tables::Tables;
use workload::variant::Variants;

/// Chooses the names and what becomes of them.
const SEED: u64 = 7;
/// Misspelled names that are looked up, one after another.
const QUERIES: usize = 50;

fn main() {
    divan::main();
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);
static THOUSAND: LazyLock<Gazetteer> = LazyLock::new(|| acts::gazetteer(&names(&TABLES, 1_000, SEED)));
static TEN_THOUSAND: LazyLock<Gazetteer> = LazyLock::new(|| acts::gazetteer(&names(&TABLES, 10_000, SEED)));

/// Names of the list, misspelled.
fn queries(gazetteer: &Gazetteer) -> Vec<String> {
    let variants = Variants::new(&TABLES, SEED);
    let some = gazetteer.entities().iter().enumerate().step_by(gazetteer.len() / QUERIES).take(QUERIES);
    some.map(|(at, entity)| variants.nth(at, &entity.name, at % 3).0).collect()
}

fn match_one(bencher: Bencher<'_, '_>, gazetteer: &Gazetteer) {
    let (matcher, queries, mut room) = (Matcher::new(gazetteer), queries(gazetteer), Room::default());
    let mut next = queries.iter().cycle();
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench_local(|| matcher.likeliest(black_box(next.next().expect("a cycle has no end")), &mut room));
}

/// Match one misspelled name against a list of 1,000.
#[divan::bench(sample_count = QUERIES as u32, sample_size = 1)]
fn match_one_misspelled_name_against_1000(bencher: Bencher<'_, '_>) {
    match_one(bencher, &THOUSAND);
}

/// Match one misspelled name against a list of 10,000.
#[divan::bench(sample_count = QUERIES as u32, sample_size = 1)]
fn match_one_misspelled_name_against_10000(bencher: Bencher<'_, '_>) {
    match_one(bencher, &TEN_THOUSAND);
}

/// Make a list of 10,000 names ready, from the bytes of its file.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn prepare_a_list_of_10000_names(bencher: Bencher<'_, '_>) {
    let names = names(&TABLES, 10_000, SEED);
    bencher.counter(ItemsCount::new(names.len())).bench_local(|| {
        let gazetteer = acts::gazetteer(black_box(&names));
        Matcher::new(&gazetteer).gazetteer().len()
    });
}

/// Scan a news article against the embedded list.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn scan_a_news_article_against_the_embedded_list(bencher: Bencher<'_, '_>) {
    let matcher = Matcher::new(Gazetteer::embedded());
    let article = include_str!("../data/samples/02-agency.txt");
    bencher.counter(BytesCount::of_str(article)).bench_local(|| acts::scan(&matcher, black_box(article)));
}
