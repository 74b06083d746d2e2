//! The two readings of a corpus that give its mentions: all spellings first, then every mention in its place.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use rayon::prelude::*;
use respell::corpus::{Chunk, CorpusError, Document, ReadOptions, Source};
use respell::matching::Matcher;
use respell::reconcile::{DocumentMentions, DocumentScan, DocumentVariants, Knowledge, Mention, Sighting, Survey, Variants};

use super::judging::Judging;
use super::notes::{DocumentNotes, Notes};
use super::passage::Passage;
use super::progress::Progress;
use super::stretches::{next_stretches, workers};

/// A corpus to be scanned.
pub(crate) struct Scanning<'a> {
    pub(crate) matcher: &'a Matcher<'a>,
    pub(crate) judging: &'a Judging,
    pub(crate) read: &'a ReadOptions,
    pub(crate) progress: &'a Progress,
    pub(crate) keep: Keep,
}

/// Which mentions are kept one by one, beside what they come to together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// None: the table of variants is all that is wanted.
    Nothing,
    /// Those that are not spelled as they should be.
    Wrong,
    /// All of them.
    All,
}

/// What a scan has found.
pub(crate) struct Scanned {
    /// The documents that could be read.
    pub(crate) sources: Vec<Source>,
    /// What the mentions of all documents come to.
    pub(crate) variants: Variants,
    /// The mentions of each document that are kept.
    pub(crate) mentions: Vec<DocumentMentions>,
    /// How many bytes they have.
    pub(crate) bytes: u64,
}

/// The variants of a document or a part of it, and the mentions that are kept.
type Found<'a> = (DocumentVariants<'a>, Vec<Mention>);

impl<'a> Scanning<'a> {
    /// Reads all of `sources` twice; documents that fail go to `notes`.
    pub(crate) fn run(&self, sources: Vec<Source>, notes: &mut Notes) -> Scanned {
        let (sources, survey, bytes) = self.survey_all(sources, notes);
        self.progress.begin("Weighing");
        let knowledge = survey.weigh(self.matcher).with_lists(&self.judging.lists);
        self.progress.begin("Matching");
        let workers = workers(sources.len());
        let total = Mutex::new(Total::of(&sources));
        let read = |(at, source): (usize, &Source)| {
            let (variants, kept) = self.mentions(source, &knowledge, workers)?;
            total.lock().unwrap_or_else(PoisonError::into_inner).take(at, source, variants);
            Ok(kept)
        };
        let results: Vec<Result<Vec<Mention>, CorpusError>> = sources.par_iter().enumerate().with_max_len(1).map(read).collect();
        let variants = total.into_inner().unwrap_or_else(PoisonError::into_inner).variants();
        let mut scanned = Scanned { sources: Vec::new(), variants, mentions: Vec::new(), bytes };
        for (source, result) in sources.into_iter().zip(results) {
            match result {
                Ok(mentions) => {
                    scanned.mentions.push(DocumentMentions { document: source.name.clone(), mentions });
                    scanned.sources.push(source);
                }
                Err(error) => notes.fail(&source, error),
            }
        }
        scanned
    }

    fn survey_all(&self, sources: Vec<Source>, notes: &mut Notes) -> (Vec<Source>, Survey, u64) {
        self.progress.begin("Reading");
        let workers = workers(sources.len());
        let total = Mutex::new(Survey::under(self.judging.policy));
        let read = |source: &Source| self.survey(source, workers, &total);
        let results: Vec<_> = sources.par_iter().with_max_len(1).map(read).collect();
        let (mut readable, mut bytes) = (Vec::new(), 0);
        for (source, result) in sources.into_iter().zip(results) {
            match result {
                Ok((found, length)) => {
                    notes.add(&source.name, &found);
                    bytes += length;
                    readable.push(source);
                }
                Err(error) => notes.fail(&source, error),
            }
        }
        let survey = total.into_inner().unwrap_or_else(PoisonError::into_inner);
        (readable, survey, bytes)
    }

    /// The first reading. Surveys are joined in the order in which they come, which makes no difference.
    fn survey(&self, source: &Source, workers: usize, total: &Mutex<Survey>) -> Result<(DocumentNotes, u64), CorpusError> {
        let mut document = Document::open(source, self.read)?;
        let mut notes = DocumentNotes::new(&document);
        let mut found = Survey::under(self.judging.policy);
        loop {
            let stretches = next_stretches(&mut document, workers)?;
            if stretches.is_empty() {
                break;
            }
            stretches.iter().flatten().for_each(|chunk| notes.take(chunk));
            let surveys: Vec<_> = stretches.par_iter().map(|stretch| self.survey_stretch(stretch)).collect();
            surveys.into_iter().for_each(|survey| found.join(survey));
        }
        // A document that fails half-way teaches nothing.
        total.lock().unwrap_or_else(PoisonError::into_inner).join(found);
        Ok((notes, document.bytes_read()))
    }

    fn survey_stretch(&self, stretch: &[Chunk]) -> Survey {
        let mut survey = Survey::under(self.judging.policy);
        for chunk in stretch {
            chunk.segments.iter().for_each(|segment| survey.read(self.matcher, chunk.text(segment)));
            self.progress.step(chunk.bytes.len());
        }
        survey
    }

    /// The second reading.
    fn mentions(&self, source: &Source, knowledge: &Knowledge, workers: usize) -> Result<Found<'a>, CorpusError> {
        let mut document = Document::open(source, self.read)?;
        let (mut variants, mut kept) = (DocumentVariants::new(self.matcher, &source.name), Vec::new());
        loop {
            let stretches = next_stretches(&mut document, workers)?;
            if stretches.is_empty() {
                return Ok((variants, kept));
            }
            let found: Vec<_> = stretches.into_par_iter().map(|stretch| self.scan_stretch(source, stretch, knowledge)).collect();
            for (part, mentions) in found {
                variants.append(part);
                kept.extend(mentions);
            }
        }
    }

    fn scan_stretch(&self, source: &Source, stretch: Vec<Chunk>, knowledge: &Knowledge) -> Found<'a> {
        let mut scan = DocumentScan::new(self.matcher, knowledge);
        for chunk in stretch {
            for segment in &chunk.segments {
                scan.read(chunk.text(segment), &Passage::new(&chunk, segment));
            }
            self.progress.step(chunk.bytes.len());
        }
        let (mut variants, mut kept) = (DocumentVariants::new(self.matcher, &source.name), Vec::new());
        scan.close_into(|sighting| {
            variants.take(sighting);
            kept.extend(self.keep.wants(sighting).then(|| sighting.to_mention()));
        });
        (variants, kept)
    }
}

impl Keep {
    const fn wants(self, sighting: &Sighting<'_>) -> bool {
        match self {
            Self::Nothing => false,
            Self::Wrong => !sighting.is_right,
            Self::All => true,
        }
    }
}

/// The variants of documents as they are read to their ends, which makes no difference but to memory.
struct Total<'s, 'a> {
    variants: Variants,
    /// By name, where several inputs have it (standard input may be called as a file is): they are one document in the table, and wait
    /// until all of them are there.
    namesakes: HashMap<&'s str, Vec<(usize, DocumentVariants<'a>)>>,
}

impl<'s, 'a> Total<'s, 'a> {
    fn of(sources: &'s [Source]) -> Self {
        let mut names: HashMap<&str, usize> = HashMap::new();
        sources.iter().for_each(|source| *names.entry(&source.name).or_default() += 1);
        names.retain(|_, count| *count > 1);
        Self { variants: Variants::default(), namesakes: names.into_keys().map(|name| (name, Vec::new())).collect() }
    }

    fn take(&mut self, at: usize, source: &Source, document: DocumentVariants<'a>) {
        match self.namesakes.get_mut(source.name.as_str()) {
            Some(namesakes) => namesakes.push((at, document)),
            None => self.variants.join(document),
        }
    }

    fn variants(mut self) -> Variants {
        for mut namesakes in std::mem::take(&mut self.namesakes).into_values() {
            namesakes.sort_unstable_by_key(|(at, _)| *at);
            let mut parts = namesakes.into_iter().map(|(_, part)| part);
            let Some(mut document) = parts.next() else { continue };
            parts.for_each(|part| document.append(part));
            self.variants.join(document);
        }
        self.variants
    }
}
