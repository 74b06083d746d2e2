//! What one entity says of itself twice, or in contradiction.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::Severity::{Error, Warning};
use super::{Finding, exact, of};
use crate::gazetteer::entity::Entity;
use crate::gazetteer::error::clip;
use crate::gazetteer::role::Role;

/// A name is compared with the first that is equal to it, so that each is told once, at its later place.
pub(super) fn findings(entity: &Entity) -> Vec<Finding> {
    let mut first: FxHashMap<String, (Role, &str)> = FxHashMap::default();
    let mut findings = Vec::new();
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

fn pair(entity: &Entity, (earlier, before): (Role, &str), (later, name): (Role, &str)) -> Option<Finding> {
    let shown = clip(name);
    let (severity, kind, message) = match (earlier, later) {
        (Role::Native, Role::Native) if before == name => return duplicate(entity, later, &shown),
        // One name in two languages, or one that a list of another script keeps as its canonical name.
        (Role::Native, Role::Native) | (Role::Canonical | Role::Keep, Role::Native) => return None,
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
        _ if earlier == later => return duplicate(entity, later, &shown),
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

fn duplicate(entity: &Entity, role: Role, name: &str) -> Option<Finding> {
    let among = if role == Role::Alias { "aliases".to_owned() } else { format!("{}s", role.noun()) };
    Some(of(entity, Warning, "duplicate-value", format!("\"{name}\" stands twice among the {among}")))
}
