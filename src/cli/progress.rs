//! A bar on standard error, if someone is there to see it.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressStyle};
use respell::corpus::{Origin, Source};

use super::Common;

/// How far the work is, in bytes of all readings together.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar for reading `sources` this many times.
    pub(crate) fn new(common: &Common, sources: &[Source], readings: u64) -> Self {
        if common.quiet || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(sources.iter().map(size).sum::<u64>() * readings);
        let style = ProgressStyle::with_template("{msg:10} [{bar:40}] {binary_bytes}/{binary_total_bytes} {eta}");
        bar.set_style(style.map_or_else(|_| ProgressStyle::default_bar(), |style| style.progress_chars("=> ")));
        Self(bar)
    }

    /// What is being done from now on.
    pub(crate) fn begin(&self, act: &'static str) {
        self.0.set_message(act);
    }

    /// So many bytes more have been read. Packed files hold more than their size says; the bar then grows.
    pub(crate) fn step(&self, bytes: usize) {
        self.0.inc(bytes as u64);
        if let Some(missing) = self.0.length().and_then(|length| self.0.position().checked_sub(length)) {
            self.0.inc_length(missing);
        }
    }

    /// Takes the bar away, so that words can be said.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}

fn size(source: &Source) -> u64 {
    let metadata = match &source.origin {
        Origin::Stdin => return 0,
        Origin::File(path) => std::fs::metadata(path),
        Origin::Spool(path) => std::fs::metadata(&**path),
    };
    metadata.map_or(0, |metadata| metadata.len())
}
