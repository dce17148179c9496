//! One file per rule, one folder per group of review points.

use super::registry::Group;

mod categories;
mod completeness;
mod linkage;
mod money;
mod submission;
mod time;
mod values;
mod wording;

/// The words of the long lists that rules look for in every text.
pub(super) fn listed_words() -> impl Iterator<Item = &'static str> {
    wording::listed_words().chain(submission::listed_words())
}

/// The groups, in the order of their letters.
pub(super) static GROUPS: [Group; 8] = [
    Group::new('A', "完整性", completeness::RULES),
    Group::new('B', "资金", money::RULES),
    Group::new('C', "文字规范", wording::RULES),
    Group::new('D', "指标值", values::RULES),
    Group::new('E', "指标分类", categories::RULES),
    Group::new('F', "目标、任务与指标的对应", linkage::RULES),
    Group::new('G', "时间", time::RULES),
    Group::new('H', "打印和公开", submission::RULES),
];
