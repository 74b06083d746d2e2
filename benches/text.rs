//! What the passes over a text cost by themselves. `cargo bench --bench text`; the texts are put together here, from words and by place.

use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use respell::text::{Reading, Token, fold_into, tokens, tokens_into, unbroken};

/// How much text is read at a time.
const MEGABYTE: usize = 1_000_000;

/// Words as news has them: mostly small and short, with names, a number, an initial, a possessive and an address among them.
const ENGLISH: &str = "the governor of Kherson said on Monday that no bridge across the river was open to traffic although engineers had \
    begun repairs near Nova Kakhovka and Ivano-Frankivsk's mayor J. Petrenko told reporters he had seen 42 trucks waiting since dawn at \
    https://example.org/map while O'Neill of the UN agency asked both sides for access to warehouses built in 1986 under Mr. Saldo";

const UKRAINIAN: &str = "губернатор Херсона сказав у понеділок що жоден міст через річку не відкрито для руху хоча інженери вже почали \
    ремонт біля Нової Каховки й мер Івано-Франківська Й. Петренко повідомив журналістам що бачив 42 вантажівки які чекали від світанку \
    Кам’янське ООН просить обидві сторони пустити її до складів збудованих 1986 року на вул. Шевченка де сім'ї живуть досі";

const ACCENTED: &str = "el señor José Núñez llegó a Łódź después de una reunión en Besançon où l’été était déjà là und Müller sagte daß die \
    Straße über Zürich geöffnet würde çünkü İstanbul'da Gülşen öğretmen şöyle dedi že příští týden přijede náměstek Dvořák do Brna";

fn main() {
    divan::main();
}

/// A megabyte of sentences and paragraphs of these words, in an order that does not soon come again.
fn megabyte(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let (mut text, mut at, mut column) = (String::with_capacity(MEGABYTE + 100), 0_usize, 0_usize);
    for step in 1_usize.. {
        let word = words[at % words.len()];
        at += 1 + step * step % 7;
        text.push_str(word);
        column += word.len();
        let mark = match step % 67 {
            12 | 29 | 47 => ". ",
            7 | 20 | 39 | 55 => ", ",
            66 => ".\n\n",
            _ if column > 70 => "\n",
            _ => " ",
        };
        column = if mark.ends_with('\n') { 0 } else { column };
        text.push_str(mark);
        if text.len() > MEGABYTE {
            break;
        }
    }
    text
}

static TEXTS: LazyLock<[String; 3]> = LazyLock::new(|| [ENGLISH, UKRAINIAN, ACCENTED].map(megabyte));

const NAMES: [&str; 3] = ["English", "Ukrainian", "accented"];

fn text(name: &str) -> &'static str {
    NAMES.iter().zip(TEXTS.iter()).find(|(known, _)| **known == name).map_or("", |(_, text)| text)
}

/// Read a megabyte into tokens.
#[divan::bench(args = NAMES)]
fn read_into_tokens(bencher: Bencher<'_, '_>, name: &str) {
    let (text, mut found) = (text(name), Vec::<Token>::new());
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        tokens_into(black_box(text), &mut found);
        found.len()
    });
}

fn fold_tokens(bencher: Bencher<'_, '_>, name: &str, reading: Reading) {
    let (text, mut out) = (text(name), String::new());
    let tokens = tokens(text);
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        tokens.iter().fold(0, |sum, token| {
            out.clear();
            fold_into(black_box(&text[token.span]), reading, &mut out);
            sum + out.len()
        })
    });
}

/// Fold each token, marks kept.
#[divan::bench(args = NAMES)]
fn fold_each_token(bencher: Bencher<'_, '_>, name: &str) {
    fold_tokens(bencher, name, Reading::Exact);
}

/// Fold each token, without marks.
#[divan::bench(args = NAMES)]
fn fold_each_token_plainly(bencher: Bencher<'_, '_>, name: &str) {
    fold_tokens(bencher, name, Reading::Plain);
}

/// Put words together that the ends of lines break.
#[divan::bench(args = NAMES)]
fn join_broken_words(bencher: Bencher<'_, '_>, name: &str) {
    let text = text(name);
    bencher.counter(BytesCount::of_str(text)).bench_local(|| unbroken(black_box(text)).len());
}
