//! respell reconciles the spellings of names: text in which one person or place is spelled many ways is held
//! against a gazetteer of canonical names, and comes back as an alias table and corrected text.
//!
//! The layers, each of which may use only those to its left:
//!
//! ```text
//! text < names < gazetteer < matching < reconcile < report
//! text < corpus
//! measure
//! ```
//!
//! The library prints nothing and reads no clock; the command line is a client of it.

pub mod corpus;
pub mod gazetteer;
pub mod matching;
pub mod measure;
pub mod names;
pub mod reconcile;
pub mod report;
pub mod text;
