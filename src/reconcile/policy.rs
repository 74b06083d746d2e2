//! The rules of the house: what stays as it is, whatever the evidence says.
//!
//! A policy is one value that goes through a run. Which names of the list are to be written is the business of
//! [`Style`](crate::gazetteer::Style), which is applied to the gazetteer; what is applied of a table that of [`Trust`](super::Trust).

use super::quotations::Quotations;
use super::table::Quote;
use crate::gazetteer::Entity;
use crate::text::{Reading, Token, folded, open_hashtags};

/// What to do with other names that the list gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AliasPolicy {
    /// They become the canonical name.
    #[default]
    Canonical,
    /// They stay as they are.
    Keep,
}

/// What to do with differences of diacritics alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DiacriticsPolicy {
    /// They are put right: Lodz becomes Łódź.
    #[default]
    Correct,
    /// They stay as they are.
    Keep,
}

/// What to do with names in a kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Treatment {
    /// They stay as they are.
    Leave,
    /// They are put right as anywhere.
    Correct,
}

/// The rules of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Policy {
    /// Other names that the gazetteer lists.
    pub aliases: AliasPolicy,
    /// Spellings that differ by diacritics only.
    pub diacritics: DiacriticsPolicy,
    /// Names that are a hashtag.
    pub hashtags: Treatment,
    /// Names inside of quotations.
    pub quotations: Treatment,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            aliases: AliasPolicy::default(),
            diacritics: DiacriticsPolicy::default(),
            hashtags: Treatment::Leave,
            quotations: Treatment::Correct,
        }
    }
}

impl Policy {
    /// Makes the tokens of `text` readable that the policy wants read beyond the usual.
    pub fn open(&self, text: &str, tokens: &mut [Token]) {
        if self.hashtags == Treatment::Correct {
            open_hashtags(text, tokens);
        }
    }

    pub(super) fn leaves_quotations(&self) -> bool {
        self.quotations == Treatment::Leave
    }

    /// Whether the house wants an entity's spelling to stay that would become `correction`: then it is right as it stands.
    pub(super) fn keeps(&self, surface: &str, correction: &str, entity: &Entity) -> bool {
        let alias = self.aliases == AliasPolicy::Keep && is_alias(surface, entity);
        alias || (self.diacritics == DiacriticsPolicy::Keep && is_alike(surface, correction, Reading::Plain))
    }
}

/// The place in which the house leaves words alone, if a variant stands in one: it waits for a person.
pub(super) fn exempt(
    span: (u64, u64),
    correction: &str,
    quote: impl FnOnce() -> Quote,
    quotations: &Quotations,
) -> Option<&'static str> {
    // Only a policy that reads hashtags finds a mention there. `#Kachowka` cannot become `#Nova Kakhovka`.
    if correction.contains(char::is_whitespace) && quote().prefix.ends_with('#') {
        return Some("a hashtag, and the name has a space");
    }
    quotations.hold(span.0, span.1).then_some("inside a quotation")
}

fn is_alias(surface: &str, entity: &Entity) -> bool {
    entity.aliases.iter().any(|alias| is_alike(alias, surface, Reading::Exact))
}

fn is_alike(left: &str, right: &str, reading: Reading) -> bool {
    let read = |text: &str| folded(text, reading).split_whitespace().collect::<Vec<_>>().join(" ");
    read(left) == read(right)
}

#[cfg(test)]
mod tests {
    use super::is_alike;
    use crate::text::Reading;

    #[test]
    fn likeness_is_by_reading() {
        assert!(is_alike("Lodz", "Łódź", Reading::Plain) && !is_alike("Lodz", "Łódź", Reading::Exact));
        assert!(is_alike("new  york", "New York", Reading::Exact));
    }
}
