//! The kinds of name that an entity has.

use super::entity::Entity;

/// What a name is to its entity. The order is that of precedence: what is right comes before what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The spelling the name should have.
    Canonical,
    /// Right as it stands, though not canonical.
    Keep,
    /// The name in its own script.
    Native,
    /// Another name, which becomes the canonical one.
    Alias,
    /// A wrong spelling, which becomes the canonical one.
    Misspelling,
    /// A spelling that never means the entity.
    Never,
}

impl Role {
    /// All roles, in their order.
    pub const ALL: [Self; 6] = [Self::Canonical, Self::Keep, Self::Native, Self::Alias, Self::Misspelling, Self::Never];

    /// The role in a word, as the column of a gazetteer is called (`name` is `canonical` here).
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Canonical => "canonical",
            Self::Keep => "keep",
            Self::Native => "native",
            Self::Alias => "alias",
            Self::Misspelling => "misspelling",
            Self::Never => "never",
        }
    }

    /// The role as a sentence calls it.
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Canonical => "canonical name",
            Self::Keep => "keep name",
            Self::Native => "native name",
            Self::Alias => "alias",
            Self::Misspelling => "misspelling",
            Self::Never => "never spelling",
        }
    }

    /// The noun with its article: an entity has one canonical name and several of the rest.
    pub(super) fn phrase(self) -> String {
        let article = match self {
            Self::Canonical => "the",
            Self::Alias => "an",
            _ => "a",
        };
        format!("{article} {}", self.noun())
    }

    /// Whether a mention of this kind is rewritten to the canonical name.
    #[must_use]
    pub const fn is_corrected(self) -> bool {
        matches!(self, Self::Alias | Self::Misspelling)
    }
}

impl Entity {
    /// Every name of the entity with its role, `never` spellings included, in the order of [`Role::ALL`].
    ///
    /// ```
    /// use respell::gazetteer::{Entity, Role};
    /// let kyiv = Entity { name: "Kyiv".into(), aliases: vec!["Kiev".into()], ..Entity::default() };
    /// let names: Vec<_> = kyiv.names().collect();
    /// assert_eq!(names, [(Role::Canonical, "Kyiv"), (Role::Alias, "Kiev")]);
    /// ```
    pub fn names(&self) -> impl Iterator<Item = (Role, &str)> {
        std::iter::once((Role::Canonical, self.name.as_str()))
            .chain(listed(Role::Keep, &self.keep))
            .chain(self.natives.iter().map(|native| (Role::Native, native.name.as_str())))
            .chain(listed(Role::Alias, &self.aliases))
            .chain(listed(Role::Misspelling, &self.misspellings))
            .chain(listed(Role::Never, &self.never))
    }
}

fn listed(role: Role, names: &[String]) -> impl Iterator<Item = (Role, &str)> {
    names.iter().map(move |name| (role, name.as_str()))
}
