//! Training: learning a channel from pairs of a name and what it came to be written as.
//!
//! Expectation maximisation over all alignments of each pair (Ristad and Yianilos 1998), with letter groups on both sides (Brill and
//! Moore 2000). It begins with groups of up to two letters and widens to three from what it has found, since a group that explains
//! nothing with two letters explains nothing with three. The result is a [`Joint`] distribution. Deterministic, whatever the threads:
//! pairs are read in parts of a fixed size, and the counts of the parts are summed in order.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::channel::{Group, Joint, WIDEST, code};

/// Words of more letters are not trained on: no name word on record is longer, and what is, is several run together.
pub const LONGEST: usize = 24;
/// How many pairs are counted at a time by one thread.
const PART: usize = 2_048;
/// Rounds with groups of two letters before groups of three are let in.
const NARROW_ROUNDS: usize = 4;
/// Expected counts below this are not worth keeping, in a round and at its end.
const NEGLIGIBLE: f64 = 1e-6;
const KEPT_BETWEEN: f64 = 0.3;

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
#[derive(Clone, Debug, PartialEq)]
pub struct Training {
    /// Rounds of expectation and maximisation at the full width.
    pub rounds: usize,
    /// Letters a group has at most, from 1 to [`WIDEST`].
    pub widest: usize,
    /// Pseudo-count of each edit of single letters, so that none is impossible.
    pub smoothing: f64,
    /// Edits of groups expected fewer times than this are dropped after the last round.
    pub least: f64,
    /// A distribution to begin from, and how many edits it counts for: what is learnt is then learnt on top of it.
    pub base: Option<(Joint, f64)>,
}

impl Default for Training {
    fn default() -> Self {
        Self { rounds: 6, widest: WIDEST, smoothing: 0.3, least: 2.0, base: None }
    }
}

/// Edits with their chances or expected counts, in the order of their first appearance.
#[derive(Clone, Debug, Default)]
struct Table {
    places: FxHashMap<u32, u32>,
    edits: Vec<(Group, Group, f64)>,
}

impl Table {
    fn get(&self, name: Group, variant: Group) -> Option<f64> {
        self.places.get(&key(name, variant)).map(|place| self.edits[*place as usize].2)
    }

    fn add(&mut self, name: Group, variant: Group, count: f64) {
        let next = u32::try_from(self.edits.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(key(name, variant)).or_insert(next);
        if place == next {
            self.edits.push((name, variant, 0.0));
        }
        self.edits[place as usize].2 += count;
    }

    fn of(edits: impl IntoIterator<Item = (Group, Group, f64)>) -> Self {
        let mut table = Self::default();
        edits.into_iter().for_each(|(name, variant, count)| table.add(name, variant, count));
        table
    }
}

fn key(name: Group, variant: Group) -> u32 {
    (u32::from(name.0) << 16) | u32::from(variant.0)
}

impl Training {
    /// Learns from pairs. Time is proportional to the sum of the products of their lengths, times the rounds.
    ///
    /// Pairs with an empty side, one of more than 24 letters, or no weight are passed over; without any other, every edit of single
    /// letters is equally likely.
    #[must_use]
    pub fn learn(&self, pairs: &[Pair]) -> Joint {
        let coded: Vec<Coded> = pairs.iter().filter(|pair| is_usable(pair)).map(Coded::of).collect();
        let alphabets = Alphabets::of(&coded);
        let widest = self.widest.clamp(1, WIDEST);
        let narrow = if widest > 2 { NARROW_ROUNDS } else { 0 };
        let mut known: Option<Table> = self.base.as_ref().map(|(joint, _)| Table::of(joint.rows().iter().copied()));
        let mut unlisted = self.base.as_ref().map_or(0.0, |(joint, _)| joint.unlisted());
        for round in 0..narrow + self.rounds.max(1) {
            let width = if round < narrow { 2 } else { widest };
            // Groups that were not possible before begin with what their letters would have at random.
            let guess = known.is_none() || round == narrow;
            let chances = Chances { known: known.as_ref(), unlisted, guess };
            let counts = expect(&coded, &chances, width);
            let is_last = round + 1 == narrow + self.rounds.max(1);
            (known, unlisted) = self.maximise(counts, &alphabets, if is_last { self.least } else { KEPT_BETWEEN });
        }
        let rows = known.map(|table| table.edits).unwrap_or_default();
        // What is as unlikely as an unlisted edit needs no row.
        Joint::new(rows.into_iter().filter(|row| row.2 > unlisted * 1.05).collect(), unlisted)
    }

    /// Chances from expected counts, and the chance of an edit that was never expected.
    fn maximise(&self, counts: Table, alphabets: &Alphabets, least: f64) -> (Option<Table>, f64) {
        let mut counts =
            Table::of(counts.edits.into_iter().filter(|(name, variant, count)| is_single(*name, *variant) || *count >= least));
        // The base has its own idea of what hardly ever happens: smoothed as if nothing were known, twenty pairs would make every slip
        // sixteen times as likely.
        let of_base = self.base.as_ref().map(|(base, strength)| base.unlisted() * strength);
        let smoothing = of_base.filter(|smoothing| *smoothing > 0.0).unwrap_or(self.smoothing);
        for (name, variant) in alphabets.single_edits() {
            counts.add(name, variant, smoothing);
        }
        if let Some((base, strength)) = &self.base {
            base.rows().iter().for_each(|(name, variant, chance)| counts.add(*name, *variant, chance * strength));
        }
        let total: f64 = counts.edits.iter().map(|edit| edit.2).sum();
        if total <= 0.0 {
            return (None, 1e-3);
        }
        counts.edits.iter_mut().for_each(|edit| edit.2 /= total);
        (Some(counts), smoothing / total)
    }
}

fn is_single(name: Group, variant: Group) -> bool {
    name.width() <= 1 && variant.width() <= 1
}

fn is_usable(pair: &Pair) -> bool {
    let fits = |word: &[u8]| !word.is_empty() && word.len() <= LONGEST;
    fits(&pair.name) && fits(&pair.variant) && pair.weight > 0.0
}

/// A pair with its letters as codes.
struct Coded {
    name: Vec<u8>,
    variant: Vec<u8>,
    weight: f64,
}

impl Coded {
    fn of(pair: &Pair) -> Self {
        let codes = |letters: &[u8]| letters.iter().map(|letter| code(*letter)).collect();
        Self { name: codes(&pair.name), variant: codes(&pair.variant), weight: pair.weight }
    }
}

/// The letters that occur on either side: a mark of Arabic is no edit of a Latin letter.
struct Alphabets {
    name: Vec<u8>,
    variant: Vec<u8>,
}

impl Alphabets {
    fn of(pairs: &[Coded]) -> Self {
        let all = |side: fn(&Coded) -> &[u8]| {
            let mut letters: Vec<u8> = pairs.iter().flat_map(side).copied().collect();
            letters.sort_unstable();
            letters.dedup();
            letters
        };
        Self { name: all(|pair| &pair.name), variant: all(|pair| &pair.variant) }
    }

    fn single_edits(&self) -> impl Iterator<Item = (Group, Group)> + '_ {
        let sides = |letters: &[u8]| -> Vec<Group> {
            std::iter::once(Group::EMPTY).chain(letters.iter().map(|letter| Group::of(&[*letter]))).collect()
        };
        let variants = sides(&self.variant);
        let all =
            sides(&self.name).into_iter().flat_map(move |name| variants.clone().into_iter().map(move |variant| (name, variant)));
        all.filter(|(name, variant)| name.width() + variant.width() > 0)
    }
}

/// What is believed of each edit in a round.
struct Chances<'a> {
    known: Option<&'a Table>,
    unlisted: f64,
    guess: bool,
}

impl Chances<'_> {
    fn of(&self, name: Group, variant: Group) -> f64 {
        match self.known.and_then(|known| known.get(name, variant)) {
            Some(chance) => chance,
            None if self.known.is_some() && is_single(name, variant) => self.unlisted,
            None if self.guess => at_random(name, variant),
            None => 0.0,
        }
    }
}

/// Before anything is known: letters mostly stay, and groups are as likely as their letters apart, or a little less.
fn at_random(name: Group, variant: Group) -> f64 {
    let letters = 27_f64;
    match (name.width(), variant.width()) {
        (1, 1) if name == variant => 0.8 / letters,
        (1, 1) => 0.04 / (letters * letters),
        (1, 0) | (0, 1) => 0.02 / letters,
        (a, b) => 0.02 / letters.powi(i32::try_from(a + b).unwrap_or(6)),
    }
}

/// The expected number of each edit in all alignments of all pairs.
fn expect(pairs: &[Coded], chances: &Chances<'_>, widest: usize) -> Table {
    let count = |part: &[Coded]| {
        let (mut counts, mut room) = (Table::default(), Room::default());
        part.iter().for_each(|pair| room.expect(pair, chances, widest, &mut counts));
        counts
    };
    let parts: Vec<Table> = pairs.par_chunks(PART).map(count).collect();
    let mut all = Table::default();
    for (name, variant, count) in parts.into_iter().flat_map(|part| part.edits) {
        all.add(name, variant, count);
    }
    all
}

/// One way from cell to cell of a pair's table.
struct Way {
    from: usize,
    to: usize,
    name: Group,
    variant: Group,
    chance: f64,
}

/// Room for one pair at a time: the ways between the cells, and the chances of getting to each cell, and from it to the end.
#[derive(Default)]
struct Room {
    ways: Vec<Way>,
    forward: Vec<f64>,
    backward: Vec<f64>,
}

impl Room {
    /// Adds the expected number of each edit in all alignments of `pair`.
    fn expect(&mut self, pair: &Coded, chances: &Chances<'_>, widest: usize, counts: &mut Table) {
        self.find_ways(pair, chances, widest);
        let cells = (pair.name.len() + 1) * (pair.variant.len() + 1);
        for (sums, first) in [(&mut self.forward, 0), (&mut self.backward, cells - 1)] {
            sums.clear();
            sums.resize(cells, 0.0);
            sums[first] = 1.0;
        }
        for way in &self.ways {
            self.forward[way.to] += self.forward[way.from] * way.chance;
        }
        let all = self.forward[cells - 1];
        if all <= 0.0 {
            return;
        }
        for way in self.ways.iter().rev() {
            let rest = way.chance * self.backward[way.to];
            self.backward[way.from] += rest;
            let share = self.forward[way.from] * rest / all;
            if share > NEGLIGIBLE {
                counts.add(way.name, way.variant, pair.weight * share);
            }
        }
    }

    /// All ways, in an order in which a cell is left only once it has been reached by all that lead to it.
    fn find_ways(&mut self, pair: &Coded, chances: &Chances<'_>, widest: usize) {
        let width = pair.variant.len() + 1;
        self.ways.clear();
        for i in 0..=pair.name.len() {
            for j in 0..width {
                for taken in 0..=widest.min(i) {
                    let name = Group::of(&pair.name[i - taken..i]);
                    for given in 0..=widest.min(j) {
                        if taken + given == 0 || (taken.min(given) == 0 && taken.max(given) > 1) {
                            continue;
                        }
                        let variant = Group::of(&pair.variant[j - given..j]);
                        let chance = chances.of(name, variant);
                        if chance > 0.0 {
                            let from = (i - taken) * width + j - given;
                            self.ways.push(Way { from, to: i * width + j, name, variant, chance });
                        }
                    }
                }
            }
        }
    }
}

/// How many parts a set without a split of its own is cut into, for tables that have not seen one of them.
pub const FOLDS: usize = 5;

/// Which of `folds` parts a canonical name belongs to when a set without a split is cross-validated: a hash of the name (FNV-1a) without
/// the white space around it, so that training and measuring agree on it without a list.
#[must_use]
pub fn fold_of(canonical: &str, folds: usize) -> usize {
    let hash = canonical
        .trim()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    // The lower bits of FNV are its weakest.
    usize::try_from((hash >> 32) % u64::try_from(folds.max(1)).unwrap_or(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Group, Joint, Pair, Training};
    use crate::names::routes::Routes;

    fn pair(name: &str, variant: &str) -> Pair {
        Pair { name: name.into(), variant: variant.into(), weight: 1.0 }
    }

    /// As if each pair had been met so often.
    fn often(pairs: &[(&str, &str)], weight: f64) -> Vec<Pair> {
        pairs.iter().map(|(name, variant)| Pair { weight, ..pair(name, variant) }).collect()
    }

    fn chance(joint: &Joint, name: &str, variant: &str) -> f64 {
        let (name, variant) = (Group::read(name).unwrap(), Group::read(variant).unwrap());
        joint.rows().iter().find(|row| (row.0, row.1) == (name, variant)).map_or(joint.unlisted(), |row| row.2)
    }

    #[test]
    fn what_recurs_is_learnt_as_a_group() {
        let words = [("khan", "han"), ("khor", "hor"), ("kher", "her"), ("mikha", "miha"), ("kot", "kot"), ("ham", "ham")];
        let joint = Training::default().learn(&often(&words, 5.0));
        assert!(chance(&joint, "kh", "h") > chance(&joint, "h", "k") * 10.0, "{}", joint.to_table());
    }

    #[test]
    fn groups_of_three_letters_are_learnt_from_enough_pairs() {
        let japanese = Routes::embedded_table("japanese").unwrap();
        assert!(japanese.rows().iter().any(|row| row.0.width() == 3) && japanese.rows().iter().any(|row| row.1.width() == 3));
        let narrow = Training { widest: 2, ..Training::default() }.learn(&often(&[("khan", "han"), ("khor", "hor")], 5.0));
        assert!(narrow.rows().iter().all(|row| row.0.width() < 3 && row.1.width() < 3));
    }

    #[test]
    fn pairs_that_cannot_be_used_are_passed_over() {
        let joint = Training::default().learn(&[pair("", "a"), pair("abc", "abd"), pair(&"a".repeat(10_000), "a")]);
        let alone = Training::default().learn(&[pair("abc", "abd")]);
        assert_eq!(joint, alone);
        assert!(Training::default().learn(&[]).unlisted() > 0.0);
    }

    #[test]
    fn what_is_learnt_on_top_keeps_what_was_known() {
        let base = Training::default().learn(&often(&[("khan", "han"), ("khor", "hor"), ("kher", "her")], 5.0));
        let more = Training { base: Some((base, 1_000.0)), ..Training::default() }
            .learn(&often(&[("zora", "sora"), ("zina", "sina")], 5.0));
        assert!(chance(&more, "kh", "h") > chance(&more, "h", "k") * 10.0);
        assert!(chance(&more, "z", "s") > chance(&more, "z", "k") * 2.0);
    }

    #[test]
    fn a_few_pairs_make_nothing_likelier_that_they_do_not_hold() {
        let base = Routes::embedded_table("pooled").unwrap();
        let on_top = Training { base: Some((base.clone(), 30_000.0)), ..Training::default() };
        let more = on_top.learn(&[pair("zora", "sora"), pair("zina", "sina")]);
        assert!(chance(&more, "z", "s") > chance(&base, "z", "s"));
        assert!(chance(&more, "z", "r") < chance(&base, "z", "r") * 2.0);
        assert!(more.unlisted() < base.unlisted() * 1.01);
    }
}
