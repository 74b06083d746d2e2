//! The search of a passage: which stretches of it may be forms of entities.
//!
//! A word that a spelling may stand for opens a search at each of its places in the names; the rest of the name is sought to its left and
//! right, word by word, and what is found whole becomes a candidate. What a word may stand for was weighed beforehand
//! ([`Matcher::weigh`]); what the place of a candidate says of it is for `reconcile` to see to.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::bends::{self, Bent};
use super::endings::{Speech, end_alike, turkish_ending};
use super::forms::{Form, NameSource};
use super::matcher::{Candidate, JOIN, Matcher, Spellings, Unit, Weighed, fold_exact, is_small, is_unit, joined};
use super::vocabulary::{Query, WordMatches};
use super::weights;
use crate::gazetteer::Kind;
use crate::names::channel::Scratch;
use crate::names::letters::letters;
use crate::names::lexicon::Lexicon;
use crate::names::parts::{Role, is_particle};
use crate::text::{Casing, FoldedWords, Glue, Reading, Script, Span, Token, dominant_script, hyphened};

/// The tokens of one stretch of text with their folded spellings.
struct Passage<'a> {
    text: &'a str,
    tokens: &'a [Token],
    speech: Option<Speech>,
    folded: FoldedWords,
    spellings: &'a Spellings,
    weighed: RefCell<&'a mut Weighed>,
}

impl Passage<'_> {
    fn lookup(&self, tokens: (usize, usize)) -> Option<&WordMatches> {
        let in_polish = self.speech == Some(Speech::Polish);
        match tokens.1 - tokens.0 {
            1 => self.spellings.get(&self.folded[tokens.0], in_polish),
            _ => self.spellings.get(&joined(self.tokens, &self.folded, tokens.0, tokens.1), in_polish),
        }
    }
}

impl Matcher<'_> {
    /// Every stretch of `tokens` that may be a form of an entity, in order; for each stretch and entity the likeliest form.
    ///
    /// `spellings` has to hold what [`Self::wanted`] asks for; a spelling that it does not hold opens no search.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &[Token], spellings: &Spellings, weighed: &mut Weighed) -> Vec<Candidate> {
        let (tokens, folded, speech) = self.read_passage(text, tokens);
        let tokens = tokens.as_ref();
        let passage = Passage { text, tokens, speech, folded, spellings, weighed: RefCell::new(weighed) };
        let mut found = Found::default();
        for start in 0..tokens.len() {
            for width in 1..=JOIN {
                self.anchor(&passage, (start, start + width), &mut found);
            }
        }
        let mut found = found.candidates;
        // By id, not by number: the order of the gazetteer decides nothing.
        let id = |candidate: &Candidate| self.entity(candidate.entity).id.as_str();
        found.sort_by(|a, b| a.tokens.cmp(&b.tokens).then_with(|| id(a).cmp(id(b))));
        found
    }

    /// Opens a search at each word that the tokens may stand for.
    fn anchor(&self, passage: &Passage<'_>, at: (usize, usize), found: &mut Found) {
        if !is_unit(passage.tokens, at.0, at.1 - at.0) {
            return;
        }
        let Some(matches) = passage.lookup(at) else { return };
        // A title opens no search, unless a name has that very word: Mr Miley is not Mark Milley.
        let word = &passage.folded[at.0];
        if at.1 - at.0 == 1 && Lexicon::embedded().is_title(word) && self.vocabulary.number(word).is_none() {
            return;
        }
        let joins = |token: usize| passage.tokens.get(token).is_some_and(|token| token.glue.may_join_name());
        let (before, behind) = (at.0 > 0 && joins(at.0), joins(at.1) && !passage.tokens[at.1 - 1].is_possessive());
        for known in matches.words.iter().take_while(|known| known.decibans >= weights::ANCHOR) {
            let mut open = |form: u32, words: (usize, usize), bent: Option<Bent>| {
                let unit = Unit { tokens: at, words, decibans: known.decibans, initial: false, bent };
                if let Some(candidate) = self.grow(passage, form, unit) {
                    keep_best(self, candidate, found);
                }
            };
            if let Some(bends) = bends::script_of(known.word).and_then(|script| self.bends(script)) {
                for place in bends.places(known.word) {
                    let word = usize::from(place.at);
                    open(place.form, (word, word + 1), Some(bends.read_as(known.word, place.cases)));
                }
            } else {
                // `Ministry of Health` is looked for where the text has the town before it, and not at each of its words in all the towns of a
                // list.
                let places = self.vocabulary.places(known.word);
                let is_crowd = places.len() > weights::CROWD;
                let open_to = places.iter().filter(|place| !is_crowd || place.is_rarest()).take(weights::MOST_PLACES);
                // The rest of the name needs room beside the word; that is seen without looking at the name.
                for place in open_to.filter(|place| (place.at == 0 || before) && (place.behind == 0 || behind)) {
                    open(place.form, (usize::from(place.at), usize::from(place.at) + usize::from(place.width)), None);
                }
            }
        }
    }

    /// Extends one unit to the whole form, to the left and to the right.
    fn grow(&self, passage: &Passage<'_>, number: u32, anchor: Unit) -> Option<Candidate> {
        // A compiled gazetteer that was made up may give places that no form has.
        self.form(number).words.get(anchor.words.0..anchor.words.1).filter(|words| !words.is_empty())?;
        let mut units = self.extend_left(passage, number, anchor.words.0, anchor.tokens.0)?;
        let (word, token) = (anchor.words.1, anchor.tokens.1);
        // Most forms that are found have one word, and a long passage holds many.
        units.reserve_exact(1);
        units.push(anchor);
        units.extend(self.extend_right(passage, number, word, token)?);
        self.settle(passage, number, units)
    }

    fn extend_left(&self, passage: &Passage<'_>, number: u32, word: usize, token: usize) -> Option<Vec<Unit>> {
        let form = self.form(number);
        if word == 0 {
            return Some(Vec::new());
        }
        if token == 0 || !passage.tokens[token].glue.may_join_name() {
            return None;
        }
        let options = widths().filter(|(a, b)| *a <= token && *b <= word).filter_map(|(a, b)| {
            let unit = self.unit(passage, number, (token - a, token), (word - b, word))?;
            let glue = glue_cost(form.glue[word], passage.tokens[token].glue);
            let mut units = self.extend_left(passage, number, word - b, token - a)?;
            units.push(Unit { decibans: unit.decibans - glue, ..unit });
            Some(units)
        });
        options.max_by(|a, b| total(a).total_cmp(&total(b)))
    }

    fn extend_right(&self, passage: &Passage<'_>, number: u32, word: usize, token: usize) -> Option<Vec<Unit>> {
        let form = self.form(number);
        let (words, tokens) = (form.words.len(), passage.tokens.len());
        if word == words {
            return Some(Vec::new());
        }
        if token == tokens || !passage.tokens[token].glue.may_join_name() || passage.tokens[token - 1].is_possessive() {
            return None;
        }
        let options = widths().filter(|(a, b)| token + a <= tokens && word + b <= words).filter_map(|(a, b)| {
            let unit = self.unit(passage, number, (token, token + a), (word, word + b))?;
            let glue = glue_cost(form.glue[word], passage.tokens[token].glue);
            let rest = self.extend_right(passage, number, word + b, token + a)?;
            let mut units = vec![Unit { decibans: unit.decibans - glue, ..unit }];
            units.extend(rest);
            Some(units)
        });
        options.max_by(|a, b| total(a).total_cmp(&total(b)))
    }

    /// Holds some tokens against some words of a form; nothing if they cannot be the same.
    fn unit(&self, passage: &Passage<'_>, number: u32, tokens: (usize, usize), words: (usize, usize)) -> Option<Unit> {
        let form = self.form(number);
        let unit = |decibans, initial| Some(Unit { tokens, words, decibans, initial, bent: None });
        if tokens.1 - tokens.0 == 1 && words.1 - words.0 == 1 {
            let (token, word) = (&passage.tokens[tokens.0], form.words[words.0].as_str());
            let written = &passage.text[token.span];
            if is_small(word) || (token.casing == Casing::Lower && is_particle(written)) {
                return small_word(written, word).and_then(|decibans| unit(decibans, false));
            }
            // Mr Miley is not Mark Milley.
            let folded = &passage.folded[tokens.0];
            if Lexicon::embedded().is_title(folded) && *folded != *fold_exact(word) {
                return None;
            }
            if written.chars().nth(1).is_none() && word.chars().nth(1).is_some() {
                return is_initial_of(written, word).then(|| unit(weights::INITIAL, true)).flatten();
            }
        }
        let headless = tokens.1 - tokens.0 == 1
            && words == (0, 1)
            && form.role == Role::Full
            && self.has_lost_its_head(passage.tokens, &passage.folded, tokens.0);
        if !headless && !is_unit(passage.tokens, tokens.0, tokens.1 - tokens.0) {
            return None;
        }
        let decibans = self.likeness(passage, form, tokens, words)?;
        if let Some((bent, decibans)) = self.bent(passage, number, tokens, words).filter(|(_, other)| *other > decibans) {
            return Some(Unit { tokens, words, decibans, initial: false, bent: Some(bent) });
        }
        (decibans >= weights::UNIT_FLOOR).then(|| unit(decibans, false)).flatten()
    }

    /// The case form of a word that a token is likest to, with what its letters say.
    fn bent(&self, passage: &Passage<'_>, number: u32, tokens: (usize, usize), words: (usize, usize)) -> Option<(Bent, f64)> {
        if tokens.1 - tokens.0 > 1 || words.1 - words.0 > 1 {
            return None;
        }
        // By falling likeness: the first that bends this very word.
        passage.lookup(tokens)?.words.iter().find_map(|known| {
            let bends = self.bends(bends::script_of(known.word)?)?;
            let place = bends.places(known.word).iter().find(|place| place.form == number && usize::from(place.at) == words.0)?;
            Some((bends.read_as(known.word, place.cases), known.decibans))
        })
    }

    /// What the letters of some tokens say for some words, in decibans.
    fn likeness(&self, passage: &Passage<'_>, form: &Form, tokens: (usize, usize), words: (usize, usize)) -> Option<f64> {
        let matches = passage.lookup(tokens)?;
        let known = |number: u32| matches.words.iter().find(|known| known.word == number).map(|known| known.decibans);
        // What was not retrieved for a join is no join: two words of a text would fit two words of a name in too many ways.
        if words.1 - words.0 > 1 {
            let folded: String = form.words[words.0..words.1].iter().map(|word| fold_exact(word)).collect();
            return known(self.vocabulary.number(&folded)?).map(|decibans| decibans - weights::DIVISION);
        }
        let number = form.numbers[words.0];
        if tokens.1 - tokens.0 > 1 {
            return known(number);
        }
        known(number).or_else(|| {
            let weigh = |query: &Query, scratch: &mut Scratch| {
                self.vocabulary.weigh(query, matches.background, number, self.routes, scratch)
            };
            Some(passage.weighed.borrow_mut().get(&passage.folded[tokens.0], number, self.routes, weigh))
        })
    }

    /// Makes the candidate of a full alignment, or nothing if its most telling word is not like enough.
    fn settle(&self, passage: &Passage<'_>, number: u32, units: Vec<Unit>) -> Option<Candidate> {
        let form = self.form(number);
        let (first, last) = (units.first()?.tokens.0, units.last()?.tokens.1);
        if !self.head_is_like(form, &units)
            || self.family_is_initial(number, &units)
            || units.iter().any(|unit| is_numbered(passage, form, unit))
            || passage.tokens[first..last].iter().any(|token| token.technical)
        {
            return None;
        }
        let read = self.read(number, &units);
        let kept = self.kept_words(passage, form, &units);
        let listed = form.spelled(&kept);
        let bent_target = form.target().filter(|_| read.is_bent).map(|target| self.bent_target(form, target, read.cases));
        let correction = bent_target.clone().flatten().unwrap_or_else(|| form.correction(&kept));
        let mut span = Span::new(passage.tokens[first].span.start, passage.tokens[last - 1].span.end);
        let name_end = span.end;
        // A name that ends in 's by itself (Sainsbury's) owns the ending of the text as well.
        if ends_possessive(&correction) && passage.tokens[last - 1].is_possessive() {
            span.end = passage.tokens[last - 1].suffix_end;
        }
        let surface = normal(&passage.text[span]);
        // The hyphen of IVANO-⏎FRANKIVSK may be the name's own.
        let hyphened = hyphened(&passage.text[span]).map(|surface| normal(&surface));
        let is_surface = |name: &str| surface == name || hyphened.as_deref() == Some(name);
        // A misspelled given name with the initial of a family name is no listed spelling: Stephan L.
        let is_listed = !units.iter().any(|unit| unit.initial) && is_surface(&normal(&listed));
        // A misspelling is known as it stands; what is like it is unlike the name twice over (Edinborough, Wanborough).
        if form.source == NameSource::Misspelling && !is_listed {
            return None;
        }
        let is_right = is_surface(&normal(&correction));
        // A Polish alias may become an English name (Warszawy, Warsaw), which the paradigms are not for.
        let target_ends_alike = bent_target.is_none() || passage.speech.is_none() || end_alike(&passage.text[span], &correction);
        let is_garbled = read.cases.is_empty()
            || bent_target == Some(None)
            || !target_ends_alike
            || self.ends_otherwise(passage, form, &units);
        let mut candidate = Candidate {
            tokens: (first, last),
            span,
            entity: form.entity,
            form: number,
            is_right,
            is_listed,
            units,
            correction,
            is_perhaps_bent: is_garbled && !is_right,
            name_end,
        };
        if passage.speech == Some(Speech::Turkish) {
            take_ending(passage, &mut candidate);
        }
        Some(candidate)
    }

    /// Whether a word ends otherwise than the name, where names are declined.
    fn ends_otherwise(&self, passage: &Passage<'_>, form: &Form, units: &[Unit]) -> bool {
        let tokens = units.first().map_or(0, |unit| unit.tokens.0)..units.last().map_or(0, |unit| unit.tokens.1);
        let declined = passage.speech == Some(Speech::Polish)
            || passage.tokens[tokens].iter().any(|token| dominant_script(&passage.text[token.span]) == Script::Cyrillic);
        declined
            && units.iter().any(|unit| {
                let written = &passage.text[passage.tokens[unit.tokens.1 - 1].span];
                let name = unit.bent.map_or(form.words[unit.words.1 - 1].as_str(), |bent| self.bent_text(bent));
                !unit.initial && !end_alike(written, name)
            })
    }

    /// What stands in place of the list's words: initials of the text, and case forms.
    fn kept_words<'a>(&'a self, passage: &'a Passage<'_>, form: &Form, units: &[Unit]) -> Vec<Option<&'a str>> {
        let mut kept = kept_initials(passage, form, units);
        for unit in units {
            if let Some(bent) = unit.bent {
                kept[unit.words.0] = Some(self.bent_text(bent));
            }
        }
        kept
    }

    /// Whether nothing but an initial stands for the family name: a Joseph K. is not known to be Joseph Kabila.
    fn family_is_initial(&self, number: u32, units: &[Unit]) -> bool {
        if !units.iter().any(|unit| unit.initial) {
            return false;
        }
        let form = self.form(number);
        // The forms of a name stand together, the whole name first.
        let own = |other: &&Form| other.source == form.source;
        let after = (number..self.forms.of_entity(form.entity).end).map(|number| self.form(number));
        let family = after.take_while(own).find(|other| other.role == Role::Family);
        let written = |unit: &&Unit| !unit.initial;
        family.is_some_and(|family| {
            let is_family = |unit: &Unit| form.words[unit.words.0..unit.words.1].iter().any(|word| family.words.contains(word));
            !units.iter().filter(written).any(is_family)
        })
    }

    /// A person is known by the family name: `Vladimir` alone does not make `Vladimir Saldo` out of `Vladimir Sokolov`.
    fn head_is_like(&self, form: &Form, units: &[Unit]) -> bool {
        if self.entity(form.entity).kind_class() != Kind::Person || form.words.len() < 2 {
            return units.iter().any(|unit| unit.decibans >= weights::ANCHOR);
        }
        let telling = units
            .iter()
            .filter(|unit| !unit.initial && !form.words[unit.words.0..unit.words.1].iter().all(|word| is_small(word)));
        let least = if form.role == Role::Full { weights::UNIT_FLOOR } else { weights::ANCHOR };
        telling.map(|unit| unit.decibans).fold(f64::INFINITY, f64::min) >= least
            && units.last().is_some_and(|unit| {
                unit.initial || unit.decibans >= weights::ANCHOR || matches!(form.role, Role::Short | Role::Turned)
            })
    }
}

/// Takes the ending behind a Turkish apostrophe into the span, in harmony with the name that takes the place of the text's.
fn take_ending(passage: &Passage<'_>, candidate: &mut Candidate) {
    let token = &passage.tokens[candidate.tokens.1 - 1];
    if candidate.is_right || candidate.span.end != token.span.end || !token.is_possessive() {
        return;
    }
    match turkish_ending(passage.text, token, &candidate.correction) {
        Some(ending) => candidate.correction.push_str(&ending),
        None => {
            candidate.is_perhaps_bent = true;
            candidate.correction.push_str(&passage.text[token.span.end..token.suffix_end]);
        }
    }
    candidate.span.end = token.suffix_end;
}

/// The ways in which words of a text stand for words of a name: one for one, two or three run together or kept apart.
fn widths() -> impl Iterator<Item = (usize, usize)> {
    [(1, 1), (2, 1), (1, 2), (3, 1), (1, 3)].into_iter()
}

fn total(units: &[Unit]) -> f64 {
    units.iter().map(|unit| unit.decibans).sum()
}

/// Whether a word of the text is one of the name with a number behind it, which is another thing: a printer Norvexa7 of the firm Norvexa. In
/// Sald0 the digit stands for a letter.
fn is_numbered(passage: &Passage<'_>, form: &Form, unit: &Unit) -> bool {
    let written = &passage.text[passage.tokens[unit.tokens.1 - 1].span];
    let stem = written.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let name = &form.words[unit.words.1 - 1];
    stem.len() < written.len()
        && !name.ends_with(|letter: char| letter.is_ascii_digit())
        && stem.chars().count() >= name.chars().count()
}

/// The spelling with all that is typography put aside: what is equal here is the same name.
fn normal(name: &str) -> String {
    let folded = fold_exact(name);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ends_possessive(name: &str) -> bool {
    let folded = fold_exact(name);
    folded.ends_with("'s") || folded.ends_with("s'")
}

/// A small word agrees, is another small word of the kind (al- and el-), or parts the names.
fn small_word(written: &str, word: &str) -> Option<f64> {
    if letters(written, Reading::Plain) == letters(word, Reading::Plain) {
        Some(weights::SMALL_WORD)
    } else {
        (is_particle(written) && is_particle(word)).then_some(0.0)
    }
}

fn is_initial_of(written: &str, word: &str) -> bool {
    Casing::of(written) == Casing::Title && letters(written, Reading::Plain).first() == letters(word, Reading::Plain).first()
}

fn glue_cost(form: Glue, text: Glue) -> f64 {
    if (form == Glue::Hyphen) == (text == Glue::Hyphen) { 0.0 } else { weights::GLUE }
}

fn kept_initials<'t>(passage: &Passage<'t>, form: &Form, units: &[Unit]) -> Vec<Option<&'t str>> {
    let mut kept = vec![None; form.words.len()];
    for unit in units.iter().filter(|unit| unit.initial) {
        let token = &passage.tokens[unit.tokens.0];
        // The stop behind the last word stays outside: David A. is David A and a full stop.
        let last = units.last().is_some_and(|last| last.tokens == unit.tokens);
        let stop = !last && passage.text[token.span.end..].starts_with('.');
        kept[unit.words.0] = Some(&passage.text[token.span.start..token.span.end + usize::from(stop)]);
    }
    kept
}

/// The likeliest candidate of each stretch and entity.
#[derive(Default)]
struct Found {
    candidates: Vec<Candidate>,
    /// By stretch and entity.
    places: FxHashMap<(usize, usize, u32), usize>,
}

/// What a stretch is as an entity: right before listed before alike; then the more likely; then the better kind of name.
fn keep_best(matcher: &Matcher<'_>, candidate: Candidate, found: &mut Found) {
    let rank = |candidate: &Candidate| {
        let form = matcher.form(candidate.form);
        (
            candidate.is_right && form.source <= NameSource::Native,
            candidate.is_listed,
            candidate.form_decibans() + weights::role_prior(form.role),
        )
    };
    let key = (candidate.tokens.0, candidate.tokens.1, candidate.entity);
    match found.places.get(&key) {
        Some(at) => {
            let known = &mut found.candidates[*at];
            let (old, new) = (rank(known), rank(&candidate));
            let better =
                new.0.cmp(&old.0).then(new.1.cmp(&old.1)).then(new.2.total_cmp(&old.2)).then(known.form.cmp(&candidate.form));
            if better.is_gt() {
                *known = candidate;
            }
        }
        None => {
            found.places.insert(key, found.candidates.len());
            found.candidates.push(candidate);
        }
    }
}
