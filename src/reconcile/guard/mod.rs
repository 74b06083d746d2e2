//! The guard: what stands around a mention, weighed a mention at a time.
//!
//! | file | asks |
//! |---|---|
//! | `form` | what do the letters say, and is one part of the name unlike while the rest is another's? |
//! | `word` | is it a word of its own: ordinary, derived, an acronym, a case form? |
//! | `others` | is it a well-known other name? |
//! | `neighbours` | do the words beside it make it somebody else? |
//! | `setting` | does the sentence speak of a person, a place, a body, a thing? |
//! | `titles` | is it inside a title or a fixed phrase? |
//! | `bylines` | is it somebody's signature? |
//!
//! The document as a whole is the business of `scan`. Every finding here concerns one place only.

mod bylines;
mod form;
mod neighbours;
mod others;
mod setting;
mod titles;
mod word;

pub(super) use self::word::Derived;
use super::survey::Knowledge;
use crate::gazetteer::Kind;
use crate::matching::{Candidate, Matcher, Reason, Score, Unit, weights};
use crate::names::lexicon::{LanguageTally, Lexicon, WordList};
use crate::text::{Casing, FoldedWords, Reading, Script, Token, dominant_script, fold_into, unbroken};

/// A stretch of text prepared for questions about its places.
pub(super) struct Surroundings<'a> {
    text: &'a str,
    tokens: &'a [Token],
    matcher: &'a Matcher<'a>,
    knowledge: &'a Knowledge,
    lexicon: &'static Lexicon,
    /// The common words of the passage's language, if that is not English.
    language: Option<&'static WordList>,
    /// The tokens in lower case without marks.
    plain: FoldedWords,
    /// Token ranges inside quoted titles, and whether a word before the quotation says so.
    quoted: Vec<(usize, usize, bool)>,
    phrases: Vec<(usize, usize)>,
    /// Token ranges of names in bylines and credits.
    bylines: Vec<(usize, usize)>,
    /// Tokens that belong to a place or an organisation of the gazetteer, spelled right.
    placed: Vec<bool>,
    /// Token ranges of well-known names of several words.
    others: Vec<(usize, usize)>,
    /// The number of the sentence of each token.
    sentences: Vec<u32>,
    derived: &'a Derived,
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        matcher: &'a Matcher<'a>,
        knowledge: &'a Knowledge,
        candidates: &[Candidate],
        tally: &mut LanguageTally,
        derived: &'a Derived,
    ) -> Self {
        let plain = FoldedWords::folded(text, tokens, Reading::Plain);
        let mut placed = vec![false; tokens.len()];
        for candidate in candidates.iter().filter(|candidate| candidate.is_right) {
            let person = matcher.entity(candidate.entity).kind_class() == Kind::Person;
            if !person {
                placed[candidate.tokens.0..candidate.tokens.1].fill(true);
            }
        }
        let lexicon = Lexicon::embedded();
        lexicon.count_language(plain.iter(), tally);
        let language = lexicon.language(tally);
        let mut here = Self {
            text,
            tokens,
            matcher,
            knowledge,
            lexicon,
            language,
            plain,
            quoted: Vec::new(),
            phrases: Vec::new(),
            bylines: Vec::new(),
            placed,
            others: Vec::new(),
            sentences: sentences(tokens),
            derived,
        };
        here.quoted = here.find_quoted();
        here.phrases = here.find_phrases();
        here.bylines = here.find_bylines();
        here.others = here.find_others();
        here
    }

    /// All that can be said of a candidate without the rest of its document.
    pub(super) fn score(&self, candidate: &Candidate) -> Score {
        let entity = self.matcher.entity(candidate.entity);
        let form = self.matcher.form(candidate.form);
        let mut score = Score::without(self.knowledge.without);
        self.add_form(candidate, form, entity, &mut score);
        self.add_others(candidate, &mut score);
        self.add_word(candidate, form, entity, &mut score);
        self.add_neighbours(candidate, form, entity, &mut score);
        self.add_setting(candidate, form, entity, &mut score);
        self.add_language(candidate, &mut score);
        score
    }

    /// What it says that the text is in a language in which the names of the list are written otherwise.
    fn add_language(&self, candidate: &Candidate, score: &mut Score) {
        let latin = dominant_script(&self.text[candidate.span]) == Script::Latin;
        if let Some(list) = self.language.filter(|_| latin && !candidate.is_right && self.matcher.gazetteer().is_embedded()) {
            score.add(Reason::ForeignText(list.code()), weights::FOREIGN_TEXT);
        }
    }

    /// The number of the sentence that a token stands in, counted within the passage.
    pub(super) fn sentence(&self, at: usize) -> u32 {
        self.sentences.get(at).copied().unwrap_or(0)
    }

    fn is_capital(&self, at: usize) -> bool {
        matches!(self.tokens[at].casing, Casing::Title | Casing::Mixed | Casing::Upper)
    }

    /// The text between a token and the one before it.
    fn gap(&self, at: usize) -> &str {
        let from = if at == 0 { 0 } else { self.tokens[at - 1].suffix_end };
        let to = self.tokens.get(at).map_or(self.text.len(), |token| token.span.start);
        &self.text[from.min(to)..to]
    }

    fn word(&self, at: usize) -> String {
        unbroken(&self.text[self.tokens[at].span]).into_owned()
    }
}

/// Whether one word of the text stands for one word of the name.
fn is_word_for_word(unit: &Unit) -> bool {
    unit.tokens.1 - unit.tokens.0 == 1 && unit.words.1 - unit.words.0 == 1
}

/// A sentence begins where a token opens one.
fn sentences(tokens: &[Token]) -> Vec<u32> {
    let mut sentence = 0;
    let count = |token: &Token| {
        sentence += u32::from(token.opens_sentence);
        sentence
    };
    tokens.iter().map(count).collect()
}

fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, Reading::Plain, &mut out);
    out
}
