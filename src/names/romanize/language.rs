//! The language of a name by its letters.

use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use super::table;

pub(super) const ALPHABETS: &str = include_str!("../../../data/scripts/alphabets.tsv");

struct Alphabet {
    language: &'static str,
    letters: &'static str,
    telltales: Vec<&'static str>,
}

/// The language that the letters of a name give away, as an ISO 639-1 code.
///
/// Greek letters are Greek and kana are Japanese. A Cyrillic name is in the first language (uk, be, ru, bg, mk, sr)
/// that has all its letters and one of its telltales: і ї є ґ; ў, or і beside ё ы э; ы э ё; ъ; ѓ ќ ѕ; ђ ћ џ љ њ ј.
/// ъ is Russian before е ё ю я and Bulgarian elsewhere, so that Съединение is taken for Russian. Without a telltale
/// (Херсон), or with letters of none of these alphabets (Қазақстан), there is no answer. Letters of other scripts
/// in the name have no say.
///
/// ```
/// use respell::names::romanize::language_of;
///
/// assert_eq!(language_of("Київ"), Some("uk"));
/// assert_eq!(language_of("Магілёў"), Some("be"));
/// assert_eq!(language_of("Велико Търново"), Some("bg"));
/// assert_eq!(language_of("Херсон"), None);
/// ```
#[must_use]
pub fn language_of(native: &str) -> Option<&'static str> {
    let composed = super::letters::letters(native, Script::Cyrillic);
    let text: String = composed.iter().map(|letter| letter.lower).collect();
    let has = |scripts: &[Script]| text.chars().any(|c| c.is_alphabetic() && scripts.contains(&c.script()));
    if has(&[Script::Katakana, Script::Hiragana]) {
        Some("ja")
    } else if has(&[Script::Greek]) {
        Some("el")
    } else {
        alphabets().iter().find(|alphabet| alphabet.claims(&text)).map(|alphabet| alphabet.language)
    }
}

impl Alphabet {
    fn claims(&self, text: &str) -> bool {
        let known = |c: char| c.script() != Script::Cyrillic || self.letters.contains(c);
        self.telltales.iter().any(|telltale| text.contains(telltale)) && text.chars().all(known)
    }
}

fn alphabets() -> &'static [Alphabet] {
    static ALL: LazyLock<Vec<Alphabet>> = LazyLock::new(|| {
        let read = |cells: Vec<&'static str>| match cells[..] {
            [language, letters, telltales] => Some(Alphabet { language, letters, telltales: telltales.split(' ').collect() }),
            _ => None,
        };
        table(ALPHABETS).filter_map(read).collect()
    });
    &ALL
}

/// The letters of a language's alphabet in lower case, for the languages in Cyrillic.
#[cfg(test)]
pub(super) fn alphabet(language: &str) -> Option<&'static str> {
    alphabets().iter().find(|alphabet| alphabet.language == language).map(|alphabet| alphabet.letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telltale_letters_give_the_language_away() {
        for (native, language) in [
            ("Київ", Some("uk")),
            ("Єнакієве", Some("uk")),
            ("ҐАЛАҐАН", Some("uk")),
            ("Мінск", Some("uk")),
            ("Магілёў", Some("be")),
            ("Лукашэнка", Some("ru")),
            ("Быкаў", Some("be")),
            ("Крыніцы", Some("be")),
            ("Грозный", Some("ru")),
            ("Подъячев", Some("ru")),
            ("Горбачёв", Some("ru")),
            ("Горбаче\u{308}в", Some("ru")),
            ("Търново", Some("bg")),
            ("Ђоковић", Some("sr")),
            ("Љубљана", Some("sr")),
            ("Ѓорѓи", Some("mk")),
            ("Τσίπρας", Some("el")),
            ("Ἀθῆναι", Some("el")),
            ("ゼレンスキー", Some("ja")),
            ("とうきょう", Some("ja")),
            ("Херсон", None),
            ("Қазақстан", None),
            ("Ўзбекистон", None),
            ("Kherson", None),
            ("東京", None),
            ("", None),
        ] {
            assert_eq!(language_of(native), language, "{native}");
        }
    }

    #[test]
    fn every_row_of_alphabets_is_read_and_has_its_telltales_in_its_letters() {
        assert_eq!(alphabets().len(), table(ALPHABETS).count());
        for alphabet in alphabets() {
            let stray = alphabet.telltales.iter().find(|t| t.chars().any(|c| !alphabet.letters.contains(c)));
            assert_eq!(stray, None, "{}", alphabet.language);
        }
    }
}
