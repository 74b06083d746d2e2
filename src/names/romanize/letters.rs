//! A text as the letters that rules are matched against: composed, in lower case, with the casing kept beside.

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_script::{Script, UnicodeScript};

/// The apostrophe that rules are written with; every apostrophe inside a word is read as this one.
pub(super) const APOSTROPHE: char = '’';

/// Marks that stand for a Ukrainian or other apostrophe in print: ' ’ ʼ ‘ ` ′ ʹ ´.
const APOSTROPHES: [char; 8] = ['\'', '’', 'ʼ', '‘', '`', '′', 'ʹ', '´'];

/// Acute, grave, double grave, inverted breve and macron: what dictionaries and encyclopedias put over a stressed
/// vowel (Володи́мир) and no Cyrillic alphabet here spells with, once its own accented letters are composed.
const STRESS: [char; 5] = ['\u{301}', '\u{300}', '\u{30f}', '\u{311}', '\u{304}'];

/// A character of the text: as it is written, and as the rules see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub(super) written: char,
    pub(super) lower: char,
    pub(super) is_capital: bool,
    /// Whether it is part of a word: a letter or mark, or an apostrophe between two.
    pub(super) in_word: bool,
}

/// The letters of a text, with the spelling differences that are none of the rules' business taken out.
pub(super) fn letters(native: &str, script: Script) -> Vec<Letter> {
    let mut letters: Vec<Letter> = composed(native, script).into_iter().map(Letter::new).collect();
    read_apostrophes(&mut letters);
    letters
}

impl Letter {
    fn new(written: char) -> Self {
        let mut lower = written.to_lowercase();
        let lower = if lower.len() == 1 { lower.next().unwrap_or(written) } else { written };
        Self { written, lower, is_capital: written != lower, in_word: is_word(written) }
    }
}

/// Combining marks belong to the word: Володи́мир is one word, whichever marks its letters bear.
fn is_word(c: char) -> bool {
    c.is_alphabetic() || c.script() == Script::Inherited
}

fn composed(native: &str, script: Script) -> Vec<char> {
    match script {
        Script::Greek => monotonic(native),
        Script::Katakana => full_width(native),
        _ if is_nfc(native) => unstressed(native.chars()),
        _ => unstressed(native.nfc()),
    }
}

fn unstressed(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut kept: Vec<char> = Vec::new();
    for c in chars {
        let stress = STRESS.contains(&c) && kept.last().is_some_and(|last| last.script() == Script::Cyrillic);
        if !stress {
            kept.push(c);
        }
    }
    kept
}

/// Polytonic Greek in the letters of the monotonic orthography: any accent is the acute, breathings and the iota
/// subscript go, the diaeresis stays, for it tells αϊ from the digraph αι. Marks over other letters are kept.
fn monotonic(native: &str) -> Vec<char> {
    let mut greek = false;
    let marks = native.nfd().filter_map(|c| {
        if c.script() != Script::Inherited {
            greek = c.script() == Script::Greek;
            return Some(c);
        }
        match c {
            _ if !greek => Some(c),
            '\u{300}' | '\u{301}' | '\u{342}' => Some('\u{301}'),
            '\u{308}' => Some(c),
            _ => None,
        }
    });
    marks.collect::<String>().nfc().collect()
}

/// Half-width kana (ﾌｽﾇﾘﾝ) as full-width, with their voicing marks joined; everything else as it is.
fn full_width(native: &str) -> Vec<char> {
    let widen = |c: char| {
        let half = ('\u{ff65}'..='\u{ff9f}').contains(&c);
        if half { c.nfkc().collect::<Vec<_>>() } else { vec![c] }
    };
    native.chars().flat_map(widen).nfc().collect()
}

/// An apostrophe with a letter on both sides is part of the word, so that я in Знам'янка is not at its start;
/// any other is a quotation mark.
fn read_apostrophes(letters: &mut [Letter]) {
    for at in 1..letters.len().saturating_sub(1) {
        let inside = letters[at - 1].in_word && is_word(letters[at + 1].written);
        if inside && APOSTROPHES.contains(&letters[at].written) {
            letters[at].lower = APOSTROPHE;
            letters[at].in_word = true;
        }
    }
}

/// Whether the capital at `at` is one of an ALL CAPS word, so that Щ becomes SHCH and not Shch. The next letter
/// of the word tells, at its end the one before; a capital alone is an initial (Щ. Петренко: Shch.).
pub(super) fn is_loud(letters: &[Letter], at: usize) -> bool {
    let cased = |letter: &&Letter| letter.is_capital || letter.written.is_lowercase();
    let next = letters[at + 1..].iter().take_while(|l| l.in_word).find(cased);
    let before = || letters[..at].iter().rev().take_while(|l| l.in_word).find(cased);
    next.or_else(before).is_some_and(|letter| letter.is_capital)
}
