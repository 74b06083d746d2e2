//! Words and names of the user's own, against which a correction is guarded: what is an ordinary word, and who else there is.

use rustc_hash::FxHashMap;
use thiserror::Error;

use crate::names::others::Others;
use crate::text::{Reading, folded};

/// A word or name, and how often it is met, if that is said.
pub type Listed = (String, Option<f64>);

/// The user's lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GuardLists {
    /// Ordinary words.
    pub lexicon: Vec<Listed>,
    /// Names of people, places and things that the gazetteer does not have.
    pub other_names: Vec<Listed>,
}

/// A line of a list that cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("line {line}: {problem}")]
pub struct ListError {
    /// The number of the line, from 1.
    pub line: u64,
    problem: String,
}

impl GuardLists {
    /// Reads a list: a word or a name a line, with its count behind a tab where there is one; `#` begins a comment.
    ///
    /// ```
    /// use respell::reconcile::GuardLists;
    /// let read = GuardLists::read("# towns\nMünster\t315000\nNice\n").expect("the count is a number");
    /// assert_eq!(read, [("Münster".to_owned(), Some(315000.0)), ("Nice".to_owned(), None)]);
    /// ```
    ///
    /// # Errors
    /// A count that is no number above 0, more than two columns, or a count without a word.
    pub fn read(text: &str) -> Result<Vec<Listed>, ListError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = (1..).zip(text.lines());
        lines
            .filter_map(|(number, line)| entry(line).map_err(|problem| ListError { line: number, problem }).transpose())
            .collect()
    }
}

fn entry(line: &str) -> Result<Option<Listed>, String> {
    // A `#` inside a line may be part of a name; only at its head, or behind white space, it is a comment.
    let line = line.find("\t#").or_else(|| line.find(" #")).map_or(line, |at| &line[..at]);
    if line.trim().is_empty() || line.trim_start().starts_with('#') {
        return Ok(None);
    }
    let mut cells = line.split('\t').map(str::trim);
    let (word, count, more) = (cells.next().unwrap_or_default(), cells.next(), cells.next());
    if more.is_some() {
        return Err("has more than two columns; expected a word or a name, and behind a tab its count".to_owned());
    }
    if word.is_empty() {
        return Err("has a count and no word before it".to_owned());
    }
    let count = count.filter(|count| !count.is_empty()).map(|count| match count.parse::<f64>() {
        Ok(number) if number.is_finite() && number > 0.0 => Ok(number),
        _ => Err(format!("`{count}` is no count; expected a number above 0 behind the tab, or nothing")),
    });
    Ok(Some((word.to_owned(), count.transpose()?)))
}

/// The share of running text that a word of the user's lexicon is taken to be, where its list has no counts: rarer than one of the ten
/// thousand commonest.
const SHARE: f64 = 1e-5;

/// The user's lists prepared for asking.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    lexicon: FxHashMap<Box<str>, f64>,
    others: Others,
}

impl Own {
    pub(super) fn of(lists: &GuardLists) -> Self {
        let total = |list: &[Listed]| list.iter().filter_map(|(_, count)| *count).sum::<f64>();
        let (words, names) = (total(&lists.lexicon), total(&lists.other_names));
        let mut own = Self::default();
        for (word, count) in &lists.lexicon {
            let share = count.map_or(SHARE, |count| count / words);
            own.lexicon.insert(plain(word), share);
        }
        for (name, count) in &lists.other_names {
            own.others.add(name, count.map(|count| -10.0 * (count / names).log10()));
        }
        own
    }

    /// How likely a word of running text, in lower case without marks, is to be this word of the lexicon; 0 if it is none.
    pub(super) fn word_chance(&self, word: &str) -> f64 {
        self.lexicon.get(word).copied().unwrap_or(0.0)
    }

    /// The other names.
    pub(super) const fn others(&self) -> &Others {
        &self.others
    }
}

fn plain(word: &str) -> Box<str> {
    folded(word, Reading::Plain).into()
}

#[cfg(test)]
mod tests {
    use super::GuardLists;

    #[test]
    fn lists_are_read() {
        let text = "\u{feff}# head\r\nKim Novak\r\n\n  Nice \t 3.5 # a town\nC#\nb\t\n";
        let own = |word: &str, count| (word.to_owned(), count);
        let expected = [own("Kim Novak", None), own("Nice", Some(3.5)), own("C#", None), own("b", None)];
        assert_eq!(GuardLists::read(text).unwrap(), expected);
    }

    #[test]
    fn slips_are_told_with_their_line() {
        for (text, message) in [
            ("a\nb\tmany", "line 2: `many` is no count; expected a number above 0 behind the tab, or nothing"),
            ("a\t-1", "line 1: `-1` is no count; expected a number above 0 behind the tab, or nothing"),
            ("a\tNaN", "line 1: `NaN` is no count; expected a number above 0 behind the tab, or nothing"),
            ("\n\t4", "line 2: has a count and no word before it"),
            ("a\t1\t2", "line 1: has more than two columns; expected a word or a name, and behind a tab its count"),
        ] {
            assert_eq!(GuardLists::read(text).unwrap_err().to_string(), message);
        }
    }
}
