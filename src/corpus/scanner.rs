//! What every format's scanner has in common: a window of the document in, segments and a cut out.
//!
//! A scanner sees a window of at least the chunk size (or all that is left) and says how much of it becomes the next
//! chunk. If it says nothing, it gets a larger window. At the end of the document it takes everything.

use super::chunk::Warning;
use super::error::CorpusError;
use super::segment::Segment;

/// How much memory reading may take. All in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// About the size of a chunk.
    pub chunk: usize,
    /// A longer run without white space passes through unread: base64 and the like are no names, and a token must
    /// fit into a chunk.
    pub token: usize,
    /// A longer record of CSV or JSON is an error.
    pub record: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { chunk: 1 << 20, token: 64 << 10, record: 64 << 20 }
    }
}

/// A stretch of the document from the end of the last chunk on.
#[derive(Clone, Copy)]
pub(super) struct Window<'w> {
    /// The bytes.
    pub(super) bytes: &'w [u8],
    /// Whether the document ends with the window.
    pub(super) at_end: bool,
    /// The line on which the window begins.
    pub(super) line: u64,
    /// How much may be held in memory.
    pub(super) limits: Limits,
}

/// What a scanner makes of a window.
#[derive(Default)]
pub(super) struct Scan {
    /// How many bytes are the next chunk; 0 asks for a larger window.
    pub(super) consumed: usize,
    /// The text in them.
    pub(super) segments: Vec<Segment>,
    /// What was odd in them.
    pub(super) warnings: Vec<Warning>,
}

/// A format's reader of text.
pub(super) trait Scanner: Send {
    /// The next chunk of the window. Must consume all of it if it is the last one.
    fn scan(&mut self, window: Window<'_>) -> Result<Scan, CorpusError>;
}
