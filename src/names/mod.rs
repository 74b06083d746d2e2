//! Spelling: romanization schemes.

pub mod romanize;
