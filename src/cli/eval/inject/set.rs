//! Clean texts with variants in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use respell::gazetteer::Gazetteer;
use respell::measure::{Marked, Random};

use super::super::distractors::Distractors;
use super::super::sheet::Sheet;
use super::super::text::{Case, Made};
use super::generators::{Generator, Known};
use super::list::List;
use super::places;

/// So often a variant is drawn before a generator is given up.
const DRAWS: usize = 12;
/// A name of fewer letters has hardly a variant that is not another word.
const SHORTEST: usize = 4;

/// What an injected set is made of.
pub(crate) struct Recipe<'a> {
    pub(crate) texts: &'a std::path::Path,
    pub(crate) places: Option<&'a std::path::Path>,
    pub(crate) given: &'a Gazetteer,
    pub(crate) variants: &'a [std::path::PathBuf],
    pub(crate) distractors: &'a Distractors,
    pub(crate) names: usize,
    pub(crate) rate: f64,
    pub(crate) seed: u64,
}

/// An injected set.
pub(crate) struct Injected {
    pub(crate) list: List,
    /// The texts with their marks, by name.
    pub(crate) texts: Vec<(String, String)>,
    /// The same as cases, each variant with its generator's name.
    pub(crate) cases: Vec<Case>,
    /// Places that stay as they are, since no variant was found.
    pub(crate) left: usize,
}

impl Recipe<'_> {
    /// Makes the set: always the same from the same ingredients.
    pub(crate) fn make(&self) -> Result<Injected> {
        let beside = places::beside(self.texts);
        let texts = places::read(self.texts, self.places.unwrap_or(&beside))?;
        let list = List::new(self.given, &texts, self.distractors, self.names);
        let recorded = recorded(self.variants, &list)?;
        let gazetteer = Arc::new(list.gazetteer()?);
        let mut injected = Injected { list, texts: Vec::new(), cases: Vec::new(), left: 0 };
        for places::Marked { text, places } in &texts {
            let (mut marked, mut at, mut made) = (String::new(), 0, Vec::new());
            let mut shift = 0_isize;
            for place in places.iter().filter(|place| place.name.chars().count() >= SHORTEST && injected.list.has(&place.name)) {
                // A place draws by itself, so that one more or fewer moves no other.
                let mut random = Random::new(Random::new(self.seed ^ hash(&text.name, place.start)).bits());
                #[expect(clippy::cast_precision_loss, reason = "a share between 0 and 1")]
                if random.below(1_000_000) as f64 >= self.rate * 1e6 {
                    continue;
                }
                let known = Known {
                    name: &place.name,
                    natives: injected.list.natives(&place.name),
                    recorded: recorded.get(&place.name).map_or(&[], Vec::as_slice),
                };
                let Some((by, variant)) = variant(&known, &injected.list, &mut random) else {
                    injected.left += 1;
                    continue;
                };
                let start = place.start.checked_add_signed(shift).context("a place stands before its text")?;
                made.push(Made { start, end: start + variant.len(), by: by.name() });
                marked.push_str(&text.text[at..place.start]);
                marked.push_str(&format!("{{{{{variant}=>{}}}}}", place.name));
                at = place.start + place.name.len();
                shift += variant.len().cast_signed() - place.name.len().cast_signed();
            }
            marked.push_str(&text.text[at..]);
            let parsed = Marked::parse(&marked).with_context(|| format!("{}: the text has marks of its own", text.name))?;
            injected.cases.push(Case { name: text.name.clone(), text: parsed, gazetteer: gazetteer.clone(), made });
            injected.texts.push((text.name.clone(), marked));
        }
        Ok(injected)
    }
}

impl Injected {
    /// How many variants each generator made, and how many of them are distinct.
    pub(crate) fn counts(&self) -> Vec<(&'static str, usize, usize)> {
        let count = |generator: Generator| {
            let own = self.cases.iter().flat_map(|case| {
                case.made.iter().filter(|made| made.by == generator.name()).map(|made| &case.text.raw[made.start..made.end])
            });
            let all: Vec<&str> = own.collect();
            let mut distinct = all.clone();
            distinct.sort_unstable();
            distinct.dedup();
            (generator.name(), all.len(), distinct.len())
        };
        Generator::ALL.map(count).to_vec()
    }
}

/// A recorded variant where there is one, else one of a generator that is drawn; of the next one where that has none.
fn variant(known: &Known<'_>, list: &List, random: &mut Random) -> Option<(Generator, String)> {
    let first = random.below(Generator::MADE.len());
    let made = (0..Generator::MADE.len()).map(|step| Generator::MADE[(first + step) % Generator::MADE.len()]);
    std::iter::once(Generator::Recorded).chain(made).find_map(|generator| {
        let fits = |variant: &String| variant != known.name && list.admits(variant);
        let variant = (0..DRAWS).filter_map(|_| generator.draw(known, random)).find(fits)?;
        Some((generator, variant))
    })
}

/// The variants that tables record for names of the list. Of a table that tells relations only what is incorrect is taken: a name in
/// another language is no slip.
fn recorded(tables: &[std::path::PathBuf], list: &List) -> Result<BTreeMap<String, Vec<String>>> {
    let mut recorded: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for table in tables {
        let mut sheet = Sheet::read(table)?;
        let (variant, canonical) = (sheet.column(Some("variant"), &[])?, sheet.column(Some("canonical"), &[])?);
        let relation = sheet.find(None, &["relation"])?;
        for row in sheet.take_rows() {
            let is_slip = relation.is_none_or(|relation| row.cell(relation) == "incorrect");
            if is_slip && list.has(row.cell(canonical)) {
                recorded.entry(row.cell(canonical).to_owned()).or_default().push(row.cell(variant).to_owned());
            }
        }
    }
    Ok(recorded)
}

/// FNV-1a of a text's name and a place in it.
fn hash(name: &str, at: usize) -> u64 {
    let bytes = name.bytes().chain((at as u64).to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use respell::gazetteer::{Gazetteer, LoadOptions, Shape};
    use respell::measure::Random;

    use super::{Distractors, Generator, Known, List, variant};

    fn list() -> List {
        let names = "name,native,aliases\nKherson,uk:Херсон,Cherson\nLeeds,,\nReading,,\nNew Delhi,,\n";
        let given = Gazetteer::read(names.as_bytes(), "names.csv", Shape::Csv, &LoadOptions::default()).expect("it is a list");
        let strangers = Distractors::of(&[("Port Elgin", "place"), ("Delhi Gate", "place"), ("Anna Weir", "person")]);
        List::new(&given.gazetteer, &[], &strangers, 5)
    }

    #[test]
    fn a_variant_is_no_name_no_word_and_no_other_glyph() {
        let list = list();
        for (spelling, is_variant) in [
            ("Chersonn", true),
            ("Cherson", false),
            ("Khérson", false),
            ("Delhi", false),
            ("New-Delhi", false),
            ("Leads", false),
            ("Elgin", false),
            ("Leedss", true),
            ("", false),
        ] {
            assert_eq!(list.admits(spelling), is_variant, "{spelling}");
        }
        assert_eq!((list.len(), list.has("Port Elgin"), list.has("Delhi Gate")), (5, true, false));
    }

    #[test]
    fn what_is_recorded_goes_first() {
        let list = list();
        let recorded = ["Cherson".to_owned(), "Herson".to_owned()];
        for seed in 0..20 {
            let known = Known { name: "Kherson", natives: list.natives("Kherson"), recorded: &recorded };
            assert_eq!(variant(&known, &list, &mut Random::new(seed)), Some((Generator::Recorded, "Herson".to_owned())));
            let made = variant(&Known { recorded: &[], ..known }, &list, &mut Random::new(seed)).expect("one generator has one");
            assert!(made.0 != Generator::Recorded && list.admits(&made.1), "{made:?}");
        }
    }
}
