//! The channel: how likely a name comes to be written as a variant, and by which edits.
//!
//! A [`Channel`] is a joint distribution over pairs of letter groups of at most three letters a side, learnt from pairs of spellings
//! (see [`train`](super::train)) and kept in a file of `data/routes/`. [`Channel::cost`] is −10·log10 P(variant | name) in decibans: the
//! chance of writing both together, by whatever alignment (the forward sum of Ristad and Yianilos 1998, not its best path alone), over
//! the chance of the name with whatever it may become. [`Channel::align`] gives the best path, which explains the number. What the
//! number is held against, the background, is not known here.

mod align;
mod bundle;
mod group;
mod index;
mod joint;
mod steps;
mod trie;

use std::fmt;
use std::sync::OnceLock;

pub use align::Step;
pub use bundle::{Bundle, BundleRoom};
pub use group::{Group, WIDEST};
pub(crate) use group::{code, codes};
pub use index::{Index, Search};
pub use joint::{ChannelError, Joint};
pub use trie::{Laid, Trie, Walk};

use group::CODES;
use joint::price;
use steps::Steps;

/// Groups of one or two letters are numbered as they are packed; those of three follow in their order.
const PAIRS: usize = CODES * CODES;

/// The number of a group that no edit has.
const NONE: u16 = u16::MAX;

/// Each letter's chance is raised by 10 dB on its way through the sums, so that the product over 64 letters stays a number.
const RAISE: f64 = 10.0;

/// What it costs two neighbours to change places, beyond writing each, in decibans. Typing does it about once in two thousand letters
/// (Damerau 1964 counts a transposition in every tenth misspelled word).
const SWAP: f64 = 19.0;

/// Names seldom change at the head: OCR and typing slips fall there less, and a reader who copies looks there first. The share that is
/// left of an edit's chance there, two decibans less.
const HEAD: f64 = 0.630_957;

/// A joint distribution over letter groups, laid out for aligning.
#[derive(Clone)]
pub struct Channel {
    /// The three-letter groups of names, in order; and of variants.
    name_threes: Box<[u16]>,
    variant_threes: Box<[u16]>,
    /// By number of a name's group: the chance of it, whatever it becomes.
    marginals: Box<[f64]>,
    /// By number of a variant's group: where its edits begin in `edits`; one more at the end.
    starts: Box<[u32]>,
    /// The number of the name's group and how much likelier the edit is than an unlisted one.
    edits: Box<[(u16, f64)]>,
    /// By code of a letter: how likely it comes out of nothing, and how likely it is lost.
    insertions: Box<[f64]>,
    deletions: Box<[f64]>,
    /// By code: the chance that the letter stays.
    stays: Box<[f64]>,
    unlisted: f64,
    /// By packed group: its number as a name's, made when one first asks.
    name_numbers: OnceLock<Box<[u16]>>,
    /// For weighing single pairs, made when one first asks.
    single: OnceLock<Box<Bundle<f64, 1>>>,
    /// For walks from left to right and from right to left, made when one first asks.
    steps: OnceLock<[Steps; 2]>,
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel").field("edits", &self.edits.len()).finish_non_exhaustive()
    }
}

/// A name that is ready to be held against many variants.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// For each letter, the numbers of the groups of one, two and three letters that end with it.
    groups: Box<[[u16; WIDEST]]>,
    /// What the name costs, whatever it becomes, in decibans.
    cost: f64,
}

impl Known {
    /// −10·log10 of the chance of the name with whatever it may become, in decibans.
    #[must_use]
    pub const fn cost(&self) -> f64 {
        self.cost
    }
}

/// A variant that is ready to be held against many names.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// One bit for each number of a name's group that has hits, and before each word of bits how many have.
    bits: Vec<u64>,
    ranks: Vec<u16>,
    /// By rank of a number among those that have hits: where its hits begin; one more at the end.
    starts: Vec<u32>,
    hits: Vec<Hit>,
    insertions: Vec<f64>,
    codes: Vec<u8>,
}

/// An edit that some letters of the variant may come from.
#[derive(Clone, Copy, Debug, Default)]
struct Hit {
    /// How many letters of the variant end with it, and how many it takes.
    end: u8,
    width: u8,
    /// Whether the letters stay as they are.
    same: bool,
    chance: f64,
}

/// Room for the sums, kept between calls so that scoring a pair allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    cells: Vec<f64>,
    groups: Vec<[u16; WIDEST]>,
    sums: Vec<f64>,
    single: BundleRoom<1>,
    costs: Vec<f64>,
}

impl Channel {
    /// Lays out a distribution.
    #[must_use]
    pub fn new(joint: &Joint) -> Self {
        let name_threes = threes(joint.rows().iter().map(|row| row.0));
        let variant_threes = threes(joint.rows().iter().map(|row| row.1));
        let unlisted = joint.unlisted();
        let all = |size: usize, chance: f64| vec![chance; size].into_boxed_slice();
        let mut channel = Self {
            marginals: all(PAIRS + name_threes.len(), 0.0),
            starts: Box::default(),
            edits: Box::default(),
            insertions: all(CODES, unlisted * RAISE),
            deletions: all(CODES, unlisted * RAISE),
            stays: all(CODES, unlisted * RAISE * RAISE),
            unlisted: unlisted * RAISE * RAISE,
            name_threes,
            variant_threes,
            name_numbers: OnceLock::new(),
            single: OnceLock::new(),
            steps: OnceLock::new(),
        };
        channel.fill(joint);
        channel
    }

    /// Reads a table; see [`Joint::parse`].
    ///
    /// # Errors
    /// What is wrong with the table, with its line.
    pub fn parse(table: &str) -> Result<Self, ChannelError> {
        Joint::parse(table).map(|joint| Self::new(&joint))
    }

    fn steps(&self) -> &[Steps; 2] {
        self.steps.get_or_init(|| Steps::both(self))
    }

    fn fill(&mut self, joint: &Joint) {
        let mut by_variant: Vec<Vec<(u16, f64)>> = vec![Vec::new(); PAIRS + self.variant_threes.len()];
        // Every letter may become any other, or be lost, at the unlisted price.
        for code in 1..CODES {
            self.marginals[code] = joint.unlisted() * CODES as f64 * RAISE;
        }
        for (name, variant, chance) in joint.rows() {
            let (from, to) = (number(*name, &self.name_threes), number(*variant, &self.variant_threes));
            let raised = chance * RAISE.powi(exponent(name.width() + variant.width()));
            if *name != Group::EMPTY {
                self.marginals[usize::from(from)] += chance * RAISE.powi(exponent(name.width()));
            }
            match (name.width(), variant.width()) {
                (0, _) => self.insertions[usize::from(to)] = raised,
                (_, 0) => self.deletions[usize::from(from)] = raised,
                (1, 1) => {
                    by_variant[usize::from(to)].push((from, (raised - self.unlisted).max(0.0)));
                    if from == to {
                        self.stays[usize::from(from)] = raised;
                    }
                }
                _ => by_variant[usize::from(to)].push((from, raised)),
            }
        }
        let mut starts = vec![0_u32];
        let mut edits = Vec::with_capacity(joint.rows().len());
        for rows in by_variant {
            edits.extend(rows);
            starts.push(u32::try_from(edits.len()).unwrap_or(u32::MAX));
        }
        (self.starts, self.edits) = (starts.into(), edits.into());
    }

    /// Prepares a name, given in working letters. Linear in its length.
    #[must_use]
    pub fn know(&self, name: &[u8]) -> Known {
        let (mut groups, mut sums) = (Vec::with_capacity(name.len()), Vec::with_capacity(name.len() + 1));
        let cost = self.know_into(name, &mut groups, &mut sums);
        Known { groups: groups.into(), cost }
    }

    /// As [`Self::know`], into room that is there already; gives what the name costs.
    fn know_into(&self, name: &[u8], groups: &mut Vec<[u16; WIDEST]>, sums: &mut Vec<f64>) -> f64 {
        let numbers = self.name_numbers.get_or_init(|| numbers(&self.name_threes));
        groups.clear();
        sums.clear();
        sums.push(1.0);
        // The last three letters, packed: the first of a name leave the places before them empty.
        let mut packed = 0_u16;
        for (end, letter) in (1..).zip(name) {
            packed = (packed << 5 | u16::from(code(*letter))) & 0x7fff;
            let (mut ending, mut sum) = ([NONE; WIDEST], 0.0);
            for width in 1..=WIDEST.min(end) {
                let number = numbers[usize::from(packed & ((1 << (5 * width)) - 1))];
                let Some(chance) = self.marginals.get(usize::from(number)) else { continue };
                if *chance > 0.0 || width == 2 {
                    ending[width - 1] = number;
                    sum += sums[end - width] * chance;
                }
            }
            sums.push(sum);
            groups.push(ending);
        }
        price(sums[name.len()]) + raised(name.len())
    }

    /// Prepares a variant, given in working letters. Linear in its length and the number of edits that its letters may come from.
    #[must_use]
    pub fn ask(&self, variant: &[u8]) -> Asked {
        let mut asked = Asked::default();
        codes(variant, &mut asked.codes);
        asked.insertions.push(0.0);
        asked.insertions.extend(asked.codes.iter().map(|code| self.insertions[usize::from(*code)]));
        let mut found: Vec<(u16, Hit)> = Vec::with_capacity(asked.codes.len() * 32);
        for end in 1..=asked.codes.len() {
            for width in 1..=WIDEST.min(end) {
                let own = number(Group::of(&asked.codes[end - width..end]), &self.variant_threes);
                let Some(range) = self.starts.get(usize::from(own)..usize::from(own).saturating_add(2)) else { continue };
                let same_name = self.same_name(own, &asked.codes[end - width..end]);
                for (name, chance) in &self.edits[range[0] as usize..range[1] as usize] {
                    found.push((*name, hit(end, width, *name == same_name, *chance)));
                }
            }
            if let Some((name, chance)) = self.swap(&asked.codes[..end]) {
                found.push((name, hit(end, 2, false, chance)));
            }
        }
        asked.sort(&found, self.marginals.len());
        asked
    }

    /// The number as a name's group of a group of the variant.
    fn same_name(&self, own: u16, codes: &[u8]) -> u16 {
        if usize::from(own) < PAIRS { own } else { number(Group::of(codes), &self.name_threes) }
    }

    /// The last two letters, had they changed places.
    fn swap(&self, codes: &[u8]) -> Option<(u16, f64)> {
        let [.., first, second] = codes else { return None };
        let chance = self.stays[usize::from(*first)] * self.stays[usize::from(*second)] * joint::chance(SWAP);
        (first != second).then(|| (Group::of(&[*second, *first]).0, chance))
    }

    /// −10·log10 of the chance that the name comes to be written as the variant, in decibans.
    ///
    /// Time is proportional to the product of the lengths and allocates nothing once `scratch` has grown. A name and itself cost little
    /// but not nothing: even the likeliest writing is one of several.
    #[must_use]
    pub fn cost_between(&self, name: &Known, variant: &Asked, scratch: &mut Scratch) -> f64 {
        self.sum(&name.groups, variant, &mut scratch.cells) - name.cost
    }

    /// As [`Self::cost_between`], of a name that has not been prepared.
    #[must_use]
    pub fn cost_of(&self, name: &[u8], variant: &Asked, scratch: &mut Scratch) -> f64 {
        let own = self.know_into(name, &mut scratch.groups, &mut scratch.sums);
        self.sum(&scratch.groups, variant, &mut scratch.cells) - own
    }

    /// What a name of these groups and the variant cost together, in decibans.
    fn sum(&self, groups: &[[u16; WIDEST]], variant: &Asked, cells: &mut Vec<f64>) -> f64 {
        let width = variant.codes.len() + 1;
        cells.clear();
        cells.resize((groups.len() + 1) * width, 0.0);
        cells[0] = 1.0;
        self.insert(variant, &mut cells[..width], true);
        for (depth, own) in (1..).zip(groups) {
            let (before, here) = cells.split_at_mut(depth * width);
            self.consume_letter(own, variant, before, &mut here[..width], depth);
        }
        let both = cells.last().copied().unwrap_or(1.0);
        price(both) + raised(groups.len() + width - 1)
    }

    /// Lets letters of the variant come out of nothing.
    fn insert(&self, variant: &Asked, row: &mut [f64], is_head: bool) {
        for end in 1..row.len() {
            let head = if is_head && end == 1 { HEAD } else { 1.0 };
            row[end] += row[end - 1] * variant.insertions[end] * head;
        }
    }

    fn deletion(&self, number: u16) -> f64 {
        self.deletions.get(usize::from(number)).copied().unwrap_or(0.0)
    }

    /// A bound from below on the cheapest alignment of two words in working letters, in decibans, from which letters they have; all
    /// alignments together may cost some 5 dB less.
    #[must_use]
    pub fn at_least(&self, name: &[u8], variant: &[u8]) -> f64 {
        self.steps()[0].at_least(name, variant)
    }

    /// As [`Self::cost_between`], of two words in working letters of which neither has been prepared.
    #[must_use]
    pub fn cost(&self, name: &[u8], variant: &[u8], scratch: &mut Scratch) -> f64 {
        let single = self.single.get_or_init(|| Box::new(Bundle::of([self])));
        single.costs(name, variant, &mut scratch.single, &mut scratch.costs);
        scratch.costs.first().copied().unwrap_or(f64::INFINITY)
    }
}

impl Asked {
    /// Puts the hits in the order of the names' groups. A variant has a few hundred hits of thousands of groups, so that the groups without
    /// any are kept as bits.
    fn sort(&mut self, found: &[(u16, Hit)], numbers: usize) {
        self.bits.resize(numbers.div_ceil(64), 0);
        for (number, _) in found {
            self.bits[usize::from(number / 64)] |= 1 << (number % 64);
        }
        let mut before = 0;
        for bits in &self.bits {
            self.ranks.push(before);
            before += bits.count_ones() as u16;
        }
        self.starts.resize(usize::from(before) + 2, 0);
        for (number, _) in found {
            let rank = self.rank(*number);
            self.starts[rank + 2] += 1;
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        self.hits.resize(found.len(), Hit::default());
        for (number, hit) in found {
            let rank = self.rank(*number);
            self.hits[self.starts[rank + 1] as usize] = *hit;
            self.starts[rank + 1] += 1;
        }
    }

    fn rank(&self, number: u16) -> usize {
        let below = self.bits[usize::from(number / 64)] & ((1 << (number % 64)) - 1);
        usize::from(self.ranks[usize::from(number / 64)]) + below.count_ones() as usize
    }

    fn hits_of(&self, number: u16) -> &[Hit] {
        if self.bits[usize::from(number / 64)] >> (number % 64) & 1 == 0 {
            return &[];
        }
        let rank = self.rank(number);
        &self.hits[self.starts[rank] as usize..self.starts[rank + 1] as usize]
    }
}

fn hit(end: usize, width: usize, same: bool, chance: f64) -> Hit {
    let narrow = |value: usize| u8::try_from(value).unwrap_or(u8::MAX);
    Hit { end: narrow(end), width: narrow(width), same, chance }
}

fn threes(groups: impl Iterator<Item = Group>) -> Box<[u16]> {
    let mut threes: Vec<u16> = groups.filter(|group| group.width() == 3).map(|group| group.0).collect();
    threes.sort_unstable();
    threes.dedup();
    threes.into()
}

/// The number of a group among those of its side; [`NONE`] for three letters that no edit has.
fn number(group: Group, threes: &[u16]) -> u16 {
    if group.width() < 3 {
        return group.0;
    }
    threes.binary_search(&group.0).ok().and_then(|at| u16::try_from(PAIRS + at).ok()).unwrap_or(NONE)
}

/// The numbers of all groups of a side, by packed group.
fn numbers(threes: &[u16]) -> Box<[u16]> {
    let pairs = (0..PAIRS).map(|pair| pair as u16).chain(std::iter::repeat_n(NONE, CODES.pow(3) - PAIRS));
    let mut numbers: Box<[u16]> = pairs.collect();
    for (three, number) in threes.iter().zip(PAIRS as u16..) {
        numbers[usize::from(*three)] = number;
    }
    numbers
}

/// What raising so many letters has added, in decibans.
fn raised(letters: usize) -> f64 {
    letters as f64 * 10.0 * RAISE.log10()
}

fn exponent(letters: usize) -> i32 {
    i32::try_from(letters).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests;
