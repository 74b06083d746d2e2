//! What the words of two names say beside their letters, in decibans, with the reason of each.
//!
//! These hold where two names stand by themselves: [`Matcher::rank`](super::Matcher::rank) and [`compare()`](super::compare()).
//! What holds in running text is in [`weights`](super::weights).

use crate::names::parts::Role;

/// The prior of a list falls by this much for each factor of ten in the number of its entities. The full 10·log10 N would assume that all
/// are as likely to be asked for; measured, half of it lets one curve serve all sizes.
pub const PRIOR_PER_DECADE: f64 = 5.0;

/// What it costs a query to be this part of a listed name. Less than in running text, where a word beside the mention would tell.
#[must_use]
pub const fn role_prior(role: Role) -> f64 {
    match role {
        Role::Full | Role::Family => 0.0,
        Role::BareFamily => -4.0,
        Role::Short => -1.0,
        Role::Turned => -12.0,
        Role::Given => -16.0,
        Role::Middle => -8.0,
    }
}

/// A word more or less that would tell names apart: lists and clerks shorten, but half of all names that share a word are two names.
pub const WORD: f64 = -8.0;
/// Both names have a word that the other lacks: Kirill Stremousov, Kirill Serebrennikov. The letters of the rest prove little then.
pub const CONTRADICTION: f64 = -20.0;
/// An initial more or less.
pub const INITIAL_MISSING: f64 = -3.0;
/// A patronymic more or less: Russian papers write it, newspapers leave it out.
pub const PATRONYMIC: f64 = -3.0;
/// A particle or function word more or less: of, the, al-.
pub const SMALL_MISSING: f64 = -1.0;
/// A generic word more or less: Kherson, Kherson Oblast.
pub const GENERIC_MISSING: f64 = -2.5;
/// A generic word of the same meaning: Kherson Region, Kherson Oblast.
pub const SAME_GENERIC: f64 = 4.0;
/// A title more or less.
pub const TITLE_MISSING: f64 = -1.0;
/// A figure more or less: Apollo and Apollo 11 are seldom one.
pub const NUMBER_MISSING: f64 = -10.0;
/// A figure that agrees: one in ten or so would by chance.
pub const NUMBER: f64 = 8.0;

/// An initial that agrees; one in twenty letters would by chance, and not all letters are as common.
pub const INITIAL: f64 = super::weights::INITIAL;
/// A particle that agrees.
pub const SMALL: f64 = super::weights::SMALL_WORD;
/// The most that a generic word or a title may say, however long: half of all regions are called one.
pub const GENERIC: f64 = 5.0;
/// A generic word in another language or spelling still agrees from this likeness on.
pub const GENERIC_ALIKE: f64 = 5.0;

/// Words in another order, as a whole turned round.
pub const TURNED: f64 = -2.0;
/// Words in any other order.
pub const SHUFFLED: f64 = -5.0;
/// Words run together or torn apart.
pub const DIVISION: f64 = -super::weights::DIVISION;
/// A hyphen against a space.
pub const GLUE: f64 = -1.0;

/// In a list: a word of the query that the listed name lacks. Harder than in a pair, since the list would know the fuller name.
pub const QUERY_MORE: f64 = -12.0;
/// In a list: a word of a place's or an organisation's name that the query lacks.
pub const LISTED_MORE: f64 = -20.0;
/// In a list: the family name of a person is lacking. Given names alone have forms of their own.
pub const FAMILY_MISSING: f64 = -24.0;
/// In a list: a middle name is lacking.
pub const MIDDLE_MISSING: f64 = -4.0;
/// Up to here a word's own cost counts in full, in decibans; beyond it, [`RARER`] of it does.
const RARE: f64 = 70.0;
/// See [`RARE`].
const RARER: f64 = 0.5;

/// In a list: what it is worth that a word is rare, from what it costs as a word of its own, in decibans.
///
/// A background of letters takes a long name for a miracle, and whatever shares its first half with another for a variant: Krasnoyarsk
/// would be Krasnodar at +53 dB. But names share their parts (Krasno-, -sk), so that beyond the commonest words half of the cost is what
/// tells. Fitted by logistic regression on the words of spelling-ukraine and name-pairs among 27,000 others: the weight of the background
/// is .51 to .57 of that of the cost from 50 to 70 dB on.
#[must_use]
pub fn rarity(background: f64) -> f64 {
    background.min(RARE) + RARER * (background - RARE).max(0.0)
}

/// In a list: the query is, letter for letter, a name of the entity that is right as it stands. More than in running text, where a right
/// spelling may still be an ordinary word.
pub const EXACT: f64 = EXACT_ALIAS + 10.0;
/// In a list: the query is an alias or a misspelling of the entity. Far more than in running text: nothing is left to guess but which of
/// several entities of the name is meant.
pub const EXACT_ALIAS: f64 = 5.0 * super::weights::LISTED;
/// In a list: the query is derived from the name (Khersonian) more easily than misspelled. Milder than in running text, where such words
/// abound: a query is a name by assumption.
pub const DERIVED: f64 = -20.0;
/// In a list: candidates whose evidence before the prior is below this are not shown.
pub const LEAST: f64 = -10.0;

/// In a pair: an ordinary word stands where the names differ. Nine such words in ten, found where a name is compared, are themselves.
pub const ORDINARY: f64 = -10.0;
/// In a pair: equal but for case, glyphs and white space. What is equal in all its letters is seldom anything else, and more than any pair
/// in two scripts may have by the weights that are fitted.
pub const SAME_NAME: f64 = 10.0;
/// In a pair: equal to the byte.
pub const SAME_BYTES: f64 = 1.0;

/// In a pair, while its words are paired: what a word says that agrees to the letter, before its rarity.
pub const AGREEMENT: f64 = 6.0;
/// In a pair, while its words are paired: the share of a word's own decibans that its agreement says on top.
pub const RARITY_SHARE: f64 = 0.2;
/// In a pair, while its words are paired: what a letter that differs costs a look-alike. Nearly every name has another at one letter's
/// distance.
pub const LOOK_ALIKE_EDIT: f64 = 6.0;

/// In a list: from the lead over a rival to its share. Of two names in the list that a query may mean, the likelier by 10 dB is right nine
/// times in ten.
///
/// This and the curves below are fitted on spelling-ukraine, name-pairs and the dev parts of wikidata-translit (600 queries a script among all
/// names of the part), with one query in twenty-four asked of a list without its name. How well they hold on rows that were not fitted is in
/// `docs/ACCURACY.md`.
pub const RIVAL_SLOPE: f64 = 0.22;

/// From score to the odds against none of the list being meant: slope a deciban, and offset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    /// Log-odds a deciban.
    pub slope: f64,
    /// Log-odds at nought.
    pub offset: f64,
}

/// In a list: of names in the script of the query.
pub const SAME_SCRIPT: Curve = Curve { slope: 0.09, offset: 0.5 };
/// In a list: of names in another script, which are weighed without knowledge of words, and are seldom like a word by chance.
pub const OTHER_SCRIPT: Curve = Curve { slope: 0.11, offset: 1.0 };
