//! The background: how likely a word is when it is no variant of anything.
//!
//! Likeness proves little by itself: `Person` is close to Kherson, and is a word. The background is a mixture of three sources:
//! ordinary words by their commonness, name words by their count, and letters (an interpolated trigram model with a flat floor, so
//! that an acronym is not taken for a miracle). [`Background::decibans`] is −10·log10 of the mixture's chance.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Shares of capitalised words in running text that are ordinary words, known names, and anything else. Judged from newspaper prose.
const SHARES: [f64; 3] = [0.25, 0.50, 0.25];

/// Of the letter model's chance, the share that is flat over letters: no word costs more than a flat one by over 10 dB.
const FLAT_SHARE: f64 = 0.3;

/// How much of English running text the words of each SCOWL class make up, together. The shape is Zipf's; the first classes are counted
/// on prose, the later ones follow the decline.
const CLASS_COVERAGE: [(u32, f64); 7] = [(10, 0.74), (20, 0.12), (35, 0.10), (40, 0.01), (50, 0.02), (55, 0.004), (60, 0.006)];

/// Symbols of the letter model: a-z, digits as one, and the edge of a word.
const SYMBOLS: usize = 28;
const EDGE: usize = 27;

/// Chances of words that are not variants.
#[derive(Clone, Debug)]
pub struct Background {
    words: FxHashMap<Box<[u8]>, f32>,
    names: FxHashMap<Box<[u8]>, f32>,
    letters: Letters,
}

impl Background {
    /// The background that is built in: English words and the world's name words.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Background> = LazyLock::new(Background::build);
        &EMBEDDED
    }

    fn build() -> Self {
        let (mut words, mut names, mut letters) = (FxHashMap::default(), FxHashMap::default(), Letters::new());
        for (word, chance) in classed(include_str!("../../data/lexicon/en.txt")) {
            words.insert(word.as_bytes().into(), chance);
        }
        for (name, chance) in classed(include_str!("../../data/lexicon/names-en.txt")) {
            let key = super::letters::letters(name, crate::text::Reading::Plain);
            letters.learn(&key, 3);
            // Half of the names in text are not in the list of counts; the classes of names run like those of words.
            raise(&mut names, key, chance * 0.3);
        }
        let counted: Vec<(Vec<u8>, f32)> = counted(include_str!("../../data/lexicon/names-wikidata.tsv")).collect();
        let total: f32 = counted.iter().map(|(_, count)| count).sum();
        for (name, count) in counted {
            letters.learn(&name, 2);
            raise(&mut names, name, 0.7 * count / total);
        }
        letters.finish();
        Self { words, names, letters }
    }

    /// As [`Self::decibans`], for a word that may be a variant of `name`: what the lists of names know of it counts only where they know it
    /// better than the name itself. They hold variants (Odessa, Erdogan), which must not speak for themselves.
    #[must_use]
    pub fn decibans_beside(&self, word: &[u8], name: &[u8]) -> f64 {
        let known = |map: &FxHashMap<Box<[u8]>, f32>, word: &[u8]| f64::from(map.get(word).copied().unwrap_or(0.0));
        let own = known(&self.names, word);
        let own = if word == name || own * 3.0 <= known(&self.names, name) { 0.0 } else { own };
        let chance = SHARES[0] * known(&self.words, word) + SHARES[1] * own + SHARES[2] * self.letters.chance(word);
        -10.0 * chance.log10()
    }

    /// −10·log10 of the chance of `word` (working letters), in decibans: 30 for a common word, over 100 for a strange long one.
    #[must_use]
    pub fn decibans(&self, word: &[u8]) -> f64 {
        let known = |map: &FxHashMap<Box<[u8]>, f32>| f64::from(map.get(word).copied().unwrap_or(0.0));
        let chance = SHARES[0] * known(&self.words) + SHARES[1] * known(&self.names) + SHARES[2] * self.letters.chance(word);
        -10.0 * chance.log10()
    }

    /// Whether `word` (working letters) is in the lexicon of ordinary words.
    #[must_use]
    pub fn is_word(&self, word: &[u8]) -> bool {
        self.words.contains_key(word)
    }

    /// Whether `word` (working letters), capitalised, is more likely a name than an ordinary word. Unknown words lean to names.
    #[must_use]
    pub fn leans_to_name(&self, word: &[u8]) -> bool {
        let known = |map: &FxHashMap<Box<[u8]>, f32>| map.get(word).copied().unwrap_or(0.0);
        known(&self.names) * 2.0 >= known(&self.words)
    }

    /// Whether `word` (working letters) is known as a name of people or places at large.
    #[must_use]
    pub fn is_name(&self, word: &[u8]) -> bool {
        self.names.contains_key(word)
    }
}

fn raise(map: &mut FxHashMap<Box<[u8]>, f32>, key: Vec<u8>, chance: f32) {
    *map.entry(key.into()).or_insert(0.0) += chance;
}

/// The words of a list in sections `= class`, each with an equal part of what its class makes up.
fn classed(list: &str) -> impl Iterator<Item = (&str, f32)> {
    let sections = list.split("\n= ").skip(1);
    sections.flat_map(|section| {
        let mut lines = section.lines();
        let class: u32 = lines.next().and_then(|class| class.trim().parse().ok()).unwrap_or(60);
        let words: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let coverage = CLASS_COVERAGE.iter().find(|(known, _)| *known == class).map_or(0.005, |(_, share)| *share);
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a chance of seven digits is enough")]
        let chance = (coverage / words.len().max(1) as f64) as f32;
        words.into_iter().map(move |word| (word, chance))
    })
}

fn counted(list: &str) -> impl Iterator<Item = (Vec<u8>, f32)> {
    let rows = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.map(|(name, count)| (super::letters::letters(name, crate::text::Reading::Plain), count.parse().unwrap_or(0.0)))
        .filter(|(name, _)| !name.is_empty())
}

/// An interpolated trigram model over word letters (Jelinek and Mercer 1980), with a flat floor.
#[derive(Clone, Debug)]
struct Letters {
    trigrams: Vec<f32>,
    bigrams: Vec<f32>,
    unigrams: Vec<f32>,
}

impl Letters {
    fn new() -> Self {
        let zeros = |size| vec![0.0; size];
        Self { trigrams: zeros(SYMBOLS.pow(3)), bigrams: zeros(SYMBOLS.pow(2)), unigrams: zeros(SYMBOLS) }
    }

    fn learn(&mut self, word: &[u8], count: u8) {
        let count = f32::from(count);
        let (mut two, mut one) = (EDGE, EDGE);
        for next in word.iter().map(|letter| symbol(*letter)).chain([EDGE]) {
            self.trigrams[(two * SYMBOLS + one) * SYMBOLS + next] += count;
            self.bigrams[one * SYMBOLS + next] += count;
            self.unigrams[next] += count;
            (two, one) = (one, next);
        }
    }

    /// Turns counts into chances: each order is smoothed with the one below it by Witten and Bell's rule.
    fn finish(&mut self) {
        let total: f32 = self.unigrams.iter().sum::<f32>().max(1.0);
        self.unigrams.iter_mut().for_each(|count| *count = (*count + 1.0) / (total + 28.0));
        smooth(&mut self.bigrams, |_| 0, &self.unigrams);
        smooth(&mut self.trigrams, |context| context % SYMBOLS, &self.bigrams);
    }

    fn chance(&self, word: &[u8]) -> f64 {
        let (mut two, mut one, mut modelled, mut flat) = (EDGE, EDGE, 1.0_f64, 1.0_f64);
        for next in word.iter().map(|letter| symbol(*letter)).chain([EDGE]) {
            modelled *= f64::from(self.trigrams[(two * SYMBOLS + one) * SYMBOLS + next]);
            flat /= 28.0;
            (two, one) = (one, next);
        }
        (1.0 - FLAT_SHARE) * modelled + FLAT_SHARE * flat
    }
}

/// Mixes counts with the lower order by the number of kinds seen after each context (Witten and Bell 1991).
fn smooth(counts: &mut [f32], lower_context: impl Fn(usize) -> usize, lower: &[f32]) {
    for (context, row) in counts.chunks_mut(SYMBOLS).enumerate() {
        let total: f32 = row.iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "at most 28 kinds")]
        let kinds = row.iter().filter(|count| **count > 0.0).count().max(1) as f32;
        let base = lower_context(context) * SYMBOLS;
        for (next, count) in row.iter_mut().enumerate() {
            *count = (*count + kinds * lower[base + next]) / (total + kinds);
        }
    }
}

const fn symbol(letter: u8) -> usize {
    match letter {
        b'a'..=b'z' => (letter - b'a') as usize,
        _ => 26,
    }
}

#[cfg(test)]
mod tests {
    use super::Background;

    #[test]
    fn common_words_are_likelier_than_rare_ones_than_none() {
        let background = Background::embedded();
        let order = ["the", "person", "harvest", "khusnullin", "xqzvkjwqpb"];
        let costs: Vec<f64> = order.iter().map(|word| background.decibans(word.as_bytes())).collect();
        assert!(costs.is_sorted(), "{costs:?}");
    }

    #[test]
    fn chances_of_the_letter_model_sum_to_one_over_each_context() {
        let letters = &Background::embedded().letters;
        for row in letters.trigrams.chunks(super::SYMBOLS).chain(letters.bigrams.chunks(super::SYMBOLS)) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-3);
        }
    }
}
