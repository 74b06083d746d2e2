//! The forms that an entity's names take in text: whole, a family name alone, turned round, in initials.

use std::ops::Range;

use crate::gazetteer::{Entity, Kind, Native};
use crate::names::array::Array;
use crate::names::cells::Cells;
use crate::names::parts::{Part, Role, person_parts};
use crate::names::romanize::{Romanization, romanizations};
use crate::text::{Glue, Script, Token, dominant_script, tokens};

/// Names of more words (the full style of a sultan) are found by no one in running text, and would cost a search at every word.
const MOST_WORDS: usize = 8;

/// By which of its names an entity is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameSource {
    /// The canonical name.
    Canonical,
    /// Another name, right as it stands.
    Keep,
    /// The name in another script.
    Native,
    /// An alias.
    Alias,
    /// A known wrong spelling.
    Misspelling,
}

/// One way in which an entity may stand in text.
#[derive(Clone, Debug)]
pub struct Form {
    /// The entity's number in the gazetteer.
    pub entity: u32,
    /// Which of its names.
    pub source: NameSource,
    /// Which part of that name.
    pub role: Role,
    /// The words, as the name writes them.
    pub words: Vec<String>,
    /// What stands before each word.
    pub glue: Vec<Glue>,
    /// What separates each word from the one before it, as text.
    separators: Vec<String>,
    /// What the whole becomes, where it is not itself.
    target: Option<String>,
    /// The vocabulary's number of each word.
    pub(super) numbers: Vec<u32>,
}

impl Form {
    /// What a mention of this form becomes. `kept` holds what stays as it stands for a word: an initial of a given name.
    #[must_use]
    pub fn correction(&self, kept: &[Option<&str>]) -> String {
        self.target.clone().unwrap_or_else(|| self.spelled(kept))
    }

    /// What the whole becomes, where it is not itself.
    pub(super) fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// The form with other words in some places: an initial, a case form.
    pub(super) fn spelled(&self, kept: &[Option<&str>]) -> String {
        let mut out = String::new();
        for (at, word) in self.words.iter().enumerate() {
            out.push_str(&self.separators[at]);
            match kept.get(at).copied().flatten() {
                Some(initial) => out.push_str(initial),
                None => out.push_str(word),
            }
        }
        out
    }

    /// The form as the list writes it.
    #[must_use]
    pub fn text(&self) -> String {
        self.separators.iter().zip(&self.words).flat_map(|(separator, word)| [separator.as_str(), word.as_str()]).collect()
    }

    /// The script that it is written in.
    pub(super) fn script(&self) -> Script {
        dominant_script(&self.text())
    }

    /// Whether the form is written like this.
    pub(super) fn is_text(&self, text: &str) -> bool {
        self.text() == text
    }

    /// Whether the name has more than its family name here, so that it stands for nobody else.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.role, Role::Full | Role::Short | Role::Turned)
    }
}

/// The forms of all entities. They are made when first asked for: a text asks for those of a few thousand entities, and a list of millions
/// would take most of its memory for the rest.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// By number of a form: its entity; by number of an entity: its first form, and one more at the end.
    entities: Array<u32>,
    firsts: Array<u32>,
    made: Cells<Box<[Form]>>,
}

impl Forms {
    /// For forms that were counted entity by entity.
    pub(super) fn new(counts: impl ExactSizeIterator<Item = usize>) -> Self {
        let made = Cells::new(counts.len());
        let (mut entities, mut firsts) = (Vec::new(), vec![0]);
        for (entity, count) in (0_u32..).zip(counts) {
            entities.extend(std::iter::repeat_n(entity, count));
            firsts.push(u32::try_from(entities.len()).expect("fewer than four thousand million forms"));
        }
        Self { entities: entities.into(), firsts: firsts.into(), made }
    }

    /// The rows of numbers that it is made of.
    pub(super) fn rows(&self) -> [(&'static str, &[u8]); 2] {
        [("forms", self.entities.bytes()), ("firsts", self.firsts.bytes())]
    }

    /// The forms of such rows for so many entities; nothing if one of them is no row of its numbers.
    pub(super) fn of_rows(row: &dyn Fn(&str) -> Option<Array<u8>>, entities: usize) -> Option<Self> {
        Some(Self { entities: row("forms")?.cast().ok()?, firsts: row("firsts")?.cast().ok()?, made: Cells::new(entities) })
    }

    /// The numbers of an entity's forms.
    pub(super) fn of_entity(&self, entity: u32) -> Range<u32> {
        let (firsts, at) = (&*self.firsts, entity as usize);
        let all = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        firsts.get(at).zip(firsts.get(at + 1)).map_or(0..0, |(from, to)| *from..all.min(*to))
    }

    /// A form, made by `make` with the others of its entity unless they have been made.
    pub(super) fn get(&self, number: u32, make: impl FnOnce(u32) -> Box<[Form]>) -> &Form {
        let own = self.entities.get(number as usize).and_then(|entity| {
            let forms = self.made.get(*entity as usize, || make(*entity))?;
            forms.get(number.checked_sub(self.of_entity(*entity).start)? as usize)
        });
        // Only numbers that nobody has given out lead here.
        own.unwrap_or(&NO_FORM)
    }
}

static NO_FORM: Form = Form {
    entity: 0,
    source: NameSource::Misspelling,
    role: Role::Full,
    words: Vec::new(),
    glue: Vec::new(),
    separators: Vec::new(),
    target: None,
    numbers: Vec::new(),
};

/// All forms of `entity`, those that the romanization schemes add behind those that the list gives.
pub(super) fn all_forms(number: u32, entity: &Entity) -> Vec<Form> {
    let mut forms = forms_of(number, entity);
    if entity.kind_class() == Kind::Person || entity.natives.is_empty() {
        return forms;
    }
    let words = tokens(&entity.name).len();
    for romanization in entity.natives.iter().flat_map(|native| romanized(native, entity)) {
        // Words that do not pair off with the canonical name's (Нью-Йорк is New York) are a form of their own.
        if tokens(&romanization.text).len() != words && !forms.iter().any(|form| form.is_text(&romanization.text)) {
            forms.extend(whole_form(number, &romanization.text, &entity.name));
        }
    }
    forms
}

/// What the romanization schemes write for a native name.
pub(super) fn romanized(native: &Native, entity: &Entity) -> Vec<Romanization> {
    let language = native.language.as_deref().or(Some(entity.language.as_str())).filter(|language| !language.is_empty());
    romanizations(&native.name, language)
}

/// The forms of `entity` that its own names give.
fn forms_of(number: u32, entity: &Entity) -> Vec<Form> {
    let mut forms = Vec::new();
    add_name(number, entity, NameSource::Canonical, &entity.name, &entity.name, &mut forms);
    for keep in &entity.keep {
        add_name(number, entity, NameSource::Keep, keep, keep, &mut forms);
    }
    for native in &entity.natives {
        add_name(number, entity, NameSource::Native, &native.name, &native.name, &mut forms);
    }
    for alias in &entity.aliases {
        add_name(number, entity, NameSource::Alias, alias, &entity.name, &mut forms);
    }
    for wrong in &entity.misspellings {
        add_name(number, entity, NameSource::Misspelling, wrong, &entity.name, &mut forms);
    }
    forms
}

/// A further spelling of the whole name that becomes the canonical one.
fn whole_form(number: u32, text: &str, canonical: &str) -> Option<Form> {
    let words = tokens(text);
    let part = Part { role: Role::Full, words: (0..words.len()).collect() };
    let fits = !words.is_empty() && words.len() <= MOST_WORDS;
    fits.then(|| build(number, NameSource::Alias, text, &words, &part, Some(canonical.to_owned())))
}

/// Adds the forms of one name. A person's alias becomes the same part of the canonical name: its family name the family name.
fn add_name(number: u32, entity: &Entity, source: NameSource, name: &str, target: &str, forms: &mut Vec<Form>) {
    let words = tokens(name);
    if words.is_empty() || words.len() > MOST_WORDS {
        return;
    }
    let own = name == target;
    for part in parts(entity, name, &words) {
        let target = if own { None } else { Some(counterpart(entity, target, part.role)) };
        let form = build(number, source, name, &words, &part, target.flatten());
        // An alias whose part has no counterpart in the canonical name says nothing about that part.
        if own || form.target.is_some() {
            forms.push(form);
        }
    }
}

fn parts(entity: &Entity, name: &str, words: &[Token]) -> Vec<Part> {
    match entity.kind_class() {
        Kind::Person => person_parts(name, words, &entity.language),
        _ => vec![Part { role: Role::Full, words: (0..words.len()).collect() }],
    }
}

/// The part of the canonical name that plays the same role.
fn counterpart(entity: &Entity, target: &str, role: Role) -> Option<String> {
    if role == Role::Full {
        return Some(target.to_owned());
    }
    let words = tokens(target);
    let part = parts(entity, target, &words).into_iter().find(|part| part.role == role)?;
    Some(build(0, NameSource::Canonical, target, &words, &part, None).correction(&[]))
}

fn build(entity: u32, source: NameSource, name: &str, words: &[Token], part: &Part, target: Option<String>) -> Form {
    let mut form = Form {
        entity,
        source,
        role: part.role,
        words: Vec::new(),
        glue: Vec::new(),
        separators: Vec::new(),
        target,
        numbers: Vec::new(),
    };
    let mut before: Option<usize> = None;
    for at in &part.words {
        let (glue, separator) = match before {
            None => (Glue::None, ""),
            Some(last) if last + 1 == *at => (words[*at].glue, &name[words[last].suffix_end..words[*at].span.start]),
            Some(_) => (Glue::Space, " "),
        };
        form.words.push(name[words[*at].whole()].to_owned());
        form.glue.push(glue);
        form.separators.push(separator.to_owned());
        before = Some(*at);
    }
    form
}
