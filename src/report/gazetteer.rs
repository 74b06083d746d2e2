//! What is in a gazetteer, and what is wrong with it, as text.

use std::fmt::{Display, Write as _};

use crate::gazetteer::{Finding, Stats};

/// One finding on one line, its place in front as compilers print it.
///
/// ```
/// use respell::gazetteer::{Gazetteer, LoadOptions, Shape, lint};
/// use respell::report::lint_line;
///
/// let list = Gazetteer::read("Кiev\n".as_bytes(), "list.txt", Shape::List, &LoadOptions::default())?;
/// assert!(lint_line(&lint(&list.gazetteer)[0]).starts_with("list.txt:1: error: "));
/// # Ok::<(), respell::gazetteer::GazetteerError>(())
/// ```
#[must_use]
pub fn lint_line(finding: &Finding) -> String {
    let (source, severity) = (&finding.source, finding.severity.word());
    format!("{}:{}: {severity}: {} [{}]", source.file, source.row, finding.message, finding.kind)
}

/// The counts of a gazetteer as a page of text.
#[must_use]
pub fn stats_text(stats: &Stats) -> String {
    let mut text = format!("{} entities\n", stats.entities);
    add_counts(&mut text, "kinds", &stats.kinds);
    add_counts(&mut text, "names", &stats.names);
    add_counts(&mut text, "scripts", &stats.scripts);
    add_counts(&mut text, "languages", &stats.languages);
    add_counts(&mut text, "tokens of a canonical name", &stats.tokens);
    let longest = stats.lengths.keys().next_back().copied().unwrap_or(0);
    let _ = writeln!(text, "longest canonical name: {longest} characters");
    let _ = writeln!(text, "with a name in another script: {}", stats.with_native);
    let _ = writeln!(text, "with a weight: {}", stats.with_weight);
    let _ = writeln!(text, "names that two entities or more hold: {}", stats.ambiguous);
    text
}

fn add_counts<'c, K: Display + 'c>(text: &mut String, title: &str, counts: impl IntoIterator<Item = (&'c K, &'c usize)>) {
    let counts: Vec<String> = counts.into_iter().map(|(word, count)| format!("{word} {count}")).collect();
    if !counts.is_empty() {
        let _ = writeln!(text, "{title}: {}", counts.join(", "));
    }
}
