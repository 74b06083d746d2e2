//! The gazetteer that comes with the program, from `data/gazetteer/`.

use std::sync::LazyLock;

use super::error::GazetteerError;
use super::gazetteer::Gazetteer;
use super::load::{LoadOptions, Loaded, Shape};

macro_rules! listed {
    ($name:literal) => {
        (concat!("data/gazetteer/", $name), include_str!(concat!("../../data/gazetteer/", $name)))
    };
}

/// The files by their paths, which is what their entities give as their source.
const FILES: &[(&str, &str)] = &[
    listed!("ukraine-people.csv"),
    listed!("ukraine-places.csv"),
    listed!("ukraine-organisations.csv"),
    listed!("world-countries.csv"),
    listed!("world-capitals.csv"),
    listed!("world-cities.csv"),
    listed!("world-leaders.csv"),
    listed!("world-organisations.csv"),
];

/// The texts of the embedded files.
pub(super) fn texts() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(_, text)| *text)
}

static EMBEDDED: LazyLock<Gazetteer> =
    LazyLock::new(|| load().expect("the embedded files are tested to load").gazetteer.into_embedded());

impl Gazetteer {
    /// The gazetteer that comes with the program: people, places and organisations of the war in Ukraine with their Cyrillic
    /// names, countries and capitals, large cities, leaders and international organisations. Read at the first call.
    ///
    /// ```
    /// use respell::gazetteer::Gazetteer;
    /// assert!(Gazetteer::embedded().find_exact("Vladimir Saldo").next().is_some());
    /// ```
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }
}

fn load() -> Result<Loaded, GazetteerError> {
    let read = |(name, text): &(&str, &str)| Gazetteer::read(text.as_bytes(), name, Shape::Csv, &LoadOptions::default());
    Gazetteer::join(FILES.iter().map(read).collect::<Result<Vec<_>, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, load};
    use crate::gazetteer::{Severity, lint};

    #[test]
    fn the_files_load_without_a_warning() {
        let loaded = load().unwrap_or_else(|error| panic!("{error}"));
        let warnings: Vec<String> = loaded.warnings.iter().map(ToString::to_string).collect();
        assert!(warnings.is_empty(), "help: give a name that two entities share to neither of them\n{}", warnings.join("\n"));
        assert!(loaded.gazetteer.len() >= 600, "{} entries", loaded.gazetteer.len());
    }

    #[test]
    fn lint_finds_no_error_in_them() {
        let findings = lint(Gazetteer::embedded());
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        let told: Vec<String> = errors.map(|error| format!("{}: {}", error.source, error.message)).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }

    #[test]
    fn every_entity_has_an_id_and_a_kind() {
        for entity in Gazetteer::embedded().entities() {
            assert!(!entity.kind.is_empty() && entity.id.parse::<u64>().is_err(), "{}: {}", entity.source, entity.name);
        }
    }

    #[test]
    fn the_canonical_spellings_are_those_of_the_project() {
        for name in [
            "Vladimir Saldo",
            "Marat Khusnullin",
            "Kirill Stremousov",
            "Zaporizhzhia",
            "Chornobaivka",
            "Hola Prystan",
            "Nova Kakhovka",
            "Kyiv",
        ] {
            let found: Vec<&str> = Gazetteer::embedded().find_exact(name).map(|entity| entity.name.as_str()).collect();
            assert_eq!(found, [name], "{name} stands once");
        }
    }
}
