//! The pairs that the weights of `compare` are fitted on.

use std::path::Path;

use respell::names::train::fold_of;

/// How many parts the sets are cut into, as by `train_routes`.
pub(crate) const FOLDS: usize = 5;

/// Two names, and whether they are one.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) set: &'static str,
    /// The fold in which the names are held back from the route tables.
    pub(crate) fold: usize,
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) same: bool,
}

impl Row {
    /// What the pair counts for: places were judged by others and are many; what we made ourselves counts less.
    pub(crate) const fn weight(&self) -> f64 {
        match self.set.as_bytes() {
            b"santos-geonames" => 1.0,
            b"made" => 0.8,
            _ => 0.4,
        }
    }
}

/// The rows of a tab-separated file but for its head.
pub(crate) fn table(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// All pairs to fit on.
pub(crate) fn rows(bench: &Path) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |set, name: &str, a: &str, b: &str, same| {
        rows.push(Row { set, fold: fold_of(name, FOLDS), a: a.to_owned(), b: b.to_owned(), same });
    };
    for file in ["santos-geonames/train.tsv", "santos-geonames/finetune.tsv"] {
        table(&bench.join(file)).iter().for_each(|row| add("santos-geonames", &row[0], &row[0], &row[1], row[2] == "1"));
    }
    for row in table(&bench.join("name-pairs/pairs.tsv")) {
        add("name-pairs", &row[0], &row[0], &row[1], true);
    }
    for row in table(&bench.join("name-pairs/non_pairs.tsv")) {
        add("name-pairs", &row[0], &row[0], &row[1], false);
    }
    for row in table(&bench.join("spelling-ukraine/variants.tsv")).iter().filter(|row| row[2] == "incorrect") {
        add("spelling-ukraine", &row[1], &row[1], &row[0], true);
    }
    rows.extend(crate::made::rows(bench));
    rows
}
