//! House rules that make a variant a right spelling.

use respell::gazetteer::Gazetteer;
use respell::reconcile::Mention;
use respell::text::{Reading, fold_into};

/// What to do with other names that the list gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum AliasPolicy {
    /// They become the canonical name
    Canonical,
    /// They stay as they are
    Keep,
}

/// What to do with differences of diacritics alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum DiacriticsPolicy {
    /// They are put right: Lodz becomes Łódź
    Correct,
    /// They stay as they are
    Keep,
}

/// The rules of the house.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "Matching")]
pub(crate) struct Policy {
    /// What to do with other names that the gazetteer lists
    #[arg(long, value_name = "POLICY", value_enum, default_value_t = AliasPolicy::Canonical)]
    alias_policy: AliasPolicy,
    /// What to do with spellings that differ by diacritics only
    #[arg(long, value_name = "POLICY", value_enum, default_value_t = DiacriticsPolicy::Correct)]
    diacritics: DiacriticsPolicy,
}

impl Policy {
    /// The mention as the house judges it: what it wants to stay is right as it stands.
    pub(crate) fn judge(self, mention: Mention, gazetteer: &Gazetteer) -> Mention {
        if mention.is_right || !self.keeps(&mention, gazetteer) {
            return mention;
        }
        Mention { correction: mention.surface.clone(), is_right: true, ..mention }
    }

    fn keeps(self, mention: &Mention, gazetteer: &Gazetteer) -> bool {
        let alias = self.alias_policy == AliasPolicy::Keep && is_alias(mention, gazetteer);
        alias || (self.diacritics == DiacriticsPolicy::Keep && is_alike(&mention.surface, &mention.correction, Reading::Plain))
    }
}

fn is_alias(mention: &Mention, gazetteer: &Gazetteer) -> bool {
    let entity = &gazetteer.entities()[mention.entity as usize];
    entity.aliases.iter().any(|alias| is_alike(alias, &mention.surface, Reading::Exact))
}

fn is_alike(left: &str, right: &str, reading: Reading) -> bool {
    let folded = |text: &str| {
        let mut folded = String::new();
        fold_into(text, reading, &mut folded);
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    folded(left) == folded(right)
}

#[cfg(test)]
mod tests {
    use respell::text::Reading;

    use super::is_alike;

    #[test]
    fn likeness_is_by_reading() {
        assert!(is_alike("Lodz", "Łódź", Reading::Plain) && !is_alike("Lodz", "Łódź", Reading::Exact));
        assert!(is_alike("new  york", "New York", Reading::Exact));
    }
}
