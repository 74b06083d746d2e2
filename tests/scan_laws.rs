//! Law 5 for scanning: the order of the gazetteer and of the documents changes no byte of the alias table.

use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::matching::Matcher;
use respell::reconcile::{DocumentMentions, DocumentScan, Origin, Survey, WriteOptions, propose};
use respell::text::Span;

const NAMES: &[&str] = &[
    "f1,Ivan Fedorov,person,,zaporizhzhia",
    "f2,Mykhailo Fedorov,person,,minister",
    "k1,Kyiv,place,Kiev,",
    "s1,Vladimir Saldo,person,,",
    "h1,Kherson,place,,",
    "h2,Kharkiv,place,,",
    "o1,Odesa,place,,",
];

const TEXTS: &[(&str, &str)] = &[
    ("a.txt", "Fedorow came to Kiev. Nobody in Harkov knew Sardo; Vladimir Sardo stayed in Cherson."),
    ("b.txt", "The chicken Kiev was cold, said Fiodorov in Odessa. KHARKOV waits."),
    ("c.txt", "Kiev, Odessa and Charkow are far, Fedorow said."),
];

struct Alone;

impl Origin for Alone {
    fn bytes(&self, span: Span) -> (u64, u64) {
        (span.start as u64, span.end as u64)
    }

    fn line(&self, _: usize) -> u64 {
        1
    }
}

fn table(names: &[&str], texts: &[(&str, &str)]) -> String {
    let csv = format!("id,name,kind,aliases,context\n{}\n", names.join("\n"));
    let loaded =
        Gazetteer::read(csv.as_bytes(), "names.csv", Shape::Csv, &LoadOptions::default()).expect("the list above is right");
    let matcher = Matcher::new(&loaded.gazetteer);
    let mut survey = Survey::default();
    texts.iter().for_each(|(_, text)| survey.read(&matcher, text));
    let knowledge = survey.weigh(&matcher);
    let documents: Vec<DocumentMentions> = texts
        .iter()
        .map(|(name, text)| {
            let mut scan = DocumentScan::new(&matcher, &knowledge);
            scan.read(text, &Alone);
            DocumentMentions { document: (*name).to_owned(), mentions: scan.close() }
        })
        .collect();
    let mut out = Vec::new();
    propose(&matcher, &documents, true).write(&mut out, WriteOptions::default()).expect("a vector takes what is written");
    String::from_utf8(out).expect("tables are UTF-8")
}

#[test]
fn neither_order_changes_the_table() {
    let (mut names, mut texts) = (NAMES.to_vec(), TEXTS.to_vec());
    let as_given = table(&names, &texts);
    assert!(as_given.contains("Sardo,Saldo"), "{as_given}");
    names.reverse();
    assert_eq!(table(&names, &texts), as_given);
    texts.reverse();
    assert_eq!(table(&names, &texts), as_given);
}

/// The same spelling may be corrected here and stay there, and the table says where.
#[test]
fn a_fixed_phrase_has_a_row_of_its_own() {
    let table = table(NAMES, TEXTS);
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("Kiev,")).collect();
    assert!(rows.iter().any(|row| row.contains("certain") && row.contains("Kiev,Kyiv")), "{table}");
    assert!(rows.iter().any(|row| row.contains("doubtful") && row.contains("b.txt")), "{table}");
}
