//! Training: learning a channel from pairs of a name and what it came to be written as.
//!
//! Expectation maximisation over all alignments of each pair, with chunks of up to two letters a side (Ristad and Yianilos 1998,
//! widened to chunks as in Brill and Moore 2000). The result is a joint distribution over chunk pairs; [`Channel`](super::channel::Channel)
//! turns it into a conditional one. Deterministic: pairs are read in order, counts are summed in order.

use std::fmt::Write as _;

/// The letters of a chunk's alphabet: a-z, and one for digits.
const LETTERS: usize = 27;
/// Chunks of no letter, one, or two.
const CHUNKS: usize = 1 + LETTERS + LETTERS * LETTERS;
/// Words beyond this length are not trained on: no name word on record is longer, and what is, is several run together.
const LONGEST: usize = 24;

/// A name, what it was written as, and how many pairs it counts for.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Working letters of the name.
    pub name: Vec<u8>,
    /// Working letters of the variant.
    pub variant: Vec<u8>,
    /// How much it counts.
    pub weight: f64,
}

/// How to train.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Training {
    /// Rounds of expectation and maximisation.
    pub rounds: usize,
    /// Pseudo-count of each edit of single letters, so that none is impossible.
    pub smoothing: f64,
    /// Chunk pairs expected fewer times than this are dropped after the last round.
    pub least: f64,
}

impl Default for Training {
    fn default() -> Self {
        Self { rounds: 8, smoothing: 0.3, least: 1.5 }
    }
}

/// A joint distribution over chunk pairs.
#[derive(Clone, Debug)]
pub struct Joint {
    chances: Vec<f64>,
}

impl Training {
    /// Learns from pairs. Time is proportional to the sum of the products of their lengths, times the rounds.
    #[must_use]
    pub fn learn(&self, pairs: &[Pair]) -> Joint {
        let mut joint = Joint::start();
        let usable: Vec<&Pair> = pairs.iter().filter(|pair| is_usable(pair)).collect();
        for round in 0..self.rounds {
            let mut counts = vec![0.0; CHUNKS * CHUNKS];
            let mut room = Room::default();
            for pair in &usable {
                joint.expect(pair, &mut room, &mut counts);
            }
            let last = round + 1 == self.rounds;
            joint = self.maximise(counts, last);
        }
        joint
    }

    fn maximise(&self, mut counts: Vec<f64>, last: bool) -> Joint {
        for (cell, count) in counts.iter_mut().enumerate() {
            let (name, variant) = (cell / CHUNKS, cell % CHUNKS);
            if name <= LETTERS && variant <= LETTERS && name + variant > 0 {
                *count += self.smoothing;
            } else if last && *count < self.least {
                *count = 0.0;
            }
        }
        let total: f64 = counts.iter().sum();
        counts.iter_mut().for_each(|count| *count /= total);
        Joint { chances: counts }
    }
}

fn is_usable(pair: &Pair) -> bool {
    let fits = |word: &[u8]| !word.is_empty() && word.len() <= LONGEST;
    fits(&pair.name) && fits(&pair.variant) && pair.weight > 0.0
}

/// Forward and backward chances of one pair.
#[derive(Default)]
struct Room {
    forward: Vec<f64>,
    backward: Vec<f64>,
}

impl Joint {
    /// Before anything is known: letters mostly stay, and chunks are as likely as their letters apart, or a little less.
    fn start() -> Self {
        let mut chances = vec![0.0; CHUNKS * CHUNKS];
        let count = LETTERS as f64;
        for (cell, chance) in chances.iter_mut().enumerate() {
            let (name, variant) = (cell / CHUNKS, cell % CHUNKS);
            let letters = width(name) + width(variant);
            *chance = match (width(name), width(variant)) {
                (0, 0) => 0.0,
                (1, 1) if name == variant => 0.8 / count,
                (1, 1) => 0.04 / (count * count),
                (1, 0) | (0, 1) => 0.02 / count,
                (0, _) | (_, 0) => 0.0,
                _ => 0.02 / count.powi(i32::try_from(letters).unwrap_or(4)),
            };
        }
        Self { chances }
    }

    fn chance(&self, name: usize, variant: usize) -> f64 {
        self.chances[name * CHUNKS + variant]
    }

    /// Adds the expected number of each chunk pair in all alignments of `pair`.
    fn expect(&self, pair: &Pair, room: &mut Room, counts: &mut [f64]) {
        let (n, m) = (pair.name.len(), pair.variant.len());
        let at = |i: usize, j: usize| i * (m + 1) + j;
        let steps = |i: usize, j: usize| {
            let taken = 0..=2.min(n - i);
            taken.flat_map(move |a| (0..=2.min(m - j)).map(move |b| (a, b))).filter(|(a, b)| a + b > 0)
        };
        let chunks = |i: usize, j: usize, a: usize, b: usize| (chunk(&pair.name[i..i + a]), chunk(&pair.variant[j..j + b]));
        room.forward.clear();
        room.forward.resize((n + 1) * (m + 1), 0.0);
        room.backward.clear();
        room.backward.resize((n + 1) * (m + 1), 0.0);
        room.forward[0] = 1.0;
        room.backward[at(n, m)] = 1.0;
        for i in 0..=n {
            for j in 0..=m {
                for (a, b) in steps(i, j) {
                    let (name, variant) = chunks(i, j, a, b);
                    room.forward[at(i + a, j + b)] += room.forward[at(i, j)] * self.chance(name, variant);
                }
            }
        }
        let all = room.forward[at(n, m)];
        if all <= 0.0 {
            return;
        }
        for i in (0..=n).rev() {
            for j in (0..=m).rev() {
                for (a, b) in steps(i, j) {
                    let (name, variant) = chunks(i, j, a, b);
                    let rest = self.chance(name, variant) * room.backward[at(i + a, j + b)];
                    room.backward[at(i, j)] += rest;
                    counts[name * CHUNKS + variant] += pair.weight * room.forward[at(i, j)] * rest / all;
                }
            }
        }
    }

    /// The distribution as the lines of a route table: name side, variant side, decibans; in alphabetical order.
    ///
    /// Every edit of single letters has a row, if only a smoothed one; longer groups have one where they were seen often enough.
    #[must_use]
    pub fn to_lines(&self, route: &str) -> String {
        let mut out = String::new();
        for name in 0..CHUNKS {
            for variant in 0..CHUNKS {
                let chance = self.chance(name, variant);
                if chance > 0.0 {
                    let decibans = -10.0 * chance.log10();
                    let _ = writeln!(out, "{route}\t{}\t{}\t{decibans:.1}", side(name), side(variant));
                }
            }
        }
        out
    }
}

fn letter(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a'),
        _ => 26,
    }
}

fn chunk(letters: &[u8]) -> usize {
    match letters {
        [] => 0,
        [one] => 1 + letter(*one),
        [one, two, ..] => 1 + LETTERS + letter(*one) * LETTERS + letter(*two),
    }
}

fn width(chunk: usize) -> usize {
    match chunk {
        0 => 0,
        1..=LETTERS => 1,
        _ => 2,
    }
}

fn side(chunk: usize) -> String {
    let glyph = |letter: usize| if letter == 26 { '0' } else { char::from(b'a' + u8::try_from(letter).unwrap_or(0)) };
    match chunk {
        0 => "-".to_owned(),
        1..=LETTERS => glyph(chunk - 1).to_string(),
        _ => {
            let rest = chunk - 1 - LETTERS;
            [glyph(rest / LETTERS), glyph(rest % LETTERS)].iter().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pair, Training, chunk};

    fn pair(name: &str, variant: &str) -> Pair {
        Pair { name: name.into(), variant: variant.into(), weight: 1.0 }
    }

    #[test]
    fn what_recurs_is_learnt_as_a_chunk() {
        let pairs: Vec<Pair> =
            [("khan", "han"), ("khor", "hor"), ("kher", "her"), ("mikha", "miha"), ("kot", "kot"), ("ham", "ham")]
                .map(|(a, b)| pair(a, b))
                .into();
        let joint = Training::default().learn(&pairs);
        assert!(joint.chance(chunk(b"kh"), chunk(b"h")) > joint.chance(chunk(b"kh"), chunk(b"k")) * 10.0);
    }

    #[test]
    fn chances_sum_to_one_and_pairs_that_cannot_be_used_are_passed_over() {
        let joint = Training::default().learn(&[pair("", "a"), pair("abc", "abd"), pair(&"a".repeat(10_000), "a")]);
        assert!((joint.chances.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
