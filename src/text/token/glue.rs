//! What stands between two words: what may hold the parts of a name together, and what opens a sentence.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Glue, Token};
use crate::text::broken::break_at;
use crate::text::marks::is_hyphen;

/// No abbreviation of the list is longer, in bytes.
const LONGEST: usize = 8;

/// What stands before the word at `start`, and whether it opens a sentence.
pub(super) fn glue_before(text: &str, start: usize, previous: Option<&Token>) -> (Glue, bool) {
    let Some(previous) = previous else { return (Glue::None, true) };
    let gap = &text[previous.suffix_end.min(start)..start];
    match gap {
        "" => (Glue::None, false),
        " " => (Glue::Space, false),
        "-" => (Glue::Hyphen, false),
        _ if break_at(text, previous.span.end).is_some_and(|found| found.span.end == start) => (Glue::Hyphen, false),
        _ => glue_of(gap, &text[previous.span]),
    }
}

fn glue_of(gap: &str, previous: &str) -> (Glue, bool) {
    if gap.chars().all(char::is_whitespace) {
        let breaks = gap.matches('\n').count().max(gap.matches('\r').count());
        return match breaks {
            _ if gap.contains('\u{C}') => (Glue::Block, true),
            0 => (Glue::Space, false),
            1 => (Glue::Line, false),
            _ => (Glue::Block, true),
        };
    }
    let mut marks = gap.chars();
    match (marks.next(), marks.next()) {
        (Some(mark), None) if is_hyphen(mark) => (Glue::Hyphen, false),
        (Some('.'), rest) if is_abbreviation(previous) && !gap.contains('\n') => {
            let plain = gap[1..].chars().all(|mark| mark.is_whitespace() || is_hyphen(mark));
            if plain || rest.is_none() { (Glue::Stop, false) } else { (Glue::Mark, opens(&gap[1..])) }
        }
        _ => (Glue::Mark, opens(gap)),
    }
}

pub(super) fn is_abbreviation(word: &str) -> bool {
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    single || (word.len() <= LONGEST && is_listed(word))
}

fn is_listed(word: &str) -> bool {
    if !word.is_ascii() {
        return ABBREVIATIONS.contains(word.to_lowercase().as_str());
    }
    // Every sentence ends with a word that is asked for; this takes no room for it.
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|lower| ABBREVIATIONS.contains(lower))
}

/// Whether a gap ends a sentence, opens a quotation or begins a list item.
fn opens(gap: &str) -> bool {
    let ends = gap.contains(['.', '!', '?', '…', '。', '؟', '|', '*', '•', '“', '„', '«', '"']);
    ends || gap.matches('\n').count() > 1 || (gap.contains('\n') && gap.trim_start().starts_with(['-', '–', '—', '#', '>']))
}

static ABBREVIATIONS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| LISTED.lines().filter(|line| !line.starts_with('#')).collect());

pub(in crate::text) const LISTED: &str = include_str!("../../../data/scripts/abbreviations.txt");
