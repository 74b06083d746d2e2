//! Routes: the ways by which spellings come about, each with a channel of its own beside the pooled one.
//!
//! The pooled channel weighs Latin against Latin, whatever the way. A table for each script weighs a word of that script against a Latin
//! one, in both directions. The other tables name the way that a spelling came by, and say what it is worth that others in the same
//! document came by it. All are learnt (see [`train`](super::train)) and kept in `data/routes/`.

use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::channel::{Asked, Bundle, BundleRoom, Channel, ChannelError, Joint, Known, Scratch, Step};
use super::letters::{marked, readings};
use crate::text::{Script, dominant_script};

/// How much likelier a way has to make an edit than all ways together to be named for it, in decibans.
const TELLING: f64 = 2.0;
/// A table of so many pairs is distrusted by 3 dB.
const FEW_PAIRS: f64 = 200.0;
/// What an edit costs at most that a way is named for: what happens to one letter in a hundred is usual for no way.
const PLAUSIBLE: f64 = 17.0;

/// The share of a way's own table in what it makes of a spelling; the rest is the pooled one's.
const OWN_SHARE: f64 = 0.7;
/// What a way's own table may say beyond the pooled one at most, in decibans: a table of few pairs is soon astonished.
const MOST_GAIN: f64 = 20.0;

/// A channel for words of one script against Latin ones.
#[derive(Clone, Debug)]
pub struct ScriptRoute {
    id: String,
    /// How a Latin name is written in the script, and how a word of the script is written in Latin letters.
    into: Channel,
    out_of: Channel,
}

/// A way by which Latin spellings of Latin names come about.
#[derive(Clone, Debug)]
pub struct Way {
    id: String,
    channel: Channel,
    /// What its table is distrusted by, in decibans: one learnt from few pairs takes what they happen to hold for usual.
    doubt: f64,
}

/// How a word came to be written as another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explained {
    /// −10·log10 of the chance of it, in decibans.
    pub cost: f64,
    /// The likeliest alignment.
    pub steps: Vec<Step>,
    /// What the cost holds beyond the steps, for other ways to the same spelling.
    pub remainder: f64,
    /// The route between the scripts of the two, where they differ.
    pub script: Option<String>,
}

/// All channels that spellings are weighed by.
#[derive(Clone, Debug)]
pub struct Routes {
    pooled: Channel,
    scripts: Vec<ScriptRoute>,
    ways: Vec<Way>,
    told: Told,
    /// The pooled channel and those of the ways, once one asks.
    bundle: OnceLock<Bundle<f32, LANES>>,
}

/// So many channels are weighed in one pass: as many `f32` as fill two vectors of 128 bits.
const LANES: usize = 8;

/// Room for [`Routes::chances_by_way`], kept between calls.
pub type WaysRoom = BundleRoom<LANES>;

/// Which ways explain an edit, by name's letters and variant's: asked again for each name that has the edit.
#[derive(Debug, Default)]
struct Told(Mutex<FxHashMap<Edit, Vec<usize>>>);

/// The name's letters and the variant's.
type Edit = (Box<str>, Box<str>);

impl Clone for Told {
    fn clone(&self) -> Self {
        Self::default()
    }
}

macro_rules! tables {
    ($($name:literal),* $(,)?) => {
        &[$(include_str!(concat!("../../data/routes/", $name, ".tsv"))),*]
    };
}

/// The tables that weigh a script against Latin, and the script of each.
const SCRIPTS: [(&str, Script); 6] = [
    ("arabic", Script::Arabic),
    ("chinese", Script::Han),
    ("cyrillic", Script::Cyrillic),
    ("hebrew", Script::Hebrew),
    ("japanese", Script::Kana),
    ("korean", Script::Hangul),
];

/// The embedded tables; each says in its head what it is.
const TABLES: &[&str] = tables![
    "pooled",
    "arabic",
    "chinese",
    "cyrillic",
    "hebrew",
    "japanese",
    "korean",
    "arabic-romanization",
    "chinese-romanization",
    "dictation",
    "greek-romanization",
    "hebrew-romanization",
    "indic-romanization",
    "japanese-romanization",
    "korean-romanization",
    "ocr",
    "persian-romanization",
    "press",
    "russian-ukrainian",
    "slavic-romanization",
    "through-arabic",
    "through-chinese",
    "through-hangul",
    "through-hebrew",
    "through-katakana",
    "turkic-letters",
    "typing",
];

/// What is wrong with a table of routes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RouteError {
    /// A line of the table.
    #[error(transparent)]
    Table(#[from] ChannelError),
    /// The head does not say which route it is.
    #[error("no line “# id: NAME” in the head of the route table; expected a table written by `respell learn`")]
    NoId,
    /// There is nothing but the head.
    #[error("the route table holds no edit; expected lines of a letter group and what it becomes")]
    NoEdit,
}

impl Routes {
    /// The routes that are built in.
    ///
    /// # Panics
    /// Never: a test reads every embedded table.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Routes> = LazyLock::new(|| {
            let mut routes = Routes {
                pooled: Channel::new(&Joint::default()),
                scripts: Vec::new(),
                ways: Vec::new(),
                told: Told::default(),
                bundle: OnceLock::new(),
            };
            for table in TABLES {
                routes.add(table).expect("every embedded table is read by a test");
                routes.distrust(table);
            }
            routes
        });
        &EMBEDDED
    }

    /// The distribution of a built-in table, for learning on top of it.
    #[must_use]
    pub fn embedded_table(id: &str) -> Option<Joint> {
        let table = TABLES.iter().find(|table| head(table, "id") == Some(id))?;
        Joint::parse(table).ok()
    }

    /// Whether a table of this name weighs a script against Latin letters: its variants are in [marked] letters.
    #[must_use]
    pub fn is_of_script(id: &str) -> bool {
        SCRIPTS.iter().any(|(known, _)| *known == id)
    }

    /// Takes in a table as [`Joint::parse`] reads it, with a line `# id: NAME` in its head. A table of a known name takes the place of
    /// that one; another is a way of its own.
    ///
    /// # Errors
    /// What is wrong with the table.
    pub fn add(&mut self, table: &str) -> Result<(), RouteError> {
        let id = head(table, "id").ok_or(RouteError::NoId)?.to_owned();
        let joint = Joint::parse(table)?;
        (self.told, self.bundle) = (Told::default(), OnceLock::new());
        if joint.rows().is_empty() {
            return Err(RouteError::NoEdit);
        }
        if id == "pooled" {
            self.pooled = Channel::new(&joint);
        } else if Self::is_of_script(&id) {
            self.scripts.retain(|route| route.id != id);
            self.scripts.push(ScriptRoute { id, into: Channel::new(&joint), out_of: Channel::new(&joint.turned()) });
        } else {
            self.ways.retain(|way| way.id != id);
            self.ways.push(Way { id, channel: Channel::new(&joint), doubt: 0.0 });
        }
        Ok(())
    }

    /// Distrusts the way that was added last by how few pairs its table tells that it was learnt from. What users add is taken at its word.
    fn distrust(&mut self, table: &str) {
        let pairs: Option<f64> = head(table, "pairs").and_then(|pairs| pairs.split(',').next()?.trim().parse().ok());
        if let (Some(way), Some(pairs)) = (self.ways.last_mut(), pairs) {
            self.told = Told::default();
            way.doubt = 10.0 * (1.0 + FEW_PAIRS / pairs.max(1.0)).log10();
        }
    }

    /// The channel of Latin against Latin.
    #[must_use]
    pub const fn pooled(&self) -> &Channel {
        &self.pooled
    }

    /// How a word came to be written as another, in whatever scripts: the alignment that was weighed, with its cost.
    #[must_use]
    pub fn explain(&self, name: &str, written: &str) -> Explained {
        let route = |word: &str| self.of_script(dominant_script(word)).and_then(|number| self.script(number));
        let is_latin = |word: &str| dominant_script(word) == Script::Latin;
        let (channel, names, others, script) = match (route(name), route(written)) {
            (None, Some(route)) if is_latin(name) => (&route.into, readings(name), vec![marked(written)], Some(route)),
            (Some(route), None) if is_latin(written) => (&route.out_of, vec![marked(name)], readings(written), Some(route)),
            _ => (&self.pooled, readings(name), readings(written), None),
        };
        let pairs = names.iter().flat_map(|name| others.iter().map(move |other| (name, other)));
        let mut scratch = Scratch::default();
        let weighed = pairs.map(|(name, written)| (channel.cost(name, written, &mut scratch), name, written));
        let Some((cost, name, written)) = weighed.min_by(|a, b| a.0.total_cmp(&b.0)) else { return Explained::default() };
        let steps = channel.align(name, written);
        let remainder = cost - steps.iter().map(|step| step.decibans).sum::<f64>();
        Explained { cost, steps, remainder, script: script.map(|route| route.id.clone()) }
    }

    /// The ways that explain an edit of a name's letters into a variant's better than all together do, the best first.
    ///
    /// A way explains it if it makes the edit much likelier, given the name's letters, than the pooled channel does.
    #[must_use]
    pub fn ways_of(&self, step: &Step) -> Vec<&str> {
        let mut told = self.told.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (Box::from(step.name.as_str()), Box::from(step.variant.as_str()));
        let ways = told.entry(key).or_insert_with(|| self.explaining(step));
        ways.iter().filter_map(|way| self.ways.get(*way).map(Way::id)).collect()
    }

    fn explaining(&self, step: &Step) -> Vec<usize> {
        let (name, variant) = (step.name.as_bytes(), step.variant.as_bytes());
        let mut scratch = Scratch::default();
        let usual = self.pooled.cost(name, variant, &mut scratch);
        let costs = self.ways.iter().map(|way| way.channel.cost(name, variant, &mut scratch) + way.doubt);
        let mut known: Vec<(f64, usize)> = costs.zip(0..).collect();
        known.retain(|(cost, _)| *cost + TELLING <= usual && *cost <= PLAUSIBLE);
        known.sort_by(|a, b| a.0.total_cmp(&b.0));
        known.into_iter().map(|(_, way)| way).collect()
    }

    /// How likely each way makes some words of a name become those of a variant (pairs in working letters), against all ways together.
    ///
    /// The table of a way may have been learnt from a few dozen pairs, so that each is mixed with the pooled one.
    #[must_use]
    pub fn chances_by_way(&self, pairs: &[(Vec<u8>, Vec<u8>)], room: &mut WaysRoom) -> Vec<f64> {
        let bundle = self.bundle.get_or_init(|| Bundle::of(self.channels()));
        let mut chances = vec![1.0; self.ways.len()];
        let mut costs = Vec::with_capacity(self.ways.len() + 1);
        for (name, written) in pairs {
            bundle.costs(name, written, room, &mut costs);
            let Some((usual, costs)) = costs.split_first() else { continue };
            for (cost, chance) in costs.iter().zip(&mut chances) {
                let gain = usual - cost;
                *chance *= OWN_SHARE * 10_f64.powf(gain.clamp(-MOST_GAIN, MOST_GAIN) / 10.0) + 1.0 - OWN_SHARE;
            }
        }
        chances
    }

    /// The pooled channel, and that of each way.
    pub(crate) fn channels(&self) -> impl Iterator<Item = &Channel> {
        std::iter::once(&self.pooled).chain(self.ways.iter().map(|way| &way.channel))
    }

    /// The ways by which Latin spellings come about.
    #[must_use]
    pub fn ways(&self) -> &[Way] {
        &self.ways
    }

    /// The number of the route between words of `script` and Latin ones, if there is one.
    #[must_use]
    pub fn of_script(&self, script: Script) -> Option<usize> {
        let id = SCRIPTS.iter().find(|(_, known)| *known == script)?.0;
        self.scripts.iter().position(|route| route.id == id)
    }

    /// How many routes between a script and Latin there are.
    #[must_use]
    pub fn scripts_len(&self) -> usize {
        self.scripts.len()
    }

    /// A route between a script and Latin, by its number.
    #[must_use]
    pub fn script(&self, number: usize) -> Option<&ScriptRoute> {
        self.scripts.get(number)
    }
}

/// A way as a sentence has it: `through katakana`, `by slavic romanization`.
///
/// ```
/// assert_eq!(respell::names::routes::way_in_words("through-katakana"), "through katakana");
/// assert_eq!(respell::names::routes::way_in_words("ocr"), "by ocr");
/// ```
#[must_use]
pub fn way_in_words(id: &str) -> String {
    let words = id.replace('-', " ");
    if words.starts_with("through ") { words } else { format!("by {words}") }
}

impl Way {
    /// The way's name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl ScriptRoute {
    /// The route's name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Prepares a Latin word, in working letters, for words of the script.
    #[must_use]
    pub fn know_latin(&self, latin: &[u8]) -> Known {
        self.into.know(latin)
    }

    /// Prepares a word of the script, in [marked] letters, to be held against Latin words: how it might be written
    /// from them, and what it costs by itself.
    #[must_use]
    pub fn ask_native(&self, native: &[u8]) -> Native {
        Native { letters: native.to_vec(), asked: self.into.ask(native), own: self.out_of.know(native).cost() }
    }

    /// The channel by which Latin names are written in the script.
    #[must_use]
    pub const fn into_script(&self) -> &Channel {
        &self.into
    }

    /// The channel by which names of the script are written in Latin letters.
    #[must_use]
    pub const fn out_of(&self) -> &Channel {
        &self.out_of
    }

    /// How much more likely a Latin word and one of the script are two spellings of one name than two words, in decibans: the pointwise
    /// mutual information of the joint model, the same from either side.
    #[must_use]
    pub fn decibans(&self, latin: &Known, native: &Native, scratch: &mut Scratch) -> f64 {
        native.own - self.into.cost_between(latin, &native.asked, scratch)
    }
}

/// A word of a script that is ready to be held against many Latin ones.
#[derive(Clone, Debug, Default)]
pub struct Native {
    /// Its [marked] letters.
    pub letters: Vec<u8>,
    /// The letters under the channel [into](ScriptRoute::into_script) the script.
    pub asked: Asked,
    /// What the word costs by itself, in decibans.
    pub own: f64,
}

/// What the head of a table says under a key.
fn head<'a>(table: &'a str, key: &str) -> Option<&'a str> {
    let lines = table.lines().take_while(|line| line.starts_with('#'));
    lines
        .filter_map(|line| line.trim_start_matches('#').trim_start().split_once(':'))
        .find(|(known, _)| *known == key)
        .map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::{RouteError, Routes, TABLES};
    use crate::names::channel::Scratch;
    use crate::names::letters::{letters, marked};
    use crate::text::{Reading, Script};

    #[test]
    fn every_embedded_table_is_read_and_small() {
        assert!(!Routes::embedded().scripts.is_empty());
        let size: usize = TABLES.iter().map(|table| table.len()).sum();
        assert!(size <= 200_000, "{size} bytes of tables");
    }

    #[test]
    fn words_of_a_script_are_likest_their_own_latin_form() {
        let latin =
            ["Hussein", "Hassan", "Netanyahu", "Thomas", "Kherson", "Steven", "Stephan", "Samsung", "Washington", "Tchaikovsky"];
        for (script, native, right) in [
            (Script::Arabic, "حسين", "Hussein"),
            (Script::Arabic, "حسن", "Hassan"),
            (Script::Hebrew, "נתניהו", "Netanyahu"),
            (Script::Kana, "トーマス", "Thomas"),
            (Script::Kana, "スティーブン", "Steven"),
            (Script::Cyrillic, "Херсон", "Kherson"),
            (Script::Cyrillic, "Чайковский", "Tchaikovsky"),
            (Script::Hangul, "삼성", "Samsung"),
            (Script::Han, "华盛顿", "Washington"),
        ] {
            let route = Routes::embedded().script(Routes::embedded().of_script(script).unwrap()).unwrap();
            let native = route.ask_native(&marked(native));
            let score =
                |name: &&str| route.decibans(&route.know_latin(&letters(name, Reading::Plain)), &native, &mut Scratch::default());
            let best = latin.iter().max_by(|a, b| score(a).total_cmp(&score(b))).unwrap();
            assert_eq!(*best, right, "{}", route.id());
            assert!(score(&right) > 10.0);
        }
    }

    #[test]
    fn a_table_of_a_known_name_takes_its_place() {
        let mut routes = Routes::embedded().clone();
        let ways = routes.ways().len();
        routes.add("# id: pooled\na\ta 10").unwrap();
        routes.add("# id: our-archive\na\ta 10\to 14").unwrap();
        routes.add("# id: our-archive\na\ta 10\to 12").unwrap();
        assert_eq!(routes.ways().len(), ways + 1);
        assert_eq!(routes.add("a\ta 10"), Err(RouteError::NoId));
        assert_eq!(routes.add("# id: pooled\n"), Err(RouteError::NoEdit));
        assert_eq!(routes.add("# id: x\na\tb").unwrap_err().to_string().split(':').next(), Some("route table line 2"));
    }
}
