//! Long documents: the same bytes however they are cut and shared out, and right bytes where a document is odd.

#![cfg(feature = "cli")]

mod folder;

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use folder::tree;
use proptest::prelude::*;
use respell::corpus::{Document, Format, Limits, ReadOptions, Source, apply_patches};
use respell::reconcile::{AliasTable, Applier, Trust};
use respell::text::tokens;

const TABLE: &str = "variant,correction
Kiev,Kyiv
Wladimir Sardo,Volodymyr Saldo
Nova Kahovka,Nova Kakhovka
Iwano-Frankiwsk,Ivano-Frankivsk
Херсонь,Херсон
Lodz,Łódź
";

/// Sentences with a mention or two, and what they become.
const SENTENCES: [(&str, &str); 8] = [
    ("The train to Kiev was late, said KIEV’s mayor.", "The train to Kyiv was late, said KYIV’s mayor."),
    ("Wladimir Sardo and W. Sardo met no one.", "Volodymyr Saldo and W. Sardo met no one."),
    ("A dam at Nova\nKahovka broke.", "A dam at Nova\nKakhovka broke."),
    ("They left Iwano-\nFrankiwsk by car (Kiev plates).", "They left Ivano-\nFrankivsk by car (Kyiv plates)."),
    ("Мост через Днепр, Херсонь.", "Мост через Днепр, Херсон."),
    (
        "Lodz, Cafe\u{301} and https://Kiev.example are others.",
        "Ło\u{301}dz\u{301}, Cafe\u{301} and https://Kiev.example are others.",
    ),
    ("Nobody is named here, and nothing happens.", "Nobody is named here, and nothing happens."),
    ("kiev lodz nova kahovka stay small.", "kiev lodz nova kahovka stay small."),
];

fn applier() -> Applier {
    let table = AliasTable::read(TABLE.as_bytes(), "aliases.csv").unwrap();
    Applier::new(&table, Trust::Certain).unwrap()
}

/// The document as the table has it, and the longest chunk that it was read in.
fn corrected(bytes: &[u8], limits: Limits) -> (Vec<u8>, usize) {
    let (source, applier) = (Source::stdin(Some(Format::Plain)), applier());
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let document = Document::from_reader(&source, Box::new(Cursor::new(bytes.to_vec())), &options).unwrap();
    let (mut out, mut longest) = (Vec::new(), 0);
    for chunk in document {
        let chunk = chunk.unwrap();
        let mut patches = Vec::new();
        for segment in &chunk.segments {
            let text = chunk.text(segment);
            let corrections = applier.corrections(text, "a.txt", &tokens(text));
            patches.extend(corrections.iter().map(|found| segment.patch(found.span.into(), &found.now).unwrap()));
        }
        longest = longest.max(chunk.bytes.len());
        out.extend(apply_patches(&chunk.bytes, &patches).unwrap());
    }
    (out, longest)
}

/// Paragraphs of these sentences, and what they become.
fn news(paragraphs: &[Vec<usize>]) -> (String, String) {
    let written = |side: fn(&(&'static str, &'static str)) -> &'static str| {
        let paragraph = |sentences: &Vec<usize>| {
            let sentences: Vec<_> = sentences.iter().map(|at| side(&SENTENCES[at % SENTENCES.len()])).collect();
            sentences.join(" ") + "\n\n"
        };
        paragraphs.iter().map(paragraph).collect::<String>()
    };
    (written(|sentence| sentence.0), written(|sentence| sentence.1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Paragraphs fit twice into a chunk, so that each cut is between two of them.
    #[test]
    fn cuts_do_not_change_corrections(
        paragraphs in prop::collection::vec(prop::collection::vec(0..SENTENCES.len(), 1..5), 1..40),
        chunk in 700usize..6_000,
    ) {
        let (was, now) = news(&paragraphs);
        let (cut, longest) = corrected(was.as_bytes(), Limits { chunk, ..Limits::default() });
        prop_assert!(longest <= chunk);
        prop_assert_eq!(String::from_utf8(cut).unwrap(), now);
    }
}

#[test]
fn a_long_line_is_corrected_to_its_end() {
    let line = |name: &str| format!("{name} and the others of {name}, ").repeat(5_000_000 / 30);
    let (now, longest) = corrected(line("Kiev").as_bytes(), Limits::default());
    assert!(now == line("Kyiv").as_bytes());
    assert!(longest <= Limits::default().chunk);
}

#[test]
fn what_stands_beside_a_token_of_a_million_letters_is_corrected() {
    for letter in ["a", "Ж", "大"] {
        for count in [20_000, 1_000_000] {
            let text = |name: &str| format!("{name} {} {name}, {name}\n", letter.repeat(count));
            let (now, _) = corrected(text("Kiev").as_bytes(), Limits::default());
            assert!(now == text("Kyiv").as_bytes(), "{count} times {letter}");
        }
    }
}

#[test]
fn lines_of_one_same_token_are_corrected_each() {
    for (was, now) in
        [("Kiev\n", "Kyiv\n"), ("Kiev ", "Kyiv "), ("Nova Kahovka\n", "Nova Kakhovka\n"), ("Kherson\n", "Kherson\n")]
    {
        let (out, _) = corrected(was.repeat(50_000).as_bytes(), Limits::default());
        assert!(out == now.repeat(50_000).as_bytes(), "{was:?}");
    }
}

#[test]
fn threads_make_no_difference_to_a_long_document() {
    let folder = tempfile::tempdir().unwrap();
    let paragraphs: Vec<Vec<usize>> =
        (0..20_000).map(|at| (0..1 + at % 7).map(|sentence| at * 5 + sentence * at).collect()).collect();
    let (was, now) = news(&paragraphs);
    fs::write(folder.path().join("news.txt"), &was).unwrap();
    fs::write(folder.path().join("aliases.csv"), TABLE).unwrap();
    let out = |threads: &str| {
        let arguments = ["apply", "-q", "news.txt", "--aliases", "aliases.csv", "-o", "out", "--threads", threads];
        let status = Command::new(env!("CARGO_BIN_EXE_respell")).args(arguments).current_dir(folder.path()).status().unwrap();
        assert!(status.success());
        let written = tree(&folder.path().join("out"));
        fs::remove_dir_all(folder.path().join("out")).unwrap();
        written
    };
    let (one, four) = (out("1"), out("4"));
    assert!(was.len() > 3_000_000 && one[Path::new("corrected/news.txt")] == now.as_bytes());
    assert_eq!(one.keys().collect::<Vec<_>>(), four.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(four[path] == *bytes, "{}", path.display());
    }
}
