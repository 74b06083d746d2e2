//! Characters: spans in the author's bytes, folding with the way back, scripts, tokens and casing.
//!
//! Everything above this layer speaks of text through these types, so nobody else does arithmetic on byte
//! offsets or upper-cases a letter. It knows nothing of names: what a token may stand for is decided above.

#![forbid(unsafe_code)]

mod broken;
mod casing;
mod class;
mod fingerprint;
mod fold;
mod folded_words;
mod marks;
mod script;
mod span;
mod token;

pub use broken::{Break, breaks, hyphened, unbroken};
pub use casing::Casing;
pub(crate) use fingerprint::fingerprint;
pub use fold::{Folded, Reading, fold, fold_into, folded};
pub use folded_words::FoldedWords;
pub use marks::{is_apostrophe, is_hyphen, is_ignorable};
pub use script::{Script, dominant_script, script_of};
pub use span::Span;
pub use token::{Glue, Token, open_hashtags, tokens, tokens_into};
