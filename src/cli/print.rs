//! `mubiao print`: PDF and pictures of the pages.

use super::args::Print;
use super::output::{self, Exit};
use crate::app::RealDisk;
use crate::app::ops::{self, OpError};

pub(super) fn run(job: &Print) -> Result<Exit, OpError> {
    let templates = ops::templates()?;
    let loaded = ops::load(&RealDisk, &job.draft)?;
    output::tell_load_notices(&loaded, &job.draft);
    let template = ops::template_of(&templates, &loaded.draft, &job.draft)?;
    let printed = ops::layout(&ops::printer()?, &loaded.draft, template)?;
    output::tell_missing_glyphs(printed.missing_glyphs());
    if let Some(path) = &job.pdf {
        output::tell_saved(&ops::export_pdf(&RealDisk, path, &printed)?, path);
    }
    if let Some(folder) = &job.png {
        for saved in ops::export_pictures(&RealDisk, folder, &printed, job.dpi)? {
            output::tell_saved(&saved.1, &saved.0);
        }
    }
    Ok(Exit::Clean)
}
