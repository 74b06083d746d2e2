//! What stands beside and around names: titles, generics, fixed phrases, derived words. Lists from `data/lexicon/`, English first.

mod language;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use language::Tellers;
use language::plain;
pub use language::{LanguageTally, WordList};

use super::channel::{Channel, Scratch};
use super::letters::letters;
use crate::text::Reading;

/// The lists, prepared for asking. All words are asked for in lower case without marks.
#[derive(Debug)]
pub struct Lexicon {
    titles: FxHashSet<&'static str>,
    generics: FxHashSet<&'static str>,
    calendar: FxHashSet<&'static str>,
    renaming: FxHashSet<&'static str>,
    function: FxHashSet<&'static str>,
    /// Common words of languages other than English, each list with those that tell the language.
    languages: Vec<WordList>,
    tellers: Tellers,
    states: FxHashSet<&'static str>,
    works: FxHashSet<&'static str>,
    bylines: FxHashSet<&'static str>,
    demonyms: FxHashSet<String>,
    suffixes: Suffixes,
    /// Those of words in Cyrillic, in working letters beside their own.
    cyrillic: Suffixes,
    /// Fixed phrases by their first word.
    phrases: FxHashMap<Box<str>, Vec<Vec<Box<str>>>>,
}

/// Endings that turn a man's family name into a woman's or a case form of it (Stremousova, Zelenska, Putina).
const FAMILY_ENDINGS: [&str; 5] = ["a", "aia", "aya", "aja", "oi"];

/// How many letters a derived form may lose of its base, and what each costs, in decibans. Vowels go easily (Odesa, Odesan).
const LOST_LETTERS: usize = 3;
const LOST_VOWEL: f64 = 2.0;
const LOST_CONSONANT: f64 = 6.0;
/// What a suffix costs as an explanation: a short one is there by chance more often.
const LONG_SUFFIX: f64 = 6.0;
const SHORT_SUFFIX: f64 = 9.0;

impl Lexicon {
    /// The lists that are built in.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static LISTS: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);
        &LISTS
    }

    fn build() -> Self {
        let words = include_str!("../../../data/lexicon/titles-en.txt");
        let mut phrases: FxHashMap<Box<str>, Vec<Vec<Box<str>>>> = FxHashMap::default();
        for phrase in section(words, "dish-and-phrase") {
            // As the words of a text are asked for: without marks.
            let words: Vec<Box<str>> = phrase.split(' ').map(plain).collect();
            phrases.entry(words[0].clone()).or_default().push(words);
        }
        let mut generics: FxHashSet<&str> = section(words, "generic-place").collect();
        generics.extend(section(words, "generic-organisation"));
        let languages: Vec<WordList> = [
            WordList::new("de", include_str!("../../../data/lexicon/de.txt"), true),
            WordList::new("es", include_str!("../../../data/lexicon/es.txt"), false),
            WordList::new("fr", include_str!("../../../data/lexicon/fr.txt"), false),
            WordList::new("pl", include_str!("../../../data/lexicon/pl.txt"), false),
            WordList::new("ru", include_str!("../../../data/lexicon/ru.txt"), false),
            WordList::new("tr", include_str!("../../../data/lexicon/tr.txt"), false),
            WordList::new("uk", include_str!("../../../data/lexicon/uk.txt"), false),
        ]
        .into();
        let function = || lines(include_str!("../../../data/lexicon/function-words.txt"));
        Self {
            titles: section(words, "title").collect(),
            generics,
            calendar: section(words, "weekday-month").collect(),
            renaming: lines(include_str!("../../../data/lexicon/renaming.txt")).collect(),
            tellers: language::tellers(function(), &languages),
            languages,
            function: function().collect(),
            states: lines(include_str!("../../../data/lexicon/states.txt")).collect(),
            works: lines(include_str!("../../../data/lexicon/works.txt")).collect(),
            bylines: lines(include_str!("../../../data/lexicon/bylines-en.txt")).collect(),
            demonyms: lines(include_str!("../../../data/lexicon/demonyms.tsv"))
                .filter_map(first_cell)
                .chain(lines(include_str!("../../../data/lexicon/demonyms-cyrillic.txt")))
                .map(str::to_lowercase)
                .collect(),
            suffixes: Suffixes::read(include_str!("../../../data/lexicon/suffixes-en.tsv")),
            cyrillic: Suffixes::read(include_str!("../../../data/lexicon/suffixes-cyrillic.tsv")),
            phrases,
        }
    }

    /// Whether the word is a title before persons (general, mayor, lord).
    #[must_use]
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    /// Whether the word says what kind of place or body a name is of (oblast, river, ministry).
    #[must_use]
    pub fn is_generic(&self, word: &str) -> bool {
        self.generics.contains(word)
    }

    /// Whether the word is a day of the week or a month.
    #[must_use]
    pub fn is_calendar(&self, word: &str) -> bool {
        self.calendar.contains(word)
    }

    /// Whether the word behind a place's name makes it the name of something else (University, Street, sauce).
    #[must_use]
    pub fn renames(&self, word: &str) -> bool {
        self.renaming.contains(word)
    }

    /// Counts the words of a stretch of text, in lower case without marks, towards the language of their document.
    pub fn count_language<'w>(&self, words: impl Iterator<Item = &'w str>, tally: &mut LanguageTally) {
        words.for_each(|word| tally.count(word, &self.tellers));
    }

    /// The language other than English that the counted text is written in; nothing if English has as many of its words, or if too few
    /// are anyone's.
    #[must_use]
    pub fn language(&self, tally: &LanguageTally) -> Option<&WordList> {
        tally.told().map(|number| &self.languages[number])
    }

    /// The same for one stretch of text by itself.
    #[must_use]
    pub fn language_of<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<&WordList> {
        let mut tally = LanguageTally::default();
        self.count_language(words, &mut tally);
        self.language(&tally)
    }

    /// Whether the word before a quotation says that it is the title of a work (film, novel, series).
    #[must_use]
    pub fn announces_work(&self, word: &str) -> bool {
        self.works.contains(word)
    }

    /// Whether the words stand before a name in a byline or a credit (reporting by, photo:).
    #[must_use]
    pub fn is_byline(&self, head: &str) -> bool {
        self.bylines.contains(head)
    }

    /// Whether the word is one of grammar (the, of, in).
    #[must_use]
    pub fn is_function_word(&self, word: &str) -> bool {
        self.function.contains(word)
    }

    /// Whether the word, or two with a space between, is a state or province that tells namesakes apart (Odessa, Texas).
    #[must_use]
    pub fn is_state(&self, word: &str) -> bool {
        self.states.contains(word)
    }

    /// Whether the word is a demonym that no suffix explains (Muscovite, Neapolitan).
    #[must_use]
    pub fn is_demonym(&self, word: &str) -> bool {
        self.demonyms.contains(word)
    }

    /// The length, in words, of the fixed phrase that begins with the first of `words`; 0 if none does.
    #[must_use]
    pub fn phrase_len(&self, words: &[&str]) -> usize {
        let Some(known) = words.first().and_then(|first| self.phrases.get(*first)) else { return 0 };
        let fits = |phrase: &&Vec<Box<str>>| {
            phrase.len() <= words.len() && phrase.iter().zip(words).all(|(word, written)| **word == **written)
        };
        known.iter().filter(fits).map(Vec::len).max().unwrap_or(0)
    }

    /// The suffix by which `written` is derived from `name` more easily than misspelled from it (both working letters).
    ///
    /// `Khersonian` is Kherson with -ian; `Yerevan` is not Yerev with -an, since the name ends so itself. `person` adds the endings of
    /// women's family names and of the genitive.
    #[must_use]
    pub fn derivation(&self, name: &[u8], written: &[u8], person: bool, channel: &Channel) -> Option<&'static str> {
        let family = FAMILY_ENDINGS.map(|ending| Suffix { letters: ending.as_bytes().into(), text: ending });
        let family = if person { &family[..] } else { &[] };
        self.suffixes.derivation(name, name, written, family, channel)
    }

    /// As [`Self::derivation`], for a word that was read as a case form of the name: it has to be derived more easily than misspelled from
    /// that form.
    #[must_use]
    pub fn derivation_beside(&self, name: &[u8], case_form: &[u8], written: &[u8], channel: &Channel) -> Option<&'static str> {
        self.suffixes.derivation(name, case_form, written, &[], channel)
    }

    /// As [`Self::derivation_beside`], for words in Cyrillic: Херсонський, одесит, Херсонщина. `case_form` is the name itself where the word
    /// was read as that.
    #[must_use]
    pub fn cyrillic_derivation(&self, name: &[u8], case_form: &[u8], written: &[u8], channel: &Channel) -> Option<&'static str> {
        self.cyrillic.derivation(name, case_form, written, &[], channel)
    }

    /// Whether `written` is `name` with a plural s, or a misspelling of it with one: the Zelenskys of a list that has Zelenskyy.
    #[must_use]
    pub fn is_plural(&self, name: &[u8], written: &[u8], channel: &Channel) -> bool {
        let Some(stem) = written.strip_suffix(b"s").filter(|stem| stem.len() > 2) else { return false };
        let sibilant = |word: &[u8]| word.last().is_none_or(|letter| b"sz".contains(letter));
        if sibilant(name) || sibilant(stem) {
            return false;
        }
        let mut scratch = Scratch::default();
        stem == name || channel.cost(name, stem, &mut scratch) + SHORT_SUFFIX < channel.cost(name, written, &mut scratch)
    }
}

/// An ending that makes a word out of a name, in working letters.
#[derive(Debug)]
struct Suffix {
    letters: Box<[u8]>,
    text: &'static str,
}

/// The endings of a table, the longest first.
#[derive(Debug)]
struct Suffixes {
    any: Vec<Suffix>,
    /// Those that stand only behind a name in -sk.
    after_sk: Vec<Suffix>,
}

impl Suffixes {
    /// The suffixes of words of their own; those of compounds (London-based) stand behind a hyphen and concern no one here.
    fn read(table: &'static str) -> Self {
        let rows = || lines(table).filter_map(|line| line.split_once('\t'));
        let of = |wanted: fn(&str) -> bool| {
            let mut suffixes: Vec<Suffix> = rows()
                .filter(|(_, rest)| wanted(rest))
                .flat_map(|(text, _)| suffix_letters(text).map(move |letters| Suffix { letters, text }))
                .collect();
            suffixes.sort_by(|a, b| b.letters.len().cmp(&a.letters.len()).then_with(|| a.letters.cmp(&b.letters)));
            suffixes.dedup_by(|a, b| a.letters == b.letters);
            suffixes
        };
        Self {
            any: of(|kind| !kind.starts_with("compound") && !kind.starts_with("after")),
            after_sk: of(|kind| kind.starts_with("after")),
        }
    }

    /// `read` is what the word was read as, the name or a case form of it: Луганську is no more derived from Луганськ than that is.
    fn derivation(&self, name: &[u8], read: &[u8], written: &[u8], more: &[Suffix], channel: &Channel) -> Option<&'static str> {
        if name.ends_with(b"sk")
            && read == name
            && let Some(suffix) = self.after_sk.iter().find(|suffix| is_behind_sk(written, &suffix.letters))
        {
            return Some(suffix.text);
        }
        let mut fitting = self.any.iter().chain(more).filter(|suffix| {
            let stem = written.len().saturating_sub(suffix.letters.len());
            // A family name in -sky is written -skij or -skyj by other systems, which makes no adjective of it.
            let same_kind = suffix.letters.starts_with(b"sk") && has_slavic_ending(name);
            stem >= 3 && written.ends_with(&suffix.letters) && !read.ends_with(&suffix.letters) && !same_kind
        });
        // Most words have no such ending, and nothing has to be weighed for them.
        let first = fitting.next()?;
        let mut scratch = Scratch::default();
        let direct = channel.cost(read, written, &mut scratch);
        let mut explained = std::iter::once(first).chain(fitting).filter(|suffix| {
            let stem = channel.ask(&written[..written.len() - suffix.letters.len()]);
            let derived = (0..=LOST_LETTERS.min(name.len().saturating_sub(3)))
                .map(|lost| {
                    let (kept, lost) = name.split_at(name.len() - lost);
                    channel.cost_between(&channel.know(kept), &stem, &mut scratch) + lost_cost(lost)
                })
                .fold(f64::INFINITY, f64::min);
            derived + if suffix.letters.len() > 2 { LONG_SUFFIX } else { SHORT_SUFFIX } < direct
        });
        Some(explained.next()?.text)
    }
}

/// The working letters of a suffix. Those of Cyrillic depend on the language that the word's other letters tell (ї or ы), so there may be
/// several.
fn suffix_letters(suffix: &'static str) -> impl Iterator<Item = Box<[u8]>> {
    let heads = if suffix.is_ascii() { &[""][..] } else { &["в", "їв", "ыв"] };
    heads.iter().filter_map(move |head| {
        let whole = letters(&format!("{head}{suffix}"), Reading::Plain);
        whole.strip_prefix(&letters(head, Reading::Plain)[..]).map(Into::into)
    })
}

/// Whether a word is one in -sk with the ending of an adjective: Donetskyi.
fn is_behind_sk(written: &[u8], ending: &[u8]) -> bool {
    written.strip_suffix(ending).is_some_and(|stem| stem.ends_with(b"sk") && stem.len() > 4)
}

fn lost_cost(letters: &[u8]) -> f64 {
    letters.iter().map(|letter| if b"aeiouy".contains(letter) { LOST_VOWEL } else { LOST_CONSONANT }).sum()
}

fn has_slavic_ending(name: &[u8]) -> bool {
    let stem = name.iter().rposition(|letter| !b"aeiouyj".contains(letter));
    // -ski, -cki, -tzky, but no diminutive: Kakhovka has a k of another kind.
    stem.is_some_and(|last| name[last] == b'k' && name.len() > last + 1 && last > 0 && b"sctz".contains(&name[last - 1]))
}

fn first_cell(line: &'static str) -> Option<&'static str> {
    line.split('\t').next()
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The lines of one section of a list, without the head.
fn section(list: &'static str, name: &'static str) -> impl Iterator<Item = &'static str> {
    let mut inside = false;
    lines(list).filter(move |line| match line.strip_prefix("= ") {
        Some(header) => {
            inside = header == name;
            false
        }
        None => inside,
    })
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn derived_words_are_told_from_misspelled_ones() {
        for (name, written, person, derived) in [
            ("kherson", "khersonian", false, true),
            ("tolstoy", "tolstoyan", true, true),
            ("kharkiv", "kharkivska", false, true),
            ("kyiv", "kyivskyi", false, true),
            ("kyiv", "kyivskykh", false, true),
            ("lwow", "lwowski", false, true),
            ("kijow", "kijowskiego", false, true),
            ("donetsk", "donetska", false, true),
            ("donetsk", "donetskaya", false, true),
            ("luhansk", "luganskaya", false, true),
            ("lviv", "lvivianyn", false, true),
            ("sumy", "sumchanyn", false, true),
            ("poltava", "poltavshchyni", false, true),
            ("kherson", "khersonska", false, true),
            ("kherson", "chersonska", false, true),
            ("donetsk", "donezk", false, false),
            ("donetsk", "doneck", false, false),
            ("stremousov", "stremousova", true, true),
            ("odesa", "odesan", false, true),
            ("crimea", "crimean", false, true),
            ("yerevan", "erevan", false, false),
            ("isfahan", "esfahan", false, false),
            ("stremousov", "stremsov", true, false),
            ("khusnullin", "husnurin", true, false),
            ("zelenskyy", "selenskyj", true, false),
            ("berdiansk", "berdyansk", false, false),
        ] {
            let found = Lexicon::embedded().derivation(
                name.as_bytes(),
                written.as_bytes(),
                person,
                crate::names::routes::Routes::embedded().pooled(),
            );
            assert_eq!(found.is_some(), derived, "{name} {written} {found:?}");
        }
    }

    #[test]
    fn derived_words_in_cyrillic_are_told_from_misspelled_ones() {
        for (name, written, derived) in [
            ("Херсон", "Херсонський", true),
            ("Херсон", "Херсонської", true),
            ("Херсон", "Херсонщина", true),
            ("Херсон", "Херсонець", true),
            ("Херсон", "Херсонская", true),
            ("Херсон", "Херсонцы", true),
            ("Київ", "Київський", true),
            ("Киев", "Киевский", true),
            ("Киев", "Кыевский", true),
            ("Москва", "Московский", true),
            ("Москва", "Московская", true),
            ("Харків", "Харківська", true),
            ("Харків", "Харківщина", true),
            ("Харків", "Харків'янин", true),
            ("Львів", "Львів'янка", true),
            ("Одеса", "Одесит", true),
            ("Одеса", "Одеська", true),
            ("Запорожье", "Запорожская", true),
            ("Донецьк", "Донецька", true),
            ("Донецк", "Донецкая", true),
            ("Донецк", "Донетская", true),
            ("Путін", "Путінський", true),
            ("Путин", "Путинизм", true),
            ("Херсон", "Херсан", false),
            ("Зеленський", "Зиленський", false),
            ("Зеленский", "Зеленскый", false),
            ("Стремоусов", "Стремсов", false),
            ("Бердянськ", "Бердянск", false),
            ("Луцьк", "Луцк", false),
        ] {
            let of = |word| super::letters(word, super::Reading::Plain);
            let channel = crate::names::routes::Routes::embedded().pooled();
            let found = Lexicon::embedded().cyrillic_derivation(&of(name), &of(name), &of(written), channel);
            assert_eq!(found.is_some(), derived, "{name} {written} {found:?}");
        }
    }

    #[test]
    fn a_misspelled_case_form_is_not_derived() {
        for (name, case_form, written, derived) in [
            ("Луганськ", "Луганську", "Луганьську", false),
            ("Каховка", "Каховці", "Кахоуці", false),
            ("Одеса", "Одеси", "Одесити", true),
            ("Херсон", "Херсона", "Херсонська", true),
            ("Казань", "Казани", "Казанский", true),
        ] {
            let of = |word| super::letters(word, super::Reading::Plain);
            let channel = crate::names::routes::Routes::embedded().pooled();
            let found = Lexicon::embedded().cyrillic_derivation(&of(name), &of(case_form), &of(written), channel);
            assert_eq!(found.is_some(), derived, "{name} {written} {found:?}");
        }
    }

    #[test]
    fn plurals_of_misspelled_names_are_told() {
        for (name, written, plural) in [
            ("zelenskyy", "zelenskys", true),
            ("magyar", "magyars", true),
            ("merkel", "merkels", true),
            ("merkel", "merkells", true),
            ("paris", "pariss", false),
            ("honduras", "honduras", false),
            ("athens", "atens", false),
        ] {
            let channel = crate::names::routes::Routes::embedded().pooled();
            let found = Lexicon::embedded().is_plural(name.as_bytes(), written.as_bytes(), channel);
            assert_eq!(found, plural, "{name} {written}");
        }
    }

    #[test]
    fn phrases_are_found_whole() {
        let lexicon = Lexicon::embedded();
        assert_eq!(lexicon.phrase_len(&["chicken", "kiev", "was"]), 2);
        assert_eq!(lexicon.phrase_len(&["chicken", "was"]), 0);
        assert!(lexicon.is_title("general") && lexicon.is_state("texas") && lexicon.is_demonym("muscovite"));
    }
}
