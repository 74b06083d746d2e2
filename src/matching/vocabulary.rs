//! The words that a gazetteer's names are made of, and how a spelling finds those it may stand for.
//!
//! The words of each script are an [`Index`], which finds those that a spelling may come from at about a cost; what it finds is weighed by
//! the channel in full. For spellings of another script they are a [`Trie`], walked under that script's channel. Words are the unit, not
//! names: `Oblast` and `Vladimir` are one entry each, however many names hold them.

use std::cell::OnceCell;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::customs::{Customary, Customs};
use super::stock::{Place, Stock, Stocking};
use super::{prices, weights};
use crate::names::array::Array;
use crate::names::background::Background;
use crate::names::channel::{Asked, Channel, Index, Laid, Scratch, Search, Trie, Walk};
use crate::names::letters::{letters, marked, readings};
use crate::names::routes::{Native, Routes, ScriptRoute};
use crate::text::{Reading, Script, dominant_script};

/// A spelling that is held against words: what is prepared once, however many words it meets.
#[derive(Debug)]
pub(super) struct Query {
    script: Script,
    readings: Vec<Vec<u8>>,
    /// One for each reading, under the pooled channel, once one asks.
    asked: OnceCell<Vec<Asked>>,
    native: Option<(usize, Native)>,
}

impl Query {
    pub(super) fn read(spelling: &str, routes: &Routes) -> Self {
        let readings = readings(spelling);
        let script = dominant_script(spelling);
        Self { script, asked: OnceCell::new(), native: native(spelling, script, routes), readings }
    }
}

impl Query {
    /// The working forms of the spelling, and each made ready for the pooled channel.
    pub(super) fn readings(&self) -> &[Vec<u8>] {
        &self.readings
    }

    /// See [`Self::readings`].
    pub(super) fn asked(&self, routes: &Routes) -> &[Asked] {
        self.asked.get_or_init(|| self.readings.iter().map(|reading| routes.pooled().ask(reading)).collect())
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

/// By how much all alignments together may cost less than the cheapest of them, in decibans.
const TOGETHER: f64 = 6.0;

/// How far words are sought first, in decibans.
const NEAR: [f64; 2] = [20.0, 45.0];
/// A word that costs so much more than the nearest is not meant beside it, in decibans.
const RIVAL: f64 = 25.0;

/// How far words are sought: what they say at least, and what they cost at most, in decibans.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought {
    pub(super) least: f64,
    pub(super) most: f64,
    /// Whether only words are sought that a name has, and none that are several of its words run together; of a name by itself, only words
    /// of its own script.
    pub(super) whole: bool,
}

/// Which words are sought by their length: much longer and shorter ones too, and words of a name run together.
#[derive(Clone, Copy, Debug)]
struct Lengths {
    any: bool,
    joined: bool,
}

/// Room for weighing spellings, kept between calls so that it is made once.
#[derive(Clone, Debug, Default)]
pub struct Room {
    search: Search,
    scratch: Scratch,
    found: Vec<u32>,
}

/// All words of all forms, with the keys that find them.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// Words being collected, until they are laid out.
    stocking: Stocking,
    stock: Stock,
    shelves: Vec<Shelf>,
    /// Spellings that a custom gives for a word, being collected and laid out.
    customary: Customary,
    customs: Customs,
}

/// The words of one script, as the channels that may be asked for them want them; what a channel wants is made when one first asks.
#[derive(Clone, Debug)]
struct Shelf {
    script: Script,
    /// Words that names have, and those that are several of a name's run together.
    whole: Index,
    joined: Index,
    /// For spellings of another script, once one asks.
    words: OnceLock<Trie>,
    pooled: OnceLock<Laid>,
    /// Latin words: by number of a route, as its script's words walk them.
    routes: Vec<OnceLock<Laid>>,
    /// Words of a script with a route: the route's number, and in its own letters, as Latin words walk them.
    native: Option<usize>,
    native_words: OnceLock<(Trie, Laid)>,
}

impl Shelf {
    fn of(script: Script, whole: Index, joined: Index, routes: &Routes) -> Self {
        Self {
            script,
            whole,
            joined,
            words: OnceLock::new(),
            pooled: OnceLock::new(),
            routes: vec![OnceLock::new(); if script == Script::Latin { routes.scripts_len() } else { 0 }],
            native: routes.of_script(script).filter(|number| routes.script(*number).is_some()),
            native_words: OnceLock::new(),
        }
    }
}

impl Vocabulary {
    /// Where in the names a word stands.
    pub(super) fn places(&self, number: u32) -> &[Place] {
        self.stock.places(number)
    }

    /// The number of a word with this folded spelling, if a name has it.
    pub(super) fn number(&self, spelling: &str) -> Option<u32> {
        if self.stocking.len() > 0 { self.stocking.number(spelling) } else { self.stock.number(spelling) }
    }

    /// Notes that a word with this folded spelling stands at a place of the forms.
    pub(super) fn enter(&mut self, spelling: &str, place: Place) {
        self.stocking.enter(spelling, place);
    }

    /// Notes that `scheme` writes the word like this.
    pub(super) fn enter_scheme(&mut self, word: u32, spelling: &str, scheme: &str) {
        readings(spelling).into_iter().for_each(|key| self.customary.add(key, word, scheme));
    }

    /// Builds the indexes once all words are entered.
    pub(super) fn finish(&mut self, routes: &Routes) {
        self.stock = std::mem::take(&mut self.stocking).finish();
        self.customs = std::mem::take(&mut self.customary).finish();
        let mut scripts: Vec<Script> = self.numbers().map(|number| self.stock.script(number)).collect();
        scripts.sort_unstable();
        scripts.dedup();
        self.shelves = scripts.into_iter().map(|script| self.shelf(script, routes)).collect();
    }

    fn numbers(&self) -> impl Iterator<Item = u32> + use<> {
        0..u32::try_from(self.stock.len()).unwrap_or(u32::MAX)
    }

    /// The working forms of the words of a script, each with the word's number.
    fn spellings(&self, script: Script) -> impl Iterator<Item = (&[u8], u32)> {
        let own = self.numbers().filter(move |number| self.stock.script(*number) == script);
        own.flat_map(|number| self.stock.readings(number).map(move |reading| (reading, number)))
    }

    fn shelf(&self, script: Script, routes: &Routes) -> Shelf {
        let is_whole = |number: u32| self.places(number).iter().any(|place| place.width == 1);
        let index = |whole: bool| Index::new(self.spellings(script).filter(|(_, number)| is_whole(*number) == whole));
        let (whole, joined) = rayon::join(|| index(true), || index(false));
        Shelf::of(script, whole, joined, routes)
    }

    /// The words of a shelf as a trie.
    fn trie<'s>(&self, shelf: &'s Shelf) -> &'s Trie {
        shelf
            .words
            .get_or_init(|| Trie::new(self.spellings(shelf.script).map(|(reading, number)| (reading.to_vec(), number)).collect()))
    }

    /// The words of a shelf in the letters of their own script, as a route's channel out of it walks them.
    fn native<'s>(&self, shelf: &'s Shelf, route: &ScriptRoute) -> &'s (Trie, Laid) {
        shelf.native_words.get_or_init(|| {
            let own = self.numbers().filter(|number| self.stock.script(*number) == shelf.script);
            let trie = Trie::new(own.map(|number| (marked(self.stock.spelling(number)), number)).collect());
            let laid = trie.lay(route.out_of());
            (trie, laid)
        })
    }

    /// The rows of numbers that it is made of, each with a name of at most five letters.
    pub(super) fn rows(&self, put: &mut dyn FnMut(&str, &[u8])) {
        self.stock.rows().into_iter().for_each(|(name, bytes)| put(&format!("v{name}"), bytes));
        self.customs.rows().into_iter().for_each(|(name, bytes)| put(&format!("c{name}"), &bytes));
        let scripts: Vec<u8> = self.shelves.iter().map(|shelf| shelf.script as u8).collect();
        put("scripts", &scripts);
        for shelf in &self.shelves {
            let script = shelf.script as u8;
            shelf.whole.rows().into_iter().for_each(|(name, bytes)| put(&format!("w{script}{name}"), bytes));
            shelf.joined.rows().into_iter().for_each(|(name, bytes)| put(&format!("j{script}{name}"), bytes));
        }
    }

    /// The vocabulary of such rows; nothing if one of them is missing or no row of its numbers.
    pub(super) fn of_rows(row: &dyn Fn(&str) -> Option<Array<u8>>, routes: &Routes) -> Option<Self> {
        let scripts = row("scripts")?;
        let shelves = scripts.iter().map(|script| {
            let index = |kind: char| Index::of_rows(|name| row(&format!("{kind}{script}{name}")));
            Some(Shelf::of(Script::ALL.get(usize::from(*script)).copied()?, index('w')?, index('j')?, routes))
        });
        Some(Self {
            shelves: shelves.collect::<Option<_>>()?,
            stock: Stock::of_rows(|name| row(&format!("v{name}")))?,
            customs: Customs::of_rows(|name| row(&format!("c{name}")))?,
            ..Self::default()
        })
    }

    /// The scheme under which `spelling` is a spelling of `word`.
    pub(super) fn scheme_of(&self, word: u32, spelling: &str) -> Option<&str> {
        let letters = letters(spelling, Reading::Plain);
        self.customs.words(&letters).find(|(other, _)| *other == word).map(|(_, scheme)| scheme)
    }

    /// The words of its own script that `spelling` may stand for, as far as they are sought by their cheapest alignment. `parts` are the
    /// words it was run together from, for the background's sake.
    pub(super) fn matches(
        &self,
        spelling: &str,
        parts: &[&str],
        sought: Sought,
        routes: &Routes,
        background: &Background,
        room: &mut Room,
    ) -> WordMatches {
        let readings = readings(spelling);
        let script = dominant_script(spelling);
        let chance = background_of(&readings, parts, background);
        // Beside a name the background may be larger than by itself, and is never larger than without what the lists of names know.
        let rarest = |own: &Vec<u8>| background.decibans_beside(own, own);
        let most = if parts.len() < 2 { readings.iter().map(rarest).fold(chance, f64::max) } else { chance };
        let limit = (most - sought.least).min(sought.most);
        let mut words: Vec<WordMatch> = Vec::new();
        let (mut asked, mut last): (Vec<Asked>, f64) = (Vec::new(), f64::NEG_INFINITY);
        let mut reaches = NEAR.iter().copied().filter(|reach| *reach < limit);
        let mut reach = reaches.next().unwrap_or(limit);
        // Most spellings of a name are near to it, and a walk that goes far is long; what is much farther off than the nearest word is no rival.
        while last < reach {
            self.seek(script, &readings, reach, Lengths { any: false, joined: !sought.whole }, routes, room);
            words.clear();
            let mut nearest = f64::INFINITY;
            if asked.is_empty() && !room.found.is_empty() {
                asked = readings.iter().map(|reading| routes.pooled().ask(reading)).collect();
            }
            for number in room.found.iter().copied() {
                let names = self.stock.readings(number);
                let cost = cheapest(names, &asked, routes, &mut room.scratch);
                nearest = nearest.min(cost);
                let chance = if parts.len() < 2 { beside(&readings, names, background) } else { chance };
                let decibans = chance - cost;
                if decibans >= weights::KEEP_WORD {
                    words.push(WordMatch { word: number, decibans });
                }
            }
            last = reach;
            reach = if nearest.is_finite() { limit.min(nearest + RIVAL) } else { reaches.next().unwrap_or(limit) };
        }
        self.settle(&readings, chance, chance, words)
    }

    /// As [`Self::matches`], for a spelling that is a name by assumption: in any script, and down to what is hardly alike.
    pub(super) fn matches_across(
        &self,
        spelling: &str,
        parts: &[&str],
        sought: Sought,
        routes: &Routes,
        background: &Background,
        room: &mut Room,
    ) -> WordMatches {
        let query = Query::read(spelling, routes);
        let chance = background_of(&query.readings, parts, background);
        let rarity = prices::rarity(chance);
        let same = self
            .alike(&query, (rarity - sought.least).min(sought.most), routes, room)
            .into_iter()
            .map(|(word, cost)| WordMatch { word, decibans: rarity - cost });
        let mut words: Vec<WordMatch> = same.collect();
        if !sought.whole {
            words.extend(self.across(&query, rarity, sought.least, routes));
        }
        self.settle(&query.readings, chance, rarity, words)
    }

    /// Puts into the room the words of a script that may be within the limit, each once, in order.
    fn seek(&self, script: Script, readings: &[Vec<u8>], limit: f64, lengths: Lengths, routes: &Routes, room: &mut Room) {
        let Room { search, found, .. } = room;
        found.clear();
        for shelf in self.shelves.iter().filter(|shelf| comparable(script, shelf.script)) {
            for reading in readings {
                shelf.whole.search(routes.pooled(), reading, limit, lengths.any, search, |word| found.push(word));
                if lengths.joined {
                    shelf.joined.search(routes.pooled(), reading, limit, lengths.any, search, |word| found.push(word));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
    }

    /// The words of the query's script whose cost is within the limit, each once, in order.
    fn alike(&self, query: &Query, limit: f64, routes: &Routes, room: &mut Room) -> Vec<(u32, f64)> {
        self.seek(query.script, &query.readings, limit, Lengths { any: true, joined: true }, routes, room);
        let asked = query.asked(routes);
        let costs = room.found.iter().map(|word| (*word, cheapest(self.stock.readings(*word), asked, routes, &mut room.scratch)));
        costs.filter(|(_, cost)| *cost <= limit).collect()
    }

    /// The words of other scripts that the query may stand for: by the route between the two, or by plain letters where there is none.
    fn across(&self, query: &Query, rarity: f64, least: f64, routes: &Routes) -> Vec<WordMatch> {
        let mut found: FxHashMap<u32, f64> = FxHashMap::default();
        let mut walk = Walk::default();
        for shelf in self.shelves.iter().filter(|shelf| !comparable(query.script, shelf.script)) {
            let mut search = |trie: &Trie, laid: &Laid, channel: &Channel, asked: &Asked, own: f64| {
                trie.search(laid, channel, asked, own - least, &mut walk, |word, cost| keep_least(&mut found, word, cost - own));
            };
            match (&query.native, shelf.native) {
                (Some((number, native)), _) if shelf.script == Script::Latin => {
                    let Some(route) = routes.script(*number) else { continue };
                    let words = self.trie(shelf);
                    let laid = shelf.routes[*number].get_or_init(|| words.lay(route.into_script()));
                    search(words, laid, route.into_script(), &native.asked, prices::rarity(native.own));
                }
                (_, Some(number)) if query.script == Script::Latin => {
                    let Some(route) = routes.script(number) else { continue };
                    let (trie, laid) = self.native(shelf, route);
                    for reading in &query.readings {
                        let own = prices::rarity(route.know_latin(reading).cost());
                        search(trie, laid, route.out_of(), &route.out_of().ask(reading), own);
                    }
                }
                _ => {
                    let words = self.trie(shelf);
                    let laid = shelf.pooled.get_or_init(|| words.lay(routes.pooled()));
                    query.asked(routes).iter().for_each(|asked| search(words, laid, routes.pooled(), asked, rarity));
                }
            }
        }
        sorted(found).into_iter().map(|(word, cost)| WordMatch { word, decibans: -cost }).collect()
    }

    /// Adds what the schemes know, which is worth the spelling's rarity, and keeps the likeliest.
    fn settle(&self, readings: &[Vec<u8>], chance: f64, rarity: f64, mut words: Vec<WordMatch>) -> WordMatches {
        for (number, _) in readings.iter().flat_map(|key| self.customs.words(key)) {
            raise(&mut words, number, rarity - weights::SCHEME_SPELLING);
        }
        words.sort_by(|a, b| b.decibans.total_cmp(&a.decibans).then(a.word.cmp(&b.word)));
        words.truncate(weights::KEPT_WORDS);
        WordMatches { background: chance, words }
    }

    /// Weighs one spelling against one word of any script, whether it was retrieved or not.
    pub(super) fn weigh_across(&self, query: &Query, background: f64, number: u32, routes: &Routes) -> f64 {
        self.weigh_any(query, background, number, routes, &mut Scratch::default())
    }

    /// Weighs one spelling against one word of its script, whether it was retrieved or not; what is surely below
    /// [`UNIT_FLOOR`](weights::UNIT_FLOOR) is as good as nothing.
    pub(super) fn weigh(&self, query: &Query, background: f64, number: u32, routes: &Routes, scratch: &mut Scratch) -> f64 {
        if !comparable(query.script, self.stock.script(number)) {
            return f64::NEG_INFINITY;
        }
        let names = self.stock.readings(number);
        let pairs = names.flat_map(|name| query.readings.iter().map(move |written| (name, written)));
        let least = pairs.map(|(name, written)| routes.pooled().at_least(name, written)).fold(f64::INFINITY, f64::min);
        if background - least < weights::UNIT_FLOOR - TOGETHER {
            return f64::NEG_INFINITY;
        }
        // Few words are weighed so for one spelling, and for few it does not pay to look up all that its letters may come from.
        let pairs = names.flat_map(|name| query.readings.iter().map(move |written| (name, written)));
        let costs = pairs.map(|(name, written)| routes.pooled().cost(name, written, scratch));
        background - costs.fold(f64::INFINITY, f64::min)
    }

    /// What the letters of a query say for a word: by the route between their scripts, if there is one, else by the pooled channel.
    fn weigh_any(&self, query: &Query, background: f64, number: u32, routes: &Routes, scratch: &mut Scratch) -> f64 {
        let (script, names) = (self.stock.script(number), self.stock.readings(number));
        let across = match (&query.native, routes.of_script(script)) {
            (Some((number, native)), None) if script == Script::Latin => routes.script(*number).and_then(|route| {
                let cost = |latin: &[u8]| route.into_script().cost_of(latin, &native.asked, scratch);
                names.map(cost).min_by(f64::total_cmp).map(|cost| prices::rarity(native.own) - cost)
            }),
            (None, Some(route)) if query.script == Script::Latin => routes.script(route).and_then(|route| {
                let native = marked(self.stock.spelling(number));
                let weigh = |latin: &Vec<u8>| {
                    let cost = route.out_of().cost(&native, latin, scratch);
                    prices::rarity(route.know_latin(latin).cost()) - cost
                };
                query.readings.iter().map(weigh).max_by(f64::total_cmp)
            }),
            _ => None,
        };
        across.unwrap_or_else(|| prices::rarity(background) - cheapest(names, query.asked(routes), routes, scratch))
    }
}

fn keep_least(found: &mut FxHashMap<u32, f64>, word: u32, cost: f64) {
    let known = found.entry(word).or_insert(cost);
    *known = known.min(cost);
}

fn sorted(found: FxHashMap<u32, f64>) -> Vec<(u32, f64)> {
    let mut found: Vec<(u32, f64)> = found.into_iter().collect();
    found.sort_unstable_by_key(|found| found.0);
    found
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
pub(super) fn beside<'n>(written: &[Vec<u8>], names: impl Iterator<Item = &'n [u8]> + Clone, background: &Background) -> f64 {
    let same = written.iter().find(|reading| names.clone().any(|name| name == reading.as_slice()));
    let (written, nearest) = match same {
        Some(same) => (Some(same.as_slice()), Some(same.as_slice())),
        None => (written.first().map(Vec::as_slice), names.clone().next()),
    };
    written.zip(nearest).map_or(0.0, |(written, name)| background.decibans_beside(written, name))
}

fn cheapest<'n>(names: impl Iterator<Item = &'n [u8]>, asked: &[Asked], routes: &Routes, scratch: &mut Scratch) -> f64 {
    let pairs = names.flat_map(|name| asked.iter().map(move |written| (name, written)));
    pairs.map(|(name, written)| routes.pooled().cost_of(name, written, scratch)).fold(f64::INFINITY, f64::min)
}
