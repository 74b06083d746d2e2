//! Names of several words: which of them bend, and as what.

use super::{Case, CaseForm, Gender, Sort, Tongue, case_forms};
use crate::names::parts::{self, is_particle};
use crate::text::{Casing, Glue};

/// Prepositions behind which nothing bends: Ростов-на-Дону, Франкфурт-на-Майні.
const PREPOSITIONS: [&str; 11] = ["на", "над", "під", "под", "при", "в", "у", "по", "nad", "pod", "w"];

/// What a name is the name of, as far as its bending goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// This part of a person's name.
    Person(parts::Role),
    /// A place, an organisation or anything else.
    Other,
}

/// The words of a name, with what stands before each.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The words.
    pub words: &'a [String],
    /// What stands before each.
    pub glue: &'a [Glue],
}

/// What each word of a name is when it bends; nothing for one that stays as it is.
///
/// Persons bend in all their names. Of a place or an organisation the adjectives before the first noun bend, and the noun itself; what
/// follows is an attribute of its own (Рівненська область *України*), and of a hyphened place only the last part bends.
#[must_use]
pub fn sorts(name: Words<'_>, role: Role, tongue: Tongue) -> Vec<Option<Sort>> {
    match role {
        Role::Person(role) => person_sorts(name.words, role),
        Role::Other => place_sorts(name, tongue),
    }
}

fn person_sorts(words: &[String], role: parts::Role) -> Vec<Option<Sort>> {
    use parts::Role as R;
    let sort = |at: usize| match role {
        R::Family | R::BareFamily => Sort::Family,
        R::Given | R::Middle => Sort::Given,
        R::Turned if at == 0 => Sort::Family,
        R::Turned => Sort::Given,
        R::Full | R::Short if at + 1 == words.len() => Sort::Family,
        R::Full | R::Short => Sort::Given,
    };
    words.iter().enumerate().map(|(at, word)| (!is_still(word)).then(|| sort(at))).collect()
}

/// Particles and words without a capital stay as they are.
fn is_still(word: &str) -> bool {
    Casing::of(word) == Casing::Lower || (word.chars().count() <= 3 && is_particle(word))
}

fn place_sorts(name: Words<'_>, tongue: Tongue) -> Vec<Option<Sort>> {
    let mut sorts = vec![None; name.words.len()];
    for (at, (word, sort)) in name.words.iter().zip(&mut sorts).enumerate() {
        if is_preposition(word) || is_still(word) {
            break;
        }
        let next = name.words.get(at + 1).filter(|next| !is_preposition(next));
        let next_hyphened = name.glue.get(at + 1) == Some(&Glue::Hyphen);
        match next {
            // Нью-Йорк, Івано-Франківськ; Каменец-Подольский is a noun with its adjective behind it.
            Some(next) if next_hyphened => {
                *sort = (is_adjective(next, tongue) && !ends_like_compound(word)).then_some(Sort::Place);
            }
            Some(_) if is_adjective(word, tongue) => *sort = Some(Sort::Attribute),
            _ => {
                *sort = Some(Sort::Place);
                break;
            }
        }
    }
    sorts
}

fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word.to_lowercase().as_str())
}

/// Whether a word of these letters is an adjective before a noun.
fn is_adjective(word: &str, tongue: Tongue) -> bool {
    let lower = word.to_lowercase();
    let endings: &[&str] = match tongue {
        Tongue::Russian => &["ий", "ый", "ой", "ая", "яя", "ое", "ее", "ие", "ые"],
        Tongue::Ukrainian => &["ий", "ській", "цький", "ська", "цька", "зька", "ське", "цьке", "зьке", "ські", "цькі"],
        Tongue::Polish => &["ski", "cki", "ska", "cka", "skie", "ckie"],
    };
    endings.iter().any(|ending| lower.ends_with(ending)) || !case_forms(word, tongue, Sort::Attribute, None).is_empty()
}

/// The first part of a compound has a binding vowel: Ивано-, Орехово-.
fn ends_like_compound(word: &str) -> bool {
    word.ends_with(['о', 'е', 'o'])
}

/// A whole name in one case, if every word that bends has a form in it and the tables know it.
#[must_use]
pub fn decline(name: Words<'_>, role: Role, tongue: Tongue, gender: Option<Gender>, case: Case) -> Option<Vec<String>> {
    let sorts = sorts(name, role, tongue);
    let word = |(word, sort): (&String, Option<Sort>)| match sort {
        None => Some(word.clone()),
        Some(sort) => {
            let forms = forms_of(word, tongue, sort, gender);
            forms.into_iter().find(|form| form.cases.has(case)).map(|form| form.text)
        }
    };
    name.words.iter().zip(sorts).map(word).collect()
}

/// The forms of each word of a name, in its order; none for a word that stays as it is, or that the tables do not know.
#[must_use]
pub fn bends(name: Words<'_>, role: Role, tongue: Tongue, gender: Option<Gender>) -> Vec<Vec<CaseForm>> {
    let sorts = sorts(name, role, tongue);
    let forms = |(word, sort): (&String, Option<Sort>)| sort.map_or_else(Vec::new, |sort| forms_of(word, tongue, sort, gender));
    name.words.iter().zip(sorts).map(forms).collect()
}

/// The forms of a word; an adjective that the table has no row of its own for is declined as any other word of its ending.
fn forms_of(word: &str, tongue: Tongue, sort: Sort, gender: Option<Gender>) -> Vec<CaseForm> {
    let forms = case_forms(word, tongue, sort, gender);
    if forms.is_empty() && sort == Sort::Attribute { case_forms(word, tongue, Sort::Place, gender) } else { forms }
}
