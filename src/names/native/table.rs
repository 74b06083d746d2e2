//! A table of working letters, read from its data file. `data/scripts/native/README.md` tells the format.

use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_script::Script;

/// What a data file writes for "nothing": the silent initial of hangul.
const NOTHING: &str = "∅";

/// What a letter or group of letters becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) text: String,
    /// `<`: repeats the unit before (shadda).
    pub(super) repeats: bool,
    /// `>`: doubles the consonant after it (the small ッ).
    pub(super) doubles: bool,
    /// `-`: takes the place of the inherent vowel before it.
    pub(super) replaces_vowel: bool,
    /// `~`: an `a` follows unless a sign of a vowel does.
    pub(super) has_vowel: bool,
}

/// Where a break is put between two units, so that they do not read as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// Where the two together spell a third unit: Hebrew ת and ס against צ.
    Ambiguous(char),
    /// Before these letters, as Pinyin has it (Xi'an).
    Before(char, String),
}

/// The letters of one script, or of several that share theirs.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) units: FxHashMap<Box<[char]>, Unit>,
    /// What holds at the head of a word only.
    pub(super) initial: FxHashMap<Box<[char]>, Unit>,
    /// The length of the longest group, in letters.
    pub(super) longest: usize,
    /// Every text of `units`: what a break keeps two units from spelling.
    pub(super) texts: FxHashSet<String>,
    pub(super) breaks: Break,
    dropped: Vec<RangeInclusive<char>>,
    decomposed: bool,
    /// Vowels written before the consonant they follow (Thai).
    pub(super) preposed: String,
    /// The scripts in which the last inherent vowel of a word is silent.
    pub(super) silent_final: Vec<Script>,
}

impl Table {
    /// Reads a data file: a head of `# key: value` lines, then the rows.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut table = Self {
            units: FxHashMap::default(),
            initial: FxHashMap::default(),
            longest: 1,
            texts: FxHashSet::default(),
            breaks: parse_break(head(text, "break").ok_or("no `# break:` in the head")?)?,
            dropped: head(text, "drop").unwrap_or_default().split_whitespace().map(parse_range).collect::<Result<_, _>>()?,
            decomposed: head(text, "form") == Some("decomposed"),
            preposed: head(text, "preposed").unwrap_or_default().to_owned(),
            silent_final: head(text, "silent final a")
                .unwrap_or_default()
                .split(' ')
                .filter_map(Script::from_full_name)
                .collect(),
        };
        let by_reading = head(text, "layout") == Some("readings");
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            let (left, right) = line.split_once('\t').ok_or_else(|| format!("no second column in {line:?}"))?;
            if by_reading {
                right.chars().try_for_each(|letter| table.insert(letter.encode_utf8(&mut [0; 4]), left))?;
            } else {
                table.insert(left, right)?;
            }
        }
        Ok(table)
    }

    /// The letters as the rows of this table have them: in one normal form, without what the table drops.
    pub(super) fn normalized(&self, text: &str) -> Vec<char> {
        let kept = |letter: &char| !self.dropped.iter().any(|range| range.contains(letter));
        if self.decomposed { text.nfkd().filter(kept).collect() } else { text.nfkc().filter(kept).collect() }
    }

    fn insert(&mut self, letters: &str, becomes: &str) -> Result<(), String> {
        let (letters, initial) = letters.strip_prefix('#').map_or((letters, false), |letters| (letters, true));
        let key = self.normalized(letters).into_boxed_slice();
        if key.is_empty() {
            return Err(format!("nothing is left of the letters of the row {letters:?} {becomes:?}"));
        }
        let unit = parse_unit(becomes)?;
        self.longest = self.longest.max(key.len());
        if !initial {
            self.texts.insert(unit.text.clone());
        }
        let rows = if initial { &mut self.initial } else { &mut self.units };
        rows.insert(key, unit).map_or(Ok(()), |_| Err(format!("two rows for {letters:?}")))
    }
}

/// The value of a line `# key: value`.
fn head<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(": "))
}

fn parse_unit(becomes: &str) -> Result<Unit, String> {
    let mut unit = Unit::default();
    let mut text = becomes;
    for (sign, flag) in [('<', &mut unit.repeats), ('>', &mut unit.doubles), ('-', &mut unit.replaces_vowel)] {
        if let Some(rest) = text.strip_prefix(sign) {
            (text, *flag) = (rest, true);
        }
    }
    if let Some(rest) = text.strip_suffix('~') {
        (text, unit.has_vowel) = (rest, true);
    }
    unit.text = text.replace(NOTHING, "");
    let is_working = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || super::MARKS.contains(&c);
    if unit.text.bytes().all(is_working) { Ok(unit) } else { Err(format!("no working letters: {becomes:?}")) }
}

fn parse_break(value: &str) -> Result<Break, String> {
    let (mark, before) = value.split_once(" before ").unwrap_or((value, ""));
    let mut chars = mark.chars();
    match (chars.next(), chars.next()) {
        (Some(mark), None) if before.is_empty() => Ok(Break::Ambiguous(mark)),
        (Some(mark), None) => Ok(Break::Before(mark, before.to_owned())),
        _ => Err(format!("not one mark: {value:?}")),
    }
}

/// `U+0591-U+05C1` or `U+05F4`.
fn parse_range(value: &str) -> Result<RangeInclusive<char>, String> {
    let (first, last) = value.split_once('-').unwrap_or((value, value));
    let letter = |code: &str| char::from_u32(u32::from_str_radix(code.strip_prefix("U+")?, 16).ok()?);
    letter(first).zip(letter(last)).map(|(first, last)| first..=last).ok_or_else(|| format!("no code points: {value:?}"))
}
