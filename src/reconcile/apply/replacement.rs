//! What is written in the place of a mention: the correction, with the casing, white space, line breaks and normal form that stood there.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::broken::broken_again;
use crate::text::{Casing, Span, is_apostrophe, is_hyphen, is_ignorable, unbroken};

/// A correction, cut into words by its white space.
#[derive(Debug)]
pub(super) struct Replacement {
    pub(super) correction: Box<str>,
    words: Box<[Box<str>]>,
    /// The variant's words, if there are as many.
    variant: Option<Box<[Box<str>]>>,
    /// Whether the variant is written in capitals.
    from_capitals: bool,
}

impl Replacement {
    /// `None` if variant and correction differ in glyphs only: such a row leaves mentions as they are.
    pub(super) fn new(variant: &str, correction: &str) -> Option<Self> {
        if plain_glyphs(variant) == plain_glyphs(correction) {
            return None;
        }
        let cut = |name: &str| -> Box<[Box<str>]> { name.split_whitespace().map(Into::into).collect() };
        let (words, variant_words) = (cut(correction), cut(variant));
        let variant_words = Some(variant_words).filter(|listed| listed.len() == words.len());
        let from_capitals = Casing::of(variant) == Casing::Upper;
        Some(Self { correction: correction.trim().into(), words, variant: variant_words, from_capitals })
    }

    /// What is to stand at `span`; `None` if that is what stands there.
    pub(super) fn at(&self, text: &str, span: Span) -> Option<String> {
        let surface = unbroken(&text[span]);
        let form = Form { decomposed: is_decomposed(text, span), surface: Casing::of(&surface) };
        let now = match surface.split_whitespace().count() == self.words.len() {
            true => self.word_by_word(&surface, form),
            false => self.whole(&surface, form),
        };
        if now.nfc().eq(surface.nfc()) {
            return None;
        }
        let now = broken_again(&now, &text[span])?;
        (!now.nfc().eq(text[span].nfc())).then_some(now)
    }

    /// Keeps the white space between the words, and the words that the row does not change.
    fn word_by_word(&self, surface: &str, form: Form) -> String {
        let mut now = String::with_capacity(surface.len() + 8);
        let mut rest = surface;
        for (at, listed) in self.words.iter().enumerate() {
            let word_at = rest.find(|letter: char| !letter.is_whitespace()).unwrap_or(0);
            now.push_str(&rest[..word_at]);
            rest = &rest[word_at..];
            let (word, behind) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
            rest = behind;
            let variant = self.variant.as_ref().map(|words| &*words[at]);
            match variant {
                Some(variant) if plain_glyphs(variant) == plain_glyphs(listed) => now.push_str(word),
                _ => now.push_str(&form.write(listed, word, variant)),
            }
        }
        now
    }

    /// An acronym that is written out (`USSR` → `Soviet Union`) has its capitals of itself, not from a headline.
    fn whole(&self, surface: &str, form: Form) -> String {
        let is_acronym = self.from_capitals && self.variant.is_none();
        let casing = if is_acronym { Casing::Title } else { form.surface };
        form.normal(&casing.put_on(&self.correction, surface))
    }
}

/// How a mention is written.
#[derive(Clone, Copy)]
struct Form {
    decomposed: bool,
    surface: Casing,
}

impl Form {
    /// One word: in capitals if the whole mention is, or if this word is and the row's is not (`Vladimir SARDO`).
    fn write(self, listed: &str, word: &str, variant: Option<&str>) -> String {
        let own = Casing::of(word) == Casing::Upper && variant.is_none_or(|variant| Casing::of(variant) != Casing::Upper);
        let casing = if self.surface == Casing::Upper || own { Casing::Upper } else { Casing::Title };
        self.normal(&casing.put_on(listed, word))
    }

    fn normal(self, name: &str) -> String {
        match self.decomposed {
            _ if name.is_ascii() => name.to_owned(),
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
    !around.is_ascii() && !is_nfc(around)
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
