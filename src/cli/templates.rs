//! `mubiao templates`: ids and names.

use super::output::{self, Exit};
use crate::app::ops::{self, OpError};

pub(super) fn run() -> Result<Exit, OpError> {
    let lines: Vec<String> = ops::templates()?
        .iter()
        .map(|template| format!("{}\t{}\n", template.id, template.name))
        .collect();
    Ok(output::result(&lines.concat()))
}
