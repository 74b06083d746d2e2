//! Where a document comes from: a file or standard input, its name, its format, its place in an output folder.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use tempfile::TempPath;

use super::error::{CorpusError, ErrorKind};
use super::format::{Format, is_gzip};

/// One document to read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name in tables and messages: the path as it was given or found, with `/`; `-` for standard input.
    pub name: String,
    /// The place in an output folder: the path below the PATH argument, with `/`; never absolute, never with `..`.
    pub relative: String,
    /// Where the bytes are.
    pub origin: Origin,
    /// How its text is found.
    pub format: Format,
    /// Whether the bytes are packed with gzip.
    pub is_gzip: bool,
    /// Whether the user named this very document, and not a folder it is in.
    pub is_named: bool,
}

/// Where a document's bytes are.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Standard input, which can be read once.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A copy of standard input, which can be read again and is removed with the last clone of its source.
    Spool(Arc<TempPath>),
}

impl Source {
    /// Standard input, as plain text or the format given.
    pub fn stdin(format: Option<Format>) -> Self {
        let format = format.unwrap_or(Format::Plain);
        let relative = format!("stdin.{}", format.extension());
        Self { name: "-".to_owned(), relative, origin: Origin::Stdin, format, is_gzip: false, is_named: true }
    }

    /// Standard input, copied to a temporary file so that it can be read twice; any other source as it is.
    ///
    /// # Errors
    /// Standard input cannot be read, or the temporary file cannot be written.
    pub fn spooled(self) -> Result<Self, CorpusError> {
        let Origin::Stdin = self.origin else {
            return Ok(self);
        };
        let fail = |error| CorpusError::new(&self.name, ErrorKind::Write(error));
        let mut copy = tempfile::NamedTempFile::new().map_err(fail)?;
        io::copy(&mut io::stdin().lock(), &mut copy).map_err(fail)?;
        Ok(Self { origin: Origin::Spool(Arc::new(copy.into_temp_path())), ..self })
    }

    /// A file that the user named, in the format of its extension or the format given.
    ///
    /// # Errors
    /// [`ErrorKind::Unread`] for a format that is not read, [`ErrorKind::Name`] for a name that is not Unicode.
    pub fn file(path: &Path, format: Option<Format>) -> Result<Self, CorpusError> {
        let file_name = path.file_name().map_or_else(|| "file".into(), PathBuf::from);
        Self::from_parts(path, &file_name, format, true)
    }

    pub(super) fn from_parts(path: &Path, relative: &Path, format: Option<Format>, is_named: bool) -> Result<Self, CorpusError> {
        let name = shown(path);
        let fail = |kind| CorpusError::new(&name, kind);
        if path.to_str().is_none() {
            return Err(fail(ErrorKind::Name));
        }
        let format = format.map_or_else(|| Format::from_path(path), Ok).map_err(fail)?;
        let origin = Origin::File(path.to_owned());
        Ok(Self { name, relative: normal(relative), origin, format, is_gzip: is_gzip(path), is_named })
    }

    /// The file, unless it is standard input.
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Stdin | Origin::Spool(_) => None,
            Origin::File(path) => Some(path),
        }
    }

    /// Whether a failure to read this document is a warning to be counted: the user named a folder, and what is in
    /// it need not all be text.
    pub fn forgives(&self, error: &CorpusError) -> bool {
        let is_passable = matches!(
            error.kind(),
            ErrorKind::Binary
                | ErrorKind::Read(_)
                | ErrorKind::Missing
                | ErrorKind::Gzip(_)
                | ErrorKind::Unread { .. }
                | ErrorKind::Name
        );
        !self.is_named && is_passable
    }
}

/// A path as it is shown: with `/`, and without a leading `./`.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") };
    match text.trim_start_matches("./") {
        "" => text,
        rest => rest.to_owned(),
    }
}

/// The parts of a path that lead downwards, joined with `/`: safe to join to a folder.
pub(super) fn normal(path: &Path) -> String {
    let parts = path.components().filter_map(|component| match component {
        Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_relative_paths() {
        for (path, name, relative) in [
            ("a/b.txt", "a/b.txt", "b.txt"),
            ("./b.txt", "b.txt", "b.txt"),
            ("../b.txt", "../b.txt", "b.txt"),
            ("/x/b.txt", "/x/b.txt", "b.txt"),
        ] {
            let source = Source::file(Path::new(path), None).unwrap();
            assert_eq!((source.name.as_str(), source.relative.as_str()), (name, relative));
        }
        assert_eq!(normal(Path::new("/a/../../b/./c")), "a/b/c");
        assert_eq!(Source::stdin(Some(Format::Csv)).relative, "stdin.csv");
    }

    #[test]
    fn unread_formats_are_errors_with_the_path() {
        let message = Source::file(Path::new("a/b.pdf"), None).unwrap_err().to_string();
        assert!(message.starts_with("a/b.pdf: PDF is not read; "), "{message}");
        assert!(Source::file(Path::new("a/b.pdf"), Some(Format::Plain)).is_ok());
    }
}
