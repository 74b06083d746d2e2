//! The words of a name that stands by itself, and what each is in it.
//!
//! A query or a cell is a name by assumption, so casing decides little here: `vladimir putin`, `PUTIN, Vladimir` and `Putin V. V.` are
//! read alike. Running text, where a capital is evidence, is the business of [`Matcher::find`](super::Matcher::find).

use std::ops::Range;

use crate::names::lexicon::Lexicon;
use crate::names::parts::is_particle;
use crate::text::{Glue, Reading, Script, Token, fold_into, script_of, tokens};

/// How many words of a name are read. Aligning costs the product of both numbers; the longest official names of bodies have some twenty.
pub(super) const MOST_WORDS: usize = 24;

/// What a word is in its name, and so how much it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A word that tells this name from others.
    Word,
    /// One letter, or two with a full stop, that stands for a word.
    Initial,
    /// A particle or function word: von, al-, of, the.
    Small,
    /// Says what kind of thing is named: region, river, ltd.
    Generic,
    /// Says what a person is: general, mayor, junior.
    Title,
    /// A figure, Arabic or Roman, that has to agree.
    Number,
}

impl Class {
    /// Whether a name with another such word in its place is another name.
    pub(super) const fn tells(self) -> bool {
        matches!(self, Self::Word | Self::Initial | Self::Number)
    }
}

/// A word of a name.
#[derive(Clone, Debug)]
pub(super) struct NameWord {
    /// As it is written.
    pub(super) text: String,
    /// Without what no reader would call a difference.
    pub(super) folded: String,
    pub(super) class: Class,
    pub(super) glue: Glue,
}

/// The words of a name, with the family name put behind where a comma says that it stands in front.
#[derive(Clone, Debug, Default)]
pub(super) struct NameWords {
    pub(super) words: Vec<NameWord>,
}

impl NameWords {
    /// Reads a name: `Putin, Vladimir` gives the words Vladimir and Putin.
    pub(super) fn read(name: &str) -> Self {
        let found = tokens(name);
        let count = found.len().min(MOST_WORDS);
        let mut words: Vec<NameWord> = (0..count).map(|at| word(name, &found, at)).collect();
        if let Some(comma) = inversion(name, &found[..count], &words) {
            words.rotate_left(comma);
        }
        Self { words }.telling()
    }

    /// In a name that is all generics (Department of State) the generics tell.
    fn telling(mut self) -> Self {
        if !self.words.iter().any(|word| word.class.tells()) {
            let words = self.words.iter_mut().filter(|word| matches!(word.class, Class::Generic | Class::Title));
            words.for_each(|word| word.class = Class::Word);
        }
        self
    }

    /// The words of one form of a listed name.
    pub(super) fn of_form(listed: &[String], glue: &[Glue]) -> Self {
        let alone = listed.len() == 1;
        let words = listed.iter().zip(glue).enumerate().map(|(at, (text, glue))| {
            let folded = folded(text);
            let class = if alone { Class::Word } else { class_of(text, &folded, at, false) };
            NameWord { text: text.clone(), folded, class, glue: *glue }
        });
        Self { words: words.collect() }.telling()
    }

    /// Some neighbouring words as one, for words run together or torn apart.
    pub(super) fn joined(&self, range: Range<usize>) -> String {
        self.words[range].iter().map(|word| word.folded.as_str()).collect()
    }
}

/// The name with all that is typography put aside, a full stop at its end included: what is equal here is the same name.
pub(super) fn normal(name: &str) -> String {
    let folded = folded(name);
    let bare = folded.trim_end_matches(|mark: char| mark.is_whitespace() || matches!(mark, '.' | ',' | ';' | ':'));
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, Reading::Exact, &mut out);
    out
}

fn word(name: &str, found: &[Token], at: usize) -> NameWord {
    let token = &found[at];
    // Sainsbury's and Lloyd's are names; what stands by itself has no possessive to part from it.
    let span = if name[token.whole()].ends_with(['\'', '’']) { token.span } else { token.whole() };
    let text = &name[span];
    let folded = folded(text);
    let stop = name[token.suffix_end..].starts_with('.');
    let class = if found.len() == 1 { Class::Word } else { class_of(text, &folded, at, stop) };
    NameWord { text: text.to_owned(), folded, class, glue: token.glue }
}

/// `stop` says that a full stop stands behind the word.
fn class_of(text: &str, folded: &str, at: usize, stop: bool) -> Class {
    let letters = folded.chars().count();
    let lexicon = Lexicon::embedded();
    if number(folded, text, at).is_some() {
        Class::Number
    } else if is_function(folded) || (is_particle(folded) && (letters <= 3 || text == folded)) {
        Class::Small
    } else if lexicon.is_title(folded) || SUFFIXES.contains(&folded) {
        Class::Title
    } else if lexicon.is_generic(folded) || LEGAL_FORMS.contains(&folded) {
        Class::Generic
    } else if is_initial(folded, letters, stop) {
        Class::Initial
    } else {
        Class::Word
    }
}

/// `V`, `Yu.`; a Han character or a syllable of hangul alone is a word.
fn is_initial(folded: &str, letters: usize, stop: bool) -> bool {
    let spelled = folded.chars().all(|letter| letter.is_alphabetic() && spells(script_of(letter)));
    spelled && (letters == 1 || (letters == 2 && stop))
}

const fn spells(script: Script) -> bool {
    !matches!(script, Script::Han | Script::Kana | Script::Hangul | Script::Common)
}

/// The figure that a word stands for. Roman figures need capitals where they may be a word, and never open a name (Xi Jinping).
pub(super) fn number(folded: &str, text: &str, at: usize) -> Option<String> {
    if folded.bytes().any(|byte| byte.is_ascii_digit()) {
        let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
        // Khers0n is a word with a slip of print in it; 2nd and 95th are figures.
        return (digits.len() * 3 >= folded.chars().count()).then(|| digits.trim_start_matches('0').to_owned());
    }
    let value = ROMAN.iter().position(|roman| *roman == folded)? + 2;
    let shown = folded.len() > 2 || folded == "ii" || text.chars().all(char::is_uppercase);
    (at > 0 && shown).then(|| value.to_string())
}

/// Whether two generic words are one in two languages or styles.
pub(super) fn same_meaning(a: &str, b: &str) -> bool {
    a != b && MEANINGS.iter().any(|words| words.contains(&a) && words.contains(&b))
}

/// Whether two titles tell two people apart: father and son.
pub(super) fn contradicts(a: &str, b: &str) -> bool {
    let junior = |word: &str| matches!(word, "jr" | "jnr" | "junior");
    let senior = |word: &str| matches!(word, "sr" | "snr" | "senior");
    (junior(a) && senior(b)) || (senior(a) && junior(b))
}

/// Generic words that stand for each other in names.
const MEANINGS: [&[&str]; 10] = [
    &["oblast", "region", "province", "governorate", "prefecture", "voivodeship", "vilayet"],
    &["raion", "rayon", "district", "county", "okrug"],
    &["city", "town", "municipality"],
    &["republic", "respublika"],
    &["street", "st", "ulitsa", "road", "rd"],
    &["company", "co", "corporation", "corp"],
    &["limited", "ltd", "llc", "ooo", "gmbh", "sarl", "srl"],
    &["ag", "aktiengesellschaft", "plc", "sa", "spa", "pao", "oao", "ojsc", "pjsc", "jsc", "inc", "incorporated"],
    &["bros", "brothers"],
    &["organisation", "organization"],
];

/// From two up: I, V and X alone are initials.
const ROMAN: [&str; 22] = [
    "ii", "iii", "iv", "-", "vi", "vii", "viii", "ix", "-", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix",
    "xx", "xxi", "xxii", "xxiii",
];

/// What stands behind a person's name and is none of it.
const SUFFIXES: [&str; 13] = ["jr", "jnr", "junior", "snr", "sr", "senior", "phd", "md", "esq", "obe", "mbe", "kbe", "hon"];

/// Legal forms of companies, which are written or left out at will.
const LEGAL_FORMS: [&str; 34] = [
    "ab",
    "ag",
    "aktiengesellschaft",
    "aps",
    "as",
    "asa",
    "bv",
    "bvba",
    "cjsc",
    "inc",
    "incorporated",
    "jsc",
    "kg",
    "kk",
    "llc",
    "llp",
    "ltd",
    "ltda",
    "nv",
    "oao",
    "ojsc",
    "ooo",
    "oy",
    "oyj",
    "pao",
    "pjsc",
    "plc",
    "pte",
    "pty",
    "sa",
    "sarl",
    "sia",
    "spa",
    "zao",
];

/// Words that hold names together in the languages that lists are mostly written in.
fn is_function(folded: &str) -> bool {
    matches!(
        folded,
        "of" | "the"
            | "and"
            | "for"
            | "in"
            | "on"
            | "at"
            | "to"
            | "by"
            | "with"
            | "et"
            | "und"
            | "aan"
            | "sur"
            | "am"
            | "им"
            | "и"
    )
}

/// Where the part behind the only comma begins, if the comma tells of a name turned round.
fn inversion(name: &str, found: &[Token], words: &[NameWord]) -> Option<usize> {
    let commas = (1..found.len()).filter(|at| {
        let gap = &name[found[*at - 1].suffix_end.min(found[*at].span.start)..found[*at].span.start];
        gap.contains(',')
    });
    let commas: Vec<usize> = commas.collect();
    let [comma] = commas[..] else { return None };
    // `Apple, Inc.` and `John Smith, Jr.` are in their order.
    let telling = words[comma..].iter().any(|word| word.class.tells());
    telling.then_some(comma)
}

#[cfg(test)]
mod tests {
    use super::{Class, NameWords};

    #[test]
    fn words_are_told_by_what_they_are() {
        use Class::{Generic, Initial, Number, Small, Title, Word};
        for (name, classes) in [
            ("vladimir putin", vec![Word, Word]),
            ("Putin V. V.", vec![Word, Initial, Initial]),
            ("Yu. Borisov", vec![Initial, Word]),
            ("Bashar al-Assad", vec![Word, Small, Word]),
            ("General Sir John", vec![Title, Title, Word]),
            ("Kherson Oblast", vec![Word, Generic]),
            ("Apollo 11", vec![Word, Number]),
            ("John Paul II", vec![Word, Word, Number]),
            ("Xi Jinping", vec![Word, Word]),
            ("习 近平", vec![Word, Word]),
            ("River", vec![Word]),
            ("Khers0n Oblast", vec![Word, Generic]),
        ] {
            let read: Vec<Class> = NameWords::read(name).words.iter().map(|word| word.class).collect();
            assert_eq!(read, classes, "{name}");
        }
    }

    #[test]
    fn a_comma_turns_a_name_round() {
        for (name, order) in [
            ("Putin, Vladimir", "vladimir putin"),
            ("PUTIN, Vladimir Vladimirovich", "vladimir vladimirovich putin"),
            ("Apple, Inc.", "apple inc"),
            ("Smith, Jones, Brown", "smith jones brown"),
        ] {
            let words: Vec<String> = NameWords::read(name).words.into_iter().map(|word| word.folded).collect();
            assert_eq!(words.join(" "), order);
        }
    }
}
