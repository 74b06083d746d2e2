//! Laws of the figures: what holds of every set of rows.

use std::collections::BTreeSet;

use proptest::prelude::*;
use respell::measure::{
    Alarms, Bootstrap, Curve, Judged, Labelled, Ranks, Reliability, Trial, ece, edits, tally, tally_by_paragraph,
};

fn rows() -> impl Strategy<Value = Vec<Labelled>> {
    // Few distinct scores, so that there are ties.
    prop::collection::vec((0_i32..20, any::<bool>()), 2..60)
        .prop_map(|rows| rows.into_iter().map(|(score, label)| Labelled { score: f64::from(score), label }).collect())
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["Kiev", "Kyiv", "and", "é", "it's", ".", " ", "\n"]), 0..25)
        .prop_map(|words| words.concat())
}

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9 || left.is_nan() && right.is_nan()
}

proptest! {
    #[test]
    fn turning_scores_round_turns_the_auc_round(rows in rows()) {
        let drawn = vec![1; rows.len()];
        let turned: Vec<Labelled> = rows.iter().map(|row| Labelled { score: -row.score, ..*row }).collect();
        prop_assert!(close(Curve::new(&turned).auc(&drawn), 1.0 - Curve::new(&rows).auc(&drawn)));
        let swapped: Vec<Labelled> = rows.iter().map(|row| Labelled { label: !row.label, ..*row }).collect();
        prop_assert!(close(Curve::new(&swapped).auc(&drawn), 1.0 - Curve::new(&rows).auc(&drawn)));
    }

    #[test]
    fn the_auc_is_the_share_of_pairs_in_order(rows in rows()) {
        let (mut won, mut pairs) = (0.0, 0.0);
        for above in rows.iter().filter(|row| row.label) {
            for below in rows.iter().filter(|row| !row.label) {
                pairs += 1.0;
                won += if above.score > below.score { 1.0 } else if above.score < below.score { 0.0 } else { 0.5 };
            }
        }
        prop_assert!(close(Curve::new(&rows).auc(&vec![1; rows.len()]), won / pairs));
    }

    #[test]
    fn only_the_order_of_scores_matters(rows in rows()) {
        let drawn = vec![1; rows.len()];
        let bent: Vec<Labelled> = rows.iter().map(|row| Labelled { score: row.score.exp(), ..*row }).collect();
        let (straight, bent) = (Curve::new(&rows), Curve::new(&bent));
        prop_assert!(close(straight.average_precision(&drawn), bent.average_precision(&drawn)));
        prop_assert!(close(straight.best_f1(&drawn).value, bent.best_f1(&drawn).value));
    }

    #[test]
    fn the_best_threshold_gives_what_it_says(rows in rows()) {
        let drawn = vec![1; rows.len()];
        let curve = Curve::new(&rows);
        let (f1, accuracy) = (curve.best_f1(&drawn), curve.best_accuracy(&drawn));
        prop_assert!(close(curve.f1_at(f1.threshold, &drawn), f1.value) || f1.value == 0.0);
        prop_assert!(close(curve.accuracy_at(accuracy.threshold, &drawn), accuracy.value));
        for row in &rows {
            prop_assert!(curve.f1_at(row.score, &drawn) <= f1.value + 1e-12);
            prop_assert!(curve.accuracy_at(row.score, &drawn) <= accuracy.value + 1e-12);
        }
    }

    #[test]
    fn drawing_a_row_again_is_having_it_twice(rows in rows(), times in prop::collection::vec(0_u32..4, 60)) {
        let drawn = &times[..rows.len()];
        let written: Vec<Labelled> =
            rows.iter().zip(drawn).flat_map(|(row, times)| std::iter::repeat_n(*row, *times as usize)).collect();
        let (short, long, ones) = (Curve::new(&rows), Curve::new(&written), vec![1; written.len()]);
        prop_assert!(close(short.auc(drawn), long.auc(&ones)));
        prop_assert!(close(short.average_precision(drawn), long.average_precision(&ones)));
        prop_assert!(close(short.best_f1(drawn).value, long.best_f1(&ones).value));
        let judged = |rows: &[Labelled]| -> Vec<Judged> {
            rows.iter().map(|row| Judged { probability: row.score / 20.0, right: row.label }).collect()
        };
        let (short, long) = (Reliability::new(&judged(&rows)), Reliability::new(&judged(&written)));
        prop_assert!(close(ece(&short.equal_width(10, drawn)), ece(&long.equal_width(10, &ones))));
    }

    #[test]
    fn recall_rises_with_the_alarms_allowed(scores in prop::collection::vec((0_i32..20, 0_i32..20), 1..40)) {
        let trials: Vec<Trial> =
            scores.iter().map(|&(right, alarm)| Trial { right: right.into(), alarm: alarm.into() }).collect();
        let (alarms, drawn) = (Alarms::new(trials.clone()), vec![1; scores.len()]);
        let found: Vec<_> = [0.0, 0.01, 0.1, 0.5, 1.0].iter().map(|rate| (rate, alarms.recall(*rate, &drawn))).collect();
        prop_assert!(found.windows(2).all(|two| two[0].1.value <= two[1].1.value));
        for (rate, recall) in found {
            let passed = trials.iter().filter(|trial| trial.alarm > recall.threshold).count();
            prop_assert!(passed as f64 <= rate * trials.len() as f64);
        }
    }

    #[test]
    fn recall_at_k_rises_with_k(ranks in prop::collection::vec(prop::option::of(1_usize..60), 1..40)) {
        let (ranks, drawn) = (Ranks(ranks.clone()), vec![1; ranks.len()]);
        prop_assert!((1..60).all(|k| ranks.recall_at(k, &drawn) <= ranks.recall_at(k + 1, &drawn)));
        prop_assert!(ranks.recall_at(1, &drawn) <= ranks.reciprocal(50, &drawn) + 1e-12);
        prop_assert!(ranks.reciprocal(50, &drawn) <= ranks.recall_at(50, &drawn) + 1e-12);
    }

    #[test]
    fn an_interval_holds_no_more_than_the_statistic_can(values in prop::collection::vec(0_u32..2, 1..40)) {
        let share = |drawn: &[u32]| {
            let found: u32 = values.iter().zip(drawn).map(|(value, drawn)| value * drawn).sum();
            f64::from(found) / f64::from(drawn.iter().sum::<u32>())
        };
        let found = Bootstrap::of_rows(values.len()).estimate(share);
        prop_assert!(0.0 <= found.low && found.low <= found.value && found.value <= found.high && found.high <= 1.0, "{found:?}");
        prop_assert_eq!(found, Bootstrap::of_rows(values.len()).estimate(share));
    }

    #[test]
    fn edits_turn_the_one_text_into_the_other(raw in text(), out in text()) {
        let (mut made, mut at) = (String::new(), 0);
        for edit in edits(&raw, &out) {
            made.push_str(&raw[at..edit.start]);
            made.push_str(&edit.now);
            at = edit.end;
        }
        made.push_str(&raw[at..]);
        prop_assert_eq!(made, out);
        prop_assert_eq!(edits(&raw, &raw), BTreeSet::new());
    }

    #[test]
    fn paragraphs_add_up_to_their_text(raw in text(), wanted in text(), out in text()) {
        let (gold, got) = (edits(&raw, &wanted), edits(&raw, &out));
        let parts = tally_by_paragraph(&raw, &gold, &got);
        let sum = parts.iter().fold(Default::default(), |sum: respell::measure::Tally, (_, part)| sum.plus(*part, 1));
        prop_assert!(raw.is_empty() || sum == tally(&gold, &got));
        prop_assert_eq!(parts.iter().map(|(words, _)| words).sum::<usize>(), raw.split_whitespace().count());
    }
}
