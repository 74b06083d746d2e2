//! `respell check`: the eyes of `scan` as a linter.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;
use respell::corpus::{CorpusError, Format, Origin, Source};
use respell::matching::Matcher;
use respell::reconcile::{Applier, Standing, Trust};
use respell::report::{Remark, brief, github, json_line, long, sarif};

use super::fix::proposed;
use super::inputs::{InputArgs, Inputs};
use super::judging::JudgingArgs;
use super::notes::Notes;
use super::progress::Progress;
use super::remarks::Remarking;
use super::scanning::{Keep, Scanning};
use super::summary::{Clock, Summary, program};
use super::{Common, Ending};

/// Point at spellings that are not as they should be; changes nothing
///
/// What `scan` lists, place by place. The exit code is 0 if there is nothing to tell of, 1 if there is, 2 if something went wrong. What is
/// rejected in the table of --aliases is passed over, what is accepted there is certain.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    judging: JudgingArgs,
    /// How findings are shown [default: long]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    format: Option<FormatArg>,
    /// How sure a finding has to be to be told of [default: probable]
    #[arg(long, value_enum, value_name = "STANDING", help_heading = "Output")]
    min_standing: Option<StandingArg>,
    /// Tell of so many findings at most
    #[arg(long, value_name = "N", help_heading = "Output")]
    max_findings: Option<usize>,
    /// What standard input is called and read as: the file whose text it is
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    stdin_filename: Option<PathBuf>,
}

/// What the configuration says of `check`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CheckConfig {
    pub(crate) format: Option<FormatArg>,
    pub(crate) min_standing: Option<StandingArg>,
    pub(crate) max_findings: Option<usize>,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FormatArg {
    /// With the line of text and the reasons, for people
    #[default]
    Long,
    /// One line a finding, for editors
    Brief,
    /// JSON Lines, one object a finding
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, one document
    Sarif,
}

/// How sure a finding has to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum StandingArg {
    /// Certain ones only
    Certain,
    /// Also probable ones
    #[default]
    Probable,
    /// All of them
    Doubtful,
}

impl From<StandingArg> for Standing {
    fn from(standing: StandingArg) -> Self {
        match standing {
            StandingArg::Certain => Self::Certain,
            StandingArg::Probable => Self::Probable,
            StandingArg::Doubtful => Self::Doubtful,
        }
    }
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    if args.inputs.is_idle() {
        return super::help("check");
    }
    let clock = Clock::start();
    let mut inputs = args.inputs.gather(common, args.judging.own_paths(common))?;
    if let Some(path) = &args.stdin_filename {
        args.name_stdin(path, &mut inputs, common)?;
    }
    inputs.spool()?;
    common.pool()?.install(|| args.check(inputs, common, clock))
}

impl Args {
    fn check(&self, mut inputs: Inputs, common: &Common, clock: Clock) -> Result<Ending> {
        let judging = self.judging.load(common)?;
        let matcher = Matcher::with_routes(&judging.gazetteer, &judging.routes);
        let mut notes = Notes::of(&mut inputs);
        let progress = Progress::new(common, &inputs.sources, 3);
        let scanning =
            Scanning { matcher: &matcher, judging: &judging, read: &inputs.read, progress: &progress, keep: Keep::Wrong };
        let scanned = scanning.run(std::mem::take(&mut inputs.sources), &mut notes);
        let table = proposed(&matcher, &scanned, judging.earlier.as_ref(), false);
        // Only a person's accepts are obeyed; what else is found is told of as it was judged.
        let applier = Applier::new(&table, Trust::Accepted)?;
        progress.begin("Pointing");
        let least = self.min_standing.or(common.config.check.min_standing).unwrap_or_default().into();
        let (policy, read) = (judging.policy, &inputs.read);
        let remarking = Remarking { matcher: &matcher, table: &table, applier: &applier, policy, read, least };
        let documents = scanned.sources.par_iter().zip(&scanned.mentions).with_max_len(1);
        let found: Vec<Result<Vec<Remark>, CorpusError>> =
            documents.map(|(source, mentions)| remarking.remarks(source, &mentions.mentions)).collect();
        progress.end();
        let mut remarks = Vec::new();
        for (source, found) in scanned.sources.iter().zip(found) {
            match found {
                Ok(found) => remarks.extend(found),
                Err(error) => notes.fail(source, error),
            }
        }
        let found = remarks.len();
        let most = self.max_findings.or(common.config.check.max_findings).unwrap_or(usize::MAX);
        let counts = [Standing::Certain, Standing::Probable, Standing::Doubtful].map(|standing| {
            let those = remarks.iter().filter(|remark| remark.standing == standing);
            (standing, those.count() as u64)
        });
        remarks.truncate(most);
        let format = self.format.or(common.config.check.format).unwrap_or_default();
        format.print(&remarks).inspect_err(|_| notes.say(common.quiet))?;
        let mut summary = Summary::default();
        summary.read(scanned.sources.len() as u64, scanned.bytes);
        summary.remarks(&counts, (found - remarks.len()) as u64);
        summary.say(&notes, clock, self.next(found, common), common);
        Ok(match notes.ending() {
            Ending::Done if found > 0 => Ending::Found,
            ending => ending,
        })
    }

    /// The next command to type.
    fn next(&self, found: usize, common: &Common) -> Option<String> {
        let is_next = found > 0 && self.inputs.is_rereadable();
        is_next.then(|| format!("{} scan {}{} -o aliases.csv", program(), self.inputs.typed(), self.judging.typed(common)))
    }

    /// Calls standard input by the name of a file, and reads it as such a file is read.
    fn name_stdin(&self, path: &Path, inputs: &mut Inputs, common: &Common) -> Result<()> {
        let Some(name) = path.to_str() else {
            bail!("{}: its name is not Unicode and cannot be told", path.display());
        };
        if common.config.exclude.leave(path) {
            inputs.sources.retain(|source| !is_stdin(source));
        }
        let format = if self.inputs.names_format() { None } else { Some(Format::from_path(path)?) };
        for source in inputs.sources.iter_mut().filter(|source| is_stdin(source)) {
            source.name = name.to_owned();
            source.format = format.unwrap_or(source.format);
        }
        Ok(())
    }
}

fn is_stdin(source: &Source) -> bool {
    matches!(source.origin, Origin::Stdin)
}

impl FormatArg {
    fn print(self, remarks: &[Remark]) -> Result<()> {
        let one = match self {
            Self::Long => long,
            Self::Brief => brief,
            Self::Json => json_line,
            Self::Github => github,
            Self::Sarif => return write(&sarif(remarks)),
        };
        write(&remarks.iter().map(one).collect::<String>())
    }
}

fn write(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}
