//! One rule of a scheme: a group of letters, what it becomes, and where.

use super::letters::Letter;

/// What a data file writes for "nothing": the soft sign of KMU 2010 becomes ∅.
const NOTHING: &str = "∅";
/// What a data file writes for a space, which would be invisible at the end of a cell.
const SPACE: &str = "␠";

/// `from` becomes `to` where all conditions hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) from: Vec<char>,
    pub(super) to: String,
    pub(super) when: Vec<Condition>,
}

/// Where a rule holds; the letters around are compared in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// At the start of a word: after anything that is not part of one, a hyphen included.
    Initial,
    /// At the end of a word.
    Final,
    /// Right after one of these letters.
    After(Vec<char>),
    /// Right before one of these letters.
    Before(Vec<char>),
    /// Not right before any of these letters.
    NotBefore(Vec<char>),
}

impl Rule {
    /// Reads `from<TAB>to[<TAB>conditions]`, the conditions separated by spaces.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let mut cells = line.split('\t');
        let from: Vec<char> = cells.next().unwrap_or_default().chars().collect();
        let to = cells.next().ok_or_else(|| format!("no second column in {line:?}"))?;
        let to = to.replace(NOTHING, "").replace(SPACE, " ");
        let when = cells.next().unwrap_or_default();
        let when = when.split_whitespace().map(Condition::parse).collect::<Result<_, _>>()?;
        if from.is_empty() || cells.next().is_some() {
            return Err(format!("expected from, to and conditions, found {line:?}"));
        }
        Ok(Self { from, to, when })
    }

    /// Whether the rule applies to the letters from `at` on.
    pub(super) fn fits(&self, letters: &[Letter], at: usize) -> bool {
        let end = at + self.from.len();
        let spelled = |slice: &[Letter]| slice.iter().map(|l| l.lower).eq(self.from.iter().copied());
        letters.get(at..end).is_some_and(spelled) && self.when.iter().all(|c| c.holds(letters, at, end))
    }

    /// The same rule in other letters, in `from` and conditions alike.
    pub(super) fn respelled(&self, letter: impl Fn(char) -> char + Copy) -> Self {
        let map = |letters: &[char]| letters.iter().copied().map(letter).collect();
        let when = self.when.iter().map(|condition| match condition {
            Condition::After(letters) => Condition::After(map(letters)),
            Condition::Before(letters) => Condition::Before(map(letters)),
            Condition::NotBefore(letters) => Condition::NotBefore(map(letters)),
            plain => plain.clone(),
        });
        Self { from: map(&self.from), to: self.to.clone(), when: when.collect() }
    }
}

impl Condition {
    fn parse(text: &str) -> Result<Self, String> {
        let letters = |list: &str| list.chars().collect();
        match text.split_once('=') {
            None if text == "initial" => Ok(Self::Initial),
            None if text == "final" => Ok(Self::Final),
            Some(("after", list)) => Ok(Self::After(letters(list))),
            Some(("before", list)) => Ok(Self::Before(letters(list))),
            Some(("not-before", list)) => Ok(Self::NotBefore(letters(list))),
            _ => Err(format!("unknown condition {text:?}; known are initial, final, after=, before=, not-before=")),
        }
    }

    fn holds(&self, letters: &[Letter], at: usize, end: usize) -> bool {
        let previous = at.checked_sub(1).map(|i| &letters[i]);
        let next = letters.get(end);
        let among = |letter: Option<&Letter>, list: &[char]| letter.is_some_and(|l| list.contains(&l.lower));
        match self {
            Self::Initial => previous.is_none_or(|l| !l.in_word),
            Self::Final => next.is_none_or(|l| !l.in_word),
            Self::After(list) => among(previous, list),
            Self::Before(list) => among(next, list),
            Self::NotBefore(list) => !among(next, list),
        }
    }
}
