//! `respell scan`.

use anyhow::Result;

use super::{Common, Ending};

/// In work.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, _common: &Common) -> Result<Ending> {
    Ok(Ending::Done)
}
