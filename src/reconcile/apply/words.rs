//! The words of a table, numbered, and which of them a correction may exchange for each other.

use rustc_hash::FxHashMap;

use crate::text::{Casing, Glue, Reading, Span, Token, fold_into, folded, tokens};

/// Steps between tokens, the upper half of a label; from [`MARK`] on, a step over punctuation of its own.
const SPACE: u64 = 0;
const HYPHEN: u64 = 1;
const NOTHING: u64 = 2;
const BLOCK: u64 = 3;
const MARK: u64 = 4;

/// Set in the label of a step to a word that is broken where the variant has a hyphen.
const BROKEN: u64 = 1 << 62;

/// The label of a possessive ending; no step over punctuation has a number as high.
const SUFFIX: u64 = u64::MAX - 1;

#[derive(Debug, Default)]
pub(super) struct Words {
    ids: FxHashMap<Box<str>, u32>,
    /// By word: another word of its class, or itself for the one that stands for all.
    class: Vec<u32>,
}

impl Words {
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        self.intern_folded(&folded(word, Reading::Exact))
    }

    fn intern_folded(&mut self, folded: &str) -> u32 {
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        // More words than u32 counts do not fit into memory.
        let id = u32::try_from(self.class.len()).unwrap_or(u32::MAX);
        self.ids.insert(folded.into(), id);
        self.class.push(id);
        id
    }

    /// The number of `word`, if a row has it; `buffer` has it folded then.
    pub(super) fn known(&self, word: &str, buffer: &mut String) -> Option<u32> {
        buffer.clear();
        fold_into(word, Reading::Exact, buffer);
        self.ids.get(buffer.as_str()).copied()
    }

    /// The word that stands for all those that corrections may exchange for `id`.
    pub(super) fn class(&self, mut id: u32) -> u32 {
        while self.class[id as usize] != id {
            id = self.class[id as usize];
        }
        id
    }

    /// The numbers of a correction's words, as listed and in capitals.
    pub(super) fn forms(&mut self, correction: &str) -> [Box<[u32]>; 2] {
        let capitals = Casing::Upper.put_on(correction, correction);
        [correction, &capitals].map(|name| tokens(name).iter().map(|token| self.intern(&name[token.span])).collect())
    }

    /// Makes the words one class.
    pub(super) fn join_all<'a>(&mut self, mut ids: impl Iterator<Item = &'a u32>) {
        let Some(first) = ids.next() else { return };
        ids.for_each(|id| self.join(*first, *id));
    }

    fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.shortened(left), self.shortened(right));
        self.class[left.max(right) as usize] = left.min(right);
    }

    /// As [`Self::class`]; shortens the way there, which would grow with each row that joins it.
    fn shortened(&mut self, mut id: u32) -> u32 {
        while self.class[id as usize] != id {
            let next = self.class[self.class[id as usize] as usize];
            self.class[id as usize] = next;
            id = next;
        }
        id
    }

    /// Shortens the ways to the class, so that [`Words::class`] takes one step.
    pub(super) fn settle_classes(&mut self) {
        for id in 0..self.class.len() {
            self.class[id] = self.class(self.class[id]);
        }
    }

    /// The label of the step to the word `id` of `token`, for a variant that is being compiled.
    pub(super) fn intern_step(&mut self, text: &str, previous: Option<&Token>, token: &Token, id: u32) -> u64 {
        let gap = gap(previous, token).filter(|_| token.glue == Glue::Mark);
        let mark = gap.map(|gap| self.intern_folded(&mark_key(&text[gap])));
        label(previous.is_some(), token.glue, mark, id)
    }

    /// The label of that step in a text; `None` if no variant has punctuation like that.
    pub(super) fn step(&self, text: &str, previous: Option<&Token>, token: &Token, id: u32) -> Option<u64> {
        let gap = gap(previous, token).filter(|_| token.glue == Glue::Mark);
        let mark = match gap {
            Some(gap) => Some(*self.ids.get(mark_key(&text[gap]).as_str())?),
            None => None,
        };
        Some(label(previous.is_some(), token.glue, mark, id))
    }
}

/// The label of a token's possessive ending, if it has one. A bare apostrophe and an 's are two endings.
pub(super) fn suffix_step(text: &str, token: &Token) -> Option<u64> {
    let ending = token.is_possessive().then(|| &text[Span::new(token.span.end, token.suffix_end)])?;
    Some(SUFFIX << 1 | u64::from(ending.ends_with(['s', 'S'])))
}

/// The label of a step to a word that a line's end breaks at a hyphen of the variant. Numbers of punctuation do not reach as high.
pub(super) const fn broken_step(step: u64) -> u64 {
    step | BROKEN
}

fn gap(previous: Option<&Token>, token: &Token) -> Option<Span> {
    previous.map(|previous| Span::new(previous.suffix_end.min(token.span.start), token.span.start))
}

/// Punctuation under a key that no word has: a word holds no NUL.
fn mark_key(gap: &str) -> String {
    let mut folded = String::from("\0");
    fold_into(gap, Reading::Exact, &mut folded);
    let mut key = String::with_capacity(folded.len());
    for letter in folded.chars() {
        if letter != ' ' || !key.ends_with(' ') {
            key.push(letter);
        }
    }
    key
}

/// A line break is a space, and so is the full stop of an initial: `K. Saldo` and `K Saldo` are one spelling.
fn label(is_inner: bool, glue: Glue, mark: Option<u32>, id: u32) -> u64 {
    let step = match glue {
        _ if !is_inner => SPACE,
        Glue::Space | Glue::Line | Glue::Stop => SPACE,
        Glue::Hyphen => HYPHEN,
        Glue::None => NOTHING,
        Glue::Block => BLOCK,
        Glue::Mark => mark.map_or(BLOCK, |mark| MARK + u64::from(mark)),
    };
    step << 32 | u64::from(id)
}
