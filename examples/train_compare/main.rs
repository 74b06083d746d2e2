//! Fits the weights of `compare` (`data/weights/compare.tsv`) on the benchmark's trainable pairs.
//!
//! `cargo run --release --example train_compare -- BENCH FOLDS [OUT]`: BENCH is the folder of the benchmark, FOLDS one with the route tables
//! that `train_routes -- BENCH FOLDS/N --fold N` has made for N from 0 to 4, OUT the table (`data/weights/compare.tsv`). Each pair is seen
//! through tables that have not seen its names, since on names that made the tables every spelling looks usual. Also tells how well weights
//! fitted on four folds do on the fifth.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example that reports to the terminal")]

mod fit;
mod made;
mod sources;

use std::path::Path;

use fit::{Seen, fit, logit};
use rayon::prelude::*;
use respell::matching::{Weights, observe};
use respell::names::routes::Routes;
use sha2::{Digest as _, Sha256};
use sources::{FOLDS, Row};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [bench, folds, out @ ..] = &arguments[..] else { panic!("expected BENCH FOLDS [OUT]") };
    let rows = sources::rows(Path::new(bench));
    let routes: Vec<Routes> = (0..FOLDS).map(|fold| held_back(&Path::new(folds).join(fold.to_string()))).collect();
    let seen: Vec<(&Row, Seen)> = rows.par_iter().filter_map(|row| Some((row, seen(&routes[row.fold], row)?))).collect();
    cross_validate(&seen);
    let all: Vec<&Seen> = seen.iter().map(|(_, seen)| seen).collect();
    let weights = Weights::new(fit(&all));
    let out = out.first().map_or("data/weights/compare.tsv", String::as_str);
    std::fs::write(out, head(&rows) + &weights.to_table()).expect("the table can be written");
}

/// The embedded routes with those of a folder in their place.
fn held_back(folder: &Path) -> Routes {
    let mut routes = Routes::embedded().clone();
    let files = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for file in files {
        let table = std::fs::read_to_string(file.expect("an entry").path()).expect("a table");
        routes.add(&table).expect("a table of train_routes");
    }
    routes
}

fn seen(routes: &Routes, row: &Row) -> Option<Seen> {
    Some(Seen { covered: observe(routes, &row.a, &row.b)?, same: row.same, weight: row.weight() })
}

fn cross_validate(seen: &[(&Row, Seen)]) {
    let mut told: Vec<(&str, bool, f64)> = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<&Seen> = seen.iter().filter(|(row, _)| row.fold != fold).map(|(_, seen)| seen).collect();
        let weights = fit(&others);
        told.extend(
            seen.iter().filter(|(row, _)| row.fold == fold).map(|(row, seen)| (row.set, row.same, logit(&weights, seen))),
        );
    }
    for set in ["santos-geonames", "name-pairs", "spelling-ukraine", "made"] {
        let own: Vec<_> = told.iter().filter(|(known, ..)| *known == set).collect();
        let right = own.iter().filter(|(_, same, decibans)| (*decibans > 0.0) == *same).count();
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let share = right as f64 / own.len() as f64;
        println!("{set}: {} pairs, accuracy {share:.4} at 0 dB on names held back", own.len());
    }
}

fn head(rows: &[Row]) -> String {
    let lines: String = rows.iter().map(|row| format!("{}\t{}\t{}\t{}\n", row.set, row.a, row.b, row.same)).collect();
    let hash: String = Sha256::digest(lines.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "# what: weights of `compare`: what the traits of a pair of names say\n# columns: trait, where the stretch begins, decibans for each unit in it\n\
         # source: fitted by logistic regression on santos-geonames, name-pairs, spelling-ukraine and names put together from wikidata-translit\n\
         # command: cargo run --release --example train_compare -- $RESPELL_BENCH FOLDS\n# pairs: {}, sha256 {hash}\n",
        rows.len()
    )
}
