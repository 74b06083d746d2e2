//! What a careful person would want to mend in a gazetteer: names that collide, and names that are not well written.
//!
//! A finding is no error. Lists have their two Springfields and their names of one letter; but each finding is a place where
//! a correction may go wrong, and says how. The order is that of the list, and the same for the same list.

mod between;
mod names;
#[cfg(test)]
mod tests;
mod within;

use super::entity::{Entity, Source};
use super::gazetteer::{Gazetteer, exact};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; often right as it is.
    Note,
    /// Probably a slip, or a cause of doubt in matching.
    Warning,
    /// The list contradicts itself, or a name is not what it seems.
    Error,
}

impl Severity {
    /// The severity in a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing to mend or to know.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of finding, as a code: `mixed-scripts`.
    pub kind: &'static str,
    /// Where it stands: the later of two places.
    pub source: Source,
    /// The ids of the entities concerned, the one at `source` first.
    pub ids: Vec<String>,
    /// What was found, and what comes of it.
    pub message: String,
}

/// All findings, in the order of the list.
///
/// ```
/// use respell::gazetteer::{Gazetteer, LoadOptions, Shape, lint};
/// let list = Gazetteer::read("Кiev\n".as_bytes(), "list.txt", Shape::List, &LoadOptions::default())?;
/// assert_eq!(lint(&list.gazetteer)[0].kind, "mixed-scripts");
/// # Ok::<(), respell::gazetteer::GazetteerError>(())
/// ```
#[must_use]
pub fn lint(gazetteer: &Gazetteer) -> Vec<Finding> {
    let entities = gazetteer.entities();
    let mut placed = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        let findings = names::findings(entity).into_iter().chain(within::findings(entity));
        placed.extend(findings.map(|finding| (at, finding)));
    }
    placed.extend(between::findings(entities));
    // A stable sort: at one entity the checks keep their order.
    placed.sort_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, finding)| finding).collect()
}

/// A finding about one entity.
fn of(entity: &Entity, severity: Severity, kind: &'static str, message: String) -> Finding {
    Finding { severity, kind, source: entity.source.clone(), ids: vec![entity.id.clone()], message }
}
