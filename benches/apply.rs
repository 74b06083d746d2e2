//! What obeying an alias table costs, by what a user asks for. `cargo bench --bench apply`; names and text are made up here.

use std::io::Cursor;
use std::sync::LazyLock;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use respell::corpus::{Document, Patch, ReadOptions, Source, apply_patches};
use respell::reconcile::{AliasTable, Applier, Trust, WriteOptions};
use respell::text::tokens_into;

const DECISIONS: usize = 20_000;
const NEWS: usize = 10 << 20;
/// A mention comes after so many words.
const APART: usize = 120;

fn main() {
    divan::main();
}

/// Numbers by place and never by chance.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// A family name that ends in its number, so that no two are the same.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "chu", "del", "fo", "gri", "ha", "jan", "ki", "lo", "mer", "nov", "os", "pa", "ri", "sal", "tem", "ut", "vol",
        "yev", "za",
    ];
    let mut name = String::from("Kh");
    let mut rest = number + 8_000;
    while rest > 0 {
        name.push_str(SYLLABLES[rest % 20]);
        rest /= 20;
    }
    name
}

/// How a careless hand writes it.
fn variant(number: usize) -> String {
    name(number).replacen("Kh", "H", 1)
}

fn table(rows: usize) -> String {
    let row = |number| match number % 4 {
        0 => format!("Ivan {},Ivan {}\n", variant(number), name(number)),
        _ => format!("{},{}\n", variant(number), name(number)),
    };
    std::iter::once("variant,correction\n".to_owned()).chain((0..rows).map(row)).collect()
}

/// Running text in which names stand in both spellings.
static TEXT: LazyLock<Vec<u8>> = LazyLock::new(|| {
    const WORDS: [&str; 32] = [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "said",
        "that",
        "was",
        "for",
        "on",
        "his",
        "with",
        "officials",
        "region",
        "by",
        "city",
        "at",
        "from",
        "as",
        "government",
        "were",
        "have",
        "been",
        "Monday",
        "who",
        "would",
        "had",
        "Minister",
        "which",
        "1,200",
        "police",
    ];
    let (mut text, mut numbers) = (String::with_capacity(NEWS + 100), Sequence(7));
    for at in 1.. {
        if text.len() >= NEWS {
            break;
        }
        match at % APART {
            0 => text.push_str(&variant(numbers.next(DECISIONS))),
            60 => text.push_str(&name(numbers.next(DECISIONS))),
            _ => text.push_str(WORDS[numbers.next(WORDS.len())]),
        }
        text.push_str(match at {
            _ if at % 211 == 0 => ".\n\n",
            _ if at % 17 == 0 => ". ",
            _ if at % 11 == 0 => ", ",
            _ => " ",
        });
    }
    text.into_bytes()
});

static APPLIER: LazyLock<Applier> = LazyLock::new(|| compiled(&table(DECISIONS)));

fn compiled(rows: &str) -> Applier {
    let table = AliasTable::read(rows.as_bytes(), "aliases.csv").expect("a table of two columns");
    Applier::new(&table, Trust::Certain).expect("no name is a variant of another")
}

fn document() -> Document {
    let source = Source::stdin(None);
    Document::from_reader(&source, Box::new(Cursor::new(TEXT.clone())), &ReadOptions::default()).expect("text")
}

/// `respell apply` on one core, from bytes to bytes.
#[divan::bench(name = "apply 20,000 decisions to 10 MB of news", sample_count = 10)]
fn apply_decisions(bencher: Bencher<'_, '_>) {
    let applier = &*APPLIER;
    bencher.counter(BytesCount::new(TEXT.len())).with_inputs(document).bench_local_values(|document| {
        let (mut length, mut tokens) = (0, Vec::new());
        for chunk in document {
            let chunk = chunk.expect("text in memory");
            let mut patches: Vec<Patch> = Vec::new();
            for segment in &chunk.segments {
                let text = chunk.text(segment);
                tokens_into(text, &mut tokens);
                let corrections = applier.corrections(text, "news.txt", &tokens);
                patches.extend(corrections.iter().filter_map(|found| segment.patch(found.span.into(), &found.now).ok()));
            }
            length += apply_patches(&chunk.bytes, &patches).expect("corrections in order").len();
        }
        length
    });
}

/// The same without any decision: reading, cutting and writing.
#[divan::bench(name = "read 10 MB of news", sample_count = 10)]
fn read_news(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::new(TEXT.len()))
        .with_inputs(document)
        .bench_local_values(|document| document.map(|chunk| chunk.map_or(0, |chunk| chunk.segments.len())).sum::<usize>());
}

/// What a run of `respell apply` begins with.
#[divan::bench(name = "ready a table for applying", args = [20_000, 100_000], sample_count = 5)]
fn ready_a_table(bencher: Bencher<'_, '_>, rows: usize) {
    let table = table(rows);
    bencher.counter(ItemsCount::new(rows)).bench_local(|| compiled(black_box(&table)));
}

/// An alias table to its file.
#[divan::bench(name = "write a table", args = [20_000, 100_000], sample_count = 5)]
fn write_a_table(bencher: Bencher<'_, '_>, rows: usize) {
    let table = AliasTable::read(table(rows).as_bytes(), "aliases.csv").expect("a table of two columns");
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let mut out = Vec::new();
        table.write(&mut out, WriteOptions::default()).map(|()| out.len())
    });
}
