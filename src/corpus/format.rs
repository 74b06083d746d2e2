//! The formats of documents, told by the file's extension (under `.gz` too) or by name.
//!
//! An unknown extension is plain text. Formats that hold text which this layer cannot read yet (Word, PDF ...) are
//! known by name, so that they are refused with advice instead of being searched as if they were text.

use std::path::Path;

use super::error::ErrorKind;

/// How the text of a document is found in its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Everything is text.
    Plain,
    /// Text but for code, link targets, tags and the keys of front matter.
    Markdown,
    /// The text nodes of HTML and XHTML.
    Html,
    /// Cells of a table with commas (or semicolons, if the header has only those).
    Csv,
    /// Cells of a table with tabs.
    Tsv,
    /// One JSON value a line; its string values are text.
    Jsonl,
    /// One JSON value; its string values are text.
    Json,
}

/// Extension, name of the format, and what to do instead.
const UNREAD: &[(&str, &str, &str)] = &[
    ("docx", "Word (docx)", SAVE_AS),
    ("doc", "Word (doc)", SAVE_AS),
    ("odt", "OpenDocument (odt)", SAVE_AS),
    ("rtf", "Rich Text (rtf)", SAVE_AS),
    ("pages", "Pages", SAVE_AS),
    ("pdf", "PDF", "extract its text first, for example with `pdftotext FILE.pdf`"),
    ("epub", "EPUB", "convert it to HTML or plain text first"),
    ("xlsx", "Excel (xlsx)", SAVE_TABLE),
    ("xls", "Excel (xls)", SAVE_TABLE),
    ("ods", "OpenDocument (ods)", SAVE_TABLE),
    ("pptx", "PowerPoint (pptx)", SAVE_AS),
    ("ppt", "PowerPoint (ppt)", SAVE_AS),
    ("odp", "OpenDocument (odp)", SAVE_AS),
    ("parquet", "Parquet", "export it as CSV or JSON Lines first"),
    ("zip", "a ZIP archive", UNPACK),
    ("7z", "a 7z archive", UNPACK),
    ("tar", "a tar archive", UNPACK),
    ("tgz", "a tar archive", UNPACK),
    ("bz2", "bzip2", UNPACK),
    ("xz", "xz", UNPACK),
    ("zst", "Zstandard", UNPACK),
];

const SAVE_AS: &str = "save it as plain text or HTML first";
const SAVE_TABLE: &str = "save it as \"CSV UTF-8\" first";
const UNPACK: &str = "unpack it first (only .gz is read packed)";

impl Format {
    /// Every format, in the order in which they are named to the user.
    pub const ALL: [Format; 7] =
        [Format::Plain, Format::Markdown, Format::Html, Format::Csv, Format::Tsv, Format::Jsonl, Format::Json];

    /// The name for `--input-format`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Plain => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Jsonl => "jsonl",
            Format::Json => "json",
        }
    }

    /// The usual extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Plain => "txt",
            Format::Markdown => "md",
            other => other.name(),
        }
    }

    /// The format of that name or extension (`text`, `txt`, `md` ...).
    ///
    /// # Errors
    /// [`ErrorKind::UnknownFormat`], which lists the names, or [`ErrorKind::Unread`].
    pub fn from_name(name: &str) -> Result<Self, ErrorKind> {
        let lower = name.to_ascii_lowercase();
        if let Some(format) = by_extension(&lower) {
            return Ok(format);
        }
        refuse(&lower)?;
        let names: Vec<_> = Self::ALL.iter().map(|format| format.name()).collect();
        Err(ErrorKind::UnknownFormat(name.to_owned(), names.join(", ")))
    }

    /// The format of the file at `path`, by its extension alone: the file is not looked at.
    ///
    /// # Errors
    /// [`ErrorKind::Unread`] for formats that are known and not read.
    pub fn from_path(path: &Path) -> Result<Self, ErrorKind> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let stem = name.strip_suffix(".gz").unwrap_or(&name);
        let Some((_, extension)) = stem.rsplit_once('.') else {
            return Ok(Format::Plain);
        };
        refuse(extension)?;
        Ok(by_extension(extension).unwrap_or(Format::Plain))
    }
}

/// Whether the file at `path` is packed with gzip, by its extension.
pub fn is_gzip(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"))
}

fn by_extension(extension: &str) -> Option<Format> {
    Some(match extension {
        "txt" | "text" | "plain" => Format::Plain,
        "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
        "html" | "htm" | "xhtml" | "xht" => Format::Html,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "jsonl" | "ndjson" | "jsonlines" => Format::Jsonl,
        "json" | "geojson" => Format::Json,
        _ => return None,
    })
}

fn refuse(extension: &str) -> Result<(), ErrorKind> {
    match UNREAD.iter().find(|(unread, _, _)| *unread == extension) {
        Some(&(_, name, advice)) => Err(ErrorKind::Unread { name, advice }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_format() {
        for (path, format) in [
            ("a.txt", Format::Plain),
            ("a", Format::Plain),
            ("folder.csv/a", Format::Plain),
            ("a.log.gz", Format::Plain),
            ("A.MD", Format::Markdown),
            ("a.htm.gz", Format::Html),
            ("a.xhtml", Format::Html),
            ("a.csv.GZ", Format::Csv),
            ("a.tsv", Format::Tsv),
            ("a.ndjson", Format::Jsonl),
            ("a.json", Format::Json),
        ] {
            assert_eq!(Format::from_path(Path::new(path)).unwrap(), format, "{path}");
        }
    }

    #[test]
    fn unread_formats_are_refused_with_advice() {
        for path in ["a.docx", "a.PDF", "a.odt", "a.xlsx.gz", "a.tar.gz"] {
            assert!(matches!(Format::from_path(Path::new(path)), Err(ErrorKind::Unread { .. })), "{path}");
        }
        let message = Format::from_name("docx").unwrap_err().to_string();
        assert_eq!(message, "Word (docx) is not read; save it as plain text or HTML first");
        let message = Format::from_name("yaml").unwrap_err().to_string();
        assert_eq!(message, "`yaml` is no input format; there are text, markdown, html, csv, tsv, jsonl, json");
    }
}
