//! How most tokens are found: by the classes of characters, in one pass over each chunk.
//!
//! What this reads it reads as `careful` does, and whatever takes more than a look at a table is left to `careful` as a whole: a script
//! without spaces, a word that a line's end breaks. A chunk is asked whether it is technical only where a mark in it leaves that open.

use super::careful::part_possessive;
use super::glue::{glue_before, is_abbreviation};
use super::technical::is_technical;
use super::{Glue, Token};
use crate::text::broken::break_at;
use crate::text::casing::Casing;
use crate::text::class::{Cased, Class, Classes};
use crate::text::span::Span;

/// What is no letter of a plain word, and has to be looked at.
const WITHIN: Class = Class::MARK.or(Class::APOSTROPHE).or(Class::UNSPACED);

/// Reads the chunks of a text.
pub(super) struct Reader<'t> {
    text: &'t str,
    classes: &'static Classes,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, classes: Classes::get() }
    }

    /// Reads on while one blank or line's end follows, a word of ASCII letters and digits, a comma or full stop or none, and white space;
    /// tells where that ends. Such words have no possessive ending, are not technical, and are most of an English text.
    pub(super) fn read_plain(&self, from: usize, found: &mut Vec<Token>) -> usize {
        let (bytes, mut at) = (self.text.as_bytes(), from);
        while let Some((blank @ (b' ' | b'\n'), behind)) = bytes.get(at..).and_then(<[u8]>::split_first) {
            let (mut cased, mut length) = (Cased::default(), 0);
            for class in behind.iter().map(|byte| self.classes.of_byte(*byte)).take_while(|class| class.is(Class::WORD)) {
                cased.push(class);
                length += 1;
            }
            let mark = match behind.get(length..) {
                Some([b' ' | b'\n', ..]) => 0,
                Some([b',' | b'.', b' ' | b'\n', ..]) => 1,
                _ => break,
            };
            if length == 0 {
                break;
            }
            let span = Span::new(at + 1, at + 1 + length);
            let (glue, opens_sentence) = match found.last() {
                Some(last) if last.suffix_end == at && *blank == b' ' => (Glue::Space, false),
                last => self.glue_before(span.start, last),
            };
            found.push(Token { span, suffix_end: span.end, casing: cased.casing(), glue, opens_sentence, technical: false });
            at = span.end + mark;
        }
        at
    }

    /// As `careful::read_chunk`; none, and nothing found, also where that has to be asked.
    pub(super) fn read_chunk(&self, from: usize, found: &mut Vec<Token>) -> Option<usize> {
        let known = found.len();
        let end = self.read_words(from, found).filter(|end| !self.is_broken(*end));
        if end.is_none() {
            found.truncate(known);
        }
        end
    }

    fn read_words(&self, from: usize, found: &mut Vec<Token>) -> Option<usize> {
        let (start, known) = (self.chunk_start(from)?, found.len());
        let (mut at, mut marks, mut asks) = (start, Class::default(), false);
        while let Some((class, width)) = self.classes.at(self.text, at).filter(|(class, _)| !class.is(Class::SPACE)) {
            // Only letters behind a stop or colon make it a part of an address.
            asks |= class.is(Class::ALPHANUMERIC) && marks.is(Class::STOP);
            if class.is(Class::WORD) {
                at = self.read_word(at, found)?;
                continue;
            }
            if class.is(Class::UNSPACED) {
                return None;
            }
            asks |= class.is(Class::STOP) && matches!(self.text.as_bytes()[at..], [b'(', b')', ..] | [b':', b':', ..]);
            marks = marks.or(class);
            at += width;
        }
        if (asks || marks.is(Class::SIGN)) && is_technical(&self.text[start..at]) {
            found[known..].iter_mut().for_each(|token| token.technical = true);
        }
        Some(at)
    }

    fn chunk_start(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let (class, width) = self.classes.at(self.text, at)?;
            if !class.is(Class::SPACE) {
                return Some(at);
            }
            at += width;
        }
    }

    /// Whether the chunk that ends at `end` goes on behind a line's end.
    fn is_broken(&self, end: usize) -> bool {
        // The last bytes of the marks that a break may have; all but the hyphen end other characters as well.
        let may_break = end < self.text.len() && matches!(self.text.as_bytes()[end - 1], b'-' | 0x90 | 0xAC | 0xAD);
        let last = || self.text[..end].char_indices().next_back().map_or(end, |(at, _)| at);
        may_break && break_at(self.text, last()).is_some()
    }

    /// Reads the word that begins at `start`, and tells where it ends.
    fn read_word(&self, start: usize, found: &mut Vec<Token>) -> Option<usize> {
        let (mut at, mut cased) = (start, Cased::default());
        loop {
            // A word of ASCII is read by this alone.
            for class in self.text.as_bytes()[at..].iter().map(|byte| self.classes.of_byte(*byte)) {
                if !class.is(Class::WORD) {
                    break;
                }
                cased.push(class);
                at += 1;
            }
            let Some((class, width)) = self.classes.at(self.text, at) else { break };
            if !class.is(Class::WORD) {
                let joins = || self.classes.at(self.text, at + width).is_some_and(|(next, _)| next.is(Class::ALPHANUMERIC));
                if class.is(Class::UNSPACED) {
                    return None;
                }
                if !class.is(WITHIN) || (!class.is(Class::MARK) && !joins()) {
                    break;
                }
            }
            cased.push(class);
            at += width;
        }
        self.push(Span::new(start, at), cased, found);
        Some(at)
    }

    fn push(&self, word: Span, cased: Cased, found: &mut Vec<Token>) {
        let (mut span, mut suffix_end, mut casing) = (word, word.end, cased.casing());
        if self.may_be_possessive(word) {
            (span, suffix_end) = part_possessive(self.text, word);
            if span != word {
                casing = Casing::of(&self.text[span]);
            }
        }
        let (glue, opens_sentence) = self.glue_before(word.start, found.last());
        found.push(Token { span, suffix_end, casing, glue, opens_sentence, technical: false });
    }

    /// Whether the word ends with s and has an apostrophe before or behind it, for all that the bytes tell.
    fn may_be_possessive(&self, word: Span) -> bool {
        let bytes = self.text.as_bytes();
        let ends = matches!(bytes[word.end - 1], b's' | b'S');
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric();
        ends && !(bytes[word.start..word.end - 1].last().is_some_and(|before| is_letter(*before))
            && bytes.get(word.end).is_none_or(|behind| behind.is_ascii() && *behind != b'\''))
    }

    fn glue_before(&self, start: usize, previous: Option<&Token>) -> (Glue, bool) {
        let Some(last) = previous else { return (Glue::None, true) };
        match &self.text.as_bytes()[last.suffix_end.min(start)..start] {
            b" " => (Glue::Space, false),
            b", " => (Glue::Mark, false),
            b"\n" | b"\r\n" => (Glue::Line, false),
            b"\n\n" => (Glue::Block, true),
            b". " if is_abbreviation(&self.text[last.span]) => (Glue::Stop, false),
            b". " => (Glue::Mark, true),
            _ => glue_before(self.text, start, previous),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::super::{Token, careful, tokens};

    /// The tokens that `careful` finds.
    fn careful_tokens(text: &str) -> Vec<Token> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(end) = careful::read_chunk(text, at, &mut found) {
            at = end;
        }
        found
    }

    #[test]
    fn own_texts_are_read_as_with_care() -> std::io::Result<()> {
        for folder in ["data/samples", "tests/gold", "tests/form"] {
            for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))? {
                let path = file?.path();
                let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
                assert_eq!(tokens(&text), careful_tokens(&text), "{}", path.display());
            }
        }
        Ok(())
    }

    #[test]
    fn every_character_is_read_as_with_care() {
        for letter in '\0'..='\u{32FF}' {
            for text in
                [format!("{letter}"), format!("a{letter}b.{letter}'s{letter}s "), format!("A{letter}\n{letter}B'{letter}")]
            {
                assert_eq!(tokens(&text), careful_tokens(&text), "{text:?}");
            }
        }
    }

    /// Pieces that words, gaps, breaks and addresses are made of.
    const PIECES: &str = "(a|s|S|B|kher|son|www|Mr|al|Ivano|7|'|’|`|ʼ|ʹ|-|‐|‑|–|—|\u{AD}|¬|\n|\r|\r\n|\u{C}|\t| |\u{A0}|\u{85}|\u{2028}|\\.|:|::|,|!|…|\"|“|«|\\(|\\)|@|#|/|\\\\|_|=|\\$|%|~|\u{301}|\u{345}|ö|É|ß|İ|ǅ|Л|ь|и|Ї|Σ|東|京|ー|ﾞ|ไ|한|अ|ा|ע|׳|\u{200B}|\u{FEFF}|😀|Ⅷ|²|ấ|pdf|ua|doi|http){0,12}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_096))]

        #[test]
        fn tokens_are_those_found_with_care(text in PIECES) {
            prop_assert_eq!(tokens(&text), careful_tokens(&text));
        }

        #[test]
        fn prose_is_read_as_with_care(text in "([a-cA-Cа-вА-В1sS'’. ,\\-\n]|\r\n|\\. |'s|’s|-\n){0,60}") {
            prop_assert_eq!(tokens(&text), careful_tokens(&text));
        }
    }
}
