//! Names put together from words, for what no trainable set has: persons of several words of which one is another.

use std::collections::BTreeMap;

use respell::names::train::fold_of;

use crate::sources::{FOLDS, Row, table};

/// How many names are put together.
const NAMES: usize = 4_000;
/// Among how many other words the look-alike that takes a word's place is sought; and one that stands alone, of which nobody would
/// compare two that are not alike.
const DRAWN: [usize; 2] = [60, 4_000];

/// Numbers that look random and are always the same (Steele, Lea and Flood 2014, SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap_or(0)
    }
}

/// Latin words of names, and groups of them that have one Russian spelling: Sergei and Sergey.
struct Words {
    all: Vec<String>,
    groups: Vec<Vec<String>>,
    patronymics: Vec<String>,
}

/// Pairs of names: with a word written otherwise, left out or turned round they are one; with a look-alike in a word's place they are two.
pub(crate) fn rows(bench: &std::path::Path) -> Vec<Row> {
    let words = words(bench);
    let mut dice = Dice(7);
    (0..NAMES).map(|at| row(&words, &mut dice, at)).collect()
}

fn words(bench: &std::path::Path) -> Words {
    let (mut groups, mut all): (BTreeMap<String, Vec<String>>, Vec<String>) = (BTreeMap::new(), Vec::new());
    for row in table(&bench.join("wikidata-translit/russian.train.tsv")) {
        // What was seen twice is seldom mined wrongly.
        if row[2].parse().unwrap_or(0) >= 2 && row[0].chars().count() >= 3 {
            groups.entry(row[1].clone()).or_default().push(row[0].clone());
            all.push(row[0].clone());
        }
    }
    all.sort();
    all.dedup();
    let is_patronymic = |word: &&String| ["ovich", "evich", "ovna", "evna"].iter().any(|ending| word.ends_with(ending));
    let patronymics = all.iter().filter(is_patronymic).cloned().collect();
    all.retain(|word| !is_patronymic(&word));
    Words { all, patronymics, groups: groups.into_values().filter(|group| group.len() > 1).collect() }
}

fn row(words: &Words, dice: &mut Dice, at: usize) -> Row {
    let group = &words.groups[dice.below(words.groups.len())];
    let first = dice.below(group.len());
    let (own, other) = (group[first].clone(), group[(first + 1) % group.len()].clone());
    let mut name: Vec<String> = (0..dice.below(4)).map(|_| words.all[dice.below(words.all.len())].clone()).collect();
    let place = dice.below(name.len() + 1);
    name.insert(place, own.clone());
    let mut written = name.clone();
    let same = at.is_multiple_of(2);
    match (same, dice.below(4)) {
        (true, 0) if name.len() > 2 => drop(written.remove(1)),
        (true, 0) if name.len() == 2 => name.insert(1, words.patronymics[dice.below(words.patronymics.len())].clone()),
        (true, 1) if name.len() > 1 => written.rotate_left(1),
        (true, _) => written[place] = other,
        (false, kind) => {
            written[place] = if kind == 0 && name.len() > 1 {
                words.all[dice.below(words.all.len())].clone()
            } else {
                look_alike(words, dice, &own, DRAWN[usize::from(name.len() == 1)])
            }
        }
    }
    if !same && name.len() > 3 && dice.below(3) == 0 {
        written.remove((place + 1) % name.len());
    }
    let (name, written) = (capital(&name), capital(&written));
    Row { set: "made", fold: fold_of(&name, FOLDS), a: name, b: written, same }
}

/// The most similar of some other words.
fn look_alike(words: &Words, dice: &mut Dice, own: &str, drawn: usize) -> String {
    let drawn: Vec<&String> = (0..drawn).map(|_| &words.all[dice.below(words.all.len())]).filter(|word| *word != own).collect();
    let likest = drawn.into_iter().max_by(|a, b| strsim::jaro_winkler(own, a).total_cmp(&strsim::jaro_winkler(own, b)));
    likest.cloned().unwrap_or_default()
}

fn capital(words: &[String]) -> String {
    let capital = |word: &String| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    words.iter().map(capital).collect::<Vec<_>>().join(" ")
}
