//! Names by the million: those that a variant may come from at about a given cost, found from both ends.
//!
//! A walk through a trie under weighted edits spends its time near the root, where every first letter that some edit allows opens all the
//! names behind it. But what a variant costs is spread over its letters: so the names are laid out twice, from their heads and from their
//! tails, and a walk may have spent no more at any letter than its share of the whole and [`HEAD_START`]. Where edits crowd at one end, the
//! walk from the other finds the name (as in Mihov and Schulz 2004, whose two walks allow half of the edits in the first half). What crowds
//! in one place amid the word, or at both ends, and comes near the limit as well is missed. A walk follows the cheapest alignment; what it
//! finds is a set to be scored, a little larger than what the score keeps. Words are of at most
//! [`MAX_LETTERS`](crate::names::letters::MAX_LETTERS) letters.

use std::cmp::Ordering;

use bytemuck::{Pod, Zeroable};
use rayon::prelude::*;

use super::group::{CODES, Group, WIDEST};
use super::steps::{Edit, Steps, UNIT};
use super::{Channel, codes};
use crate::names::array::Array;

/// How much more the cheapest alignment may cost than all of them together, in decibans: of a hundred pairs one has more.
const SLACK: f64 = 3.0;
/// The same where nothing is to be missed.
const WIDE_SLACK: f64 = 7.0;

/// How much more than its share a walk may have spent, as a part of the whole. With .5 nothing is missed; on injected variants .25 and .15
/// miss one and two in a thousand, and take a half and a fifth of the time.
const HEAD_START: f64 = 0.15;

/// In running text, a name whose letters are fewer or more by over one and a quarter (one part in so many) of the variant's is none that it
/// comes from.
const SPARE: usize = 4;

/// A letter of one or more names, with the letters that follow it: its children stand together, in the order of their codes. From where a
/// spelling goes on alone its letters are read where they stand: most letters of a list are such, and a node takes twenty bytes.
#[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
#[repr(C)]
struct Node {
    /// One bit for each code that follows; bit 0 if a name ends here. [`ALONE`] if one spelling goes on.
    mask: u32,
    /// Where the children stand; for the end of a name, the number of its spelling; for one that goes on alone, where its next letter is.
    children: u32,
    /// The letters of all that follows, and those that stand in each of the names that go on here.
    any: u32,
    all: u32,
    /// How many letters follow at most and at least.
    longest: u8,
    shortest: u8,
    padding: u16,
}

/// The bit of a mask that no letter has.
const ALONE: u32 = 1 << 31;
/// The bit of a place that is a letter of a spelling and no node.
const LETTER: u32 = 1 << 31;

/// Names laid out from both ends.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The codes of the spellings one behind the other, with a 0 before the first and behind each.
    letters: Array<u8>,
    /// By number of a spelling: where its letters begin; one more at the end.
    begins: Array<u32>,
    /// By number of a spelling: where its names begin in `names`; one more at the end.
    starts: Array<u32>,
    names: Array<u32>,
    forwards: Array<Node>,
    backwards: Array<Node>,
}

/// The spellings seen from one end.
#[derive(Clone, Copy)]
struct Ends<'i, const BACKWARDS: bool> {
    nodes: &'i [Node],
    letters: &'i [u8],
    begins: &'i [u32],
}

/// The least that each place of a walk has been reached at: many alignments meet in one place, and all but the cheapest end there.
#[derive(Clone, Debug, Default)]
struct Reached {
    /// Place and stamp of the walk, and the cost; open addressing, as many as a power of two.
    slots: Vec<(u64, u16)>,
    walk: u64,
    len: usize,
}

/// The bits of a place: the node, and how many letters of the variant are behind it.
const AT_BITS: u32 = 7;

impl Reached {
    fn begin(&mut self) {
        if self.slots.is_empty() || self.walk >= 0xffff {
            self.slots = vec![(0, 0); self.slots.len().max(1 << 10)];
            self.walk = 0;
        }
        self.walk += 1;
        self.len = 0;
    }

    /// Whether the place has not been reached at so little before.
    #[inline]
    fn is_first(&mut self, state: State) -> bool {
        let key = self.walk << (40 + AT_BITS) | u64::from(state.node) << AT_BITS | u64::from(state.at);
        let mask = self.slots.len() - 1;
        let mut slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        loop {
            let (known, cost) = &mut self.slots[slot];
            if *known == key {
                let is_first = state.cost < *cost;
                *cost = state.cost.min(*cost);
                return is_first;
            }
            if *known >> (40 + AT_BITS) != self.walk {
                (*known, *cost) = (key, state.cost);
                break;
            }
            slot = (slot + 1) & mask;
        }
        self.len += 1;
        if self.len * 2 > self.slots.len() {
            self.grow();
        }
        true
    }

    fn grow(&mut self) {
        let room = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); room]);
        for (key, cost) in old.into_iter().filter(|(key, _)| key >> (40 + AT_BITS) == self.walk) {
            let mut slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (room - 1);
            while self.slots[slot].0 != 0 {
                slot = (slot + 1) & (room - 1);
            }
            self.slots[slot] = (key, cost);
        }
    }
}

/// Room for walks, and what the last one has found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    any_length: bool,
    codes: Vec<u8>,
    open: Vec<State>,
    reached: Reached,
    /// By letter of the variant: the rows of the groups of one, two and three letters that begin with it.
    rows: Vec<[u16; WIDEST]>,
    /// By letter of the variant: the set of the letters from there on.
    sets: Vec<u32>,
    /// By letter of the variant: what the letters up to there may cost.
    budgets: Vec<u16>,
    /// The spellings that were found.
    found: Vec<u32>,
}

/// A place of a walk: a node, how many letters of the variant are behind it, and what they cost.
#[derive(Clone, Copy, Debug)]
struct State {
    node: u32,
    at: u16,
    cost: u16,
}

impl Index {
    /// Lays out names (working letters), each with its number; a name may have several spellings, and a spelling several names. Sorts, on all
    /// threads of the current pool.
    #[must_use]
    pub fn new<S: AsRef<[u8]>>(spellings: impl IntoIterator<Item = (S, u32)>) -> Self {
        // Codes in one row, and where each spelling's begin and end: millions of words would be as many allocations.
        let (mut codes, mut entered): (Vec<u8>, Vec<(u32, u32, u32)>) = (Vec::new(), Vec::new());
        for (spelling, name) in spellings {
            let from = codes.len();
            codes.extend(spelling.as_ref().iter().map(|letter| super::code(*letter)));
            if codes.len() > from {
                entered.push((narrow(from), narrow(codes.len()), name));
            }
        }
        let own = |entry: &(u32, u32, u32)| &codes[entry.0 as usize..entry.1 as usize];
        entered.par_sort_unstable_by(|a, b| own(a).cmp(own(b)).then(a.2.cmp(&b.2)));
        entered.dedup_by(|a, b| a.2 == b.2 && own(a) == own(b));
        let (mut letters, mut begins, mut starts, mut names) = (vec![0], Vec::new(), Vec::new(), Vec::new());
        for same in entered.chunk_by(|a, b| own(a) == own(b)) {
            begins.push(narrow(letters.len()));
            letters.extend_from_slice(own(&same[0]));
            letters.push(0);
            starts.push(narrow(names.len()));
            names.extend(same.iter().map(|(_, _, name)| *name));
        }
        starts.push(narrow(names.len()));
        begins.push(narrow(letters.len()));
        drop((codes, entered));
        let order: Vec<u32> = (0..narrow(begins.len() - 1)).collect();
        let forwards = || Ends::<false> { nodes: &[], letters: &letters, begins: &begins }.lay_all(&order);
        let backwards = || {
            let ends = Ends::<true> { nodes: &[], letters: &letters, begins: &begins };
            let mut order = order.clone();
            order.par_sort_unstable_by(|a, b| ends.order(*a, *b));
            ends.lay_all(&order)
        };
        let (forwards, backwards) = rayon::join(forwards, backwards);
        Self {
            letters: letters.into(),
            begins: begins.into(),
            starts: starts.into(),
            names: names.into(),
            forwards: forwards.into(),
            backwards: backwards.into(),
        }
    }

    /// The rows of numbers that it is made of, each with a letter for its name.
    #[must_use]
    pub fn rows(&self) -> [(char, &[u8]); 6] {
        [
            ('l', self.letters.bytes()),
            ('b', self.begins.bytes()),
            ('s', self.starts.bytes()),
            ('n', self.names.bytes()),
            ('f', self.forwards.bytes()),
            ('r', self.backwards.bytes()),
        ]
    }

    /// The index of such rows; nothing if one of them is no row of its numbers. What the numbers say is taken as it comes: rows that were
    /// not written by [`Self::rows`] find nothing, or anything.
    pub fn of_rows(mut row: impl FnMut(char) -> Option<Array<u8>>) -> Option<Self> {
        Some(Self {
            letters: row('l')?,
            begins: row('b')?.cast().ok()?,
            starts: row('s')?.cast().ok()?,
            names: row('n')?.cast().ok()?,
            forwards: row('f')?.cast().ok()?,
            backwards: row('r')?.cast().ok()?,
        })
    }

    /// Finds the names that `variant` (working letters) comes from at no more than `limit` decibans by its cheapest alignment; gives the
    /// number of each. Names of `any_length` are found that are much longer or shorter than the variant as well.
    pub fn search(
        &self,
        channel: &Channel,
        variant: &[u8],
        limit: f64,
        any_length: bool,
        room: &mut Search,
        mut each: impl FnMut(u32),
    ) {
        room.any_length = any_length;
        room.found.clear();
        codes(variant, &mut room.codes);
        if room.codes.is_empty() || limit < 0.0 {
            return;
        }
        let slack = if any_length { WIDE_SLACK } else { SLACK };
        let most = ((limit + slack) * UNIT).min(8_000.0) as u16;
        let [forwards, backwards] = channel.steps();
        let (letters, begins) = (&*self.letters, &*self.begins);
        Ends::<false> { nodes: &self.forwards, letters, begins }.walk(forwards, most, room);
        room.codes.reverse();
        Ends::<true> { nodes: &self.backwards, letters, begins }.walk(backwards, most, room);
        room.found.sort_unstable();
        room.found.dedup();
        let (starts, names) = (&*self.starts, &*self.names);
        for spelling in &room.found {
            let start = |at: usize| starts.get(at).map_or(0, |start| *start as usize);
            let range = start(*spelling as usize)..start(*spelling as usize + 1);
            names.get(range).unwrap_or_default().iter().for_each(|name| each(*name));
        }
    }
}

impl Node {
    /// Whether the rest of a variant (its letters as a set, and how many they are) may become what follows here for so much.
    #[inline]
    fn is_worth(&self, steps: &Steps, set: u32, behind: usize, left: u16, spare: usize) -> bool {
        let (longest, shortest, left) = (usize::from(self.longest), usize::from(self.shortest), u32::from(left));
        let (more, fewer) = (behind.saturating_sub(longest), shortest.saturating_sub(behind));
        more <= spare
            && fewer <= spare
            && u32::from(steps.longer) * more as u32 <= left
            && u32::from(steps.shorter) * fewer as u32 <= left
            && steps.gained.sum(set & !self.any) <= left
            && steps.missed.sum(self.all & !set) <= left
    }
}

impl<const BACKWARDS: bool> Ends<'_, BACKWARDS> {
    /// Compares two spellings in the order of this end.
    fn order(&self, a: u32, b: u32) -> Ordering {
        let own =
            |number: u32| &self.letters[self.begins[number as usize] as usize..self.begins[number as usize + 1] as usize - 1];
        if BACKWARDS { own(a).iter().rev().cmp(own(b).iter().rev()) } else { own(a).cmp(own(b)) }
    }

    /// Where the letter of a spelling stands that so many come before.
    fn place(&self, number: u32, depth: usize) -> usize {
        let number = number as usize;
        if BACKWARDS { self.begins[number + 1] as usize - 2 - depth } else { self.begins[number] as usize + depth }
    }

    /// The place of the next letter.
    #[inline]
    fn next(place: u32) -> u32 {
        if BACKWARDS { place.wrapping_sub(1) } else { place.wrapping_add(1) }
    }

    /// The number of the spelling that ends at a place.
    fn ending(&self, place: u32) -> u32 {
        let before = self.begins.partition_point(|begin| *begin <= place) as u32;
        if BACKWARDS { before } else { before.saturating_sub(1) }
    }

    /// A node by its number; one that nothing follows where there is none.
    #[inline]
    fn node(&self, number: u32) -> Node {
        self.nodes.get(number as usize).copied().unwrap_or_default()
    }

    /// The letter at a place; the end of a spelling where there is none.
    #[inline]
    fn letter(&self, place: u32) -> u8 {
        self.letters.get(place as usize).map_or(0, |code| code % CODES as u8)
    }

    /// The letters of a spelling from a place on, as a node.
    #[inline]
    fn rest(&self, place: u32) -> Node {
        let (mut set, mut count) = (0_u32, 0_u8);
        let mut take = |code: &u8| {
            let goes_on = *code != 0 && count < u8::MAX;
            if goes_on {
                set |= 1 << (code % CODES as u8);
                count += 1;
            }
            goes_on
        };
        let at = place as usize;
        if BACKWARDS {
            self.letters.get(..=at).unwrap_or_default().iter().rev().all(&mut take);
        } else {
            self.letters.get(at..).unwrap_or_default().iter().all(&mut take);
        }
        Node { mask: ALONE, children: place, any: set, all: set, longest: count, shortest: count, padding: 0 }
    }

    /// Lays out all spellings, given in the order of this end.
    fn lay_all(&self, order: &[u32]) -> Vec<Node> {
        let mut nodes = vec![Node::default()];
        self.lay(order, 0, 0, &mut nodes);
        nodes
    }

    /// Lays out what follows the first `depth` letters of sorted spellings that begin alike.
    fn lay(&self, order: &[u32], depth: usize, node: usize, nodes: &mut Vec<Node>) {
        let code_at = |spelling: &u32| self.letters[self.place(*spelling, depth)];
        let groups = || order.chunk_by(|a, b| code_at(a) == code_at(b));
        let first = nodes.len();
        let mut mask = 0_u32;
        for group in groups() {
            mask |= 1 << code_at(&group[0]);
            nodes.push(Node::default());
        }
        nodes[node] = Node { mask, children: narrow(first), ..Node::default() };
        for (at, group) in groups().enumerate() {
            match group {
                [alone] if code_at(alone) == 0 => nodes[first + at].children = *alone,
                [alone] => nodes[first + at] = self.rest(narrow(self.place(*alone, depth + 1))),
                _ => self.lay(group, depth + 1, first + at, nodes),
            }
        }
        let (mut any, mut all, mut longest, mut shortest) = (0, u32::MAX, 0, u8::MAX);
        for (at, group) in groups().enumerate() {
            let child = nodes[first + at];
            let bit = (1 << code_at(&group[0])) & !1;
            any |= child.any | bit;
            all &= child.all | bit;
            longest = longest.max(child.longest.saturating_add(u8::from(bit != 0)));
            shortest = shortest.min(child.shortest.saturating_add(u8::from(bit != 0)));
        }
        nodes[node] = Node { any, all, longest, shortest, ..nodes[node] };
    }

    #[inline]
    fn child(&self, node: u32, code: u8) -> Option<u32> {
        let alone = |place: u32| (self.letter(place) == code).then(|| LETTER | Self::next(place));
        if node & LETTER != 0 {
            return alone(node & !LETTER);
        }
        let Node { mask, children, .. } = self.node(node);
        if mask & ALONE != 0 {
            return alone(children);
        }
        let bit = 1_u32 << code;
        (mask & bit != 0).then(|| children.wrapping_add((mask & (bit - 1)).count_ones()) & !LETTER)
    }

    /// Notes in the room the spellings that its letters may come from at no more than `most`.
    fn walk(&self, steps: &Steps, most: u16, room: &mut Search) {
        room.prepare(steps, most);
        let Search { any_length, codes: letters, open, reached, rows, sets, budgets, found } = room;
        let spare = if *any_length { usize::MAX } else { 1 + letters.len() / SPARE };
        while let Some(state) = open.pop() {
            let at = usize::from(state.at);
            let node = match state.node & LETTER {
                0 => self.node(state.node),
                _ => self.rest(state.node & !LETTER),
            };
            if !node.is_worth(steps, sets[at], letters.len() - at, most - state.cost, spare) {
                continue;
            }
            if !reached.is_first(state) {
                continue;
            }
            let Node { mut mask, children, .. } = node;
            let is_alone = mask & ALONE != 0;
            if is_alone {
                mask = 1 << self.letter(children);
            }
            let left = |to: usize| budgets[to].saturating_sub(state.cost);
            let (none, one, two, three) = (left(at), left(at + 1), left(at + 2), left(at + 3));
            let child = |code: u32| match is_alone {
                true => LETTER | Self::next(children),
                false => children.wrapping_add((mask & ((1 << code) - 1)).count_ones()) & !LETTER,
            };
            let lost = mask & steps.lost(none);
            let Some(letter) = letters.get(at).copied() else {
                if mask & 1 != 0 {
                    found.push(if is_alone { self.ending(children) } else { self.node(children).children });
                }
                each_bit(lost, |code| {
                    let cost = steps.losses[code as usize % CODES];
                    if cost <= none {
                        open.push(State { node: child(code), cost: state.cost + cost, ..state });
                    }
                });
                continue;
            };
            let rows = rows[at];
            let masks = [steps.mask(rows[0], one), steps.mask(rows[1], two), steps.mask(rows[2], three)];
            let wide = masks[0] | masks[1] | masks[2];
            let next = letters.get(at + 1).copied().filter(|next| *next != letter && two >= steps.swap);
            let swapped = next.map_or(0, |next| 1 << next);
            each_bit((lost | wide | swapped | steps.written(letter, one)) & mask, |code| {
                let node = child(code);
                let mut push = |node: u32, width: u16, cost: u16, left: u16| {
                    if cost <= left {
                        open.push(State { node, at: state.at + width, cost: state.cost + cost });
                    }
                };
                push(node, 1, steps.single(letter, code as u8), one);
                push(node, 0, steps.losses[code as usize % CODES], none);
                if swapped & (1 << code) != 0
                    && let Some(node) = self.child(node, letter)
                {
                    push(node, 2, steps.swap, two);
                }
                if wide & (1 << code) == 0 {
                    return;
                }
                for width in 0..WIDEST {
                    if masks[width] & (1 << code) == 0 {
                        continue;
                    }
                    let left = [one, two, three][width];
                    for edit in steps.edits(rows[width], code as u8) {
                        if edit.cost > left {
                            break;
                        }
                        if let Some(node) = self.behind(node, edit) {
                            push(node, width as u16 + 1, edit.cost, left);
                        }
                    }
                }
            });
            let inserted = steps.insertions[usize::from(letter) % CODES];
            if inserted <= one {
                open.push(State { node: state.node, at: state.at + 1, cost: state.cost + inserted });
            }
        }
    }

    /// The node behind the rest of an edit's letters.
    #[inline]
    fn behind(&self, node: u32, edit: &Edit) -> Option<u32> {
        match edit.rest {
            [0, _] => Some(node),
            [second, 0] => self.child(node, second),
            [second, third] => self.child(node, second).and_then(|node| self.child(node, third)),
        }
    }
}

#[inline]
fn each_bit(mut bits: u32, mut each: impl FnMut(u32)) {
    while bits != 0 {
        each(bits.trailing_zeros());
        bits &= bits - 1;
    }
}

impl Search {
    /// Makes ready for a walk from the first of the letters.
    fn prepare(&mut self, steps: &Steps, most: u16) {
        let Self { codes: letters, rows, sets, budgets, .. } = self;
        rows.clear();
        for from in 0..letters.len() {
            let row = |width: usize| letters.get(from..from + width).map_or(0, |group| steps.row(Group::of(group)));
            rows.push([row(1), row(2), row(3)]);
        }
        sets.clear();
        sets.resize(letters.len() + 1, 0);
        for at in (0..letters.len()).rev() {
            sets[at] = sets[at + 1] | 1 << letters[at];
        }
        budgets.clear();
        for at in 0..=letters.len() {
            let share = (HEAD_START + at as f64 / letters.len() as f64).min(1.0);
            budgets.push((f64::from(most) * share) as u16);
        }
        budgets.extend([most; WIDEST]);
        self.reached.begin();
        self.open.clear();
        self.open.push(State { node: 0, at: 0, cost: 0 });
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four thousand million letters")
}

#[cfg(test)]
mod tests {
    use super::{Index, Search};
    use crate::names::channel::Scratch;
    use crate::names::routes::Routes;

    const NAMES: [&str; 14] = [
        "khusnullin",
        "khustochka",
        "kherson",
        "kharkiv",
        "kh",
        "saldo",
        "salgado",
        "zaporizhzhia",
        "a",
        "kyiv",
        "kyivan",
        "stremousov",
        "chornobaivka",
        "ministryofhealth",
    ];
    const VARIANTS: [&str; 12] = [
        "husnurin",
        "sardo",
        "harkov",
        "kiev",
        "kh",
        "x",
        "zahorizja",
        "stremsov",
        "chernobaevka",
        "khreson",
        "kyiv",
        "mynistryofhelth",
    ];

    fn index() -> Index {
        Index::new(NAMES.iter().zip(0..))
    }

    #[test]
    fn what_costs_half_of_the_limit_is_found() {
        let (index, channel) = (index(), Routes::embedded().pooled());
        let (mut room, mut scratch) = (Search::default(), Scratch::default());
        for variant in VARIANTS {
            for limit in [0.0, 10.0, 25.0, 40.0, 70.0, 120.0] {
                let mut found = Vec::new();
                index.search(channel, variant.as_bytes(), limit, true, &mut room, |name| found.push(name));
                for (name, number) in NAMES.iter().zip(0_u32..) {
                    let cost = channel.cost(name.as_bytes(), variant.as_bytes(), &mut scratch);
                    assert!(cost > limit / 2.0 || found.contains(&number), "{name} for {variant} at {limit}: {cost}");
                }
            }
        }
    }

    #[test]
    fn little_more_is_found() {
        let (index, channel, mut found) = (index(), Routes::embedded().pooled(), Vec::new());
        index.search(channel, b"husnurin", 60.0, false, &mut Search::default(), |name| found.push(name));
        assert_eq!(found, [0]);
    }

    #[test]
    fn letters_alone_bound_the_cost() {
        let (channel, mut scratch) = (Routes::embedded().pooled(), Scratch::default());
        for (name, variant) in NAMES.iter().flat_map(|name| VARIANTS.iter().map(move |variant| (name, variant))) {
            let cost = channel.cost(name.as_bytes(), variant.as_bytes(), &mut scratch);
            let least = channel.at_least(name.as_bytes(), variant.as_bytes());
            assert!(least <= cost + 6.0, "{name} {variant}: {least} {cost}");
        }
    }

    #[test]
    fn nothing_and_very_long_words_end() {
        let (channel, mut room) = (Routes::embedded().pooled(), Search::default());
        let long = b"kherson".repeat(9);
        for index in [index(), Index::new(Vec::<(Vec<u8>, u32)>::new()), Index::new(vec![(long.clone(), 7), (long.clone(), 8)])] {
            for variant in [&b""[..], b"k", &long] {
                index.search(channel, variant, 85.0, false, &mut room, |_| {});
            }
        }
        let mut found = Vec::new();
        Index::new(vec![(long.clone(), 7), (long.clone(), 8)])
            .search(channel, &long, 85.0, false, &mut room, |name| found.push(name));
        assert_eq!(found, [7, 8]);
    }
}
