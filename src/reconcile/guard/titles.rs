//! Titles of works in quotation marks, and fixed phrases.

use super::Surroundings;

/// The longest quotation, in tokens, that can be a title.
const TITLE_TOKENS: usize = 9;

impl Surroundings<'_> {
    pub(super) fn is_in_title(&self, first: usize, last: usize) -> bool {
        self.quoted.iter().any(|(from, to, cued)| *from <= first && last <= *to && (*cued || (last - first) < to - from))
    }

    /// Quotations in which every word of four letters or more has a capital: titles of works, or names of ships.
    pub(super) fn find_quoted(&self) -> Vec<(usize, usize, bool)> {
        let mut found = Vec::new();
        let mut open: Option<usize> = None;
        for at in 0..=self.tokens.len() {
            let gap = self.gap(at);
            if let Some(from) = open.filter(|_| gap.contains(['"', '”', '»', '“']) || gap.contains('\n')) {
                if !gap.contains('\n') && at - from <= TITLE_TOKENS && self.is_titled(from, at) {
                    found.push((from, at, self.is_cued(from)));
                }
                open = None;
                if !gap.trim_end().ends_with(['“', '«', '„']) {
                    continue;
                }
            }
            if gap.contains(['"', '“', '«', '„']) {
                open = Some(at);
            }
        }
        found
    }

    fn is_titled(&self, from: usize, to: usize) -> bool {
        let long = |at: &usize| self.plain[*at].len() > 3;
        let closed = self.gap(to);
        to > from
            && (from..to).filter(long).all(|at| self.is_capital(at))
            && self.is_capital(from)
            && !closed.starts_with(['.', ',', '!', '?'])
    }

    fn is_cued(&self, from: usize) -> bool {
        self.plain[from.saturating_sub(3)..from].iter().any(|word| self.lexicon.announces_work(word))
    }

    pub(super) fn find_phrases(&self) -> Vec<(usize, usize)> {
        let words: Vec<&str> = self.plain.iter().map(String::as_str).collect();
        let lengths = (0..words.len()).map(|at| (at, self.lexicon.phrase_len(&words[at..])));
        lengths.filter(|(_, length)| *length > 0).map(|(at, length)| (at, at + length)).collect()
    }
}
