//! What is written in the place of a mention: the correction, with the casing, white space, line breaks and normal form that stood there.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::broken::broken_again;
use crate::text::{Casing, Span, is_apostrophe, is_hyphen, is_ignorable, unbroken};

/// A correction, cut into words by its white space.
#[derive(Debug)]
pub(super) struct Replacement {
    pub(super) correction: Box<str>,
    words: Box<[Word]>,
    /// Whether the variant has as many words.
    is_word_by_word: bool,
    /// Whether the variant is written in capitals.
    from_capitals: bool,
}

/// A word of a correction.
#[derive(Debug)]
struct Word {
    listed: Box<str>,
    /// Whether the variant has the same word in its place, but for glyphs.
    is_kept: bool,
    /// Whether the variant has capitals in its place.
    from_capitals: bool,
}

impl Replacement {
    /// `None` if variant and correction differ in glyphs only: such a row leaves mentions as they are.
    pub(super) fn new(variant: &str, correction: &str) -> Option<Self> {
        if has_same_glyphs(variant, correction) {
            return None;
        }
        let is_word_by_word = variant.split_whitespace().count() == correction.split_whitespace().count();
        let mut variant_words = variant.split_whitespace().filter(|_| is_word_by_word);
        let word = |listed: &str| {
            let written = variant_words.next();
            let is_kept = written.is_some_and(|word| has_same_glyphs(word, listed));
            let from_capitals = written.is_some_and(|word| Casing::of(word) == Casing::Upper);
            Word { listed: listed.into(), is_kept, from_capitals }
        };
        let words = correction.split_whitespace().map(word).collect();
        let from_capitals = Casing::of(variant) == Casing::Upper;
        Some(Self { correction: correction.trim().into(), words, is_word_by_word, from_capitals })
    }

    /// What is to stand at `span`; `None` if that is what stands there.
    pub(super) fn at(&self, text: &str, span: Span) -> Option<String> {
        let surface = unbroken(&text[span]);
        let form = Form { decomposed: is_decomposed(text, span), surface: Casing::of(&surface) };
        let now = match surface.split_whitespace().count() == self.words.len() {
            true => self.word_by_word(&surface, form),
            false => self.whole(&surface, form),
        };
        if is_same(&now, &surface) {
            return None;
        }
        let now = broken_again(now, &text[span])?;
        (!is_same(&now, &text[span])).then_some(now)
    }

    /// Keeps the white space between the words, and the words that the row does not change.
    fn word_by_word(&self, surface: &str, form: Form) -> String {
        let mut now = String::with_capacity(surface.len() + 8);
        let mut rest = surface;
        for listed in &self.words {
            let word_at = rest.find(|letter: char| !letter.is_whitespace()).unwrap_or(0);
            now.push_str(&rest[..word_at]);
            rest = &rest[word_at..];
            let (word, behind) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
            rest = behind;
            match listed.is_kept {
                true => now.push_str(word),
                false => now.push_str(&form.write(listed, word)),
            }
        }
        now
    }

    /// An acronym that is written out (`USSR` → `Soviet Union`) has its capitals of itself, not from a headline.
    fn whole(&self, surface: &str, form: Form) -> String {
        let is_acronym = self.from_capitals && !self.is_word_by_word;
        let casing = if is_acronym { Casing::Title } else { form.surface };
        form.normal(casing.put_on(&self.correction, surface))
    }
}

/// Whether the two differ by normal form at most.
fn is_same(left: &str, right: &str) -> bool {
    left == right || (!(is_inert(left) && is_inert(right)) && left.nfc().eq(right.nfc()))
}

/// Whether the text is its own composed form, as can be seen at once: Latin letters without marks of their own, Cyrillic, usual punctuation.
fn is_inert(text: &str) -> bool {
    text.is_ascii()
        || text.chars().all(|letter| matches!(letter, '\0'..='\u{2FF}' | '\u{400}'..='\u{482}' | '\u{2010}'..='\u{2027}'))
}

/// How a mention is written.
#[derive(Clone, Copy)]
struct Form {
    decomposed: bool,
    surface: Casing,
}

impl Form {
    /// One word: in capitals if the whole mention is, or if this word is and the row's is not (`Vladimir SARDO`).
    fn write(self, listed: &Word, word: &str) -> String {
        let own = !listed.from_capitals && Casing::of(word) == Casing::Upper;
        let casing = if self.surface == Casing::Upper || own { Casing::Upper } else { Casing::Title };
        self.normal(casing.put_on(&listed.listed, word))
    }

    fn normal(self, name: String) -> String {
        match self.decomposed {
            _ if name.is_ascii() => name,
            true => name.nfd().collect(),
            false => name.nfc().collect(),
        }
    }
}

/// So many bytes on either side tell the normal form of a text whose mention has no mark.
const NEIGHBOURHOOD: usize = 200;

/// Whether letters and marks are written apart: in the mention or, where it has no mark, around it.
fn is_decomposed(text: &str, span: Span) -> bool {
    let surface = &text[span];
    if !surface.is_ascii() && !surface.nfd().eq(surface.nfc()) {
        return !is_nfc(surface);
    }
    let start = (span.start.saturating_sub(NEIGHBOURHOOD)..=span.start).find(|at| text.is_char_boundary(*at));
    let end = (span.end..=text.len().min(span.end + NEIGHBOURHOOD)).rev().find(|at| text.is_char_boundary(*at));
    let around = &text[start.unwrap_or(span.start)..end.unwrap_or(span.end)];
    !is_inert(around) && !is_nfc(around)
}

/// Whether two names differ by nothing that a reader sees.
fn has_same_glyphs(left: &str, right: &str) -> bool {
    let is_plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    left == right || (!(is_plain(left) && is_plain(right)) && plain_glyphs(left) == plain_glyphs(right))
}

/// A name without the differences that no reader sees; its case stays.
fn plain_glyphs(name: &str) -> String {
    let letters = name.trim().nfkc().filter(|letter| !is_ignorable(*letter));
    let mut plain = String::with_capacity(name.len());
    for letter in letters {
        match letter {
            _ if is_apostrophe(letter) => plain.push('\''),
            _ if is_hyphen(letter) => plain.push('-'),
            _ if letter.is_whitespace() => plain.extend((!plain.ends_with(' ')).then_some(' ')),
            _ => plain.push(letter),
        }
    }
    plain
}
