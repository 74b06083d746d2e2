//! Writing: sections are collected, then written beside the goal and moved there.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use bytemuck::Pod;
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::Xxh3;

use super::layout::{COVERED, Header, aligned, fingerprint, table};
use super::{Compiled, Section};
use crate::gazetteer::error::{ErrorKind, GazetteerError};

/// The sections of a compiled file that is being made. Layers above add their own before it is written.
///
/// ```
/// use respell::gazetteer::{Compiled, CompiledWriter, Section};
///
/// const COUNTS: Section = Section::named("counts");
/// let mut writer = CompiledWriter::new();
/// writer.add_array(COUNTS, &[7_u32, 8, 9]);
/// let compiled = Compiled::from_bytes(&writer.to_bytes(), "names.rsgz")?;
/// assert_eq!(compiled.array::<u32>(COUNTS)?[..], [7, 8, 9]);
/// # Ok::<(), respell::gazetteer::GazetteerError>(())
/// ```
#[derive(Clone, Debug)]
pub struct CompiledWriter {
    sections: Vec<(Section, Vec<u8>)>,
    pub(super) fingerprint: u64,
}

impl CompiledWriter {
    /// No section yet.
    #[must_use]
    pub fn new() -> Self {
        Self { sections: Vec::new(), fingerprint: fingerprint() }
    }

    /// Adds a section; one of that name goes.
    pub fn add(&mut self, name: Section, bytes: Vec<u8>) {
        self.sections.retain(|(other, _)| *other != name);
        self.sections.push((name, bytes));
    }

    /// Adds a section of numbers, in the byte order of the machine.
    pub fn add_array<T: Pod>(&mut self, name: Section, numbers: &[T]) {
        self.add(name, bytemuck::cast_slice(numbers).to_vec());
    }

    /// How many bytes each section has, in the order in which they were added.
    pub fn lengths(&self) -> impl Iterator<Item = (Section, usize)> {
        self.sections.iter().map(|(name, bytes)| (*name, bytes.len()))
    }

    /// The whole file in memory.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.head();
        self.body().for_each(|piece| bytes.extend_from_slice(piece));
        bytes
    }

    /// Writes the file: beside its place first, so that a run that breaks off leaves what was there. A compiled file that is there is
    /// replaced. Gives the length in bytes.
    ///
    /// # Errors
    /// [`ErrorKind::NotReplaced`] if another file stands there, [`ErrorKind::Unwritable`] if the system refuses.
    pub fn write(&self, path: &Path) -> Result<u64, GazetteerError> {
        let fail = |kind| GazetteerError::new(&path.display().to_string(), kind);
        if path.exists() && !Compiled::is_at(path) {
            return Err(fail(ErrorKind::NotReplaced));
        }
        self.put(path).map_err(|cause| fail(ErrorKind::Unwritable(cause)))
    }

    fn put(&self, path: &Path) -> io::Result<u64> {
        let mut beside = beside(path)?;
        let mut out = BufWriter::new(beside.as_file_mut());
        out.write_all(&self.head())?;
        self.body().try_for_each(|piece| out.write_all(piece))?;
        out.flush()?;
        drop(out);
        let file: &File = beside.as_file();
        file.sync_all()?;
        let length = file.metadata()?.len();
        beside.persist(path).map_err(|error| error.error)?;
        Ok(length)
    }

    /// The header and the table, with the zeros behind it.
    fn head(&self) -> Vec<u8> {
        let lengths = self.sections.iter().map(|(name, bytes)| (*name, bytes.len()));
        let (entries, length) = table(lengths);
        let mut header = Header::new(length, self.fingerprint, entries.len() as u64);
        let behind = |header: &Header| {
            let mut head = [bytemuck::bytes_of(header), bytemuck::cast_slice(&entries)].concat();
            head.resize(aligned(head.len()), 0);
            head
        };
        let mut checksum = Xxh3::new();
        checksum.update(&behind(&header)[COVERED..]);
        self.body().for_each(|piece| checksum.update(piece));
        header.checksum = checksum.digest();
        behind(&header)
    }

    /// The sections, each with the zeros behind it.
    fn body(&self) -> impl Iterator<Item = &[u8]> {
        const ZEROS: [u8; aligned(1)] = [0; aligned(1)];
        self.sections.iter().flat_map(|(_, bytes)| [&bytes[..], &ZEROS[..aligned(bytes.len()) - bytes.len()]])
    }
}

impl Default for CompiledWriter {
    fn default() -> Self {
        Self::new()
    }
}

/// A hidden file in the folder of `path`: a move within one folder cannot leave half a file.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".respell-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file, under the user's umask; tempfile would make it private.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    // The system's own error: tempfile adds the hidden file's name, which is another one each time.
    let plain = |error: io::Error| match error.to_string().split_once(" at path ") {
        Some((what, _)) => io::Error::new(error.kind(), what),
        None => error,
    };
    builder.tempfile_in(folder.unwrap_or(Path::new("."))).map_err(plain)
}
