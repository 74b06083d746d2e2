//! What two texts have in common, divided as Python's `difflib` divides it.

use std::collections::HashMap;
use std::ops::Range;

/// A run of words that both texts have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Block {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) length: usize,
}

/// The longest common run, then the longest on either side of it, and so on: how `difflib` divides texts. A diff with fewest changes
/// divides some of them otherwise (`Astra Zenica` and `AstraZeneca` amid other edits), and would count differently.
pub(super) fn blocks(old: &[&str], new: &[&str]) -> Vec<Block> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    new.iter().enumerate().for_each(|(at, word)| places.entry(word).or_default().push(at));
    let mut blocks = Vec::new();
    let mut open = vec![(0..old.len(), 0..new.len())];
    while let Some((olds, news)) = open.pop() {
        let block = longest(old, &places, olds.clone(), news.clone());
        if block.length > 0 {
            open.push((olds.start..block.old, news.start..block.new));
            open.push((block.old + block.length..olds.end, block.new + block.length..news.end));
            blocks.push(block);
        }
    }
    blocks.sort_unstable();
    blocks
}

/// The longest run within the ranges, the first in the old text, then the first in the new.
fn longest(old: &[&str], places: &HashMap<&str, Vec<usize>>, olds: Range<usize>, news: Range<usize>) -> Block {
    let mut best = Block { old: olds.start, new: news.start, length: 0 };
    // Where the runs that end at the word before end in the new text, and how long they are.
    let mut before: Vec<(usize, usize)> = Vec::new();
    for at in olds {
        let mut ending = Vec::new();
        let mut running = before.iter().peekable();
        let same = places.get(old[at]).map_or(&[][..], Vec::as_slice);
        let same = &same[same.partition_point(|other| *other < news.start)..same.partition_point(|other| *other < news.end)];
        for &other in same {
            while running.next_if(|(end, _)| end + 1 < other).is_some() {}
            let length = 1 + running.peek().filter(|(end, _)| end + 1 == other).map_or(0, |(_, length)| *length);
            ending.push((other, length));
            if length > best.length {
                best = Block { old: at + 1 - length, new: other + 1 - length, length };
            }
        }
        before = ending;
    }
    best
}

/// Words with the apostrophes and hyphens inside them, runs of white space, and single other characters.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            letter if is_letter(letter) => word_length(rest),
            space if space.is_whitespace() => rest.find(|other: char| !other.is_whitespace()).unwrap_or(rest.len()),
            other => other.len_utf8(),
        };
        let (word, behind) = rest.split_at(length);
        words.push(word);
        rest = behind;
    }
    words
}

fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_joint = "’'-‐".contains(letter) && letters.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(letter) && !is_joint {
            return at;
        }
    }
    text.len()
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}
