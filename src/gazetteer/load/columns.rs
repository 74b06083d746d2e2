//! The columns of a gazetteer, by all the words that lists use for them.

/// What a column says of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Id,
    Name,
    Kind,
    Language,
    /// With the language that the header itself tells.
    Native(Option<&'static str>),
    Aliases,
    Misspellings,
    Keep,
    Never,
    Context,
    Weight,
    /// Carried through.
    Extra,
}

impl Field {
    /// Whether an entity has one of it at most, so that one column has to be chosen.
    const fn is_single(self) -> bool {
        matches!(self, Self::Id | Self::Name | Self::Kind | Self::Language | Self::Weight)
    }
}

/// Headers in lower case without spaces, hyphens and underscores. Among several for a single field the first in this
/// table is taken, so that `title` is the name in a list of books and a mere title (President) beside a `name`.
const HEADERS: &[(&str, Field)] = &[
    ("name", Field::Name),
    ("canonical", Field::Name),
    ("title", Field::Name),
    ("label", Field::Name),
    ("preflabel", Field::Name),
    ("caption", Field::Name),
    ("kind", Field::Kind),
    ("type", Field::Kind),
    ("class", Field::Kind),
    ("category", Field::Kind),
    ("schema", Field::Kind),
    ("id", Field::Id),
    ("wikidata", Field::Id),
    ("qid", Field::Id),
    ("geonameid", Field::Id),
    ("uri", Field::Id),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("weight", Field::Weight),
    ("native", Field::Native(None)),
    ("nativelabel", Field::Native(None)),
    ("localname", Field::Native(None)),
    ("ukrainian", Field::Native(Some("uk"))),
    ("aliases", Field::Aliases),
    ("alias", Field::Aliases),
    ("altlabel", Field::Aliases),
    ("variants", Field::Aliases),
    ("alsoknownas", Field::Aliases),
    ("misspellings", Field::Misspellings),
    ("misspelling", Field::Misspellings),
    ("hiddenlabel", Field::Misspellings),
    ("keep", Field::Keep),
    ("never", Field::Never),
    ("context", Field::Context),
];

/// What each of `headers` stands for. A column that loses to a better word for the same thing is carried through.
pub(super) fn fields<S: AsRef<str>>(headers: &[S]) -> Vec<Field> {
    let known: Vec<Option<usize>> = headers.iter().map(|header| known(header.as_ref())).collect();
    known.iter().enumerate().map(|(at, place)| place.map_or(Field::Extra, |place| chosen(&known, at, place))).collect()
}

fn known(header: &str) -> Option<usize> {
    let word: String = header.chars().filter(|letter| !matches!(letter, ' ' | '_' | '-')).collect();
    let word = word.trim().to_lowercase();
    HEADERS.iter().position(|(known, _)| *known == word)
}

fn chosen(known: &[Option<usize>], at: usize, place: usize) -> Field {
    let field = HEADERS[place].1;
    let rivals = known.iter().enumerate().filter_map(|(at, place)| Some(((*place)?, at)));
    let best = rivals.filter(|(place, _)| HEADERS[*place].1 == field).min();
    if field.is_single() && best != Some((place, at)) { Field::Extra } else { field }
}

#[cfg(test)]
mod tests {
    use super::{Field, fields};

    #[test]
    fn headers_are_understood() {
        use Field::{Aliases, Extra, Id, Kind, Misspellings, Name, Native, Weight};
        for (headers, known) in [
            (vec!["id", "name", "type", "aliases"], vec![Id, Name, Kind, Aliases]),
            (vec![" Name ", "TYPE"], vec![Name, Kind]),
            (vec!["title", "name"], vec![Extra, Name]),
            (vec!["title", "author"], vec![Name, Extra]),
            (vec!["prefLabel", "altLabel", "hiddenLabel"], vec![Name, Aliases, Misspellings]),
            (vec!["Also known as", "alias", "caption"], vec![Aliases, Aliases, Name]),
            (vec!["schema", "kind"], vec![Extra, Kind]),
            (vec!["schema", "caption"], vec![Kind, Name]),
            (vec!["qid", "wikidata"], vec![Extra, Id]),
            (vec!["name", "name", "weight"], vec![Name, Extra, Weight]),
            (vec!["native_label", "Ukrainian"], vec![Native(None), Native(Some("uk"))]),
        ] {
            assert_eq!(fields(&headers), known, "{headers:?}");
        }
    }
}
