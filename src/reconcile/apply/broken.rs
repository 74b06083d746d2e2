//! Breaking a correction where the line broke the mention.
//!
//! The lines of a text stay as they are. The break goes where the letters before it and behind it are likest to those that stood there
//! (`Husnu-⏎rin`, `Khusnu-⏎llin`), and of such places to the one with as many letters before it.

use unicode_normalization::char::is_combining_mark;

use crate::text::{Break, breaks, is_hyphen, unbroken};

/// The longest mention with a break that is corrected, in letters: comparing costs the product of both lengths.
const LONGEST: usize = 200;

/// What makes a place worse, in half letters: a single letter cut off looks wrong.
const LETTER: usize = 2;
const ALONE: usize = 1;

/// `now` with the line breaks that the words of `surface` have; `None` if there is no place for one.
pub(super) fn broken_again(now: String, surface: &str) -> Option<String> {
    let mut found = breaks(surface).peekable();
    if found.peek().is_none() {
        return Some(now);
    }
    let new: Vec<char> = now.chars().collect();
    let (mut places, mut old, mut at) = (Vec::new(), Vec::new(), 0);
    let whole: Vec<char> = unbroken(surface).chars().collect();
    if whole.len().max(new.len()) > LONGEST {
        return None;
    }
    for found in found {
        let kept = if found.is_hyphen { found.mark_end } else { found.span.start };
        old.extend(surface[at..kept].chars());
        at = found.span.end;
        let after = places.last().map_or(0, |(place, _)| *place);
        places.push((place(&new, after, &whole, old.len(), &seam(surface, found))?, seam(surface, found)));
    }
    Some(written(&new, &places))
}

/// The mark of a break, and the white space behind it.
type Seam<'a> = (&'a str, &'a str);

fn seam(surface: &str, found: Break) -> Seam<'_> {
    (&surface[found.span.start..found.mark_end], &surface[found.mark_end..found.span.end])
}

/// How many letters of `new` stand before the break that had `before` of the letters of `old` before it.
fn place(new: &[char], after: usize, old: &[char], before: usize, seam: &Seam<'_>) -> Option<usize> {
    let heads = distances(old[..before].iter(), new);
    let mut reversed = new.to_vec();
    reversed.reverse();
    let tails = distances(old[before..].iter().rev(), &reversed);
    let price = |at: usize| {
        let alone = word_length(new[..at].iter().rev()) < 2 || word_length(new[at..].iter()) < 2;
        LETTER * (heads[at] + tails[new.len() - at]) + if alone { ALONE } else { 0 }
    };
    let mut places: Vec<usize> = (after + 1..new.len()).filter(|at| may_break(new, *at)).collect();
    places.sort_by_key(|at| (price(*at), at.abs_diff(before)));
    let plain: String = new.iter().collect();
    // What stands behind the hyphen may happen to be a word by itself, which would be read as part of a compound.
    let reads = |at: &usize| is_parted(new, *at) || unbroken(&written(new, &[(*at, *seam)])) == plain;
    places.into_iter().find(reads)
}

fn word_length<'a>(letters: impl Iterator<Item = &'a char>) -> usize {
    letters.take_while(|letter| letter.is_alphanumeric()).count()
}

/// Between two letters, or behind a hyphen or a space of the name.
fn may_break(new: &[char], at: usize) -> bool {
    let is_start = new[at].is_alphanumeric() && !is_combining_mark(new[at]);
    is_start && (is_parted(new, at) || new[at - 1].is_alphabetic() || is_combining_mark(new[at - 1]))
}

fn is_parted(new: &[char], at: usize) -> bool {
    is_hyphen(new[at - 1]) || new[at - 1].is_whitespace()
}

fn written(new: &[char], places: &[(usize, Seam<'_>)]) -> String {
    let mut out = String::new();
    for (at, letter) in new.iter().enumerate() {
        if let Some((_, (mark, white))) = places.iter().find(|(place, _)| *place == at) {
            if new[at - 1].is_whitespace() {
                out.pop();
            } else if !is_hyphen(new[at - 1]) {
                out.push_str(mark);
            }
            out.push_str(white);
        }
        out.push(*letter);
    }
    out
}

/// How many letters differ between `old` and each head of `new`.
fn distances<'a>(old: impl Iterator<Item = &'a char>, new: &[char]) -> Vec<usize> {
    let is_same = |a: char, b: char| a == b || a.to_lowercase().eq(b.to_lowercase());
    let mut row: Vec<usize> = (0..=new.len()).collect();
    for letter in old {
        let mut diagonal = row[0];
        row[0] += 1;
        for (at, other) in new.iter().enumerate() {
            let changed = diagonal + usize::from(!is_same(*letter, *other));
            diagonal = row[at + 1];
            row[at + 1] = changed.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::broken_again;

    #[test]
    fn corrections_are_broken_where_the_mention_was() {
        for (surface, now, broken) in [
            ("Husnu-\nrin", "Khusnullin", Some("Khusnu-\nllin")),
            ("Cher-\r\n  son", "Kherson", Some("Kher-\r\n  son")),
            ("Zapori¬\nschja", "Zaporizhzhia", Some("Zapori¬\nzhzhia")),
            ("STRE-\nMUSOV", "STREMOUSOV", Some("STRE-\nMOUSOV")),
            ("Marat Hus-\nnu-\nrin", "Marat Khusnullin", Some("Marat Khus-\nnu-\nllin")),
            ("Iwano-\nFrankiwsk", "Ivano-Frankivsk", Some("Ivano-\nFrankivsk")),
            ("Iwano\u{AD}\nfrankiwsk", "Ivano-Frankivsk", Some("Ivano-\nFrankivsk")),
            ("Hola-\nPristan", "Hola Prystan", Some("Hola\nPrystan")),
            ("Mao Tse-\ntung", "Mao Zedong", Some("Mao Ze-\ndong")),
            ("Wladimir Sar-\ndo", "Saldo", Some("Sal-\ndo")),
            ("Lo\u{301}-\ndz", "Ło\u{301}dz\u{301}", Some("Ło\u{301}-\ndz\u{301}")),
            ("Kher-\nled", "Kherled", Some("Kherl-\ned")),
            ("Kie-\nv", "X", None),
            ("Kiev", "Kyiv", Some("Kyiv")),
        ] {
            assert_eq!(broken_again(now.to_owned(), surface).as_deref(), broken, "{surface:?}");
        }
    }
}
