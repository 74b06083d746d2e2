//! `respell compare`: two names by themselves.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use respell::matching::{Comparison, Weights, compare_with};
use respell::names::routes::Routes;

use super::lines::{answer_lines, inputs, open, part_end};
use super::routes::RouteArgs;
use super::say::say;
use super::{Common, Ending, help};

/// Tell how much two names are alike, in decibans
///
/// Two names as arguments, or tab-separated pairs on standard input: each line comes back with one more cell. Further cells are carried
/// along, no header is assumed. No gazetteer is asked: the letters of the one are held against what the other would be by chance. 10
/// decibans are odds of ten to one for one name, 20 of a hundred to one, 0 says nothing. The order of the two does not matter.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Two names; none for pairs on standard input
    #[arg(num_args = 0..=2, value_names = ["A", "B"])]
    names: Vec<String>,
    /// What to print: decibans, or a probability for pairs that were worth comparing
    #[arg(long = "as", value_enum, default_value_t = Unit::Decibans, value_name = "UNIT")]
    unit: Unit,
    #[command(flatten)]
    routes: RouteArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Unit {
    /// 10·log10 of the likelihood ratio, two decimals
    Decibans,
    /// Between 0 and 1, four decimals
    Probability,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let routes = args.routes.load(common)?;
    match &args.names[..] {
        [a, b] => {
            let mut output = io::stdout().lock();
            writeln!(output, "{a}\t{b}\t{}", args.unit.shown(&compare_with(&routes, Weights::embedded(), a, b)))?;
            Ok(Ending::Done)
        }
        [] => stream(args.unit, &routes, common),
        _ => anyhow::bail!("one name was given, two are expected: respell compare A B, or tab-separated pairs on standard input"),
    }
}

/// Every line comes back, whatever it holds.
fn stream(unit: Unit, routes: &Routes, common: &Common) -> Result<Ending> {
    let Some(paths) = inputs(&[] as &[PathBuf]) else {
        return help("compare");
    };
    let unusable = AtomicUsize::new(0);
    common.pool()?.install(|| -> Result<()> {
        let mut output = io::BufWriter::new(io::stdout());
        let answer = |line: &[u8]| {
            let (content, end) = part_end(line);
            let cell = cell(unit, routes, content).unwrap_or_else(|| {
                unusable.fetch_add(1, Ordering::Relaxed);
                String::new()
            });
            [content, b"\t", cell.as_bytes(), end].concat()
        };
        paths.iter().try_for_each(|path| answer_lines(&mut *open(path)?, &mut output, answer))
    })?;
    report(unusable.into_inner(), common);
    Ok(Ending::Done)
}

/// The last cell of a line; nothing if it does not hold two names.
fn cell(unit: Unit, routes: &Routes, line: &[u8]) -> Option<String> {
    let mut cells = line.split(|byte| *byte == b'\t').map(std::str::from_utf8);
    let (a, b) = (cells.next()?.ok()?, cells.next()?.ok()?);
    let comparison = compare_with(routes, Weights::embedded(), a, b);
    comparison.is_comparable().then(|| unit.shown(&comparison))
}

fn report(unusable: usize, common: &Common) {
    if unusable > 0 && !common.quiet {
        let lines = if unusable == 1 { "1 line does" } else { &format!("{unusable} lines do") };
        say(format_args!("respell: {lines} not hold two names with a tab between them, in UTF-8; the last cell is empty there"));
    }
}

impl Unit {
    fn shown(self, comparison: &Comparison) -> String {
        match self {
            // No minus before a zero.
            Self::Decibans => format!("{:.2}", (comparison.decibans() * 100.0).round() / 100.0 + 0.0),
            Self::Probability => format!("{:.4}", comparison.probability()),
        }
    }
}
