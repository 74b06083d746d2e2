//! Obeying the table: one exact pass over a text, which no likeness enters.
//!
//! Applying twice is applying once, for every table that loads. Chains that lie within one correction are refused when the
//! table is compiled. A chain that needs a neighbour (`Sardo` → `Saldo`, where `Wladimir Saldo` is a variant itself and the text
//! has `Wladimir Sardo`) shows only in the text; there the mention is left as it stands. See `settle` for why that suffices.

mod broken;
mod compile;
mod pass;
mod quote;
mod replacement;
mod rule;
mod scene;
mod settle;
mod sieve;
mod words;

use rustc_hash::FxHashMap;

use self::rule::Rule;
use self::scene::Scene;
use self::sieve::Sieve;
use self::words::Words;
use super::table::{AliasTable, TableError};
use super::trust::Trust;
use crate::text::{Span, Token};

/// What is put in the place of a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Where the mention stands.
    pub span: Span,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub now: String,
    /// The number of the row that says so; the header is row 1.
    pub row: usize,
}

/// A row whose correction another applied row (or itself) would correct again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chain {
    /// The number of the row that puts the spelling in place.
    pub row: usize,
    /// The number of the row that would change it again.
    pub next: usize,
}

/// A table made ready to be applied.
///
/// ```
/// use respell::reconcile::{AliasTable, Applier, Trust};
/// use respell::text::tokens;
/// let table = AliasTable::read(b"variant,correction\nSardo,Saldo\n", "aliases.csv")?;
/// let applier = Applier::new(&table, Trust::Certain)?;
/// let text = "SARDO’S men";
/// let corrections = applier.corrections(text, "a.txt", &tokens(text));
/// assert_eq!((corrections[0].now.as_str(), corrections[0].row), ("SALDO", 2));
/// # Ok::<(), respell::reconcile::TableError>(())
/// ```
#[derive(Debug)]
pub struct Applier {
    words: Words,
    /// The first words of all variants.
    sieve: Sieve,
    /// From a node, by the label of the next step, to the node behind it.
    edges: FxHashMap<(u32, u64), u32>,
    /// By node: the rules whose variant ends there.
    finals: Vec<Vec<u32>>,
    rules: Vec<Rule>,
    /// Whether any rule changes anything.
    is_changing: bool,
    /// The most tokens that a variant has.
    longest: usize,
    /// Punctuation that quotes do not compare, since corrections may put it in or take it away.
    loose_marks: Vec<char>,
}

impl Applier {
    /// Compiles the rows of `table`, of which those are applied that `trust` allows; the others protect their mentions.
    ///
    /// # Errors
    /// Applied rows that form a chain or a cycle, that contradict each other, or whose correction has no letter or digit.
    pub fn new(table: &AliasTable, trust: Trust) -> Result<Self, TableError> {
        compile::checked(table, trust)
    }

    /// The chains and cycles among the rows that `trust` allows, for which [`Applier::new`] would refuse the table.
    #[must_use]
    pub fn chains(table: &AliasTable, trust: Trust) -> Vec<Chain> {
        compile::compiled(table, trust).own_chains()
    }

    /// The corrections of `text`, in its order and without overlap. `document` is the path that `where` may name; `tokens` are
    /// the tokens of `text`. Linear in the length of the text.
    #[must_use]
    pub fn corrections(&self, text: &str, document: &str, tokens: &[Token]) -> Vec<Correction> {
        if !self.is_changing {
            return Vec::new();
        }
        pass::run(self, &Scene::new(text, document, tokens))
    }

    /// Which row rules which stretch of `text`, applied or not, in its order and without overlap: the longest variant from the left.
    #[must_use]
    pub fn rulings(&self, text: &str, document: &str, tokens: &[Token]) -> Vec<(Span, usize)> {
        let scene = Scene::new(text, document, tokens);
        let (mut rulings, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            at = match self.may_begin(&scene, at).then(|| self.longest(&scene, at)).flatten() {
                Some(found) => {
                    rulings.push((found.span, found.rule.row));
                    found.end
                }
                None => at + 1,
            };
        }
        rulings
    }
}
