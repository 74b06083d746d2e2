//! Which entities a document names in full, by which spellings, and where.
//!
//! An entity that a long document is about stands in it a thousand times: so places are kept by spelling, and each mention asks a few
//! spellings, not all places.

use rustc_hash::FxHashMap;

/// A place in a document: its bytes, and its passage and sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) span: (u64, u64),
    pub(super) sentence: (usize, u32),
}

/// A spelling of a whole name, with its places in the order of the text.
#[derive(Debug)]
struct Spelling {
    surface: String,
    is_right: bool,
    sites: Vec<Site>,
}

/// The spellings of each entity's whole names.
#[derive(Debug, Default)]
pub(super) struct Presence {
    entities: FxHashMap<u32, Vec<Spelling>>,
}

/// What a document has of an entity beside one mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Elsewhere {
    /// Nothing.
    Nothing,
    /// The whole name of which the mention is a part.
    Whole,
    /// The right name in the same sentence.
    SameSentence,
    /// The entity by a whole name.
    Present,
}

impl Presence {
    /// Notes a whole name, in the order of the text; `surface` is folded.
    pub(super) fn add(&mut self, entity: u32, surface: &str, is_right: bool, site: Site) {
        let spellings = self.entities.entry(entity).or_default();
        match spellings.iter_mut().find(|known| known.is_right == is_right && known.surface == surface) {
            Some(known) => known.sites.push(site),
            None => spellings.push(Spelling { surface: surface.to_owned(), is_right, sites: vec![site] }),
        }
    }

    /// What there is of an entity beside a mention of it, which is spelled as `surface` (folded); `is_part` if the mention is a part of a
    /// name, `is_variant` if it is a variant.
    pub(super) fn beside(&self, entity: u32, surface: &str, at: Site, is_part: bool, is_variant: bool) -> Elsewhere {
        let Some(spellings) = self.entities.get(&entity) else { return Elsewhere::Nothing };
        // A spelling is no witness for itself, however often it stands.
        let others = || spellings.iter().filter(|other| other.is_right || other.surface != surface);
        let holds =
            |other: &Spelling| other.surface.len() > surface.len() && other.surface.split([' ', '-']).any(|word| word == surface);
        if is_part && others().any(|other| holds(other) && other.is_apart(at)) {
            Elsewhere::Whole
        } else if is_variant && others().any(|other| other.is_right && other.is_in_sentence(at)) {
            Elsewhere::SameSentence
        } else if others().any(|other| other.is_apart(at)) {
            Elsewhere::Present
        } else {
            Elsewhere::Nothing
        }
    }
}

impl Spelling {
    /// Whether any place is clear of this one: a longer reading of the same words is no other place.
    fn is_apart(&self, at: Site) -> bool {
        // What overlaps a place stands together, so that the first or the last is clear of it wherever any is, but for nested readings.
        let ends = self.sites.first().into_iter().chain(self.sites.last());
        ends.into_iter().any(|site| is_clear(site, at)) || self.sites.iter().any(|site| is_clear(site, at))
    }

    fn is_in_sentence(&self, at: Site) -> bool {
        let from = self.sites.partition_point(|site| site.sentence < at.sentence);
        self.sites[from..].iter().take_while(|site| site.sentence == at.sentence).any(|site| is_clear(site, at))
    }
}

fn is_clear(site: &Site, at: Site) -> bool {
    site.span.1 <= at.span.0 || at.span.1 <= site.span.0
}
