//! Where a field stands, in the words of the form: for lists of findings and names of steps.

use super::draft::{Draft, Slot};
use super::path::{FieldPath, Section};
use super::template::Template;
use crate::base::text;

/// Names of rows are cut to this many characters.
const NAME_CHARS: usize = 16;

/// The name of a tab of the window.
pub fn section_name(section: Section) -> &'static str {
    match section {
        Section::Basic => "基本信息",
        Section::Goals => "总体目标",
        Section::Tasks => "重点工作",
        Section::Indicators => "绩效指标",
    }
}

/// The place of a field: `重点工作 › 第 3 项“……” › 主要实施内容`.
pub fn place(draft: &Draft, template: &Template, path: &FieldPath) -> String {
    let section = section_name(path.section());
    let label = template.label(path);
    match path {
        FieldPath::Goals | FieldPath::Tasks | FieldPath::Indicators => section.to_owned(),
        FieldPath::Branch(slot) if slot.level2.is_empty() => format!("{section} › {}", slot.level1),
        FieldPath::Branch(slot) => format!("{section} › {} › {}", slot.level1, slot.level2),
        FieldPath::Goal(_) => format!("{section} › {}", row_name(draft, path)),
        FieldPath::Task(..) | FieldPath::OtherTask(..) | FieldPath::Indicator(..) => {
            format!("{section} › {} › {label}", row_name(draft, path))
        }
        FieldPath::Department
        | FieldPath::Year
        | FieldPath::Staff
        | FieldPath::Subunits
        | FieldPath::Budget(_)
        | FieldPath::BudgetBlock
        | FieldPath::OtherTasks
        | FieldPath::OtherTasksText => format!("{section} › {label}"),
    }
}

/// A row as people call it: `目标3`, `第 2 项“青年人才驿站”`, `“活动数量”`.
pub fn row_name(draft: &Draft, path: &FieldPath) -> String {
    match path {
        FieldPath::Goal(id) => match draft.goals.iter().position(|row| row.id == *id) {
            Some(idx) => format!("目标{}", idx + 1),
            None => "目标".to_owned(),
        },
        FieldPath::Task(id, _) => {
            let found = draft
                .tasks
                .iter()
                .enumerate()
                .find(|(_, row)| row.id == *id);
            numbered(found.map(|(idx, row)| (idx, row.name.as_str())))
        }
        FieldPath::OtherTask(id, _) => {
            let found = draft
                .other_tasks
                .iter()
                .enumerate()
                .find(|(_, row)| row.id == *id);
            numbered(found.map(|(idx, row)| (idx, row.name.as_str())))
        }
        FieldPath::Indicator(id, _) => match draft.indicator(*id) {
            Some(row) if !row.name.trim().is_empty() => quoted(&row.name),
            Some(row) => unnamed_indicator(&row.slot),
            None => "指标".to_owned(),
        },
        _ => String::new(),
    }
}

/// The name of a row in quotes, cut to what a line of a list has room for.
pub fn quoted(name: &str) -> String {
    format!("“{}”", text::shortened(name, NAME_CHARS))
}

/// An indicator without a name, as people call it: `数量指标的未命名指标`.
pub fn unnamed_indicator(slot: &Slot) -> String {
    format!("{}的未命名指标", slot.level2)
}

fn numbered(found: Option<(usize, &str)>) -> String {
    match found {
        Some((idx, name)) if name.trim().is_empty() => format!("第 {} 项", idx + 1),
        Some((idx, name)) => format!("第 {} 项{}", idx + 1, quoted(name)),
        None => "已删除的一项".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[track_caller]
    fn stands(path: &str, expected: &str) {
        let path = path.parse().unwrap();
        assert_eq!(
            place(&sample::minimal(), &sample::template(), &path),
            expected
        );
    }

    #[test]
    fn places_are_told_in_the_words_of_the_form() {
        stands("department", "基本信息 › 部门名称");
        stands("budget/fiscal", "基本信息 › 财政拨款");
        stands("goals/g1", "总体目标 › 目标1");
        stands(
            "tasks/t2/amount",
            "重点工作 › 第 1 项“社区课堂” › 拟投入的资金",
        );
        stands(
            "indicators/i3/year",
            "绩效指标 › “社区课堂场次” › 年度指标值",
        );
        stands("indicators/效益指标/", "绩效指标 › 效益指标");
        stands("tasks/t99/name", "重点工作 › 已删除的一项 › 名称");
    }
}
