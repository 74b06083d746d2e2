//! Channels side by side: what one pair of words costs under each of many.
//!
//! To ask by which way a variant came is to weigh one pair under a score of tables. Their edits are mostly the same groups, so the tables
//! are merged: an edit holds its chance under each channel, and one pass over the pair fills all sums at once. The sums are those of
//! [`Channel::cost_between`]; where chances are kept as `f32`, a cost may differ from it by some 10⁻⁵ decibans.
//!
//! A bundle of one channel is how a single pair is weighed: [`Channel::ask`] looks up all that a variant may come from, which pays for a
//! variant that many names are held against.

use rustc_hash::FxHashMap;

use super::group::{CODES, Group, WIDEST};
use super::joint::price;
use super::steps::group_of;
use super::{Channel, HEAD, NONE, PAIRS, SWAP, codes, joint, number, raised, threes};

/// Channels merged for weighing single pairs of words under each of them, so many in one pass.
#[derive(Clone, Debug)]
pub struct Bundle<T, const LANES: usize> {
    channels: usize,
    /// The three-letter groups of names and of variants, in order.
    name_threes: Vec<u16>,
    variant_threes: Vec<u16>,
    /// By number of a variant's group: where its edits begin in `names`; one more at the end.
    starts: Vec<u32>,
    /// The number of each edit's name group, by rising number within a variant's group.
    names: Vec<u16>,
    parts: Vec<Part<T, LANES>>,
}

/// Some of the channels.
#[derive(Clone, Debug)]
struct Part<T, const LANES: usize> {
    /// Beside `Bundle::names`.
    edits: Vec<[T; LANES]>,
    /// By number of a name's group.
    marginals: Vec<[T; LANES]>,
    insertions: [[T; LANES]; CODES],
    deletions: [[T; LANES]; CODES],
    stays: [[T; LANES]; CODES],
    unlisted: [T; LANES],
}

/// A chance as a bundle keeps it.
pub trait Chance: Copy + Default + Into<f64> {
    /// The chance, as exactly as it is kept.
    fn of(chance: f64) -> Self;
}

impl Chance for f32 {
    #[expect(clippy::cast_possible_truncation, reason = "what is kept so is not needed more exactly")]
    fn of(chance: f64) -> Self {
        chance as f32
    }
}

impl Chance for f64 {
    fn of(chance: f64) -> Self {
        chance
    }
}

/// Room for weighing pairs, kept between calls so that it is made once.
#[derive(Clone, Debug, Default)]
pub struct BundleRoom<const LANES: usize> {
    name: Vec<u8>,
    variant: Vec<u8>,
    /// For each letter of the name, the numbers of the groups of one, two and three letters that end with it.
    groups: Vec<[u16; WIDEST]>,
    /// By number of a name's group: one more than where in `ends` the first group of the name with that number is told; 0 for none.
    first: Vec<u16>,
    /// The letter that such a group ends with, its width, and one more than where the next with the same number is told.
    ends: Vec<(u8, u8, u16)>,
    hits: Vec<Hit>,
    cells: Vec<[f64; LANES]>,
    sums: Vec<[f64; LANES]>,
}

/// An edit that some letters of the name and some of the variant allow.
#[derive(Clone, Copy, Debug)]
struct Hit {
    /// How many letters of the variant and of the name end with it, and how many it takes of each.
    variant_end: u8,
    name_end: u8,
    variant_width: u8,
    name_width: u8,
    /// Where in the edits it stands; `u32::MAX` for letters that change places.
    edit: u32,
}

impl<T: Chance, const LANES: usize> Bundle<T, LANES> {
    /// Merges channels.
    #[must_use]
    pub fn of<'c>(channels: impl IntoIterator<Item = &'c Channel>) -> Self {
        let channels: Vec<&Channel> = channels.into_iter().collect();
        let threes_of =
            |own: fn(&Channel) -> &[u16]| threes(channels.iter().flat_map(|channel| own(channel)).map(|own| Group(*own)));
        let (name_threes, variant_threes) =
            (threes_of(|channel| &channel.name_threes), threes_of(|channel| &channel.variant_threes));
        let (name_threes, variant_threes) = (name_threes.into_vec(), variant_threes.into_vec());
        let numbers = PAIRS + name_threes.len();
        let parts = channels.len().div_ceil(LANES);
        let none = [T::default(); LANES];
        let part = Part {
            edits: Vec::new(),
            marginals: vec![none; numbers],
            insertions: [none; CODES],
            deletions: [none; CODES],
            stays: [none; CODES],
            unlisted: none,
        };
        let (starts, names) = (Vec::new(), Vec::new());
        let mut bundle = Self { channels: channels.len(), parts: vec![part; parts], name_threes, variant_threes, starts, names };
        let mut merged: FxHashMap<(u16, u16), Vec<[T; LANES]>> = FxHashMap::default();
        for (at, channel) in channels.iter().enumerate() {
            let (part, lane) = (at / LANES, at % LANES);
            for (own, chance) in channel.marginals.iter().enumerate() {
                let number = number(group_of(own, &channel.name_threes), &bundle.name_threes);
                bundle.parts[part].marginals[usize::from(number)][lane] = T::of(*chance);
            }
            for code in 0..CODES {
                bundle.parts[part].insertions[code][lane] = T::of(channel.insertions[code]);
                bundle.parts[part].deletions[code][lane] = T::of(channel.deletions[code]);
                bundle.parts[part].stays[code][lane] = T::of(channel.stays[code]);
            }
            bundle.parts[part].unlisted[lane] = T::of(channel.unlisted);
            for (own, range) in channel.starts.windows(2).enumerate() {
                let variant = number(group_of(own, &channel.variant_threes), &bundle.variant_threes);
                for (name, chance) in &channel.edits[range[0] as usize..range[1] as usize] {
                    let name = number(group_of(usize::from(*name), &channel.name_threes), &bundle.name_threes);
                    merged.entry((variant, name)).or_insert_with(|| vec![none; parts])[part][lane] = T::of(*chance);
                }
            }
        }
        let mut merged: Vec<_> = merged.into_iter().collect();
        merged.sort_unstable_by_key(|(key, _)| *key);
        for variant in 0..=PAIRS + bundle.variant_threes.len() {
            bundle.starts.push(merged.partition_point(|(key, _)| usize::from(key.0) < variant) as u32);
        }
        for ((_, name), chances) in merged {
            bundle.names.push(name);
            bundle.parts.iter_mut().zip(chances).for_each(|(part, chances)| part.edits.push(chances));
        }
        bundle
    }

    /// −10·log10 of the chance that the name comes to be written as the variant (both in working letters) under each channel, in decibans,
    /// put into `costs` in the order of the channels.
    ///
    /// Time is proportional to the product of the lengths and allocates nothing once `room` has grown.
    pub fn costs(&self, name: &[u8], variant: &[u8], room: &mut BundleRoom<LANES>, costs: &mut Vec<f64>) {
        costs.clear();
        codes(name, &mut room.name);
        codes(variant, &mut room.variant);
        self.find_hits(room);
        let (names, variants) = (room.name.len(), room.variant.len());
        for part in &self.parts {
            Self::fill(part, room);
            let own = Self::own(part, room);
            let both = room.cells[variants * (names + 1) + names];
            costs.extend(both.iter().zip(own).map(|(both, own)| price(*both) - price(own) + raised(variants)));
        }
        costs.truncate(self.channels);
    }

    /// Notes which edits the two words allow, by rising end in the variant and then in the name.
    fn find_hits(&self, room: &mut BundleRoom<LANES>) {
        room.groups.clear();
        room.ends.clear();
        room.hits.clear();
        room.first.resize(PAIRS + self.name_threes.len(), 0);
        for end in 1..=room.name.len() {
            let mut ending = [NONE; WIDEST];
            for width in 1..=WIDEST.min(end) {
                let own = number(Group::of(&room.name[end - width..end]), &self.name_threes);
                let Some(first) = room.first.get_mut(usize::from(own)) else { continue };
                ending[width - 1] = own;
                room.ends.push((end as u8, width as u8, *first));
                *first = room.ends.len() as u16;
            }
            room.groups.push(ending);
        }
        for end in 1..=room.variant.len() {
            let from = room.hits.len();
            for width in 1..=WIDEST.min(end) {
                let own = number(Group::of(&room.variant[end - width..end]), &self.variant_threes);
                let Some(range) = self.starts.get(usize::from(own)..usize::from(own).saturating_add(2)) else { continue };
                for edit in range[0]..range[1] {
                    let mut next = room.first[usize::from(self.names[edit as usize])];
                    while let Some((name_end, name_width, after)) = next.checked_sub(1).map(|at| room.ends[usize::from(at)]) {
                        room.hits.push(Hit { variant_end: end as u8, name_end, variant_width: width as u8, name_width, edit });
                        next = after;
                    }
                }
            }
            if let [.., first, second] = room.variant[..end]
                && first != second
            {
                let mut next = room.first[usize::from(Group::of(&[second, first]).0)];
                while let Some((name_end, name_width, after)) = next.checked_sub(1).map(|at| room.ends[usize::from(at)]) {
                    room.hits.push(Hit { variant_end: end as u8, name_end, variant_width: 2, name_width, edit: u32::MAX });
                    next = after;
                }
            }
            room.hits[from..].sort_unstable_by_key(|hit| hit.name_end);
        }
        for number in room.groups.iter().flatten().filter(|number| **number != NONE) {
            room.first[usize::from(*number)] = 0;
        }
    }

    /// The chance of the name, whatever it becomes, under each channel; its letters' raise is the same as in the cells.
    fn own(part: &Part<T, LANES>, room: &mut BundleRoom<LANES>) -> [f64; LANES] {
        let BundleRoom { name, groups, sums, .. } = room;
        sums.clear();
        sums.resize(name.len() + 1, [0.0; LANES]);
        sums[0] = [1.0; LANES];
        for (end, groups) in (1..).zip(groups.iter()) {
            for (width, number) in (1..).zip(groups).filter(|(_, number)| **number != NONE) {
                let (before, here) = sums.split_at_mut(end);
                add_times(&mut here[0], &before[end - width], &part.marginals[usize::from(*number)], 1.0);
            }
        }
        sums[name.len()]
    }

    /// Fills the sums of the pair under some of the channels, by rising end in the variant and then in the name.
    fn fill(part: &Part<T, LANES>, room: &mut BundleRoom<LANES>) {
        let BundleRoom { name, variant, hits, cells, .. } = room;
        let height = name.len() + 1;
        cells.clear();
        cells.resize((variant.len() + 1) * height, [0.0; LANES]);
        cells[0] = [1.0; LANES];
        let mut hits = hits.iter().peekable();
        for variant_end in 0..=variant.len() {
            for name_end in 0..=name.len() {
                let (before, here) = cells.split_at_mut(variant_end * height + name_end);
                let Some(here) = here.first_mut() else { continue };
                let at = |variant: usize, name: usize| &before[variant * height + name];
                let is_head = |first: bool| if first { HEAD } else { 1.0 };
                if name_end > 0 {
                    let lost = &part.deletions[usize::from(name[name_end - 1]) % CODES];
                    add_times(here, at(variant_end, name_end - 1), lost, is_head(variant_end == 0 && name_end == 1));
                }
                if variant_end > 0 {
                    let inserted = &part.insertions[usize::from(variant[variant_end - 1]) % CODES];
                    add_times(here, at(variant_end - 1, name_end), inserted, is_head(variant_end == 1 && name_end == 0));
                }
                if variant_end > 0 && name_end > 0 {
                    let changed = variant_end == 1 && name_end == 1 && name[0] != variant[0];
                    add_times(here, at(variant_end - 1, name_end - 1), &part.unlisted, is_head(changed));
                }
                let is_here = |hit: &&Hit| usize::from(hit.variant_end) == variant_end && usize::from(hit.name_end) == name_end;
                while let Some(hit) = hits.next_if(is_here) {
                    let (variant_from, name_from) =
                        (variant_end - usize::from(hit.variant_width), name_end - usize::from(hit.name_width));
                    let same = name[name_from..name_end] == variant[variant_from..variant_end];
                    let head = is_head(variant_from == 0 && name_from == 0 && !same);
                    match part.edits.get(hit.edit as usize) {
                        Some(chances) => add_times(here, at(variant_from, name_from), chances, head),
                        None => {
                            let stays = |code: u8| &part.stays[usize::from(code) % CODES];
                            let (a, b) = (stays(variant[variant_from]), stays(variant[variant_end - 1]));
                            let swap: [f64; LANES] =
                                std::array::from_fn(|lane| a[lane].into() * b[lane].into() * joint::chance(SWAP));
                            add_times(here, at(variant_from, name_from), &swap, head);
                        }
                    }
                }
            }
        }
    }
}

#[inline]
fn add_times<T: Chance, const LANES: usize>(sum: &mut [f64; LANES], before: &[f64; LANES], chances: &[T; LANES], times: f64) {
    for lane in 0..LANES {
        sum[lane] += before[lane] * (chances[lane].into() * times);
    }
}

#[cfg(test)]
mod tests {
    use super::{Bundle, BundleRoom};
    use crate::names::channel::Scratch;
    use crate::names::routes::Routes;

    const WORDS: [&str; 13] =
        ["khusnullin", "husnurin", "kh", "saldo", "sardo", "zaporizhzhia", "zahorizja", "a", "", "aaaa", "kyiv", "ikyv", "sa1do"];

    #[test]
    fn costs_are_those_of_each_channel() {
        let channels: Vec<_> = Routes::embedded().channels().collect();
        let bundle = Bundle::<f32, 8>::of(channels.iter().copied());
        let (mut room, mut scratch, mut costs) = (BundleRoom::default(), Scratch::default(), Vec::new());
        for (name, variant) in WORDS.iter().flat_map(|name| WORDS.iter().map(move |variant| (name, variant))) {
            bundle.costs(name.as_bytes(), variant.as_bytes(), &mut room, &mut costs);
            assert_eq!(costs.len(), channels.len());
            for (channel, cost) in channels.iter().zip(&costs) {
                let (known, asked) = (channel.know(name.as_bytes()), channel.ask(variant.as_bytes()));
                let exact = channel.cost_between(&known, &asked, &mut scratch);
                assert!((cost - exact).abs() < 1e-3, "{name} {variant}: {cost} {exact}");
                let single = channel.cost(name.as_bytes(), variant.as_bytes(), &mut scratch);
                assert!((single - exact).abs() < 1e-9, "{name} {variant}: {single} {exact}");
            }
        }
    }

    #[test]
    fn the_longest_words_end() {
        let bundle = Bundle::<f32, 8>::of(Routes::embedded().channels());
        let (mut room, mut costs) = (BundleRoom::default(), Vec::new());
        for (name, variant) in [("qzxj".repeat(16), "ea".repeat(32)), ("a".repeat(64), "a".repeat(64))] {
            bundle.costs(name.as_bytes(), variant.as_bytes(), &mut room, &mut costs);
            assert!(costs.iter().all(|cost| cost.is_finite()));
        }
        Bundle::<f32, 8>::of([]).costs(b"saldo", b"sardo", &mut room, &mut costs);
        assert!(costs.is_empty());
    }
}
