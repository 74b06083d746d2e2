//! What is seen of two names: the links between their words, each with its traits, before anything is weighed.

use std::ops::Range;

use super::look::{Form, Look};
use super::weights as traits;
use crate::matching::pairing::{Judge, Link, LinkKind, bare, lone_price, pair, total};
use crate::matching::prices;
use crate::matching::words::{Class, NameWord, NameWords};
use crate::names::channel::Scratch;
use crate::names::routes::Routes;

/// A name with the forms of its words.
pub(super) struct Spelled {
    words: NameWords,
    forms: Vec<Form>,
}

/// A link, and the stretches of traits that it covers.
pub(super) struct Sight {
    pub(super) link: Link,
    pub(super) covered: Vec<(usize, f64)>,
}

impl Sight {
    fn new(link: Link) -> Self {
        Self { link, covered: Vec::new() }
    }

    fn add(&mut self, number: usize, value: f64) {
        traits::stretches(number, value, &mut self.covered);
    }

    /// For what either holds or does not.
    fn mark(&mut self, number: usize) {
        self.add(number, 1.0);
    }
}

impl Spelled {
    pub(super) fn read(name: &str) -> Self {
        let words = NameWords::read(name);
        let forms = words.words.iter().map(|word| Form::of(&word.text)).collect();
        Self { words, forms }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.forms.iter().all(Form::is_empty)
    }

    fn whole(&self) -> Form {
        Form::of(&self.words.joined(0..self.words.words.len()))
    }

    fn word(&self, text: &str) -> Option<(&NameWord, &Form)> {
        self.words.words.iter().zip(&self.forms).find(|(word, _)| word.text == text)
    }
}

/// All that is seen of two names, by their likelier pairing in this direction.
pub(super) fn see(routes: &Routes, name: &Spelled, written: &Spelled) -> Vec<Sight> {
    let mut scratch = Scratch::default();
    let links = pair(&name.words, &written.words, &mut Likeness { routes, name, written, scratch: Scratch::default() });
    let mut tally = Tally::default();
    let mut sights: Vec<Sight> =
        links.into_iter().map(|link| see_link(routes, name, written, link, &mut tally, &mut scratch)).collect();
    for sight in sights.iter_mut().filter(|sight| sight.link.kind == LinkKind::Contradiction) {
        sight.mark(traits::CONTRADICTION);
        sight.add(traits::CONTRADICTION_RARE, tally.missing.min(tally.added));
    }
    sights.insert(0, whole(routes, name, written, &tally, &mut scratch));
    sights
}

/// How many decibans of the words agree, and how many the other name lacks.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    agreed: f64,
    missing: f64,
    added: f64,
}

impl Tally {
    fn share(self) -> f64 {
        let all = self.agreed + self.missing + self.added;
        if all > 0.0 { self.agreed / all } else { 1.0 }
    }
}

fn see_link(routes: &Routes, name: &Spelled, written: &Spelled, link: Link, tally: &mut Tally, scratch: &mut Scratch) -> Sight {
    let mut sight = Sight::new(link);
    match sight.link.kind {
        LinkKind::Letters => letters(routes, &mut sight, tally, scratch),
        LinkKind::Initial => sight.mark(traits::INITIAL),
        LinkKind::Missing => tally.missing += lacking(&mut sight, |link| name.word(&link.name)),
        LinkKind::Added => tally.added += lacking(&mut sight, |link| written.word(&link.written)),
        LinkKind::Order if sight.link.decibans > prices::SHUFFLED => sight.mark(traits::TURNED),
        LinkKind::Order => sight.mark(traits::SHUFFLED),
        _ => {}
    }
    sight
}

fn letters(routes: &Routes, sight: &mut Sight, tally: &mut Tally, scratch: &mut Scratch) {
    let form = |words: &str| Form::of(&words.replace(' ', ""));
    let look = Look::at(routes, &form(&sight.link.name), &form(&sight.link.written), scratch);
    match (look.route_cost_a_letter(), look.own_edits) {
        (Some(cost), _) => sight.add(traits::WORD_ROUTE, cost.min(look.cost_a_letter() + 10.0)),
        (None, own) => {
            sight.add(traits::WORD_COST, look.cost);
            sight.add(traits::WORD_LETTER, look.cost_a_letter());
            sight.add(traits::WORD_OWN, own.unwrap_or(0.0));
        }
    }
    if sight.link.name.contains(' ') != sight.link.written.contains(' ') {
        sight.mark(traits::DIVISION);
    }
    tally.agreed += look.background * (1.0 - look.unexplained());
}

/// A word that one of the names lacks; gives what it says if it tells names apart.
fn lacking<'a>(sight: &mut Sight, word: impl Fn(&Link) -> Option<(&'a NameWord, &'a Form)>) -> f64 {
    let Some((word, form)) = word(&sight.link) else { return 0.0 };
    let is_patronymic = word.class == Class::Word && lone_price(word.class, &word.folded) > prices::WORD;
    match word.class {
        Class::Word if is_patronymic => sight.mark(traits::LACK_PATRONYMIC),
        Class::Word => {
            sight.mark(traits::LACK);
            sight.add(traits::LACK_RARE, form.background);
        }
        Class::Initial => sight.mark(traits::LACK_INITIAL),
        Class::Small => sight.mark(traits::LACK_SMALL),
        Class::Generic => sight.mark(traits::LACK_GENERIC),
        Class::Title => sight.mark(traits::LACK_TITLE),
        Class::Number => sight.mark(traits::LACK_NUMBER),
    }
    if matches!(word.class, Class::Word | Class::Number) && !is_patronymic { form.background } else { 0.0 }
}

/// The names as one word each, whatever the words.
fn whole(routes: &Routes, name: &Spelled, written: &Spelled, tally: &Tally, scratch: &mut Scratch) -> Sight {
    let look = Look::at(routes, &name.whole(), &written.whole(), scratch);
    let mut sight = Sight::new(bare(LinkKind::Whole, 0.0));
    sight.mark(traits::PAIR);
    sight.add(traits::SHARE, tally.share());
    match (look.route, look.own_edits) {
        (Some((decibans, cost)), _) => {
            sight.mark(traits::ROUTE);
            sight.add(traits::ROUTE_SHORT, 60.0 - decibans);
            sight.add(traits::ROUTE_COST, look.cost_a_letter().min(cost / look.letters));
        }
        (None, Some(edits)) => {
            sight.add(traits::OWN_EDITS, edits);
        }
        (None, None) if look.is_across => {
            sight.mark(traits::ROMANIZED);
            sight.add(traits::ROMANIZED_COST, look.cost_a_letter());
            sight.add(traits::ROMANIZED_EDITS, look.edits);
        }
        (None, None) => {
            sight.add(traits::WHOLE_COST, look.cost_a_letter());
            sight.add(traits::WHOLE_EDITS, look.edits);
            // One letter of four that differs parts Kim from Kin; one of twelve parts nobody.
            if look.edits > 0.0 {
                sight.add(traits::SHORT, 10.0 - look.letters);
            }
        }
    }
    sight.add(traits::RATIO, look.ratio());
    sight.add(traits::RATIO_LETTER, look.ratio() / look.letters);
    sight
}

/// Judges which word stands for which; what a pairing is worth is weighed afterwards.
struct Likeness<'a> {
    routes: &'a Routes,
    name: &'a Spelled,
    written: &'a Spelled,
    scratch: Scratch,
}

impl Judge for Likeness<'_> {
    fn likeness(&mut self, name: Range<usize>, written: Range<usize>) -> Option<f64> {
        let (joined_name, joined_written);
        let name = if name.len() == 1 {
            &self.name.forms[name.start]
        } else {
            joined_name = Form::of(&self.name.words.joined(name));
            &joined_name
        };
        let written = if written.len() == 1 {
            &self.written.forms[written.start]
        } else {
            joined_written = Form::of(&self.written.words.joined(written));
            &joined_written
        };
        let look = Look::at(self.routes, name, written, &mut self.scratch);
        let difference = (look.cost - prices::LOOK_ALIKE_EDIT * look.edits * look.letters).max(0.5 * look.cost);
        let agreement = prices::AGREEMENT + prices::RARITY_SHARE * look.background;
        let latin = (agreement - difference).min(look.ratio());
        Some(look.route.map_or(latin, |(decibans, _)| latin.max(0.5 * decibans)))
    }

    fn missing(&self, at: usize) -> f64 {
        let word = &self.name.words.words[at];
        lone_price(word.class, &word.folded)
    }

    fn added(&self, at: usize) -> f64 {
        let word = &self.written.words.words[at];
        lone_price(word.class, &word.folded)
    }
}

/// The pairing's own sum, by which the better direction is chosen where nothing is weighed yet.
pub(super) fn paired(sights: &[Sight]) -> f64 {
    total(&sights.iter().map(|sight| sight.link.clone()).collect::<Vec<_>>())
}
