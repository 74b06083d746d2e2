//! Reading gazetteers: which file is read how, and what the several readers have in common.
//!
//! The contract is that of the columns of a gazetteer: whatever shape the file has, a row becomes an [`Entity`] in
//! `row`, by the columns known to `columns`. One bad row is a [`Warning`] and the next row is read; what leaves no usable
//! list is an error. Files are streamed, so that a record above the limit is refused before it fills the memory.

mod columns;
mod join;
mod jsonl;
mod lines;
mod list;
mod row;
mod table;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use rustc_hash::FxHashMap;

use self::lines::Lines;
use super::compiled::{Compiled, Filed};
use super::entity::{Entity, Source};
use super::error::{ErrorKind, GazetteerError, Warning};
use super::gazetteer::Gazetteer;
use super::shared;

/// How a gazetteer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadOptions {
    /// The longest record in bytes: a row of a table with all its lines, or a line.
    pub max_record: usize,
}

impl Default for LoadOptions {
    /// 64 MiB: no row of names comes near it, and a gigabyte without a line break is refused before it fills the memory.
    fn default() -> Self {
        Self { max_record: 64 << 20 }
    }
}

/// A gazetteer, and what was passed over or mended on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The entities.
    pub gazetteer: Gazetteer,
    /// Rows and cells that are not as they should be, in the order of the file.
    pub warnings: Vec<Warning>,
}

/// How the names lie in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// Comma, semicolon or tab between the cells, whichever the header has; `.csv`.
    Csv,
    /// Tabs between the cells; `.tsv`.
    Tsv,
    /// A JSON object a line; `.jsonl`, `.ndjson`.
    JsonLines,
    /// A name a line, commas included; anything else.
    List,
}

impl Shape {
    /// The shape by the extension, under `.gz` as well.
    ///
    /// ```
    /// use respell::gazetteer::Shape;
    /// assert_eq!(Shape::of("places.CSV.gz"), Shape::Csv);
    /// assert_eq!(Shape::of("names.txt"), Shape::List);
    /// ```
    #[must_use]
    pub fn of(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let plain = if is_packed(path) { path.with_extension("") } else { path.to_owned() };
        match extension(&plain).as_str() {
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "jsonl" | "ndjson" => Self::JsonLines,
            _ => Self::List,
        }
    }

    /// What a record is called when a place is told.
    pub(super) const fn unit(self) -> &'static str {
        match self {
            Self::Csv | Self::Tsv => "row",
            Self::JsonLines | Self::List => "line",
        }
    }
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn is_packed(path: &Path) -> bool {
    extension(path) == "gz"
}

impl Gazetteer {
    /// Reads the gazetteer at `path`, whose extension tells its shape; a compiled one is known by how it begins, and opened.
    ///
    /// # Errors
    /// When no usable list comes of it: there is no such file or it is a folder, it is not text in UTF-8, no column holds
    /// names, there is no name at all, two rows have one id, or a record is longer than `options` allow. A compiled file is
    /// refused if it is damaged, or was made under other tables than those of this program.
    pub fn load(path: &Path, options: &LoadOptions) -> Result<Loaded, GazetteerError> {
        let name = path.display().to_string();
        if Compiled::is_at(path) {
            return Self::load_compiled(path);
        }
        let file = open_file(path).map_err(|kind| GazetteerError::new(&name, kind))?;
        if is_packed(path) {
            let unpacked = BufReader::new(MultiGzDecoder::new(BufReader::new(file)));
            return read(unpacked, &name, Shape::of(path), options).map_err(GazetteerError::of_packed);
        }
        read(BufReader::new(file), &name, Shape::of(path), options)
    }

    /// Reads a gazetteer from memory; `file_name` is what errors and warnings call it.
    ///
    /// ```
    /// use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
    /// let table = "name,kind,native,aliases\nKyiv,place,uk:Київ,Kiev|Kiew\n";
    /// let loaded = Gazetteer::read(table.as_bytes(), "places.csv", Shape::Csv, &LoadOptions::default())?;
    /// let kyiv = &loaded.gazetteer.entities()[0];
    /// assert_eq!(kyiv.aliases, ["Kiev", "Kiew"]);
    /// assert_eq!(kyiv.natives[0].language.as_deref(), Some("uk"));
    /// # Ok::<(), respell::gazetteer::GazetteerError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Gazetteer::load`], but for the file system.
    pub fn read(bytes: &[u8], file_name: &str, shape: Shape, options: &LoadOptions) -> Result<Loaded, GazetteerError> {
        read(bytes, file_name, shape, options)
    }

    fn load_compiled(path: &Path) -> Result<Loaded, GazetteerError> {
        let filed = Filed::open(Compiled::open(path)?)?;
        let warnings = filed.warnings()?;
        Ok(Loaded { gazetteer: Self::in_file(filed), warnings })
    }
}

pub(super) fn open_file(path: &Path) -> Result<File, ErrorKind> {
    if fs::metadata(path).is_ok_and(|found| found.is_dir()) {
        return Err(ErrorKind::Folder);
    }
    File::open(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => ErrorKind::Missing,
        _ => ErrorKind::Unreadable(cause),
    })
}

fn read(mut source: impl BufRead, file: &str, shape: Shape, options: &LoadOptions) -> Result<Loaded, GazetteerError> {
    match source.fill_buf() {
        Ok(head) if Compiled::is_begun_by(head) => return Err(GazetteerError::new(file, ErrorKind::CompiledWithin)),
        // A packed file that is broken says so once, and is at its end from then on.
        Err(cause) if cause.kind() != io::ErrorKind::Interrupted => {
            return Err(GazetteerError::new(file, ErrorKind::Unreadable(cause)));
        }
        _ => {}
    }
    let (lines, mut intake) = (Lines::new(source, file, options.max_record), Intake::of(file));
    match shape {
        Shape::Csv => table::read(lines, &[',', ';', '\t'], &mut intake)?,
        Shape::Tsv => table::read(lines, &['\t'], &mut intake)?,
        Shape::JsonLines => jsonl::read(lines, &mut intake)?,
        Shape::List => list::read(lines, &mut intake)?,
    }
    intake.finish()
}

/// What has been read so far.
struct Intake {
    file: String,
    entities: Vec<Entity>,
    /// Whether the id of an entity is to be its row, for want of one in the list.
    numbered: Vec<bool>,
    warnings: Vec<Warning>,
}

impl Intake {
    fn of(file: &str) -> Self {
        Self { file: file.to_owned(), entities: Vec::new(), numbered: Vec::new(), warnings: Vec::new() }
    }

    fn source(&self, row: u64) -> Source {
        Source { file: self.file.clone(), row }
    }

    fn warn(&mut self, row: u64, column: Option<&str>, message: impl Into<String>) {
        let source = self.source(row);
        self.warnings.push(Warning { source, column: column.map(str::to_owned), message: message.into() });
    }

    /// Takes in an entity; one without an id gets the number of its row.
    fn push(&mut self, mut entity: Entity) {
        self.numbered.push(entity.id.is_empty());
        if entity.id.is_empty() {
            entity.id = entity.source.row.to_string();
        }
        self.entities.push(entity);
    }

    fn finish(mut self) -> Result<Loaded, GazetteerError> {
        if self.entities.is_empty() {
            let first = self.warnings.first().map(ToString::to_string);
            return Err(GazetteerError::new(&self.file, ErrorKind::Empty { rows: self.warnings.len(), first }));
        }
        join::settle_ids(&mut self.entities, &self.numbered)?;
        let gazetteer = Gazetteer::new(self.entities, self.numbered);
        let mut warnings = self.warnings;
        warnings.extend(shared::warnings(gazetteer.entities(), |_, _| true));
        warnings.sort_by_key(|warning| warning.source.row);
        Ok(Loaded { gazetteer, warnings })
    }
}

/// The first entity of each id but the last, or the error that names both.
fn check_ids(entities: &[Entity]) -> Result<(), GazetteerError> {
    let mut seen: FxHashMap<&str, &Source> = FxHashMap::default();
    for entity in entities {
        if let Some(first) = seen.insert(&entity.id, &entity.source) {
            let kind = ErrorKind::DuplicateId { id: entity.id.clone(), first: first.clone() };
            return Err(GazetteerError::at(&entity.source, Some("id"), kind));
        }
    }
    Ok(())
}
