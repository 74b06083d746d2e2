//! Whether the quotes of two mentions may mean one place.
//!
//! A row with a quote rules every mention that these words stand around. Where two mentions are judged differently and a few words do not
//! tell them apart (what is quoted is often said again outside of the quotation), a row for the one would rule the other.

use super::table::Quote;
use crate::text::{Casing, Reading, folded};

/// The words on either side of a mention, from the mention outwards.
pub(super) struct Neighbours {
    before: Vec<Word>,
    after: Vec<Word>,
}

struct Word {
    folded: String,
    /// Whether it may be a name, and so a variant of another.
    is_capital: bool,
}

impl Neighbours {
    pub(super) fn of(quote: &Quote) -> Self {
        let mut before = words(&quote.prefix);
        before.reverse();
        Self { before, after: words(&quote.suffix) }
    }

    /// Whether a row with this quote may rule the other mention too. When in doubt it may: then both wait for a person.
    pub(super) fn may_rule(&self, other: &Self) -> bool {
        // A quote of nothing means a place where nothing stands around.
        if self.before.is_empty() && self.after.is_empty() {
            return other.before.is_empty() && other.after.is_empty();
        }
        agree(&self.before, &other.before, |long, cut| long.ends_with(cut))
            && agree(&self.after, &other.after, |long, cut| long.starts_with(cut))
    }
}

fn words(text: &str) -> Vec<Word> {
    let word = |word: &str| Word { folded: folded(word, Reading::Exact), is_capital: Casing::of(word) != Casing::Lower };
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(word).collect()
}

/// The words of a row are the other's, as far as these go; the outermost may be a part of one. A name may be written as its variant is.
fn agree(row: &[Word], other: &[Word], is_cut: impl Fn(&str, &str) -> bool) -> bool {
    // Both are cut at one width, which white space and marks fill too: one word more or less is the cut, two are the end of the text.
    if row.len() > other.len() + usize::from(!other.is_empty()) {
        return false;
    }
    let shared = row.len().min(other.len());
    row.iter().zip(other).enumerate().all(|(at, (a, b))| {
        let is_outermost = at + 1 == shared;
        let cut = is_outermost && (is_cut(&a.folded, &b.folded) || is_cut(&b.folded, &a.folded));
        a.folded == b.folded || cut || (a.is_capital && b.is_capital)
    })
}

#[cfg(test)]
mod tests {
    use super::Neighbours;
    use crate::reconcile::Quote;

    #[test]
    fn quotes_are_alike_as_far_as_they_go() {
        for (one, other, alike) in [
            (("we saw ", " in May"), ("“We saw ", " in May,”"), true),
            (("we saw ", " in May"), ("saw ", " in"), true),
            (("then we saw ", " in May"), ("saw ", " in"), false),
            (("saw ", ""), ("then we saw ", " in May"), true),
            (("n we saw ", " in"), ("then we saw ", " in"), true),
            (("Kiev and ", ""), ("Kyiv and ", ""), true),
            (("chicken ", " is"), ("in ", " is"), false),
            (("in ", " today"), ("in ", " again"), false),
            (("", ""), ("in ", ""), false),
            (("in ", ""), ("", ""), false),
            (("", ""), ("", ""), true),
        ] {
            let neighbours =
                |(prefix, suffix): (&str, &str)| Neighbours::of(&Quote { prefix: prefix.to_owned(), suffix: suffix.to_owned() });
            assert_eq!(neighbours(one).may_rule(&neighbours(other)), alike, "{one:?} {other:?}");
        }
    }
}
