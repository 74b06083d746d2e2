//! The words that a gazetteer's names are made of, and how a spelling finds those it may stand for.
//!
//! Keys are the skeleton within one edit (by deletion neighbourhoods, in three varieties of reading) and shared bigrams; what either
//! finds is weighed by the channel against the background. Words are the unit, not names: `Oblast` and `Vladimir` are one entry
//! each, however many names hold them.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::weights;
use crate::names::background::Background;
use crate::names::channel::{Asked, Known, Scratch};
use crate::names::letters::{letters, marked, readings};
use crate::names::routes::{Native, Routes};
use crate::names::skeleton::{Variety, skeleton};
use crate::text::{Reading, Script, dominant_script};

/// A place of a word in the forms: the form, the first of its words, and how many of them are run together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) form: u32,
    pub(super) at: u8,
    pub(super) width: u8,
}

/// A distinct word of the names, or several run together.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) script: Script,
    pub(super) readings: Vec<Vec<u8>>,
    pub(super) places: Vec<Place>,
    /// One for each reading, under the pooled channel.
    known: Vec<Known>,
    /// The word as its script's route wants it, where it has one: the route's number, and the word.
    native: Option<(usize, Native)>,
}

/// A spelling that is held against words: what is prepared once, however many words it meets.
struct Query {
    script: Script,
    readings: Vec<Vec<u8>>,
    /// One for each reading, under the pooled channel.
    asked: Vec<Asked>,
    native: Option<(usize, Native)>,
    /// By number of a route: the readings as Latin words for words of that script.
    latin: Vec<OnceLock<Vec<Known>>>,
}

impl Query {
    fn read(spelling: &str, routes: &Routes) -> Self {
        let readings = readings(spelling);
        let asked = readings.iter().map(|reading| routes.pooled().ask(reading)).collect();
        let script = dominant_script(spelling);
        let latin = vec![OnceLock::new(); routes.scripts_len()];
        Self { script, asked, native: native(spelling, script, routes), latin, readings }
    }

    fn latin(&self, number: usize, routes: &Routes) -> &[Known] {
        self.latin[number].get_or_init(|| {
            let route = routes.script(number);
            route.map_or_else(Vec::new, |route| self.readings.iter().map(|reading| route.know_latin(reading)).collect())
        })
    }
}

/// A word as the route of its script wants it.
fn native(spelling: &str, script: Script, routes: &Routes) -> Option<(usize, Native)> {
    let number = routes.of_script(script)?;
    Some((number, routes.script(number)?.ask_native(&marked(spelling))))
}

/// A word of the gazetteer that a spelling may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct WordMatch {
    /// The word's number.
    pub(super) word: u32,
    /// Likelihood ratio against the background, in decibans.
    pub decibans: f64,
}

/// What a spelling may stand for, the likeliest first, and what it costs when it stands for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordMatches {
    /// −10·log10 of the background's chance of the spelling.
    pub background: f64,
    /// The words, by falling likelihood.
    pub words: Vec<WordMatch>,
}

/// All words of all forms, with the keys that find them.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<Word>,
    by_spelling: FxHashMap<Box<str>, u32>,
    /// Skeletons and what remains of them without one letter.
    by_skeleton: FxHashMap<Box<[u8]>, Vec<u32>>,
    by_bigram: FxHashMap<[u8; 2], Vec<u32>>,
    /// Spellings that a scheme gives for a word of another script.
    by_scheme: FxHashMap<Box<[u8]>, Vec<(u32, &'static str)>>,
    /// By number of a route, then of a word: the readings of a Latin word for words of the route's script, made when one first asks.
    latin: Vec<OnceLock<Vec<Vec<Known>>>>,
}

impl Vocabulary {
    pub(super) fn word(&self, number: u32) -> &Word {
        &self.words[number as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a word with this folded spelling, if a name has it.
    pub(super) fn number(&self, spelling: &str) -> Option<u32> {
        self.by_spelling.get(spelling).copied()
    }

    /// The number of a word with this folded spelling, which is entered if it is new.
    pub(super) fn enter(&mut self, spelling: &str, place: Place, routes: &Routes) -> u32 {
        let next = u32::try_from(self.words.len()).expect("fewer than four thousand million words");
        let number = *self.by_spelling.entry(spelling.into()).or_insert(next);
        if number == next {
            let (readings, script) = (readings(spelling), dominant_script(spelling));
            let known = readings.iter().map(|reading| routes.pooled().know(reading)).collect();
            self.words.push(Word { script, known, native: native(spelling, script, routes), readings, places: Vec::new() });
        }
        self.words[number as usize].places.push(place);
        number
    }

    /// Notes that `scheme` writes the word like this.
    pub(super) fn enter_scheme(&mut self, word: u32, spelling: &str, scheme: &'static str) {
        for key in readings(spelling) {
            let known = self.by_scheme.entry(key.into()).or_default();
            if !known.iter().any(|(other, _)| *other == word) {
                known.push((word, scheme));
            }
        }
    }

    /// Builds the keys once all words are entered.
    pub(super) fn finish(&mut self, routes: &Routes) {
        self.latin = vec![OnceLock::new(); routes.scripts_len()];
        let mut key = Vec::new();
        for (number, word) in (0_u32..).zip(&self.words) {
            for reading in &word.readings {
                for variety in Variety::ALL {
                    skeleton(reading, variety, &mut key);
                    neighbourhood(&key, |key| match self.by_skeleton.get_mut(key) {
                        Some(numbers) => push(numbers, number),
                        None => drop(self.by_skeleton.insert(key.into(), vec![number])),
                    });
                }
                for pair in bigrams(reading) {
                    push(self.by_bigram.entry(pair).or_default(), number);
                }
            }
        }
    }

    /// The scheme under which `spelling` is a spelling of `word`.
    pub(super) fn scheme_of(&self, word: u32, spelling: &str) -> Option<&'static str> {
        let known = self.by_scheme.get(letters(spelling, Reading::Plain).as_slice())?;
        known.iter().find(|(other, _)| *other == word).map(|(_, scheme)| *scheme)
    }

    /// The words that `spelling` may stand for in its own script. `parts` are the words it was run together from, for the background's
    /// sake.
    pub(super) fn matches(&self, spelling: &str, parts: &[&str], routes: &Routes, background: &Background) -> WordMatches {
        let query = Query::read(spelling, routes);
        let chance = background_of(&query.readings, parts, background);
        let mut scratch = Scratch::default();
        let mut words: Vec<WordMatch> = Vec::new();
        for number in self.retrieve(&query.readings) {
            let word = self.word(number);
            if !comparable(query.script, word.script) {
                continue;
            }
            let chance = if parts.len() < 2 { beside(&query.readings, &word.readings, background) } else { chance };
            let decibans = chance - cheapest(word, &query, routes, &mut scratch);
            if decibans >= weights::KEEP_WORD {
                words.push(WordMatch { word: number, decibans });
            }
        }
        self.settle(&query, chance, words)
    }

    /// As [`Self::matches`], for a spelling that is a name by assumption: in any script, and down to what is hardly alike.
    pub(super) fn matches_across(
        &self,
        spelling: &str,
        parts: &[&str],
        least: f64,
        routes: &Routes,
        background: &Background,
    ) -> WordMatches {
        let query = Query::read(spelling, routes);
        let chance = background_of(&query.readings, parts, background);
        let mut scratch = Scratch::default();
        let found = self.retrieve(&query.readings).into_iter();
        let weighed = found.map(|word| WordMatch { word, decibans: self.weigh_any(&query, chance, word, routes, &mut scratch) });
        let alike = weighed.filter(|known| known.decibans >= least).collect();
        self.settle(&query, chance, alike)
    }

    /// Adds what the schemes know, and keeps the likeliest.
    fn settle(&self, query: &Query, chance: f64, mut words: Vec<WordMatch>) -> WordMatches {
        for (number, _) in query.readings.iter().filter_map(|key| self.by_scheme.get(key.as_slice())).flatten() {
            raise(&mut words, *number, chance - weights::SCHEME_SPELLING);
        }
        words.sort_by(|a, b| b.decibans.total_cmp(&a.decibans).then(a.word.cmp(&b.word)));
        words.truncate(weights::KEPT_WORDS);
        WordMatches { background: chance, words }
    }

    /// Weighs one spelling against one word of any script, whether it was retrieved or not.
    pub(super) fn weigh_across(&self, spelling: &str, background: f64, number: u32, routes: &Routes) -> f64 {
        self.weigh_any(&Query::read(spelling, routes), background, number, routes, &mut Scratch::default())
    }

    /// Weighs one spelling against one word of its script, whether it was retrieved or not.
    pub(super) fn weigh(&self, spelling: &str, background: f64, number: u32, routes: &Routes) -> f64 {
        let word = self.word(number);
        if !comparable(dominant_script(spelling), word.script) {
            return f64::NEG_INFINITY;
        }
        background - cheapest(word, &Query::read(spelling, routes), routes, &mut Scratch::default())
    }

    /// What the letters of a query say for a word: by the route between their scripts, if there is one, else by the pooled channel.
    fn weigh_any(&self, query: &Query, background: f64, number: u32, routes: &Routes, scratch: &mut Scratch) -> f64 {
        let word = self.word(number);
        let best = |latin: &[Known], route: usize, native: &Native, scratch: &mut Scratch| {
            let route = routes.script(route)?;
            latin.iter().map(|latin| route.decibans(latin, native, scratch)).max_by(f64::total_cmp)
        };
        let across = match (&query.native, &word.native) {
            (Some((route, native)), None) if word.script == Script::Latin => {
                best(&self.latin(*route, routes)[number as usize], *route, native, scratch)
            }
            (None, Some((route, native))) if query.script == Script::Latin => {
                best(query.latin(*route, routes), *route, native, scratch)
            }
            _ => None,
        };
        across.unwrap_or_else(|| background - cheapest(word, query, routes, scratch))
    }

    /// The Latin words as a route wants them.
    fn latin(&self, number: usize, routes: &Routes) -> &[Vec<Known>] {
        self.latin[number].get_or_init(|| {
            let route = routes.script(number);
            let known = |word: &Word| match (route, word.script) {
                (Some(route), Script::Latin) => word.readings.iter().map(|reading| route.know_latin(reading)).collect(),
                _ => Vec::new(),
            };
            self.words.iter().map(known).collect()
        })
    }

    /// The numbers of words that share a key with one of the readings, each once, in order.
    fn retrieve(&self, written: &[Vec<u8>]) -> Vec<u32> {
        let mut found: FxHashSet<u32> = FxHashSet::default();
        let mut key = Vec::new();
        for reading in written {
            for variety in Variety::ALL {
                skeleton(reading, variety, &mut key);
                neighbourhood(&key, |key| found.extend(self.by_skeleton.get(key).into_iter().flatten()));
            }
            self.share_bigrams(reading, &mut found);
        }
        let mut found: Vec<u32> = found.into_iter().collect();
        found.sort_unstable();
        found
    }

    /// Adds the words that share at least two bigrams, and a third of them, with `reading`.
    fn share_bigrams(&self, reading: &[u8], found: &mut FxHashSet<u32>) {
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        for word in bigrams(reading).filter_map(|pair| self.by_bigram.get(&pair)).flatten() {
            *shared.entry(*word).or_default() += 1;
        }
        let least = u32::try_from((reading.len() + 1).div_ceil(3)).unwrap_or(u32::MAX).max(2);
        #[expect(clippy::iter_over_hash_type, reason = "goes into a set that is sorted afterwards")]
        for (word, count) in shared {
            if count >= least {
                found.insert(word);
            }
        }
    }
}

fn raise(words: &mut Vec<WordMatch>, number: u32, decibans: f64) {
    match words.iter_mut().find(|known| known.word == number) {
        Some(known) => known.decibans = known.decibans.max(decibans),
        None => words.push(WordMatch { word: number, decibans }),
    }
}

/// Words are compared within a script; digits and the like with all.
fn comparable(a: Script, b: Script) -> bool {
    a == b || a == Script::Common || b == Script::Common
}

fn background_of(written: &[Vec<u8>], parts: &[&str], background: &Background) -> f64 {
    let whole = written.first().map_or(0.0, |reading| background.decibans(reading));
    if parts.len() < 2 {
        return whole;
    }
    let apart: f64 = parts.iter().map(|part| background.decibans(&letters(part, Reading::Plain))).sum();
    whole.min(apart) - weights::DIVISION
}

/// The background of a single word that may be a variant of one with these readings.
fn beside(written: &[Vec<u8>], name: &[Vec<u8>], background: &Background) -> f64 {
    let same = written.iter().find(|reading| name.contains(reading)).or(written.first());
    let nearest = name.iter().find(|reading| Some(*reading) == same).or(name.first());
    same.zip(nearest).map_or(0.0, |(written, name)| background.decibans_beside(written, name))
}

fn cheapest(word: &Word, query: &Query, routes: &Routes, scratch: &mut Scratch) -> f64 {
    let pairs = word.known.iter().flat_map(|name| query.asked.iter().map(move |written| (name, written)));
    pairs.map(|(name, written)| routes.pooled().cost_between(name, written, scratch)).fold(f64::INFINITY, f64::min)
}

/// Notes a word under a key, once.
fn push(numbers: &mut Vec<u32>, number: u32) {
    if numbers.last() != Some(&number) {
        numbers.push(number);
    }
}

/// A key and what remains of it without any one letter: two keys within one edit share at least one of these.
fn neighbourhood(key: &[u8], mut each: impl FnMut(&[u8])) {
    each(key);
    // A key of two letters has neighbours everywhere; such names are found by their bigrams.
    if key.len() < 3 {
        return;
    }
    let mut shorter = Vec::with_capacity(key.len());
    for at in 0..key.len() {
        shorter.clear();
        shorter.extend_from_slice(&key[..at]);
        shorter.extend_from_slice(&key[at + 1..]);
        each(&shorter);
    }
}

/// The pairs of neighbouring letters, with the word's edges.
fn bigrams(reading: &[u8]) -> impl Iterator<Item = [u8; 2]> + '_ {
    let edge = || std::iter::once(b'^');
    edge().chain(reading.iter().copied()).zip(reading.iter().copied().chain(edge())).map(|(a, b)| [a, b])
}
