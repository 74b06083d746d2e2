//! The acts on text in memory.

mod context;
pub mod scan;
pub mod survey;
pub mod table;
