//! The alias table as files hold it, case by case.

use respell::reconcile::{AliasRow, AliasTable, Decision, Quote, Standing, TableErrorKind, Trust, Where, WriteOptions};

fn read(text: &str) -> AliasTable {
    AliasTable::read(text.as_bytes(), "aliases.csv").unwrap_or_else(|error| panic!("{error}"))
}

fn written(table: &AliasTable, options: WriteOptions) -> String {
    let mut bytes = Vec::new();
    table.write(&mut bytes, options).expect("a vector takes all");
    String::from_utf8(bytes).expect("tables are UTF-8")
}

#[test]
fn every_dialect_is_one_table() {
    let rows = |text: &str| read(text).rows;
    let plain = rows("variant,correction,score\nKiev,Kyiv,0.5\n\"Lwow, x\",Lviv,\n");
    for text in [
        "\u{FEFF}variant,correction,score\nKiev,Kyiv,0.5\n\"Lwow, x\",Lviv,\n",
        "variant,correction,score\r\nKiev,Kyiv,0.5\r\n\"Lwow, x\",Lviv\r\n",
        "variant;correction;score\nKiev;Kyiv;0,5\nLwow, x;Lviv;\n",
        "Variant\tCorrection\tSCORE\nKiev\tKyiv\t.5\n\nLwow, x\tLviv\t\n\t\t\n",
        "score,correction,variant\n0.5,Kyiv,Kiev\n,Lviv,\"Lwow, x\",,,\n",
    ] {
        assert_eq!(rows(text), plain, "{text}");
    }
}

#[test]
fn a_table_without_standing_is_a_list_of_accepted_rows() {
    let table = read("variant,correction,decision\nKiev,Kyiv,\nLwow,Lviv,reject\n");
    let decisions: Vec<_> = table.rows.iter().map(|row| row.decision).collect();
    assert_eq!(decisions, [Some(Decision::Accept), Some(Decision::Reject)]);
    let table = read("variant,correction,standing\nKiev,Kyiv,\nLwow,Lviv,probable\n");
    assert!(table.rows.iter().all(|row| row.decision.is_none() && !row.is_applied(Trust::Certain)));
}

#[test]
fn errors_say_where_and_what_to_do() {
    for (text, kind, shown) in [
        (
            "variant,correction,decision\nKiev,Kyiv,acept\n",
            TableErrorKind::Cell,
            "aliases.csv, row 2, column decision: found “acept”, expected accept, reject, unsure or nothing; correct the cell or clear it",
        ),
        (
            "variant,correction,standing\nKiev,Kyiv,sure\n",
            TableErrorKind::Cell,
            "aliases.csv, row 2, column standing: found “sure”, expected certain, probable, doubtful or nothing; correct the cell or clear it",
        ),
        (
            "variant,correction,score\nKiev,Kyiv,1.5\n",
            TableErrorKind::Cell,
            "aliases.csv, row 2, column score: found “1.5”, expected a number from 0 to 1 or nothing",
        ),
        (
            "variant,correction,mentions\nKiev,Kyiv,many\n",
            TableErrorKind::Cell,
            "aliases.csv, row 2, column mentions: found “many”, expected a whole number or nothing",
        ),
        (
            "variant,correction\nKiev,\n,Lviv\n",
            TableErrorKind::Cell,
            "aliases.csv, row 2, column correction: empty; write what is to stand in the text, or reject in the column decision to leave the variant\n\
             aliases.csv, row 3, column variant: empty; write the spelling as it stands in the text, or delete the row",
        ),
        (
            "variant,correction\nKiev,Kyiv,x\n",
            TableErrorKind::Cells,
            "aliases.csv, row 2: 3 cells under a header of 2; put quotes around a cell that holds the delimiter",
        ),
        (
            "variant,correction,where\nKiev,Kyiv,chicken {{Kyiv}}\n",
            TableErrorKind::Cell,
            "aliases.csv, row 2, column where: found “chicken {{Kyiv}}”; between the braces has to stand the variant, “Kiev”",
        ),
        (
            "variant,canonical\nKiev,Kyiv\n",
            TableErrorKind::Columns,
            "aliases.csv, row 1: the first row holds “variant, canonical”; an alias table names its columns there, at least variant and correction",
        ),
        (
            "",
            TableErrorKind::Columns,
            "aliases.csv, row 1: the first row holds nothing; an alias table names its columns there, at least variant and correction",
        ),
        (
            "variant,correction,variant\nKiev,Kyiv,x\n",
            TableErrorKind::Columns,
            "aliases.csv, row 1, column variant: the column is there twice; remove or rename one of them",
        ),
    ] {
        let error = AliasTable::read(text.as_bytes(), "aliases.csv").expect_err(text);
        assert_eq!((error.kind(), error.to_string().as_str()), (kind, shown));
    }
    let error = AliasTable::read(b"variant,correction\nKi\xE9v,Kyiv\n", "aliases.csv").expect_err("Latin-1");
    assert_eq!((error.kind(), error.location().row), (TableErrorKind::NotUtf8, Some(2)));
    assert!(error.to_string().contains("CSV UTF-8"));
}

#[test]
fn written_in_order_and_guarded() {
    let mut table = AliasTable::new(vec![
        AliasRow { canonical: "B".into(), mentions: 1, ..AliasRow::new("b", "B") },
        AliasRow {
            canonical: "A".into(),
            mentions: 2,
            score: Some(0.98765),
            standing: Some(Standing::Certain),
            decision: Some(Decision::Accept),
            place: Where::Quote(Quote { prefix: "in ".into(), suffix: ", he".into() }),
            example: "=1+1".into(),
            extra: vec!["-x".into()],
            ..AliasRow::new("a", "A")
        },
        AliasRow { canonical: "A".into(), mentions: 10, ..AliasRow::new("z", "A") },
    ]);
    table.extra.push("mine".into());
    let head =
        "variant,correction,canonical,id,kind,mentions,documents,score,standing,decision,where,why,example,by,on,note,mine\n";
    let rows = "z,A,A,,,10,0,,,,,,,,,,\na,A,A,,,2,0,0.988,certain,accept,\"in {{a}}, he\",,'=1+1,,,,'-x\nb,B,B,,,1,0,,,,,,,,,,\n";
    assert_eq!(written(&table, WriteOptions::default()), format!("{head}{rows}"));
    let bom_and_raw = written(&table, WriteOptions { bom: true, raw: true });
    assert_eq!(bom_and_raw, format!("\u{FEFF}{head}{}", rows.replace('\'', "")));
}

#[test]
fn merging_keeps_what_a_person_did() {
    let new = read(
        "variant,correction,canonical,mentions,standing\nSardo,Saldo,Vladimir Saldo,7,certain\nKiev,Kyiv,Kyiv,3,certain\nmay,May,Theresa May,2,doubtful\n",
    );
    let earlier = read(
        "variant,correction,canonical,mentions,standing,decision,where,by,note,mine\n\
         SARDO,Saldo,Vladimir Saldo,2,probable,accept,,ann,seen,x\n\
         Kiev,Kyiv,Kyiv,3,certain,reject,chicken {{Kiev}},bob,,\n\
         May,May,Theresa May,3,certain,reject,,,,\n\
         Lwow,Lviv,Lviv,3,certain,,,,,\n\
         Kiev,Kiiv,Kiiv,1,doubtful,accept,,eve,,\n",
    );
    let merged = written(&new.merged_with(&earlier), WriteOptions::default());
    let rows: Vec<&str> = merged.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "Kiev,Kiiv,Kiiv,,,0,0,,doubtful,accept,,,,eve,,,",
            "Kiev,Kyiv,Kyiv,,,3,0,,doubtful,,,,,,,,",
            "Kiev,Kyiv,Kyiv,,,0,0,,certain,reject,chicken {{Kiev}},,,bob,,,",
            "may,May,Theresa May,,,2,0,,doubtful,,,,,,,,",
            "May,May,Theresa May,,,0,0,,certain,reject,,,,,,,",
            "Sardo,Saldo,Vladimir Saldo,,,7,0,,certain,accept,,,,ann,,seen,x",
        ]
    );
}
