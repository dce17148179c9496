//! `Action`: the entries of menus, with the words and keys that menus, tooltips and help show.

use super::workspace::Workspace;
use crate::check::Diagnostic;

/// A key with its modifiers, as plain data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shortcut {
    /// Ctrl (⌘ on a Mac).
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// The key's name: a letter, `F8`, `ArrowUp`.
    pub key: &'static str,
}

impl Shortcut {
    const fn ctrl(key: &'static str) -> Self {
        Self {
            ctrl: true,
            shift: false,
            alt: false,
            key,
        }
    }

    const fn ctrl_shift(key: &'static str) -> Self {
        Self {
            ctrl: true,
            shift: true,
            alt: false,
            key,
        }
    }

    const fn plain(key: &'static str) -> Self {
        Self {
            ctrl: false,
            shift: false,
            alt: false,
            key,
        }
    }

    const fn alt(key: &'static str) -> Self {
        Self {
            ctrl: false,
            shift: false,
            alt: true,
            key,
        }
    }

    /// As menus write it: `Ctrl+Shift+S`.
    pub fn label(self) -> String {
        let modifiers = [
            (self.ctrl, "Ctrl+"),
            (self.shift, "Shift+"),
            (self.alt, "Alt+"),
        ];
        let mut label: String = modifiers
            .iter()
            .filter(|(held, _)| *held)
            .map(|(_, name)| *name)
            .collect();
        label.push_str(match self.key {
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "Plus" => "+",
            "Minus" => "-",
            key => key,
        });
        label
    }
}

/// The entries of menus: commands that need nothing but the workspace, and views of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// 新建….
    New,
    /// 打开….
    Open,
    /// 导入….
    Import,
    /// 保存.
    Save,
    /// 另存为….
    SaveAs,
    /// 导出 PDF….
    ExportPdf,
    /// 送审前检查….
    Submit,
    /// 历史版本….
    ShowVersions,
    /// 恢复未保存的内容….
    ShowRecovery,
    /// 退出.
    Quit,
    /// 撤销.
    Undo,
    /// 重做.
    Redo,
    /// 上移 the row of the focused field.
    RowUp,
    /// 下移 the row of the focused field.
    RowDown,
    /// 添加一行 behind the focused field's row.
    RowAdd,
    /// 复制本行.
    RowDuplicate,
    /// 删除本行.
    RowRemove,
    /// The first tab.
    ShowBasic,
    /// The second tab.
    ShowGoals,
    /// The third tab.
    ShowTasks,
    /// The fourth tab.
    ShowIndicators,
    /// The fifth tab.
    ShowPreview,
    /// 问题列表.
    ToggleProblems,
    /// 下一个问题.
    NextProblem,
    /// 上一个问题.
    PreviousProblem,
    /// 到问题列表, and back.
    EnterProblems,
    /// 修复这个问题.
    FixProblem,
    /// 修复格式问题….
    LookAtFixes,
    /// 导入说明.
    ShowImportNotes,
    /// 深色外观.
    ToggleTheme,
    /// 放大.
    ZoomIn,
    /// 缩小.
    ZoomOut,
    /// 实际大小.
    ZoomReset,
    /// 检查规则.
    ShowRules,
    /// 快捷键.
    ShowShortcuts,
    /// 关于.
    ShowAbout,
}

/// What menus, tooltips and help say of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionInfo {
    /// The words in the menu.
    pub label: &'static str,
    /// What it does, for tooltip and help.
    pub tooltip: &'static str,
    /// Its keys.
    pub shortcut: Option<Shortcut>,
}

impl Action {
    /// Every action, in the order of the menus.
    pub const ALL: [Self; 36] = [
        Self::New,
        Self::Open,
        Self::Import,
        Self::Save,
        Self::SaveAs,
        Self::ExportPdf,
        Self::Submit,
        Self::ShowVersions,
        Self::ShowRecovery,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::RowAdd,
        Self::RowDuplicate,
        Self::RowRemove,
        Self::RowUp,
        Self::RowDown,
        Self::FixProblem,
        Self::LookAtFixes,
        Self::ShowBasic,
        Self::ShowGoals,
        Self::ShowTasks,
        Self::ShowIndicators,
        Self::ShowPreview,
        Self::ToggleProblems,
        Self::NextProblem,
        Self::PreviousProblem,
        Self::EnterProblems,
        Self::ShowImportNotes,
        Self::ToggleTheme,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::ShowRules,
        Self::ShowShortcuts,
        Self::ShowAbout,
    ];

    /// Its words and keys.
    pub const fn info(self) -> ActionInfo {
        let (label, tooltip, shortcut) = self.file_info();
        ActionInfo {
            label,
            tooltip,
            shortcut,
        }
    }

    const fn file_info(self) -> (&'static str, &'static str, Option<Shortcut>) {
        match self {
            Self::New => (
                "新建…",
                "选择模板和年度，新建一份目标表",
                Some(Shortcut::ctrl("N")),
            ),
            Self::Open => ("打开…", "打开已保存的目标表", Some(Shortcut::ctrl("O"))),
            Self::Import => (
                "导入…",
                "从已公开的表格文字中读取内容",
                Some(Shortcut::ctrl("I")),
            ),
            Self::Save => ("保存", "保存到当前文件", Some(Shortcut::ctrl("S"))),
            Self::SaveAs => ("另存为…", "换一个文件保存", Some(Shortcut::ctrl_shift("S"))),
            Self::ExportPdf => (
                "导出 PDF…",
                "把打印页面存成 PDF 文件",
                Some(Shortcut::ctrl("E")),
            ),
            Self::Submit => (
                "送审前检查…",
                "按送审要求检查全表和打印效果，可以导出自查报告",
                Some(Shortcut::plain("F9")),
            ),
            Self::ShowVersions => ("历史版本…", "列出以前保存过的内容，可以恢复其中一版", None),
            Self::ShowRecovery => (
                "恢复未保存的内容…",
                "列出程序没有正常关闭时留下的内容",
                None,
            ),
            Self::Quit => (
                "退出",
                "关闭窗口；没有保存的修改会先询问",
                Some(Shortcut::ctrl("Q")),
            ),
            _ => self.edit_info(),
        }
    }

    const fn edit_info(self) -> (&'static str, &'static str, Option<Shortcut>) {
        match self {
            Self::Undo => ("撤销", "退回上一步", Some(Shortcut::ctrl("Z"))),
            Self::Redo => ("重做", "恢复刚撤销的一步", Some(Shortcut::ctrl("Y"))),
            Self::RowAdd => (
                "添加一行",
                "在光标所在行之后添加一行",
                Some(Shortcut::ctrl("Enter")),
            ),
            Self::RowDuplicate => (
                "复制本行",
                "在下方添加同样的一行",
                Some(Shortcut::ctrl("D")),
            ),
            Self::RowRemove => (
                "删除本行",
                "删除光标所在的一行，可以撤销",
                Some(Shortcut::ctrl_shift("D")),
            ),
            Self::RowUp => (
                "上移",
                "把光标所在的一行上移",
                Some(Shortcut::alt("ArrowUp")),
            ),
            Self::RowDown => (
                "下移",
                "把光标所在的一行下移",
                Some(Shortcut::alt("ArrowDown")),
            ),
            Self::FixProblem => (
                "修复这个问题",
                "对光标所在的问题应用第一个修改建议",
                Some(Shortcut::ctrl("F8")),
            ),
            Self::LookAtFixes => (
                "修复格式问题…",
                "列出只改写法、不改意思的修改，确认后一次完成",
                Some(Shortcut::ctrl_shift("F8")),
            ),
            _ => self.view_info(),
        }
    }

    const fn view_info(self) -> (&'static str, &'static str, Option<Shortcut>) {
        match self {
            Self::ShowBasic => ("基本信息", "显示基本信息和预算", Some(Shortcut::ctrl("1"))),
            Self::ShowGoals => ("总体目标", "显示总体绩效目标", Some(Shortcut::ctrl("2"))),
            Self::ShowTasks => (
                "重点工作",
                "显示年度重点工作任务",
                Some(Shortcut::ctrl("3")),
            ),
            Self::ShowIndicators => ("绩效指标", "显示绩效指标", Some(Shortcut::ctrl("4"))),
            Self::ShowPreview => ("打印预览", "显示打印出来的页面", Some(Shortcut::ctrl("5"))),
            Self::ToggleProblems => ("问题列表", "显示或收起问题列表", Some(Shortcut::ctrl("B"))),
            Self::NextProblem => ("下一个问题", "转到下一个问题", Some(Shortcut::plain("F8"))),
            Self::PreviousProblem => (
                "上一个问题",
                "转到上一个问题",
                Some(Shortcut {
                    ctrl: false,
                    shift: true,
                    alt: false,
                    key: "F8",
                }),
            ),
            Self::EnterProblems => (
                "到问题列表",
                "在表格和问题列表之间来回",
                Some(Shortcut::plain("F6")),
            ),
            Self::ShowImportNotes => ("导入说明", "列出导入时放得不确定和清理过的内容", None),
            Self::ToggleTheme => ("深色外观", "在浅色和深色之间切换", None),
            Self::ZoomIn => ("放大", "界面放大", Some(Shortcut::ctrl("Plus"))),
            Self::ZoomOut => ("缩小", "界面缩小", Some(Shortcut::ctrl("Minus"))),
            Self::ZoomReset => ("实际大小", "界面恢复原来的大小", Some(Shortcut::ctrl("0"))),
            _ => self.help_info(),
        }
    }

    const fn help_info(self) -> (&'static str, &'static str, Option<Shortcut>) {
        match self {
            Self::ShowRules => ("检查规则", "列出检查哪些问题、为什么、怎么改", None),
            Self::ShowShortcuts => ("快捷键", "列出所有快捷键", Some(Shortcut::plain("F1"))),
            _ => ("关于目标表编辑器", "版本和许可", None),
        }
    }

    /// It changes the open draft.
    const fn changes_the_draft(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::RowAdd
                | Self::RowDuplicate
                | Self::RowRemove
                | Self::RowUp
                | Self::RowDown
                | Self::FixProblem
                | Self::LookAtFixes
        )
    }

    /// Why it cannot be done now, as a tooltip; `None` where it can.
    pub fn obstacle(self, workspace: &Workspace) -> Option<&'static str> {
        if self.changes_the_draft()
            && let Some(why) = workspace.obstacle_to_changes()
        {
            return Some(why);
        }
        match self {
            Self::Undo if workspace.undo_label().is_none() => Some("没有可以撤销的步骤"),
            Self::Redo if workspace.redo_label().is_none() => Some("没有可以重做的步骤"),
            Self::FixProblem if workspace.report().items().is_empty() => Some("没有问题"),
            Self::NextProblem | Self::PreviousProblem
                if workspace.report().items().is_empty()
                    && workspace.report().not_begun().is_empty() =>
            {
                Some("没有问题")
            }
            Self::LookAtFixes if !has_safe_fix(workspace) => {
                Some("没有可以一次修复的问题，其余问题请逐条查看")
            }
            Self::ShowRecovery if workspace.past().recoverable().is_empty() => {
                Some("没有需要恢复的内容")
            }
            Self::ShowImportNotes if workspace.import_notes().is_empty() => {
                Some("这份表不是导入的")
            }
            _ => None,
        }
    }
}

fn has_safe_fix(workspace: &Workspace) -> bool {
    let mut items = workspace.report().items().iter();
    items.any(Diagnostic::has_safe_fix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn shortcuts_do_not_clash() {
        let mut seen = BTreeSet::new();
        for shortcut in Action::ALL
            .iter()
            .filter_map(|action| action.info().shortcut)
        {
            assert!(seen.insert(shortcut), "{} is used twice", shortcut.label());
        }
    }

    #[test]
    fn every_action_stands_in_the_list_once_with_words() {
        let all: BTreeSet<_> = Action::ALL.into_iter().collect();
        assert_eq!(all.len(), Action::ALL.len());
        for action in Action::ALL {
            assert!(!action.info().label.is_empty() && !action.info().tooltip.is_empty());
        }
    }
}
