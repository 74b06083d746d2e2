//! The second reading of a document: its mentions, each with its evidence, judged together.
//!
//! A [`DocumentScan`] is fed the document's passages in order and then closed: what the whole document shows (how much of it the
//! gazetteer explains, which entities it names in full) is weighed last. Overlapping readings compete; the set that explains
//! most stays.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::drafts::{Draft, DraftPassage, Drafts, Reading, Weight};
use super::guard::{Derived, Surroundings};
use super::lean::Lean;
use super::policy::exempt;
use super::presence::{Elsewhere, Presence};
use super::quotations::Quotations;
use super::shelf::{Number, Shelf};
use super::sighting::{Around, Sighting, is_listed};
use super::survey::Knowledge;
use super::table::{Quote, Standing};
use crate::matching::{Candidate, Matcher, NameSource, Reason, Score, Weighed, weights};
use crate::names::letters::MAX_LETTERS;
use crate::names::lexicon::LanguageTally;
use crate::names::parts::Role;
use crate::text::{Casing, Reading as Folding, Span, Token, folded, tokens_into, unbroken};

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
    passages: Vec<DraftPassage>,
    drafts: Drafts,
    /// Distinct capitalised spellings, and those of them that a name of the list explains.
    capitals: FxHashSet<Box<str>>,
    explained: FxHashSet<Box<str>>,
    quotations: Quotations,
    tokens: Vec<Token>,
    language: LanguageTally,
    weighed: Weighed,
    derived: Derived,
}

impl<'a> DocumentScan<'a> {
    /// Begins a document.
    #[must_use]
    pub fn new(matcher: &'a Matcher<'a>, knowledge: &'a Knowledge) -> Self {
        Self {
            matcher,
            knowledge,
            passages: Vec::new(),
            drafts: Drafts::default(),
            capitals: FxHashSet::default(),
            explained: FxHashSet::default(),
            quotations: Quotations::default(),
            tokens: Vec::new(),
            language: LanguageTally::default(),
            weighed: Weighed::default(),
            derived: Derived::default(),
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
            let here =
                Surroundings::new(text, &tokens, self.matcher, self.knowledge, &candidates, &mut self.language, &self.derived);
            let take = |candidate| self.drafts.draft(self.matcher, self.knowledge, text, &here, candidate, origin);
            let mut drafts: Vec<Draft> = candidates.into_iter().filter_map(take).collect();
            drafts.shrink_to_fit();
            if !drafts.is_empty() {
                self.passages.push(DraftPassage { text: text.into(), drafts });
            }
        }
        self.tokens = tokens;
    }

    /// Takes out what a list forbids: a spelling that never means this entity; another entity's exact name or alias.
    fn admissible(&self, text: &str, candidates: Vec<Candidate>) -> Vec<Candidate> {
        let mut fits: Vec<bool> = Vec::with_capacity(candidates.len());
        for same_span in candidates.chunk_by(|a, b| a.tokens == b.tokens) {
            let right = same_span.iter().any(|candidate| candidate.is_right && self.is_own_name(candidate));
            let listed = same_span.iter().any(|candidate| candidate.is_listed);
            fits.extend(same_span.iter().map(|candidate| {
                let exact = if right { candidate.is_right } else { !listed || candidate.is_listed };
                exact && !self.is_never(text, candidate)
            }));
        }
        candidates.into_iter().zip(fits).filter(|(_, fits)| *fits).map(|(candidate, _)| candidate).collect()
    }

    fn is_own_name(&self, candidate: &Candidate) -> bool {
        self.matcher.form(candidate.form).source <= NameSource::Native
    }

    fn is_never(&self, text: &str, candidate: &Candidate) -> bool {
        let never = &self.matcher.entity(candidate.entity).never;
        if never.is_empty() || candidate.is_right {
            return false;
        }
        let surface = folded(&text[candidate.span], Folding::Exact);
        never.iter().any(|spelling| folded(spelling, Folding::Exact) == surface)
    }

    fn count_capitals(&mut self, text: &str, tokens: &[Token], candidates: &[Candidate]) {
        let capital = |token: &Token| {
            matches!(token.casing, Casing::Title | Casing::Mixed | Casing::Upper) && !token.opens_sentence && token.span.len() > 2
        };
        for token in tokens.iter().filter(|token| capital(token)) {
            self.capitals.insert(folded(&text[token.span], Folding::Exact).into());
        }
        for candidate in candidates.iter().filter(|candidate| candidate.is_right || candidate.form_decibans() > EXPLAINED) {
            for token in tokens[candidate.tokens.0..candidate.tokens.1].iter().filter(|token| capital(token)) {
                self.explained.insert(folded(&text[token.span], Folding::Exact).into());
            }
        }
    }

    /// Ends the document and gives its mentions in order: right spellings, and variants worth a row.
    #[must_use]
    pub fn close(self) -> Vec<Mention> {
        let mut mentions = Vec::new();
        self.close_into(|sighting| mentions.push(sighting.to_mention()));
        mentions
    }

    /// Ends the document and lends its mentions in order, of which most need not be kept.
    pub fn close_into(mut self, mut take: impl FnMut(&Sighting<'_>)) {
        let passages = std::mem::take(&mut self.passages);
        let mut closing = Closing {
            share: self.document_prior(),
            present: self.present_entities(&passages),
            lean: self.lean(&passages),
            closed: Shelf::default(),
            scan: &self,
        };
        for (number, DraftPassage { text, mut drafts }) in passages.into_iter().enumerate() {
            for draft in &mut drafts {
                draft.weight = closing.weigh(draft, number);
            }
            closing.judge(&text, drafts, &mut take);
        }
    }

    /// What the sure variants of the document say of the rest.
    fn lean(&self, passages: &[DraftPassage]) -> Lean<'a> {
        let mut met: FxHashSet<Number> = FxHashSet::default();
        let is_sure = |draft: &&Draft| self.drafts.weights[draft.weight].decibans > PRESENT;
        let drafts = passages.iter().flat_map(|passage| &passage.drafts);
        let sure = drafts.filter(is_sure).filter(|draft| met.insert(draft.reading));
        let sure = sure.map(|draft| &self.drafts.readings[draft.reading]).filter(|reading| reading.is_variant());
        Lean::of(self.matcher, sure.map(|reading| (&reading.candidate, &*reading.surface)))
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
    fn present_entities(&self, passages: &[DraftPassage]) -> Presence {
        let mut present = Presence::default();
        for (number, passage) in passages.iter().enumerate() {
            for draft in &passage.drafts {
                let reading = &self.drafts.readings[draft.reading];
                let candidate = &reading.candidate;
                let sure = candidate.is_right || candidate.is_listed || self.drafts.weights[draft.weight].decibans > PRESENT;
                if sure && self.matcher.form(candidate.form).is_whole() {
                    present.add(candidate.entity, &reading.folded, candidate.is_right, draft.site(number));
                }
            }
        }
        present
    }
}

/// A document that has been read to its end.
struct Closing<'s, 'a> {
    scan: &'s DocumentScan<'a>,
    /// How much of its names the list explains.
    share: Option<(u8, f64)>,
    present: Presence,
    lean: Lean<'a>,
    closed: Shelf<Closed>,
}

/// Evidence with what the whole document says, which many drafts share.
struct Closed {
    /// Of which evidence, of which reading, and what else there is of its entity.
    of: (Number, Number, Elsewhere),
    weight: Weight,
    is_listed: bool,
    /// With the edits written out, which is not worth doing before a reading is chosen and somebody asks.
    told: OnceCell<Arc<Score>>,
}

impl<'s> Closing<'s, '_> {
    /// The evidence of a draft with what the document as a whole says.
    fn weigh(&mut self, draft: &Draft, passage: usize) -> Number {
        let Self { scan, share, present, lean, closed } = self;
        let reading = &scan.drafts.readings[draft.reading];
        let candidate = &reading.candidate;
        let form = scan.matcher.form(candidate.form);
        let site = draft.site(passage);
        let elsewhere = present.beside(candidate.entity, &reading.folded, site, !form.is_whole(), reading.is_variant());
        let of = (draft.weight, draft.reading, elsewhere);
        closed.number(
            of,
            of,
            |closed, of| closed.of == *of,
            |of| {
                let mut score = Score::clone(&scan.drafts.weights[draft.weight].score);
                if let Some((percent, decibans)) = *share {
                    score.add(Reason::DocumentShare(percent), decibans);
                }
                add_presence(&mut score, elsewhere, form.role);
                if reading.is_variant()
                    && Lean::may_tell(score.decibans())
                    && let Some((way, decibans)) = lean.weigh(candidate, &reading.surface)
                {
                    score.add(Reason::Way(way.to_owned()), decibans);
                }
                Closed { of, is_listed: is_listed(&score), weight: Weight::of(score), told: OnceCell::new() }
            },
        )
    }

    /// Chooses among the readings of one passage and lends the mentions of those that stay.
    fn judge(&self, text: &str, drafts: Vec<Draft>, take: &mut impl FnMut(&Sighting<'_>)) {
        let drafts = self.longest(drafts);
        debug_assert!(drafts.is_sorted_by_key(|draft| self.reading(draft).tokens(draft)), "same words stand together");
        let chosen = choose(&drafts, |draft| self.reading(draft).tokens(draft), |draft| self.utility(draft));
        for at in chosen {
            let draft = &drafts[at];
            let (entity, correction) = (self.candidate(draft).entity, &self.candidate(draft).correction);
            let same_span = self.same_span(&drafts, at);
            let rivals: Vec<(u32, f64)> = same_span
                .iter()
                .filter(|other| self.candidate(other).entity != entity)
                .filter(|other| self.candidate(other).correction != *correction)
                .map(|other| self.behind(draft, other))
                .collect();
            self.sight(text, draft, &rivals, same_span, take);
        }
    }

    fn reading(&self, draft: &Draft) -> &'s Reading {
        &self.scan.drafts.readings[draft.reading]
    }

    fn candidate(&self, draft: &Draft) -> &'s Candidate {
        &self.reading(draft).candidate
    }

    fn weight(&self, draft: &Draft) -> &Weight {
        &self.closed[draft.weight].weight
    }

    fn is_whole(&self, draft: &Draft) -> bool {
        self.scan.matcher.form(self.candidate(draft).form).is_whole()
    }

    /// The score without the cap on letters, for choosing among readings.
    fn full(&self, draft: &Draft) -> f64 {
        let weight = self.weight(draft);
        weight.decibans + self.reading(draft).beyond(weight)
    }

    /// Another entity, and how far it is behind.
    fn behind(&self, draft: &Draft, other: &Draft) -> (u32, f64) {
        (self.candidate(other).entity, self.full(draft) - self.full(other))
    }

    /// The drafts of the same words as one of them, which stand together.
    fn same_span<'d>(&self, drafts: &'d [Draft], at: usize) -> &'d [Draft] {
        let of = |draft: &Draft| self.reading(draft).tokens(draft);
        let tokens = of(&drafts[at]);
        let from = drafts[..at].iter().rposition(|draft| of(draft) != tokens).map_or(0, |before| before + 1);
        let behind = drafts[at..].iter().position(|draft| of(draft) != tokens).map_or(drafts.len(), |behind| at + behind);
        &drafts[from..behind]
    }

    /// The namesake for which a mention waits if the bare name is that of two entities alike and the document names neither in full: which
    /// of the two is meant is for a person to say, though the letters would be the same.
    fn namesake(&self, draft: &Draft, same_span: &[Draft]) -> Option<(u32, f64)> {
        if self.candidate(draft).is_right || self.is_whole(draft) {
            return None;
        }
        let own = self.candidate(draft);
        let same = |other: &&Draft| {
            let candidate = self.candidate(other);
            candidate.entity != own.entity && candidate.correction == own.correction && !self.is_whole(other)
        };
        let namesakes = same_span.iter().filter(same).map(|other| self.behind(draft, other));
        namesakes.min_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, behind)| *behind < Standing::MARGIN)
    }

    /// Without what stands inside a longer name: parts of names inside one that is as good as sure (`Mohamed` and `Salman` are names of two
    /// people of the list, and `Mohamed bin Salman` is a third), and any variant inside one that is right (with Kyiv Post and Kiev Post in
    /// the list, `Kiev Post` is no Kyiv and a word).
    fn longest(&self, drafts: Vec<Draft>) -> Vec<Draft> {
        let last = |draft: &Draft| self.reading(draft).tokens(draft).1;
        let is_right = |draft: &Draft| self.reading(draft).candidate.is_right;
        let is_sure = |draft: &Draft| self.is_whole(draft) && self.weight(draft).decibans >= PRESENT;
        let is_right_name = |draft: &Draft| self.is_whole(draft) && is_right(draft);
        // Drafts are in the order of their tokens: of all that begin before, and of those that begin at the same word, how far they reach.
        let (mut sure, mut right) = ((0, 0), (0, 0));
        let mut is_inside: Vec<bool> = Vec::with_capacity(drafts.len());
        for same_start in drafts.chunk_by(|a, b| a.token == b.token) {
            let reach =
                |long: &dyn Fn(&Draft) -> bool| same_start.iter().filter(|draft| long(draft)).map(last).max().unwrap_or(0);
            sure = (sure.0.max(sure.1), reach(&is_sure));
            right = (right.0.max(right.1), reach(&is_right_name));
            is_inside.extend(same_start.iter().map(|draft| {
                let covers = |(before, here): (usize, usize)| before >= last(draft) || here > last(draft);
                (!self.is_whole(draft) && covers(sure)) || (!is_right(draft) && covers(right))
            }));
        }
        drafts.into_iter().zip(is_inside).filter(|(_, is_inside)| !is_inside).map(|(draft, _)| draft).collect()
    }

    /// What a reading is worth when it competes for its words.
    fn utility(&self, draft: &Draft) -> f64 {
        let (reading, weight) = (self.reading(draft), self.weight(draft));
        let before = weight.before_context + reading.beyond(weight);
        let score = if reading.candidate.is_right && self.is_whole(draft) { before.max(RIGHT_NAME) } else { self.full(draft) };
        // Ahead of nothing at all by a little, so that held-back look-alikes are reported where nothing else stands.
        score.max(before * 0.01).max(0.001)
    }

    /// Judges a draft that was chosen, and lends what is worth telling.
    fn sight(&self, text: &str, draft: &Draft, rivals: &[(u32, f64)], same_span: &[Draft], take: &mut impl FnMut(&Sighting<'_>)) {
        let (reading, closed) = (self.reading(draft), &self.closed[draft.weight]);
        let candidate = &reading.candidate;
        if !candidate.is_right && closed.weight.before_context < weights::REVIEW {
            return;
        }
        let rival = rivals.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1));
        let behind: Vec<f64> = rivals.iter().map(|(_, behind)| *behind).collect();
        let probability = weights::probability_among(closed.weight.decibans, &behind);
        let is_to_keep = self.scan.matcher.form(candidate.form).source == NameSource::Keep;
        let ahead = rival.map_or(f64::INFINITY, |(_, behind)| behind);
        let standing = if is_to_keep { Standing::Doubtful } else { Standing::of(probability, ahead) };
        let (standing, rival) = match self.namesake(draft, same_span) {
            Some(namesake) => (standing.min(Standing::Probable), Some(namesake)),
            None => (standing, rival),
        };
        let mut judged = Judged { closing: self, text, draft, reading, closed, exempt: None };
        let is_right = candidate.is_right || reading.is_kept;
        if !is_right {
            judged.exempt = exempt(draft.span, &reading.correction, || judged.quote(), &self.scan.quotations);
        }
        if !candidate.is_right {
            let speaker = &self.scan.drafts.spelled[reading.spelled].speaker;
            speaker.set(speaker.get().or(Some(draft.reading)));
        }
        take(&Sighting {
            surface: &reading.surface,
            correction: if reading.is_kept { &reading.surface } else { &reading.correction },
            entity: candidate.entity,
            probability,
            standing: if judged.exempt.is_some() { Standing::Doubtful } else { standing },
            is_right,
            rival,
            is_listed: closed.is_listed,
            scene: &judged,
        });
    }

    /// The score with the edits written out.
    fn explained(&self, reading: &Reading, score: &Arc<Score>) -> Arc<Score> {
        if reading.candidate.is_right {
            return Arc::clone(score);
        }
        let spelled = &self.scan.drafts.spelled[reading.spelled];
        let told = spelled.told.get_or_init(|| {
            let speaker = spelled.speaker.get().map_or(reading, |speaker| &self.scan.drafts.readings[speaker]);
            self.scan.matcher.describe_candidate(&speaker.candidate, &speaker.surface)
        });
        let mut score = Score::clone(score);
        score.describe_letters(told.clone());
        Arc::new(score)
    }
}

/// A draft that was chosen, where it stands.
struct Judged<'c, 's, 'a> {
    closing: &'c Closing<'s, 'a>,
    text: &'c str,
    draft: &'c Draft,
    reading: &'c Reading,
    closed: &'c Closed,
    /// Where the house leaves words alone, if it stands there.
    exempt: Option<&'static str>,
}

impl Around for Judged<'_, '_, '_> {
    fn place(&self) -> (u64, u64, u64) {
        (self.draft.span.0, self.draft.span.1, self.draft.line)
    }

    fn score(&self) -> Arc<Score> {
        let told = self.closed.told.get_or_init(|| self.closing.explained(self.reading, &self.closed.weight.score));
        let Some(place) = self.exempt else { return Arc::clone(told) };
        let mut score = Score::clone(told);
        score.add(Reason::Exempt(place), 0.0);
        Arc::new(score)
    }

    fn quote(&self) -> Quote {
        if self.reading.candidate.is_right {
            return Quote::default();
        }
        Quote::around(self.text, self.reading.span(self.draft), QUOTE_WIDTH)
    }

    fn example(&self) -> String {
        line_around(self.text, self.reading.span(self.draft), EXAMPLE_WIDTH)
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

/// What it says that the entity is named elsewhere: most where it is named in full with this very part.
fn add_presence(score: &mut Score, elsewhere: Elsewhere, role: Role) {
    match elsewhere {
        Elsewhere::Whole => {
            let weight = if role == Role::Given { weights::LICENSED_GIVEN } else { weights::LICENSED };
            score.add(Reason::Licensed, weight);
        }
        Elsewhere::SameSentence => score.add(Reason::SameSentence, weights::SAME_SENTENCE),
        Elsewhere::Present => score.add(Reason::EntityPresent, weights::ENTITY_PRESENT),
        Elsewhere::Nothing => {}
    }
}

impl Drafts {
    /// A candidate with what its passage says of it, if it is worth more than a look.
    fn draft(
        &mut self,
        matcher: &Matcher<'_>,
        knowledge: &Knowledge,
        text: &str,
        here: &Surroundings<'_>,
        candidate: Candidate,
        origin: &dyn Origin,
    ) -> Option<Draft> {
        let score = here.score(&candidate);
        let worth = candidate.is_right || score.before_context() >= weights::REVIEW;
        let short = candidate.span.len() <= 8 * MAX_LETTERS;
        let (token, span) = (candidate.tokens.0, candidate.span);
        (worth && short).then(|| Draft {
            reading: self.reading(matcher, knowledge.policy, candidate, &text[span]),
            weight: self.weight(score),
            sentence: here.sentence(token),
            token,
            at: span.start,
            span: origin.bytes(span),
            line: origin.line(span.start),
        })
    }
}

/// A stretch before and behind a span, cut between words, for one line of a concordance.
fn line_around(text: &str, span: Span, width: usize) -> String {
    let from = floor(text, span.start.saturating_sub(width));
    let to = floor(text, (span.end + width).min(text.len()));
    let head = &text[from..span.start];
    let tail = &text[span.end..to];
    let head = if from > 0 { head.split_once(char::is_whitespace).map_or(head, |(_, rest)| rest) } else { head };
    let tail = if to < text.len() { tail.rsplit_once(char::is_whitespace).map_or(tail, |(rest, _)| rest) } else { tail };
    let line = format!("{head}{}{tail}", &text[span]);
    unbroken(&line).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The set of readings without overlap that is worth most (weighted interval scheduling), in text order.
fn choose(drafts: &[Draft], tokens: impl Fn(&Draft) -> (usize, usize), utility: impl Fn(&Draft) -> f64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let ends = |at: &usize| tokens(&drafts[*at]).1;
    // Stable: of readings worth the same, the one whose entity's id comes first.
    order.sort_by_key(|at| (ends(at), drafts[*at].token));
    let mut best = vec![0.0_f64; order.len() + 1];
    let mut taken = vec![false; order.len()];
    let before: Vec<usize> = order.iter().map(|at| order.partition_point(|other| ends(other) <= drafts[*at].token)).collect();
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
