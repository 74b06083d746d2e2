//! A made-up workload to measure speed by: lists of names, running text with names planted in it, and where each was planted.
//!
//! Owns the names (nested lists in several flavours of language, with given names that repeat and organisations by template), what
//! becomes of them in text (edits and swapped letters) and the text around them, in which words are as frequent as in life. The same
//! seed gives the same bytes on every machine: nothing here is a float and nothing asks a hash for its order. It measures speed and
//! not accuracy: nobody writes like this.

#![allow(dead_code, reason = "each bench that includes these modules uses a part of them")]

pub(crate) mod names;
pub(crate) mod random;
pub(crate) mod tables;
pub(crate) mod text;
pub(crate) mod variant;
pub(crate) mod words;
