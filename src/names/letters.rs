//! Working letters: the a-z form in which two spellings are compared.
//!
//! A word is folded, written in Latin letters if it is in another script, and stripped of what is neither letter nor digit.
//! What it had beyond that (marks, apostrophes, capitals) is not likeness but typography, and is compared elsewhere.

use super::native;
use super::romanize::{repair_homoglyphs, transliterate_fallback};
use crate::text::{Reading, folded};

/// The longest word that is compared, in letters. Aligning costs the product of both lengths; the longest name words on
/// record (a Welsh and a Thai place name) have under 60 letters, and what is longer is no word.
pub const MAX_LETTERS: usize = 64;

/// The working letters of `word` under `reading`: lower-case ASCII letters and digits, at most [`MAX_LETTERS`].
///
/// ```
/// use respell::names::letters::letters;
/// use respell::text::Reading;
/// assert_eq!(letters("Kam’ianské", Reading::Plain), b"kamianske");
/// assert_eq!(letters("Müller", Reading::Digraph), b"mueller");
/// assert_eq!(letters("عمر", Reading::Plain), b"mr");
/// ```
#[must_use]
pub fn letters(word: &str, reading: Reading) -> Vec<u8> {
    // Nearly all words of a list of millions are such, and are their own working letters.
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return word.bytes().take(MAX_LETTERS).collect();
    }
    // Look-alikes go first: the Cyrillic Н of Нerson is an H to the eye, and an N to any romanization.
    let repaired = if word.is_ascii() { None } else { repair_homoglyphs(word) };
    let word = repaired.as_deref().unwrap_or(word);
    let mut out = Vec::with_capacity(word.len());
    for run in native::runs(word) {
        // Cyrillic has schemes for each language, which read it better than one table for all does.
        match if run.is_cyrillic() { None } else { run.letters() } {
            Some(letters) => out.extend(native::plain(&letters)),
            None => push_latin(run.text(), reading, &mut out),
        }
    }
    out.truncate(MAX_LETTERS);
    out
}

/// The letters of a word of another script than Latin as the channel of that script wants them: with the [`MARKS`](native::MARKS) that
/// tell apart what [`letters`] lets fall together. Empty, if no part of the word is in such a script.
///
/// ```
/// assert_eq!(respell::names::letters::marked("عمر"), b"'mr");
/// assert!(respell::names::letters::marked("Omar").is_empty());
/// ```
#[must_use]
pub fn marked(word: &str) -> Vec<u8> {
    if word.is_ascii() {
        return Vec::new();
    }
    let small = word.to_lowercase();
    let (mut out, mut is_native) = (Vec::new(), false);
    for run in native::runs(&small) {
        match run.letters() {
            Some(letters) => {
                is_native = true;
                out.extend(letters);
            }
            None => push_latin(run.text(), Reading::Plain, &mut out),
        }
    }
    out.truncate(MAX_LETTERS);
    if is_native { out } else { Vec::new() }
}

fn push_latin(word: &str, reading: Reading, out: &mut Vec<u8>) {
    let mut folded = folded(word, reading);
    if !folded.is_ascii() {
        folded = latinized(&folded);
    }
    out.extend(folded.bytes().filter(u8::is_ascii_alphanumeric));
}

/// The distinct working forms of `word`, one a reading; `Müller` has two, `Kyiv` one.
#[must_use]
pub fn readings(word: &str) -> Vec<Vec<u8>> {
    let plain = letters(word, Reading::Plain);
    if word.is_ascii() {
        return vec![plain];
    }
    let digraph = letters(word, Reading::Digraph);
    if digraph == plain { vec![plain] } else { vec![plain, digraph] }
}

/// Other scripts go through the project's own tables first. What comes out may have marks again (č, ʹ) and is folded once more.
fn latinized(word: &str) -> String {
    folded(&transliterate_fallback(word), Reading::Plain)
}

#[cfg(test)]
mod tests {
    use super::{MAX_LETTERS, letters, readings};
    use crate::text::Reading;

    #[test]
    fn words_of_any_script_have_working_letters() {
        for (word, plain) in [
            ("Нerson", "herson"),
            ("Кyiv", "kyiv"),
            ("Київ", "kyiv"),
            ("Łódź", "lodz"),
            ("O’Neill", "oneill"),
            ("F-16", "f16"),
            ("", ""),
            ("…", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&letters(word, Reading::Plain)), plain, "{word}");
        }
    }

    #[test]
    fn readings_are_told_apart_and_bounded() {
        assert_eq!(readings("Kyiv").len(), 1);
        assert_eq!(readings("Müller").len(), 2);
        assert_eq!(letters(&"x".repeat(10_000), Reading::Plain).len(), MAX_LETTERS);
    }
}
