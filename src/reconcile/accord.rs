//! Accord: rows of the machine do not undo one another, nor a right name, so that its table is never refused.
//!
//! A gazetteer knows most words only inside of names: that Changotepe is right is told by Changotepe Chutonak alone. Where the bare
//! `Changotepe` is taken for a variant of Zenotepe, and a variant of the full name stands in the texts too, the one row would change again
//! what the other puts in place. Then the bare spelling waits for a person. What the list itself calls a spelling to be corrected is never
//! doubted for that: there the longer name waits, or gets a row of its own that keeps it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::apply::Applier;
use super::table::{AliasRow, AliasTable, Standing, TableError, TableErrorKind, row_number};
use super::trust::Trust;
use crate::text::{Reading, Token, fold_into, tokens};

/// A row of the machine before it is held against the others.
pub(super) struct Proposal {
    pub(super) row: AliasRow,
    /// Whether the list itself has the variant.
    pub(super) is_listed: bool,
    /// Whether the variant is spelled as it should be.
    pub(super) is_right: bool,
    /// Whether the table has the row; a right spelling that it does not tell of may have to be kept from the other rows.
    pub(super) is_told: bool,
}

/// The table of these rows, which [`Applier::new`] takes whatever the trust.
pub(super) fn accorded(mut proposals: Vec<Proposal>) -> AliasTable {
    keep_right_names(&mut proposals);
    let told = proposals.into_iter().filter(|proposal| proposal.is_told);
    let (listed, rows): (Vec<bool>, Vec<AliasRow>) = told.map(|proposal| (proposal.is_listed, proposal.row)).unzip();
    let mut table = AliasTable { rows, ..AliasTable::default() };
    // Each round holds a row back that was applied, so there is a last one.
    while let Some(doubts) = doubts(&table, &listed) {
        doubts.into_iter().for_each(|(index, why)| hold_back(&mut table.rows[index], &why));
    }
    table.sort();
    table
}

/// Makes a row wait for a person, with the reason before all others.
pub(super) fn hold_back(row: &mut AliasRow, why: &str) {
    row.standing = Some(Standing::Doubtful);
    row.why = format!("{why}; {}", row.why);
}

/// Sees to it that no row changes a word of a right name that stands in the texts.
fn keep_right_names(proposals: &mut [Proposal]) {
    let mut variants: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, proposal) in proposals.iter().enumerate().filter(|(_, proposal)| is_applied(proposal)) {
        let variant = &proposal.row.variant;
        variants.entry(key(variant, &tokens(variant))).or_default().push(index);
    }
    for right in 0..proposals.len() {
        if !proposals[right].is_right {
            continue;
        }
        let name = proposals[right].row.variant.clone();
        let cut = tokens(&name);
        let windows = (0..cut.len()).flat_map(|start| (start + 1..=cut.len()).map(move |end| (start, end)));
        for (start, end) in windows.filter(|(start, end)| end - start < cut.len()) {
            for index in variants.get(&key(&name, &cut[start..end])).into_iter().flatten() {
                if proposals[*index].is_listed {
                    keep(&mut proposals[right]);
                } else if is_applied(&proposals[*index]) {
                    hold_back(&mut proposals[*index].row, &part_of(&name));
                }
            }
        }
    }
}

/// Gives a right spelling a row that leaves it as it stands.
fn keep(right: &mut Proposal) {
    right.is_told = true;
    right.row.standing = Some(Standing::Certain);
    right.row.correction = right.row.variant.clone();
}

fn is_applied(proposal: &Proposal) -> bool {
    !proposal.is_right && proposal.row.is_applied(Trust::Probable)
}

fn key(text: &str, cut: &[Token]) -> String {
    let mut key = String::new();
    for token in cut {
        fold_into(&text[token.span], Reading::Exact, &mut key);
        key.push(' ');
    }
    key
}

fn part_of(name: &str) -> String {
    format!("a part of the right name “{name}”")
}

/// The rows for which the table would be refused, by their index, each with the reason why it waits; `None` if there are none.
///
/// What is applied with less trust is applied with more, so the most says it for all.
fn doubts(table: &AliasTable, listed: &[bool]) -> Option<BTreeMap<usize, String>> {
    let error = Applier::new(table, Trust::Probable).err()?;
    let mut doubts: BTreeMap<usize, String> = BTreeMap::new();
    for chain in Applier::chains(table, Trust::Probable) {
        let [row, next] = [chain.row, chain.next].map(|number| number - row_number(0));
        let (doubted, why) = if row == next {
            (next, "stands in its own correction".to_owned())
        } else if listed[next] {
            (row, format!("another row corrects “{}” in it", table.rows[next].variant))
        } else {
            (next, part_of(&table.rows[row].correction))
        };
        doubts.entry(doubted).or_insert(why);
    }
    for index in rows_of(&error, TableErrorKind::Cell) {
        doubts.entry(index).or_insert_with(|| "no letter to put in its place".to_owned());
    }
    // Of rows that contradict each other all but the first are told; from behind, all but the last.
    let contrary = rows_of(&error, TableErrorKind::Conflict);
    if !contrary.is_empty() {
        let turned = AliasTable { rows: table.rows.iter().rev().cloned().collect(), ..AliasTable::default() };
        let from_behind = Applier::new(&turned, Trust::Probable).err();
        let from_behind = from_behind.iter().flat_map(|error| rows_of(error, TableErrorKind::Conflict));
        for index in contrary.into_iter().chain(from_behind.map(|index| table.rows.len() - 1 - index)) {
            doubts.entry(index).or_insert_with(|| "another row makes something else of the same words".to_owned());
        }
    }
    Some(doubts).filter(|doubts| !doubts.is_empty())
}

/// The rows that an error tells of for this kind of reason, by their index.
fn rows_of(error: &TableError, kind: TableErrorKind) -> Vec<usize> {
    let told = error.problems().filter(|problem| problem.kind == kind);
    told.filter_map(|problem| problem.location.row).map(|number| number - row_number(0)).collect()
}
