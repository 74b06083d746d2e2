//! The distinct words of a gazetteer's names, laid out flat: their spellings, working letters and places in the names.
//!
//! Owns how they are kept, in a few dozen bytes a word, and the finding of a word by its spelling; how a variant finds words is for
//! [`Vocabulary`](super::vocabulary) to see to.

use std::hash::Hasher;

use bytemuck::{Pod, Zeroable};
use rustc_hash::FxHasher;

use crate::names::array::Array;
use crate::names::letters::readings;
use crate::names::parts::Role;
use crate::text::{Script, dominant_script};

/// A place of a word in the forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Place {
    /// The form's number.
    pub(super) form: u32,
    /// The first of its words, and how many of them are run together.
    pub(super) at: u8,
    pub(super) width: u8,
    /// How many words of the form come behind.
    pub(super) behind: u8,
    /// The number of the role that the form has in its name, and [`RAREST`].
    kind: u8,
}

/// The bit of a word that no word of its form is in fewer names than.
const RAREST: u8 = 1 << 7;

impl Place {
    /// The place of some words of a form of so many.
    pub(super) const fn new(form: u32, at: u8, width: u8, words: u8, role: Role) -> Self {
        Self { form, at, width, behind: words.saturating_sub(at + width), kind: role as u8 }
    }

    /// Which part of its name the form is.
    pub(super) fn role(self) -> Role {
        Role::ALL.get(usize::from(self.kind & !RAREST)).copied().unwrap_or(Role::Full)
    }

    /// Whether no word of the form is in fewer names, or several are run together here.
    pub(super) const fn is_rarest(self) -> bool {
        self.kind & RAREST != 0 || self.width > 1
    }
}

/// A slot of the table by spelling that holds no word.
const EMPTY: u32 = u32::MAX;
/// The one reading of a word is its spelling.
const AS_SPELLED: u32 = u32::MAX;

/// The distinct words, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Stock {
    /// The folded spellings one behind the other; by number, where each begins, and one more at the end.
    spellings: Array<u8>,
    begins: Array<u32>,
    scripts: Array<u8>,
    /// By number: where in `readings` the word's stand (how many they are, then each with its length before it), or [`AS_SPELLED`].
    read_at: Array<u32>,
    readings: Array<u8>,
    /// By number: where its places begin; one more at the end.
    places_at: Array<u32>,
    places: Array<Place>,
    /// Numbers by hash of the spelling, open addressing, as many as a power of two.
    slots: Array<u32>,
}

/// Words being collected.
#[derive(Clone, Debug, Default)]
pub(super) struct Stocking {
    spellings: Vec<u8>,
    begins: Vec<u32>,
    scripts: Vec<u8>,
    read_at: Vec<u32>,
    readings: Vec<u8>,
    places: Vec<(u32, Place)>,
    slots: Vec<u32>,
}

impl Stocking {
    pub(super) fn len(&self) -> usize {
        self.scripts.len()
    }

    /// The number of a word with this folded spelling.
    pub(super) fn number(&self, spelling: &str) -> Option<u32> {
        find(&self.slots, |number| between(&self.spellings, &self.begins, self.spellings.len(), number), spelling).ok()
    }

    /// The number of a word with this folded spelling, which is entered if it is new, and that it has this place.
    pub(super) fn enter(&mut self, spelling: &str, place: Place) -> u32 {
        let number = self.number_or_new(spelling);
        self.places.push((number, place));
        number
    }

    /// The number of a word with this folded spelling, which is new if there was none.
    pub(super) fn number_or_new(&mut self, spelling: &str) -> u32 {
        if self.slots.len() < 2 * (self.len() + 1) {
            self.grow();
        }
        let text = |number| between(&self.spellings, &self.begins, self.spellings.len(), number);
        let slot = match find(&self.slots, text, spelling) {
            Ok(number) => return number,
            Err(slot) => slot,
        };
        let number = narrow(self.len());
        self.slots[slot] = number;
        self.begins.push(narrow(self.spellings.len()));
        self.spellings.extend_from_slice(spelling.as_bytes());
        self.scripts.push(dominant_script(spelling) as u8);
        let readings = readings(spelling);
        if readings.len() == 1 && readings[0] == spelling.as_bytes() {
            self.read_at.push(AS_SPELLED);
            return number;
        }
        self.read_at.push(narrow(self.readings.len()));
        self.readings.push(readings.len() as u8);
        for reading in readings.iter().take(usize::from(u8::MAX)) {
            // Working letters end at `MAX_LETTERS`, which is far below what a byte counts.
            self.readings.push(reading.len() as u8);
            self.readings.extend_from_slice(reading);
        }
        number
    }

    fn grow(&mut self) {
        let mut slots = vec![EMPTY; (self.slots.len() * 2).max(64)];
        for number in 0..narrow(self.len()) {
            let spelling = between(&self.spellings, &self.begins, self.spellings.len(), number);
            let mut slot = first_slot(spelling, slots.len());
            while slots[slot] != EMPTY {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = number;
        }
        self.slots = slots;
    }

    /// Lays the words out. Linear in their places.
    pub(super) fn finish(mut self) -> Stock {
        let words = self.len();
        self.begins.push(narrow(self.spellings.len()));
        // The places of a word in the order in which they were entered, which is that of the forms.
        let mut starts = vec![0_u32; words + 1];
        self.places.iter().for_each(|(word, _)| starts[*word as usize + 1] += 1);
        (0..words).for_each(|word| starts[word + 1] += starts[word]);
        mark_rarest(&mut self.places, &starts);
        let mut next = starts.clone();
        let mut places = vec![Place::default(); self.places.len()];
        for (word, place) in self.places {
            places[next[word as usize] as usize] = place;
            next[word as usize] += 1;
        }
        Stock {
            spellings: self.spellings.into(),
            begins: self.begins.into(),
            scripts: self.scripts.into(),
            read_at: self.read_at.into(),
            readings: self.readings.into(),
            places_at: starts.into(),
            places: places.into(),
            slots: self.slots.into(),
        }
    }
}

/// Marks for each form the word that is in the fewest names, the first of several. The places of a form stand together.
fn mark_rarest(places: &mut [(u32, Place)], starts: &[u32]) {
    let crowd = |word: u32| starts[word as usize + 1] - starts[word as usize];
    for form in places.chunk_by_mut(|a, b| a.1.form == b.1.form) {
        let words = form.iter_mut().filter(|(_, place)| place.width == 1);
        if let Some((_, rarest)) = words.min_by_key(|(word, place)| (crowd(*word), place.at)) {
            rarest.kind |= RAREST;
        }
    }
}

impl Stock {
    /// The rows of numbers that it is made of, each with a letter for its name.
    pub(super) fn rows(&self) -> [(char, &[u8]); 8] {
        [
            ('w', self.spellings.bytes()),
            ('b', self.begins.bytes()),
            ('s', self.scripts.bytes()),
            ('a', self.read_at.bytes()),
            ('r', self.readings.bytes()),
            ('p', self.places_at.bytes()),
            ('q', self.places.bytes()),
            ('h', self.slots.bytes()),
        ]
    }

    /// The stock of such rows; nothing if one of them is no row of its numbers, or the table by spelling has no right size.
    pub(super) fn of_rows(mut row: impl FnMut(char) -> Option<Array<u8>>) -> Option<Self> {
        let stock = Self {
            spellings: row('w')?,
            begins: row('b')?.cast().ok()?,
            scripts: row('s')?,
            read_at: row('a')?.cast().ok()?,
            readings: row('r')?,
            places_at: row('p')?.cast().ok()?,
            places: row('q')?.cast().ok()?,
            slots: row('h')?.cast().ok()?,
        };
        (stock.slots.is_empty() || stock.slots.len().is_power_of_two()).then_some(stock)
    }

    pub(super) fn len(&self) -> usize {
        self.scripts.len()
    }

    /// The number of a word with this folded spelling.
    pub(super) fn number(&self, spelling: &str) -> Option<u32> {
        let (spellings, begins) = (&*self.spellings, &*self.begins);
        find(&self.slots, |number| between(spellings, begins, spellings.len(), number), spelling).ok()
    }

    pub(super) fn spelling(&self, number: u32) -> &str {
        std::str::from_utf8(between(&self.spellings, &self.begins, self.spellings.len(), number)).unwrap_or_default()
    }

    pub(super) fn script(&self, number: u32) -> Script {
        let script = self.scripts.get(number as usize).copied().unwrap_or(0);
        Script::ALL.get(usize::from(script)).copied().unwrap_or(Script::Other)
    }

    /// The working forms of a word.
    pub(super) fn readings(&self, number: u32) -> Readings<'_> {
        let Some(at) = self.read_at.get(number as usize).copied() else { return Readings { left: 0, rest: &[], spelled: None } };
        if at == AS_SPELLED {
            return Readings {
                left: 1,
                rest: &[],
                spelled: Some(between(&self.spellings, &self.begins, self.spellings.len(), number)),
            };
        }
        let rest = self.readings.get(at as usize..).unwrap_or_default();
        Readings { left: rest.first().copied().unwrap_or(0), rest: rest.get(1..).unwrap_or_default(), spelled: None }
    }

    /// Where in the names a word stands.
    pub(super) fn places(&self, number: u32) -> &[Place] {
        let (starts, number) = (&*self.places_at, number as usize);
        let range = starts.get(number).zip(starts.get(number + 1)).map_or(0..0, |(from, to)| *from as usize..*to as usize);
        self.places.get(range).unwrap_or_default()
    }
}

/// The working forms of a word, one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Readings<'s> {
    left: u8,
    rest: &'s [u8],
    spelled: Option<&'s [u8]>,
}

impl<'s> Iterator for Readings<'s> {
    type Item = &'s [u8];

    fn next(&mut self) -> Option<&'s [u8]> {
        self.left = self.left.checked_sub(1)?;
        if let Some(spelled) = self.spelled {
            return Some(spelled);
        }
        let (length, rest) = self.rest.split_first()?;
        let (reading, rest) = rest.split_at_checked(usize::from(*length))?;
        self.rest = rest;
        Some(reading)
    }
}

/// The bytes of a word, from where it begins to where the next does.
fn between<'s>(spellings: &'s [u8], begins: &[u32], all: usize, number: u32) -> &'s [u8] {
    let number = number as usize;
    let Some(from) = begins.get(number) else { return &[] };
    let to = begins.get(number + 1).map_or(all, |to| *to as usize);
    spellings.get(*from as usize..to).unwrap_or_default()
}

/// The number of the word with this spelling, or else the slot where it belongs.
fn find<'s>(slots: &[u32], text: impl Fn(u32) -> &'s [u8], spelling: &str) -> Result<u32, usize> {
    if slots.is_empty() {
        return Err(0);
    }
    let mut slot = first_slot(spelling.as_bytes(), slots.len());
    // A table from a file may be full.
    for _ in 0..slots.len() {
        match slots[slot] {
            EMPTY => return Err(slot),
            number if text(number) == spelling.as_bytes() => return Ok(number),
            _ => slot = (slot + 1) & (slots.len() - 1),
        }
    }
    Err(slot)
}

fn first_slot(spelling: &[u8], slots: usize) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(spelling);
    // The upper bits are the better mixed ones.
    ((hasher.finish() >> 20) as usize) & (slots - 1)
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four thousand million words, and bytes of words")
}
