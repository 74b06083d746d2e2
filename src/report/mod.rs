//! Saying it: pages that people read. Decides nothing, and prints nothing itself.

mod html;

pub use html::html;
