//! A scheme: the rules of one published standard, read from its data file and applied to a text.

use rustc_hash::FxHashMap;
use unicode_script::Script;

use super::letters::{Letter, is_loud, letters};
use super::rule::Rule;

/// One published standard of romanization.
#[derive(Clone, Debug)]
pub struct Scheme {
    id: String,
    label: String,
    language: String,
    standard: String,
    script: Script,
    /// The rules by their first letter, each list in the order of the data file: the first that fits applies.
    rules: FxHashMap<char, Vec<Rule>>,
}

impl Scheme {
    /// The id, `<language>-<system>`, which is also the name of the data file: `uk-kmu-2010`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The short name shown to users: "KMU 2010".
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The language it reads, as an ISO 639-1 code.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The citation of the standard.
    #[must_use]
    pub fn standard(&self) -> &str {
        &self.standard
    }

    /// The name in Latin letters. Casing is kept, and kana, which have none, give capitalised words; characters
    /// without a rule pass through unchanged.
    ///
    /// ```
    /// use respell::names::romanize::scheme;
    ///
    /// let kmu = scheme("uk-kmu-2010").unwrap();
    /// assert_eq!(kmu.romanize("Єнакієве"), "Yenakiieve");
    /// assert_eq!(kmu.romanize("Щастя (ЩАСТЯ), 2014"), "Shchastia (SHCHASTIA), 2014");
    /// assert_eq!(scheme("ja-hepburn").unwrap().romanize("フスヌリン"), "Fusunurin");
    /// ```
    #[must_use]
    pub fn romanize(&self, native: &str) -> String {
        self.spell(&self.read(native))
    }

    /// The letters of a name as the rules of this script see them.
    pub(super) fn read(&self, native: &str) -> Vec<Letter> {
        letters(native, self.script)
    }

    /// The Latin spelling of letters that a scheme of this script has read.
    pub(super) fn spell(&self, letters: &[Letter]) -> String {
        let mut latin = String::with_capacity(letters.len() * 3);
        let mut at = 0;
        while let Some(letter) = letters.get(at) {
            let rule = self.rule_for(letters, at);
            match rule {
                Some(rule) => self.push_cased(&mut latin, &rule.to, letters, at),
                None => latin.push(letter.written),
            }
            at += rule.map_or(1, |rule| rule.from.len());
        }
        latin
    }

    fn rule_for(&self, letters: &[Letter], at: usize) -> Option<&Rule> {
        let rules = self.rules.get(&letters[at].lower)?;
        rules.iter().find(|rule| rule.fits(letters, at))
    }

    fn push_cased(&self, latin: &mut String, to: &str, letters: &[Letter], at: usize) {
        let kana_initial = || self.script == Script::Katakana && !latin.ends_with(char::is_alphabetic);
        if letters[at].is_capital && is_loud(letters, at) {
            latin.extend(to.chars().flat_map(char::to_uppercase));
        } else if letters[at].is_capital || kana_initial() {
            let mut chars = to.chars();
            latin.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            latin.push_str(chars.as_str());
        } else {
            latin.push_str(to);
        }
    }

    /// Reads a data file: a head of `# key: value` lines, then the rules.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let head = |key: &str| head(text, key).ok_or_else(|| format!("no `# {key}:` in the head"));
        let script = match head("script")? {
            "Cyrillic" => Script::Cyrillic,
            "Greek" => Script::Greek,
            "Kana" => Script::Katakana,
            other => {
                return Err(format!("unknown script {other:?}; known are Cyrillic, Greek, Kana"));
            }
        };
        Ok(Self {
            id: head("id")?.to_owned(),
            label: head("name")?.to_owned(),
            language: head("language")?.to_owned(),
            standard: head("standard")?.to_owned(),
            script,
            rules: by_first_letter(read_rules(text)?, script),
        })
    }
}

/// The value of a line `# key: value`.
pub(super) fn head<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let value = |line: &'a str| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(": ");
    text.lines().find_map(value)
}

pub(super) fn read_rules(text: &str) -> Result<Vec<Rule>, String> {
    text.lines().filter(|line| !line.starts_with('#')).map(Rule::parse).collect()
}

fn by_first_letter(rules: Vec<Rule>, script: Script) -> FxHashMap<char, Vec<Rule>> {
    let mut index: FxHashMap<char, Vec<Rule>> = FxHashMap::default();
    for rule in rules {
        let in_hiragana = (script == Script::Katakana).then(|| rule.respelled(hiragana));
        for rule in in_hiragana.into_iter().filter(|it| *it != rule).chain([rule.clone()]) {
            index.entry(rule.from[0]).or_default().push(rule);
        }
    }
    index
}

/// The hiragana of a katakana letter; the two blocks run in parallel, 0x60 apart.
fn hiragana(kana: char) -> char {
    let shifted = ('ァ'..='ヶ').contains(&kana).then(|| char::from_u32(u32::from(kana) - 0x60));
    shifted.flatten().unwrap_or(kana)
}
