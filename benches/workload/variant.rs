//! What becomes of a name in a text: letters swapped as between ways of writing, doubled, lost, or mistyped.

use super::names::capitalised;
use super::random::{Choice, Random};
use super::tables::Tables;

/// How many variants a name has. The first is met the oftenest.
const VARIANTS: usize = 6;

/// Variants of names, each made from its numbers alone: none has to be kept, so a text of any length takes no more memory.
#[derive(Clone, Debug)]
pub(crate) struct Variants<'t> {
    tables: &'t Tables,
    seed: u64,
    which: Choice,
}

impl<'t> Variants<'t> {
    pub(crate) fn new(tables: &'t Tables, seed: u64) -> Self {
        Self { tables, seed, which: Choice::zipf(VARIANTS, 0) }
    }

    /// One of the variants of the name with this number, and how many edits made it.
    pub(crate) fn pick(&self, number: usize, name: &str, random: &mut Random) -> (String, usize) {
        self.nth(number, name, self.which.place(random))
    }

    /// The variant of this rank.
    pub(crate) fn nth(&self, number: usize, name: &str, rank: usize) -> (String, usize) {
        let mut random = Random::of(self.seed, &[2, number as u64, rank as u64]);
        let edits = match random.below(100) {
            0..50 => 1,
            50..83 => 2,
            _ => 3,
        };
        let mut letters: Vec<char> = name.to_lowercase().chars().collect();
        (0..edits).for_each(|_| self.edit(&mut letters, &mut random));
        (capitals(&letters, name), edits)
    }

    fn edit(&self, letters: &mut Vec<char>, random: &mut Random) {
        let roll = random.below(100);
        if roll < 55 && self.swap(letters, random) {
            return;
        }
        let places: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_alphabetic()).collect();
        if places.len() < 3 {
            return;
        }
        let at = *random.pick(&places);
        match roll {
            0..70 if at > 0 && letters[at - 1] == letters[at] => drop(letters.remove(at)),
            0..70 => letters.insert(at, letters[at]),
            70..80 => drop(letters.remove(at)),
            80..90 => letters[at] = letter(b"abcdefghijklmnoprstuvyz", random),
            90..95 => letters.insert(at, letter(b"aeiounrst", random)),
            _ if letters.get(at + 1).is_some_and(|next| next.is_alphabetic()) => letters.swap(at, at + 1),
            _ => {}
        }
    }

    /// Swaps letters at one of the places where the tables have a swap for them; false if there is none.
    fn swap(&self, letters: &mut Vec<char>, random: &mut Random) -> bool {
        let both = |(a, b): &(&'t str, &'t str)| [(*a, *b), (*b, *a)];
        let swaps: Vec<(&str, &str)> =
            self.tables.swaps.iter().flat_map(both).filter(|(from, _)| !places(letters, from).is_empty()).collect();
        if swaps.is_empty() {
            return false;
        }
        let (from, to) = *random.pick(&swaps);
        let at = *random.pick(&places(letters, from));
        letters.splice(at..at + from.chars().count(), to.chars());
        true
    }
}

/// Where some letters stand.
fn places(letters: &[char], wanted: &str) -> Vec<usize> {
    let starts = |at: &usize| {
        let mut rest = letters[*at..].iter();
        wanted.chars().all(|letter| rest.next() == Some(&letter))
    };
    (0..letters.len()).filter(starts).collect()
}

fn letter(of: &[u8], random: &mut Random) -> char {
    char::from(*random.pick(of))
}

/// The letters with a capital wherever the name has a word that begins with one.
fn capitals(letters: &[char], name: &str) -> String {
    let divides = |letter: char| letter == ' ' || letter == '-';
    let mut large = name.split(divides).map(|word| word.starts_with(char::is_uppercase));
    let text: String = letters.iter().collect();
    let words = text.split_inclusive(divides);
    words.map(|word| if large.next().unwrap_or(true) { capitalised(word) } else { word.to_owned() }).collect()
}
