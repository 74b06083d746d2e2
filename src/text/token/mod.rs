//! Tokens: the words of a text, cut so that names can be put together from them.
//!
//! A token is a run of letters and digits with the apostrophes inside it (Kam'ianske, Hsi'an), without a possessive ending,
//! which is kept beside it. Hyphens part tokens (Tse|tung, al|Assad, Kherson|based) and are remembered as [`Glue`], since only
//! the layer that knows names can tell a part of a name from a part of a compound. A word that a line's end breaks is one token
//! (`broken` says which hyphens are its own). Runs of a script without spaces are cut
//! where the script changes (ゼレンスキー|大統領).

mod careful;
mod glue;
mod quick;
mod technical;

pub(super) use glue::LISTED as ABBREVIATIONS;

use super::casing::Casing;
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
    let quick = quick::Reader::new(text);
    let mut at = 0;
    loop {
        at = quick.read_plain(at, found);
        let Some(end) = quick.read_chunk(at, found).or_else(|| careful::read_chunk(text, at, found)) else { return };
        at = end;
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
