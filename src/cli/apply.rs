//! `respell apply`: does what an alias table says, and nothing else.

use std::path::PathBuf;

use anyhow::Result;
use respell::reconcile::{AliasTable, Applier};

use super::correcting::Correcting;
use super::delivery::{Delivery, Papers};
use super::inputs::{InputArgs, Inputs};
use super::notes::Notes;
use super::outputs::{Goal, OutputArgs};
use super::policy::HashtagArgs;
use super::progress::Progress;
use super::summary::{Clock, Summary, way_back};
use super::table::{self, TrustArgs};
use super::{Common, Ending};

/// Correct text by an alias table
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    /// The alias table to obey; only its columns variant and correction are required
    #[arg(long, value_name = "FILE")]
    aliases: PathBuf,
    #[command(flatten)]
    trust: TrustArgs,
    #[command(flatten)]
    hashtags: HashtagArgs,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    if args.inputs.is_idle() {
        return super::help("apply");
    }
    let clock = Clock::start();
    let goal = args.output.goal(&args.inputs)?;
    if let Goal::Folder(folder) = &goal {
        table::protect(&folder.aliases(), Some(&args.aliases), args.output.force)?;
    }
    let own_paths = args.output.own_paths().into_iter().chain([args.aliases.clone()]).chain(common.config.path.clone()).collect();
    let mut inputs = args.inputs.gather(common, own_paths)?;
    goal.check(&inputs.sources, args.output.force)?;
    if matches!(goal, Goal::Diff) {
        // A diff looks at both sides.
        inputs.spool()?;
    }
    common.pool()?.install(|| args.apply(&goal, inputs, common, clock))
}

impl Args {
    fn apply(&self, goal: &Goal, mut inputs: Inputs, common: &Common, clock: Clock) -> Result<Ending> {
        // The table goes into an output folder as it is: its row numbers are those of the journal.
        let aliases = table::read_bytes(&self.aliases)?;
        let table = AliasTable::read(&aliases, &self.aliases.display().to_string())?;
        let applier = Applier::new(&table, self.trust.trust(common))?;
        let mut notes = Notes::of(&mut inputs);
        let progress = Progress::new(common, &inputs.sources, 1);
        let correcting = Correcting {
            table: &table,
            applier: &applier,
            policy: self.hashtags.policy(common),
            read: &inputs.read,
            progress: &progress,
        };
        let delivery = Delivery { correcting, goal, is_dry: self.output.is_dry(), is_reread: false };
        let report = respell::report::html(&table, self.trust.trust(common));
        let tally = delivery.run(&inputs.sources, &Papers { aliases, report }, &mut notes);
        progress.end();
        let tally = tally.inspect_err(|_| notes.say(common.quiet))?;
        let mut summary = Summary::default();
        summary.read(tally.documents, tally.bytes);
        summary.corrected(&tally, delivery.is_done());
        let next = if delivery.is_dry { None } else { way_back(goal, &tally) };
        summary.say(&notes, clock, next, common);
        Ok(notes.ending())
    }
}
