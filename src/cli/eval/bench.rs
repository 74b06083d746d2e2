//! `respell eval bench`: every set of the benchmark, in one run.

mod ablation;
mod clean;
mod injected;
mod lists;
mod name_pairs;
mod pairs;
mod retrieval;
mod texts;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use respell::names::routes::Routes;
use respell::names::train::FOLDS;

use super::super::routes::RouteArgs;
use super::super::say::say;
use super::super::{Common, Ending};
use super::model::{Models, folds};
use super::report::{FormatArgs, Report};
use super::sample::limit;
use super::sheet::Sheet;
use super::texts::House;
use super::without::WithoutArgs;

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
    without: WithoutArgs,
    /// Instead of the sets, print what each part of the guard is worth: the texts without it, one row a part
    #[arg(long, conflicts_with_all = ["without", "only", "cross_validate"])]
    ablate: bool,
    #[command(flatten)]
    routes: RouteArgs,
    /// Measure the sets without a split on the rows of this fifth of their names only (0 to 4); --routes has tables learnt without it
    #[arg(long, value_name = "N", requires = "routes", value_parser = fold)]
    fold: Option<usize>,
    /// Measure the sets without a split, every row by the tables of DIR/0 to DIR/4 that have not seen its name; the other sets are left out
    ///
    /// DIR/N has the tables that are learnt without the fold N: `train_routes BENCH DIR/N --fold N`, see CONTRIBUTING.md.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["routes", "fold"])]
    cross_validate: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArgs,
}

fn fold(value: &str) -> Result<usize, String> {
    let number = value.parse().ok().filter(|number| *number < FOLDS);
    number.ok_or_else(|| format!("expected the number of a fold, 0 to {}", FOLDS - 1))
}

/// A set: its name, and what measures it.
struct Set {
    name: &'static str,
    /// What of the benchmark it is made of.
    folder: &'static str,
    /// Whether the route tables are learnt from all of it, so that only folds keep training and measuring apart.
    is_whole: bool,
    measure: fn(&Bench<'_>, &mut Report) -> Result<()>,
}

const SETS: [Set; 11] = [
    Set { name: "spelling-ukraine", folder: "spelling-ukraine", is_whole: true, measure: retrieval::spelling_ukraine },
    Set { name: "wikidata-translit", folder: "wikidata-translit", is_whole: false, measure: retrieval::wikidata },
    Set { name: "name-pairs", folder: "name-pairs", is_whole: true, measure: name_pairs::name_pairs },
    Set { name: "name-bench", folder: "name-bench", is_whole: false, measure: pairs::name_bench },
    Set { name: "santos-geonames", folder: "santos-geonames", is_whole: true, measure: pairs::santos },
    Set { name: "not-the-same", folder: "not-the-same", is_whole: false, measure: pairs::not_the_same },
    Set { name: "running-text", folder: "running-text", is_whole: false, measure: texts::running_text },
    Set { name: "running-text+2k", folder: "running-text", is_whole: false, measure: texts::with_2k },
    Set { name: "running-text+20k", folder: "running-text", is_whole: false, measure: texts::with_20k },
    Set { name: "injected", folder: "wikinews-clean", is_whole: false, measure: injected::injected },
    Set { name: "wikinews-clean", folder: "wikinews-clean", is_whole: false, measure: clean::wikinews },
];

/// The benchmark, and how it is to be measured.
pub(super) struct Bench<'a> {
    /// By what the sets without a split are weighed, and by what the others.
    models: Models<'a>,
    routes: &'a Routes,
    /// Parts of the guard that are switched off.
    house: House,
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
    let routes = args.routes.load(common)?;
    let folds = args.cross_validate.as_deref().map(folds).transpose()?;
    let models = match (&folds, args.fold) {
        (Some(folds), _) => Models::of_folds(folds),
        (None, Some(fold)) => Models::of_fold(&routes, fold),
        (None, None) => Models::one(&routes),
    };
    let bench = Bench {
        models,
        routes: &routes,
        house: House { without: args.without.parts()?, ..House::default() },
        folder: &folder,
        sample: limit(args.sample),
        verbose: args.verbose,
        common,
    };
    let mut report = Report::default();
    if args.ablate {
        ablation::ablate(&bench, &mut report)?;
        report.print(args.format)?;
        return Ok(Ending::Done);
    }
    for set in SETS.iter().filter(|set| args.only.is_empty() || args.only.iter().any(|only| only == set.name)) {
        if folds.is_some() && !set.is_whole {
            say(format_args!(
                "SKIPPED {}: the tables are not learnt from what it measures; run it without --cross-validate",
                set.name
            ));
            continue;
        }
        if !folder.join(set.folder).is_dir() {
            say(format_args!("SKIPPED {}: {} has no folder {}", set.name, folder.display(), set.folder));
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
