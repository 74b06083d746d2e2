//! The layers: which folder of `src/` may use which, read from the code itself.
//!
//! A layer may use itself and what stands to its left in `text < names < gazetteer < matching < reconcile < report` and in
//! `text < corpus`; `measure` stands alone, and `cli` is the binary and a client of them all. Only code counts: a doc comment may point anywhere. Beside the
//! imports: no layer is unsafe, and the library reads no clock.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

/// Each layer with those that it may use.
const LAYERS: [(&str, &[&str]); 9] = [
    ("text", &[]),
    ("names", &["text"]),
    ("gazetteer", &["text", "names"]),
    ("matching", &["text", "names", "gazetteer"]),
    ("reconcile", &["text", "names", "gazetteer", "matching"]),
    ("report", &["text", "names", "gazetteer", "matching", "reconcile"]),
    ("corpus", &["text"]),
    ("measure", &[]),
    ("cli", &["text", "names", "gazetteer", "matching", "reconcile", "report", "corpus", "measure"]),
];

/// What only the command line may name.
const CLOCKS: [&str; 2] = ["Instant", "SystemTime"];

/// The layer that may hold unsafe code in a module of its own: a compiled gazetteer is mapped into memory there. Its head says so.
const DENIES: &str = "gazetteer";

/// That module.
const UNSAFE: &str = "gazetteer/compiled/map.rs";

#[test]
fn no_import_runs_against_the_layers() {
    let found: Vec<String> = sources().iter().flat_map(|(layer, path)| findings(layer, path, &read(path))).collect();
    assert!(
        found.is_empty(),
        "the layers are told of in ARCHITECTURE.md; what is wanted from above stands in the wrong place:\n{}",
        found.join("\n")
    );
}

#[test]
fn every_file_has_a_layer() {
    let names: Vec<String> =
        entries(&src()).iter().map(|path| stem(path)).filter(|name| name != "lib" && name != "main").collect();
    let layers = LAYERS.map(|(layer, _)| layer);
    let strays: Vec<&String> = names.iter().filter(|name| !layers.contains(&name.as_str())).collect();
    assert!(strays.is_empty(), "give each a place in LAYERS and in ARCHITECTURE.md: {strays:?}");
}

#[test]
fn every_layer_forbids_unsafe_code() {
    for (layer, _) in LAYERS {
        let head = read(&src().join(layer).join("mod.rs"));
        let wanted = if layer == DENIES { "#![deny(unsafe_code)]" } else { "#![forbid(unsafe_code)]" };
        assert!(head.lines().any(|line| line == wanted), "src/{layer}/mod.rs has no line {wanted}");
    }
}

#[test]
fn a_wrong_import_is_found_however_it_is_written() {
    let wrong = [
        "use crate::reconcile::AliasTable;",
        "use crate::{text::Span, reconcile::{table, Trust}};",
        "fn f() { let x = crate::reconcile::table::read(); }",
        "m! { crate::reconcile::x }",
        "pub use super::super::reconcile as r;",
        "fn f() { std::time::Instant::now(); }",
        "fn f() { unsafe { g() } }",
        "use crate::*;",
    ];
    for source in wrong {
        assert_eq!(findings("names", &src().join("names/letters.rs"), source).len(), 1, "{source}");
    }
    let right = [
        "//! See crate::reconcile.\nuse crate::text::Span;",
        "/// As in [`crate::reconcile`].\nfn f() -> &'static str { \"crate::reconcile\" } // crate::reconcile",
        "pub(crate) fn f() {} mod inner { use super::super::names; }",
        "use super::background; pub(in crate::names) struct S;",
    ];
    for source in right {
        assert_eq!(findings("names", &src().join("names/letters.rs"), source), [""; 0], "{source}");
    }
}

/// What one file has that its layer may not have, each with its place.
fn findings(layer: &str, path: &Path, source: &str) -> Vec<String> {
    let code: TokenStream = source.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let allowed = LAYERS.iter().find(|(name, _)| *name == layer).expect("the layer is in the table").1;
    let mut named = Vec::new();
    name_layers(code, depth(path), &mut named);
    let is_wrong = |name: &str| match name {
        "unsafe" => path != src().join(UNSAFE),
        "*" => true,
        name if CLOCKS.contains(&name) => layer != "cli",
        name => name != layer && LAYERS.iter().any(|(other, _)| *other == name) && !allowed.contains(&name),
    };
    let place = path.strip_prefix(src()).unwrap_or(path).display();
    let wrong = named.into_iter().filter(|(name, _)| is_wrong(name));
    wrong.map(|(name, line)| format!("src/{place}:{line}: `{layer}` may not use `{name}`")).collect()
}

/// Collects what follows `crate::`, `respell::` and as many `super::` as lead to the root, and the words `unsafe` and of clocks.
fn name_layers(code: TokenStream, depth: usize, named: &mut Vec<(String, usize)>) {
    let mut tokens = code.into_iter().peekable();
    let mut supers = 0;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => name_layers(group.stream(), depth, named),
            TokenTree::Ident(word) if word == "super" => supers += 1,
            TokenTree::Ident(word) => {
                supers = 0;
                if word == "unsafe" || CLOCKS.iter().any(|clock| word == clock) {
                    named.push(entry(&word));
                } else if word == "crate" || word == "respell" {
                    supers = depth;
                }
            }
            TokenTree::Punct(colon) if colon.as_char() == ':' && supers > 0 => continue,
            _ => supers = 0,
        }
        if supers < depth || !is_colon(tokens.peek()) {
            continue;
        }
        while is_colon(tokens.peek()) {
            tokens.next();
        }
        supers = 0;
        match tokens.peek() {
            Some(TokenTree::Ident(layer)) => named.push(entry(layer)),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => heads(group.stream(), named),
            Some(TokenTree::Punct(star)) if star.as_char() == '*' => named.push(("*".to_owned(), star.span().start().line)),
            _ => {}
        }
    }
}

/// The first word of each path in the braces of a `use`.
fn heads(group: TokenStream, named: &mut Vec<(String, usize)>) {
    let mut is_head = true;
    for token in group {
        match token {
            TokenTree::Ident(word) if is_head => named.push(entry(&word)),
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                is_head = true;
                continue;
            }
            _ => {}
        }
        is_head = false;
    }
}

fn entry(word: &Ident) -> (String, usize) {
    (word.to_string(), word.span().start().line)
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

/// How many `super` lead from a file to the root of the crate: `src/names/romanize/rule.rs` is three modules deep.
fn depth(path: &Path) -> usize {
    let parts = path.strip_prefix(src()).map_or(1, |inside| inside.components().count());
    if path.ends_with("mod.rs") { parts - 1 } else { parts }
}

/// Every file of the layers, with its layer.
fn sources() -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    for (layer, _) in LAYERS {
        let mut open = vec![src().join(layer)];
        while let Some(folder) = open.pop() {
            for path in entries(&folder) {
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    found.push((layer, path));
                }
            }
        }
    }
    found.sort_by(|left, right| left.1.cmp(&right.1));
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("the folder can be read").path()).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
