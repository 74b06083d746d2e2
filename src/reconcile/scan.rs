//! The second reading of a document: its mentions, each with its evidence, judged together.
//!
//! A [`DocumentScan`] is fed the document's passages in order and then closed: what the whole document shows (how much of it the
//! gazetteer explains, which entities it names in full) is weighed last. Overlapping readings compete; the set that explains
//! most stays.

use std::cell::RefCell;
use std::cmp::Ordering;

use rustc_hash::{FxHashMap, FxHashSet};

use super::guard::Surroundings;
use super::lean::Lean;
use super::presence::{Elsewhere, Presence, Site};
use super::quotations::Quotations;
use super::survey::Knowledge;
use super::table::{Quote, Standing};
use crate::matching::{Candidate, Matcher, NameSource, Reason, Score, Weighed, weights};
use crate::names::letters::MAX_LETTERS;
use crate::names::lexicon::LanguageTally;
use crate::names::parts::Role;
use crate::text::{Casing, Reading, Span, Token, folded, tokens_into};

/// How much of the text around a mention is kept to find it again, in bytes on either side.
const QUOTE_WIDTH: usize = 24;
/// How much of it is shown as an example, in bytes on either side.
const EXAMPLE_WIDTH: usize = 40;

/// A stretch of text that names an entity, or may.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands in the decoded document, in bytes.
    pub start: u64,
    /// Behind its last byte.
    pub end: u64,
    /// The number of the line it begins in, from 1.
    pub line: u64,
    /// What stands there.
    pub surface: String,
    /// What should stand there.
    pub correction: String,
    /// The entity's number in the gazetteer.
    pub entity: u32,
    /// The evidence.
    pub score: Score,
    /// Probability that this entity is meant and spelled otherwise than it should be; for a right spelling, that it is meant.
    pub probability: f64,
    /// How far a machine may be trusted.
    pub standing: Standing,
    /// Whether it is spelled as it should be.
    pub is_right: bool,
    /// The next best entity, if there is one, and how far behind it is, in decibans.
    pub rival: Option<(u32, f64)>,
    /// The text around it.
    pub quote: Quote,
    /// One line of a concordance.
    pub example: String,
}

/// A mention before its document is known as a whole.
struct Draft {
    candidate: Candidate,
    score: Score,
    span: (u64, u64),
    line: u64,
    /// The number of its passage in the document, and of its sentence in the passage.
    sentence: (usize, u32),
    surface: String,
    quote: Quote,
    example: String,
}

impl Draft {
    const fn site(&self) -> Site {
        Site { span: self.span, sentence: self.sentence }
    }

    /// What the letters say beyond the cap: nothing about whether a name stands here, but something about which.
    fn beyond(&self) -> f64 {
        let weighed = self.score.findings().iter().find(|finding| matches!(finding.reason, Reason::Letters(_)));
        self.candidate.form_decibans() - weighed.map_or(0.0, |finding| finding.decibans)
    }

    /// The score without the cap on letters, for choosing among readings.
    fn full(&self) -> f64 {
        self.score.decibans() + self.beyond()
    }
}

/// Where a passage stands in its document.
pub trait Origin {
    /// The bytes of the decoded document that a stretch of the passage came from.
    fn bytes(&self, span: Span) -> (u64, u64);
    /// The number of the line, from 1, in which the byte at this offset of the passage stands.
    fn line(&self, at: usize) -> u64;
    /// Whether the passage goes on with the paragraph of the one before it.
    fn continues(&self) -> bool {
        false
    }
}

/// A document being read a second time.
pub struct DocumentScan<'a> {
    matcher: &'a Matcher<'a>,
    knowledge: &'a Knowledge,
    passages: Vec<Vec<Draft>>,
    /// Distinct capitalised spellings, and those of them that a name of the list explains.
    capitals: FxHashSet<Box<str>>,
    explained: FxHashSet<Box<str>>,
    quotations: Quotations,
    tokens: Vec<Token>,
    language: LanguageTally,
    weighed: Weighed,
    /// By form and spelling: how the letters came about, which is long to find out and often asked.
    described: RefCell<FxHashMap<(u32, String), String>>,
}

impl<'a> DocumentScan<'a> {
    /// Begins a document.
    #[must_use]
    pub fn new(matcher: &'a Matcher<'a>, knowledge: &'a Knowledge) -> Self {
        Self {
            matcher,
            knowledge,
            passages: Vec::new(),
            capitals: FxHashSet::default(),
            explained: FxHashSet::default(),
            quotations: Quotations::default(),
            tokens: Vec::new(),
            language: LanguageTally::default(),
            weighed: Weighed::default(),
            described: RefCell::default(),
        }
    }

    /// Reads one passage.
    pub fn read(&mut self, text: &str, origin: &dyn Origin) {
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens_into(text, &mut tokens);
        self.knowledge.policy.open(text, &mut tokens);
        if self.knowledge.policy.leaves_quotations() {
            self.quotations.read(text, origin);
        }
        let candidates = self.matcher.find(text, &tokens, &self.knowledge.spellings, &mut self.weighed);
        self.count_capitals(text, &tokens, &candidates);
        let candidates = self.admissible(text, candidates);
        if !candidates.is_empty() {
            let here = Surroundings::new(text, &tokens, self.matcher, self.knowledge, &candidates, &mut self.language);
            let passage = self.passages.len();
            let drafts = candidates.into_iter().filter_map(|candidate| draft(text, &here, candidate, origin, passage)).collect();
            self.passages.push(drafts);
        }
        self.tokens = tokens;
    }

    /// Takes out what a list forbids: a spelling that never means this entity; another entity's exact name or alias.
    fn admissible(&self, text: &str, candidates: Vec<Candidate>) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::with_capacity(candidates.len());
        for same_span in candidates.chunk_by(|a, b| a.tokens == b.tokens) {
            let right = same_span.iter().any(|candidate| candidate.is_right && self.is_own_name(candidate));
            let listed = same_span.iter().any(|candidate| candidate.is_listed);
            let fits = |candidate: &&Candidate| {
                let exact = if right { candidate.is_right } else { !listed || candidate.is_listed };
                exact && !self.is_never(text, candidate)
            };
            out.extend(same_span.iter().filter(fits).cloned());
        }
        out
    }

    fn is_own_name(&self, candidate: &Candidate) -> bool {
        self.matcher.form(candidate.form).source <= NameSource::Native
    }

    fn is_never(&self, text: &str, candidate: &Candidate) -> bool {
        let never = &self.matcher.entity(candidate.entity).never;
        if never.is_empty() || candidate.is_right {
            return false;
        }
        let surface = folded(&text[candidate.span], Reading::Exact);
        never.iter().any(|spelling| folded(spelling, Reading::Exact) == surface)
    }

    fn count_capitals(&mut self, text: &str, tokens: &[Token], candidates: &[Candidate]) {
        let capital = |token: &Token| {
            matches!(token.casing, Casing::Title | Casing::Mixed | Casing::Upper) && !token.opens_sentence && token.span.len() > 2
        };
        for token in tokens.iter().filter(|token| capital(token)) {
            self.capitals.insert(folded(&text[token.span], Reading::Exact).into());
        }
        for candidate in candidates.iter().filter(|candidate| candidate.is_right || candidate.form_decibans() > EXPLAINED) {
            for token in tokens[candidate.tokens.0..candidate.tokens.1].iter().filter(|token| capital(token)) {
                self.explained.insert(folded(&text[token.span], Reading::Exact).into());
            }
        }
    }

    /// Ends the document and gives its mentions in order: right spellings, and variants worth a row.
    #[must_use]
    pub fn close(mut self) -> Vec<Mention> {
        let share = self.document_prior();
        let present = self.present_entities();
        let drafts = self.passages.iter().flatten();
        let sure = drafts.filter(|draft| is_variant(draft) && draft.score.decibans() > PRESENT);
        let mut lean = Lean::of(self.matcher, sure.map(|draft| (&draft.candidate, draft.surface.as_str())));
        let mut mentions = Vec::new();
        for mut drafts in std::mem::take(&mut self.passages) {
            for draft in &mut drafts {
                if let Some((percent, decibans)) = share {
                    draft.score.add(Reason::DocumentShare(percent), decibans);
                }
                self.add_presence(draft, &present);
                if is_variant(draft)
                    && Lean::may_tell(draft.score.decibans())
                    && let Some((way, decibans)) = lean.weigh(&draft.candidate, &draft.surface)
                {
                    draft.score.add(Reason::Way(way.to_owned()), decibans);
                }
            }
            self.judge(drafts, &mut mentions);
        }
        let (policy, gazetteer) = (self.knowledge.policy, self.matcher.gazetteer());
        mentions.into_iter().map(|mention| policy.judge(mention, gazetteer, &self.quotations)).collect()
    }

    /// What it says that the entity is named elsewhere: most where it is named in full with this very part.
    fn add_presence(&self, draft: &mut Draft, present: &Presence) {
        let form = self.matcher.form(draft.candidate.form);
        let surface = folded(&draft.surface, Reading::Exact);
        match present.beside(draft.candidate.entity, &surface, draft.site(), !form.is_whole(), is_variant(draft)) {
            Elsewhere::Whole => {
                let weight = if form.role == Role::Given { weights::LICENSED_GIVEN } else { weights::LICENSED };
                draft.score.add(Reason::Licensed, weight);
            }
            Elsewhere::SameSentence => draft.score.add(Reason::SameSentence, weights::SAME_SENTENCE),
            Elsewhere::Present => draft.score.add(Reason::EntityPresent, weights::ENTITY_PRESENT),
            Elsewhere::Nothing => {}
        }
    }

    /// How much of the document's names the gazetteer explains, against a tenth.
    fn document_prior(&self) -> Option<(u8, f64)> {
        // A headline or a table cell holds too few names to say what it is about: it begins as a usual document.
        #[expect(clippy::cast_precision_loss, reason = "a ratio of counts")]
        let share = (self.explained.len() as f64 + USUAL_SHARE * USUAL_NAMES) / (self.capitals.len() as f64 + USUAL_NAMES);
        let (least, most) = weights::DOCUMENT_PRIOR;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
        let percent = (share * 100.0).round().min(100.0) as u8;
        Some((percent, (weights::SHARE_PER_DECADE * (share / 0.1).log10()).clamp(least, most)))
    }

    /// Entities that the document names by a right or very likely whole name, with where.
    fn present_entities(&self) -> Presence {
        let mut present = Presence::default();
        for draft in self.passages.iter().flatten() {
            let whole = self.matcher.form(draft.candidate.form).is_whole();
            let sure = draft.candidate.is_right || draft.candidate.is_listed || draft.score.decibans() > PRESENT;
            if whole && sure {
                let surface = folded(&draft.surface, Reading::Exact);
                present.add(draft.candidate.entity, surface, draft.candidate.is_right, draft.site());
            }
        }
        present
    }

    /// Chooses among the readings of one passage and makes mentions of those that stay.
    fn judge(&self, drafts: Vec<Draft>, mentions: &mut Vec<Mention>) {
        let drafts = self.longest(drafts);
        let chosen = choose(&drafts, |draft| self.utility(draft));
        for at in chosen {
            let draft = &drafts[at];
            let same_span = same_span(&drafts, at);
            let rivals: Vec<(u32, f64)> = same_span
                .iter()
                .filter(|other| other.candidate.entity != draft.candidate.entity)
                .filter(|other| other.candidate.correction != draft.candidate.correction)
                .map(|other| (other.candidate.entity, draft.full() - other.full()))
                .collect();
            if let Some(mention) = self.mention(draft, &rivals) {
                mentions.push(self.with_namesake(mention, draft, same_span));
            }
        }
    }

    /// The mention for review if the bare name is that of two entities alike and the document names neither in full: which of the two is
    /// meant is for a person to say, though the letters would be the same.
    fn with_namesake(&self, mention: Mention, draft: &Draft, same_span: &[Draft]) -> Mention {
        let is_bare = |draft: &Draft| !self.matcher.form(draft.candidate.form).is_whole();
        if mention.is_right || !is_bare(draft) {
            return mention;
        }
        let same = |other: &&Draft| {
            other.candidate.entity != draft.candidate.entity
                && other.candidate.correction == draft.candidate.correction
                && is_bare(other)
        };
        let behind = |other: &Draft| (other.candidate.entity, draft.full() - other.full());
        let namesake = same_span.iter().filter(same).map(behind).min_by(|a, b| a.1.total_cmp(&b.1));
        match namesake.filter(|(_, behind)| *behind < Standing::MARGIN) {
            Some(namesake) => Mention { standing: mention.standing.min(Standing::Probable), rival: Some(namesake), ..mention },
            None => mention,
        }
    }

    /// Without parts of names inside a longer name that is as good as sure: `Mohamed` and `Salman` are names of two people of the list,
    /// and `Mohamed bin Salman` is a third.
    fn longest(&self, drafts: Vec<Draft>) -> Vec<Draft> {
        let is_long = |draft: &Draft| self.matcher.form(draft.candidate.form).is_whole() && draft.score.decibans() >= PRESENT;
        // Drafts are in the order of their tokens: of all that begin before, and of those that begin at the same word, how far they reach.
        let (mut before, mut here, mut at) = (0, 0, 0);
        let mut is_inside: Vec<bool> = Vec::with_capacity(drafts.len());
        for same_start in drafts.chunk_by(|a, b| a.candidate.tokens.0 == b.candidate.tokens.0) {
            let first = same_start[0].candidate.tokens.0;
            debug_assert!(first >= at, "drafts are in the order of their tokens");
            (at, before) = (first, before.max(here));
            here = same_start.iter().filter(|draft| is_long(draft)).map(|draft| draft.candidate.tokens.1).max().unwrap_or(0);
            is_inside.extend(same_start.iter().map(|draft| {
                let last = draft.candidate.tokens.1;
                !self.matcher.form(draft.candidate.form).is_whole() && (before >= last || here > last)
            }));
        }
        drafts.into_iter().zip(is_inside).filter(|(_, is_inside)| !is_inside).map(|(draft, _)| draft).collect()
    }

    /// What a reading is worth when it competes for its words.
    fn utility(&self, draft: &Draft) -> f64 {
        let whole = self.matcher.form(draft.candidate.form).is_whole();
        let before = draft.score.before_context() + draft.beyond();
        let score = if draft.candidate.is_right && whole { before.max(RIGHT_NAME) } else { draft.full() };
        // Ahead of nothing at all by a little, so that held-back look-alikes are reported where nothing else stands.
        score.max(before * 0.01).max(0.001)
    }

    fn mention(&self, draft: &Draft, rivals: &[(u32, f64)]) -> Option<Mention> {
        let candidate = &draft.candidate;
        if !candidate.is_right && draft.score.before_context() < weights::REVIEW {
            return None;
        }
        let score = draft.score.decibans();
        let rival = rivals.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1));
        let behind: Vec<f64> = rivals.iter().map(|(_, behind)| *behind).collect();
        let probability = weights::probability_among(score, &behind);
        let kept = self.matcher.form(candidate.form).source == NameSource::Keep;
        let ahead = rival.map_or(f64::INFINITY, |(_, behind)| behind);
        let standing = if kept { Standing::Doubtful } else { Standing::of(probability, ahead) };
        let upper = Casing::of(&draft.surface);
        let correction = upper.put_on(&candidate.correction, &draft.surface);
        Some(Mention {
            start: draft.span.0,
            end: draft.span.1,
            line: draft.line,
            surface: draft.surface.clone(),
            correction,
            entity: candidate.entity,
            score: self.explained(draft),
            probability,
            standing,
            is_right: candidate.is_right,
            rival,
            quote: draft.quote.clone(),
            example: draft.example.clone(),
        })
    }

    /// The score with the edits written out, which is not worth doing before a reading is chosen.
    fn explained(&self, draft: &Draft) -> Score {
        let mut score = draft.score.clone();
        if !draft.candidate.is_right {
            let mut described = self.described.borrow_mut();
            let key = (draft.candidate.form, draft.surface.clone());
            let told = described.entry(key).or_insert_with(|| self.matcher.describe_candidate(&draft.candidate, &draft.surface));
            score.describe_letters(told.clone());
        }
        score
    }
}

/// The share of a document's names that a list usually explains, and with how many names' weight that is presumed.
const USUAL_SHARE: f64 = 0.25;
/// See [`USUAL_SHARE`].
const USUAL_NAMES: f64 = 3.0;
/// A name of the list that stands as it should is worth at least this much as a reading, in decibans, however short it is.
const RIGHT_NAME: f64 = 8.0;
/// The letters of a reading explain a capitalised word from here on, in decibans.
const EXPLAINED: f64 = 25.0;
/// A variant of a whole name says that its entity is in the document from here on, in decibans.
const PRESENT: f64 = 24.0;

/// The drafts of the same words as one of them, which stand together.
fn same_span(drafts: &[Draft], at: usize) -> &[Draft] {
    let tokens = drafts[at].candidate.tokens;
    let from = drafts.partition_point(|draft| draft.candidate.tokens < tokens);
    let behind = drafts.partition_point(|draft| draft.candidate.tokens <= tokens);
    &drafts[from..behind]
}

/// Whether its letters came about by some way, instead of standing in the list.
fn is_variant(draft: &Draft) -> bool {
    !draft.candidate.is_right && !draft.candidate.is_listed
}

fn draft(text: &str, here: &Surroundings<'_>, candidate: Candidate, origin: &dyn Origin, passage: usize) -> Option<Draft> {
    let score = here.score(&candidate);
    let worth = candidate.is_right || score.before_context() >= weights::REVIEW;
    let short = candidate.span.len() <= 8 * MAX_LETTERS;
    (worth && short).then(|| Draft {
        score,
        span: origin.bytes(candidate.span),
        line: origin.line(candidate.span.start),
        sentence: (passage, here.sentence(candidate.tokens.0)),
        surface: text[candidate.span].to_owned(),
        quote: if candidate.is_right { Quote::default() } else { Quote::around(text, candidate.span, QUOTE_WIDTH) },
        example: here.line_around(candidate.span, EXAMPLE_WIDTH),
        candidate,
    })
}

/// The set of readings without overlap that is worth most (weighted interval scheduling), in text order.
fn choose(drafts: &[Draft], utility: impl Fn(&Draft) -> f64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let ends = |at: &usize| drafts[*at].candidate.tokens.1;
    // Stable: of readings worth the same, the one whose entity's id comes first.
    order.sort_by_key(|at| (ends(at), drafts[*at].candidate.tokens.0));
    let mut best = vec![0.0_f64; order.len() + 1];
    let mut taken = vec![false; order.len()];
    let before: Vec<usize> =
        order.iter().map(|at| order.partition_point(|other| ends(other) <= drafts[*at].candidate.tokens.0)).collect();
    for (rank, at) in order.iter().enumerate() {
        let with = best[before[rank]] + utility(&drafts[*at]);
        taken[rank] = with.total_cmp(&best[rank]) == Ordering::Greater;
        best[rank + 1] = if taken[rank] { with } else { best[rank] };
    }
    let (mut rank, mut chosen) = (order.len(), Vec::new());
    while rank > 0 {
        if taken[rank - 1] {
            chosen.push(order[rank - 1]);
            rank = before[rank - 1];
        } else {
            rank -= 1;
        }
    }
    chosen.reverse();
    chosen
}
