//! The entities of a gazetteer as a row: owned, or in a compiled file.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::{Index, Range};
use std::sync::Arc;

use super::compiled::{Compiled, Filed};
use super::entity::Entity;

/// Entities in the order of their list. Those of a compiled file are each made when first asked for, and kept.
///
/// ```
/// use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
/// let list = Gazetteer::read(b"Kyiv\nLviv\n", "list.txt", Shape::List, &LoadOptions::default())?.gazetteer;
/// let entities = list.entities();
/// assert_eq!((entities.len(), entities[1].name.as_str()), (2, "Lviv"));
/// assert_eq!(entities.iter().rev().map(|entity| entity.name.as_str()).collect::<Vec<_>>(), ["Lviv", "Kyiv"]);
/// # Ok::<(), respell::gazetteer::GazetteerError>(())
/// ```
#[derive(Clone)]
pub struct Entities(Kept);

#[derive(Clone)]
enum Kept {
    Own(Vec<Entity>),
    /// Copies share what has been made.
    Filed(Arc<Filed>),
}

impl Entities {
    pub(super) fn filed(filed: Filed) -> Self {
        Self(Kept::Filed(Arc::new(filed)))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Kept::Own(own) => own.len(),
            Kept::Filed(filed) => filed.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entity at this place of the list.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Entity> {
        match &self.0 {
            Kept::Own(own) => own.get(at),
            Kept::Filed(filed) => filed.get(at),
        }
    }

    /// The entities, one after the other.
    #[must_use]
    pub fn iter(&self) -> EntityIter<'_> {
        EntityIter { entities: self, places: 0..self.len() }
    }

    /// The compiled file that they are in.
    pub(super) fn in_file(&self) -> Option<&Filed> {
        match &self.0 {
            Kept::Own(_) => None,
            Kept::Filed(filed) => Some(filed),
        }
    }

    pub(super) fn compiled(&self) -> Option<&Compiled> {
        self.in_file().map(Filed::compiled)
    }

    /// The same as a list that can be changed.
    pub(super) fn own_mut(&mut self) -> &mut Vec<Entity> {
        if let Kept::Filed(filed) = &self.0 {
            self.0 = Kept::Own(all(filed));
        }
        match &mut self.0 {
            Kept::Own(own) => own,
            Kept::Filed(_) => unreachable!("what is in a file has just been taken out of it"),
        }
    }

    pub(super) fn into_own(self) -> Vec<Entity> {
        match self.0 {
            Kept::Own(own) => own,
            Kept::Filed(filed) => all(&filed),
        }
    }
}

/// All that are in a file, made anew: the cells of the file stay as they are.
fn all(filed: &Filed) -> Vec<Entity> {
    (0..filed.len()).map(|at| filed.decoded(at)).collect()
}

impl From<Vec<Entity>> for Entities {
    fn from(own: Vec<Entity>) -> Self {
        Self(Kept::Own(own))
    }
}

impl Default for Entities {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl Index<usize> for Entities {
    type Output = Entity;

    fn index(&self, at: usize) -> &Entity {
        match self.get(at) {
            Some(entity) => entity,
            None => panic!("there is no entity {at} in a list of {}", self.len()),
        }
    }
}

impl PartialEq for Entities {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

impl fmt::Debug for Entities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<'a> IntoIterator for &'a Entities {
    type Item = &'a Entity;
    type IntoIter = EntityIter<'a>;

    fn into_iter(self) -> EntityIter<'a> {
        self.iter()
    }
}

/// Entities one after the other.
#[derive(Clone, Debug)]
pub struct EntityIter<'a> {
    entities: &'a Entities,
    places: Range<usize>,
}

impl<'a> Iterator for EntityIter<'a> {
    type Item = &'a Entity;

    fn next(&mut self) -> Option<&'a Entity> {
        self.entities.get(self.places.next()?)
    }

    fn nth(&mut self, steps: usize) -> Option<&'a Entity> {
        self.entities.get(self.places.nth(steps)?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl<'a> DoubleEndedIterator for EntityIter<'a> {
    fn next_back(&mut self) -> Option<&'a Entity> {
        self.entities.get(self.places.next_back()?)
    }
}

impl ExactSizeIterator for EntityIter<'_> {}
impl FusedIterator for EntityIter<'_> {}
