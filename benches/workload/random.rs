//! Chance that is the same everywhere: SplitMix64, whole numbers only.

/// A row of numbers that a seed begins.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A row of its own for the thing with these numbers, whatever was asked before: the third variant of name 17 is the same in every text.
    pub(crate) fn of(seed: u64, numbers: &[u64]) -> Self {
        numbers.iter().fold(Self(seed), |random, number| Self(random.clone().next() ^ number))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from nothing up to, and without, `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(end);
        u64::try_from(wide >> 64).expect("the upper half of 128 bits is 64 bits")
    }

    /// The same, as a place in a list.
    pub(crate) fn place(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).expect("a number below a length is one")
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.place(of.len())]
    }

    /// True so many times in a hundred.
    pub(crate) fn percent(&mut self, times: u64) -> bool {
        self.below(100) < times
    }
}

/// A choice in which some things come oftener than others.
#[derive(Clone, Debug)]
pub(crate) struct Choice(Vec<u64>);

impl Choice {
    pub(crate) fn new(weights: impl IntoIterator<Item = u64>) -> Self {
        let add = |sum: &mut u64, weight: u64| {
            *sum += weight;
            Some(*sum)
        };
        Self(weights.into_iter().scan(0, add).collect())
    }

    /// As in Zipf's law: the first thing weighs `1 / (1 + flat)`, the next `1 / (2 + flat)` and so on.
    pub(crate) fn zipf(len: usize, flat: u64) -> Self {
        Self::new((1..=len as u64).map(|rank| 1_000_000_000_000 / (rank + flat)))
    }

    /// The place of a thing.
    pub(crate) fn place(&self, random: &mut Random) -> usize {
        let at = random.below(*self.0.last().expect("there is something to choose from"));
        self.0.partition_point(|sum| *sum <= at)
    }
}
