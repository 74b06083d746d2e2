//! Character encodings: from a document's bytes to UTF-8 and exactly back.
//!
//! UTF-8 is the default and is never decoded: invalid bytes are no text and pass through. Anything else is decoded as
//! a whole, and only if encoding it again gives the very same bytes; otherwise a "correction" would change bytes that
//! no one has looked at. A byte order mark overrules what the caller says, because it is part of the document.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::error::ErrorKind;

/// What the caller says of the encoding of documents without a byte order mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EncodingChoice {
    /// UTF-8; bytes that are not are left alone.
    #[default]
    Utf8,
    /// Guessed from the bytes of each document; [`Charset::is_guessed`] says so.
    Auto,
    /// This encoding.
    Label(&'static Encoding),
}

impl EncodingChoice {
    /// The choice that a label names: `auto`, `utf-8`, or any WHATWG label such as `windows-1251`.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownEncoding`].
    pub fn from_label(label: &str) -> Result<Self, ErrorKind> {
        if label.eq_ignore_ascii_case("auto") {
            return Ok(Self::Auto);
        }
        match Encoding::for_label_no_replacement(label.as_bytes()) {
            Some(encoding) if encoding == UTF_8 => Ok(Self::Utf8),
            Some(encoding) => Ok(Self::Label(encoding)),
            None => Err(ErrorKind::UnknownEncoding(label.to_owned())),
        }
    }

    /// Whether the caller expects NUL bytes, as UTF-16 has them.
    pub(super) fn is_utf16(self) -> bool {
        matches!(self, Self::Label(encoding) if encoding == UTF_16LE || encoding == UTF_16BE)
    }
}

/// The encoding in which one document is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset {
    encoding: &'static Encoding,
    guessed: bool,
}

impl Charset {
    /// UTF-8, which needs no decoding.
    pub const UTF8: Charset = Charset { encoding: UTF_8, guessed: false };

    /// The encoding that the byte order mark at the head of a document tells of.
    pub fn from_bom(head: &[u8]) -> Option<Self> {
        let (encoding, _) = Encoding::for_bom(head)?;
        Some(Self { encoding, guessed: false })
    }

    /// The encoding that the whole of a document's bytes look like.
    pub fn guess(bytes: &[u8]) -> Self {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
        detector.feed(bytes, true);
        Self { encoding: detector.guess(None, chardetng::Utf8Detection::Allow), guessed: true }
    }

    /// The encoding the caller names.
    pub(super) fn given(encoding: &'static Encoding) -> Self {
        Self { encoding, guessed: false }
    }

    /// The encoding's usual name, for example `windows-1251`.
    pub fn name(self) -> &'static str {
        self.encoding.name()
    }

    /// Whether bytes are text as they stand.
    pub fn is_utf8(self) -> bool {
        self.encoding == UTF_8
    }

    /// Whether the encoding was guessed, which the caller should say aloud.
    pub fn is_guessed(self) -> bool {
        self.guessed
    }

    /// The document's bytes as UTF-8; a byte order mark becomes U+FEFF.
    ///
    /// # Errors
    /// [`ErrorKind::Lossy`] if encoding the result does not give the same bytes.
    pub fn decode(self, bytes: &[u8]) -> Result<Vec<u8>, ErrorKind> {
        if self.is_utf8() {
            return Ok(bytes.to_vec());
        }
        let lossy = || ErrorKind::Lossy(self.name().to_owned());
        let text = self.encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(lossy)?.into_owned();
        match self.encode(&text) {
            Some(again) if again == bytes => Ok(text.into_bytes()),
            _ => Err(lossy()),
        }
    }

    /// The bytes of `text` in this encoding, or `None` if it lacks a character.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        if self.encoding == UTF_16LE {
            return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        }
        if self.encoding == UTF_16BE {
            return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        }
        let (bytes, _, unmappable) = self.encoding.encode(text);
        (!unmappable).then(|| bytes.into_owned())
    }

    /// Every encoding a document may have been read in, the likeliest first; for trying against a known hash.
    pub(super) fn candidates(bytes: &[u8]) -> impl Iterator<Item = Charset> {
        let guess = Self::guess(bytes);
        std::iter::once(guess).chain(LABELS.iter().filter_map(|label| {
            let encoding = Encoding::for_label(label.as_bytes())?;
            Some(Self { encoding, guessed: true })
        }))
    }
}

/// The encodings of the web but UTF-8, by label.
const LABELS: &[&str] = &[
    "windows-1251",
    "windows-1252",
    "koi8-u",
    "koi8-r",
    "ibm866",
    "iso-8859-5",
    "windows-1250",
    "iso-8859-2",
    "macintosh",
    "x-mac-cyrillic",
    "windows-1254",
    "windows-1253",
    "windows-1257",
    "windows-1256",
    "windows-1255",
    "windows-1258",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "windows-874",
    "gbk",
    "gb18030",
    "big5",
    "euc-jp",
    "shift_jis",
    "iso-2022-jp",
    "euc-kr",
    "utf-16le",
    "utf-16be",
    "x-user-defined",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn charset(label: &str) -> Charset {
        match EncodingChoice::from_label(label).unwrap() {
            EncodingChoice::Label(encoding) => Charset::given(encoding),
            _ => Charset::UTF8,
        }
    }

    #[test]
    fn every_encoding_gives_its_bytes_back() {
        for (label, text) in [
            ("windows-1251", "Хуснуллин"),
            ("koi8-u", "Гола Пристань"),
            ("windows-1252", "Müller, “Łódź” no"),
            ("utf-16le", "\u{feff}Київ 𝒳"),
            ("utf-16be", "\u{feff}Київ 𝒳"),
            ("shift_jis", "フスヌリン"),
            ("iso-2022-jp", "a フスヌリン b"),
        ] {
            let charset = charset(label);
            let Some(bytes) = charset.encode(text) else {
                assert_eq!(label, "windows-1252");
                continue;
            };
            assert_eq!(charset.decode(&bytes).unwrap(), text.as_bytes(), "{label}");
        }
    }

    #[test]
    fn what_would_not_come_back_is_refused() {
        for (label, bytes) in
            [("utf-16le", &b"\x00\xd8a\x00"[..]), ("utf-16le", b"a\x00b"), ("shift_jis", b"\x81"), ("windows-1255", b"\xd9")]
        {
            assert!(matches!(charset(label).decode(bytes), Err(ErrorKind::Lossy(_))), "{label} {bytes:?}");
        }
    }

    #[test]
    fn labels_are_checked() {
        assert_eq!(EncodingChoice::from_label("UTF8").unwrap(), EncodingChoice::Utf8);
        assert_eq!(EncodingChoice::from_label("auto").unwrap(), EncodingChoice::Auto);
        assert!(EncodingChoice::from_label("klingon").is_err());
        assert!(EncodingChoice::from_label("replacement").is_err());
    }

    #[test]
    fn cyrillic_is_guessed() {
        let bytes = charset("windows-1251").encode("Марат Хуснуллин приехал в Херсон и выступил перед жителями").unwrap();
        assert_eq!(Charset::guess(&bytes).name(), "windows-1251");
        assert!(Charset::guess(&bytes).is_guessed());
    }
}
