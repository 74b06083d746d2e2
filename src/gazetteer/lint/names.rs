//! How each name is written, looked at alone.

use super::Severity::{Error, Note, Warning};
use super::{Finding, of};
use crate::gazetteer::entity::{Entity, Kind};
use crate::gazetteer::error::clip;
use crate::gazetteer::role::Role;
use crate::text::{Casing, Script, dominant_script, is_apostrophe, is_ignorable, script_of};

/// `never` spellings are left alone: they are there because they are bad.
pub(super) fn findings(entity: &Entity) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (role, name) in entity.names().filter(|(role, _)| *role != Role::Never) {
        for check in CHECKS {
            if let Some(fault) = check(entity, role, name) {
                let told = format!("the {} \"{}\" {}", role.noun(), clip(&visible(name)), fault.told);
                findings.push(of(entity, fault.severity, fault.kind, told));
            }
        }
    }
    // One native name in two languages has its faults once.
    findings.dedup();
    findings
}

/// The name without what cannot be seen, so that the message does not hide the fault a second time.
fn visible(name: &str) -> String {
    name.chars().filter(|letter| !is_ignorable(*letter)).collect()
}

struct Fault {
    severity: super::Severity,
    kind: &'static str,
    told: String,
}

fn fault(is: bool, severity: super::Severity, kind: &'static str, told: impl Into<String>) -> Option<Fault> {
    is.then(|| Fault { severity, kind, told: told.into() })
}

type Check = fn(&Entity, Role, &str) -> Option<Fault>;

const CHECKS: &[Check] = &[
    mixed_scripts,
    invisible,
    stray_space,
    stray_quotes,
    stray_punctuation,
    all_capitals,
    too_short,
    no_letters,
    native_in_latin,
];

/// Scripts whose letters look alike; kana and Han stand in one word as a matter of course. A misspelling may well be such a
/// mixture, and is listed for that.
fn mixed_scripts(_: &Entity, role: Role, name: &str) -> Option<Fault> {
    let [one, other] = name.split(|letter: char| !letter.is_alphanumeric()).find_map(mixture)?;
    let told = format!("mixes letters of {one:?} and {other:?} in one word; it looks right and no search finds it");
    fault(role != Role::Misspelling, Error, "mixed-scripts", told)
}

fn mixture(word: &str) -> Option<[Script; 2]> {
    const ALIKE: [Script; 3] = [Script::Latin, Script::Cyrillic, Script::Greek];
    let mut found = ALIKE.into_iter().filter(|script| word.chars().any(|letter| script_of(letter) == *script));
    Some([found.next()?, found.next()?])
}

/// Joiners are letters of a kind in Persian and Indic names, and stay unmentioned there.
fn invisible(_: &Entity, role: Role, name: &str) -> Option<Fault> {
    let joins = !matches!(dominant_script(name), Script::Latin | Script::Cyrillic | Script::Greek | Script::Common);
    let hidden = name.chars().find(|letter| is_ignorable(*letter) && !(joins && matches!(letter, '\u{200C}' | '\u{200D}')))?;
    fault(
        role != Role::Misspelling,
        Error,
        "invisible-character",
        format!("holds the invisible character U+{:04X}", u32::from(hidden)),
    )
}

fn stray_space(_: &Entity, _: Role, name: &str) -> Option<Fault> {
    let strange = name.chars().any(|letter| letter.is_whitespace() && !matches!(letter, ' ' | '\u{3000}'));
    let stray = strange || name.contains("  ") || name.trim() != name;
    fault(stray, Warning, "stray-space", "holds white space that is not a single space")
}

/// A lone apostrophe at the head or end is part of many names ('Abd, Mikhail').
fn stray_quotes(_: &Entity, _: Role, name: &str) -> Option<Fault> {
    const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];
    let inside = name.starts_with(is_apostrophe) && name.ends_with(is_apostrophe);
    // A nickname in quotation marks ends neither end: Dwayne "The Rock" Johnson.
    let whole = name.starts_with(QUOTES) && name.ends_with(QUOTES);
    let half = (name.starts_with(QUOTES) || name.ends_with(QUOTES)) && name.matches(QUOTES).count() == 1;
    fault(inside || whole || half, Warning, "stray-quotes", "stands in quotation marks")
}

fn stray_punctuation(_: &Entity, _: Role, name: &str) -> Option<Fault> {
    let stray = name.starts_with([',', ';', ':', '.', '-']) || name.ends_with([',', ';', ':', '-']) || ends_in_stop(name);
    fault(stray, Warning, "stray-punctuation", "begins or ends with punctuation")
}

/// A full stop behind a word that is no abbreviation (Jr., Inc., U.S., Ltd.).
fn ends_in_stop(name: &str) -> bool {
    let Some(rest) = name.strip_suffix('.') else { return false };
    let last = rest.split_whitespace().next_back().unwrap_or_default();
    let alone = last.len() == rest.len();
    !last.contains('.') && (alone || last.chars().count() > 4)
}

/// Acronyms are capitals by right, so that only what is longer or of several words is suspect.
fn all_capitals(entity: &Entity, role: Role, name: &str) -> Option<Fault> {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let named = matches!(entity.kind_class(), Kind::Person | Kind::Place) && letters > 3 || name.contains(' ') && letters > 6;
    let suspect = role == Role::Canonical && named && Casing::of(name) == Casing::Upper;
    fault(suspect, Warning, "all-capitals", "is all capitals; every correction would be written so")
}

fn too_short(_: &Entity, _: Role, name: &str) -> Option<Fault> {
    // Digits count: G20 and U2 are no initials.
    let signs = name.chars().filter(|letter| letter.is_alphanumeric()).count();
    // Two Han characters are a full name.
    let alphabetic = matches!(dominant_script(name), Script::Latin | Script::Cyrillic | Script::Greek);
    match signs {
        1 if alphabetic => fault(true, Warning, "single-letter", "is one letter; it matches initials"),
        2 | 3 if alphabetic => fault(true, Note, "short-name", "is short; only exact mentions of it can be trusted"),
        _ => None,
    }
}

fn no_letters(_: &Entity, _: Role, name: &str) -> Option<Fault> {
    let none = !name.chars().any(char::is_alphabetic);
    fault(none, Warning, "no-letters", "has no letters; it matches numbers")
}

fn native_in_latin(_: &Entity, role: Role, name: &str) -> Option<Fault> {
    let latin = role == Role::Native && dominant_script(name) == Script::Latin;
    fault(latin, Warning, "native-in-latin", "is in Latin script; write it in its own, or as an alias")
}
