//! A compiled gazetteer says what its list says: every verb writes the same bytes for both.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TABLE: &str = "id,name,type,native,aliases,misspellings,keep,never,context,weight\n\
                     Q1899,Kyiv,city,uk:Київ,Kiev,,,,capital,2952000\n\
                     Q36036,Lviv,city,uk:Львів,Lvov,,,,,717000\n\
                     ,Vladimir Saldo,person,ru:Владимир Сальдо,,Sardo,,,,\n\
                     ,Kirill Stremousov,person,,,,,,,\n\
                     Q2,Kiew,place,,,,,,,much\n";

const TEXT: &str = "Kiew and Lvov were quiet. Wladimir Sardo, 63, met Kirill Stremsov in Lvow. Sardo said that Stremsov would stay.\n\
                    Владимир Салдо уехал из Львова.\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_respell")).args(arguments).current_dir(folder).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder with a list, the same list compiled, and a text.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("the temporary folder is writable");
    put("names.csv", TABLE);
    put("more.txt", "Olaf Scholz\nAnnalena Baerbock\n");
    put("a.txt", TEXT);
    put("queries.txt", "Sardo\nKirill Stremsov\nKiev\n\n");
    let built = run(folder.path(), &["gazetteer", "build", "names.csv"]);
    assert!(built.status.success(), "{}", text(&built.stderr));
    folder
}

#[test]
fn every_verb_says_the_same() {
    let folder = folder();
    for arguments in [
        &["fix", "a.txt", "-g", "names"][..],
        &["fix", "a.txt", "-g", "names", "-g", "more.txt"],
        &["scan", "a.txt", "--all", "-g", "names"],
        &["check", "a.txt", "-g", "names"],
        &["match", "queries.txt", "-g", "names"],
        &["explain", "Sardo", "-g", "names"],
        &["explain", "Sardo", "4", "-g", "names"],
        &["gazetteer", "stats", "names"],
        &["gazetteer", "lint", "--json", "names", "more.txt"],
    ] {
        let with = |extension: &str| {
            let own = format!("names.{extension}");
            let words: Vec<&str> = arguments.iter().map(|word| if *word == "names" { &own } else { *word }).collect();
            run(folder.path(), &words)
        };
        let (list, compiled) = (with("csv"), with("rsgz"));
        assert_eq!(text(&compiled.stdout), text(&list.stdout), "{arguments:?}");
        assert_eq!(compiled.status.code(), list.status.code(), "{arguments:?}");
        let said = text(&compiled.stderr).replace("names.rsgz", "names.csv");
        assert_eq!(without_times(&said), without_times(&text(&list.stderr).replace("names.rsgz", "names.csv")), "{arguments:?}");
        assert!(!list.stdout.is_empty(), "{arguments:?} says nothing: {}", text(&list.stderr));
    }
}

/// The tables and journals are the same bytes as well.
#[test]
fn an_output_folder_is_the_same() {
    let folder = folder();
    for extension in ["csv", "rsgz"] {
        let list = format!("names.{extension}");
        let done = run(folder.path(), &["fix", "a.txt", "-g", &list, "-o", extension]);
        assert!(done.status.success(), "{}", text(&done.stderr));
    }
    for file in ["corrected/a.txt", "aliases.csv", "corrections.csv"] {
        let read = |extension: &str| fs::read(folder.path().join(extension).join(file)).expect(file);
        assert_eq!(text(&read("rsgz")), text(&read("csv")), "{file}");
    }
}

/// The embedded list can be compiled too, and is still known for what it is.
#[test]
fn the_embedded_list_is_the_same() {
    let folder = folder();
    let built = run(folder.path(), &["gazetteer", "build", "-o", "own.rsgz"]);
    assert!(built.status.success(), "{}", text(&built.stderr));
    let (own, compiled) = (run(folder.path(), &["scan", "a.txt"]), run(folder.path(), &["scan", "a.txt", "-g", "own.rsgz"]));
    assert_eq!(text(&compiled.stdout), text(&own.stdout));
}

/// The line with the time is no part of what is compared.
fn without_times(said: &str) -> String {
    said.lines().filter(|line| !line.starts_with("Took")).collect::<Vec<_>>().join("\n")
}
