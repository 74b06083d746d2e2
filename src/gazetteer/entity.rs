//! One person, place or organisation of a gazetteer, and the names it goes by.

/// What an entity is, as far as matching cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Kind {
    /// A person: the family name alone is a mention.
    Person,
    /// A place.
    Place,
    /// An organisation, a company, a medium, a brand.
    Organisation,
    /// Anything else, or not said.
    #[default]
    Other,
}

impl Kind {
    /// Reads the words that gazetteers use: `person`, `PER`, `human`; `place`, `LOC`, `GPE`, `city`; `organisation`, `ORG`, `company`.
    #[must_use]
    pub fn of(word: &str) -> Self {
        match word.trim().to_lowercase().as_str() {
            "person" | "people" | "per" | "human" | "persname" | "politician" => Self::Person,
            "place" | "loc" | "location" | "gpe" | "city" | "town" | "village" | "country" | "region" | "settlement"
            | "address" | "placename" => Self::Place,
            "organisation" | "organization" | "org" | "company" | "companies" | "orgname" | "agency" | "party" | "brand" => {
                Self::Organisation
            }
            _ => Self::Other,
        }
    }
}

/// A name in another script than Latin, with its language if the gazetteer gives one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Native {
    /// A language code (`uk`), or nothing.
    pub language: Option<String>,
    /// The name in its own script.
    pub name: String,
}

/// An entity with all that the gazetteer says of it; texts stand as they stood in the file, trimmed.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Entity {
    /// The list's own identifier; the line number where it has none.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// The kind in the list's own word, or empty.
    pub kind: String,
    /// The language of the entity's own name, or empty.
    pub language: String,
    /// Names in their own script.
    pub natives: Vec<Native>,
    /// Other names, which become the canonical one.
    pub aliases: Vec<String>,
    /// Wrong spellings, which become the canonical one.
    pub misspellings: Vec<String>,
    /// Other names that are right as they stand.
    pub keep: Vec<String>,
    /// Spellings that never mean this entity.
    pub never: Vec<String>,
    /// Words that speak for the entity when they stand near.
    pub context: Vec<String>,
    /// How well known it is (population, mentions), a positive number.
    pub weight: Option<f64>,
    /// Further columns, in the file's order.
    pub extra: Vec<(String, String)>,
    /// Where it was read.
    pub source: Source,
}

impl Entity {
    /// The kind as matching knows it.
    #[must_use]
    pub fn kind_class(&self) -> Kind {
        Kind::of(&self.kind)
    }
}

/// The place of an entity in a file.
#[derive(Clone, Debug, PartialEq, Eq, Default, Hash)]
pub struct Source {
    /// The file's name as it was given.
    pub file: String,
    /// The row, counted as a spreadsheet counts (the header is 1); the line in JSONL and plain lists.
    pub row: u64,
}
