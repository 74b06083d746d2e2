//! Tables of cases: what is read from each shape, and every error and warning with its words.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::{LoadOptions, Loaded, Shape, read};
use crate::gazetteer::{Entity, ErrorKind, Gazetteer, GazetteerError};

fn load(text: &str, file: &str) -> Result<Loaded, GazetteerError> {
    Gazetteer::read(text.as_bytes(), file, Shape::of(file), &LoadOptions::default())
}

fn loaded(text: &str, file: &str) -> Loaded {
    load(text, file).unwrap_or_else(|error| panic!("{error}"))
}

fn warnings(text: &str, file: &str) -> Vec<String> {
    loaded(text, file).warnings.iter().map(ToString::to_string).collect()
}

fn names(loaded: &Loaded) -> Vec<(&str, &str)> {
    loaded.gazetteer.entities().iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect()
}

/// Everything an entity can say, in each shape.
#[test]
fn shapes_say_the_same() {
    let csv = "\u{FEFF}qid,Name,type,lang,ukrainian,aliases,misspellings,keep,never,context,weight,country\r\n\
               Q1,Kyiv,city,uk,Київ,Kiev | Kiew;ru:Киев,Kyev,Kyïv,Kyoto,capital|Dnipro,2952000,UA\r\n";
    let json = r#"{"qid":"Q1","Name":"Kyiv","type":"city","lang":"uk","ukrainian":["Київ"],"aliases":["Kiev","Kiew","ru:Киев"],
        "misspellings":"Kyev","keep":["Kyïv"],"never":["Kyoto"],"context":"capital|Dnipro","weight":2952000,"country":"UA"}"#;
    let from_csv = loaded(csv, "a.csv");
    let kyiv = &from_csv.gazetteer.entities()[0];
    assert_eq!((kyiv.id.as_str(), kyiv.kind.as_str(), kyiv.weight), ("Q1", "city", Some(2_952_000.0)));
    assert_eq!(
        (&kyiv.aliases[..], &kyiv.context[..]),
        (&["Kiev".into(), "Kiew".into()][..], &["capital".into(), "Dnipro".into()][..])
    );
    let natives: Vec<_> = kyiv.natives.iter().map(|native| (native.language.as_deref(), native.name.as_str())).collect();
    assert_eq!(natives, [(Some("uk"), "Київ"), (Some("ru"), "Киев")]);
    assert_eq!(kyiv.extra, [("country".to_owned(), "UA".to_owned())]);
    assert_eq!((kyiv.source.row, from_csv.warnings.len()), (2, 0));
    let others = [
        (csv.replace(';', "|").replace(',', ";"), "a.csv"),
        (csv.replace(',', "\t"), "a.csv"),
        (csv.replace(',', "\t"), "a.tsv"),
        (csv.replace("\r\n", "\r"), "a.csv"),
        (format!("\n{}", json.replace('\n', " ")), "a.jsonl"),
    ];
    for (text, file) in others {
        let mut entity = loaded(&text, file).gazetteer.entities()[0].clone();
        entity.source.clone_from(&kyiv.source);
        assert_eq!(&entity, kyiv, "{text}");
    }
}

#[test]
fn rows_are_counted_as_they_are_seen() {
    for (text, file, found) in [
        ("name\nKyiv\n\nLviv\n", "a.csv", vec![("2", "Kyiv"), ("4", "Lviv")]),
        ("\nname,note\nKyiv,\"two\nlines\"\nLviv,\n,\n", "a.csv", vec![("3", "Kyiv"), ("4", "Lviv")]),
        ("Kyiv\n\n Łódź, Poland \r\n# no comment", "a.txt", vec![("1", "Kyiv"), ("3", "Łódź, Poland"), ("4", "# no comment")]),
        ("{\"name\":\"Kyiv\"}\n\n{\"name\":\"Lviv\"}", "a.ndjson", vec![("1", "Kyiv"), ("3", "Lviv")]),
        ("{\"id\":7,\"name\":\"Kyiv\"}", "a.jsonl", vec![("7", "Kyiv")]),
        ("name,id\nKyiv,\nLviv,2\n", "a.csv", vec![("a.csv:2", "Kyiv"), ("2", "Lviv")]),
        ("name\n\"O\"\"Neill, J.\"\n", "a.csv", vec![("2", "O\"Neill, J.")]),
        ("name\n\"\"\"Kyiv\"\"\"\n", "a.csv", vec![("2", "\"Kyiv\"")]),
        ("name,\nKyiv,,,\n", "a.csv", vec![("2", "Kyiv")]),
    ] {
        let loaded = loaded(text, file);
        assert_eq!(names(&loaded), found, "{text}");
        assert_eq!(loaded.warnings, [], "{text}");
    }
}

#[test]
fn json_values_have_several_forms() {
    for (json, read) in [
        (r#"{"name":["Kyiv","Kiev"]}"#, Entity { aliases: vec!["Kiev".into()], ..Entity::default() }),
        (r#"{"name":"Kyiv","aliases":["Kiev; Kiew"]}"#, Entity { aliases: vec!["Kiev; Kiew".into()], ..Entity::default() }),
        (
            r#"{"name":"Kyiv","aliases":"Kiev; Kiew"}"#,
            Entity { aliases: vec!["Kiev".into(), "Kiew".into()], ..Entity::default() },
        ),
        (r#"{"name":"Kyiv","aliases":null,"weight":null}"#, Entity::default()),
        (
            r#"{"name":"Kyiv","geo":{"lat":50.4}}"#,
            Entity { extra: vec![("geo".into(), "{\"lat\":50.4}".into())], ..Entity::default() },
        ),
        (
            r#"{"name":"Kyiv","in":["UA","EU"],"eu":false}"#,
            Entity { extra: vec![("in".into(), "UA|EU".into()), ("eu".into(), "false".into())], ..Entity::default() },
        ),
    ] {
        let loaded = loaded(json, "a.jsonl");
        let entity = loaded.gazetteer.entities()[0].clone();
        let expected = Entity { id: "1".into(), name: "Kyiv".into(), source: entity.source.clone(), ..read };
        assert_eq!((entity, loaded.warnings.len()), (expected, 0), "{json}");
    }
    let natives =
        &loaded(r#"{"name":"Kyiv","native":{"uk":"Київ","ru":["Киев"]}}"#, "a.jsonl").gazetteer.entities()[0].natives.clone();
    assert_eq!(natives.iter().map(|native| native.language.as_deref()).collect::<Vec<_>>(), [Some("uk"), Some("ru")]);
}

#[test]
fn an_alias_in_another_script_is_a_native_name() {
    let entities = loaded("name,aliases\nKyiv,Киев|Kiev|uk:Київ|Кiev|112\nКиїв,Kyiv\n", "a.csv").gazetteer;
    let (kyiv, cyrillic) = (&entities.entities()[0], &entities.entities()[1]);
    assert_eq!(kyiv.aliases, ["Kiev", "Кiev", "112"]);
    assert_eq!(kyiv.natives.iter().map(|native| native.name.as_str()).collect::<Vec<_>>(), ["Киев", "Київ"]);
    assert_eq!((&cyrillic.aliases[..], cyrillic.natives.len()), (&["Kyiv".into()][..], 0));
}

#[test]
fn a_gazetteer_that_cannot_be_used_says_why() {
    let columns = "no column holds the names; the columns are \"id\", \"nom\", and one called name is needed (canonical, title, label, \
                   prefLabel and caption are understood); rename the column with the names";
    let id = "is that of {} already; an id names one entity: give each row its own, or put the names of one entity into one row, \
              with | between the aliases";
    let empty = "there is no name in it; a gazetteer needs at least one row with a name";
    let quote =
        "a quotation mark opens a cell and nothing closes it; close it, or write a mark that is part of a name twice (\"\")";
    for (text, file, message) in [
        ("id,nom\n1,Kyiv\n", "a.csv", format!("a.csv, row 1: {columns}")),
        ("\n\nid;nom\n1;Kyiv\n", "a.csv", format!("a.csv, row 3: {columns}")),
        ("id\tnom\n", "a.tsv", format!("a.tsv, row 1: {columns}")),
        ("", "a.csv", format!("a.csv: {empty}")),
        ("name,kind\n", "a.csv", format!("a.csv: {empty}")),
        ("\n \n", "a.txt", format!("a.txt: {empty}")),
        (
            "name,kind\n,place\n,place\n",
            "a.csv",
            "a.csv: there is no name in it (2 rows were passed over, the first for this: a.csv, row 2: the name is empty; the row is \
             passed over); a gazetteer needs at least one row with a name"
                .to_owned(),
        ),
        ("id,name\n7,Kyiv\n8,Lviv\n7,Odesa\n", "a.csv", format!("a.csv, row 4, column id: the id \"7\" {}", id.replace("{}", "a.csv, row 2"))),
        ("{\"id\":1,\"name\":\"a\"}\n{\"id\":1,\"name\":\"b\"}", "a.jsonl", format!("a.jsonl, line 2, column id: the id \"1\" {}", id.replace("{}", "a.jsonl, line 1"))),
        ("name\nKyiv\n\"Lviv\nOdesa\n", "a.csv", format!("a.csv, row 3: {quote}")),
        ("\"name\nKyiv\n", "a.csv", format!("a.csv, row 1: {quote}")),
        ("PK\u{3}\u{4}xyz", "a.xlsx", "a.xlsx: this is not text but a binary file; save the table as \"CSV UTF-8\" and give that".to_owned()),
        ("name\nKy\0iv\n", "a.csv", "a.csv: this is not text but a binary file; save the table as \"CSV UTF-8\" and give that".to_owned()),
    ] {
        assert_eq!(load(text, file).map(drop).map_err(|error| error.to_string()), Err(message), "{text:?}");
    }
}

#[test]
fn text_in_another_encoding_is_refused_with_advice() {
    let advice = "the text is not UTF-8; save the file as \"CSV UTF-8\" in a spreadsheet, as UTF-8 in a text editor";
    for (bytes, file, place) in [
        (&b"name\nKyiv\n\xCA\xE8\xBF\xE2\n"[..], "a.csv", "row 3"),
        (b"\xFF\xFEn\0a\0m\0e\0", "a.csv", "row 1"),
        (b"Kyiv\nMalm\xF6\n", "a.txt", "line 2"),
        (b"{\"name\":\"Malm\xF6\"}\n", "a.jsonl", "line 1"),
    ] {
        let error = Gazetteer::read(bytes, file, Shape::of(file), &LoadOptions::default()).expect_err("not UTF-8");
        assert_eq!(error.to_string(), format!("{file}, {place}: {advice}"));
        assert_eq!(error.location().file, file);
    }
}

#[test]
fn bad_rows_are_warnings() {
    for (text, file, left, told) in [
        (
            "name,kind,weight\nKyiv\nLviv,place,1\n",
            "a.csv",
            2,
            vec!["a.csv, row 2: the row has 1 cell and the header 3; the missing ones are read as empty"],
        ),
        (
            "name,kind\nBakhmut, Donetsk,place\nLviv,place\n",
            "a.csv",
            1,
            vec![
                "a.csv, row 2: the row has 3 cells and the header 2; the row is passed over; put a cell that holds the delimiter in quotation marks",
            ],
        ),
        ("name,kind\n,place\nLviv,place\n", "a.csv", 1, vec!["a.csv, row 2: the name is empty; the row is passed over"]),
        (
            "name,weight\nKyiv,many\n",
            "a.csv",
            1,
            vec!["a.csv, row 2, column weight: \"many\" is not a positive number; the row is read without a weight"],
        ),
        (
            "name,weight\nKyiv,-1\n",
            "a.csv",
            1,
            vec!["a.csv, row 2, column weight: \"-1\" is not a positive number; the row is read without a weight"],
        ),
        (
            "name,weight\nKyiv,NaN\n",
            "a.csv",
            1,
            vec!["a.csv, row 2, column weight: \"NaN\" is not a positive number; the row is read without a weight"],
        ),
        (
            "name,aliases\nTbilisi,Tiflis\nOther,TIFLIS\n",
            "a.csv",
            2,
            vec![
                "a.csv, row 3: \"TIFLIS\" is an alias of Other and an alias of Tbilisi (row 2) too; it is ambiguous, and a person has to decide",
            ],
        ),
        (
            "name,misspellings\nSaldo,\nSalgo,Saldo\n",
            "a.csv",
            2,
            vec![
                "a.csv, row 3: \"Saldo\" is a misspelling of Salgo and the canonical name of Saldo (row 2) too; it is ambiguous, and a person has to decide",
            ],
        ),
        (
            "{\"name\":\"Kyiv\"}\n{\"name\":\"Lviv\"}\n{\"name\":\"Odesa\n{\"name\":\"Sumy\"}\n",
            "a.jsonl",
            3,
            vec![
                "a.jsonl, line 3: malformed JSON at byte 14 (EOF while parsing a string); one object a line is expected, and this line is passed over",
            ],
        ),
        (
            "[1]\n{\"name\":\"Kyiv\"}",
            "a.jsonl",
            1,
            vec!["a.jsonl, line 1: this is JSON but no object ({\"name\": …}); the line is passed over"],
        ),
        (
            "{\"nom\":\"Kiev\"}\n{\"name\":\"Kyiv\"}",
            "a.jsonl",
            1,
            vec![
                "a.jsonl, line 1: no key holds the name; the keys are \"nom\", and one called name is needed; the line is passed over",
            ],
        ),
        (
            "{\"name\":\"Kyiv\",\"keep\":{}}",
            "a.jsonl",
            1,
            vec!["a.jsonl, line 1, column keep: the value is neither a string nor an array of strings; it is left out"],
        ),
        (
            "{\"name\":{}}\n{\"name\":\"Kyiv\"}",
            "a.jsonl",
            1,
            vec![
                "a.jsonl, line 1, column name: the value is neither a string nor an array of strings; it is left out",
                "a.jsonl, line 1: the name is empty; the row is passed over",
            ],
        ),
        (
            "name,kind\nKyiv,place\n",
            "a.txt",
            2,
            vec![
                "a.txt, line 1: this looks like the header of a table and is read as a name; call the file .csv or .tsv if it is one",
            ],
        ),
        (
            "{\"name\":\"Kyiv\"}\n",
            "a.json",
            1,
            vec!["a.json, line 1: this looks like JSON and is read as a name; call the file .jsonl if it holds an object a line"],
        ),
        ("Springfield\nSpringfield\n", "a.txt", 2, vec![]),
    ] {
        assert_eq!(warnings(text, file), told, "{text:?}");
        assert_eq!(loaded(text, file).gazetteer.len(), left, "{text:?}");
    }
}

#[test]
fn files_are_opened_or_refused_by_name() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    let load = |name: &str| Gazetteer::load(&path(name), &LoadOptions::default());
    write(&path("a.csv"), b"name\nKyiv\n");
    write(&path("a.csv.gz"), &packed(b"name\nKyiv\n"));
    write(&path("a.jsonl.GZ"), &packed(b"{\"name\":\"Kyiv\"}"));
    write(&path("cut.csv.gz"), &packed(b"name\nKyiv\n")[..15]);
    write(&path("plain.csv.gz"), b"name\nKyiv\n");
    write(&path("empty.csv.gz"), b"");
    for name in ["a.csv", "a.csv.gz", "a.jsonl.GZ"] {
        assert_eq!(load(name).map(|loaded| loaded.gazetteer.entities()[0].name.clone()).ok().as_deref(), Some("Kyiv"), "{name}");
    }
    for (name, told) in [
        ("none.csv", "there is no such file; give the path of a gazetteer (.csv, .tsv, .jsonl, or a plain list of names)"),
        ("", "this is a folder and a gazetteer is a file; give the file, or each of several files by itself"),
        ("plain.csv.gz", "the gzip is broken (invalid gzip header); fetch or pack the file again"),
        ("cut.csv.gz", "the gzip is broken ("),
    ] {
        let error = load(name).expect_err(name);
        assert!(error.to_string().starts_with(&format!("{}: {told}", path(name).display())), "{error}");
        assert_eq!(error.location().row, None);
    }
    assert!(matches!(load("empty.csv.gz").expect_err("empty").kind(), ErrorKind::Empty { .. } | ErrorKind::BrokenGzip(_)));
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("the temporary folder is writable");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).expect("memory is writable");
    packer.finish().expect("memory is writable")
}

/// A source without an end, which counts what is taken of it.
struct Endless(usize);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer.fill(b'a');
        self.0 += buffer.len();
        Ok(buffer.len())
    }
}

#[test]
fn a_line_above_the_limit_is_refused_before_it_is_read() {
    let options = LoadOptions { max_record: 1 << 20 };
    for (file, head, place) in
        [("a.csv", "name\n", "row 2"), ("a.csv", "name\n\"", "row 2"), ("a.jsonl", "", "line 1"), ("a.txt", "Kyiv\n", "line 2")]
    {
        let mut endless = Endless(0);
        let source = BufReader::new(head.as_bytes().chain(&mut endless));
        let error = read(source, file, Shape::of(file), &options).expect_err("endless");
        let told = "the record is longer than 1 MiB, the most that is read as one; a quotation mark that is never closed or a \
                    missing line break does this, and --max-record raises the limit";
        assert_eq!(error.to_string(), format!("{file}, {place}: {told}"));
        assert!(endless.0 < 3 << 20, "{} bytes were read", endless.0);
    }
    let exact = LoadOptions { max_record: 4 };
    assert!(Gazetteer::read(b"Kyiv\nLviv", "a.txt", Shape::List, &exact).is_ok());
    assert!(Gazetteer::read(b"Kyiv\nOdesa", "a.txt", Shape::List, &exact).is_err());
}

#[test]
fn lists_are_joined() {
    let (table, list) = (|| loaded("id,name,aliases\nQ1,Kyiv,Kiev\n2,Lviv,\n", "t/a.csv"), || loaded("Saldo\nKiev\n", "b.txt"));
    let joined = Gazetteer::join([table(), list()]).expect("no id twice");
    assert_eq!(names(&joined), [("Q1", "Kyiv"), ("2", "Lviv"), ("1", "Saldo"), ("b.txt:2", "Kiev")]);
    let told: Vec<String> = joined.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "b.txt, line 2: \"Kiev\" is the canonical name of Kiev and an alias of Kyiv (t/a.csv, row 2) too; it is ambiguous, and a person has to decide"
        ]
    );
    assert_eq!(joined.gazetteer.get("b.txt:2").map(|entity| entity.source.row), Some(2));
    let error = Gazetteer::join([table(), table()]).expect_err("every id twice");
    assert!(
        error.to_string().starts_with("t/a.csv, row 2, column id: the id \"Q1\" is that of t/a.csv, row 2 already;"),
        "{error}"
    );
    assert!(Gazetteer::join([]).expect("nothing is wrong with nothing").gazetteer.is_empty());
}

#[test]
fn ids_do_not_depend_on_the_order_of_lists() {
    let parts = || [loaded("Saldo\nKyiv\n", "x/a.txt"), loaded("Lviv\n", "b.txt"), loaded("Odesa\nSumy", "y/a.txt")];
    let ids = |parts: Vec<Loaded>| {
        let joined = Gazetteer::join(parts).expect("ids that are only numbers can be told apart");
        let mut ids: Vec<_> = names(&joined).into_iter().map(|(id, name)| (name.to_owned(), id.to_owned())).collect();
        ids.sort();
        ids
    };
    let forth = ids(parts().into());
    assert_eq!(forth, ids(parts().into_iter().rev().collect()));
    assert_eq!(forth[0], ("Kyiv".to_owned(), "x/a.txt:2".to_owned()));
    assert_eq!(forth[1], ("Lviv".to_owned(), "b.txt:1".to_owned()));
}

/// A shape with its file, and bytes that often look like it.
fn input() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let file = prop::sample::select(vec!["a.csv", "a.tsv", "a.jsonl", "a.txt"]);
    let piece = prop_oneof![
        prop::sample::select(vec![
            "name",
            "id",
            "weight",
            "native",
            "aliases",
            ",",
            ";",
            "\t",
            "\"",
            "\n",
            "\r\n",
            "\r",
            "|",
            "uk:",
            "{",
            "}",
            "[",
            "]",
            ":",
            "Київ",
            "1",
            "\u{FEFF}",
            "{\"name\":\"a\",\"native\":{\"uk\":\"б\"}}\n",
            "{\"name\":[\"a\",1,null],\"id\":1}\n",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..3),
    ];
    (file, prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()))
}

proptest! {
    #[test]
    fn nothing_panics((file, bytes) in input(), max_record in prop::sample::select(vec![5_usize, 1 << 20])) {
        let read = |shape| Gazetteer::read(&bytes, file, shape, &LoadOptions { max_record });
        if let Ok(loaded) = read(Shape::of(file)) {
            prop_assert!(!loaded.gazetteer.is_empty());
            for entity in loaded.gazetteer.entities() {
                prop_assert!(!entity.name.is_empty());
                prop_assert_eq!(loaded.gazetteer.get(&entity.id), Some(entity));
            }
        }
    }

    #[test]
    fn tables_come_back_as_the_csv_crate_writes_them(rows in prop::collection::vec(("[a-zé]{1,4}", "[a-z\",;|\t\n ]{0,6}"), 1..6)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["name", "note"]).expect("memory is writable");
        for (name, note) in &rows {
            writer.write_record([name, note]).expect("memory is writable");
        }
        let bytes = writer.into_inner().expect("memory is writable");
        let loaded = Gazetteer::read(&bytes, "a.csv", Shape::Csv, &LoadOptions::default()).expect("a table");
        prop_assert_eq!(loaded.gazetteer.len(), rows.len());
        for (entity, (name, note)) in loaded.gazetteer.entities().iter().zip(&rows) {
            prop_assert_eq!(&entity.name, name);
            prop_assert_eq!(entity.extra.first().map_or("", |(_, note)| note), note.trim());
        }
    }
}
