//! What is measured: the one place in which `eval` makes matchers and compares names.

use respell::gazetteer::Gazetteer;
use respell::matching::{Comparison, Matcher, compare};

/// A gazetteer made ready.
pub(super) fn matcher(gazetteer: &Gazetteer) -> Matcher<'_> {
    Matcher::new(gazetteer)
}

/// Two names held against each other.
pub(super) fn weigh_pair(a: &str, b: &str) -> Comparison {
    compare(a, b)
}
