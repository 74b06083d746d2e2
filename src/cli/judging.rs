//! What text is judged by, in all verbs that look for names: gazetteer, routes, lists, decisions, the rules of the house.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use respell::gazetteer::Gazetteer;
use respell::names::routes::Routes;
use respell::reconcile::{AliasTable, GuardLists, Policy};

use super::Common;
use super::common::GazetteerArgs;
use super::config::either;
use super::inputs::quoted;
use super::policy::PolicyArgs;
use super::routes::RouteArgs;
use super::table;

/// What text is judged by.
#[derive(Debug, clap::Args)]
pub(crate) struct JudgingArgs {
    #[command(flatten)]
    gazetteer: GazetteerArgs,
    #[command(flatten)]
    routes: RouteArgs,
    #[command(flatten)]
    lists: ListArgs,
    #[command(flatten)]
    policy: PolicyArgs,
    /// An earlier alias table, whose decisions are kept and learnt from
    #[arg(long, value_name = "FILE", help_heading = "Matching")]
    aliases: Option<PathBuf>,
}

/// Words and names of the user's own.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Matching")]
pub(crate) struct ListArgs {
    /// Ordinary words that are no names, one a line, with a count behind a tab if there is one; repeatable
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    /// Names of others, whom the gazetteer does not have, one a line, with a count behind a tab if there is one; repeatable
    #[arg(long, value_name = "FILE")]
    other_names: Vec<PathBuf>,
}

/// All that text is judged by, loaded.
pub(crate) struct Judging {
    pub(crate) earlier: Option<AliasTable>,
    /// In the style of the house, and taught by the earlier table.
    pub(crate) gazetteer: Gazetteer,
    pub(crate) routes: Cow<'static, Routes>,
    pub(crate) policy: Policy,
    pub(crate) lists: GuardLists,
}

impl JudgingArgs {
    /// Loads it all.
    pub(crate) fn load(&self, common: &Common) -> Result<Judging> {
        let earlier = self.aliases.as_deref().map(table::read).transpose()?;
        let gazetteer = self.gazetteer.load(common)?;
        let gazetteer = match &earlier {
            Some(earlier) => table::learn(&gazetteer, earlier),
            None => gazetteer,
        };
        let (routes, policy, lists) = (self.routes.load(common)?, self.policy.policy(common), self.lists.load(common)?);
        Ok(Judging { earlier, gazetteer, routes, policy, lists })
    }

    /// What names are held against, in words.
    pub(crate) fn against(&self) -> String {
        self.gazetteer.against()
    }

    /// The earlier alias table.
    pub(crate) fn aliases(&self) -> Option<&PathBuf> {
        self.aliases.as_ref()
    }

    /// The flags as they could be typed again.
    pub(crate) fn typed(&self, common: &Common) -> String {
        let lists = self.lists.typed();
        common.config_args.typed() + &self.gazetteer.typed() + &self.routes.typed() + &lists + &self.policy.typed()
    }

    /// Those of the flags that `apply` needs too.
    pub(crate) fn typed_for_apply(&self, common: &Common) -> String {
        common.config_args.typed() + &self.policy.typed_for_apply()
    }

    /// Files that are no input.
    pub(crate) fn own_paths(&self, common: &Common) -> Vec<PathBuf> {
        let config = &common.config;
        let lists = self.lists.paths(common);
        let given = [either(&self.gazetteer.gazetteer, &config.gazetteer), either(&self.routes.routes, &config.routes)];
        given.into_iter().chain(lists).flatten().chain(&self.aliases).chain(&config.path).cloned().collect()
    }
}

impl ListArgs {
    fn paths<'a>(&'a self, common: &'a Common) -> [&'a [PathBuf]; 2] {
        [either(&self.lexicon, &common.config.lexicon), either(&self.other_names, &common.config.other_names)]
    }

    /// The words and names of all files.
    pub(crate) fn load(&self, common: &Common) -> Result<GuardLists> {
        let read = |paths: &[PathBuf]| -> Result<_> {
            let lists = paths.iter().map(|path| read_list(path)).collect::<Result<Vec<_>>>()?;
            Ok(lists.concat())
        };
        let [lexicon, other_names] = self.paths(common);
        Ok(GuardLists { lexicon: read(lexicon)?, other_names: read(other_names)? })
    }

    fn typed(&self) -> String {
        let flag =
            |flag: &str, paths: &[PathBuf]| paths.iter().map(|path| format!(" --{flag} {}", quoted(path))).collect::<String>();
        flag("lexicon", &self.lexicon) + &flag("other-names", &self.other_names)
    }
}

fn read_list(path: &Path) -> Result<Vec<respell::reconcile::Listed>> {
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| format!("{shown}: the list cannot be read"))?;
    let text = String::from_utf8(bytes).map_err(|_| anyhow!("{shown}: is not UTF-8; save the list as UTF-8 text"))?;
    GuardLists::read(&text).map_err(|error| anyhow!("{shown}, {error}"))
}
