//! Parts of the guard switched off.

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use respell::matching::{PARTS, Parts};

#[derive(Clone, Debug, clap::Args)]
pub(super) struct WithoutArgs {
    /// Switch off a part of the guard, to see what it is worth; repeatable
    #[arg(long, value_name = "PART", value_parser = PossibleValuesParser::new(PARTS))]
    without: Vec<String>,
}

impl WithoutArgs {
    pub(super) fn parts(&self) -> Result<Parts> {
        let names = self.without.iter().map(String::as_str);
        Parts::named(names).ok_or_else(|| anyhow::anyhow!("--without names no part of the guard"))
    }
}
