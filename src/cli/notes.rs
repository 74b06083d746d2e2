//! What came up while documents were read: failures, files passed over, warnings.

use respell::corpus::{Chunk, CorpusError, Document, Skipped, Source, Warning};

use super::Ending;
use super::common::WARNINGS_SAID;
use super::inputs::Inputs;
use super::say::say;

/// What is told at the end of a run.
#[derive(Default)]
pub(crate) struct Notes {
    /// Documents that failed, and named paths that lead nowhere.
    pub(crate) errors: Vec<CorpusError>,
    /// Files in folders that were passed over.
    pub(crate) skipped: Vec<Skipped>,
    warnings: Vec<String>,
    /// How many warnings there were in all.
    pub(crate) warning_count: u64,
}

/// What one document gives cause to say.
#[derive(Default)]
pub(crate) struct DocumentNotes {
    warnings: Vec<Warning>,
    count: u64,
    guessed: Option<&'static str>,
}

impl DocumentNotes {
    /// Notes on a document that was just opened.
    pub(crate) fn new(document: &Document) -> Self {
        let charset = document.charset();
        Self { guessed: charset.is_guessed().then(|| charset.name()), ..Self::default() }
    }

    /// Takes in what was odd in a chunk.
    pub(crate) fn take(&mut self, chunk: &Chunk) {
        let kept = WARNINGS_SAID.saturating_sub(self.warnings.len());
        self.warnings.extend(chunk.warnings.iter().take(kept).cloned());
        self.count += chunk.warnings.len() as u64;
    }

    /// One more warning.
    pub(crate) fn warn(&mut self, line: u64, message: String) {
        if self.warnings.len() < WARNINGS_SAID {
            self.warnings.push(Warning { line, message });
        }
        self.count += 1;
    }
}

impl Notes {
    /// Begins with what gathering the inputs has found.
    pub(crate) fn of(inputs: &mut Inputs) -> Self {
        let (errors, skipped) = (std::mem::take(&mut inputs.errors), std::mem::take(&mut inputs.skipped));
        Self { errors, skipped, ..Self::default() }
    }

    /// A document that could not be read: passed over where a folder was named, else an error.
    pub(crate) fn fail(&mut self, source: &Source, error: CorpusError) {
        if !source.forgives(&error) {
            return self.errors.push(error);
        }
        let reason = error.kind().to_string();
        self.skipped.push(Skipped { name: source.name.clone(), reason });
    }

    /// What was odd in a document.
    pub(crate) fn add(&mut self, name: &str, notes: &DocumentNotes) {
        let told = notes.warnings.iter().map(|warning| format!("{name}, line {}: {}", warning.line, warning.message));
        let guessed = notes.guessed.map(|charset| format!("{name}: read as {charset}, which is a guess"));
        self.warnings.extend(guessed.into_iter().chain(told));
        self.warning_count += notes.count;
    }

    /// One more warning of a document.
    pub(crate) fn warn(&mut self, name: &str, message: &str) {
        self.warnings.push(format!("{name}: {message}"));
        self.warning_count += 1;
    }

    /// How a run ends that came to its end.
    pub(crate) fn ending(&self) -> Ending {
        if self.errors.is_empty() { Ending::Done } else { Ending::Failed }
    }

    /// Says it all: warnings unless `quiet`, errors in any case.
    pub(crate) fn say(&self, quiet: bool) {
        if !quiet {
            self.warnings.iter().take(WARNINGS_SAID).for_each(|warning| say(format_args!("warning: {warning}")));
            if self.warning_count > WARNINGS_SAID as u64 {
                say(format_args!("warning: and {} more", self.warning_count - WARNINGS_SAID as u64));
            }
        }
        self.errors.iter().for_each(|error| say(format_args!("error: {error}")));
    }
}
