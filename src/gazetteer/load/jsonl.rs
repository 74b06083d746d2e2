//! JSON Lines: an object a line, whose keys are columns and whose values are strings, numbers or arrays of them.

use std::io::BufRead;

use serde_json::{Map, Value as Json};

use super::Intake;
use super::columns::{Field, fields};
use super::lines::Lines;
use super::row::{Value, finish, put};
use crate::gazetteer::entity::Entity;
use crate::gazetteer::error::{GazetteerError, quoted};

pub(super) fn read(mut lines: Lines<'_, impl BufRead>, intake: &mut Intake) -> Result<(), GazetteerError> {
    let mut line = Vec::new();
    for row in 1.. {
        line.clear();
        if !lines.read(&mut line, row)? {
            break;
        }
        let text = lines.text(&line, row)?.trim();
        if !text.is_empty() {
            read_line(text, row, intake);
        }
    }
    Ok(())
}

fn read_line(text: &str, row: u64, intake: &mut Intake) {
    match serde_json::from_str(text) {
        Ok(Json::Object(object)) => read_object(&object, row, intake),
        Ok(_) => intake.warn(row, None, "this is JSON but no object ({\"name\": …}); the line is passed over"),
        Err(error) => intake.warn(row, None, malformed(&error)),
    }
}

fn malformed(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let cause = told.split(" at line ").next().unwrap_or_default();
    format!("malformed JSON at byte {} ({cause}); one object a line is expected, and this line is passed over", error.column())
}

fn read_object(object: &Map<String, Json>, row: u64, intake: &mut Intake) {
    let keys: Vec<String> = object.keys().map(|key| key.trim().to_owned()).collect();
    let fields = fields(&keys);
    if !fields.contains(&Field::Name) {
        let found = format!("no key holds the name; the keys are {}, and one called name is needed", quoted(&keys));
        return intake.warn(row, None, format!("{found}; the line is passed over"));
    }
    let mut entity = Entity { source: intake.source(row), ..Entity::default() };
    for ((field, key), json) in fields.iter().zip(&keys).zip(object.values()) {
        match value(*field, json) {
            Some(value) => put(&mut entity, *field, key, &value, intake),
            None => intake.warn(row, Some(key), "the value is neither a string nor an array of strings; it is left out"),
        }
    }
    finish(entity, intake);
}

/// The value as a column takes it. Natives may be an object by language as well; what is carried through may be anything.
fn value(field: Field, json: &Json) -> Option<Value<'_>> {
    match json {
        Json::String(text) => Some(Value::Cell(text)),
        Json::Array(values) => match values.iter().map(scalar).collect() {
            Some(values) => Some(Value::Each(values)),
            None => carried(field, json),
        },
        Json::Object(names) if matches!(field, Field::Native(_)) => by_language(names).map(Value::Each),
        Json::Object(_) => carried(field, json),
        _ => scalar(json).map(|text| Value::Each(vec![text])),
    }
}

fn carried(field: Field, json: &Json) -> Option<Value<'_>> {
    (field == Field::Extra).then(|| Value::Each(vec![json.to_string()]))
}

fn scalar(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Null => Some(String::new()),
        Json::Number(_) | Json::Bool(_) => Some(json.to_string()),
        Json::Array(_) | Json::Object(_) => None,
    }
}

/// `{"uk": "Київ", "ru": ["Киев"]}` in the form `uk:Київ`.
fn by_language(names: &Map<String, Json>) -> Option<Vec<String>> {
    let mut tagged = Vec::new();
    for (language, json) in names {
        let several = json.as_array().map_or(std::slice::from_ref(json), Vec::as_slice);
        for name in several {
            tagged.push(format!("{language}:{}", name.as_str()?));
        }
    }
    Some(tagged)
}
