//! Replacing stretches of bytes in one forward pass.
//!
//! The only place where bytes of a document are exchanged. Patches come in order and do not overlap; everything
//! between them is copied as it stands.

/// A stretch of a chunk and what is to stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// The first byte replaced, counted from the start of the chunk.
    pub start: usize,
    /// The byte after the last one replaced; equal to `start` for an insertion.
    pub end: usize,
    /// The bytes to put in place, escaped for where they stand.
    pub now: Vec<u8>,
}

/// Patches that cannot be applied in one pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the patch at bytes {start}..{end} of a chunk of {length} bytes is out of order, overlaps or lies outside")]
pub struct PatchError {
    /// The patch's first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The length of the chunk in bytes.
    pub length: usize,
}

/// The bytes with every patch in place.
///
/// # Errors
/// [`PatchError`] names the first patch that begins before the one before it has ended, or ends outside the bytes.
///
/// # Examples
/// ```
/// use respell::corpus::{Patch, apply_patches};
/// let patch = Patch { start: 3, end: 11, now: b"Khusnullin".to_vec() };
/// assert_eq!(apply_patches(b"Mr Husnurin said", &[patch])?, b"Mr Khusnullin said");
/// # Ok::<(), respell::corpus::PatchError>(())
/// ```
pub fn apply_patches(bytes: &[u8], patches: &[Patch]) -> Result<Vec<u8>, PatchError> {
    let mut patched = Vec::with_capacity(bytes.len() + patches.iter().map(|patch| patch.now.len()).sum::<usize>());
    let mut at = 0;
    for patch in patches {
        if patch.start < at || patch.end < patch.start || patch.end > bytes.len() {
            return Err(PatchError { start: patch.start, end: patch.end, length: bytes.len() });
        }
        patched.extend_from_slice(&bytes[at..patch.start]);
        patched.extend_from_slice(&patch.now);
        at = patch.end;
    }
    patched.extend_from_slice(&bytes[at..]);
    Ok(patched)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(start: usize, end: usize, now: &str) -> Patch {
        Patch { start, end, now: now.into() }
    }

    #[test]
    fn patches_are_applied_in_one_pass() {
        let patches = [patch(0, 1, "A"), patch(1, 1, "-"), patch(3, 5, "")];
        assert_eq!(apply_patches(b"abcde", &patches).unwrap(), b"A-bc");
        assert_eq!(apply_patches(b"abc", &[]).unwrap(), b"abc");
    }

    #[test]
    fn patches_out_of_order_are_refused() {
        for patches in [
            vec![patch(2, 3, ""), patch(1, 2, "")],
            vec![patch(0, 2, ""), patch(1, 3, "")],
            vec![patch(2, 1, "")],
            vec![patch(0, 6, "")],
        ] {
            assert!(apply_patches(b"abcde", &patches).is_err(), "{patches:?}");
        }
    }
}
