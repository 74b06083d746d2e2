//! Rows with a score and the truth, in order of the score: what every threshold would give.

/// A score, and whether it should have been high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Labelled {
    /// Higher is more alike. Only the order matters.
    pub score: f64,
    /// The truth.
    pub label: bool,
}

/// Labelled rows, the highest score first. Rows with one score stand or fall together.
#[derive(Clone, Debug)]
pub struct Curve {
    rows: Vec<(f64, bool, usize)>,
}

/// A threshold with what it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    /// The lowest score that is taken.
    pub threshold: f64,
    /// The statistic there.
    pub value: f64,
}

/// What is taken down to a score.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    score: f64,
    right: f64,
    wrong: f64,
}

impl Curve {
    /// Sorts the rows.
    #[must_use]
    pub fn new(rows: &[Labelled]) -> Self {
        let mut rows: Vec<_> = rows.iter().enumerate().map(|(at, row)| (row.score, row.label, at)).collect();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        Self { rows }
    }

    /// The chance that a true row stands above a false one; a tie counts half.
    ///
    /// ```
    /// use respell::measure::{Curve, Labelled};
    /// let rows = [(0.9, true), (0.8, false), (0.7, true), (0.1, false)].map(|(score, label)| Labelled { score, label });
    /// assert_eq!(Curve::new(&rows).auc(&[1; 4]), 0.75);
    /// ```
    #[must_use]
    pub fn auc(&self, drawn: &[u32]) -> f64 {
        let (mut area, mut last) = (0.0, Step::default());
        self.walk(drawn, |step| {
            area += (step.wrong - last.wrong) * f64::midpoint(step.right, last.right);
            last = step;
        });
        area / (last.right * last.wrong)
    }

    /// Precision, averaged over the true rows as they are met from the top.
    #[must_use]
    pub fn average_precision(&self, drawn: &[u32]) -> f64 {
        let (mut sum, mut last) = (0.0, Step::default());
        self.walk(drawn, |step| {
            if step.right > last.right {
                sum += (step.right - last.right) * step.right / (step.right + step.wrong);
            }
            last = step;
        });
        sum / last.right
    }

    /// The highest F1 that any threshold gives. It is chosen on the rows it is told of, and so flatters a little.
    #[must_use]
    pub fn best_f1(&self, drawn: &[u32]) -> Best {
        let (right, _) = self.totals(drawn);
        self.best(drawn, |step| 2.0 * step.right / (step.right + step.wrong + right))
    }

    /// The highest share of rows that any threshold judges truly.
    #[must_use]
    pub fn best_accuracy(&self, drawn: &[u32]) -> Best {
        let (right, wrong) = self.totals(drawn);
        let nothing = Best { threshold: f64::INFINITY, value: wrong / (right + wrong) };
        let best = self.best(drawn, |step| (step.right + wrong - step.wrong) / (right + wrong));
        if best.value > nothing.value { best } else { nothing }
    }

    /// F1 of taking the scores from `threshold` on.
    #[must_use]
    pub fn f1_at(&self, threshold: f64, drawn: &[u32]) -> f64 {
        let (right, _) = self.totals(drawn);
        let mut taken = Step::default();
        self.walk(drawn, |step| {
            if step.score >= threshold {
                taken = step;
            }
        });
        2.0 * taken.right / (taken.right + taken.wrong + right)
    }

    /// The share of rows that taking the scores from `threshold` on judges truly.
    #[must_use]
    pub fn accuracy_at(&self, threshold: f64, drawn: &[u32]) -> f64 {
        let (mut hits, mut all) = (0.0, 0.0);
        for (score, label, at) in &self.rows {
            all += f64::from(drawn[*at]);
            hits += if (*score >= threshold) == *label { f64::from(drawn[*at]) } else { 0.0 };
        }
        hits / all
    }

    /// The lowest threshold at which at most `rate` of the false rows are taken; infinity if even the highest score takes more.
    #[must_use]
    pub fn threshold_at_false_alarms(&self, rate: f64, drawn: &[u32]) -> f64 {
        let (_, wrong) = self.totals(drawn);
        let mut threshold = f64::INFINITY;
        self.walk(drawn, |step| {
            if step.wrong <= rate * wrong {
                threshold = step.score;
            }
        });
        threshold
    }

    fn best(&self, drawn: &[u32], statistic: impl Fn(Step) -> f64) -> Best {
        let mut best = Best { threshold: f64::INFINITY, value: 0.0 };
        self.walk(drawn, |step| {
            let value = statistic(step);
            if value > best.value {
                best = Best { threshold: step.score, value };
            }
        });
        best
    }

    fn totals(&self, drawn: &[u32]) -> (f64, f64) {
        let mut last = Step::default();
        self.walk(drawn, |step| last = step);
        (last.right, last.wrong)
    }

    /// Goes down the scores; rows of one score are one step.
    fn walk(&self, drawn: &[u32], mut each: impl FnMut(Step)) {
        let mut step = Step::default();
        for tied in self.rows.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
            for (score, label, at) in tied {
                let count = f64::from(drawn[*at]);
                step.score = *score;
                *(if *label { &mut step.right } else { &mut step.wrong }) += count;
            }
            if tied.iter().any(|(.., at)| drawn[*at] > 0) {
                each(step);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Curve, Labelled};

    fn curve(rows: &[(f64, bool)]) -> Curve {
        Curve::new(&rows.iter().map(|&(score, label)| Labelled { score, label }).collect::<Vec<_>>())
    }

    #[test]
    fn figures_agree_with_a_hand_count() {
        let curve = curve(&[(5.0, true), (4.0, false), (3.0, true), (3.0, false), (1.0, false)]);
        let drawn = [1; 5];
        // Of six pairs: 5 beats all three, 3 loses to 4, ties with 3, beats 1.
        assert!((curve.auc(&drawn) - 4.5 / 6.0).abs() < 1e-12);
        // The first true row at precision 1, the second among the top four.
        assert!((curve.average_precision(&drawn) - (1.0 + 0.5) / 2.0).abs() < 1e-12);
        let best = curve.best_f1(&drawn);
        assert!((best.value - 2.0 / 3.0).abs() < 1e-12 && best.threshold == 5.0, "{best:?}");
        assert!((curve.f1_at(4.0, &drawn) - 0.5).abs() < 1e-12);
        assert!((curve.accuracy_at(5.0, &drawn) - 0.8).abs() < 1e-12);
        assert_eq!(curve.best_accuracy(&drawn).threshold, 5.0);
        assert_eq!(curve.threshold_at_false_alarms(0.4, &drawn), 4.0);
    }

    #[test]
    fn a_row_drawn_twice_is_two_rows() {
        let once = curve(&[(5.0, true), (4.0, false), (4.0, false), (3.0, true)]);
        let twice = curve(&[(5.0, true), (4.0, false), (3.0, true)]);
        assert_eq!(once.auc(&[1; 4]), twice.auc(&[1, 2, 1]));
        assert_eq!(once.average_precision(&[1; 4]), twice.average_precision(&[1, 2, 1]));
    }

    #[test]
    fn one_label_alone_has_no_auc() {
        assert!(curve(&[(1.0, true)]).auc(&[1]).is_nan());
        assert_eq!(curve(&[(1.0, false)]).threshold_at_false_alarms(0.01, &[1]), f64::INFINITY);
    }
}
