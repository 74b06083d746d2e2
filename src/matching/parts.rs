//! Parts of the guard: kinds of findings, which can be switched off one by one to see what each is worth.

use super::evidence::Reason;

/// Every part that can be switched off, by its name in [`Reason::part`]. Without the prior or the letters nothing would be left to weigh.
pub const PARTS: [&str; 30] = [
    "acronym",
    "context-word",
    "demonym",
    "derived",
    "digit-inside",
    "document-share",
    "entity-present",
    "foreign-text",
    "inflected",
    "kept",
    "licensed",
    "listed",
    "namesake",
    "neighbour-other",
    "ordinary-word",
    "other-name",
    "part-of-name",
    "phrase",
    "renamed",
    "renown",
    "same-sentence",
    "seen-lower",
    "sentence",
    "setting",
    "title",
    "title-word",
    "unlike-part",
    "way",
    "well-known",
    "words",
];

/// Some of [`PARTS`].
///
/// ```
/// use respell::matching::{Parts, Reason, Score};
/// let mut score = Score::without(Parts::named(["phrase"]).expect("it is a part"));
/// score.add(Reason::Phrase, -20.0);
/// score.add(Reason::Demonym, -12.0);
/// assert_eq!(score.decibans(), -12.0);
/// assert!(Parts::named(["letters"]).is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts(u64);

impl Parts {
    /// The parts of these names; nothing if one is none.
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        names.into_iter().try_fold(Self::default(), |parts, name| Some(Self(parts.0 | 1 << number(name)?)))
    }

    /// Whether a reason is of one of them.
    #[must_use]
    pub fn has(self, reason: &Reason) -> bool {
        self.0 != 0 && number(reason.part()).is_some_and(|number| self.0 >> number & 1 == 1)
    }
}

fn number(name: &str) -> Option<usize> {
    PARTS.iter().position(|part| *part == name)
}

#[cfg(test)]
mod tests {
    use super::{PARTS, Parts};
    use crate::matching::Reason;

    #[test]
    fn parts_are_told_apart() {
        assert!(PARTS.is_sorted() && PARTS.len() < 64);
        let some = Parts::named(["way", "acronym"]).expect("both are parts");
        assert!(some.has(&Reason::Acronym) && some.has(&Reason::Way(String::new())) && !some.has(&Reason::Phrase));
    }

    #[test]
    fn letters_and_the_prior_stay() {
        for reason in [Reason::Letters(String::new()), Reason::GazetteerSize(1)] {
            assert!(Parts::named([reason.part()]).is_none());
        }
    }
}
