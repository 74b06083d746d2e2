//! One tool, one list, one measurement a process, so that neither memory nor time of one tool is counted for another.
//!
//! `peers query TOOL NAMES QUERIES SECONDS` looks up misspelled names: NAMES has a name a line, QUERIES a misspelled name, a tab and the
//! name that is meant. It stops after so many seconds of CPU time in all. `peers text TOOL NAMES TEXT OUT` rewrites a text. What was
//! measured goes to standard output, a `key<TAB>value` a line.

mod exact;
mod fuzzy;
mod meter;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["query", tool, names, queries, seconds] => {
            let seconds = seconds.parse().expect("SECONDS is a number");
            fuzzy::run(tool, &read(names), &read(queries), seconds)
        }
        ["text", "aho-corasick", names, text, out] => exact::run(&read(names), Path::new(text), Path::new(out)),
        _ => {
            eprintln!("peers query TOOL NAMES QUERIES SECONDS | peers text aho-corasick NAMES TEXT OUT");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
