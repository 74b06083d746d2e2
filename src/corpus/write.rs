//! Writing files so that a reader sees the old or the new one, never a half.
//!
//! A file is written under a hidden name beside its place, synced, given the permissions of the file it replaces and
//! moved over it. If anything fails before the move (a full disk, a broken input), the hidden file is removed and the
//! old one stays as it was.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::error::{CorpusError, ErrorKind};
use super::source::shown;

/// Small files are kept in memory until it is known that they are to be written at all. In bytes.
const HELD: usize = 1 << 20;

/// A file being written, which takes its place only when told to.
#[derive(Debug)]
pub struct AtomicFile {
    name: String,
    path: PathBuf,
    held: Vec<u8>,
    out: Option<Out>,
}

/// Where the bytes go once there are many.
#[derive(Debug)]
enum Out {
    Beside(NamedTempFile),
    /// A device or a pipe, which cannot be replaced by a file.
    Direct(File),
}

impl AtomicFile {
    /// Begins the file at `path`. A link is followed: the file it leads to will be replaced.
    ///
    /// # Errors
    /// [`ErrorKind::ReadOnly`] if a read-only file is there, [`ErrorKind::Write`] for a folder.
    pub fn create(path: &Path) -> Result<Self, CorpusError> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        Self::at(shown(path), target)
    }

    /// Begins the file at `path`, in a folder of respell's own: a link there is replaced and never followed, unless it
    /// leads to a device (`/dev/stdout`), which no one means to replace.
    pub(super) fn create_inside(path: &Path) -> Result<Self, CorpusError> {
        let is_link = fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink());
        let is_device = fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir());
        match is_link && !is_device {
            true => Ok(Self { name: shown(path), path: path.to_owned(), held: Vec::new(), out: None }),
            false => Self::at(shown(path), path.to_owned()),
        }
    }

    fn at(name: String, path: PathBuf) -> Result<Self, CorpusError> {
        let fail = |kind| CorpusError::new(&name, kind);
        let out = match fs::metadata(&path) {
            Ok(there) if there.is_dir() => {
                return Err(fail(ErrorKind::Write(io::ErrorKind::IsADirectory.into())));
            }
            Ok(there) if !there.is_file() => {
                let device = File::options().write(true).open(&path);
                Some(Out::Direct(device.map_err(|error| fail(ErrorKind::Write(error)))?))
            }
            Ok(there) if there.permissions().readonly() => return Err(fail(ErrorKind::ReadOnly)),
            _ => None,
        };
        Ok(Self { name, path, held: Vec::new(), out })
    }

    /// The name in messages: the path as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file's place, links resolved.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Everything is written and safe on disk, but not in its place yet.
    ///
    /// # Errors
    /// [`ErrorKind::Write`]; the file that was there stays.
    pub fn prepare(mut self) -> Result<PreparedFile, CorpusError> {
        let prepared = self.settle();
        let beside = prepared.map_err(|error| CorpusError::new(&self.name, ErrorKind::Write(error)))?;
        Ok(PreparedFile { name: self.name, path: self.path, beside })
    }

    /// Writes everything and puts the file in its place.
    ///
    /// # Errors
    /// [`ErrorKind::Write`]; the file that was there stays.
    pub fn commit(self) -> Result<(), CorpusError> {
        self.prepare()?.commit(None)
    }

    fn settle(&mut self) -> io::Result<Option<TempPath>> {
        self.spill()?;
        match self.out.take() {
            Some(Out::Beside(file)) => {
                if let Some(there) = fs::symlink_metadata(&self.path).ok().filter(Metadata::is_file) {
                    keep_owner_and_permissions(&there, file.path())?;
                }
                file.as_file().sync_all()?;
                Ok(Some(file.into_temp_path()))
            }
            Some(Out::Direct(mut file)) => file.flush().map(|()| None),
            None => Ok(None),
        }
    }

    /// Writes what is held, making the hidden file if there is none.
    fn spill(&mut self) -> io::Result<&mut Out> {
        let out = match &mut self.out {
            Some(out) => out,
            empty => empty.insert(Out::Beside(beside(&self.path)?)),
        };
        match out {
            Out::Beside(file) => file.write_all(&self.held)?,
            Out::Direct(file) => file.write_all(&self.held)?,
        }
        self.held.clear();
        Ok(out)
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.held.len() + bytes.len() <= HELD {
            self.held.extend_from_slice(bytes);
            return Ok(bytes.len());
        }
        match self.spill()? {
            Out::Beside(file) => file.write(bytes),
            Out::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file that is complete and waits beside its place.
#[derive(Debug)]
pub struct PreparedFile {
    name: String,
    path: PathBuf,
    beside: Option<TempPath>,
}

impl PreparedFile {
    /// Puts the file in its place; with a `backup` suffix, the file it replaces is kept under that name.
    ///
    /// # Errors
    /// [`ErrorKind::Exists`] if there is a backup already, [`ErrorKind::Write`] otherwise.
    pub fn commit(self, backup: Option<&str>) -> Result<(), CorpusError> {
        if let Some(suffix) = backup {
            back_up(&self.path, suffix)?;
        }
        let Some(beside) = self.beside else {
            return Ok(());
        };
        let fail = |error| CorpusError::new(&self.name, ErrorKind::Write(error));
        beside.persist(&self.path).map_err(|error| fail(error.error))?;
        sync_folder(&self.path);
        Ok(())
    }
}

/// Copies the file at `path` to the same name with `suffix`, and never over a file that is there.
fn back_up(path: &Path, suffix: &str) -> Result<(), CorpusError> {
    let mut name = OsString::from(path);
    name.push(suffix);
    let backup = PathBuf::from(name);
    let fail = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            CorpusError::new(shown(&backup), ErrorKind::Exists("move the older backup away, or choose another suffix"))
        }
        _ => CorpusError::write(&backup, error),
    };
    let mut copy = beside(&backup).map_err(fail)?;
    let there = fs::metadata(path).map_err(fail)?;
    File::open(path).and_then(|mut file| io::copy(&mut file, &mut copy)).map_err(fail)?;
    keep_owner_and_permissions(&there, copy.path()).map_err(fail)?;
    copy.as_file().sync_all().map_err(fail)?;
    copy.persist_noclobber(&backup).map(drop).map_err(|error| fail(error.error))
}

/// A hidden file in the folder of `path`: a move within one folder cannot leave half a file, and walks pass it over.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".respell-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file, under the user's umask; tempfile would make it private.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder_of(path)).map_err(without_path)
}

/// The system's own error: tempfile adds the hidden file's name, which is another one each time.
fn without_path(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((what, _)) => io::Error::new(error.kind(), what),
        None => error,
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn keep_owner_and_permissions(there: &Metadata, path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        // Only a privileged user can give a file away; for anyone else the owner is the one who writes.
        let _ = chown(path, Some(there.uid()), Some(there.gid()));
    }
    fs::set_permissions(path, there.permissions())
}

/// Makes the move itself safe against a loss of power, where the system can.
fn sync_folder(path: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder_of(path)).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, bytes: &[u8]) -> Result<(), CorpusError> {
        let mut file = AtomicFile::create(path)?;
        file.write_all(bytes).unwrap();
        file.commit()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write(&path, b"old").unwrap();
        let mut file = AtomicFile::create(&path).unwrap();
        file.write_all(&vec![b'x'; 2 * HELD]).unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        drop(file);
        assert_eq!(names(folder.path()), ["a.txt"]);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn a_backup_is_kept_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write(&path, b"1").unwrap();
        let next = |bytes: &[u8]| {
            let mut file = AtomicFile::create(&path).unwrap();
            file.write_all(bytes).unwrap();
            file.prepare().unwrap().commit(Some(".bak"))
        };
        next(b"2").unwrap();
        assert_eq!(fs::read(folder.path().join("a.txt.bak")).unwrap(), b"1");
        assert!(next(b"3").unwrap_err().to_string().contains("is there already"));
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(names(folder.path()), ["a.txt", "a.txt.bak"]);
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(AtomicFile::create(folder.path()).is_err());
        let error = write(&folder.path().join("none/a.txt"), b"x").unwrap_err().to_string();
        assert!(error.contains("none/a.txt: cannot be written: ") && !error.contains(".respell-"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_inside_an_output_folder_is_replaced_unless_it_is_a_device() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (outside, link, device) = (folder.path().join("outside"), folder.path().join("link"), folder.path().join("device"));
        fs::write(&outside, "old").unwrap();
        symlink(&outside, &link).unwrap();
        symlink("/dev/null", &device).unwrap();
        for path in [&link, &device] {
            let mut file = AtomicFile::create_inside(path).unwrap();
            file.write_all(b"new").unwrap();
            file.commit().unwrap();
        }
        assert_eq!(fs::read(&outside).unwrap(), b"old");
        assert_eq!(fs::read(&link).unwrap(), b"new");
        assert!(fs::symlink_metadata(&device).unwrap().is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("link"));
        write(&path, b"1").unwrap();
        symlink(&path, &link).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&link, b"2").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read(&path).unwrap(), b"2");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(AtomicFile::create(&path).unwrap_err().kind(), ErrorKind::ReadOnly));
    }
}
