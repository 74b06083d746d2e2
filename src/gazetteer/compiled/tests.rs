//! What is written comes back; what is damaged is told; what is forged does no harm.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::layout::COVERED;
use super::{Compiled, CompiledWriter, Section};
use crate::gazetteer::{
    Decided, Entity, ErrorKind, Gazetteer, GazetteerError, LoadOptions, Loaded, Native, Ruling, Shape, Source, Style, Warning,
};

const TABLE: &str = "id,name,type,lang,native,aliases,misspellings,keep,never,context,weight,country\n\
                     Q1899,Kyiv,city,uk,uk:Київ|Kyjiw,Kiev|Kiew,Kyev,Kyïv,Kyoto,capital|Dnipro,2952000,UA\n\
                     ,Lviv,city,,,,,,,,0.1,\n\
                     Q1,Kiev,,,,,,,,,,\n\
                     Q2,Bad,,,,,,,,,heavy,\n";

fn listed(text: &str, file: &str) -> Loaded {
    Gazetteer::read(text.as_bytes(), file, Shape::of(file), &LoadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn compiled(loaded: &Loaded) -> Vec<u8> {
    loaded.compile().unwrap_or_else(|error| panic!("{error}")).to_bytes()
}

fn opened(bytes: &[u8]) -> Result<Gazetteer, GazetteerError> {
    Gazetteer::opened(Compiled::from_bytes(bytes, "a.rsgz")?)
}

/// Makes changed bytes into a file that passes for whole.
fn seal(bytes: &mut [u8]) {
    let length = bytes.len() as u64;
    bytes[16..24].copy_from_slice(&length.to_ne_bytes());
    let checksum = xxh3_64(&bytes[COVERED..]);
    bytes[32..40].copy_from_slice(&checksum.to_ne_bytes());
}

/// Asks a list everything; only a panic would be wrong.
fn ask(list: &Gazetteer) {
    for entity in list.entities() {
        let _ = list.get(&entity.id);
        let _ = list.get(&entity.name);
    }
    let mut changed = list.clone();
    assert_eq!(changed.entities_mut().len(), list.len());
}

#[test]
fn a_list_comes_back_with_its_warnings() {
    let table = listed(TABLE, "places.csv");
    assert_eq!(table.warnings.len(), 2);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("places.rsgz");
    let length = table.compile().and_then(|writer| writer.write(&path)).expect("it can be written");
    assert_eq!(length, path.metadata().expect("it is there").len());
    let back = Gazetteer::load(&path, &LoadOptions::default()).expect("it can be opened");
    assert_eq!(back, table);
    assert!(back.gazetteer.compiled().is_some() && table.gazetteer.compiled().is_none());
    for entity in table.gazetteer.entities() {
        assert_eq!(back.gazetteer.get(&entity.id), Some(entity));
    }
    assert_eq!(back.gazetteer.get("Q9"), None);
    assert_eq!(back.gazetteer.find_exact("KYIV").count(), 1);
    // Compiled anew it is the same file.
    assert_eq!(compiled(&back), compiled(&table));
}

#[test]
fn the_embedded_list_comes_back() {
    let embedded = Loaded { gazetteer: Gazetteer::embedded().clone(), warnings: Vec::new() };
    let back = opened(&compiled(&embedded)).expect("it is right");
    assert_eq!(&back, Gazetteer::embedded());
    assert!(back.is_embedded());
}

#[test]
fn a_plain_list_takes_few_bytes_a_name() {
    let names: String = (0..10_000).map(|number| format!("Somebody {number:07}\n")).collect();
    let bytes = compiled(&listed(&names, "list.txt")).len();
    assert!(bytes < 30 * 10_000, "{bytes} bytes for 10,000 names of 16 letters");
}

#[test]
fn a_list_that_is_changed_leaves_the_file() {
    let table = listed(TABLE, "places.csv");
    let list = || opened(&compiled(&table)).expect("it is right");
    let kiev = [Decided { variant: "Kyyiv".into(), entity_id: "Q1899".into(), ruling: Ruling::Accept }];
    assert_eq!(list().learn(&kiev), table.gazetteer.learn(&kiev));
    assert!(list().learn(&kiev).compiled().is_none());
    assert!(list().learn(&[]).compiled().is_some());
    let style = Style { leave: ["Kyoto".to_owned(), "Kyev".to_owned()].into(), ..Style::default() };
    assert_eq!(list().styled(&style), table.gazetteer.styled(&style));
    let style = Style { leave: ["Kyev".to_owned()].into(), ..Style::default() };
    let styled = list().styled(&style).expect("it is a name of one");
    assert_eq!(Ok(&styled), table.gazetteer.styled(&style).as_ref());
    assert!(styled.compiled().is_none());
    // Line numbers are still only that: those of two lists are told apart.
    let joined = |first: Gazetteer| {
        let first = Loaded { gazetteer: first, warnings: Vec::new() };
        Gazetteer::join([first, listed("Odesa\nDnipro\nLviv\n", "b.txt")]).expect("they go together").gazetteer
    };
    assert_eq!(joined(list()), joined(table.gazetteer.clone()));
    assert!(joined(list()).get("b.txt:3").is_some() && joined(list()).compiled().is_none());
}

/// Lists that were joined before they were compiled warn once of what they say twice, whatever they are joined with then.
#[test]
fn warnings_between_lists_are_told_once() {
    let lists = || [listed("Kyiv\n", "a.txt"), listed("name,aliases\nKiew,Kyiv\n", "b.csv")];
    let joined = Gazetteer::join(lists()).expect("they go together");
    assert_eq!(joined.warnings.len(), 1);
    let filed = Loaded { gazetteer: opened(&compiled(&joined)).expect("it is right"), warnings: joined.warnings };
    let other = || listed("Lviv\n", "c.txt");
    let [a, b] = lists();
    assert_eq!(
        Gazetteer::join([filed, other()]).expect("they go together"),
        Gazetteer::join([a, b, other()]).expect("they go together")
    );
}

/// Every byte, changed in several ways, and every length.
#[test]
fn damage_is_told() {
    let table = listed("name,aliases\nKyiv,Kiev\nLviv,\n", "a.csv");
    let bytes = compiled(&table);
    let told = |bytes: &[u8]| match opened(bytes) {
        Ok(list) => assert_eq!(list, table.gazetteer),
        Err(error) => assert!(error.to_string().starts_with("a.rsgz: "), "{error}"),
    };
    for at in 0..bytes.len() {
        for change in [0x01, 0x80, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[at] ^= change;
            assert!(opened(&damaged).is_err(), "byte {at} says something");
        }
        told(&bytes[..at]);
        assert!(opened(&bytes[..at]).is_err(), "{at} bytes are not all");
    }
    told(&[&bytes[..], b"more"].concat());
}

/// A file that passes for whole, whatever is in it.
#[test]
fn forged_files_do_no_harm() {
    let bytes = compiled(&listed(TABLE, "places.csv"));
    for at in (0..bytes.len()).filter(|at| !(16..40).contains(at)) {
        for change in [0x01, 0x7F, 0x80, 0xFF] {
            let mut forged = bytes.clone();
            forged[at] ^= change;
            seal(&mut forged);
            if let Ok(list) = opened(&forged) {
                ask(&list);
            }
        }
    }
    for length in 64..bytes.len() {
        let mut forged = bytes[..length].to_vec();
        seal(&mut forged);
        if let Ok(list) = opened(&forged) {
            ask(&list);
        }
    }
}

#[test]
fn an_entity_that_cannot_be_read_says_so() {
    let table = listed("Kyiv\nLviv\n", "a.txt");
    let mut writer = table.compile().expect("it is short");
    let records = Section::named("records");
    let length = writer.lengths().find(|(name, _)| *name == records).expect("there are records").1;
    writer.add(records, vec![0xFF; length]);
    let list = opened(&writer.to_bytes()).expect("the places are right");
    let names: Vec<&str> = list.entities().iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(names, ["(entry 1 of a.rsgz cannot be read)", "(entry 2 of a.rsgz cannot be read)"]);
    ask(&list);
}

#[test]
fn every_refusal_has_its_words() {
    let whole = compiled(&listed("Kyiv\n", "a.txt"));
    let with = |at: usize, bytes: &[u8]| {
        let mut other = whole.clone();
        other[at..at + bytes.len()].copy_from_slice(bytes);
        other
    };
    let mut foreign = listed("Kyiv\n", "a.txt").compile().expect("it is short");
    foreign.fingerprint ^= 1;
    let mut without = CompiledWriter::new();
    without.add(Section::named("other"), vec![1, 2, 3]);
    let mut empty = listed("Kyiv\n", "a.txt").compile().expect("it is short");
    for (section, bytes) in [("list.at", vec![0; 4]), ("records", vec![]), ("ids", vec![])] {
        empty.add(Section::named(section), bytes);
    }
    for (bytes, words) in [
        (b"Kyiv\n".to_vec(), "a.rsgz: this is no compiled gazetteer; give a file that `respell gazetteer build` has made"),
        (whole[..40].to_vec(), "a.rsgz: the compiled gazetteer has 40 bytes and 64 are expected; it was cut short"),
        (whole[..100].to_vec(), "a.rsgz: the compiled gazetteer has 100 bytes and"),
        (with(200, b"!!"), "a.rsgz: the compiled gazetteer is damaged"),
        (with(12, &99_u32.to_ne_bytes()), "a.rsgz: the compiled gazetteer is of version 99 and this respell reads version 1"),
        (with(8, &0x0403_0201_u32.to_ne_bytes()), "a.rsgz: the compiled gazetteer was made on a machine of another byte order"),
        (foreign.to_bytes(), "a.rsgz: the compiled gazetteer was made by another version of respell, or with other tables"),
        (
            without.to_bytes(),
            "a.rsgz: the section list of the compiled gazetteer is not as it should be: it does not tell of a list",
        ),
        (empty.to_bytes(), "a.rsgz: there is no name in it; a gazetteer needs at least one row with a name"),
    ] {
        let told = opened(&bytes).map(|_| ()).expect_err(words).to_string();
        assert!(told.starts_with(words), "{told}");
    }
}

#[test]
fn sections_are_found_by_name() {
    let (numbers, text) = (Section::named("numbers"), Section::named("a"));
    let mut writer = CompiledWriter::default();
    writer.add(text, b"short".to_vec());
    writer.add_array(numbers, &[1.5_f64, -2.5]);
    writer.add(text, b"abc".to_vec());
    assert_eq!(writer.lengths().collect::<Vec<_>>(), [(numbers, 16), (text, 3)]);
    let compiled = Compiled::from_bytes(&writer.to_bytes(), "x").expect("it is right");
    assert_eq!((compiled.section(text), compiled.file()), (Some(&b"abc"[..]), "x"));
    assert_eq!(compiled.array::<f64>(numbers).expect("they are whole")[..], [1.5, -2.5]);
    assert_eq!(compiled.section(Section::named("b")), None);
    assert_eq!((text.to_string(), format!("{numbers:?}")), ("a".to_owned(), "Section(numbers)".to_owned()));
    let told = |name| compiled.array::<u64>(name).expect_err("it is none").to_string();
    assert!(told(text).starts_with("x: the section a of the compiled gazetteer is not as it should be: it is no row"));
    assert!(told(Section::named("b")).contains("it is not there"));
}

#[test]
fn a_compiled_file_is_used_where_it_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let writer = listed("Kyiv\n", "a.txt").compile().expect("it is short");
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&writer.to_bytes()).expect("memory is writable");
    std::fs::write(at("a.rsgz.gz"), packed.finish().expect("memory is writable")).expect("the folder is writable");
    let told = |name: &str| Gazetteer::load(&at(name), &LoadOptions::default()).map(drop).expect_err("refused");
    assert!(matches!(told("a.rsgz.gz").kind(), ErrorKind::CompiledWithin));
    let read = Gazetteer::read(&writer.to_bytes(), "a.csv", Shape::Csv, &LoadOptions::default());
    assert!(matches!(read.expect_err("refused").kind(), ErrorKind::CompiledWithin));

    // Only a compiled file is replaced, and one that is open stays as it was.
    std::fs::write(at("list.txt"), "Kyiv\n").expect("the folder is writable");
    assert!(matches!(writer.write(&at("list.txt")).expect_err("refused").kind(), ErrorKind::NotReplaced));
    assert!(matches!(writer.write(&at("nowhere/a.rsgz")).expect_err("refused").kind(), ErrorKind::Unwritable(_)));
    writer.write(&at("a.rsgz")).expect("the folder is writable");
    let before = Gazetteer::load(&at("a.rsgz"), &LoadOptions::default()).expect("it is right").gazetteer;
    listed("Lviv\n", "a.txt").compile().and_then(|writer| writer.write(&at("a.rsgz"))).expect("it is replaced");
    assert_eq!(before.entities()[0].name, "Kyiv");
    std::fs::write(at("empty"), "").expect("the folder is writable");
    for (name, words) in
        [("empty", "this is no compiled gazetteer"), ("list.txt", "this is no"), (".", "this is a folder"), ("x", "no such file")]
    {
        let told = Compiled::open(&at(name)).expect_err(words).to_string();
        assert!(told.contains(words), "{told}");
    }
}

/// A fingerprint that changed between two calls would refuse what was just made.
#[test]
fn the_fingerprint_stays() {
    assert_eq!(CompiledWriter::new().fingerprint, CompiledWriter::new().fingerprint);
    assert_eq!(crate::names::fingerprint(), crate::names::fingerprint());
    assert_ne!(crate::names::fingerprint(), crate::text::fingerprint());
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-zA-Zé ]{1,12}", "\\PC{0,8}", Just("Київ".to_owned()), "[x]{5000}"]
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..4)
}

fn entity() -> impl Strategy<Value = Entity> {
    let weight = prop_oneof![Just(None), any::<u64>().prop_map(|bits| Some(f64::from_bits(bits))), Just(Some(2_952_000.0))];
    let native = (prop::option::of(text()), text()).prop_map(|(language, name)| Native { language, name });
    let source = (text(), prop_oneof![0_u64..5, any::<u64>()]).prop_map(|(file, row)| Source { file, row });
    let words = (text(), text(), text(), text());
    let lists = (prop::collection::vec(native, 0..3), texts(), texts(), texts(), texts(), texts());
    let rest = (weight, prop::collection::vec((text(), text()), 0..3), source, any::<bool>());
    (words, lists, rest).prop_map(|((id, name, kind, language), (natives, aliases, misspellings, keep, never, context), rest)| {
        let (weight, extra, source, id_is_row) = rest;
        let id = if id_is_row { source.row.to_string() } else { id };
        Entity { id, name, kind, language, natives, aliases, misspellings, keep, never, context, weight, extra, source }
    })
}

proptest! {
    /// Bit for bit, not a number included.
    #[test]
    fn entities_come_back(given in prop::collection::vec((entity(), any::<bool>()), 1..8), messages in texts()) {
        let (entities, numbered): (Vec<Entity>, Vec<bool>) = given.into_iter().unzip();
        let warnings = messages.into_iter().zip(1..).map(|(message, row)| Warning {
            source: Source { file: "a.csv".into(), row },
            column: message.chars().next().map(String::from),
            message,
        });
        let loaded = Loaded { gazetteer: Gazetteer::new(entities.clone(), numbered.clone()), warnings: warnings.collect() };
        let bytes = compiled(&loaded);
        let back = opened(&bytes).expect("it is right");
        prop_assert_eq!(back.len(), entities.len());
        for (at, entity) in entities.iter().enumerate() {
            let same = &back.entities()[at];
            prop_assert_eq!(same.weight.map(f64::to_bits), entity.weight.map(f64::to_bits));
            let plain = |entity: &Entity| Entity { weight: None, ..entity.clone() };
            prop_assert_eq!(plain(same), plain(entity));
            prop_assert_eq!(back.is_numbered(at), numbered[at]);
            prop_assert_eq!(back.get(&entity.id).map(|found| &found.id), Some(&entity.id));
        }
        let filed = super::Filed::open(Compiled::from_bytes(&bytes, "a").expect("it is right")).expect("it is right");
        prop_assert_eq!(filed.warnings().expect("they are right"), loaded.warnings);
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300), places in prop::collection::vec((0_usize..2000, any::<u8>()), 1..20)) {
        let _ = opened(&bytes);
        let mut forged = compiled(&listed(TABLE, "places.csv"));
        for (at, byte) in places.into_iter().filter(|(at, _)| !(0..40).contains(at)) {
            let at = at % forged.len();
            forged[at.max(40)] = byte;
        }
        seal(&mut forged);
        if let Ok(list) = opened(&forged) {
            ask(&list);
        }
    }
}
