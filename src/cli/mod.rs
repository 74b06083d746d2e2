//! The command line: one file a verb, each with its arguments, its help and its run.

#![forbid(unsafe_code)]

mod apply;
mod check;
mod common;
mod compare;
mod config;
mod correcting;
mod delivery;
mod diff;
mod earlier;
mod eval;
mod explain;
mod fix;
mod gazetteer;
mod inputs;
mod judging;
mod learn;
mod ledger;
mod lines;
mod match_column;
mod match_names;
mod mentions;
mod notes;
mod outputs;
mod passage;
mod policy;
mod progress;
mod remarks;
mod routes;
mod say;
mod scan;
mod scanning;
mod stretches;
mod summary;
mod table;
mod undo;

use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory as _, Parser, Subcommand};

pub(crate) use common::Common;

/// Reconciles the spellings of names in text against a gazetteer.
#[derive(Debug, Parser)]
#[command(name = "respell", version, about, propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Fix(fix::Args),
    Scan(scan::Args),
    Check(check::Args),
    Apply(apply::Args),
    Undo(undo::Args),
    Match(match_names::Args),
    Compare(compare::Args),
    Explain(explain::Args),
    Gazetteer(gazetteer::Args),
    Learn(learn::Args),
    Eval(eval::Args),
}

/// What a run ends with: 0 done, 1 findings of `check`, 2 error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Done.
    Done,
    /// Done, and there are findings.
    Found,
    /// Something was wrong; it has been said.
    Failed,
}

/// Parses, runs, and turns the ending into an exit code.
pub(crate) fn main() -> ExitCode {
    let mut cli = Cli::parse();
    match cli.common.config_args.load() {
        Ok(config) => cli.common.config = config,
        Err(error) => return common::complain(&error),
    }
    let ending = match &cli.verb {
        Verb::Fix(args) => fix::run(args, &cli.common),
        Verb::Scan(args) => scan::run(args, &cli.common),
        Verb::Check(args) => check::run(args, &cli.common),
        Verb::Apply(args) => apply::run(args, &cli.common),
        Verb::Undo(args) => undo::run(args, &cli.common),
        Verb::Match(args) => match_names::run(args, &cli.common),
        Verb::Compare(args) => compare::run(args, &cli.common),
        Verb::Explain(args) => explain::run(args, &cli.common),
        Verb::Gazetteer(args) => gazetteer::run(args, &cli.common),
        Verb::Learn(args) => learn::run(args, &cli.common),
        Verb::Eval(args) => eval::run(args, &cli.common),
    };
    match ending {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Found) => ExitCode::from(1),
        Ok(Ending::Failed) => ExitCode::from(2),
        Err(error) => common::complain(&error),
    }
}

/// Shows the help of a verb that was given nothing to do, as the bare program does.
pub(crate) fn help(verb: &str) -> Result<Ending> {
    let mut cli = Cli::command();
    cli.build();
    if let Some(command) = cli.find_subcommand_mut(verb) {
        say::say(command.render_help());
    }
    Ok(Ending::Failed)
}
