//! Cells that a spreadsheet would run as formulas.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before it on writing and loses
//! it on reading. So does one that begins with apostrophes and then one of these; every cell comes back as it was, and
//! `'s-Hertogenbosch` is left alone.

use std::borrow::Cow;

/// The cell as it is written.
pub(super) fn guard(cell: &str) -> Cow<'_, str> {
    match is_formula(cell) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

/// The cell as it was before it was written.
pub(super) fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_comes_back() {
        for (cell, written) in [
            ("=SUM(A1)", "'=SUM(A1)"),
            ("-Saldo", "'-Saldo"),
            ("\tx", "'\tx"),
            ("'=x", "''=x"),
            ("''@", "'''@"),
            ("'s-Hertogenbosch", "'s-Hertogenbosch"),
            ("'", "'"),
            ("", ""),
            ("Saldo", "Saldo"),
        ] {
            assert_eq!(guard(cell), written);
            assert_eq!(unguard(written), cell);
        }
    }
}
