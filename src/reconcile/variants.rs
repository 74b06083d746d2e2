//! The variants of a corpus: its mentions, counted by how they are spelled and judged.
//!
//! A corpus holds a name a million times and spells it in a few ways. So mentions are counted as they come, and kept is what the rows of
//! the alias table may need: for each variant and judgement what one row tells, by document, and where a document judges one spelling in
//! several ways, by the words around it. Documents are taken in any order.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::shelf::{Number, Shelf};
use super::sighting::Sighting;
use super::table::Standing;
use super::tally::{Spot, Tally, Words, Written};
use crate::matching::Matcher;
use crate::text::{Reading, folded, unbroken};

/// How mentions are judged alike: same correction of the same entity, same standing; a right spelling has none.
pub(super) type Judgement = (Option<Standing>, String, String);

/// The mentions of one spelling that are judged alike.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) mentions: u64,
    pub(super) documents: u64,
    /// Whether any of them has more than letters and digits.
    pub(super) has_marks: bool,
    /// By documents that judge every mention so.
    pub(super) whole: Vec<(Arc<str>, Tally)>,
    /// By the words around, in documents that judge the spelling in other ways too, and in one that is still open.
    pub(super) quoted: FxHashMap<Words, Tally>,
    /// The words around those in `whole`, if others of the spelling may be trusted more.
    pub(super) around: FxHashSet<Words>,
}

/// One spelling: its judgements.
#[derive(Debug, Default)]
pub(super) struct Variant {
    pub(super) judged: Vec<(Judgement, Judged)>,
}

/// The variants of a corpus, each with its mentions counted.
#[derive(Debug, Default)]
pub struct Variants {
    pub(super) spellings: FxHashMap<Box<str>, Variant>,
    mentions: u64,
    right: u64,
}

/// The variants of one document.
pub struct DocumentVariants<'a> {
    matcher: &'a Matcher<'a>,
    document: Arc<str>,
    mentions: u64,
    right: u64,
    spellings: Vec<(Box<str>, Variant)>,
    numbers: FxHashMap<Box<str>, usize>,
    known: Shelf<Known>,
}

/// A way of writing a variant that has been met, with where it is counted.
struct Known {
    surface: Box<str>,
    entity: u32,
    /// None if it is right.
    standing: Option<Standing>,
    written: Arc<Written>,
    correction: Box<str>,
    spelling: usize,
    judged: usize,
}

impl Known {
    fn is(&self, sighting: &Sighting<'_>) -> bool {
        *self.surface == *sighting.surface
            && *self.correction == *sighting.correction
            && self.entity == sighting.entity
            && self.standing == standing(sighting)
    }
}

impl<'a> DocumentVariants<'a> {
    /// Begins a document, or a part of one. Documents are in the order of their names.
    #[must_use]
    pub fn new(matcher: &'a Matcher<'a>, document: &str) -> Self {
        Self {
            matcher,
            document: document.into(),
            mentions: 0,
            right: 0,
            spellings: Vec::new(),
            numbers: FxHashMap::default(),
            known: Shelf::default(),
        }
    }

    /// Counts the next mention of the document.
    pub fn take(&mut self, sighting: &Sighting<'_>) {
        let at = self.mentions;
        self.mentions += 1;
        self.right += u64::from(sighting.is_right);
        let number = self.number(sighting);
        let Self { spellings, known, document, .. } = self;
        let known = &known[number];
        let judged = &mut spellings[known.spelling].1.judged[known.judged].1;
        judged.mentions += 1;
        let spot = || Spot { document: Arc::clone(document), at };
        let words = sighting.scene.quote().into();
        match judged.quoted.get_mut(&words) {
            Some(tally) => tally.take(sighting, &known.written, spot),
            None => {
                judged.quoted.insert(words, Tally::of(sighting, &known.written, spot()));
            }
        }
    }

    /// Where a mention is counted.
    fn number(&mut self, sighting: &Sighting<'_>) -> Number {
        let Self { matcher, spellings, numbers, known, .. } = self;
        let standing = standing(sighting);
        let key = (sighting.surface, sighting.correction, sighting.entity, standing);
        let make = |sighting: &Sighting<'_>| {
            let spelling = key_of(sighting.surface);
            let spelling = *numbers.entry(spelling).or_insert_with_key(|spelling| {
                spellings.push((spelling.clone(), Variant::default()));
                spellings.len() - 1
            });
            let judgement = (standing, folded(sighting.correction, Reading::Exact), matcher.entity(sighting.entity).id.clone());
            let (judged, of) = spellings[spelling].1.of(judgement);
            of.documents = 1;
            of.has_marks |= !sighting.surface.chars().all(char::is_alphanumeric);
            Known {
                surface: sighting.surface.into(),
                entity: sighting.entity,
                standing,
                written: Arc::new(Written::new(unbroken(sighting.surface), sighting.correction)),
                correction: sighting.correction.into(),
                spelling,
                judged,
            }
        };
        known.number(key, sighting, |known, sighting| known.is(sighting), make)
    }

    /// Goes on with the next part of the document.
    pub fn append(&mut self, mut part: Self) {
        for (spelling, variant) in &mut part.spellings {
            let number = *self.numbers.entry(spelling.clone()).or_insert_with_key(|spelling| {
                self.spellings.push((spelling.clone(), Variant::default()));
                self.spellings.len() - 1
            });
            for (judgement, mut judged) in std::mem::take(&mut variant.judged) {
                judged.quoted.values_mut().for_each(|tally| tally.move_behind(self.mentions));
                let known = self.spellings[number].1.of(judgement).1;
                known.join(judged, false);
            }
        }
        self.mentions += part.mentions;
        self.right += part.right;
    }
}

impl Variants {
    /// Takes the variants of a document that has been read to its end. Each document is taken once, whatever the order.
    pub fn join(&mut self, document: DocumentVariants<'_>) {
        self.mentions += document.mentions;
        self.right += document.right;
        for (spelling, mut variant) in document.spellings {
            let is_shared = variant.judged.len() > 1;
            if !is_shared {
                variant.judged.iter_mut().for_each(|(judgement, judged)| judged.close(judgement, &document.document));
            }
            let known = self.spellings.entry(spelling).or_default();
            for (judgement, judged) in variant.judged {
                known.of(judgement).1.join(judged, true);
            }
        }
    }

    /// How many mentions there are.
    #[must_use]
    pub const fn mentions(&self) -> u64 {
        self.mentions
    }

    /// How many of them are spelled as they should be.
    #[must_use]
    pub const fn right(&self) -> u64 {
        self.right
    }
}

impl Variant {
    /// What is counted for a judgement, with its place.
    fn of(&mut self, judgement: Judgement) -> (usize, &mut Judged) {
        let at = self.judged.iter().position(|(known, _)| *known == judgement).unwrap_or_else(|| {
            self.judged.push((judgement, Judged::default()));
            self.judged.len() - 1
        });
        (at, &mut self.judged[at].1)
    }
}

impl Judged {
    /// Makes one tally of a document in which no mention of the spelling is judged otherwise.
    fn close(&mut self, judgement: &Judgement, document: &Arc<str>) {
        let quoted = std::mem::take(&mut self.quoted);
        let mut whole: Option<Tally> = None;
        // Nothing is trusted more than what is certain.
        let is_least = judgement.0 < Some(Standing::Certain);
        quoted.into_iter().for_each(|(words, tally)| {
            match &mut whole {
                Some(whole) => whole.join(&tally),
                None => whole = Some(tally),
            }
            if is_least && !words.is_empty() {
                self.around.insert(words);
            }
        });
        self.whole.extend(whole.map(|whole| (Arc::clone(document), whole)));
    }

    /// Adds what is judged alike: of another document, or of the same.
    fn join(&mut self, other: Self, is_another: bool) {
        self.mentions += other.mentions;
        self.documents = if is_another { self.documents + other.documents } else { 1 };
        self.has_marks |= other.has_marks;
        self.whole.extend(other.whole);
        if self.around.is_empty() {
            self.around = other.around;
        } else {
            self.around.extend(other.around);
        }
        if self.quoted.is_empty() {
            self.quoted = other.quoted;
            return;
        }
        other.quoted.into_iter().for_each(|(words, tally)| match self.quoted.get_mut(&words) {
            Some(known) => {
                known.join(&tally);
                known.documents = if is_another { known.documents + tally.documents } else { 1 };
            }
            None => {
                self.quoted.insert(words, tally);
            }
        });
    }
}

fn standing(sighting: &Sighting<'_>) -> Option<Standing> {
    (!sighting.is_right).then_some(sighting.standing)
}

/// What a spelling is known by, whatever its capitals and white space.
fn key_of(surface: &str) -> Box<str> {
    folded(surface, Reading::Exact).split_whitespace().collect::<Vec<_>>().join(" ").into()
}
