//! Ways in which a name comes to be misspelled, and a variant drawn by each.

use respell::measure::Random;
use respell::names::romanize::{romanizations, scheme};
use respell::text::Casing;

use super::tables::{HEARING, KANA, KEYBOARD, OCR, Swaps};

/// Where a variant comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Generator {
    /// Somebody wrote it down as seen.
    Recorded,
    /// Another romanization scheme than the list's.
    Romanization,
    /// Through katakana and back.
    Kana,
    /// Read by a scanner.
    Ocr,
    /// A slip of the keys.
    Typing,
    /// Written by ear.
    Hearing,
}

impl Generator {
    pub(super) const ALL: [Self; 6] = [Self::Recorded, Self::Romanization, Self::Kana, Self::Ocr, Self::Typing, Self::Hearing];
    /// Those that make a variant, in the order of their numbers in a draw.
    pub(super) const MADE: [Self; 5] = [Self::Romanization, Self::Kana, Self::Ocr, Self::Typing, Self::Hearing];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Romanization => "romanization",
            Self::Kana => "kana",
            Self::Ocr => "ocr",
            Self::Typing => "typing",
            Self::Hearing => "hearing",
        }
    }

    /// A variant of a name; nothing if there is none of this kind.
    pub(super) fn draw(self, name: &Known<'_>, random: &mut Random) -> Option<String> {
        let of_word = |make: &mut dyn FnMut(&str) -> Option<String>| {
            let (start, end) = longest(name.name)?;
            Some(format!("{}{}{}", &name.name[..start], make(&name.name[start..end])?, &name.name[end..]))
        };
        match self {
            Self::Recorded => pick(name.recorded, random).cloned(),
            Self::Romanization => {
                pick(&name.natives.iter().flat_map(|native| romanized(native)).collect::<Vec<_>>(), random).cloned()
            }
            Self::Kana => through_kana(name.name),
            Self::Ocr => of_word(&mut |word| swapped(word, &OCR, 1, random)),
            Self::Typing => of_word(&mut |word| slipped(word, random)),
            // A long name is seldom misheard in one place only.
            Self::Hearing => of_word(&mut |word| swapped(word, &HEARING, if word.chars().count() > 7 { 2 } else { 1 }, random)),
        }
    }
}

/// A name with what variants are made of.
pub(super) struct Known<'a> {
    pub(super) name: &'a str,
    pub(super) natives: &'a [String],
    pub(super) recorded: &'a [String],
}

fn pick<'a, T>(all: &'a [T], random: &mut Random) -> Option<&'a T> {
    all.get(random.below(all.len()))
}

/// The longest word, where a slip is likeliest.
fn longest(name: &str) -> Option<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (at, letter) in name.char_indices().filter(|(_, letter)| letter.is_alphabetic()) {
        match words.last_mut().filter(|(_, end)| *end == at) {
            Some((_, end)) => *end = at + letter.len_utf8(),
            None => words.push((at, at + letter.len_utf8())),
        }
    }
    // Of two as long, the first.
    words.into_iter().rev().max_by_key(|(start, end)| end - start)
}

fn romanized(native: &str) -> Vec<String> {
    // The marks of a standard are put away by most who write after it.
    romanizations(native, None).into_iter().map(|romanization| romanization.text).collect()
}

/// The name in katakana by syllables, and back by Hepburn: London is Rondon.
fn through_kana(name: &str) -> Option<String> {
    let hepburn = scheme("ja-hepburn")?;
    let word = |word: &str| {
        // “of” and “the” are translated back as they were, and are no Ofu and Se.
        if Casing::of(word) == Casing::Lower {
            return Some(word.to_owned());
        }
        let back = hepburn.romanize(&kana(&plain(word))?);
        back.is_ascii().then(|| Casing::of(word).put_on(&capitalised(&back), word))
    };
    name.split(' ').map(word).collect::<Option<Vec<_>>>().map(|words| words.join(" "))
}

/// In small letters without marks; apostrophes and hyphens go.
fn plain(word: &str) -> String {
    deunicode::deunicode(word).to_lowercase().chars().filter(char::is_ascii_alphabetic).collect()
}

fn kana(plain: &str) -> Option<String> {
    let (mut out, mut rest) = (String::new(), plain);
    while !rest.is_empty() {
        let fits = |row: &&Vec<&str>| row.first().is_some_and(|onset| rest.starts_with(onset));
        let row = KANA.iter().filter(fits).max_by_key(|row| row[0].len())?;
        let behind = &rest[row[0].len()..];
        let vowel = behind.chars().next().and_then(|letter| "aiueo".find(letter));
        // The first of two like consonants is not heard.
        let is_doubled = vowel.is_none() && !row[0].is_empty() && behind.starts_with(row[0]);
        if !is_doubled {
            out.push_str(row[vowel.map_or(6, |vowel| vowel + 1)]);
        }
        rest = &behind[usize::from(vowel.is_some())..];
        if row[0].is_empty() && vowel.is_none() {
            return None;
        }
    }
    (!out.is_empty()).then_some(out)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Some letters for others that are like them.
fn swapped(word: &str, table: &Swaps, count: usize, random: &mut Random) -> Option<String> {
    let mut out = word.to_owned();
    for _ in 0..count {
        let inside =
            table.iter().flat_map(|(was, now)| out.match_indices(was).map(move |(at, was)| (at, was.len(), (*now).to_owned())));
        let places: Vec<(usize, usize, String)> = inside.chain(at_the_start(&out, table)).collect();
        let (at, length, now) = pick(&places, random)?;
        out = format!("{}{now}{}", &out[..*at], &out[at + length..]);
    }
    Some(out)
}

/// A capital is swapped as the small letter is, where what it becomes are letters: Ph is F.
fn at_the_start<'a>(word: &'a str, table: &'a Swaps) -> impl Iterator<Item = (usize, usize, String)> + use<'a> {
    let first = word.chars().next().filter(|letter| letter.is_uppercase() && letter.is_ascii());
    let small = first.map(|first| format!("{}{}", first.to_ascii_lowercase(), &word[first.len_utf8()..]));
    let begins = move |was: &str| small.as_ref().is_some_and(|small| small.starts_with(was));
    let letters = table.iter().filter(|(_, now)| now.chars().all(char::is_alphabetic));
    letters.filter(move |(was, _)| begins(was)).map(|(was, now)| (0, was.len(), capitalised(now)))
}

/// A letter dropped, doubled, changed with the next, or the key beside it; the first letter stays, as it mostly does.
fn slipped(word: &str, random: &mut Random) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return None;
    }
    let at = 1 + random.below(letters.len() - 1);
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        2 => return None,
        _ => {
            let keys = KEYBOARD.iter().find(|(key, _)| key.starts_with(letters[at]))?.1;
            letters[at] = *pick(&keys.chars().collect::<Vec<_>>(), random)?;
        }
    }
    Some(letters.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use respell::measure::Random;

    use super::{Generator, Known, longest, through_kana};

    fn draws(generator: Generator, name: &str, natives: &[&str]) -> Vec<String> {
        let natives: Vec<String> = natives.iter().map(|native| (*native).to_owned()).collect();
        let known = Known { name, natives: &natives, recorded: &[] };
        let mut all: Vec<String> = (0..200).filter_map(|seed| generator.draw(&known, &mut Random::new(seed))).collect();
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn names_go_through_katakana() {
        for (name, back) in
            [("London", "Rondon"), ("Kherson", "Heruson"), ("New Delhi", "Neu Deruhi"), ("Vienna", "Biena"), ("Łódź", "Rodozu")]
        {
            assert_eq!(through_kana(name).as_deref(), Some(back), "{name}");
        }
    }

    #[test]
    fn each_generator_makes_what_it_is_for() {
        for (generator, name, natives, wanted) in [
            (Generator::Romanization, "Zaporizhzhia", &["Запоріжжя"][..], &["Saporischschja", "Zaporizhzhya"][..]),
            (Generator::Ocr, "Bernburg", &[], &["Bemburg", "Bcrnburg", "8ernburg"]),
            (Generator::Typing, "Madrid", &[], &["Mdrid", "Maadrid", "Mdarid", "Madris"]),
            (Generator::Hearing, "Philadelphia", &[], &["Filadelfia"]),
            (Generator::Hearing, "Kansas", &[], &["Cansas", "Kanzas"]),
        ] {
            let all = draws(generator, name, natives);
            wanted.iter().for_each(|wanted| assert!(all.iter().any(|one| one == wanted), "{wanted}: {all:?}"));
        }
        assert!(draws(Generator::Romanization, "Paris", &[]).is_empty() && draws(Generator::Recorded, "Paris", &[]).is_empty());
    }

    #[test]
    fn slips_fall_on_the_longest_word() {
        assert_eq!(longest("Rio de Janeiro"), Some((7, 14)));
        assert!(draws(Generator::Typing, "Rio de Janeiro", &[]).iter().all(|variant| variant.starts_with("Rio de J")));
        assert_eq!(longest("…"), None);
    }
}
