//! What `learn` makes of a few pairs, as `--routes` sees it.
#![cfg(feature = "cli")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Names of our own making, each with an `sh` that a clerk wrote as `x`.
const NAMES: [&str; 20] = [
    "ashir", "toshev", "marsha", "shalin", "bishar", "kushal", "shomir", "dashko", "reshad", "shiva", "moshin", "pashko",
    "lushan", "sharov", "tishin", "washir", "shuman", "nashik", "goshen", "vishal",
];

#[test]
fn a_few_pairs_move_what_they_speak_of_and_little_else() {
    let folder = tempfile::tempdir().unwrap();
    // A table of twenty words alone knows no names; what it says of others is no measure of anything but itself.
    let alone = learn(folder.path(), &["--alone"]);
    assert!(compare("Khashin", "Khaxin", Some(&alone)) > compare("Khashin", "Petrenko", Some(&alone)) + 10.0);
    {
        let route = learn(folder.path(), &[]);
        let moved = |a: &str, b: &str| compare(a, b, Some(&route)) - compare(a, b, None);
        // Names that were not learnt from, in which the same happened.
        for (name, variant, other) in [("Khashin", "Khaxin", "Khakin"), ("Tusho", "Tuxo", "Tuko"), ("Rashad", "Raxad", "Rarad")] {
            let (same, two) = (moved(name, variant), moved(name, other));
            assert!(same > two + 0.5, "{name}: {variant} by {same}, {other} by {two}");
        }
        // What did not happen becomes no likelier, and what is told apart stays apart.
        assert!(moved("Khashin", "Khakin") < 0.5, "{}", moved("Khashin", "Khakin"));
        assert!(compare("Khashin", "Petrenko", Some(&route)) < 0.0);
    }
    // On top of the built-in table what is learnt becomes likelier, and nothing of the table is lost.
    let route = learn(folder.path(), &[]);
    for (name, variant) in [("Khashin", "Khaxin"), ("Shevtsov", "Xevtsov"), ("Rashad", "Raxad")] {
        let moved = compare(name, variant, Some(&route)) - compare(name, variant, None);
        assert!(moved > 0.3, "{name}, {variant}: {moved}");
    }
    for (name, variant) in [("Khusnullin", "Husnurin"), ("Zaporizhzhia", "Zahorizja"), ("Kharkiv", "Kharkov")] {
        let moved = compare(name, variant, Some(&route)) - compare(name, variant, None);
        assert!(moved.abs() < 1.0, "{name}, {variant}: {moved}");
    }
}

#[test]
fn full_names_are_learnt_word_by_word() {
    let folder = tempfile::tempdir().unwrap();
    let words: String = NAMES.iter().fold(String::new(), |mut lines, name| {
        let _ = writeln!(lines, "{name}\t{}", name.replace("sh", "x"));
        lines
    });
    let pairs: String = NAMES.chunks(2).fold(String::new(), |mut lines, names| {
        let name = names.join(" ");
        let _ = writeln!(lines, "{name}\t{}", name.replace("sh", "x"));
        lines
    });
    let table = |lines: &str| {
        fs::write(folder.path().join("pairs.tsv"), lines).unwrap();
        let table = respell(folder.path(), &["learn", "--pairs", "pairs.tsv", "-q"]);
        table.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(table(&words), table(&pairs));
}

fn learn(folder: &Path, more: &[&str]) -> String {
    let pairs = NAMES.iter().fold(String::new(), |mut lines, name| {
        let _ = writeln!(lines, "{name}\t{}", name.replace("sh", "x"));
        lines
    });
    fs::write(folder.join("pairs.tsv"), pairs).unwrap();
    let route = folder.join("route.tsv").display().to_string();
    respell(folder, &[&["learn", "--pairs", "pairs.tsv", "-q", "-o", &route][..], more].concat());
    route
}

fn compare(a: &str, b: &str, route: Option<&str>) -> f64 {
    let routes = route.map_or(Vec::new(), |route| vec!["--routes", route]);
    let line = respell(Path::new("."), &[&["compare", a, b][..], &routes].concat());
    line.trim_end().rsplit('\t').next().unwrap().parse().unwrap()
}

fn respell(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_respell")).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
