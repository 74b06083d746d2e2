//! The skeleton: a key that survives the routes, for finding candidates and never for accepting them.
//!
//! Sounds that romanizations, katakana and hearing exchange fall together (l=r, v=b=w=f=h, zh=j=z=s, kh=h); vowels go, except that
//! one at the head leaves a mark. Saldo and Sardo, Khusnullin and Husnurin, Zaporizhzhia and Zahorizja share theirs.

/// Digraphs that stand for one class, longest first; the classes are B, S, G, T, K, N and R, and D.
const GROUPS: [(&[u8], u8); 37] = [
    (b"schtsch", b'S'),
    (b"shch", b'S'),
    (b"chtch", b'S'),
    (b"sjtsj", b'S'),
    (b"szcz", b'S'),
    (b"tsch", b'S'),
    (b"dsch", b'S'),
    (b"tch", b'S'),
    (b"dzh", b'S'),
    (b"sch", b'S'),
    (b"tsj", b'S'),
    (b"zh", b'S'),
    (b"sh", b'S'),
    (b"ch", b'S'),
    (b"cz", b'S'),
    (b"cs", b'S'),
    (b"sz", b'S'),
    (b"zs", b'S'),
    (b"sj", b'S'),
    (b"zj", b'S'),
    (b"tj", b'S'),
    (b"dj", b'S'),
    (b"ts", b'S'),
    (b"tz", b'S'),
    (b"dz", b'S'),
    (b"kh", b'B'),
    (b"ph", b'B'),
    (b"gh", b'G'),
    (b"gu", b'G'),
    (b"th", b'T'),
    (b"ck", b'K'),
    (b"qu", b'K'),
    (b"ng", b'N'),
    (b"ce", b'S'),
    (b"ci", b'S'),
    (b"cy", b'S'),
    (b"hs", b'S'),
];

/// How the letters are read whose sound differs most between spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variety {
    /// j as in French, h sounded.
    Common,
    /// j as in German and scholarly systems, where it is a vowel's companion.
    JVowel,
    /// h silent, as in Italian, or lost on the way.
    HSilent,
}

impl Variety {
    /// All three, the common one first.
    pub const ALL: [Self; 3] = [Self::Common, Self::JVowel, Self::HSilent];
}

/// Writes the skeleton of working letters into `out`, which is cleared first.
///
/// ```
/// use respell::names::skeleton::{Variety, skeleton};
/// let key = |word: &str| { let mut out = Vec::new(); skeleton(word.as_bytes(), Variety::Common, &mut out); out };
/// assert_eq!(key("khusnullin"), key("husnurin"));
/// assert_eq!(key("zaporizhzhia"), key("zahorizja"));
/// assert_ne!(key("kharkiv"), key("donetsk"));
/// ```
pub fn skeleton(letters: &[u8], variety: Variety, out: &mut Vec<u8>) {
    out.clear();
    let mut at = 0;
    while at < letters.len() {
        let (class, width) = class_at(&letters[at..], variety);
        at += width;
        match class {
            b'-' => {}
            b'A' if at > width => {}
            class if out.last() == Some(&class) => {}
            class => out.push(class),
        }
    }
}

fn class_at(rest: &[u8], variety: Variety) -> (u8, usize) {
    if let Some((group, class)) = GROUPS.iter().find(|(group, _)| rest.starts_with(group)) {
        // ce, ci and cy colour the c and leave the vowel.
        let width = if group[0] == b'c' && matches!(group[1], b'e' | b'i' | b'y') { 1 } else { group.len() };
        return (*class, width);
    }
    (single(rest[0], variety), 1)
}

const fn single(letter: u8, variety: Variety) -> u8 {
    match (letter, variety) {
        (b'j', Variety::JVowel) => b'A',
        (b'h', Variety::HSilent) => b'-',
        (b'b' | b'p' | b'v' | b'f' | b'h' | b'w', _) => b'B',
        (b'l' | b'r', _) => b'R',
        (b's' | b'z' | b'j' | b'x', _) => b'S',
        (b'k' | b'c' | b'q', _) => b'K',
        (b'g', _) => b'G',
        (b't' | b'd', _) => b'T',
        (b'm' | b'n', _) => b'N',
        (b'a' | b'e' | b'i' | b'o' | b'u' | b'y', _) => b'A',
        (other, _) => other,
    }
}
