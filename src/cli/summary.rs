//! What was done, in a few lines on standard error that end with the next command to type.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use respell::reconcile::{AliasTable, Decision, Standing};

use super::Common;
use super::delivery::Tally;
use super::inputs::{Inputs, quoted, typed};
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

/// The end of a run.
pub(crate) struct Summary<'a> {
    pub(crate) inputs: &'a Inputs,
    pub(crate) notes: &'a Notes,
    pub(crate) clock: Clock,
}

/// Labels stand in a column of this width.
const LABEL: usize = 11;

impl Summary<'_> {
    /// Of `fix`.
    pub(crate) fn of_fix(
        &self,
        scanned: &Scanned,
        table: &AliasTable,
        tally: &Tally,
        goal: &Goal,
        is_dry: bool,
        common: &Common,
    ) {
        let mut lines = vec![read(scanned.sources.len() as u64, scanned.bytes), found(scanned, table)];
        lines.push(corrected(tally, is_dry || matches!(goal, Goal::Nowhere | Goal::Diff)));
        lines.extend(for_review(table));
        self.say(lines, self.after_fix(table, tally, goal, is_dry), common);
    }

    /// Of `scan`, which wrote the table to `output`.
    pub(crate) fn of_scan(&self, scanned: &Scanned, table: &AliasTable, output: Option<&Path>, common: &Common) {
        let mut lines = vec![read(scanned.sources.len() as u64, scanned.bytes), found(scanned, table)];
        lines.push(would_correct(table));
        lines.extend(for_review(table));
        let paths = typed(&self.inputs.paths);
        let file = output.map_or_else(|| "aliases.csv".to_owned(), quoted);
        let next = match output {
            Some(_) => format!("{} apply {paths} --aliases {file} -o out", program()),
            None => format!("{} scan {paths} -o {file}", program()),
        };
        self.say(lines, Some(next), common);
    }

    /// Of `apply`.
    pub(crate) fn of_apply(&self, tally: &Tally, goal: &Goal, is_dry: bool, common: &Common) {
        let lines =
            vec![read(tally.documents, tally.bytes), corrected(tally, is_dry || matches!(goal, Goal::Nowhere | Goal::Diff))];
        let next = if is_dry { None } else { undo(goal, tally) };
        self.say(lines, next, common);
    }

    fn say(&self, mut lines: Vec<String>, next: Option<String>, common: &Common) {
        self.notes.say(common.quiet);
        if common.quiet {
            return;
        }
        lines.extend(skipped(self.notes));
        if let count @ 1.. = self.notes.warning_count {
            lines.push(labelled("Warnings", &count.to_string()));
        }
        if let count @ 1.. = self.notes.errors.len() {
            lines.push(labelled("Failed", &counted(count as u64, "input")));
        }
        lines.push(labelled("Took", &format!("{:.1} s", self.clock.0.elapsed().as_secs_f64())));
        lines.extend(next.map(|next| format!("\nNext: {next}")));
        say(lines.join("\n"));
    }

    fn after_fix(&self, table: &AliasTable, tally: &Tally, goal: &Goal, is_dry: bool) -> Option<String> {
        let paths = typed(&self.inputs.paths);
        let open = table.rows.iter().any(is_open);
        match goal {
            _ if is_dry => None,
            Goal::Folder(folder) if open => {
                let (aliases, output) = (quoted(&folder.aliases()), quoted(folder.path()));
                let act = format!("{} fix {paths} --aliases {aliases} -o {output}", program());
                Some(format!("write accept or reject into the column `decision` of {aliases}, then\n      {act}"))
            }
            Goal::Stdout | Goal::Diff | Goal::Nowhere if open && paths != "-" => {
                Some(format!("{} scan {paths} -o aliases.csv", program()))
            }
            goal => undo(goal, tally),
        }
    }
}

/// The name under which the program can be called again.
fn program() -> String {
    let called = std::env::args().next().unwrap_or_default();
    let path = Path::new(&called);
    // A name found on the PATH, or a way from this folder (`target/release/respell`), can be typed again; a full path need not.
    if !called.is_empty() && path.is_relative() { quoted(path) } else { "respell".to_owned() }
}

fn labelled(label: &str, what: &str) -> String {
    format!("{label:LABEL$} {what}")
}

fn read(documents: u64, bytes: u64) -> String {
    labelled("Read", &format!("{}, {}", counted(documents, "document"), size(bytes)))
}

fn found(scanned: &Scanned, table: &AliasTable) -> String {
    let mentions: usize = scanned.mentions.iter().map(|document| document.mentions.len()).sum();
    let right: usize = scanned.mentions.iter().flat_map(|document| &document.mentions).filter(|mention| mention.is_right).count();
    let variants = table.rows.iter().filter(|row| row.mentions > 0 && row.variant != row.correction).count() as u64;
    let mentions = counted(mentions as u64, "mention");
    labelled("Found", &format!("{mentions}, {right} of them spelled as listed; {}", counted(variants, "variant")))
}

fn corrected(tally: &Tally, is_only_shown: bool) -> String {
    let label = if is_only_shown { "Would fix" } else { "Corrected" };
    let what = format!(
        "{} of {} in {}",
        counted(tally.corrections, "mention"),
        counted(tally.variants.len() as u64, "variant"),
        counted(tally.changed, "document")
    );
    labelled(label, &what)
}

fn would_correct(table: &AliasTable) -> String {
    let sure = table.rows.iter().filter(|row| row.is_applied(respell::reconcile::Trust::Certain));
    let (rows, mentions) = sure.fold((0, 0), |(rows, mentions), row| (rows + 1, mentions + row.mentions));
    labelled("Certain", &format!("{} of {}", counted(mentions, "mention"), counted(rows, "row")))
}

/// A row that waits for a person.
fn is_open(row: &respell::reconcile::AliasRow) -> bool {
    let unsettled = row.decision.is_none() && row.standing.is_some_and(|standing| standing < Standing::Certain);
    (unsettled || row.decision == Some(Decision::Unsure)) && row.mentions > 0
}

fn for_review(table: &AliasTable) -> Option<String> {
    let open = table.rows.iter().filter(|row| is_open(row));
    let (rows, mentions) = open.fold((0, 0), |(rows, mentions), row| (rows + 1, mentions + row.mentions));
    (rows > 0).then(|| labelled("For review", &format!("{} in {}", counted(mentions, "mention"), counted(rows, "row"))))
}

fn skipped(notes: &Notes) -> Option<String> {
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for skipped in &notes.skipped {
        *reasons.entry(short(&skipped.reason)).or_default() += 1;
    }
    let told: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    let count = notes.skipped.len() as u64;
    (count > 0).then(|| labelled("Skipped", &format!("{} ({})", counted(count, "file"), told.join(", "))))
}

/// A reason without its advice and its particulars.
fn short(reason: &str) -> String {
    reason.split([';', '(', ':']).next().unwrap_or(reason).trim().to_owned()
}

fn undo(goal: &Goal, tally: &Tally) -> Option<String> {
    let journal = match goal {
        _ if tally.corrections == 0 => return None,
        Goal::Folder(folder) => folder.journal(),
        Goal::InPlace { journal, .. } => journal.clone(),
        Goal::Stdout | Goal::Diff | Goal::Nowhere => return None,
    };
    Some(format!("to take it back, {} undo {}", program(), quoted(&journal)))
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
    }
}
