//! Is it somebody else? The words beside a mention: other given and family names, titles, generics, states, context words.

use super::Surroundings;
use crate::gazetteer::{Entity, Kind};
use crate::matching::{Candidate, Form, Reason, Score, weights};
use crate::names::letters::letters;
use crate::names::others::NameKind;
use crate::names::parts::{Role, is_particle};
use crate::text::{Casing, Glue, Reading};

/// How far, in tokens, a context word may stand from the mention.
const NEAR: usize = 12;

impl Surroundings<'_> {
    pub(super) fn add_neighbours(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        if let Some(word) = self.context_word(candidate, entity) {
            score.add(Reason::ContextWord(word), weights::CONTEXT_WORD);
        }
        match entity.kind_class() {
            Kind::Person if form.is_whole() => self.add_hyphened(candidate, score),
            Kind::Person => self.add_person_neighbours(candidate, form, entity, score),
            kind => self.add_place_neighbours(candidate, kind, score),
        }
    }

    fn add_person_neighbours(&self, candidate: &Candidate, form: &Form, entity: &Entity, score: &mut Score) {
        let (first, last) = candidate.tokens;
        self.add_hyphened(candidate, score);
        if let Some(before) = self.before(first) {
            if self.lexicon.is_title(&self.plain[before]) {
                score.add(Reason::Title(self.word(before)), weights::TITLE);
            } else if (self.is_other_name(before) && !self.is_own_name(before, entity)) || self.is_initial(before) {
                score.add(Reason::OtherNeighbour(self.word(before)), self.weight_before(before, form));
            }
        }
        let after = self.family_behind(last, form);
        if let Some(after) = after.filter(|after| self.is_other_name(*after) && !self.is_own_name(*after, entity)) {
            score.add(Reason::OtherNeighbour(self.word(after)), self.neighbour_weight(after));
        }
    }

    /// Whether the word is one of the entity's own names: Marat beside a listed `Husnurin` is nobody else.
    fn is_own_name(&self, at: usize, entity: &Entity) -> bool {
        let names = std::iter::once(&entity.name).chain(&entity.aliases).chain(&entity.keep);
        names.flat_map(|name| name.split_whitespace()).any(|word| super::plain(word) == self.plain[at])
    }

    /// A known given name is a person's own; whatever else stands there may be a word.
    fn weight_before(&self, before: usize, form: &Form) -> f64 {
        let family = matches!(form.role, Role::Family | Role::BareFamily);
        if family && self.matcher.is_other(&self.plain[before], NameKind::Given) {
            weights::GIVEN_NEIGHBOUR
        } else {
            self.neighbour_weight(before)
        }
    }

    /// The next name behind, past initials and the particles of a family name: Alexej von Jawlensky.
    fn family_behind(&self, last: usize, form: &Form) -> Option<usize> {
        let mut at = self.after(last)?;
        if form.role == Role::Given {
            let passed = |at: usize| is_particle(&self.plain[at]) || self.is_initial(at);
            while at + 1 < self.tokens.len()
                && passed(at)
                && matches!(self.tokens[at + 1].glue, Glue::Space | Glue::Hyphen | Glue::Stop)
            {
                at += 1;
            }
        }
        Some(at)
    }

    fn add_hyphened(&self, candidate: &Candidate, score: &mut Score) {
        if let Some(part) = self.hyphened(candidate.tokens.0, candidate.tokens.1) {
            score.add(Reason::OtherNeighbour(self.word(part)), weights::KNOWN_NEIGHBOUR);
        }
    }

    fn add_place_neighbours(&self, candidate: &Candidate, kind: Kind, score: &mut Score) {
        let (first, last) = candidate.tokens;
        if let Some(before) = self.before(first) {
            // At the head of a sentence the capital says nothing, but for a full stop behind it: Dr. Kanow.
            let is_shown = !self.tokens[before].opens_sentence || self.tokens[first].glue == Glue::Stop;
            let titled = self.lexicon.is_title(&self.plain[before]) && self.is_capital(before) && is_shown;
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
        // States in a row tell none of them apart: Kansas, Kentucky, Louisiana.
        let listed = self.lexicon.is_state(&super::plain(&candidate.correction));
        if let Some(state) = self.state_behind(last).filter(|_| kind == Kind::Place && !listed) {
            score.add(Reason::Namesake(state), weights::NAMESAKE);
        }
    }

    /// The token before, if nothing but white space or a hyphen parts them.
    pub(super) fn before(&self, first: usize) -> Option<usize> {
        let joined = matches!(self.tokens[first].glue, Glue::Space | Glue::Hyphen | Glue::Stop);
        (first > 0 && joined && !self.tokens[first - 1].is_possessive()).then(|| first - 1)
    }

    /// The token behind, likewise.
    pub(super) fn after(&self, last: usize) -> Option<usize> {
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
                && !matches!(&self.plain[*at], "ex" | "pro" | "al" | "el")
        };
        before.filter(foreign).or(after.filter(foreign))
    }

    /// Whether the token looks like a name of its own that is neither a title, a generic, a date nor a place of the list.
    pub(super) fn is_other_name(&self, at: usize) -> bool {
        let (token, plain) = (&self.tokens[at], &self.plain[at]);
        let long = plain.chars().nth(1).is_some();
        let excused =
            self.placed[at] || self.lexicon.is_title(plain) || self.lexicon.is_generic(plain) || self.lexicon.is_calendar(plain);
        let key = letters(plain, Reading::Plain);
        let lowered = self.knowledge.lower.contains(plain);
        // In a headline in capitals every word has them: THE SIEGE OF SEBASTOPOL.
        let headline =
            token.casing == Casing::Upper && (self.lexicon.is_function_word(plain) || self.matcher.background().is_word(&key));
        let named = self.matcher.background().leans_to_name(&key) && (!lowered || self.is_known_name(at));
        let by_place = token.opens_sentence
            && (self.matcher.background().is_word(&key) || self.language.is_some_and(|list| list.chance(plain) > 0.0));
        long && self.is_capital(at) && !headline && !excused && named && !by_place && !self.lexicon.is_demonym(plain)
    }

    pub(super) fn is_known_name(&self, at: usize) -> bool {
        self.matcher.background().is_name(&letters(&self.plain[at], Reading::Plain))
    }

    /// A single capital with a full stop behind it: `V. Kim` is not Andrii Kim.
    fn is_initial(&self, at: usize) -> bool {
        self.plain[at].chars().nth(1).is_none() && self.is_capital(at) && self.text[self.tokens[at].span.end..].starts_with('.')
    }

    fn neighbour_weight(&self, at: usize) -> f64 {
        if self.is_known_name(at) { weights::KNOWN_NEIGHBOUR } else { weights::OTHER_NEIGHBOUR }
    }

    /// `Odessa, Texas`, `Odessa in New Mexico`.
    fn state_behind(&self, last: usize) -> Option<String> {
        let behind = self.tokens.get(last)?;
        let gap = &self.text[self.tokens[last - 1].suffix_end..behind.span.start];
        let comma = matches!(gap.trim(), "," | "(");
        let at = if comma {
            last
        } else if &self.plain[last] == "in" {
            last + 1
        } else {
            return None;
        };
        // New South Wales has three words.
        (1..=3).filter(|length| at + length <= self.tokens.len()).find_map(|length| {
            let words = at..at + length;
            let glued = words.clone().skip(1).all(|at| matches!(self.tokens[at].glue, Glue::Space | Glue::Line));
            let is_state = glued
                && self.is_capital(at)
                && self.lexicon.is_state(&self.plain.range(words.start, words.end).collect::<Vec<_>>().join(" "));
            is_state.then(|| words.map(|at| self.word(at)).collect::<Vec<_>>().join(" "))
        })
    }

    pub(super) fn context_word(&self, candidate: &Candidate, entity: &Entity) -> Option<String> {
        let (first, last) = candidate.tokens;
        let near = first.saturating_sub(NEAR)..(last + NEAR).min(self.tokens.len());
        let near = || self.plain.range(near.start, near.end);
        entity.context.iter().find(|word| near().any(|other| other == word.as_str())).cloned()
    }
}
