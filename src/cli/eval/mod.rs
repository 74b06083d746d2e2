//! `respell eval`: how good it is, in figures with intervals.

mod baselines;
mod bench;
mod calibrated;
mod distractors;
mod floor;
mod harm;
mod inject;
mod model;
mod pairs;
mod report;
mod retrieval;
mod sample;
mod shapes;
mod sheet;
mod text;
mod texts;
mod without;

use anyhow::Result;

use super::{Common, Ending};

/// Measure on data of your own, or on the benchmark
///
/// Every figure comes with the interval that holds 95 of 100 bootstrap resamples (1,000, always the same), and what edit distances reach
/// on the same rows is measured in the same run.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Pairs(pairs::Args),
    Retrieval(retrieval::Args),
    Text(text::Args),
    Harm(harm::Args),
    Inject(inject::Args),
    Bench(bench::Args),
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    common.pool()?.install(|| match &args.what {
        What::Pairs(args) => pairs::run(args, common),
        What::Retrieval(args) => retrieval::run(args, common),
        What::Text(args) => text::run(args, common),
        What::Harm(args) => harm::run(args, common),
        What::Inject(args) => inject::run(args, common),
        What::Bench(args) => bench::run(args, common),
    })
}
