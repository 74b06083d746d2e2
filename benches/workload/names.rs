//! Names of persons, places and organisations, each once.

use std::collections::HashSet;

use super::random::Random;
use super::tables::{Flavour, Tables};

/// Given names of a flavour. They repeat, as in life, which is what an index by shared words has to bear.
const GIVEN: usize = 400;

/// The first `count` names of a seed: a shorter list is the beginning of a longer one.
pub(crate) fn names(tables: &Tables, count: usize, seed: u64) -> Vec<String> {
    let mut random = Random::of(seed, &[1]);
    let given: Vec<Vec<String>> = tables.flavours.iter().map(|flavour| given(flavour, &mut random)).collect();
    let (mut seen, mut names) = (HashSet::with_capacity(count), Vec::with_capacity(count));
    while names.len() < count {
        let at = random.place(tables.flavours.len());
        let name = name(tables, &tables.flavours[at], &given[at], &mut random);
        if name.len() > 3 && seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

fn given(flavour: &Flavour, random: &mut Random) -> Vec<String> {
    (0..GIVEN).map(|_| word(flavour, random)).collect()
}

fn name(tables: &Tables, flavour: &Flavour, given: &[String], random: &mut Random) -> String {
    match random.below(100) {
        0..40 => person(flavour, given, random),
        40..85 => place(flavour, random),
        _ => random.pick(&tables.organisations).replace("{}", &word(flavour, random)),
    }
}

fn person(flavour: &Flavour, given: &[String], random: &mut Random) -> String {
    let mut name = random.pick(given).clone();
    if random.percent(15) {
        name = name + " " + random.pick(given).as_str();
    }
    name + " " + &word(flavour, random)
}

fn place(flavour: &Flavour, random: &mut Random) -> String {
    let last = word(flavour, random);
    match random.below(100) {
        0..55 => last,
        55..80 => format!("{} {last}", *random.pick(&flavour.before)),
        80..88 => format!("{}-{last}", word(flavour, random)),
        _ => format!("{} {last}", word(flavour, random)),
    }
}

/// A word of one to three syllables, with a capital.
fn word(flavour: &Flavour, random: &mut Random) -> String {
    let syllables = match random.below(100) {
        0..35 => 1,
        35..85 => 2,
        _ => 3,
    };
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(random.pick::<&str>(&flavour.onsets));
        word.push_str(random.pick::<&str>(&flavour.nuclei));
        if random.percent(30) {
            word.push_str(random.pick::<&str>(&flavour.codas));
        }
    }
    if syllables == 1 || random.percent(65) {
        word.push_str(random.pick::<&str>(&flavour.endings));
    }
    capitalised(&word)
}

/// The word with its first letter large.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
