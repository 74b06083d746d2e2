//! Words that the end of a line breaks.
//!
//! A hyphen before a line's end is either put there by the break (`Kher-⏎son`) or the word's own (`Ivano-⏎Frankivsk`, `Kherson-⏎based`).
//! Which of them it is, is told by the letters beside it alone, so that tokens, folding and whatever writes agree about it. Where that is
//! wrong (`IVANO-⏎FRANKIVSK`), [`hyphened`] gives the other reading.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use unicode_normalization::char::is_combining_mark;

use super::casing::Casing;
use super::span::Span;

/// White space around a line's end longer than this, in bytes, is layout, and what follows it another text.
const WIDEST: usize = 200;

/// The end of a line inside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// From the mark to the first letter of the next line.
    pub span: Span,
    /// Behind the mark.
    pub mark_end: usize,
    /// Whether the mark is the word's own, and not one of the break.
    pub is_hyphen: bool,
}

/// The break whose mark begins at `at`, if there is one: a letter, the mark, one line's end with blanks around it, a letter.
pub(super) fn break_at(text: &str, at: usize) -> Option<Break> {
    let mark = text[at..].chars().next().filter(|mark| is_break_mark(*mark))?;
    let mark_end = at + mark.len_utf8();
    let end = mark_end + line_end(&text[mark_end..])?;
    let before = text[..at].chars().next_back().filter(|letter| is_inside(*letter))?;
    let after = text[end..].chars().next().filter(|letter| letter.is_alphanumeric())?;
    let own = matches!(mark, '-' | '‐') && (before.is_numeric() || after.is_numeric() || is_own_hyphen(text, at, end));
    Some(Break { span: Span::new(at, end), mark_end, is_hyphen: own })
}

/// The breaks of `text`, in order.
pub fn breaks(text: &str) -> impl Iterator<Item = Break> + '_ {
    // Nearly every word is on one line.
    let (mut at, last) = (0, memchr::memrchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(0));
    std::iter::from_fn(move || {
        while at < last {
            // A mark, or another character that begins with the byte of one.
            let mark = at + memchr::memchr3(b'-', 0xC2, 0xE2, &text.as_bytes()[at..])?;
            let found = break_at(text, mark);
            at = found.map_or_else(|| mark + text[mark..].chars().next().map_or(1, char::len_utf8), |found| found.span.end);
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

/// The text as it would stand on one line: `Kherson`, `Ivano-Frankivsk`.
///
/// ```
/// use respell::text::unbroken;
/// assert_eq!(unbroken("Marat Husnu-\n  rin"), "Marat Husnurin");
/// assert_eq!(unbroken("Ivano-\nFrankivsk\nand"), "Ivano-Frankivsk\nand");
/// ```
#[must_use]
pub fn unbroken(text: &str) -> Cow<'_, str> {
    joined(text, |found| found.is_hyphen)
}

/// The text with every hyphen at a line's end kept, where that is another reading.
///
/// ```
/// use respell::text::hyphened;
/// assert_eq!(hyphened("Tse-\ntung").as_deref(), Some("Tse-tung"));
/// assert_eq!(hyphened("Ivano-\nFrankivsk"), None);
/// ```
#[must_use]
pub fn hyphened(text: &str) -> Option<String> {
    let plain = |found: &Break| matches!(&text[found.span.start..found.mark_end], "-" | "‐");
    let differs = breaks(text).any(|found| !found.is_hyphen && plain(&found));
    differs.then(|| joined(text, |found| found.is_hyphen || plain(found)).into_owned())
}

fn joined(text: &str, keeps_mark: impl Fn(&Break) -> bool) -> Cow<'_, str> {
    let mut out = String::new();
    let mut at = 0;
    for found in breaks(text) {
        out.push_str(&text[at..if keeps_mark(&found) { found.mark_end } else { found.span.start }]);
        at = found.span.end;
    }
    if at == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

pub(super) const fn is_break_mark(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '\u{AD}' | '¬')
}

fn is_inside(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// The length of white space with one line's end that begins `text`.
fn line_end(text: &str) -> Option<usize> {
    let length = text.find(|letter: char| !letter.is_whitespace()).filter(|length| (1..=WIDEST).contains(length))?;
    let white = &text[..length];
    let ends = white.matches('\n').count() + white.matches('\r').count() - white.matches("\r\n").count();
    (ends == 1 && !white.contains(['\u{B}', '\u{C}', '\u{2029}'])).then_some(length)
}

/// Whether a hyphen between two words belongs to them: the second has a capital of its own, or one of them is a part of compounds.
fn is_own_hyphen(text: &str, mark: usize, next: usize) -> bool {
    let before = &text[word_start(&text[..mark])..mark];
    let after = &text[next..next + text[next..].find(|letter| !is_inside(letter)).unwrap_or(text.len() - next)];
    match (Casing::of(before), Casing::of(after)) {
        (Casing::Uncased, _) | (_, Casing::Uncased) => true,
        (_, Casing::Lower) if !is_compound(before, after) => Casing::of(before) == Casing::Upper,
        // A single capital has no casing of its own: STREMOUSO-⏎V.
        (Casing::Upper | Casing::Title, Casing::Upper) | (Casing::Upper, Casing::Title) => {
            let is_capitals = |word: &str| !word.chars().any(char::is_lowercase);
            !(is_capitals(before) && is_capitals(after)) || is_compound(before, after)
        }
        _ => true,
    }
}

fn word_start(text: &str) -> usize {
    text.char_indices().rev().find(|(_, letter)| !is_inside(*letter)).map_or(0, |(at, letter)| at + letter.len_utf8())
}

fn is_compound(before: &str, after: &str) -> bool {
    let knows = |part: String| COMPOUNDS.contains(part.as_str());
    knows(format!("{}-", before.to_lowercase())) || knows(format!("-{}", after.to_lowercase()))
}

static COMPOUNDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../data/scripts/compounds.txt").lines().filter(|line| !line.starts_with('#')).collect());

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{breaks, hyphened, unbroken};

    #[test]
    fn breaks_are_told_from_hyphens() {
        for (text, read) in [
            ("Kher-\nson", "Kherson"),
            ("Kher-\r\n\t son", "Kherson"),
            ("Kher- \rson", "Kherson"),
            ("Kher¬\nson Kher\u{AD}\nson Kher‐\nson", "Kherson Kherson Kherson"),
            ("KHER-\nSON", "KHERSON"),
            ("STREMOUSO-\nV", "STREMOUSOV"),
            ("Stre-\nmou-\nsov", "Stremousov"),
            ("Херсо-\nн", "Херсон"),
            ("Ivano-\nFrankivsk", "Ivano-Frankivsk"),
            ("Ivano-Fran-\nkivsk", "Ivano-Frankivsk"),
            ("al-\nAssad", "al-Assad"),
            ("pro-\nKyiv", "pro-Kyiv"),
            ("PRO-\nKYIV", "PRO-KYIV"),
            ("Kherson-\nbased", "Kherson-based"),
            ("Kyiv-\nand Odesa-\nbased", "Kyiv-and Odesa-based"),
            ("NATO-\nwide NATO-\nigen", "NATO-wide NATO-igen"),
            ("Mi-\n8 1914-\n18", "Mi-8 1914-18"),
            ("Kyiv¬\nBased", "KyivBased"),
            ("Kher-\n\nson", "Kher-\n\nson"),
            ("Kher -\nson - \nson -\nson", "Kher -\nson - \nson -\nson"),
            ("Kher—\nson Kher–\nson", "Kher—\nson Kher–\nson"),
            ("Kher-\n", "Kher-\n"),
            ("-\nson", "-\nson"),
            ("東-\n京", "東-京"),
        ] {
            assert_eq!(unbroken(text), read, "{text:?}");
        }
    }

    #[test]
    fn the_other_reading_keeps_hyphens_only() {
        for (text, read) in [("IVANO-\nFRANKIVSK", Some("IVANO-FRANKIVSK")), ("Kher¬\nson", None), ("Kherson", None)] {
            assert_eq!(hyphened(text).as_deref(), read, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn breaks_are_in_order_and_hold_no_letter(text in "[a-cA-C1 \\-¬\u{AD}\n\r\u{301}й]{0,40}") {
            let mut last = 0;
            for found in breaks(&text) {
                prop_assert!(found.span.start >= last && found.mark_end < found.span.end);
                prop_assert!(text[found.mark_end..found.span.end].chars().all(char::is_whitespace));
                last = found.span.end;
            }
            let once = unbroken(&text).into_owned();
            prop_assert_eq!(unbroken(&once).into_owned(), once.clone());
        }
    }
}
