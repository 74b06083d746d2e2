//! A table of TOML, read key by key. Errors name the file, the line and the key; a key that nobody asked for is an error.

use std::fmt::Display;

use anyhow::{Error, Result, anyhow};
use clap::ValueEnum;
use strsim::damerau_levenshtein;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table, what has been asked of it, and how errors tell where it is.
pub(super) struct Table<'t> {
    file: &'t str,
    text: &'t str,
    /// The keys that lead to it, with a dot behind each.
    path: String,
    table: &'t DeTable<'t>,
    asked: Vec<&'static str>,
}

/// A file that is TOML.
pub(super) struct Parsed<'t> {
    file: &'t str,
    text: &'t str,
    table: DeTable<'t>,
}

impl<'t> Table<'t> {
    /// Reads the text of a file.
    pub(super) fn parse(file: &'t str, text: &'t str) -> Result<Parsed<'t>> {
        // An editor may have put a byte order mark before the head.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match DeTable::parse(text) {
            Ok(table) => Ok(Parsed { file, text, table: table.into_inner() }),
            Err(error) => {
                let line = error.span().map_or(1, |span| line(text, span.start));
                let message = error.message().trim().replace('\n', "; ");
                Err(anyhow!("{file}:{line}: is no TOML: {message}; mend it, or do without it (--no-config)"))
            }
        }
    }
}

impl Parsed<'_> {
    /// Reads the whole file.
    pub(super) fn read<T>(&self, read: impl FnOnce(&mut Table<'_>) -> Result<T>) -> Result<T> {
        self.table(String::new(), &self.table).read(read)
    }

    /// Reads a table inside, if there is one.
    pub(super) fn read_inner<T>(&self, keys: [&str; 2], read: impl FnOnce(&mut Table<'_>) -> Result<T>) -> Result<Option<T>> {
        let mut inner = &self.table;
        for key in keys {
            let Some(DeValue::Table(table)) = inner.get(key).map(Spanned::get_ref) else { return Ok(None) };
            inner = table;
        }
        self.table(format!("{}.", keys.join(".")), inner).read(read).map(Some)
    }

    fn table<'a>(&'a self, path: String, table: &'a DeTable<'a>) -> Table<'a> {
        Table { file: self.file, text: self.text, path, table, asked: Vec::new() }
    }
}

impl<'t> Table<'t> {
    /// Reads the table and refuses what was not asked for.
    fn read<T>(mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let value = read(&mut self)?;
        let unknown = self.table.iter().filter(|(key, _)| !self.asked.contains(&key.get_ref().as_ref()));
        match unknown.min_by_key(|(key, _)| key.span().start) {
            None => Ok(value),
            Some((key, _)) => Err(self.unknown(key.get_ref().as_ref(), key.span().start)),
        }
    }

    fn unknown(&self, key: &str, at: usize) -> Error {
        let near = self.asked.iter().min_by_key(|known| (damerau_levenshtein(known, key), **known));
        let near = near.filter(|near| damerau_levenshtein(near, key) <= near.len().div_ceil(2));
        let advice = match near {
            Some(near) => format!("is `{near}` meant?"),
            None => format!("there are {}", self.asked.join(", ")),
        };
        let Self { file, path, .. } = self;
        anyhow!("{file}:{}: there is no key `{path}{key}`; {advice}", line(self.text, at))
    }

    /// An error at the value of a key.
    pub(super) fn error_at(&self, key: &str, message: impl Display) -> Error {
        let at = self.table.get(key).map_or(0, |value| value.span().start);
        anyhow!("{}:{}: `{}{key}`: {message}", self.file, line(self.text, at), self.path)
    }

    fn ask(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn wrong(&self, key: &str, found: &Spanned<DeValue<'_>>, expected: &str) -> Error {
        let shown = self.text.get(found.span()).unwrap_or_default();
        let shown = shown.lines().next().unwrap_or_default();
        let place = line(self.text, found.span().start);
        anyhow!("{}:{place}: `{}{key}` is {shown}; expected {expected}", self.file, self.path)
    }

    /// A list of texts; one text is a list of one.
    pub(super) fn texts(&mut self, key: &'static str) -> Result<Vec<String>> {
        const EXPECTED: &str = "a list of texts, as in [\"one\", \"two\"]";
        let Some(value) = self.ask(key) else { return Ok(Vec::new()) };
        match value.get_ref() {
            DeValue::String(text) => Ok(vec![text.to_string()]),
            DeValue::Array(items) => {
                let text = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
                    DeValue::String(text) => Ok(text.to_string()),
                    _ => Err(self.wrong(key, item, EXPECTED)),
                };
                items.iter().map(text).collect()
            }
            _ => Err(self.wrong(key, value, EXPECTED)),
        }
    }

    /// One of a few words, those of the flag of the same name.
    pub(super) fn choice<T: ValueEnum>(&mut self, key: &'static str) -> Result<Option<T>> {
        let Some(value) = self.ask(key) else { return Ok(None) };
        let chosen = match value.get_ref() {
            DeValue::String(text) => T::from_str(text, false).ok(),
            _ => None,
        };
        let names = || {
            let names = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            names.map(|name| format!("\"{}\"", name.get_name())).collect::<Vec<_>>().join(" or ")
        };
        chosen.map(Some).ok_or_else(|| self.wrong(key, value, &names()))
    }

    /// A whole number from 0.
    pub(super) fn number(&mut self, key: &'static str) -> Result<Option<usize>> {
        let Some(value) = self.ask(key) else { return Ok(None) };
        let number = match value.get_ref() {
            DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        number.map(Some).ok_or_else(|| self.wrong(key, value, "a whole number from 0"))
    }

    /// Texts by texts.
    pub(super) fn pairs(&mut self, key: &'static str) -> Result<Vec<(String, String)>> {
        let Some(value) = self.ask(key) else { return Ok(Vec::new()) };
        let DeValue::Table(table) = value.get_ref() else {
            return Err(self.wrong(key, value, "a table of names, as in { \"Kyiv\" = \"Kiev\" }"));
        };
        let pair = |(name, wanted): (&Spanned<_>, &Spanned<DeValue<'_>>)| match wanted.get_ref() {
            DeValue::String(text) => Ok((AsRef::<str>::as_ref(name.get_ref()).to_owned(), text.to_string())),
            _ => Err(self.wrong(key, wanted, "the name to write, as in { \"Kyiv\" = \"Kiev\" }")),
        };
        table.iter().map(pair).collect()
    }

    /// A table in the table; an empty one if there is none.
    pub(super) fn table<T: Default>(&mut self, key: &'static str, read: impl FnOnce(&mut Table<'_>) -> Result<T>) -> Result<T> {
        let Some(value) = self.ask(key) else { return Ok(T::default()) };
        let DeValue::Table(table) = value.get_ref() else {
            return Err(self.wrong(key, value, "a table"));
        };
        let path = format!("{}{key}.", self.path);
        Table { file: self.file, text: self.text, path, table, asked: Vec::new() }.read(read)
    }
}

/// The line of a byte, from 1.
fn line(text: &str, at: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at.min(text.len())]).count()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Config;
    use super::super::keys::config;
    use super::Table;

    fn read(text: &str) -> Result<Config, String> {
        let parsed = Table::parse("respell.toml", text).map_err(|error| error.to_string())?;
        parsed.read(|table| config(table, Path::new("../respell.toml"))).map_err(|error| error.to_string())
    }

    #[test]
    fn every_key_is_read() {
        let all = "gazetteer = \"names.csv\"\ntrust = \"probable\"\nalias-policy = \"keep\"\ndiacritics = \"keep\"\nroutes = [\"a.tsv\"]\n\
            lexicon = [\"words.txt\"]\nother-names = [\"others.txt\"]\nhashtags = \"correct\"\nquotations = \"leave\"\nexclude = [\"old/**\"]\n\
            [check]\nformat = \"brief\"\nmin-standing = \"certain\"\nmax-findings = 0x10\n\
            [style]\nprefer = { \"Kyiv\" = \"Kiev\" }\nleave = [\"Peking\"]\nreconcile = [\"Bombay\"]\n";
        let config = read(all).unwrap();
        assert_eq!(config.gazetteer, [Path::new("../names.csv")]);
        assert_eq!((config.check.max_findings, config.style.prefer["Kyiv"].as_str()), (Some(16), "Kiev"));
        assert!(
            config.trust.is_some() && config.hashtags.is_some() && config.quotations.is_some() && config.diacritics.is_some()
        );
        assert!(read("").unwrap().gazetteer.is_empty());
    }

    #[test]
    fn slips_are_told_with_file_line_and_key() {
        for (text, message) in [
            ("\ntrusts = \"certain\"", "respell.toml:2: there is no key `trusts`; is `trust` meant?"),
            ("[check]\nfromat = \"long\"", "respell.toml:2: there is no key `check.fromat`; is `format` meant?"),
            ("alias_policy = \"keep\"", "respell.toml:1: there is no key `alias_policy`; is `alias-policy` meant?"),
            ("[style]\nx = 1", "respell.toml:2: there is no key `style.x`; there are prefer, leave, reconcile"),
            ("trust = \"sure\"", "respell.toml:1: `trust` is \"sure\"; expected \"accepted\" or \"certain\" or \"probable\""),
            ("gazetteer = [\n1]", "respell.toml:2: `gazetteer` is 1; expected a list of texts, as in [\"one\", \"two\"]"),
            ("check = 1", "respell.toml:1: `check` is 1; expected a table"),
            ("check.max-findings = -1", "respell.toml:1: `check.max-findings` is -1; expected a whole number from 0"),
            (
                "style.prefer = [\"Kiev\"]",
                "respell.toml:1: `style.prefer` is [\"Kiev\"]; expected a table of names, as in { \"Kyiv\" = \"Kiev\" }",
            ),
            (
                "style.prefer = { Kyiv = 1 }",
                "respell.toml:1: `style.prefer` is 1; expected the name to write, as in { \"Kyiv\" = \"Kiev\" }",
            ),
        ] {
            assert_eq!(read(text).map(|_| ()), Err(message.to_owned()), "{text}");
        }
        let broken = read("a = \nb = 1").map(|_| ()).unwrap_err();
        assert!(broken.starts_with("respell.toml:1: is no TOML: "), "{broken}");
    }
}
