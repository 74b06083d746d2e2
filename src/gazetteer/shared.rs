//! Names that more than one entity holds.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::entities::Entities;
use super::entity::Entity;
use super::error::{Warning, clip};
use super::role::Role;
use crate::text::{Reading, fold_into, folded};

/// One entity's hold on a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holder<'a> {
    pub(super) entity: usize,
    pub(super) role: Role,
    pub(super) name: &'a str,
}

/// The names of `chosen` roles that stand on two entities or more, equal under `reading`: a group a name, its holders in the
/// order of the list (one an entity, in its first role), the groups in the order of their first holders.
///
/// Hashes are sorted rather than folded names kept in a map: three million names of a large list take 48 MB so, and the
/// few groups of equal hashes are compared by their text.
pub(super) fn shared(entities: &Entities, reading: Reading, chosen: impl Fn(Role) -> bool) -> Vec<Vec<Holder<'_>>> {
    let mut keys = keys(entities, reading, chosen);
    keys.sort_unstable();
    let mut groups: Vec<Vec<Holder<'_>>> = keys
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|run| run[0].1 != run[run.len() - 1].1)
        .flat_map(|run| groups_of(entities, reading, run))
        .collect();
    groups.sort_by_key(|group| (group[0].entity, group[0].role, group[1].entity, group[1].role, group[0].name));
    groups
}

/// The hash of a folded name, its entity and its place among the entity's names.
type Key = (u64, u32, u32);

fn keys(entities: &Entities, reading: Reading, chosen: impl Fn(Role) -> bool) -> Vec<Key> {
    let (mut keys, mut folded) = (Vec::with_capacity(entities.len()), String::new());
    for (at, entity) in (0_u32..).zip(entities) {
        for (place, (role, name)) in (0_u32..).zip(entity.names()) {
            if chosen(role) {
                folded.clear();
                fold_into(name, reading, &mut folded);
                keys.push((hash(&folded), at, place));
            }
        }
    }
    keys
}

fn hash(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    folded.hash(&mut hasher);
    hasher.finish()
}

/// Parts a run of equal hashes by the folded text itself, and drops what one entity says twice.
fn groups_of<'a>(entities: &'a Entities, reading: Reading, run: &[Key]) -> Vec<Vec<Holder<'a>>> {
    let mut groups: Vec<(String, Vec<Holder<'a>>)> = Vec::new();
    for (_, entity, place) in run {
        let Some((role, name)) = entities[*entity as usize].names().nth(*place as usize) else { continue };
        let holder = Holder { entity: *entity as usize, role, name };
        let folded = folded(name, reading);
        match groups.iter_mut().find(|(text, _)| *text == folded) {
            // The run is in the order of entities, so the same one can only be the last.
            Some((_, holders)) if holders.last().is_some_and(|last| last.entity == holder.entity) => {}
            Some((_, holders)) => holders.push(holder),
            None => groups.push((folded, vec![holder])),
        }
    }
    groups.into_iter().map(|(_, holders)| holders).filter(|holders| holders.len() > 1).collect()
}

/// A warning for each alias or misspelling that another entity holds as well, at the later of the two.
///
/// Equal canonical names are no matter for a warning: a list of towns has its Springfields.
pub(super) fn warnings(entities: &Entities, wanted: impl Fn(&Entity, &Entity) -> bool) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for group in shared(entities, Reading::Exact, |role| !matches!(role, Role::Native | Role::Never)) {
        let (first, later) = (group[0], &group[1..]);
        for holder in later.iter().filter(|holder| holder.role.is_corrected() || first.role.is_corrected()) {
            let (here, there) = (&entities[holder.entity], &entities[first.entity]);
            if wanted(there, here) {
                warnings.push(warning(here, holder, there, first.role));
            }
        }
    }
    warnings
}

fn warning(here: &Entity, holder: &Holder<'_>, there: &Entity, role: Role) -> Warning {
    let (name, place) = (clip(holder.name), there.source.seen_from(&here.source));
    let message = format!(
        "\"{name}\" is {} of {} and {} of {} ({place}) too; it is ambiguous, and a person has to decide",
        holder.role.phrase(),
        clip(&here.name),
        role.phrase(),
        clip(&there.name),
    );
    Warning { source: here.source.clone(), column: None, message }
}
