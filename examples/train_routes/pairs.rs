//! Pairs of words with their weights.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use respell::names::letters::{letters, marked, readings};
use respell::names::train::Pair;
use respell::text::{Reading, tokens};

/// Pairs with their weights, each once, in alphabetical order.
#[derive(Clone, Default)]
pub(crate) struct Pairs(BTreeMap<(Vec<u8>, Vec<u8>), f64>);

impl Pairs {
    /// Adds a pair of Latin names word by word, where the numbers of words agree; else as one word each.
    pub(crate) fn add(&mut self, name: &str, variant: &str, weight: f64) {
        for (name, variant) in words(name, variant) {
            self.add_word(&name, &variant, weight);
        }
    }

    /// Adds a pair of words in whatever script, both in plain letters.
    pub(crate) fn add_word(&mut self, name: &str, variant: &str, weight: f64) {
        let other = letters(variant, Reading::Plain);
        let nearest = readings(name).into_iter().min_by_key(|reading| strsim::levenshtein(&text(reading), &text(&other)));
        let Some(name) = nearest else { return };
        // Words that share nothing are not each other's variants (an eighth of the mined pairs pair strangers).
        if name.len() > 1 && other.len() > 1 && strsim::normalized_levenshtein(&text(&name), &text(&other)) > 0.25 {
            *self.0.entry((name, other)).or_default() += weight;
        }
    }

    /// Adds a Latin name and its spelling in another script, the latter in marked letters.
    pub(crate) fn add_native(&mut self, latin: &str, native: &str, weight: f64) {
        for (latin, native) in words(latin, native) {
            let (latin, native) = (letters(&latin, Reading::Plain), marked(&native));
            if latin.len() > 1 && native.len() > 1 {
                *self.0.entry((latin, native)).or_default() += weight;
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn to_vec(&self) -> Vec<Pair> {
        let pairs = self.0.iter();
        pairs.map(|((name, variant), weight)| Pair { name: name.clone(), variant: variant.clone(), weight: *weight }).collect()
    }

    /// The pairs as the lines that `respell learn --pairs` reads.
    pub(crate) fn to_lines(&self) -> String {
        let mut out = String::new();
        for ((name, variant), weight) in &self.0 {
            let _ = writeln!(out, "{}\t{}\t{weight:.2}", text(name), text(variant));
        }
        out
    }
}

fn words(a: &str, b: &str) -> Vec<(String, String)> {
    let split = |text: &str| tokens(text).iter().map(|token| text[token.span].to_owned()).collect::<Vec<_>>();
    let (ones, others) = (split(a), split(b));
    if ones.len() == others.len() { ones.into_iter().zip(others).collect() } else { vec![(ones.concat(), others.concat())] }
}

fn text(letters: &[u8]) -> String {
    String::from_utf8_lossy(letters).into_owned()
}
