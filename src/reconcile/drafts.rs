//! Drafts: mentions before their document is known as a whole.
//!
//! A long document holds hundreds of thousands of them, mostly of a few spellings. So a draft says where it stands, and what it shares
//! with others is kept once: how its letters are read, and its evidence. Words around it are looked up in the text when they are asked for.

use std::cell::{Cell, OnceCell};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::policy::Policy;
use super::presence::Site;
use super::shelf::{Number, Shelf};
use crate::matching::{Candidate, Matcher, Reason, Score};
use crate::text::{Casing, Reading as Folding, Span, folded};

/// A mention before its document is known as a whole.
#[derive(Debug)]
pub(super) struct Draft {
    /// How it is read.
    pub(super) reading: Number,
    /// Its evidence: what its passage says, until the document is closed; then what the document says.
    pub(super) weight: Number,
    /// The number of its sentence in the passage.
    pub(super) sentence: u32,
    /// Its first token in the passage.
    pub(super) token: usize,
    /// Its first byte in the passage.
    pub(super) at: usize,
    /// Where it stands in the document.
    pub(super) span: (u64, u64),
    pub(super) line: u64,
}

impl Draft {
    /// Where it stands; the passage is known to who has the draft.
    pub(super) const fn site(&self, passage: usize) -> Site {
        Site { span: self.span, sentence: (passage, self.sentence) }
    }
}

/// A stretch of text with its drafts, in the order of their tokens.
#[derive(Debug)]
pub(super) struct DraftPassage {
    pub(super) text: Box<str>,
    pub(super) drafts: Vec<Draft>,
}

/// What all drafts share that read the same letters as the same form in the same way.
#[derive(Debug)]
pub(super) struct Reading {
    /// With its places counted from its own head.
    pub(super) candidate: Candidate,
    pub(super) surface: Box<str>,
    /// The surface as it is compared.
    pub(super) folded: Box<str>,
    /// What should stand there, cased as what does.
    pub(super) correction: Box<str>,
    /// Whether the house wants it to stay.
    pub(super) is_kept: bool,
    /// What its letters say without the cap.
    pub(super) letters: f64,
    pub(super) spelled: Number,
}

/// A spelling of a form: how the letters came about, which is long to find out and often asked.
#[derive(Debug)]
pub(super) struct Spelled {
    form: u32,
    surface: Box<str>,
    /// The reading that it was first chosen with, which describes it.
    pub(super) speaker: Cell<Option<Number>>,
    pub(super) told: OnceCell<String>,
}

/// Some evidence with its sums.
#[derive(Debug)]
pub(super) struct Weight {
    pub(super) score: Arc<Score>,
    pub(super) decibans: f64,
    pub(super) before_context: f64,
    /// What the letters say under the cap.
    pub(super) letters: f64,
}

/// Readings and evidence of a document's drafts.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) readings: Shelf<Reading>,
    pub(super) spelled: Shelf<Spelled>,
    pub(super) weights: Shelf<Weight>,
}

impl Weight {
    pub(super) fn of(score: Score) -> Self {
        let letters = score.findings().iter().find(|finding| matches!(finding.reason, Reason::Letters(_)));
        Self {
            decibans: score.decibans(),
            before_context: score.before_context(),
            letters: letters.map_or(0.0, |finding| finding.decibans),
            score: Arc::new(score),
        }
    }
}

impl Reading {
    /// Whether its letters came about by some way, instead of standing in the list.
    pub(super) const fn is_variant(&self) -> bool {
        !self.candidate.is_right && !self.candidate.is_listed
    }

    /// What the letters say beyond the cap: nothing about whether a name stands here, but something about which.
    pub(super) fn beyond(&self, weight: &Weight) -> f64 {
        self.letters - weight.letters
    }

    /// The first token of a draft, and the one behind its last.
    pub(super) const fn tokens(&self, draft: &Draft) -> (usize, usize) {
        (draft.token, draft.token + self.candidate.tokens.1)
    }

    pub(super) const fn span(&self, draft: &Draft) -> Span {
        Span::new(draft.at, draft.at + self.surface.len())
    }
}

impl Drafts {
    /// The number of a candidate's reading, where `surface` is what stands there.
    pub(super) fn reading(&mut self, matcher: &Matcher<'_>, policy: Policy, candidate: Candidate, surface: &str) -> Number {
        let Self { readings, spelled, .. } = self;
        let candidate = from_its_head(candidate);
        let key = (candidate.form, surface, candidate.is_listed);
        let is = |known: &Reading, candidate: &Candidate| *known.surface == *surface && known.candidate == *candidate;
        readings.number(key, candidate, is, |candidate| {
            let form = candidate.form;
            let spelled = spelled.number(
                (form, surface),
                (),
                |known, ()| known.form == form && *known.surface == *surface,
                |()| Spelled { form, surface: surface.into(), speaker: Cell::default(), told: OnceCell::default() },
            );
            let correction = Casing::of(surface).put_on(&candidate.correction, surface);
            let entity = &matcher.gazetteer().entities()[candidate.entity as usize];
            Reading {
                surface: surface.into(),
                folded: folded(surface, Folding::Exact).into(),
                is_kept: !candidate.is_right && policy.keeps(surface, &correction, entity),
                correction: correction.into(),
                letters: candidate.form_decibans(),
                spelled,
                candidate,
            }
        })
    }

    /// The number of some evidence.
    pub(super) fn weight(&mut self, score: Score) -> Number {
        let key = key_of(&score);
        self.weights.number(key, score, |known, score| *known.score == *score, Weight::of)
    }
}

/// What evidence is looked up by.
fn key_of(score: &Score) -> u64 {
    let mut hasher = FxHasher::default();
    for finding in score.findings() {
        (finding.reason.dimension(), finding.decibans.to_bits()).hash(&mut hasher);
    }
    hasher.finish()
}

/// The candidate with its places counted from its own head, so that it is like others of its spelling.
fn from_its_head(mut candidate: Candidate) -> Candidate {
    let (token, byte) = (candidate.tokens.0, candidate.span.start);
    candidate.tokens = (0, candidate.tokens.1 - token);
    candidate.span = Span::new(0, candidate.span.len());
    candidate.name_end = candidate.name_end.saturating_sub(byte);
    for unit in &mut candidate.units {
        unit.tokens = (unit.tokens.0.saturating_sub(token), unit.tokens.1.saturating_sub(token));
    }
    candidate
}
