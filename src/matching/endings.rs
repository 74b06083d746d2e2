//! What an ending of the text asks of the name that takes its place: the case of a case form, the harmony of a Turkish one.

use super::bends::{self, Bends, Bent};
use super::forms::Form;
use super::matcher::{Candidate, Matcher, Unit};
use crate::gazetteer::Kind;
use crate::names::inflect::{Case, Cases, Gender, Role, Words, decline, endings_of, reharmonise};
use crate::names::lexicon::Lexicon;
use crate::text::{FoldedWords, Script, Token, dominant_script, tokens};

/// A language in which a passage bends names that are written in Latin letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speech {
    /// Polish: case endings on the word itself.
    Polish,
    /// Turkish: endings behind an apostrophe.
    Turkish,
}

/// How many words of a passage are asked for its language. A page of text tells, and the rest of a book adds nothing.
const TELLING: usize = 400;

impl Speech {
    /// The speech of a passage, told by its commonest words. One without a letter of these languages' own is taken for neither, so that
    /// English costs nothing.
    pub(super) fn of(text: &str, folded: &FoldedWords) -> Option<Self> {
        let own = |letter: char| "ąęłńśźżćğışİŁŚŻŹĆŞ".contains(letter);
        if text.is_ascii() || !text.contains(own) {
            return None;
        }
        let words = folded.iter().take(TELLING);
        match Lexicon::embedded().language_of(words)?.code() {
            "pl" => Some(Self::Polish),
            "tr" => Some(Self::Turkish),
            _ => None,
        }
    }
}

/// The tokens of a Turkish passage, with endings behind an apostrophe parted from their names as possessives are. A name that has the
/// apostrophe itself (Sana'a) stays whole: `is_name` knows it.
pub(super) fn part_endings(text: &str, tokens: &mut [Token], is_name: impl Fn(&str) -> bool) {
    for token in tokens.iter_mut().filter(|token| !token.is_possessive()) {
        let word = &text[token.span];
        let Some((at, mark)) = word.char_indices().rev().find(|(_, letter)| matches!(letter, '\'' | '’' | 'ʼ')) else {
            continue;
        };
        let ending = &word[at + mark.len_utf8()..];
        if at > 1 && endings_of(ending).next().is_some() && !is_name(word) {
            token.suffix_end = token.span.end;
            token.span.end = token.span.start + at;
        }
    }
}

/// What the ending of a Turkish token becomes behind a new name: the mark and the letters.
pub(super) fn turkish_ending(text: &str, token: &Token, name: &str) -> Option<String> {
    let (mark, written) = parted(&text[token.span.end..token.suffix_end])?;
    let stem = &text[token.span];
    let ending = endings_of(written).find_map(|ending| reharmonise(ending, stem, written, name))?;
    Some(format!("{mark}{ending}"))
}

fn parted(suffix: &str) -> Option<(char, &str)> {
    let mut letters = suffix.chars();
    Some((letters.next()?, letters.as_str()))
}

/// The form of a name that a candidate's words were read as.
pub(super) struct Read {
    /// The cases that all of its words may be.
    pub(super) cases: Cases,
    /// Whether any of them is a case form.
    pub(super) is_bent: bool,
}

impl Matcher<'_> {
    /// The case forms of a script, made when first asked for.
    pub(super) fn bends(&self, script: Script) -> Option<&Bends> {
        let cell = match script {
            Script::Cyrillic => &self.cyrillic,
            Script::Latin => &self.polish,
            _ => return None,
        };
        Some(cell.get_or_init(|| Bends::new(script, self)))
    }

    /// The spelling of a case form.
    pub(super) fn bent_text(&self, bent: Bent) -> &str {
        let bends = bends::script_of(bent.word).and_then(|script| self.bends(script));
        bends.map_or("", |bends| bends.text(bent.word))
    }

    /// The word of the name that a unit was read as: in the case of the text, where it stands in one.
    #[must_use]
    pub fn read_as(&self, candidate: &Candidate, unit: &Unit) -> String {
        let form = self.form(candidate.form);
        match unit.bent {
            Some(bent) => self.bent_text(bent).to_owned(),
            None => form.words[unit.words.0..unit.words.1].concat(),
        }
    }

    /// The case that all words of a candidate agree in.
    pub(super) fn read(&self, number: u32, units: &[Unit]) -> Read {
        let script = units.iter().find_map(|unit| bends::script_of(unit.bent?.word));
        let Some(bends) = script.and_then(|script| self.bends(script)) else {
            return Read { cases: Cases::only(Case::Nominative), is_bent: false };
        };
        let cases = units.iter().filter(|unit| !unit.initial).map(|unit| match unit.bent {
            Some(bent) => bent.cases,
            None => bends.still(number, unit.words.0),
        });
        Read { cases: cases.fold(Cases::ANY, Cases::and), is_bent: true }
    }

    /// The canonical name that an alias becomes, in the case of the alias; nothing where the tables do not tell it, or the cases that
    /// the alias may be in ask for different forms.
    pub(super) fn bent_target(&self, form: &Form, target: &str, cases: Cases) -> Option<String> {
        let script = dominant_script(target);
        let entity = self.entity(form.entity);
        let words = tokens(target);
        let texts: Vec<String> = words.iter().map(|word| target[word.whole()].to_owned()).collect();
        let glue: Vec<_> = words.iter().map(|word| word.glue).collect();
        let person = entity.kind_class() == Kind::Person;
        let role = if person { Role::Person(form.role) } else { Role::Other };
        let gender = words.first().filter(|_| person && words.len() > 1).and_then(|word| Gender::of(&target[word.span]));
        let mut made: Vec<String> = Vec::new();
        for tongue in bends::tongues(form, entity, script) {
            for case in cases.iter() {
                let words = decline(Words { words: &texts, glue: &glue }, role, tongue, gender, case)?;
                let name = put_words(target, &tokens(target), &words);
                if !made.contains(&name) {
                    made.push(name);
                }
            }
        }
        (made.len() == 1).then(|| made.swap_remove(0))
    }
}

/// A name with other words in place of its own.
fn put_words(name: &str, tokens: &[Token], words: &[String]) -> String {
    let mut out = String::with_capacity(name.len());
    let mut last = 0;
    for (token, word) in tokens.iter().zip(words) {
        out.push_str(&name[last..token.span.start]);
        out.push_str(word);
        last = token.suffix_end;
    }
    out + &name[last..]
}

/// Whether two words end in the same letter. In a language that inflects names, one that ends otherwise than the name is a case form more
/// often than a misspelling, and putting the name in its place would break the sentence.
pub(super) fn end_alike(a: &str, b: &str) -> bool {
    let ending =
        |word: &str| word.chars().rev().find(|letter| letter.is_alphabetic()).map(|letter| letter.to_lowercase().to_string());
    ending(a) == ending(b)
}
