//! `respell explain`: the evidence, line by line.

use std::io::{self, Write as _};

use anyhow::{Result, bail};
use respell::gazetteer::Gazetteer;
use respell::matching::Matcher;
use respell::report::{explain_entity, explain_name};

use super::common::GazetteerArgs;
use super::routes::RouteArgs;
use super::{Common, Ending};

/// Tell what speaks for and against a name meaning an entity
///
/// The lines add up to the score; it is the arithmetic that `match` ranks by. With ENTITY also why not: what is ahead of it, and how far
/// it is from certain.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    gazetteer: GazetteerArgs,
    #[command(flatten)]
    routes: RouteArgs,
    /// The name as it is written
    name: String,
    /// The entity to hold it against: an id or a canonical name
    entity: Option<String>,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Ending> {
    let gazetteer = args.gazetteer.load(common)?;
    let routes = args.routes.load(common)?;
    let matcher = Matcher::with_routes(&gazetteer, &routes);
    let text = match &args.entity {
        None => explain_name(&matcher, &args.name),
        Some(wanted) => explain_entity(&matcher, &args.name, find(&gazetteer, &matcher, wanted)?),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Ending::Done)
}

/// The entity by its id, or else by its canonical name.
fn find(gazetteer: &Gazetteer, matcher: &Matcher<'_>, wanted: &str) -> Result<u32> {
    let found = gazetteer.get(wanted).or_else(|| gazetteer.find_exact(wanted).next());
    if let Some(found) = found {
        let at = gazetteer.entities().iter().position(|entity| entity.id == found.id);
        return Ok(u32::try_from(at.unwrap_or_default())?);
    }
    match matcher.rank(wanted, 1).first().map(|near| matcher.entity(near.entity)) {
        Some(near) => bail!("no entity has the id or the canonical name “{wanted}”; is {} ({}) meant?", near.name, near.id),
        None => bail!("no entity has the id or the canonical name “{wanted}”"),
    }
}
