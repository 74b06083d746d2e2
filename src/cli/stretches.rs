//! Documents in stretches of bounded size, several of which can be worked on at a time.
//!
//! A stretch is what is judged as one document. Its size depends on the document alone, so results do not depend on the
//! number of threads; and however long a document is, only as many stretches are in memory as there are workers.

use respell::corpus::{Chunk, CorpusError, Document};

/// About the length of a long novel, in bytes. What a longer file says at its one end is no evidence for the other: it is a
/// dump, a table or an archive.
const STRETCH: usize = 4 << 20;

/// How many stretches of one document are worked on at a time, when so many documents are.
pub(crate) fn workers(documents: usize) -> usize {
    (rayon::current_num_threads() / documents.max(1)).max(1)
}

/// The next stretches of a document, at most `count`; none at its end.
pub(crate) fn next_stretches(document: &mut Document, count: usize) -> Result<Vec<Vec<Chunk>>, CorpusError> {
    let mut stretches = Vec::new();
    while stretches.len() < count {
        let stretch = next_stretch(document)?;
        if stretch.is_empty() {
            break;
        }
        stretches.push(stretch);
    }
    Ok(stretches)
}

fn next_stretch(document: &mut Document) -> Result<Vec<Chunk>, CorpusError> {
    let (mut stretch, mut size) = (Vec::new(), 0);
    while size < STRETCH {
        let Some(chunk) = document.next() else { break };
        let chunk = chunk?;
        size += chunk.bytes.len();
        stretch.push(chunk);
    }
    Ok(stretch)
}

/// The next chunks of a document, at most `count`, and the error that ended them. None at its end.
pub(crate) fn next_chunks(document: &mut Document, count: usize) -> (Vec<Chunk>, Option<CorpusError>) {
    let mut chunks = Vec::new();
    while chunks.len() < count {
        match document.next() {
            Some(Ok(chunk)) => chunks.push(chunk),
            Some(Err(error)) => return (chunks, Some(error)),
            None => break,
        }
    }
    (chunks, None)
}
