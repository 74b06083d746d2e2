//! Running text with names planted in it.

use std::collections::VecDeque;
use std::io::{self, Write};

use super::names::capitalised;
use super::random::{Choice, Random};
use super::variant::Variants;
use super::words::Words;

/// Names that most mentions are of, the first ones of the list: news speak of few.
const HEAD: usize = 1_000;

/// A name planted in the text.
#[derive(Clone, Debug)]
pub(crate) struct Planted {
    /// Where it stands, in bytes.
    pub(crate) start: u64,
    pub(crate) end: u64,
    /// Its number in the list, from nothing.
    pub(crate) number: usize,
    /// How many edits made the variant; none if it is written as listed.
    pub(crate) edits: usize,
    pub(crate) surface: String,
}

/// A text that goes on as long as it is asked to.
pub(crate) struct Text<'a> {
    listed: &'a [String],
    others: &'a [String],
    words: &'a Words,
    variants: Variants<'a>,
    head: Choice,
    tail: Option<Choice>,
    random: Random,
    written: u64,
    sentence: Vec<u8>,
}

impl<'a> Text<'a> {
    /// A text that speaks of the names of a list, and of `others` that are in none.
    pub(crate) fn new(listed: &'a [String], others: &'a [String], words: &'a Words, variants: Variants<'a>, seed: u64) -> Self {
        let tail = (!others.is_empty()).then(|| Choice::zipf(others.len(), 19));
        let head = Choice::zipf(listed.len().min(HEAD), 4);
        let random = Random::of(seed, &[3]);
        Self { listed, others, words, variants, head, tail, random, written: 0, sentence: Vec::new() }
    }

    /// How many bytes were written.
    pub(crate) fn written(&self) -> u64 {
        self.written
    }

    /// Writes one sentence and gives the names that stand in it.
    pub(crate) fn write(&mut self, out: &mut impl Write) -> io::Result<VecDeque<Planted>> {
        let mut planted = VecDeque::new();
        self.sentence.clear();
        let len = 6 + self.random.place(23);
        for at in 0..len {
            match self.random.below(1_000) {
                0..16 if at > 0 => planted.push_back(self.plant()),
                16..40 if at > 0 => self.other(),
                40..50 if at > 0 => write!(self.sentence, "{}", 1 + self.random.below(2_030))?,
                roll => self.word(at == 0, roll < 90 && at > 0 && at + 1 < len),
            }
            self.sentence.extend_from_slice(if at + 1 < len { b" " } else { b"." });
        }
        self.sentence.extend_from_slice(if self.random.percent(15) { b"\n\n" } else { b" " });
        self.written += self.sentence.len() as u64;
        out.write_all(&self.sentence)?;
        Ok(planted)
    }

    /// So many bytes at least, with the names in them.
    pub(crate) fn take(&mut self, bytes: u64) -> (String, Vec<Planted>) {
        let (mut out, mut planted) = (Vec::new(), Vec::new());
        let end = self.written + bytes;
        while self.written < end {
            planted.extend(self.write(&mut out).expect("memory takes what is written"));
        }
        (String::from_utf8(out).expect("words and names are UTF-8"), planted)
    }

    /// A name of the list, half the time as a variant.
    fn plant(&mut self) -> Planted {
        let random = &mut self.random;
        let number = if random.percent(70) { self.head.place(random) } else { random.place(self.listed.len()) };
        let name = &self.listed[number];
        let (surface, edits) = if random.percent(50) { (name.clone(), 0) } else { self.variants.pick(number, name, random) };
        let start = self.written + self.sentence.len() as u64;
        self.sentence.extend_from_slice(surface.as_bytes());
        let end = start + surface.len() as u64;
        // Two edits may undo each other.
        Planted { start, end, number, edits: if surface == *name { 0 } else { edits }, surface }
    }

    /// A name that is in no list.
    fn other(&mut self) {
        match &self.tail {
            Some(tail) => self.sentence.extend_from_slice(self.others[tail.place(&mut self.random)].as_bytes()),
            None => self.word(false, false),
        }
    }

    fn word(&mut self, is_first: bool, has_comma: bool) {
        let word = self.words.pick(&mut self.random);
        match is_first {
            true => self.sentence.extend_from_slice(capitalised(word).as_bytes()),
            false => self.sentence.extend_from_slice(word.as_bytes()),
        }
        if has_comma {
            self.sentence.push(b',');
        }
    }
}
