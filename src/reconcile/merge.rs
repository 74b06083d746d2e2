//! A new scan and the decisions of an earlier table: nothing that a person ruled is lost or altered.

use rustc_hash::{FxHashMap, FxHashSet};

use super::table::{AliasRow, AliasTable, Decision, Standing, Where};
use crate::text::{Casing, Reading, folded};

impl AliasTable {
    /// This table with the decisions, notes and unknown columns of an `earlier` one.
    ///
    /// Rows belong together that have the same variant (whatever the glyph of its apostrophes, in capitals or not), entity and
    /// place. Rows of the earlier table that a person has touched and that this one lacks are kept, with no mentions. Where a
    /// person accepted a row, undecided rows of the same variant and place for another entity become doubtful; where a person rejected
    /// one, undecided rows of the variant are probable at most.
    ///
    /// ```
    /// use respell::reconcile::{AliasRow, AliasTable, Decision};
    /// let earlier = AliasTable::read(b"variant,correction,standing,decision\nalso,Saldo,certain,reject\n", "")?;
    /// let merged = AliasTable::new(vec![AliasRow::new("Sardo", "Saldo")]).merged_with(&earlier);
    /// assert_eq!(merged.rows[0].decision, None);
    /// assert_eq!((merged.rows[1].decision, merged.rows[1].mentions), (Some(Decision::Reject), 0));
    /// # Ok::<(), respell::reconcile::TableError>(())
    /// ```
    #[must_use]
    pub fn merged_with(&self, earlier: &Self) -> Self {
        let mut merged = self.clone();
        let columns = merged.adopt_columns(earlier);
        let mut partners: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
        for (at, row) in merged.rows.iter().enumerate().rev() {
            partners.entry(key(row)).or_default().push(at);
        }
        for old in &earlier.rows {
            match partners.get_mut(&key(old)).and_then(|known| partner(old, known, &merged.rows)) {
                Some(at) => carry(old, &mut merged.rows[at], &columns),
                None if is_touched(old) => merged.rows.push(kept(old, &columns)),
                None => {}
            }
        }
        merged.yield_to_accepted();
        merged.yield_to_rejected();
        merged.sort();
        merged
    }

    /// Adds the earlier table's unknown columns; gives for each of them its place here.
    fn adopt_columns(&mut self, earlier: &Self) -> Vec<usize> {
        let place = |name: &String| match self.extra.iter().position(|known| known == name) {
            Some(at) => at,
            None => {
                self.extra.push(name.clone());
                self.extra.len() - 1
            }
        };
        earlier.extra.iter().map(place).collect()
    }

    /// A rejected variant may be proposed for another entity, but no machine may choose that: a person has looked at the spelling and
    /// left it. A rejection that names no entity holds for whoever it would be corrected to.
    fn yield_to_rejected(&mut self) {
        let rejected = self.rows.iter().filter(|row| row.decision == Some(Decision::Reject) && row.place == Where::Everywhere);
        let rejected: FxHashSet<String> = rejected.map(spelling).collect();
        for row in self.rows.iter_mut().filter(|row| row.decision.is_none() && row.standing == Some(Standing::Certain)) {
            if rejected.contains(&spelling(row)) {
                row.standing = Some(Standing::Probable);
            }
        }
    }

    /// Two applied rows for one mention would be refused; the person's word stands before the program's.
    fn yield_to_accepted(&mut self) {
        let accepted = self.rows.iter().filter(|row| row.decision == Some(Decision::Accept));
        let accepted: FxHashSet<(String, Where)> = accepted.map(|row| (spelling(row), row.place.clone())).collect();
        for row in self.rows.iter_mut().filter(|row| row.decision.is_none() && row.standing.is_some()) {
            if accepted.contains(&(spelling(row), row.place.clone())) {
                row.standing = Some(Standing::Doubtful);
            }
        }
    }
}

/// Variant, entity and place.
type Key = (String, String, Where);

fn key(row: &AliasRow) -> Key {
    let entity = [&row.id, &row.canonical, &row.correction].into_iter().find(|name| !name.is_empty());
    (spelling(row), entity.cloned().unwrap_or_default(), row.place.clone())
}

/// What a variant is known by. Capitals do not count, but whether there are any does: a ruling on the word `may` says nothing
/// of the name `May`.
fn spelling(row: &AliasRow) -> String {
    let case = if Casing::of(&row.variant) == Casing::Lower { 'a' } else { 'A' };
    format!("{case}{}", folded(&row.variant, Reading::Exact).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Takes the row that `old` lives on in: the one spelled alike to the letter, if there are several.
fn partner(old: &AliasRow, known: &mut Vec<usize>, rows: &[AliasRow]) -> Option<usize> {
    let same = known.iter().rposition(|at| rows[*at].variant == old.variant);
    same.or(known.len().checked_sub(1)).map(|at| known.remove(at))
}

fn is_touched(row: &AliasRow) -> bool {
    row.decision.is_some() || [&row.by, &row.on, &row.note].iter().any(|cell| !cell.is_empty())
}

/// Carries what a person did over to the row of the new scan. What was accepted is the correction, so it comes along.
fn carry(old: &AliasRow, new: &mut AliasRow, columns: &[usize]) {
    if is_touched(old) {
        new.decision = old.decision;
        new.by.clone_from(&old.by);
        new.on.clone_from(&old.on);
        new.note.clone_from(&old.note);
    }
    if old.decision.is_some() {
        new.correction.clone_from(&old.correction);
    }
    carry_columns(old, new, columns);
}

fn kept(old: &AliasRow, columns: &[usize]) -> AliasRow {
    let mut row = AliasRow { mentions: 0, documents: 0, extra: Vec::new(), ..old.clone() };
    carry_columns(old, &mut row, columns);
    row
}

fn carry_columns(old: &AliasRow, new: &mut AliasRow, columns: &[usize]) {
    for (cell, at) in old.extra.iter().zip(columns).filter(|(cell, _)| !cell.is_empty()) {
        if new.extra.len() <= *at {
            new.extra.resize(*at + 1, String::new());
        }
        new.extra[*at].clone_from(cell);
    }
}
