//! Likeness: which names of a gazetteer a stretch of words may be, and what speaks for it.
//!
//! Retrieves candidate words by key, weighs each against the background, and puts words together into the forms that names take
//! (whole, family name alone, initials). Pure: tokens and a gazetteer in, candidates and evidence out. Where a mention stands, what else
//! its document holds and whether to act is decided in `reconcile`.

#![forbid(unsafe_code)]

mod compare;
mod evidence;
mod forms;
mod matcher;
mod pairing;
pub mod prices;
mod rank;
mod standing;
mod vocabulary;
pub mod weights;
mod words;

pub use compare::{Comparison, Weighing, alignment, compare, has_alignment};
pub use evidence::{Dimension, Finding, Reason, Score};
pub use forms::{Form, NameSource};
pub use matcher::{Candidate, Matcher, Spellings, Unit, Wanted};
pub use pairing::{Link, LinkKind};
pub use rank::Ranked;
pub use standing::Standing;
pub use vocabulary::{WordMatch, WordMatches};

use crate::names::channel::Step;

/// The edits of an alignment that change something, with the routes that explain them: `kh→h, ll→r (katakana)`.
#[must_use]
pub fn edits(steps: &[Step]) -> String {
    let changed = steps.iter().filter(|step| step.name != step.variant);
    let mut routes: Vec<&str> = changed.clone().map(|step| step.route).filter(|route| !route.is_empty()).collect();
    routes.sort_unstable();
    routes.dedup();
    let edits: Vec<String> = changed.map(ToString::to_string).collect();
    match routes.is_empty() {
        true => edits.join(", "),
        false => format!("{} ({})", edits.join(", "), routes.join(", ")),
    }
}
