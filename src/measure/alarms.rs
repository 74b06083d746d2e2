//! Recall at a rate of false alarms, in an open world.
//!
//! A query whose entity is not in the list should find nothing. So each query is asked twice: what does the right entity score, and what
//! does the best of the others score when the right one is taken out? The latter is the alarm. A threshold is set that only so many
//! alarms pass, and recall is the share of right ones above it.

/// One query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// The score of the right entity; negative infinity if it was not found.
    pub right: f64,
    /// The best score of any other; negative infinity if there was none.
    pub alarm: f64,
}

/// Queries in order of their alarms.
#[derive(Clone, Debug)]
pub struct Alarms {
    trials: Vec<Trial>,
    order: Vec<usize>,
}

/// What is found above a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recall {
    /// Scores above this are taken, not the score itself.
    pub threshold: f64,
    /// The share of right entities above it.
    pub value: f64,
}

impl Alarms {
    /// Sorts the alarms.
    #[must_use]
    pub fn new(trials: Vec<Trial>) -> Self {
        let mut order: Vec<usize> = (0..trials.len()).collect();
        order.sort_by(|a, b| trials[*b].alarm.total_cmp(&trials[*a].alarm).then(a.cmp(b)));
        Self { trials, order }
    }

    /// Recall where at most `rate` of the queries would raise a false alarm.
    ///
    /// ```
    /// use respell::measure::{Alarms, Trial};
    /// let trials = [(9.0, 1.0), (2.0, 3.0), (5.0, 4.0), (8.0, 2.0)].map(|(right, alarm)| Trial { right, alarm });
    /// let alarms = Alarms::new(trials.to_vec());
    /// assert_eq!(alarms.recall(0.0, &[1; 4]).value, 0.75);
    /// assert_eq!(alarms.recall(0.0, &[1; 4]).threshold, 4.0);
    /// assert_eq!(alarms.recall(0.25, &[1; 4]).threshold, 3.0);
    /// ```
    #[must_use]
    pub fn recall(&self, rate: f64, drawn: &[u32]) -> Recall {
        let all: f64 = drawn.iter().copied().map(f64::from).sum();
        let (mut passed, mut threshold) = (0.0, f64::NEG_INFINITY);
        for at in &self.order {
            passed += f64::from(drawn[*at]);
            if passed > rate * all {
                threshold = self.trials[*at].alarm;
                break;
            }
        }
        let above = self.trials.iter().zip(drawn).filter(|(trial, _)| trial.right > threshold);
        Recall { threshold, value: above.map(|(_, drawn)| f64::from(*drawn)).sum::<f64>() / all }
    }
}
