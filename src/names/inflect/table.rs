//! The paradigms of a language, read from `data/inflection`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Case, CaseForm, Cases, Gender};
use crate::text::Casing;

/// A language with a table of paradigms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tongue {
    /// Russian.
    Russian,
    /// Ukrainian.
    Ukrainian,
    /// Polish.
    Polish,
}

impl Tongue {
    /// The language of this code, if it has a table.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "ru" => Some(Self::Russian),
            "uk" => Some(Self::Ukrainian),
            "pl" => Some(Self::Polish),
            _ => None,
        }
    }

    fn paradigms(self) -> &'static [Paradigm] {
        match self {
            Self::Russian => &RUSSIAN,
            Self::Ukrainian => &UKRAINIAN,
            Self::Polish => &POLISH,
        }
    }
}

/// What a word is in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// A given name or a patronymic.
    Given,
    /// A family name.
    Family,
    /// The noun of a place, an organisation or anything else.
    Place,
    /// The adjective before that noun.
    Attribute,
}

/// One row: words of which sort and gender, ending how, and what stands in place of the ending in each case.
#[derive(Debug)]
struct Paradigm {
    sorts: &'static str,
    gender: Option<Gender>,
    patterns: Vec<Pattern>,
    /// Genitive to locative.
    endings: [&'static str; 5],
}

/// How a nominative ends: what stays before what is cut.
#[derive(Debug)]
struct Pattern {
    whole: bool,
    class: Option<&'static str>,
    stays: &'static str,
    cut: &'static str,
}

/// Every distinct spelling of `word` with the cases that it may be, the nominative first; nothing if no row of the table fits.
///
/// A word that does not change has one, in any case. Words in capitals (acronyms) do not change.
///
/// ```
/// use respell::names::inflect::{Sort, Tongue, case_forms};
/// let forms = case_forms("Київ", Tongue::Ukrainian, Sort::Place, None);
/// let texts: Vec<&str> = forms.iter().map(|form| form.text.as_str()).collect();
/// assert_eq!(texts, ["Київ", "Києва", "Києву", "Києвові", "Києвом", "Києві"]);
/// ```
#[must_use]
pub fn case_forms(word: &str, tongue: Tongue, sort: Sort, gender: Option<Gender>) -> Vec<CaseForm> {
    if Casing::of(word) == Casing::Upper && word.chars().nth(1).is_some() {
        return vec![CaseForm { cases: Cases::ANY, text: word.to_owned() }];
    }
    let lower = word.to_lowercase();
    let fitting = tongue.paradigms().iter().filter(|paradigm| paradigm.admits(sort, gender));
    let found = fitting.filter_map(|paradigm| Some((paradigm, paradigm.cut_of(&lower)?))).next();
    found.map_or_else(Vec::new, |(paradigm, cut)| paradigm.decline(word, cut, sort))
}

impl Paradigm {
    fn admits(&self, sort: Sort, gender: Option<Gender>) -> bool {
        let letter = match sort {
            Sort::Given => 'g',
            Sort::Family => 'f',
            Sort::Place => 'p',
            Sort::Attribute => 'a',
        };
        let agrees = self.gender.is_none() || gender.is_none() || self.gender == gender;
        self.sorts.contains(letter) && agrees
    }

    /// How many letters of the word go, if the row fits it. A stem keeps two letters at least, or the word is no name of this kind.
    fn cut_of(&self, lower: &str) -> Option<usize> {
        self.patterns.iter().find_map(|pattern| pattern.cut_of(lower))
    }

    fn decline(&self, word: &str, cut: usize, sort: Sort) -> Vec<CaseForm> {
        let letters: Vec<char> = word.chars().collect();
        let (stem, ending) = letters.split_at(letters.len().saturating_sub(cut));
        let nominative = CaseForm { cases: Cases::only(Case::Nominative), text: word.to_owned() };
        let mut forms = vec![nominative];
        for (case, endings) in Case::ALL.into_iter().skip(1).zip(self.endings) {
            let person = matches!(sort, Sort::Given | Sort::Family);
            let endings = match endings {
                "@" if person => self.endings[0],
                "@" => "=",
                endings => endings,
            };
            for new in endings.split(',') {
                add(&mut forms, case, put(stem, ending, new));
            }
        }
        forms
    }
}

impl Pattern {
    fn read(cell: &'static str) -> Self {
        let (whole, cell) = cell.strip_prefix('^').map_or((false, cell), |rest| (true, rest));
        let (stays, cut) = cell.split_once('-').unwrap_or(("", cell));
        let class = stays.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        Self { whole, class, stays: if class.is_some() { "" } else { stays }, cut: nothing(cut) }
    }

    fn cut_of(&self, lower: &str) -> Option<usize> {
        let stem = lower.strip_suffix(self.cut)?;
        let before = stem.strip_suffix(self.stays)?;
        let fits = match self.class {
            Some(class) => stem.chars().next_back().is_some_and(|letter| class.contains(letter)),
            None => true,
        };
        let whole = if self.whole { before.is_empty() } else { !before.is_empty() };
        (fits && whole).then(|| self.cut.chars().count())
    }
}

/// The stem with a new ending. What the new ending has in common with the old keeps the author's letters: a capital where a whole word
/// is cut.
fn put(stem: &[char], old: &[char], new: &str) -> String {
    let same = |letter: &char, new: char| letter.to_lowercase().eq(std::iter::once(new));
    let kept = match new {
        "=" => old.len(),
        new => old.iter().zip(nothing(new).chars()).take_while(|(letter, new)| same(letter, *new)).count(),
    };
    let rest: String = if new == "=" { String::new() } else { nothing(new).chars().skip(kept).collect() };
    stem.iter().chain(&old[..kept]).copied().chain(rest.chars()).collect()
}

fn nothing(cell: &str) -> &str {
    if cell == "∅" { "" } else { cell }
}

fn add(forms: &mut Vec<CaseForm>, case: Case, text: String) {
    match forms.iter_mut().find(|form| form.text == text) {
        Some(form) => form.cases = form.cases.or(Cases::only(case)),
        None => forms.push(CaseForm { cases: Cases::only(case), text }),
    }
}

static RUSSIAN: LazyLock<Vec<Paradigm>> = LazyLock::new(|| read(include_str!("../../../data/inflection/ru.tsv")));
static UKRAINIAN: LazyLock<Vec<Paradigm>> = LazyLock::new(|| read(include_str!("../../../data/inflection/uk.tsv")));
static POLISH: LazyLock<Vec<Paradigm>> = LazyLock::new(|| read(include_str!("../../../data/inflection/pl.tsv")));

fn read(table: &'static str) -> Vec<Paradigm> {
    lines(table).filter_map(paradigm).collect()
}

fn paradigm(line: &'static str) -> Option<Paradigm> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [sorts, gender, nominative, endings @ .., _example] = cells.as_slice() else { return None };
    let patterns = nominative.split(' ').map(Pattern::read).collect();
    Some(Paradigm { sorts, gender: gender_of(gender), patterns, endings: endings.try_into().ok()? })
}

fn gender_of(cell: &str) -> Option<Gender> {
    match cell {
        "m" => Some(Gender::Man),
        "f" => Some(Gender::Woman),
        _ => None,
    }
}

/// The gender of a given name whose ending misleads.
pub(super) fn listed_gender(given: &str) -> Option<Gender> {
    static LISTED: LazyLock<FxHashMap<&'static str, Gender>> = LazyLock::new(|| {
        let rows = lines(include_str!("../../../data/inflection/gender.tsv")).filter_map(|line| line.split_once('\t'));
        rows.flat_map(|(gender, names)| names.split(' ').filter_map(move |name| Some((name, gender_of(gender)?)))).collect()
    });
    LISTED.get(given).copied()
}

pub(super) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{POLISH, Paradigm, RUSSIAN, UKRAINIAN, lines};

    #[test]
    fn every_row_is_read() {
        let tables: [(&str, &[Paradigm]); 3] = [
            (include_str!("../../../data/inflection/ru.tsv"), &RUSSIAN),
            (include_str!("../../../data/inflection/uk.tsv"), &UKRAINIAN),
            (include_str!("../../../data/inflection/pl.tsv"), &POLISH),
        ];
        for (table, read) in tables {
            assert_eq!(lines(table).count(), read.len());
        }
    }

    #[test]
    fn no_ending_is_left_out() {
        for paradigm in RUSSIAN.iter().chain(UKRAINIAN.iter()).chain(POLISH.iter()) {
            assert!(paradigm.endings.iter().all(|cell| cell.split(',').all(|ending| !ending.is_empty())), "{paradigm:?}");
        }
    }
}
