//! The first reading of a corpus: which spellings it has that may be names, and which words it also writes small.
//!
//! A spelling is weighed once, however many mentions it has; memory grows with distinct spellings, not with bytes.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::guard_lists::{GuardLists, Own};
use super::policy::Policy;
use crate::matching::{Matcher, Parts, Room, Spellings, Wanted};
use crate::text::{Casing, Reading, Token, fold_into, tokens_into};

/// What has been seen so far; surveys of parts of a corpus are joined in any order with the same result.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    policy: Policy,
    wanted: FxHashSet<Wanted>,
    lower: FxHashSet<Box<str>>,
    tokens: Vec<Token>,
}

/// What is known of a corpus before its mentions are judged: the weighed spellings, the words it writes small, and the rules and lists of
/// the house.
#[derive(Debug, Default)]
pub struct Knowledge {
    pub(super) spellings: Spellings,
    pub(super) lower: FxHashSet<Box<str>>,
    pub(super) policy: Policy,
    pub(super) own: Own,
    pub(super) without: Parts,
}

impl Knowledge {
    /// With words and other names of the user's own.
    #[must_use]
    pub fn with_lists(mut self, lists: &GuardLists) -> Self {
        self.own = Own::of(lists);
        self
    }

    /// Takes no findings of these parts from now on; those switched off before count again.
    pub fn switch_off(&mut self, parts: Parts) {
        self.without = parts;
    }
}

impl Survey {
    /// A survey of text that is judged under a policy.
    #[must_use]
    pub fn under(policy: Policy) -> Self {
        Self { policy, ..Self::default() }
    }

    /// Reads a stretch of text.
    pub fn read(&mut self, matcher: &Matcher<'_>, text: &str) {
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens_into(text, &mut tokens);
        self.policy.open(text, &mut tokens);
        matcher.wanted(text, &tokens, |wanted| {
            self.wanted.insert(wanted);
        });
        let mut folded = String::new();
        for token in tokens.iter().filter(|token| token.casing == Casing::Lower && !token.technical) {
            folded.clear();
            fold_into(&text[token.span], Reading::Exact, &mut folded);
            if !self.lower.contains(folded.as_str()) {
                self.lower.insert(folded.as_str().into());
            }
        }
        self.tokens = tokens;
    }

    /// Takes in what another survey has seen.
    pub fn join(&mut self, other: Self) {
        self.wanted.extend(other.wanted);
        self.lower.extend(other.lower);
    }

    /// How many distinct spellings want weighing.
    #[must_use]
    pub fn spellings(&self) -> usize {
        self.wanted.len()
    }

    /// Weighs each distinct spelling once, on all threads of the current pool.
    #[must_use]
    pub fn weigh(self, matcher: &Matcher<'_>) -> Knowledge {
        let mut wanted: Vec<Wanted> = self.wanted.into_iter().collect();
        wanted.sort_unstable();
        let weigh = |room: &mut Room, wanted: Wanted| (matcher.weigh(&wanted, room), wanted);
        let weighed: Vec<_> = wanted.into_par_iter().with_min_len(256).map_init(Room::default, weigh).collect();
        let mut spellings = Spellings::default();
        for (matches, wanted) in weighed {
            spellings.insert(wanted, matches);
        }
        Knowledge { spellings, lower: self.lower, policy: self.policy, own: Own::default(), without: Parts::default() }
    }
}
