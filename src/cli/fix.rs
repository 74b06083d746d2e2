//! `respell fix`: scan and apply in one go.

use std::path::PathBuf;

use anyhow::Result;
use respell::matching::Matcher;
use respell::reconcile::{AliasTable, Applier, Decision, Standing};

use super::correcting::Correcting;
use super::delivery::{Delivery, Papers, Tally};
use super::inputs::{InputArgs, Inputs, quoted};
use super::judging::JudgingArgs;
use super::notes::Notes;
use super::outputs::{Goal, OutputArgs};
use super::progress::Progress;
use super::scanning::{Keep, Scanned, Scanning};
use super::summary::{Clock, Summary, command_with_aliases, is_open, program, way_back};
use super::table::{self, TableArgs, TrustArgs};
use super::{Common, Ending};

/// Find the names in text and put those right that are certain
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    judging: JudgingArgs,
    #[command(flatten)]
    trust: TrustArgs,
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
        table::protect(&folder.aliases(), args.judging.aliases(), args.output.force)?;
    }
    let mut inputs = args.inputs.gather(common, args.own_paths(common))?;
    goal.check(&inputs.sources, args.output.force)?;
    inputs.spool()?;
    common.pool()?.install(|| args.fix(&goal, inputs, common, clock))
}

impl Args {
    fn fix(&self, goal: &Goal, mut inputs: Inputs, common: &Common, clock: Clock) -> Result<Ending> {
        let judging = self.judging.load(common)?;
        let matcher = Matcher::with_routes(&judging.gazetteer, &judging.routes);
        let mut notes = Notes::of(&mut inputs);
        let progress = Progress::new(common, &inputs.sources, 3);
        let scanning =
            Scanning { matcher: &matcher, judging: &judging, read: &inputs.read, progress: &progress, keep: Keep::Nothing };
        let scanned = scanning.run(std::mem::take(&mut inputs.sources), &mut notes);
        let proposed = proposed(&matcher, &scanned, judging.earlier.as_ref(), false);
        let aliases = self.table.write(&proposed)?;
        // What is applied is the file, so that `apply` of it does the same to the byte.
        let table = AliasTable::read(&aliases, "the alias table of this run")?;
        let applier = Applier::new(&table, self.trust.trust(common))?;
        let correcting =
            Correcting { table: &table, applier: &applier, policy: judging.policy, read: &inputs.read, progress: &progress };
        let delivery = Delivery { correcting, goal, is_dry: self.output.is_dry(), is_reread: true };
        let report = respell::report::html(&table, self.trust.trust(common));
        let tally = delivery.run(&scanned.sources, &Papers { aliases, report }, &mut notes);
        progress.end();
        let tally = tally.inspect_err(|_| notes.say(common.quiet))?;
        let mut summary = Summary::default();
        summary.read(scanned.sources.len() as u64, scanned.bytes);
        summary.found(&scanned, &table);
        summary.corrected(&tally, delivery.is_done());
        summary.for_review(&table);
        summary.say(&notes, clock, self.next(&table, &tally, goal, common), common);
        Ok(notes.ending())
    }

    /// The next command to type.
    fn next(&self, table: &AliasTable, tally: &Tally, goal: &Goal, common: &Common) -> Option<String> {
        let is_open = table.rows.iter().any(is_open);
        match goal {
            _ if self.output.is_dry() => None,
            Goal::Folder(folder) if is_open && self.inputs.is_rereadable() => {
                let (aliases, again) = (quoted(&folder.aliases()), command_with_aliases(&folder.aliases()));
                Some(format!("write accept or reject into the column `decision` of {aliases}, then\n      {again}"))
            }
            Goal::Stdout | Goal::Diff if is_open && self.inputs.is_rereadable() => {
                Some(format!("{} scan {}{} -o aliases.csv", program(), self.inputs.typed(), self.judging.typed(common)))
            }
            goal => way_back(goal, tally),
        }
    }

    /// Files of this run that are no input.
    fn own_paths(&self, common: &Common) -> Vec<PathBuf> {
        self.output.own_paths().into_iter().chain(self.judging.own_paths(common)).collect()
    }
}

/// The alias table of a scan, with the decisions of an earlier one; what was accepted is certain.
pub(crate) fn proposed(matcher: &Matcher<'_>, scanned: &Scanned, earlier: Option<&AliasTable>, all: bool) -> AliasTable {
    let table = scanned.variants.table(matcher, all);
    let Some(earlier) = earlier else { return table };
    let mut merged = table.merged_with(earlier);
    let accepted = merged.rows.iter_mut().filter(|row| row.decision == Some(Decision::Accept) && row.standing.is_some());
    accepted.for_each(|row| row.standing = Some(Standing::Certain));
    merged
}
