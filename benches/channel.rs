//! What matching costs, by what a user asks for. `cargo bench --bench channel`; the words are those of the embedded gazetteer.

use std::sync::LazyLock;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use respell::gazetteer::Gazetteer;
use respell::matching::{Matcher, compare};
use respell::names::channel::{Asked, Known, Scratch};
use respell::names::letters::letters;
use respell::names::routes::Routes;
use respell::names::train::{Pair, Training};
use respell::text::Reading;

/// Pairs that are weighed at a time.
const PAIRS: usize = 2_000;
/// Pairs that are learnt from.
const LEARNT: usize = 5_000;
/// Names that are asked for, as others write them.
const QUERIES: [&str; 8] = [
    "Husnurin",
    "Vladimir Sardo",
    "Zahorizja",
    "Kiev",
    "Angela Merukel",
    "Volodymyr Zelenski",
    "Sergey Surovikin",
    "Saint Petersburg",
];

fn main() {
    divan::main();
}

/// The words of the embedded gazetteer in working letters, each once, in their order.
static WORDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let names = Gazetteer::embedded().entities().iter().flat_map(|entity| entity.name.split_whitespace());
    let mut words: Vec<Vec<u8>> = Vec::new();
    for word in names.map(|word| letters(word, Reading::Plain)).filter(|word| word.len() > 2) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
});

/// A word as a careless hand writes it: an edit in two of three words, by place and never by chance.
fn written(at: usize, word: &[u8]) -> Vec<u8> {
    let mut written = word.to_vec();
    let place = at % written.len();
    match at % 3 {
        0 => written[place] = b"aeiourlnst"[at % 10],
        1 => written.insert(place, b'h'),
        _ => {}
    }
    written
}

/// Weigh one spelling against one name, both made ready: what is done for every candidate word of every spelling.
#[divan::bench]
fn weigh_a_pair(bencher: Bencher<'_, '_>) {
    let channel = Routes::embedded().pooled();
    let words = WORDS.iter().take(PAIRS).enumerate();
    let pairs: Vec<(Known, Asked)> = words.map(|(at, word)| (channel.know(word), channel.ask(&written(at, word)))).collect();
    let mut scratch = Scratch::default();
    bencher.counter(ItemsCount::new(pairs.len())).bench_local(|| {
        pairs.iter().map(|(name, variant)| channel.cost_between(black_box(name), black_box(variant), &mut scratch)).sum::<f64>()
    });
}

/// Make a spelling ready to be held against names.
#[divan::bench]
fn ready_a_spelling(bencher: Bencher<'_, '_>) {
    let (channel, words) = (Routes::embedded().pooled(), &WORDS[..PAIRS.min(WORDS.len())]);
    bencher
        .counter(ItemsCount::new(words.len()))
        .bench_local(|| words.iter().for_each(|word| drop(black_box(channel.ask(black_box(word))))));
}

/// Make a name of a list ready.
#[divan::bench]
fn ready_a_name(bencher: Bencher<'_, '_>) {
    let (channel, words) = (Routes::embedded().pooled(), &WORDS[..PAIRS.min(WORDS.len())]);
    bencher
        .counter(ItemsCount::new(words.len()))
        .bench_local(|| words.iter().for_each(|word| drop(black_box(channel.know(black_box(word))))));
}

/// Make the embedded gazetteer ready: what a run begins with.
#[divan::bench(sample_count = 10)]
fn ready_a_gazetteer() -> usize {
    Matcher::new(Gazetteer::embedded()).gazetteer().len()
}

/// `respell match`: find the entities that a name may mean.
#[divan::bench(args = QUERIES, sample_count = 20)]
fn match_a_name(bencher: Bencher<'_, '_>, query: &str) {
    static MATCHER: LazyLock<Matcher<'static>> = LazyLock::new(|| Matcher::new(Gazetteer::embedded()));
    let matcher = &*MATCHER;
    bencher.bench_local(|| matcher.rank(black_box(query), 5));
}

/// `respell compare`: hold two names against each other.
#[divan::bench(args = [("Khusnullin", "Husnurin"), ("Marat Khusnullin", "Husnurin, M."), ("Sergey Surovikin", "Сергей Суровикин")])]
fn compare_two_names(bencher: Bencher<'_, '_>, (a, b): (&str, &str)) {
    let _ = compare(a, b);
    bencher.bench_local(|| compare(black_box(a), black_box(b)));
}

/// `respell learn`: a table from pairs, on top of the built-in one.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn learn_from_5000_pairs(bencher: Bencher<'_, '_>) {
    let words = WORDS.iter().cycle().take(LEARNT).enumerate();
    let pairs: Vec<Pair> = words.map(|(at, word)| Pair { name: word.clone(), variant: written(at, word), weight: 1.0 }).collect();
    let base = Routes::embedded_table("pooled").map(|base| (base, 30_000.0));
    bencher.bench_local(|| Training { base: base.clone(), ..Training::default() }.learn(black_box(&pairs)));
}
