//! `respell learn`: a route table from pairs of spellings.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use respell::corpus::AtomicFile;
use respell::names::channel::WIDEST;
use respell::names::letters::{letters, marked};
use respell::names::routes::Routes;
use respell::names::train::{LONGEST, Pair, Training};
use respell::text::Reading;
use sha2::{Digest as _, Sha256};

use super::{Common, Ending};

/// A pair counts for so many at most: what is said more often than all names of a country is a slip of the pen, and would drown the rest.
const HEAVIEST: f64 = 1_000_000.0;
/// Fewer pairs than this say little by themselves: there are more kinds of edits.
const FEW: usize = 100;
/// So many lines that cannot be used are named.
const SAID: usize = 5;

/// Learn a table of weighted edits from pairs of spellings
///
/// Pairs are lines of a name, what it came to be written as, and optionally how much the pair counts (1 if it is not said), parted by
/// tabs. Names of as many words as their variants are taken word by word. What the pairs say is learnt on top of the built-in table of the
/// route (pooled, if it has none), so that a few hundred pairs of an archive sharpen what is known and lose none of it; --alone starts from
/// nothing. The table is written as text that `git diff` can show, for --routes. The same pairs give the same table.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File of pairs; - is standard input
    #[arg(long, value_name = "FILE")]
    pairs: PathBuf,
    /// Where to write the table; standard output if it is not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Name of the route that the pairs came by; `pooled` takes the place of the built-in table, another name stands beside it
    #[arg(long, default_value = "pooled", value_name = "NAME", value_parser = route)]
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
    let (pairs, unusable) = parse(&text, &args.pairs.display().to_string(), &args.route)?;
    let base = || Routes::embedded_table(&args.route).or_else(|| Routes::embedded_table("pooled"));
    let base = if args.alone { None } else { base().map(|base| (base, BASE)) };
    let training = Training { rounds: args.rounds.max(1), widest: args.widest, base, ..Training::default() };
    let joint = training.learn(&pairs);
    let table = format!("{}{}", head(args, &text, pairs.len()), joint.to_table());
    write(args, &table)?;
    if !common.quiet {
        say(pairs.len(), &unusable, args.alone);
    }
    Ok(Ending::Done)
}

fn widest(value: &str) -> Result<usize, String> {
    let number = value.parse().ok().filter(|number| (1..=WIDEST).contains(number));
    number.ok_or_else(|| format!("expected a number from 1 to {WIDEST}"))
}

/// The name stands in the head of the table, and in what is said of spellings.
fn route(value: &str) -> Result<String, String> {
    let is_name = !value.is_empty() && value.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if is_name {
        Ok(value.to_owned())
    } else {
        Err("expected a name of letters a-z, digits and hyphens, such as our-archive".to_owned())
    }
}

fn read(args: &Args) -> Result<String> {
    let name = args.pairs.display();
    if args.pairs.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input: expected pairs as UTF-8 text")?;
        return Ok(text);
    }
    let bytes = match fs::read(&args.pairs) {
        Err(error) if error.kind() == ErrorKind::NotFound => bail!("{name}: there is no such file; expected pairs of spellings"),
        read => read.with_context(|| format!("{name}: cannot be read"))?,
    };
    let text = String::from_utf8(bytes).with_context(|| format!("{name}: is not UTF-8; save it as UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The usable pairs, and what is wrong with the other lines.
fn parse(text: &str, name: &str, route: &str) -> Result<(Vec<Pair>, Vec<String>)> {
    let (mut pairs, mut unusable) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()) {
        match line_pairs(line, Routes::is_of_script(route)) {
            Ok(found) => pairs.extend(found),
            Err(message) => unusable.push(format!("{name}:{}: {message}", at + 1)),
        }
    }
    if pairs.is_empty() {
        let first = unusable.first().map_or(String::new(), |first| format!(" ({first})"));
        bail!("{name}: no usable pair; expected lines of a name and a variant parted by a tab{first}");
    }
    Ok((pairs, unusable))
}

/// The pairs of words of a line.
fn line_pairs(line: &str, is_of_script: bool) -> Result<Vec<Pair>, String> {
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
    // Not a number is in no range.
    if !(weight > 0.0 && weight <= HEAVIEST) {
        return Err(format!("the pair counts {weight}; expected a number above 0 and at most {HEAVIEST}"));
    }
    words(name, variant).into_iter().map(|(name, variant)| pair(&name, &variant, weight, is_of_script)).collect()
}

/// Word by word, if there are as many on both sides; else what is written together here and apart there.
fn words(name: &str, variant: &str) -> Vec<(String, String)> {
    let split = |side: &str| side.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (names, variants) = (split(name), split(variant));
    match names.len() == variants.len() && !names.is_empty() {
        true => names.into_iter().zip(variants).collect(),
        false => vec![(names.concat(), variants.concat())],
    }
}

fn pair(name: &str, variant: &str, weight: f64, is_of_script: bool) -> Result<Pair, String> {
    let read = |side: &str, is_marked: bool| if is_marked { marked(side) } else { letters(side, Reading::Plain) };
    let pair = Pair { name: read(name, false), variant: read(variant, is_of_script), weight };
    for (side, what) in [(&pair.name, "name"), (&pair.variant, "variant")] {
        match side.len() {
            0 => return Err(format!("the {what} has no letters; expected a name, a tab and a variant")),
            letters if letters > LONGEST => {
                return Err(format!("the {what} has a word of more than {LONGEST} letters; expected a name"));
            }
            _ => {}
        }
    }
    Ok(pair)
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
fn say(pairs: usize, unusable: &[String], is_alone: bool) {
    unusable.iter().take(SAID).for_each(|line| eprintln!("warning: {line}"));
    if is_alone && pairs < FEW {
        eprintln!(
            "warning: {} learnt from is little; without --alone the built-in table is kept beneath",
            counted(pairs, "pair")
        );
    }
    let more = if unusable.is_empty() { String::new() } else { format!(", {} passed over", counted(unusable.len(), "line")) };
    eprintln!("{} learnt from{more}", counted(pairs, "pair"));
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
