//! `respell eval pairs`: pairs of names with the truth about them.

use std::path::PathBuf;

use anyhow::{Result, bail};
use rayon::prelude::*;
use respell::measure::{Bootstrap, Curve, Judged, Labelled};

use super::super::routes::RouteArgs;
use super::super::{Common, Ending};
use super::baselines::{Baseline, folded};
use super::calibrated;
use super::model::Models;
use super::report::{Cell, FormatArgs, Report};
use super::sample::{limit, sample};
use super::shapes::{CLASSES, NEGATIVES, PAIRS};
use super::sheet::{Sheet, truth};

/// Pairs of names that are one name or two
///
/// Reads a CSV or TSV with a header: two names, and whether they are one (1/0, true/false, yes/no). They are weighed as `respell
/// compare` weighs them.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The table of pairs
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The columns of the two names and the label, by header or number; name1,name2,label and the like if it is not given
    #[arg(long, value_name = "A,B,LABEL", value_delimiter = ',', num_args = 1)]
    columns: Vec<String>,
    /// Column of a class of pairs, each of which is told by itself
    #[arg(long, value_name = "COLUMN")]
    class: Option<String>,
    /// No pair of the file is one name; there is no label
    #[arg(long)]
    all_negative: bool,
    /// The rate of false alarms at which recall is told
    #[arg(long, value_name = "SHARE", default_value_t = 0.01)]
    false_alarms: f64,
    /// Take so many rows, drawn at random; 0 is all
    #[arg(long, value_name = "N", default_value_t = 0)]
    sample: usize,
    #[command(flatten)]
    routes: RouteArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Two names, and whether they are one.
pub(super) struct Pair {
    pub(super) a: String,
    pub(super) b: String,
    pub(super) same: bool,
    pub(super) class: String,
}

/// What all methods say of the pairs.
pub(super) struct Scored {
    pub(super) decibans: Vec<f64>,
    pub(super) probability: Vec<f64>,
    pub(super) baselines: Vec<(&'static str, Vec<f64>)>,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let mut pairs = read(args, common)?;
    let set = args.file.file_stem().unwrap_or_default().to_string_lossy();
    sample(&mut pairs, limit(args.sample), &set, common.quiet);
    let routes = args.routes.load(common)?;
    let scored = score(&pairs, &Models::one(&routes));
    let mut report = Report::default();
    if args.all_negative {
        negatives(&mut report, &set, &scored);
    } else {
        labelled(&mut report, &set, &pairs, &scored);
        recall(&mut report, &set, &pairs, &scored, args.false_alarms);
        calibration(&mut report, &set, &pairs, &scored);
    }
    report.print(args.format)?;
    Ok(Ending::Done)
}

fn read(args: &Args, common: &Common) -> Result<Vec<Pair>> {
    let mut sheet = Sheet::read(&args.file)?;
    let pairs = pairs(&mut sheet, &args.columns, args.class.as_deref(), args.all_negative)?;
    sheet.say(common.quiet);
    if pairs.is_empty() {
        bail!("{}: holds no usable pair; expected rows of two names and a label (1/0, true/false, yes/no)", sheet.name());
    }
    Ok(pairs)
}

/// The usable rows of a table.
pub(super) fn pairs(sheet: &mut Sheet, columns: &[String], class: Option<&str>, all_negative: bool) -> Result<Vec<Pair>> {
    let wanted = |at: usize| columns.get(at).map(String::as_str);
    let a = sheet.column(wanted(0), &["name1", "a", "left", "canonical", "name"])?;
    let b = sheet.column(wanted(1), &["name2", "b", "right", "variant"])?;
    let label = match all_negative {
        true => None,
        false => Some(sheet.column(wanted(2), &["label", "match", "is_match", "same"])?),
    };
    let class = class.map(|class| sheet.column(Some(class), &[])).transpose()?;
    let mut pairs = Vec::new();
    for row in sheet.take_rows() {
        let same = label.map_or(Some(false), |label| truth(row.cell(label)));
        match (row.cell(a), row.cell(b), same) {
            ("", ..) | (_, "", _) => sheet.complain(row.line, "a name is missing; expected two names"),
            (.., None) => {
                let found = label.map_or("", |label| row.cell(label));
                sheet.complain(row.line, format_args!("the label is “{found}”; expected 1 or 0, true or false, yes or no"));
            }
            (a, b, Some(same)) => {
                let class = class.map_or(String::new(), |class| row.cell(class).to_owned());
                pairs.push(Pair { a: a.to_owned(), b: b.to_owned(), same, class });
            }
        }
    }
    Ok(pairs)
}

/// Asks all methods.
pub(super) fn score(pairs: &[Pair], models: &Models<'_>) -> Scored {
    let compared: Vec<_> = pairs.par_iter().map(|pair| models.weigh_pair(&pair.a, &pair.b)).collect();
    let folded: Vec<_> = pairs.par_iter().map(|pair| (folded(&pair.a), folded(&pair.b))).collect();
    let likeness = |baseline: Baseline| folded.par_iter().map(|(a, b)| baseline.likeness(a, b)).collect();
    Scored {
        decibans: compared.iter().map(|comparison| comparison.decibans()).collect(),
        probability: compared.iter().map(|comparison| comparison.probability()).collect(),
        baselines: Baseline::ALL.iter().map(|baseline| (baseline.name(), likeness(*baseline))).collect(),
    }
}

impl Scored {
    /// Each method with its scores, respell first.
    pub(super) fn methods(&self) -> impl Iterator<Item = (&'static str, &[f64])> {
        std::iter::once(("respell", &*self.decibans)).chain(self.baselines.iter().map(|(name, scores)| (*name, &**scores)))
    }
}

/// Rows with their truth, in order of a score.
pub(super) fn curve(pairs: &[Pair], scores: &[f64]) -> Curve {
    let rows: Vec<_> = pairs.iter().zip(scores).map(|(pair, score)| Labelled { score: *score, label: pair.same }).collect();
    Curve::new(&rows)
}

/// Adds AUC, AP and F1.
pub(super) fn labelled(report: &mut Report, set: &str, pairs: &[Pair], scored: &Scored) {
    let bootstrap = Bootstrap::of_rows(pairs.len());
    let ones = vec![1; pairs.len()];
    for (method, scores) in scored.methods() {
        let curve = curve(pairs, scores);
        let by_probability = (method == "respell").then(|| self::curve(pairs, &scored.probability));
        let at_half = by_probability.map(|curve| bootstrap.estimate(|drawn| curve.f1_at(0.5, drawn)));
        report.add(
            &PAIRS,
            vec![
                set.into(),
                method.into(),
                Cell::Count(pairs.len()),
                Cell::Count(pairs.iter().filter(|pair| pair.same).count()),
                bootstrap.estimate(|drawn| curve.auc(drawn)).into(),
                bootstrap.estimate(|drawn| curve.average_precision(drawn)).into(),
                bootstrap.estimate(|drawn| curve.best_f1(drawn).value).into(),
                Cell::Number(curve.best_f1(&ones).threshold, 2),
                at_half.map_or(Cell::None, Cell::from),
            ],
        );
    }
}

/// Adds recall by class at a rate of false alarms.
fn recall(report: &mut Report, set: &str, pairs: &[Pair], scored: &Scored, rate: f64) {
    if pairs.iter().all(|pair| pair.same) {
        return;
    }
    let bootstrap = Bootstrap::of_rows(pairs.len());
    let mut classes: Vec<Option<&str>> =
        pairs.iter().filter(|pair| pair.same && !pair.class.is_empty()).map(|pair| Some(&*pair.class)).collect();
    classes.sort_unstable();
    classes.dedup();
    classes.insert(0, None);
    for class in classes {
        let own: Vec<bool> = pairs.iter().map(|pair| pair.same && class.is_none_or(|class| pair.class == class)).collect();
        for (method, scores) in scored.methods() {
            let curve = curve(pairs, scores);
            let found = |drawn: &[u32]| {
                let threshold = curve.threshold_at_false_alarms(rate, drawn);
                let mut of = [0.0; 2];
                for at in (0..pairs.len()).filter(|at| own[*at]) {
                    of[usize::from(scores[at] >= threshold)] += f64::from(drawn[at]);
                }
                of[1] / (of[0] + of[1])
            };
            report.add(
                &CLASSES,
                vec![
                    set.into(),
                    class.unwrap_or("all").into(),
                    method.into(),
                    Cell::Count(own.iter().filter(|own| **own).count()),
                    Cell::Number(rate, 3),
                    bootstrap.estimate(found).into(),
                    Cell::Number(curve.threshold_at_false_alarms(rate, &vec![1; pairs.len()]), 2),
                ],
            );
        }
    }
}

/// Adds what respell's probability of a pair is worth.
pub(super) fn calibration(report: &mut Report, set: &str, pairs: &[Pair], scored: &Scored) {
    let judged =
        pairs.iter().zip(&scored.probability).map(|(pair, probability)| Judged { probability: *probability, right: pair.same });
    let judged: Vec<Judged> = judged.collect();
    calibrated::add(report, set, "a pair", &judged, &Bootstrap::of_rows(judged.len()));
}

/// Adds the share of pairs that are taken for one name and are not.
pub(super) fn negatives(report: &mut Report, set: &str, scored: &Scored) {
    let bootstrap = Bootstrap::of_rows(scored.probability.len());
    let share = |least: f64| {
        bootstrap.estimate(|drawn| {
            let (mut taken, mut all) = (0.0, 0.0);
            for (probability, drawn) in scored.probability.iter().zip(drawn) {
                all += f64::from(*drawn);
                taken += if *probability >= least { f64::from(*drawn) } else { 0.0 };
            }
            taken / all
        })
    };
    let shares = [0.98, 0.80, 0.50].map(|least| Cell::Figure(share(least), 4));
    let mut row = vec![set.into(), Cell::Count(scored.probability.len())];
    row.extend(shares);
    report.add(&NEGATIVES, row);
}
