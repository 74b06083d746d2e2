//! Marks that have many glyphs, or none.

/// Whether `letter` is one of the marks that stand for an apostrophe in names (Kam'ianske, O’Neill, Luhansʹk).
///
/// Modifier letters count as well: ʻ and ʼ are how library romanizations write ayn and the soft sign.
#[must_use]
pub const fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`'
            | '´'
            | '’'
            | '‘'
            | '‛'
            | '′'
            | 'ʹ'
            | 'ʼ'
            | 'ʻ'
            | 'ʽ'
            | 'ʾ'
            | 'ʿ'
            | 'ˈ'
            | '\u{FF07}'
            | 'ˊ'
            | 'ˋ'
            | '՚'
            | '׳'
    )
}

/// Whether `letter` is a hyphen, whatever its glyph. Dashes that set off a clause (— and ―) are not.
#[must_use]
pub const fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '‒' | '–' | '−' | '\u{FE63}' | '\u{FF0D}' | '־')
}

/// Whether `letter` is invisible and says nothing about a spelling: zero-width characters, the soft hyphen, bidi controls.
#[must_use]
pub const fn is_ignorable(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{34F}'
    )
}
