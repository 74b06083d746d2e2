//! The corrections of one document until its fingerprint is known, which every row of the journal bears.
//!
//! A few are held in memory; those of a very long document wait in a temporary file.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek as _, Write};

use respell::corpus::{CorpusError, Correction, ErrorKind, JournalWriter, Outcome};
use respell::reconcile::AliasTable;

/// So many corrections are held in memory, and written at a time.
const HELD: usize = 4096;

/// The corrections of one document, in order.
#[derive(Default)]
pub(crate) struct Ledger {
    held: Vec<Entry>,
    file: Option<csv::Writer<BufWriter<File>>>,
    /// How many there are.
    pub(crate) count: u64,
}

/// A correction with the number of the row that says so.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) correction: Correction,
    pub(crate) row: usize,
}

impl Ledger {
    /// Notes one more correction.
    pub(crate) fn push(&mut self, correction: Correction, row: usize) -> io::Result<()> {
        self.held.push(Entry { correction, row });
        self.count += 1;
        if self.held.len() == HELD { self.spill() } else { Ok(()) }
    }

    /// The corrections, leaving their number behind.
    pub(crate) fn take(&mut self) -> Self {
        Self { held: std::mem::take(&mut self.held), file: self.file.take(), count: self.count }
    }

    fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            empty => empty.insert(csv::Writer::from_writer(BufWriter::new(tempfile::tempfile()?))),
        };
        for Entry { correction: Correction { start, end, was, now, .. }, row } in self.held.drain(..) {
            let [start, end, row] = [start, end, row as u64].map(|number| number.to_string());
            file.write_record([&start, &end, &was, &now, &row])?;
        }
        Ok(())
    }

    /// Writes the corrections into a journal, with the names that `table` has for them.
    pub(crate) fn write<W: Write>(
        self,
        journal: &mut JournalWriter<W>,
        document: &str,
        outcome: &Outcome,
        table: &AliasTable,
    ) -> Result<(), CorpusError> {
        let fail = |error| CorpusError::new(document, ErrorKind::Read(error));
        let mut batch = Vec::new();
        for entry in self.entries().map_err(fail)? {
            batch.push(entry.map_err(fail)?.named(table));
            if batch.len() == HELD {
                journal.append(document, outcome, &batch)?;
                batch.clear();
            }
        }
        journal.append(document, outcome, &batch)
    }

    /// The corrections, in order.
    pub(crate) fn entries(self) -> io::Result<impl Iterator<Item = io::Result<Entry>>> {
        let spilled = self.file.map(reread).transpose()?;
        Ok(spilled.into_iter().flatten().chain(self.held.into_iter().map(Ok)))
    }
}

fn reread(file: csv::Writer<BufWriter<File>>) -> io::Result<impl Iterator<Item = io::Result<Entry>>> {
    let mut file = file.into_inner().map_err(|error| error.into_error())?.into_inner().map_err(|error| error.into_error())?;
    file.rewind()?;
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(BufReader::new(file));
    Ok(reader.into_deserialize().map(|record| {
        let (start, end, was, now, row) = record.map_err(io::Error::other)?;
        Ok(Entry { correction: Correction { start, end, was, now, ..Correction::default() }, row })
    }))
}

impl Entry {
    fn named(self, table: &AliasTable) -> Correction {
        let row = table.rows.get(self.row.saturating_sub(2));
        Correction {
            canonical: row.map(|row| row.canonical.clone()).unwrap_or_default(),
            id: row.map(|row| row.id.clone()).unwrap_or_default(),
            row: self.row.to_string(),
            ..self.correction
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_ledger_comes_back_in_order() {
        let mut ledger = Ledger::default();
        let count = HELD as u64 * 2 + 3;
        for start in 0..count {
            let correction =
                Correction { start, end: start + 2, was: "a\"".into(), now: "b\r\n,".into(), ..Correction::default() };
            ledger.push(correction, 2).unwrap();
        }
        assert_eq!((ledger.held.len(), ledger.count), (3, count));
        let entries: Vec<Entry> = ledger.entries().unwrap().collect::<io::Result<_>>().unwrap();
        assert!(entries.iter().map(|entry| entry.correction.start).eq(0..count));
        assert!(entries.iter().all(|entry| (&*entry.correction.was, &*entry.correction.now) == ("a\"", "b\r\n,")));
    }
}
