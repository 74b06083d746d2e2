//! Measuring: how good a ranking, a probability or a correction is, in figures with intervals.
//!
//! Owns the statistics (AUC, average precision, F1, recall at a rate of false alarms, ranks, calibration), the counting of edits in marked
//! text, and the bootstrap that puts an interval around each figure. It is arithmetic on numbers and text: it knows nothing of names,
//! files or matching, and uses no other layer. Every statistic takes how often each row was drawn, so that a resample costs no sorting.
//! The same input gives the same figures, intervals included, on any number of threads.

#![forbid(unsafe_code)]

mod alarms;
mod blocks;
mod bootstrap;
mod calibration;
mod curve;
mod edits;
mod marked;
mod random;
mod ranks;

pub use alarms::{Alarms, Recall, Trial};
pub use bootstrap::{Bootstrap, Estimate, RESAMPLES, SEED};
pub use calibration::{Bin, Judged, Reliability, ece};
pub use curve::{Best, Curve, Labelled};
pub use edits::{Edit, Tally, edits, tally, tally_by_paragraph};
pub use marked::{MarkError, Marked};
pub use random::Random;
pub use ranks::Ranks;
