//! Where the bytes of a corrected document go: nowhere, a stream, a file, a packed file.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::error::{CorpusError, ErrorKind};
use super::format::is_gzip;
use super::output::make_folder_of;
use super::write::{AtomicFile, PreparedFile};

/// A place for a document's bytes.
pub(super) enum Sink<'a> {
    Nowhere,
    Stream(&'a mut dyn Write),
    File(AtomicFile),
    Gzip(GzEncoder<AtomicFile>),
}

impl Sink<'_> {
    /// A file over the one at `path`, links followed; packed, if its name says so.
    pub(super) fn over(path: &Path) -> Result<Self, CorpusError> {
        Ok(Self::packed(AtomicFile::create(path)?, path))
    }

    /// A file inside a folder of respell's own, which is made; packed, if its name says so.
    pub(super) fn inside(path: &Path) -> Result<Self, CorpusError> {
        make_folder_of(path)?;
        Ok(Self::packed(AtomicFile::create_inside(path)?, path))
    }

    fn packed(file: AtomicFile, path: &Path) -> Self {
        match is_gzip(path) {
            true => Self::Gzip(GzEncoder::new(file, Compression::default())),
            false => Self::File(file),
        }
    }

    /// # Errors
    /// [`ErrorKind::Write`], which names the file that is written and not the one that is read.
    pub(super) fn write_all(&mut self, bytes: &[u8]) -> Result<(), CorpusError> {
        let written = match self {
            Self::Nowhere => Ok(()),
            Self::Stream(stream) => stream.write_all(bytes),
            Self::File(file) => file.write_all(bytes),
            Self::Gzip(file) => file.write_all(bytes),
        };
        written.map_err(|error| CorpusError::new(self.name(), ErrorKind::Write(error)))
    }

    /// Everything is written; a file waits to be put in its place.
    pub(super) fn prepare(self) -> Result<Option<PreparedFile>, CorpusError> {
        let name = self.name().to_owned();
        let fail = |error| CorpusError::new(name, ErrorKind::Write(error));
        match self {
            Self::Nowhere => Ok(None),
            Self::Stream(stream) => stream.flush().map(|()| None).map_err(fail),
            Self::File(file) => file.prepare().map(Some),
            Self::Gzip(file) => file.finish().map_err(fail)?.prepare().map(Some),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Nowhere => "nowhere",
            Self::Stream(_) => "the output",
            Self::File(file) => file.name(),
            Self::Gzip(file) => file.get_ref().name(),
        }
    }
}
