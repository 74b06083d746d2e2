//! A name by itself, held against the list: which entities it may mean, the likeliest first.
//!
//! A query is a name by assumption, so nothing of running text guards it; what keeps a look-alike from being certain is the prior, its
//! rivals, and that every word of the query has to be accounted for. Words find forms by the keys of the vocabulary, each form is paired
//! with the query word by word, and the best form of each entity stays.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::evidence::{Reason, Score};
use super::forms::{Form, NameSource};
use super::matcher::Matcher;
use super::pairing::{Judge, Link, LinkKind, lone_price, pair, total};
use super::prices::Curve;
use super::standing::Standing;
use super::stock::Place;
use super::vocabulary::{Query, Room, Sought, WordMatches};
use super::words::{Class, NameWords, normal};
use super::{prices, weights};
use crate::gazetteer::Kind;
use crate::names::letters::{MAX_LETTERS, letters};
use crate::names::lexicon::Lexicon;
use crate::names::parts::{Role, person_parts};
use crate::names::routes::Routes;
use crate::text::{Reading, Script, dominant_script, tokens};

/// How many forms are paired with a query, by the sum of what their words promise. Those in a tie with the last are taken too, up to
/// [`MOST_TIED`]: thousands may share a given name, and all but the best are as good as each other.
const PAIRED: usize = 200;
/// See [`PAIRED`].
const MOST_TIED: usize = 2_000;
/// How many of them for the likeliest alone, while words are looked for near by.
const NEAR_FORMS: usize = 12;

/// What a word of a name by itself may cost at most, in decibans.
const FARTHEST: f64 = 140.0;

/// As far as words are looked for at all, in whatever script.
const FAR: Sought = Sought { least: prices::LEAST, most: FARTHEST, whole: false };
/// How far they are looked for one after the other, as long as nothing is found.
const REACHES: [Sought; 4] =
    [Sought { most: 20.0, whole: true, ..FAR }, Sought { most: 40.0, whole: true, ..FAR }, Sought { most: 70.0, ..FAR }, FAR];

/// The most words that are tried as one.
const JOIN: usize = 3;

/// The entity that a query most likely means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeliest {
    /// The entity's number in the gazetteer.
    pub entity: u32,
    /// The form's number in the matcher.
    pub form: u32,
    /// The score in decibans, prior included.
    pub decibans: f64,
}

/// An entity that a query may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The entity's number in the gazetteer.
    pub entity: u32,
    /// The form's number in the matcher.
    pub form: u32,
    /// The form that was matched, as the list writes it.
    pub matched: String,
    /// The evidence, prior included.
    pub score: Score,
    /// The evidence of the form, word by word; its sum is that of the letters and words in the score.
    pub links: Vec<Link>,
    /// By which curve its score becomes a probability.
    pub curve: Curve,
    /// The probability that this entity is meant, its rivals considered.
    pub probability: f64,
    /// How far a machine may be trusted with it.
    pub standing: Standing,
}

impl Ranked {
    /// The score in decibans, prior included.
    #[must_use]
    pub fn decibans(&self) -> f64 {
        self.score.decibans()
    }
}

impl Matcher<'_> {
    /// The `k` entities that `query` most likely means, the best first, ties by id. Nothing for a query without letters.
    ///
    /// ```
    /// use respell::gazetteer::Gazetteer;
    /// use respell::matching::Matcher;
    ///
    /// let matcher = Matcher::new(Gazetteer::embedded());
    /// let best = &matcher.rank("husnurin, marat", 5)[0];
    /// assert_eq!(matcher.entity(best.entity).name, "Marat Khusnullin");
    /// assert!(matcher.rank("?!", 5).is_empty());
    /// ```
    #[must_use]
    pub fn rank(&self, query: &str, k: usize) -> Vec<Ranked> {
        let asked = Asked::read(self, query, FAR, &mut Room::default());
        let mut best = self.best_forms(&asked, self.promising(&asked));
        best.retain(|ranked| ranked.score.before_prior() > prices::LEAST);
        self.judge(&mut best);
        best.truncate(k);
        best.iter_mut().for_each(|ranked| self.describe(ranked));
        best
    }

    /// The entity that `query` most likely means, with its form and score, without the reasons: what is looked up by the million.
    ///
    /// The words are looked for near by first, and farther only while a name whose words are all farther off might be likelier. In ties the
    /// one whose id comes first.
    ///
    /// ```
    /// use respell::gazetteer::Gazetteer;
    /// use respell::matching::{Matcher, Room};
    ///
    /// let matcher = Matcher::new(Gazetteer::embedded());
    /// let best = matcher.likeliest("husnurin, marat", &mut Room::default()).unwrap();
    /// assert_eq!(matcher.entity(best.entity).name, "Marat Khusnullin");
    /// ```
    #[must_use]
    pub fn likeliest(&self, query: &str, room: &mut Room) -> Option<Likeliest> {
        let (mut reach, mut farther) = (REACHES[0], REACHES[1..].iter().copied());
        loop {
            let asked = Asked::read(self, query, reach, room);
            let mut forms = self.promising(&asked);
            forms.truncate(if reach.whole { NEAR_FORMS } else { PAIRED });
            let order = |a: &Ranked, b: &Ranked| {
                let id = |ranked: &Ranked| self.entity(ranked.entity).id.as_str();
                a.decibans().total_cmp(&b.decibans()).then_with(|| id(b).cmp(id(a)))
            };
            let best = self.best_forms(&asked, forms).into_iter().max_by(order);
            let best = best.filter(|best| best.score.before_prior() > prices::LEAST);
            // A name that was not found has all of its words farther off than this; a likelier one has at least one word nearer than that.
            let each = |best: &Ranked| asked.most_each(best.score.before_prior());
            match best {
                Some(best) if each(&best) <= reach.most || reach.most >= FARTHEST => {
                    return Some(Likeliest { entity: best.entity, form: best.form, decibans: best.decibans() });
                }
                Some(best) => {
                    reach = farther.find(|next| next.most > reach.most).unwrap_or(FAR);
                    reach.most = each(&best).min(if reach.whole { reach.most } else { FARTHEST });
                }
                None => reach = farther.find(|next| next.most > reach.most)?,
            }
        }
    }

    /// What speaks for and against one entity, likely or not; nothing if the query or the entity has no letters.
    #[must_use]
    pub fn weigh_entity(&self, query: &str, entity: u32) -> Option<Ranked> {
        let asked = Asked::read(self, query, FAR, &mut Room::default());
        let mut found = self.best_forms(&asked, self.forms.of_entity(entity).collect()).pop()?;
        let mut all = self.best_forms(&asked, self.promising(&asked));
        all.retain(|other| other.entity != entity && other.score.before_prior() > prices::LEAST);
        all.push(found.clone());
        self.judge(&mut all);
        if let Some(settled) = all.into_iter().find(|other| other.entity == entity) {
            found = settled;
        }
        self.describe(&mut found);
        Some(found)
    }

    /// The romanization scheme, or other custom, by which `written` is a spelling of a word of the list.
    #[must_use]
    pub fn scheme_of(&self, listed: &str, written: &str) -> Option<&str> {
        self.vocabulary.scheme_of(self.vocabulary.number(&normal(listed))?, written)
    }

    /// The forms whose words are most like the query's.
    fn promising(&self, asked: &Asked) -> Vec<u32> {
        let known = || asked.units.iter().flat_map(|(range, matches)| matches.words.iter().map(move |known| (range, known)));
        let is_crowd = |word: u32| self.vocabulary.places(word).len() > weights::CROWD;
        let places = |word: u32| self.vocabulary.places(word).iter();
        // A word of thousands of names (University) opens none that its rarer words do not, unless there are no rarer ones.
        let uncrowded = known().filter(|(_, known)| !is_crowd(known.word));
        let mut rare: Vec<u32> = uncrowded.flat_map(|(_, known)| places(known.word)).map(|place| place.form).collect();
        rare.sort_unstable();
        rare.dedup();
        let mut promises: FxHashMap<u32, Promise> = FxHashMap::default();
        for (range, known) in known() {
            if !is_crowd(known.word) {
                places(known.word).for_each(|place| promises.entry(place.form).or_default().add(*place, range, known.decibans));
            } else if rare.is_empty() {
                let rarest = places(known.word).filter(|place| place.is_rarest()).take(weights::MOST_PLACES);
                rarest.for_each(|place| promises.entry(place.form).or_default().add(*place, range, known.decibans));
            } else {
                // The places of a word are in the order of the forms.
                let all = self.vocabulary.places(known.word);
                let own = rare.iter().filter_map(|form| all.binary_search_by_key(form, |place| place.form).ok());
                own.map(|at| all[at]).for_each(|place| promises.entry(place.form).or_default().add(place, range, known.decibans));
            }
        }
        let mut forms: Vec<(u32, f64)> = promises.into_iter().map(|(form, promise)| (form, promise.most())).collect();
        forms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let last = forms.get(PAIRED - 1).map_or(f64::NEG_INFINITY, |(_, promise)| *promise);
        let taken = forms.into_iter().take(MOST_TIED).take_while(|(_, promise)| *promise >= last);
        taken.map(|(form, _)| form).collect()
    }

    /// The best of these forms for each entity, unsorted.
    fn best_forms(&self, asked: &Asked, forms: Vec<u32>) -> Vec<Ranked> {
        let mut memo = FxHashMap::default();
        let mut best: FxHashMap<u32, Ranked> = FxHashMap::default();
        for number in forms {
            let Some(ranked) = self.pair_form(asked, number, &mut memo) else { continue };
            match best.get_mut(&ranked.entity) {
                Some(known) if self.form_order(&ranked, known).is_gt() => *known = ranked,
                Some(_) => {}
                None => drop(best.insert(ranked.entity, ranked)),
            }
        }
        best.into_values().collect()
    }

    /// Of two forms of an entity: the likelier, then the better kind of name, then the first in the alphabet.
    fn form_order(&self, a: &Ranked, b: &Ranked) -> Ordering {
        let source = |ranked: &Ranked| self.form(ranked.form).source;
        a.decibans().total_cmp(&b.decibans()).then(source(b).cmp(&source(a))).then(b.matched.cmp(&a.matched))
    }

    fn pair_form(&self, asked: &Asked, number: u32, memo: &mut Memo) -> Option<Ranked> {
        let form = self.form(number);
        // A misspelling is known as it stands; what is like it is unlike the name twice over.
        let twice = form.source == NameSource::Misspelling && normal(&form.text()) != asked.normal;
        if twice || form.words.is_empty() || asked.is_empty() || self.is_never(asked, form) {
            return None;
        }
        let words = NameWords::of_form(&form.words, &form.glue);
        let missing = self.missing_prices(form, &words);
        let person = self.entity(form.entity).kind_class() == Kind::Person;
        let links = pair(&words, &asked.words, &mut Listed { matcher: self, asked, form, words: &words, missing, person, memo });
        let ranked = Ranked {
            entity: form.entity,
            form: number,
            matched: form.text(),
            score: self.score(asked, form, &links),
            links,
            curve: if asked.script == form.script() { prices::SAME_SCRIPT } else { prices::OTHER_SCRIPT },
            probability: 0.0,
            standing: Standing::Doubtful,
        };
        Some(ranked)
    }

    fn is_never(&self, asked: &Asked, form: &Form) -> bool {
        self.entity(form.entity).never.iter().any(|never| normal(never) == asked.normal)
    }

    /// What it says of each word of the form that the query lacks it.
    fn missing_prices(&self, form: &Form, words: &NameWords) -> Vec<f64> {
        let entity = self.entity(form.entity);
        let family = match entity.kind_class() {
            Kind::Person if form.role == Role::Full => family_words(&form.text(), &entity.language),
            Kind::Person => (0..words.words.len()).collect(),
            _ => Vec::new(),
        };
        let person = entity.kind_class() == Kind::Person;
        let price = |(at, word): (usize, &super::words::NameWord)| match word.class {
            Class::Word if family.contains(&at) => prices::FAMILY_MISSING,
            Class::Word if person => lone_price(Class::Word, &word.folded).max(prices::MIDDLE_MISSING),
            Class::Word => prices::LISTED_MORE,
            class => lone_price(class, &word.folded),
        };
        words.words.iter().enumerate().map(price).collect()
    }

    fn score(&self, asked: &Asked, form: &Form, links: &[Link]) -> Score {
        let mut score = Score::default();
        let size = self.gazetteer.len();
        #[expect(clippy::cast_precision_loss, reason = "a logarithm of a count")]
        score.add(Reason::GazetteerSize(size), -prices::PRIOR_PER_DECADE * (size.max(1) as f64).log10());
        self.add_weight(form.entity, &mut score);
        let (letters, words): (Vec<Link>, Vec<Link>) = links.iter().cloned().partition(|link| is_of_letters(link.kind));
        score.add(Reason::Letters(String::new()), total(&letters));
        if !words.is_empty() {
            let told: Vec<String> = words.iter().map(ToString::to_string).collect();
            score.add(Reason::Words(told.join(", ")), total(&words));
        }
        let listed = asked.normal == normal(&form.text());
        if listed && form.role == Role::Full {
            let right = form.source <= NameSource::Native;
            score.add(Reason::Listed, if right { prices::EXACT } else { prices::EXACT_ALIAS });
        } else if form.role != Role::Full {
            score.add(Reason::Part(form.role), prices::role_prior(form.role));
        }
        if !listed {
            self.add_derivation(asked, form, &mut score);
        }
        score
    }

    /// How well known the entity is, where the list says so.
    fn add_weight(&self, entity: u32, score: &mut Score) {
        if let Some(weight) = self.entity(entity).weight {
            let (least, most) = weights::WEIGHT_BOUNDS;
            let renown = weights::WEIGHT_PER_DECADE * (weight / weights::WEIGHT_USUAL).log10();
            score.add(Reason::Weight, renown.clamp(least, most));
        }
    }

    /// `Khersonian` is no spelling of Kherson.
    fn add_derivation(&self, asked: &Asked, form: &Form, score: &mut Score) {
        if asked.words.words.len() != 1 || form.words.len() != 1 {
            return;
        }
        let lexicon = Lexicon::embedded();
        if lexicon.is_demonym(&asked.normal) {
            return score.add(Reason::Demonym, prices::DERIVED);
        }
        let person = self.entity(form.entity).kind_class() == Kind::Person;
        let (name, written) = (letters(&form.words[0], Reading::Plain), letters(&asked.normal, Reading::Plain));
        if let Some(suffix) = lexicon.derivation(&name, &written, person, self.routes.pooled()) {
            score.add(Reason::Derived(suffix), prices::DERIVED);
        }
    }

    /// Sorts, and says of each how likely it is among the others.
    fn judge(&self, ranked: &mut [Ranked]) {
        let id = |ranked: &Ranked| self.entity(ranked.entity).id.as_str();
        ranked.sort_by(|a, b| b.decibans().total_cmp(&a.decibans()).then_with(|| id(a).cmp(id(b))));
        let scores: Vec<f64> = ranked.iter().map(Ranked::decibans).collect();
        for (at, ranked) in ranked.iter_mut().enumerate() {
            let others = scores.iter().enumerate().filter(|(other, _)| *other != at);
            let behind: Vec<f64> = others.map(|(_, score)| scores[at] - score).collect();
            ranked.probability = probability(ranked.curve, scores[at], &behind);
            ranked.standing = Standing::of(ranked.probability, behind.iter().copied().fold(f64::INFINITY, f64::min));
        }
    }

    /// Writes out the edits, which is worth doing only for what is shown.
    fn describe(&self, ranked: &mut Ranked) {
        let differing =
            ranked.links.iter().filter(|link| link.kind == LinkKind::Letters && normal(&link.name) != normal(&link.written));
        let edits: Vec<String> =
            differing.map(|link| super::edits(&self.alignment(&link.written, &link.name).steps, self.routes)).collect();
        let edits: Vec<String> = edits.into_iter().filter(|edits| !edits.is_empty()).collect();
        ranked.score.describe_letters(edits.join("; "));
    }
}

/// The probability of one of several entities that exclude each other, or of none of them.
fn probability(curve: Curve, score: f64, behind: &[f64]) -> f64 {
    let none = (-(curve.slope * score + curve.offset)).exp();
    1.0 / (1.0 + none + behind.iter().map(|behind| (-prices::RIVAL_SLOPE * behind).exp()).sum::<f64>())
}

const fn is_of_letters(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::Letters | LinkKind::Initial | LinkKind::Small | LinkKind::Generic | LinkKind::Number)
}

fn family_words(name: &str, language: &str) -> Vec<usize> {
    let words = tokens(name);
    let parts = person_parts(name, &words, language);
    let family = parts.into_iter().find(|part| part.role == Role::Family);
    family.map_or_else(|| (0..words.len()).collect(), |part| part.words)
}

/// What the words of a form promise, seen from the query: its best word for each of the query's, or for several run together.
#[derive(Clone, Copy, Debug, Default)]
struct Promise {
    last: usize,
    single: f64,
    joined: f64,
    role: f64,
}

impl Promise {
    /// Units come in order and their words by falling likeness, so that the first of a unit is its best.
    fn add(&mut self, place: Place, range: &Range<usize>, decibans: f64) {
        self.role = prices::role_prior(place.role());
        if range.len() > 1 {
            self.joined = self.joined.max(decibans);
        } else if self.last <= range.start {
            self.last = range.start + 1;
            self.single += decibans;
        }
    }

    fn most(self) -> f64 {
        self.single.max(self.joined) + self.role
    }
}

/// What is known of word pairs that were not retrieved: the query's word and the vocabulary's.
type Memo = FxHashMap<(usize, u32), f64>;

/// A query with what its words may stand for.
struct Asked {
    words: NameWords,
    script: Script,
    normal: String,
    units: Vec<(Range<usize>, WordMatches)>,
    /// The words made ready, once one is weighed against a word that was not retrieved for it.
    queries: Vec<OnceCell<Query>>,
}

impl Asked {
    fn read(matcher: &Matcher<'_>, query: &str, reach: Sought, room: &mut Room) -> Self {
        let words = NameWords::read(query);
        let count = words.words.len();
        let ranges = (1..=JOIN).flat_map(|width| (0..(count + 1).saturating_sub(width)).map(move |start| start..start + width));
        let units = ranges.filter_map(|range| Some((range.clone(), matches(matcher, &words, range, reach, room)?))).collect();
        let queries = (0..count).map(|_| OnceCell::new()).collect();
        Self { words, script: dominant_script(query), normal: normal(query), units, queries }
    }

    /// What each word may stand for.
    fn singles(&self) -> impl Iterator<Item = &WordMatches> {
        self.units.iter().filter(|(range, _)| range.len() == 1).map(|(_, matches)| matches)
    }

    /// What each word may cost in a name that says as much as this; one of the name's words costs no more.
    fn most_each(&self, decibans: f64) -> f64 {
        let (mut all, mut words) = (-decibans, 0.0);
        for matches in self.singles() {
            all += prices::rarity(matches.background);
            words += 1.0;
        }
        all / f64::max(words, 1.0)
    }

    fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    fn query(&self, at: usize, routes: &Routes) -> &Query {
        self.queries[at].get_or_init(|| Query::read(&self.words.words[at].folded, routes))
    }

    fn find(&self, range: &Range<usize>) -> Option<&WordMatches> {
        self.units.iter().find(|(known, _)| known == range).map(|(_, matches)| matches)
    }
}

fn matches(matcher: &Matcher<'_>, words: &NameWords, range: Range<usize>, reach: Sought, room: &mut Room) -> Option<WordMatches> {
    let parts: Vec<&str> = words.words[range.clone()].iter().map(|word| word.folded.as_str()).collect();
    let spelling = words.joined(range);
    // What is longer than any word is compared by its head anyway; run together it is no word at all.
    let long = parts.len() > 1 && spelling.len() > MAX_LETTERS;
    let least = if parts.len() > 1 { weights::KEEP_WORD } else { prices::LEAST };
    let some = !long && !letters(&spelling, Reading::Plain).is_empty();
    let reach = Sought { least, ..reach };
    some.then(|| matcher.vocabulary.matches_across(&spelling, &parts, reach, matcher.routes, matcher.background, room))
}

/// Judges a query against a form of the list.
struct Listed<'a, 'g> {
    matcher: &'a Matcher<'g>,
    asked: &'a Asked,
    form: &'a Form,
    words: &'a NameWords,
    missing: Vec<f64>,
    person: bool,
    memo: &'a mut Memo,
}

impl Listed<'_, '_> {
    fn single(&mut self, number: u32, at: usize) -> Option<f64> {
        let matches = self.asked.find(&(at..at + 1))?;
        if let Some(known) = matches.words.iter().find(|known| known.word == number) {
            return Some(known.decibans);
        }
        let weigh = || {
            let query = self.asked.query(at, self.matcher.routes);
            self.matcher.vocabulary.weigh_across(query, matches.background, number, self.matcher.routes)
        };
        Some(*self.memo.entry((at, number)).or_insert_with(weigh))
    }
}

impl Judge for Listed<'_, '_> {
    /// What was not retrieved for words run together is no match: two words of a query would fit two words of a name in too many ways.
    fn likeness(&mut self, name: Range<usize>, written: Range<usize>) -> Option<f64> {
        if name.len() == 1 && written.len() == 1 {
            return self.single(self.form.numbers[name.start], written.start);
        }
        let number = match name.len() {
            1 => self.form.numbers[name.start],
            _ => self.matcher.vocabulary.number(&self.words.joined(name))?,
        };
        let matches = self.asked.find(&written)?;
        // The background has the price of the division already where the query is divided.
        let paid = if written.len() > 1 { weights::DIVISION } else { 0.0 };
        matches.words.iter().find(|known| known.word == number).map(|known| known.decibans + paid)
    }

    fn missing(&self, at: usize) -> f64 {
        self.missing[at]
    }

    fn added(&self, at: usize) -> f64 {
        let word = &self.asked.words.words[at];
        match word.class {
            Class::Word if !self.person || lone_price(Class::Word, &word.folded) <= prices::WORD => prices::QUERY_MORE,
            class => lone_price(class, &word.folded),
        }
    }
}
