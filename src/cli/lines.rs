//! Lines in, lines out: what the verbs that answer line by line share.
//!
//! Lines are read in blocks, each block is answered on all threads, and the answers are written in order, so that a list of any length
//! streams and the output is the same for any number of threads.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use flate2::bufread::MultiGzDecoder;
use rayon::prelude::*;

/// Lines answered at a time: enough to keep threads busy, few enough to answer a person who types.
const BLOCK: usize = 1024;

/// Where lines come from: the files, or standard input. `None` if that is a terminal, at which nobody is going to type a list.
pub(super) fn inputs(paths: &[PathBuf]) -> Option<Vec<PathBuf>> {
    if paths.is_empty() {
        return (!io::stdin().is_terminal()).then(|| vec![PathBuf::from("-")]);
    }
    Some(paths.to_vec())
}

/// Opens a file, unpacked if it is called `.gz`, or standard input for `-`.
pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let told = || format!("{} cannot be read", path.display());
    anyhow::ensure!(!path.is_dir(), "{} is a folder; a file of names is expected", path.display());
    let file = BufReader::new(File::open(path).with_context(told)?);
    let packed = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    if packed { Ok(Box::new(BufReader::new(MultiGzDecoder::new(file)))) } else { Ok(Box::new(file)) }
}

/// Answers every line, in order. What `answer` gives is written as it is.
pub(super) fn answer_lines(
    reader: &mut dyn BufRead,
    output: &mut dyn Write,
    answer: impl Fn(&[u8]) -> Vec<u8> + Sync,
) -> Result<()> {
    let mut block: Vec<Vec<u8>> = Vec::with_capacity(BLOCK);
    loop {
        block.clear();
        let more = read_block(reader, &mut block)?;
        let answers: Vec<Vec<u8>> = block.par_iter().map(|line| answer(line)).collect();
        answers.iter().try_for_each(|answer| output.write_all(answer))?;
        if !more {
            return Ok(output.flush()?);
        }
        output.flush()?;
    }
}

/// Fills a block; false at the end of the input.
fn read_block(reader: &mut dyn BufRead, block: &mut Vec<Vec<u8>>) -> io::Result<bool> {
    while block.len() < BLOCK {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(false);
        }
        block.push(line);
    }
    Ok(true)
}

/// A line without its end, and the end as it stood (`\n` for a last line without one).
pub(super) fn part_end(line: &[u8]) -> (&[u8], &'static [u8]) {
    match line {
        [content @ .., b'\r', b'\n'] => (content, b"\r\n"),
        [content @ .., b'\n'] => (content, b"\n"),
        content => (content, b"\n"),
    }
}
