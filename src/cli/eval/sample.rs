//! Fewer rows than there are, where all would take too long.

use respell::measure::{Random, SEED};

use super::super::say::say;

/// Keeps `count` rows, always the same ones, and says so.
pub(super) fn sample<T>(rows: &mut Vec<T>, count: Option<usize>, what: &str, is_quiet: bool) {
    let Some(count) = count.filter(|count| *count < rows.len()) else { return };
    if !is_quiet {
        say(format_args!(
            "{what}: {count} of {} rows are taken, drawn at random (seed {SEED}); --sample 0 takes all",
            rows.len()
        ));
    }
    let mut kept = Random::new(SEED).some_of(rows.len(), count).into_iter().peekable();
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        kept.next_if_eq(&(at - 1)).is_some()
    });
}

/// `--sample 0` is all.
pub(super) const fn limit(sample: usize) -> Option<usize> {
    if sample == 0 { None } else { Some(sample) }
}
