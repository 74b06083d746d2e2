//! `respell eval retrieval`: does the right entity come first?

mod asking;
mod tables;

use std::path::PathBuf;

use anyhow::{Result, bail};
use respell::gazetteer::Gazetteer;
use rustc_hash::FxHashMap;

use super::super::common::GazetteerArgs;
use super::super::routes::RouteArgs;
use super::super::{Common, Ending};
use super::model::Models;
use super::report::{FormatArgs, Report};
use super::sample::{limit, sample};
use super::sheet::Sheet;

pub(super) use asking::{Method, answers};
pub(super) use tables::{add_calibration, add_open_set, add_ranks, open_set, say_misses};

/// Names that should find their entity in a gazetteer
///
/// Reads a CSV or TSV with a header: a query, and the canonical name or the id of the entity it should find. A query that stands in
/// several rows may find any of theirs. They are ranked as `respell match` ranks them.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The table of queries
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    gazetteer: GazetteerArgs,
    /// The columns of the query and of its entity, by header or number; query,canonical and the like if it is not given
    #[arg(long, value_name = "QUERY,CANONICAL", value_delimiter = ',', num_args = 1)]
    columns: Vec<String>,
    /// Column of a class of queries, each of which is told by itself
    #[arg(long, value_name = "COLUMN")]
    class: Option<String>,
    /// Also tell recall where entities may be missing: at a rate of false alarms, asked with the right entity taken out
    #[arg(long)]
    open_set: bool,
    /// The rate of false alarms of --open-set
    #[arg(long, value_name = "SHARE", default_value_t = 0.01)]
    false_alarms: f64,
    /// Take so many queries, drawn at random; 0 is all. The gazetteer is always taken whole
    #[arg(long, value_name = "N", default_value_t = 0)]
    sample: usize,
    /// Name each query whose right entity does not come first on standard error
    #[arg(long)]
    verbose: bool,
    #[command(flatten)]
    routes: RouteArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// A query with the entities that are right.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    pub(super) text: String,
    pub(super) right: Vec<u32>,
    pub(super) class: String,
}

impl Query {
    /// The canonical name that the query stands for in its table; the first, if there are several.
    pub(super) fn canonical<'g>(&self, gazetteer: &'g Gazetteer) -> Option<&'g str> {
        let entity = gazetteer.entities().get(*self.right.first()? as usize)?;
        Some(&entity.name)
    }
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let gazetteer = args.gazetteer.load(common)?;
    let mut queries = read(args, &gazetteer, common)?;
    let set = args.file.file_stem().unwrap_or_default().to_string_lossy();
    sample(&mut queries, limit(args.sample), &set, common.quiet);
    let routes = args.routes.load(common)?;
    let answers = answers(&gazetteer, &queries, &Models::one(&routes), args.open_set);
    let mut report = Report::default();
    let classes = classes(&queries);
    for class in std::iter::once(None).chain(classes.iter().map(|class| Some(class.as_str()))) {
        add_ranks(&mut report, &set, class, &queries, &answers, gazetteer.len());
    }
    if args.open_set {
        for class in std::iter::once(None).chain(classes.iter().map(|class| Some(class.as_str()))) {
            add_open_set(&mut report, &set, class, &queries, &answers, args.false_alarms);
        }
    }
    add_calibration(&mut report, &set, &queries, &answers);
    if args.verbose {
        say_misses(&set, &gazetteer, &queries, &answers);
    }
    report.print(args.format)?;
    Ok(Ending::Done)
}

/// The classes there are, in order.
fn classes(queries: &[Query]) -> Vec<String> {
    let mut classes: Vec<String> = queries.iter().map(|query| query.class.clone()).filter(|class| !class.is_empty()).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

fn read(args: &Args, gazetteer: &Gazetteer, common: &Common) -> Result<Vec<Query>> {
    let mut sheet = Sheet::read(&args.file)?;
    let wanted = |at: usize| args.columns.get(at).map(String::as_str);
    let query = sheet.column(wanted(0), &["query", "variant", "native"])?;
    let canonical = sheet.column(wanted(1), &["canonical", "id", "name", "latin"])?;
    let class = args.class.as_deref().map(|class| sheet.column(Some(class), &[])).transpose()?;
    let entities = Entities::new(gazetteer);
    let mut queries = Queries::default();
    for row in sheet.take_rows() {
        let (text, right) = (row.cell(query), entities.find(row.cell(canonical)));
        match right {
            _ if text.is_empty() => sheet.complain(row.line, "the query is missing"),
            [] => sheet.complain(
                row.line,
                format_args!(
                    "no entity of the gazetteer is called “{}”; expected a canonical name or an id",
                    row.cell(canonical)
                ),
            ),
            right => queries.add(text, right, class.map_or("", |class| row.cell(class))),
        }
    }
    sheet.say(common.quiet);
    if queries.list.is_empty() {
        bail!("{}: holds no usable query; expected rows of a name and the canonical name it should find", sheet.name());
    }
    Ok(queries.list)
}

/// Entities by canonical name and by id.
pub(super) struct Entities<'g>(FxHashMap<&'g str, Vec<u32>>);

impl<'g> Entities<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Self {
        let mut known: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (number, entity) in (0_u32..).zip(gazetteer.entities()) {
            known.entry(&entity.name).or_default().push(number);
        }
        // A name goes before the id of another.
        for (number, entity) in (0_u32..).zip(gazetteer.entities()) {
            known.entry(&entity.id).or_insert_with(|| vec![number]);
        }
        Self(known)
    }

    pub(super) fn find(&self, name: &str) -> &[u32] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Queries, each once a class, with all that is right for it.
#[derive(Default)]
pub(super) struct Queries {
    pub(super) list: Vec<Query>,
    places: FxHashMap<(String, String), usize>,
}

impl Queries {
    pub(super) fn add(&mut self, text: &str, right: &[u32], class: &str) {
        let at = *self.places.entry((text.to_owned(), class.to_owned())).or_insert_with(|| {
            self.list.push(Query { text: text.to_owned(), right: Vec::new(), class: class.to_owned() });
            self.list.len() - 1
        });
        let known = &mut self.list[at].right;
        for entity in right {
            if !known.contains(entity) {
                known.push(*entity);
            }
        }
    }
}
