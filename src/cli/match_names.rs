//! `respell match`: names held against the gazetteer, one by one.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use respell::matching::{Matcher, Ranked};
use respell::report::why;
use serde_json::{Value, json};

use super::common::{GazetteerArgs, complain};
use super::lines::{answer_lines, inputs, open, part_end};
use super::match_column::match_columns;
use super::routes::RouteArgs;
use super::{Common, Ending, help};

/// Find the entities that names mean
///
/// Reads names, one a line, and answers each with one line of JSON: the best candidates with their scores. With `--column` it reads a CSV
/// and gives it back with the best candidate's canonical name, id, score and standing behind each row. A name by itself is judged by its
/// letters and by how many entities there are; nothing of running text guards it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    gazetteer: GazetteerArgs,
    #[command(flatten)]
    routes: RouteArgs,
    /// Files of names, or CSV files with --column; none or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Most candidates a name
    #[arg(short, default_value_t = 5, value_name = "N")]
    k: usize,
    /// Leave out candidates with less evidence than this before the prior, in decibans
    #[arg(long, default_value_t = f64::NEG_INFINITY, hide_default_value = true, value_name = "DB", allow_hyphen_values = true)]
    min_score: f64,
    /// Column of a CSV that holds the names, by its header or its number from 1; repeatable
    #[arg(long, value_name = "NAME")]
    column: Vec<String>,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let Some(paths) = inputs(&args.paths) else {
        return help("match");
    };
    let gazetteer = args.gazetteer.load(common)?;
    let routes = args.routes.load(common)?;
    let asker = Asker { matcher: Matcher::with_routes(&gazetteer, &routes), k: args.k, min_score: args.min_score };
    common.pool()?.install(|| {
        let mut output = io::BufWriter::new(io::stdout());
        let mut ending = Ending::Done;
        for path in &paths {
            // A file that cannot be read is told, and the others are done.
            match open(path) {
                Ok(mut reader) => answer_file(&asker, args, path, &mut *reader, &mut output)?,
                Err(error) => {
                    complain(&error);
                    ending = Ending::Failed;
                }
            }
        }
        Ok(ending)
    })
}

fn answer_file(asker: &Asker<'_>, args: &Args, path: &Path, reader: &mut dyn BufRead, output: &mut dyn Write) -> Result<()> {
    match args.column.is_empty() {
        true => answer_lines(reader, output, |line| asker.answer(line)),
        false => match_columns(asker, path, &args.column, reader, output)
            .with_context(|| format!("{} cannot be matched by column", path.display())),
    }
}

/// Answers names.
pub(super) struct Asker<'g> {
    pub(super) matcher: Matcher<'g>,
    k: usize,
    min_score: f64,
}

impl Asker<'_> {
    /// The candidates of one name that are worth showing.
    pub(super) fn candidates(&self, name: &str) -> Vec<Ranked> {
        let mut ranked = self.matcher.rank(name, self.k);
        ranked.retain(|candidate| candidate.score.before_prior() >= self.min_score);
        ranked
    }

    /// One line of JSON for one line, whatever it holds.
    fn answer(&self, line: &[u8]) -> Vec<u8> {
        let content = part_end(line).0;
        let query = String::from_utf8_lossy(content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content));
        // What is not text is no name; what can be read of it is told, so that the line can be found again.
        let candidates = if std::str::from_utf8(content).is_ok() { self.candidates(query.trim()) } else { Vec::new() };
        let candidates: Vec<Value> = candidates.iter().map(|ranked| self.json(ranked)).collect();
        let mut answer = json!({ "query": query, "candidates": candidates }).to_string().into_bytes();
        answer.push(b'\n');
        answer
    }

    fn json(&self, ranked: &Ranked) -> Value {
        let entity = self.matcher.entity(ranked.entity);
        json!({
            "id": entity.id,
            "canonical": entity.name,
            "matched": ranked.matched,
            "score": rounded(ranked.probability, 1000.0),
            "decibans": rounded(ranked.decibans(), 10.0),
            "standing": ranked.standing.as_str(),
            "why": why(ranked),
        })
    }
}

/// Three decimals of a probability and one of decibans are what a person can use; no minus stands before a zero.
fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts + 0.0
}
