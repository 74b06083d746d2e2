//! Remarks for people: a line each, or with the text and the reasons.

use std::fmt::Write as _;

use super::{Remark, harmless};

/// So much of a line is shown on either side of the mention, in characters: a paragraph may be a line.
const AROUND: usize = 60;

/// `path:line:column: standing: message: why`
///
/// ```
/// # use respell::{report::{Remark, brief}, reconcile::Standing};
/// let remark = Remark {
///     document: "a.txt".into(), start: (1, 4), end: (1, 9), bytes: (3, 8), surface: "Sardo".into(), correction: "Saldo".into(),
///     written: Some("Saldo".into()), canonical: "Vladimir Saldo".into(), id: "saldo".into(), kind: "person".into(),
///     score: Some(0.99), standing: Standing::Certain, why: "l→r".into(), line: "Mr Sardo".into(),
/// };
/// assert_eq!(brief(&remark), "a.txt:1:4: certain: “Sardo” is Saldo (Vladimir Saldo): l→r\n");
/// ```
#[must_use]
pub fn brief(remark: &Remark) -> String {
    format!("{}{}\n", head(remark), remark.message_and_why())
}

/// The message, the line of text with the spelling underlined, and the reasons.
#[must_use]
pub fn long(remark: &Remark) -> String {
    let mut text = format!("{}{}\n", head(remark), remark.message());
    let number = remark.start.0.to_string();
    let margin = " ".repeat(number.len());
    let (line, before, length) = excerpt(remark);
    let (gap, caret) = (" ".repeat(before), "^".repeat(length.max(1)));
    let correction: String = remark.correction.chars().map(harmless).collect();
    let _ = writeln!(text, "{margin} |\n{number} | {line}\n{margin} | {gap}{caret} {correction}");
    if !remark.why.is_empty() {
        let _ = writeln!(text, "{margin} = why: {}", remark.why);
    }
    text.push('\n');
    text
}

fn head(remark: &Remark) -> String {
    let ((line, column), document) = (remark.start, remark.document.chars().map(harmless).collect::<String>());
    format!("{document}:{line}:{column}: {}: ", remark.standing.as_str())
}

/// The line, or what of it stands around the mention; how far into that the mention is, and how long.
fn excerpt(remark: &Remark) -> (String, usize, usize) {
    let letters: Vec<char> =
        remark.line.trim_end().chars().map(|letter| if letter == '\t' { ' ' } else { harmless(letter) }).collect();
    let place = |column: u64| usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1).min(letters.len());
    let from = place(remark.start.1);
    let to = if remark.end.0 == remark.start.0 { place(remark.end.1).max(from) } else { letters.len() };
    // Cut only what does not fit, so that a short line is shown whole.
    let (first, last) = (from.saturating_sub(AROUND), letters.len().min(to + AROUND));
    let (head, tail) = (if first > 0 { "…" } else { "" }, if last < letters.len() { "…" } else { "" });
    let middle: String = letters[first..last].iter().collect();
    (format!("{head}{middle}{tail}"), from - first + usize::from(first > 0), to - from)
}

#[cfg(test)]
mod tests {
    use super::long;
    use crate::report::check::{Remark, example};

    #[test]
    fn the_mention_is_underlined() {
        let expected = "\
news/a, b.txt:3:4: probable: “Husnurin” is probably Khusnullin (Marat Khusnullin)
  |
3 | Mr Husnurin came, 100%
  |    ^^^^^^^^ Khusnullin
  = why: kh→h, ll→r; family name alone

";
        assert_eq!(long(&example()), expected);
    }

    #[test]
    fn a_long_line_is_cut_and_a_broken_name_underlined_to_its_end() {
        let line = format!("{}Nova\t{}", "x".repeat(100), "y".repeat(100));
        let cut = Remark { line: line.clone(), start: (3, 101), end: (3, 105), why: String::new(), ..example() };
        let expected = format!("3 | …{}Nova {}…\n  | {}^^^^ Khusnullin\n\n", "x".repeat(60), "y".repeat(59), " ".repeat(61));
        assert!(long(&cut).ends_with(&expected), "{}", long(&cut));
        let broken = Remark { line: "in Nova".into(), start: (3, 4), end: (4, 9), why: String::new(), ..example() };
        assert!(long(&broken).ends_with("3 | in Nova\n  |    ^^^^ Khusnullin\n\n"));
    }
}
