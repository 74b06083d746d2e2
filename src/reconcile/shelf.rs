//! Things of which many are equal, kept once each.

use std::hash::{Hash, Hasher};
use std::ops::{Index, IndexMut};

use rustc_hash::{FxHashMap, FxHasher};

/// The number of a thing on its shelf.
pub(super) type Number = u32;

/// Distinct things by number, in the order in which they came.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    things: Vec<T>,
    /// By what they are looked up by, hashed.
    numbers: FxHashMap<u64, Vec<Number>>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { things: Vec::new(), numbers: FxHashMap::default() }
    }
}

impl<T> Shelf<T> {
    /// The number of the thing that `is` what is `wanted`, which `make` makes if there is none. Equal things have equal keys.
    pub(super) fn number<W>(
        &mut self,
        key: impl Hash,
        wanted: W,
        is: impl Fn(&T, &W) -> bool,
        make: impl FnOnce(W) -> T,
    ) -> Number {
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        let numbers = self.numbers.entry(hasher.finish()).or_default();
        if let Some(known) = numbers.iter().find(|number| is(&self.things[**number as usize], &wanted)) {
            return *known;
        }
        let number = Number::try_from(self.things.len()).expect("memory ends before numbers do");
        self.things.push(make(wanted));
        numbers.push(number);
        number
    }
}

impl<T> Index<Number> for Shelf<T> {
    type Output = T;

    fn index(&self, number: Number) -> &T {
        &self.things[number as usize]
    }
}

impl<T> IndexMut<Number> for Shelf<T> {
    fn index_mut(&mut self, number: Number) -> &mut T {
        &mut self.things[number as usize]
    }
}
