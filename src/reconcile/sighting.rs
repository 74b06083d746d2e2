//! A mention as it is judged, before anything of it is kept.
//!
//! Most mentions repeat what others have said. What is dear to make of them, the words around them and the reasons, is made when it is
//! asked for.

use std::sync::Arc;

use super::scan::Mention;
use super::table::{Quote, Standing};
use crate::matching::{Reason, Score};

/// A mention that was judged, lent to whoever wants something of it.
#[derive(Clone, Copy)]
pub struct Sighting<'a> {
    /// What stands there.
    pub surface: &'a str,
    /// What should stand there.
    pub correction: &'a str,
    /// The entity's number in the gazetteer.
    pub entity: u32,
    /// Probability that this entity is meant and spelled otherwise than it should be; for a right spelling, that it is meant.
    pub probability: f64,
    /// How far a machine may be trusted.
    pub standing: Standing,
    /// Whether it is spelled as it should be.
    pub is_right: bool,
    /// The next best entity, if there is one, and how far behind it is, in decibans.
    pub rival: Option<(u32, f64)>,
    /// Whether the list itself has this spelling.
    pub(super) is_listed: bool,
    pub(super) scene: &'a dyn Around,
}

/// What stands around a mention, and what was seen there.
pub(super) trait Around {
    /// Where it stands in the decoded document, in bytes, and the number of its line.
    fn place(&self) -> (u64, u64, u64);
    /// The evidence.
    fn score(&self) -> Arc<Score>;
    /// The text around it; empty where the list has what stands there.
    fn quote(&self) -> Quote;
    /// One line of a concordance.
    fn example(&self) -> String;
}

impl Sighting<'_> {
    /// The mention with all that is known of it, to be kept.
    #[must_use]
    pub fn to_mention(&self) -> Mention {
        let (start, end, line) = self.scene.place();
        Mention {
            start,
            end,
            line,
            surface: self.surface.to_owned(),
            correction: self.correction.to_owned(),
            entity: self.entity,
            score: Score::clone(&self.scene.score()),
            probability: self.probability,
            standing: self.standing,
            is_right: self.is_right,
            rival: self.rival,
            quote: self.scene.quote(),
            example: self.scene.example(),
        }
    }
}

impl<'a> From<&'a Mention> for Sighting<'a> {
    fn from(mention: &'a Mention) -> Self {
        Self {
            surface: &mention.surface,
            correction: &mention.correction,
            entity: mention.entity,
            probability: mention.probability,
            standing: mention.standing,
            is_right: mention.is_right,
            rival: mention.rival,
            is_listed: is_listed(&mention.score),
            scene: mention,
        }
    }
}

impl Around for Mention {
    fn place(&self) -> (u64, u64, u64) {
        (self.start, self.end, self.line)
    }

    fn score(&self) -> Arc<Score> {
        Arc::new(self.score.clone())
    }

    fn quote(&self) -> Quote {
        self.quote.clone()
    }

    fn example(&self) -> String {
        self.example.clone()
    }
}

/// Whether the list itself has the spelling.
pub(super) fn is_listed(score: &Score) -> bool {
    score.findings().iter().any(|finding| finding.reason == Reason::Listed)
}
