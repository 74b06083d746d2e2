//! Documents that are left: not read, not changed, whether they are named or found in a folder.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns of paths below a folder, in the manner of `.gitignore`: `*.log`, `archive/`, `2019/**/raw-?.txt`, `!keep.log`.
#[derive(Clone, Debug)]
pub struct Exclusions {
    root: PathBuf,
    patterns: Gitignore,
}

impl Default for Exclusions {
    fn default() -> Self {
        Self { root: PathBuf::new(), patterns: Gitignore::empty() }
    }
}

impl Exclusions {
    /// Patterns that are meant from `folder`.
    ///
    /// # Errors
    /// A pattern that is none, told in a sentence.
    pub fn new(folder: &Path, patterns: &[String]) -> Result<Self, String> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let root = fs::canonicalize(folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
        let mut builder = GitignoreBuilder::new(&root);
        for pattern in patterns {
            builder
                .add_line(None, pattern)
                .map_err(|error| format!("{error}; expected a pattern such as *.log or archive/**"))?;
        }
        let patterns = builder.build().map_err(|error| error.to_string())?;
        Ok(Self { root, patterns })
    }

    /// Whether a file or folder is left.
    #[must_use]
    pub fn leave(&self, path: &Path) -> bool {
        if self.patterns.is_empty() {
            return false;
        }
        let Ok(path) = fs::canonicalize(path) else { return false };
        // Patterns say nothing of what is elsewhere.
        path.strip_prefix(&self.root).is_ok_and(|path| {
            !path.as_os_str().is_empty()
                && self.patterns.matched_path_or_any_parents(path, self.root.join(path).is_dir()).is_ignore()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["a.log", "keep.log", "old/b.txt", "old/deep/c.txt", "new/old.txt", "raw-1.txt"] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let patterns = ["*.log", "!keep.log", "old/", "/raw-?.txt"].map(str::to_owned);
        let exclusions = Exclusions::new(folder.path(), &patterns).unwrap();
        for (path, left) in [
            ("a.log", true),
            ("keep.log", false),
            ("old", true),
            ("old/b.txt", true),
            ("old/deep/c.txt", true),
            ("new/old.txt", false),
            ("raw-1.txt", true),
            ("missing.log", false),
        ] {
            assert_eq!(exclusions.leave(&folder.path().join(path)), left, "{path}");
        }
        assert!(!exclusions.leave(Path::new("/")) && !Exclusions::default().leave(folder.path()));
        assert!(Exclusions::new(folder.path(), &["[z-a]".to_owned()]).is_err());
    }
}
