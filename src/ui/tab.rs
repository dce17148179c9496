//! `Tab`: the parts of the window, in the order of the form.

use crate::app::Workspace;
use crate::app::read::section_name;
use crate::model::Section;

/// Whether something that folds shows its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// It does.
    Open,
    /// It does not.
    Folded,
}

impl Fold {
    /// The sign of the button that changes it, and what the button does.
    pub fn sign_and_verb(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("▾", "折叠"),
            Self::Folded => ("▸", "展开"),
        }
    }
}

/// What the middle of the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// 基本信息.
    #[default]
    Basic,
    /// 总体目标.
    Goals,
    /// 重点工作.
    Tasks,
    /// 绩效指标.
    Indicators,
    /// 打印预览.
    Preview,
}

impl Tab {
    /// Every tab, from left to right.
    pub const ALL: [Self; 5] = [
        Self::Basic,
        Self::Goals,
        Self::Tasks,
        Self::Indicators,
        Self::Preview,
    ];

    /// The tab that shows a part of the form.
    pub fn of(section: Section) -> Self {
        match section {
            Section::Basic => Self::Basic,
            Section::Goals => Self::Goals,
            Section::Tasks => Self::Tasks,
            Section::Indicators => Self::Indicators,
        }
    }

    /// The part of the form that it shows.
    pub fn section(self) -> Option<Section> {
        match self {
            Self::Basic => Some(Section::Basic),
            Self::Goals => Some(Section::Goals),
            Self::Tasks => Some(Section::Tasks),
            Self::Indicators => Some(Section::Indicators),
            Self::Preview => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.section().map_or("打印预览", section_name)
    }

    /// How many rows it holds, for parts that are lists.
    pub fn count(self, workspace: &Workspace) -> Option<usize> {
        let draft = workspace.draft();
        match self {
            Self::Goals => Some(draft.goals.len()),
            Self::Tasks => Some(draft.tasks.len()),
            Self::Indicators => Some(draft.indicators.len()),
            Self::Basic | Self::Preview => None,
        }
    }
}
