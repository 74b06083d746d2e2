//! Words that stand in many entities (kinds, languages, headers, file names), each kept once.

use rustc_hash::FxHashMap;

use super::codec::{Reader, put_number, put_text};
use super::{Compiled, CompiledWriter, Section};
use crate::gazetteer::error::GazetteerError;
use crate::names::array::Array;

const PLACES: Section = Section::named("words.at");
const TEXT: Section = Section::named("words");

/// A longer text stands where it is used. No path is longer; and a few bytes that name a word must not become a megabyte each.
const LONGEST: usize = 4096;

/// In place of the number of a word: there is none.
const NONE: u64 = 0;
/// In place of the number of a word: the text follows.
const HERE: u64 = 1;
/// The number of the first word.
const FIRST: u64 = 2;

/// The words of a file that is being made.
#[derive(Default)]
pub(super) struct Collected {
    numbers: FxHashMap<String, u64>,
    /// Where each word ends.
    ends: Vec<u32>,
    text: Vec<u8>,
}

impl Collected {
    /// Puts a word, or that there is none.
    pub(super) fn put(&mut self, out: &mut Vec<u8>, word: Option<&str>) {
        match word {
            None => put_number(out, NONE),
            Some(word) => match self.number(word) {
                Some(number) => put_number(out, number),
                None => {
                    put_number(out, HERE);
                    put_text(out, word);
                }
            },
        }
    }

    /// The number of a word, which gets one if there is room.
    fn number(&mut self, word: &str) -> Option<u64> {
        if let Some(number) = self.numbers.get(word) {
            return Some(*number);
        }
        if word.len() > LONGEST {
            return None;
        }
        let end = u32::try_from(self.text.len() + word.len()).ok()?;
        let number = FIRST + self.ends.len() as u64;
        self.text.extend_from_slice(word.as_bytes());
        self.ends.push(end);
        self.numbers.insert(word.to_owned(), number);
        Some(number)
    }

    pub(super) fn finish(self, writer: &mut CompiledWriter) {
        writer.add_array(PLACES, &self.ends);
        writer.add(TEXT, self.text);
    }
}

/// The words of a file that is open.
pub(super) struct Words {
    ends: Array<u32>,
    text: Array<u8>,
}

impl Words {
    pub(super) fn open(compiled: &Compiled) -> Result<Self, GazetteerError> {
        Ok(Self { ends: compiled.array(PLACES)?, text: compiled.array(TEXT)? })
    }

    /// Reads a word, or that there is none.
    pub(super) fn read<'a>(&'a self, reader: &mut Reader<'a>) -> Option<Option<&'a str>> {
        match reader.number()? {
            NONE => Some(None),
            HERE => reader.text().map(Some),
            number => self.get(usize::try_from(number - FIRST).ok()?).map(Some),
        }
    }

    fn get(&self, at: usize) -> Option<&str> {
        let ends: &[u32] = &self.ends;
        let start = if at == 0 { 0 } else { *ends.get(at - 1)? as usize };
        let word = self.text.get(start..*ends.get(at)? as usize).filter(|word| word.len() <= LONGEST)?;
        std::str::from_utf8(word).ok()
    }
}
