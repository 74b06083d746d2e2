//! The acts on text in memory.
//!
//! Owns the fuzzy act (survey and scan: which mentions a corpus holds, and how each is judged) and the exact half: the alias table as
//! the state between guessing and doing, which of its rows may be applied, the one pass that turns them into corrections, and the
//! merging of a new table with the decisions of an earlier one. It leaves to `corpus` how documents are read and written, and to
//! `report` how a row is shown.

#![forbid(unsafe_code)]

mod accord;
mod alike;
mod apply;
mod drafts;
mod guard;
mod guard_lists;
mod lean;
mod merge;
mod policy;
mod presence;
mod propose;
mod quotations;
mod scan;
mod shelf;
mod sighting;
mod survey;
pub mod table;
mod tally;
mod trust;
mod variants;

pub use apply::{Applier, Chain, Correction};
pub use guard_lists::{GuardLists, ListError, Listed};
pub use policy::{AliasPolicy, DiacriticsPolicy, Policy, Treatment};
pub use propose::{DocumentMentions, propose};
pub use scan::{DocumentScan, Mention, Origin};
pub use sighting::Sighting;
pub use survey::{Knowledge, Survey};
pub use table::{
    AliasRow, AliasTable, Decision, Location, Quote, Standing, TableError, TableErrorKind, TableProblem, Where, WriteOptions,
};
pub use trust::Trust;
pub use variants::{DocumentVariants, Variants};
