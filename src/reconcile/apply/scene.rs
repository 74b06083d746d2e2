//! A text under the eyes of an applier: which variants stand where, and which row rules each of them.

use std::borrow::Cow;
use std::cell::RefCell;

use super::Applier;
use super::rule::{Place, Rule, plain_path};
use super::words::{broken_step, suffix_step};
use crate::text::{Casing, Span, Token, hyphened, is_apostrophe, is_hyphen};

/// A text and its tokens.
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    /// Its path, as [`plain_path`] gives it.
    document: Cow<'a, str>,
    pub(super) tokens: &'a [Token],
    /// Room for words to be folded in.
    buffer: RefCell<String>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(text: &'a str, document: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, document: plain_path(document), tokens, buffer: RefCell::default() }
    }

    /// Another text of the same document.
    pub(super) fn with<'b>(&'b self, text: &'b str, tokens: &'b [Token]) -> Scene<'b> {
        Scene { text, document: Cow::Borrowed(&self.document), tokens, buffer: RefCell::default() }
    }

    /// Whether the rule may hold somewhere in the document.
    pub(super) fn may_have(&self, rule: &Rule) -> bool {
        rule.place.may_be_in(&self.document)
    }
}

/// Tokens that spell a variant.
pub(super) struct Window<'a> {
    /// The rules of that variant.
    pub(super) rules: &'a [u32],
    pub(super) start: usize,
    /// Behind the last token.
    pub(super) end: usize,
    /// From the first token to the end of the last, with its possessive ending if the variant has one.
    pub(super) span: Span,
}

/// A variant at a place, and the rule for it.
pub(super) struct Finding<'a> {
    pub(super) rule: &'a Rule,
    pub(super) span: Span,
    pub(super) start: usize,
    pub(super) end: usize,
    /// What the rule puts there; `None` if it leaves the mention as it stands.
    pub(super) now: Option<String>,
}

impl Applier {
    /// The number of the token at `at`; none for words that are in no row, and for those that must not be touched.
    fn known(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        let token = scene.tokens.get(at).filter(|token| !token.technical)?;
        self.words.known(&scene.text[token.span], &mut scene.buffer.borrow_mut())
    }

    /// Whether a variant may begin with the token at `start`. Most tokens are told by this alone.
    pub(super) fn may_begin(&self, scene: &Scene<'_>, start: usize) -> bool {
        let token = &scene.tokens[start];
        !token.technical && self.sieve.holds(&scene.text[token.span], token.casing)
    }

    /// All variants that begin with the token at `start`, from short to long.
    pub(super) fn each_window<'a>(&'a self, scene: &Scene<'_>, start: usize, mut each: impl FnMut(Window<'a>)) {
        let head = scene.tokens[start].span.start;
        let (mut node, mut at) = (0_u32, start);
        while let Some(id) = self.known(scene, at) {
            let token = &scene.tokens[at];
            let previous = (at > start).then(|| &scene.tokens[at - 1]);
            let step = self.words.step(scene.text, previous, token, id);
            let edge = |step: u64| self.edges.get(&(node, step)).copied();
            let broken = || step.filter(|_| hyphened(&scene.text[token.span]).is_some()).and_then(|step| edge(broken_step(step)));
            let Some(next) = step.and_then(edge).or_else(broken) else { return };
            let mut visit = |node: u32, end| match &*self.finals[node as usize] {
                [] => {}
                rules => each(Window { rules, start, end: at + 1, span: Span::new(head, end) }),
            };
            visit(next, token.span.end);
            node = next;
            if let Some(step) = suffix_step(scene.text, token) {
                let Some(next) = self.edges.get(&(node, step)) else { return };
                visit(*next, token.suffix_end);
                node = *next;
            }
            at += 1;
        }
    }

    /// The longest variant that begins with the token at `start` and has a rule there.
    pub(super) fn longest(&self, scene: &Scene<'_>, start: usize) -> Option<Finding<'_>> {
        let mut longest = None;
        self.each_window(scene, start, |window| {
            if let Some((rule, span)) = self.ruling(scene, &window) {
                longest = Some(Finding { rule, span, start, end: window.end, now: None });
            }
        });
        let mut found = longest?;
        found.now = found.rule.replacement.as_ref().and_then(|replacement| replacement.at(scene.text, found.span));
        Some(found)
    }

    /// The rule for the mention in `window`: the longest, then the narrowest, then the one cased alike.
    fn ruling(&self, scene: &Scene<'_>, window: &Window<'_>) -> Option<(&Rule, Span)> {
        let mut around = None;
        let rules = window.rules.iter().map(|at| &self.rules[*at as usize]).filter(|rule| scene.may_have(rule));
        let whole = Casing::of(&scene.text[window.span]);
        let ruling =
            rules.filter_map(|rule| Some((rule, fit(rule, scene, window, whole)?))).filter(|(rule, span)| match &rule.place {
                Place::Quote(quote) => {
                    let (before, after) = around.get_or_insert_with(|| self.around(scene, window, *span));
                    quote.fits(before, after)
                }
                Place::Everywhere | Place::Document(_) => true,
            });
        ruling.max_by_key(|(rule, span)| {
            let is_applied = rule.replacement.is_some();
            (span.len(), rule.place.narrowness(), rule.is_cased_as(whole), is_applied, std::cmp::Reverse(rule.row))
        })
    }

    /// The rules for which `window` is to be changed in some place of the document, with what they would change.
    pub(super) fn changes<'a>(&'a self, scene: &Scene<'_>, window: &Window<'a>) -> impl Iterator<Item = (&'a Rule, Span)> {
        let rules = window.rules.iter().map(|at| &self.rules[*at as usize]);
        let whole = Casing::of(&scene.text[window.span]);
        rules.filter_map(move |rule| {
            let span = fit(rule, scene, window, whole)?;
            rule.replacement.as_ref()?.at(scene.text, span).map(|_| (rule, span))
        })
    }
}

/// The span that `rule` takes at `window`, whatever the place: its casing and the punctuation at its ends have to be right.
fn fit(rule: &Rule, scene: &Scene<'_>, window: &Window<'_>, whole: Casing) -> Option<Span> {
    let casings = scene.tokens[window.start..window.end].iter().map(|token| token.casing);
    if !rule.takes(whole, casings) {
        return None;
    }
    let head = reach(scene.text[..window.span.start].chars().rev(), rule.head.chars().rev())?;
    let tail = reach(scene.text[window.span.end..].chars(), rule.tail.chars())?;
    Some(Span::new(window.span.start - head, window.span.end + tail))
}

/// How many bytes of `found` the punctuation `listed` takes; `None` if something else stands there.
fn reach(mut found: impl Iterator<Item = char>, listed: impl Iterator<Item = char>) -> Option<usize> {
    let mut length = 0;
    for listed in listed {
        let found = found.next().filter(|found| plain_mark(*found) == plain_mark(listed))?;
        length += found.len_utf8();
    }
    Some(length)
}

const fn plain_mark(mark: char) -> char {
    match mark {
        _ if is_apostrophe(mark) => '\'',
        _ if is_hyphen(mark) => '-',
        _ => mark,
    }
}
