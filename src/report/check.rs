//! What `check` finds, a remark at a time, and the forms it is told in.

mod github;
mod json;
mod long;
mod sarif;

pub use github::github;
pub use json::json_line;
pub use long::{brief, long};
pub use sarif::sarif;

use crate::matching::{Dimension, Finding, Matcher, Reason};
use crate::reconcile::{Mention, Standing};
use crate::text::unbroken;

/// The one rule of `check`, by its name in other tools.
pub const RULE: &str = "name-variant";

/// A spelling that is not as it should be, at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The document's name as it is shown.
    pub document: String,
    /// Where the spelling begins: line and column from 1, in characters.
    pub start: (u64, u64),
    /// Behind its last character.
    pub end: (u64, u64),
    /// The same in bytes of the decoded document.
    pub bytes: (u64, u64),
    /// What stands there.
    pub surface: String,
    /// What should stand there.
    pub correction: String,
    /// The correction as the format writes it there; `None` where it cannot be put in place.
    pub written: Option<String>,
    /// The entity's full name.
    pub canonical: String,
    /// The entity's id.
    pub id: String,
    /// The entity's kind.
    pub kind: String,
    /// The probability, if it was weighed.
    pub score: Option<f64>,
    /// How sure it is.
    pub standing: Standing,
    /// The reasons in words.
    pub why: String,
    /// The line of the document in which it begins.
    pub line: String,
}

impl Remark {
    /// The sentence about it, without the reasons.
    #[must_use]
    pub fn message(&self) -> String {
        let verb = match self.standing {
            Standing::Certain => "is",
            Standing::Probable => "is probably",
            Standing::Doubtful => "may be",
        };
        let (surface, correction) = (on_one_line(&self.surface), on_one_line(&self.correction));
        let is_part = !self.canonical.is_empty() && self.canonical != self.correction;
        let whole = if is_part { format!(" ({})", self.canonical) } else { String::new() };
        format!("“{surface}” {verb} {correction}{whole}")
    }

    /// The sentence with the reasons behind it.
    #[must_use]
    pub fn message_and_why(&self) -> String {
        if self.why.is_empty() { self.message() } else { format!("{}: {}", self.message(), self.why) }
    }
}

/// So many reasons for a reading, and against it, are told of.
const FOR: usize = 3;
const AGAINST: usize = 2;
/// A reason against that weighs less than this held nothing back, in decibans.
const SLIGHT: f64 = -3.0;

/// The reasons for a mention's judgement in words: what speaks for it first.
#[must_use]
pub fn reasons(matcher: &Matcher<'_>, mention: &Mention) -> String {
    let told =
        |finding: &&Finding| !matches!(finding.reason.dimension(), Dimension::Prior | Dimension::Renown | Dimension::Document);
    let mut findings: Vec<&Finding> = mention.score.findings().iter().filter(told).collect();
    findings.sort_by(|a, b| b.decibans.abs().total_cmp(&a.decibans.abs()));
    let is_rule = |finding: &&Finding| matches!(finding.reason, Reason::Exempt(_) | Reason::VariantOfKept(_));
    let pro = findings.iter().copied().filter(|finding| finding.decibans >= 0.0 && !is_rule(finding));
    let against = findings.iter().copied().filter(|finding| finding.decibans < SLIGHT);
    let contra = findings.iter().copied().filter(is_rule).chain(against).take(AGAINST);
    // What is listed needs no letters to speak for it.
    let is_listed = findings.iter().any(|finding| finding.reason == Reason::Listed);
    let pro = pro.filter(|finding| !is_listed || finding.reason != Reason::Letters(String::new()));
    let mut words: Vec<String> = pro.take(FOR).map(|finding| finding.reason.to_string()).collect();
    words.extend(contra.map(|finding| format!("but {}", finding.reason)));
    if let Some((rival, _)) = mention.rival.filter(|_| mention.standing < Standing::Certain) {
        words.push(format!("or {}", matcher.entity(rival).name));
    }
    words.join("; ")
}

/// Text that cannot break a line or redraw a terminal.
fn on_one_line(text: &str) -> String {
    unbroken(text).split_whitespace().collect::<Vec<_>>().join(" ").chars().map(harmless).collect()
}

/// Control characters, and those that turn the direction of writing, are shown as such: a text may hold an escape sequence.
fn harmless(letter: char) -> char {
    let turns = matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if letter.is_control() || turns { '\u{FFFD}' } else { letter }
}

#[cfg(test)]
pub(super) fn example() -> Remark {
    Remark {
        document: "news/a, b.txt".into(),
        start: (3, 4),
        end: (3, 12),
        bytes: (40, 48),
        surface: "Husnurin".into(),
        correction: "Khusnullin".into(),
        written: Some("Khusnullin".into()),
        canonical: "Marat Khusnullin".into(),
        id: "k".into(),
        kind: "person".into(),
        score: Some(0.91234),
        standing: Standing::Probable,
        why: "kh→h, ll→r; family name alone".into(),
        line: "Mr Husnurin came, 100%".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Remark, example};
    use crate::reconcile::Standing;

    #[test]
    fn messages_say_how_sure_they_are() {
        for (standing, message) in [
            (Standing::Certain, "“Husnurin” is Khusnullin (Marat Khusnullin)"),
            (Standing::Probable, "“Husnurin” is probably Khusnullin (Marat Khusnullin)"),
            (Standing::Doubtful, "“Husnurin” may be Khusnullin (Marat Khusnullin)"),
        ] {
            assert_eq!(Remark { standing, ..example() }.message(), message);
        }
        let whole = Remark { canonical: "Khusnullin".into(), surface: "Hus\n\u{1b}nurin".into(), ..example() };
        assert_eq!(whole.message(), "“Hus \u{FFFD}nurin” is probably Khusnullin");
    }
}
