//! The entities in a compiled file: each a record of bytes, made into an [`Entity`] when it is first asked for.
//!
//! A record begins with its [`flags`], and has only what they say. Nothing is read of any record when the file is opened. One that cannot be
//! read (nobody but a forger makes such a file with the right checksum) is an entity without anything but a name that says so.

use xxhash_rust::xxh3::xxh3_64;

use super::codec::{Reader, folded, put_number, put_text, unfolded};
use super::words::{Collected, Words};
use super::{Compiled, CompiledWriter, Section};
use crate::gazetteer::entity::{Entity, Native, Source};
use crate::gazetteer::error::{ErrorKind, GazetteerError, Warning};
use crate::gazetteer::gazetteer::Gazetteer;
use crate::gazetteer::load::Loaded;
use crate::names::array::Array;
use crate::names::cells::Cells;

/// What is to be known of the whole list.
const ABOUT: Section = Section::named("list");
/// Where each record begins, and where the last one ends.
const PLACES: Section = Section::named("list.at");
const RECORDS: Section = Section::named("records");
/// The numbers of the entities, in the order of the hashes of their ids.
const IDS: Section = Section::named("ids");
const WARNINGS: Section = Section::named("warnings");

/// What a record has; what most have comes first, so that most flags take one byte.
mod flags {
    /// The id is only the number of its line.
    pub(super) const NUMBERED: u64 = 1;
    /// The id is the row.
    pub(super) const ID_IS_ROW: u64 = 1 << 1;
    pub(super) const KIND: u64 = 1 << 2;
    pub(super) const LANGUAGE: u64 = 1 << 3;
    pub(super) const NATIVES: u64 = 1 << 4;
    pub(super) const ALIASES: u64 = 1 << 5;
    pub(super) const WEIGHT: u64 = 1 << 6;
    pub(super) const MISSPELLINGS: u64 = 1 << 7;
    pub(super) const KEEP: u64 = 1 << 8;
    pub(super) const NEVER: u64 = 1 << 9;
    pub(super) const CONTEXT: u64 = 1 << 10;
    pub(super) const EXTRA: u64 = 1 << 11;
}

impl Loaded {
    /// The list as a compiled file, to which the layers above may add before it is written.
    ///
    /// ```
    /// use respell::gazetteer::{Compiled, Gazetteer, LoadOptions, Shape};
    /// let list = Gazetteer::read(b"Vladimir Saldo\nKyiv\n", "list.txt", Shape::List, &LoadOptions::default())?;
    /// let compiled = Compiled::from_bytes(&list.compile()?.to_bytes(), "list.rsgz")?;
    /// assert_eq!(Gazetteer::opened(compiled)?, list.gazetteer);
    /// # Ok::<(), respell::gazetteer::GazetteerError>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] if the entities take more than 4 GiB.
    pub fn compile(&self) -> Result<CompiledWriter, GazetteerError> {
        let list = &self.gazetteer;
        let (mut records, mut places, mut words) = (Vec::new(), vec![0_u32], Collected::default());
        for (at, entity) in list.entities().iter().enumerate() {
            put_entity(&mut records, &mut words, at, entity, list.is_numbered(at));
            let too_large = |_| GazetteerError::new(&entity.source.file, ErrorKind::TooLarge);
            places.push(u32::try_from(records.len()).map_err(too_large)?);
        }
        let mut warnings = Vec::new();
        put_number(&mut warnings, self.warnings.len() as u64);
        self.warnings.iter().for_each(|warning| put_warning(&mut warnings, &mut words, warning));
        let mut writer = CompiledWriter::new();
        writer.add(ABOUT, vec![u8::from(list.is_embedded())]);
        writer.add_array(PLACES, &places);
        writer.add(RECORDS, records);
        words.finish(&mut writer);
        writer.add_array(IDS, &by_id(list));
        writer.add(WARNINGS, warnings);
        Ok(writer)
    }
}

fn by_id(list: &Gazetteer) -> Vec<u32> {
    let mut hashed: Vec<(u64, u32)> =
        list.entities().iter().zip(0_u32..).map(|(entity, at)| (xxh3_64(entity.id.as_bytes()), at)).collect();
    hashed.sort_unstable();
    hashed.into_iter().map(|(_, at)| at).collect()
}

fn put_entity(out: &mut Vec<u8>, words: &mut Collected, at: usize, entity: &Entity, is_numbered: bool) {
    let id_is_row = entity.id == entity.source.row.to_string();
    put_number(out, flags_of(entity, is_numbered, id_is_row));
    put_number(out, folded(entity.source.row.wrapping_sub(expected_row(at))));
    if !id_is_row {
        put_text(out, &entity.id);
    }
    words.put(out, Some(&entity.source.file));
    put_text(out, &entity.name);
    for word in [&entity.kind, &entity.language].into_iter().filter(|word| !word.is_empty()) {
        words.put(out, Some(word));
    }
    put_several(out, &entity.natives, |out, native| {
        words.put(out, native.language.as_deref());
        put_text(out, &native.name);
    });
    for (_, names) in lists(entity) {
        put_several(out, names, |out, name| put_text(out, name));
    }
    if let Some(weight) = entity.weight {
        // The last bits of most weights are zeros; turned round they need no bytes.
        put_number(out, weight.to_bits().swap_bytes());
    }
    put_several(out, &entity.extra, |out, (header, value)| {
        words.put(out, Some(header));
        put_text(out, value);
    });
}

fn flags_of(entity: &Entity, is_numbered: bool, id_is_row: bool) -> u64 {
    let own = [
        (flags::NUMBERED, is_numbered),
        (flags::ID_IS_ROW, id_is_row),
        (flags::KIND, !entity.kind.is_empty()),
        (flags::LANGUAGE, !entity.language.is_empty()),
        (flags::NATIVES, !entity.natives.is_empty()),
        (flags::WEIGHT, entity.weight.is_some()),
        (flags::EXTRA, !entity.extra.is_empty()),
    ];
    let lists = lists(entity).map(|(flag, names)| (flag, !names.is_empty()));
    own.into_iter().chain(lists).filter(|(_, is_set)| *is_set).fold(0, |has, (flag, _)| has | flag)
}

/// The lists of names, each with its flag, in the order of the record.
const fn lists(entity: &Entity) -> [(u64, &Vec<String>); 5] {
    [
        (flags::ALIASES, &entity.aliases),
        (flags::MISSPELLINGS, &entity.misspellings),
        (flags::KEEP, &entity.keep),
        (flags::NEVER, &entity.never),
        (flags::CONTEXT, &entity.context),
    ]
}

/// The same, to be filled.
const fn lists_mut(entity: &mut Entity) -> [(u64, &mut Vec<String>); 5] {
    [
        (flags::ALIASES, &mut entity.aliases),
        (flags::MISSPELLINGS, &mut entity.misspellings),
        (flags::KEEP, &mut entity.keep),
        (flags::NEVER, &mut entity.never),
        (flags::CONTEXT, &mut entity.context),
    ]
}

/// Puts how many there are, and each; nothing where the flags say that there is none.
fn put_several<T>(out: &mut Vec<u8>, items: &[T], mut put: impl FnMut(&mut Vec<u8>, &T)) {
    if !items.is_empty() {
        put_number(out, items.len() as u64);
        items.iter().for_each(|item| put(out, item));
    }
}

/// The row of an entity in a list without blanks and without a header.
const fn expected_row(at: usize) -> u64 {
    at as u64 + 1
}

fn put_warning(out: &mut Vec<u8>, words: &mut Collected, warning: &Warning) {
    words.put(out, Some(&warning.source.file));
    put_number(out, warning.source.row);
    words.put(out, warning.column.as_deref());
    put_text(out, &warning.message);
}

/// The entities of an open file.
pub(in crate::gazetteer) struct Filed {
    compiled: Compiled,
    places: Array<u32>,
    records: Array<u8>,
    ids: Array<u32>,
    words: Words,
    is_embedded: bool,
    /// What has been asked for.
    made: Cells<Box<Entity>>,
}

impl Filed {
    /// The entities of the file.
    pub(in crate::gazetteer) fn open(compiled: Compiled) -> Result<Self, GazetteerError> {
        let is_embedded = match compiled.section(ABOUT) {
            Some([0]) => false,
            Some([1]) => true,
            _ => return Err(compiled.malformed(ABOUT, "it does not tell of a list")),
        };
        let (places, records) = (compiled.array::<u32>(PLACES)?, compiled.array::<u8>(RECORDS)?);
        let (ids, words) = (compiled.array::<u32>(IDS)?, Words::open(&compiled)?);
        let end = places.last().ok_or_else(|| compiled.malformed(PLACES, "it is empty"))?;
        if *end as usize != records.len() || !are_rising(&places) {
            return Err(compiled.malformed(PLACES, "it leads out of the records"));
        }
        if ids.len() + 1 != places.len() {
            return Err(compiled.malformed(IDS, "it has not one number for each entity"));
        }
        if ids.is_empty() {
            return Err(GazetteerError::new(compiled.file(), ErrorKind::Empty { rows: 0, first: None }));
        }
        let made = Cells::new(ids.len());
        Ok(Self { compiled, places, records, ids, words, is_embedded, made })
    }

    pub(in crate::gazetteer) const fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    pub(in crate::gazetteer) const fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    pub(in crate::gazetteer) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The entity, made when it is first asked for.
    pub(in crate::gazetteer) fn get(&self, at: usize) -> Option<&Entity> {
        if at >= self.len() {
            return None;
        }
        self.made.get(at, || Box::new(self.decoded(at))).map(AsRef::as_ref)
    }

    /// The entity, made anew.
    pub(in crate::gazetteer) fn decoded(&self, at: usize) -> Entity {
        let read = || {
            let mut reader = Reader(self.record(at)?);
            read_entity(&mut reader, &self.words, at).filter(|_| reader.is_done())
        };
        read().unwrap_or_else(|| Entity {
            name: format!("(entry {} of {} cannot be read)", at + 1, self.compiled.file()),
            source: Source { file: self.compiled.file().to_owned(), row: expected_row(at) },
            ..Entity::default()
        })
    }

    /// Whether the id of an entity is only the number of its line.
    pub(in crate::gazetteer) fn is_numbered(&self, at: usize) -> bool {
        self.record(at).and_then(|record| Reader(record).number()).is_some_and(|has| has & flags::NUMBERED != 0)
    }

    /// The place of the entity with this id.
    pub(in crate::gazetteer) fn find(&self, id: &str) -> Option<usize> {
        let (ids, wanted): (&[u32], u64) = (&self.ids, xxh3_64(id.as_bytes()));
        let start = ids.partition_point(|at| self.hash(*at as usize) < wanted);
        let mut alike = ids[start..].iter().map(|at| *at as usize).take_while(|at| self.hash(*at) == wanted);
        alike.find(|at| self.id(*at).as_deref() == Some(id))
    }

    fn hash(&self, at: usize) -> u64 {
        self.id(at).map_or(0, |id| xxh3_64(id.as_bytes()))
    }

    fn id(&self, at: usize) -> Option<String> {
        let mut reader = Reader(self.record(at)?);
        read_head(&mut reader, at).map(|head| head.id)
    }

    fn record(&self, at: usize) -> Option<&[u8]> {
        let places: &[u32] = &self.places;
        self.records.get(*places.get(at)? as usize..*places.get(at + 1)? as usize)
    }

    /// What was wrong with the list when it was compiled.
    pub(in crate::gazetteer) fn warnings(&self) -> Result<Vec<Warning>, GazetteerError> {
        let mut reader = Reader(self.compiled.section(WARNINGS).unwrap_or_default());
        let warnings = reader.several(|reader| read_warning(reader, &self.words));
        warnings.filter(|_| reader.is_done()).ok_or_else(|| self.compiled.malformed(WARNINGS, "it cannot be read"))
    }
}

/// Whether no number is below the one before it; all are looked at, since that needs no branch.
fn are_rising(numbers: &[u32]) -> bool {
    numbers.windows(2).fold(true, |are_rising, pair| are_rising & (pair[0] <= pair[1]))
}

struct Head {
    has: u64,
    row: u64,
    id: String,
}

fn read_head(reader: &mut Reader<'_>, at: usize) -> Option<Head> {
    let has = reader.number()?;
    let row = unfolded(reader.number()?).wrapping_add(expected_row(at));
    let id = if has & flags::ID_IS_ROW == 0 { reader.text()?.to_owned() } else { row.to_string() };
    Some(Head { has, row, id })
}

fn read_entity<'a>(reader: &mut Reader<'a>, words: &'a Words, at: usize) -> Option<Entity> {
    let Head { has, row, id } = read_head(reader, at)?;
    let file = words.read(reader)??.to_owned();
    let name = reader.text()?.to_owned();
    let mut entity = Entity { id, name, source: Source { file, row }, ..Entity::default() };
    if has & flags::KIND != 0 {
        words.read(reader)??.clone_into(&mut entity.kind);
    }
    if has & flags::LANGUAGE != 0 {
        words.read(reader)??.clone_into(&mut entity.language);
    }
    if has & flags::NATIVES != 0 {
        entity.natives = reader.several(|reader| {
            let language = words.read(reader)?.map(str::to_owned);
            Some(Native { language, name: reader.text()?.to_owned() })
        })?;
    }
    for (flag, names) in lists_mut(&mut entity) {
        if has & flag != 0 {
            *names = reader.several(|reader| reader.text().map(str::to_owned))?;
        }
    }
    if has & flags::WEIGHT != 0 {
        entity.weight = Some(f64::from_bits(reader.number()?.swap_bytes()));
    }
    if has & flags::EXTRA != 0 {
        let pair = |reader: &mut Reader<'a>| Some((words.read(reader)??.to_owned(), reader.text()?.to_owned()));
        entity.extra = reader.several(pair)?;
    }
    Some(entity)
}

fn read_warning<'a>(reader: &mut Reader<'a>, words: &'a Words) -> Option<Warning> {
    let file = words.read(reader)??.to_owned();
    let source = Source { file, row: reader.number()? };
    let column = words.read(reader)?.map(str::to_owned);
    Some(Warning { source, column, message: reader.text()?.to_owned() })
}
