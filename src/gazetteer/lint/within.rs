//! What one entity says of itself twice, or in contradiction.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Severity::{Error, Warning};
use super::{Finding, exact, of};
use crate::gazetteer::entity::Entity;
use crate::gazetteer::error::clip;
use crate::gazetteer::role::Role;

/// A name is compared with the first that is equal to it, so that each is told once, at its later place.
pub(super) fn findings(entity: &Entity) -> Vec<Finding> {
    let mut first: FxHashMap<String, (Role, &str)> = FxHashMap::default();
    let mut findings = duplicate_natives(entity);
    for (role, name) in entity.names() {
        match first.entry(exact(name)) {
            Entry::Occupied(known) => findings.extend(pair(entity, *known.get(), (role, name))),
            Entry::Vacant(place) => {
                place.insert((role, name));
            }
        }
    }
    findings
}

/// A native name may stand once in each language (Херсон is that in Ukrainian and in Russian).
fn duplicate_natives(entity: &Entity) -> Vec<Finding> {
    let mut seen = FxHashSet::default();
    let twice = entity.natives.iter().filter(|native| !seen.insert(*native));
    twice.map(|native| duplicate(entity, Role::Native, &clip(&native.name))).collect()
}

fn pair(entity: &Entity, (earlier, before): (Role, &str), (later, name): (Role, &str)) -> Option<Finding> {
    let shown = clip(name);
    let (severity, kind, message) = match (earlier, later) {
        // A list in another script has its canonical names among the native ones.
        (Role::Canonical | Role::Keep | Role::Native, Role::Native) => return None,
        (Role::Canonical, Role::Never) => (Error, "name-and-never", never(&shown, earlier, "take one of them out")),
        (_, Role::Never) if earlier != Role::Never => {
            let made = format!("the latter goes before, so the {} is not used", earlier.word());
            (Error, "name-and-never", never(&shown, earlier, &made))
        }
        (Role::Canonical, _) => {
            let told = format!("the {} \"{shown}\" is the canonical name but for case or glyphs; it says nothing", later.word());
            (Warning, "alias-is-own-name", told)
        }
        (Role::Keep, Role::Alias | Role::Misspelling) => (Error, "keep-and-alias", kept(before, later)),
        _ if earlier == later => return Some(duplicate(entity, later, &shown)),
        _ => {
            let told = format!("\"{shown}\" is {} and {}; once is enough", earlier.phrase(), later.phrase());
            (Warning, "duplicate-value", told)
        }
    };
    Some(of(entity, severity, kind, message))
}

fn never(name: &str, role: Role, made: &str) -> String {
    format!("\"{name}\" is {} and a never spelling; {made}", role.phrase())
}

fn kept(name: &str, role: Role) -> String {
    format!("\"{}\" is a keep name and {}; the one says to leave it, the other to correct it", clip(name), role.phrase())
}

fn duplicate(entity: &Entity, role: Role, name: &str) -> Finding {
    let among = if role == Role::Alias { "aliases".to_owned() } else { format!("{}s", role.noun()) };
    of(entity, Warning, "duplicate-value", format!("\"{name}\" stands twice among the {among}"))
}
