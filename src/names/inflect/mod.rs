//! Case forms of names: Russian, Ukrainian and Polish paradigms, and the endings behind a Turkish apostrophe.
//!
//! The paradigms are data (`data/inflection`), one table a language. A word is given in its nominative with what it is (a given name, a
//! family name, a place) and comes back in every case; a word that no row fits comes back in none, and whoever asks must leave it to
//! a person. A name of several words is [`decline`]d as a whole: `Нова Каховка` bends in both words, `Ростов-на-Дону` in the first.

mod phrase;
mod table;
mod turkish;

use std::fmt;

pub use phrase::{Role, Words, bends, decline, sorts};
pub use table::{Sort, Tongue, case_forms};
pub use turkish::{Ending, endings_of, reharmonise};

/// A grammatical case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Case {
    /// As the list has it.
    Nominative,
    /// Of it.
    Genitive,
    /// To it.
    Dative,
    /// The object.
    Accusative,
    /// By it, with it.
    Instrumental,
    /// In it, about it: the Russian prepositional.
    Locative,
}

impl Case {
    /// All of them, the nominative first, in the order of the tables' columns.
    pub const ALL: [Self; 6] =
        [Self::Nominative, Self::Genitive, Self::Dative, Self::Accusative, Self::Instrumental, Self::Locative];

    const fn bit(self) -> u8 {
        1 << self as u8
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Nominative => "nominative",
            Self::Genitive => "genitive",
            Self::Dative => "dative",
            Self::Accusative => "accusative",
            Self::Instrumental => "instrumental",
            Self::Locative => "locative",
        }
    }
}

/// The cases that one spelling may be: Путина is the genitive and the accusative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Cases(u8);

impl Cases {
    /// No case.
    pub const NONE: Self = Self(0);
    /// Any case: a word that does not change.
    pub const ANY: Self = Self(0b11_1111);

    /// Just this one.
    #[must_use]
    pub const fn only(case: Case) -> Self {
        Self(case.bit())
    }

    /// Those of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those of either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the case is among them.
    #[must_use]
    pub const fn has(self, case: Case) -> bool {
        self.0 & case.bit() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in order.
    pub fn iter(self) -> impl Iterator<Item = Case> {
        Case::ALL.into_iter().filter(move |case| self.has(*case))
    }
}

impl fmt::Display for Cases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Case::name).collect();
        f.write_str(&names.join(" or "))
    }
}

/// The gender of a person, which decides how the family name is declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gender {
    /// A man.
    Man,
    /// A woman.
    Woman,
}

impl Gender {
    /// The gender that a given name of these languages tells by its ending, or by a list where the ending misleads (Микола, Любов).
    ///
    /// ```
    /// use respell::names::inflect::Gender;
    /// assert_eq!(Gender::of("Ірина"), Some(Gender::Woman));
    /// assert_eq!(Gender::of("Микола"), Some(Gender::Man));
    /// assert_eq!(Gender::of("Владимир"), Some(Gender::Man));
    /// assert_eq!(Gender::of("Мари"), None);
    /// ```
    #[must_use]
    pub fn of(given: &str) -> Option<Self> {
        let given = given.to_lowercase();
        if let Some(listed) = table::listed_gender(&given) {
            return Some(listed);
        }
        match given.chars().next_back()? {
            'а' | 'я' | 'a' => Some(Self::Woman),
            'ь' | 'й' | 'о' | 'o' => Some(Self::Man),
            'е' | 'є' | 'и' | 'і' | 'ї' | 'у' | 'ю' | 'э' | 'ы' | 'e' | 'i' | 'u' => None,
            letter => letter.is_alphabetic().then_some(Self::Man),
        }
    }
}

/// One spelling of a declined word, with the cases that it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseForm {
    /// The cases.
    pub cases: Cases,
    /// The spelling.
    pub text: String,
}
