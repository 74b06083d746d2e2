//! `respell fix`: scan and apply in one go.

use std::path::PathBuf;

use anyhow::Result;
use respell::gazetteer::Gazetteer;
use respell::matching::Matcher;
use respell::reconcile::{AliasTable, Applier, Decision, Standing, propose};

use super::common::GazetteerArgs;
use super::correcting::Correcting;
use super::delivery::{Delivery, Papers, Tally};
use super::inputs::{InputArgs, Inputs, quoted};
use super::notes::Notes;
use super::outputs::{Goal, OutputArgs};
use super::policy::Policy;
use super::progress::Progress;
use super::routes::RouteArgs;
use super::scanning::{Scanned, Scanning};
use super::summary::{Clock, Summary, command_with_aliases, is_open, program, way_back};
use super::table::{self, TableArgs, TrustArg};
use super::{Common, Ending};

/// Find the names in text and put those right that are certain
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    gazetteer: GazetteerArgs,
    #[command(flatten)]
    routes: RouteArgs,
    #[command(flatten)]
    policy: Policy,
    /// An earlier alias table, whose decisions are kept and learnt from
    #[arg(long, value_name = "FILE", help_heading = "Matching")]
    aliases: Option<PathBuf>,
    /// Which undecided rows are applied
    #[arg(long, value_enum, value_name = "STANDING", default_value_t, help_heading = "Matching")]
    trust: TrustArg,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    table: TableArgs,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    if args.inputs.is_idle() {
        return super::help("fix");
    }
    let clock = Clock::start();
    let goal = args.output.goal(&args.inputs)?;
    if let Goal::Folder(folder) = &goal {
        table::protect(&folder.aliases(), args.aliases.as_ref(), args.output.force)?;
    }
    let mut inputs = args.inputs.gather(common, args.own_paths())?;
    goal.check(&inputs.sources, args.output.force)?;
    inputs.spool()?;
    common.pool()?.install(|| args.fix(&goal, inputs, common, clock))
}

impl Args {
    fn fix(&self, goal: &Goal, mut inputs: Inputs, common: &Common, clock: Clock) -> Result<Ending> {
        let earlier = self.aliases.as_deref().map(table::read).transpose()?;
        let gazetteer = taught(self.gazetteer.load(common)?, earlier.as_ref());
        let routes = self.routes.load()?;
        let matcher = Matcher::with_routes(&gazetteer, &routes);
        let mut notes = Notes::of(&mut inputs);
        let progress = Progress::new(common, &inputs.sources, 3);
        let scanning = Scanning { matcher: &matcher, policy: self.policy, read: &inputs.read, progress: &progress };
        let scanned = scanning.run(std::mem::take(&mut inputs.sources), &mut notes);
        let proposed = proposed(&matcher, &scanned, earlier.as_ref(), false);
        let aliases = self.table.write(&proposed)?;
        // What is applied is the file, so that `apply` of it does the same to the byte.
        let table = AliasTable::read(&aliases, "the alias table of this run")?;
        let applier = Applier::new(&table, self.trust.into())?;
        let correcting = Correcting { table: &table, applier: &applier, read: &inputs.read, progress: &progress };
        let delivery = Delivery { correcting, goal, is_dry: self.output.is_dry(), is_reread: true };
        let report = respell::report::html(&table, self.trust.into());
        let tally = delivery.run(&scanned.sources, &Papers { aliases, report }, &mut notes);
        progress.end();
        let tally = tally.inspect_err(|_| notes.say(common.quiet))?;
        let mut summary = Summary::default();
        summary.read(scanned.sources.len() as u64, scanned.bytes);
        summary.found(&scanned, &table);
        summary.corrected(&tally, delivery.is_done());
        summary.for_review(&table);
        summary.say(&notes, clock, self.next(&table, &tally, goal), common);
        Ok(notes.ending())
    }

    /// The next command to type.
    fn next(&self, table: &AliasTable, tally: &Tally, goal: &Goal) -> Option<String> {
        let is_open = table.rows.iter().any(is_open);
        match goal {
            _ if self.output.is_dry() => None,
            Goal::Folder(folder) if is_open && self.inputs.is_rereadable() => {
                let (aliases, again) = (quoted(&folder.aliases()), command_with_aliases(&folder.aliases()));
                Some(format!("write accept or reject into the column `decision` of {aliases}, then\n      {again}"))
            }
            Goal::Stdout | Goal::Diff if is_open && self.inputs.is_rereadable() => {
                Some(format!("{} scan {}{} -o aliases.csv", program(), self.inputs.typed(), self.retyped()))
            }
            goal => way_back(goal, tally),
        }
    }

    /// What matching goes by, as it could be typed again.
    fn retyped(&self) -> String {
        self.gazetteer.typed() + &self.routes.typed()
    }

    /// Files of this run that are no input.
    fn own_paths(&self) -> Vec<PathBuf> {
        let given = self.gazetteer.gazetteer.iter().chain(&self.routes.routes).chain(&self.aliases).cloned();
        self.output.own_paths().into_iter().chain(given).collect()
    }
}

/// The gazetteer with the decisions of an earlier table, if there is one.
pub(crate) fn taught(gazetteer: Gazetteer, earlier: Option<&AliasTable>) -> Gazetteer {
    match earlier {
        Some(earlier) => table::learn(&gazetteer, earlier),
        None => gazetteer,
    }
}

/// The alias table of a scan, with the decisions of an earlier one; what was accepted is certain.
pub(crate) fn proposed(matcher: &Matcher<'_>, scanned: &Scanned, earlier: Option<&AliasTable>, all: bool) -> AliasTable {
    let table = propose(matcher, &scanned.mentions, all);
    let Some(earlier) = earlier else { return table };
    let mut merged = table.merged_with(earlier);
    let accepted = merged.rows.iter_mut().filter(|row| row.decision == Some(Decision::Accept) && row.standing.is_some());
    accepted.for_each(|row| row.standing = Some(Standing::Certain));
    merged
}
