//! Romanization schemes: the Latin spellings that published standards give to a name in its own script.
//!
//! This module owns the schemes (one data file each under `data/schemes`, with its standard named in its head),
//! the guess of a language from telltale letters, the repair of look-alike letters, and the fallback for scripts
//! without a scheme. A scheme gives what its standard prints, marks included (`č`, `ʹ`, `’`); folding them away
//! is left to `text`, and what a match of the spelling is worth to `matching`.

mod fallback;
mod homoglyphs;
mod language;
mod letters;
mod rule;
mod scheme;

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

pub use fallback::transliterate_fallback;
pub use homoglyphs::repair_homoglyphs;
pub use language::language_of;
pub use scheme::Scheme;

/// The embedded data files, in the order in which [`schemes`] lists them and [`romanizations`] names a spelling that
/// several share: what a reader of English meets before what a reader of German, French or Polish does.
macro_rules! embedded {
    ($($id:literal)*) => { [$(($id, include_str!(concat!("../../data/schemes/", $id, ".tsv")))),*] };
}

const FILES: [(&str, &str); 28] = embedded![
    "uk-kmu-2010" "uk-bgn-1965" "uk-passport-2007" "uk-ala-lc" "uk-iso-9" "uk-press"
    "uk-german" "uk-french" "uk-polish"
    "ru-press" "ru-bgn-1947" "ru-passport-2013" "ru-ala-lc" "ru-iso-9" "ru-gost-7-79-b"
    "ru-german" "ru-french" "ru-polish"
    "be-national-2007" "be-bgn-1979"
    "bg-law-2009" "bg-german"
    "sr-gaj" "sr-ascii"
    "mk-official" "mk-passport"
    "el-elot-743"
    "ja-hepburn"
];

/// All that the data files say, the schemes and the letters beside them.
pub(super) fn texts() -> impl Iterator<Item = &'static str> {
    FILES.into_iter().map(|(_, text)| text).chain([fallback::FALLBACK, homoglyphs::HOMOGLYPHS, language::ALPHABETS])
}

/// A spelling of a name in Latin letters, and the scheme that gives it.
#[derive(Clone, Debug)]
pub struct Romanization {
    /// The spelling, with the marks of its standard.
    pub text: String,
    /// The first scheme that gives this spelling.
    pub scheme: &'static Scheme,
}

/// All schemes, in a fixed order: languages together, the commonest scheme of each first.
///
/// ```
/// use respell::names::romanize::schemes;
///
/// assert_eq!(schemes()[0].id(), "uk-kmu-2010");
/// ```
#[must_use]
pub fn schemes() -> &'static [Scheme] {
    static SCHEMES: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
        let parse = |(_, text): &(_, &str)| Scheme::parse(text).expect("every embedded scheme parses in the tests");
        FILES.iter().map(parse).collect()
    });
    &SCHEMES
}

/// The schemes of a language, given by its ISO 639-1 code; subtags are ignored (`sr-Cyrl` is `sr`).
///
/// ```
/// use respell::names::romanize::schemes_for;
///
/// let labels: Vec<_> = schemes_for("be").map(|scheme| scheme.label()).collect();
/// assert_eq!(labels, ["Belarusian national 2007", "BGN/PCGN 1979"]);
/// assert_eq!(schemes_for("fr").count(), 0);
/// ```
pub fn schemes_for(language: &str) -> impl Iterator<Item = &'static Scheme> + use<> {
    let code = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    schemes().iter().filter(move |scheme| scheme.language() == code)
}

/// The scheme with this id.
///
/// ```
/// use respell::names::romanize::scheme;
///
/// let german = scheme("uk-german").unwrap();
/// assert_eq!(german.romanize("Зеленський"), "Selenskyj");
/// assert!(scheme("uk-klingon").is_none());
/// ```
#[must_use]
pub fn scheme(id: &str) -> Option<&'static Scheme> {
    schemes().iter().find(|scheme| scheme.id() == id)
}

/// The Latin spellings of a name by the schemes of its language, each once, under the first scheme that gives it.
///
/// Without a language the letters are asked ([`language_of`]); where they do not tell, the name is read both as
/// Ukrainian and as Russian, for Херсон is spelled alike in both. A scheme that leaves a letter of another script
/// standing has misread the name and gives nothing: Қостанай, read as Russian, would be half Cyrillic.
///
/// ```
/// use respell::names::romanize::romanizations;
///
/// let texts: Vec<_> = romanizations("Гола", None).into_iter().map(|r| r.text).collect();
/// assert_eq!(texts, ["Hola", "Gola", "Hoła", "Goła"]);
/// let labels: Vec<_> = romanizations("Запоріжжя", Some("uk")).iter().map(|r| r.scheme.label()).collect();
/// assert_eq!(labels[..2], ["KMU 2010", "BGN/PCGN 1965"]);
/// assert!(romanizations("Kherson", None).is_empty());
/// ```
#[must_use]
pub fn romanizations(native: &str, language: Option<&str>) -> Vec<Romanization> {
    let mut seen = HashSet::new();
    languages(native, language)
        .flat_map(|language| spellings(native, language))
        .filter(|r| r.text != native && is_latin(&r.text) && seen.insert(r.text.clone()))
        .collect()
}

/// The name by each scheme of a language. They share a script, so its letters are read once for all of them.
fn spellings(native: &str, language: &str) -> impl Iterator<Item = Romanization> + use<> {
    let mut schemes = schemes_for(language).peekable();
    let letters = schemes.peek().map(|scheme| scheme.read(native)).unwrap_or_default();
    schemes.map(move |scheme| Romanization { text: scheme.spell(&letters), scheme })
}

fn languages<'a>(native: &str, given: Option<&'a str>) -> impl Iterator<Item = &'a str> {
    let known = given.or_else(|| language_of(native));
    let guesses = match known {
        Some(language) => [Some(language), None],
        None => [Some("uk"), Some("ru")],
    };
    guesses.into_iter().flatten()
}

fn is_latin(text: &str) -> bool {
    text.chars().all(|c| matches!(c.script(), Script::Latin | Script::Common | Script::Inherited))
}

/// The lines of an embedded table as their tab-separated cells, comments and blank lines left out.
fn table(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests;
