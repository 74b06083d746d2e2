//! A row made ready: which mentions it speaks of, and what it makes of them.

use std::borrow::Cow;

use super::quote::Around;
use super::replacement::Replacement;
use crate::reconcile::table::Where;
use crate::text::Casing;

#[derive(Debug)]
pub(super) struct Rule {
    /// The row's number.
    pub(super) row: usize,
    pub(super) place: Place,
    /// How the variant is cased, as a whole and by token.
    pub(super) casing: Casing,
    pub(super) casings: Box<[Casing]>,
    /// What the variant has before its first token and behind its last: the full stop of `U.S.`, the mark of `Yahoo!`.
    pub(super) head: Box<str>,
    pub(super) tail: Box<str>,
    /// The numbers of the variant's words.
    pub(super) words: Box<[u32]>,
    /// The numbers of the correction's words, as listed and in capitals: ß becomes SS there.
    pub(super) forms: [Box<[u32]>; 2],
    /// What the rule makes of a mention; `None` if it leaves mentions as they are.
    pub(super) replacement: Option<Replacement>,
    /// Whether a word of the correction stands in the variant of a row that is applied.
    pub(super) may_clash: bool,
}

/// Where a rule holds.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Everywhere,
    Document(Box<str>),
    Quote(Around),
}

impl Place {
    /// The narrower, the higher.
    pub(super) const fn narrowness(&self) -> u8 {
        match self {
            Self::Everywhere => 0,
            Self::Document(_) => 1,
            Self::Quote(_) => 2,
        }
    }

    /// Whether the rule may hold somewhere in `document`, a plain path.
    pub(super) fn may_be_in(&self, document: &str) -> bool {
        !matches!(self, Self::Document(path) if **path != *document)
    }

    /// Whether one mention may lie in both places. Two quotes are held to meet, since their words may stand around one name.
    pub(super) fn meets(&self, other: &Self) -> bool {
        !matches!((self, other), (Self::Document(left), Self::Document(right)) if left != right)
    }
}

/// A path as documents are named: with `/`, and without the `./` that a shell puts before it.
pub(super) fn plain_path(path: &str) -> Cow<'_, str> {
    let path = path.trim();
    match path.contains('\\') {
        true => Cow::Owned(plain_path(&path.replace('\\', "/")).into_owned()),
        false => Cow::Borrowed(path.strip_prefix("./").unwrap_or(path)),
    }
}

impl Rule {
    /// Whether a mention that is cased like this, as a whole and by token, is meant.
    ///
    /// A capitalised variant also stands for ALL CAPS, never for lower case; the small words inside it (`von der`) may be
    /// cased in any way. A variant in lower case stands for itself alone, and so does one in capitals.
    pub(super) fn takes(&self, whole: Casing, casings: impl Iterator<Item = Casing>) -> bool {
        match (self.casing, whole) {
            (Casing::Uncased, _) | (Casing::Title | Casing::Mixed, Casing::Upper) => true,
            (Casing::Lower, _) => matches!(whole, Casing::Lower),
            (Casing::Upper, _) => whole == Casing::Upper,
            (Casing::Title | Casing::Mixed, _) => self.casings.iter().zip(casings).all(|(listed, found)| {
                matches!(listed, Casing::Lower | Casing::Uncased)
                    || matches!(found, Casing::Title | Casing::Upper | Casing::Mixed)
            }),
        }
    }

    /// Whether the row is cased just like the mention; `NATO` has a better claim to `NATO` than `Nato` has.
    pub(super) fn is_cased_as(&self, whole: Casing) -> bool {
        self.casing == whole
    }

    /// Whether the two rules put the same in place.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.correction() == other.correction()
    }

    fn correction(&self) -> Option<&str> {
        self.replacement.as_ref().map(|replacement| &*replacement.correction)
    }

    /// What rules with one variant have in common that speak of the same mentions.
    pub(super) fn rivalry(&self) -> (&Place, &str, &str, Casing) {
        (&self.place, &self.head, &self.tail, self.casing)
    }

    /// Whether a token in lower case may begin a mention; see [`Self::takes`].
    pub(super) fn may_begin_small(&self) -> bool {
        let small = |casing: &Casing| matches!(casing, Casing::Lower | Casing::Uncased);
        small(&self.casing) || self.casings.first().is_none_or(small)
    }
}

impl From<&Where> for Place {
    /// Quotes are compiled later, when all words are numbered.
    fn from(place: &Where) -> Self {
        match place {
            Where::Everywhere => Self::Everywhere,
            Where::Document(path) => Self::Document(plain_path(path).into()),
            Where::Quote(_) => Self::Quote(Around::default()),
        }
    }
}
