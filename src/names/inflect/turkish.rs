//! Endings behind an apostrophe in Turkish, and the harmony that decides their letters.
//!
//! An ending follows the last vowel and the last letter of its name: Kiev'de, Lviv'de, Odesa'da, Donetsk'te. When another name takes its
//! place the ending is put in harmony with that one.

use std::sync::LazyLock;

use super::table::lines;

/// An ending, as the table has it: `DA`, `(y)I`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    template: &'static str,
    /// The case, in a word.
    pub case: &'static str,
}

const BACK: &str = "aıouâû";
const VOWELS: &str = "aıoueiöüâîû";
/// After these a d is a t.
const VOICELESS: &str = "fstkçşhp";
/// A name that ends in one of these may be spoken otherwise than it is written (Shakespeare, Washington's w, x).
const UNSURE: &str = "wxq";

/// The endings that may be written like this, whatever the name before: `de` is the locative in two harmonies.
pub fn endings_of(written: &str) -> impl Iterator<Item = Ending> {
    let written = lower(written);
    ENDINGS.iter().copied().filter(move |ending| ending.spellings().any(|spelling| spelling == written))
}

/// The ending as it has to be once `name` stands where `was` stood; nothing where the letters do not tell how the names are spoken.
///
/// Where both names end alike the writer's ending stays, whatever it is. Where they do not, it has to have been in harmony with the
/// name as it was written, or that name is not spoken as it is written and the other may not be either (Shakespeare'in).
///
/// ```
/// use respell::names::inflect::{endings_of, reharmonise};
/// let ending = endings_of("da").next().unwrap();
/// assert_eq!(reharmonise(ending, "Lvov", "da", "Lviv").as_deref(), Some("de"));
/// assert_eq!(reharmonise(ending, "Lvov", "da", "Donetsk").as_deref(), Some("te"));
/// assert_eq!(reharmonise(ending, "Lviv", "da", "Donetsk"), None);
/// ```
#[must_use]
pub fn reharmonise(ending: Ending, was: &str, written: &str, name: &str) -> Option<String> {
    let (old, new) = (Sound::of(was)?, Sound::of(name)?);
    if old == new {
        return Some(written.to_owned());
    }
    let sure = old.last != Last::Unsure && new.last != Last::Unsure;
    (sure && ending.behind(old) == lower(written)).then(|| ending.behind(new))
}

/// What of a name an ending follows: its last vowel, and what it ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sound {
    /// As the narrow vowel in harmony with it.
    vowel: char,
    last: Last,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Vowel,
    Voiced,
    Voiceless,
    Unsure,
}

impl Sound {
    fn of(name: &str) -> Option<Self> {
        let name: Vec<char> = lower(name).chars().map(plain_vowel).collect();
        let vowel = narrow(*name.iter().rev().find(|letter| VOWELS.contains(**letter))?);
        let last = match *name.last()? {
            last if VOWELS.contains(last) => Last::Vowel,
            last if VOICELESS.contains(last) => Last::Voiceless,
            'y' if !ends_in_open_y(&name) => Last::Unsure,
            last if UNSURE.contains(last) || !last.is_alphabetic() => Last::Unsure,
            _ => Last::Voiced,
        };
        Some(Self { vowel, last })
    }
}

/// Whether y is the consonant behind a vowel (Hatay, Bombay), and not a vowel itself (Zelenskyy).
fn ends_in_open_y(name: &[char]) -> bool {
    name.len() > 1 && "aıoueöü".contains(name[name.len() - 2])
}

impl Ending {
    /// The ending behind a name of this sound.
    fn behind(self, sound: Sound) -> String {
        self.spell(sound.vowel, sound.last == Last::Vowel, sound.last == Last::Voiceless)
    }

    fn spell(self, mut vowel: char, open: bool, voiceless: bool) -> String {
        let mut out = String::new();
        let mut buffered = false;
        for letter in self.template.chars() {
            let new = match letter {
                '(' | ')' => {
                    buffered = letter == '(';
                    continue;
                }
                // Ankara'ya, but Kiev'e.
                _ if buffered && !open => continue,
                'A' if BACK.contains(vowel) => 'a',
                'A' => 'e',
                'I' => narrow(vowel),
                'D' if voiceless && out.is_empty() => 't',
                'D' => 'd',
                'c' if voiceless && out.is_empty() => 'ç',
                other => other,
            };
            if VOWELS.contains(new) {
                vowel = new;
            }
            out.push(new);
        }
        out
    }

    /// The ending behind a name of every kind.
    fn spellings(self) -> impl Iterator<Item = String> {
        let kinds = [(true, false), (false, false), (false, true)];
        "aıoueiöü".chars().flat_map(move |vowel| kinds.map(|(open, voiceless)| self.spell(vowel, open, voiceless)))
    }
}

/// The narrow vowel in harmony with the one before.
const fn narrow(vowel: char) -> char {
    match vowel {
        'a' | 'ı' | 'â' => 'ı',
        'o' | 'u' | 'û' => 'u',
        'ö' | 'ü' => 'ü',
        _ => 'i',
    }
}

/// Vowels with marks that Turkish does not have.
const fn plain_vowel(letter: char) -> char {
    match letter {
        'á' | 'à' | 'ã' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other,
    }
}

/// Lower case by the rules of Turkish: İ is i, I is ı only beside Turkish letters, which a foreign name has not.
fn lower(word: &str) -> String {
    word.chars().flat_map(|letter| if letter == 'İ' { 'i'.to_lowercase() } else { letter.to_lowercase() }).collect()
}

static ENDINGS: LazyLock<Vec<Ending>> = LazyLock::new(|| {
    let rows = lines(include_str!("../../../data/inflection/tr.tsv"));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        Some(Ending { template: cells.next()?, case: cells.next()? })
    })
    .collect()
});
