//! Each kind of finding with its words, and the lists that give none.

use super::lint;
use crate::gazetteer::{Gazetteer, LoadOptions, Shape};

fn findings(table: &str) -> Vec<String> {
    let loaded = Gazetteer::read(table.as_bytes(), "a.csv", Shape::Csv, &LoadOptions::default()).expect("a table");
    let told = |finding: super::Finding| {
        format!(
            "{} {} {} {}: {}",
            finding.source.row,
            finding.severity.word(),
            finding.kind,
            finding.ids.join("+"),
            finding.message
        )
    };
    lint(&loaded.gazetteer).into_iter().map(told).collect()
}

/// A table (under a header of its own), and all that is to be said of it.
#[test]
fn findings_are_told() {
    for (table, told) in [
        ("name\nG7\n", vec!["2 note short-name 2: the canonical name \"G7\" is short; only exact mentions of it can be trusted"]),
        ("name,native\nKherson,uk:Херсон|ru:Херсон\n", vec![]),
        (
            "name,native\nBar,uk:Бар|ru:Бар|ru:Бар\n",
            vec![
                "2 note short-name 2: the canonical name \"Bar\" is short; only exact mentions of it can be trusted",
                "2 note short-name 2: the native name \"Бар\" is short; only exact mentions of it can be trusted",
                "2 warning duplicate-value 2: \"Бар\" stands twice among the native names",
            ],
        ),
        (
            "name,aliases\nTbilisi,Tiflis\nPavlodar,tiflis\n",
            vec![
                "3 warning name-on-two-entities 3+2: \"tiflis\" is an alias of Pavlodar and an alias of Tbilisi (row 2) too; it is ambiguous",
            ],
        ),
        (
            "name\nSpringfield\nSpringfield\n",
            vec![
                "3 warning name-on-two-entities 3+2: \"Springfield\" is the canonical name of Springfield and the canonical name of Springfield (row 2) too; it is ambiguous",
            ],
        ),
        (
            "name,keep\nAbuja,\nLagos,Abuja\n",
            vec![
                "3 warning name-on-two-entities 3+2: \"Abuja\" is a keep name of Lagos and the canonical name of Abuja (row 2) too; it is ambiguous",
            ],
        ),
        (
            "name\nLodz\nŁódź\n",
            vec![
                "3 warning near-another-name 3+2: \"Łódź\" differs from \"Lodz\" (row 2) only in diacritics; the one may be taken for a variant of the other",
            ],
        ),
        (
            "name,aliases\nKyiv,KYIV\n",
            vec![
                "2 warning alias-is-own-name 2: the alias \"KYIV\" is the canonical name but for case or glyphs; it says nothing",
            ],
        ),
        (
            "name,misspellings\nKyiv,kyiv\n",
            vec![
                "2 warning alias-is-own-name 2: the misspelling \"kyiv\" is the canonical name but for case or glyphs; it says nothing",
            ],
        ),
        (
            "name,aliases,never\nKyiv,Kiev,KIEV\n",
            vec![
                "2 error name-and-never 2: \"KIEV\" is an alias and a never spelling; the latter goes before, so the alias is not used",
            ],
        ),
        (
            "name,never\nKyiv,Kyiv\n",
            vec!["2 error name-and-never 2: \"Kyiv\" is the canonical name and a never spelling; take one of them out"],
        ),
        (
            "name,aliases,keep\nKyiv,Kiev,Kiev\n",
            vec![
                "2 error keep-and-alias 2: \"Kiev\" is a keep name and an alias; the one says to leave it, the other to correct it",
            ],
        ),
        (
            "name,misspellings,keep\nKyiv,Kiev,kiev\n",
            vec![
                "2 error keep-and-alias 2: \"kiev\" is a keep name and a misspelling; the one says to leave it, the other to correct it",
            ],
        ),
        ("name,aliases\nKyiv,Kiev|Kiew|KIEV\n", vec!["2 warning duplicate-value 2: \"KIEV\" stands twice among the aliases"]),
        (
            "name,aliases,misspellings\nKyiv,Kiev,Kiev\n",
            vec!["2 warning duplicate-value 2: \"Kiev\" is an alias and a misspelling; once is enough"],
        ),
        (
            "name,kind\nVladimir Saldo,person\nMaria Saldo,person\nSaldo,place\n",
            vec![
                "3 note shared-family-name 3+2: Maria Saldo and Vladimir Saldo (row 2) share the family name \"Saldo\"; alone it is ambiguous",
            ],
        ),
        (
            "name\nКiev\n",
            vec![
                "2 error mixed-scripts 2: the canonical name \"Кiev\" mixes letters of Latin and Cyrillic in one word; it looks right and no search finds it",
            ],
        ),
        ("name,never,misspellings\nKyiv,Кiev,Кyiv\n", vec![]),
        (
            "name\nKher\u{200B}son\n",
            vec!["2 error invisible-character 2: the canonical name \"Kherson\" holds the invisible character U+200B"],
        ),
        (
            "name\nNova  Kakhovka\n",
            vec!["2 warning stray-space 2: the canonical name \"Nova  Kakhovka\" holds white space that is not a single space"],
        ),
        (
            "name\nNova\u{A0}Kakhovka\n",
            vec![
                "2 warning stray-space 2: the canonical name \"Nova\u{A0}Kakhovka\" holds white space that is not a single space",
            ],
        ),
        ("name\n“Kyiv”\n", vec!["2 warning stray-quotes 2: the canonical name \"“Kyiv”\" stands in quotation marks"]),
        ("name\n'Kyiv'\n", vec!["2 warning stray-quotes 2: the canonical name \"'Kyiv'\" stands in quotation marks"]),
        ("name\n'Abd al-Rahman\nMcDonald’s\n", vec![]),
        (
            "name\n\"Kyiv,\"\n",
            vec!["2 warning stray-punctuation 2: the canonical name \"Kyiv,\" begins or ends with punctuation"],
        ),
        (
            "name\nKyiv.\nMartin Luther King Jr.\nApple Inc.\nYahoo!\n",
            vec!["2 warning stray-punctuation 2: the canonical name \"Kyiv.\" begins or ends with punctuation"],
        ),
        (
            "name,kind\nVLADIMIR SALDO,person\nNATO,organisation\n",
            vec![
                "2 warning all-capitals 2: the canonical name \"VLADIMIR SALDO\" is all capitals; every correction would be written so",
            ],
        ),
        (
            "name\nU.S.\n",
            vec!["2 note short-name 2: the canonical name \"U.S.\" is short; only exact mentions of it can be trusted"],
        ),
        ("name\nX\n", vec!["2 warning single-letter 2: the canonical name \"X\" is one letter; it matches initials"]),
        (
            "name\nBar\n",
            vec!["2 note short-name 2: the canonical name \"Bar\" is short; only exact mentions of it can be trusted"],
        ),
        ("name\n112\n", vec!["2 warning no-letters 2: the canonical name \"112\" has no letters; it matches numbers"]),
        (
            "name,native\nKyiv,uk:Kyjiv\n",
            vec![
                "2 warning native-in-latin 2: the native name \"Kyjiv\" is in Latin script; write it in its own, or as an alias",
            ],
        ),
        (
            "name,weight\nKyiv,5\nLviv,\nOdesa,\n",
            vec!["3 note weight-missing 3: 2 of 3 entities have no weight; they count as less known than those that have one"],
        ),
        ("name,aliases,native\nKyiv,Kiev,uk:Київ\n東京,江戸,\n", vec![]),
    ] {
        assert_eq!(findings(table), told, "{table}");
    }
}

#[test]
fn the_order_is_that_of_the_list() {
    let rows: Vec<String> = findings("name,aliases\nBar,X\nX,\n112,Bar\n").iter().map(|told| told[..1].to_owned()).collect();
    assert_eq!(rows, ["2", "2", "3", "3", "4", "4", "4"]);
}
