//! Entities: loading them, what is learnt about them, and what is wrong with them.
//!
//! A gazetteer is the list of names as they should be. This layer reads it from files ([`Gazetteer::load`]), takes in
//! what editors have decided ([`Gazetteer::learn`]), and tells what a careful person would want to mend ([`lint`]). A long
//! list can be compiled into a file that is opened instead of being read ([`Compiled`]). It knows nothing of text positions
//! and nothing of likeness.

// The other layers forbid it. This one maps a compiled gazetteer into memory, in one small module that allows it for itself
// (`compiled/map.rs`); what is forbidden could not be allowed there.
#![deny(unsafe_code)]

mod compiled;
mod embedded;
mod entities;
mod entity;
mod error;
#[expect(clippy::module_inception, reason = "the layer is named for its chief type, and so is the file")]
mod gazetteer;
mod lint;
mod load;
mod role;
mod shared;
mod stats;
mod style;

pub use compiled::{Compiled, CompiledWriter, Section};
pub use entities::{Entities, EntityIter};
pub use entity::{Entity, Kind, Native, Source};
pub use error::{ErrorKind, GazetteerError, Location, Warning};
pub use gazetteer::{Decided, Gazetteer, Ruling};
pub use lint::{Finding, Severity, lint};
pub use load::{LoadOptions, Loaded, Shape};
pub use role::Role;
pub use stats::{Stats, stats};
pub use style::{Style, StyleError};
