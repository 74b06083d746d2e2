//! `respell eval bench`: every set of the benchmark, in one run.

mod clean;
mod lists;
mod name_pairs;
mod pairs;
mod retrieval;
mod texts;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::super::say::say;
use super::super::{Common, Ending};
use super::report::{FormatArgs, Report};
use super::sample::limit;
use super::sheet::Sheet;

/// Everything that the benchmark folder has
///
/// The folder is $RESPELL_BENCH if it is not given, else ../shared/bench; without it nothing is measured. docs/ACCURACY.md tells what the
/// sets are, and its tables come from `--format markdown`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where the benchmark is
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Measure this set only; repeatable
    #[arg(long, value_name = "SET", value_parser = SETS.map(|set| set.name))]
    only: Vec<String>,
    /// Take so many queries of each large retrieval set, drawn at random; 0 is all. Lists of names are always taken whole
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    sample: usize,
    /// Name what is wrong and what is missed on standard error
    #[arg(long)]
    verbose: bool,
    #[command(flatten)]
    format: FormatArgs,
}

/// A set: its name, and what measures it.
struct Set {
    name: &'static str,
    measure: fn(&Bench<'_>, &mut Report) -> Result<()>,
}

const SETS: [Set; 8] = [
    Set { name: "spelling-ukraine", measure: retrieval::spelling_ukraine },
    Set { name: "wikidata-translit", measure: retrieval::wikidata },
    Set { name: "name-pairs", measure: name_pairs::name_pairs },
    Set { name: "name-bench", measure: pairs::name_bench },
    Set { name: "santos-geonames", measure: pairs::santos },
    Set { name: "not-the-same", measure: pairs::not_the_same },
    Set { name: "running-text", measure: texts::running_text },
    Set { name: "wikinews-clean", measure: clean::wikinews },
];

/// The benchmark, and how it is to be measured.
pub(super) struct Bench<'a> {
    folder: &'a Path,
    sample: Option<usize>,
    verbose: bool,
    common: &'a Common,
}

impl Bench<'_> {
    fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    fn sheet(&self, file: &str) -> Result<Sheet> {
        Sheet::read(&self.path(file))
    }
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let folder = match &args.folder {
        Some(folder) if !folder.is_dir() => {
            bail!("{}: there is no such folder; give the folder of the benchmark", folder.display())
        }
        Some(folder) => folder.clone(),
        None => std::env::var_os("RESPELL_BENCH").map_or_else(|| PathBuf::from("../shared/bench"), PathBuf::from),
    };
    if !folder.is_dir() {
        say(format_args!(
            "SKIPPED: nothing was measured, {} is no folder; $RESPELL_BENCH says where the benchmark is",
            folder.display()
        ));
        return Ok(Ending::Done);
    }
    let bench = Bench { folder: &folder, sample: limit(args.sample), verbose: args.verbose, common };
    let mut report = Report::default();
    for set in SETS.iter().filter(|set| args.only.is_empty() || args.only.iter().any(|only| only == set.name)) {
        if !folder.join(set.name).is_dir() {
            say(format_args!("SKIPPED {}: {} has no such folder", set.name, folder.display()));
            continue;
        }
        let start = std::time::Instant::now();
        (set.measure)(&bench, &mut report)?;
        if !common.quiet {
            say(format_args!("{} measured in {:.1} s", set.name, start.elapsed().as_secs_f64()));
        }
    }
    report.print(args.format)?;
    Ok(Ending::Done)
}
