//! One number for the tables of this layer: what was made under other tables is told from what was made under these.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{fold, token};

/// The tables that decide how a name is folded and cut into tokens.
const TABLES: [&str; 2] = [fold::FOLDING, token::ABBREVIATIONS];

/// The number of the tables.
pub(crate) fn fingerprint() -> u64 {
    TABLES.iter().fold(0, |before, table| xxh3_64_with_seed(table.as_bytes(), before))
}
