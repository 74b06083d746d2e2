//! Learns the route tables of `data/routes` from the benchmark's trainable sets, the romanization schemes and made slips.
//!
//! `cargo run --release --example train_routes -- BENCH [OUT] [--fold N]`, BENCH being the folder of the benchmark (see CONTRIBUTING) and
//! OUT where the tables go (`data/routes`). Of its sets only spelling-ukraine, wikidata-translit (train parts), uk-ru-names, santos-geonames
//! and name-pairs are read. `--fold N` (0 to 4) leaves out the names of that fifth, so that tables can be measured on names that they
//! have not seen: `respell eval bench --routes OUT --fold N`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example that reports to the terminal")]

mod pairs;
mod sources;

use std::fs;
use std::path::Path;
use std::time::Instant;

use pairs::Pairs;
use respell::names::train::Training;
use sha2::{Digest as _, Sha256};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let fold = arguments.iter().position(|argument| argument == "--fold").map(|at| {
        let number = arguments.get(at + 1).and_then(|fold| fold.parse().ok());
        number.expect("--fold wants a number from 0 to 4")
    });
    let mut paths = arguments.iter().take_while(|argument| *argument != "--fold");
    let bench = paths.next().expect("the folder of the benchmark");
    let out = Path::new(paths.next().map_or("data/routes", String::as_str));
    fs::create_dir_all(out).expect("the folder of the tables can be made");
    for (id, pairs) in sources::all(Path::new(bench), fold) {
        let start = Instant::now();
        let table = table(&id, &pairs);
        println!("{id}: {} pairs, {} bytes, {:.1} s", pairs.len(), table.len(), start.elapsed().as_secs_f64());
        fs::write(out.join(format!("{id}.tsv")), table).expect("the table can be written");
    }
}

fn table(id: &str, pairs: &Pairs) -> String {
    let lines = pairs.to_lines();
    let hash: String = Sha256::digest(lines.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    // The ways only name edits and lean a document one way: two letters say enough, and what is rare says nothing.
    let is_pooled_or_script = sources::is_weighed(id);
    let training = match is_pooled_or_script {
        true => Training { least: 3.0, ..Training::default() },
        false => Training { least: 6.0, widest: 2, smoothing: 0.05, ..Training::default() },
    };
    let joint = training.learn(&pairs.to_vec());
    format!(
        "# id: {id}\n# what: {}\n# columns: name side, then what it becomes with decibans (-10 log10 of the joint chance); - is nothing, 0 any \
         digit, * any\n#   other edit of single letters\n# command: cargo run --release --example train_routes -- $RESPELL_BENCH\n\
         # pairs: {}, sha256 {hash}\n{}",
        sources::what(id),
        pairs.len(),
        joint.to_table()
    )
}
