//! The alias table: a row for each variant, what it is to become, and who says so.
//!
//! The file is the state, so everything in it survives reading and writing: unknown columns, decisions, notes. Reading takes
//! what spreadsheets make of the file; writing gives the same bytes for the same rows.

mod error;
mod guard;
mod place;
mod read;
mod write;

pub use crate::matching::Standing;
pub use error::{Location, TableError, TableErrorKind, TableProblem};
pub use place::{Quote, Where};
pub use write::WriteOptions;

/// The names of the columns, in their order.
pub(super) const COLUMNS: [&str; 16] = [
    "variant",
    "correction",
    "canonical",
    "id",
    "kind",
    "mentions",
    "documents",
    "score",
    "standing",
    "decision",
    "where",
    "why",
    "example",
    "by",
    "on",
    "note",
];

/// A person's, or a stated policy's, ruling on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Decision {
    /// The variant is to be corrected.
    Accept,
    /// The variant is not to be touched.
    Reject,
    /// Looked at and left open.
    Unsure,
}

impl Decision {
    const ALL: [Self; 3] = [Self::Accept, Self::Reject, Self::Unsure];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Unsure => "unsure",
        }
    }
}

/// A row: one variant, everywhere or in one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AliasRow {
    /// The spelling as it stands in the text.
    pub variant: String,
    /// What is to stand in its place.
    pub correction: String,
    /// The full name of the entity.
    pub canonical: String,
    /// The entity's id in its gazetteer.
    pub id: String,
    /// The kind of entity.
    pub kind: String,
    /// How often the variant was met.
    pub mentions: u64,
    /// In how many documents.
    pub documents: u64,
    /// A probability, for people to read.
    pub score: Option<f64>,
    /// How far the proposal may be trusted.
    pub standing: Option<Standing>,
    /// What a person says of it.
    pub decision: Option<Decision>,
    /// Which mentions the row speaks of.
    pub place: Where,
    /// The strongest findings in words.
    pub why: String,
    /// One line of concordance.
    pub example: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: String,
    /// What they noted.
    pub note: String,
    /// The cells of the columns that respell does not know, as named by [`AliasTable::extra`].
    pub extra: Vec<String>,
}

impl AliasRow {
    /// A row that says nothing but what is to become what; it is not applied until a decision or standing is set.
    #[must_use]
    pub fn new(variant: impl Into<String>, correction: impl Into<String>) -> Self {
        Self { variant: variant.into(), correction: correction.into(), ..Self::default() }
    }
}

/// The rows of an alias table.
///
/// ```
/// use respell::reconcile::{AliasTable, Trust};
/// let table = AliasTable::read("variant;correction\r\nKiev;Kyiv\r\n".as_bytes(), "aliases.csv")?;
/// assert!(table.rows[0].is_applied(Trust::Accepted));
/// # Ok::<(), respell::reconcile::TableError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AliasTable {
    /// The rows. A row's number, in errors and journals, is its index here and 2: the header is row 1.
    pub rows: Vec<AliasRow>,
    /// The names of the columns that respell does not know, kept behind its own.
    pub extra: Vec<String>,
    /// The file the rows were read from; empty if there is none.
    pub file: String,
}

impl AliasTable {
    /// A table of `rows`, in the order in which it is written.
    #[must_use]
    pub fn new(rows: Vec<AliasRow>) -> Self {
        let mut table = Self { rows, ..Self::default() };
        table.sort();
        table
    }

    /// Puts the rows in the order in which they are written: canonical name, mentions from many to few, variant, place.
    ///
    /// Call it before [`Applier::new`](super::Applier::new) on rows that were put together in memory, so that the row numbers
    /// of corrections are those of the written file.
    pub fn sort(&mut self) {
        self.rows.sort_by(|left, right| left.order().cmp(&right.order()));
    }
}

/// The number of the row at `index`, as a spreadsheet counts.
pub(super) const fn row_number(index: usize) -> usize {
    index + 2
}

impl AliasRow {
    fn order(&self) -> impl Ord + '_ {
        let mentions = std::cmp::Reverse(self.mentions);
        (&self.canonical, mentions, &self.variant, &self.place, &self.correction, &self.id)
    }
}
