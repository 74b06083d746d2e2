//! What two entities have in common that only one should have.

use rustc_hash::FxHashMap;

use super::Severity::{Note, Warning};
use super::{Finding, Severity, exact, of};
use crate::gazetteer::entities::Entities;
use crate::gazetteer::entity::{Entity, Kind};
use crate::gazetteer::error::clip;
use crate::gazetteer::role::Role;
use crate::gazetteer::shared::{Holder, shared};
use crate::text::Reading;

/// Findings with the place of their entity in the list.
pub(super) fn findings(entities: &Entities) -> Vec<(usize, Finding)> {
    let mut findings = shared_names(entities);
    findings.extend(near_names(entities));
    findings.extend(family_names(entities));
    findings.extend(missing_weights(entities));
    findings
}

fn shared_names(entities: &Entities) -> Vec<(usize, Finding)> {
    let groups = shared(entities, Reading::Exact, |role| !matches!(role, Role::Native | Role::Never));
    let pairs = groups.iter().flat_map(|group| group[1..].iter().map(|later| (group[0], *later)));
    pairs.map(|(first, later)| between(entities, Warning, "name-on-two-entities", (first, later), ambiguous)).collect()
}

fn ambiguous(first: (&Entity, Holder<'_>), later: (&Entity, Holder<'_>)) -> String {
    let place = first.0.source.seen_from(&later.0.source);
    format!(
        "\"{}\" is {} of {} and {} of {} ({place}) too; it is ambiguous",
        clip(later.1.name),
        later.1.role.phrase(),
        clip(&later.0.name),
        first.1.role.phrase(),
        clip(&first.0.name),
    )
}

/// Canonical names that only diacritics tell apart, such as one town written in two ways.
fn near_names(entities: &Entities) -> Vec<(usize, Finding)> {
    let groups = shared(entities, Reading::Plain, |role| role == Role::Canonical);
    let pairs = groups.iter().flat_map(|group| group[1..].iter().map(|later| (group[0], *later)));
    let near = pairs.filter(|(first, later)| exact(first.name) != exact(later.name));
    near.map(|pair| between(entities, Warning, "near-another-name", pair, only_marks)).collect()
}

fn only_marks(first: (&Entity, Holder<'_>), later: (&Entity, Holder<'_>)) -> String {
    let (one, other, place) = (clip(later.1.name), clip(first.1.name), first.0.source.seen_from(&later.0.source));
    format!("\"{one}\" differs from \"{other}\" ({place}) only in diacritics; the one may be taken for a variant of the other")
}

fn between(
    entities: &Entities,
    severity: Severity,
    kind: &'static str,
    (first, later): (Holder<'_>, Holder<'_>),
    told: impl Fn((&Entity, Holder<'_>), (&Entity, Holder<'_>)) -> String,
) -> (usize, Finding) {
    let (before, here) = (&entities[first.entity], &entities[later.entity]);
    let mut finding = of(here, severity, kind, told((before, first), (here, later)));
    finding.ids.push(before.id.clone());
    (later.entity, finding)
}

/// The last word stands for the family name here: a note may be wrong of Kim Jong-un, and costs nothing.
fn family_names(entities: &Entities) -> Vec<(usize, Finding)> {
    let (mut first, mut findings) = (FxHashMap::default(), Vec::new());
    for (at, entity) in entities.iter().enumerate() {
        let Some(family) = family_name(entity) else { continue };
        let known = *first.entry(exact(family)).or_insert(at);
        if known != at && exact(&entities[known].name) != exact(&entity.name) {
            findings.push((at, shared_family(entity, &entities[known], family)));
        }
    }
    findings
}

fn family_name(entity: &Entity) -> Option<&str> {
    let (_, family) = entity.name.rsplit_once(' ')?;
    (entity.kind_class() == Kind::Person).then_some(family)
}

fn shared_family(here: &Entity, before: &Entity, family: &str) -> Finding {
    let place = before.source.seen_from(&here.source);
    let told = format!("{} and {} ({place}) share the family name \"{family}\"; alone it is ambiguous", here.name, before.name);
    let mut finding = of(here, Note, "shared-family-name", told);
    finding.ids.push(before.id.clone());
    finding
}

/// One finding for the whole list, at the first entity without a weight.
fn missing_weights(entities: &Entities) -> Option<(usize, Finding)> {
    let missing = entities.iter().filter(|entity| entity.weight.is_none()).count();
    let at = entities.iter().position(|entity| entity.weight.is_none())?;
    let told =
        format!("{missing} of {} entities have no weight; they count as less known than those that have one", entities.len());
    (missing < entities.len()).then(|| (at, of(&entities[at], Note, "weight-missing", told)))
}
