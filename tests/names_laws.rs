//! What holds for all names: of `compare`, and of ranking against a list.

use proptest::prelude::*;
use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::matching::{Matcher, Standing, compare};
use respell::report::{explain_comparison, explain_name};
use respell::text::tokens;

const NAMES: [&str; 12] = [
    "a,Vladimir Saldo,person",
    "b,Marat Khusnullin,person",
    "c,Kherson,place",
    "d,Kherson Oblast,place",
    "e,Ursula von der Leyen,person",
    "f,Rostov-on-Don,place",
    "g,Vladimir Putin,person",
    "h,Vitali Klitschko,person",
    "i,Wladimir Klitschko,person",
    "j,Nova Kakhovka,place",
    "k,Bashar al-Assad,person",
    "l,Світлодарськ,place",
];

fn list(rows: &[&str]) -> Gazetteer {
    let table = format!("id,name,kind\n{}\n", rows.join("\n"));
    Gazetteer::read(table.as_bytes(), "names.csv", Shape::Csv, &LoadOptions::default()).expect("a table").gazetteer
}

/// Names, near-names and noise.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "(V\\. |Vladimir |Marat |al-|von der )?(Saldo|Sardo|Husnurin|Kherson|Klichko|Putin|Oblast|Region|Assad)(, [A-Z][a-z]{0,6}| II| 2)?",
        "[a-zA-Zа-яА-Яії'’. ,\\-]{0,24}",
        "\\PC{0,12}",
    ]
}

/// Strings that have broken name matchers.
fn oddities() -> Vec<String> {
    let mut odd: Vec<String> =
        ["", " ", "\0", "Kherson\0", "\u{202E}nosrehK", "🇺🇦", "👩‍👩‍👧", "İ", "ß", "ǆ", "\u{301}", "'", "-", ".", ",", "a,b,c"]
            .map(str::to_owned)
            .to_vec();
    odd.extend(["x".repeat(10_000), "Kherson ".repeat(2_000), "é".repeat(5_000), "京".repeat(5_000), "V.".repeat(3_000)]);
    odd
}

#[test]
fn nothing_panics_and_odd_names_are_symmetric() {
    let gazetteer = list(&NAMES);
    let matcher = Matcher::new(&gazetteer);
    let mut others = oddities();
    others.push("Kherson".to_owned());
    for odd in oddities() {
        assert!(matcher.rank(&odd, 5).len() <= 5);
        drop((explain_name(&matcher, &odd), matcher.weigh_entity(&odd, 0)));
        for other in &others {
            let (there, back) = (compare(&odd, other).decibans(), compare(other, &odd).decibans());
            assert!(there.is_finite() && there == back);
        }
    }
}

#[test]
fn every_canonical_name_of_the_embedded_list_finds_itself_first() {
    let matcher = Matcher::new(Gazetteer::embedded());
    let mut wrong = Vec::new();
    // A name of more than eight words has no form, since no one writes it in full; it is found by its words, if at all.
    let entities = (0_u32..).zip(Gazetteer::embedded().entities()).filter(|(_, entity)| tokens(&entity.name).len() <= 8);
    // A debug build takes minutes for all of them: one in nine, spread over the list; a release build takes all.
    let step = if cfg!(debug_assertions) { 9 } else { 1 };
    for (number, entity) in entities.step_by(step) {
        let best = matcher.rank(&entity.name, 2);
        if best.first().is_none_or(|best| best.entity != number) {
            wrong.push(explain_name(&matcher, &entity.name));
        }
    }
    assert!(wrong.is_empty(), "{} are not first:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_query_is_accounted_for_as_a_whole() {
    let gazetteer = list(&NAMES);
    let matcher = Matcher::new(&gazetteer);
    for (query, first) in [
        ("vladimir saldo", "a"),
        ("SARDO, VLADIMIR", "a"),
        ("Saldo V. V.", "a"),
        ("Husnurin", "b"),
        ("Kherson Region", "d"),
        ("kherson", "c"),
        ("Leyen, Ursula von der", "e"),
        ("Rostov on Don", "f"),
        ("Vladimir Vladimirovich Putin", "g"),
        ("Путин Владимир", "g"),
        ("Vladimir Klichko", "i"),
        ("Novaya Kakhovka", "j"),
        ("Assad", "k"),
        ("Svitlodarsk", "l"),
    ] {
        let ranked = matcher.rank(query, 3);
        let id = ranked.first().map(|best| matcher.entity(best.entity).id.as_str());
        assert_eq!(id, Some(first), "{query}\n{}", explain_name(&matcher, query));
    }
    for query in ["Kirill Serebrennikov", "Vladimir Nabokov", "Oblast", "", "?!"] {
        let certain = matcher.rank(query, 5).into_iter().any(|best| best.standing == Standing::Certain);
        assert!(!certain, "{}", explain_name(&matcher, query));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn comparing_is_symmetric_and_the_sum_of_its_evidence(a in name(), b in name()) {
        let (there, back) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!(there.decibans(), back.decibans());
        let sum: f64 = there.evidence().iter().map(|link| link.decibans).sum();
        prop_assert!((sum - there.decibans()).abs() < 1e-9);
        prop_assert!((0.0..=1.0).contains(&there.probability()));
        prop_assert!(!explain_comparison(&a, &b).is_empty());
    }

    /// Only an equal name scores as an equal name does.
    #[test]
    fn nothing_is_more_like_a_name_than_itself(a in "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", b in "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?") {
        prop_assume!(a != b);
        prop_assert!(compare(&a, &a).decibans() > compare(&a, &b).decibans(), "{}", explain_comparison(&a, &b));
    }

    /// Law 4, and every link is in it.
    #[test]
    fn a_score_is_the_sum_of_its_evidence(query in name()) {
        let gazetteer = list(&NAMES);
        for ranked in Matcher::new(&gazetteer).rank(&query, 12) {
            let sum: f64 = ranked.score.findings().iter().map(|finding| finding.decibans).sum();
            prop_assert!((sum - ranked.decibans()).abs() < 1e-9);
        }
    }

    /// Law 5: the order of the list decides nothing.
    #[test]
    fn the_order_of_the_list_is_nothing(query in name(), order in Just(NAMES.to_vec()).prop_shuffle()) {
        let (one, other) = (list(&NAMES), list(&order));
        let told = |gazetteer: &Gazetteer| -> Vec<_> {
            let matcher = Matcher::new(gazetteer);
            let ranked = matcher.rank(&query, 12);
            ranked.iter().map(|r| (matcher.entity(r.entity).id.clone(), r.decibans(), r.standing, r.matched.clone())).collect()
        };
        prop_assert_eq!(told(&one), told(&other));
    }
}
