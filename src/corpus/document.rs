//! Reading a document: from stored bytes to chunks with their text.
//!
//! Stored bytes are unpacked, hashed, decoded if they are not UTF-8, and handed to the format's scanner a window at a
//! time. UTF-8 streams in the memory of a few chunks however large the document; other encodings are read as a whole,
//! because only the whole tells whether they come back the same.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};

use sha2::{Digest, Sha256};

use super::chunk::{Chunk, Position};
use super::delimited::Delimited;
use super::encoding::{Charset, EncodingChoice};
use super::error::{CorpusError, ErrorKind};
use super::fingerprint::Fingerprint;
use super::format::Format;
use super::html::Html;
use super::jsonl::Jsonl;
use super::markdown::Markdown;
use super::plain::Plain;
use super::scanner::{Limits, Scanner, Window};
use super::source::{Origin, Source};
use super::switch::AHEAD;
use super::switches::Switches;

/// How documents are read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The encoding of documents without a byte order mark.
    pub encoding: EncodingChoice,
    /// The columns of tables that are text, by header name or number from 1; all, if none are given.
    pub columns: Vec<String>,
    /// The fields of records that are text, as dotted paths; all, if none are given.
    pub fields: Vec<String>,
    /// Whether NUL bytes are taken for text.
    pub takes_binary: bool,
    /// How much memory reading may take.
    pub limits: Limits,
}

/// A NUL in the first bytes of a file tells that it is not text; so many of them are looked at.
const BINARY_HEAD: usize = 8 << 10;

/// The byte order mark in UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A document being read; an iterator of its chunks.
pub struct Document {
    name: String,
    charset: Charset,
    is_gzip: bool,
    input: Input,
    scanner: Box<dyn Scanner>,
    switches: Switches,
    limits: Limits,
    buffer: Vec<u8>,
    is_read: bool,
    has_failed: bool,
    offset: u64,
    start: Position,
}

enum Input {
    /// UTF-8, hashed as it is read.
    Stream { reader: Box<dyn Read + Send>, hasher: Sha256, length: u64 },
    /// Decoded as a whole.
    Memory { reader: Cursor<Vec<u8>>, fingerprint: Fingerprint, length: u64 },
}

impl Document {
    /// Opens a document and reads its head.
    ///
    /// # Errors
    /// It is missing, unreadable, binary, broken gzip, or not in the encoding chosen.
    pub fn open(source: &Source, options: &ReadOptions) -> Result<Self, CorpusError> {
        let reader = open_stored(source).map_err(|error| CorpusError::read(&source.name, error))?;
        Self::from_reader(source, reader, options)
    }

    /// A document from any reader of its bytes (unpacked already), under the name and format of `source`.
    ///
    /// # Errors
    /// As [`Document::open`].
    pub fn from_reader(source: &Source, mut reader: Box<dyn Read + Send>, options: &ReadOptions) -> Result<Self, CorpusError> {
        let fail = |error| read_error(&source.name, source.is_gzip, error);
        let mut head = Vec::new();
        reader.by_ref().take(BINARY_HEAD as u64).read_to_end(&mut head).map_err(fail)?;
        let charset = Charset::from_bom(&head);
        let expects_nul = options.takes_binary || options.encoding.is_utf16() || charset.is_some();
        if !expects_nul && memchr::memchr(0, &head).is_some() {
            return Err(CorpusError::new(&source.name, ErrorKind::Binary));
        }
        let reader: Box<dyn Read + Send> = Box::new(Cursor::new(head).chain(reader));
        let (input, charset) = match (charset, options.encoding) {
            (Some(charset), _) if charset.is_utf8() => (Input::stream(reader), charset),
            (None, EncodingChoice::Utf8) => (Input::stream(reader), Charset::UTF8),
            (charset, choice) => Input::memory(reader, charset, choice, source)?,
        };
        Ok(Self {
            name: source.name.clone(),
            charset,
            is_gzip: source.is_gzip,
            input,
            scanner: scanner(source, options),
            switches: Switches::of(source.format),
            limits: options.limits,
            buffer: Vec::new(),
            is_read: false,
            has_failed: false,
            offset: 0,
            start: Position::default(),
        })
    }

    /// The name in tables and messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The encoding in which the document is read.
    pub fn charset(&self) -> Charset {
        self.charset
    }

    /// The fingerprint of the stored bytes (after gunzip) read so far: of all of them, once the chunks have ended.
    pub fn fingerprint(&self) -> Fingerprint {
        match &self.input {
            Input::Stream { hasher, .. } => hasher.clone().into(),
            Input::Memory { fingerprint, .. } => *fingerprint,
        }
    }

    /// How many stored bytes (after gunzip) have been read.
    pub fn bytes_read(&self) -> u64 {
        match self.input {
            Input::Stream { length, .. } | Input::Memory { length, .. } => length,
        }
    }

    fn next_chunk(&mut self) -> Result<Option<Chunk>, CorpusError> {
        let mut wanted = self.limits.chunk.max(1);
        loop {
            self.fill(wanted)?;
            if self.buffer.is_empty() {
                return Ok(None);
            }
            if self.offset == 0 && self.buffer.starts_with(BOM) {
                // The mark is no text; without it the first word of the document begins a segment.
                let mark = self.cut(BOM.len(), Chunk::default())?;
                // No editor counts it as a character of the first line.
                self.start = Position::default();
                return Ok(Some(mark));
            }
            // The buffer may hold more, since cuts are looked ahead of.
            let bytes = &self.buffer[..wanted.min(self.buffer.len())];
            let at_end = self.is_read && bytes.len() == self.buffer.len();
            let window = Window { bytes, at_end, line: self.start.line, limits: self.limits };
            let scan = self.scanner.scan(window)?;
            if scan.consumed > 0 {
                let chunk = Chunk { segments: scan.segments, warnings: scan.warnings, ..Chunk::default() };
                return self.cut(scan.consumed, chunk).map(Some);
            }
            if at_end {
                // Every scanner takes all of the last window; if one did not, its bytes pass through unread.
                return self.cut(self.buffer.len(), Chunk::default()).map(Some);
            }
            wanted = wanted.saturating_mul(2).min(self.buffer.len() * 2);
        }
    }

    /// Makes the first `length` bytes of the buffer a chunk.
    fn cut(&mut self, length: usize, mut chunk: Chunk) -> Result<Chunk, CorpusError> {
        self.leave_what_is_off(length, &mut chunk)?;
        let mut rest = Vec::new();
        if !self.is_read {
            // The next chunk is likely to be as long; a buffer that grows is copied again and again.
            rest.reserve(self.limits.chunk.saturating_add(AHEAD).min(self.buffer.len() * 2));
        }
        rest.extend_from_slice(&self.buffer[length..]);
        self.buffer.truncate(length);
        chunk.bytes = std::mem::replace(&mut self.buffer, rest);
        chunk.offset = self.offset;
        chunk.start = self.start;
        chunk.number_lines();
        self.offset += length as u64;
        self.start = self.start.after(&chunk.bytes);
        Ok(chunk)
    }

    /// Takes out of the segments of the next chunk what is switched off.
    fn leave_what_is_off(&mut self, length: usize, chunk: &mut Chunk) -> Result<(), CorpusError> {
        if self.switches.look_ahead() {
            self.look_ahead(length)?;
        }
        chunk.segments = self.switches.leave(std::mem::take(&mut chunk.segments), &self.buffer, length);
        Ok(())
    }

    /// Reads on until the line that is cut at `length` ends, if its end is near.
    fn look_ahead(&mut self, length: usize) -> Result<(), CorpusError> {
        let mut wanted = length + (AHEAD >> 6);
        self.fill(wanted)?;
        let is_cut = self.buffer[..length].last() != Some(&b'\n');
        while is_cut && !self.is_read && wanted < length + AHEAD && memchr::memchr(b'\n', &self.buffer[length..]).is_none() {
            wanted = length + (wanted - length) * 2;
            self.fill(wanted)?;
        }
        Ok(())
    }

    fn fill(&mut self, wanted: usize) -> Result<(), CorpusError> {
        while !self.is_read && self.buffer.len() < wanted {
            let missing = (wanted - self.buffer.len()) as u64;
            let read = self.input.read(&mut self.buffer, missing);
            self.is_read = read.map_err(|error| read_error(&self.name, self.is_gzip, error))? < missing;
        }
        // A document may end exactly where the window does; the scanner has to know.
        if !self.is_read {
            let read = self.input.read(&mut self.buffer, 1);
            self.is_read = read.map_err(|error| read_error(&self.name, self.is_gzip, error))? == 0;
        }
        Ok(())
    }
}

impl Iterator for Document {
    type Item = Result<Chunk, CorpusError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_failed {
            return None;
        }
        let chunk = self.next_chunk();
        self.has_failed = chunk.is_err();
        chunk.transpose()
    }
}

impl Input {
    fn stream(reader: Box<dyn Read + Send>) -> Self {
        Self::Stream { reader, hasher: Sha256::new(), length: 0 }
    }

    fn memory(
        mut reader: Box<dyn Read + Send>,
        charset: Option<Charset>,
        choice: EncodingChoice,
        source: &Source,
    ) -> Result<(Self, Charset), CorpusError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(|error| read_error(&source.name, source.is_gzip, error))?;
        let charset = charset.unwrap_or_else(|| match choice {
            EncodingChoice::Label(encoding) => Charset::given(encoding),
            _ => Charset::guess(&bytes),
        });
        let (fingerprint, length) = (Fingerprint::of(&bytes), bytes.len() as u64);
        let decoded = charset.decode(&bytes).map_err(|kind| CorpusError::new(&source.name, kind))?;
        Ok((Self::Memory { reader: Cursor::new(decoded), fingerprint, length }, charset))
    }

    /// Appends up to `missing` bytes; fewer only at the end.
    fn read(&mut self, buffer: &mut Vec<u8>, missing: u64) -> io::Result<u64> {
        let from = buffer.len();
        match self {
            Self::Stream { reader, hasher, length } => {
                let read = reader.take(missing).read_to_end(buffer)? as u64;
                hasher.update(&buffer[from..]);
                *length += read;
                Ok(read)
            }
            Self::Memory { reader, .. } => Ok(reader.take(missing).read_to_end(buffer)? as u64),
        }
    }
}

/// The stored bytes of a source, unpacked.
pub(super) fn open_stored(source: &Source) -> io::Result<Box<dyn Read + Send>> {
    match &source.origin {
        Origin::Stdin => Ok(Box::new(io::stdin())),
        Origin::Spool(path) => Ok(Box::new(BufReader::new(File::open(&**path)?))),
        Origin::File(path) => {
            let file = BufReader::with_capacity(64 << 10, File::open(path)?);
            match source.is_gzip {
                true => Ok(Box::new(flate2::bufread::MultiGzDecoder::new(file))),
                false => Ok(Box::new(file)),
            }
        }
    }
}

/// What a failed read means: of a packed document, mostly that the packing is broken.
pub(super) fn read_error(document: &str, is_gzip: bool, error: io::Error) -> CorpusError {
    let is_packing =
        matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof);
    match is_gzip && is_packing {
        true => CorpusError::new(document, ErrorKind::Gzip(error)),
        false => CorpusError::read(document, error),
    }
}

fn scanner(source: &Source, options: &ReadOptions) -> Box<dyn Scanner> {
    let name = &source.name;
    match source.format {
        Format::Plain => Box::new(Plain::new()),
        Format::Markdown => Box::new(Markdown::new()),
        Format::Html => Box::new(Html::new()),
        Format::Csv => Box::new(Delimited::new(name, None, &options.columns)),
        Format::Tsv => Box::new(Delimited::new(name, Some(b'\t'), &options.columns)),
        Format::Jsonl => Box::new(Jsonl::new(name, &options.fields, false)),
        Format::Json => Box::new(Jsonl::new(name, &options.fields, true)),
    }
}
