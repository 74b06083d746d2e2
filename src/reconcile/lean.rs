//! The ways of a document: what the sure variants of a document say of the rest.
//!
//! A document mostly comes by one way: it was translated out of Japanese, or read off a scanned page. Each sure variant says by which way
//! it may have come; together they make the ways of the document, and a spelling that those ways explain is likelier than one that only
//! others do. The weight is log Σ π(way | document)·P(spelling | name, way) − log Σ π(way)·P(spelling | name, way), with ways equally
//! likely beforehand.

use rustc_hash::FxHashMap;

use crate::matching::{Candidate, Matcher, weights};
use crate::names::routes::WaysRoom;

/// How many variants, equally of all ways, a document is taken to have before it is read: three sure ones then weigh as much.
const EXPECTED: f64 = 3.0;
/// With fewer distinct sure variants a document has no way of its own.
const LEAST_SURE: usize = 2;
/// The most that the way says for a match, and against it, in decibans: a text may hold a name from elsewhere.
const BOUNDS: (f64, f64) = (-4.0, 5.0);
/// So many distinct sure variants tell a document's ways; more add nothing but time.
const MOST_SURE: usize = 64;
/// What the way has to say at least to be worth a finding, in decibans.
const AUDIBLE: f64 = 0.5;

/// Chances of a spelling by each way; nothing if no letters of it changed.
type Chances = Option<Vec<f64>>;

/// Collects a document's variants, then leans the others.
#[derive(Debug)]
pub(super) struct Lean<'a> {
    matcher: &'a Matcher<'a>,
    /// By form and spelling: the same pair is weighed once.
    known: FxHashMap<(u32, Box<str>), Chances>,
    /// By way: the expected number of variants that came by it.
    counts: Vec<f64>,
    sure: usize,
    room: WaysRoom,
}

impl<'a> Lean<'a> {
    /// Takes the sure variants of a document, each spelling of a form once.
    pub(super) fn of<'d>(matcher: &'a Matcher<'a>, sure: impl Iterator<Item = (&'d Candidate, &'d str)>) -> Self {
        let ways = matcher.routes().ways().len();
        let mut lean = Self { matcher, known: FxHashMap::default(), counts: vec![0.0; ways], sure: 0, room: WaysRoom::default() };
        for (candidate, surface) in sure {
            let key = (candidate.form, Box::from(surface));
            if lean.sure >= MOST_SURE {
                break;
            }
            if lean.known.contains_key(&key) {
                continue;
            }
            let chances = lean.chances(candidate, surface);
            if let Some(chances) = &chances {
                let all: f64 = chances.iter().sum();
                lean.counts.iter_mut().zip(chances).for_each(|(count, chance)| *count += chance / all);
                lean.sure += 1;
            }
            lean.known.insert(key, chances);
        }
        lean
    }

    /// Whether the ways may change anything for a mention of this score: below, it is not worth a row, and above, it is sure at any rate.
    pub(super) fn may_tell(decibans: f64) -> bool {
        let sure = weights::CURVE.last().map_or(f64::INFINITY, |point| point.0);
        (weights::REVIEW - BOUNDS.1..sure - BOUNDS.0).contains(&decibans)
    }

    /// What the document's ways say of a spelling, in decibans, with the way that says most of it; nothing if they say nothing.
    pub(super) fn weigh(&mut self, candidate: &Candidate, surface: &str) -> Option<(&'a str, f64)> {
        if self.sure < LEAST_SURE {
            return None;
        }
        let key = (candidate.form, Box::from(surface));
        if !self.known.contains_key(&key) {
            let chances = self.chances(candidate, surface);
            self.known.insert(key.clone(), chances);
        }
        let chances = self.known.get(&key)?.as_ref()?;
        #[expect(clippy::cast_precision_loss, reason = "a handful of ways and of variants")]
        let (ways, sure) = (self.counts.len() as f64, self.sure as f64);
        let usual: f64 = chances.iter().sum::<f64>() / ways;
        let here = |count: &f64| (count + EXPECTED / ways) / (sure + EXPECTED);
        let parts: Vec<f64> = self.counts.iter().zip(chances).map(|(count, chance)| here(count) * chance).collect();
        let decibans = 10.0 * (parts.iter().sum::<f64>() / usual).log10();
        let most = (0..parts.len()).max_by(|a, b| parts[*a].total_cmp(&parts[*b]).then(b.cmp(a)))?;
        (decibans.abs() >= AUDIBLE).then(|| (self.matcher.routes().ways()[most].id(), decibans.clamp(BOUNDS.0, BOUNDS.1)))
    }

    /// How likely each way makes the changed words of a candidate.
    fn chances(&mut self, candidate: &Candidate, surface: &str) -> Chances {
        let pairs = self.matcher.changed_words(candidate, surface);
        let routes = self.matcher.routes();
        (!pairs.is_empty() && !routes.ways().is_empty()).then(|| routes.chances_by_way(&pairs, &mut self.room))
    }
}
