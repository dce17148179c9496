//! `mubiao new`: an unwritten draft.

use super::args::New;
use super::output::Exit;
use crate::app::RealDisk;
use crate::app::ops::{self, OpError};
use crate::model::Draft;

pub(super) fn run(job: &New) -> Result<Exit, OpError> {
    let templates = ops::templates()?;
    let template = ops::find_template(&templates, &job.template)?;
    let draft = Draft::blank(template.id.as_str(), Some(job.year));
    super::output::tell_saved(&ops::save(&RealDisk, &job.output, &draft)?, &job.output);
    Ok(Exit::Clean)
}
