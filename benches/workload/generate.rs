//! Writes a workload to measure speed by: nested lists of names, running text, and where which name was planted in it.
//!
//! `cargo run --release --example workload -- OUT [--names 1000000] [--mb 100] [--seed 7] [--words FILE]` writes into the folder OUT
//!
//! - `gaz_1000.txt`, `gaz_10000.txt` and so on: a name a line, each list the beginning of the next, up to `--names`,
//! - `corpus.txt`: so many million bytes,
//! - `gold.tsv`: `start`, `end` (in bytes), `id` (the line of the name, from 1), `kind` (`c` as listed, `v` a variant), `edits`,
//!   `canonical`, `surface`,
//! - `workload.tsv`: the settings.
//!
//! `--words` is a list of common words with counts, as symspellpy brings it; where python3 has symspellpy, its list is found by itself.
//! Without either the words are those of `data/lexicon/en.txt`. Memory grows with the names, not with the text.
#![allow(clippy::print_stderr, reason = "an example that reports to the terminal")]

#[path = "mod.rs"]
mod workload;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use workload::names::names;
use workload::tables::Tables;
use workload::text::Text;
use workload::variant::Variants;
use workload::words::Words;

/// The shortest list.
const LEAST: usize = 1_000;

struct Arguments {
    out: PathBuf,
    names: usize,
    bytes: u64,
    seed: u64,
    words: Option<PathBuf>,
}

fn main() -> ExitCode {
    let done = arguments().and_then(|arguments| generate(&arguments).map_err(|error| error.to_string()));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("workload: {message}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut arguments = Arguments { out: PathBuf::new(), names: 1_000_000, bytes: 100_000_000, seed: 7, words: None };
    let mut given = std::env::args().skip(1);
    while let Some(flag) = given.next() {
        let mut value = || given.next().ok_or_else(|| format!("{flag} wants a value"));
        match flag.as_str() {
            "--names" => arguments.names = number(&value()?)?,
            "--mb" => arguments.bytes = number::<u64>(&value()?)? * 1_000_000,
            "--seed" => arguments.seed = number(&value()?)?,
            "--words" => arguments.words = Some(value()?.into()),
            _ if flag.starts_with('-') => return Err(format!("no flag {flag}; there are --names, --mb, --seed and --words")),
            _ => arguments.out = flag.into(),
        }
    }
    match arguments.out.as_os_str().is_empty() || arguments.names == 0 {
        true => Err("name a folder to write into, and at least one name".to_owned()),
        false => Ok(arguments),
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text} is no whole number"))
}

fn generate(arguments: &Arguments) -> io::Result<()> {
    let Arguments { out, names: count, bytes, seed, words } = arguments;
    fs::create_dir_all(out)?;
    let (words, source) = Words::find(words.as_deref())?;
    let tables = Tables::read();
    // A fifth more, that are in no list: what looks like a name and is nobody's.
    let pool = names(&tables, count + count / 5, *seed);
    let (listed, others) = pool.split_at(*count);
    lists(out, listed)?;
    let mut text = Text::new(listed, others, &words, Variants::new(&tables, *seed), *seed);
    let mut corpus = BufWriter::new(File::create(out.join("corpus.txt"))?);
    let mut gold = BufWriter::new(File::create(out.join("gold.tsv"))?);
    writeln!(gold, "start\tend\tid\tkind\tedits\tcanonical\tsurface")?;
    while text.written() < *bytes {
        for mention in text.write(&mut corpus)? {
            let (id, kind, name) = (mention.number + 1, if mention.edits == 0 { 'c' } else { 'v' }, &listed[mention.number]);
            writeln!(gold, "{}\t{}\t{id}\t{kind}\t{}\t{name}\t{}", mention.start, mention.end, mention.edits, mention.surface)?;
        }
    }
    gold.flush()?;
    corpus.flush()?;
    let settings = format!("names\t{count}\nbytes\t{bytes}\nseed\t{seed}\nwords\t{} from {source}\n", words.len());
    fs::write(out.join("workload.tsv"), settings)
}

/// The whole list, and its beginnings by tens.
fn lists(out: &Path, names: &[String]) -> io::Result<()> {
    let mut len = LEAST;
    while len < names.len() {
        list(out, &names[..len])?;
        len *= 10;
    }
    list(out, names)
}

fn list(out: &Path, names: &[String]) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(out.join(format!("gaz_{}.txt", names.len())))?);
    names.iter().try_for_each(|name| writeln!(file, "{name}"))?;
    file.flush()
}
