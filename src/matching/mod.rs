//! Likeness: which names of a gazetteer a stretch of words may be, and what speaks for it.
//!
//! Retrieves candidate words by key, weighs each against the background, and puts words together into the forms that names take
//! (whole, family name alone, initials). Pure: tokens and a gazetteer in, candidates and evidence out. Where a mention stands, what else
//! its document holds and whether to act is decided in `reconcile`.

mod evidence;
mod forms;
mod matcher;
mod vocabulary;
pub mod weights;

pub use evidence::{Dimension, Finding, Reason, Score};
pub use forms::{Form, NameSource};
pub use matcher::{Candidate, Matcher, Spellings, Unit, Wanted};
pub use vocabulary::{WordMatch, WordMatches};
