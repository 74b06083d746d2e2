//! Many names at once: those that a variant may come from at no more than a given cost, found without weighing each. This walk finds all of
//! them, with their costs, and serves where a list is small or the channel another than the pooled one: other scripts, case forms; the
//! index is for the rest.
//!
//! The names are the paths of a trie, laid out in the order in which a walk meets its nodes. What names begin with alike is weighed once,
//! and where the cost of the letters so far passes the limit, all names that begin so are passed over. What is found has the very cost
//! that [`Channel::cost_between`] gives it: nothing within the limit is missed, so that retrieval is as tolerant as the score.

use super::group::Group;
use super::joint::price;
use super::{Asked, Channel, HEAD, NONE, RAISE, WIDEST, code, number, raised};

/// How much the letters so far may cost beyond the limit, in decibans: the chances of what follows may add up to more than one, since
/// letters that come out of nothing are not among what a name may become.
const SLACK: f64 = 3.0;

/// Names laid out as a trie.
#[derive(Clone, Debug, Default)]
pub struct Trie {
    nodes: Vec<Node>,
    /// The numbers of the names, in the order of the nodes at which they end.
    names: Vec<u32>,
}

/// A letter of one or more names, behind its parent or behind a sibling and all that follows that one.
#[derive(Clone, Copy, Debug)]
struct Node {
    code: u8,
    /// How many letters lead here, with this one.
    depth: u8,
    /// The first node that does not begin with these letters.
    next: u32,
    /// Where the names that end here begin in `names`; they end where those of the next node begin.
    first_name: u32,
}

/// What a channel knows of the letters of a trie.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    /// For each node, the numbers of the groups of one, two and three letters that end with it.
    groups: Vec<[u16; WIDEST]>,
    /// What the letters so far cost, whatever they become, as a chance raised by [`RAISE`] a letter.
    own: Vec<f64>,
}

/// Room for one walk.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    rows: Vec<f64>,
}

impl Trie {
    /// Lays out names, each with its number; a name may have several spellings, and a spelling several names. Sorts.
    #[must_use]
    pub fn new(mut spellings: Vec<(Vec<u8>, u32)>) -> Self {
        spellings.retain(|(letters, _)| !letters.is_empty());
        spellings.sort_unstable();
        spellings.dedup();
        let (mut trie, mut path, mut last): (Self, Vec<usize>, &[u8]) = (Self::default(), Vec::new(), &[]);
        for (letters, name) in &spellings {
            let shared = last.iter().zip(letters).take_while(|(a, b)| a == b).count();
            for (depth, letter) in letters.iter().enumerate().skip(shared) {
                trie.close(&mut path, depth);
                path.push(trie.nodes.len());
                let depth = u8::try_from(depth + 1).unwrap_or(u8::MAX);
                trie.nodes.push(Node { code: code(*letter), depth, next: 0, first_name: narrow(trie.names.len()) });
            }
            trie.close(&mut path, letters.len());
            trie.names.push(*name);
            last = letters;
        }
        trie.close(&mut path, 0);
        // The names of the last node end where those of a node behind it would begin.
        trie.nodes.push(Node { code: 0, depth: 0, next: u32::MAX, first_name: narrow(trie.names.len()) });
        trie
    }

    /// Says of the open nodes beyond `depth` where what begins with them ends.
    fn close(&mut self, path: &mut Vec<usize>, depth: usize) {
        let end = narrow(self.nodes.len());
        path.drain(depth.min(path.len())..).for_each(|node| self.nodes[node].next = end);
    }

    /// What `channel` knows of these names. Linear in the number of nodes.
    #[must_use]
    pub fn lay(&self, channel: &Channel) -> Laid {
        let mut laid = Laid { groups: Vec::with_capacity(self.nodes.len()), own: Vec::with_capacity(self.nodes.len()) };
        let mut codes = [0_u8; 256];
        let mut sums = [0.0_f64; 257];
        sums[0] = 1.0;
        for node in &self.nodes {
            let depth = usize::from(node.depth);
            let mut groups = [NONE; WIDEST];
            if depth > 0 {
                codes[depth - 1] = node.code;
                sums[depth] = 0.0;
                for width in 1..=WIDEST.min(depth) {
                    let number = number(Group::of(&codes[depth - width..depth]), &channel.name_threes);
                    let chance = channel.marginals.get(usize::from(number)).copied().unwrap_or(0.0);
                    if chance > 0.0 || width == 2 {
                        groups[width - 1] = number;
                        sums[depth] += sums[depth - width] * chance;
                    }
                }
            }
            laid.groups.push(groups);
            laid.own.push(sums[depth]);
        }
        laid
    }

    /// Finds every name that `variant` may come from at a cost of at most `limit` decibans, and gives its number and cost to `each`; a name
    /// of several spellings is found as often as they are.
    pub fn search(
        &self,
        laid: &Laid,
        channel: &Channel,
        variant: &Asked,
        limit: f64,
        walk: &mut Walk,
        mut each: impl FnMut(u32, f64),
    ) {
        let width = variant.codes.len() + 1;
        walk.rows.clear();
        walk.rows.resize((usize::from(u8::MAX) + 1) * width, 0.0);
        walk.rows[0] = 1.0;
        channel.insert(variant, &mut walk.rows[..width], true);
        let ahead = Ahead::of(channel, variant);
        let floor = 10_f64.powf(-(limit + SLACK) / 10.0);
        let mut owns = [1.0_f64; 256];
        let mut codes = [0_u8; 256];
        let mut at = 0;
        while at + 1 < self.nodes.len() {
            let node = self.nodes[at];
            let depth = usize::from(node.depth);
            let (before, here) = walk.rows.split_at_mut(depth * width);
            let here = &mut here[..width];
            channel.consume_letter(&laid.groups[at], variant, before, here, depth);
            (owns[depth], codes[depth]) = (laid.own[at], node.code);
            let (first, end) = (node.first_name as usize, self.nodes[at + 1].first_name as usize);
            if first < end {
                let cost = price(here[width - 1]) + raised(depth + width - 1) - (price(laid.own[at]) + raised(depth));
                if cost <= limit {
                    self.names[first..end].iter().for_each(|name| each(*name, cost));
                }
            }
            let is_worth_it = ahead.reached(here) >= floor * owns[depth]
                || ahead.pending(before, width, depth, &owns, &codes) + ahead.reached(here) / owns[depth] >= floor;
            at = if is_worth_it { at + 1 } else { node.next as usize };
        }
    }
}

/// What the letters ahead may still make of a row: bounds on the chances of all names that begin with the letters so far.
struct Ahead {
    /// By letters of the variant written: what takes their raise off.
    lowered: Vec<f64>,
    /// By code of a letter, then letters of the variant written: the most that a longer group which begins with the letter may give there,
    /// given the group.
    one: Vec<f64>,
    /// The same for groups of three letters by their first two, in order.
    two: Vec<(u16, Vec<f64>)>,
}

impl Ahead {
    fn of(channel: &Channel, variant: &Asked) -> Self {
        let width = variant.codes.len() + 1;
        let lowered: Vec<f64> = (0..width).map(|j| RAISE.powi(-super::exponent(j))).collect();
        let mut one = vec![0.0_f64; super::CODES * width];
        let mut two: Vec<(u16, Vec<f64>)> = Vec::new();
        let threes = channel.name_threes.iter().zip(super::PAIRS..);
        let longer = (super::CODES..super::PAIRS).map(|pair| (pair, pair >> 5, None));
        let longer = longer.chain(threes.map(|(three, number)| (number, usize::from(three >> 10), Some(three >> 5))));
        for (number, first, head) in longer {
            let hits = variant.hits_of(number as u16);
            if hits.is_empty() {
                continue;
            }
            let raise = |cells: &mut [f64]| {
                for hit in hits {
                    let from = usize::from(hit.end - hit.width);
                    let given = hit.chance * lowered[usize::from(hit.width)] / channel.marginals[number].max(f64::MIN_POSITIVE);
                    cells[from] = cells[from].max(given);
                }
            };
            raise(&mut one[first * width..(first + 1) * width]);
            if let Some(head) = head {
                match two.last_mut() {
                    Some((known, cells)) if *known == head => raise(cells),
                    _ => {
                        let mut cells = vec![0.0; width];
                        raise(&mut cells);
                        two.push((head, cells));
                    }
                }
            }
        }
        Self { lowered, one, two }
    }

    /// The chance that the letters so far have become any head of the variant, raised by the letters of the name.
    fn reached(&self, row: &[f64]) -> f64 {
        row.iter().zip(&self.lowered).map(|(chance, lowered)| chance * lowered).sum()
    }

    /// A bound on the chance that a group which begins with the last letter, or the last two, reaches past it.
    fn pending(&self, before: &[f64], width: usize, depth: usize, owns: &[f64; 256], codes: &[u8; 256]) -> f64 {
        let over =
            |row: &[f64], cells: &[f64]| -> f64 { row.iter().zip(cells).zip(&self.lowered).map(|((a, b), c)| a * b * c).sum() };
        let last = usize::from(codes[depth]) * width;
        let mut sum = over(&before[(depth - 1) * width..], &self.one[last..last + width]) / owns[depth - 1];
        if depth > 1 {
            let pair = Group::of(&[codes[depth - 1], codes[depth]]).0;
            if let Ok(place) = self.two.binary_search_by_key(&pair, |known| known.0) {
                sum += over(&before[(depth - 2) * width..(depth - 1) * width], &self.two[place].1) / owns[depth - 2];
            }
        }
        sum
    }
}

impl Channel {
    /// The row of the recurrence for one more letter of a name, of which `groups` end there; `before` has the rows of the letters before.
    pub(super) fn consume_letter(&self, groups: &[u16; WIDEST], variant: &Asked, before: &[f64], here: &mut [f64], depth: usize) {
        let width = here.len();
        let last = &before[(depth - 1) * width..];
        let lost = self.deletion(groups[0]);
        here[0] = last[0] * lost;
        for end in 1..width {
            here[end] = last[end] * lost + last[end - 1] * self.unlisted;
        }
        if depth == 1 {
            here[0] *= HEAD;
            if width > 1 && groups[0] != u16::from(variant.codes[0]) {
                here[1] += (HEAD - 1.0) * last[0] * self.unlisted;
            }
        }
        for (taken, number) in (1..).zip(groups).filter(|(_, number)| **number != NONE) {
            let row = &before[(depth - taken) * width..(depth - taken + 1) * width];
            // Only groups at the head of the name can change the head of both.
            if depth == taken {
                for hit in variant.hits_of(*number) {
                    let from = usize::from(hit.end - hit.width);
                    let changed = if from == 0 && !hit.same { HEAD } else { 1.0 };
                    here[usize::from(hit.end)] += row[from] * hit.chance * changed;
                }
                continue;
            }
            for hit in variant.hits_of(*number) {
                here[usize::from(hit.end)] += row[usize::from(hit.end - hit.width)] * hit.chance;
            }
        }
        self.insert(variant, here, false);
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four thousand million letters")
}

#[cfg(test)]
mod tests {
    use super::{Trie, Walk};
    use crate::names::channel::Scratch;
    use crate::names::routes::Routes;

    #[test]
    fn what_is_found_is_what_weighing_each_finds() {
        let names =
            ["khusnullin", "khustochka", "kherson", "kharkiv", "kh", "saldo", "salgado", "zaporizhzhia", "a", "kyiv", "kyivan"];
        let spellings = names.iter().zip(0..).map(|(name, number)| (name.as_bytes().to_vec(), number)).collect();
        let (trie, channel) = (Trie::new(spellings), Routes::embedded().pooled());
        let laid = trie.lay(channel);
        for variant in ["husnurin", "sardo", "harkov", "kiev", "kh", "x", "zahorizja", ""] {
            for limit in [10.0, 40.0, 90.0, 400.0] {
                let mut found = Vec::new();
                let asked = channel.ask(variant.as_bytes());
                trie.search(&laid, channel, &asked, limit, &mut Walk::default(), |name, cost| found.push((name, cost)));
                found.sort_by_key(|found| found.0);
                let all = names
                    .iter()
                    .zip(0..)
                    .map(|(name, number)| (number, channel.cost(name.as_bytes(), variant.as_bytes(), &mut Scratch::default())));
                let wanted: Vec<(u32, f64)> = all.filter(|(_, cost)| *cost <= limit).collect();
                let numbers = |found: &[(u32, f64)]| found.iter().map(|found| found.0).collect::<Vec<_>>();
                assert_eq!(numbers(&found), numbers(&wanted), "{variant} {limit}");
                assert!(found.iter().zip(&wanted).all(|(a, b)| (a.1 - b.1).abs() < 1e-6), "{variant} {limit}");
            }
        }
    }

    #[test]
    fn spellings_of_several_names_find_them_all() {
        let trie = Trie::new(vec![(b"kyiv".to_vec(), 1), (b"kyiv".to_vec(), 2), (b"kiev".to_vec(), 1), (Vec::new(), 3)]);
        let channel = Routes::embedded().pooled();
        let mut found = Vec::new();
        trie.search(&trie.lay(channel), channel, &channel.ask(b"kyiv"), 30.0, &mut Walk::default(), |name, _| found.push(name));
        found.sort_unstable();
        assert_eq!(found, [1, 1, 2]);
        let nothing = Trie::new(Vec::new());
        nothing.search(&nothing.lay(channel), channel, &channel.ask(b"kyiv"), 30.0, &mut Walk::default(), |_, _| unreachable!());
    }
}
