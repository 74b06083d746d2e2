//! `respell eval text`: marked text, corrected and counted.

mod cases;
mod outcome;
mod tables;

use std::path::PathBuf;

use anyhow::Result;

use super::super::common::GazetteerArgs;
use super::super::judging::ListArgs;
use super::super::policy::PolicyArgs;
use super::super::routes::RouteArgs;
use super::super::say::say;
use super::super::{Common, Ending};
use super::report::{FormatArgs, Report};
use super::texts::House;
use super::without::WithoutArgs;

pub(super) use cases::{Case, Made, cases};
pub(super) use outcome::{Outcome, Trial, outcomes};
pub(super) use tables::{add, add_counts};

/// Texts in which every right correction is marked
///
/// A mark is `{{surface=>correction}}`; everything else has to stay. A case is a folder with gazetteer.csv and text.marked, or a marked
/// file by itself, held against the gazetteer of -g. A folder of cases is looked through, without those deeper down. They are corrected as
/// `respell fix` corrects plain text, and edits are counted word by word: a correction to a wrong spelling is one wrong and one missed.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Cases, folders of cases, and marked files
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    gazetteer: GazetteerArgs,
    #[command(flatten)]
    routes: RouteArgs,
    #[command(flatten)]
    without: WithoutArgs,
    #[command(flatten)]
    lists: ListArgs,
    #[command(flatten)]
    policy: PolicyArgs,
    /// Name each wrong and each missed edit on standard error
    #[arg(long)]
    verbose: bool,
    #[command(flatten)]
    format: FormatArgs,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let routes = args.routes.load(common)?;
    let house = House { policy: args.policy.policy(common), lists: args.lists.load(common)?, without: args.without.parts()? };
    let mut report = Report::default();
    for path in &args.paths {
        let cases = cases(path, &args.gazetteer, common)?;
        let outcomes = outcomes(&cases, Trial { house: &house, ..Trial::of(&routes) })?;
        let set = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        add(&mut report, &set, &outcomes);
        if args.verbose {
            outcomes.iter().flat_map(|outcome| &outcome.shown).for_each(say);
        }
    }
    report.print(args.format)?;
    Ok(Ending::Done)
}
