//! The words of a passage in one reading, in one buffer: a page has hundreds, and each would be an allocation.

use std::ops::Index;

use super::fold::{Reading, fold_into};
use super::token::Token;

/// Words in order, each a string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedWords {
    letters: String,
    ends: Vec<u32>,
}

impl FoldedWords {
    /// The words of `tokens` in `text`, folded; where a text has more than 4 GiB of letters, the rest reads as nothing.
    ///
    /// ```
    /// use respell::text::{Reading, FoldedWords, tokens};
    /// let text = "Der GRÜNE Baum";
    /// let words = FoldedWords::folded(text, &tokens(text), Reading::Plain);
    /// assert_eq!((words.len(), &words[1]), (3, "grune"));
    /// assert_eq!(words.iter().collect::<Vec<_>>(), ["der", "grune", "baum"]);
    /// ```
    #[must_use]
    pub fn folded(text: &str, tokens: &[Token], reading: Reading) -> Self {
        let mut words = Self { letters: String::new(), ends: Vec::with_capacity(tokens.len()) };
        for token in tokens {
            fold_into(&text[token.span], reading, &mut words.letters);
            words.ends.push(u32::try_from(words.letters.len()).unwrap_or(u32::MAX));
        }
        words
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A word by its number.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.letters.get(start..end)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.range(0, self.len())
    }

    /// Those from one number to before another.
    pub fn range(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (from..to).map(|at| &self[at])
    }
}

impl Index<usize> for FoldedWords {
    type Output = str;

    /// A word by its number; an empty one behind the last.
    fn index(&self, at: usize) -> &str {
        self.get(at).unwrap_or_default()
    }
}
