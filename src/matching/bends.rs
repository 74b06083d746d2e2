//! The case forms of a gazetteer's names, as words that a text's words are held against beside the nominatives.
//!
//! Made when a text first asks for them: an English text asks for none, and a list of thousands of names has tens of thousands of forms.

use rustc_hash::FxHashMap;

use super::forms::{Form, NameSource};
use super::vocabulary::{Query, WordMatch, WordMatches, beside};
use super::{prices, weights};
use crate::gazetteer::{Entities, Entity, Kind};
use crate::names::background::Background;
use crate::names::channel::{Laid, Trie, Walk};
use crate::names::inflect::{Cases, Gender, Role, Tongue, Words, bends};
use crate::names::letters::readings;
use crate::names::parts;
use crate::names::romanize::language_of;
use crate::names::routes::Routes;
use crate::text::Script;

/// Numbers of words from here on are case forms in Cyrillic.
const CYRILLIC: u32 = 1 << 31;
/// Numbers of words from here on, and below [`CYRILLIC`], are case forms in Latin.
const LATIN: u32 = 1 << 30;

/// As which case form a word of a text was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bent {
    /// The number of the form's word.
    pub(super) word: u32,
    /// The cases that it may be.
    pub cases: Cases,
    /// How many letters more than the nominative it has.
    pub(super) ending: u8,
}

/// The place of a case form: the form, which of its words it bends, and into which cases.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) form: u32,
    pub(super) at: u8,
    pub(super) cases: Cases,
}

/// A distinct spelling of one or several names in some case.
#[derive(Clone, Debug)]
struct Word {
    text: Box<str>,
    readings: Vec<Vec<u8>>,
    /// How many letters more than its nominative it has: they are like by grammar, and prove nothing.
    ending: u8,
    places: Vec<Place>,
}

/// The case forms of one script.
#[derive(Clone, Debug)]
pub(super) struct Bends {
    first: u32,
    words: Vec<Word>,
    trie: Trie,
    laid: Laid,
    /// For each word of a form that bends: the cases in which it is spelled as the nominative.
    still: FxHashMap<(u32, u8), Cases>,
}

/// Whether the number is that of a case form, and in which script.
pub(super) const fn script_of(word: u32) -> Option<Script> {
    match word {
        CYRILLIC.. => Some(Script::Cyrillic),
        LATIN.. => Some(Script::Latin),
        _ => None,
    }
}

impl Bends {
    /// The case forms of all forms of a script, by the paradigms of the languages that each may be of.
    pub(super) fn new(script: Script, forms: &[Form], entities: &Entities, routes: &Routes) -> Self {
        let mut made = Made {
            words: Vec::new(),
            by_text: FxHashMap::default(),
            still: FxHashMap::default(),
            gender: None,
            whole: Vec::new(),
        };
        for (number, form) in (0_u32..).zip(forms) {
            if form.script() == script {
                made.enter(number, form, &entities[form.entity as usize], script);
            }
        }
        let spellings = (0_u32..).zip(&made.words);
        let spellings = spellings.flat_map(|(number, word)| word.readings.iter().map(move |reading| (reading.clone(), number)));
        let trie = Trie::new(spellings.collect());
        let first = if script == Script::Cyrillic { CYRILLIC } else { LATIN };
        Self { first, laid: trie.lay(routes.pooled()), trie, words: made.words, still: made.still }
    }

    /// Adds the case forms that a spelling may be to what it may stand for.
    pub(super) fn weigh(&self, spelling: &str, matches: &mut WordMatches, routes: &Routes, background: &Background) {
        let query = Query::read(spelling, routes);
        let mut least: FxHashMap<u32, f64> = FxHashMap::default();
        let mut walk = Walk::default();
        let limit = prices::rarity(matches.background);
        for asked in query.asked(routes) {
            self.trie.search(&self.laid, routes.pooled(), asked, limit, &mut walk, |word, cost| {
                let known = least.entry(word).or_insert(cost);
                *known = known.min(cost);
            });
        }
        let mut found: Vec<(u32, f64)> = least.into_iter().collect();
        found.sort_unstable_by_key(|found| found.0);
        for (word, cost) in found {
            let known = &self.words[word as usize];
            let chance = beside(query.readings(), &known.readings, background);
            let decibans = chance - cost - weights::CASE_FORM;
            if decibans >= weights::KEEP_WORD {
                matches.words.push(WordMatch { word: self.first | word, decibans });
            }
        }
        matches.words.sort_by(|a, b| b.decibans.total_cmp(&a.decibans).then(a.word.cmp(&b.word)));
        matches.words.truncate(weights::KEPT_WORDS);
    }

    fn word(&self, number: u32) -> &Word {
        &self.words[(number & !self.first) as usize]
    }

    /// A word of a text, read as this case form.
    pub(super) fn read_as(&self, word: u32, cases: Cases) -> Bent {
        Bent { word, cases, ending: self.word(word).ending }
    }

    /// The spelling of a case form.
    pub(super) fn text(&self, number: u32) -> &str {
        &self.word(number).text
    }

    /// The words that a case form belongs to.
    pub(super) fn places(&self, number: u32) -> &[Place] {
        &self.word(number).places
    }

    /// The cases in which a word of a form is spelled as its nominative: all of them where nothing is known of it.
    pub(super) fn still(&self, form: u32, at: usize) -> Cases {
        let at = u8::try_from(at).expect("a form has at most eight words");
        self.still.get(&(form, at)).copied().unwrap_or(Cases::ANY)
    }
}

/// Case forms being collected.
struct Made {
    words: Vec<Word>,
    by_text: FxHashMap<Box<str>, u32>,
    still: FxHashMap<(u32, u8), Cases>,
    /// The gender of the person whose forms are being entered, and the whole name that tells it.
    gender: Option<Gender>,
    whole: Vec<String>,
}

impl Made {
    fn enter(&mut self, number: u32, form: &Form, entity: &Entity, script: Script) {
        let person = entity.kind_class() == Kind::Person;
        // The whole name comes first of a name's forms, and its parts have no given name to tell the gender by.
        if person && form.role == parts::Role::Full {
            self.whole.clone_from(&form.words);
            self.gender = if form.words.len() > 1 { Gender::of(&form.words[0]) } else { None };
        }
        for tongue in tongues(form, entity, script) {
            let role = if person { Role::Person(form.role) } else { Role::Other };
            let gender = self.gender.filter(|_| person);
            for (at, forms) in (0_u8..).zip(bends(Words { words: &form.words, glue: &form.glue }, role, tongue, gender)) {
                for bent in forms {
                    self.add(number, at, &form.words[usize::from(at)], bent.text, bent.cases);
                }
            }
        }
    }

    fn add(&mut self, form: u32, at: u8, nominative: &str, text: String, cases: Cases) {
        if text == nominative {
            let still = self.still.entry((form, at)).or_default();
            *still = still.or(cases);
            return;
        }
        let next = u32::try_from(self.words.len()).expect("fewer than a thousand million case forms");
        let number = *self.by_text.entry(text.as_str().into()).or_insert(next);
        if number == next {
            let more = text.chars().count().saturating_sub(nominative.chars().count());
            let ending = u8::try_from(more).unwrap_or(u8::MAX);
            self.words.push(Word { readings: readings(&text), text: text.into(), ending, places: Vec::new() });
        }
        let places = &mut self.words[number as usize].places;
        match places.iter_mut().find(|place| place.form == form && place.at == at) {
            Some(place) => place.cases = place.cases.or(cases),
            None => places.push(Place { form, at, cases }),
        }
    }
}

/// The languages by whose paradigms a form may bend: those that the list names, else the one that its letters tell, else both of
/// Russian and Ukrainian.
pub(super) fn tongues(form: &Form, entity: &Entity, script: Script) -> Vec<Tongue> {
    if script == Script::Latin {
        // Moscow is no Polish name, and Moscowie is no word.
        let polish = matches!(entity.language.as_str(), "" | "pl");
        return if polish { vec![Tongue::Polish] } else { Vec::new() };
    }
    let text = form.text();
    let named = entity
        .natives
        .iter()
        .filter(|native| form.source == NameSource::Native && form.words.iter().all(|word| native.name.contains(word.as_str())));
    let mut codes: Vec<&str> = named.filter_map(|native| native.language.as_deref()).collect();
    if codes.is_empty() {
        codes.extend(language_of(&text).or(Some(entity.language.as_str()).filter(|code| Tongue::of_code(code).is_some())));
    }
    if codes.is_empty() {
        codes.extend(["uk", "ru"]);
    }
    let mut tongues: Vec<Tongue> =
        codes.into_iter().filter_map(Tongue::of_code).filter(|tongue| *tongue != Tongue::Polish).collect();
    tongues.sort_unstable();
    tongues.dedup();
    tongues
}
