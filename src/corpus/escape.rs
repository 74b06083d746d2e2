//! Writing a replacement as the format around it demands.
//!
//! Reading escapes is the business of each format's scanner; this is the other direction, which is the same for a
//! whole segment.

use std::borrow::Cow;

/// How characters that mean something to the format are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escaping {
    /// Everything stands for itself.
    None,
    /// A text node: `&`, `<` and `>` as entities.
    Html,
    /// A string of JSON; `ascii` writes all else as `\u` escapes, as its neighbours are.
    Json {
        /// Whether the segment escapes its letters.
        ascii: bool,
    },
    /// A quoted cell: quotes are doubled.
    QuotedCell,
    /// A bare cell between these delimiters, which can hold neither them nor quotes nor line breaks.
    BareCell {
        /// The byte between cells.
        delimiter: u8,
    },
}

impl Escaping {
    /// The text as it is written here, or `None` if it cannot be.
    pub(super) fn escape(self, text: &str) -> Option<Cow<'_, str>> {
        match self {
            Escaping::None => Some(Cow::Borrowed(text)),
            Escaping::Html => Some(replace(text, html)),
            Escaping::Json { ascii } => Some(replace(text, |character| json(character, ascii))),
            Escaping::QuotedCell => Some(replace(text, |character| (character == '"').then(|| "\"\"".to_owned()))),
            Escaping::BareCell { delimiter } => {
                let means_something = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
                (!text.bytes().any(means_something)).then_some(Cow::Borrowed(text))
            }
        }
    }
}

fn replace(text: &str, escape: impl Fn(char) -> Option<String>) -> Cow<'_, str> {
    if !text.chars().any(|character| escape(character).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match escape(character) {
            Some(escape) => escaped.push_str(&escape),
            None => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

fn html(character: char) -> Option<String> {
    let entity = match character {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => return None,
    };
    Some(entity.to_owned())
}

fn json(character: char, ascii: bool) -> Option<String> {
    match character {
        '"' => Some("\\\"".to_owned()),
        '\\' => Some("\\\\".to_owned()),
        '\n' => Some("\\n".to_owned()),
        '\r' => Some("\\r".to_owned()),
        '\t' => Some("\\t".to_owned()),
        _ if character < ' ' || (ascii && !character.is_ascii()) => {
            let mut units = [0; 2];
            let units = character.encode_utf16(&mut units);
            Some(units.iter().map(|unit| format!("\\u{unit:04x}")).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_are_written_for_where_they_stand() {
        let bare = Escaping::BareCell { delimiter: b';' };
        for (escaping, text, written) in [
            (Escaping::None, "A & B", Some("A & B")),
            (Escaping::Html, "A & <B>", Some("A &amp; &lt;B&gt;")),
            (Escaping::Json { ascii: false }, "\"Łódź\"\\\n\u{1}", Some("\\\"Łódź\\\"\\\\\\n\\u0001")),
            (Escaping::Json { ascii: true }, "Łó𝒳", Some("\\u0141\\u00f3\\ud835\\udcb3")),
            (Escaping::QuotedCell, "say \"a\", b", Some("say \"\"a\"\", b")),
            (bare, "Saldo, Vladimir", Some("Saldo, Vladimir")),
            (bare, "Saldo; Vladimir", None),
            (bare, "say \"a\"", None),
            (bare, "a\nb", None),
        ] {
            assert_eq!(escaping.escape(text).as_deref(), written, "{escaping:?} {text}");
        }
    }
}
