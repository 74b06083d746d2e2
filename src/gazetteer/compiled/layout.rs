//! How a compiled file is laid out: a header, a table of sections, and the sections, all numbers in the byte order of the machine.
//!
//! | bytes | what |
//! |---|---|
//! | 0-7 | [`MAGIC`] |
//! | 8-11 | [`ORDER`], which reads otherwise under another byte order |
//! | 12-15 | [`VERSION`] |
//! | 16-23 | length of the file |
//! | 24-31 | fingerprint of the tables that names are read by |
//! | 32-39 | XXH3 of all that follows |
//! | 40-47 | number of sections |
//! | 48-63 | nothing |
//! | from 64 | the table: for each section its name (8 bytes), where it begins, how long it is |
//!
//! Each section begins at a multiple of [`ALIGNMENT`]; between them are zeros.

use std::ops::Range;
use std::sync::LazyLock;

use bytemuck::{Pod, Zeroable};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::Section;
use crate::gazetteer::embedded;
use crate::gazetteer::error::ErrorKind;
use crate::names;

/// What a compiled file begins with. The zero tells every reader of text that this is none.
pub(super) const MAGIC: [u8; 8] = *b"RSPLGZ\0\x1a";

/// The version of the layout and of the sections that a gazetteer has.
const VERSION: u32 = 1;

const ORDER: u32 = 0x0102_0304;

/// A cache line, and more than any number needs.
const ALIGNMENT: usize = 64;

/// The checksum is of what lies behind it; the fields before it are each compared with what they have to be.
pub(super) const COVERED: usize = 40;

#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Header {
    magic: [u8; 8],
    order: u32,
    version: u32,
    length: u64,
    fingerprint: u64,
    pub(super) checksum: u64,
    sections: u64,
    nothing: [u64; 2],
}

#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Entry {
    name: [u8; 8],
    start: u64,
    length: u64,
}

pub(super) const HEADER: usize = size_of::<Header>();

impl Header {
    pub(super) const fn new(length: u64, fingerprint: u64, sections: u64) -> Self {
        Self { magic: MAGIC, order: ORDER, version: VERSION, length, fingerprint, checksum: 0, sections, nothing: [0; 2] }
    }
}

/// The table of sections of these lengths, and the length of the whole file.
pub(super) fn table(sections: impl ExactSizeIterator<Item = (Section, usize)>) -> (Vec<Entry>, u64) {
    let mut start = aligned(HEADER + sections.len() * size_of::<Entry>()) as u64;
    let entry = |(name, length): (Section, usize)| {
        let entry = Entry { name: name.0, start, length: length as u64 };
        start += aligned(length) as u64;
        entry
    };
    let entries = sections.map(entry).collect();
    (entries, start)
}

/// A length with the zeros behind it.
pub(super) const fn aligned(length: usize) -> usize {
    length.next_multiple_of(ALIGNMENT)
}

/// Where the sections of a file lie, when all of it is as it was written.
pub(super) fn sections(bytes: &[u8], fingerprint: u64) -> Result<Vec<(Section, Range<usize>)>, ErrorKind> {
    if !bytes.starts_with(&MAGIC) {
        return Err(ErrorKind::NotCompiled);
    }
    let found = bytes.len() as u64;
    let header: Header = match bytes.get(..HEADER) {
        Some(head) => bytemuck::pod_read_unaligned(head),
        None => return Err(ErrorKind::OtherLength { expected: HEADER as u64, found }),
    };
    header.check(found, fingerprint)?;
    if xxh3_64(&bytes[COVERED..]) != header.checksum {
        return Err(ErrorKind::Corrupted);
    }
    // What has the right checksum and yet no right table was made by hand.
    header.read_table(bytes).ok_or(ErrorKind::Corrupted)
}

impl Header {
    fn check(&self, found: u64, fingerprint: u64) -> Result<(), ErrorKind> {
        if self.order == ORDER.swap_bytes() {
            return Err(ErrorKind::OtherByteOrder);
        }
        if self.order != ORDER {
            return Err(ErrorKind::Corrupted);
        }
        if self.version != VERSION {
            return Err(ErrorKind::OtherVersion { expected: VERSION, found: self.version });
        }
        if self.fingerprint != fingerprint {
            return Err(ErrorKind::OtherTables);
        }
        if self.length != found {
            return Err(ErrorKind::OtherLength { expected: self.length, found });
        }
        Ok(())
    }

    fn read_table(&self, bytes: &[u8]) -> Option<Vec<(Section, Range<usize>)>> {
        let length = usize::try_from(self.sections).ok()?.checked_mul(size_of::<Entry>())?;
        let table = bytes[HEADER..].get(..length)?;
        table.chunks_exact(size_of::<Entry>()).map(|entry| bytemuck::pod_read_unaligned::<Entry>(entry).section(bytes)).collect()
    }
}

impl Entry {
    fn section(&self, bytes: &[u8]) -> Option<(Section, Range<usize>)> {
        let start = usize::try_from(self.start).ok()?;
        let range = start..start.checked_add(usize::try_from(self.length).ok()?)?;
        let is_right = start.is_multiple_of(ALIGNMENT) && bytes.get(range.clone()).is_some();
        is_right.then_some((Section(self.name), range))
    }
}

/// The number of this version of the program and of the tables that decide how its names are read: what is compiled holds what they made.
pub(super) fn fingerprint() -> u64 {
    static FINGERPRINT: LazyLock<u64> = LazyLock::new(|| {
        // What a list is laid out as depends on the embedded one as well, whose names are others' unless the list has them.
        let texts = std::iter::once(env!("CARGO_PKG_VERSION")).chain(embedded::texts());
        texts.fold(names::fingerprint(), |before, text| xxh3_64_with_seed(text.as_bytes(), before))
    });
    *FINGERPRINT
}
