//! What all verbs share: global flags, the gazetteer, and how errors are said.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use respell::corpus::CorpusError;
use respell::gazetteer::{Gazetteer, LoadOptions, Warning};

use super::config::{Config, ConfigArgs, either};
use super::inputs::quoted;
use super::say::say;

/// Flags that work everywhere.
#[derive(Debug, clap::Args)]
pub(crate) struct Common {
    /// Threads to use; 0 is one for each core
    #[arg(short = 'j', long, global = true, default_value_t = 0, value_name = "N")]
    pub(crate) threads: usize,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// The longest record of a CSV, JSON Lines or gazetteer file, in bytes or as 512k, 64M
    #[arg(long, global = true, value_name = "SIZE", value_parser = parse_size, default_value = "64M")]
    pub(crate) max_record: usize,
    #[command(flatten)]
    pub(crate) config_args: ConfigArgs,
    /// What the configuration says.
    #[arg(skip)]
    pub(crate) config: Config,
}

impl Common {
    /// The threads to work on; results never depend on their number.
    pub(crate) fn pool(&self) -> Result<rayon::ThreadPool> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build();
        pool.context("the threads cannot be started; try -j1")
    }
}

/// Which names to hold the text against.
#[derive(Debug, clap::Args)]
pub(crate) struct GazetteerArgs {
    /// Gazetteer to use instead of the embedded one (.csv, .tsv, .jsonl, a list with one name a line, or a compiled one); repeatable
    #[arg(short, long = "gazetteer", value_name = "FILE")]
    pub(crate) gazetteer: Vec<PathBuf>,
}

/// So many warnings are said one by one; a table of the wrong sort has one in each row.
pub(crate) const WARNINGS_SAID: usize = 10;

impl GazetteerArgs {
    /// The lists in words; without any the embedded one.
    pub(crate) fn against(&self) -> String {
        let files: Vec<String> = self.gazetteer.iter().map(|path| quoted(path)).collect();
        if files.is_empty() { "embedded".to_owned() } else { files.join(" ") }
    }

    /// The flags as they could be typed again.
    pub(crate) fn typed(&self) -> String {
        self.gazetteer.iter().map(|path| format!(" -g {}", quoted(path))).collect()
    }

    /// Loads the files, those of the configuration, or the embedded list, and puts them in the style of the house; warnings go to standard
    /// error.
    pub(crate) fn load(&self, common: &Common) -> Result<Gazetteer> {
        common.config.styled(load(either(&self.gazetteer, &common.config.gazetteer), common)?)
    }

    /// Loads just the files that are named, as they are.
    pub(crate) fn load_own(&self, common: &Common) -> Result<Gazetteer> {
        load(&self.gazetteer, common)
    }
}

fn load(paths: &[PathBuf], common: &Common) -> Result<Gazetteer> {
    if paths.is_empty() {
        return Ok(Gazetteer::embedded().clone());
    }
    let options = LoadOptions { max_record: common.max_record };
    let parts: Vec<_> = paths.iter().map(|path| Gazetteer::load(path, &options)).collect::<Result<_, _>>()?;
    let loaded = Gazetteer::join(parts).context("the gazetteers do not go together")?;
    warn(&loaded.warnings, common);
    Ok(loaded.gazetteer)
}

/// Says the first of the warnings of lists.
pub(crate) fn warn(warnings: &[Warning], common: &Common) {
    if common.quiet {
        return;
    }
    warnings.iter().take(WARNINGS_SAID).for_each(|warning| say(format_args!("warning: {warning}")));
    if let more @ 1.. = warnings.len().saturating_sub(WARNINGS_SAID) {
        say(format_args!("warning: and {more} more; see them all with `respell gazetteer lint`"));
    }
}

/// Says what went wrong; a closed pipe is no error.
pub(crate) fn complain(error: &anyhow::Error) -> ExitCode {
    if error.chain().any(is_closed_pipe) {
        return ExitCode::SUCCESS;
    }
    say(format_args!("respell: {error:#}"));
    ExitCode::from(2)
}

fn is_closed_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    let io = cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
    io || cause.downcast_ref::<CorpusError>().is_some_and(CorpusError::is_broken_pipe)
}

/// `4096`, `512k`, `64M`, `1G`.
fn parse_size(text: &str) -> Result<usize, String> {
    let (digits, power) = match text.trim().to_ascii_lowercase().strip_suffix(['k', 'm', 'g']) {
        Some(digits) => (digits.to_owned(), "kmg".find(text.trim().to_ascii_lowercase().chars().last().unwrap_or('k'))),
        None => (text.trim().to_owned(), None),
    };
    let shift = power.map_or(0, |at| 10 * (at + 1));
    let size = digits.parse::<usize>().ok().and_then(|size| size.checked_mul(1 << shift)).filter(|size| *size > 0);
    size.ok_or_else(|| "expected a number of bytes above 0, such as 65536, 512k or 64M".to_owned())
}

#[cfg(test)]
mod tests {
    use super::parse_size;

    #[test]
    fn sizes_are_read() {
        for (text, size) in [("1", 1), ("512k", 512 << 10), ("64M", 64 << 20), ("1g", 1 << 30)] {
            assert_eq!(parse_size(text), Ok(size));
        }
        for text in ["", "0", "k", "-1", "64MB", "99999999999999999999"] {
            assert!(parse_size(text).is_err(), "{text}");
        }
    }
}
