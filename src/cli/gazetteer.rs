//! `respell gazetteer`: what is in a gazetteer, what is wrong with it, and the same compiled.

mod build;

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Result;
use respell::gazetteer::{Finding, Gazetteer, LoadOptions, Loaded, Warning, lint, stats};
use respell::report::{lint_line, stats_text};
use serde_json::{Value, json};

use super::say::say;
use super::{Common, Ending};

/// Look at gazetteers, what they hold and what to mend, and compile them
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Tell what a careful person would want to mend: names that collide, rows that say nothing, letters that are not what they seem
    Lint(Files),
    /// Count entities, names, kinds, scripts and languages
    Stats(Files),
    /// Compile gazetteers into one file, which is opened in no time where a long list takes seconds to be read
    ///
    /// The file says all that the lists say, and is given with -g in their place. It is for this version of respell and this kind of
    /// machine, which is checked when it is opened; keep the list, and compile it again after it or respell has changed.
    Build(build::Args),
}

#[derive(Debug, clap::Args)]
struct Files {
    #[command(flatten)]
    lists: Lists,
    /// Print JSON: an object a line for lint, one object for stats
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Lists {
    /// Gazetteers (.csv, .tsv, .jsonl, or a list with one name a line); none for the embedded one
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The same as FILE; repeatable
    #[arg(short, long = "gazetteer", value_name = "FILE")]
    gazetteer: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let mut output = io::BufWriter::new(io::stdout());
    let ending = match &args.verb {
        Verb::Lint(files) => run_lint(files, common, &mut output)?,
        Verb::Stats(files) => run_stats(files, common, &mut output)?,
        Verb::Build(args) => build::run(args, common)?,
    };
    output.flush()?;
    Ok(ending)
}

/// Findings are what was asked for and no failure: the exit code is 0.
fn run_lint(files: &Files, common: &Common, output: &mut impl io::Write) -> Result<Ending> {
    let (loaded, ending) = files.lists.load(common)?;
    let Some(loaded) = loaded else { return Ok(ending) };
    let findings = lint(&loaded.gazetteer);
    // What loading warns of and lint finds as well is told once, in lint's words.
    let twice = |warning: &&Warning| {
        !findings.iter().any(|finding| finding.source == warning.source && warning.message.starts_with(&finding.message))
    };
    for warning in loaded.warnings.iter().filter(twice) {
        match files.json {
            true => writeln!(output, "{}", warning_json(warning))?,
            false => writeln!(output, "{}:{}: warning: {} [row]", warning.source.file, warning.source.row, warning.message)?,
        }
    }
    for finding in &findings {
        let line = if files.json { finding_json(finding).to_string() } else { lint_line(finding) };
        writeln!(output, "{line}")?;
    }
    Ok(ending)
}

fn run_stats(files: &Files, common: &Common, output: &mut impl io::Write) -> Result<Ending> {
    let (loaded, ending) = files.lists.load(common)?;
    let Some(loaded) = loaded else { return Ok(ending) };
    let counts = stats(&loaded.gazetteer);
    match files.json {
        true => writeln!(output, "{}", serde_json::to_string_pretty(&counts)?)?,
        false => output.write_all(stats_text(&counts).as_bytes())?,
    }
    Ok(ending)
}

impl Lists {
    fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().chain(&self.gazetteer)
    }

    /// Every file that can be read, as one list; the others are named, and the exit code remembers them.
    fn load(&self, common: &Common) -> Result<(Option<Loaded>, Ending)> {
        let mut paths = self.paths().peekable();
        if paths.peek().is_none() {
            let gazetteer = Gazetteer::embedded().clone();
            return Ok((Some(Loaded { gazetteer, warnings: Vec::new() }), Ending::Done));
        }
        let (mut parts, mut ending) = (Vec::new(), Ending::Done);
        for path in paths {
            match Gazetteer::load(path, &LoadOptions { max_record: common.max_record }) {
                Ok(loaded) => parts.push(loaded),
                Err(error) => {
                    say(format_args!("error: {error}"));
                    ending = Ending::Failed;
                }
            }
        }
        let joined = if parts.is_empty() { None } else { Some(Gazetteer::join(parts)?) };
        Ok((joined, ending))
    }
}

fn finding_json(finding: &Finding) -> Value {
    json!({
        "file": finding.source.file,
        "row": finding.source.row,
        "severity": finding.severity.word(),
        "kind": finding.kind,
        "ids": finding.ids,
        "message": finding.message,
    })
}

fn warning_json(warning: &Warning) -> Value {
    json!({
        "file": warning.source.file,
        "row": warning.source.row,
        "severity": "warning",
        "kind": "row",
        "ids": [],
        "message": warning.message,
        "column": warning.column,
    })
}
