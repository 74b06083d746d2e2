//! `respell scan`: the alias table of a corpus, for people to judge.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use respell::matching::Matcher;
use respell::reconcile::AliasTable;

use super::delivery::file;
use super::fix::proposed;
use super::inputs::{InputArgs, Inputs, quoted};
use super::judging::JudgingArgs;
use super::notes::Notes;
use super::progress::Progress;
use super::scanning::{Keep, Scanned, Scanning};
use super::summary::{Clock, Summary, is_open, program};
use super::table::{self, TableArgs};
use super::{Common, Ending, mentions};

/// Find the names in text and list their spellings in an alias table; changes nothing
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    judging: JudgingArgs,
    /// List names that are spelled right as well
    #[arg(long, help_heading = "Output")]
    all: bool,
    /// Write the alias table to this file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Write every mention, with its place and its evidence, to this file as JSON Lines
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    mentions: Option<PathBuf>,
    /// Write a page to read in a browser to this file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    report: Option<PathBuf>,
    /// Replace an alias table although it holds decisions
    #[arg(long, help_heading = "Output")]
    force: bool,
    /// Do everything but write
    #[arg(long, help_heading = "Output")]
    dry_run: bool,
    #[command(flatten)]
    table: TableArgs,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    if args.inputs.is_idle() {
        return super::help("scan");
    }
    let clock = Clock::start();
    if let Some(output) = &args.output {
        table::protect(output, args.judging.aliases(), args.force)?;
    }
    let mut inputs = args.inputs.gather(common, args.own_paths(common))?;
    inputs.spool()?;
    common.pool()?.install(|| args.scan(inputs, common, clock))
}

impl Args {
    fn scan(&self, mut inputs: Inputs, common: &Common, clock: Clock) -> Result<Ending> {
        let judging = self.judging.load(common)?;
        let matcher = Matcher::with_routes(&judging.gazetteer, &judging.routes);
        let mut notes = Notes::of(&mut inputs);
        let progress = Progress::new(common, &inputs.sources, 2);
        let keep = if self.mentions.is_some() { Keep::All } else { Keep::Nothing };
        let scanning = Scanning { matcher: &matcher, judging: &judging, read: &inputs.read, progress: &progress, keep };
        let scanned = scanning.run(std::mem::take(&mut inputs.sources), &mut notes);
        let table = proposed(&matcher, &scanned, judging.earlier.as_ref(), self.all);
        progress.end();
        if !self.dry_run {
            self.write(&table, &scanned, &matcher).inspect_err(|_| notes.say(common.quiet))?;
        }
        let mut summary = Summary::default();
        summary.read(scanned.sources.len() as u64, scanned.bytes);
        summary.found(&scanned, &table);
        summary.certain(&table);
        summary.for_review(&table);
        summary.say(&notes, clock, self.next(&table, common), common);
        Ok(notes.ending())
    }

    fn write(&self, table: &AliasTable, scanned: &Scanned, matcher: &Matcher<'_>) -> Result<()> {
        if let Some(path) = &self.mentions {
            file(path, &mentions::json_lines(scanned, matcher))?.commit()?;
        }
        if let Some(path) = &self.report {
            file(path, respell::report::html(table, respell::reconcile::Trust::Certain).as_bytes())?.commit()?;
        }
        let bytes = self.table.write(table)?;
        match &self.output {
            Some(path) => file(path, &bytes)?.commit()?,
            None => {
                let mut out = std::io::stdout().lock();
                out.write_all(&bytes)?;
                out.flush()?;
            }
        }
        Ok(())
    }

    /// The next command to type.
    fn next(&self, table: &AliasTable, common: &Common) -> Option<String> {
        let paths = self.inputs.typed();
        match &self.output {
            _ if self.dry_run || !self.inputs.is_rereadable() => None,
            None => Some(format!("{} scan {paths}{} -o aliases.csv", program(), self.judging.typed(common))),
            Some(aliases) => {
                let aliases = quoted(aliases);
                let act =
                    format!("{} apply {paths}{} --aliases {aliases} -o out", program(), self.judging.typed_for_apply(common));
                if !table.rows.iter().any(is_open) {
                    return Some(act);
                }
                Some(format!("write accept or reject into the column `decision` of {aliases}, then\n      {act}"))
            }
        }
    }

    /// Files of this run that are no input.
    fn own_paths(&self, common: &Common) -> Vec<PathBuf> {
        let written = [&self.output, &self.mentions, &self.report].into_iter().flatten().cloned();
        written.chain(self.judging.own_paths(common)).collect()
    }
}
