//! What is no prose: addresses, paths, handles, hashtags, file names, identifiers and pieces of programs.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Whether a stretch without white space is an address, a path, a handle, a hashtag, a file name or an identifier.
pub(super) fn is_technical(chunk: &str) -> bool {
    if !chunk.bytes().any(|byte| matches!(byte, b'@' | b'#' | b'/' | b'\\' | b'_' | b'.' | b':' | b'=' | b'$' | b'%' | b'(')) {
        return false;
    }
    let bare = chunk.trim_matches(|mark: char| !mark.is_alphanumeric() && !matches!(mark, '@' | '#' | '/' | '\\' | '_' | '~'));
    bare.starts_with(['@', '#'])
        || bare.contains("://")
        || bare.starts_with("www.")
        || bare.trim_end_matches('@').contains('@')
        || bare.trim_matches('_').contains('_')
        || bare.contains('\\')
        || is_path(bare)
        || has_domain_dot(bare)
        || has_file_name(bare)
        || has_scheme(bare)
        || is_code(chunk)
}

/// A piece of a program: `Kiev()`, `map::Kiev`, `city=Kiev`, `$Kiev`, `${Kiev}`, `%Kiev%`.
fn is_code(chunk: &str) -> bool {
    let beside = |mark: char, before: fn(char) -> bool| {
        chunk.match_indices(mark).any(|(at, _)| {
            let next = chunk[at + 1..].chars().next();
            chunk[..at].chars().next_back().map_or(mark == '$', before)
                && next.is_some_and(|next| next.is_alphabetic() || next == '{')
        })
    };
    let assigns = chunk.match_indices('=').any(|(at, _)| {
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        is_word(chunk[..at].chars().next_back()) && is_word(chunk[at + 1..].chars().next())
    });
    let is_variable = chunk.strip_prefix('%').is_some_and(|rest| rest.trim_end_matches(['.', ',', ';']).ends_with('%'));
    // A shell's variable; A$AP and US$ have a letter before the sign.
    let is_shell = beside('$', |before| !before.is_alphanumeric());
    chunk.contains("()") || chunk.contains("::") || assigns || is_variable || is_shell
}

/// A file's name by its ending, in any case: `Kiev.PDF`. An address in capitals (`Kiev.UA`) is none in a headline: `KIEV.THE RIVER`.
fn has_file_name(bare: &str) -> bool {
    let Some((head, label)) = bare.rsplit_once('.').filter(|(head, label)| !head.is_empty() && label.is_ascii()) else {
        return false;
    };
    let is_short = (2..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_address = is_short && head.ends_with(|letter: char| letter.is_lowercase());
    is_address || (label.len() <= 5 && TECHNICAL.contains(format!(".{}", label.to_ascii_lowercase()).as_str()))
}

/// What is no web address may still say what it is: `mailto:`, `doi:`.
fn has_scheme(bare: &str) -> bool {
    let scheme = bare.split_once(':').filter(|(_, rest)| rest.starts_with(char::is_alphanumeric));
    scheme.is_some_and(|(scheme, _)| scheme.len() <= 12 && TECHNICAL.contains(format!("{}:", scheme.to_lowercase()).as_str()))
}

/// `a/b` may be two names with a slash between them; a path begins with a slash, has two, or follows a port or a dot.
fn is_path(bare: &str) -> bool {
    let has_port =
        || bare.split_once('/').is_some_and(|(host, _)| host.contains(':') && host.ends_with(|end: char| end.is_ascii_digit()));
    bare.starts_with(['/', '~']) || bare.matches('/').count() > 1 || bare.contains("/#") || has_port()
}

/// A full stop with letters before it and at least two small ones behind it: `kiev.ua`, `photo.jpg`, not `St.Petersburg`, `a.m.`.
fn has_domain_dot(bare: &str) -> bool {
    let mut labels = bare.split('.');
    let head = labels.next().unwrap_or_default();
    head.chars().next_back().is_some_and(char::is_alphanumeric)
        && labels
            .any(|label| label.len() > 1 && label.bytes().take(2).all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

static TECHNICAL: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../../data/scripts/technical.txt").lines().filter(|line| !line.starts_with('#')).collect());
