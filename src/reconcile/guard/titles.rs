//! Titles of works in quotation marks, and fixed phrases.

use super::Surroundings;

/// The longest quotation, in tokens, that can be a title.
const TITLE_TOKENS: usize = 9;

/// What opens a title, right before its first word. Bold headings (`**Kiev**`) are none.
const OPENING: [char; 9] = ['"', '“', '„', '«', '‹', '‘', '\'', '*', '_'];

impl Surroundings<'_> {
    pub(super) fn is_in_title(&self, first: usize, last: usize) -> bool {
        self.quoted.iter().any(|(from, to, cued)| *from <= first && last <= *to && (*cued || (last - first) < to - from))
    }

    /// Quotations in which every word of four letters or more has a capital: titles of works, or names of ships. Emphasis between single
    /// marks is how Markdown, and a typewriter, write them.
    pub(super) fn find_quoted(&self) -> Vec<(usize, usize, bool)> {
        let mut found = Vec::new();
        let mut open: Option<(usize, char)> = None;
        for at in 0..=self.tokens.len() {
            let gap = self.gap(at);
            // What parts nearly all words.
            if gap == " " && open.is_none() {
                continue;
            }
            if let Some((from, mark)) = open {
                if self.closes(at, mark) {
                    if at - from <= TITLE_TOKENS && self.is_titled(from, at) {
                        found.push((from, at, self.is_cued(from)));
                    }
                    open = None;
                } else if gap.contains('\n') && gap.trim().is_empty() && gap.matches('\n').count() > 1 {
                    open = None;
                }
            }
            // What stands inside of another quotation is not looked for; but an apostrophe (the '90s) may only look like one that opens.
            let is_free = open.is_none_or(|(from, mark)| at - from > TITLE_TOKENS || matches!(mark, '\'' | '‘' | '*' | '_'));
            if let Some(mark) = self.opening(at).filter(|_| is_free) {
                open = Some((at, mark));
            }
        }
        found
    }

    /// The mark right before a token that opens a quotation.
    fn opening(&self, at: usize) -> Option<char> {
        // French puts a space inside of its marks.
        let gap = Some(self.gap(at).trim_end()).filter(|gap| gap.ends_with('«')).unwrap_or(self.gap(at));
        let mark = gap.chars().next_back().filter(|mark| OPENING.contains(mark) && at < self.tokens.len())?;
        let before = gap[..gap.len() - mark.len_utf8()].chars().next_back();
        let is_free = match before {
            None => at == 0,
            Some(before) => {
                before.is_whitespace()
                    || matches!(before, '(' | '[' | '—' | '–' | '-' | '/')
                    || OPENING.contains(&before) && before != mark
            }
        };
        is_free.then_some(mark)
    }

    /// Whether the quotation that `mark` opened is closed between a token and the one before it.
    fn closes(&self, at: usize, mark: char) -> bool {
        let gap = self.gap(at);
        let next = gap.chars().nth(1);
        let ends = next.is_none_or(|next| !next.is_alphanumeric() && next != mark)
            && !(gap.chars().count() == 1 && at < self.tokens.len());
        match mark {
            '*' | '_' => gap.starts_with(mark) && ends,
            // Behind a final s the mark counts as a possessive ending.
            '\'' | '‘' => {
                let bare = &self.text[self.tokens[at - 1].span.end..self.tokens[at - 1].suffix_end];
                matches!(bare, "'" | "’") || (gap.starts_with(['\'', '’']) && ends)
            }
            '«' | '‹' => gap.contains(['»', '›']),
            _ => gap.contains(['"', '”', '“', '»']),
        }
    }

    fn is_titled(&self, from: usize, to: usize) -> bool {
        let long = |at: &usize| self.plain[*at].len() > 3;
        let closed = self.gap(to);
        let one_line = (from + 1..to).all(|at| !self.gap(at).contains("\n\n"));
        to > from
            && one_line
            && (from..to).filter(long).all(|at| self.is_capital(at))
            && self.is_capital(from)
            && !closed.starts_with(['.', ',', '!', '?'])
    }

    fn is_cued(&self, from: usize) -> bool {
        self.plain.range(from.saturating_sub(3), from).any(|word| self.lexicon.announces_work(word))
    }

    pub(super) fn find_phrases(&self) -> Vec<(usize, usize)> {
        let words: Vec<&str> = self.plain.iter().collect();
        let lengths = (0..words.len()).map(|at| (at, self.lexicon.phrase_len(&words[at..])));
        lengths.filter(|(_, length)| *length > 0).map(|(at, length)| (at, at + length)).collect()
    }
}
