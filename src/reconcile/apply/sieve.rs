//! Which tokens may begin a variant, told from their bytes alone.
//!
//! Nearly all words of a text are in no row, and folding each of them to look it up costs more than all else that applying does. So the
//! first words of all variants leave marks in a sieve of bits, by a hash that a token gives without being folded in memory. What falls
//! through is in no row; what is held (a few others among it, since marks may coincide) is looked up with care.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use crate::text::{Casing, Reading, fold_into};

/// Words that share 64 bits. One of some thirty words that are in no row is looked up in vain.
const SHARED: usize = 2;
/// The letters that are folded by a table: those that UTF-8 writes in two bytes (Latin, Greek, Cyrillic, Hebrew, Arabic).
const LETTERS: usize = 0x800;
/// The longest word with such letters that is told, in bytes. Names are shorter.
const LONGEST: usize = 64;

/// The first words of all variants.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    all: Marks,
    /// Those of variants that a token in lower case may begin. They are few, and most tokens are in lower case.
    small: Marks,
}

/// What a variant puts into the sieve.
pub(super) struct First {
    hash: u64,
    may_be_small: bool,
}

impl First {
    /// The first word of a variant, and whether a token in lower case may begin it.
    pub(super) fn new(word: &str, may_be_small: bool) -> Self {
        let mut folded = String::new();
        fold_into(word, Reading::Exact, &mut folded);
        Self { hash: hash(folded.as_bytes()), may_be_small }
    }
}

impl Sieve {
    pub(super) fn new(words: &[First]) -> Self {
        let small = words.iter().filter(|word| word.may_be_small);
        Self { all: Marks::new(words.iter()), small: Marks::new(small) }
    }

    /// Whether `word` may be one of them. Never no, if it is.
    pub(super) fn holds(&self, word: &str, casing: Casing) -> bool {
        let marks = if casing == Casing::Lower { &self.small } else { &self.all };
        !marks.bits.is_empty() && folded_hash(word).is_none_or(|hash| marks.hold(hash))
    }
}

/// Bits that hashes have set.
#[derive(Debug, Default)]
struct Marks {
    bits: Box<[u64]>,
}

impl Marks {
    fn new<'w>(words: impl Iterator<Item = &'w First> + Clone) -> Self {
        let count = words.clone().count();
        let room = if count == 0 { 0 } else { count.div_ceil(SHARED).next_power_of_two() };
        let mut marks = Self { bits: vec![0; room].into() };
        for word in words {
            let (at, bit) = marks.place(word.hash);
            marks.bits[at] |= bit;
        }
        marks
    }

    fn hold(&self, hash: u64) -> bool {
        let (at, bit) = self.place(hash);
        self.bits[at] & bit != 0
    }

    /// The number of bits is a power of two, so that the mask leads nowhere else.
    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 38) as usize & (self.bits.len() - 1), 1 << (hash >> 32 & 63))
    }
}

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

fn mixed(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(FACTOR)
}

fn hash(folded: &[u8]) -> u64 {
    hash_with(folded, 0)
}

/// The hash of `bytes` with the bits of `set` set in each of them.
fn hash_with(bytes: &[u8], set: u8) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let set = spread(set);
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| mixed(hash, u64::from_le_bytes(*word) | set));
    let (rest, used) = short(rest);
    let hash = mixed(hash, rest | set & used);
    // The upper bits of a product are the better ones.
    hash ^ hash >> 29
}

/// Fewer than eight bytes as a number, and which bits of it they take. Their count is known to whoever asks.
fn short(bytes: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return (u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32, u64::MAX);
    }
    match *bytes {
        [] => (0, 0),
        [first] => (u64::from(first), 0xFF),
        [first, .., last] => (u64::from(first) | u64::from(bytes[1]) << 8 | u64::from(last) << 16, 0xFF_FFFF),
    }
}

const fn spread(byte: u8) -> u64 {
    0x0101_0101_0101_0101 * byte as u64
}

/// The hash of `word` as it folds; `None` where only folding tells: other scripts, marks, breaks.
fn folded_hash(word: &str) -> Option<u64> {
    /// Letters, digits and the apostrophe all have this bit when they are folded.
    const SMALL: u8 = 0x20;
    let (words, rest) = word.as_bytes().as_chunks::<8>();
    let odd = words.iter().fold(oddity(short(rest).0), |odd, word| odd | oddity(u64::from_le_bytes(*word)));
    if odd == 0 { Some(hash_with(word.as_bytes(), SMALL)) } else { folded_hash_by_letter(word) }
}

/// Not zero if a byte is no ASCII, a hyphen (of a break) or a backtick, which folds to an apostrophe. It may be so by chance as well.
const fn oddity(word: u64) -> u64 {
    const HIGH: u64 = spread(0x80);
    const fn zero(word: u64) -> u64 {
        word.wrapping_sub(spread(1)) & !word & HIGH
    }
    (word & HIGH) | zero(word ^ spread(b'-')) | zero(word ^ spread(b'`'))
}

fn folded_hash_by_letter(word: &str) -> Option<u64> {
    let (mut folded, mut length) = ([0; LONGEST], 0);
    for letter in word.chars() {
        let letter = match letter {
            '\'' => letter,
            _ if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
            _ => char::from_u32(u32::from(*FOLDED.get(letter as usize)?)).filter(|letter| *letter != '\0')?,
        };
        length += letter.encode_utf8(folded.get_mut(length..length + 4)?).len();
    }
    Some(hash(&folded[..length]))
}

/// What a letter folds to, wherever it stands; 0 if that is not one letter.
static FOLDED: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let folded = |code: usize| {
        let letter = char::from_u32(u32::try_from(code).ok()?)?;
        // ASCII is folded without the table. Marks are composed with the letter before them, and no letter is a mark of a break.
        let is_letter = !letter.is_ascii() && letter.is_alphanumeric() && !is_combining_mark(letter);
        let mut folded = String::new();
        fold_into(is_letter.then_some(letter)?.encode_utf8(&mut [0; 4]), Reading::Exact, &mut folded);
        let mut letters = folded.chars();
        letters.next().filter(|_| letters.next().is_none()).and_then(|letter| u16::try_from(letter as u32).ok())
    };
    (0..LETTERS).map(|code| folded(code).unwrap_or(0)).collect()
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{First, Sieve, folded_hash, hash};
    use crate::text::{Casing, Reading, fold_into, tokens};

    fn folded(word: &str) -> String {
        let mut folded = String::new();
        fold_into(word, Reading::Exact, &mut folded);
        folded
    }

    #[test]
    fn words_are_told_without_folding() {
        for word in ["Kiev", "KRASNODARSKIJ", "o'Neill", "Київ", "КИЇВ", "Łódź", "Straße", "Τσίπρας", "ſix", "1234567"]
        {
            assert_eq!(folded_hash(word), Some(hash(folded(word).as_bytes())), "{word}");
        }
        for word in ["O`Neill", "Kher-\nson", "Kher\u{AD}\nson", "İstanbul", "Lo\u{301}dz", "O’Neill", "東京", "Ｋｉｅｖ"]
        {
            assert_eq!(folded_hash(word), None, "{word}");
        }
    }

    #[test]
    fn small_words_are_held_only_where_a_variant_begins_small() {
        let sieve = Sieve::new(&[First::new("al", true), First::new("Kiev", false)]);
        for (word, held) in [("al", true), ("Al", true), ("Kiev", true), ("KIEV", true), ("kiev", false), ("Lviv", false)] {
            assert_eq!(sieve.holds(word, Casing::of(word)), held, "{word}");
        }
        assert!(!Sieve::default().holds("Kiev", Casing::Title));
    }

    proptest! {
        /// What a token folds to decides alone.
        #[test]
        fn tokens_have_the_hash_of_what_they_fold_to(text in "[\\PC\n\\-`'’a-zA-ZÀ-ӿ\u{AD}\u{301}İ]{0,40}") {
            for token in tokens(&text) {
                let word = &text.as_str()[token.span];
                if let Some(told) = folded_hash(word) {
                    prop_assert_eq!(told, hash(folded(word).as_bytes()), "{:?}", word);
                }
            }
        }
    }
}
