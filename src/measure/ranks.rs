//! Retrieval: at which place the right answer came.

/// For each query the place of the first right answer, from 1; nothing if it was not found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranks(pub Vec<Option<usize>>);

impl Ranks {
    /// The share of queries whose right answer is among the first `k`.
    #[must_use]
    pub fn recall_at(&self, k: usize, drawn: &[u32]) -> f64 {
        self.mean(drawn, |rank| if rank.is_some_and(|rank| rank <= k) { 1.0 } else { 0.0 })
    }

    /// The mean of one over the place; 0 for what is not among the first `depth`.
    ///
    /// ```
    /// use respell::measure::Ranks;
    /// let ranks = Ranks(vec![Some(1), Some(4), None]);
    /// assert_eq!(ranks.recall_at(1, &[1; 3]), 1.0 / 3.0);
    /// assert_eq!(ranks.reciprocal(50, &[1; 3]), 1.25 / 3.0);
    /// ```
    #[must_use]
    pub fn reciprocal(&self, depth: usize, drawn: &[u32]) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "places are small numbers")]
        self.mean(drawn, |rank| rank.filter(|rank| *rank <= depth).map_or(0.0, |rank| 1.0 / rank as f64))
    }

    fn mean(&self, drawn: &[u32], value: impl Fn(Option<usize>) -> f64) -> f64 {
        let all: f64 = drawn.iter().copied().map(f64::from).sum();
        self.0.iter().zip(drawn).map(|(rank, drawn)| value(*rank) * f64::from(*drawn)).sum::<f64>() / all
    }
}
