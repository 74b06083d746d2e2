//! What the machine proposes fits together: whatever the mentions, its table is one that may be applied.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;
use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::matching::{Matcher, Reason, Score};
use respell::reconcile::{
    AliasRow, AliasTable, Applier, DocumentMentions, DocumentVariants, Mention, Quote, Standing, Trust, Variants, Where,
    WriteOptions, propose,
};
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

/// Mentions that often are of one spelling, judged and surrounded in several ways, some of them as sure as others.
fn like_mention() -> impl Strategy<Value = Mention> {
    let surface = select(&["Adaar", "ADAAR", "adaar", "Adaar-Ke", "Bedorr", "Bedor"][..]);
    let correction = select(&["Adar", "ADAR", "Bedor", "Adaar"][..]);
    let words = (select(&["", "from ", "by ", "near "][..]), select(&["", " to"][..]));
    let flags = (any::<bool>(), 0..3_u32, prop::option::of(0..3_u32), select(&[0.8, 0.9, 0.99][..]));
    (surface, correction, select(&STANDINGS[..]), words, flags).prop_map(
        |(surface, correction, standing, (prefix, suffix), (is_listed, entity, rival, probability))| {
            let mut mention = Mention { entity, probability, ..mention(surface, correction, standing) };
            mention.rival = rival.map(|rival| (rival, 3.0));
            mention.quote = Quote { prefix: prefix.to_owned(), suffix: suffix.to_owned() };
            mention.score.add(Reason::DigitInside, -f64::from(entity));
            if is_listed { listed(mention) } else { mention }
        },
    )
}

/// Documents by name; what stands in each is told by the examples.
fn like_documents() -> impl Strategy<Value = Vec<DocumentMentions>> {
    prop::collection::vec(prop::collection::vec(like_mention(), 0..12), 1..6).prop_map(|documents| {
        let numbered = |(at, mut mentions): (usize, Vec<Mention>)| {
            for (number, mention) in mentions.iter_mut().enumerate() {
                mention.example = format!("{at}, {number}");
            }
            DocumentMentions { document: format!("{at}.txt"), mentions }
        };
        documents.into_iter().enumerate().map(numbered).collect()
    })
}

/// The rows of these documents by the definition: each mention looked at beside all others.
fn by_definition(documents: &[DocumentMentions]) -> Vec<(String, u64, u64, f64, String, String)> {
    type Judged<'a> = ((bool, Option<Standing>, String, u32), Vec<(&'a str, &'a Mention)>);
    let mut spellings: BTreeMap<String, Vec<Judged<'_>>> = BTreeMap::new();
    for document in documents {
        for mention in &document.mentions {
            let standing = (!mention.is_right).then_some(mention.standing);
            let judgement = (mention.is_right, standing, mention.correction.to_lowercase(), mention.entity);
            let judged = spellings.entry(mention.surface.to_lowercase()).or_default();
            let seen = (document.document.as_str(), mention);
            match judged.iter_mut().find(|(known, _)| *known == judgement) {
                Some((_, all)) => all.push(seen),
                None => judged.push((judgement, vec![seen])),
            }
        }
    }
    let mut rows = Vec::new();
    for judged in spellings.values() {
        let order = |own: &Judged<'_>| (own.0.1, own.0.2.clone(), own.0.3);
        let rule = judged.iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(order(b).cmp(&order(a)))).expect("some mention");
        for own in judged {
            let others =
                |document: &str| judged.iter().any(|other| other.0 != own.0 && other.1.iter().any(|(name, _)| *name == document));
            let place = |document: &str, mention: &Mention| match &mention.quote {
                _ if own.0 == rule.0 => String::new(),
                quote if others(document) => format!("{}{{}}{}", quote.prefix, quote.suffix),
                _ => document.to_owned(),
            };
            let mut places: Vec<(String, Vec<(&str, &Mention)>)> = Vec::new();
            for (document, mention) in &own.1 {
                let place = place(document, mention);
                match places.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, seen)) => seen.push((document, mention)),
                    None => places.push((place, vec![(document, mention)])),
                }
            }
            for (place, seen) in places {
                let mut names: Vec<&str> = seen.iter().map(|(document, _)| *document).collect();
                names.dedup();
                let least = seen.iter().map(|(_, mention)| mention.probability).fold(f64::INFINITY, f64::min);
                let (first, count) = (seen[0].1, seen.len() as u64);
                rows.push((place, count, names.len() as u64, least, first.example.clone(), own.0.3.to_string()));
            }
        }
    }
    rows.sort_by(|a, b| a.partial_cmp(b).expect("probabilities are numbers"));
    rows
}

/// The documents taken in this order, each in parts of so many mentions.
fn in_parts(documents: &[DocumentMentions], order: &[usize], length: usize) -> AliasTable {
    matcher_of(|matcher| {
        let mut variants = Variants::default();
        for at in order {
            let DocumentMentions { document, mentions } = &documents[*at];
            let mut whole = DocumentVariants::new(matcher, document);
            for mentions in mentions.chunks(length) {
                let mut part = DocumentVariants::new(matcher, document);
                mentions.iter().for_each(|mention| part.take(&mention.into()));
                whole.append(part);
            }
            variants.join(whole);
        }
        let all: Vec<&Mention> = documents.iter().flat_map(|document| &document.mentions).collect();
        let right = all.iter().filter(|mention| mention.is_right).count() as u64;
        assert_eq!((variants.mentions(), variants.right()), (all.len() as u64, right));
        variants.table(matcher, true)
    })
}

proptest! {
    /// Mentions are counted in parts, and documents taken in any order: it makes no difference to any cell.
    #[test]
    fn parts_and_order_make_no_difference(
        (documents, order) in like_documents().prop_flat_map(|documents| {
            let order: Vec<usize> = (0..documents.len()).collect();
            (Just(documents), Just(order).prop_shuffle())
        }),
        length in 1_usize..8,
    ) {
        let at_once = matcher_of(|matcher| propose(matcher, &documents, true));
        prop_assert_eq!(in_parts(&documents, &order, length), at_once);
    }

    /// Counting comes to what each mention says by itself.
    #[test]
    fn rows_are_what_their_mentions_say(documents in like_documents()) {
        let table = matcher_of(|matcher| propose(matcher, &documents, true));
        let told = |row: &AliasRow| {
            let place = match &row.place {
                Where::Everywhere => String::new(),
                Where::Document(document) => document.clone(),
                Where::Quote(quote) => format!("{}{{}}{}", quote.prefix, quote.suffix),
            };
            let entity = row.id.parse::<u32>().expect("ids are numbers") - 1;
            (place, row.mentions, row.documents, row.score.unwrap_or(f64::NAN), row.example.clone(), entity.to_string())
        };
        let mut rows: Vec<_> = table.rows.iter().map(told).collect();
        rows.sort_by(|a, b| a.partial_cmp(b).expect("probabilities are numbers"));
        prop_assert_eq!(rows, by_definition(&documents));
    }

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
