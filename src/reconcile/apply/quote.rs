//! Quotes: whether the words around a mention are those that a row names.
//!
//! What stands around a mention changes when its neighbours are corrected, and a row that keeps `chicken {{Kiev}} in Odessa` has
//! to keep it in the corrected text as well. So two words that a correction may exchange for each other count as one word, and
//! what corrections may put between words is passed over: white space, hyphens, apostrophes and full stops.

use super::Applier;
use super::scene::{Scene, Window};
use super::words::{UNKNOWN, Words};
use crate::reconcile::table::Quote;
use crate::text::{Reading, Span, folded, is_apostrophe, is_hyphen, is_ignorable, tokens};

/// The words on either side of a mention, from the mention outwards.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    before: Vec<Unit>,
    after: Vec<Unit>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A word of the table, and all that corrections may exchange for it.
    Class(u32),
    Word(Box<str>),
    Mark(char),
}

impl Around {
    pub(super) fn new(quote: &Quote, words: &Words, loose_marks: &[char]) -> Self {
        let mut before = units(&quote.prefix, words, loose_marks);
        before.reverse();
        Self { before, after: units(&quote.suffix, words, loose_marks) }
    }

    pub(super) fn len(&self) -> usize {
        self.before.len().max(self.after.len())
    }

    /// The outermost word of a quote may be a part of one: people cut where the cell is full. A quote of nothing around the
    /// mention (`{{Kiev}}`, of a cell that holds no more) means just that: it says nothing of `chicken Kiev`.
    pub(super) fn fits(&self, before: &[Unit], after: &[Unit]) -> bool {
        if self.before.is_empty() && self.after.is_empty() {
            return before.is_empty() && after.is_empty();
        }
        begins(&self.before, before, |found, cut| found.ends_with(cut))
            && begins(&self.after, after, |found, cut| found.starts_with(cut))
    }
}

fn begins(listed: &[Unit], found: &[Unit], may_be_cut: impl Fn(&str, &str) -> bool) -> bool {
    let Some((last, inner)) = listed.split_last() else { return true };
    found.len() >= listed.len()
        && found.starts_with(inner)
        && match (last, &found[inner.len()]) {
            (Unit::Word(cut), Unit::Word(word)) => may_be_cut(word, cut),
            (last, found) => last == found,
        }
}

impl Applier {
    /// The words around the mention at `span`, as many as any quote of the window's rules compares.
    pub(super) fn around(&self, scene: &Scene<'_>, window: &Window<'_>, span: Span) -> (Vec<Unit>, Vec<Unit>) {
        let wanted = window.rules.iter().map(|at| match &self.rules[*at as usize].place {
            super::rule::Place::Quote(quote) => quote.len(),
            _ => 0,
        });
        let wanted = wanted.max().unwrap_or(0);
        let mut width = wanted + 4;
        loop {
            let start = window.start.checked_sub(width).map_or(0, |at| scene.tokens[at].span.start);
            let end = scene.tokens.get(window.end + width).map_or(scene.text.len(), |token| token.suffix_end);
            let mut before = units(&scene.text[start..span.start], &self.words, &self.loose_marks);
            let after = units(&scene.text[span.end..end], &self.words, &self.loose_marks);
            if (start == 0 || before.len() > wanted) && (end == scene.text.len() || after.len() > wanted) {
                before.reverse();
                return (before, after);
            }
            width *= 2;
        }
    }
}

fn units(text: &str, words: &Words, loose_marks: &[char]) -> Vec<Unit> {
    let (mut found, mut buffer, mut last) = (Vec::new(), String::new(), 0);
    for token in tokens(text) {
        push_marks(&text[last..token.span.start.max(last)], loose_marks, &mut found);
        push_word(&text[token.span], words, &mut buffer, &mut found);
        last = token.suffix_end;
    }
    push_marks(&text[last..], loose_marks, &mut found);
    found
}

fn push_marks(gap: &str, loose_marks: &[char], found: &mut Vec<Unit>) {
    let is_passed_over =
        |mark: char| mark == '.' || mark.is_whitespace() || is_hyphen(mark) || is_apostrophe(mark) || is_ignorable(mark);
    let marks = gap.chars().filter(|mark| !is_passed_over(*mark) && !loose_marks.contains(mark));
    found.extend(marks.map(Unit::Mark));
}

/// Words of one class in a row count as one: a correction may have more of them than its variant, or fewer.
fn push_word(word: &str, words: &Words, buffer: &mut String, found: &mut Vec<Unit>) {
    let unit = match words.find(word, buffer) {
        UNKNOWN => Unit::Word(folded(word, Reading::Exact).into()),
        id => Unit::Class(words.class(id)),
    };
    if !(matches!(unit, Unit::Class(_)) && found.last() == Some(&unit)) {
        found.push(unit);
    }
}
