//! The tables of other names hold what they promise: sorted, each entry once, counted, and nothing of the embedded gazetteers, since a
//! listed alias that counted as another name (Kiev as a town) would keep its own entity from being corrected.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const LISTS: [&str; 4] = ["others-people.txt", "others-brands.txt", "others-places.txt", "others-names.txt"];
/// The columns of a gazetteer that hold forms of the entity's own name.
const FORMS: [&str; 4] = ["name", "aliases", "misspellings", "keep"];

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder)
}

fn read(name: &str) -> String {
    fs::read_to_string(data("lexicon").join(name)).unwrap()
}

/// The entries of each section, without what stands behind a tab.
fn sections(text: &str) -> Vec<Vec<&str>> {
    let mut sections = vec![Vec::new()];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with("= ") {
            sections.push(Vec::new());
        } else {
            sections.last_mut().unwrap().push(line.split('\t').next().unwrap());
        }
    }
    sections
}

/// The cells of a line of CSV; no cell of the gazetteers has a line break.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

/// Every form of every name in the gazetteers, lower case.
fn gazetteer_forms() -> BTreeSet<String> {
    let mut forms = BTreeSet::new();
    for entry in fs::read_dir(data("gazetteer")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut lines = text.lines().map(cells);
        let head = lines.next().unwrap();
        let columns = FORMS.map(|form| head.iter().position(|column| column == form).unwrap());
        for row in lines {
            forms.extend(
                columns.iter().flat_map(|&column| row[column].split('|')).filter(|form| !form.is_empty()).map(str::to_lowercase),
            );
        }
    }
    forms
}

#[test]
fn lists_are_sorted_and_each_entry_stands_once() {
    for name in LISTS {
        let text = read(name);
        for section in sections(&text) {
            let unsorted = section.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(unsorted, None, "{name}: run data/lexicon/build_others.py, which sorts");
        }
    }
}

#[test]
fn heads_count_the_entries() {
    for name in LISTS.into_iter().chain(["others-words.tsv", "titles-en.txt"]) {
        let text = read(name);
        let entries: usize = sections(&text).iter().map(Vec::len).sum();
        let count = text.lines().find_map(|line| line.strip_prefix("# count: ")).unwrap();
        assert_eq!(count.split(' ').next(), Some(entries.to_string().as_str()), "{name}");
    }
}

#[test]
fn lists_hold_no_name_of_a_gazetteer() {
    let forms = gazetteer_forms();
    for name in LISTS.into_iter().take(3) {
        let text = read(name);
        let held: Vec<&str> =
            sections(&text).concat().into_iter().filter(|entry| forms.contains(&entry.to_lowercase())).collect();
        assert_eq!(held, [""; 0], "{name}: these are names, aliases or misspellings in data/gazetteer");
    }
}

#[test]
fn words_have_kinds_and_a_rarity() {
    let (text, forms) = (read("others-words.tsv"), gazetteer_forms());
    let mut last = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [word, kinds, rarity] = cells[..] else { panic!("not three columns: {line}") };
        assert!(last < word, "{last} before {word}");
        assert!(!kinds.is_empty() && kinds.chars().all(|kind| "gftbpw".contains(kind)), "{line}");
        assert!(rarity.parse::<u32>().is_ok_and(|rarity| (1..=90).contains(&rarity)), "{line}");
        let only_persons = kinds.chars().all(|kind| "gf".contains(kind));
        assert!(only_persons || !forms.contains(word), "{word} is in a gazetteer: only a common given or family name may stay");
        last = word;
    }
}

#[test]
fn phrases_are_lower_case_and_sorted() {
    let text = read("titles-en.txt");
    for section in sections(&text) {
        assert_eq!(section.windows(2).find(|pair| pair[0] >= pair[1]), None);
        assert_eq!(section.iter().find(|entry| entry.to_lowercase() != **entry), None);
    }
}
