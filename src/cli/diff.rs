//! A unified diff of one document, as `patch -p1` and `git apply` take it.

//!
//! The corrections say which lines differ, so nothing has to be searched for: the time is linear even if every line changes.

use std::io::{self, Write as _};
use std::ops::Range;

use respell::corpus::{CorpusError, Correction, Document, ErrorKind, Source, Target, rewrite};
use similar::{DiffOp, group_diff_ops, udiff::UnifiedHunkHeader};

use super::correcting::{Copy, Correcting};

/// How many lines are shown around a change.
const CONTEXT: usize = 3;

/// What would change in a document's stored bytes, or why that cannot be shown.
type Shown = Result<Vec<u8>, String>;

/// The corrected copy of a document, and what would change.
pub(crate) fn diff(correcting: &Correcting<'_>, source: &Source) -> Result<(Copy, Shown), CorpusError> {
    let mut now = Vec::new();
    let mut copy = correcting.copy(source, Target::Stream(&mut now), 1)?;
    if copy.ledger.count == 0 {
        return Ok((copy, Ok(Vec::new())));
    }
    let charset = copy.prepared.outcome().charset.name();
    if charset.starts_with("UTF-16") {
        let refusal = format!("{charset} cannot be shown as a diff, whose lines are bytes; use -o DIR");
        return Ok((copy, Err(refusal)));
    }
    let mut was = Vec::new();
    let _ = rewrite(source, correcting.read, Target::Stream(&mut was), |_| Vec::new())?;
    let fail = |error| CorpusError::new(&source.name, ErrorKind::Write(error));
    let corrections = copy.ledger.take().entries().and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(fail)?;
    let corrections: Vec<Correction> = corrections.into_iter().map(|entry| entry.correction).collect();
    let mut decoded = Vec::new();
    for chunk in Document::open(source, correcting.read)? {
        decoded.extend_from_slice(&chunk?.bytes);
    }
    let ops = ops(&decoded, &corrections);
    let hunks = hunks(&was, &now, &ops, &source.name).map_err(fail)?;
    Ok((copy, Ok(hunks)))
}

/// Which lines become which, by corrections of the decoded document.
fn ops(decoded: &[u8], corrections: &[Correction]) -> Vec<DiffOp> {
    let ends: Vec<usize> = memchr::memchr_iter(b'\n', decoded).collect();
    let line_of = |at: u64| ends.partition_point(|end| (*end as u64) < at);
    let (mut ops, mut old, mut new) = (Vec::new(), 0, 0);
    for (range, lost) in changed_lines(corrections, line_of) {
        let equal = range.start - old;
        ops.push(DiffOp::Equal { old_index: old, new_index: new, len: equal });
        let (old_len, new_len) = (range.len(), range.len() - lost);
        ops.push(DiffOp::Replace { old_index: range.start, old_len, new_index: new + equal, new_len });
        (old, new) = (range.end, new + equal + new_len);
    }
    let lines = ends.len() + usize::from(!decoded.is_empty() && !decoded.ends_with(b"\n"));
    ops.push(DiffOp::Equal { old_index: old, new_index: new, len: lines - old });
    ops.retain(|op| !op.old_range().is_empty());
    ops
}

/// Runs of lines that change, each with how many lines fewer it has afterwards.
fn changed_lines(corrections: &[Correction], line_of: impl Fn(u64) -> usize) -> Vec<(Range<usize>, usize)> {
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    for correction in corrections {
        let lines = line_of(correction.start)..line_of(correction.end.max(correction.start + 1) - 1) + 1;
        let breaks = |text: &str| text.matches('\n').count();
        let lost = breaks(&correction.was).saturating_sub(breaks(&correction.now));
        match runs.last_mut() {
            Some((last, before)) if lines.start <= last.end => {
                last.end = lines.end.max(last.end);
                *before += lost;
            }
            _ => runs.push((lines, lost)),
        }
    }
    runs
}

/// Lines end with line feeds and nothing else, as `patch` sees it: a carriage return is a character of the line.
fn hunks(was: &[u8], now: &[u8], ops: &[DiffOp], name: &str) -> io::Result<Vec<u8>> {
    let [was, now] = [was, now].map(|text| text.split_inclusive(|byte| *byte == b'\n').collect::<Vec<_>>());
    let mut out = Vec::new();
    let [old, new] = ["a", "b"].map(|side| header(side, name));
    writeln!(out, "--- {old}\n+++ {new}")?;
    for group in group_diff_ops(ops.to_vec(), CONTEXT) {
        writeln!(out, "{}", UnifiedHunkHeader::new(&group))?;
        for op in group {
            match op {
                DiffOp::Equal { .. } => push_lines(&mut out, b' ', &was, op.old_range()),
                _ => {
                    push_lines(&mut out, b'-', &was, op.old_range());
                    push_lines(&mut out, b'+', &now, op.new_range());
                }
            }
        }
    }
    Ok(out)
}

fn push_lines(out: &mut Vec<u8>, sign: u8, lines: &[&[u8]], range: Range<usize>) {
    for line in lines.get(range).unwrap_or_default() {
        out.push(sign);
        out.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            out.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}

/// The file's name as git writes it: quoted where it holds what would end it, with a tab behind it where it holds a space.
fn header(side: &str, name: &str) -> String {
    // `patch` and `git apply` refuse names that lead out of the folder they stand in.
    let inside: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let path = format!("{side}/{}", inside.join("/"));
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
    use respell::corpus::Correction;

    use super::{header, hunks, ops};

    #[test]
    fn names_are_written_as_git_does() {
        for (name, line) in [
            ("x/b.txt", "a/x/b.txt"),
            ("my b", "a/my b\t"),
            ("a\n\"b", "\"a/a\\012\\\"b\""),
            ("/tmp/x", "a/tmp/x"),
            ("../x/./b", "a/x/b"),
        ] {
            assert_eq!(header("a", name), line);
        }
    }

    fn diff(was: &str, from: &str, to: &str) -> String {
        let (mut now, mut corrections) = (String::new(), Vec::new());
        let mut last = 0;
        for (at, found) in was.match_indices(from) {
            let (start, end) = (at as u64, (at + found.len()) as u64);
            corrections.push(Correction { start, end, was: from.into(), now: to.into(), ..Correction::default() });
            now.push_str(&was[last..at]);
            now.push_str(to);
            last = at + found.len();
        }
        now.push_str(&was[last..]);
        let ops = ops(was.as_bytes(), &corrections);
        String::from_utf8(hunks(was.as_bytes(), now.as_bytes(), &ops, "t").unwrap()).unwrap()
    }

    #[test]
    fn line_ends_are_kept() {
        let expected = "--- a/t\n+++ b/t\n@@ -1,3 +1,3 @@\n a\r\n-Kiev\rx\r\n+Kyiv\rx\r\n c\n\\ No newline at end of file\n";
        assert_eq!(diff("a\r\nKiev\rx\r\nc", "Kiev", "Kyiv"), expected);
    }

    #[test]
    fn lines_that_run_together_are_one_change() {
        let expected = "--- a/t\n+++ b/t\n@@ -1,4 +1,3 @@\n 1\n-New\n-York, New York\n+NYC, New York\n 4\n";
        assert_eq!(diff("1\nNew\nYork, New York\n4\n", "New\nYork", "NYC"), expected);
    }
}
