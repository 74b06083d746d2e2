//! Working letters of words in other scripts than Latin, as the channel of the script wants them.
//!
//! A romanization for readers merges letters (ح and ه are both h in the press); what is to be aligned with Latin names must
//! not, for the difference tells how the name was read. So each native letter has its own working letters, near its commonest
//! Latin reading and told from its neighbours by one of three [`MARKS`]. The tables are data (`data/scripts/native`); what no
//! table has is left to [`transliterate_fallback`](super::romanize::transliterate_fallback).

mod spell;
mod table;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use table::Table;

/// The marks that working letters of native scripts have beside a-z and 0-9, and those of Latin words never.
///
/// `'` is ayin, hamza or a soft break (Korean 안아 is `an'a`, 아나 `ana`), `^` the second kind of the letter before it (Arabic ح
/// is `h^`, Georgian ტ `t^`), `:` a length or, where `'` is a letter, the break (Japanese ー; Arabic سه is `s:h`, ش `sh`).
pub const MARKS: [u8; 3] = *b"'^:";

/// No letter before the Greek block has a table: most words are done with at a glance.
const FIRST: char = '\u{370}';

/// A stretch of a word in letters of one table, or of none.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    text: &'a str,
    script: Option<Script>,
}

impl<'a> Run<'a> {
    /// Whether it is in Cyrillic letters, which have romanization schemes of their own languages beside the table.
    #[must_use]
    pub fn is_cyrillic(&self) -> bool {
        self.script == Some(Script::Cyrillic)
    }

    /// The stretch as it is written.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Its working letters, or `None` if it is in Latin or another script without a table here.
    #[must_use]
    pub fn letters(&self) -> Option<Vec<u8>> {
        let script = self.script?;
        Some(table_of(script)?.letters(self.text, script))
    }
}

/// The stretches of a word by the table their letters are in. What is of no script (digits, marks, the Japanese ー) goes with
/// the letter before it.
///
/// ```
/// use respell::names::native::runs;
/// let texts: Vec<_> = runs("Kケーキ").map(|run| run.text().to_owned()).collect();
/// assert_eq!(texts, ["K", "ケーキ"]);
/// assert_eq!(runs("حسين").next().unwrap().letters().unwrap(), b"h^syn");
/// assert!(runs("Hussein").next().unwrap().letters().is_none());
/// ```
pub fn runs(word: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let (end, script) = stretch(rest)?;
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Run { text, script })
    })
}

/// Working letters without their marks, for what only knows a-z and 0-9.
///
/// ```
/// assert_eq!(respell::names::native::plain(b"h^syn"), b"hsyn");
/// ```
#[must_use]
pub fn plain(letters: &[u8]) -> Vec<u8> {
    letters.iter().copied().filter(|letter| !MARKS.contains(letter)).collect()
}

/// Where the first stretch of `text` ends, and the script it begins in if that has a table.
fn stretch(text: &str) -> Option<(usize, Option<Script>)> {
    if !text.is_empty() && text.chars().all(|c| c < FIRST) {
        return Some((text.len(), None));
    }
    let mut letters = text.char_indices();
    let first = letters.next()?.1.script();
    let of = index_of(first);
    let is_neutral = |script| matches!(script, Script::Common | Script::Inherited);
    let end = letters.find(|(_, c)| !is_neutral(c.script()) && index_of(c.script()) != of);
    Some((end.map_or(text.len(), |(at, _)| at), of.map(|_| first)))
}

macro_rules! tables {
    ($($file:literal: $($script:ident)*),* $(,)?) => {
        /// The file of each table with the scripts it reads.
        const SCRIPTS: &[(&str, &[Script])] = &[$(($file, &[$(Script::$script),*])),*];

        /// The tables as they stand in their files, in the order of [`SCRIPTS`].
        pub(super) const TEXTS: [&str; SCRIPTS.len()] =
            [$(include_str!(concat!("../../data/scripts/native/", $file, ".tsv"))),*];

        /// In the order of [`SCRIPTS`], each read when a word first asks for it.
        static TABLES: [LazyLock<Table>; SCRIPTS.len()] = [$(LazyLock::new(|| {
            let text = include_str!(concat!("../../data/scripts/native/", $file, ".tsv"));
            Table::parse(text).expect("every embedded table parses in the tests")
        })),*];
    };
}

tables! {
    "arabic": Arabic,
    "cyrillic": Cyrillic,
    "hebrew": Hebrew,
    "kana": Katakana Hiragana,
    "hangul": Hangul,
    "han": Han,
    "indic": Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam,
    "georgian": Georgian,
    "armenian": Armenian,
    "greek": Greek,
    "thai": Thai,
}

fn index_of(script: Script) -> Option<usize> {
    SCRIPTS.iter().position(|(_, scripts)| scripts.contains(&script))
}

fn table_of(script: Script) -> Option<&'static Table> {
    TABLES.get(index_of(script)?).map(|table| &**table)
}
