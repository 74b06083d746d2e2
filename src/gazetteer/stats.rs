//! What is in a gazetteer, in numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entity::{Entity, Kind};
use super::gazetteer::Gazetteer;
use super::role::Role;
use super::shared::shared;
use crate::text::{Reading, dominant_script, tokens};

/// Counts of a gazetteer. Maps are sorted by their keys, so that equal lists give equal output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// How many entities there are.
    pub entities: usize,
    /// Entities by kind: `person`, `place`, `organisation`, `other`.
    pub kinds: BTreeMap<&'static str, usize>,
    /// Entities by the list's own word for their kind; those without one are left out.
    pub kind_words: BTreeMap<String, usize>,
    /// Names by what they are: `canonical`, `keep`, `native`, `alias`, `misspelling`, `never`.
    pub names: BTreeMap<&'static str, usize>,
    /// Names (but for `never`) by the script of most of their letters.
    pub scripts: BTreeMap<String, usize>,
    /// Languages of entities and of native names, as they are tagged.
    pub languages: BTreeMap<String, usize>,
    /// Canonical names by their length in characters.
    pub lengths: BTreeMap<usize, usize>,
    /// Canonical names by how many tokens they have.
    pub tokens: BTreeMap<usize, usize>,
    /// Names that two entities or more hold, `native` and `never` aside.
    pub ambiguous: usize,
    /// Entities with a weight.
    pub with_weight: usize,
    /// Entities with a name in their own script.
    pub with_native: usize,
}

/// Counts what is in `gazetteer`.
///
/// ```
/// use respell::gazetteer::{Gazetteer, LoadOptions, Shape, stats};
/// let list = Gazetteer::read(b"Vladimir Saldo\nKyiv\n", "list.txt", Shape::List, &LoadOptions::default())?;
/// let stats = stats(&list.gazetteer);
/// assert_eq!((stats.entities, stats.tokens[&2]), (2, 1));
/// # Ok::<(), respell::gazetteer::GazetteerError>(())
/// ```
#[must_use]
pub fn stats(gazetteer: &Gazetteer) -> Stats {
    let entities = gazetteer.entities();
    let names = |role| !matches!(role, Role::Native | Role::Never);
    let ambiguous = shared(entities, Reading::Exact, names).len();
    let mut stats = Stats { entities: entities.len(), ambiguous, ..Stats::default() };
    for entity in entities {
        stats.count(entity);
    }
    stats
}

impl Stats {
    fn count(&mut self, entity: &Entity) {
        *self.kinds.entry(kind_word(entity.kind_class())).or_default() += 1;
        add(&mut self.kind_words, &entity.kind);
        *self.lengths.entry(entity.name.chars().count()).or_default() += 1;
        *self.tokens.entry(tokens(&entity.name).len()).or_default() += 1;
        self.with_weight += usize::from(entity.weight.is_some());
        self.with_native += usize::from(!entity.natives.is_empty());
        self.count_names(entity);
    }

    fn count_names(&mut self, entity: &Entity) {
        for (role, name) in entity.names() {
            *self.names.entry(role.word()).or_default() += 1;
            if role != Role::Never {
                add(&mut self.scripts, &format!("{:?}", dominant_script(name)).to_lowercase());
            }
        }
        add(&mut self.languages, &entity.language);
        for language in entity.natives.iter().filter_map(|native| native.language.as_deref()) {
            add(&mut self.languages, language);
        }
    }
}

fn add(counts: &mut BTreeMap<String, usize>, word: &str) {
    if !word.is_empty() {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
}

const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation => "organisation",
        Kind::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::stats;
    use crate::gazetteer::{Gazetteer, LoadOptions, Shape};

    #[test]
    fn all_is_counted() {
        let table = "name,type,lang,native,aliases,never,weight\n\
                     Kyiv,city,uk,uk:Київ|ru:Киев,Kiev|Kiew,Kyoto,5\n\
                     Vladimir Saldo,person,,,,,\n\
                     Kiev,dish,,,,,\n";
        let loaded = Gazetteer::read(table.as_bytes(), "a.csv", Shape::Csv, &LoadOptions::default()).expect("a table");
        let told = serde_json::to_string(&stats(&loaded.gazetteer)).expect("counts are JSON");
        assert_eq!(
            told,
            "{\"entities\":3,\"kinds\":{\"other\":1,\"person\":1,\"place\":1},\"kind_words\":{\"city\":1,\"dish\":1,\"person\":1},\
             \"names\":{\"alias\":2,\"canonical\":3,\"native\":2,\"never\":1},\"scripts\":{\"cyrillic\":2,\"latin\":5},\
             \"languages\":{\"ru\":1,\"uk\":2},\"lengths\":{\"4\":2,\"14\":1},\"tokens\":{\"1\":2,\"2\":1},\"ambiguous\":1,\
             \"with_weight\":1,\"with_native\":1}"
        );
    }
}
