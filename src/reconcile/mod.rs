//! The acts on text in memory: the alias table, what of it is applied, and its application to a text.
//!
//! The table is the state that a person and the program share; [`Applier`] obeys it in one exact pass and knows nothing of
//! likeness. Files, folders and encodings are left to `corpus`.

mod apply;
mod merge;
mod table;
mod trust;

pub use apply::{Applier, Chain, Correction};
pub use table::{
    AliasRow, AliasTable, Decision, Location, Quote, Standing, TableError, TableErrorKind, TableProblem, Where, WriteOptions,
};
pub use trust::Trust;
