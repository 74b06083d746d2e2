//! Words for the person at the terminal: everything that goes to standard error passes here.

use std::fmt::Display;
use std::io::Write as _;

/// Says one thing, on a line of its own or on several. A standard error that is closed is no reason to stop.
pub(crate) fn say(what: impl Display) {
    let _ = writeln!(std::io::stderr(), "{}", harmless(&what.to_string()));
}

/// File names and cells are quoted in messages, and one that holds an escape sequence could redraw the terminal.
fn harmless(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() && letter != '\n' { '\u{FFFD}' } else { letter }).collect()
}

/// A number with its noun: `1 row`, `2 rows`.
pub(crate) fn counted(number: u64, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        _ => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, harmless};

    #[test]
    fn escape_sequences_are_disarmed() {
        assert_eq!(harmless("a\u{1b}[2Jb\r\nc\u{9b}"), "a\u{FFFD}[2Jb\u{FFFD}\nc\u{FFFD}");
    }

    #[test]
    fn nouns_agree() {
        assert_eq!([counted(1, "entity"), counted(2, "entity"), counted(0, "row")], ["1 entity", "2 entities", "0 rows"]);
    }
}
