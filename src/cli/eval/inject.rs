//! `respell eval inject`: clean texts, with some of their names misspelled on purpose.

mod generators;
mod list;
mod places;
mod set;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::super::common::GazetteerArgs;
use super::super::say::{counted, say};
use super::super::{Common, Ending};
use super::distractors::Distractors;
use super::report::{Cell, FormatArgs, Report};
use super::shapes::INJECTED;

pub(super) use places::documents;
pub(super) use set::{Injected, Recipe};

/// Make marked texts out of clean ones, by misspelling some of their names
///
/// TEXTS are JSON Lines with `id` and `text`, and beside them a table of the places in them (`doc`, `start` in characters, `surface`,
/// `canonical`). A place whose spelling is its canonical name is replaced by a recorded variant, or by one made by a generator that is drawn:
/// another romanization of its name in its own script, through katakana and back, misread by a scanner, a slip of the keys, by ear. None of
/// them goes by a learnt table. The list has the names of -g, those places, and names of somebody else. The same seed gives the same texts.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The clean texts
    #[arg(value_name = "TEXTS")]
    texts: PathBuf,
    /// Where the places stand; by default the table beside the texts: x.mentions.tsv for x.docs.jsonl
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,
    #[command(flatten)]
    gazetteer: GazetteerArgs,
    /// A table of recorded variants (`variant`, `canonical`; with `relation` only what is `incorrect`); repeatable
    #[arg(long, value_name = "FILE")]
    variants: Vec<PathBuf>,
    /// Names of somebody else to fill the list with (`name`, `kind`); those with a word of the texts are passed over
    #[arg(long, value_name = "FILE")]
    distractors: Option<PathBuf>,
    /// How many names the list has at least, as far as there are so many
    #[arg(long, value_name = "N", default_value_t = NAMES)]
    names: usize,
    /// With which probability a place is replaced
    #[arg(long, value_name = "SHARE", default_value_t = RATE, value_parser = rate)]
    rate: f64,
    /// Which of all such sets it is
    #[arg(long, value_name = "N")]
    seed: u64,
    /// A new folder for the cases: each text with the list, as `respell eval text` reads them
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArgs,
}

/// How many names the list has.
pub(super) const NAMES: usize = 6_000;
/// The other half shows whether right spellings are left alone.
pub(super) const RATE: f64 = 0.5;

fn rate(value: &str) -> Result<f64, String> {
    let rate = value.parse().ok().filter(|rate| (0.0..=1.0).contains(rate));
    rate.ok_or_else(|| "expected a share from 0 to 1".to_owned())
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending> {
    if let Some(folder) = args.output.as_deref().filter(|folder| folder.exists()) {
        bail!("{}: exists; name a new folder, so that no case of another set is left in it", folder.display());
    }
    let given = args.gazetteer.load(common)?;
    let distractors = args.distractors.as_deref().map(Distractors::read).transpose()?.unwrap_or_default();
    let recipe = Recipe {
        texts: &args.texts,
        places: args.places.as_deref(),
        given: &given,
        variants: &args.variants,
        distractors: &distractors,
        names: args.names,
        rate: args.rate,
        seed: args.seed,
    };
    let injected = recipe.make()?;
    if let Some(folder) = &args.output {
        write(&injected, folder).with_context(|| format!("{} cannot be written", folder.display()))?;
    }
    let mut report = Report::default();
    for (generator, places, distinct) in injected.counts() {
        report.add(&INJECTED, vec![generator.into(), Cell::Count(places), Cell::Count(distinct)]);
    }
    if !common.quiet {
        let (names, texts) = (counted(injected.list.len() as u64, "name"), counted(injected.cases.len() as u64, "text"));
        say(format_args!("{texts}, {names} in the list, {} left for want of a variant", counted(injected.left as u64, "place")));
    }
    report.print(args.format)?;
    Ok(Ending::Done)
}

/// A folder a text, and a table of what was made.
fn write(injected: &Injected, folder: &Path) -> Result<()> {
    let list = injected.list.csv()?;
    fs::create_dir_all(folder)?;
    let mut table = csv::WriterBuilder::new().delimiter(b'\t').from_path(folder.join("made.tsv"))?;
    table.write_record(["doc", "start", "variant", "generator"])?;
    for ((name, marked), case) in injected.texts.iter().zip(&injected.cases) {
        let own = folder.join(name.replace(['/', '\\', '.'], "_"));
        fs::create_dir(&own)?;
        fs::write(own.join("text.marked"), marked)?;
        fs::write(own.join("gazetteer.csv"), &list)?;
        for made in &case.made {
            table.write_record([name, &made.start.to_string(), &case.text.raw[made.start..made.end], made.by])?;
        }
    }
    Ok(table.flush()?)
}
