//! House rules as flags: what was typed, else what the configuration says, else the usual.

use respell::reconcile::{AliasPolicy, DiacriticsPolicy, Policy, Treatment};

use super::Common;

/// What to do with other names that the list gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum AliasPolicyArg {
    /// They become the canonical name
    Canonical,
    /// They stay as they are
    Keep,
}

/// What to do with differences of diacritics alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum DiacriticsArg {
    /// They are put right: Lodz becomes Łódź
    Correct,
    /// They stay as they are
    Keep,
}

/// What to do with names in a kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum TreatmentArg {
    /// They stay as they are
    Leave,
    /// They are put right as anywhere
    Correct,
}

/// The rules of the house.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "Matching")]
pub(crate) struct PolicyArgs {
    /// What to do with other names that the gazetteer lists [default: canonical]
    #[arg(long, value_name = "POLICY", value_enum)]
    alias_policy: Option<AliasPolicyArg>,
    /// What to do with spellings that differ by diacritics only [default: correct]
    #[arg(long, value_name = "POLICY", value_enum)]
    diacritics: Option<DiacriticsArg>,
    /// What to do with names inside of quotation marks; left ones wait in the table [default: correct]
    #[arg(long, value_name = "POLICY", value_enum)]
    quotations: Option<TreatmentArg>,
    #[command(flatten)]
    hashtags: HashtagArgs,
}

/// How hashtags are read.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "Matching")]
pub(crate) struct HashtagArgs {
    /// What to do with names that are a hashtag, such as #Kiev [default: leave]
    #[arg(long, value_name = "POLICY", value_enum)]
    hashtags: Option<TreatmentArg>,
}

impl PolicyArgs {
    /// The policy of this run.
    pub(crate) fn policy(self, common: &Common) -> Policy {
        let config = &common.config;
        let usual = self.hashtags.policy(common);
        Policy {
            aliases: self.alias_policy.or(config.alias_policy).map_or(usual.aliases, Into::into),
            diacritics: self.diacritics.or(config.diacritics).map_or(usual.diacritics, Into::into),
            quotations: self.quotations.or(config.quotations).map_or(usual.quotations, Into::into),
            ..usual
        }
    }
}

impl HashtagArgs {
    /// The policy of a run that obeys a table and judges nothing itself.
    pub(crate) fn policy(self, common: &Common) -> Policy {
        let usual = Policy::default();
        Policy { hashtags: self.hashtags.or(common.config.hashtags).map_or(usual.hashtags, Into::into), ..usual }
    }

    /// The flag as it could be typed again.
    pub(crate) fn typed(self) -> String {
        typed("hashtags", self.hashtags)
    }
}

impl PolicyArgs {
    /// The flags as they could be typed again.
    pub(crate) fn typed(self) -> String {
        let rules = [
            typed("alias-policy", self.alias_policy),
            typed("diacritics", self.diacritics),
            typed("quotations", self.quotations),
        ];
        rules.concat() + &self.hashtags.typed()
    }

    /// What `apply` of this run's table has to be told as well.
    pub(crate) fn typed_for_apply(self) -> String {
        self.hashtags.typed()
    }
}

fn typed<T: clap::ValueEnum>(flag: &str, value: Option<T>) -> String {
    let value = value.and_then(|value| value.to_possible_value());
    value.map_or_else(String::new, |value| format!(" --{flag} {}", value.get_name()))
}

impl From<AliasPolicyArg> for AliasPolicy {
    fn from(policy: AliasPolicyArg) -> Self {
        match policy {
            AliasPolicyArg::Canonical => Self::Canonical,
            AliasPolicyArg::Keep => Self::Keep,
        }
    }
}

impl From<DiacriticsArg> for DiacriticsPolicy {
    fn from(policy: DiacriticsArg) -> Self {
        match policy {
            DiacriticsArg::Correct => Self::Correct,
            DiacriticsArg::Keep => Self::Keep,
        }
    }
}

impl From<TreatmentArg> for Treatment {
    fn from(treatment: TreatmentArg) -> Self {
        match treatment {
            TreatmentArg::Leave => Self::Leave,
            TreatmentArg::Correct => Self::Correct,
        }
    }
}
