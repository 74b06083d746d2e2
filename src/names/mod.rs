//! Spelling: what names are made of and how they come to be misspelled.
//!
//! Owns the working letters that spellings are compared in, the channel and its routes (letter-group
//! edits weighed in decibans), the background (how likely a word is when it is no variant at all), the parts of personal names,
//! the words that stand beside names, and the romanization schemes. Knows nothing of documents or entities.

#![forbid(unsafe_code)]

pub mod array;
pub mod background;
pub mod cells;
pub mod channel;
mod fingerprint;
pub mod inflect;
pub mod letters;
pub mod lexicon;
pub mod native;
pub mod others;
pub mod parts;
pub mod romanize;
pub mod routes;
pub mod setting;
pub mod train;

pub(crate) use fingerprint::fingerprint;
