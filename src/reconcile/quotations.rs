//! Where words are quoted: the stretches between quotation marks, within a paragraph.
//!
//! A quotation that is not closed reaches to the end of its paragraph: a speech of several paragraphs opens each of them and closes the
//! last. Single marks are not looked for, since an apostrophe is one.

use super::scan::Origin;
use crate::text::Span;

/// The mark that opens a quotation, and those that close it. `»` opens in German and Danish, where `«` closes.
const MARKS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”', '‟']),
    ('‟', &['”']),
    ('”', &['”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('「', &['」']),
    ('『', &['』']),
    ('"', &['"']),
    ('＂', &['＂']),
];

/// The quotations of a document, read passage by passage.
#[derive(Clone, Debug, Default)]
pub(super) struct Quotations {
    /// In bytes of the document, in order.
    found: Vec<(u64, u64)>,
    /// What would close the quotation that the last passage left open.
    open: Option<&'static [char]>,
}

impl Quotations {
    /// Reads the next passage of the document.
    pub(super) fn read(&mut self, text: &str, origin: &dyn Origin) {
        let open = self.open.take().filter(|_| origin.continues());
        let (spans, open) = quotations(text, open);
        self.open = open;
        self.found.extend(spans.into_iter().map(|span| origin.bytes(span)));
    }

    /// Whether a stretch of the document stands in a quotation, or reaches into one.
    pub(super) fn hold(&self, start: u64, end: u64) -> bool {
        let after = self.found.partition_point(|quoted| quoted.1 <= start);
        self.found.get(after).is_some_and(|quoted| quoted.0 < end)
    }
}

/// The quotations of `text`, the marks included, and what is open at its end.
fn quotations(text: &str, mut open: Option<&'static [char]>) -> (Vec<Span>, Option<&'static [char]>) {
    let (mut found, mut start, mut before, mut is_blank) = (Vec::new(), 0, None, false);
    for (at, letter) in text.char_indices() {
        match (letter, open) {
            // A blank line ends a paragraph, and a quotation with it.
            ('\n', _) if is_blank => found.extend(open.take().map(|_| Span::new(start, at))),
            (_, Some(closing)) if closing.contains(&letter) => {
                found.push(Span::new(start, at + letter.len_utf8()));
                open = None;
            }
            (_, None) => {
                let next = text[at + letter.len_utf8()..].chars().next();
                open = opening(letter, before, next);
                start = if open.is_some() { at } else { start };
            }
            _ => {}
        }
        is_blank = letter == '\n' || (is_blank && letter.is_whitespace());
        before = Some(letter);
    }
    if open.is_some() {
        found.push(Span::new(start, text.len()));
    }
    (found, open)
}

/// What closes the quotation that `mark` opens, if it opens one: a mark behind a word (6", l'»») does not.
fn opening(mark: char, before: Option<char>, next: Option<char>) -> Option<&'static [char]> {
    let (_, closing) = MARKS.iter().find(|(open, _)| *open == mark)?;
    let is_free = before.is_none_or(|before| !before.is_alphanumeric());
    // French puts a space inside of its marks; a straight mark before a space closes something.
    let begins = next.is_some_and(|next| mark != '"' || !next.is_whitespace());
    (is_free && begins).then_some(*closing)
}

#[cfg(test)]
mod tests {
    use super::{Quotations, quotations};
    use crate::reconcile::Origin;
    use crate::text::Span;

    #[test]
    fn quotations_are_found() {
        for (text, quoted) in [
            ("He said “Sardo left” and went", &["“Sardo left”"][..]),
            ("a \"b c\" d \"e\"", &["\"b c\"", "\"e\""]),
            ("„Sardo ging“, sagte er", &["„Sardo ging“"]),
            ("„Sardo” i", &["„Sardo”"]),
            ("« Sardo », dit-il; »so« und ‹so›", &["« Sardo »", "»so«", "‹so›"]),
            ("a 6\" pipe and 7\" more", &[]),
            ("it's the Zelenskys’ house", &[]),
            ("“One.\n\n“Two.”\n\nThree", &["“One.\n", "“Two.”"]),
            ("“Open\r\n\r\nnext", &["“Open\r\n\r"]),
            ("“one\ntwo”", &["“one\ntwo”"]),
            ("“outer ‘in’ «x» still” y", &["“outer ‘in’ «x» still”"]),
            ("", &[]),
        ] {
            let found: Vec<&str> = quotations(text, None).0.into_iter().map(|span| &text[span]).collect();
            assert_eq!(found, quoted, "{text:?}");
        }
    }

    struct At(u64, bool);

    impl Origin for At {
        fn bytes(&self, span: Span) -> (u64, u64) {
            (self.0 + span.start as u64, self.0 + span.end as u64)
        }

        fn line(&self, _: usize) -> u64 {
            1
        }

        fn continues(&self) -> bool {
            self.1
        }
    }

    #[test]
    fn a_quotation_goes_on_over_the_tags_of_a_paragraph() {
        let mut quotations = Quotations::default();
        for (text, at, continues) in [
            ("“one ", 0, false),
            ("Sardo", 20, true),
            (" left”, he", 40, true),
            ("Sardo", 60, true),
            ("“a", 80, false),
            ("Sardo", 90, false),
        ] {
            quotations.read(text, &At(at, continues));
        }
        assert!(quotations.hold(20, 25) && quotations.hold(80, 82));
        assert!(!quotations.hold(60, 65) && !quotations.hold(90, 95) && !quotations.hold(52, 53));
    }
}
