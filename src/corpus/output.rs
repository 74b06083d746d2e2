//! The output folder: `corrected/` with every document read, and respell's own files beside it.
//!
//! It belongs to respell if its journal is there. Nothing in it is ever deleted; what a run writes replaces what an
//! earlier run wrote. Documents land where their relative path says and nowhere else.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{CorpusError, ErrorKind};
use super::journal::is_journal;
use super::source::{Source, normal, shown};

/// A folder for corrected documents and the files that tell of them.
#[derive(Clone, Debug)]
pub struct OutputFolder {
    folder: PathBuf,
}

impl OutputFolder {
    /// The output folder at `folder`, which need not be there yet; nothing is made on disk.
    ///
    /// # Errors
    /// [`ErrorKind::ForeignFolder`] if it has files, no journal of respell's, and `force` is not given;
    /// [`ErrorKind::Write`] if it is a file.
    pub fn open(folder: &Path, force: bool) -> Result<Self, CorpusError> {
        let output = Self { folder: folder.to_owned() };
        let mut entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(output),
            Err(error) => return Err(CorpusError::write(folder, error)),
        };
        let is_ours = force || entries.next().is_none() || is_journal(&output.journal());
        if is_ours { Ok(output) } else { Err(CorpusError::new(shown(folder), ErrorKind::ForeignFolder)) }
    }

    /// The folder itself, to be left out of walks.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Where the corrected copy of a document goes.
    pub fn corrected(&self, source: &Source) -> PathBuf {
        // Sources of this layer are normal already; one built by hand must not lead out of the folder either.
        self.folder.join("corrected").join(normal(Path::new(&source.relative)))
    }

    /// The alias table.
    pub fn aliases(&self) -> PathBuf {
        self.folder.join("aliases.csv")
    }

    /// The journal.
    pub fn journal(&self) -> PathBuf {
        self.folder.join("corrections.csv")
    }

    /// The report.
    pub fn report(&self) -> PathBuf {
        self.folder.join("report.html")
    }

    /// Checks that every document has a place of its own, before the first is written.
    ///
    /// # Errors
    /// [`ErrorKind::SameTarget`] names two documents that would be one; [`ErrorKind::OwnTarget`] a document that would
    /// be overwritten by its own copy.
    pub fn check(&self, sources: &[Source]) -> Result<(), CorpusError> {
        let mut taken: HashMap<PathBuf, &Source> = HashMap::new();
        for source in sources {
            let target = self.corrected(source);
            let there = fs::canonicalize(&target).ok();
            if there.is_some() && there == source.path().and_then(|path| fs::canonicalize(path).ok()) {
                return Err(CorpusError::new(&source.name, ErrorKind::OwnTarget));
            }
            if let Some(other) = taken.insert(target.clone(), source) {
                let kind = ErrorKind::SameTarget { other: other.name.clone(), target: shown(&target) };
                return Err(CorpusError::new(&source.name, kind));
            }
        }
        Ok(())
    }
}

/// Makes the folder that `path` is to stand in.
pub(super) fn make_folder_of(path: &Path) -> Result<(), CorpusError> {
    match path.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(|error| CorpusError::write(folder, error)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_or_an_empty_folder_is_used() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        assert!(OutputFolder::open(&out.join("new"), false).is_ok());
        assert!(OutputFolder::open(out, false).is_ok());
        fs::write(out.join("thesis.txt"), "x").unwrap();
        assert!(matches!(OutputFolder::open(out, false).unwrap_err().kind(), ErrorKind::ForeignFolder));
        assert!(OutputFolder::open(out, true).is_ok());
        fs::write(out.join("corrections.csv"), "date,amount\n").unwrap();
        assert!(OutputFolder::open(out, false).is_err());
        let header = "document,start,end,was,now,canonical,id,row,sha256_before,sha256_after\n";
        fs::write(out.join("corrections.csv"), header).unwrap();
        assert!(OutputFolder::open(out, false).is_ok());
        assert!(OutputFolder::open(&out.join("thesis.txt"), true).is_err());
    }

    #[test]
    fn every_document_has_a_place_of_its_own() {
        let output = OutputFolder::open(Path::new("no/such/out"), false).unwrap();
        let source = |path: &str| Source::file(Path::new(path), None).unwrap();
        assert!(output.check(&[source("a/x.txt"), source("a/y.txt")]).is_ok());
        let message = output.check(&[source("a/x.txt"), source("b/x.txt")]).unwrap_err().to_string();
        assert!(message.starts_with("b/x.txt: and a/x.txt would both be written to no/such/out/corrected/x.txt"));
        let outside = Source { relative: "/../../etc/x".into(), ..source("x") };
        assert_eq!(output.corrected(&outside), Path::new("no/such/out/corrected/etc/x"));
    }
}
