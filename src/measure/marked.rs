//! Text in which every right correction is marked: `{{surface=>correction}}`.

use thiserror::Error;

/// A text as a program sees it, and as it should leave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The left sides.
    pub raw: String,
    /// The right sides.
    pub wanted: String,
}

/// A mark that is no mark.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("line {line}: a mark opens with {{{{ and {found}; expected {{{{surface=>correction}}}}")]
pub struct MarkError {
    /// The line on which it opens, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub found: &'static str,
}

impl Marked {
    /// Takes the marks apart.
    ///
    /// ```
    /// use respell::measure::Marked;
    /// let text = Marked::parse("In {{Odessa=>Odesa}}'s harbour.")?;
    /// assert_eq!((&*text.raw, &*text.wanted), ("In Odessa's harbour.", "In Odesa's harbour."));
    /// # Ok::<(), respell::measure::MarkError>(())
    /// ```
    ///
    /// # Errors
    /// When a mark does not close, or has no `=>`.
    pub fn parse(text: &str) -> Result<Self, MarkError> {
        let (mut marked, mut rest) = (Self::default(), text);
        while let Some((before, behind)) = rest.split_once("{{") {
            let fail = |found| {
                let read = text.len() - behind.len();
                MarkError { line: 1 + text[..read].matches('\n').count(), found }
            };
            let (mark, after) = behind.split_once("}}").ok_or_else(|| fail("does not close"))?;
            let (was, now) = mark.split_once("=>").ok_or_else(|| fail("has no => before it closes"))?;
            marked.raw.extend([before, was]);
            marked.wanted.extend([before, now]);
            rest = after;
        }
        marked.raw.push_str(rest);
        marked.wanted.push_str(rest);
        Ok(marked)
    }
}

#[cfg(test)]
mod tests {
    use super::Marked;

    #[test]
    fn broken_marks_are_told_with_their_line() {
        let told = |text: &str| Marked::parse(text).expect_err("it is broken").to_string();
        assert_eq!(told("a\n{{b=>c"), "line 2: a mark opens with {{ and does not close; expected {{surface=>correction}}");
        assert!(told("{{b}} {{c=>d}}").starts_with("line 1: a mark opens with {{ and has no =>"));
    }
}
