//! The matcher: a gazetteer prepared for the question which of its names a stretch of words may be.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::bends::{Bends, Bent};
use super::besides;
use super::compiled::{self, Opened};
use super::endings::{Speech, part_endings};
use super::forms::{Form, Forms, all_forms, romanized};
use super::stock::Place;
use super::vocabulary::{Query, Room, Sought, Vocabulary, WordMatches};
use super::weights;
use crate::gazetteer::{Entity, Gazetteer, Kind};
use crate::names::array::Array;
use crate::names::background::Background;
use crate::names::channel::Scratch;
use crate::names::letters::letters;
use crate::names::lexicon::Lexicon;
use crate::names::others::{NameKind, Others};
use crate::names::parts::{given_elsewhere, is_particle};
use crate::names::routes::{Explained, Routes};
use crate::text::{Casing, FoldedWords, Glue, Reading, Script, Span, Token, dominant_script, fold_into, tokens};

/// The most words that are tried as one: `Price Waterhouse Coopers` for PricewaterhouseCoopers.
pub(super) const JOIN: usize = 3;

/// A gazetteer with its forms and keys. Built once, asked often, by any number of threads.
#[derive(Debug)]
pub struct Matcher<'g> {
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) forms: Forms,
    pub(super) vocabulary: Vocabulary,
    pub(super) routes: &'g Routes,
    pub(super) background: &'static Background,
    others: &'static Others,
    /// The embedded gazetteer beside a user's own: the numbers of its entities, and their names.
    pub(super) besides: Array<u32>,
    more: Others,
    /// Hashes, in order, of the names of the gazetteer without spaces and marks, which are nobody else's; and the words of those that the
    /// world knows.
    pub(super) own_names: Array<u64>,
    pub(super) own_fame: FxHashSet<Box<str>>,
    /// The case forms of names in Cyrillic, once a text asks for them.
    pub(super) cyrillic: OnceLock<Bends>,
    /// The Polish case forms of names in Latin, once a Polish text asks for them.
    pub(super) polish: OnceLock<Bends>,
    /// A word of the list is looked for where it may say this much at least, in decibans.
    worth: f64,
}

/// A spelling that wants weighing: one word of a text, or several run together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wanted {
    /// The folded words, with `-` between those that a hyphen parts, and `+` between others.
    pub key: Box<str>,
    /// Whether it stands in a Polish text, which declines names in Latin letters.
    pub in_polish: bool,
}

/// What each distinct spelling may stand for; filled once, then only read.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    known: FxHashMap<Box<str>, WordMatches>,
    in_polish: FxHashMap<Box<str>, WordMatches>,
}

impl Spellings {
    /// Keeps what a spelling may stand for.
    pub fn insert(&mut self, wanted: Wanted, matches: WordMatches) {
        let known = if wanted.in_polish { &mut self.in_polish } else { &mut self.known };
        known.insert(wanted.key, matches);
    }

    /// Whether the spelling has been weighed.
    #[must_use]
    pub fn contains(&self, wanted: &Wanted) -> bool {
        self.get(&wanted.key, wanted.in_polish).is_some()
    }

    pub(super) fn get(&self, key: &str, in_polish: bool) -> Option<&WordMatches> {
        if in_polish { self.in_polish.get(key) } else { self.known.get(key) }
    }
}

/// Words of the text held against words of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// First and, behind it, last token of the text.
    pub tokens: (usize, usize),
    /// First and, behind it, last word of the form.
    pub words: (usize, usize),
    /// What it says for the match.
    pub decibans: f64,
    /// Whether the text has an initial here, which stays one.
    pub initial: bool,
    /// As which case form it was read, if not as the nominative.
    pub bent: Option<Bent>,
}

/// A stretch of tokens that may be a form of an entity, with what its letters say.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// First token, and the one behind the last.
    pub tokens: (usize, usize),
    /// The stretch in bytes.
    pub span: Span,
    /// The entity's number in the gazetteer.
    pub entity: u32,
    /// The form's number in the matcher.
    pub form: u32,
    /// The words that were held against each other, from left to right.
    pub units: Vec<Unit>,
    /// What it would become.
    pub correction: String,
    /// Whether it already is that, but for casing, glyphs and white space.
    pub is_right: bool,
    /// Whether it is, letter for letter, a name that the list gives the entity, or a case form of one.
    pub is_listed: bool,
    /// Whether its ending may be one of grammar that the correction would lose or bend wrongly.
    pub is_perhaps_bent: bool,
    /// Where the name ends, in bytes, without an ending behind an apostrophe that is part of the span.
    pub name_end: usize,
}

impl Candidate {
    /// Sum over the words, in decibans: the likelihood of this spelling as a variant against its likelihood as anything else.
    #[must_use]
    pub fn form_decibans(&self) -> f64 {
        self.units.iter().map(|unit| unit.decibans).sum()
    }

    /// The same without what the letters of case endings say: any name of the language has them, which the background does not know.
    #[must_use]
    pub fn telling_decibans(&self) -> f64 {
        let endings = self.units.iter().filter_map(|unit| unit.bent).map(|bent| f64::from(bent.ending));
        self.form_decibans() - weights::ENDING_LETTER * endings.sum::<f64>()
    }
}

/// Words that were weighed against words that were not found for them, since the rest of a name stands beside them; kept from passage to
/// passage.
#[derive(Debug, Default)]
pub struct Weighed {
    words: FxHashMap<Box<str>, (Query, FxHashMap<u32, f64>)>,
    scratch: Scratch,
}

/// So many spellings are kept at most, so that memory does not grow with the text.
const MOST_WEIGHED: usize = 20_000;

impl Weighed {
    pub(super) fn get(
        &mut self,
        spelling: &str,
        number: u32,
        routes: &Routes,
        weigh: impl FnOnce(&Query, &mut Scratch) -> f64,
    ) -> f64 {
        if !self.words.contains_key(spelling) {
            if self.words.len() >= MOST_WEIGHED {
                self.words.clear();
            }
            self.words.insert(spelling.into(), (Query::read(spelling, routes), FxHashMap::default()));
        }
        let Some((query, known)) = self.words.get_mut(spelling) else { return f64::NEG_INFINITY };
        *known.entry(number).or_insert_with(|| weigh(query, &mut self.scratch))
    }
}

impl<'g> Matcher<'g> {
    /// Prepares `gazetteer`. Linear in the number of its names.
    #[must_use]
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        Self::with_routes(gazetteer, Routes::embedded())
    }

    /// As [`Self::new`], with other routes than the embedded ones. A compiled gazetteer that has a matcher's sections is opened in no time.
    #[must_use]
    pub fn with_routes(gazetteer: &'g Gazetteer, routes: &'g Routes) -> Self {
        let opened = gazetteer.compiled().and_then(|file| compiled::open(file, gazetteer.len(), routes));
        let is_opened = opened.is_some();
        let Opened { forms, vocabulary, besides, own_names, own_fame } = opened.unwrap_or_else(|| {
            let (own_names, own_fame) = besides::own(gazetteer, Others::embedded());
            let besides = besides::besides(gazetteer).into();
            Opened { forms: Forms::default(), vocabulary: Vocabulary::default(), besides, own_names, own_fame }
        });
        let mut matcher = Self {
            gazetteer,
            forms,
            vocabulary,
            routes,
            background: Background::embedded(),
            others: Others::embedded(),
            more: besides::others_of(&besides),
            besides,
            own_names,
            own_fame,
            cyrillic: OnceLock::new(),
            polish: OnceLock::new(),
            worth: weights::worth(gazetteer.len()),
        };
        if !is_opened {
            matcher.lay_out();
        }
        matcher
    }

    /// Enters the forms of all entities.
    fn lay_out(&mut self) {
        let mut counts = Vec::with_capacity(self.gazetteer.len());
        let mut next = 0_u32;
        for (number, entity) in (0_u32..).zip(self.gazetteer.entities()) {
            let forms = all_forms(number, entity);
            for (number, form) in (next..).zip(&forms) {
                self.enter(number, form, entity);
            }
            self.enter_schemes(entity);
            next += u32::try_from(forms.len()).expect("an entity has a few dozen forms");
            counts.push(forms.len());
        }
        self.forms = Forms::new(counts.into_iter());
        self.vocabulary.finish(self.routes);
    }

    /// The gazetteer it was made from.
    #[must_use]
    pub const fn gazetteer(&self) -> &'g Gazetteer {
        self.gazetteer
    }

    /// An entity by its number.
    #[must_use]
    pub fn entity(&self, number: u32) -> &'g Entity {
        &self.gazetteer.entities()[number as usize]
    }

    /// A form by its number.
    #[must_use]
    pub fn form(&self, number: u32) -> &Form {
        self.forms.get(number, |entity| self.forms_of(entity))
    }

    /// The routes that spellings are weighed by.
    #[must_use]
    pub const fn routes(&self) -> &'g Routes {
        self.routes
    }

    /// The background that likeness is held against.
    #[must_use]
    pub const fn background(&self) -> &'static Background {
        self.background
    }

    /// Whether a unit holds nothing but small words of the form: particles, words without a capital.
    #[must_use]
    pub fn is_small(&self, form: &Form, unit: &Unit) -> bool {
        form.words[unit.words.0..unit.words.1].iter().all(|word| is_small(word))
    }

    /// How likely a capitalised word (in lower case without marks) is to be a name of others.
    #[must_use]
    pub fn other_chance(&self, word: &str) -> f64 {
        let built_in = if self.own_fame.contains(word) { 0.0 } else { self.others.chance(word) };
        built_in.max(self.more.chance(word))
    }

    /// Whether a word is known as a name of this kind.
    #[must_use]
    pub fn is_other(&self, word: &str, kind: NameKind) -> bool {
        self.others.is(word, kind)
    }

    /// How many of `words` the longest name of several words takes that is another's and begins here; 0 if there is none.
    #[must_use]
    pub fn other_phrase(&self, words: &[&str]) -> usize {
        let own = |length: &usize| self.own_names.binary_search(&besides::hash(&words[..*length])).is_err();
        let built_in = self.others.phrase_len(words);
        Some(built_in).filter(own).unwrap_or(0).max(self.more.phrase_len(words))
    }

    /// The forms of an entity, made anew.
    pub(super) fn forms_of(&self, entity: u32) -> Box<[Form]> {
        let Some(own) = self.gazetteer.entities().get(entity as usize) else { return Box::default() };
        let mut forms = all_forms(entity, own);
        for form in &mut forms {
            // A word that is not in the vocabulary has no number; there is none.
            form.numbers = form.words.iter().map(|word| self.vocabulary.number(&fold_exact(word)).unwrap_or(u32::MAX)).collect();
        }
        forms.into()
    }

    fn enter(&mut self, number: u32, form: &Form, entity: &Entity) {
        let count = form.words.len();
        let folded: Vec<String> = form.words.iter().map(|word| fold_exact(word)).collect();
        for (at, word) in (0_u8..).zip(&folded) {
            self.vocabulary.enter(word, Place::new(number, at, 1, narrow(count), form.role));
        }
        // Given and family name are not written as one word; the words of a place or a company are, and two given names.
        let first = usize::from(entity.kind_class() == Kind::Person && form.is_whole());
        for width in 2..=JOIN.min(count) {
            for at in first..=count - width {
                let place = Place::new(number, narrow(at), narrow(width), narrow(count), form.role);
                self.vocabulary.enter(&folded[at..at + width].concat(), place);
            }
        }
    }

    /// Notes what the romanization schemes write for the words of the native names, word by word where their numbers agree, so
    /// that `Saporischschja` is an exact spelling of Zaporizhzhia by the German press.
    fn enter_schemes(&mut self, entity: &Entity) {
        let canonical = tokens(&entity.name);
        if entity.kind_class() == Kind::Person {
            self.enter_given(&entity.name, &canonical);
        }
        for romanization in entity.natives.iter().flat_map(|native| romanized(native, entity)) {
            let words = tokens(&romanization.text);
            if words.len() != canonical.len() {
                continue;
            }
            for (word, canonical) in words.iter().zip(&canonical) {
                let known = self.vocabulary.number(&fold_exact(&entity.name.as_str()[canonical.whole()]));
                if let Some(known) = known {
                    self.vocabulary.enter_scheme(known, &romanization.text.as_str()[word.whole()], romanization.scheme.label());
                }
            }
        }
    }

    /// The given names of a person are known in the neighbouring language as well: Vladimir Zelensky is Volodymyr.
    fn enter_given(&mut self, name: &str, words: &[Token]) {
        for word in words {
            let known = self.vocabulary.number(&fold_exact(&name[word.span]));
            for (known, other) in
                known.iter().flat_map(|known| given_elsewhere(&name[word.span]).iter().map(move |other| (known, other)))
            {
                self.vocabulary.enter_scheme(*known, other, "given name in the other language");
            }
        }
    }

    /// The distinct spellings of a stretch of text that have to be weighed before [`Self::find`] can look them up.
    pub fn wanted(&self, text: &str, tokens: &[Token], mut each: impl FnMut(Wanted)) {
        let (tokens, folded, speech) = self.read_passage(text, tokens);
        let in_polish = speech == Some(Speech::Polish);
        for start in 0..tokens.len() {
            for width in 1..=JOIN {
                if is_unit(&tokens, start, width) && is_joinable(&folded, start, width) {
                    each(Wanted { key: joined(&tokens, &folded, start, start + width).into(), in_polish });
                }
            }
            if self.has_lost_its_head(&tokens, &folded, start) {
                each(Wanted { key: folded[start].into(), in_polish });
            }
            if tokens[start].is_possessive() && is_unit(&tokens, start, 1) {
                each(Wanted { key: fold_exact(&text[tokens[start].whole()]).into(), in_polish });
            }
        }
    }

    /// Whether a token in lower case before a name may be a given name that lost its first letter: `oe Biden`.
    pub(super) fn has_lost_its_head(&self, tokens: &[Token], folded: &FoldedWords, at: usize) -> bool {
        let word = &folded[at];
        let before_name = tokens.get(at + 1).is_some_and(|next| next.casing == Casing::Title && next.glue == Glue::Space);
        let unknown = || !is_particle(word) && !self.background.is_word(&letters(word, Reading::Plain));
        tokens[at].casing == Casing::Lower && !tokens[at].technical && before_name && word.len() > 1 && unknown()
    }

    /// The tokens of a passage with their folded spellings, Turkish endings parted from them, and the language if it bends Latin names.
    pub(super) fn read_passage<'t>(&self, text: &str, tokens: &'t [Token]) -> (Cow<'t, [Token]>, FoldedWords, Option<Speech>) {
        let folded = FoldedWords::folded(text, tokens, Reading::Exact);
        let speech = Speech::of(text, &folded);
        if speech != Some(Speech::Turkish) {
            return (Cow::Borrowed(tokens), folded, speech);
        }
        let mut parted = tokens.to_vec();
        part_endings(text, &mut parted, |word| self.vocabulary.number(&fold_exact(word)).is_some());
        let folded = FoldedWords::folded(text, &parted, Reading::Exact);
        (Cow::Owned(parted), folded, speech)
    }

    /// Weighs one spelling against the words of the gazetteer.
    #[must_use]
    pub fn weigh(&self, wanted: &Wanted, room: &mut Room) -> WordMatches {
        let parts: Vec<&str> = wanted.key.split(['+', '-']).collect();
        let spaced = wanted.key.contains('+');
        let sought = Sought {
            least: if parts.len() < 2 { self.worth } else { self.worth - weights::JOINED },
            most: if spaced { weights::MOST_JOINED } else { weights::MOST_SOUGHT },
            // Words with a space between them are held against the words of a name one by one, or stand for one of them.
            whole: spaced,
        };
        let mut matches = self.vocabulary.matches(&parts.concat(), &parts, sought, self.routes, self.background, room);
        let script = Some(dominant_script(&wanted.key)).filter(|script| wanted.in_polish || *script == Script::Cyrillic);
        if parts.len() == 1
            && let Some(bends) = script.and_then(|script| self.bends(script))
        {
            bends.weigh(&wanted.key, &mut matches, self.routes, self.background);
        }
        matches
    }

    /// How a candidate's spelling came about, in words: the scheme that writes the name so, or the edits that change it.
    #[must_use]
    pub fn describe_candidate(&self, candidate: &Candidate, surface: &str) -> String {
        let form = self.form(candidate.form);
        let read = self.read(candidate.form, &candidate.units);
        let written = tokens(surface);
        if read.is_bent {
            let listed: Vec<String> = candidate.units.iter().map(|unit| self.read_as(candidate, unit)).collect();
            let edits = super::edits(&self.alignment(surface, &listed.join(" ")).steps, self.routes);
            let edits = if edits.is_empty() { String::new() } else { format!(", {edits}") };
            return format!("{} of {}{edits}", read.cases, form.text());
        }
        let name = &surface[..candidate.name_end.saturating_sub(candidate.span.start).min(surface.len())];
        let edits = || super::edits(&self.alignment(name, &form.text()).steps, self.routes);
        let mut schemes: Vec<&str> = Vec::new();
        for unit in candidate.units.iter().filter(|unit| unit.tokens.1 - unit.tokens.0 == 1 && unit.words.1 - unit.words.0 == 1) {
            let word = written.get(unit.tokens.0 - candidate.tokens.0).map_or("", |token| &surface[token.span]);
            let changed = fold_exact(word) != fold_exact(&form.words[unit.words.0]);
            match self.vocabulary.scheme_of(form.numbers[unit.words.0], word).filter(|_| changed) {
                Some(scheme) if !schemes.contains(&scheme) => schemes.push(scheme),
                Some(_) => {}
                // One word that no scheme explains: the edits say more.
                None if changed => return edits(),
                None => {}
            }
        }
        if schemes.is_empty() { edits() } else { schemes.join(", ") }
    }

    /// The words of a candidate's form whose letters are written otherwise, with what is written, both in working letters.
    #[must_use]
    pub fn changed_words(&self, candidate: &Candidate, surface: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
        let written = tokens(surface);
        let pair = |unit: &Unit| {
            let last = unit.tokens.1 - candidate.tokens.0;
            let (first, last) = (written.get(unit.tokens.0 - candidate.tokens.0)?, written.get(last.checked_sub(1)?)?);
            let name = letters(&self.read_as(candidate, unit), Reading::Plain);
            let written = letters(&surface[first.span.start..last.span.end], Reading::Plain);
            (!unit.initial && name != written && !name.is_empty() && !written.is_empty()).then_some((name, written))
        };
        candidate.units.iter().filter_map(pair).collect()
    }

    /// How the letters of a candidate came about: the very alignment that was weighed.
    #[must_use]
    pub fn alignment(&self, written: &str, listed: &str) -> Explained {
        self.routes.explain(listed, written)
    }
}

/// Whether tokens may be tried as a unit: words that look like names, joined by spaces or hyphens.
pub(super) fn is_unit(tokens: &[Token], start: usize, width: usize) -> bool {
    let Some(unit) = tokens.get(start..start + width) else { return false };
    let inner = unit[..width - 1].iter().all(|token| !token.is_possessive());
    let names = unit
        .iter()
        .enumerate()
        .all(|(at, token)| !token.technical && (token.casing.may_be_name() || (at > 0 && token.glue == Glue::Hyphen)));
    let glued = unit[1..].iter().all(|token| matches!(token.glue, Glue::Space | Glue::Line | Glue::Hyphen));
    inner && names && glued
}

/// The key of words that are tried as one.
pub(super) fn joined(tokens: &[Token], folded: &FoldedWords, from: usize, to: usize) -> String {
    let mut key = String::with_capacity(folded.range(from, to).map(|word| word.len() + 1).sum());
    for (token, word) in tokens[from..to].iter().zip(folded.range(from, to)) {
        if !key.is_empty() {
            key.push(if token.glue == Glue::Hyphen { '-' } else { '+' });
        }
        key.push_str(word);
    }
    key
}

/// Whether words may be one word in writing: words of grammar are none of its parts.
pub(super) fn is_joinable(folded: &FoldedWords, start: usize, width: usize) -> bool {
    let lexicon = Lexicon::embedded();
    width == 1 || !folded.range(start, start + width).any(|word| lexicon.is_function_word(word))
}

pub(super) fn fold_exact(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, Reading::Exact, &mut out);
    out
}

/// A word that says little by itself: a particle, or one without a capital.
pub(super) fn is_small(word: &str) -> bool {
    Casing::of(word) == Casing::Lower || (word.chars().count() <= 3 && is_particle(word))
}

pub(super) fn narrow(at: usize) -> u8 {
    u8::try_from(at).expect("a form has at most eight words")
}
