//! The rules of the house: what stays as it is, whatever the evidence says.
//!
//! A policy is one value that goes through a run. Which names of the list are to be written is the business of
//! [`Style`](crate::gazetteer::Style), which is applied to the gazetteer; what is applied of a table that of [`Trust`](super::Trust).

use super::quotations::Quotations;
use super::scan::Mention;
use super::table::Standing;
use crate::gazetteer::Gazetteer;
use crate::matching::Reason;
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

    /// The mention as the house judges it: what it wants to stay is right as it stands, and where it leaves words alone a variant waits
    /// for a person.
    pub(super) fn judge(&self, mention: Mention, gazetteer: &Gazetteer, quotations: &Quotations) -> Mention {
        if mention.is_right {
            return mention;
        }
        if self.keeps(&mention, gazetteer) {
            return Mention { correction: mention.surface.clone(), is_right: true, ..mention };
        }
        match exempt(&mention, quotations) {
            Some(place) => held_back(mention, place),
            None => mention,
        }
    }

    fn keeps(&self, mention: &Mention, gazetteer: &Gazetteer) -> bool {
        let alias = self.aliases == AliasPolicy::Keep && is_alias(mention, gazetteer);
        alias || (self.diacritics == DiacriticsPolicy::Keep && is_alike(&mention.surface, &mention.correction, Reading::Plain))
    }
}

/// What holds a mention back, if anything does.
fn exempt(mention: &Mention, quotations: &Quotations) -> Option<&'static str> {
    // Only a policy that reads hashtags finds a mention there. `#Kachowka` cannot become `#Nova Kakhovka`.
    let breaks_tag = mention.quote.prefix.ends_with('#') && mention.correction.contains(char::is_whitespace);
    if breaks_tag {
        return Some("a hashtag, and the name has a space");
    }
    quotations.hold(mention.start, mention.end).then_some("inside a quotation")
}

fn held_back(mut mention: Mention, place: &'static str) -> Mention {
    mention.score.add(Reason::Exempt(place), 0.0);
    Mention { standing: Standing::Doubtful, ..mention }
}

fn is_alias(mention: &Mention, gazetteer: &Gazetteer) -> bool {
    let entity = &gazetteer.entities()[mention.entity as usize];
    entity.aliases.iter().any(|alias| is_alike(alias, &mention.surface, Reading::Exact))
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
