//! The embedded gazetteer beside a user's own: its names are names of others.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

use crate::gazetteer::{Entity, Gazetteer};
use crate::names::array::Array;
use crate::names::others::Others;
use crate::text::{Reading, fold_into, tokens};

/// How rare a name of the embedded gazetteer is taken to be among name words, in decibans, where its weight says nothing.
const RARITY: f64 = 45.0;

/// A name word as likely as this among capitalised words has many bearers, one of whom may be famous.
const COMMON: f64 = 4e-5;

/// The numbers of those entities of the embedded gazetteer that `gazetteer` does not explain.
///
/// An entity one of whose names, aliases included, the user's list has in any place is the user's own, and none of its spellings speaks
/// against the list: with Odessa in the list, Odesa is no other town.
pub(super) fn besides(gazetteer: &Gazetteer) -> Vec<u32> {
    if gazetteer.is_embedded() {
        return Vec::new();
    }
    // The embedded names are few, and the user's may be millions.
    let mut explained: FxHashMap<String, bool> = FxHashMap::default();
    for entity in Gazetteer::embedded().entities() {
        explained.extend(names(entity).map(|name| (plain(name), false)));
    }
    for name in gazetteer.entities().iter().flat_map(names) {
        if let Some(explained) = explained.get_mut(&plain(name)) {
            *explained = true;
        }
    }
    let is_other = |entity: &Entity| !names(entity).any(|name| explained.get(&plain(name)).is_some_and(|explained| *explained));
    let embedded = (0_u32..).zip(Gazetteer::embedded().entities());
    embedded.filter(|(_, entity)| is_other(entity)).map(|(number, _)| number).collect()
}

/// The right names of these entities of the embedded gazetteer, which are names of others.
pub(super) fn others_of(numbers: &[u32]) -> Others {
    let mut others = Others::default();
    for entity in numbers.iter().filter_map(|number| Gazetteer::embedded().entities().get(*number as usize)) {
        std::iter::once(&entity.name).chain(&entity.keep).for_each(|name| others.add(name, Some(RARITY)));
    }
    others
}

/// The hash of a name without spaces and marks, given word by word. Two names in a list of a million share one once in forty million lists.
pub(super) fn hash(words: &[&str]) -> u64 {
    let mut hasher = Xxh3::new();
    words.iter().for_each(|word| hasher.update(word.as_bytes()));
    hasher.digest()
}

/// Hashes, in order, of the names of the gazetteer without spaces and marks, and the words that the world knows by them alone: with Leoš Janáček in the list,
/// a Janacek is he; a Johnson may still be anyone.
pub(super) fn own(gazetteer: &Gazetteer, others: &Others) -> (Array<u64>, FxHashSet<Box<str>>) {
    let (mut own, mut fame) = (Vec::new(), FxHashSet::default());
    for name in gazetteer.entities().iter().flat_map(names) {
        let words: Vec<String> = tokens(name).iter().map(|token| plain(&name.as_str()[token.span])).collect();
        let known: Vec<&str> = words.iter().map(String::as_str).collect();
        if words.len() > 1 && others.phrase_len(&known) == words.len() {
            let rare = |word: &&String| others.chance(word) < COMMON;
            fame.extend(words.iter().filter(rare).map(|word| Box::from(word.as_str())));
        }
        own.push(hash(&known));
    }
    own.sort_unstable();
    own.dedup();
    (own.into(), fame)
}

fn names(entity: &Entity) -> impl Iterator<Item = &String> {
    std::iter::once(&entity.name).chain(&entity.keep).chain(&entity.aliases).chain(&entity.misspellings)
}

fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    fold_into(name, Reading::Plain, &mut out);
    out
}
