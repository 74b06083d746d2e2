//! What is measured: the one place in which `eval` makes matchers and compares names, and which tables it does it by.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Result, bail};
use respell::gazetteer::Gazetteer;
use respell::matching::{Comparison, Matcher, Weights, compare_with};
use respell::names::routes::Routes;
use respell::names::train::{FOLDS, fold_of};

use super::super::routes;

/// The route tables that rows are weighed by: the same for all, or for each row those that have not seen its name.
#[derive(Clone, Debug)]
pub(super) struct Models<'r> {
    /// One, or [`FOLDS`].
    sets: Vec<&'r Routes>,
    /// The fold whose names are measured; all if there is none.
    only: Option<usize>,
}

impl<'r> Models<'r> {
    /// The same tables for all rows.
    pub(super) fn one(routes: &'r Routes) -> Self {
        Self { sets: vec![routes], only: None }
    }

    /// Only rows whose canonical name is in a fold.
    pub(super) fn of_fold(routes: &'r Routes, fold: usize) -> Self {
        Self { sets: vec![routes], only: Some(fold) }
    }

    /// For the names of each fold the tables that are learnt without them.
    pub(super) fn of_folds(folds: &'r [Cow<'static, Routes>]) -> Self {
        Self { sets: folds.iter().map(|fold| &**fold).collect(), only: None }
    }

    /// Whether a row of this canonical name is measured.
    pub(super) fn takes(&self, canonical: &str) -> bool {
        self.only.is_none_or(|fold| fold_of(canonical, FOLDS) == fold)
    }

    /// The number of the tables for a canonical name.
    pub(super) fn number(&self, canonical: &str) -> usize {
        if self.sets.len() == FOLDS { fold_of(canonical, FOLDS) } else { 0 }
    }

    /// A gazetteer made ready, by each set of tables in turn.
    pub(super) fn matchers<'g>(&self, gazetteer: &'g Gazetteer) -> Vec<Matcher<'g>>
    where
        'r: 'g,
    {
        self.sets.iter().map(|routes| Matcher::with_routes(gazetteer, routes)).collect()
    }

    /// Two names held against each other, the first being the canonical one.
    pub(super) fn weigh_pair(&self, a: &str, b: &str) -> Comparison {
        compare_with(self.sets[self.number(a)], Weights::embedded(), a, b)
    }

    /// A set's name, with what is special about how it is measured.
    pub(super) fn told(&self, set: &str) -> String {
        match self.only {
            Some(fold) => format!("{set}, fold {fold}"),
            None if self.sets.len() == FOLDS => format!("{set}, cross-validated"),
            None => set.to_owned(),
        }
    }
}

/// The tables of a folder with a folder for each fold, as `train_routes --fold N` writes them.
pub(super) fn folds(folder: &Path) -> Result<Vec<Cow<'static, Routes>>> {
    let fold = |number: usize| {
        let path = folder.join(number.to_string());
        if !path.is_dir() {
            bail!(
                "{}: there is no such folder; expected the route tables learnt without fold {number} of {FOLDS}",
                path.display()
            );
        }
        routes::load(&[path])
    };
    (0..FOLDS).map(fold).collect()
}
