//! Saying it: what was found, in sentences and pages that a person can check.
//!
//! Pure functions from what the other layers know to text. Nothing is decided here, and nothing printed.

#![forbid(unsafe_code)]

mod check;
mod explain;
mod gazetteer;
mod html;

pub use check::{RULE, Remark, brief, github, json_line, long, reasons, sarif};
pub use explain::{explain_comparison, explain_entity, explain_name, why};
pub use gazetteer::{lint_line, stats_text};
pub use html::html;
