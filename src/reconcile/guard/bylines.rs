//! Bylines and credits: a signature is spelled as its owner spells it.
//!
//! `By Kirill Stremousov` on a line of its own, `Reporting by …; editing by …`, `Photo: …`, `© …`. Only persons are looked for there: in
//! `By Kirill Stremousov in Kiev` the place is a mention as any other. English heads alone (`data/lexicon/bylines-en.txt`).

use super::Surroundings;
use crate::names::parts::is_particle;
use crate::text::{Casing, Glue};

/// The longest head, in words: additional reporting by.
const HEAD_WORDS: usize = 3;
/// The longest line that is a byline, in words.
const LINE_WORDS: usize = 14;

impl Surroundings<'_> {
    pub(super) fn is_in_byline(&self, first: usize, last: usize) -> bool {
        self.bylines.iter().any(|(from, to)| *from <= first && last <= *to)
    }

    /// Token ranges of names behind the head of a byline or a credit.
    pub(super) fn find_bylines(&self) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for at in 0..self.tokens.len() {
            let is_head = || self.is_credit(at) || self.is_signed(at);
            if found.last().is_none_or(|(_, to)| *to <= at) && self.is_capital(at) && is_head() {
                let to = self.names_end(at);
                found.extend((to > at).then_some((at, to)));
            }
        }
        found
    }

    /// Whether a line begins with `By` and goes on with names and little else up to its end: `By Kirill Stremousov's account the river
    /// rose` is a sentence.
    fn is_signed(&self, at: usize) -> bool {
        let Some(by) = at.checked_sub(1) else { return false };
        if &self.plain[by] != "by" || !self.is_capital(by) || !self.is_line_start(by) || self.tokens[at].glue != Glue::Space {
            return false;
        }
        let end = self.line_end(at);
        let fits = |at: usize| {
            let word = &self.plain[at];
            let small = self.tokens[at].casing == Casing::Lower
                && !is_particle(word)
                && !matches!(word, "and" | "in" | "for" | "with" | "at");
            // A job behind a comma: By Kirill Stremousov, staff writer.
            let is_job =
                small && self.gap(at).trim() == "," || (self.tokens[at].glue == Glue::Space && self.gap(at - 1).trim() == ",");
            !self.tokens[at].is_possessive() && (!small || is_job)
        };
        end - at <= LINE_WORDS
            && !self.lexicon.is_calendar(&self.plain[at])
            && (at..end).all(fits)
            && !self.gap(end).starts_with(['?', '!'])
    }

    /// Whether the words before a token are the head of a credit.
    fn is_credit(&self, at: usize) -> bool {
        let gap = self.gap(at);
        if self.is_copyright(at) {
            return true;
        }
        let is_colon = gap.trim_end() == ":" && !gap.contains('\n');
        if !is_colon && self.tokens[at].glue != Glue::Space {
            return false;
        }
        (1..=HEAD_WORDS.min(at)).any(|length| {
            let from = at - length;
            let glued = (from + 1..at).all(|at| self.tokens[at].glue == Glue::Space);
            let mut head = self.plain.range(from, at).collect::<Vec<_>>().join(" ");
            if is_colon {
                head.push(':');
            }
            glued && self.lexicon.is_byline(&head) && self.opens_credit(from) && self.ends_credit(at)
        })
    }

    /// `© Kirill Stremousov`, `(c) 2014 Kirill Stremousov`.
    fn is_copyright(&self, at: usize) -> bool {
        let is_year = |at: usize| self.plain[at].len() == 4 && self.plain[at].bytes().all(|byte| byte.is_ascii_digit());
        let behind = if at > 0 && is_year(at - 1) { at - 1 } else { at };
        let sign = self.gap(behind).trim_end().ends_with('©')
            || (behind > 0 && &self.plain[behind - 1] == "c" && self.gap(behind).starts_with(')'));
        sign && (behind == at || self.tokens[at].glue == Glue::Space)
    }

    /// At the start of a line, a sentence, a bracket, or behind another credit: `Text and photos by`.
    fn opens_credit(&self, from: usize) -> bool {
        // Prose that is cut into lines has such words at the head of one as well: was⏎written by.
        let heads = |at: usize| {
            let heads_line = self.is_line_start(at) && self.is_capital(at);
            at == 0 || self.tokens[at].opens_sentence || heads_line
        };
        let joined = from > 1 && &self.plain[from - 1] == "and" && heads(from - 2);
        heads(from) || joined || self.gap(from).contains(['(', '[', ';', '|', '/'])
    }

    /// A credit holds names and no more: `Photo: Kirill Stremousov speaks` is a caption.
    fn ends_credit(&self, at: usize) -> bool {
        let end = self.names_end(at);
        end == self.tokens.len()
            || !matches!(self.tokens[end].glue, Glue::Space | Glue::Hyphen)
            || matches!(&self.plain[end], "and" | "in" | "for" | "with" | "at" | "of")
            || self.tokens[end].casing == Casing::Uncased
    }

    /// Behind the last of the names that begin at a token: capitals, particles, and further names behind a comma or `and`.
    fn names_end(&self, at: usize) -> usize {
        let (mut end, mut last) = (at, at);
        while last < self.tokens.len() {
            let token = &self.tokens[last];
            let word = &self.plain[last];
            let glued =
                last == at || matches!(token.glue, Glue::Space | Glue::Hyphen | Glue::Stop) || self.gap(last).trim() == ",";
            if !glued || self.lexicon.is_calendar(word) {
                break;
            }
            if self.is_capital(last) {
                end = last + 1;
            } else if !is_particle(word) && word != "and" {
                break;
            }
            last += 1;
        }
        end
    }

    fn is_line_start(&self, at: usize) -> bool {
        at == 0 || self.gap(at).contains(['\n', '\r'])
    }

    fn line_end(&self, at: usize) -> usize {
        (at + 1..self.tokens.len()).find(|at| self.is_line_start(*at)).unwrap_or(self.tokens.len())
    }
}
