//! `mubiao import`: a published form as text to a draft.

use super::args::Import;
use super::output::{self, Exit};
use crate::app::NoteKind;
use crate::app::RealDisk;
use crate::app::ops::{self, OpError};

pub(super) fn run(job: &Import) -> Result<Exit, OpError> {
    let templates = ops::templates()?;
    let wanted = (job.template.as_deref(), job.year);
    let imported = ops::import(&RealDisk, &job.text, &templates, wanted)?;
    let saved = ops::save(&RealDisk, &job.output, &imported.draft)?;
    for note in &imported.notes {
        let kind = match note.kind {
            NoteKind::Unplaced => "未放入",
            NoteKind::Uncertain => "不确定",
            NoteKind::Cleaned => "已清理",
        };
        output::tell(&format!("第 {} 行 {kind}：{}", note.line, note.message));
    }
    output::tell_saved(&saved, &job.output);
    Ok(Exit::Clean)
}
