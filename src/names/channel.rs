//! The channel: how likely a name comes to be written as a variant, and by which edits.
//!
//! A [`Channel`] is a table of weighted letter-group edits, each with the route that explains it, read from a file of
//! `data/routes/`. [`Channel::cost`] is the cheapest way to write the name as the variant, in decibans: −10·log10 of its chance
//! (Viterbi path, no normalisation over paths). [`Channel::align`] runs the same recurrence and keeps the path. What the number is held
//! against, the background, is not known here.

use std::fmt;
use std::sync::LazyLock;

/// Costs are kept in tenths of a deciban: exact sums, and the precision the table is written in.
type Tenths = i32;

/// A cost that no path reaches; halved so that adding to it cannot overflow.
const UNREACHABLE: Tenths = Tenths::MAX / 2;

/// One weighted edit: the letters of the name, the letters that stand for them in the variant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    name: Box<[u8]>,
    variant: Box<[u8]>,
    cost: Tenths,
    route: u8,
}

/// The costs of edits that the table does not list letter by letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
struct General {
    identity: Tenths,
    substitute: Tenths,
    drop: Tenths,
    add: Tenths,
    substitute_vowel: Tenths,
    drop_vowel: Tenths,
    add_vowel: Tenths,
    swap: Tenths,
    undouble: Tenths,
    double: Tenths,
    head: Tenths,
}

/// A table of weighted edits, prepared for aligning.
#[derive(Clone, Debug)]
pub struct Channel {
    routes: Vec<String>,
    /// Edits by the first letter of the name side; those that add letters out of nothing come last.
    by_letter: Vec<Vec<Edit>>,
    general: General,
}

/// One step of an alignment.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Letters of the name; empty where the variant has something out of nothing.
    pub name: String,
    /// Letters of the variant; empty where the name's letters are lost.
    pub variant: String,
    /// What the step costs, in decibans.
    pub decibans: f64,
    /// The route that the table names for it; empty for a letter that stays.
    pub route: String,
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
    costs: Vec<Tenths>,
    from: Vec<(u8, u8, u8)>,
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
        static HAND: LazyLock<Channel> = LazyLock::new(|| {
            Channel::parse(include_str!("../../data/routes/hand.tsv")).expect("the embedded table is parsed by a test")
        });
        &HAND
    }

    /// Reads a table: lines of `route, name side, variant side, decibans`, tab-separated; `#` begins a comment line.
    ///
    /// # Errors
    /// A line without four cells, a cost that is no positive number, a side of more than eight letters.
    pub fn parse(table: &str) -> Result<Self, ChannelError> {
        let mut channel = Self { routes: vec![String::new()], by_letter: vec![Vec::new(); 257], general: General::default() };
        for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()) {
            channel.add_line(line).map_err(|message| ChannelError { line: at + 1, message })?;
        }
        for edits in &mut channel.by_letter {
            edits.sort_by_key(|edit| edit.cost);
        }
        Ok(channel)
    }

    fn add_line(&mut self, line: &str) -> Result<(), String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [route, name, variant, decibans] = cells[..] else {
            return Err(format!("{} cells found, expected 4: route, name side, variant side, decibans", cells.len()));
        };
        let number: f64 = decibans.parse().map_err(|_| format!("“{decibans}” is no number of decibans"))?;
        if !(0.0..=200.0).contains(&number) {
            return Err(format!("{number} decibans are out of range, expected 0 to 200"));
        }
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 2000 by the check above")]
        let cost = (number * 10.0).round() as Tenths;
        if self.set_general(name, variant, cost) {
            return Ok(());
        }
        let route = self.route_number(route)?;
        let side = |cell: &str| if cell == "-" { Box::default() } else { cell.as_bytes().into() };
        let edit = Edit { name: side(name), variant: side(variant), cost, route };
        if edit.name.len() > 8 || edit.variant.len() > 8 || (edit.name.is_empty() && edit.variant.is_empty()) {
            return Err("a side has more than eight letters, or both are empty".to_owned());
        }
        let bucket = edit.name.first().map_or(256, |letter| usize::from(*letter));
        self.by_letter[bucket].push(edit);
        Ok(())
    }

    fn set_general(&mut self, name: &str, variant: &str, cost: Tenths) -> bool {
        let general = &mut self.general;
        let slot = match (name, variant) {
            ("identity", _) => &mut general.identity,
            ("swap", _) => &mut general.swap,
            ("head", _) => &mut general.head,
            ("any", "any") => &mut general.substitute,
            ("any", "-") => &mut general.drop,
            ("-", "any") => &mut general.add,
            ("vowel", "vowel") => &mut general.substitute_vowel,
            ("vowel", "-") => &mut general.drop_vowel,
            ("-", "vowel") => &mut general.add_vowel,
            ("double", "single") => &mut general.undouble,
            ("single", "double") => &mut general.double,
            _ => return false,
        };
        *slot = cost;
        true
    }

    fn route_number(&mut self, route: &str) -> Result<u8, String> {
        let known = self.routes.iter().position(|other| other == route);
        let number = known.unwrap_or_else(|| {
            self.routes.push(route.to_owned());
            self.routes.len() - 1
        });
        u8::try_from(number).map_err(|_| "more than 255 routes".to_owned())
    }

    /// −10·log10 of the chance that `name` comes to be written as `variant`, in decibans. Both are working letters.
    ///
    /// Time is the product of the lengths times the edits that begin with a letter; `scratch` is reused.
    #[must_use]
    pub fn cost(&self, name: &[u8], variant: &[u8], scratch: &mut Scratch) -> f64 {
        self.fill::<false>(name, variant, scratch);
        f64::from(*scratch.costs.last().unwrap_or(&0)) / 10.0
    }

    /// The cheapest alignment, step by step; the decibans of its steps add up to [`Self::cost`].
    #[must_use]
    pub fn align(&self, name: &[u8], variant: &[u8]) -> Vec<Step> {
        let mut scratch = Scratch::default();
        self.fill::<true>(name, variant, &mut scratch);
        let width = variant.len() + 1;
        let (mut at, mut steps) = (scratch.costs.len() - 1, Vec::new());
        while at > 0 {
            let (taken, given, route) = scratch.from[at];
            let (i, j) = (at / width, at % width);
            let before = (i - usize::from(taken)) * width + (j - usize::from(given));
            steps.push(Step {
                name: text(&name[i - usize::from(taken)..i]),
                variant: text(&variant[j - usize::from(given)..j]),
                decibans: f64::from(scratch.costs[at] - scratch.costs[before]) / 10.0,
                route: self.routes[usize::from(route)].clone(),
            });
            at = before;
        }
        steps.reverse();
        steps
    }

    /// Fills the table of cheapest ways to write each head of `name` as each head of `variant`.
    fn fill<const KEEP_PATH: bool>(&self, name: &[u8], variant: &[u8], scratch: &mut Scratch) {
        let width = variant.len() + 1;
        let cells = (name.len() + 1) * width;
        scratch.costs.clear();
        scratch.costs.resize(cells, UNREACHABLE);
        scratch.costs[0] = 0;
        if KEEP_PATH {
            scratch.from.clear();
            scratch.from.resize(cells, (0, 0, 0));
        }
        for i in 0..=name.len() {
            for j in 0..=variant.len() {
                self.spread::<KEEP_PATH>(name, variant, (i, j), scratch);
            }
        }
    }

    /// Takes every edit that is possible at one cell to the cell it leads to.
    fn spread<const KEEP_PATH: bool>(&self, name: &[u8], variant: &[u8], (i, j): (usize, usize), scratch: &mut Scratch) {
        let width = variant.len() + 1;
        let here = scratch.costs[i * width + j];
        let (rest, written) = (&name[i..], &variant[j..]);
        // Names seldom change at the head: an edit there costs more.
        let head = if i == 0 && j == 0 { self.general.head } else { 0 };
        let mut go = |taken: usize, given: usize, cost: Tenths, route: u8| {
            let to = (i + taken) * width + j + given;
            if here + cost < scratch.costs[to] {
                scratch.costs[to] = here + cost;
                if KEEP_PATH {
                    scratch.from[to] = (narrow(taken), narrow(given), route);
                }
            }
        };
        if let ([a, ..], [b, ..]) = (rest, written) {
            if a == b {
                go(1, 1, self.general.identity, 0);
            } else {
                go(1, 1, head + self.substitute(*a, *b), 0);
            }
        }
        if let [a, ..] = rest {
            go(1, 0, head + if is_vowel(*a) { self.general.drop_vowel } else { self.general.drop }, 0);
        }
        if let [b, ..] = written {
            go(0, 1, head + if is_vowel(*b) { self.general.add_vowel } else { self.general.add }, 0);
        }
        if let ([a, b, ..], [c, d, ..]) = (rest, written)
            && (a, b) == (d, c)
            && a != b
        {
            go(2, 2, head + self.general.swap, 0);
        }
        if let ([a, b, ..], [c, ..]) = (rest, written)
            && a == b
            && b == c
        {
            go(2, 1, self.general.undouble, 0);
        }
        if let ([a, ..], [b, c, ..]) = (rest, written)
            && a == b
            && b == c
        {
            go(1, 2, self.general.double, 0);
        }
        let bucket = rest.first().map_or(256, |letter| usize::from(*letter));
        let of_letter = if bucket == 256 { &[][..] } else { &self.by_letter[bucket] };
        for edit in of_letter.iter().chain(&self.by_letter[256]) {
            if rest.starts_with(&edit.name) && written.starts_with(&edit.variant) {
                go(edit.name.len(), edit.variant.len(), head + edit.cost, edit.route);
            }
        }
    }

    fn substitute(&self, a: u8, b: u8) -> Tenths {
        if is_vowel(a) && is_vowel(b) { self.general.substitute_vowel } else { self.general.substitute }
    }
}

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn narrow(width: usize) -> u8 {
    u8::try_from(width).expect("an edit has at most eight letters a side")
}

fn text(letters: &[u8]) -> String {
    String::from_utf8_lossy(letters).into_owned()
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
            ("cavour", "cavonr", "cavotr"),
        ] {
            assert!(cost(name, likely) < cost(name, unlikely), "{name}: {} {}", cost(name, likely), cost(name, unlikely));
        }
    }

    #[test]
    fn steps_add_up_to_the_cost() {
        for (name, variant) in
            [("khusnullin", "husnurin"), ("", "abc"), ("abc", ""), ("stremousov", "stremsov"), ("abcd", "badc")]
        {
            let steps = Channel::embedded().align(name.as_bytes(), variant.as_bytes());
            let sum: f64 = steps.iter().map(|step| step.decibans).sum();
            assert!((sum - cost(name, variant)).abs() < 1e-9, "{name} {variant}");
        }
    }

    /// With every edit at one price, and swaps at the same, the channel is the optimal string alignment distance.
    #[test]
    fn agrees_with_optimal_string_alignment() {
        let flat = "x\tidentity\t\t0\nx\tany\tany\t10\nx\tany\t-\t10\nx\t-\tany\t10\nx\tvowel\tvowel\t10\nx\tvowel\t-\t10\nx\t-\tvowel\t10\n\
                    x\tswap\t\t10\nx\thead\t\t0\nx\tdouble\tsingle\t10\nx\tsingle\tdouble\t10\n";
        let flat = Channel::parse(flat).expect("the table above is right");
        for (a, b) in [("kitten", "sitting"), ("ca", "abc"), ("kherson", "khreson"), ("", "abc"), ("aab", "ab"), ("abcd", "badc")]
        {
            let ours = flat.cost(a.as_bytes(), b.as_bytes(), &mut Scratch::default()) / 10.0;
            assert_eq!(ours, strsim::osa_distance(a, b) as f64, "{a} {b}");
        }
    }

    #[test]
    fn a_broken_table_is_refused_with_its_line() {
        for (table, message) in [
            ("a\tb", "route table line 1: 2 cells found, expected 4: route, name side, variant side, decibans"),
            ("# x\nr\ta\tb\tcheap", "route table line 2: “cheap” is no number of decibans"),
            ("r\ta\tb\t-3", "route table line 1: -3 decibans are out of range, expected 0 to 200"),
        ] {
            assert_eq!(Channel::parse(table).expect_err("broken").to_string(), message);
        }
    }
}
