//! From the values of a row to an entity.

use super::Intake;
use super::columns::Field;
use crate::gazetteer::entity::{Entity, Native};
use crate::gazetteer::error::clip;
use crate::text::{Script, dominant_script};

/// What a row says under one header.
pub(super) enum Value<'a> {
    /// A cell, which may hold several values with `|` or `;` between them.
    Cell(&'a str),
    /// Values that are told apart already, and may hold any mark.
    Each(Vec<String>),
}

impl Value<'_> {
    /// The values where several are allowed.
    fn several(&self) -> Vec<&str> {
        let values: Vec<&str> = match self {
            Self::Cell(cell) => cell.split(['|', ';']).collect(),
            Self::Each(values) => values.iter().map(String::as_str).collect(),
        };
        values.into_iter().map(str::trim).filter(|value| !value.is_empty()).collect()
    }

    /// The value where there is one at most; the first of several that were told apart.
    fn single(&self) -> &str {
        match self {
            Self::Cell(cell) => cell.trim(),
            Self::Each(values) => values.iter().map(|value| value.trim()).find(|value| !value.is_empty()).unwrap_or_default(),
        }
    }

    /// The value as it is carried through.
    fn whole(&self) -> String {
        match self {
            Self::Cell(cell) => cell.trim().to_owned(),
            Self::Each(_) => self.several().join("|"),
        }
    }
}

/// Puts `value` where `field` says; a weight that is none is left out with a warning.
pub(super) fn put(entity: &mut Entity, field: Field, header: &str, value: &Value<'_>, intake: &mut Intake) {
    match field {
        Field::Id => value.single().clone_into(&mut entity.id),
        Field::Kind => value.single().clone_into(&mut entity.kind),
        Field::Language => value.single().clone_into(&mut entity.language),
        Field::Name => put_name(entity, value),
        Field::Native(language) => entity.natives.extend(value.several().into_iter().map(|name| native(name, language))),
        Field::Aliases => extend(&mut entity.aliases, value),
        Field::Misspellings => extend(&mut entity.misspellings, value),
        Field::Keep => extend(&mut entity.keep, value),
        Field::Never => extend(&mut entity.never, value),
        Field::Context => extend(&mut entity.context, value),
        Field::Weight => entity.weight = weight(value.single(), header, entity.source.row, intake),
        Field::Extra if value.whole().is_empty() => {}
        Field::Extra => entity.extra.push((header.to_owned(), value.whole())),
    }
}

/// A name may hold a semicolon, but of names told apart the first is canonical and the rest are aliases.
fn put_name(entity: &mut Entity, value: &Value<'_>) {
    value.single().clone_into(&mut entity.name);
    if let Value::Each(_) = value {
        entity.aliases.extend(value.several().into_iter().skip(1).map(str::to_owned));
    }
}

fn extend(names: &mut Vec<String>, value: &Value<'_>) {
    names.extend(value.several().into_iter().map(str::to_owned));
}

/// `uk:Київ` or `Київ`; a colon in a name that no language stands before is part of it.
fn native(cell: &str, language: Option<&str>) -> Native {
    match cell.split_once(':') {
        Some((tag, name)) if is_language(tag.trim()) && !name.trim().is_empty() => {
            Native { language: Some(tag.trim().to_owned()), name: name.trim().to_owned() }
        }
        _ => Native { language: language.map(str::to_owned), name: cell.to_owned() },
    }
}

/// `uk`, `crh`, `sr-Latn`.
fn is_language(tag: &str) -> bool {
    let (language, script) = tag.split_once('-').map_or((tag, None), |(language, script)| (language, Some(script)));
    matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase()) && script.is_none_or(is_script)
}

fn is_script(tag: &str) -> bool {
    tag.len() == 4
        && tag.starts_with(|letter: char| letter.is_ascii_uppercase())
        && tag[1..].bytes().all(|byte| byte.is_ascii_lowercase())
}

fn weight(cell: &str, header: &str, row: u64, intake: &mut Intake) -> Option<f64> {
    if cell.is_empty() {
        return None;
    }
    let weight = cell.parse().ok().filter(|weight: &f64| weight.is_finite() && *weight > 0.0);
    if weight.is_none() {
        intake.warn(row, Some(header), format!("\"{}\" is not a positive number; the row is read without a weight", clip(cell)));
    }
    weight
}

/// Takes the entity in, or tells why not: without a name there is nothing to match.
pub(super) fn finish(mut entity: Entity, intake: &mut Intake) {
    if entity.name.is_empty() {
        return intake.warn(entity.source.row, None, "the name is empty; the row is passed over");
    }
    part_foreign_aliases(&mut entity);
    intake.push(entity);
}

/// An alias in another script than a Latin name is a native name that stands in the wrong column: in a text in its own
/// script, Киев is to become Київ and not Kyiv.
fn part_foreign_aliases(entity: &mut Entity) {
    if entity.aliases.iter().all(|alias| alias.is_ascii()) || dominant_script(&entity.name) != Script::Latin {
        return;
    }
    let (latin, foreign) = std::mem::take(&mut entity.aliases).into_iter().partition(|alias| is_latin(&native(alias, None).name));
    entity.aliases = latin;
    entity.natives.extend(foreign.iter().map(|alias: &String| native(alias, None)));
}

fn is_latin(name: &str) -> bool {
    matches!(dominant_script(name), Script::Latin | Script::Common)
}

#[cfg(test)]
mod tests {
    use super::native;

    #[test]
    fn languages_are_told_from_names() {
        for (cell, language, name) in [
            ("uk:Київ", Some("uk"), "Київ"),
            ("crh: Aqmescit", Some("crh"), "Aqmescit"),
            ("sr-Cyrl:Ниш", Some("sr-Cyrl"), "Ниш"),
            ("Київ", None, "Київ"),
            ("Ви:Київ", None, "Ви:Київ"),
            ("UK:Київ", None, "UK:Київ"),
            ("uk:", None, "uk:"),
            ("a:b", None, "a:b"),
            ("sr-cyrl:Ниш", None, "sr-cyrl:Ниш"),
            (":", None, ":"),
        ] {
            let read = native(cell, None);
            assert_eq!((read.language.as_deref(), read.name.as_str()), (language, name));
        }
        assert_eq!(native("Київ", Some("uk")).language.as_deref(), Some("uk"));
    }
}
