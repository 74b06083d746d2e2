//! What the machine proposes fits together: whatever the mentions, its table is one that may be applied.

use proptest::prelude::*;
use proptest::sample::select;
use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::matching::{Matcher, Reason, Score};
use respell::reconcile::{AliasTable, Applier, DocumentMentions, Mention, Quote, Standing, Trust, WriteOptions, propose};
use respell::text::tokens;

/// Few words, so that corrections hold each other's variants.
const WORDS: [&str; 9] = ["Ab", "Cd", "Ef", "AB", "ab", "K", "大", "Groß", "éf"];
const GAPS: [&str; 7] = [" ", " ", " ", "-", ". ", "\n", "'s "];
const STANDINGS: [Standing; 4] = [Standing::Certain, Standing::Certain, Standing::Probable, Standing::Doubtful];

fn matcher_of<T>(then: impl FnOnce(&Matcher<'_>) -> T) -> T {
    let csv = "id,name\n1,Adar\n2,Bedor\n3,Cedun\n";
    let loaded = Gazetteer::read(csv.as_bytes(), "", Shape::Csv, &LoadOptions::default()).expect("the list above is right");
    then(&Matcher::new(&loaded.gazetteer))
}

fn mention(surface: &str, correction: &str, standing: Standing) -> Mention {
    Mention {
        start: 0,
        end: surface.len() as u64,
        line: 1,
        surface: surface.to_owned(),
        correction: correction.to_owned(),
        entity: 0,
        score: Score::default(),
        probability: 0.99,
        standing,
        is_right: surface == correction,
        rival: None,
        quote: Quote { prefix: "from ".to_owned(), suffix: " to".to_owned() },
        example: String::new(),
    }
}

fn listed(mut mention: Mention) -> Mention {
    mention.score.add(Reason::Listed, 12.0);
    mention
}

/// The table of mentions of one document, as it is read back from its file.
fn table(mentions: Vec<Mention>) -> AliasTable {
    proposed(&[DocumentMentions { document: "a.txt".to_owned(), mentions }])
}

fn proposed(documents: &[DocumentMentions]) -> AliasTable {
    let mut file = Vec::new();
    let table = matcher_of(|matcher| propose(matcher, documents, false));
    table.write(&mut file, WriteOptions::default()).expect("a vector takes all");
    AliasTable::read(&file, "").expect("what was written is read")
}

/// Variant, correction and standing of each row, in the order of the variants.
fn told(table: &AliasTable) -> Vec<(&str, &str, Standing)> {
    let mut rows: Vec<_> =
        table.rows.iter().map(|row| (&*row.variant, &*row.correction, row.standing.expect("proposed rows have one"))).collect();
    rows.sort_unstable();
    rows
}

fn name() -> impl Strategy<Value = String> {
    prop::collection::vec((select(&WORDS[..]), select(&GAPS[..])), 1..4).prop_map(|parts| {
        let last = parts.len() - 1;
        parts.iter().enumerate().map(|(at, (word, gap))| format!("{word}{}", if at < last { gap } else { "" })).collect()
    })
}

fn any_mention() -> impl Strategy<Value = Mention> {
    let flags = (any::<bool>(), 0..3_u32, select(&["", "from ", "by "][..]));
    (name(), prop_oneof![9 => name(), 1 => Just("—".to_owned())], select(&STANDINGS[..]), flags).prop_map(
        |(surface, correction, standing, (is_listed, entity, prefix))| {
            let mut mention = Mention { entity, ..mention(&surface, &correction, standing) };
            prefix.clone_into(&mut mention.quote.prefix);
            if is_listed { listed(mention) } else { mention }
        },
    )
}

proptest! {
    /// Whatever stands in the texts, the program's own table is never refused.
    #[test]
    fn the_proposed_table_compiles(documents in prop::collection::vec(prop::collection::vec(any_mention(), 0..6), 1..4)) {
        let documents: Vec<_> = documents.into_iter().enumerate().map(|(at, mentions)| {
            DocumentMentions { document: format!("{at}.txt"), mentions }
        }).collect();
        let table = proposed(&documents);
        for trust in [Trust::Accepted, Trust::Certain, Trust::Probable] {
            let fit = Applier::new(&table, trust);
            prop_assert!(fit.is_ok(), "{:?} {trust:?} {:?}", fit.err(), table.rows);
        }
    }
}

#[test]
fn a_word_of_a_name_that_is_put_in_place_is_no_variant() {
    for standing in [Standing::Certain, Standing::Probable] {
        let table = table(vec![
            mention("Changotipe Chujonak", "Changotepe Chutonak", standing),
            mention("Changotepe", "Zenotepe", Standing::Certain),
        ]);
        let expected = [("Changotepe", "Zenotepe", Standing::Doubtful), ("Changotipe Chujonak", "Changotepe Chutonak", standing)];
        assert_eq!(told(&table), expected);
        let held_back = table.rows.iter().find(|row| row.variant == "Changotepe").expect("see above");
        assert!(held_back.why.contains("the right name “Changotepe Chutonak”"), "{}", held_back.why);
    }
}

/// What the list itself calls a spelling to be corrected is one, also inside another name: that name waits.
#[test]
fn a_listed_spelling_goes_before_a_name_that_holds_it() {
    let table =
        table(vec![mention("Kievv Post", "Kiev Post", Standing::Certain), listed(mention("Kiev", "Kyiv", Standing::Certain))]);
    assert_eq!(told(&table), [("Kiev", "Kyiv", Standing::Certain), ("Kievv Post", "Kiev Post", Standing::Doubtful)]);
    assert!(table.rows.iter().any(|row| row.why.contains("“Kiev” in it")), "{:?}", table.rows);
}

#[test]
fn rows_that_turn_each_other_round_wait_both() {
    let table = table(vec![mention("Adar", "Bedor", Standing::Certain), mention("Bedor", "Adar", Standing::Certain)]);
    assert_eq!(told(&table), [("Adar", "Bedor", Standing::Doubtful), ("Bedor", "Adar", Standing::Doubtful)]);
}

#[test]
fn a_spelling_inside_its_own_correction_waits() {
    let table = table(vec![listed(mention("Dinamo", "Dinamo Adar", Standing::Certain))]);
    assert_eq!(told(&table), [("Dinamo", "Dinamo Adar", Standing::Doubtful)]);
}

/// A full stop behind an initial tells no two spellings apart.
#[test]
fn spellings_that_are_one_to_the_applier_wait_both() {
    let table = table(vec![mention("K. Sardo", "K. Saldo", Standing::Certain), mention("K Sardo", "K Sarda", Standing::Certain)]);
    assert_eq!(told(&table), [("K Sardo", "K Sarda", Standing::Doubtful), ("K. Sardo", "K. Saldo", Standing::Doubtful)]);
}

/// A right name of several words stays as it is, also where a word of it is corrected elsewhere.
#[test]
fn right_names_are_kept_whole() {
    let guessed =
        table(vec![mention("Niaoan Office", "Niaoan Office", Standing::Certain), mention("Niaoan", "Yiaoan", Standing::Certain)]);
    assert_eq!(told(&guessed), [("Niaoan", "Yiaoan", Standing::Doubtful)]);
    let listed =
        table(vec![mention("Kiev Post", "Kiev Post", Standing::Certain), listed(mention("Kiev", "Kyiv", Standing::Certain))]);
    assert_eq!(told(&listed), [("Kiev", "Kyiv", Standing::Certain), ("Kiev Post", "Kiev Post", Standing::Certain)]);
    let applier = Applier::new(&listed, Trust::Certain).expect("the program's own table");
    let text = "In Kiev he read the Kiev Post.";
    assert_eq!(applier.corrections(text, "a.txt", &tokens(text)).len(), 1);
}
