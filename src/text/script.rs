//! Which script a letter is written in.

use unicode_script::UnicodeScript;

/// The scripts that names are matched in; the rest is [`Script::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Script {
    /// Digits, punctuation, marks: belongs to any script.
    Common,
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Greek.
    Greek,
    /// Arabic, with the letters of Persian and Urdu.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Hiragana and katakana.
    Kana,
    /// Hangul.
    Hangul,
    /// Han characters.
    Han,
    /// Devanagari.
    Devanagari,
    /// Georgian.
    Georgian,
    /// Armenian.
    Armenian,
    /// Thai.
    Thai,
    /// Any other.
    Other,
}

impl Script {
    /// All of them, in order.
    pub const ALL: [Self; 14] = [
        Self::Common,
        Self::Latin,
        Self::Cyrillic,
        Self::Greek,
        Self::Arabic,
        Self::Hebrew,
        Self::Kana,
        Self::Hangul,
        Self::Han,
        Self::Devanagari,
        Self::Georgian,
        Self::Armenian,
        Self::Thai,
        Self::Other,
    ];

    /// Whether words of this script are set apart by spaces.
    #[must_use]
    pub const fn has_spaces(self) -> bool {
        !matches!(self, Self::Han | Self::Kana | Self::Thai)
    }
}

/// The script of one character. Latin and Cyrillic letters take no table look-up.
#[must_use]
pub fn script_of(letter: char) -> Script {
    use unicode_script::Script as U;
    if letter.is_ascii() {
        return if letter.is_ascii_alphabetic() { Script::Latin } else { Script::Common };
    }
    // What most names are written in, without the search in the tables of Unicode.
    match letter {
        '×' | '÷' => return Script::Common,
        'À'..='ɏ' => return Script::Latin,
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => return Script::Cyrillic,
        _ => {}
    }
    match letter.script() {
        U::Common | U::Inherited => Script::Common,
        U::Latin => Script::Latin,
        U::Cyrillic => Script::Cyrillic,
        U::Greek => Script::Greek,
        U::Arabic => Script::Arabic,
        U::Hebrew => Script::Hebrew,
        U::Hiragana | U::Katakana => Script::Kana,
        U::Hangul => Script::Hangul,
        U::Han => Script::Han,
        U::Devanagari => Script::Devanagari,
        U::Georgian => Script::Georgian,
        U::Armenian => Script::Armenian,
        U::Thai => Script::Thai,
        _ => Script::Other,
    }
}

/// The script of most letters; on a tie the first one met, and [`Script::Common`] where there is no letter.
///
/// ```
/// use respell::text::{Script, dominant_script};
/// assert_eq!(dominant_script("Київ 2022"), Script::Cyrillic);
/// ```
#[must_use]
pub fn dominant_script(text: &str) -> Script {
    if text.is_ascii() {
        let any = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        return if any { Script::Latin } else { Script::Common };
    }
    let mut seen: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().map(script_of).filter(|script| *script != Script::Common) {
        match seen.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => seen.push((script, 1)),
        }
    }
    let most = seen.iter().map(|(_, count)| *count).max();
    seen.iter().find(|(_, count)| Some(*count) == most).map_or(Script::Common, |(script, _)| *script)
}

#[cfg(test)]
mod tests {
    use unicode_script::{Script as U, UnicodeScript};

    use super::{Script, script_of};

    #[test]
    fn letters_are_of_the_script_that_unicode_says() {
        for letter in '\0'..'\u{600}' {
            let said = match letter.script() {
                U::Latin => Script::Latin,
                U::Cyrillic => Script::Cyrillic,
                U::Greek => Script::Greek,
                U::Hebrew => Script::Hebrew,
                U::Armenian => Script::Armenian,
                U::Common | U::Inherited => Script::Common,
                _ => Script::Other,
            };
            assert_eq!(script_of(letter), said, "{letter:?} U+{:04X}", u32::from(letter));
        }
    }
}
