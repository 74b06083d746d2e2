//! Misspelled names looked up one after another, each by the best setting that its tool has for that.

use std::time::Duration;

use fst::{IntoStreamer, Set, Streamer};
use levenshtein_automata::LevenshteinAutomatonBuilder;
use rapidfuzz::distance::levenshtein::{Args, BatchComparator};
use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
use respell::matching::{Matcher, Room};
use symspell::{SymSpell, SymSpellBuilder, UnicodeStringStrategy, Verbosity};

use crate::meter::{built, cpu};

/// One query in so many warms the caches and is not timed.
const WARM: usize = 20;
/// The clock is read after so many queries.
const STRIDE: usize = 8;
/// The largest distance for tools that compare with every name.
const FAR: usize = 3;

/// Measures a tool. `-1` and the like behind its name is the largest distance.
pub(crate) fn run(tool: &str, names: &str, queries: &str, seconds: f64) {
    let names: Vec<&str> = names.lines().collect();
    let queries: Vec<(&str, &str)> = queries.lines().filter_map(|line| line.split_once('\t')).collect();
    match tool {
        "respell" => respell(&names, &queries, seconds),
        "symspell-2" => symspell(&names, &queries, seconds),
        "fst-1" => automaton(&names, &queries, seconds, 1),
        "fst-2" => automaton(&names, &queries, seconds, 2),
        "rapidfuzz-rs" => rapidfuzz(&names, &queries, seconds),
        other => panic!("no tool is called {other}"),
    }
}

/// Asks all queries, or as many as there is time for, and counts those whose first answer is the name that is meant.
fn ask(queries: &[(&str, &str)], seconds: f64, mut answer: impl FnMut(&str) -> Option<String>) {
    let (warm, timed) = queries.split_at(queries.len() / WARM);
    let end = Duration::from_secs_f64(seconds);
    for some in warm.chunks(STRIDE) {
        some.iter().for_each(|(query, _)| drop(answer(query)));
        if cpu() > end / 2 {
            break;
        }
    }
    let (start, mut asked, mut right) = (cpu(), 0, 0);
    for some in timed.chunks(STRIDE) {
        right += some.iter().filter(|(query, meant)| answer(query).as_deref() == Some(*meant)).count();
        asked += some.len();
        if cpu() > end {
            break;
        }
    }
    println!("queries\t{asked}\nright\t{right}\nspent_s\t{:.6}", (cpu() - start).as_secs_f64());
}

fn respell(names: &[&str], queries: &[(&str, &str)], seconds: f64) {
    let list = names.join("\n");
    // The matcher borrows the list; both live until the process ends.
    let matcher = built(|| {
        let loaded = Gazetteer::read(list.as_bytes(), "names.txt", Shape::List, &LoadOptions::default());
        Matcher::new(Box::leak(Box::new(loaded.expect("a name a line is a list").gazetteer)))
    });
    let mut room = Room::default();
    ask(queries, seconds, |query| likeliest(&matcher, query, &mut room));
}

/// The call that is measured: the one entity that a name means.
fn likeliest(matcher: &Matcher<'_>, query: &str, room: &mut Room) -> Option<String> {
    matcher.likeliest(query, room).map(|best| matcher.entity(best.entity).name.clone())
}

/// Symmetric deletes, distance 2, the usual prefix of 7 letters. A distance of 3 takes ten times the memory.
fn symspell(names: &[&str], queries: &[(&str, &str)], seconds: f64) {
    let words = built(|| {
        let mut words: SymSpell<UnicodeStringStrategy> =
            SymSpellBuilder::default().max_dictionary_edit_distance(2).build().expect("the settings are right");
        for name in names {
            words.load_dictionary_line(&format!("{name}\t1"), 0, 1, "\t");
        }
        words
    });
    ask(queries, seconds, |query| Some(words.lookup(query, Verbosity::Top, 2).into_iter().next()?.term.to_string()));
}

/// A Levenshtein automaton (a transposition is one edit) run over a set in the fst crate, the nearest name kept.
fn automaton(names: &[&str], queries: &[(&str, &str)], seconds: f64, distance: u8) {
    let (set, builder) = built(|| {
        let mut sorted = names.to_vec();
        sorted.sort_unstable();
        (Set::from_iter(sorted).expect("names are sorted"), LevenshteinAutomatonBuilder::new(distance, true))
    });
    ask(queries, seconds, |query| {
        let automaton = builder.build_dfa(query);
        let mut stream = set.search_with_state(&automaton).into_stream();
        let mut best: Option<(u8, Vec<u8>)> = None;
        while let Some((name, state)) = stream.next() {
            let far = automaton.distance(state).to_u8();
            if best.as_ref().is_none_or(|(least, _)| far < *least) {
                best = Some((far, name.to_vec()));
            }
        }
        best.map(|(_, name)| String::from_utf8(name).expect("names are UTF-8"))
    });
}

/// Every name compared, the query made ready once, and what is farther than the best so far given up early.
fn rapidfuzz(names: &[&str], queries: &[(&str, &str)], seconds: f64) {
    let letters: Vec<Vec<char>> = built(|| names.iter().map(|name| name.chars().collect()).collect());
    ask(queries, seconds, |query| {
        let query = BatchComparator::new(query.chars());
        let mut best: Option<(usize, usize)> = None;
        for (at, name) in letters.iter().enumerate() {
            let limit = match best {
                Some((0, _)) => break,
                Some((far, _)) => far - 1,
                None => FAR,
            };
            if let Some(far) = query.distance_with_args(name.iter().copied(), &Args::default().score_cutoff(limit)) {
                best = Some((far, at));
            }
        }
        best.map(|(_, at)| names[at].to_owned())
    });
}
