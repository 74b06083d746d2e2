//! The pass: left to right, the longest variant first, what is settled stays settled.

use super::scene::{Finding, Scene};
use super::settle::Settled;
use super::{Applier, Correction};

pub(super) fn run(applier: &Applier, scene: &Scene<'_>) -> Vec<Correction> {
    let mut pass = Pass { applier, scene, settled: Settled::default(), firm: 0 };
    let mut at = 0;
    while at < scene.tokens.len() {
        at = if applier.may_begin(scene, at) { pass.step(at) } else { at + 1 };
    }
    pass.settled.corrections
}

struct Pass<'a> {
    applier: &'a Applier,
    scene: &'a Scene<'a>,
    settled: Settled,
    /// The text stays as it is up to here, since something was left alone because of it.
    ///
    /// A mention that is left because of its neighbours is left in the corrected text as well only if these neighbours are
    /// there: so they are not corrected either.
    firm: usize,
}

impl Pass<'_> {
    /// Rules on the token at `at`; gives the token to go on with.
    fn step(&mut self, at: usize) -> usize {
        let Some(found) = self.applier.longest(self.scene, at) else { return at + 1 };
        match self.hindrance(&found) {
            Some(firm) => {
                self.firm = self.firm.max(firm);
                at + 1
            }
            None => {
                let end = found.end;
                self.settled.push(self.scene, found);
                end
            }
        }
    }

    /// Up to where the text has to stay if `found` is not to be corrected; `None` if it is.
    ///
    /// A clash is looked for even where the text is to stay anyhow. What keeps it may be a corrected neighbour that makes a
    /// protected name of it, and so was no reason yet when the text was read first.
    fn hindrance(&self, found: &Finding<'_>) -> Option<usize> {
        let Some(now) = &found.now else { return Some(found.span.end) };
        let clash = self.applier.clash(self.scene, &self.settled, found, now);
        let is_free = found.span.start >= self.firm && clash.is_none();
        (!is_free).then(|| found.span.end.max(clash.unwrap_or(0)))
    }
}
