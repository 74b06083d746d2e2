//! The laws of the command line on the project's own samples, to the byte.

mod folder;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use folder::tree;

/// A few names that the samples spell in many ways; the whole embedded list would only take longer.
const NAMES: &str = "id,name,kind,aliases,misspellings\n\
    saldo,Vladimir Saldo,person,,Vladimir Sardo|Wladimir Saldo\n\
    khusnullin,Marat Khusnullin,person,,Marat Husnurin\n\
    kyiv,Kyiv,place,Kiev|Kiew|Kijów,\n\
    kharkiv,Kharkiv,place,Kharkov|Charków|Charkiw,\n\
    kherson,Kherson,place,,Herson|Cherson\n\
    beijing,Beijing,place,Peking,\n\
    mumbai,Mumbai,place,Bombay,\n";

#[test]
fn undo_gives_every_sample_back() {
    let folder = workplace();
    respell(folder.path(), "fix samples -g names.csv -o out");
    assert_ne!(tree(&folder.path().join("samples")), tree(&folder.path().join("out/corrected")));
    respell(folder.path(), "undo out/corrections.csv");
    assert_eq!(tree(&folder.path().join("samples")), tree(&folder.path().join("out/corrected")));
}

#[test]
fn undo_in_place_gives_every_sample_back() {
    let folder = workplace();
    let before = tree(&folder.path().join("samples"));
    respell(folder.path(), "fix samples -g names.csv --write --journal j.csv");
    assert_ne!(tree(&folder.path().join("samples")), before);
    respell(folder.path(), "undo j.csv");
    assert_eq!(tree(&folder.path().join("samples")), before);
}

#[test]
fn an_empty_table_changes_nothing() {
    let folder = workplace();
    fs::write(folder.path().join("empty.csv"), "variant,correction\n").unwrap();
    respell(folder.path(), "apply samples --aliases empty.csv -o out");
    assert_eq!(tree(&folder.path().join("samples")), tree(&folder.path().join("out/corrected")));
}

#[test]
fn applying_again_changes_nothing() {
    let folder = workplace();
    respell(folder.path(), "fix samples -g names.csv -o out");
    fs::rename(folder.path().join("samples"), folder.path().join("before")).unwrap();
    fs::rename(folder.path().join("out/corrected"), folder.path().join("samples")).unwrap();
    respell(folder.path(), "apply samples --aliases out/aliases.csv -o again");
    assert_eq!(tree(&folder.path().join("samples")), tree(&folder.path().join("again/corrected")));
}

#[test]
fn threads_make_no_difference() {
    let folder = workplace();
    respell(folder.path(), "fix samples -g names.csv -o one -j1");
    respell(folder.path(), "fix samples -g names.csv -o two -j2");
    assert_eq!(tree(&folder.path().join("one")), tree(&folder.path().join("two")));
}

#[test]
fn fix_is_scan_then_apply() {
    let folder = workplace();
    respell(folder.path(), "fix samples -g names.csv -o fixed --trust probable");
    respell(folder.path(), "scan samples -g names.csv -o aliases.csv");
    respell(folder.path(), "apply samples --aliases aliases.csv -o applied --trust probable");
    assert_eq!(tree(&folder.path().join("fixed")), tree(&folder.path().join("applied")));
}

#[test]
fn a_diff_is_taken_by_git() {
    let folder = workplace();
    // A diff has lines of bytes, which UTF-16 has not.
    fs::remove_file(folder.path().join("samples/utf16.txt")).unwrap();
    respell(folder.path(), "fix samples -g names.csv -o out");
    let patch = respell(folder.path(), "fix samples -g names.csv --diff");
    fs::write(folder.path().join("changes.patch"), patch).unwrap();
    let git = Command::new("git").args(["apply", "--whitespace=nowarn", "changes.patch"]).current_dir(folder.path()).status();
    // Where there is no git there is nothing to try.
    if let Ok(status) = git {
        assert!(status.success());
        assert_eq!(tree(&folder.path().join("samples")), tree(&folder.path().join("out/corrected")));
    }
}

/// The samples, and a few files of the kinds that go wrong in transport.
fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let samples = folder.path().join("samples");
    fs::create_dir(&samples).unwrap();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, samples.join(path.file_name().unwrap())).unwrap();
    }
    let odd: [(&str, &[u8]); 6] = [
        ("bom.txt", b"\xef\xbb\xbfVladimir Sardo\r\n"),
        ("crlf.csv", b"who,where\r\n\"Sardo, Vladimir\",\"Kiev, \"\"old\"\"\"\r\n"),
        ("escapes.jsonl", b"{\"a\": \"From Kiev, \\u0022Kharkov\\u0022\\nKiev\"}\r\n{\"a\": \"\"}"),
        ("invalid.txt", b"Kiev \xff\xfe Kiev\0 Kiev\r\rKiev"),
        ("no-last-line.html", b"<p title='Kiev'>Kiev&nbsp;&amp; <b>Kiev</b>"),
        ("utf16.txt", b"\xff\xfeK\0i\0e\0v\0\n\0"),
    ];
    for (name, bytes) in odd {
        fs::write(samples.join(name), bytes).unwrap();
    }
    fs::write(folder.path().join("names.csv"), NAMES).unwrap();
    folder
}

fn respell(folder: &Path, command: &str) -> Vec<u8> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_respell"));
    let program = program.args(command.split(' ')).arg("--text").current_dir(folder).stdin(Stdio::null());
    let output = match command.starts_with("undo") {
        true => Command::new(env!("CARGO_BIN_EXE_respell")).args(command.split(' ')).current_dir(folder).output(),
        false => program.output(),
    };
    let output = output.unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
