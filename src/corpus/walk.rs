//! From PATH arguments to an ordered list of documents.
//!
//! Files stay in the order given; a folder stands for the files in it, by path, without what `.gitignore` and
//! `.ignore` name, hidden files, links, and what respell itself has written. The order never depends on the file system.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::error::{CorpusError, ErrorKind};
use super::exclude::Exclusions;
use super::format::Format;
use super::source::{Source, shown};

/// What the walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The documents to read, in order, each once.
    pub sources: Vec<Source>,
    /// Files in folders that were passed over: unread formats, backups, respell's own tables.
    pub skipped: Vec<Skipped>,
    /// Named paths that cannot be read; to be reported after the others are done.
    pub errors: Vec<CorpusError>,
}

/// A file that a walk passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The path as shown.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// What to walk over and what to leave out.
#[derive(Clone, Debug, Default)]
pub struct WalkOptions {
    /// The format of every document, whatever its extension.
    pub format: Option<Format>,
    /// Files and folders to leave out of folders, such as the output folder and the gazetteer.
    pub exclude: Vec<PathBuf>,
    /// Documents that are left, in folders and where they are named.
    pub exclusions: Exclusions,
}

/// The documents that `paths` stand for: files, folders, `-` for standard input.
///
/// Never fails as a whole: what cannot be read is in [`Walk::errors`] or [`Walk::skipped`].
pub fn walk(paths: &[PathBuf], options: &WalkOptions) -> Walk {
    let exclude = options.exclude.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let exclusions = &options.exclusions;
    let mut walker = Walker { format: options.format, exclude, exclusions, seen: HashSet::new(), walk: Walk::default() };
    for path in paths {
        walker.argument(path);
    }
    walker.walk
}

struct Walker<'a> {
    format: Option<Format>,
    exclude: HashSet<PathBuf>,
    exclusions: &'a Exclusions,
    seen: HashSet<PathBuf>,
    walk: Walk,
}

impl Walker<'_> {
    fn argument(&mut self, path: &Path) {
        if path == Path::new("-") {
            if self.seen.insert(path.to_owned()) {
                self.walk.sources.push(Source::stdin(self.format));
            }
            return;
        }
        match fs::metadata(path) {
            Ok(_) if self.exclusions.leave(path) => self.left(path),
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) => match Source::file(path, self.format) {
                Ok(source) => self.push(source, path),
                Err(error) => self.walk.errors.push(error),
            },
            Err(error) => self.walk.errors.push(CorpusError::read(&shown(path), error)),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let exclude = self.exclude.clone();
        let walk = WalkBuilder::new(folder)
            // The same documents on every machine: rules of the folder, not of the user's git.
            .require_git(false)
            .git_global(false)
            .git_exclude(false)
            .follow_links(false)
            .sort_by_file_path(Path::cmp)
            .filter_entry(move |entry| {
                let earlier = entry.depth() > 0 && is_output_folder(entry.path());
                !earlier && !is_excluded(entry.path(), &exclude)
            })
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => self.found(folder, entry.path()),
                Ok(_) => {}
                Err(error) => {
                    let (name, reason) = (shown(folder), error.to_string());
                    self.walk.skipped.push(Skipped { name, reason });
                }
            }
        }
    }

    fn left(&mut self, path: &Path) {
        self.walk.skipped.push(Skipped { name: shown(path), reason: "excluded".to_owned() });
    }

    fn found(&mut self, folder: &Path, path: &Path) {
        if self.exclusions.leave(path) {
            return self.left(path);
        }
        if let Some(reason) = own(path) {
            self.walk.skipped.push(Skipped { name: shown(path), reason: reason.to_owned() });
            return;
        }
        let relative = path.strip_prefix(folder).unwrap_or(path);
        match Source::from_parts(path, relative, self.format, false) {
            Ok(source) => self.push(source, path),
            Err(error) => {
                let reason = match error.kind() {
                    ErrorKind::Unread { name, .. } => format!("{name} is not read"),
                    kind => kind.to_string(),
                };
                self.walk.skipped.push(Skipped { name: shown(path), reason });
            }
        }
    }

    fn push(&mut self, source: Source, path: &Path) {
        let identity = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(identity) {
            self.walk.sources.push(source);
        }
    }
}

fn is_excluded(path: &Path, exclude: &HashSet<PathBuf>) -> bool {
    !exclude.is_empty() && fs::canonicalize(path).is_ok_and(|path| exclude.contains(&path))
}

/// Why a file is respell's own, if it is.
fn own(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "bak" => Some("a backup"),
        "csv" | "tsv" | "txt" => own_table(&head(path, 128)),
        _ => None,
    }
}

/// Whether a folder is what an earlier run left: reading it would correct each document twice.
fn is_output_folder(folder: &Path) -> bool {
    folder.join("corrected").is_dir() && own(&folder.join("corrections.csv")).is_some()
}

/// Which of respell's tables begins with these bytes, in any dialect that a spreadsheet saves.
fn own_table(head: &[u8]) -> Option<&'static str> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let line: Vec<u8> = head
        .iter()
        .take_while(|byte| !matches!(byte, b'\n' | b'\r'))
        .filter(|byte| **byte != b'"')
        .map(|byte| if matches!(byte, b';' | b'\t') { b',' } else { *byte })
        .collect();
    if line.starts_with(b"variant,correction,canonical,") {
        return Some("an alias table");
    }
    line.starts_with(b"document,start,end,was,now,").then_some("a journal of corrections")
}

fn head(path: &Path, length: u64) -> Vec<u8> {
    let mut head = Vec::new();
    // A file that cannot be opened is reported when it is read as a document.
    if let Ok(file) = fs::File::open(path) {
        let _ = file.take(length).read_to_end(&mut head);
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("b.txt", "x"),
            ("a/z.md", "x"),
            ("a/a.csv", "name\nx\n"),
            (".hidden", "x"),
            ("skip.log", "x"),
            (".gitignore", "*.log\n"),
            ("report.docx", "x"),
            ("b.txt.bak", "x"),
            ("aliases.csv", "variant,correction,canonical,id\n"),
            ("corrections.csv", "document,start,end,was,now,canonical\n"),
            ("out/corrected/b.txt", "x"),
            ("g.csv", "name\nSaldo\n"),
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn folders_are_walked_by_the_rules() {
        let folder = tree();
        let root = folder.path();
        let options = WalkOptions { exclude: vec![root.join("out"), root.join("g.csv")], ..WalkOptions::default() };
        let walk = walk(&[root.join("b.txt"), root.to_owned(), root.join("none")], &options);
        let relatives: Vec<_> = walk.sources.iter().map(|source| source.relative.as_str()).collect();
        assert_eq!(relatives, ["b.txt", "a/a.csv", "a/z.md"]);
        assert!(walk.sources[0].is_named && !walk.sources[1].is_named);
        let mut reasons: Vec<_> = walk.skipped.iter().map(|skipped| skipped.reason.as_str()).collect();
        reasons.sort_unstable();
        assert_eq!(reasons, ["Word (docx) is not read", "a backup", "a journal of corrections", "an alias table"]);
        assert!(walk.errors[0].to_string().ends_with("none: there is no such file or folder"));
    }

    #[test]
    fn tables_are_known_in_every_dialect() {
        for head in ["variant,correction,canonical,id", "\u{feff}\"variant\";\"correction\";\"canonical\";\"id\"\r\n"] {
            assert_eq!(own_table(head.as_bytes()), Some("an alias table"));
        }
        assert_eq!(own_table(b"variant,name\n"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_is_walked_when_named() {
        let folder = tree();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path().join("a"), &link).unwrap();
        let names: Vec<_> = walk(&[link], &WalkOptions::default()).sources.into_iter().map(|source| source.relative).collect();
        assert_eq!(names, ["a.csv", "z.md"]);
    }
}
