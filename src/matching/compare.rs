//! Two names by themselves: how much more likely are they spellings of one name than two names?
//!
//! No list, no prior, no context. The letters of each pair of words are weighed by the channel against the background, in the better
//! direction; what is missing, added or turned round has its price. Names in two scripts meet in working letters, the spellings of the
//! romanization schemes included.

use std::ops::Range;

use super::pairing::{Judge, Link, LinkKind, bare, lone_price, pair, total};
use super::prices;
use super::words::{NameWords, normal};
use crate::names::background::Background;
use crate::names::channel::{Channel, Scratch};
use crate::names::letters::{letters, readings};
use crate::names::romanize::romanizations;
use crate::names::routes::{Explained, Routes};
use crate::text::{Reading, Script, dominant_script};

/// From decibans to a probability that two names are one, for names that someone thought worth comparing. The pair prior is in the offset:
/// of such pairs most are one name, and not one in thousands as of all pairs of a list. Rounded from a fit on name-pairs, which has four
/// pairs of one name to each look-alike, on rows that trained the channel too; on pairs of places (santos-geonames, half and half) the
/// slope is half as steep. Not checked on rows held back.
const SLOPE: f64 = 0.10;
/// See [`SLOPE`].
const OFFSET: f64 = 0.5;

/// The evidence that two names are one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    evidence: Vec<Link>,
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

    /// Whether both names have letters to compare.
    #[must_use]
    pub const fn is_comparable(&self) -> bool {
        self.is_comparable
    }

    /// The probability that the two are one name, for a pair that someone thought worth comparing.
    ///
    /// ```
    /// use respell::matching::compare;
    /// assert!(compare("Khusnullin", "Husnurin").probability() > 0.8);
    /// assert!(compare("Khusnullin", "Sardo").probability() < 0.1);
    /// ```
    #[must_use]
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + (-(SLOPE * self.decibans() + OFFSET)).exp())
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
    compare_with(Routes::embedded(), a, b)
}

/// As [`compare()`], by other routes than the embedded ones.
#[must_use]
pub fn compare_with(routes: &Routes, a: &str, b: &str) -> Comparison {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    let (one, other) = (Spelled::read(first), Spelled::read(second));
    if one.is_empty() || other.is_empty() {
        return Comparison::default();
    }
    let (there, back) = (paired(&one, &other, routes), paired(&other, &one, routes));
    let mut evidence = if total(&back) > total(&there) { back } else { there };
    evidence.extend(plenty(&evidence));
    evidence.extend(sameness(first, second));
    Comparison { evidence, is_comparable: true }
}

/// How one pair of words was weighed.
///
/// The alternative to one name is not only any other name, but above all another that is like it: nobody compares Khusnullin with Sardo,
/// and many families are called Klitschko. So a word that agrees to the letter says no more than `agreement`, which grows slowly with its
/// rarity, and what differs counts by how much it is more or less than what a look-alike has: an edit that a route explains is cheap, one
/// that none explains is what tells two names apart. By the background alone Reznik and Reznikov would be one name at +100 dB.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighing {
    /// What the commoner of the two words costs when it is no variant of anything, in decibans.
    pub background: f64,
    /// What the word would say if it agreed to the letter.
    pub agreement: f64,
    /// What the channel asks for the edits.
    pub cost: f64,
    /// How many letters differ at least.
    pub edits: usize,
}

impl Weighing {
    /// What the letters say.
    #[must_use]
    pub fn decibans(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "at most 64 letters")]
        let look_alike = prices::LOOK_ALIKE_EDIT * self.edits as f64;
        let difference = (self.cost - look_alike).max(prices::EXPLAINED_SHARE * self.cost);
        (self.agreement - difference).min(self.background - self.cost)
    }
}

/// The alignment behind a [`LinkKind::Letters`] of [`compare()`]: how it was weighed, and the edits whose decibans are the cost.
#[must_use]
pub fn alignment(name: &str, written: &str) -> (Weighing, Explained) {
    let (ones, others) = (spellings(name), spellings(written));
    (weigh(&ones, &others, Routes::embedded().pooled(), &mut Scratch::default()), Routes::embedded().explain(name, written))
}

fn weigh(name: &[Vec<u8>], written: &[Vec<u8>], channel: &Channel, scratch: &mut Scratch) -> Weighing {
    // By the written word's alone Smith and Smyth would be more surely one name than Smith and Smith: a rare spelling is seldom met.
    let background = chance(name).min(chance(written));
    let (cost, (a, b)) = cheapest(name, written, channel, scratch);
    let agreement = prices::AGREEMENT + prices::RARITY_SHARE * background;
    Weighing { background, agreement, cost, edits: edits(&name[a], &written[b]) }
}

/// The lowest cost, and the spellings that have it.
fn cheapest(name: &[Vec<u8>], written: &[Vec<u8>], channel: &Channel, scratch: &mut Scratch) -> (f64, (usize, usize)) {
    let pairs = (0..name.len()).flat_map(|a| (0..written.len()).map(move |b| (a, b)));
    let costs = pairs.map(|(a, b)| (channel.cost(&name[a], &written[b], scratch), (a, b)));
    costs.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or((0.0, (0, 0)))
}

fn edits(a: &[u8], b: &[u8]) -> usize {
    strsim::osa_distance(&String::from_utf8_lossy(a), &String::from_utf8_lossy(b))
}

/// A name with the working letters of its words.
struct Spelled {
    words: NameWords,
    spellings: Vec<Vec<Vec<u8>>>,
}

impl Spelled {
    fn read(name: &str) -> Self {
        let words = NameWords::read(name);
        let spellings = words.words.iter().map(|word| spellings(&word.text)).collect();
        Self { words, spellings }
    }

    fn is_empty(&self) -> bool {
        self.spellings.iter().flatten().all(Vec::is_empty)
    }

    /// The spellings of some words as one.
    fn joined(&self, range: Range<usize>) -> Vec<Vec<u8>> {
        if range.len() == 1 {
            return self.spellings[range.start].clone();
        }
        vec![letters(&self.words.joined(range), Reading::Plain)]
    }
}

/// The working forms of a word: its readings, and in another script what the romanization schemes write for it.
fn spellings(word: &str) -> Vec<Vec<u8>> {
    let mut known = readings(word);
    if dominant_script(word) != Script::Latin {
        for spelling in romanizations(word, None) {
            let key = letters(&spelling.text, Reading::Plain);
            if !known.contains(&key) {
                known.push(key);
            }
        }
    }
    known
}

/// What a word costs by itself, in its likeliest spelling.
fn chance(spellings: &[Vec<u8>]) -> f64 {
    spellings.iter().map(|spelling| Background::embedded().decibans(spelling)).fold(f64::INFINITY, f64::min)
}

/// What is taken off where much agrees.
fn plenty(evidence: &[Link]) -> Option<Link> {
    let agreed: f64 = evidence.iter().map(|link| link.decibans).filter(|decibans| *decibans > 0.0).sum();
    let over = agreed - prices::PLENTY;
    let decibans = -over * (1.0 - prices::PLENTY_SHARE);
    (over > 0.0).then(|| bare(LinkKind::Plenty, decibans))
}

fn paired(name: &Spelled, written: &Spelled, routes: &Routes) -> Vec<Link> {
    pair(&name.words, &written.words, &mut Lone { name, written, channel: routes.pooled(), scratch: Scratch::default() })
}

/// Judges two names of which nothing else is known.
struct Lone<'a> {
    name: &'a Spelled,
    written: &'a Spelled,
    channel: &'a Channel,
    scratch: Scratch,
}

impl Judge for Lone<'_> {
    fn likeness(&mut self, name: Range<usize>, written: Range<usize>) -> Option<f64> {
        let (name, written) = (self.name.joined(name), self.written.joined(written));
        Some(weigh(&name, &written, self.channel, &mut self.scratch).decibans())
    }

    fn missing(&self, at: usize) -> f64 {
        let word = &self.name.words.words[at];
        lone_price(word.class, &word.folded)
    }

    fn added(&self, at: usize) -> f64 {
        let word = &self.written.words.words[at];
        lone_price(word.class, &word.folded)
    }
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

/// Whether a link is of whole words held against each other, so that [`alignment`] explains it.
#[must_use]
pub fn has_alignment(link: &Link) -> bool {
    link.kind == LinkKind::Letters
}
