//! Which pairs each table is learnt from.

use std::collections::BTreeMap;
use std::path::Path;

use respell::names::letters::letters;
use respell::names::romanize::{Scheme, romanizations, schemes_for, transliterate_fallback};
use respell::names::train::{FOLDS, fold_of};
use respell::text::{Reading, Script, dominant_script, tokens};

use crate::pairs::Pairs;

/// The scripts' tables: file of wikidata-translit, table, and what a romanized pair counts for in the pooled table.
const NATIVE: [(&str, &str, f64); 6] = [
    ("arabic", "arabic", 0.06),
    ("chinese", "chinese", 0.03),
    ("russian", "cyrillic", 0.5),
    ("hebrew", "hebrew", 0.06),
    ("katakana", "japanese", 0.3),
    ("korean", "korean", 0.06),
];

/// The ways that name-pairs records, as its `via` column begins, and our name for each.
const VIA: [(&str, &str); 27] = [
    ("romanization system", "slavic-romanization"),
    ("KMU 2010", "slavic-romanization"),
    ("RU<->UK", "russian-ukrainian"),
    ("Arabic romanization", "arabic-romanization"),
    ("via Arabic script", "through-arabic"),
    ("via Japanese katakana", "through-katakana"),
    ("Japanese romanization", "japanese-romanization"),
    ("Indic romanization", "indic-romanization"),
    ("Thai romanization", "indic-romanization"),
    ("Korean romanization", "korean-romanization"),
    ("via Korean hangul", "through-hangul"),
    ("Chinese romanization", "chinese-romanization"),
    ("via Chinese syllables", "through-chinese"),
    ("Persian romanization", "persian-romanization"),
    ("Hebrew romanization", "hebrew-romanization"),
    ("Greek romanization", "greek-romanization"),
    ("Turkish/Azeri/Kazakh", "turkic-letters"),
    ("German press", "press"),
    ("French press", "press"),
    ("Polish press", "press"),
    ("Hungarian press", "press"),
    ("Finnish press", "press"),
    ("Dutch press", "press"),
    ("Czech/Slovak press", "press"),
    ("ASR/dictation", "dictation"),
    ("OCR", "ocr"),
    ("typo", "typing"),
];

/// Rows of a benchmark's file that the tables may be learnt from.
struct Bench<'a> {
    folder: &'a Path,
    fold: Option<usize>,
}

impl Bench<'_> {
    /// The rows of a file; of one without a split, those whose name (in this column) is not in the fold that is left out.
    fn rows(&self, file: &str, group: Option<usize>) -> Vec<Vec<String>> {
        let path = self.folder.join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let rows = text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
        let seen = |row: &Vec<String>| match (self.fold, group) {
            (Some(fold), Some(column)) => fold_of(&row[column], FOLDS) != fold,
            _ => true,
        };
        rows.filter(seen).collect()
    }
}

/// Whether a table weighs spellings; the others name the way that one came by.
pub(crate) fn is_weighed(id: &str) -> bool {
    id == "pooled" || NATIVE.iter().any(|(_, table, _)| *table == id)
}

/// What a table is, for its head.
pub(crate) fn what(id: &str) -> String {
    match id {
        "pooled" => "Latin spellings of Latin names by all ways together; it carries the accuracy".to_owned(),
        id if is_weighed(id) => format!("Latin names and their {id} spellings, in the working letters of data/scripts/native"),
        id => format!("Latin spellings that came about by {}; it names the way and leans a document", id.replace('-', " ")),
    }
}

/// The pairs of every table.
pub(crate) fn all(folder: &Path, fold: Option<usize>) -> BTreeMap<String, Pairs> {
    let bench = Bench { folder, fold };
    let mut tables: BTreeMap<String, Pairs> = BTreeMap::new();
    let mut pooled = Pairs::default();
    ukrainian(&bench, &mut pooled, &mut tables);
    recorded(&bench, &mut pooled, &mut tables);
    russian_ukrainian(&bench, &mut pooled, &mut tables);
    places(&bench, &mut pooled, &mut tables);
    for (file, table, weight) in NATIVE {
        native(&bench, (file, table, weight), &mut pooled, &mut tables);
    }
    for (file, column) in [("spelling-ukraine/canonical.tsv", 0), ("name-pairs/pairs.tsv", 0)] {
        slips(&bench.rows(file, Some(column)), &mut pooled, &mut tables);
    }
    tables.insert("pooled".to_owned(), pooled);
    tables
}

fn table<'a>(tables: &'a mut BTreeMap<String, Pairs>, id: &str) -> &'a mut Pairs {
    tables.entry(id.to_owned()).or_default()
}

/// Wrong and foreign spellings of Ukrainian names, and what the schemes write for them.
fn ukrainian(bench: &Bench<'_>, pooled: &mut Pairs, tables: &mut BTreeMap<String, Pairs>) {
    for row in bench.rows("spelling-ukraine/variants.tsv", Some(1)) {
        if dominant_script(&row[0]) == Script::Cyrillic {
            table(tables, "cyrillic").add_native(&row[1], &row[0], 2.0);
        }
        let weight = if row[2] == "incorrect" { 6.0 } else { 3.0 };
        pooled.add(&row[1], &row[0], weight);
        if row[2] == "incorrect" {
            table(tables, "slavic-romanization").add(&row[1], &row[0], 1.0);
        }
    }
    for row in bench.rows("spelling-ukraine/canonical.tsv", Some(0)) {
        table(tables, "cyrillic").add_native(&row[0], &row[1], 2.0);
        for romanization in romanizations(&row[1], Some("uk")) {
            pooled.add(&row[0], &romanization.text, 0.3);
            table(tables, way_of(romanization.scheme)).add(&row[0], &romanization.text, 1.0);
        }
    }
}

/// The schemes of German, French and Polish newspapers are a way of their own.
fn way_of(scheme: &Scheme) -> &'static str {
    let is_press = ["german", "french", "polish"].iter().any(|language| scheme.id().ends_with(language));
    if is_press { "press" } else { "slavic-romanization" }
}

/// Pairs that say by which way they came.
fn recorded(bench: &Bench<'_>, pooled: &mut Pairs, tables: &mut BTreeMap<String, Pairs>) {
    for row in bench.rows("name-pairs/pairs.tsv", Some(0)) {
        if matches!(row[6].as_str(), "sound" | "letters" | "ocr" | "typo") {
            pooled.add(&row[0], &row[1], 4.0);
            if let Some((_, id)) = VIA.iter().find(|(via, _)| row[3].starts_with(via)) {
                table(tables, id).add(&row[0], &row[1], 4.0);
            }
        }
    }
}

/// A Ukrainian and a Russian spelling of one name, each in one of its systems in turn, both ways.
fn russian_ukrainian(bench: &Bench<'_>, pooled: &mut Pairs, tables: &mut BTreeMap<String, Pairs>) {
    let (uk, ru): (Vec<_>, Vec<_>) = (schemes_for("uk").collect(), schemes_for("ru").collect());
    for (at, row) in bench.rows("uk-ru-names/ua2ru.tsv", Some(0)).iter().enumerate() {
        let kmu = uk[0].romanize(&row[0]);
        let (scheme, other) = (ru[at % ru.len()], uk[at % uk.len()]);
        let russian = scheme.romanize(&row[1]);
        pooled.add(&kmu, &russian, 0.5);
        pooled.add(&russian, &kmu, 0.2);
        pooled.add(&kmu, &other.romanize(&row[0]), 0.3);
        table(tables, "russian-ukrainian").add(&kmu, &ru[0].romanize(&row[1]), 1.0);
        table(tables, "russian-ukrainian").add(&ru[0].romanize(&row[1]), &kmu, 0.5);
        table(tables, way_of(other)).add(&kmu, &other.romanize(&row[0]), 0.5);
        table(tables, way_of(scheme)).add(&ru[0].romanize(&row[1]), &russian, 0.5);
        table(tables, "cyrillic").add_native(&kmu, &row[0], 0.3);
        // A Russian text about a Ukrainian: Андрей is Andrii.
        table(tables, "cyrillic").add_native(&kmu, &row[1], 0.3);
        table(tables, "cyrillic").add_native(&ru[0].romanize(&row[1]), &row[1], 0.3);
    }
}

/// Names of one place in gazetteers of the world.
fn places(bench: &Bench<'_>, pooled: &mut Pairs, tables: &mut BTreeMap<String, Pairs>) {
    let scripts =
        [("ARABIC", "arabic"), ("CYRILLIC", "cyrillic"), ("HEBREW", "hebrew"), ("KATAKANA", "japanese"), ("HANGUL", "korean")];
    for file in ["santos-geonames/train.tsv", "santos-geonames/finetune.tsv"] {
        for row in bench.rows(file, Some(0)).iter().filter(|row| row[2] == "1") {
            let other = |script: &str| scripts.iter().find(|(known, _)| *known == script).map(|(_, id)| *id);
            match (row[3].as_str(), row[4].as_str()) {
                ("LATIN", "LATIN") => pooled.add(&row[0], &row[1], 1.0),
                ("LATIN", script) => {
                    if let Some(id) = other(script) {
                        table(tables, id).add_native(&row[0], &row[1], 1.0)
                    }
                }
                (script, "LATIN") => {
                    if let Some(id) = other(script) {
                        table(tables, id).add_native(&row[1], &row[0], 1.0)
                    }
                }
                _ => {}
            }
        }
    }
}

/// Latin words and their native spellings: as they are for the script's table, romanized for what a machine makes of them.
fn native(bench: &Bench<'_>, (file, id, weight): (&str, &str, f64), pooled: &mut Pairs, tables: &mut BTreeMap<String, Pairs>) {
    let schemes: Vec<_> = schemes_for("ru").collect();
    let way = match id {
        "cyrillic" => "slavic-romanization".to_owned(),
        "japanese" => "through-katakana".to_owned(),
        "korean" => "through-hangul".to_owned(),
        other => format!("through-{other}"),
    };
    for (at, row) in bench.rows(&format!("wikidata-translit/{file}.train.tsv"), None).iter().enumerate() {
        table(tables, id).add_native(&row[0], &row[1], 1.0);
        let back =
            if file == "russian" { schemes[at % schemes.len()].romanize(&row[1]) } else { transliterate_fallback(&row[1]) };
        // Every third pair of the largest set is enough, and leaves the rare routes their weight.
        if at.is_multiple_of(3) || file != "russian" {
            pooled.add(&row[0], &back, weight);
            table(tables, &way).add(&row[0], &back, 1.0);
        }
    }
}

/// Each slip of `data/routes/noise.tsv` at each place of each name where it fits, one at a time; and each letter lost or doubled.
fn slips(rows: &[Vec<String>], pooled: &mut Pairs, tables: &mut BTreeMap<String, Pairs>) {
    let text = include_str!("../../data/routes/noise.tsv");
    let known: Vec<Vec<&str>> =
        text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    for row in rows {
        for token in tokens(&row[0]) {
            let name = String::from_utf8_lossy(&letters(&row[0].as_str()[token.span], Reading::Plain)).into_owned();
            let mut add = |way: &str, written: &str, weight: f64| {
                pooled.add_word(&name, written, weight);
                table(tables, way).add_word(&name, written, weight);
            };
            for slip in &known {
                let weight = slip[3].parse().expect("the weight is a number");
                for (at, _) in name.match_indices(slip[1]).filter(|(at, _)| *at > 0 || slip[0] == "ocr") {
                    let way = if slip[0] == "ocr" { "ocr" } else { "typing" };
                    add(way, &format!("{}{}{}", &name[..at], slip[2], &name[at + slip[1].len()..]), weight);
                }
            }
            for at in 1..name.len() {
                let (head, tail) = name.split_at(at);
                add("typing", &format!("{head}{}", &tail[1..]), 0.03);
                add("typing", &format!("{head}{}{tail}", &tail[..1]), 0.03);
            }
        }
    }
}
