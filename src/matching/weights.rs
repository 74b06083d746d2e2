//! Every constant of the score, in decibans, with its reason.
//!
//! The score of a mention is `prior + form + context`, and its probability `logistic(SLOPE·score + OFFSET)`. Form comes from the
//! channel and the background; everything here is about what letters cannot say.

use super::Standing;
use crate::names::parts::Role;

/// The prior falls by this much for each factor of ten in the number of entities: with more names, more of them look like any word.
/// The full 10·log10 N would assume that every entity is as likely in this text; measured, a quarter of it beside what the document shows
/// lets one threshold serve lists of a hundred and of twenty thousand names.
pub const PRIOR_PER_DECADE: f64 = 2.5;

/// A family name alone is how newspapers speak of a person on second mention; where the first is not to be seen, it may be another's.
pub const ROLE_FAMILY: f64 = -6.0;
/// A family name without its particles, or half of a double one.
pub const ROLE_BARE_FAMILY: f64 = -9.0;
/// First and last of a longer name.
pub const ROLE_SHORT: f64 = -1.0;
/// Lists turn names round; running text hardly ever does, and two names of one family of names (Mohammed Yunus, Yunus Mohammed) are two
/// people.
pub const ROLE_TURNED: f64 = -12.0;
/// A word in the middle of a name is rarely used alone.
pub const ROLE_MIDDLE: f64 = -8.0;
/// A given name alone belongs to thousands of people.
pub const ROLE_GIVEN: f64 = -22.0;

/// What it costs to be meant by this part of the name.
#[must_use]
pub const fn role_prior(role: Role) -> f64 {
    match role {
        Role::Full => 0.0,
        Role::Family => ROLE_FAMILY,
        Role::BareFamily => ROLE_BARE_FAMILY,
        Role::Short => ROLE_SHORT,
        Role::Turned => ROLE_TURNED,
        Role::Given => ROLE_GIVEN,
        Role::Middle => ROLE_MIDDLE,
    }
}

/// A word of a name may be this unlike and still be explained by the rest of the name.
pub const UNIT_FLOOR: f64 = -8.0;
/// A word has to be at least this like to open the search for the rest of a name.
pub const ANCHOR: f64 = 5.0;
/// Words closer than this are kept as matches of a spelling at all.
pub const KEEP_WORD: f64 = 0.0;
/// How many words of the gazetteer a spelling keeps. Measured: more than fifty change no figure.
pub const KEPT_WORDS: usize = 50;

/// Words run together are looked for where they say this much less than [`worth`] asks, since the price of the division is in what they say.
pub const JOINED: f64 = 5.0;

/// A word of more names than this opens a search only for names of which it is the rarest word.
pub const CROWD: usize = 64;
/// How many names one word opens a search for at most; those of a spelling that so many share are not to be told apart anyhow.
pub const MOST_PLACES: usize = 1_000;

/// What a word may cost at most to be looked for, in decibans: a dozen letters changed at once are another name, however rare.
pub const MOST_SOUGHT: f64 = 85.0;
/// The same for words with a space between them, which are seldom one word badly written; a hyphen joins what another custom writes as one
/// (Tzu-yang, Ziyang).
pub const MOST_JOINED: f64 = 60.0;

/// A space put into a name, or left out of it.
pub const DIVISION: f64 = 8.0;
/// The same where letters differ as well: two slips at once are rarer than two words that look a little like one (Shwe Kyin, Szczecin).
pub const DIVISION_CHANGED: f64 = 10.0;
/// A case form in place of the nominative: each of some five is as likely as the others, and there are as many chances of being like one.
pub const CASE_FORM: f64 = 3.0;
/// A letter of a case ending, which any name of the language has: the background, which knows no grammar, asks some 14 dB for each.
pub const ENDING_LETTER: f64 = 12.0;
/// A hyphen where the list has a space, or the reverse.
pub const GLUE: f64 = 2.0;
/// An initial that agrees.
pub const INITIAL: f64 = 5.0;
/// A particle or small word that agrees.
pub const SMALL_WORD: f64 = 3.0;
/// A spelling that a romanization scheme gives for the name's own script.
pub const SCHEME_SPELLING: f64 = 1.0;
/// A spelling that the list itself names as an alias or a misspelling.
pub const LISTED: f64 = 12.0;

/// The most letters' worth of evidence that a mention may bring, in decibans: beyond that it is certain which name is meant by the
/// letters, and only the place decides whether it is one.
pub const FORM_CAP: f64 = 70.0;
/// Of what the letters say up to the cap, this share counts. Letters are not independent of each other, so that their sum is overconfident:
/// a logistic fit to mentions of `bench/running-text`, injected variants and prose gives .64 beside the other evidence.
pub const SHARE: f64 = 0.64;
/// Of what they say beyond the cap, this share counts: a longer name is never quite as sure as a shorter one.
pub const BEYOND_CAP: f64 = 0.03;

/// A name of which one part is unlike: the rest is worth this much to a person, whose names are shared by thousands, in decibans.
pub const SHARED_NAME: f64 = 21.0;
/// The same for places and organisations.
pub const SHARED_WORD: f64 = 30.0;
/// A well-known name of several words that is another's, or part of one: Igor Sikorsky.
pub const WELL_KNOWN: f64 = -45.0;
/// What a finding has to say at least to be worth telling, in decibans.
pub const AUDIBLE: f64 = 0.5;
/// The sentence speaks of the kind that the entity is of.
pub const KIND_AGREES: f64 = 2.0;
/// It speaks of another kind: the goalkeeper Dublin.
pub const KIND_DIFFERS: f64 = -14.0;
/// It says outright that the name is of another kind: Odessa, his niece.
pub const KIND_TOLD: f64 = -40.0;
/// It speaks of a place, and a person is meant now and then: in Putin.
pub const KIND_HARDLY: f64 = -8.0;
/// It speaks of a person, and a place is meant now and then: Kyiv said.
pub const PLACE_SPEAKS: f64 = -4.0;
/// It speaks of a ship, a band, a dish, which keeps its own spelling.
pub const THING: f64 = -50.0;

/// The document is in another language than English, and the embedded list is English: Moskau is right there.
pub const FOREIGN_TEXT: f64 = -30.0;

/// The mention owes its capital to its place, perhaps.
pub const SENTENCE_OPENS: f64 = -3.0;
/// A digit among the letters of a word: no name has one, and a scanner or a finger puts it there (S1aya, Khers0n).
pub const DIGIT_INSIDE: f64 = 8.0;
/// The same word stands in lower case elsewhere in the documents.
pub const SEEN_LOWER: f64 = -18.0;
/// An adjective, a demonym or another word derived from the name.
pub const DERIVED: f64 = -60.0;
/// The shortest word that may be part of a compound at a line's end, in letters: shorter ones end broken names by chance.
pub const COMPOUND_LETTERS: usize = 3;
/// A person's name with a plural ending.
pub const PLURAL: f64 = -40.0;
/// A case form. Beyond what the letters of any name can outweigh: putting the list's form in its place would break the sentence.
pub const INFLECTED: f64 = -80.0;
/// An ordinary word that no one is known to be called: beyond what the background holds, since its counts are coarse.
pub const ORDINARY_WORD: f64 = -8.0;
/// The same where its place explains the capital.
pub const ORDINARY_OPENS: f64 = -14.0;
/// The share of capitalised words that are ordinary ones, in languages whose words are not in the background.
pub const ORDINARY_SHARE: f64 = 0.25;
/// A short word in capitals amid small letters is an acronym of its own: LAPD is not Lapid.
pub const ACRONYM: f64 = -22.0;
/// The longest acronym, in letters: a longer word in capitals may be a name that is shouted (SARDO!).
pub const ACRONYM_LETTERS: usize = 4;
/// What a factor of ten in an entity's weight is worth, around the weight of what newspapers name daily, and between which bounds.
pub const WEIGHT_PER_DECADE: f64 = 3.0;
/// See [`WEIGHT_PER_DECADE`].
pub const WEIGHT_USUAL: f64 = 1_000_000.0;
/// See [`WEIGHT_PER_DECADE`].
pub const WEIGHT_BOUNDS: (f64, f64) = (-8.0, 2.0);
/// A title or a word for a kind of place, taken for a name.
pub const TITLE_WORD: f64 = -20.0;
/// Part of a fixed phrase.
pub const PHRASE: f64 = -55.0;
/// In a byline or a credit. Beyond what the rest of a document can outweigh: a signature is its owner's.
pub const BYLINE: f64 = -60.0;
/// A capitalised neighbour that the person does not have: another given name, another family name.
pub const OTHER_NEIGHBOUR: f64 = -24.0;
/// A title of persons, or a known given name, before a place: Prince Lvov, Roy Lichtenstein. A whole name is one person's, so the letters
/// of the place, however exact, prove nothing.
pub const PERSON_NEIGHBOUR: f64 = -50.0;
/// The same, when the neighbour is a known name of people or places.
pub const KNOWN_NEIGHBOUR: f64 = -30.0;
/// A known given name before a family name whose bearer has another: James Tarkowski is not Andrei Tarkovsky.
pub const GIVEN_NEIGHBOUR: f64 = -45.0;
/// A word behind a place's name that makes it the name of something else (University, Street, sauce).
pub const GENERIC_NEIGHBOUR: f64 = -50.0;
/// A state or province behind it: Odessa, Texas.
pub const NAMESAKE: f64 = -50.0;
/// A capitalised neighbour of a place or an organisation.
pub const PLACE_NEIGHBOUR: f64 = -12.0;
/// A title before a person.
pub const TITLE: f64 = 3.0;
/// A word from the entity's context column stands near.
pub const CONTEXT_WORD: f64 = 5.0;
/// The entity is named in full, or by its canonical name, in the same document.
pub const ENTITY_PRESENT: f64 = 9.0;
/// The full name with this very family name stands in the same document: newspapers name a person in full once.
pub const LICENSED: f64 = 18.0;
/// The same for a given name alone: where the person is named in full, the given name alone may be that person's.
pub const LICENSED_GIVEN: f64 = 18.0;
/// The right name stands in the same sentence. Writers spell a name in one way within a sentence, unless they speak of two:
/// `Sikorski met the heirs of Sikorsky`.
pub const SAME_SENTENCE: f64 = -5.0;
/// What the document prior may add and take away: how much of its capitalised words the gazetteer explains, against a tenth.
pub const DOCUMENT_PRIOR: (f64, f64) = (-20.0, 24.0);
/// What a factor of ten in that share is worth.
pub const SHARE_PER_DECADE: f64 = 26.0;

/// From score to probability: decibans, and how many of the readings around there are right. Between the points the logarithm of the odds
/// is linear.
///
/// Counted on the mentions of the development texts (`bench/running-text`, which are full of traps) and of injected variants (`respell eval
/// bench --only running-text --only injected` prints the reliability), whose other names are real ones. From the point at .98 on the mentions
/// are right in 98 of 100 taken together; one by one those just above it are not quite. Not counted for other scripts than Latin.
pub const CURVE: [(f64, f64); 7] =
    [(5.0, 0.02), (15.0, 0.05), (24.0, 0.20), (33.0, 0.50), (38.0, 0.80), (39.5, 0.98), (60.0, 0.995)];

/// What a deciban by which a rival is behind is worth in the logarithm of the odds. A ratio of likelihoods would be worth ln 10 / 10 = .23;
/// of those with a rival 13 to 17 dB behind all were right among 20,000 more names, where that asks for .95 to .98.
pub const RIVAL_SLOPE: f64 = 0.3;

/// A score of letters, part and prior under which a candidate is not worth a row: with what a usual document shows, some 5 dB, p = .05 under
/// the curve above.
pub const REVIEW: f64 = 10.0;

/// What the letters of a name of one word have to say at least to be worth a row, in decibans, in a list of so many entities: its share
/// and the prior have to reach [`REVIEW`]. Words that say less open no search. Measured on `bench/running-text` and injected variants: from
/// 5 to 30 dB no figure changes, and each 5 dB save a third of the time.
#[must_use]
pub fn worth(entities: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a logarithm of a count")]
    let prior = PRIOR_PER_DECADE * (entities.max(1) as f64).log10();
    (REVIEW + prior) / SHARE
}

/// The probability of the best of several readings that exclude each other: its own score, and how far behind it each rival is (both
/// in decibans).
#[must_use]
pub fn probability_among(score: f64, behind: &[f64]) -> f64 {
    let nothing = (-log_odds(score)).exp();
    1.0 / (1.0 + nothing + behind.iter().map(|behind| (-RIVAL_SLOPE * behind).exp()).sum::<f64>())
}

/// The score from which a reading without rivals is certain, in decibans.
#[must_use]
pub fn certain_from() -> f64 {
    CURVE.iter().find(|point| point.1 >= Standing::CERTAIN).map_or(f64::INFINITY, |point| point.0)
}

/// The logarithm of the odds by [`CURVE`]; beyond its ends as between the last two points.
fn log_odds(score: f64) -> f64 {
    let logit = |p: f64| (p / (1.0 - p)).ln();
    let last = CURVE.len() - 2;
    let at = CURVE[1..=last].iter().take_while(|point| point.0 <= score).count();
    let [(from, low), (to, high)] = [CURVE[at], CURVE[at + 1]];
    logit(low) + (score - from) / (to - from) * (logit(high) - logit(low))
}

#[cfg(test)]
mod tests {
    use super::{CURVE, probability_among};

    #[test]
    fn the_curve_goes_through_its_points_and_rises() {
        for (score, probability) in CURVE {
            assert!((probability_among(score, &[]) - probability).abs() < 1e-9, "{score}");
        }
        let sampled: Vec<f64> = (-40..120).map(|score| probability_among(f64::from(score), &[])).collect();
        assert!(sampled.is_sorted() && sampled.iter().all(|p| (0.0..=1.0).contains(p)));
    }

    #[test]
    fn a_rival_as_good_takes_half() {
        assert!((probability_among(80.0, &[0.0]) - 0.5).abs() < 0.01);
    }
}
