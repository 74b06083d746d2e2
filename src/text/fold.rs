//! Folding: what two spellings share when case, marks and glyph variants are put aside, with the way back.
//!
//! Three readings are offered. [`Reading::Exact`] removes only what no reader would call a difference (case, width,
//! ligatures, normal form, the glyph of an apostrophe or hyphen, invisible characters). [`Reading::Plain`] also drops the
//! marks of Latin and Greek letters (ö → o), [`Reading::Digraph`] writes them out (ö → oe). Marks of other scripts stay: й is
//! not и. A word that a line's end breaks is read as one. Romanization is not folding and lives in `names`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_canonical, is_combining_mark};

use super::broken::breaks;
use super::class::{PLACES, by_place, place};
use super::marks::{is_apostrophe, is_hyphen, is_ignorable};
use super::script::{Script, script_of};

/// How much folding forgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// Marks stay: `Łódź` and `Lodz` differ.
    Exact,
    /// Marks go: `Müller` reads `muller`.
    Plain,
    /// Marks are written out where a custom of doing so exists: `Müller` reads `mueller`.
    Digraph,
}

/// A folded text that knows where each of its bytes came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the start of the source character it came from; one more for the end.
    origin: Vec<u32>,
}

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The source offset (in bytes, always on a character boundary) at which folded byte `at` begins.
    ///
    /// Monotone in `at`; `at == text().len()` gives the end of the source. Offsets beyond that give the end as well.
    #[must_use]
    pub fn origin(&self, at: usize) -> usize {
        self.origin.get(at).or(self.origin.last()).map_or(0, |offset| *offset as usize)
    }
}

/// Folds `source` under `reading` and keeps the way back. Linear in the length of `source`, which has to be shorter than 4 GiB.
///
/// ```
/// use respell::text::{Reading, fold};
/// let folded = fold("ＳＴＲＡẞＥ", Reading::Plain);
/// assert_eq!(folded.text(), "strasse");
/// assert_eq!(folded.origin(7), "ＳＴＲＡẞＥ".len());
/// assert_eq!(fold("Gülşen", Reading::Digraph).text(), "guelsen");
/// ```
#[must_use]
pub fn fold(source: &str, reading: Reading) -> Folded {
    let mut folded = Folded { text: String::with_capacity(source.len()), origin: Vec::with_capacity(source.len() + 1) };
    for (from, line) in lines(source) {
        for (at, cluster) in clusters(line) {
            fold_cluster(cluster, reading, &mut folded.text);
            let offset = u32::try_from(from + at).unwrap_or(u32::MAX);
            folded.origin.resize(folded.text.len(), offset);
        }
    }
    folded.origin.push(u32::try_from(source.len()).unwrap_or(u32::MAX));
    folded
}

/// Folds `source` onto the end of `out` without the way back; allocates nothing when `out` has room.
pub fn fold_into(source: &str, reading: Reading, out: &mut String) {
    // Nearly every word; a break inside a word has a line's end.
    if source.bytes().fold(true, |plain, byte| plain & (byte < 0x80) & !matches!(byte, b'`' | b'\n' | b'\r')) {
        return push_lower(source, out);
    }
    out.reserve(source.len());
    lines(source).for_each(|(_, line)| fold_line(line, reading, out));
}

/// `source` folded under `reading`, without the way back.
///
/// ```
/// use respell::text::{Reading, folded};
/// assert_eq!(folded("Łódź", Reading::Plain), "lodz");
/// ```
#[must_use]
pub fn folded(source: &str, reading: Reading) -> String {
    let mut out = String::with_capacity(source.len());
    fold_into(source, reading, &mut out);
    out
}

/// The stretches of a text that remain when the breaks inside words are taken out, with where they begin.
fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut found, mut at) = (breaks(source), Some(0));
    std::iter::from_fn(move || {
        let start = at?;
        let next = found.next();
        at = next.map(|next| next.span.end);
        let end = next.map_or(source.len(), |next| if next.is_hyphen { next.mark_end } else { next.span.start });
        Some((start, &source[start..end]))
    })
}

fn fold_line(source: &str, reading: Reading, out: &mut String) {
    if source.is_ascii() {
        for (at, part) in source.split('`').enumerate() {
            if at > 0 {
                out.push('\'');
            }
            push_lower(part, out);
        }
        return;
    }
    let simple = match reading {
        Reading::Exact => Some(&*EXACT),
        Reading::Plain => Some(&*PLAIN),
        Reading::Digraph => None,
    };
    for (_, cluster) in clusters(source) {
        match simple.and_then(|simple| simple.get(cluster)) {
            Some(letter) => out.push(letter),
            None => fold_cluster(cluster, reading, out),
        }
    }
}

fn push_lower(ascii: &str, out: &mut String) {
    let start = out.len();
    out.push_str(ascii);
    out[start..].make_ascii_lowercase();
}

/// What characters are folded to that stand alone and give one character wherever they stand.
struct Simple([char; PLACES]);

impl Simple {
    fn new(reading: Reading) -> Self {
        Self(by_place(|letter| {
            let (mut cluster, mut out) = ([0; 4], String::new());
            fold_cluster(letter.encode_utf8(&mut cluster), reading, &mut out);
            let mut letters = out.chars();
            match (letters.next(), letters.next()) {
                // İ is read by what stands before it.
                (Some(only), None) if letter != 'İ' => only,
                _ => '\0',
            }
        }))
    }

    fn get(&self, cluster: &str) -> Option<char> {
        let mut letters = cluster.chars();
        let letter = letters.next().filter(|_| letters.as_str().is_empty())?;
        Some(self.0[place(letter)?]).filter(|folded| *folded != '\0')
    }
}

static EXACT: LazyLock<Simple> = LazyLock::new(|| Simple::new(Reading::Exact));
static PLAIN: LazyLock<Simple> = LazyLock::new(|| Simple::new(Reading::Plain));

/// A base character with the combining marks behind it, so that NFC and NFD text fold alike.
fn clusters(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = source.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, head) = rest.next()?;
        let mut end = start + head.len_utf8();
        while let Some((at, mark)) = rest.next_if(|(_, next)| !next.is_ascii() && extends(*next)) {
            end = at + mark.len_utf8();
        }
        Some((start, &source[start..end]))
    })
}

/// Whether `letter` is written on the one before it. The half-width voicing marks of kana are letters by category only.
fn extends(letter: char) -> bool {
    is_combining_mark(letter) || matches!(letter, '\u{FF9E}' | '\u{FF9F}')
}

fn fold_cluster(cluster: &str, reading: Reading, out: &mut String) {
    let mut letters = cluster.chars();
    let Some(head) = letters.next() else { return };
    if head.is_ascii() && letters.as_str().is_empty() {
        out.push(if head == '`' { '\'' } else { head.to_ascii_lowercase() });
    } else if letters.as_str().contains(['\u{FF9E}', '\u{FF9F}']) {
        cluster.nfkc().for_each(|letter| fold_char(letter, reading, out));
    } else {
        cluster.nfc().for_each(|letter| fold_char(letter, reading, out));
    }
}

/// Folds one character that is composed as far as Unicode allows.
fn fold_char(letter: char, reading: Reading, out: &mut String) {
    if is_ignorable(letter) {
    } else if is_apostrophe(letter) {
        out.push('\'');
    } else if is_hyphen(letter) {
        out.push('-');
    } else if letter.is_whitespace() {
        out.push(' ');
    } else if let Some(plain) = compatibility(letter) {
        plain.for_each(|letter| fold_char(letter, reading, out));
    } else if letter == 'İ' && out.ends_with(char::is_alphabetic) {
        // Within a word it is the Turkish capital of i: DİYARBAKIR.
        out.push('i');
    } else {
        // At the head its dot is a mark as any other: Izmir is a variant of İzmir as Lodz is of Łódź.
        letter.to_lowercase().for_each(|letter| fold_marks(letter, reading, out));
    }
}

/// The part of NFKC that names meet: width, ligatures, long s. The whole of it would read № as No and ² as 2.
fn compatibility(letter: char) -> Option<impl Iterator<Item = char>> {
    let known = matches!(letter, '\u{FF01}'..='\u{FF9F}' | '\u{FB00}'..='\u{FB06}' | 'ſ' | 'ĳ' | 'Ĳ' | '\u{FE70}'..='\u{FEFC}');
    let decomposed = known.then(|| std::iter::once(letter).nfkc().next()).flatten();
    // A half-width character that decomposes to itself would recurse for ever.
    (known && decomposed.is_some_and(|first| first != letter)).then(|| std::iter::once(letter).nfkc())
}

fn fold_marks(letter: char, reading: Reading, out: &mut String) {
    let marked = reading != Reading::Exact && matches!(script_of(letter), Script::Latin | Script::Greek | Script::Common);
    if !marked || letter.is_ascii() {
        return out.push(letter);
    }
    match TABLE.get(&letter) {
        Some([plain, _]) if reading == Reading::Plain => out.push_str(plain),
        Some([_, digraph]) => out.push_str(digraph),
        None => strip(letter, reading, out),
    }
}

/// Takes the last mark off and folds what remains: ǻ is å with an acute, and å has its own row in the table.
fn strip(letter: char, reading: Reading, out: &mut String) {
    let (mut base, mut marks) = ('\0', 0);
    decompose_canonical(letter, |part| {
        if marks == 0 {
            base = part;
        } else if let Some(known) = compose(base, part).filter(|known| TABLE.contains_key(known)) {
            base = known;
        }
        marks += 1;
    });
    match marks {
        _ if is_combining_mark(letter) => {}
        0 | 1 => out.push(letter),
        _ => fold_marks(base, reading, out),
    }
}

/// Plain and digraph reading by lower-case letter, from `data/scripts/folding.tsv`.
static TABLE: LazyLock<FxHashMap<char, [&'static str; 2]>> =
    LazyLock::new(|| FOLDING.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect());

pub(super) const FOLDING: &str = include_str!("../../data/scripts/folding.tsv");

fn row(line: &'static str) -> Option<(char, [&'static str; 2])> {
    let mut cells = line.split('\t');
    Some((cells.next()?.chars().next()?, [cells.next()?, cells.next()?]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Reading, clusters, fold, fold_cluster, fold_into, lines};

    #[test]
    fn readings() {
        for (source, exact, plain, digraph) in [
            ("Łódź", "łódź", "lodz", "lodz"),
            ("Lo\u{301}dz", "lódz", "lodz", "lodz"),
            ("MÜLLER", "müller", "muller", "mueller"),
            ("Ångström", "ångström", "angstrom", "aangstroem"),
            ("İstanbul", "i\u{307}stanbul", "istanbul", "istanbul"),
            ("DİYARBAKİR", "diyarbakir", "diyarbakir", "diyarbakir"),
            ("Straße", "straße", "strasse", "strasse"),
            ("Ǆakovo", "ǆakovo", "dzakovo", "dzakovo"),
            ("ﬁſh", "fish", "fish", "fish"),
            ("Ｋｙｉｖ", "kyiv", "kyiv", "kyiv"),
            ("Kam’ianske", "kam'ianske", "kam'ianske", "kam'ianske"),
            ("Nguyễn", "nguyễn", "nguyen", "nguyen"),
            ("Хмельни\u{306}", "хмельнй", "хмельнй", "хмельнй"),
            ("Ёлка Київ", "ёлка київ", "ёлка київ", "ёлка київ"),
            ("Τσίπρας", "τσίπρας", "τσιπρας", "τσιπρας"),
            ("Kher\u{AD}son", "kherson", "kherson", "kherson"),
            ("Ivano‑Frankivsk", "ivano-frankivsk", "ivano-frankivsk", "ivano-frankivsk"),
            ("Gül-\n  şen", "gülşen", "gulsen", "guelsen"),
            ("Ivano-\nFrankivsk", "ivano-frankivsk", "ivano-frankivsk", "ivano-frankivsk"),
            ("ｶﾞ", "ガ", "ガ", "ガ"),
            ("Əliyev", "əliyev", "aliyev", "eliyev"),
        ] {
            assert_eq!(fold(source, Reading::Exact).text(), exact);
            assert_eq!(fold(source, Reading::Plain).text(), plain);
            assert_eq!(fold(source, Reading::Digraph).text(), digraph);
        }
    }

    proptest! {
        /// Law 8: the way back lands on character boundaries and is monotone.
        #[test]
        fn the_way_back_is_monotone_and_on_boundaries(source in "[\\PC\n\\-a-c]{0,24}") {
            for reading in [Reading::Exact, Reading::Plain, Reading::Digraph] {
                let folded = fold(&source, reading);
                let mut last = 0;
                for at in 0..=folded.text().len() {
                    let origin = folded.origin(at);
                    prop_assert!(source.is_char_boundary(origin) && origin >= last);
                    last = origin;
                }
                prop_assert_eq!(last, source.len());
            }
        }

        #[test]
        fn folding_with_and_without_the_way_back_agree(source in "[\\PC\n\\-a-c]{0,24}") {
            for reading in [Reading::Exact, Reading::Plain, Reading::Digraph] {
                let mut plain = String::new();
                fold_into(&source, reading, &mut plain);
                let folded = fold(&source, reading);
                prop_assert_eq!(plain, folded.text());
            }
        }

        /// Each way that a word is folded quickly gives what its clusters give one by one.
        #[test]
        fn folding_is_that_of_the_clusters(source in "([a-cA-C`'’ʼ1 \\-]|\n|-\n|[à-žÀ-Ž]|[а-яА-ЯЇїʹ]|ß|İ|ﬁ|ſ|\u{301}|\u{306}|\u{AD}|ｶ|ﾞ|ấ|Σ|東|[‐-―]|\\PC){0,12}") {
            for reading in [Reading::Exact, Reading::Plain, Reading::Digraph] {
                let mut slow = String::from("a");
                for (_, line) in lines(&source) {
                    clusters(line).for_each(|(_, cluster)| fold_cluster(cluster, reading, &mut slow));
                }
                let mut quick = String::from("a");
                fold_into(&source, reading, &mut quick);
                prop_assert_eq!(quick, slow);
            }
        }
    }
}
