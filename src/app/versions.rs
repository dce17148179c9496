//! Earlier versions of a draft, ready to be shown and restored.

use std::io;
use std::path::PathBuf;

use super::notice::Notice;
use super::ops;
use crate::base::moment::Moment;
use crate::model::compare::{self, Difference};
use crate::model::{Draft, Template};
use crate::store::disk::Disk;
use crate::store::versions::{self, KnownDraft, Version};
use crate::store::{Places, format};

/// Whose versions are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionsOf {
    /// Those of a draft's file, or of drafts without one.
    File(Option<PathBuf>),
    /// Those in a folder: of a file that was moved or is gone.
    Folder(PathBuf),
}

/// The versions of a draft, and where there are others.
#[derive(Debug, Clone, Default)]
pub struct VersionsList {
    /// Newest first.
    pub entries: Vec<VersionEntry>,
    /// All drafts that have versions.
    pub drafts: Vec<KnownDraft>,
    /// Why there is no list.
    pub fault: Option<Notice>,
}

/// A version in the list.
#[derive(Debug, Clone)]
pub struct VersionEntry {
    /// Where it is, when it was kept and why.
    pub version: Version,
    /// What it changed against the version before, in a few words.
    pub changes: String,
}

/// A version that is looked at.
#[derive(Debug, Clone)]
pub struct ShownVersion {
    /// Its file.
    pub path: PathBuf,
    /// When it was kept: no two of a draft are of the same moment.
    pub at: Moment,
    /// It.
    pub draft: Draft,
    /// What restoring it would change in the open draft.
    pub differences: Vec<Difference>,
    /// The revision of the open draft that it was compared with.
    pub revision: u64,
}

/// Lists versions and says what each of them changed.
pub(super) fn list(
    disk: &dyn Disk,
    places: &Places,
    of: &VersionsOf,
    templates: &[Template],
) -> io::Result<VersionsList> {
    let found = match of {
        VersionsOf::File(file) => versions::list(disk, places, file.as_deref())?,
        VersionsOf::Folder(folder) => versions::list_in(disk, folder)?,
    };
    let mut entries = Vec::with_capacity(found.len());
    let mut before: Option<Draft> = None;
    for version in found.into_iter().rev() {
        let draft = read(disk, &version);
        let changes = changes(before.as_ref(), draft.as_ref(), templates);
        entries.push(VersionEntry { version, changes });
        before = draft.or(before);
    }
    entries.reverse();
    Ok(VersionsList {
        entries,
        drafts: versions::drafts(disk, places)?,
        fault: None,
    })
}

fn read(disk: &dyn Disk, version: &Version) -> Option<Draft> {
    let bytes = crate::store::load_bytes(disk, &version.path).ok()?;
    format::read(&bytes).ok().map(|loaded| loaded.draft)
}

fn changes(before: Option<&Draft>, after: Option<&Draft>, templates: &[Template]) -> String {
    match (before, after) {
        (_, None) => "读不出来".to_owned(),
        (None, Some(_)) => "最早的一版".to_owned(),
        (Some(before), Some(after)) => match ops::find_template(templates, &after.template) {
            Ok(template) => compare::summary(&compare::differences(before, after, template)),
            Err(_) => String::new(),
        },
    }
}
