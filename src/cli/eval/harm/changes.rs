//! What was changed in text that wants no change.

use respell::gazetteer::{Entity, Gazetteer};
use respell::measure::Bootstrap;
use respell::reconcile::{AliasTable, Standing};
use respell::text::{Reading, folded};

use super::super::report::{Cell, Report};
use super::super::shapes::HARM;

/// So many words harm is told for.
const HARM_WORDS: f64 = 10_000.0;

/// One document's words, corrections, and those of them that the gazetteer lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    pub(crate) words: usize,
    pub(crate) corrections: usize,
    pub(crate) listed: usize,
}

/// How many words a text has.
pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// How many rows a table leaves to be reviewed with some likelihood of being right.
pub(crate) fn to_review(table: &AliasTable) -> usize {
    table.rows.iter().filter(|row| row.decision.is_none() && row.standing == Some(Standing::Probable)).count()
}

/// Whether the list itself gives the spelling as another name of the entity.
pub(crate) fn is_listed(gazetteer: &Gazetteer, id: &str, spelling: &str) -> bool {
    gazetteer.get(id).is_some_and(|entity| has(entity, spelling))
}

fn has(entity: &Entity, spelling: &str) -> bool {
    let natives = entity.natives.iter().map(|native| &native.name);
    let mut names = entity.aliases.iter().chain(&entity.misspellings).chain(natives);
    let wanted = exact(spelling);
    names.any(|name| exact(name) == wanted)
}

fn exact(text: &str) -> String {
    folded(text, Reading::Exact).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds a row: the set, the method and the gazetteer, the counts of all documents, and the rows left to be reviewed where that was counted.
pub(crate) fn add(report: &mut Report, told: [&str; 3], changes: &[Changes], to_review: Option<usize>) {
    let sum = |of: fn(&Changes) -> usize| changes.iter().map(of).sum::<usize>();
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let harm = |drawn: &[u32]| {
        let total =
            |of: fn(&Changes) -> usize| changes.iter().zip(drawn).map(|(own, drawn)| of(own) * *drawn as usize).sum::<usize>();
        total(|own| own.corrections - own.listed) as f64 * HARM_WORDS / total(|own| own.words) as f64
    };
    let harm = Bootstrap::of_rows(changes.len()).estimate(harm);
    let (words, corrections, listed) = (sum(|own| own.words), sum(|own| own.corrections), sum(|own| own.listed));
    let mut row: Vec<Cell> = told.map(Cell::from).to_vec();
    row.extend([words, corrections, listed, corrections - listed].map(Cell::Count));
    row.push(Cell::Figure(harm, 2));
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    row.push(to_review.map_or(Cell::None, |rows| Cell::Number(rows as f64 * HARM_WORDS / words as f64, 2)));
    report.add(&HARM, row);
}
