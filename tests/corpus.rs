//! The laws of documents: nothing outside of a correction changes, and every correction can be taken back.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use respell::corpus::{
    Chunk, CorpusError, Correction, Document, EncodingChoice, ErrorKind, Format, Journal, JournalWriter, Limits, OutputFolder,
    Patch, ReadOptions, Source, Target, UndoTarget, Undone, WalkOptions, corrected_files, rewrite, undo, walk,
};

/// Pieces of which every format has something to trip over.
const PIECES: &[&str] = &[
    "Saldo",
    "Husnurin ",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "\0",
    "\u{feff}",
    ",",
    ";",
    "\"",
    "\"\"",
    "'",
    "a,b\n",
    "<",
    ">",
    "<b>",
    "</b>",
    "<p>",
    "<a href=\"x > y\">",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml ",
    "?>",
    "<code>",
    "</code",
    "&amp;",
    "&#39;",
    "&uuml;",
    "&",
    ";",
    "{\"a\": \"",
    "\"}",
    "\\u0041",
    "\\ud83d",
    "\\",
    "[",
    "]",
    "{",
    "}",
    ":",
    "1",
    "null",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "](",
    ")",
    "---\n",
    "title: x\n",
    "http://x",
    "Київ",
    "Łódź",
    "𝒳",
    "é",
    "\u{a0}",
    "long-token-without-any-space-in-it-at-all",
    " respell:off ",
    " respell:on ",
    " respell:off-line",
    "respell:off-next-line ",
    "<!-- respell:off -->",
    "<!--respell:on",
];

fn document() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat()).prop_filter("UTF-16", |bytes| !is_utf16(bytes))
}

/// The same with words in place of the switches.
fn unswitched(bytes: &[u8]) -> Vec<u8> {
    let mut rest = bytes.to_vec();
    while let Some(at) = rest.windows(8).position(|word| word == b"respell:") {
        rest[at + 7] = b'_';
    }
    rest
}

/// Two bytes that say UTF-16 make another document, which has laws of its own.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

fn small() -> impl Strategy<Value = Limits> {
    (1usize..80, 1usize..40).prop_map(|(chunk, token)| Limits { chunk, token, record: 1 << 20 })
}

fn source(format: Format) -> Source {
    Source::stdin(Some(format))
}

fn read(bytes: &[u8], format: Format, limits: Limits) -> Vec<Chunk> {
    let options = ReadOptions { takes_binary: true, limits, ..ReadOptions::default() };
    let reader = Box::new(Cursor::new(bytes.to_vec()));
    let document = Document::from_reader(&source(format), reader, &options).unwrap();
    document.collect::<Result<_, _>>().unwrap()
}

/// Everything that is text, without white space.
fn all_text(chunks: &[Chunk]) -> String {
    let text = chunks.iter().flat_map(|chunk| chunk.segments.iter().map(|segment| chunk.text(segment)));
    text.flat_map(str::split_whitespace).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chunks_are_the_document_and_segments_lead_back(bytes in document(), limits in small()) {
        for format in Format::ALL {
            let mut at = 0;
            let mut joined = Vec::new();
            for chunk in read(&bytes, format, limits) {
                prop_assert_eq!(chunk.offset, at as u64);
                at += chunk.bytes.len();
                joined.extend_from_slice(&chunk.bytes);
                let mut end = 0;
                for segment in &chunk.segments {
                    prop_assert!(end <= segment.range().start && segment.range().end <= chunk.bytes.len());
                    end = segment.range().end;
                    let text = chunk.text(segment);
                    prop_assert_eq!(segment.to_chunk(0..text.len()), segment.range());
                    prop_assert_eq!(segment.line(), chunk.position(segment.range().start).line);
                    let mut last = segment.range().start;
                    for (start, character) in text.char_indices() {
                        let back = segment.to_chunk(start..start + character.len_utf8());
                        prop_assert_eq!(back.start, last);
                        prop_assert!(back.end > back.start);
                        prop_assert!(std::str::from_utf8(&chunk.bytes[back.clone()]).is_ok());
                        last = back.end;
                    }
                    prop_assert_eq!(last, segment.range().end);
                }
            }
            prop_assert_eq!(&joined, &bytes, "{:?}", format);
        }
    }

    #[test]
    fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..300), limits in small()) {
        prop_assume!(!is_utf16(&bytes));
        for format in Format::ALL {
            let joined: Vec<u8> = read(&bytes, format, limits).into_iter().flat_map(|chunk| chunk.bytes).collect();
            prop_assert_eq!(&joined, &bytes, "{:?}", format);
        }
    }

    #[test]
    fn cuts_do_not_change_what_is_text(bytes in document(), chunk in 1usize..80) {
        let limits = Limits { chunk, token: 1 << 16, record: 1 << 20 };
        for format in [Format::Plain, Format::Html, Format::Csv, Format::Tsv, Format::Jsonl, Format::Json] {
            let (cut, whole) = (read(&bytes, format, limits), read(&bytes, format, Limits::default()));
            prop_assert_eq!(all_text(&cut), all_text(&whole), "{:?}", format);
        }
    }

    #[test]
    fn nothing_is_read_between_off_and_on(before in document(), between in document(), behind in document(), limits in small()) {
        prop_assume!(!between.windows(10).any(|word| word == b"respell:on"));
        prop_assume!(!is_utf16(&before));
        for (format, [off, on]) in [
            (Format::Plain, ["\n# respell:off\n", "\n# respell:on\n"]),
            (Format::Plain, [" respell:off ", " respell:on "]),
            (Format::Markdown, ["<!-- respell:off -->", "<!-- respell:on -->"]),
            (Format::Html, ["<!--respell:off (a quotation)-->", "<!--\nrespell:on\n-->"]),
        ] {
            let bytes = [&before[..], off.as_bytes(), &between, on.as_bytes(), &behind].concat();
            let start = before.len() as u64 + off.len() as u64;
            let end = start + between.len() as u64;
            for chunk in read(&bytes, format, limits) {
                for segment in &chunk.segments {
                    let (from, to) = (chunk.offset + segment.range().start as u64, chunk.offset + segment.range().end as u64);
                    prop_assert!(to <= start || end <= from, "{:?} {:?}", format, chunk.text(segment));
                }
            }
        }
    }

    #[test]
    fn a_replacement_is_read_back_as_it_was_meant(bytes in document(), at in any::<Index>(), name in "[a-zŁ&<>\"\\\\;,' \n]{1,8}") {
        // A whole segment is replaced here, and with it the space by which a switch beside it is a word of its own.
        let bytes = unswitched(&bytes);
        // Where `<` and the like mean nothing, they may come to mean something; there the name is a plain one.
        for (format, name) in [(Format::Html, &*name), (Format::Jsonl, &*name), (Format::Csv, &*name)] {
            let chunks = read(&bytes, format, Limits::default());
            let all: Vec<_> = chunks.iter().flat_map(|chunk| chunk.segments.iter().map(move |segment| (chunk, segment))).collect();
            if all.is_empty() || name.trim() != name {
                continue;
            }
            let (chunk, segment) = all[at.index(all.len())];
            let Ok(patch) = segment.patch(0..chunk.text(segment).len(), name) else { continue };
            let mut patched: Vec<u8> = bytes.clone();
            let start = chunk.offset as usize;
            patched.splice(start + patch.start..start + patch.end, patch.now);
            let again = read(&patched, format, Limits::default());
            let texts: Vec<_> = again.iter().flat_map(|chunk| chunk.segments.iter().map(|segment| chunk.text(segment).to_owned())).collect();
            prop_assert!(texts.iter().any(|text| text.contains(name)), "{:?} {:?} {:?}", format, name, texts);
        }
    }

    #[test]
    fn undo_takes_every_correction_back(
        bytes in document(),
        format in prop::sample::select(&Format::ALL[..]),
        limits in small(),
        gzip in any::<bool>(),
        picks in prop::collection::vec((any::<Index>(), any::<Index>(), "[a-z&\"=Ł' ]{0,6}"), 1..6),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let name = if gzip { "a.txt.gz" } else { "a.txt" };
        let path = folder.path().join(name);
        store(&path, &bytes, gzip);
        let options = ReadOptions { takes_binary: true, limits, ..ReadOptions::default() };
        let source = Source { format, ..Source::file(&path, None).unwrap() };
        let mut corrections = Vec::new();
        let prepared = rewrite(&source, &options, Target::InPlace, |chunk| {
            let patches = random_patches(chunk, &picks);
            corrections.extend(patches.iter().map(|patch| Correction::of_patch(chunk, patch).unwrap()));
            patches
        }).unwrap();
        let mut journal = JournalWriter::new("j", Vec::new()).unwrap();
        journal.append(&source.name, prepared.outcome(), &corrections).unwrap();
        let is_changed = prepared.outcome().is_changed();
        prepared.commit(None).unwrap();
        prop_assert_eq!(load(&path, gzip) != bytes, is_changed);
        let journal = Journal::from_csv("j", &journal.finish().unwrap()).unwrap();
        for (_, undone) in undo(&journal, |_| vec![path.clone()], &UndoTarget::InPlace, EncodingChoice::Utf8) {
            prop_assert!(undone.is_ok(), "{:?}", undone);
        }
        prop_assert_eq!(load(&path, gzip), bytes);
    }
}

/// Ordered patches over random characters of the chunk's segments.
fn random_patches(chunk: &Chunk, picks: &[(Index, Index, String)]) -> Vec<Patch> {
    let mut patches: Vec<Patch> = Vec::new();
    for (segment, (from, to, now)) in chunk.segments.iter().zip(picks.iter().cycle()) {
        let ends: Vec<_> = chunk.text(segment).char_indices().map(|(at, _)| at).collect();
        let (from, to) = (ends[from.index(ends.len())], ends[to.index(ends.len())]);
        patches.extend(segment.patch(from.min(to)..from.max(to), now));
    }
    patches
}

fn store(path: &Path, bytes: &[u8], gzip: bool) {
    if !gzip {
        return fs::write(path, bytes).unwrap();
    }
    // Two members, as `cat a.gz b.gz` makes them.
    let mut packed = Vec::new();
    for part in [&bytes[..bytes.len() / 2], &bytes[bytes.len() / 2..]] {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(part).unwrap();
        packed.extend(encoder.finish().unwrap());
    }
    fs::write(path, packed).unwrap();
}

fn load(path: &Path, gzip: bool) -> Vec<u8> {
    let bytes = fs::read(path).unwrap();
    if !gzip {
        return bytes;
    }
    let mut unpacked = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&bytes[..]), &mut unpacked).unwrap();
    unpacked
}

/// Patches that put `now` wherever `was` stands in the text.
fn replace(chunk: &Chunk, was: &str, now: &str) -> Vec<Patch> {
    let mut patches = Vec::new();
    for segment in &chunk.segments {
        for (at, _) in chunk.text(segment).match_indices(was) {
            patches.push(segment.patch(at..at + was.len(), now).unwrap());
        }
    }
    patches
}

fn corrected(path: &Path, options: &ReadOptions) -> Result<(String, String), CorpusError> {
    let source = Source::file(path, None)?;
    let mut out = Vec::new();
    let outcome =
        rewrite(&source, options, Target::Stream(&mut out), |chunk| replace(chunk, "Husnurin", "Khus & Łó"))?.commit(None)?;
    Ok((String::from_utf8_lossy(&out).into_owned(), outcome.charset.name().to_owned()))
}

#[test]
fn every_format_is_corrected_in_its_own_way() {
    let folder = tempfile::tempdir().unwrap();
    for (name, before, after) in [
        ("a.txt", "\u{feff}Mr Husnurin\r\nsaid", "\u{feff}Mr Khus & Łó\r\nsaid"),
        ("a.md", "`Husnurin` [Husnurin](Husnurin)", "`Husnurin` [Khus & Łó](Husnurin)"),
        ("a.html", "<p title='Husnurin'>Husnurin", "<p title='Husnurin'>Khus &amp; Łó"),
        ("a.csv", "Husnurin,b\r\nHusnurin,\"Husnurin\"", "Husnurin,b\r\nKhus & Łó,\"Khus & Łó\""),
        ("a.jsonl", "{\"Husnurin\": \"Husnurin\"}\n", "{\"Husnurin\": \"Khus & Łó\"}\n"),
        ("c.txt", "Husnurin # respell:off-line\nHusnurin\n", "Husnurin # respell:off-line\nKhus & Łó\n"),
        (
            "c.md",
            "Husnurin <!-- respell:off -->\n\nHusnurin\n\n<!-- respell:on --> Husnurin",
            "Khus & Łó <!-- respell:off -->\n\nHusnurin\n\n<!-- respell:on --> Khus & Łó",
        ),
        (
            "c.html",
            "<p>Husnurin<!-- respell:off --><p>&amp; Husnurin<!-- respell:on --> &amp; Husnurin",
            "<p>Khus &amp; Łó<!-- respell:off --><p>&amp; Husnurin<!-- respell:on --> &amp; Khus &amp; Łó",
        ),
        ("c.csv", "a,b\nHusnurin respell:off Husnurin,Husnurin\n", "a,b\nKhus & Łó respell:off Husnurin,Khus & Łó\n"),
        (
            "c.json",
            "[\"Husnurin\\n# respell:off-line Husnurin\\nHusnurin\", \"Husnurin\"]",
            "[\"Khus & Łó\\n# respell:off-line Husnurin\\nKhus & Łó\", \"Khus & Łó\"]",
        ),
        ("b.jsonl", "\"Husnurin \\u0421\"", "\"Khus & \\u0141\\u00f3 \\u0421\""),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, before).unwrap();
        assert_eq!(corrected(&path, &ReadOptions::default()).unwrap().0, after, "{name}");
    }
}

#[test]
fn encodings_come_back_in_their_own_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let utf16: Vec<u8> = "\u{feff}Husnurin і Київ".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&path, &utf16).unwrap();
    let source = Source::file(&path, None).unwrap();
    let mut corrections = Vec::new();
    let prepared = rewrite(&source, &ReadOptions::default(), Target::InPlace, |chunk| {
        let patches = replace(chunk, "Husnurin", "Хуснуллин");
        corrections.extend(patches.iter().filter_map(|patch| Correction::of_patch(chunk, patch)));
        patches
    });
    let outcome = prepared.unwrap().commit(None).unwrap();
    assert_eq!(outcome.charset.name(), "UTF-16LE");
    let expected: Vec<u8> = "\u{feff}Хуснуллин і Київ".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(fs::read(&path).unwrap(), expected);
    assert_eq!(corrections[0].start, 3);
    let mut journal = JournalWriter::new("j", Vec::new()).unwrap();
    journal.append(&source.name, &outcome, &corrections).unwrap();
    let journal = Journal::from_csv("j", &journal.finish().unwrap()).unwrap();
    let undone = undo(&journal, |_| vec![path.clone()], &UndoTarget::InPlace, EncodingChoice::Utf8);
    assert!(undone[0].1.is_ok(), "{undone:?}");
    assert_eq!(fs::read(&path).unwrap(), utf16);
}

#[test]
fn a_name_that_the_encoding_lacks_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, b"Herr Husnurin \xfc").unwrap();
    let encoding = EncodingChoice::from_label("windows-1251").unwrap();
    let error = corrected(&path, &ReadOptions { encoding, ..ReadOptions::default() }).unwrap_err();
    assert!(error.to_string().contains("`Khus & Łó` cannot be written in windows-1251"), "{error}");
    assert_eq!(corrected(&path, &ReadOptions::default()).unwrap().1, "UTF-8");
    assert!(fs::read(&path).unwrap().ends_with(b"\xfc"));
}

#[test]
fn undo_needs_no_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let (bytes, _, _) = encoding_rs::KOI8_U.encode("Марат Хуснулін прибув до Херсона");
    fs::write(&path, &bytes).unwrap();
    let options = ReadOptions { encoding: EncodingChoice::Label(encoding_rs::KOI8_U), ..ReadOptions::default() };
    let source = Source::file(&path, None).unwrap();
    let mut corrections = Vec::new();
    let prepared = rewrite(&source, &options, Target::InPlace, |chunk| {
        let patches = replace(chunk, "Хуснулін", "Хуснуллін");
        corrections.extend(patches.iter().filter_map(|patch| Correction::of_patch(chunk, patch)));
        patches
    });
    let outcome = prepared.unwrap().commit(None).unwrap();
    let mut journal = JournalWriter::new("j", Vec::new()).unwrap();
    journal.append(&source.name, &outcome, &corrections).unwrap();
    let journal = Journal::from_csv("j", &journal.finish().unwrap()).unwrap();
    let into = UndoTarget::Folder(folder.path().join("restored"));
    let undone = undo(&journal, |_| vec![path.clone()], &into, EncodingChoice::Utf8);
    let Ok(Undone::Restored(restored)) = &undone[0].1 else { panic!("{undone:?}") };
    assert_eq!(fs::read(restored).unwrap(), bytes.as_ref());
}

#[test]
fn a_changed_document_is_left_and_the_others_are_undone() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    fs::create_dir(&input).unwrap();
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(input.join(name), format!("{name}: Husnurin")).unwrap();
    }
    let output = OutputFolder::open(&folder.path().join("out"), false).unwrap();
    let found = walk(&[input], &WalkOptions::default());
    output.check(&found.sources).unwrap();
    let mut journal = JournalWriter::new("j", Vec::new()).unwrap();
    for source in &found.sources {
        let mut corrections = Vec::new();
        let target = output.corrected(source);
        let prepared = rewrite(source, &ReadOptions::default(), Target::File(&target), |chunk| {
            let patches = replace(chunk, "Husnurin", "Khusnullin");
            corrections.extend(patches.iter().filter_map(|patch| Correction::of_patch(chunk, patch)));
            patches
        });
        let outcome = prepared.unwrap().commit(None).unwrap();
        journal.append(&source.name, &outcome, &corrections).unwrap();
    }
    fs::write(output.journal(), journal.finish().unwrap()).unwrap();
    let corrected = output.path().join("corrected");
    assert_eq!(fs::read_to_string(corrected.join("b.txt")).unwrap(), "b.txt: Khusnullin");
    fs::write(corrected.join("b.txt"), "edited since").unwrap();
    let journal = Journal::read(&output.journal()).unwrap();
    let find = |document: &str| -> Vec<PathBuf> {
        corrected_files(&output.journal(), document).into_iter().filter(|file| file.starts_with(&corrected)).collect()
    };
    let undone = undo(&journal, find, &UndoTarget::InPlace, EncodingChoice::Utf8);
    let kinds: Vec<_> = undone.iter().map(|(_, undone)| undone.is_ok()).collect();
    assert_eq!(kinds, [true, false, true]);
    assert!(matches!(undone[1].1.as_ref().unwrap_err().kind(), ErrorKind::Changed(_)));
    assert_eq!(fs::read_to_string(corrected.join("c.txt")).unwrap(), "c.txt: Husnurin");
    assert_eq!(fs::read_to_string(corrected.join("b.txt")).unwrap(), "edited since");
}

#[test]
fn bad_input_is_answered_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("nul.txt"), b"a\0b").unwrap();
    fs::write(path("broken.txt.gz"), b"\x1f\x8b\x08\x00nothing").unwrap();
    store(&path("short.txt.gz"), &b"Husnurin ".repeat(100), true);
    let packed = fs::read(path("short.txt.gz")).unwrap();
    fs::write(path("short.txt.gz"), &packed[..packed.len() - 12]).unwrap();
    fs::write(path("columns.csv"), "id,name\n").unwrap();
    let options = ReadOptions { columns: vec!["title".into()], ..ReadOptions::default() };
    for (name, message) in [
        ("nul.txt", "is not text"),
        ("broken.txt.gz", "broken gzip"),
        ("short.txt.gz", "broken gzip"),
        ("columns.csv", "columns.csv, row 1: there is no column `title`; there are id, name"),
        ("missing.txt", "there is no such file or folder"),
    ] {
        let error = corrected(&path(name), &options).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
        let source = Source::file(&path(name), None).unwrap();
        let before = fs::read(path(name)).ok();
        assert!(rewrite(&source, &options, Target::InPlace, |_| Vec::new()).is_err());
        assert_eq!(fs::read(path(name)).ok(), before);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "no half-written file is left");
}

#[test]
fn an_unchanged_file_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "Saldo").unwrap();
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    let source = Source::file(&path, None).unwrap();
    let prepared = rewrite(&source, &ReadOptions::default(), Target::InPlace, |_| Vec::new()).unwrap();
    let outcome = prepared.commit(Some(".bak")).unwrap();
    assert!(!outcome.is_changed());
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), modified);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn one_long_line_streams_in_small_chunks() {
    let line = "Mr Husnurin of Kherson said no more than this ".repeat(20_000);
    let chunks = read(line.as_bytes(), Format::Plain, Limits { chunk: 4096, token: 64, record: 1 << 20 });
    assert!(chunks.iter().all(|chunk| chunk.bytes.len() <= 4097));
    let token = "x".repeat(1 << 20);
    let text = format!("Saldo {token} Saldo");
    let chunks = read(text.as_bytes(), Format::Plain, Limits { chunk: 4096, token: 64, record: 1 << 20 });
    assert!(chunks.iter().all(|chunk| chunk.bytes.len() <= 4097));
    assert_eq!(all_text(&chunks), "SaldoSaldo");
}

#[test]
fn documents_and_copies_can_go_to_other_threads() {
    fn is_send<T: Send>() {}
    fn is_sync<T: Send + Sync>() {}
    is_send::<Document>();
    is_sync::<Chunk>();
    is_sync::<Source>();
    is_send::<respell::corpus::PreparedDocument>();
}

#[test]
fn malformed_json_is_a_warning_with_its_line() {
    let text = "{\"a\": \"x\"}\n{\"a\": \"y\"}\n{\"a\": \"z\"\n{\"a\": \"w\"}\n";
    for chunk in [1, 30, 1 << 20] {
        let chunks = read(text.as_bytes(), Format::Jsonl, Limits { chunk, ..Limits::default() });
        let warnings: Vec<_> = chunks.iter().flat_map(|chunk| &chunk.warnings).collect();
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].line, 3);
        assert_eq!(all_text(&chunks), "xyw");
    }
}
