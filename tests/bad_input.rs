//! Bad input and what it is answered with: a message with its place, the exit code, and no half-written file.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A gazetteer that is as it should be.
const NAMES: &str = "id,name,misspellings\nsaldo,Vladimir Saldo,Vladimir Sardo\n";
/// A text with one spelling to correct.
const TEXT: &str = "Vladimir Sardo spoke.\n";

/// What goes wrong, the files there are, the command, the exit code, and what standard error has to say.
type Case<'a> = (&'a str, &'a [(&'a str, &'a [u8])], &'a str, i32, &'a [&'a str]);

const GZIP_HEAD: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\x03Vladimir";

const CASES: &[Case<'_>] = &[
    (
        "no column of names",
        &[("g.csv", b"id,who\n1,Saldo\n")],
        "fix a.txt -g g.csv",
        2,
        &["g.csv", "no column holds the names", "\"id\", \"who\""],
    ),
    ("ids twice", &[("g.csv", b"id,name\n1,Saldo\n1,Kyiv\n")], "fix a.txt -g g.csv", 2, &["g.csv, row 3, column id", "row 2"]),
    (
        "an alias on two entities",
        &[("g.csv", b"id,name,aliases\n1,Kyiv,Kiev\n2,Kiel,Kiev\n")],
        "fix a.txt -g g.csv",
        0,
        &["warning: g.csv, row 3", "Kiev"],
    ),
    (
        "a row with too few cells",
        &[("g.csv", b"id,name,kind\n1,Kyiv,place\n2\n")],
        "fix a.txt -g g.csv",
        0,
        &["warning: g.csv, row 3"],
    ),
    ("an empty gazetteer", &[("g.csv", b"")], "fix a.txt -g g.csv", 2, &["g.csv: "]),
    ("a gazetteer of a header", &[("g.csv", b"id,name\n")], "fix a.txt -g g.csv", 2, &["g.csv: there is no name in it"]),
    (
        "a gazetteer with a huge line",
        &[("g.csv", b"id,name\n1,Kyivvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv\n")],
        "fix a.txt -g g.csv --max-record 32",
        2,
        &["g.csv, row 2: the record is longer than 32 bytes", "--max-record"],
    ),
    (
        "a table with a huge cell",
        &[("t.csv", b"who,what\n1,\"Kyivvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv\"\n")],
        "fix t.csv -g names.csv --max-record 48",
        2,
        &["t.csv, row 2", "longer than 48 bytes"],
    ),
    ("a folder as gazetteer", &[("d/x", b"")], "fix a.txt -g d", 2, &["d: this is a folder"]),
    ("a gazetteer that is not there", &[], "fix a.txt -g none.csv", 2, &["none.csv: there is no such file"]),
    ("a text that is not there", &[], "fix none.txt a.txt -g names.csv -o out", 2, &["error: none.txt: there is no such file"]),
    ("a binary file by name", &[("b.dat", b"\0\x01")], "fix b.dat -g names.csv", 2, &["b.dat: is not text", "--text"]),
    ("a binary file in a folder", &[("d/b.dat", b"\0\x01")], "fix d -g names.csv -o out", 0, &["1 file (1 is not text)"]),
    ("a broken gzip by name", &[("z.txt.gz", GZIP_HEAD)], "fix z.txt.gz -g names.csv -o out", 2, &["z.txt.gz: broken gzip"]),
    ("a broken gzip in a folder", &[("d/z.txt.gz", GZIP_HEAD)], "fix d -g names.csv -o out", 0, &["Skipped", "broken gzip"]),
    (
        "malformed JSON on line 3",
        &[("p.jsonl", b"{\"a\":\"x\"}\n{\"a\":\"y\"}\n{\"a\": Vladimir Sardo}\n")],
        "fix p.jsonl -g names.csv",
        0,
        &["warning: p.jsonl, line 3: malformed JSON"],
    ),
    ("an unknown format", &[], "fix a.txt --input-format klingon", 2, &["`klingon` is no input format", "jsonl"]),
    ("an unknown encoding", &[], "fix a.txt --encoding klingon", 2, &["`klingon` is no encoding"]),
    (
        "the wrong encoding",
        &[("k.txt", b"\xd8x\x81")],
        "fix k.txt -g names.csv --encoding shift_jis",
        2,
        &["k.txt: is not Shift_JIS"],
    ),
    (
        "a correction that the encoding lacks",
        &[("l.csv", "name,misspellings\nŁódź,Lodsch\n".as_bytes()), ("k.txt", b"in Lodsch, \xe9t\xe9")],
        "fix k.txt -g l.csv --encoding windows-1252",
        2,
        &["k.txt: `Łódź` cannot be written in windows-1252"],
    ),
    ("a Word document", &[("w.docx", b"PK")], "fix w.docx -g names.csv", 2, &["w.docx: Word (docx) is not read"]),
    ("an output folder of someone else's", &[("out/thesis.txt", b"x")], "fix a.txt -g names.csv -o out", 2, &["--force"]),
    ("two texts for one place", &[("d/a.txt", b"x")], "fix a.txt d -g names.csv -o out", 2, &["would both be written to"]),
    ("a file as output folder", &[], "fix a.txt -g names.csv -o names.csv", 2, &["names.csv"]),
    ("a table that is none", &[], "apply a.txt --aliases names.csv", 2, &["names.csv, row 1"]),
    ("a table that is not there", &[], "apply a.txt --aliases none.csv", 2, &["none.csv"]),
    ("a journal that is none", &[], "undo names.csv", 2, &["names.csv: is no journal of respell"]),
    (
        "a journal that is there",
        &[("corrections.csv", b"x")],
        "fix a.txt -g names.csv --write",
        2,
        &["corrections.csv: is there already"],
    ),
    ("a backup that is there", &[("a.txt.old", b"x")], "fix a.txt -g names.csv --write --backup=.old", 2, &["a.txt.old"]),
    ("a suffix that is none", &[], "fix a.txt -g names.csv --write --backup=/x", 2, &["`/x` is no suffix"]),
    ("two goals", &[], "fix a.txt -o out --write", 2, &["cannot be used with"]),
    ("pairs that are not there", &[], "learn --pairs none.tsv", 2, &["none.tsv: there is no such file"]),
    ("no pair", &[("p.tsv", b"# name, variant\n\n")], "learn --pairs p.tsv", 2, &["p.tsv: no usable pair", "parted by a tab"]),
    (
        "pairs in a CSV",
        &[("p.tsv", b"Kyiv,Kiev\n")],
        "learn --pairs p.tsv",
        2,
        &["p.tsv: no usable pair", "p.tsv:1: one cell found"],
    ),
    (
        "an empty side",
        &[("p.tsv", b"Kyiv\tKiev\nLviv\t\n\tLvov\n---\tx\n")],
        "learn --pairs p.tsv -o out.tsv",
        0,
        &[
            "p.tsv:2: the variant has no letters",
            "p.tsv:3: the name has no letters",
            "p.tsv:4: ",
            "1 pair learnt from, 3 lines passed over",
        ],
    ),
    (
        "a weight that is none",
        &[("p.tsv", b"Kyiv\tKiev\nLviv\tLvov\tref\nOdesa\tOdessa\t-1\nRivne\tRovno\t1e300\nSumy\tSumi\tNaN\n")],
        "learn --pairs p.tsv -o out.tsv",
        0,
        &[
            "p.tsv:2: \u{201c}ref\u{201d} is no number",
            "p.tsv:3: the pair counts -1",
            "p.tsv:4: the pair counts 1",
            "p.tsv:5: the pair counts NaN",
        ],
    ),
    (
        "one pair alone",
        &[("p.tsv", b"Kyiv\tKiev\n")],
        "learn --pairs p.tsv --alone -o out.tsv",
        0,
        &["1 pair learnt from", "warning: 1 pair learnt from is little; without --alone"],
    ),
    ("pairs that are not UTF-8", &[("p.tsv", b"Kyiv\tK\xffv\n")], "learn --pairs p.tsv", 2, &["p.tsv: is not UTF-8"]),
    (
        "a route without a name",
        &[("p.tsv", b"a\tb\n")],
        "learn --pairs p.tsv --route a/b",
        2,
        &["letters a-z, digits and hyphens"],
    ),
    ("a folder without route tables", &[("d/x", b"")], "compare a b --routes d", 2, &["d: holds no route table"]),
    ("a route table that is none", &[("r.tsv", b"# id: r\na\tb\n")], "compare a b --routes r.tsv", 2, &["r.tsv:2: ", "no edit"]),
    ("a route table in another encoding", &[("r.tsv", b"\xff\xfe")], "fix a.txt --routes r.tsv", 2, &["r.tsv: is not UTF-8"]),
    (
        "a route table of huge chances",
        &[("r.tsv", b"# id: pooled\r\na\ta 0\tb 0\te 0\r\n*\t0\r\n")],
        "match a.txt --routes r.tsv",
        0,
        &[],
    ),
];

#[test]
fn bad_input_is_answered() {
    for (what, files, command, code, said) in CASES {
        let folder = folder(files);
        let before = listing(folder.path());
        let output = respell(folder.path(), command);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(*code), "{what}: `{command}` said\n{stderr}");
        for part in *said {
            assert!(stderr.contains(part), "{what}: `{command}` does not say “{part}” but\n{stderr}");
        }
        let after = listing(folder.path());
        assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), TEXT, "{what}");
        let stray = after.iter().find(|path| !before.contains(path) && !path.starts_with("out"));
        assert_eq!(stray.filter(|path| *path != "corrections.csv"), None, "{what}: a stray file");
        assert!(!stderr.contains("panicked"), "{what}: {stderr}");
    }
}

#[test]
fn a_pair_of_ten_thousand_letters_is_passed_over() {
    let pairs = format!("Kyiv\tKiev\n{}\tb\n", "a".repeat(10_000));
    let folder = folder(&[("p.tsv", pairs.as_bytes())]);
    let output = respell(folder.path(), "learn --pairs p.tsv -o out.tsv");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(stderr.contains("p.tsv:2: the name has a word of more than 24 letters"), "{stderr}");
    assert!(stderr.contains("1 pair learnt from, 1 line passed over"), "{stderr}");
}

#[test]
fn the_others_are_done_when_one_fails() {
    let folder = folder(&[("z.txt.gz", GZIP_HEAD)]);
    let output = respell(folder.path(), "fix none.txt z.txt.gz a.txt -g names.csv -o out");
    assert_eq!(output.status.code(), Some(2));
    let corrected = fs::read_to_string(folder.path().join("out/corrected/a.txt")).unwrap();
    assert_eq!(corrected, "Vladimir Saldo spoke.\n");
    assert!(!folder.path().join("out/corrected/z.txt.gz").exists());
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("b.txt", TEXT.as_bytes())]);
    fs::set_permissions(folder.path().join("a.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    let output = respell(folder.path(), "fix a.txt b.txt -g names.csv --write");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("a.txt: is read-only"), "{stderr}");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), TEXT);
    assert_eq!(fs::read_to_string(folder.path().join("b.txt")).unwrap(), "Vladimir Saldo spoke.\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    for command in ["fix a.txt -g names.csv", "scan a.txt -g names.csv", "fix a.txt -g names.csv --diff"] {
        let folder = folder(&[]);
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = program(folder.path(), command).stdout(full).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{command}: {stderr}");
        assert!(stderr.contains("full") || stderr.contains("No space"), "{command}: {stderr}");
    }
}

#[test]
fn a_closed_pipe_is_silent() {
    let folder = folder(&[("long.txt", TEXT.repeat(100_000).as_bytes())]);
    for command in ["apply long.txt --aliases t.csv", "apply long.txt --aliases t.csv --diff"] {
        fs::write(folder.path().join("t.csv"), "variant,correction\nSardo,Saldo\n").unwrap();
        let mut child = program(folder.path(), command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]), "{command}");
    }
}

#[test]
fn nothing_on_standard_input_is_nothing_on_standard_output() {
    let folder = folder(&[]);
    let output = respell(folder.path(), "fix -g names.csv -q");
    assert_eq!((output.status.code(), &*output.stdout), (Some(0), &b""[..]));
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let standard = [("a.txt", TEXT.as_bytes()), ("names.csv", NAMES.as_bytes())];
    for (path, bytes) in standard.iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::File::create(path).unwrap().write_all(bytes).unwrap();
    }
    folder
}

fn respell(folder: &Path, command: &str) -> Output {
    program(folder, command).output().unwrap()
}

fn program(folder: &Path, command: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_respell"));
    program.args(command.split(' ')).current_dir(folder).stdin(Stdio::null());
    program
}

fn listing(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            found.push(path.strip_prefix(folder).unwrap().display().to_string());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}
