//! Cells that a spreadsheet would run as a formula, made harmless and made whole again.

use std::borrow::Cow;

/// Puts `'` before a cell that a spreadsheet might run.
pub(super) fn guarded(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Takes the `'` away that [`guarded`] put there.
///
/// No cell is ambiguous: quotes are skipped in looking for the sign, so a cell that begins `'=` of itself is written `''=`.
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// Whether the first sign behind white space and quotes begins a formula, or a tab or carriage return stands before it.
fn is_formula(cell: &str) -> bool {
    for sign in cell.chars() {
        match sign {
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' => return true,
            '"' | '\'' => {}
            _ if sign.is_whitespace() => {}
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{guarded, unguarded};

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            (" \"@x", "' \"@x"),
            ("＝x", "'＝x"),
            ("\tx", "'\tx"),
            ("'=x", "''=x"),
            ("''=x", "'''=x"),
            ("'Ndrangheta", "'Ndrangheta"),
            ("a=b", "a=b"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), written);
            assert_eq!(unguarded(written), cell);
        }
    }
}
