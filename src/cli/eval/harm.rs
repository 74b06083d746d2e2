//! `respell eval harm`: ordinary prose, and what `fix` would change in it.

mod changes;

use anyhow::Result;
use rayon::prelude::*;
use respell::corpus::{Chunk, CorpusError, Document, ReadOptions, Segment, Source};
use respell::gazetteer::Gazetteer;
use respell::matching::Matcher;
use respell::reconcile::{AliasTable, Applier, Policy, Trust, WriteOptions};
use respell::text::tokens;

use super::super::inputs::InputArgs;
use super::super::judging::JudgingArgs;
use super::super::notes::Notes;
use super::super::progress::Progress;
use super::super::say::say;
use super::super::scanning::{Keep, Scanning};
use super::super::{Common, Ending};
use super::report::{FormatArgs, Report};

pub(super) use changes::{Changes, add, is_listed, to_review, words};

/// Ordinary prose, and what would be changed in it
///
/// The texts are read, judged and corrected as `respell fix` does it, and nothing is written. Corrections of a spelling that the gazetteer
/// itself lists as another name or misspelling are asked for; the others are counted as harm, for each 10,000 words.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    judging: JudgingArgs,
    /// Name each correction on standard error
    #[arg(long)]
    verbose: bool,
    #[command(flatten)]
    format: FormatArgs,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending> {
    if args.inputs.is_idle() {
        return super::super::help("eval");
    }
    let mut inputs = args.inputs.gather(common, args.judging.own_paths(common))?;
    inputs.spool()?;
    let judging = args.judging.load(common)?;
    let matcher = Matcher::with_routes(&judging.gazetteer, &judging.routes);
    let mut notes = Notes::of(&mut inputs);
    let progress = Progress::new(common, &inputs.sources, 2);
    let scanning =
        Scanning { matcher: &matcher, judging: &judging, read: &inputs.read, progress: &progress, keep: Keep::Nothing };
    let scanned = scanning.run(std::mem::take(&mut inputs.sources), &mut notes);
    let mut file = Vec::new();
    scanned.variants.table(&matcher, false).write(&mut file, WriteOptions::default())?;
    let table = AliasTable::read(&file, "the alias table of this run")?;
    let applier = Applier::new(&table, Trust::Certain)?;
    let held =
        Held { table: &table, applier: &applier, gazetteer: &judging.gazetteer, policy: judging.policy, read: &inputs.read };
    let read: Vec<_> = scanned.sources.par_iter().with_max_len(1).map(|source| (source, held.changes(source))).collect();
    progress.end();
    let (mut all, mut shown) = (Vec::new(), Vec::new());
    for (source, changes) in read {
        match changes {
            Ok((changes, told)) => {
                all.push(changes);
                shown.extend(told);
            }
            Err(error) => notes.fail(source, error),
        }
    }
    notes.say(common.quiet);
    if args.verbose {
        shown.iter().for_each(say);
    }
    let mut report = Report::default();
    add(&mut report, ["prose", "respell", &args.judging.against()], &all, Some(to_review(&table)));
    report.print(args.format)?;
    Ok(notes.ending())
}

/// What documents are held against once all have been scanned.
struct Held<'a> {
    table: &'a AliasTable,
    applier: &'a Applier,
    gazetteer: &'a Gazetteer,
    policy: Policy,
    read: &'a ReadOptions,
}

impl Held<'_> {
    /// What would change in a document, and each correction in a line.
    fn changes(&self, source: &Source) -> Result<(Changes, Vec<String>), CorpusError> {
        let (mut changes, mut told) = (Changes::default(), Vec::new());
        for chunk in Document::open(source, self.read)? {
            let chunk = chunk?;
            chunk.segments.iter().for_each(|segment| self.read(source, &chunk, segment, &mut changes, &mut told));
        }
        Ok((changes, told))
    }

    fn read(&self, source: &Source, chunk: &Chunk, segment: &Segment, changes: &mut Changes, told: &mut Vec<String>) {
        let text = chunk.text(segment);
        changes.words += words(text);
        let mut tokens = tokens(text);
        self.policy.open(text, &mut tokens);
        for correction in self.applier.corrections(text, &source.name, &tokens) {
            // The header is row 1.
            let row = &self.table.rows[correction.row - 2];
            let is_listed = is_listed(self.gazetteer, &row.id, &correction.was);
            changes.corrections += 1;
            changes.listed += usize::from(is_listed);
            let line = chunk.position(segment.to_chunk(correction.span.into()).start).line;
            let kind = if is_listed { "listed" } else { "not listed" };
            told.push(format!(
                "{}:{line}: {kind}: {:?} -> {:?} ({}) {}",
                source.name, correction.was, correction.now, row.canonical, row.why
            ));
        }
    }
}
