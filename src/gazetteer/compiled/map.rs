//! A file as memory: the one place of the library that is not safe by itself.

#![allow(unsafe_code)]

use std::fs::File;
use std::io;

use memmap2::{Mmap, MmapOptions};

/// The content of a file, which the system reads when it is looked at.
pub(super) fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: the mapping is read-only and private, and what is assumed is that nobody changes or cuts the file while it is mapped. respell
    // never does: it writes a compiled file beside its place and moves it there, so that the old one stays whole for whoever has it open.
    // Somebody who writes into the file itself, with another program, breaks the assumption; the documentation of `Compiled` says so.
    unsafe { MmapOptions::new().map_copy_read_only(file) }
}
