//! The edits of a channel as a walk takes them: what some letters of a variant may have come from, the cheapest first.
//!
//! Costs are whole numbers, in [`UNIT`]s, and conditional on the name's letters: −10·log10 P(variant's group | name's group). A letter that
//! stays costs nothing, so that a sum of steps is a bound for choosing words and not the score, which is the forward sum of
//! [`Channel::cost_between`](super::Channel::cost_between).

use rustc_hash::FxHashMap;

use super::group::{CODES, Group, WIDEST};
use super::{Channel, NONE, PAIRS, SWAP};

/// So many steps of cost make a deciban.
pub(super) const UNIT: f64 = 8.0;

/// What a step costs that cannot be.
const NEVER: u16 = u16::MAX / 4;

/// Budgets are told apart by so many units in the masks, and there are so many of them.
const BUDGET: u16 = 64;
const BUDGETS: usize = 8;

/// Letters of names that some letters of a variant may have come from; single letters for single ones are not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// The codes of the name's letters behind the first, in the order of the walk; 0 where there is none.
    pub(super) rest: [u8; WIDEST - 1],
    pub(super) cost: u16,
}

/// What is known of a letter group of variants.
#[derive(Clone, Debug)]
struct Row {
    /// By budget: the first letters of the names' groups that it pays for.
    masks: [u32; BUDGETS],
    /// By code of the first letter: where its edits begin; one more at the end. A table of the user's own may have any number.
    starts: [u32; CODES + 1],
}

/// The steps of one direction.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    /// By packed group of the variant's letters, in the order of the walk: its row, or 0.
    rows_of: Box<[u16]>,
    rows: Box<[Row]>,
    edits: Box<[Edit]>,
    /// By code of the variant's letter, then the name's: what it costs that the one is written for the other.
    single: Box<[[u16; CODES]; CODES]>,
    single_masks: Box<[[u32; BUDGETS]; CODES]>,
    /// By code: what it costs that the name's letter is lost, and that the variant's comes out of nothing.
    pub(super) losses: [u16; CODES],
    loss_masks: [u32; BUDGETS],
    pub(super) insertions: [u16; CODES],
    /// What it costs that neighbours change places.
    pub(super) swap: u16,
    /// What it costs at least that letters of the variant are not among the name's, and the name's not among the variant's.
    pub(super) gained: Bag,
    pub(super) missed: Bag,
    /// What each letter costs at least by which the variant is longer than the name, and shorter.
    pub(super) longer: u16,
    pub(super) shorter: u16,
}

/// Costs of sets of letters, by the bytes of a mask.
#[derive(Clone, Debug)]
pub(super) struct Bag([[u16; 256]; 4]);

impl Bag {
    fn of(costs: &[u16; CODES]) -> Self {
        let mut bytes = [[0_u16; 256]; 4];
        for (at, sums) in bytes.iter_mut().enumerate() {
            for (set, sum) in sums.iter_mut().enumerate() {
                *sum = (0..8).filter(|bit| set >> bit & 1 == 1).map(|bit| costs[at * 8 + bit]).fold(0, u16::saturating_add);
            }
        }
        Self(bytes)
    }

    /// The sum over the letters of a mask.
    #[inline]
    pub(super) fn sum(&self, mask: u32) -> u32 {
        let [a, b, c, d] = mask.to_le_bytes();
        let at = |byte: usize, set: u8| u32::from(self.0[byte][usize::from(set)]);
        at(0, a) + at(1, b) + at(2, c) + at(3, d)
    }
}

impl Steps {
    /// The steps of a channel for walks from left to right and from right to left.
    pub(super) fn both(channel: &Channel) -> [Self; 2] {
        let listed = Listed::of(channel);
        [listed.steps(false), listed.steps(true)]
    }

    /// What it costs at least that a name becomes a variant, in decibans, from their letters as sets and how many they are.
    pub(super) fn at_least(&self, name: &[u8], variant: &[u8]) -> f64 {
        let set = |letters: &[u8]| letters.iter().fold(0_u32, |set, letter| set | 1 << super::code(*letter));
        let (names, variants) = (set(name), set(variant));
        let more = u32::from(self.longer) * variant.len().saturating_sub(name.len()) as u32;
        let fewer = u32::from(self.shorter) * name.len().saturating_sub(variant.len()) as u32;
        let letters = self.gained.sum(variants & !names).max(self.missed.sum(names & !variants));
        f64::from(letters.max(more).max(fewer)) / UNIT
    }

    /// The number of the row of a group, 0 if it has no edits of several letters.
    #[inline]
    pub(super) fn row(&self, group: Group) -> u16 {
        self.rows_of[usize::from(group.0)]
    }

    /// The first letters that a budget pays for in a row.
    #[inline]
    pub(super) fn mask(&self, row: u16, budget: u16) -> u32 {
        self.rows[usize::from(row)].masks[bucket(budget)]
    }

    /// The letters of names that a budget pays for losing.
    #[inline]
    pub(super) fn lost(&self, budget: u16) -> u32 {
        self.loss_masks[bucket(budget)]
    }

    /// The letters of names that a budget pays for writing as this one.
    #[inline]
    pub(super) fn written(&self, code: u8, budget: u16) -> u32 {
        self.single_masks[usize::from(code) % CODES][bucket(budget)]
    }

    /// What it costs that the name's letter is written as the variant's.
    #[inline]
    pub(super) fn single(&self, variant: u8, name: u8) -> u16 {
        self.single[usize::from(variant) % CODES][usize::from(name) % CODES]
    }

    /// The edits of a row whose names' groups begin with this letter, the cheapest first.
    #[inline]
    pub(super) fn edits(&self, row: u16, first: u8) -> &[Edit] {
        let starts = &self.rows[usize::from(row)].starts;
        let first = usize::from(first) % CODES;
        &self.edits[starts[first] as usize..starts[first + 1] as usize]
    }
}

/// The least of the told budgets that is no smaller, so that a mask holds some letters too many and none too few.
#[inline]
fn bucket(budget: u16) -> usize {
    usize::from(budget / BUDGET).min(BUDGETS - 1)
}

/// The masks with a letter in them from the budget on that pays for it.
fn allow(masks: &mut [u32; BUDGETS], code: u8, cost: u16) {
    if cost < NEVER {
        masks[bucket(cost)..].iter_mut().for_each(|mask| *mask |= 1 << code);
    }
}

/// All edits with what they cost: the variant's group, the name's, in the order of letters.
struct Listed {
    edits: Vec<(Group, Group, u16)>,
    costs: FxHashMap<(Group, Group), u16>,
    losses: [u16; CODES],
}

impl Listed {
    fn of(channel: &Channel) -> Self {
        let given = |chance: f64, name: u16| {
            let own = own(channel, group_of(usize::from(name), &channel.name_threes));
            chance / own.max(f64::MIN_POSITIVE)
        };
        let mut losses = [NEVER; CODES];
        let mut single = [[NEVER; CODES]; CODES];
        for name in 1..CODES as u16 {
            losses[usize::from(name)] = units(given(channel.deletions[usize::from(name)], name), 0);
            let unlisted = units(given(channel.unlisted, name), 1);
            single[1..].iter_mut().for_each(|costs| costs[usize::from(name)] = unlisted);
        }
        let mut wide = Vec::new();
        for (number, range) in channel.starts.windows(2).enumerate() {
            let variant = group_of(number, &channel.variant_threes);
            for (name, chance) in &channel.edits[range[0] as usize..range[1] as usize] {
                let listed = group_of(usize::from(*name), &channel.name_threes);
                if let (1, 1) = (variant.width(), listed.width()) {
                    let cost = units(given(chance + channel.unlisted, *name), 1);
                    single[usize::from(variant.0)][usize::from(listed.0)] = cost;
                } else {
                    wide.push((variant, listed, units(given(*chance, *name), variant.width())));
                }
            }
        }
        let mut edits = Vec::new();
        for variant in 1..CODES as u16 {
            let inserted = units(channel.insertions[usize::from(variant)], 1);
            edits.push((Group(variant), Group::EMPTY, inserted));
            for name in 1..CODES as u16 {
                let cost = single[usize::from(variant)][usize::from(name)];
                edits.push((Group(variant), Group(name), cost));
            }
        }
        let costs = edits.iter().map(|(variant, name, cost)| ((*variant, *name), *cost)).collect();
        let mut listed = Self { edits, costs, losses };
        listed.add_wide(wide);
        listed
    }

    /// Adds the edits of several letters that are cheaper than what they are made of, the smaller ones first.
    fn add_wide(&mut self, mut wide: Vec<(Group, Group, u16)>) {
        wide.sort_by_key(|(variant, name, _)| (variant.width() + name.width(), *variant, *name));
        for (variant, name, cost) in wide {
            if cost < self.composed(variant, name) {
                self.edits.push((variant, name, cost));
                self.costs.insert((variant, name), cost);
            }
        }
    }

    /// What it costs to make the one group of the other by smaller edits.
    fn composed(&self, variant: Group, name: Group) -> u16 {
        let (variant, name) = (codes_of(variant), codes_of(name));
        let mut best = [[NEVER; WIDEST + 1]; WIDEST + 1];
        best[0][0] = 0;
        for i in 0..=name.len() {
            for j in 0..=variant.len() {
                if i > 0 {
                    best[i][j] = best[i][j].min(best[i - 1][j].saturating_add(self.losses[usize::from(name[i - 1])]));
                }
                for (a, b) in (0..=i).flat_map(|a| (0..j).map(move |b| (a, b))) {
                    let key = (Group::of(&variant[b..j]), Group::of(&name[a..i]));
                    if let Some(cost) = self.costs.get(&key) {
                        best[i][j] = best[i][j].min(best[a][b].saturating_add(*cost));
                    }
                }
            }
        }
        best[name.len()][variant.len()]
    }

    /// By code: the least that any edit costs for each of the letters that stand on one side of it alone.
    fn least(&self, apart: impl Fn(u32, u32) -> u32) -> [u16; CODES] {
        let mut least = [NEVER; CODES];
        let mask = |group: Group| codes_of(group).into_iter().fold(0_u32, |mask, code| mask | 1 << code);
        let lost = (1..CODES as u16).map(|code| (Group::EMPTY, Group(code), self.losses[usize::from(code)]));
        for (variant, name, cost) in self.edits.iter().copied().chain(lost) {
            let letters = apart(mask(variant), mask(name));
            for code in (0..CODES).filter(|code| letters >> code & 1 == 1) {
                least[code] = least[code].min(cost / letters.count_ones() as u16);
            }
        }
        // The set of letters behind the last has none; a code that no edit has stands in no name.
        least[0] = 0;
        least
    }

    /// The least that any edit costs for each letter of a difference in length.
    fn least_each(&self, difference: impl Fn(usize, usize) -> usize) -> u16 {
        let lost = self.losses[1..].iter().map(|cost| (1, 0, *cost)).map(|(name, variant, cost)| (variant, name, cost));
        let edits = self.edits.iter().map(|(variant, name, cost)| (variant.width(), name.width(), *cost));
        let each = edits.chain(lost).filter_map(|(variant, name, cost)| match difference(variant, name) {
            0 => None,
            letters => Some(cost / letters as u16),
        });
        each.min().unwrap_or(0)
    }

    fn steps(&self, backwards: bool) -> Steps {
        let turned = |group: Group| {
            let mut codes = codes_of(group);
            if backwards {
                codes.reverse();
            }
            codes
        };
        let mut steps = Steps {
            rows_of: vec![0; CODES.pow(3)].into(),
            rows: Box::default(),
            edits: Box::default(),
            single: Box::new([[NEVER; CODES]; CODES]),
            single_masks: Box::new([[0; BUDGETS]; CODES]),
            losses: self.losses,
            loss_masks: [0; BUDGETS],
            insertions: [NEVER; CODES],
            swap: (SWAP * UNIT) as u16,
            gained: Bag::of(&self.least(|variant, name| variant & !name)),
            missed: Bag::of(&self.least(|variant, name| name & !variant)),
            longer: self.least_each(|variant, name| variant.saturating_sub(name)),
            shorter: self.least_each(|variant, name| name.saturating_sub(variant)),
        };
        (1_u8..).zip(&self.losses[1..]).for_each(|(code, cost)| allow(&mut steps.loss_masks, code, *cost));
        let mut wide: Vec<(Group, u8, Edit)> = Vec::new();
        for (variant, name, cost) in &self.edits {
            let (written, listed) = (turned(*variant), turned(*name));
            match (written.as_slice(), listed.as_slice()) {
                ([written], []) => steps.insertions[usize::from(*written)] = *cost,
                ([written], [listed]) => {
                    steps.single[usize::from(*written)][usize::from(*listed)] = *cost;
                    allow(&mut steps.single_masks[usize::from(*written)], *listed, *cost);
                }
                (_, [first, rest @ ..]) => {
                    let rest = [rest.first().copied().unwrap_or(0), rest.get(1).copied().unwrap_or(0)];
                    wide.push((Group::of(&written), *first, Edit { rest, cost: *cost }));
                }
                _ => {}
            }
        }
        wide.sort_by_key(|(group, first, edit)| (*group, *first, edit.cost, edit.rest));
        let mut rows = vec![Row { masks: [0; BUDGETS], starts: [0; CODES + 1] }];
        let mut at = 0;
        for own in wide.chunk_by(|a, b| a.0 == b.0) {
            steps.rows_of[usize::from(own[0].0.0)] = rows.len() as u16;
            let mut row = Row { masks: [0; BUDGETS], starts: [0; CODES + 1] };
            for (code, start) in row.starts.iter_mut().enumerate() {
                *start = (at + own.partition_point(|(_, first, _)| usize::from(*first) < code)) as u32;
            }
            own.iter().for_each(|(_, first, edit)| allow(&mut row.masks, *first, edit.cost));
            at += own.len();
            rows.push(row);
        }
        steps.rows = rows.into();
        steps.edits = wide.into_iter().map(|(_, _, edit)| edit).collect();
        steps
    }
}

/// The chance of a group of letters within a name, however they are cut, raised by its letters.
fn own(channel: &Channel, group: Group) -> f64 {
    let codes = codes_of(group);
    let mut sums = [1.0, 0.0, 0.0, 0.0];
    for end in 1..=codes.len() {
        for start in 0..end {
            let number = usize::from(super::number(Group::of(&codes[start..end]), &channel.name_threes));
            sums[end] += sums[start] * channel.marginals.get(number).copied().unwrap_or(0.0);
        }
    }
    sums[codes.len()]
}

/// A chance as a cost; `raised` letters of the variant are raised in it.
fn units(chance: f64, raised: usize) -> u16 {
    let decibans = super::joint::price(chance) + super::raised(raised);
    let steps = (decibans * UNIT).round().clamp(0.0, f64::from(NEVER));
    steps as u16
}

/// The group that a number of a channel stands for.
pub(super) fn group_of(number: usize, threes: &[u16]) -> Group {
    let packed = number.checked_sub(PAIRS).and_then(|at| threes.get(at).copied());
    Group(packed.unwrap_or(u16::try_from(number).unwrap_or(NONE)))
}

fn codes_of(group: Group) -> Vec<u8> {
    (0..group.width()).rev().map(|at| ((group.0 >> (5 * at)) & 0x1f) as u8).collect()
}

#[cfg(test)]
mod tests {
    use crate::names::channel::{Channel, Group, Index, Joint, Scratch, Search};

    #[test]
    fn a_table_may_have_more_edits_than_the_built_in_ones() {
        let pair = |number: u16| Group::of(&[(number / 26 + 1) as u8, (number % 26 + 1) as u8]);
        let rows = (0..676).flat_map(|variant| (0..110).map(move |name| (pair(name), pair(variant), 1e-7)));
        let channel = Channel::new(&Joint::new(rows.collect(), 1e-9));
        let index = Index::new(vec![(b"ababab".to_vec(), 1)]);
        let mut found = Vec::new();
        index.search(&channel, b"zyzyzy", 200.0, false, &mut Search::default(), |name| found.push(name));
        assert_eq!(found, [1]);
        let long = b"zyxw".repeat(16);
        assert!(channel.cost(b"ababab", &long, &mut Scratch::default()) > 0.0);
    }
}
