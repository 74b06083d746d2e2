//! The channel: how likely a name comes to be written as a variant, and by which edits.
//!
//! A [`Channel`] is a joint distribution over pairs of letter groups of at most two letters a side, learnt from pairs of spellings
//! (see [`train`](super::train)) and read from a file of `data/routes/`. [`Channel::cost`] is −10·log10 P(variant | name) in decibans:
//! the likeliest way to write both together, less the likeliest way to write the name with anything (both by Viterbi).
//! [`Channel::align`] runs the same recurrence and keeps the path, so that what is explained is what was weighed. What the number
//! is held against, the background, is not known here.

use std::fmt;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Costs are kept in hundredths of a deciban: exact sums, and finer than any table is written in.
type Cost = i32;

const UNIT: f64 = 100.0;

/// What an edit costs that the table does not list, in decibans: once in ten thousand million letters, as good as never.
const UNLISTED: Cost = 10_000;

/// Letters of the table's alphabet: a-z, and one for digits.
const LETTERS: usize = 27;
const PAIRS: usize = LETTERS * LETTERS;

/// What it costs two neighbours to change places, beyond writing each. Typing does it about once in two thousand letters (Damerau 1964
/// counts a transposition in every tenth misspelled word).
const SWAP: Cost = 1_900;

/// Names seldom change at the head: OCR and typing slips fall there less, and a reader who copies looks there first.
const HEAD: Cost = 200;

/// A joint distribution over letter groups, laid out for aligning.
#[derive(Clone)]
pub struct Channel {
    one_one: Box<[Cost]>,
    one_none: Box<[Cost]>,
    none_one: Box<[Cost]>,
    two_one: Box<[Cost]>,
    one_two: Box<[Cost]>,
    two_two: Box<[Cost]>,
    /// The cost of a letter, and of two, of a name whatever they are written as.
    name_one: Box<[Cost]>,
    name_two: Box<[Cost]>,
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel").finish_non_exhaustive()
    }
}

/// One step of an alignment.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Letters of the name; empty where the variant has something out of nothing.
    pub name: String,
    /// Letters of the variant; empty where the name's letters are lost.
    pub variant: String,
    /// What the step costs against all that these letters of the name may become, in decibans.
    pub decibans: f64,
    /// The route that such edits are known from; empty for letters that stay and for edits of no known cause.
    pub route: &'static str,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |letters: &str| if letters.is_empty() { "∅".to_owned() } else { letters.to_owned() };
        write!(f, "{}→{}", shown(&self.name), shown(&self.variant))
    }
}

/// Room for the recurrence, kept between calls so that scoring a pair allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    name: Vec<u8>,
    variant: Vec<u8>,
    costs: Vec<Cost>,
    from: Vec<(u8, u8)>,
}

/// What is wrong with a table of edits, and in which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("route table line {line}: {message}")]
#[non_exhaustive]
pub struct ChannelError {
    /// The line, from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl Channel {
    /// The channel that is built in.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static POOLED: LazyLock<Channel> = LazyLock::new(|| {
            Channel::parse(include_str!("../../data/routes/pooled.tsv")).expect("the embedded table is parsed by a test")
        });
        &POOLED
    }

    /// Reads a table: lines of `route, name side, variant side, decibans`, tab-separated, the last being −10·log10 of the joint chance;
    /// `-` is an empty side and `0` any digit; `#` begins a comment line.
    ///
    /// # Errors
    /// A line without four cells, a number of decibans that is none or out of range, a side of more than two letters.
    pub fn parse(table: &str) -> Result<Self, ChannelError> {
        let mut channel = Self::unlisted();
        for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()) {
            channel.add_line(line).map_err(|message| ChannelError { line: at + 1, message })?;
        }
        channel.sum_names();
        Ok(channel)
    }

    fn unlisted() -> Self {
        let all = |size: usize| vec![UNLISTED; size].into_boxed_slice();
        Self {
            one_one: all(LETTERS * LETTERS),
            one_none: all(LETTERS),
            none_one: all(LETTERS),
            two_one: all(PAIRS * LETTERS),
            one_two: all(LETTERS * PAIRS),
            two_two: all(PAIRS * PAIRS),
            name_one: all(LETTERS),
            name_two: all(PAIRS),
        }
    }

    fn add_line(&mut self, line: &str) -> Result<(), String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, name, variant, decibans] = cells[..] else {
            return Err(format!("{} cells found, expected 4: route, name side, variant side, decibans", cells.len()));
        };
        let number: f64 = decibans.parse().map_err(|_| format!("“{decibans}” is no number of decibans"))?;
        if !(0.0..=100.0).contains(&number) {
            return Err(format!("{number} decibans are out of range, expected 0 to 100"));
        }
        let (name, variant) = (side(name)?, side(variant)?);
        let slot = match (&name[..], &variant[..]) {
            ([a], [b]) => &mut self.one_one[a * LETTERS + b],
            ([a], []) => &mut self.one_none[*a],
            ([], [b]) => &mut self.none_one[*b],
            ([a, b], [c]) => &mut self.two_one[(a * LETTERS + b) * LETTERS + c],
            ([a], [b, c]) => &mut self.one_two[a * PAIRS + b * LETTERS + c],
            ([a, b], [c, d]) => &mut self.two_two[(a * LETTERS + b) * PAIRS + c * LETTERS + d],
            _ => return Err("expected one or two letters on one side at least, and none to two on the other".to_owned()),
        };
        *slot = to_cost(number);
        Ok(())
    }

    /// Sums, for each letter group of a name, the chances of all that it may become.
    fn sum_names(&mut self) {
        for a in 0..LETTERS {
            let ones = &self.one_one[a * LETTERS..(a + 1) * LETTERS];
            let twos = &self.one_two[a * PAIRS..(a + 1) * PAIRS];
            self.name_one[a] = sum(ones.iter().chain(twos).chain([&self.one_none[a]]));
        }
        for pair in 0..PAIRS {
            let ones = &self.two_one[pair * LETTERS..(pair + 1) * LETTERS];
            let twos = &self.two_two[pair * PAIRS..(pair + 1) * PAIRS];
            self.name_two[pair] = sum(ones.iter().chain(twos));
        }
    }

    /// −10·log10 of the chance that `name` comes to be written as `variant`, in decibans. Both are working letters.
    ///
    /// Time is proportional to the product of the lengths; `scratch` is reused. A name and itself cost little but not nothing: even the
    /// likeliest writing is one of several.
    #[must_use]
    pub fn cost(&self, name: &[u8], variant: &[u8], scratch: &mut Scratch) -> f64 {
        self.fill::<false>(name, variant, scratch);
        let both = scratch.costs.last().copied().unwrap_or(0);
        decibans(both - self.name_cost(scratch))
    }

    /// The likeliest alignment, step by step. The decibans of the steps and of the [remainder](Self::remainder) add up to [`Self::cost`].
    #[must_use]
    pub fn align(&self, name: &[u8], variant: &[u8]) -> Vec<Step> {
        let mut scratch = Scratch::default();
        self.fill::<true>(name, variant, &mut scratch);
        let width = variant.len() + 1;
        let (mut at, mut steps) = (scratch.costs.len() - 1, Vec::new());
        while at > 0 {
            let (taken, given) = scratch.from[at];
            let (taken, given) = (usize::from(taken), usize::from(given));
            let (i, j) = (at / width, at % width);
            let before = (i - taken) * width + (j - given);
            let own = self.group_cost(&scratch.name[i - taken..i]);
            steps.push(step(
                &name[i - taken..i],
                &variant[j - given..j],
                decibans(scratch.costs[at] - scratch.costs[before] - own),
            ));
            at = before;
        }
        steps.reverse();
        steps
    }

    /// What the cost of a pair holds beyond its steps, in decibans: the name may be cut into letter groups in a likelier way than the one
    /// that the alignment needs.
    #[must_use]
    pub fn remainder(&self, name: &[u8], variant: &[u8]) -> f64 {
        let steps: f64 = self.align(name, variant).iter().map(|step| step.decibans).sum();
        self.cost(name, variant, &mut Scratch::default()) - steps
    }

    /// Fills the table of cheapest ways to write each head of `name` as each head of `variant`.
    fn fill<const KEEP_PATH: bool>(&self, name: &[u8], variant: &[u8], scratch: &mut Scratch) {
        code(name, &mut scratch.name);
        code(variant, &mut scratch.variant);
        let cells = (name.len() + 1) * (variant.len() + 1);
        scratch.costs.clear();
        scratch.costs.resize(cells, Cost::MAX / 2);
        scratch.costs[0] = 0;
        if KEEP_PATH {
            scratch.from.clear();
            scratch.from.resize(cells, (0, 0));
        }
        for i in 0..=name.len() {
            for j in 0..=variant.len() {
                self.reach::<KEEP_PATH>(i, j, scratch);
            }
        }
    }

    /// Finds the cheapest way to reach one cell from the cells before it.
    fn reach<const KEEP_PATH: bool>(&self, i: usize, j: usize, scratch: &mut Scratch) {
        let Scratch { name, variant, costs, from } = scratch;
        let width = variant.len() + 1;
        let (mut best, mut way) = (costs[i * width + j], (0, 0));
        let mut try_from = |taken: usize, given: usize, cost: Cost, changes: bool| {
            let head = if changes && taken == i && given == j { HEAD } else { 0 };
            let total = costs[(i - taken) * width + j - given] + cost + head;
            if total < best {
                (best, way) = (total, (taken, given));
            }
        };
        let a = (i > 0).then(|| usize::from(name[i - 1]));
        let b = (j > 0).then(|| usize::from(variant[j - 1]));
        if let (Some(a), Some(b)) = (a, b) {
            try_from(1, 1, self.one_one[a * LETTERS + b], a != b);
        }
        if let Some(a) = a {
            try_from(1, 0, self.one_none[a], true);
        }
        if let Some(b) = b {
            try_from(0, 1, self.none_one[b], true);
        }
        let two = (i > 1).then(|| usize::from(name[i - 2]) * LETTERS + usize::from(name[i - 1]));
        let other = (j > 1).then(|| usize::from(variant[j - 2]) * LETTERS + usize::from(variant[j - 1]));
        if let (Some(two), Some(b)) = (two, b) {
            try_from(2, 1, self.two_one[two * LETTERS + b], true);
        }
        if let (Some(a), Some(other)) = (a, other) {
            try_from(1, 2, self.one_two[a * PAIRS + other], true);
        }
        if let (Some(two), Some(other)) = (two, other) {
            try_from(2, 2, self.two_two[two * PAIRS + other], two != other);
            let (first, second) = (two / LETTERS, two % LETTERS);
            if first != second && other == second * LETTERS + first {
                let letters = self.one_one[first * (LETTERS + 1)] + self.one_one[second * (LETTERS + 1)];
                try_from(2, 2, letters + SWAP, true);
            }
        }
        costs[i * width + j] = best;
        if KEEP_PATH {
            from[i * width + j] = (narrow(way.0), narrow(way.1));
        }
    }

    /// The cheapest way to cut the coded name into groups, whatever they become.
    fn name_cost(&self, scratch: &Scratch) -> Cost {
        let (mut before, mut last) = (0, 0);
        for (at, letter) in scratch.name.iter().enumerate() {
            let one = last + self.name_one[usize::from(*letter)];
            let two = at.checked_sub(1).map(|first| before + self.group_cost(&scratch.name[first..=at]));
            (before, last) = (last, two.map_or(one, |two| two.min(one)));
        }
        last
    }

    /// What a coded letter group costs, whatever it becomes.
    fn group_cost(&self, group: &[u8]) -> Cost {
        match group {
            [] => 0,
            [a] => self.name_one[usize::from(*a)],
            [a, b, ..] => self.name_two[usize::from(*a) * LETTERS + usize::from(*b)],
        }
    }
}

fn step(name: &[u8], variant: &[u8], decibans: f64) -> Step {
    let text = |letters: &[u8]| String::from_utf8_lossy(letters).into_owned();
    let route = if name == variant { "" } else { cause(name, variant) };
    Step { name: text(name), variant: text(variant), decibans, route }
}

/// The route that an edit is known from, with the letters that stay at either end put aside: `ho→go` is `h→g`.
fn cause(name: &[u8], variant: &[u8]) -> &'static str {
    let whole = CAUSES.get(&(name, variant)).copied();
    let tail = || {
        matches!((name, variant), ([.., a], [.., b]) if a == b).then(|| (&name[..name.len() - 1], &variant[..variant.len() - 1]))
    };
    let head = || matches!((name, variant), ([a, ..], [b, ..]) if a == b).then(|| (&name[1..], &variant[1..]));
    whole.or_else(|| CAUSES.get(&tail()?).copied()).or_else(|| CAUSES.get(&head()?).copied()).unwrap_or_default()
}

type Edit = (&'static [u8], &'static [u8]);

/// Routes by edit, from `data/routes/causes.tsv`.
static CAUSES: LazyLock<FxHashMap<Edit, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/routes/causes.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t').map(|cell| if cell == "-" { "" } else { cell });
        let (name, variant, routes) = (cells.next()?, cells.next()?, cells.next()?);
        Some(((name.as_bytes(), variant.as_bytes()), routes.split(',').next().unwrap_or_default()))
    })
    .collect()
});

fn side(cell: &str) -> Result<Vec<usize>, String> {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' => Ok(usize::from(byte - b'a')),
        b'0'..=b'9' => Ok(26),
        _ => Err(format!("“{cell}” holds something else than a-z and digits")),
    };
    if cell == "-" { Ok(Vec::new()) } else { cell.bytes().map(letter).collect() }
}

fn code(letters: &[u8], out: &mut Vec<u8>) {
    out.clear();
    out.extend(letters.iter().map(|letter| if letter.is_ascii_lowercase() { letter - b'a' } else { 26 }));
}

fn sum<'a>(costs: impl Iterator<Item = &'a Cost>) -> Cost {
    let chance: f64 = costs.filter(|cost| **cost < UNLISTED).map(|cost| 10_f64.powf(-f64::from(*cost) / UNIT / 10.0)).sum();
    if chance > 0.0 { to_cost(-10.0 * chance.log10()) } else { UNLISTED }
}

#[expect(clippy::cast_possible_truncation, reason = "decibans of a table are below 100, of a sum not above")]
fn to_cost(decibans: f64) -> Cost {
    (decibans * UNIT).round() as Cost
}

fn decibans(cost: Cost) -> f64 {
    f64::from(cost) / UNIT
}

fn narrow(width: usize) -> u8 {
    u8::try_from(width).expect("an edit has at most two letters a side")
}

#[cfg(test)]
mod tests {
    use super::{Channel, Scratch};

    fn cost(name: &str, variant: &str) -> f64 {
        Channel::embedded().cost(name.as_bytes(), variant.as_bytes(), &mut Scratch::default())
    }

    #[test]
    fn what_the_routes_do_is_cheaper_than_chance() {
        for (name, likely, unlikely) in [
            ("khusnullin", "husnurin", "husnubin"),
            ("saldo", "sardo", "samdo"),
            ("chornobaivka", "chernobaevka", "chornokaivka"),
            ("zaporizhzhia", "saporischschja", "kaporizhpia"),
            ("cavour", "cavonr", "cavopr"),
        ] {
            assert!(cost(name, likely) < cost(name, unlikely), "{name}: {} {}", cost(name, likely), cost(name, unlikely));
        }
    }

    #[test]
    fn steps_and_remainder_add_up_to_the_cost() {
        for (name, variant) in
            [("khusnullin", "husnurin"), ("", "abc"), ("abc", ""), ("stremousov", "stremsov"), ("abcd", "badc")]
        {
            let (name, variant) = (name.as_bytes(), variant.as_bytes());
            let steps: f64 = Channel::embedded().align(name, variant).iter().map(|step| step.decibans).sum();
            let all = Channel::embedded().cost(name, variant, &mut Scratch::default());
            assert!((steps + Channel::embedded().remainder(name, variant) - all).abs() < 1e-6);
        }
    }

    /// With every edit of one letter at one price and no groups, what a pair costs beyond its equal letters counts the edits of
    /// Levenshtein's distance.
    #[test]
    fn agrees_with_levenshtein_where_all_edits_cost_the_same() {
        let letters: Vec<char> = ('a'..='z').collect();
        let mut table = String::new();
        for a in &letters {
            table.push_str(&format!("x\t{a}\t-\t10\nx\t-\t{a}\t10\n"));
            letters.iter().for_each(|b| table.push_str(&format!("x\t{a}\t{b}\t{}\n", if a == b { 0 } else { 10 })));
        }
        let flat = Channel::parse(&table).expect("the table above is right");
        for (a, b) in [("kitten", "sitting"), ("saturday", "sunday"), ("ab", "aab"), ("abcd", "xabd"), ("kherson", "herson")] {
            let price = |variant: &str| flat.cost(a.as_bytes(), variant.as_bytes(), &mut Scratch::default());
            let edits = (price(b) - price(a)) / 10.0;
            let head = if a.starts_with(&b[..1]) { 0.0 } else { 0.2 };
            assert!((edits - head - strsim::levenshtein(a, b) as f64).abs() < 1e-6, "{a} {b} {edits}");
        }
    }

    #[test]
    fn a_broken_table_is_refused_with_its_line() {
        for (table, message) in [
            ("a\tb", "route table line 1: 2 cells found, expected 4: route, name side, variant side, decibans"),
            ("# x\nr\ta\tb\tcheap", "route table line 2: “cheap” is no number of decibans"),
            ("r\ta\tb\t-3", "route table line 1: -3 decibans are out of range, expected 0 to 100"),
            ("r\tä\tb\t3", "route table line 1: “ä” holds something else than a-z and digits"),
            (
                "r\tabc\tb\t3",
                "route table line 1: expected one or two letters on one side at least, and none to two on the other",
            ),
        ] {
            assert_eq!(Channel::parse(table).expect_err("broken").to_string(), message);
        }
    }
}
