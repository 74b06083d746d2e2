//! The two readings of a corpus that give its mentions: all spellings first, then every mention in its place.

use std::sync::Mutex;

use anyhow::Result;
use rayon::prelude::*;
use respell::corpus::{Chunk, CorpusError, Document, ReadOptions, Source};
use respell::matching::Matcher;
use respell::reconcile::{DocumentMentions, DocumentScan, Knowledge, Mention, Survey};

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
}

/// What a scan has found.
pub(crate) struct Scanned {
    /// The documents that could be read.
    pub(crate) sources: Vec<Source>,
    /// The mentions of each of them.
    pub(crate) mentions: Vec<DocumentMentions>,
    /// How many bytes they have.
    pub(crate) bytes: u64,
}

impl Scanning<'_> {
    /// Reads all of `sources` twice; documents that fail go to `notes`.
    pub(crate) fn run(&self, sources: Vec<Source>, notes: &mut Notes) -> Scanned {
        let (sources, survey, bytes) = self.survey_all(sources, notes);
        self.progress.begin("Weighing");
        let knowledge = survey.weigh(self.matcher).with_lists(&self.judging.lists);
        self.progress.begin("Matching");
        let workers = workers(sources.len());
        let read = |source: &Source| self.mentions(source, &knowledge, workers);
        let results: Vec<_> = sources.par_iter().with_max_len(1).map(read).collect();
        let mut scanned = Scanned { sources: Vec::new(), mentions: Vec::new(), bytes };
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
        let survey = total.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
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
        total.lock().unwrap_or_else(std::sync::PoisonError::into_inner).join(found);
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
    fn mentions(&self, source: &Source, knowledge: &Knowledge, workers: usize) -> Result<Vec<Mention>, CorpusError> {
        let mut document = Document::open(source, self.read)?;
        let mut mentions = Vec::new();
        loop {
            let stretches = next_stretches(&mut document, workers)?;
            if stretches.is_empty() {
                return Ok(mentions);
            }
            let found: Vec<_> = stretches.par_iter().map(|stretch| self.scan_stretch(stretch, knowledge)).collect();
            mentions.extend(found.into_iter().flatten());
        }
    }

    fn scan_stretch(&self, stretch: &[Chunk], knowledge: &Knowledge) -> Vec<Mention> {
        let mut scan = DocumentScan::new(self.matcher, knowledge);
        for chunk in stretch {
            for segment in &chunk.segments {
                scan.read(chunk.text(segment), &Passage::new(chunk, segment));
            }
            self.progress.step(chunk.bytes.len());
        }
        scan.close()
    }
}
