//! Character references of HTML: the numeric ones, and the named ones that names and prose have.
//!
//! A reference without its semicolon, or unknown, is not decoded; it stands as it is.

/// Names are no longer than this, nor are useful numbers; in bytes with `&` and `;`.
const MAX_LENGTH: usize = 12;

/// The names of U+00A0 to U+00FF, in order (HTML 4, "Character entity references for ISO 8859-1 characters").
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
    sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde \
    Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde \
    Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Basics, punctuation, and letters of names beyond Latin-1.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Zcaron", 'Ž'),
    ("zcaron", 'ž'),
    ("Ccaron", 'Č'),
    ("ccaron", 'č'),
    ("Cacute", 'Ć'),
    ("cacute", 'ć'),
    ("Lstrok", 'Ł'),
    ("lstrok", 'ł'),
    ("Yuml", 'Ÿ'),
];

/// The character that a reference at the head of `bytes` (at its `&`) stands for, and the reference's length in bytes.
pub(super) fn read(bytes: &[u8]) -> Option<(char, usize)> {
    let head = &bytes[..bytes.len().min(MAX_LENGTH)];
    let semicolon = head.iter().position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(head.get(1..semicolon)?).ok()?;
    let character = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => named(name)?,
    };
    Some((character, semicolon + 1))
}

fn numeric(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.starts_with('+') {
        return None;
    }
    match u32::from_str_radix(digits, radix).ok()? {
        0 => None,
        // Browsers read these as windows-1252, and old pages mean it: &#146; is an apostrophe.
        code @ 0x80..=0x9F => {
            let byte = [u8::try_from(code).ok()?];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()
        }
        code => char::from_u32(code),
    }
}

fn named(name: &str) -> Option<char> {
    let common = NAMED.iter().find(|(known, _)| *known == name).map(|(_, character)| *character);
    common.or_else(|| {
        LATIN_1.split_ascii_whitespace().zip('\u{a0}'..).find(|(known, _)| *known == name).map(|(_, character)| character)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_or_left() {
        for (bytes, read_as) in [
            ("&amp;x", Some(('&', 5))),
            ("&nbsp;", Some(('\u{a0}', 6))),
            ("&uuml;ller", Some(('ü', 6))),
            ("&yuml;", Some(('ÿ', 6))),
            ("&#39;", Some(('\'', 5))),
            ("&#x2019;", Some(('’', 8))),
            ("&#146;", Some(('’', 6))),
            ("&#x1F600;", Some(('😀', 9))),
            ("&amp x", None),
            ("&unknown;", None),
            ("&#xD800;", None),
            ("&#0;", None),
            ("&#+39;", None),
            ("&;", None),
            ("&", None),
        ] {
            assert_eq!(read(bytes.as_bytes()), read_as, "{bytes}");
        }
    }
}
