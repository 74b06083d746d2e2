//! The words of two names held against each other: which stands for which, which is lacking, and what that says.
//!
//! The cheapest alignment of the words in order, words run together or torn apart included, by the recurrence of edit distance; then
//! the same with the written words in the order in which they are most like the name's. The sum of the links is the evidence: each has
//! its decibans and its sentence, and nothing else is added.

use std::fmt;
use std::ops::Range;

use super::prices;
use super::words::{Class, NameWord, NameWords, contradicts, number, same_meaning};
use crate::names::letters::letters;
use crate::names::parts::is_particle;
use crate::text::{Glue, Reading};

/// What a link between two names is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// Words held against each other letter by letter.
    Letters,
    /// An initial that agrees.
    Initial,
    /// A particle or function word that agrees.
    Small,
    /// A generic word or a title that agrees.
    Generic,
    /// A figure that agrees.
    Number,
    /// A word of the name that is not written.
    Missing,
    /// A written word that the name does not have.
    Added,
    /// Both have a word that the other lacks.
    Contradiction,
    /// The words stand in another order.
    Order,
    /// The letters of both names as one word each.
    Whole,
    /// A word that is no name stands where the names differ.
    Ordinary,
    /// The names are equal but for typography.
    SameName,
    /// The names are equal.
    SameBytes,
}

/// One piece of the evidence that two names are one.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What it is.
    pub kind: LinkKind,
    /// The words of the name; empty if it has none here.
    pub name: String,
    /// The written words; empty if there are none here.
    pub written: String,
    /// What it says, in decibans.
    pub decibans: f64,
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, written) = (&self.name, &self.written);
        match self.kind {
            LinkKind::Letters if name == written => write!(f, "“{name}”"),
            LinkKind::Letters => write!(f, "“{name}” written “{written}”"),
            LinkKind::Initial => write!(f, "initial: “{name}”, “{written}”"),
            LinkKind::Small | LinkKind::Generic if name == written => write!(f, "“{name}”, which says little"),
            LinkKind::Small | LinkKind::Generic => write!(f, "“{name}” as “{written}”, which says little"),
            LinkKind::Number => write!(f, "the figure agrees: “{name}”, “{written}”"),
            LinkKind::Missing => write!(f, "“{name}” is missing"),
            LinkKind::Added => write!(f, "“{written}” is added"),
            LinkKind::Contradiction => write!(f, "each has a word that the other lacks"),
            LinkKind::Order => f.write_str("words in another order"),
            LinkKind::Whole => f.write_str("the names as a whole"),
            LinkKind::Ordinary => write!(f, "“{name}” is an ordinary word"),
            LinkKind::SameName => f.write_str("equal but for typography"),
            LinkKind::SameBytes => f.write_str("equal to the byte"),
        }
    }
}

/// What is asked while two names are paired.
pub(super) trait Judge {
    /// What the letters of some words say, in decibans; nothing if they cannot be held against each other.
    fn likeness(&mut self, name: Range<usize>, written: Range<usize>) -> Option<f64>;
    /// What it says that this word of the name is not written.
    fn missing(&self, at: usize) -> f64;
    /// What it says that the name does not have this written word.
    fn added(&self, at: usize) -> f64;
}

/// The best pairing: its links add up to the evidence.
pub(super) fn pair(name: &NameWords, written: &NameWords, judge: &mut impl Judge) -> Vec<Link> {
    let units = Units::weigh(name, written, judge);
    let order: Vec<usize> = (0..written.words.len()).collect();
    let straight = Table::fill(name, written, &units, &order, judge).links();
    let (turned, price) = units.best_order(&order);
    if turned == order {
        return straight;
    }
    let mut other = Table::fill(name, written, &units, &turned, judge).links();
    other.push(bare(LinkKind::Order, price));
    if total(&other) > total(&straight) { other } else { straight }
}

/// The sum of links.
pub(super) fn total(links: &[Link]) -> f64 {
    links.iter().map(|link| link.decibans).sum()
}

/// The price of a word more or less where nothing is known but the name itself.
pub(super) fn lone_price(class: Class, folded: &str) -> f64 {
    match class {
        Class::Word if is_patronymic(folded) => prices::PATRONYMIC,
        Class::Word => prices::WORD,
        Class::Initial => prices::INITIAL_MISSING,
        Class::Small => prices::SMALL_MISSING,
        Class::Generic => prices::GENERIC_MISSING,
        Class::Title => prices::TITLE_MISSING,
        Class::Number => prices::NUMBER_MISSING,
    }
}

/// Vladimirovich, Vladimirovna, Volodymyrivna, and the same in Cyrillic.
fn is_patronymic(folded: &str) -> bool {
    let key = letters(folded, Reading::Plain);
    let endings =
        ["ovich", "evich", "ovych", "yovych", "evych", "ovitch", "evitch", "ovna", "evna", "ivna", "ichna", "uly", "kyzy"];
    key.len() > 6 && endings.iter().any(|ending| key.ends_with(ending.as_bytes()))
}

/// The ways in which words stand for words: how many of the name, how many written.
const WIDTHS: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1)];

/// What each word of the one says of each of the other.
struct Units {
    kinds: Vec<Option<(LinkKind, f64)>>,
    width: usize,
}

impl Units {
    fn weigh(name: &NameWords, written: &NameWords, judge: &mut impl Judge) -> Self {
        let width = written.words.len();
        let cells = (0..name.words.len()).flat_map(|i| (0..width).map(move |j| (i, j)));
        let kinds = cells.map(|(i, j)| unit(name, written, i, j, judge)).collect();
        Self { kinds, width }
    }

    fn get(&self, i: usize, j: usize) -> Option<(LinkKind, f64)> {
        self.kinds[i * self.width + j]
    }

    /// The written words in the order of the name's words that they are most like, and the price of that.
    fn best_order(&self, order: &[usize]) -> (Vec<usize>, f64) {
        let mut last = 0;
        let mut keyed: Vec<(usize, usize)> = Vec::with_capacity(order.len());
        for j in order {
            // A word that is like none keeps to the one before it.
            last = self.likest(*j).unwrap_or(last);
            keyed.push((last, *j));
        }
        keyed.sort_by_key(|(i, _)| *i);
        let turned: Vec<usize> = keyed.into_iter().map(|(_, j)| j).collect();
        let breaks = turned.windows(2).filter(|pair| pair[1] != pair[0] + 1).count();
        (turned, if breaks > 1 { prices::SHUFFLED } else { prices::TURNED })
    }

    /// The word of the name that a written word is most like, if it is like any.
    fn likest(&self, j: usize) -> Option<usize> {
        let names = self.kinds.len() / self.width;
        let known = (0..names).filter_map(|i| self.get(i, j).map(|(_, decibans)| (i, decibans)));
        let best = known.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (best.1 > 0.0).then_some(best.0)
    }
}

/// What one word says of one other; nothing if the one cannot stand for the other.
fn unit(name: &NameWords, written: &NameWords, i: usize, j: usize, judge: &mut impl Judge) -> Option<(LinkKind, f64)> {
    let (a, b) = (&name.words[i], &written.words[j]);
    let glue = if (a.glue == Glue::Hyphen) == (b.glue == Glue::Hyphen) { 0.0 } else { prices::GLUE };
    let same = a.folded == b.folded;
    match (a.class, b.class) {
        (Class::Number, Class::Number) => {
            let equal = number(&a.folded, &a.text, 1) == number(&b.folded, &b.text, 1);
            equal.then_some((LinkKind::Number, prices::NUMBER))
        }
        (Class::Initial, Class::Initial | Class::Word) | (Class::Word, Class::Initial) => {
            begins_alike(&a.folded, &b.folded).then_some((LinkKind::Initial, prices::INITIAL + glue))
        }
        (Class::Small, Class::Small) if same => Some((LinkKind::Small, prices::SMALL)),
        (Class::Small, Class::Small) => (is_particle(&a.folded) && is_particle(&b.folded)).then_some((LinkKind::Small, 0.0)),
        (Class::Word, Class::Word) => judge.likeness(i..i + 1, j..j + 1).map(|decibans| (LinkKind::Letters, decibans + glue)),
        (Class::Word | Class::Generic | Class::Title, Class::Word | Class::Generic | Class::Title) => {
            if contradicts(&a.folded, &b.folded) {
                return None;
            }
            if same_meaning(&a.folded, &b.folded) {
                return Some((LinkKind::Generic, prices::SAME_GENERIC));
            }
            let decibans = judge.likeness(i..i + 1, j..j + 1)?;
            let alike = same || decibans >= prices::GENERIC_ALIKE;
            alike.then(|| (LinkKind::Generic, decibans.clamp(0.0, prices::GENERIC)))
        }
        _ => None,
    }
}

/// Whether the shorter is the head of the longer: V of Vladimir, Yu of Yurii.
fn begins_alike(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a, Reading::Plain), letters(b, Reading::Plain));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.starts_with(&short)
}

/// Whether a word of one name that tells has been left over, and of the other: flags of a cell of the table.
const MISSING: usize = 1;
const ADDED: usize = 2;
const STATES: usize = 4;

/// One way to get on in the table: `a` words of the name against `b` written ones.
#[derive(Clone, Copy, Debug)]
struct Step {
    kind: LinkKind,
    name: (usize, usize),
    written: (usize, usize),
    decibans: f64,
    contradicts: bool,
}

/// The table of best ways to pair each head of the name with each head of what is written.
struct Table<'a> {
    name: &'a NameWords,
    written: &'a NameWords,
    order: &'a [usize],
    best: Vec<f64>,
    from: Vec<Option<(usize, Step)>>,
}

impl<'a> Table<'a> {
    fn fill(name: &'a NameWords, written: &'a NameWords, units: &Units, order: &'a [usize], judge: &mut impl Judge) -> Self {
        let cells = (name.words.len() + 1) * (order.len() + 1) * STATES;
        let mut table = Self { name, written, order, best: vec![f64::NEG_INFINITY; cells], from: vec![None; cells] };
        table.best[0] = 0.0;
        for i in 0..=name.words.len() {
            for j in 0..=order.len() {
                let steps = table.steps(units, judge, i, j);
                for state in 0..STATES {
                    steps.iter().flatten().for_each(|step| table.go((i, j, state), *step));
                }
            }
        }
        table
    }

    const fn cell(&self, i: usize, j: usize, state: usize) -> usize {
        (i * (self.order.len() + 1) + j) * STATES + state
    }

    /// Every step that is possible here.
    fn steps(&self, units: &Units, judge: &mut impl Judge, i: usize, j: usize) -> [Option<Step>; WIDTHS.len() + 2] {
        let step = |kind, a, at, b, decibans| Step { kind, name: (i, a), written: (at, b), decibans, contradicts: false };
        let mut steps = [None; WIDTHS.len() + 2];
        for (slot, (a, b)) in steps.iter_mut().zip(WIDTHS) {
            *slot = self.weigh(units, judge, (i, a), (j, b)).map(|(kind, decibans)| step(kind, a, self.order[j], b, decibans));
        }
        steps[WIDTHS.len()] = (i < self.name.words.len()).then(|| step(LinkKind::Missing, 1, 0, 0, judge.missing(i)));
        steps[WIDTHS.len() + 1] = self.order.get(j).map(|at| step(LinkKind::Added, 0, *at, 1, judge.added(*at)));
        steps
    }

    fn weigh(
        &self,
        units: &Units,
        judge: &mut impl Judge,
        (i, a): (usize, usize),
        (j, b): (usize, usize),
    ) -> Option<(LinkKind, f64)> {
        let order = self.order.get(j..j + b).filter(|_| i + a <= self.name.words.len())?;
        let first = order[0];
        if (a, b) == (1, 1) {
            return units.get(i, first);
        }
        let together = order.windows(2).all(|pair| pair[1] == pair[0] + 1);
        let decibans = together.then(|| joined(self.name, self.written, i..i + a, first..first + b, judge))??;
        Some((LinkKind::Letters, decibans))
    }

    /// Takes a step, if it leads to a better way.
    fn go(&mut self, (i, j, state): (usize, usize, usize), mut step: Step) {
        let from = self.cell(i, j, state);
        let next = state | self.left_over(&step);
        step.contradicts = next != state && next == MISSING | ADDED;
        let to = self.cell(i + step.name.1, j + step.written.1, next);
        let reached = self.best[from] + step.decibans + if step.contradicts { prices::CONTRADICTION } else { 0.0 };
        if reached > self.best[to] {
            self.best[to] = reached;
            self.from[to] = Some((from, step));
        }
    }

    /// The flag of a step that leaves over a word that tells.
    fn left_over(&self, step: &Step) -> usize {
        match step.kind {
            LinkKind::Missing if self.name.words[step.name.0].class.tells() => MISSING,
            LinkKind::Added if self.written.words[step.written.0].class.tells() => ADDED,
            _ => 0,
        }
    }

    /// The links of the best way through, in the name's order.
    fn links(&self) -> Vec<Link> {
        let end = self.cell(self.name.words.len(), self.order.len(), 0);
        let best = (end..end + STATES).max_by(|a, b| self.best[*a].total_cmp(&self.best[*b]).then(b.cmp(a)));
        let (mut at, mut links) = (best.unwrap_or(end), Vec::new());
        while let Some((before, step)) = self.from[at] {
            if step.contradicts {
                links.push(bare(LinkKind::Contradiction, prices::CONTRADICTION));
            }
            let name = shown(&self.name.words[step.name.0..step.name.0 + step.name.1]);
            let written = shown(&self.written.words[step.written.0..step.written.0 + step.written.1]);
            links.push(Link { kind: step.kind, name, written, decibans: step.decibans });
            at = before;
        }
        links.reverse();
        links
    }
}

/// A link that concerns no word of its own.
pub(super) const fn bare(kind: LinkKind, decibans: f64) -> Link {
    Link { kind, name: String::new(), written: String::new(), decibans }
}

/// Words run together or torn apart: only where the letters are about as many, and no figure or initial is among them.
fn joined(name: &NameWords, written: &NameWords, i: Range<usize>, j: Range<usize>, judge: &mut impl Judge) -> Option<f64> {
    let words = name.words[i.clone()].iter().chain(&written.words[j.clone()]);
    if words.clone().any(|word| matches!(word.class, Class::Number | Class::Initial))
        || words.clone().all(|word| !word.class.tells())
    {
        return None;
    }
    let (a, b) = (name.joined(i.clone()).chars().count(), written.joined(j.clone()).chars().count());
    let near = a.abs_diff(b) * 3 <= a.max(b);
    near.then(|| judge.likeness(i, j)).flatten().map(|decibans| decibans + prices::DIVISION)
}

fn shown(words: &[NameWord]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}
