//! Why applying twice is applying once.
//!
//! A correction is made only if, in the text as it then stands (what is left of it corrected, what is right of it not yet), no
//! variant that is to be changed overlaps it. Of the corrections that such a variant overlapped in the finished text, the last
//! one to be made would have seen it: so there is none, and a second pass finds only what the first one left alone, for the
//! same reason, since the words that were the reason are kept from being corrected themselves.

use super::scene::{Finding, Scene};
use super::{Applier, Correction};
use crate::text::{Span, Token, tokens};

/// A stretch without white space longer than this is no prose; corrections inside it that would have to be tried are not made.
/// Tokens are cut by such stretches, so that each try reads the whole of it.
const LONGEST_STRETCH: usize = 16 << 10;

/// The signs by which tokens are known as technical.
const TECHNICAL: [char; 7] = ['@', '#', '/', '\\', '_', '.', '~'];

/// The corrections made so far.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) corrections: Vec<Correction>,
}

impl Settled {
    pub(super) fn push(&mut self, scene: &Scene<'_>, found: Finding<'_>) {
        let Some(now) = found.now else { return };
        self.corrections.push(Correction { span: found.span, was: scene.text[found.span].to_owned(), now, row: found.rule.row });
    }
}

/// The text around a mention: corrected before it, as it was behind it.
struct Surroundings {
    before: String,
    after: Span,
}

impl Applier {
    /// Up to where the text has to stay because `now` would not be stable at `found`; `None` if it is.
    pub(super) fn clash(&self, scene: &Scene<'_>, settled: &Settled, found: &Finding<'_>, now: &str) -> Option<usize> {
        if is_plainly_stable(scene.text, found, now) {
            return None;
        }
        let Some(around) = self.surroundings(scene, settled, found) else { return Some(found.span.end) };
        let place = Span::new(around.before.len(), around.before.len() + now.len());
        let old = [&around.before, &scene.text[found.span], &scene.text[around.after]].concat();
        let new = [&around.before, now, &scene.text[around.after]].concat();
        let (old_tokens, new_tokens) = (tokens(&old), tokens(&new));
        let old_place = Span::new(place.start, place.start + found.span.len());
        let seen = scene.with(&new, &new_tokens);
        if !keeps_neighbours(&old_tokens, old_place, &new_tokens, place) || !self.reads_as_listed(&seen, place, found) {
            return Some(around.after.end);
        }
        let end = self.overlapping_change(&seen, place)?;
        Some(found.span.end + end.saturating_sub(place.end))
    }

    /// The text that a variant which overlaps `found` can reach, cut at white space.
    fn surroundings(&self, scene: &Scene<'_>, settled: &Settled, found: &Finding<'_>) -> Option<Surroundings> {
        let done = &settled.corrections;
        let (mut start, mut corrected) = (found.start, done.len());
        for _ in 0..=self.longest {
            let Some(previous) = start.checked_sub(1) else { break };
            start = previous;
            if corrected > 0 && scene.tokens[start].span.start < done[corrected - 1].span.end {
                corrected -= 1;
                start -=
                    scene.tokens[..start].iter().rev().take_while(|token| token.span.start >= done[corrected].span.start).count();
            }
        }
        let mut left = stretch_start(scene.text, scene.tokens[start].span.start.min(found.span.start))?;
        while let Some(last) = done[..corrected].last().filter(|last| last.span.end > left) {
            left = stretch_start(scene.text, left.min(last.span.start))?;
            corrected -= 1;
        }
        let last = scene.tokens[(found.end + self.longest).min(scene.tokens.len() - 1)];
        let right = stretch_end(scene.text, last.suffix_end.max(found.span.end))?;
        let before = rendered(scene.text, Span::new(left, found.span.start), done[corrected..].iter());
        Some(Surroundings { before, after: Span::new(found.span.end, right) })
    }

    /// Whether the tokens at `place` are those of the correction. Beside letters without a space between, they may grow together.
    fn reads_as_listed(&self, scene: &Scene<'_>, place: Span, found: &Finding<'_>) -> bool {
        let [plain, capitals] = &found.rule.forms;
        let mut buffer = String::new();
        let inside = scene.tokens.iter().filter(|token| token.span.overlaps(place));
        let read: Vec<_> = inside.map(|token| self.words.known(&scene.text[token.span], &mut buffer)).collect();
        let is_listed = |(at, id): (usize, &Option<u32>)| id.is_some_and(|id| plain[at] == id || capitals.get(at) == Some(&id));
        read.len() == plain.len() && read.iter().enumerate().all(is_listed)
    }

    /// The end of a variant that is to be changed and overlaps `place`; the last one, if there are several.
    fn overlapping_change(&self, scene: &Scene<'_>, place: Span) -> Option<usize> {
        let mut end = None;
        for start in (0..scene.tokens.len()).filter(|start| self.may_begin(scene, *start)) {
            self.each_window(scene, start, |window| {
                let changes = self.changes(scene, &window);
                let reach = changes.filter(|(rule, span)| span.overlaps(place) && scene.may_have(rule));
                end = end.max(reach.map(|(_, span)| span.end).max());
            });
        }
        end
    }
}

/// Whether nothing can come of the correction, as for nearly all: no variant has a word of it, and it stands between spaces or
/// plain punctuation in a stretch without technical signs, so that the tokens around it stay what they are.
fn is_plainly_stable(text: &str, found: &Finding<'_>, now: &str) -> bool {
    let is_plain = |letter: Option<char>| {
        letter.is_none_or(|letter| {
            letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '“' | '”')
        })
    };
    let before = text[..found.span.start].chars().next_back();
    let after = text[found.span.end..].chars().next();
    !found.rule.may_clash
        && found.rule.head.is_empty()
        && found.rule.tail.is_empty()
        && !now.contains(TECHNICAL)
        && is_plain(before)
        && is_plain(after)
        && !has_technical_signs(text, found.span)
}

/// Looks no further than names go; a longer stretch counts as one with such signs.
fn has_technical_signs(text: &str, span: Span) -> bool {
    const FAR: usize = 40;
    let is_clear = |mut letters: Box<dyn Iterator<Item = char> + '_>| {
        for _ in 0..FAR {
            match letters.next() {
                None => return true,
                Some(letter) if letter.is_whitespace() => return true,
                Some(letter) if TECHNICAL.contains(&letter) => return false,
                Some(_) => {}
            }
        }
        false
    };
    !is_clear(Box::new(text[..span.start].chars().rev())) || !is_clear(Box::new(text[span.end..].chars()))
}

fn stretch_start(text: &str, at: usize) -> Option<usize> {
    let start = text[..at].char_indices().rev().find(|(_, letter)| letter.is_whitespace());
    let start = start.map_or(0, |(space, letter)| space + letter.len_utf8());
    (at - start <= LONGEST_STRETCH).then_some(start)
}

fn stretch_end(text: &str, at: usize) -> Option<usize> {
    let length = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
    (length <= LONGEST_STRETCH).then_some(at + length)
}

fn rendered<'a>(text: &str, span: Span, corrections: impl Iterator<Item = &'a Correction>) -> String {
    let (mut out, mut at) = (String::with_capacity(span.len()), span.start);
    for correction in corrections {
        out.push_str(&text[at..correction.span.start]);
        out.push_str(&correction.now);
        at = correction.span.end;
    }
    out.push_str(&text[at..span.end]);
    out
}

/// Whether the tokens on both sides are the same with the correction as without it.
fn keeps_neighbours(old: &[Token], old_place: Span, new: &[Token], place: Span) -> bool {
    let known = |token: &Token, shift: usize| {
        (token.span.start - shift, token.span.end - shift, token.suffix_end - shift, token.technical)
    };
    let before = |tokens: &[Token], place: Span| -> Vec<_> {
        tokens.iter().take_while(|token| token.span.start < place.start).map(|token| known(token, 0)).collect()
    };
    let after = |tokens: &[Token], place: Span| -> Vec<_> {
        tokens.iter().skip_while(|token| token.span.start < place.end).map(|token| known(token, place.end)).collect()
    };
    before(old, old_place) == before(new, place) && after(old, old_place) == after(new, place)
}
