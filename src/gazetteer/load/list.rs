//! Plain lists: a name a line, commas and all. Nothing is a comment, since `#` may begin a name as well as anything.

use std::io::BufRead;

use super::Intake;
use super::columns::{Field, fields};
use super::lines::Lines;
use crate::gazetteer::entity::Entity;
use crate::gazetteer::error::GazetteerError;

pub(super) fn read(mut lines: Lines<'_, impl BufRead>, intake: &mut Intake) -> Result<(), GazetteerError> {
    let mut line = Vec::new();
    for row in 1.. {
        line.clear();
        if !lines.read(&mut line, row)? {
            break;
        }
        let name = lines.text(&line, row)?.trim();
        if name.is_empty() {
            continue;
        }
        if intake.entities.is_empty() {
            suspect_table(name, row, intake);
        }
        intake.push(Entity { name: name.to_owned(), source: intake.source(row), ..Entity::default() });
    }
    Ok(())
}

/// A table under another extension would make a name of every row, its commas included; its header gives it away.
fn suspect_table(line: &str, row: u64, intake: &mut Intake) {
    let cells: Vec<&str> = line.split([',', ';', '\t']).collect();
    let header = cells.len() > 1 && fields(&cells).contains(&Field::Name);
    if header {
        intake.warn(
            row,
            None,
            "this looks like the header of a table and is read as a name; call the file .csv or .tsv if it is one",
        );
    } else if line.starts_with(['{', '[']) {
        intake.warn(row, None, "this looks like JSON and is read as a name; call the file .jsonl if it holds an object a line");
    }
}
