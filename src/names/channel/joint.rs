//! The joint distribution that a channel is made of, and the file that keeps it.

use std::fmt::Write as _;

use super::group::Group;

/// What an edit of single letters costs that a table does not list, unless the table says otherwise: once in ten million letters.
const UNLISTED: f64 = 70.0;

/// How likely each pair of letter groups is, of all that stand in names and their variants.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joint {
    /// The name's group, the variant's, and the chance of both together; in order of the groups, each pair once.
    rows: Vec<(Group, Group, f64)>,
    /// The chance of each edit of single letters that has no row.
    unlisted: f64,
}

/// What is wrong with a table of edits, and in which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("route table line {line}: {message}")]
#[non_exhaustive]
pub struct ChannelError {
    /// The line, from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl Joint {
    /// A distribution with these rows (of which none may stand twice) and this chance for each edit of single letters without one.
    #[must_use]
    pub fn new(mut rows: Vec<(Group, Group, f64)>, unlisted: f64) -> Self {
        rows.sort_by_key(|row| (row.0, row.1));
        Self { rows, unlisted }
    }

    /// The rows, in order.
    #[must_use]
    pub fn rows(&self) -> &[(Group, Group, f64)] {
        &self.rows
    }

    /// The chance of an edit of single letters that has no row.
    #[must_use]
    pub const fn unlisted(&self) -> f64 {
        self.unlisted
    }

    /// The same with the sides changed: how a name is read out of its variant.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self::new(self.rows.iter().map(|(name, variant, chance)| (*variant, *name, *chance)).collect(), self.unlisted)
    }

    /// Reads a table.
    ///
    /// A line holds a letter group of names and, behind tabs, each group that it may become with the decibans (−10·log10 of the joint
    /// chance), parted by a space. `-` is no letter, `0` any digit, `*` as the name's group any edit of single letters without a place
    /// of its own. `#` begins a comment line.
    ///
    /// # Errors
    /// A line without edits, a cell that is none, decibans that are no number or out of range, an edit of nothing into nothing or of
    /// several letters into none, an edit that has a place already.
    ///
    /// ```
    /// use respell::names::channel::Joint;
    /// let joint = Joint::parse("kh\th 20.5\tk 28\n*\t52").unwrap();
    /// assert_eq!(joint.rows().len(), 2);
    /// assert_eq!(Joint::parse("kh\th dear").unwrap_err().to_string(), "route table line 1: “dear” is no number of decibans");
    /// ```
    pub fn parse(table: &str) -> Result<Self, ChannelError> {
        let mut joint = Self { rows: Vec::new(), unlisted: chance(UNLISTED) };
        for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()) {
            joint.add_line(line).map_err(|message| ChannelError { line: at + 1, message })?;
        }
        joint.rows.sort_by_key(|row| (row.0, row.1));
        match joint.rows.windows(2).find(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1)) {
            Some(twice) => Err(ChannelError {
                line: table.lines().count(),
                message: format!("{} → {} has two places in the table, expected one", twice[0].0.text(), twice[0].1.text()),
            }),
            None => Ok(joint),
        }
    }

    fn add_line(&mut self, line: &str) -> Result<(), String> {
        let mut cells = line.trim_end().split('\t');
        let name = cells.next().unwrap_or_default();
        if name == "*" {
            self.unlisted = cells.next().map_or_else(|| Err("* without decibans".to_owned()), decibans)?;
            return Ok(());
        }
        let (name, before) = (Group::read(name)?, self.rows.len());
        for cell in cells {
            let Some((variant, price)) = cell.split_once(' ') else {
                return Err(format!("“{cell}” is no edit; expected letters, a space and decibans, as in “h 20.5”"));
            };
            let variant = Group::read(variant)?;
            if name.width().min(variant.width()) == 0 && name.width().max(variant.width()) != 1 {
                return Err(format!(
                    "“{} → {}”: only single letters come out of nothing or are lost",
                    name.text(),
                    variant.text()
                ));
            }
            self.rows.push((name, variant, decibans(price)?));
        }
        if self.rows.len() == before {
            Err("no edit found; expected the name's letters, a tab, and edits".to_owned())
        } else {
            Ok(())
        }
    }

    /// The distribution as the lines of a table, in alphabetical order of letters; [`Self::parse`] reads it back.
    #[must_use]
    pub fn to_table(&self) -> String {
        let mut rows: Vec<(String, String, f64)> =
            self.rows.iter().map(|(name, variant, chance)| (name.text(), variant.text(), *chance)).collect();
        rows.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let mut out = String::new();
        let _ = write!(out, "*\t{:.1}", price(self.unlisted));
        let mut last = String::new();
        for (name, variant, chance) in rows {
            if name != last {
                let _ = write!(out, "\n{name}");
                last = name;
            }
            let _ = write!(out, "\t{variant} {:.1}", price(chance));
        }
        out.push('\n');
        out
    }
}

fn decibans(cell: &str) -> Result<f64, String> {
    let number: f64 = cell.trim().parse().map_err(|_| format!("“{cell}” is no number of decibans"))?;
    if (0.0..=120.0).contains(&number) {
        Ok(chance(number))
    } else {
        Err(format!("{number} decibans are out of range, expected 0 to 120"))
    }
}

/// The chance that costs so many decibans.
pub(super) fn chance(decibans: f64) -> f64 {
    10_f64.powf(-decibans / 10.0)
}

/// −10·log10 of a chance, in decibans.
pub(super) fn price(chance: f64) -> f64 {
    -10.0 * chance.max(1e-300).log10()
}

#[cfg(test)]
mod tests {
    use super::Joint;

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let table = "*\t52.3\n-\ta 27.0\na\t- 30.0\ta 12.5\nkh\th 20.5\tkh 19.0\nx\tks 31.0\n";
        let joint = Joint::parse(table).unwrap();
        assert_eq!(joint.to_table(), table);
        assert_eq!(joint.turned().turned(), joint);
    }

    #[test]
    fn a_broken_table_is_refused_with_its_line() {
        for (table, message) in [
            ("a", "route table line 1: no edit found; expected the name's letters, a tab, and edits"),
            ("# x\na\tb", "route table line 2: “b” is no edit; expected letters, a space and decibans, as in “h 20.5”"),
            ("a\tb cheap", "route table line 1: “cheap” is no number of decibans"),
            ("a\tb -3", "route table line 1: -3 decibans are out of range, expected 0 to 120"),
            ("ä\tb 3", "route table line 1: “ä” holds something else than a-z, digits and the marks ' ^ :"),
            ("abcd\tb 3", "route table line 1: “abcd” has 4 letters, expected one to 3, or - for none"),
            ("ab\t- 3", "route table line 1: “ab → -”: only single letters come out of nothing or are lost"),
            ("a\tb 3\na\tc 3\tb 4", "route table line 2: a → b has two places in the table, expected one"),
            ("*", "route table line 1: * without decibans"),
        ] {
            assert_eq!(Joint::parse(table).unwrap_err().to_string(), message);
        }
    }
}
