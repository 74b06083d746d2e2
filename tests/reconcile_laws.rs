//! The laws of the alias table: what holds for every table and every text.

use proptest::prelude::*;
use proptest::sample::select;
use respell::reconcile::{AliasRow, AliasTable, Applier, Correction, Decision, Quote, Standing, Trust, Where, WriteOptions};
use respell::text::{Reading, fold, tokens, unbroken};

/// Few words, so that rows meet each other; with all that makes cutting hard: case, initials, CJK, marks, ß, possessives.
const WORDS: [&str; 18] =
    ["Ab", "Cd", "Ef", "Gh", "ab", "AB", "Cd", "K", "s", "Efs", "Groß", "GROSS", "大", "カ", "e\u{301}f", "éf", "St", "12"];
const GAPS: [&str; 22] = [
    " ", " ", " ", " ", "\n", "-", "-", ". ", ", ", "'s ", "' ", "", "/", "@", ".", "_", "  ", "\n\n", "-\n", "-\n", "-\r\n  ",
    "¬\n",
];
const ENDS: [&str; 8] = ["", "", "", "", ".", "'s", "!", "'"];

fn name(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let part = (select(&WORDS[..]), select(&GAPS[..]));
    (prop::collection::vec(part, words), select(&ENDS[..]), select(&ENDS[..]), any::<bool>()).prop_map(
        |(parts, head, end, plain)| {
            let mut name = String::from(if plain { "" } else { head });
            for (at, (word, gap)) in parts.iter().enumerate() {
                name.push_str(word);
                if at + 1 < parts.len() {
                    name.push_str(if plain && gap.trim() != "" { "-" } else { gap });
                }
            }
            name + if plain { "" } else { end }
        },
    )
}

fn place() -> impl Strategy<Value = Where> {
    let quote = (name(0..3), name(0..3), select(&["", " ", ", "][..])).prop_map(|(before, after, gap)| {
        Where::Quote(Quote { prefix: format!("{before}{gap}"), suffix: format!("{gap}{after}") })
    });
    prop_oneof![
        5 => Just(Where::Everywhere),
        1 => Just(Where::Document("a.txt".into())),
        1 => Just(Where::Document("b.txt".into())),
        2 => quote,
    ]
}

fn row() -> impl Strategy<Value = AliasRow> {
    let decision =
        select(&[Some(Decision::Accept), Some(Decision::Accept), Some(Decision::Accept), Some(Decision::Reject), None][..]);
    let standing = select(&[None, Some(Standing::Certain), Some(Standing::Doubtful)][..]);
    (name(1..4), name(1..4), place(), decision, standing).prop_map(|(variant, correction, place, decision, standing)| AliasRow {
        place,
        decision,
        standing,
        ..AliasRow::new(variant, correction)
    })
}

fn written(text: &str, corrections: &[Correction]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for correction in corrections {
        out.push_str(&text[at..correction.span.start]);
        out.push_str(&correction.now);
        at = correction.span.end;
    }
    out + &text[at..]
}

fn apply(applier: &Applier, text: &str) -> String {
    written(text, &applier.corrections(text, "a.txt", &tokens(text)))
}

proptest! {
    /// Law 1: an empty table changes no byte.
    #[test]
    fn an_empty_table_changes_nothing(text in "\\PC{0,60}") {
        let applier = Applier::new(&AliasTable::default(), Trust::Probable).expect("nothing to refuse");
        prop_assert_eq!(applier.corrections(&text, "", &tokens(&text)), []);
    }

    /// Law 2: applying twice is applying once, for every table that loads.
    #[test]
    fn applying_twice_is_applying_once(rows in prop::collection::vec(row(), 1..7), text in name(0..24)) {
        let table = AliasTable::new(rows);
        match Applier::new(&table, Trust::Certain) {
            Ok(applier) => {
                prop_assert!(Applier::chains(&table, Trust::Certain).is_empty());
                let once = apply(&applier, &text);
                let twice = apply(&applier, &once);
                prop_assert_eq!(twice, once, "text {:?}", text);
            }
            Err(error) => prop_assert!(error.problems().all(|problem| problem.location.row.is_some())),
        }
    }

    /// Law 2 again, where every row has to do with every other one.
    #[test]
    fn applying_twice_is_applying_once_in_close_quarters(
        rows in prop::collection::vec(("[ABC]( [ABCD]){0,2}", "[ABCDEF]( [EFD]){0,2}", any::<bool>(), any::<bool>()), 2..8),
        text in "[ABC]( [ABCDEF]){1,7}",
    ) {
        let decision = |accepted: bool| Some(if accepted { Decision::Accept } else { Decision::Reject });
        let mut table = AliasTable::new(rows.into_iter().map(|(variant, correction, accepted, also)| {
            AliasRow { decision: decision(accepted || also), ..AliasRow::new(variant, correction) }
        }).collect());
        for chain in Applier::chains(&table, Trust::Certain) {
            table.rows[chain.row - 2].decision = Some(Decision::Reject);
        }
        let Ok(applier) = Applier::new(&table, Trust::Certain) else { return Ok(()) };
        let once = apply(&applier, &text);
        prop_assert_eq!(apply(&applier, &once), once, "text {:?}", text);
    }

    /// Every variant is found where it stands as it is listed, whatever its letters.
    #[test]
    fn every_variant_is_found(variant in prop_oneof![name(1..4), "[a-zA-ZÀ-žА-я’'`\\- ]{1,12}"]) {
        let row = AliasRow { decision: Some(Decision::Reject), ..AliasRow::new(variant.clone(), "") };
        let applier = Applier::new(&AliasTable::new(vec![row]), Trust::Certain).expect("a rejected row is never refused");
        let (text, cut) = (variant.trim(), tokens(variant.trim()));
        prop_assume!(!cut.is_empty() && cut.iter().all(|token| !token.technical));
        prop_assert!(!applier.rulings(text, "", &cut).is_empty(), "{:?}", text);
    }

    /// A table loses its chains with the rows that begin them.
    #[test]
    fn rows_that_begin_chains_are_named(rows in prop::collection::vec(row(), 1..7)) {
        let mut table = AliasTable::new(rows);
        for chain in Applier::chains(&table, Trust::Certain) {
            table.rows[chain.row - 2].decision = Some(Decision::Reject);
        }
        prop_assert!(Applier::chains(&table, Trust::Certain).is_empty());
    }

    /// Corrections are in order, apart, true to the text, and lead back to it.
    #[test]
    fn corrections_lead_back(rows in prop::collection::vec(row(), 1..7), text in name(0..24)) {
        let Ok(applier) = Applier::new(&AliasTable::new(rows), Trust::Certain) else { return Ok(()) };
        let corrections = applier.corrections(&text, "a.txt", &tokens(&text));
        let mut last = 0;
        for correction in &corrections {
            prop_assert!(correction.span.start >= last && correction.now != correction.was);
            prop_assert_eq!(&text.as_str()[correction.span], &correction.was);
            last = correction.span.end;
        }
        let mut back = written(&text, &corrections);
        for correction in &corrections {
            let start = correction.span.start;
            back.replace_range(start..start + correction.now.len(), &correction.was);
        }
        prop_assert_eq!(back, text);
    }

    /// Law 6: merging never loses or alters a decision.
    /// A word that a line's end breaks is corrected as on one line, and nothing of the line's end changes.
    #[test]
    fn broken_words_stay_broken(
        variant in "[A-F][a-f]{3,8}",
        correction in "[A-F][a-f]{3,9}",
        mark in select(&["-", "¬", "‐", "\u{AD}"][..]),
        white in select(&["\n", "\r\n", "  \n", "\n\t "][..]),
        at in 1..4_usize,
        capitals in any::<bool>(),
    ) {
        let row = AliasRow { decision: Some(Decision::Accept), ..AliasRow::new(&variant, &correction) };
        let table = AliasTable { rows: vec![row], ..AliasTable::default() };
        let Ok(applier) = Applier::new(&table, Trust::Certain) else { return Ok(()) };
        let put_on = |word: &str| if capitals { word.to_uppercase() } else { word.to_owned() };
        let (plain, variant, correction) = (&variant, put_on(&variant), put_on(&correction));
        let text = format!("ab {}{mark}{white}{}’s, cd", &variant[..at], &variant[at..]);
        // Parts of compounds (`fed`, `made`) are words by themselves.
        if unbroken(&text) == format!("ab {variant}’s, cd") && *plain != correction {
            let now = apply(&applier, &text);
            let lines = |text: &str| text.chars().filter(|letter| !letter.is_alphabetic()).collect::<String>();
            prop_assert_eq!(unbroken(&now), format!("ab {correction}’s, cd"), "{:?} {:?}", text, now);
            prop_assert_eq!(lines(&now), lines(&text));
        }
    }

    #[test]
    fn merging_keeps_decisions(new in prop::collection::vec(row(), 0..7), old in prop::collection::vec(row(), 0..7)) {
        let (new, old) = (AliasTable::new(new), AliasTable::new(old));
        let undecided = AliasTable::new(new.rows.into_iter().map(|row| AliasRow { decision: None, ..row }).collect());
        let merged = undecided.merged_with(&old);
        let mut rows = merged.rows.clone();
        for decided in old.rows.iter().filter(|row| row.decision.is_some()) {
            let same = |row: &AliasRow| {
                row.decision == decided.decision && row.place == decided.place && row.correction == decided.correction
                    && fold(&row.variant, Reading::Exact).text() == fold(&decided.variant, Reading::Exact).text()
            };
            let at = rows.iter().position(same);
            prop_assert!(at.is_some(), "lost: {decided:?}\nin {rows:?}");
            rows.remove(at.unwrap_or(0));
        }
        prop_assert!(rows.iter().all(|row| row.decision.is_none()));
        prop_assert_eq!(merged.merged_with(&old), merged);
    }

    /// What is written is read again, whatever the cells hold, and written the same.
    #[test]
    fn tables_survive_the_file(cells in prop::collection::vec(prop::collection::vec("[a=+@,;\"'\t\r\n＝ \\-é{}]{0,6}", 11), 0..5), bom in any::<bool>()) {
        let rows = cells.into_iter().enumerate().map(|(at, mut cells)| AliasRow {
            variant: format!("{}v", cells[0]),
            correction: format!("{}c", cells[1]),
            canonical: std::mem::take(&mut cells[2]),
            id: std::mem::take(&mut cells[3]),
            kind: std::mem::take(&mut cells[4]),
            mentions: at as u64,
            score: (at > 0).then_some(at as f64 / 8.0),
            standing: [None, Some(Standing::Certain), Some(Standing::Doubtful)][at % 3],
            decision: [None, Some(Decision::Accept), Some(Decision::Unsure)][at % 3],
            why: std::mem::take(&mut cells[5]),
            example: std::mem::take(&mut cells[6]),
            by: std::mem::take(&mut cells[7]),
            on: std::mem::take(&mut cells[8]),
            note: std::mem::take(&mut cells[9]),
            extra: vec![std::mem::take(&mut cells[10])],
            ..AliasRow::default()
        });
        let mut table = AliasTable::new(rows.collect());
        table.extra.push("=mine".into());
        let (mut first, mut second) = (Vec::new(), Vec::new());
        table.write(&mut first, WriteOptions { bom, raw: false }).expect("a vector takes all");
        let read = AliasTable::read(&first, "").expect("what was written is read");
        prop_assert_eq!(&read, &table);
        read.write(&mut second, WriteOptions { bom, raw: false }).expect("a vector takes all");
        prop_assert_eq!(first, second);
    }

    /// Any bytes are read or refused, and a table of any rows compiled or refused.
    #[test]
    fn nothing_panics(body in "[\\PC\n\"',;]{0,80}", text in "\\PC{0,40}") {
        if let Ok(table) = AliasTable::read(format!("variant,correction,where\n{body}\n").as_bytes(), "")
            && let Ok(applier) = Applier::new(&table, Trust::Probable)
        {
            let _ = apply(&applier, &text);
        }
    }
}
