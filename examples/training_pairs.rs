//! Writes the pairs that the embedded channel is trained on, as tab-separated lines: name, variant, weight.
//!
//! `cargo run --release --example training_pairs -- BENCH > pairs.tsv`, BENCH being the folder of the benchmark (see CONTRIBUTING).
//! Only its trainable sets are read: spelling-ukraine, wikidata-translit (train parts), uk-ru-names, santos-geonames and name-pairs.
#![allow(clippy::print_stdout, reason = "an example that writes to standard output")]

use std::collections::BTreeMap;
use std::path::Path;

use respell::names::letters::{letters, readings};
use respell::names::romanize::{romanizations, schemes_for, transliterate_fallback};
use respell::text::{Reading, tokens};

/// Pairs with their weights, each once.
#[derive(Default)]
struct Pairs(BTreeMap<(Vec<u8>, Vec<u8>), f64>);

impl Pairs {
    /// Adds a pair word by word, where the numbers of words agree; else as one word each.
    fn add(&mut self, name: &str, variant: &str, weight: f64) {
        let words = |text: &str| tokens(text).iter().map(|token| text[token.span].to_owned()).collect::<Vec<_>>();
        let (names, variants) = (words(name), words(variant));
        if names.len() == variants.len() {
            for (name, variant) in names.iter().zip(&variants) {
                self.add_word(name, variant, weight);
            }
        } else {
            self.add_word(&names.concat(), &variants.concat(), weight);
        }
    }

    fn add_word(&mut self, name: &str, variant: &str, weight: f64) {
        let shortest = readings(name).into_iter().min_by_key(|reading| {
            let other = letters(variant, Reading::Plain);
            strsim::levenshtein(&String::from_utf8_lossy(reading), &String::from_utf8_lossy(&other))
        });
        let (Some(name), variant) = (shortest, letters(variant, Reading::Plain)) else { return };
        // Words that share nothing are not each other's variants (an eighth of the mined pairs pair strangers).
        let likeness = strsim::normalized_levenshtein(&String::from_utf8_lossy(&name), &String::from_utf8_lossy(&variant));
        if name.len() > 1 && variant.len() > 1 && likeness > 0.25 {
            *self.0.entry((name, variant)).or_default() += weight;
        }
    }
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn main() {
    let bench = std::env::args().nth(1).expect("the folder of the benchmark");
    let bench = Path::new(&bench);
    let mut pairs = Pairs::default();
    for row in rows(&bench.join("spelling-ukraine/variants.tsv")) {
        let weight = if row[2] == "incorrect" { 6.0 } else { 3.0 };
        pairs.add(&row[1], &row[0], weight);
    }
    for row in rows(&bench.join("spelling-ukraine/canonical.tsv")) {
        for romanization in romanizations(&row[1], Some("uk")) {
            pairs.add(&row[0], &romanization.text, 0.3);
        }
    }
    for row in rows(&bench.join("name-pairs/pairs.tsv")) {
        if matches!(row[6].as_str(), "sound" | "letters" | "ocr" | "typo") {
            pairs.add(&row[0], &row[1], 4.0);
        }
    }
    for (at, row) in rows(&bench.join("uk-ru-names/ua2ru.tsv")).iter().enumerate() {
        uk_ru(&mut pairs, at, row);
    }
    for part in ["train", "finetune"] {
        for row in rows(&bench.join(format!("santos-geonames/{part}.tsv"))) {
            if row[2] == "1" && row[3] == "LATIN" && row[4] == "LATIN" {
                pairs.add(&row[0], &row[1], 1.0);
            }
        }
    }
    for (set, weight) in
        [("russian", 0.5), ("katakana", 0.3), ("arabic", 0.06), ("hebrew", 0.06), ("korean", 0.06), ("chinese", 0.03)]
    {
        for (at, row) in rows(&bench.join(format!("wikidata-translit/{set}.train.tsv"))).iter().enumerate() {
            native(&mut pairs, set, at, row, weight);
        }
    }
    noise(&mut pairs, &bench.join("spelling-ukraine/canonical.tsv"));
    noise(&mut pairs, &bench.join("name-pairs/pairs.tsv"));
    for ((name, variant), weight) in &pairs.0 {
        println!("{}\t{}\t{weight:.2}", String::from_utf8_lossy(name), String::from_utf8_lossy(variant));
    }
}

/// Each slip of `data/routes/noise.tsv` at each place of each name where it fits, one at a time; and each letter lost or doubled.
fn noise(pairs: &mut Pairs, names: &Path) {
    let slips: Vec<Vec<&str>> = include_str!("../data/routes/noise.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    for row in rows(names) {
        for token in tokens(&row[0]) {
            let name = String::from_utf8_lossy(&letters(&row[0].as_str()[token.span], Reading::Plain)).into_owned();
            for slip in &slips {
                for (at, _) in name.match_indices(slip[1]).filter(|(at, _)| *at > 0 || slip[0] == "ocr") {
                    let written = format!("{}{}{}", &name[..at], slip[2], &name[at + slip[1].len()..]);
                    pairs.add_word(&name, &written, slip[3].parse().expect("the weight is a number"));
                }
            }
            for at in 1..name.len() {
                let (head, tail) = name.split_at(at);
                pairs.add_word(&name, &format!("{head}{}", &tail[1..]), 0.03);
                pairs.add_word(&name, &format!("{head}{}{tail}", &tail[..1]), 0.03);
            }
        }
    }
}

/// A Ukrainian and a Russian spelling of one name, each in one of its systems in turn, both ways.
fn uk_ru(pairs: &mut Pairs, at: usize, row: &[String]) {
    let (uk, ru): (Vec<_>, Vec<_>) = (schemes_for("uk").collect(), schemes_for("ru").collect());
    let kmu = uk[0].romanize(&row[0]);
    let russian = ru[at % ru.len()].romanize(&row[1]);
    pairs.add(&kmu, &russian, 0.5);
    pairs.add(&russian, &kmu, 0.2);
    pairs.add(&kmu, &uk[at % uk.len()].romanize(&row[0]), 0.3);
}

/// A Latin word and its native spelling, romanized: what comes back is what a machine makes of it.
fn native(pairs: &mut Pairs, set: &str, at: usize, row: &[String], weight: f64) {
    let back = match set {
        "russian" => {
            let schemes: Vec<_> = schemes_for("ru").collect();
            schemes[at % schemes.len()].romanize(&row[1])
        }
        _ => transliterate_fallback(&row[1]),
    };
    // Every third pair of the largest sets is enough, and leaves the rare routes their weight.
    if at.is_multiple_of(3) || set != "russian" {
        pairs.add(&row[0], &back, weight);
    }
}
