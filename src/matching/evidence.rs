//! Evidence: one reason for or against, in decibans, with its sentence.

use std::fmt;

use serde::Serialize;

use super::parts::Parts;
use crate::names::parts::Role;
use crate::names::routes::way_in_words;

/// What a finding is about. A score holds at most one finding of each, so that one fact is not counted twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// How many names there are.
    Prior,
    /// How well known this one is.
    Renown,
    /// The letters.
    Form,
    /// That the list itself has this spelling.
    Listed,
    /// Which part of the name it is.
    Part,
    /// Words more or less than the name has, and their order.
    Words,
    /// The words beside it.
    Neighbour,
    /// Whether it is an ordinary, derived or fixed expression.
    Word,
    /// Whether it is a well-known name of others.
    Other,
    /// Of what kind of thing the sentence speaks.
    Setting,
    /// In which language the document is written.
    Language,
    /// What else the document holds.
    Document,
    /// Whether the entity is named elsewhere.
    Entity,
    /// By which way the document's other spellings came.
    Way,
    /// What the house leaves, whatever speaks for it.
    House,
}

/// One reason for or against a match, with what a sentence about it needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The gazetteer has this many entities.
    GazetteerSize(usize),
    /// The letters, with the edits that differ (`kh→h, ll→r`) and the routes that explain them.
    Letters(String),
    /// What is missing, added or turned round: `“Vladimirovich” is added`.
    Words(String),
    /// One part of the name is unlike while the rest agrees.
    PartUnlike(String),
    /// Words run together or torn apart, and other letters too.
    DividedUnlike(String),
    /// The list gives this very spelling.
    Listed,
    /// Only this part of the name stands here.
    Part(Role),
    /// It opens a sentence, and may owe its capital to that.
    SentenceOpens,
    /// The word stands in lower case elsewhere.
    SeenLower,
    /// How well known the entity is, by the list's weight.
    Weight,
    /// A digit among letters.
    DigitInside,
    /// An ordinary word.
    OrdinaryWord,
    /// An acronym of its own.
    Acronym,
    /// A title or a generic word.
    TitleWord,
    /// Derived from the name with this suffix.
    Derived(&'static str),
    /// Broken by a line's end, and perhaps a compound: this part of it may be a word by itself.
    Compound(String),
    /// A case form of the name, perhaps, whose ending has to stay.
    Inflected,
    /// A demonym or adjective of its own.
    Demonym,
    /// Part of a fixed phrase or a title of a work.
    Phrase,
    /// In a byline or a credit, which is a signature.
    Byline,
    /// A word that is known as a name of others.
    OtherName(String),
    /// A well-known name of several words.
    WellKnown(String),
    /// A word beside it that says what kind of thing is named.
    Setting(String),
    /// A neighbour that the entity does not have.
    OtherNeighbour(String),
    /// A word behind it that makes it something else's name.
    Renamed(String),
    /// A state or province that tells a namesake apart.
    Namesake(String),
    /// A title before it.
    Title(String),
    /// A word of the entity's context near it.
    ContextWord(String),
    /// The text is in another language than the list; its code.
    ForeignText(&'static str),
    /// The right name stands in the same sentence.
    SameSentence,
    /// The entity is named in full, or rightly, elsewhere in the document.
    EntityPresent,
    /// The full name with this very part stands elsewhere in the document.
    Licensed,
    /// The share of the document's capitalised words that the gazetteer explains, in percent.
    DocumentShare(u8),
    /// Other spellings of the document came by this way, and this one may have come by it, or not.
    Way(String),
    /// A variant of a name that is to be kept.
    VariantOfKept(String),
    /// It stands where the house leaves words as they are: `inside a quotation`.
    Exempt(&'static str),
}

impl Reason {
    /// What it is about.
    #[must_use]
    pub const fn dimension(&self) -> Dimension {
        match self {
            Self::GazetteerSize(_) => Dimension::Prior,
            Self::Weight => Dimension::Renown,
            Self::Letters(_) => Dimension::Form,
            Self::Words(_) | Self::PartUnlike(_) | Self::DividedUnlike(_) => Dimension::Words,
            Self::OtherName(_) | Self::WellKnown(_) => Dimension::Other,
            Self::Setting(_) => Dimension::Setting,
            Self::ForeignText(_) => Dimension::Language,
            Self::Listed => Dimension::Listed,
            Self::Part(_) | Self::VariantOfKept(_) => Dimension::Part,
            Self::OtherNeighbour(_) | Self::Renamed(_) | Self::Namesake(_) | Self::Title(_) | Self::ContextWord(_) => {
                Dimension::Neighbour
            }
            Self::SentenceOpens
            | Self::SeenLower
            | Self::OrdinaryWord
            | Self::DigitInside
            | Self::Acronym
            | Self::TitleWord
            | Self::Derived(_)
            | Self::Demonym
            | Self::Compound(_)
            | Self::Inflected
            | Self::Phrase
            | Self::Byline => Dimension::Word,
            Self::DocumentShare(_) => Dimension::Document,
            Self::Way(_) => Dimension::Way,
            Self::Exempt(_) => Dimension::House,
            Self::EntityPresent | Self::Licensed | Self::SameSentence => Dimension::Entity,
        }
    }
}

impl Reason {
    /// Whether it is the guard's: neither the prior nor what the letters say.
    #[must_use]
    pub const fn is_of_the_guard(&self) -> bool {
        !matches!(self.dimension(), Dimension::Prior | Dimension::Renown | Dimension::Form | Dimension::Listed)
    }

    /// The kind of finding it is, by which it can be switched off (see [`Parts`]).
    #[must_use]
    pub const fn part(&self) -> &'static str {
        match self {
            Self::GazetteerSize(_) => "prior",
            Self::Weight => "renown",
            Self::Letters(_) => "letters",
            Self::Words(_) => "words",
            Self::Listed => "listed",
            Self::Part(_) => "part-of-name",
            Self::VariantOfKept(_) => "kept",
            Self::SentenceOpens => "sentence",
            Self::SeenLower => "seen-lower",
            Self::OrdinaryWord => "ordinary-word",
            Self::DigitInside => "digit-inside",
            Self::Acronym => "acronym",
            Self::TitleWord => "title-word",
            Self::Derived(_) => "derived",
            Self::Demonym => "demonym",
            Self::Compound(_) => "compound",
            Self::Inflected => "inflected",
            Self::Phrase => "phrase",
            Self::Byline => "byline",
            Self::OtherNeighbour(_) => "neighbour-other",
            Self::Renamed(_) => "renamed",
            Self::Namesake(_) => "namesake",
            Self::Title(_) => "title",
            Self::ContextWord(_) => "context-word",
            Self::PartUnlike(_) | Self::DividedUnlike(_) => "unlike-part",
            Self::OtherName(_) => "other-name",
            Self::WellKnown(_) => "well-known",
            Self::Setting(_) => "setting",
            Self::ForeignText(_) => "foreign-text",
            Self::SameSentence => "same-sentence",
            Self::EntityPresent => "entity-present",
            Self::Licensed => "licensed",
            Self::DocumentShare(_) => "document-share",
            Self::Way(_) => "way",
            Self::Exempt(_) => "exempt",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GazetteerSize(names) => write!(f, "one of {names} entities"),
            Self::Letters(edits) if edits.is_empty() => f.write_str("same letters"),
            Self::Letters(edits) => f.write_str(edits),
            Self::Words(told) => f.write_str(told),
            Self::PartUnlike(word) => write!(f, "“{word}” is unlike"),
            Self::DividedUnlike(word) => write!(f, "“{word}” divided otherwise, with other letters"),
            Self::OtherName(word) => write!(f, "“{word}” is a known name"),
            Self::WellKnown(name) => write!(f, "well known: {name}"),
            Self::Setting(word) => write!(f, "beside “{word}”"),
            Self::Listed => f.write_str("listed spelling"),
            Self::Part(role) => f.write_str(part_sentence(*role)),
            Self::SentenceOpens => f.write_str("opens a sentence"),
            Self::SeenLower => f.write_str("also stands in lower case"),
            Self::Derived(suffix) => write!(f, "derived with -{suffix}"),
            Self::Weight => f.write_str("how well known it is"),
            Self::Acronym => f.write_str("an acronym of its own"),
            Self::DigitInside => f.write_str("a digit among letters"),
            Self::OrdinaryWord => f.write_str("an ordinary word"),
            Self::TitleWord => f.write_str("a title or generic word"),
            Self::Inflected => f.write_str("perhaps a case form"),
            Self::Demonym => f.write_str("a demonym or adjective"),
            Self::Compound(part) => write!(f, "broken at a line's end, perhaps a compound with “{part}”"),
            Self::Phrase => f.write_str("inside a fixed phrase or title"),
            Self::Byline => f.write_str("in a byline, which is a signature"),
            Self::OtherNeighbour(word) => write!(f, "beside “{word}”, another name"),
            Self::Renamed(word) => write!(f, "“{word}” makes it another name"),
            Self::Namesake(word) => write!(f, "a namesake in {word}"),
            Self::Title(word) => write!(f, "title “{word}”"),
            Self::ContextWord(word) => write!(f, "“{word}” near"),
            Self::ForeignText(code) => write!(f, "the text is in another language ({code}) than the list"),
            Self::SameSentence => f.write_str("the right name stands in the same sentence"),
            Self::Licensed => f.write_str("in full elsewhere in the document"),
            Self::EntityPresent => f.write_str("named elsewhere in the document"),
            Self::DocumentShare(percent) => write!(f, "the list explains {percent} % of the document's names"),
            Self::Way(way) => write!(f, "{}, as other names of the document", way_in_words(way)),
            Self::VariantOfKept(name) => write!(f, "a variant of “{name}”, which is to be kept"),
            Self::Exempt(place) => write!(f, "{place}, which the house leaves"),
        }
    }
}

const fn part_sentence(role: Role) -> &'static str {
    match role {
        Role::Full => "the whole name",
        Role::Family => "family name alone",
        Role::BareFamily => "part of the family name alone",
        Role::Short => "name shortened",
        Role::Turned => "name turned round",
        Role::Given => "given name alone",
        Role::Middle => "middle name alone",
    }
}

/// One reason with its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The reason; its display is a sentence.
    pub reason: Reason,
    /// Its weight: 10·log10 of the likelihood ratio; above zero speaks for the match.
    pub decibans: f64,
}

/// A sum of findings. The total is computed from them and never stored beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    findings: Vec<Finding>,
    without: Parts,
}

impl Score {
    /// A sum that takes no findings of some parts.
    #[must_use]
    pub const fn without(parts: Parts) -> Self {
        Self { findings: Vec::new(), without: parts }
    }

    /// Adds a finding; of two about one dimension the weightier stays.
    pub fn add(&mut self, reason: Reason, decibans: f64) {
        if self.without.has(&reason) {
            return;
        }
        let dimension = reason.dimension();
        let finding = Finding { reason, decibans };
        match self.findings.iter_mut().find(|known| known.reason.dimension() == dimension) {
            Some(known) if known.decibans.abs() < decibans.abs() => *known = finding,
            Some(_) => {}
            None => self.findings.push(finding),
        }
    }

    /// Writes out the edits behind what the letters say; the weight stays.
    pub fn describe_letters(&mut self, edits: String) {
        if let Some(finding) = self.findings.iter_mut().find(|finding| finding.reason.dimension() == Dimension::Form) {
            finding.reason = Reason::Letters(edits);
        }
    }

    /// The sum, in decibans.
    #[must_use]
    pub fn decibans(&self) -> f64 {
        self.findings.iter().map(|finding| finding.decibans).sum()
    }

    /// The sum without the prior: how many names there are, and how well known this one is.
    #[must_use]
    pub fn before_prior(&self) -> f64 {
        let prior = [Dimension::Prior, Dimension::Renown];
        let told = self.findings.iter().filter(|finding| !prior.contains(&finding.reason.dimension()));
        told.map(|finding| finding.decibans).sum()
    }

    /// The findings, in the order in which they were added.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The sum of what speaks for the match before its surroundings are looked at: letters, words, listing, part and prior.
    #[must_use]
    pub fn before_context(&self) -> f64 {
        let form = [Dimension::Prior, Dimension::Renown, Dimension::Form, Dimension::Words, Dimension::Listed, Dimension::Part];
        self.findings.iter().filter(|finding| form.contains(&finding.reason.dimension())).map(|finding| finding.decibans).sum()
    }
}
