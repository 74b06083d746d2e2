//! What was done, in a few lines on standard error that end with the next command to type.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use respell::reconcile::{AliasRow, AliasTable, Decision, Standing, Trust};

use super::Common;
use super::delivery::Tally;
use super::inputs::quoted;
use super::notes::Notes;
use super::outputs::Goal;
use super::say::{counted, say};
use super::scanning::Scanned;

/// The time a run takes. The library reads no clock; this is the only one.
#[derive(Clone, Copy)]
pub(crate) struct Clock(Instant);

impl Clock {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }
}

/// The lines, each with its label.
#[derive(Default)]
pub(crate) struct Summary(Vec<(&'static str, String)>);

/// Labels stand in a column of this width.
const LABEL: usize = 11;

impl Summary {
    /// How much was read.
    pub(crate) fn read(&mut self, documents: u64, bytes: u64) {
        self.0.push(("Read", format!("{}, {}", counted(documents, "document"), size(bytes))));
    }

    /// What a scan found.
    pub(crate) fn found(&mut self, scanned: &Scanned, table: &AliasTable) {
        let right = scanned.variants.right();
        let rows = table.rows.iter().filter(|row| row.mentions > 0 && row.variant != row.correction);
        let variants = rows.map(|row| row.variant.as_str()).collect::<BTreeSet<_>>().len() as u64;
        let all = counted(scanned.variants.mentions(), "mention");
        self.0.push(("Found", format!("{all}, {right} of them spelled as listed; {}", counted(variants, "variant"))));
    }

    /// What was compiled, and into what.
    pub(crate) fn compiled(&mut self, entities: u64, bytes: u64, path: &Path) {
        let entities = counted(entities, "entity");
        self.0.push(("Compiled", format!("{entities} into {}, {}", quoted(path), size(bytes))));
    }

    /// What was corrected, or would be.
    pub(crate) fn corrected(&mut self, tally: &Tally, is_done: bool) {
        let (mentions, variants) = (counted(tally.corrections, "mention"), counted(tally.variants.len() as u64, "variant"));
        let documents = counted(tally.changed, "document");
        let label = if is_done { "Corrected" } else { "Would fix" };
        self.0.push((label, format!("{mentions} of {variants} in {documents}")));
    }

    /// What `apply` and `fix` would correct.
    pub(crate) fn certain(&mut self, table: &AliasTable) {
        self.rows("Certain", table, |row| row.is_applied(Trust::Certain) && row.mentions > 0);
    }

    /// What waits for a person.
    pub(crate) fn for_review(&mut self, table: &AliasTable) {
        if table.rows.iter().any(is_open) {
            self.rows("For review", table, is_open);
        }
    }

    /// What `check` points at, and how many it does not tell of.
    pub(crate) fn remarks(&mut self, counts: &[(Standing, u64)], untold: u64) {
        let told: Vec<String> = counts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(standing, count)| format!("{count} {}", standing.as_str()))
            .collect();
        let all = counts.iter().map(|(_, count)| count).sum();
        let told = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
        self.0.push(("Found", format!("{}{told}", counted(all, "finding"))));
        self.0.extend((untold > 0).then(|| ("Not told", format!("{} beyond --max-findings", counted(untold, "finding")))));
    }

    fn rows(&mut self, label: &'static str, table: &AliasTable, wanted: impl Fn(&AliasRow) -> bool) {
        let wanted = table.rows.iter().filter(|row| wanted(row));
        let (rows, mentions) = wanted.fold((0, 0), |(rows, mentions), row| (rows + 1, mentions + row.mentions));
        self.0.push((label, format!("{} in {}", counted(mentions, "mention"), counted(rows, "row"))));
    }

    /// Says warnings, errors, the lines, the time and the next command.
    pub(crate) fn say(mut self, notes: &Notes, clock: Clock, next: Option<String>, common: &Common) {
        notes.say(common.quiet);
        if common.quiet {
            return;
        }
        self.0.extend(skipped(notes).map(|skipped| ("Skipped", skipped)));
        let (warnings, errors) = (notes.warning_count, notes.errors.len() as u64);
        self.0.extend((warnings > 0).then(|| ("Warnings", warnings.to_string())));
        self.0.extend((errors > 0).then(|| ("Failed", counted(errors, "input"))));
        self.0.push(("Took", format!("{:.1} s", clock.0.elapsed().as_secs_f64())));
        let lines = self.0.iter().map(|(label, what)| format!("{label:LABEL$} {what}\n")).collect::<String>();
        let next = next.map(|next| format!("\nNext: {next}\n")).unwrap_or_default();
        say(format_args!("{lines}{next}").to_string().trim_end());
    }
}

/// The name under which the program can be called again.
pub(crate) fn program() -> String {
    let called = std::env::args().next().unwrap_or_default();
    let path = Path::new(&called);
    // A name found on the PATH, or a way from this folder (`target/release/respell`), can be typed again; a full path need not.
    if !called.is_empty() && path.is_relative() { quoted(path) } else { "respell".to_owned() }
}

/// The command of this run with this alias table, as it could be typed again.
pub(crate) fn command_with_aliases(aliases: &Path) -> String {
    let mut words = vec![program()];
    let mut typed = std::env::args().skip(1);
    while let Some(word) = typed.next() {
        if word == "--aliases" {
            typed.next();
        } else if !word.starts_with("--aliases=") {
            words.push(quoted(Path::new(&word)));
        }
    }
    words.extend(["--aliases".to_owned(), quoted(aliases)]);
    words.join(" ")
}

/// How to take back what was corrected, if it can be.
pub(crate) fn way_back(goal: &Goal, tally: &Tally) -> Option<String> {
    let journal = match goal {
        Goal::Folder(folder) => folder.journal(),
        Goal::InPlace { journal, .. } => journal.clone()?,
        Goal::Stdout | Goal::Diff | Goal::Nowhere => return None,
    };
    (tally.corrections > 0).then(|| format!("to take it all back, {} undo {}", program(), quoted(&journal)))
}

/// Whether a row waits for a person.
pub(crate) fn is_open(row: &AliasRow) -> bool {
    let is_unsettled = row.decision.is_none() && row.standing.is_some_and(|standing| standing < Standing::Certain);
    (is_unsettled || row.decision == Some(Decision::Unsure)) && row.mentions > 0
}

fn skipped(notes: &Notes) -> Option<String> {
    let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
    for skipped in &notes.skipped {
        *reasons.entry(short(&skipped.reason)).or_default() += 1;
    }
    let told: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    let count = notes.skipped.len() as u64;
    (count > 0).then(|| format!("{} ({})", counted(count, "file"), told.join(", ")))
}

/// A reason without its advice and its particulars.
fn short(reason: &str) -> &str {
    reason.split([';', ':']).next().unwrap_or(reason).trim_end_matches(" (a NUL byte in its first 8 kB)")
}

fn size(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a size to be read by people")]
    let (number, unit) = match bytes {
        0..1_000 => return counted(bytes, "byte"),
        1_000..1_000_000 => (bytes as f64 / 1e3, "kB"),
        1_000_000..1_000_000_000 => (bytes as f64 / 1e6, "MB"),
        _ => (bytes as f64 / 1e9, "GB"),
    };
    format!("{number:.1} {unit}")
}

#[cfg(test)]
mod tests {
    use super::{short, size};

    #[test]
    fn sizes_are_for_people() {
        assert_eq!([0, 999, 1_500, 2_000_000, 3_140_000_000].map(size), ["0 bytes", "999 bytes", "1.5 kB", "2.0 MB", "3.1 GB"]);
    }

    #[test]
    fn reasons_are_grouped() {
        assert_eq!(short("is not text (a NUL byte in its first 8 kB); --text reads it"), "is not text");
        assert_eq!(short("Word (docx) is not read"), "Word (docx) is not read");
    }
}
