//! `respell learn`: a route table from pairs of spellings.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use respell::corpus::AtomicFile;
use respell::names::channel::WIDEST;
use respell::names::letters::letters;
use respell::names::routes::Routes;
use respell::names::train::{Pair, Training};
use respell::text::Reading;
use sha2::{Digest as _, Sha256};

use super::{Common, Ending};

/// The longest name word that is learnt from, in bytes; beyond it a line is no pair of words but a broken file.
const LONGEST: usize = 256;

/// Learn a table of weighted edits from pairs of spellings
///
/// Pairs are lines of a name, what it came to be written as, and optionally how much the pair counts (1 if it is not said), parted by
/// tabs; one word a side works best. What the pairs say is learnt on top of the built-in table, so that a few hundred pairs of an archive
/// sharpen what is known and lose none of it; --alone starts from nothing. The table is written as text that `git diff` can show, for
/// --routes. The same pairs give the same table.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File of pairs; - is standard input
    #[arg(long, value_name = "FILE")]
    pairs: PathBuf,
    /// Where to write the table; standard output if it is not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Name of the route that the pairs came by; `pooled` takes the place of the built-in table, another name stands beside it
    #[arg(long, default_value = "pooled", value_name = "NAME")]
    route: String,
    /// Learn from these pairs alone
    #[arg(long)]
    alone: bool,
    /// Rounds of expectation and maximisation
    #[arg(long, default_value_t = Training::default().rounds, value_name = "N")]
    rounds: usize,
    /// The most letters that an edit has on a side
    #[arg(long, default_value_t = Training::default().widest, value_name = "N", value_parser = widest)]
    widest: usize,
}

/// How many edits of letters the built-in table counts for beside those of the pairs: about as many as four thousand names have, so that
/// ten sure pairs shift what is rare, and some hundreds what is usual.
const BASE: f64 = 30_000.0;

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let text = read(args)?;
    let (pairs, unusable) = parse(&text, &args.pairs.display().to_string())?;
    let base = (!args.alone).then(|| (Routes::embedded_pooled(), BASE));
    let training = Training { rounds: args.rounds.max(1), widest: args.widest, base, ..Training::default() };
    let joint = training.learn(&pairs);
    let table = format!("{}{}", head(args, &text, pairs.len()), joint.to_table());
    write(args, &table)?;
    if !common.quiet {
        say(pairs.len(), &unusable);
    }
    Ok(Ending::Done)
}

fn widest(value: &str) -> Result<usize, String> {
    let number = value.parse().ok().filter(|number| (1..=WIDEST).contains(number));
    number.ok_or_else(|| format!("expected a number from 1 to {WIDEST}"))
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
    let alone = if args.alone { " --alone" } else { "" };
    format!(
        "# id: {}\n# what: joint chances of letter groups in a name and in its variant, learnt by expectation maximisation\n\
         # columns: name side, then what it becomes with decibans (-10 log10 of the joint chance); - is nothing, 0 any digit, * any other \
         edit of single letters\n\
         # command: respell learn --route {} --rounds {} --widest {}{alone}\n# pairs: {pairs}, sha256 {hash}\n",
        args.route, args.route, args.rounds, args.widest
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
