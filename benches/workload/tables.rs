//! What names are made of: `tables.tsv`.

/// The letters of one flavour of language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flavour {
    pub(crate) onsets: Vec<&'static str>,
    pub(crate) nuclei: Vec<&'static str>,
    pub(crate) codas: Vec<&'static str>,
    pub(crate) endings: Vec<&'static str>,
    /// Words before the name of a place.
    pub(crate) before: Vec<&'static str>,
}

/// The whole file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tables {
    pub(crate) flavours: Vec<Flavour>,
    /// Names of organisations, `{}` standing for a word.
    pub(crate) organisations: Vec<&'static str>,
    /// Letters that stand for each other, either way round.
    pub(crate) swaps: Vec<(&'static str, &'static str)>,
}

impl Tables {
    pub(crate) fn read() -> Self {
        let mut tables = Self::default();
        let mut last = "";
        for line in include_str!("tables.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().expect("tables.tsv has three columns");
            let (flavour, part, entries) = (cell(), cell(), cell());
            if flavour == "*" {
                tables.take(part, entries);
                continue;
            }
            if flavour != last {
                tables.flavours.push(Flavour::default());
                last = flavour;
            }
            tables.flavours.last_mut().expect("one was just put there").take(part, entries.split(' ').collect());
        }
        tables
    }

    fn take(&mut self, part: &str, entries: &'static str) {
        match part {
            "organisation" => self.organisations = entries.split('|').collect(),
            "swap" => self.swaps = entries.split(' ').map(|swap| swap.split_once('=').expect("a swap has two sides")).collect(),
            other => panic!("tables.tsv: no part for all flavours is called {other}"),
        }
    }
}

impl Flavour {
    fn take(&mut self, part: &str, entries: Vec<&'static str>) {
        let place = match part {
            "onset" => &mut self.onsets,
            "nucleus" => &mut self.nuclei,
            "coda" => &mut self.codas,
            "ending" => &mut self.endings,
            "before" => &mut self.before,
            other => panic!("tables.tsv: no part of a flavour is called {other}"),
        };
        *place = entries;
    }
}
