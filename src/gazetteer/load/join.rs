//! Several lists as one: ids that are only line numbers are told apart by their file.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Loaded, check_ids};
use crate::gazetteer::entity::Entity;
use crate::gazetteer::error::{GazetteerError, Warning};
use crate::gazetteer::gazetteer::Gazetteer;
use crate::gazetteer::shared;

impl Gazetteer {
    /// Joins gazetteers into one, in their order; one by itself stays as it is.
    ///
    /// An id that is only a line number and stands in two files gets the name of its file before it (`names.txt:3`), in both,
    /// so that the order of the files makes no difference.
    ///
    /// # Errors
    /// When two files give one id to an entity each.
    pub fn join(parts: impl IntoIterator<Item = Loaded>) -> Result<Loaded, GazetteerError> {
        let mut parts = parts.into_iter();
        let (Some(first), second) = (parts.next(), parts.next()) else { return Ok(Loaded::default()) };
        let Some(second) = second else { return Ok(first) };
        let (mut entities, mut numbered, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
        for part in [first, second].into_iter().chain(parts) {
            let (more, flags) = part.gazetteer.into_parts();
            entities.extend(more);
            numbered.extend(flags);
            warnings.extend(part.warnings);
        }
        settle_ids(&mut entities, &numbered)?;
        let gazetteer = Self::new(entities, numbered);
        // What one file says twice was told when it was read, and what several say that were compiled together when they were joined.
        let between = shared::warnings(gazetteer.entities(), |first, later| first.source.file != later.source.file);
        let told: FxHashSet<Warning> = warnings.iter().cloned().collect();
        warnings.extend(between.into_iter().filter(|warning| !told.contains(warning)));
        Ok(Loaded { gazetteer, warnings })
    }
}

/// Makes ids distinct where they may be changed, and refuses them where they may not.
///
/// The name of the file comes first and its whole path only where that does not do (`a/names.txt`, `b/names.txt`), for an
/// id should not change with the folder a command is started in.
pub(super) fn settle_ids(entities: &mut [Entity], numbered: &[bool]) -> Result<(), GazetteerError> {
    for qualifier in [file_name, whole_path] {
        for at in taken(entities, numbered) {
            let source = &entities[at].source;
            entities[at].id = format!("{}:{}", qualifier(&source.file), source.row);
        }
    }
    check_ids(entities)
}

fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}

fn whole_path(path: &str) -> String {
    path.to_owned()
}

/// The entities whose id is only a number that another one has too.
fn taken(entities: &[Entity], numbered: &[bool]) -> Vec<usize> {
    if !numbered.contains(&true) {
        return Vec::new();
    }
    let mut count: FxHashMap<&str, u32> = FxHashMap::default();
    for entity in entities {
        *count.entry(&entity.id).or_default() += 1;
    }
    (0..entities.len()).filter(|at| numbered[*at] && count[entities[*at].id.as_str()] > 1).collect()
}
