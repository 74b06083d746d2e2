//! Compiled gazetteers: a list that is opened instead of being read.
//!
//! Owns the file: a header that tells whether it can be used, and sections of bytes under names, of which this layer has some for the
//! entities (`list`) and the layers above add theirs ([`CompiledWriter::add`], [`Compiled::array`]). Promises that a file which opens is,
//! to the byte, what was written, under the same tables that names are read by now; that no bytes, damaged or made up, lead to a panic; and
//! that opening does no work for each entity but to look over the bytes. Knows nothing of what the sections of other layers hold.
//!
//! A compiled file is no format to keep: every version of respell may ask for a new one, made from the list.

mod codec;
mod layout;
mod list;
mod map;
#[cfg(test)]
mod tests;
mod words;
mod write;

use std::fmt;
use std::fs::{self, File};
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use bytemuck::Pod;

pub(super) use self::list::Filed;
pub use self::write::CompiledWriter;
use super::error::{ErrorKind, GazetteerError};
use super::load::open_file;
use crate::names::array::{Array, SharedBytes};

/// The name of a section of a compiled file: one to eight printable ASCII letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Section([u8; 8]);

impl Section {
    /// The section called `name`.
    ///
    /// # Panics
    /// If the name has no letter or more than eight, or another letter than a printable one of ASCII: a constant then does not compile.
    #[must_use]
    pub const fn named(name: &str) -> Self {
        let (letters, mut own, mut at) = (name.as_bytes(), [0; 8], 0);
        assert!(!letters.is_empty() && letters.len() <= 8, "a section's name has one to eight letters");
        while at < letters.len() {
            assert!(letters[at].is_ascii_graphic(), "a section's name is of printable ASCII letters");
            own[at] = letters[at];
            at += 1;
        }
        Self(own)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.escape_ascii().to_string().trim_end_matches("\\x00"))
    }
}

impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Section({self})")
    }
}

/// A compiled file that is open: its sections by name. Copies share the file.
///
/// The file is mapped into memory, not read. Do not write into it while it is open; moving another one into its place is harmless, and
/// is what [`CompiledWriter::write`] does.
#[derive(Clone)]
pub struct Compiled {
    file: Arc<str>,
    bytes: SharedBytes,
    sections: Arc<[(Section, Range<usize>)]>,
}

impl Compiled {
    /// Opens the file at `path`, and looks over all of it.
    ///
    /// # Errors
    /// When it is no such file, is cut short, damaged, or made by another version or under other tables. What the sections say is not
    /// looked at.
    pub fn open(path: &Path) -> Result<Self, GazetteerError> {
        let name = path.display().to_string();
        let fail = |kind| GazetteerError::new(&name, kind);
        let file = open_file(path).map_err(fail)?;
        if !file.metadata().is_ok_and(|found| found.is_file()) {
            return Err(fail(ErrorKind::CompiledWithin));
        }
        if file.metadata().is_ok_and(|found| found.len() == 0) {
            // Nothing cannot be mapped.
            return Err(fail(ErrorKind::NotCompiled));
        }
        let mapped = map::map(&file).map_err(|cause| fail(ErrorKind::Unreadable(cause)))?;
        Self::of(Arc::new(mapped), &name)
    }

    /// Opens a copy of `bytes`; `file_name` is what errors call it.
    ///
    /// # Errors
    /// As [`Self::open`], but for the file system.
    pub fn from_bytes(bytes: &[u8], file_name: &str) -> Result<Self, GazetteerError> {
        Self::of(Arc::new(Copied::of(bytes)), file_name)
    }

    fn of(bytes: SharedBytes, file: &str) -> Result<Self, GazetteerError> {
        let sections = layout::sections((*bytes).as_ref(), layout::fingerprint());
        let sections = sections.map_err(|kind| GazetteerError::new(file, kind))?;
        Ok(Self { file: file.into(), bytes, sections: sections.into() })
    }

    /// Whether the file at `path` begins as a compiled one does. Only a file is looked at: what a pipe gives is gone then.
    #[must_use]
    pub fn is_at(path: &Path) -> bool {
        let mut head = [0; layout::MAGIC.len()];
        let read = || -> std::io::Result<()> { File::open(path)?.read_exact(&mut head) };
        fs::metadata(path).is_ok_and(|found| found.is_file()) && { read }().is_ok() && Self::is_begun_by(&head)
    }

    /// Whether these first bytes of a file are those of a compiled one.
    pub(super) fn is_begun_by(head: &[u8]) -> bool {
        head.starts_with(&layout::MAGIC)
    }

    /// The file as it was called when it was opened.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The bytes of a section, if the file has it.
    #[must_use]
    pub fn section(&self, name: Section) -> Option<&[u8]> {
        (*self.bytes).as_ref().get(self.range(name)?)
    }

    /// The numbers of a section, which share the file. Up to eight bytes each are where they may be read whatever the file was opened from.
    ///
    /// # Errors
    /// [`ErrorKind::Malformed`] if there is no such section, or not of whole numbers.
    pub fn array<T: Pod>(&self, name: Section) -> Result<Array<T>, GazetteerError> {
        let range = self.range(name).ok_or_else(|| self.malformed(name, "it is not there"))?;
        Array::lent(self.bytes.clone(), range).map_err(|_| self.malformed(name, "it is no row of whole numbers"))
    }

    /// The error that a section is not as it should be, for whoever reads one.
    #[must_use]
    pub fn malformed(&self, section: Section, what: &'static str) -> GazetteerError {
        GazetteerError::new(&self.file, ErrorKind::Malformed { section, what })
    }

    fn range(&self, name: Section) -> Option<Range<usize>> {
        self.sections.iter().find(|(own, _)| *own == name).map(|(_, range)| range.clone())
    }
}

impl fmt::Debug for Compiled {
    /// Without the bytes, of which there are many.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compiled").field("file", &self.file).field("sections", &self.sections).finish_non_exhaustive()
    }
}

/// Bytes that begin where numbers may.
struct Copied {
    /// Whole numbers, the last filled up with zeros.
    numbers: Vec<u64>,
    length: usize,
}

impl Copied {
    fn of(bytes: &[u8]) -> Self {
        let mut numbers = vec![0_u64; bytes.len().div_ceil(size_of::<u64>())];
        bytemuck::cast_slice_mut(&mut numbers)[..bytes.len()].copy_from_slice(bytes);
        Self { numbers, length: bytes.len() }
    }
}

impl AsRef<[u8]> for Copied {
    fn as_ref(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.numbers)[..self.length]
    }
}
