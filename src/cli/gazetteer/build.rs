//! `respell gazetteer build`: a list as a file that is opened instead of being read.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use respell::gazetteer::{CompiledWriter, Loaded};
use respell::matching::Matcher;

use super::Lists;
use crate::cli::common::warn;
use crate::cli::inputs::quoted;
use crate::cli::notes::Notes;
use crate::cli::summary::{Clock, Summary, program};
use crate::cli::{Common, Ending};

/// What a compiled gazetteer is called by.
const EXTENSION: &str = "rsgz";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    lists: Lists,
    /// Where to write it; without it beside the list, under the list's name with .rsgz. A compiled gazetteer that is there is replaced
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let (clock, output) = (Clock::start(), args.output()?);
    // Half of the lists would match half of the names, and nothing would tell.
    let (Some(loaded), Ending::Done) = args.lists.load(common)? else { return Ok(Ending::Failed) };
    warn(&loaded.warnings, common);
    let length = compile(&loaded)?.write(&output)?;
    let mut summary = Summary::default();
    summary.compiled(loaded.gazetteer.len() as u64, length, &output);
    let next = format!("{} fix PATH -g {}", program(), quoted(&output));
    summary.say(&Notes::default(), clock, Some(next), common);
    Ok(Ending::Done)
}

/// All sections of the file: the list's, and what its matcher is laid out as.
fn compile(loaded: &Loaded) -> Result<CompiledWriter> {
    let mut file = loaded.compile()?;
    Matcher::new(&loaded.gazetteer).save(&mut file);
    Ok(file)
}

impl Args {
    /// Where to write.
    fn output(&self) -> Result<PathBuf> {
        if let Some(output) = &self.output {
            if output.as_os_str() == "-" {
                bail!("-o -: a compiled gazetteer is used where it lies and needs a file; give its name");
            }
            return Ok(output.clone());
        }
        match &self.lists.paths().collect::<Vec<_>>()[..] {
            [list] => Ok(beside(list)),
            [] => bail!("the embedded gazetteer has no file beside which to write; say where with -o FILE"),
            _ => bail!("there are several lists; say with -o FILE what they are to be together"),
        }
    }
}

/// `a/names.csv.gz` becomes `a/names.rsgz`.
fn beside(list: &Path) -> PathBuf {
    let is_packed = list.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    let plain = if is_packed { list.with_extension("") } else { list.to_owned() };
    plain.with_extension(EXTENSION)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::beside;

    #[test]
    fn the_file_stands_beside_its_list() {
        for (list, file) in [("names.csv", "names.rsgz"), ("a/names.CSV.gz", "a/names.rsgz"), ("names", "names.rsgz")] {
            assert_eq!(beside(Path::new(list)), Path::new(file));
        }
    }
}
