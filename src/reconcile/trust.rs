//! How much of a table is obeyed without a person's word.

use super::table::{AliasRow, Decision, Standing};

/// How far undecided rows are applied. Rows with the decision accept always are, rejected and unsure ones never.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Trust {
    /// Accepted rows only.
    Accepted,
    /// Also undecided rows that stand certain.
    #[default]
    Certain,
    /// Also undecided rows that stand probable.
    Probable,
}

impl AliasRow {
    /// Whether the row is applied under `trust`.
    ///
    /// A row without decision and without standing has neither a person's nor the program's word, and stays unapplied.
    ///
    /// ```
    /// use respell::reconcile::{AliasRow, Standing, Trust};
    /// let row = AliasRow { standing: Some(Standing::Probable), ..AliasRow::new("Sardo", "Saldo") };
    /// assert!(row.is_applied(Trust::Probable) && !row.is_applied(Trust::Certain));
    /// ```
    #[must_use]
    pub fn is_applied(&self, trust: Trust) -> bool {
        match (self.decision, trust) {
            (Some(Decision::Accept), _) => true,
            (Some(Decision::Reject | Decision::Unsure), _) | (None, Trust::Accepted) => false,
            (None, Trust::Certain) => self.standing == Some(Standing::Certain),
            (None, Trust::Probable) => self.standing >= Some(Standing::Probable),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AliasRow, Decision, Standing, Trust};

    #[test]
    fn what_is_applied() {
        let (accepted, certain, probable) = (Trust::Accepted, Trust::Certain, Trust::Probable);
        for (decision, standing, under) in [
            (Some(Decision::Accept), Some(Standing::Doubtful), &[accepted, certain, probable][..]),
            (Some(Decision::Accept), None, &[accepted, certain, probable]),
            (None, Some(Standing::Certain), &[certain, probable]),
            (None, Some(Standing::Probable), &[probable]),
            (None, Some(Standing::Doubtful), &[]),
            (None, None, &[]),
            (Some(Decision::Reject), Some(Standing::Certain), &[]),
            (Some(Decision::Unsure), Some(Standing::Certain), &[]),
        ] {
            let row = AliasRow { decision, standing, ..AliasRow::new("a", "b") };
            for trust in [accepted, certain, probable] {
                assert_eq!(row.is_applied(trust), under.contains(&trust), "{decision:?} {standing:?} {trust:?}");
            }
        }
    }
}
