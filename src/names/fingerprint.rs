//! One number for the tables by which names are read: what was made under other tables is told from what was made under these.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{native, others, parts, romanize};

/// The number of the tables that decide how a name is folded, cut, romanized, read in its own script and parted, and which names are others'.
/// What weighs names (the routes, the words and names of the background) is not in it.
pub(crate) fn fingerprint() -> u64 {
    let tables = native::TEXTS.iter().copied().chain(parts::TEXTS).chain(romanize::texts()).chain(others::TEXTS);
    tables.fold(crate::text::fingerprint(), |before, table| xxh3_64_with_seed(table.as_bytes(), before))
}
