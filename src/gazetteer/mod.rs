//! Entities: loading them, what is learnt about them, and what is wrong with them.

mod entity;

pub use entity::{Entity, Kind, Native, Source};
