//! What stands around a mention, weighed a mention at a time: neighbours, titles, phrases, quoted works, sentence heads.
//!
//! Form is the business of `matching`; the document as a whole that of `scan`. Every finding here concerns one place only.

use super::survey::Knowledge;
use crate::gazetteer::{Entity, Kind};
use crate::matching::{Candidate, Form, Matcher, NameSource, Reason, Score, Unit, weights};
use crate::names::letters::letters;
use crate::names::lexicon::{Lexicon, WordList};
use crate::names::parts::Role;
use crate::text::{Casing, Glue, Reading, Script, Span, Token, dominant_script, fold_into};

/// The most letters' worth of evidence that a mention may bring, in decibans: beyond that it is certain which name is meant by the
/// letters, and only the place decides whether it is one.
const FORM_CAP: f64 = 70.0;

/// Of what the letters say beyond the cap, this share counts: a longer name is never quite as sure as a shorter one.
const BEYOND_CAP: f64 = 0.05;

/// What the letters say with the cap. It bends and does not cut, so that only equal evidence weighs the same.
fn capped(decibans: f64) -> f64 {
    decibans.min(FORM_CAP) + BEYOND_CAP * (decibans - FORM_CAP).max(0.0)
}

/// How far, in tokens, a context word may stand from the mention.
const NEAR: usize = 12;

/// The longest quotation, in tokens, that can be a title.
const TITLE_TOKENS: usize = 9;

/// A stretch of text prepared for questions about its places.
pub(super) struct Surroundings<'a> {
    text: &'a str,
    tokens: &'a [Token],
    matcher: &'a Matcher<'a>,
    knowledge: &'a Knowledge,
    lexicon: &'static Lexicon,
    /// The common words of the passage's language, if that is not English.
    language: Option<&'static WordList>,
    /// The tokens in lower case without marks.
    plain: Vec<String>,
    /// Token ranges inside quoted titles, and whether a word before the quotation says so.
    quoted: Vec<(usize, usize, bool)>,
    phrases: Vec<(usize, usize)>,
    /// Tokens that belong to a place or an organisation of the gazetteer, spelled right.
    placed: Vec<bool>,
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        matcher: &'a Matcher<'a>,
        knowledge: &'a Knowledge,
        candidates: &[Candidate],
    ) -> Self {
        let plain: Vec<String> = tokens.iter().map(|token| plain(&text[token.span])).collect();
        let mut placed = vec![false; tokens.len()];
        for candidate in candidates.iter().filter(|candidate| candidate.is_right) {
            let person = matcher.entity(candidate.entity).kind_class() == Kind::Person;
            if !person {
                placed[candidate.tokens.0..candidate.tokens.1].fill(true);
            }
        }
        let lexicon = Lexicon::embedded();
        let language = lexicon.language_of(plain.iter().map(String::as_str));
        let mut here =
            Self { text, tokens, matcher, knowledge, lexicon, language, plain, quoted: Vec::new(), phrases: Vec::new(), placed };
        here.quoted = here.find_quoted();
        here.phrases = here.find_phrases();
        here
    }

    /// All that can be said of a candidate without the rest of its document.
    pub(super) fn score(&self, candidate: &Candidate) -> Score {
        let entity = self.matcher.entity(candidate.entity);
        let form = self.matcher.form(candidate.form);
        let mut score = Score::default();
        self.add_form(candidate, form, entity, &mut score);
        self.add_word(candidate, form, entity, &mut score);
        self.add_neighbours(candidate, form, entity, &mut score);
        score
    }

    fn add_form(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        let size = self.matcher.gazetteer().len();
        #[expect(clippy::cast_precision_loss, reason = "a logarithm of a count")]
        let prior = -weights::PRIOR_PER_DECADE * (size.max(1) as f64).log10();
        score.add(Reason::GazetteerSize(size), prior);
        if let Some(weight) = entity.weight {
            let (least, most) = weights::WEIGHT_BOUNDS;
            let renown = weights::WEIGHT_PER_DECADE * (weight / weights::WEIGHT_USUAL).log10();
            score.add(Reason::Weight, renown.clamp(least, most));
        }
        score.add(Reason::Letters(String::new()), capped(candidate.telling_decibans()));
        if candidate.is_listed && matches!(form.source, NameSource::Alias | NameSource::Misspelling) {
            score.add(Reason::Listed, weights::LISTED);
        }
        if form.source == NameSource::Keep && !candidate.is_right {
            score.add(Reason::VariantOfKept(form.text()), 0.0);
        } else if form.role != Role::Full {
            score.add(Reason::Part(form.role), weights::role_prior(form.role));
        }
    }

    fn add_word(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        let (first, last) = candidate.tokens;
        if self.tokens[first].opens_sentence && last - first == 1 {
            score.add(Reason::SentenceOpens, weights::SENTENCE_OPENS);
        }
        if last - first == 1 && !candidate.is_right && !candidate.is_listed {
            self.add_ordinary(first, form, score);
        }
        if !candidate.is_right && (first..last).all(|at| self.is_seen_lower(at)) {
            score.add(Reason::SeenLower, weights::SEEN_LOWER);
        }
        if self.phrases.iter().any(|(from, to)| first < *to && *from < last && (last - first) < to - from)
            || self.is_in_title(first, last)
        {
            score.add(Reason::Phrase, weights::PHRASE);
        }
        if candidate.is_perhaps_bent {
            score.add(Reason::Inflected, weights::INFLECTED);
        }
        // A full name is not derived from: Lord Ragian is no follower of Lord Rag. South Korean is derived from South Korea.
        let named = entity.kind_class() == Kind::Person && form.words.len() > 1;
        if !named && !candidate.is_right && !candidate.is_listed && candidate.units.last().is_some_and(is_word_for_word) {
            self.add_derivation(last - 1, candidate, entity, score);
        }
    }

    /// Capitals are a headline's or a heading's where the neighbours have them too.
    fn is_acronym(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let alone = |other: Option<usize>| {
            other.and_then(|other| self.tokens.get(other)).is_none_or(|other| other.casing != Casing::Upper)
        };
        token.casing == Casing::Upper
            && self.plain[at].chars().count() <= weights::ACRONYM_LETTERS
            && alone(at.checked_sub(1))
            && alone(Some(at + 1))
    }

    fn add_ordinary(&self, at: usize, form: &Form, score: &mut Score) {
        let word = self.plain[at].as_str();
        if self.is_acronym(at) && !is_capitals(form) {
            score.add(Reason::Acronym, weights::ACRONYM);
        } else if self.lexicon.is_title(word) || self.lexicon.is_generic(word) || self.lexicon.is_calendar(word) {
            score.add(Reason::TitleWord, weights::TITLE_WORD);
        } else if self.is_ordinary(at) {
            let weight = if self.tokens[at].opens_sentence { weights::ORDINARY_OPENS } else { weights::ORDINARY_WORD };
            score.add(Reason::OrdinaryWord, weight);
        }
    }

    fn is_seen_lower(&self, at: usize) -> bool {
        let mut folded = String::new();
        fold_into(&self.text[self.tokens[at].span], Reading::Exact, &mut folded);
        self.knowledge.lower.contains(folded.as_str())
    }

    fn is_ordinary(&self, at: usize) -> bool {
        let word = self.plain[at].as_str();
        let key = letters(word, Reading::Plain);
        let background = self.matcher.background();
        match self.language {
            Some(list) => list.has(word),
            None => background.is_word(&key) && !background.leans_to_name(&key),
        }
    }

    fn add_derivation(&self, at: usize, candidate: &Candidate, entity: &Entity, score: &mut Score) {
        let form = self.matcher.form(candidate.form);
        if self.lexicon.is_demonym(&self.plain[at]) {
            return score.add(Reason::Demonym, weights::DERIVED);
        }
        let bent = candidate.units.last().filter(|unit| unit.bent.is_some());
        let case_form = bent.map(|unit| letters(&self.matcher.read_as(candidate, unit), Reading::Plain));
        let channel = self.matcher.routes().pooled();
        let nominative = letters(form.words.last().map_or("", String::as_str), Reading::Plain);
        let stem = &self.text[self.tokens[at].span.start..candidate.name_end];
        let written = letters(stem, Reading::Plain);
        if dominant_script(stem) == Script::Cyrillic {
            if let Some(suffix) =
                self.lexicon.cyrillic_derivation(&nominative, case_form.as_ref().unwrap_or(&nominative), &written, channel)
            {
                score.add(Reason::Derived(suffix), weights::DERIVED);
            }
            return;
        }
        let person = entity.kind_class() == Kind::Person;
        // The Zelenskys, the Magyars: several of the name, or a people; in a place's name (Marseilles) as often an old spelling.
        if (person || form.source == NameSource::Alias) && self.lexicon.is_plural(&nominative, &written, channel) {
            return score.add(Reason::Derived("s"), weights::PLURAL);
        }
        let suffix = match &case_form {
            Some(case_form) => self.lexicon.derivation_beside(&nominative, case_form, &written, channel),
            None => self.lexicon.derivation(&nominative, &written, person, channel),
        };
        if let Some(suffix) = suffix {
            score.add(Reason::Derived(suffix), weights::DERIVED);
        }
    }

    fn add_neighbours(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        if let Some(word) = self.context_word(candidate, entity) {
            score.add(Reason::ContextWord(word), weights::CONTEXT_WORD);
        }
        match entity.kind_class() {
            Kind::Person if form.is_whole() => self.add_hyphened(candidate, score),
            Kind::Person => self.add_person_neighbours(candidate, score),
            kind => self.add_place_neighbours(candidate, kind, score),
        }
    }

    fn add_person_neighbours(&self, candidate: &Candidate, score: &mut Score) {
        let (first, last) = candidate.tokens;
        self.add_hyphened(candidate, score);
        if let Some(before) = self.before(first) {
            if self.lexicon.is_title(&self.plain[before]) {
                score.add(Reason::Title(self.word(before)), weights::TITLE);
            } else if self.is_other_name(before) || self.is_initial(before) {
                score.add(Reason::OtherNeighbour(self.word(before)), self.neighbour_weight(before));
            }
        }
        if let Some(after) = self.after(last).filter(|after| self.is_other_name(*after)) {
            score.add(Reason::OtherNeighbour(self.word(after)), self.neighbour_weight(after));
        }
    }

    fn add_hyphened(&self, candidate: &Candidate, score: &mut Score) {
        if let Some(part) = self.hyphened(candidate.tokens.0, candidate.tokens.1) {
            score.add(Reason::OtherNeighbour(self.word(part)), weights::KNOWN_NEIGHBOUR);
        }
    }

    fn add_place_neighbours(&self, candidate: &Candidate, kind: Kind, score: &mut Score) {
        let (first, last) = candidate.tokens;
        if let Some(before) = self.before(first) {
            let titled =
                self.lexicon.is_title(&self.plain[before]) && self.is_capital(before) && !self.tokens[before].opens_sentence;
            if titled || (self.is_other_name(before) && self.is_known_name(before)) {
                score.add(Reason::OtherNeighbour(self.word(before)), weights::PERSON_NEIGHBOUR);
            } else if self.is_other_name(before) {
                score.add(Reason::OtherNeighbour(self.word(before)), weights::PLACE_NEIGHBOUR);
            }
        }
        if let Some(after) = self.after(last) {
            if self.lexicon.renames(&self.plain[after]) && self.is_capital(after) && kind == Kind::Place {
                score.add(Reason::Renamed(self.word(after)), weights::GENERIC_NEIGHBOUR);
            } else if self.is_other_name(after) && self.is_known_name(after) {
                score.add(Reason::OtherNeighbour(self.word(after)), weights::PLACE_NEIGHBOUR);
            }
        }
        if let Some(state) = self.state_behind(last).filter(|_| kind == Kind::Place) {
            score.add(Reason::Namesake(self.word(state)), weights::NAMESAKE);
        }
    }

    /// The token before, if nothing but white space or a hyphen parts them.
    fn before(&self, first: usize) -> Option<usize> {
        let joined = matches!(self.tokens[first].glue, Glue::Space | Glue::Hyphen | Glue::Stop);
        (first > 0 && joined && !self.tokens[first - 1].is_possessive()).then(|| first - 1)
    }

    /// The token behind, likewise.
    fn after(&self, last: usize) -> Option<usize> {
        let joined = self.tokens.get(last).is_some_and(|token| matches!(token.glue, Glue::Space | Glue::Hyphen));
        (joined && !self.tokens[last - 1].is_possessive()).then_some(last)
    }

    /// A neighbour that a hyphen makes part of one name with this: Hsi-an is not Xi, T'ae-u not T'ae. Kherson-based and ex-Saldo are
    /// compounds of ordinary words.
    fn hyphened(&self, first: usize, last: usize) -> Option<usize> {
        let before = (first > 0 && self.tokens[first].glue == Glue::Hyphen).then(|| first - 1);
        let after = self.tokens.get(last).is_some_and(|token| token.glue == Glue::Hyphen).then_some(last);
        let foreign = |at: &usize| {
            let key = letters(&self.plain[*at], Reading::Plain);
            let grammar = self.lexicon.is_function_word(&self.plain[*at]);
            (grammar || !self.matcher.background().is_word(&key))
                && key.len() > 1
                && !matches!(self.plain[*at].as_str(), "ex" | "pro" | "al" | "el")
        };
        before.filter(foreign).or(after.filter(foreign))
    }

    fn is_capital(&self, at: usize) -> bool {
        matches!(self.tokens[at].casing, Casing::Title | Casing::Mixed | Casing::Upper)
    }

    /// Whether the token looks like a name of its own that is neither a title, a generic, a date nor a place of the list.
    fn is_other_name(&self, at: usize) -> bool {
        let (token, plain) = (&self.tokens[at], self.plain[at].as_str());
        let long = plain.chars().nth(1).is_some();
        let excused =
            self.placed[at] || self.lexicon.is_title(plain) || self.lexicon.is_generic(plain) || self.lexicon.is_calendar(plain);
        let key = letters(plain, Reading::Plain);
        let lowered = self.knowledge.lower.contains(plain);
        let named = self.matcher.background().leans_to_name(&key) && (!lowered || self.is_known_name(at));
        let by_place = token.opens_sentence
            && (self.matcher.background().is_word(&key) || self.language.is_some_and(|list| list.has(plain)));
        long && self.is_capital(at) && !excused && named && !by_place && !self.lexicon.is_demonym(plain)
    }

    fn is_known_name(&self, at: usize) -> bool {
        self.matcher.background().is_name(&letters(&self.plain[at], Reading::Plain))
    }

    /// A single capital with a full stop behind it: `V. Kim` is not Andrii Kim.
    fn is_initial(&self, at: usize) -> bool {
        self.plain[at].chars().nth(1).is_none() && self.is_capital(at) && self.text[self.tokens[at].span.end..].starts_with('.')
    }

    fn neighbour_weight(&self, at: usize) -> f64 {
        if self.is_known_name(at) { weights::KNOWN_NEIGHBOUR } else { weights::OTHER_NEIGHBOUR }
    }

    /// `Odessa, Texas`, `Odessa in Texas`.
    fn state_behind(&self, last: usize) -> Option<usize> {
        let behind = self.tokens.get(last)?;
        let gap = &self.text[self.tokens[last - 1].suffix_end..behind.span.start];
        let comma = matches!(gap.trim(), "," | "(");
        let at = if comma {
            last
        } else if self.plain[last] == "in" {
            last + 1
        } else {
            return None;
        };
        (at < self.tokens.len() && self.is_capital(at) && self.lexicon.is_state(&self.plain[at])).then_some(at)
    }

    fn context_word(&self, candidate: &Candidate, entity: &Entity) -> Option<String> {
        let (first, last) = candidate.tokens;
        let near = first.saturating_sub(NEAR)..(last + NEAR).min(self.tokens.len());
        let near = &self.plain[near];
        entity.context.iter().find(|word| near.iter().any(|other| other == *word)).cloned()
    }

    fn is_in_title(&self, first: usize, last: usize) -> bool {
        self.quoted.iter().any(|(from, to, cued)| *from <= first && last <= *to && (*cued || (last - first) < to - from))
    }

    /// Quotations in which every word of four letters or more has a capital: titles of works, or names of ships.
    fn find_quoted(&self) -> Vec<(usize, usize, bool)> {
        let mut found = Vec::new();
        let mut open: Option<usize> = None;
        for at in 0..=self.tokens.len() {
            let gap = self.gap(at);
            if let Some(from) = open.filter(|_| gap.contains(['"', '”', '»', '“']) || gap.contains('\n')) {
                if !gap.contains('\n') && at - from <= TITLE_TOKENS && self.is_titled(from, at) {
                    found.push((from, at, self.is_cued(from)));
                }
                open = None;
                if !gap.trim_end().ends_with(['“', '«', '„']) {
                    continue;
                }
            }
            if gap.contains(['"', '“', '«', '„']) {
                open = Some(at);
            }
        }
        found
    }

    /// The text between a token and the one before it.
    fn gap(&self, at: usize) -> &str {
        let from = if at == 0 { 0 } else { self.tokens[at - 1].suffix_end };
        let to = self.tokens.get(at).map_or(self.text.len(), |token| token.span.start);
        &self.text[from.min(to)..to]
    }

    fn is_titled(&self, from: usize, to: usize) -> bool {
        let long = |at: &usize| self.plain[*at].len() > 3;
        let closed = self.gap(to);
        to > from
            && (from..to).filter(long).all(|at| self.is_capital(at))
            && self.is_capital(from)
            && !closed.starts_with(['.', ',', '!', '?'])
    }

    fn is_cued(&self, from: usize) -> bool {
        self.plain[from.saturating_sub(3)..from].iter().any(|word| self.lexicon.announces_work(word))
    }

    fn find_phrases(&self) -> Vec<(usize, usize)> {
        let words: Vec<&str> = self.plain.iter().map(String::as_str).collect();
        let lengths = (0..words.len()).map(|at| (at, self.lexicon.phrase_len(&words[at..])));
        lengths.filter(|(_, length)| *length > 0).map(|(at, length)| (at, at + length)).collect()
    }

    fn word(&self, at: usize) -> String {
        self.text[self.tokens[at].span].to_owned()
    }

    /// A stretch before and behind a span, cut between words, for one line of a concordance.
    pub(super) fn line_around(&self, span: Span, width: usize) -> String {
        let from = floor(self.text, span.start.saturating_sub(width));
        let to = floor(self.text, (span.end + width).min(self.text.len()));
        let head = &self.text[from..span.start];
        let tail = &self.text[span.end..to];
        let head = if from > 0 { head.split_once(char::is_whitespace).map_or(head, |(_, rest)| rest) } else { head };
        let tail = if to < self.text.len() { tail.rsplit_once(char::is_whitespace).map_or(tail, |(rest, _)| rest) } else { tail };
        let line = format!("{head}{}{tail}", &self.text[span]);
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether one word of the text stands for one word of the name.
fn is_word_for_word(unit: &Unit) -> bool {
    unit.tokens.1 - unit.tokens.0 == 1 && unit.words.1 - unit.words.0 == 1
}

/// Whether the list writes the form in capitals: NATO.
fn is_capitals(form: &Form) -> bool {
    form.words.iter().all(|word| Casing::of(word) == Casing::Upper)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, Reading::Plain, &mut out);
    out
}
