//! House style: which of an entity's names is the one to write, which others stay, which are put right.
//!
//! The style is a layer over the list, applied once after loading: matching sees a gazetteer in which it is already so. Each rule
//! names its entity by the list as it was loaded, so the order of the rules says nothing.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use thiserror::Error;

use super::entity::Entity;
use super::error::clip;
use super::gazetteer::{Gazetteer, exact};
use super::role::Role;

/// What a house writes otherwise than its list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// By a name or the id of an entity: the name of it to write. The list's own canonical name counts as an alias then.
    pub prefer: BTreeMap<String, String>,
    /// Names that stay as they are, as those of the column `keep` do.
    pub leave: BTreeSet<String>,
    /// Names that are put right even where other aliases are kept.
    pub reconcile: BTreeSet<String>,
}

impl Style {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.prefer.is_empty() && self.leave.is_empty() && self.reconcile.is_empty()
    }
}

/// A rule of a house style that does not fit the gazetteer.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{rule}: {problem}")]
pub struct StyleError {
    /// The rule it is in: `prefer`, `leave` or `reconcile`.
    pub rule: &'static str,
    /// The name in the rule.
    pub name: String,
    /// What is wrong with it, and what to do.
    pub problem: String,
}

impl Gazetteer {
    /// The gazetteer as a house style has it.
    ///
    /// ```
    /// use respell::gazetteer::{Gazetteer, LoadOptions, Shape, Style};
    /// let list = Gazetteer::read(b"name,aliases\nKyiv,Kiev\n", "a.csv", Shape::Csv, &LoadOptions::default())?.gazetteer;
    /// let style = Style { prefer: [("Kyiv".into(), "Kiev".into())].into(), ..Style::default() };
    /// let kiev = &list.styled(&style).expect("both are names of one entity").entities()[0].clone();
    /// assert_eq!((kiev.name.as_str(), &kiev.aliases[..]), ("Kiev", &["Kyiv".to_owned()][..]));
    /// # Ok::<(), respell::gazetteer::GazetteerError>(())
    /// ```
    ///
    /// # Errors
    /// A name that no entity has, or more than one; a preferred spelling that is not the entity's; rules that contradict each other.
    pub fn styled(&self, style: &Style) -> Result<Self, StyleError> {
        let names = Names::of(self);
        let mut styled = self.clone();
        let mut preferred: FxHashMap<usize, &str> = FxHashMap::default();
        for (name, wanted) in &style.prefer {
            let at = names.entity("prefer", name)?;
            names.spelling(at, wanted)?;
            if let Some(other) = preferred.insert(at, wanted).filter(|other| exact(other) != exact(wanted)) {
                return Err(StyleError::new(
                    "prefer",
                    name,
                    format!("“{other}” and “{wanted}” are both to be written for it; keep one"),
                ));
            }
            styled.entities_mut()[at].prefer(wanted);
        }
        for name in &style.leave {
            let at = names.entity("leave", name)?;
            styled.entities_mut()[at].put(name, Role::Keep);
        }
        for name in &style.reconcile {
            let at = names.entity("reconcile", name)?;
            if style.leave.iter().any(|left| exact(left) == exact(name)) {
                return Err(StyleError::new("reconcile", name, "it stands under `leave` too; take it out of one of them"));
            }
            if exact(&styled.entities()[at].name) == exact(name) {
                return Err(StyleError::new("reconcile", name, "it is the spelling to write, and cannot be put right"));
            }
            styled.entities_mut()[at].put(name, Role::Misspelling);
        }
        Ok(styled)
    }
}

impl StyleError {
    fn new(rule: &'static str, name: &str, problem: impl Into<String>) -> Self {
        let problem = format!("“{}”: {}", clip(name), problem.into());
        Self { rule, name: name.to_owned(), problem }
    }
}

impl Entity {
    /// Makes `wanted` the canonical name, and the canonical name an alias.
    fn prefer(&mut self, wanted: &str) {
        if exact(&self.name) != exact(wanted) {
            self.take_out(wanted);
            self.aliases.insert(0, std::mem::replace(&mut self.name, wanted.trim().to_owned()));
        }
    }

    /// Gives a name a role; the canonical one keeps its own.
    fn put(&mut self, name: &str, role: Role) {
        if exact(&self.name) == exact(name) {
            return;
        }
        self.take_out(name);
        let names = if role == Role::Keep { &mut self.keep } else { &mut self.misspellings };
        names.push(name.trim().to_owned());
    }

    fn take_out(&mut self, name: &str) {
        let name = exact(name);
        for names in [&mut self.aliases, &mut self.misspellings, &mut self.keep, &mut self.never] {
            names.retain(|other| exact(other) != name);
        }
    }
}

/// Which entities have a name, by the list as it was loaded.
struct Names<'a> {
    gazetteer: &'a Gazetteer,
    holders: FxHashMap<String, BTreeSet<usize>>,
}

impl<'a> Names<'a> {
    fn of(gazetteer: &'a Gazetteer) -> Self {
        let mut holders: FxHashMap<String, BTreeSet<usize>> = FxHashMap::default();
        for (at, entity) in gazetteer.entities().iter().enumerate() {
            for (_, name) in entity.names().filter(|(role, _)| *role != Role::Never) {
                holders.entry(exact(name)).or_default().insert(at);
            }
        }
        Self { gazetteer, holders }
    }

    /// The one entity that has this name, or this id.
    fn entity(&self, rule: &'static str, name: &str) -> Result<usize, StyleError> {
        let holders: Vec<usize> = self.holders.get(&exact(name.trim())).into_iter().flatten().copied().collect();
        let entities = self.gazetteer.entities();
        match holders[..] {
            [at] => Ok(at),
            [] => entities.iter().position(|entity| entity.id == name).ok_or_else(|| {
                let advice = "no entity of the gazetteer has this name; see `respell match` for names like it";
                StyleError::new(rule, name, advice)
            }),
            // `prefer` may name the entity by its id; the names under the other rules are the names themselves.
            [one, two, ..] => {
                let told = |at: usize| format!("{} ({})", entities[at].name, entities[at].id);
                let advice = if rule == "prefer" { "; give the id" } else { "; say it in the gazetteer instead" };
                Err(StyleError::new(rule, name, format!("{} and {} both have this name{advice}", told(one), told(two))))
            }
        }
    }

    /// Refuses a spelling that is not the entity's, or another's too.
    fn spelling(&self, at: usize, wanted: &str) -> Result<(), StyleError> {
        let entity = &self.gazetteer.entities()[at];
        let holders = self.holders.get(&exact(wanted.trim()));
        if !holders.is_some_and(|holders| holders.contains(&at)) {
            let (name, others) = (&entity.name, entity.names().filter(|(role, _)| *role != Role::Never));
            let others: Vec<&str> = others.map(|(_, name)| name).take(8).collect();
            return Err(StyleError::new(
                "prefer",
                wanted,
                format!("is no name of {name}, which has {}; put it into the gazetteer", others.join(", ")),
            ));
        }
        let other = holders.into_iter().flatten().find(|other| **other != at);
        other.map_or(Ok(()), |other| {
            let other = &self.gazetteer.entities()[*other].name;
            Err(StyleError::new("prefer", wanted, format!("is a name of {other} too; two entities cannot be written alike")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Style;
    use crate::gazetteer::{Entity, Gazetteer, LoadOptions, Shape};

    const LIST: &str = "id,name,aliases,misspellings,keep\n\
        Q1,Kyiv,Kiev|Kiew,Kyyiv,\n\
        Q2,Odesa,Odessa,,Одеса\n\
        Q3,Odessa (Texas),Odessa,,\n";

    fn list() -> Gazetteer {
        Gazetteer::read(LIST.as_bytes(), "list.csv", Shape::Csv, &LoadOptions::default()).unwrap().gazetteer
    }

    fn style(prefer: &[(&str, &str)], leave: &[&str], reconcile: &[&str]) -> Style {
        let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let prefer = prefer.iter().map(|&(name, wanted)| (name.to_owned(), wanted.to_owned())).collect();
        Style { prefer, leave: own(leave), reconcile: own(reconcile) }
    }

    /// Name, aliases, misspellings, keep.
    fn told(entity: &Entity) -> String {
        [&[entity.name.clone()][..], &entity.aliases, &entity.misspellings, &entity.keep].map(|names| names.join("|")).join(" / ")
    }

    #[test]
    fn names_take_the_place_that_the_house_gives_them() {
        for (style, expected) in [
            (style(&[], &[], &[]), "Kyiv / Kiev|Kiew / Kyyiv / "),
            (style(&[("Kyiv", "Kiev")], &[], &[]), "Kiev / Kyiv|Kiew / Kyyiv / "),
            (style(&[("Q1", "Kyiv"), ("Kiew", "kyiv")], &[], &[]), "Kyiv / Kiev|Kiew / Kyyiv / "),
            (style(&[("Q1", "Kyyiv")], &[], &["Kiew"]), "Kyyiv / Kyiv|Kiev / Kiew / "),
            (style(&[], &["KIEV"], &[]), "Kyiv / Kiew / Kyyiv / KIEV"),
            (style(&[], &["Kyiv"], &[]), "Kyiv / Kiev|Kiew / Kyyiv / "),
            (style(&[("Kyiv", "Kiev")], &["Kyiv"], &["Kiew"]), "Kiev /  / Kyyiv|Kiew / Kyiv"),
        ] {
            let styled = list().styled(&style).unwrap();
            assert_eq!(told(&styled.entities()[0]), expected, "{style:?}");
            assert!(styled.entities().iter().skip(1).eq(list().entities().iter().skip(1)), "{style:?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (style, message) in [
            (
                style(&[("Kyjiw", "Kiev")], &[], &[]),
                "prefer: “Kyjiw”: no entity of the gazetteer has this name; see `respell match` for names like it",
            ),
            (
                style(&[("Odessa", "Odessa")], &[], &[]),
                "prefer: “Odessa”: Odesa (Q2) and Odessa (Texas) (Q3) both have this name; give the id",
            ),
            (
                style(&[("Q2", "Odessa")], &[], &[]),
                "prefer: “Odessa”: is a name of Odessa (Texas) too; two entities cannot be written alike",
            ),
            (
                style(&[("Kyiv", "Keef")], &[], &[]),
                "prefer: “Keef”: is no name of Kyiv, which has Kyiv, Kiev, Kiew, Kyyiv; put it into the gazetteer",
            ),
            (
                style(&[("Kyiv", "Kiev"), ("Q1", "Kiew")], &[], &[]),
                "prefer: “Q1”: “Kiev” and “Kiew” are both to be written for it; keep one",
            ),
            (style(&[], &["Kiev"], &["kiev"]), "reconcile: “kiev”: it stands under `leave` too; take it out of one of them"),
            (
                style(&[("Kyiv", "Kiev")], &[], &["Kiev"]),
                "reconcile: “Kiev”: it is the spelling to write, and cannot be put right",
            ),
            (
                style(&[], &["Odessa"], &[]),
                "leave: “Odessa”: Odesa (Q2) and Odessa (Texas) (Q3) both have this name; say it in the gazetteer instead",
            ),
        ] {
            assert_eq!(list().styled(&style).map(|_| ()).unwrap_err().to_string(), message);
        }
    }
}
