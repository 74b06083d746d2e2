//! The parts of a personal name, and which of them alone still name the person.
//!
//! `Ursula von der Leyen` is also `von der Leyen` and, with less certainty, `Leyen`; `Kim Jong Un` is `Kim`, whose family name stands
//! first. What a part is worth as evidence is decided in `matching`.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Glue, Reading, Token, folded};

/// What a part is to its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The whole name.
    Full,
    /// The family name with its particles.
    Family,
    /// The family name without its particles, or one half of a double one.
    BareFamily,
    /// First given name and family name of a longer name.
    Short,
    /// The family name on the other side of the given names than usual.
    Turned,
    /// A given name.
    Given,
    /// A word in the middle.
    Middle,
}

impl Role {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [Self::Full, Self::Family, Self::BareFamily, Self::Short, Self::Turned, Self::Given, Self::Middle];
}

/// A part of a name: its role and its words, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// The words it is made of, in the order in which they are written.
    pub words: Vec<usize>,
}

/// Whether a word is a particle of names (von, de, al, bin), whatever its case.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    contains(&PARTICLES, word)
}

/// The parts by which a person of this name may be mentioned; the whole name is the first.
///
/// ```
/// use respell::names::parts::{Role, person_parts};
/// use respell::text::tokens;
/// let name = "Ursula von der Leyen";
/// let parts = person_parts(name, &tokens(name), "de");
/// assert_eq!(parts[0].role, Role::Full);
/// assert!(parts.iter().any(|part| part.role == Role::Family && part.words == [1, 2, 3]));
/// assert!(parts.iter().any(|part| part.role == Role::BareFamily && part.words == [3]));
/// ```
#[must_use]
pub fn person_parts(name: &str, tokens: &[Token], language: &str) -> Vec<Part> {
    let count = tokens.len();
    let mut parts = vec![Part { role: Role::Full, words: (0..count).collect() }];
    if count < 2 {
        return parts;
    }
    // A number behind a name is no family name: Charles III, Leo XIV.
    let numbered = is_numeral(&name[tokens[count - 1].span]);
    let family = family_range(name, &tokens[..count - usize::from(numbered)], language);
    let mut add = |role, words: Vec<usize>| {
        if !parts.iter().any(|part: &Part| part.words == words) {
            parts.push(Part { role, words });
        }
    };
    // A ruler is known by the given name, which any Elisabeth has as well.
    add(if numbered { Role::Given } else { Role::Family }, family.clone().collect());
    let bare: Vec<usize> = family.clone().filter(|at| !is_particle(&name[tokens[*at].span])).collect();
    for word in &bare {
        add(Role::BareFamily, vec![*word]);
    }
    let others: Vec<usize> = (0..count).filter(|at| !family.contains(at)).collect();
    if let [first, second, ..] = others[..]
        && tokens[second].glue != Glue::Hyphen
    {
        let short = if family.start == 0 {
            family.clone().chain([first]).collect()
        } else {
            [first].into_iter().chain(family.clone()).collect()
        };
        add(Role::Short, short);
    }
    // A list may write either order, whichever the name is used to: Khusnullin Marat, Jong Un Kim.
    let turned: Vec<usize> = if family.start == 0 {
        others.iter().copied().chain(family.clone()).collect()
    } else {
        family.clone().chain(others.clone()).collect()
    };
    add(Role::Turned, turned);
    for (at, word) in others.iter().enumerate() {
        let usable = !is_numeral(&name[tokens[*word].span])
            && name[tokens[*word].span].chars().count() > 2
            && !is_particle(&name[tokens[*word].span]);
        if usable {
            add(if at == 0 { Role::Given } else { Role::Middle }, vec![*word]);
        }
    }
    parts
}

/// The words of the family name: the last with its particles and what hyphens join to it, or the first where that is the custom.
fn family_range(name: &str, tokens: &[Token], language: &str) -> Range<usize> {
    let word = |at: usize| &name[tokens[at].span];
    let by_custom = matches!(language, "zh" | "ko" | "vi");
    if by_custom || looks_family_first(name, tokens) {
        return 0..1;
    }
    let mut start = tokens.len() - 1;
    while start > 1 && (tokens[start].glue == Glue::Hyphen || is_particle(word(start - 1))) {
        start -= 1;
    }
    start..tokens.len()
}

/// A known family name with one or two short syllables behind it: Kim Jong Un, Xi Jinping, Mao Tse-tung, Roh Tae-woo. Kim Clijsters
/// and Bruce Lee are not; where the last word is a family name as well (Ban Ki Moon, Jackie Chan), hyphens decide.
fn looks_family_first(name: &str, tokens: &[Token]) -> bool {
    let word = |at: usize| &name[tokens[at].span];
    let length = |token: &Token| name[token.span].chars().count();
    let hyphened = tokens.len() == 3 && tokens[2].glue == Glue::Hyphen;
    let syllables = tokens[1..].iter().all(|token| length(token) <= 5) || (tokens.len() == 2 && length(&tokens[1]) <= 8);
    let last_is_family = contains(&FAMILY_FIRST, word(tokens.len() - 1));
    contains(&FAMILY_FIRST, word(0)) && tokens.len() <= 3 && syllables && (hyphened || !last_is_family)
}

fn is_numeral(word: &str) -> bool {
    word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'))
}

fn contains(list: &FxHashSet<&'static str>, word: &str) -> bool {
    list.contains(folded(word, Reading::Plain).as_str())
}

/// What the bearer of a given name is called in the neighbouring language: Volodymyr is Vladimir in Russian, and the reverse.
///
/// ```
/// use respell::names::parts::given_elsewhere;
/// assert_eq!(given_elsewhere("Volodymyr"), ["Vladimir"]);
/// assert!(given_elsewhere("Alexander").contains(&"Oleksandr"));
/// ```
#[must_use]
pub fn given_elsewhere(word: &str) -> &'static [&'static str] {
    GIVEN.get(folded(word, Reading::Plain).as_str()).map_or(&[], Vec::as_slice)
}

/// Each spelling with those of the other language.
static GIVEN: LazyLock<FxHashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut known: FxHashMap<String, Vec<&'static str>> = FxHashMap::default();
    let rows = TEXTS[0].lines().filter(|line| !line.starts_with('#'));
    for (ukrainian, russian) in rows.filter_map(|line| line.split_once('\t')) {
        for russian in russian.split(',') {
            known.entry(ukrainian.to_lowercase()).or_default().push(russian);
            known.entry(russian.to_lowercase()).or_default().push(ukrainian);
        }
    }
    known
});

static PARTICLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| listed(TEXTS[1]));

static FAMILY_FIRST: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| listed(TEXTS[2]));

/// The lists as they stand in their files: given names of two languages, particles, and families that stand first.
pub(super) const TEXTS: [&str; 3] = [
    include_str!("../../data/names/given-uk-ru.tsv"),
    include_str!("../../data/lexicon/particles.txt"),
    include_str!("../../data/lexicon/family-first.txt"),
];

fn listed(list: &'static str) -> FxHashSet<&'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Role, person_parts};
    use crate::text::tokens;

    #[test]
    fn families_are_found() {
        for (name, language, family) in [
            ("Vladimir Saldo", "", "Saldo"),
            ("Bashar al-Assad", "", "al Assad"),
            ("Mohammed bin Salman", "", "bin Salman"),
            ("Nikolai Rimsky-Korsakov", "", "Rimsky Korsakov"),
            ("Kim Jong Un", "", "Kim"),
            ("Xi Jinping", "", "Xi"),
            ("Mao Tse-tung", "", "Mao"),
            ("Kim Clijsters", "", "Clijsters"),
            ("Park Chung-hee", "", "Park"),
            ("Roh Tae-woo", "", "Roh"),
            ("Vitalii Kim", "", "Kim"),
            ("Luiz Inácio Lula da Silva", "", "da Silva"),
        ] {
            let parts = person_parts(name, &tokens(name), language);
            let words = &parts.iter().find(|part| part.role == Role::Family).expect("a family name").words;
            let text: Vec<&str> = words.iter().map(|at| &name[tokens(name)[*at].span]).collect();
            assert_eq!(text.join(" "), family);
        }
    }
    #[test]
    fn a_ruler_is_known_by_the_given_name() {
        let name = "Pope Leo XIV";
        let parts = person_parts(name, &tokens(name), "");
        assert!(!parts.iter().any(|part| part.role == Role::Family));
        assert!(parts.iter().any(|part| part.role == Role::Given && part.words == [1]));
    }
}
