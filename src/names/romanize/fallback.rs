//! The last resort for letters that no scheme covers.

use std::sync::LazyLock;

use deunicode::deunicode_with_tofu;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::{language_of, schemes_for, table};

pub(super) const FALLBACK: &str = include_str!("../../../data/scripts/fallback.tsv");

/// The text in ASCII, whatever its script: by the first scheme of its language if the letters tell it
/// ([`language_of`]), by a few letters of our own, and what is left by deunicode.
///
/// deunicode comes last because it knows letters and no languages: alone it reads Київ as Kiyiv, the Ukrainian Гола
/// (Hola) as Gola, Əliyev as @liyev and 東京 as Dong Jing. Without a telltale letter Гола is still Gola here, so a
/// name whose language is known wants [`romanizations`](super::romanizations). Letters nobody knows are left out.
///
/// ```
/// use respell::names::romanize::transliterate_fallback;
///
/// assert_eq!(transliterate_fallback("Київ"), "Kyiv");
/// assert_eq!(transliterate_fallback("Əliyev"), "Aliyev");
/// assert_eq!(transliterate_fallback("თბილისი"), "tbilisi");
/// ```
#[must_use]
pub fn transliterate_fallback(s: &str) -> String {
    let scheme = language_of(s).and_then(|language| schemes_for(language).next());
    let latin = scheme.map_or_else(|| s.nfc().collect(), |scheme| scheme.romanize(s));
    let own: String = latin.chars().flat_map(own_letter).collect();
    deunicode_with_tofu(&own, "").trim().to_owned()
}

fn own_letter(c: char) -> Vec<char> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let Some(ascii) = own_letters().get(&lower) else {
        return vec![c];
    };
    let mut chars = ascii.chars();
    let first = chars.next().map(|first| if c.is_uppercase() { first.to_ascii_uppercase() } else { first });
    first.into_iter().chain(chars).collect()
}

fn own_letters() -> &'static FxHashMap<char, &'static str> {
    static TABLE: LazyLock<FxHashMap<char, &'static str>> = LazyLock::new(|| {
        let read = |cells: Vec<&'static str>| match cells[..] {
            [letter, ascii] => letter.chars().next().map(|letter| (letter, ascii)),
            _ => None,
        };
        table(FALLBACK).filter_map(read).collect()
    });
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_scripts_come_out_in_ascii() {
        for (text, ascii) in [
            ("Əliyev", "Aliyev"),
            ("Қостанай", "Qostanai"),
            ("Київ", "Kyiv"),
            ("Гола", "Gola"),
            ("Łódź", "Lodz"),
            ("თბილისი", "tbilisi"),
            ("ჭავჭავაძე", "chavchavadze"),
            ("東京", "Dong Jing"),
            ("Kherson", "Kherson"),
            ("", ""),
        ] {
            assert_eq!(transliterate_fallback(text), ascii, "{text}");
        }
        assert!(transliterate_fallback("محمد 🇺🇦 \u{10ffff} İı").is_ascii());
    }
}
