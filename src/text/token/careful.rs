//! How tokens are found with care: each character is asked what it is. This says what a token is; `quick` reads the same with fewer looks.

use unicode_normalization::char::is_combining_mark;

use super::Token;
use super::glue::glue_before;
use super::technical::is_technical;
use crate::text::broken::break_at;
use crate::text::casing::Casing;
use crate::text::marks::{is_apostrophe, is_ignorable};
use crate::text::script::{Script, script_of};
use crate::text::span::Span;

/// Reads the words of the next chunk of `text` behind `from`, and tells where the chunk ends; none at the end of the text.
pub(super) fn read_chunk(text: &str, from: usize, found: &mut Vec<Token>) -> Option<usize> {
    let chunk = next_chunk(text, from)?;
    let technical = is_technical(&text[chunk]);
    words_of(text, chunk, technical, found);
    Some(chunk.end)
}

/// The next stretch without white space but that of a line's end inside a word.
fn next_chunk(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut start = from;
    while start < bytes.len() {
        let width = whitespace_at(text, start);
        if width == 0 {
            break;
        }
        start += width;
    }
    if start >= bytes.len() {
        return None;
    }
    let (mut end, mut last) = (start, start);
    while end < bytes.len() {
        if whitespace_at(text, end) > 0 {
            let Some(found) = break_at(text, last) else { break };
            end = found.span.end;
        }
        last = end;
        end += char_width(bytes[end]);
    }
    Some(Span::new(start, end))
}

/// The width in bytes of the white space at `at`, 0 if there is none.
fn whitespace_at(text: &str, at: usize) -> usize {
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        return usize::from(byte == b' ' || byte.is_ascii_whitespace() || byte == 0x0B);
    }
    // Only U+0085, U+00A0, U+1680, U+2000..U+205F and U+3000 remain; all begin with one of these bytes.
    if !matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xE3) {
        return 0;
    }
    text[at..].chars().next().filter(|letter| letter.is_whitespace()).map_or(0, char::len_utf8)
}

const fn char_width(head: u8) -> usize {
    match head {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

fn words_of(text: &str, chunk: Span, technical: bool, found: &mut Vec<Token>) {
    let mut at = chunk.start;
    while at < chunk.end {
        let end = word_end(text, at, chunk.end);
        if end == at {
            at += char_width(text.as_bytes()[at]);
        } else {
            push_word(text, Span::new(at, end), technical, found);
            at = end;
        }
    }
}

/// Where the word that begins at `start` ends; `start` itself if none begins there.
fn word_end(text: &str, start: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut script) = (start, Script::Common);
    while at < limit {
        let byte = bytes[at];
        if matches!(byte, b'-' | 0xC2 | 0xE2)
            && at > start
            && let Some(found) = break_at(text, at).filter(|found| !found.is_hyphen)
        {
            at = found.span.end;
            continue;
        }
        if byte < 0x80 {
            let letter = byte.is_ascii_alphanumeric() && (script.has_spaces() || !byte.is_ascii_alphabetic());
            let inner = matches!(byte, b'\'' | b'`') && at > start && joins(text, at + 1, limit);
            if !letter && !inner {
                break;
            }
            at += 1;
            continue;
        }
        let Some(letter) = text[at..limit].chars().next() else { break };
        let width = letter.len_utf8();
        if is_mark_inside(letter) {
            if at == start {
                break;
            }
        } else if is_apostrophe(letter) && !letter.is_alphanumeric() {
            if at == start || !joins(text, at + width, limit) {
                break;
            }
        } else if letter.is_alphanumeric() {
            let next = script_of(letter);
            if parts_scripts(script, next) && at > start {
                break;
            }
            if next != Script::Common {
                script = next;
            }
        } else {
            break;
        }
        at += width;
    }
    at
}

fn is_mark_inside(letter: char) -> bool {
    is_ignorable(letter) || is_combining_mark(letter)
}

/// Whether a letter follows, so that an apostrophe before it stands inside a word.
fn joins(text: &str, at: usize, limit: usize) -> bool {
    text[at..limit].chars().next().is_some_and(char::is_alphanumeric)
}

/// Whether a word ends where `next` follows `script`. Latin and Cyrillic do not part: a mixed word is a homoglyph slip.
fn parts_scripts(script: Script, next: Script) -> bool {
    script != next && next != Script::Common && script != Script::Common && !(script.has_spaces() && next.has_spaces())
}

fn push_word(text: &str, word: Span, technical: bool, found: &mut Vec<Token>) {
    let (span, suffix_end) = part_possessive(text, word);
    let (glue, opens_sentence) = glue_before(text, span.start, found.last());
    found.push(Token { span, suffix_end, casing: Casing::of(&text[span]), glue, opens_sentence, technical });
}

/// Parts `'s` from the word, and finds the bare apostrophe behind a final s (`the Zelenskys’`).
pub(super) fn part_possessive(text: &str, word: Span) -> (Span, usize) {
    let mut letters = text[word].char_indices().rev();
    let (last, before) = (letters.next(), letters.next());
    if let (Some((_, 's' | 'S')), Some((at, mark))) = (last, before)
        && is_apostrophe(mark)
        && at > 0
    {
        return (Span::new(word.start, word.start + at), word.end);
    }
    let behind = text[word.end..].chars().next();
    match (last, behind) {
        // A quotation in single quotes ends like this too; either way the mark stays outside of the word.
        (Some((_, 's' | 'S')), Some(mark @ ('\'' | '’'))) => (word, word.end + mark.len_utf8()),
        _ => (word, word.end),
    }
}
