//! `respell learn`: a route table from pairs of spellings.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use respell::corpus::AtomicFile;
use respell::names::letters::letters;
use respell::names::train::{Pair, Training};
use respell::text::Reading;
use sha2::{Digest as _, Sha256};

use super::{Common, Ending};

/// The longest name word that is learnt from, in bytes; beyond it a line is no pair of words but a broken file.
const LONGEST: usize = 256;

/// Learn a table of weighted edits from pairs of spellings
///
/// Pairs are lines of a name, what it came to be written as, and optionally how much the pair counts (1 if it is not said), parted by
/// tabs; one word a side works best. The table is written as text that `git diff` can show. The same pairs give the same table.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File of pairs; - is standard input
    #[arg(long, value_name = "FILE")]
    pairs: PathBuf,
    /// Where to write the table; standard output if it is not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Name of the route that the pairs came by
    #[arg(long, default_value = "pooled", value_name = "NAME")]
    route: String,
    /// Rounds of expectation and maximisation
    #[arg(long, default_value_t = Training::default().rounds, value_name = "N")]
    rounds: usize,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let text = read(args)?;
    let (pairs, unusable) = parse(&text, &args.pairs.display().to_string())?;
    let training = Training { rounds: args.rounds.max(1), ..Training::default() };
    let joint = training.learn(&pairs);
    let table = format!("{}{}", head(args, &text, pairs.len()), joint.to_lines(&args.route));
    write(args, &table)?;
    if !common.quiet {
        say(pairs.len(), &unusable);
    }
    Ok(Ending::Done)
}

fn read(args: &Args) -> Result<String> {
    let name = args.pairs.display();
    if args.pairs.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input: expected pairs as UTF-8 text")?;
        return Ok(text);
    }
    let bytes = fs::read(&args.pairs).with_context(|| format!("{name}: cannot be read"))?;
    String::from_utf8(bytes).with_context(|| format!("{name}: is not UTF-8; save it as UTF-8"))
}

/// The usable pairs, and what is wrong with the other lines.
fn parse(text: &str, name: &str) -> Result<(Vec<Pair>, Vec<String>)> {
    let (mut pairs, mut unusable) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()) {
        match pair(line) {
            Ok(pair) => pairs.push(pair),
            Err(message) => unusable.push(format!("{name}:{}: {message}", at + 1)),
        }
    }
    if pairs.is_empty() {
        let first = unusable.first().map_or(String::new(), |first| format!(" ({first})"));
        bail!("{name}: no usable pair; expected lines of a name and a variant parted by a tab{first}");
    }
    Ok((pairs, unusable))
}

fn pair(line: &str) -> Result<Pair, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let (name, variant, weight) = match cells[..] {
        [name, variant] => (name, variant, 1.0),
        [name, variant, weight, ..] => (
            name,
            variant,
            weight.trim().parse::<f64>().map_err(|_| format!("“{weight}” is no number; expected how much the pair counts"))?,
        ),
        _ => return Err("one cell found, expected a name and a variant parted by a tab".to_owned()),
    };
    if name.len().max(variant.len()) > LONGEST {
        return Err(format!("a side has more than {LONGEST} bytes; expected a word or a name"));
    }
    if !(weight.is_finite() && weight > 0.0) {
        return Err(format!("{weight} is not above zero; expected how much the pair counts"));
    }
    let (name, variant) = (letters(name, Reading::Plain), letters(variant, Reading::Plain));
    if name.is_empty() || variant.is_empty() {
        return Err("a side has no letters".to_owned());
    }
    Ok(Pair { name, variant, weight })
}

/// What the table is made from, so that anyone can tell whether it is up to date.
fn head(args: &Args, text: &str, pairs: usize) -> String {
    let hash: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "# id: {}\n# what: joint chances of letter groups in a name and in its variant, learnt by expectation maximisation\n\
         # columns: route, name side, variant side (- is nothing, 0 any digit), decibans (-10 log10 of the joint chance)\n\
         # command: respell learn --route {} --rounds {}\n# pairs: {pairs}, sha256 {hash}\n",
        args.route, args.route, args.rounds
    )
}

fn write(args: &Args, table: &str) -> Result<()> {
    let Some(path) = &args.output else {
        std::io::stdout().lock().write_all(table.as_bytes())?;
        return Ok(());
    };
    let mut file = AtomicFile::create(path)?;
    file.write_all(table.as_bytes()).with_context(|| format!("{}: cannot be written", path.display()))?;
    file.commit()?;
    Ok(())
}

#[expect(clippy::print_stderr, reason = "the summary is for the person at the terminal")]
fn say(pairs: usize, unusable: &[String]) {
    unusable.iter().take(5).for_each(|line| eprintln!("warning: {line}"));
    let more = if unusable.is_empty() { String::new() } else { format!(", {} lines passed over", unusable.len()) };
    eprintln!("{pairs} pairs learnt from{more}");
}
