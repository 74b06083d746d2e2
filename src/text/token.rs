//! Tokens: the words of a text, cut so that names can be put together from them.
//!
//! A token is a run of letters and digits with the apostrophes inside it (Kam'ianske, Hsi'an), without a possessive ending,
//! which is kept beside it. Hyphens part tokens (Tse|tung, al|Assad, Kherson|based) and are remembered as [`Glue`], since only
//! the layer that knows names can tell a part of a name from a part of a compound. A word that a line's end breaks is one token
//! (`broken` says which hyphens are its own). Runs of a script without spaces are cut
//! where the script changes (ゼレンスキー|大統領).

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use unicode_normalization::char::is_combining_mark;

use super::broken::break_at;
use super::casing::Casing;
use super::fold::{is_apostrophe, is_hyphen, is_ignorable};
use super::script::{Script, script_of};
use super::span::Span;

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Glue {
    /// Nothing: the first token, or a change of script inside a run.
    None,
    /// White space within a line.
    Space,
    /// White space with one line break.
    Line,
    /// White space with a blank line, or the form feed of a page.
    Block,
    /// One hyphen, at a line's end or within the line.
    Hyphen,
    /// The full stop behind an initial or an abbreviation, with or without a space or hyphen behind it.
    Stop,
    /// Any other punctuation.
    Mark,
}

impl Glue {
    /// Whether the parts of one name may be glued like this. A blank line or a comma parts names.
    #[must_use]
    pub const fn may_join_name(self) -> bool {
        matches!(self, Self::Space | Self::Line | Self::Hyphen | Self::Stop)
    }
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, without a possessive ending.
    pub span: Span,
    /// Where its possessive ending stops (`'s`, `’s`, `'`); `span.end` if it has none.
    pub suffix_end: usize,
    /// How it is cased.
    pub casing: Casing,
    /// What stands before it.
    pub glue: Glue,
    /// Whether it may owe its capital to its place: the head of the text, of a sentence, a quotation or a list item.
    pub opens_sentence: bool,
    /// Whether it is part of an address, a path, a handle, a hashtag or an identifier.
    pub technical: bool,
}

impl Token {
    /// Whether a possessive ending follows.
    #[must_use]
    pub const fn is_possessive(&self) -> bool {
        self.suffix_end > self.span.end
    }

    /// The word with its possessive ending.
    #[must_use]
    pub const fn whole(&self) -> Span {
        Span::new(self.span.start, self.suffix_end)
    }
}

/// The tokens of `text`, in order. Linear in its length.
///
/// ```
/// use respell::text::{Glue, tokens};
/// let text = "O'Neill's Tse-tung";
/// let words: Vec<&str> = tokens(text).iter().map(|token| &text[token.span]).collect();
/// assert_eq!(words, ["O'Neill", "Tse", "tung"]);
/// assert_eq!(tokens(text)[2].glue, Glue::Hyphen);
/// ```
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    tokens_into(text, &mut found);
    found
}

/// As [`tokens`], into a vector that is cleared first; allocates nothing when it has room.
pub fn tokens_into(text: &str, found: &mut Vec<Token>) {
    found.clear();
    let mut at = 0;
    while let Some(chunk) = next_chunk(text, at) {
        let technical = is_technical(&text[chunk]);
        words_of(text, chunk, technical, found);
        at = chunk.end;
    }
}

/// Lets hashtags of one word (`#Kherson`) be read as words: their tokens are technical no more.
///
/// ```
/// use respell::text::{open_hashtags, tokens};
/// let text = "#Kherson, #kherson_today, a/b/#c";
/// let mut found = tokens(text);
/// open_hashtags(text, &mut found);
/// let words: Vec<&str> = found.iter().filter(|token| !token.technical).map(|token| &text[token.span]).collect();
/// assert_eq!(words, ["Kherson"]);
/// ```
pub fn open_hashtags(text: &str, tokens: &mut [Token]) {
    for token in tokens.iter_mut().filter(|token| token.technical) {
        token.technical = !is_hashtag(text, token.whole());
    }
}

/// Whether a word is all of a hashtag: nothing but white space, brackets or quotation marks before the `#`, and nothing behind the word
/// that would make it a longer one.
fn is_hashtag(text: &str, word: Span) -> bool {
    let Some(before) = text[..word.start].strip_suffix('#') else { return false };
    let opens = before.chars().next_back().is_none_or(|mark| mark.is_whitespace() || "([{\"“„«‹—–".contains(mark));
    let mut behind = text[word.end..].chars();
    let goes_on = |mark: char| mark.is_alphanumeric() || "_@#/\\-".contains(mark);
    let ends = match behind.next() {
        Some('.' | ':') => behind.next().is_none_or(|next| !goes_on(next)),
        next => next.is_none_or(|next| !goes_on(next)),
    };
    opens && ends
}

/// The next stretch without white space but that of a line's end inside a word.
fn next_chunk(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut start = from;
    while start < bytes.len() {
        let width = whitespace_at(text, start);
        if width == 0 {
            break;
        }
        start += width;
    }
    if start >= bytes.len() {
        return None;
    }
    let (mut end, mut last) = (start, start);
    while end < bytes.len() {
        if whitespace_at(text, end) > 0 {
            let Some(found) = break_at(text, last) else { break };
            end = found.span.end;
        }
        last = end;
        end += char_width(bytes[end]);
    }
    Some(Span::new(start, end))
}

/// The width in bytes of the white space at `at`, 0 if there is none.
fn whitespace_at(text: &str, at: usize) -> usize {
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        return usize::from(byte == b' ' || byte.is_ascii_whitespace() || byte == 0x0B);
    }
    // Only U+0085, U+00A0, U+1680, U+2000..U+205F and U+3000 remain; all begin with one of these bytes.
    if !matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xE3) {
        return 0;
    }
    text[at..].chars().next().filter(|letter| letter.is_whitespace()).map_or(0, char::len_utf8)
}

const fn char_width(head: u8) -> usize {
    match head {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

fn words_of(text: &str, chunk: Span, technical: bool, found: &mut Vec<Token>) {
    let mut at = chunk.start;
    while at < chunk.end {
        let end = word_end(text, at, chunk.end);
        if end == at {
            at += char_width(text.as_bytes()[at]);
        } else {
            push_word(text, Span::new(at, end), technical, found);
            at = end;
        }
    }
}

/// Where the word that begins at `start` ends; `start` itself if none begins there.
fn word_end(text: &str, start: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut script) = (start, Script::Common);
    while at < limit {
        let byte = bytes[at];
        if matches!(byte, b'-' | 0xC2 | 0xE2)
            && at > start
            && let Some(found) = break_at(text, at).filter(|found| !found.is_hyphen)
        {
            at = found.span.end;
            continue;
        }
        if byte < 0x80 {
            let letter = byte.is_ascii_alphanumeric() && (script.has_spaces() || !byte.is_ascii_alphabetic());
            let inner = matches!(byte, b'\'' | b'`') && at > start && joins(text, at + 1, limit);
            if !letter && !inner {
                break;
            }
            at += 1;
            continue;
        }
        let Some(letter) = text[at..limit].chars().next() else { break };
        let width = letter.len_utf8();
        if is_mark_inside(letter) {
            if at == start {
                break;
            }
        } else if is_apostrophe(letter) && !letter.is_alphanumeric() {
            if at == start || !joins(text, at + width, limit) {
                break;
            }
        } else if letter.is_alphanumeric() {
            let next = script_of(letter);
            if parts_scripts(script, next) && at > start {
                break;
            }
            if next != Script::Common {
                script = next;
            }
        } else {
            break;
        }
        at += width;
    }
    at
}

fn is_mark_inside(letter: char) -> bool {
    is_ignorable(letter) || is_combining_mark(letter)
}

/// Whether a letter follows, so that an apostrophe before it stands inside a word.
fn joins(text: &str, at: usize, limit: usize) -> bool {
    text[at..limit].chars().next().is_some_and(char::is_alphanumeric)
}

/// Whether a word ends where `next` follows `script`. Latin and Cyrillic do not part: a mixed word is a homoglyph slip.
fn parts_scripts(script: Script, next: Script) -> bool {
    script != next && next != Script::Common && script != Script::Common && !(script.has_spaces() && next.has_spaces())
}

fn push_word(text: &str, word: Span, technical: bool, found: &mut Vec<Token>) {
    let (span, suffix_end) = part_possessive(text, word);
    let (glue, opens_sentence) = glue_before(text, span.start, found.last());
    found.push(Token { span, suffix_end, casing: Casing::of(&text[span]), glue, opens_sentence, technical });
}

/// Parts `'s` from the word, and finds the bare apostrophe behind a final s (`the Zelenskys’`).
fn part_possessive(text: &str, word: Span) -> (Span, usize) {
    let mut letters = text[word].char_indices().rev();
    let (last, before) = (letters.next(), letters.next());
    if let (Some((_, 's' | 'S')), Some((at, mark))) = (last, before)
        && is_apostrophe(mark)
        && at > 0
    {
        return (Span::new(word.start, word.start + at), word.end);
    }
    let behind = text[word.end..].chars().next();
    match (last, behind) {
        // A quotation in single quotes ends like this too; either way the mark stays outside of the word.
        (Some((_, 's' | 'S')), Some(mark @ ('\'' | '’'))) => (word, word.end + mark.len_utf8()),
        _ => (word, word.end),
    }
}

/// What stands before the word at `start`, and whether it opens a sentence.
fn glue_before(text: &str, start: usize, previous: Option<&Token>) -> (Glue, bool) {
    let Some(previous) = previous else { return (Glue::None, true) };
    let gap = &text[previous.suffix_end.min(start)..start];
    match gap {
        "" => (Glue::None, false),
        " " => (Glue::Space, false),
        "-" => (Glue::Hyphen, false),
        _ if break_at(text, previous.span.end).is_some_and(|found| found.span.end == start) => (Glue::Hyphen, false),
        _ => glue_of(gap, &text[previous.span]),
    }
}

fn glue_of(gap: &str, previous: &str) -> (Glue, bool) {
    if gap.chars().all(char::is_whitespace) {
        let breaks = gap.matches('\n').count().max(gap.matches('\r').count());
        return match breaks {
            _ if gap.contains('\u{C}') => (Glue::Block, true),
            0 => (Glue::Space, false),
            1 => (Glue::Line, false),
            _ => (Glue::Block, true),
        };
    }
    let mut marks = gap.chars();
    match (marks.next(), marks.next()) {
        (Some(mark), None) if is_hyphen(mark) => (Glue::Hyphen, false),
        (Some('.'), rest) if is_abbreviation(previous) && !gap.contains('\n') => {
            let plain = gap[1..].chars().all(|mark| mark.is_whitespace() || is_hyphen(mark));
            if plain || rest.is_none() { (Glue::Stop, false) } else { (Glue::Mark, opens(&gap[1..])) }
        }
        _ => (Glue::Mark, opens(gap)),
    }
}

fn is_abbreviation(word: &str) -> bool {
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    single || (word.len() <= 8 && ABBREVIATIONS.contains(word.to_lowercase().as_str()))
}

/// Whether a gap ends a sentence, opens a quotation or begins a list item.
fn opens(gap: &str) -> bool {
    let ends = gap.contains(['.', '!', '?', '…', '。', '؟', '|', '*', '•', '“', '„', '«', '"']);
    ends || gap.matches('\n').count() > 1 || (gap.contains('\n') && gap.trim_start().starts_with(['-', '–', '—', '#', '>']))
}

/// Whether a stretch without white space is an address, a path, a handle, a hashtag, a file name or an identifier.
fn is_technical(chunk: &str) -> bool {
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
    LazyLock::new(|| include_str!("../../data/scripts/technical.txt").lines().filter(|line| !line.starts_with('#')).collect());

static ABBREVIATIONS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/scripts/abbreviations.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Glue, tokens};

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| &text[token.span]).collect()
    }

    #[test]
    fn words_are_cut() {
        for (text, cut) in [
            ("Kam'ianske, Sana’a", vec!["Kam'ianske", "Sana’a"]),
            ("al-Assad O'Neill's", vec!["al", "Assad", "O'Neill"]),
            ("Mao Tse-tung; J.-P. Sartre", vec!["Mao", "Tse", "tung", "J", "P", "Sartre"]),
            ("the Zelenskys’ house", vec!["the", "Zelenskys", "house"]),
            ("T'ai-pei 'quoted'", vec!["T'ai", "pei", "quoted"]),
            ("ゼレンスキー大統領", vec!["ゼレンスキー", "大統領"]),
            ("Luhansʹk—Київ", vec!["Luhansʹk", "Київ"]),
            ("Khe\u{301}rson Kher\u{AD}son", vec!["Khe\u{301}rson", "Kher\u{AD}son"]),
            ("Kher-\nson Kher\u{AD}\r\n  son's", vec!["Kher-\nson", "Kher\u{AD}\r\n  son"]),
            ("Ivano-\nFran-\nkivsk", vec!["Ivano", "Fran-\nkivsk"]),
            ("Херсо-\nн O'Nei¬\nll", vec!["Херсо-\nн", "O'Nei¬\nll"]),
            ("Kherson-\nbased -\nson", vec!["Kherson", "based", "son"]),
            ("", vec![]),
            ("'s", vec!["s"]),
        ] {
            assert_eq!(words(text), cut);
        }
    }

    #[test]
    fn possessives_stay_beside_the_word() {
        for (text, whole) in [("Kyiv's", "Kyiv's"), ("SARDO’S plan", "SARDO’S"), ("Zelenskys' x", "Zelenskys'"), ("Kyiv", "Kyiv")]
        {
            assert_eq!(&text[tokens(text)[0].whole()], whole);
        }
    }

    #[test]
    fn glue_and_sentences_are_told() {
        for (text, glue, opens) in [
            ("Kirill Stremousov", Glue::Space, false),
            ("Mr. Saldo", Glue::Stop, false),
            ("K. Stremousov", Glue::Stop, false),
            ("J.-P. x", Glue::Stop, false),
            ("came. Also", Glue::Mark, true),
            ("said \"Also", Glue::Mark, true),
            ("came, Also", Glue::Mark, false),
            ("Nova\nKakhovka", Glue::Line, false),
            ("Nova\n\nKakhovka", Glue::Block, true),
            ("Nova\r\nKakhovka", Glue::Line, false),
            ("Ivano‑Frankivsk", Glue::Hyphen, false),
            ("Ivano-\nFrankivsk", Glue::Hyphen, false),
            ("Kherson-\r\n  based", Glue::Hyphen, false),
            ("item\n- Kyiv", Glue::Mark, true),
        ] {
            let token = tokens(text)[1];
            assert_eq!((token.glue, token.opens_sentence), (glue, opens), "{text}");
        }
    }

    #[test]
    fn technical_words_are_told() {
        for (text, technical) in [
            ("#Kiev", true),
            ("@saldo", true),
            ("https://kiev.example/a", true),
            ("(www.kiev.example)", true),
            ("a.b@kiev.example", true),
            ("kiev_map", true),
            ("kiev.jpg", true),
            ("/srv/kiev", true),
            ("Kiev/Odessa", false),
            ("St.Petersburg", false),
            ("Kiev.", false),
            ("a.m.", false),
            ("_Kiev_", false),
            ("Kiev...", false),
            ("Kiev.PDF", true),
            ("Kiev.UA", true),
            ("KIEV.THE", false),
            ("Kiev.It", false),
            ("doi:10.1/Kiev", true),
            ("Photo:Kiev", false),
            ("localhost:80/Kiev", true),
            ("Kiev()", true),
            ("(Kiev)", false),
            ("city=Kiev", true),
            ("$Kiev", true),
            ("A$AP", false),
            ("%Kiev%", true),
            ("a/#Kiev", true),
            ("https://ki-\nev.example", true),
        ] {
            assert_eq!(tokens(text)[0].technical, technical, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_on_boundaries(text in "[\\PC\n\r\u{AD}¬'’.\\- a-cA-C]{0,40}") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= last && !token.span.is_empty() && token.suffix_end >= token.span.end);
                prop_assert!(text.is_char_boundary(token.span.start) && text.is_char_boundary(token.span.end));
                prop_assert!(text.is_char_boundary(token.suffix_end));
                last = token.span.end;
            }
        }
    }
}
