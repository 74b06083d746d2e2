//! The likeliest alignment, which says by which edits a name became a variant.

use std::fmt;

use super::joint::price;
use super::{Asked, Channel, HEAD, Known, NONE, RAISE, raised};

/// One step of an alignment.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Letters of the name; empty where the variant has something out of nothing.
    pub name: String,
    /// Letters of the variant; empty where the name's letters are lost.
    pub variant: String,
    /// What the step costs against all that these letters of the name may become, in decibans.
    pub decibans: f64,
}

impl Step {
    /// Whether the letters stay as they are.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.name == self.variant
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |letters: &str| if letters.is_empty() { "∅".to_owned() } else { letters.to_owned() };
        write!(f, "{}→{}", shown(&self.name), shown(&self.variant))
    }
}

/// How a cell of the table was reached: its best chance, and how many letters the last step took and gave.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    chance: f64,
    taken: u8,
    given: u8,
}

impl Channel {
    /// The likeliest alignment, step by step. What [`Self::cost`] holds beyond the decibans of the steps is that the pair may come about in
    /// other ways as well, and that the name may be cut into letter groups otherwise than the alignment needs.
    #[must_use]
    pub fn align(&self, name: &[u8], variant: &[u8]) -> Vec<Step> {
        let (known, asked) = (self.know(name), self.ask(variant));
        let table = self.best_cells(&known, &asked);
        let width = variant.len() + 1;
        let (mut i, mut j, mut steps) = (name.len(), variant.len(), Vec::new());
        while i + j > 0 {
            let cell = table[i * width + j];
            let (taken, given) = (usize::from(cell.taken), usize::from(cell.given));
            // Every cell but the first is reached by a step of some letters; without one there would be no end.
            if taken + given == 0 {
                break;
            }
            let before = table[(i - taken) * width + j - given];
            let own = known.groups.get(i.wrapping_sub(1)).filter(|_| taken > 0).map_or(1.0, |groups| {
                let number = groups[taken - 1];
                self.marginals[usize::from(number)] / RAISE.powi(super::exponent(taken))
            });
            let decibans = price(cell.chance / before.chance) + raised(taken + given) - price(own);
            let text = |letters: &[u8]| String::from_utf8_lossy(letters).into_owned();
            steps.push(Step { name: text(&name[i - taken..i]), variant: text(&variant[j - given..j]), decibans });
            (i, j) = (i - taken, j - given);
        }
        steps.reverse();
        steps
    }

    /// The recurrence of [`Self::cost_between`] with the best way in the place of the sum.
    fn best_cells(&self, name: &Known, variant: &Asked) -> Vec<Cell> {
        let width = variant.codes.len() + 1;
        let mut table = vec![Cell::default(); (name.groups.len() + 1) * width];
        table[0].chance = 1.0;
        for i in 0..=name.groups.len() {
            if i > 0 {
                self.consume(name, variant, i, &mut table);
            }
            for j in 1..width {
                let head = if i == 0 && j == 1 { HEAD } else { 1.0 };
                let chance = table[i * width + j - 1].chance * variant.insertions[j] * head;
                raise(&mut table[i * width + j], Cell { chance, taken: 0, given: 1 });
            }
        }
        table
    }

    /// All steps that end with the `i`th letter of the name.
    fn consume(&self, name: &Known, variant: &Asked, i: usize, table: &mut [Cell]) {
        let width = variant.codes.len() + 1;
        let groups = name.groups[i - 1];
        let lost = self.deletion(groups[0]);
        for j in 0..width {
            let above = (i - 1) * width + j;
            let head = if i == 1 && j == 0 { HEAD } else { 1.0 };
            let chance = table[above].chance * lost * head;
            raise(&mut table[i * width + j], Cell { chance, taken: 1, given: 0 });
            if j > 0 {
                let head = if i == 1 && j == 1 && groups[0] != u16::from(variant.codes[0]) { HEAD } else { 1.0 };
                let chance = table[above - 1].chance * self.unlisted * head;
                raise(&mut table[i * width + j], Cell { chance, taken: 1, given: 1 });
            }
        }
        for (taken, number) in (1_u8..).zip(groups).filter(|(_, number)| *number != NONE) {
            let from = i - usize::from(taken);
            for hit in variant.hits_of(number) {
                let (end, start) = (usize::from(hit.end), usize::from(hit.end - hit.width));
                let head = if from == 0 && start == 0 && !hit.same { HEAD } else { 1.0 };
                // What a listed edit of single letters has above the unlisted price is not all that it has.
                let all = hit.chance + if taken == 1 && hit.width == 1 { self.unlisted } else { 0.0 };
                let chance = table[from * width + start].chance * all * head;
                raise(&mut table[i * width + end], Cell { chance, taken, given: hit.width });
            }
        }
    }
}

fn raise(cell: &mut Cell, other: Cell) {
    if other.chance > cell.chance {
        *cell = other;
    }
}
