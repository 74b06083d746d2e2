//! Common words, each as often as it is met.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::random::{Choice, Random};

/// Words with their frequency.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    words: Vec<String>,
    choice: Choice,
}

impl Words {
    /// From a list with a word and its count on each line, as symspellpy brings it.
    pub(crate) fn counted(list: &str) -> Self {
        let lines = list.trim_start_matches('\u{FEFF}').lines();
        let rows = lines.filter_map(|line| {
            let (word, count) = line.split_once(char::is_whitespace)?;
            Some((word.to_owned(), count.trim().parse::<u64>().ok()?))
        });
        let (words, counts): (Vec<String>, Vec<u64>) = rows.unzip();
        Self { words, choice: Choice::new(counts) }
    }

    /// The project's own English lexicon. It has no counts; its commonest words come first here, in an order of chance, by Zipf's law.
    pub(crate) fn own() -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut begun = 0;
        let mut random = Random::new(1);
        let function = include_str!("../../data/lexicon/function-words.txt").lines();
        for line in function.chain(["= function"]).chain(include_str!("../../data/lexicon/en.txt").lines()).chain(["= end"]) {
            if line.starts_with('=') {
                shuffle(&mut words[begun..], &mut random);
                begun = words.len();
            } else if !line.starts_with('#') && line.chars().all(char::is_lowercase) && !line.is_empty() {
                words.push(line.to_owned());
            }
        }
        let choice = Choice::zipf(words.len(), 2);
        Self { words, choice }
    }

    /// The list that is told, or that of symspellpy where python3 has it, or else our own; with the name of the list.
    pub(crate) fn find(told: Option<&Path>) -> std::io::Result<(Self, String)> {
        let path = match told {
            Some(path) => Some(path.to_owned()),
            None => of_symspellpy(),
        };
        Ok(match path {
            Some(path) => (Self::counted(&fs::read_to_string(&path)?), path.display().to_string()),
            None => (Self::own(), "data/lexicon/en.txt".to_owned()),
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn pick(&self, random: &mut Random) -> &str {
        &self.words[self.choice.place(random)]
    }
}

fn of_symspellpy() -> Option<std::path::PathBuf> {
    let told = Command::new("python3").args(["-c", "import symspellpy; print(symspellpy.__path__[0])"]).output().ok()?;
    let folder = String::from_utf8(told.stdout).ok()?;
    let path = Path::new(folder.trim()).join("frequency_dictionary_en_82_765.txt");
    (told.status.success() && path.is_file()).then_some(path)
}

fn shuffle(words: &mut [String], random: &mut Random) {
    for end in (1..words.len()).rev() {
        words.swap(end, random.place(end + 1));
    }
}
