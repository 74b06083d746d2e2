//! Two names by themselves: how much more likely are they spellings of one name than two names?
//!
//! No list, no prior, no context. The words are paired as in a list; then each link between them, and the two names as one word each, are
//! weighed by their traits: what the letters cost against equal ones, by the pooled channel or the route between two scripts, how rare
//! what agrees is, what is lacking. Each trait is piecewise linear and its weights are fitted (`data/weights/compare.tsv`), so that the
//! evidence adds up and says why. No trait but equality is at its best for names that differ.

mod look;
mod sight;
mod weights;

use super::pairing::{Link, LinkKind, total};
use super::prices;
use super::words::normal;
use crate::names::background::Background;
use crate::names::letters::letters;
use crate::names::routes::{Explained, Routes};
use crate::text::Reading;
use sight::{Sight, Spelled, paired, see};
pub use weights::{TRAITS, Trait, Weights, WeightsError, stretches_len};

/// The evidence that two names are one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    evidence: Vec<Link>,
    /// What the traits say of each link, where it has any.
    traits: Vec<Vec<(&'static str, f64)>>,
    is_comparable: bool,
}

impl Comparison {
    /// The sum of the evidence, in decibans; 0 if there was nothing to compare.
    #[must_use]
    pub fn decibans(&self) -> f64 {
        total(&self.evidence)
    }

    /// The evidence, link by link.
    #[must_use]
    pub fn evidence(&self) -> &[Link] {
        &self.evidence
    }

    /// What each trait says of a link of the [evidence](Self::evidence), in decibans that add up to the link's; nothing for one that is no
    /// sum of traits.
    #[must_use]
    pub fn traits(&self, link: usize) -> &[(&'static str, f64)] {
        self.traits.get(link).map_or(&[], Vec::as_slice)
    }

    /// Whether both names have letters to compare.
    #[must_use]
    pub const fn is_comparable(&self) -> bool {
        self.is_comparable
    }

    /// The probability that the two are one name, for a pair that someone thought worth comparing: of those that the weights are fitted
    /// on about half are.
    ///
    /// ```
    /// use respell::matching::compare;
    /// assert!(compare("Khusnullin", "Husnurin").probability() > 0.5);
    /// assert!(compare("Khusnullin", "Sardo").probability() < 0.2);
    /// ```
    #[must_use]
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + 10.0_f64.powf(-self.decibans() / 10.0))
    }
}

/// Holds two names against each other. Symmetric; time is proportional to the product of their lengths.
///
/// ```
/// use respell::matching::compare;
/// let alike = compare("Marat Khusnullin", "Husnurin, M.");
/// assert_eq!(alike.decibans(), compare("Husnurin, M.", "Marat Khusnullin").decibans());
/// assert!(alike.decibans() > compare("Marat Khusnullin", "Marat Safin").decibans());
/// assert!(compare("Kyiv", "Kyiv").decibans() > compare("Kyiv", "Kiev").decibans());
/// ```
#[must_use]
pub fn compare(a: &str, b: &str) -> Comparison {
    compare_with(Routes::embedded(), Weights::embedded(), a, b)
}

/// As [`compare()`], with other tables.
#[must_use]
pub fn compare_with(routes: &Routes, weights: &Weights, a: &str, b: &str) -> Comparison {
    let Some(sights) = sights(routes, a, b) else { return Comparison::default() };
    let traits = sights.iter().map(|sight| weights.by_trait(&sight.covered)).collect();
    let weighed = |sight: Sight| Link { decibans: weights.decibans(&sight.covered), ..sight.link };
    let mut evidence: Vec<Link> = sights.into_iter().map(weighed).collect();
    evidence.extend(ordinary(&evidence));
    evidence.extend(sameness(a.min(b), a.max(b)));
    Comparison { evidence, traits, is_comparable: true }
}

/// What the weights are fitted on: each stretch of a trait that the two names cover, and how much of it. Nothing, if one has no letters.
#[must_use]
pub fn observe(routes: &Routes, a: &str, b: &str) -> Option<Vec<(usize, f64)>> {
    Some(sights(routes, a, b)?.into_iter().flat_map(|sight| sight.covered).collect())
}

fn sights(routes: &Routes, a: &str, b: &str) -> Option<Vec<Sight>> {
    let (one, other) = (Spelled::read(a.min(b)), Spelled::read(a.max(b)));
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let (there, back) = (see(routes, &one, &other), see(routes, &other, &one));
    Some(if paired(&back) > paired(&there) { back } else { there })
}

/// How the letters of a [`LinkKind::Letters`] of [`compare()`] may have come about.
#[must_use]
pub fn alignment(name: &str, written: &str) -> Explained {
    Routes::embedded().explain(name, written)
}

/// A word that is no name is seldom a name misspelled: “also” is no Saldo. The pairs that the weights are fitted on are all of names, and
/// cannot say so.
fn ordinary(evidence: &[Link]) -> Option<Link> {
    let background = Background::embedded();
    let is_ordinary = |word: &&str| {
        let key = letters(word, Reading::Plain);
        background.is_word(&key) && !background.leans_to_name(&key)
    };
    let differ = evidence.iter().filter(|link| link.kind == LinkKind::Letters && normal(&link.name) != normal(&link.written));
    let word = differ.flat_map(|link| [link.name.as_str(), link.written.as_str()]).find(is_ordinary)?;
    Some(Link { kind: LinkKind::Ordinary, name: word.to_owned(), written: String::new(), decibans: prices::ORDINARY })
}

/// What it adds that two names are equal, which working letters cannot tell from nearly so (Łódź, Lodz).
fn sameness(a: &str, b: &str) -> Vec<Link> {
    let link = |kind, decibans| Link { kind, name: a.to_owned(), written: b.to_owned(), decibans };
    let mut links = Vec::new();
    if normal(a) == normal(b) {
        links.push(link(LinkKind::SameName, prices::SAME_NAME));
    }
    if a == b {
        links.push(link(LinkKind::SameBytes, prices::SAME_BYTES));
    }
    links
}
