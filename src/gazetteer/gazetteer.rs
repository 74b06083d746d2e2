//! The gazetteer: entities in the order of their list, found by id, and taught by decisions.

use rustc_hash::FxHashMap;

use super::compiled::{Compiled, Filed};
use super::entities::Entities;
use super::entity::Entity;
use super::error::GazetteerError;
use crate::text::{Reading, folded};

/// A list of entities, each under an id of its own.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entities: Entities,
    /// Empty for a list in a compiled file, which has the same.
    beside: Beside,
    is_embedded: bool,
}

/// What is kept beside entities that are owned.
#[derive(Clone, Debug, Default)]
struct Beside {
    /// For each entity, whether its id is only the number of its line, and may be qualified when lists are joined.
    numbered: Vec<bool>,
    by_id: FxHashMap<String, u32>,
}

impl Beside {
    fn of(entities: &Entities, numbered: Vec<bool>) -> Self {
        let by_id = entities.iter().zip(0_u32..).map(|(entity, at)| (entity.id.clone(), at)).collect();
        Self { numbered, by_id }
    }
}

/// What a person has ruled of one spelling and one entity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decided {
    /// The spelling.
    pub variant: String,
    /// The entity it was proposed for.
    pub entity_id: String,
    /// Whether it means that entity.
    pub ruling: Ruling,
}

/// A ruling that teaches something; `unsure` does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ruling {
    /// The spelling means the entity.
    Accept,
    /// The spelling never means the entity.
    Reject,
}

impl Gazetteer {
    /// The ids have to be distinct: that is for the loader to see to.
    pub(super) fn new(entities: Vec<Entity>, numbered: Vec<bool>) -> Self {
        let entities = Entities::from(entities);
        let beside = Beside::of(&entities, numbered);
        Self { entities, beside, is_embedded: false }
    }

    /// The list in a compiled file, whose entities are made when they are asked for.
    ///
    /// # Errors
    /// When the file has no list, or it is not laid out as a list is.
    pub fn opened(compiled: Compiled) -> Result<Self, GazetteerError> {
        Filed::open(compiled).map(Self::in_file)
    }

    pub(super) fn in_file(filed: Filed) -> Self {
        let is_embedded = filed.is_embedded();
        Self { entities: Entities::filed(filed), beside: Beside::default(), is_embedded }
    }

    /// The compiled file that the list is in, whose other sections may spare a layer above some work. There is none any more for a list
    /// that was changed since: joined with another, in the style of a house, or taught by decisions.
    #[must_use]
    pub fn compiled(&self) -> Option<&Compiled> {
        self.entities.compiled()
    }

    pub(super) fn into_parts(self) -> (Vec<Entity>, Vec<bool>) {
        let numbered = match self.entities.in_file() {
            Some(filed) => numbered(filed),
            None => self.beside.numbered,
        };
        (self.entities.into_own(), numbered)
    }

    /// The entities, for a layer over them; their ids have to stay. A list in a file leaves it.
    pub(super) fn entities_mut(&mut self) -> &mut [Entity] {
        if let Some(filed) = self.entities.in_file() {
            let numbered = numbered(filed);
            self.entities.own_mut();
            self.beside = Beside::of(&self.entities, numbered);
        }
        self.entities.own_mut()
    }

    /// Whether the id of an entity is only the number of its line.
    pub(super) fn is_numbered(&self, at: usize) -> bool {
        match self.entities.in_file() {
            Some(filed) => filed.is_numbered(at),
            None => self.beside.numbered.get(at).copied().unwrap_or_default(),
        }
    }

    fn find(&self, id: &str) -> Option<usize> {
        match self.entities.in_file() {
            Some(filed) => filed.find(id),
            None => self.beside.by_id.get(id).map(|at| *at as usize),
        }
    }

    /// The same, marked as the one that is built in.
    pub(super) fn into_embedded(self) -> Self {
        Self { is_embedded: true, ..self }
    }

    /// Whether it is the one that is built in, whatever decisions and style have been laid over it. Its names are English.
    #[must_use]
    pub const fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    /// The entities, in the order of their list.
    #[must_use]
    pub const fn entities(&self) -> &Entities {
        &self.entities
    }

    /// How many entities there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there is no entity; a gazetteer that was loaded has one at least.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The entity with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entity> {
        self.entities.get(self.find(id)?)
    }

    /// The entities whose canonical name is `name`, but for case and the glyphs of apostrophes, hyphens and spaces. Looks at
    /// every entity: for a question a person asks, not for a text.
    pub fn find_exact(&self, name: &str) -> impl Iterator<Item = &Entity> {
        let wanted = exact(name);
        self.entities.iter().filter(move |entity| exact(&entity.name) == wanted)
    }

    /// The gazetteer with what was decided: an accepted spelling is an attested name of its entity from now on, a rejected
    /// one goes to `never`. Of two rulings on one spelling and entity the later holds; ids that the list does not have
    /// (any more) are passed over.
    ///
    /// A rejected alias stays in the list beside its entry in `never`, which goes before it. Taking it out would make other
    /// spellings near it (Kiew, when Kiev is rejected for Kyiv) less like this entity, and so raise another (Kiel): a
    /// rejection has to raise nothing.
    ///
    /// ```
    /// use respell::gazetteer::{Decided, Gazetteer, LoadOptions, Ruling, Shape};
    /// let list = Gazetteer::read(b"Vladimir Saldo\n", "list.txt", Shape::List, &LoadOptions::default())?.gazetteer;
    /// let sardo = Decided { variant: "Sardo".into(), entity_id: "1".into(), ruling: Ruling::Accept };
    /// assert_eq!(list.learn(&[sardo]).entities()[0].misspellings, ["Sardo"]);
    /// # Ok::<(), respell::gazetteer::GazetteerError>(())
    /// ```
    #[must_use]
    pub fn learn(&self, decisions: &[Decided]) -> Self {
        let mut taught = self.clone();
        for decided in decisions {
            if let Some(at) = self.find(&decided.entity_id) {
                decided.teach(&mut taught.entities_mut()[at]);
            }
        }
        taught
    }
}

impl PartialEq for Gazetteer {
    /// Whether both say the same, wherever it is kept.
    fn eq(&self, other: &Self) -> bool {
        let are_numbered_alike = || (0..self.len()).all(|at| self.is_numbered(at) == other.is_numbered(at));
        self.is_embedded == other.is_embedded && self.entities == other.entities && are_numbered_alike()
    }
}

/// For each entity of a file, whether its id is only the number of its line.
fn numbered(filed: &Filed) -> Vec<bool> {
    (0..filed.len()).map(|at| filed.is_numbered(at)).collect()
}

impl Decided {
    fn teach(&self, entity: &mut Entity) {
        let variant = exact(self.variant.trim());
        if variant.is_empty() {
            return;
        }
        match self.ruling {
            Ruling::Accept => {
                entity.never.retain(|never| exact(never) != variant);
                let known = entity.names().any(|(_, name)| exact(name) == variant);
                push_unless(known, &mut entity.misspellings, &self.variant);
            }
            Ruling::Reject => {
                let known = entity.never.iter().any(|never| exact(never) == variant);
                push_unless(known, &mut entity.never, &self.variant);
            }
        }
    }
}

fn push_unless(known: bool, names: &mut Vec<String>, variant: &str) {
    if !known {
        names.push(variant.trim().to_owned());
    }
}

pub(super) fn exact(name: &str) -> String {
    folded(name, Reading::Exact)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Decided, Gazetteer, Ruling};
    use crate::gazetteer::Entity;

    fn kyiv() -> Gazetteer {
        let kyiv = Entity {
            id: "Q1899".into(),
            name: "Kyiv".into(),
            aliases: vec!["Kiev".into()],
            never: vec!["Kyoto".into()],
            ..Entity::default()
        };
        let lviv = Entity { id: "Q36036".into(), name: "Lviv".into(), ..Entity::default() };
        Gazetteer::new(vec![kyiv, lviv], vec![false, false])
    }

    fn decided(variant: &str, id: &str, ruling: Ruling) -> Decided {
        Decided { variant: variant.into(), entity_id: id.into(), ruling }
    }

    #[test]
    fn entities_are_found() {
        let list = kyiv();
        assert_eq!(list.get("Q36036").map(|entity| entity.name.as_str()), Some("Lviv"));
        assert_eq!(list.get("Lviv"), None);
        assert_eq!(list.find_exact("KYIV").count(), 1);
        assert_eq!(list.find_exact("Kiev").count(), 0);
        assert_eq!((list.len(), list.is_empty(), Gazetteer::default().is_empty()), (2, false, true));
    }

    #[test]
    fn decisions_are_learnt() {
        use Ruling::{Accept, Reject};
        for (what, decisions, misspellings, never) in [
            ("a new name", vec![decided(" Kyjiw ", "Q1899", Accept)], vec!["Kyjiw"], vec!["Kyoto"]),
            ("a name it has", vec![decided("KIEV", "Q1899", Accept)], vec![], vec!["Kyoto"]),
            ("its canonical name", vec![decided("kyiv", "Q1899", Accept)], vec![], vec!["Kyoto"]),
            (
                "twice the same",
                vec![decided("Kyjiw", "Q1899", Accept), decided("Kyjiw", "Q1899", Accept)],
                vec!["Kyjiw"],
                vec!["Kyoto"],
            ),
            ("a name no more", vec![decided("Kiel", "Q1899", Reject)], vec![], vec!["Kyoto", "Kiel"]),
            ("rejected before", vec![decided("KYOTO", "Q1899", Reject)], vec![], vec!["Kyoto"]),
            ("a change of mind", vec![decided("Kyoto", "Q1899", Accept)], vec!["Kyoto"], vec![]),
            ("an alias rejected", vec![decided("Kiev", "Q1899", Reject)], vec![], vec!["Kyoto", "Kiev"]),
            ("an unknown entity", vec![decided("Kyjiw", "Q1", Accept)], vec![], vec!["Kyoto"]),
            ("nothing", vec![decided(" ", "Q1899", Accept)], vec![], vec!["Kyoto"]),
        ] {
            let taught = kyiv().learn(&decisions);
            let entity = &taught.entities()[0];
            assert_eq!((&entity.misspellings, &entity.never), (&own(misspellings), &own(never)), "{what}");
            assert_eq!(entity.aliases, ["Kiev"], "{what}");
            assert_eq!(taught.entities()[1], kyiv().entities()[1], "{what}");
        }
    }

    fn own(names: Vec<&str>) -> Vec<String> {
        names.into_iter().map(str::to_owned).collect()
    }

    proptest! {
        /// Law 7, as far as it lies here: a rejection adds one spelling to `never` of one entity and takes nothing away.
        #[test]
        fn a_rejection_only_adds_to_never(variant in "\\PC{1,12}", id in "Q1899|Q36036|Q1") {
            let (before, after) = (kyiv(), kyiv().learn(&[decided(&variant, &id, Ruling::Reject)]));
            for (old, new) in before.entities().iter().zip(after.entities()) {
                prop_assert!(old.id == id || old == new);
                prop_assert!(new.never.starts_with(&old.never) && new.never.len() <= old.never.len() + 1);
                prop_assert_eq!(old, &crate::gazetteer::Entity { never: old.never.clone(), ..new.clone() });
            }
        }

        #[test]
        fn learning_twice_is_learning_once(variant in "\\PC{1,12}", accept: bool) {
            let ruling = if accept { Ruling::Accept } else { Ruling::Reject };
            let once = kyiv().learn(&[decided(&variant, "Q1899", ruling)]);
            prop_assert_eq!(once.learn(&[decided(&variant, "Q1899", ruling)]), once);
        }
    }
}
