//! What the tables are called, which columns they have, and how their figures are counted.

/// A kind of table.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) title: &'static str,
    pub(super) columns: &'static [&'static str],
    /// How it is counted, for a reader who has not read the code.
    pub(super) note: &'static str,
}

pub(super) const RETRIEVAL: Shape = Shape {
    title: "Retrieval",
    columns: &["set", "class", "method", "queries", "names", "R@1", "R@5", "MRR", "recall@50", "ms a query"],
    note: "The share of queries whose entity comes first, among the first 5, among the first 50 of `names`; MRR is the mean of 1/place, 0 \
           beyond the 50th. Ties of the baselines go by the order of the list. Time is that of one query on one thread.",
};

pub(super) const OPEN_SET: Shape = Shape {
    title: "Recall at a rate of false alarms, open set",
    columns: &["set", "class", "method", "queries", "false alarms", "recall", "threshold"],
    note: "Each query is asked with its entity in the list and, for the false alarm, with it taken out. The threshold of each class is \
           the lowest that no more than this share of its alarms pass; recall is the share of right entities above it. Thresholds are in \
           decibans before the prior for respell, else likeness.",
};

pub(super) const PAIRS: Shape = Shape {
    title: "Labelled pairs",
    columns: &["set", "method", "pairs", "same", "AUC", "AP", "best F1", "threshold", "F1 at p .5"],
    note: "AUC is the chance that a pair of one name scores above a pair of two; AP is average precision. The threshold of the best F1 is \
           chosen on the same rows (decibans for respell, else likeness); F1 at p .5 takes respell's own probability as it is. A pair \
           that has no letters to compare counts with 0 decibans.",
};

pub(super) const CLASSES: Shape = Shape {
    title: "Recall at a rate of false alarms, pairs",
    columns: &["set", "class", "method", "pairs", "false alarms", "recall", "threshold"],
    note: "One threshold for all classes: the lowest that no more than this share of the pairs of two names pass.",
};

pub(super) const FOLDS: Shape = Shape {
    title: "Accuracy in folds",
    columns: &["set", "method", "pairs", "accuracy", "mean threshold"],
    note: "The share of pairs judged truly, each fifth of the rows (drawn at random) at the threshold that is best on the other four.",
};

pub(super) const NEGATIVES: Shape = Shape {
    title: "Pairs that are not one name",
    columns: &["set", "pairs", "p ≥ .98", "p ≥ .80", "p ≥ .50"],
    note: "The share of these pairs, none of them one name, to which `compare` gives such a probability. Lower is better.",
};

pub(super) const ACCEPTED: Shape = Shape {
    title: "Look-alikes at the thresholds of the classes",
    columns: &["set", "threshold of", "method", "pairs", "accepted"],
    note: "The share of pairs that are not one name which pass the threshold at which the class above is read: the one of a pair is the \
           list's, the other the query.",
};

pub(super) const TEXT: Shape = Shape {
    title: "Marked text",
    columns: &[
        "set",
        "method",
        "resampled by",
        "words",
        "right",
        "wrong",
        "missed",
        "precision",
        "recall",
        "F1",
        "wrong per 10,000 words",
    ],
    note: "Edits of `fix` with default flags, word by word, as `score_text.py` counts them. The figures are over all edits of the set; \
           intervals come from resampling paragraphs, or whole texts.",
};

pub(super) const THRESHOLDS: Shape = Shape {
    title: "Marked text by threshold",
    columns: &["set", "corrected", "right", "wrong", "missed", "precision", "recall", "F1", ""],
    note: "The same texts if every mention from this probability on were corrected, with no regard to rivals and with no rule for the \
           spelling as a whole, both of which `fix` has. Chosen on the same texts.",
};

pub(super) const GENERATORS: Shape = Shape {
    title: "Injected variants by generator",
    columns: &["set", "generator", "places", "put right", "recall", "recall with what is probable"],
    note: "Names that were spelled rightly, each replaced by a recorded variant or by one that a generator made (`respell eval inject`). \
           Intervals come from resampling texts.",
};

pub(super) const INJECTED: Shape = Shape {
    title: "Variants put into the texts",
    columns: &["generator", "places", "distinct"],
    note: "By what they were made.",
};

pub(super) const ABLATION: Shape = Shape {
    title: "What each part of the guard is worth",
    columns: &[
        "without",
        "running-text P",
        "R",
        "F1",
        "+2k P",
        "+2k R",
        "+2k F1",
        "injected P",
        "injected R",
        "injected F1",
        "harm, embedded",
        "harm, spelling-ukraine",
    ],
    note: "`fix` with default flags, each time without the findings of one part. Harm is what is changed in `wikinews-clean` and not listed, \
           for each 10,000 words.",
};

pub(super) const STANDINGS: Shape = Shape {
    title: "Marked text by standing",
    columns: &["set", "standing", "mentions", "right", "share right"],
    note: "Of the mentions that stand so by themselves, how many would be corrected as marked. `fix` trusts what is certain; what is \
           probable is left to a person.",
};

pub(super) const CALIBRATION: Shape = Shape {
    title: "Calibration",
    columns: &["set", "probability of", "rows", "right", "mean p", "ECE, equal width", "ECE, equal mass"],
    note: "Expected calibration error in ten bins. Chance alone puts it above 0, and its interval above the figure, the more so the fewer \
           rows there are.",
};

pub(super) const RELIABILITY: Shape = Shape {
    title: "Reliability",
    columns: &[
        "set",
        "probability of",
        "0–.1",
        ".1–.2",
        ".2–.3",
        ".3–.4",
        ".4–.5",
        ".5–.6",
        ".6–.7",
        ".7–.8",
        ".8–.9",
        ".9–1",
        "≥ .98",
    ],
    note: "The share that is right in each bin of probability, with the number of rows in brackets.",
};

pub(super) const HARM: Shape = Shape {
    title: "Harm on clean text",
    columns: &[
        "set",
        "method",
        "gazetteer",
        "words",
        "corrections",
        "listed",
        "not listed",
        "not listed per 10,000 words",
        "probable rows per 10,000 words",
    ],
    note: "Corrections that `fix` would make in text whose names are nearly all spelled rightly. Those of a spelling that the gazetteer \
           itself lists as another name or misspelling are asked for; the others are counted as harm. Probable rows are left to a \
           person. Intervals come from resampling documents.",
};

/// The order in which tables are shown.
pub(super) const ORDER: [&str; 16] = [
    TEXT.title,
    ABLATION.title,
    GENERATORS.title,
    INJECTED.title,
    STANDINGS.title,
    THRESHOLDS.title,
    HARM.title,
    RETRIEVAL.title,
    OPEN_SET.title,
    ACCEPTED.title,
    PAIRS.title,
    CLASSES.title,
    FOLDS.title,
    NEGATIVES.title,
    CALIBRATION.title,
    RELIABILITY.title,
];
