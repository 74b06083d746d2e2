//! From PATH arguments to documents, and how they are to be read.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use respell::corpus::{CorpusError, EncodingChoice, Format, Limits, ReadOptions, Skipped, Source, WalkOptions, walk};

use super::Common;

/// What to read, and as what.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// Files or folders to read; - or nothing is standard input
    #[arg(value_name = "PATH", help_heading = None::<&str>)]
    paths: Vec<PathBuf>,
    /// Read everything as text, markdown, html, csv, tsv, jsonl or json, whatever the extension
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<String>,
    /// Take only this column of tables for text, by its header or number; repeatable
    #[arg(long, value_name = "COLUMN")]
    column: Vec<String>,
    /// Take only this field of JSON records for text, as a dotted path; repeatable
    #[arg(long, value_name = "FIELD")]
    field: Vec<String>,
    /// Encoding of files without a byte order mark: utf-8, a label such as windows-1251, or auto to guess
    #[arg(long, value_name = "LABEL", default_value = "utf-8")]
    encoding: String,
    /// Read files that have NUL bytes as text too
    #[arg(long)]
    text: bool,
}

/// The documents to read.
pub(crate) struct Inputs {
    /// In the order in which they are told of.
    pub(crate) sources: Vec<Source>,
    /// Files that were passed over in folders.
    pub(crate) skipped: Vec<Skipped>,
    /// Named paths that lead nowhere.
    pub(crate) errors: Vec<CorpusError>,
    /// How to read them.
    pub(crate) read: ReadOptions,
}

impl InputArgs {
    /// Whether nothing was given and nobody pipes anything in.
    pub(crate) fn is_idle(&self) -> bool {
        self.paths.is_empty() && std::io::stdin().is_terminal()
    }

    /// Whether the run has one document by its nature, which may go to standard output.
    pub(crate) fn is_single(&self) -> bool {
        match &*self.paths {
            [] => true,
            [path] => !path.is_dir(),
            _ => false,
        }
    }

    /// Walks the paths, without the files in `exclude`.
    pub(crate) fn gather(&self, common: &Common, exclude: Vec<PathBuf>) -> Result<Inputs> {
        let format = self.input_format.as_deref().map(Format::from_name).transpose()?;
        let paths = if self.paths.is_empty() { vec![PathBuf::from("-")] } else { self.paths.clone() };
        let exclusions = common.config.exclude.clone();
        let mut found = walk(&paths, &WalkOptions { format, exclude, exclusions });
        found.sources.retain(|source| !source.path().is_some_and(|path| common.config.owns(path)));
        Ok(Inputs { sources: found.sources, skipped: found.skipped, errors: found.errors, read: self.read(common)? })
    }

    /// The paths and how they are read, as it could be typed again.
    pub(crate) fn typed(&self) -> String {
        let mut words: Vec<String> = self.paths.iter().map(|path| quoted(path)).collect();
        let mut flag = |flag: &str, value: &str| words.extend([flag.to_owned(), quoted(Path::new(value))]);
        self.input_format.iter().for_each(|format| flag("--input-format", format));
        self.column.iter().for_each(|column| flag("--column", column));
        self.field.iter().for_each(|field| flag("--field", field));
        if self.encoding != "utf-8" {
            flag("--encoding", &self.encoding);
        }
        words.extend(self.text.then(|| "--text".to_owned()));
        words.join(" ")
    }

    /// Whether the format is given, whatever the extensions say.
    pub(crate) fn names_format(&self) -> bool {
        self.input_format.is_some()
    }

    /// Whether the same can be read again by another command: standard input is gone.
    pub(crate) fn is_rereadable(&self) -> bool {
        !self.paths.is_empty() && !self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// How documents are read.
    fn read(&self, common: &Common) -> Result<ReadOptions> {
        Ok(ReadOptions {
            encoding: EncodingChoice::from_label(&self.encoding)?,
            columns: self.column.clone(),
            fields: self.field.clone(),
            takes_binary: self.text,
            limits: Limits { record: common.max_record, ..Limits::default() },
        })
    }
}

impl Inputs {
    /// Makes standard input readable as often as is needed.
    pub(crate) fn spool(&mut self) -> Result<()> {
        let sources = std::mem::take(&mut self.sources);
        self.sources = sources.into_iter().map(Source::spooled).collect::<Result<_, _>>()?;
        Ok(())
    }
}

/// A path as a shell takes it.
pub(crate) fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./+,:@%".contains(letter);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.into_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::quoted;

    #[test]
    fn paths_are_quoted_for_the_shell() {
        for (path, typed) in [("a/b.txt", "a/b.txt"), ("my file", "'my file'"), ("it's", r"'it'\''s'"), ("", "''")] {
            assert_eq!(quoted(Path::new(path)), typed);
        }
    }
}
