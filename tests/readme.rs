//! The README's commands, run as they stand, in their order, in one folder with the project's `data`.
//!
//! Every block marked `console` is a session: `$ ` begins a command, `> ` continues it, the rest is what a terminal shows. A comment
//! `<!-- $ command -->` is run too and shows nothing; it does what the README tells the reader to do by hand. Words have to be as they
//! stand, numbers are free: every training moves scores and counts. `RESPELL_README=overwrite cargo test --test readme` puts in what the
//! program says now.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A part of the README.
enum Part {
    /// Lines that are copied.
    Prose(String),
    /// A command that is run unseen; the line as it stands.
    Unseen { line: String, command: String },
    /// A command as it is shown, as a shell takes it, and what follows.
    Shown { typed: String, command: String, output: String },
}

#[test]
fn the_commands_of_the_readme_do_what_it_says() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).expect("there is a README");
    let place = tempfile::tempdir().expect("a temporary folder");
    furnish(place.path());
    let mut now = String::new();
    let mut wrong = Vec::new();
    for part in parts(&readme) {
        match part {
            Part::Prose(line) => now.push_str(&line),
            Part::Unseen { line, command } => {
                let said = run(&command, place.path());
                assert!(said.is_empty(), "`{command}` says: {said}");
                now.push_str(&line);
            }
            Part::Shown { typed, command, output } => {
                let said = run(&command, place.path());
                now.push_str(&typed);
                if without_numbers(&said) == without_numbers(&output) {
                    now.push_str(&with_old_times(&said, &output));
                } else {
                    wrong.push(format!("{typed}--- the README\n{output}+++ the program\n{said}"));
                    now.push_str(&with_old_times(&said, &output));
                }
            }
        }
    }
    if is_overwriting() {
        fs::write(&path, now).expect("the README can be written");
        return;
    }
    assert!(wrong.is_empty(), "RESPELL_README=overwrite cargo test --test readme puts this right:\n\n{}", wrong.join("\n"));
}

#[test]
fn the_readme_shows_the_main_commands() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let shown: Vec<String> = parts(&readme)
        .into_iter()
        .filter_map(|part| if let Part::Shown { command, .. } = part { Some(command) } else { None })
        .collect();
    for verb in ["fix", "scan", "apply", "undo", "match", "compare", "explain"] {
        let is_shown = shown.iter().any(|command| command.split_whitespace().any(|word| word == verb));
        assert!(is_shown, "no console block of the README shows `respell {verb}`");
    }
}

/// The folder as a reader has it after a build: the data, and the program at its place and on the PATH.
fn furnish(place: &Path) {
    let program = Path::new(env!("CARGO_BIN_EXE_respell"));
    for folder in ["bin", "target/release", "data/samples"] {
        fs::create_dir_all(place.join(folder)).expect("the temporary folder takes folders");
    }
    for link in ["bin/respell", "target/release/respell"] {
        symlink(program, place.join(link)).expect("the temporary folder takes links");
    }
    for entry in fs::read_dir(root().join("data/samples")).expect("there are samples") {
        let from = entry.expect("the samples can be listed").path();
        let name = from.file_name().expect("a listed file has a name");
        fs::copy(&from, place.join("data/samples").join(name)).expect("a sample can be copied");
    }
}

/// What a terminal would show.
fn run(command: &str, place: &Path) -> String {
    // The build is done; its own words are not the program's.
    let command = command.replace("cargo run --release --", "target/release/respell");
    let path = format!("{}:{}", place.join("bin").display(), std::env::var("PATH").unwrap_or_default());
    let shell = Command::new("sh").args(["-c", &format!("{{ {command}\n}} 2>&1")]).current_dir(place).env("PATH", path).output();
    String::from_utf8(shell.expect("there is a shell").stdout).expect("the program says UTF-8")
}

fn parts(readme: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = readme.split_inclusive('\n').peekable();
    let mut is_console = false;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            is_console = line.trim_end() == "```console";
            parts.push(Part::Prose(line.to_owned()));
        } else if let Some(command) = line.trim_end().strip_prefix("<!-- $ ").and_then(|rest| rest.strip_suffix(" -->")) {
            parts.push(Part::Unseen { line: line.to_owned(), command: command.to_owned() });
        } else if let Some(first) = line.strip_prefix("$ ").filter(|_| is_console) {
            let (mut typed, mut command, mut output) = (line.to_owned(), first.to_owned(), String::new());
            while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
                typed.push_str(more);
                command.push_str(&more[2..]);
            }
            while let Some(more) = lines.next_if(|line| !line.starts_with("$ ") && !line.starts_with("```")) {
                output.push_str(more);
            }
            parts.push(Part::Shown { typed, command: command.trim_end().to_owned(), output });
        } else {
            parts.push(Part::Prose(line.to_owned()));
        }
    }
    parts
}

/// Runs of digits, with what parts them, as one sign; white space that only lines columns up as one blank; empty lines at the end gone.
fn without_numbers(text: &str) -> String {
    let mut plain = String::new();
    for line in text.trim_end().lines() {
        for (at, word) in line.split_whitespace().enumerate() {
            plain.push_str(if at == 0 { "" } else { " " });
            let mut is_number = false;
            for letter in word.chars() {
                let was_number = is_number;
                is_number = letter.is_ascii_digit() || (was_number && matches!(letter, '.'));
                match is_number {
                    true if was_number => {}
                    true => plain.push('#'),
                    false => plain.push(letter),
                }
            }
        }
        plain.push('\n');
    }
    plain
}

/// The seconds stay those of a release build, which a test has not.
fn with_old_times(said: &str, output: &str) -> String {
    let mut times = output.split_inclusive('\n').filter(|line| line.starts_with("Took "));
    let lines = said.split_inclusive('\n');
    lines.map(|line| if line.starts_with("Took ") { times.next().unwrap_or(line) } else { line }).collect()
}

fn is_overwriting() -> bool {
    std::env::var("RESPELL_README").is_ok_and(|value| value == "overwrite")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
