//! A unified diff of one document, as `patch -p1` and `git apply` take it.

use std::io::Write as _;

use respell::corpus::{CorpusError, ErrorKind, Source, Target, rewrite};
use similar::TextDiff;

use super::correcting::{Copy, Correcting};

/// How many lines are shown around a change.
const CONTEXT: usize = 3;

/// The corrected copy of a document, and what would change in its stored bytes.
pub(crate) fn diff(correcting: &Correcting<'_>, source: &Source) -> Result<(Copy, Vec<u8>), CorpusError> {
    let mut now = Vec::new();
    let copy = correcting.copy(source, Target::Stream(&mut now), 1)?;
    if copy.ledger.count == 0 {
        return Ok((copy, Vec::new()));
    }
    let mut was = Vec::new();
    let _ = rewrite(source, correcting.read, Target::Stream(&mut was), |_| Vec::new())?;
    let hunks = hunks(&was, &now, &source.name).map_err(|error| CorpusError::new(&source.name, ErrorKind::Write(error)))?;
    Ok((copy, hunks))
}

/// Lines end with line feeds and nothing else, as `patch` sees it: a carriage return is a character of the line.
fn hunks(was: &[u8], now: &[u8], name: &str) -> std::io::Result<Vec<u8>> {
    let [was, now] = [was, now].map(|text| text.split_inclusive(|byte| *byte == b'\n').collect::<Vec<_>>());
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&was, &now);
    let mut out = Vec::new();
    let [old, new] = ["a", "b"].map(|side| header(side, name));
    writeln!(out, "--- {old}\n+++ {new}")?;
    for hunk in diff.unified_diff().context_radius(CONTEXT).missing_newline_hint(true).iter_hunks() {
        hunk.to_writer(&mut out)?;
    }
    Ok(out)
}

/// The file's name as git writes it: quoted where it holds what would end it, with a tab behind it where it holds a space.
fn header(side: &str, name: &str) -> String {
    let path = format!("{side}/{}", name.trim_start_matches('/'));
    if path.contains(|letter: char| letter.is_control() || letter == '"' || letter == '\\') {
        let octal = |byte: u8| match byte {
            b'"' | b'\\' => format!("\\{}", byte as char),
            b' '..=b'~' => char::from(byte).to_string(),
            _ => format!("\\{byte:03o}"),
        };
        return format!("\"{}\"", path.bytes().map(octal).collect::<String>());
    }
    if path.contains(' ') { format!("{path}\t") } else { path }
}

#[cfg(test)]
mod tests {
    use super::{header, hunks};

    #[test]
    fn names_are_written_as_git_does() {
        for (name, line) in
            [("x/b.txt", "a/x/b.txt"), ("my b", "a/my b\t"), ("a\n\"b", "\"a/a\\012\\\"b\""), ("/tmp/x", "a/tmp/x")]
        {
            assert_eq!(header("a", name), line);
        }
    }

    #[test]
    fn line_ends_are_kept() {
        let diff = hunks(b"a\r\nKiev\rx\r\nc\xff", b"a\r\nKyiv\rx\r\nc\xff", "t").unwrap();
        let expected = b"--- a/t\n+++ b/t\n@@ -1,3 +1,3 @@\n a\r\n-Kiev\rx\r\n+Kyiv\rx\r\n c\xff\n\\ No newline at end of file\n";
        assert_eq!(String::from_utf8_lossy(&diff), String::from_utf8_lossy(expected));
    }
}
