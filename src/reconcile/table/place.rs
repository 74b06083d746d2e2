//! Which mentions of a variant a row speaks of.

use crate::text::{Span, unbroken};

/// The place of a row. The narrowest row wins: a quote before a document, a document before everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Where {
    /// Every mention.
    #[default]
    Everywhere,
    /// The mentions in one document, by its path.
    Document(String),
    /// The mentions with these words around them.
    Quote(Quote),
}

/// The words around a mention, in the table `prefix{{variant}}suffix`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quote {
    /// What stands right before the mention.
    pub prefix: String,
    /// What stands right behind it.
    pub suffix: String,
}

impl Quote {
    /// The quote around the mention at `span`: up to `width` characters on either side, cut between words, on one line.
    ///
    /// ```
    /// use respell::reconcile::Quote;
    /// use respell::text::Span;
    /// let text = "We ate the\nchicken Kiev of the house.";
    /// let quote = Quote::around(text, Span::new(19, 23), 9);
    /// assert_eq!((quote.prefix.as_str(), quote.suffix.as_str()), ("chicken ", " of the"));
    /// ```
    #[must_use]
    pub fn around(text: &str, span: Span, width: usize) -> Self {
        // Enough for the width, since a character has four bytes at most and white space is seldom as long as words.
        let reach = width.saturating_mul(16);
        let from = (span.start.saturating_sub(reach)..=span.start).find(|at| text.is_char_boundary(*at)).unwrap_or(span.start);
        let to = (span.end..=text.len().min(span.end + reach)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(span.end);
        let (before, after) = (unbroken(&text[from..span.start]), unbroken(&text[span.end..to]));
        let before = on_one_line(before.chars().rev().take_while(|letter| !matches!(letter, '{' | '}')), width);
        let after = on_one_line(after.chars().take_while(|letter| !matches!(letter, '{' | '}')), width);
        Self { prefix: before.chars().rev().collect(), suffix: after }
    }
}

/// The first `width` characters with every run of white space as one space, less a word that is cut.
fn on_one_line(letters: impl Iterator<Item = char>, width: usize) -> String {
    let mut line = String::new();
    let (mut length, mut last_word_end) = (0, 0);
    for letter in letters {
        let is_space = letter.is_whitespace();
        if is_space && line.ends_with(' ') {
            continue;
        }
        if is_space {
            last_word_end = line.len();
        }
        if length == width {
            if !is_space {
                line.truncate(last_word_end);
            }
            return line;
        }
        line.push(if is_space { ' ' } else { letter });
        length += 1;
    }
    line
}

impl Where {
    /// Reads a cell: blank, a quote (it holds `{{` and `}}`) or else a document's path. The second value is what the quote
    /// has between its braces.
    pub(super) fn from_cell(cell: &str) -> (Self, Option<&str>) {
        let quote = cell.split_once("{{").and_then(|(prefix, rest)| Some((prefix, rest.split_once("}}")?)));
        match quote {
            Some((prefix, (variant, suffix))) => {
                (Self::Quote(Quote { prefix: prefix.to_owned(), suffix: suffix.to_owned() }), Some(variant))
            }
            None if cell.trim().is_empty() => (Self::Everywhere, None),
            None => (Self::Document(cell.to_owned()), None),
        }
    }

    /// The cell for a row of `variant`.
    pub(crate) fn to_cell(&self, variant: &str) -> String {
        match self {
            Self::Everywhere => String::new(),
            Self::Document(path) => path.clone(),
            Self::Quote(quote) => format!("{}{{{{{variant}}}}}{}", quote.prefix, quote.suffix),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Quote, Where};
    use crate::text::Span;

    #[test]
    fn cells_are_read_and_written() {
        let quote = |prefix: &str, suffix: &str| Where::Quote(Quote { prefix: prefix.into(), suffix: suffix.into() });
        for (cell, place) in [
            ("", Where::Everywhere),
            ("a/b.txt", Where::Document("a/b.txt".into())),
            ("chicken {{Kiev}} is", quote("chicken ", " is")),
            ("{{Kiev}}", quote("", "")),
            ("}}odd{{", Where::Document("}}odd{{".into())),
        ] {
            assert_eq!(Where::from_cell(cell).0, place);
            assert_eq!(place.to_cell("Kiev"), cell);
        }
    }

    #[test]
    fn quotes_are_cut_between_words() {
        for (text, width, prefix, suffix) in [
            ("one two [Kiev] three", 5, "two ", ""),
            ("one two [Kiev] three", 6, "two ", " three"),
            ("one two [Kiev]'s three", 20, "one two ", "'s three"),
            ("a {{b}} c [Kiev] d }} e", 20, " c ", " d "),
            ("[Kiev]", 20, "", ""),
            ("Großstädtisch \n\n [Kiev]", 3, "", ""),
        ] {
            let (start, end) = (text.find('[').unwrap_or(0), text.find(']').unwrap_or(0) - 1);
            let plain = text.replace(['[', ']'], "");
            let quote = Quote::around(&plain, Span::new(start, end), width);
            assert_eq!((quote.prefix.as_str(), quote.suffix.as_str()), (prefix, suffix), "{text}");
        }
    }
}
