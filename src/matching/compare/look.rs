//! Two words, or two whole names as one word, held against each other letter by letter.

use crate::names::background::Background;
use crate::names::channel::Scratch;
use crate::names::letters::{letters, marked, readings};
use crate::names::romanize::romanizations;
use crate::names::routes::Routes;
use crate::text::{Reading, Script, dominant_script, fold_into};

/// What a word says at most, in decibans: the letters of a long one are not independent.
const MOST: f64 = 80.0;

/// A word in all the letters that it is compared in.
pub(super) struct Form {
    folded: String,
    script: Script,
    /// Its readings in Latin letters, the romanization schemes' included.
    latin: Vec<Vec<u8>>,
    /// Its marked letters, if it is in another script.
    native: Vec<u8>,
    /// What it costs by itself, in its likeliest reading, in decibans.
    pub(super) background: f64,
}

/// How two words are alike.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// What the commoner of the two costs when it is no variant of anything.
    pub(super) background: f64,
    /// How much dearer it is to write the one for the other than each for itself; 0 for equal letters, the same from either side.
    pub(super) cost: f64,
    /// The letters of the longer one.
    pub(super) letters: f64,
    /// How many letters differ, for each letter.
    pub(super) edits: f64,
    /// The same in letters of their own, if both are in one script other than Latin. Romanized, 习近朋 and 习近平 are nearer than they are.
    pub(super) own_edits: Option<f64>,
    /// By the route between their scripts: pointwise mutual information, and what the native word costs given the Latin one.
    pub(super) route: Option<(f64, f64)>,
    /// Whether they are in two scripts.
    pub(super) is_across: bool,
}

impl Form {
    pub(super) fn of(word: &str) -> Self {
        let script = dominant_script(word);
        let mut latin = readings(word);
        if script != Script::Latin {
            for spelling in romanizations(word, None) {
                let key = letters(&spelling.text, Reading::Plain);
                if !latin.contains(&key) {
                    latin.push(key);
                }
            }
        }
        let mut folded = String::new();
        fold_into(word, Reading::Exact, &mut folded);
        let known = latin.iter().map(|spelling| Background::embedded().decibans(spelling));
        let background = known.fold(f64::INFINITY, f64::min).min(MOST);
        Self { folded, script, native: marked(word), latin, background }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.latin.iter().all(Vec::is_empty)
    }
}

impl Look {
    pub(super) fn at(routes: &Routes, a: &Form, b: &Form, scratch: &mut Scratch) -> Self {
        let (cost, [x, y]) = cheapest(routes, a, b, scratch);
        let (letters, edits) = a_letter(&String::from_utf8_lossy(x), &String::from_utf8_lossy(y));
        let is_across = a.script != b.script;
        Self {
            background: a.background.min(b.background),
            cost,
            letters,
            edits,
            own_edits: (!is_across && a.script != Script::Latin).then(|| a_letter(&a.folded, &b.folded).1),
            route: is_across.then(|| route(routes, a, b, scratch)).flatten(),
            is_across,
        }
    }

    /// How much more it is likely that the one stands for the other than that it is a word of its own, less than equal letters have it.
    pub(super) fn ratio(&self) -> f64 {
        self.background - self.cost
    }

    pub(super) fn cost_a_letter(&self) -> f64 {
        self.cost / self.letters
    }

    pub(super) fn route_cost_a_letter(&self) -> Option<f64> {
        self.route.map(|(_, cost)| cost / self.letters)
    }

    /// The share of the word that is left unexplained, for telling how much of two names agrees.
    pub(super) fn unexplained(&self) -> f64 {
        let romanized = (self.cost_a_letter() / 6.0).max(self.edits);
        let share = match (self.route_cost_a_letter(), self.own_edits) {
            (Some(cost), _) => (cost / 12.0).min(romanized),
            (None, Some(edits)) => edits,
            (None, None) => romanized,
        };
        share.clamp(0.0, 1.0)
    }
}

/// The distance of two readings by the channel: `(c(a→b) + c(b→a) − c(a→a) − c(b→b)) / 2`, in which the chances of the words by themselves
/// fall out, so that it is symmetric and 0 for equal letters.
fn cheapest<'a>(routes: &Routes, a: &'a Form, b: &'a Form, scratch: &mut Scratch) -> (f64, [&'a [u8]; 2]) {
    let channel = routes.pooled();
    let mut best: (f64, [&[u8]; 2]) = (f64::INFINITY, [&[], &[]]);
    for x in &a.latin {
        let (known, asked) = (channel.know(x), channel.ask(x));
        let own = channel.cost_between(&known, &asked, scratch);
        for y in &b.latin {
            let (other, other_asked) = (channel.know(y), channel.ask(y));
            let there = channel.cost_between(&known, &other_asked, scratch) + channel.cost_between(&other, &asked, scratch);
            let cost = if x == y { 0.0 } else { (there - own - channel.cost_between(&other, &other_asked, scratch)) / 2.0 };
            if cost < best.0 {
                best = (cost, [x, y]);
            }
        }
    }
    (if best.0.is_finite() { best.0.max(0.0) } else { 0.0 }, best.1)
}

#[expect(clippy::cast_precision_loss, reason = "at most some hundred letters")]
fn a_letter(a: &str, b: &str) -> (f64, f64) {
    let letters = a.chars().count().max(b.chars().count()).max(1) as f64;
    (letters, strsim::osa_distance(a, b) as f64 / letters)
}

fn route(routes: &Routes, a: &Form, b: &Form, scratch: &mut Scratch) -> Option<(f64, f64)> {
    let (latin, native) = if a.script == Script::Latin { (a, b) } else { (b, a) };
    let route =
        routes.of_script(native.script).and_then(|number| routes.script(number)).filter(|_| latin.script == Script::Latin)?;
    let asked = route.ask_native(&native.native);
    let known = latin.latin.iter().map(|reading| route.decibans(&route.know_latin(reading), &asked, scratch));
    let best = known.max_by(f64::total_cmp)?;
    Some((best, (asked.own - best).max(0.0)))
}
