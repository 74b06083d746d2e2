//! A word spelled by a table, the longest group of letters first.

use unicode_script::Script;

use super::super::letters::MAX_LETTERS;
use super::super::romanize::transliterate_fallback;
use super::table::{Break, Table, Unit};
use crate::text::is_apostrophe;

impl Table {
    /// The working letters of `text`, at most [`MAX_LETTERS`].
    pub(super) fn letters(&self, text: &str, script: Script) -> Vec<u8> {
        let letters = self.prepared(text);
        let mut speller = Speller { table: self, out: String::new(), unit: 0, count: 0, has_vowel: false, doubling: false };
        let mut at = 0;
        while at < letters.len() && speller.out.len() <= MAX_LETTERS {
            let (unit, length) = self.unit_at(&letters, at);
            match unit {
                Some(unit) => speller.push(unit),
                None => speller.push(&foreign(letters[at])),
            }
            at += length;
        }
        speller.finish(self.silent_final.contains(&script))
    }

    /// The letters in the order and form in which the rows are asked.
    fn prepared(&self, text: &str) -> Vec<char> {
        let one_glyph = |c: char| if is_apostrophe(c) { '\'' } else { c };
        let lower: String = text.chars().flat_map(char::to_lowercase).map(one_glyph).collect();
        let own = |c: char| self.units.contains_key(&[c][..]);
        let siblings = self.normalized(&lower).into_iter().map(|c| if own(c) { c } else { sibling(c) });
        let mut letters = unrolled(siblings);
        let mut at = 0;
        while at + 1 < letters.len() {
            if self.preposed.contains(letters[at]) && letters[at + 1].is_alphanumeric() {
                letters.swap(at, at + 1);
                at += 1;
            }
            at += 1;
        }
        letters
    }

    fn unit_at(&self, letters: &[char], at: usize) -> (Option<&Unit>, usize) {
        let is_head = at.checked_sub(1).is_none_or(|before| !letters[before].is_alphanumeric());
        for length in (1..=self.longest.min(letters.len() - at)).rev() {
            let group = &letters[at..at + length];
            let initial = if is_head { self.initial.get(group) } else { None };
            if let Some(unit) = initial.or_else(|| self.units.get(group)) {
                return (Some(unit), length);
            }
        }
        (None, 1)
    }
}

/// What is written so far, and how its last unit stands.
struct Speller<'a> {
    table: &'a Table,
    out: String,
    /// Where the last unit begins.
    unit: usize,
    count: usize,
    /// Whether the last unit has an `a` behind it that a sign of a vowel takes away.
    has_vowel: bool,
    /// Whether the next consonant is to be doubled.
    doubling: bool,
}

impl Speller<'_> {
    fn push(&mut self, unit: &Unit) {
        if unit.replaces_vowel && self.has_vowel {
            self.out.pop();
            self.has_vowel = false;
        }
        if unit.repeats {
            let again = self.out[self.unit..].to_owned();
            self.out.push_str(&again);
        }
        if unit.doubles {
            self.doubling = true;
        }
        if !unit.text.is_empty() {
            self.append(unit);
        }
    }

    fn append(&mut self, unit: &Unit) {
        if self.doubling {
            let first = unit.text.chars().next().filter(|first| first.is_ascii_lowercase() && !"aeiou".contains(*first));
            self.out.push(first.unwrap_or('\''));
            self.doubling = false;
        } else if !unit.repeats
            && let Some(mark) = self.needs_break(&unit.text)
        {
            self.out.push(mark);
        }
        self.unit = self.out.len();
        self.count += 1;
        self.out.push_str(&unit.text);
        self.has_vowel = unit.has_vowel;
        if unit.has_vowel {
            self.out.push('a');
        }
    }

    fn needs_break(&self, next: &str) -> Option<char> {
        match &self.table.breaks {
            Break::Before(mark, letters) => (self.count > 0 && next.starts_with(|c| letters.contains(c))).then_some(*mark),
            Break::Ambiguous(mark) => {
                let last = if self.has_vowel { "a" } else { &self.out[self.unit..] };
                let spells = |end: usize| self.table.texts.contains(&[last, &next[..end]].concat());
                (!last.is_empty() && (1..=next.len()).any(spells)).then_some(*mark)
            }
        }
    }

    fn finish(mut self, silent_final: bool) -> Vec<u8> {
        if self.has_vowel && silent_final && self.count > 1 {
            self.out.pop();
        }
        if self.doubling {
            self.out.push('\'');
        }
        self.out.truncate(MAX_LETTERS);
        self.out.into_bytes()
    }
}

/// A letter that no row has, by the last resort; an apostrophe, like any mark from there, says nothing.
fn foreign(letter: char) -> Unit {
    let mut text = transliterate_fallback(letter.encode_utf8(&mut [0; 4])).to_ascii_lowercase();
    text.retain(|c| c.is_ascii_alphanumeric());
    Unit { text, ..Unit::default() }
}

/// The letter whose row a letter shares: hiragana run parallel to katakana, and the scripts that Unicode took from ISCII
/// (Bengali to Malayalam, 0x80 each) to Devanagari.
fn sibling(letter: char) -> char {
    let code = u32::from(letter);
    let shared = match code {
        0x3041..=0x309E => code + 0x60,
        0x0980..=0x0D7F => 0x0900 + code % 0x80,
        _ => code,
    };
    char::from_u32(shared).unwrap_or(letter)
}

/// Iteration marks as the letter they repeat: 佐々木, いすゞ.
fn unrolled(letters: impl Iterator<Item = char>) -> Vec<char> {
    let mut written: Vec<char> = Vec::new();
    for letter in letters {
        let repeated = match letter {
            '々' | 'ヽ' | 'ヾ' => written.last().copied(),
            _ => None,
        };
        let voiced = repeated.filter(|_| letter == 'ヾ').and_then(|c| unicode_normalization::char::compose(c, '\u{3099}'));
        written.push(voiced.or(repeated).unwrap_or(letter));
    }
    written
}
