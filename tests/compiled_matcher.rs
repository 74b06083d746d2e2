//! A matcher that is opened from a file answers as one that was laid out does, and no bytes in its sections lead to a panic.

use proptest::prelude::*;
use respell::gazetteer::{Compiled, CompiledWriter, Gazetteer, LoadOptions, Loaded, Shape};
use respell::matching::{Candidate, Matcher, Room, Spellings, Weighed};
use respell::text::tokens;

const TABLE: &str = "id,name,type,native,aliases,misspellings,keep,never,context,weight\n\
                     Q1899,Kyiv,city,uk:Київ,Kiev,,,,capital,2952000\n\
                     Q2,New York City,city,ru:Нью-Йорк,,,,,,\n\
                     ,Vladimir Saldo,person,ru:Владимир Сальдо,,Sardo,,,,\n\
                     ,Kirill Stremousov,person,,,,,,,\n\
                     ,Ministry of Health,organisation,,,,,,,\n\
                     ,Łódź,city,,,,,,,\n";
const TEXT: &str =
    "Kiew and Nyu-Iork were quiet. Wladimir Sardo met Kirill Stremsov of the Ministri of Helth in Lodz. Владимир Салдо уехал.";
const QUERIES: [&str; 6] = ["Sardo, Vladimir", "Stremsov", "Kyjiw", "Ministry of Helth", "Сальдо", "Lodz"];

fn list() -> Loaded {
    Gazetteer::read(TABLE.as_bytes(), "names.csv", Shape::Csv, &LoadOptions::default()).expect("the table is right")
}

fn compiled(list: &Loaded) -> CompiledWriter {
    let mut file = list.compile().expect("it is small");
    Matcher::new(&list.gazetteer).save(&mut file);
    file
}

fn opened(file: &CompiledWriter) -> Option<Gazetteer> {
    Gazetteer::opened(Compiled::from_bytes(&file.to_bytes(), "names.rsgz").expect("the checksum is right")).ok()
}

fn candidates(matcher: &Matcher<'_>) -> Vec<Candidate> {
    let (tokens, mut room, mut spellings) = (tokens(TEXT), Room::default(), Spellings::default());
    let mut wanted = Vec::new();
    matcher.wanted(TEXT, &tokens, |spelling| wanted.push(spelling));
    for spelling in wanted {
        let matches = matcher.weigh(&spelling, &mut room);
        spellings.insert(spelling, matches);
    }
    matcher.find(TEXT, &tokens, &spellings, &mut Weighed::default())
}

#[test]
fn an_opened_matcher_answers_the_same() {
    let list = list();
    let gazetteer = opened(&compiled(&list)).expect("it was just made");
    assert!(gazetteer.compiled().is_some());
    let (made, read) = (Matcher::new(&list.gazetteer), Matcher::new(&gazetteer));
    assert_eq!(candidates(&made), candidates(&read));
    assert!(candidates(&read).len() > 5);
    for query in QUERIES {
        assert_eq!(made.rank(query, 5), read.rank(query, 5), "{query}");
        let likeliest = |matcher: &Matcher<'_>| matcher.likeliest(query, &mut Room::default());
        assert_eq!(likeliest(&made), likeliest(&read), "{query}");
        assert!(likeliest(&read).is_some(), "{query}");
    }
}

#[test]
fn a_file_without_a_matcher_has_it_laid_out() {
    let list = list();
    let gazetteer = opened(&list.compile().expect("it is small")).expect("it was just made");
    assert_eq!(candidates(&Matcher::new(&list.gazetteer)), candidates(&Matcher::new(&gazetteer)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    /// Whoever makes up a file makes up its checksum too.
    #[test]
    fn made_up_sections_lead_to_no_panic(number: prop::sample::Index, noise in prop::collection::vec(any::<u8>(), 4..64), far: bool) {
        let list = list();
        let mut file = compiled(&list);
        let sections: Vec<_> = file.lengths().filter(|(name, _)| name.to_string().starts_with('m')).collect();
        let (name, length) = sections[number.index(sections.len())];
        // Small numbers point somewhere, large ones nowhere.
        let noise = noise.iter().enumerate().map(|(at, byte)| if far || at % 4 == 0 { *byte } else { 0 });
        file.add(name, noise.cycle_to(length));
        if let Some(gazetteer) = opened(&file) {
            let matcher = Matcher::new(&gazetteer);
            candidates(&matcher);
            QUERIES.iter().for_each(|query| drop(matcher.rank(query, 3)));
        }
    }
}

trait CycleTo {
    fn cycle_to(self, length: usize) -> Vec<u8>;
}

impl<I: Iterator<Item = u8>> CycleTo for I {
    /// The bytes over and over, up to a length.
    fn cycle_to(self, length: usize) -> Vec<u8> {
        let once: Vec<u8> = self.collect();
        once.iter().copied().cycle().take(length).collect()
    }
}
