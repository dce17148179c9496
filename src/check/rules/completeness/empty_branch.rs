//! other 二级 have no indicator, which is allowed.

use super::common::empty_branches;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "empty-branch",
    code: "A-19",
    severity: Severity::Info,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "经济效益、社会效益、生态效益、可持续影响等二级指标下没有三级指标。",
    why: "这些方面可以不写，但与部门职能有关的空着，会被认为遗漏。",
    example: "“经济效益指标”和“生态效益指标”两行空着。",
    how: "与部门职能有关的补上；无关的不用写，空行照样印出。",
    source: "已公开的三份同类表格都有空着的二级指标，所以只作说明。",
};

/// Told by other rules.
const NOT_HERE: [Level2Role; 4] = [
    Level2Role::Quantity,
    Level2Role::Quality,
    Level2Role::Timeliness,
    Level2Role::Cost,
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let empty: Vec<&str> = empty_branches(ctx)
        .filter(|(_, level2)| !NOT_HERE.contains(&level2.role))
        .map(|(_, level2)| level2.name.as_str())
        .collect();
    if !empty.is_empty() {
        let level3 = &ctx.template.labels.level3;
        let message = format!("{}下没有{level3}，确实无关的可以空着", empty.join("、"));
        sink.at(FieldPath::Indicators, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn all_empty_branches_are_one_line() {
        check_rule(
            "base minimal
            indicators #! A-19 info: 经济效益指标、生态效益指标、可持续影响指标下没有三级指标，确实无关的可以空着",
        );
        check_rule(
            "base complete
            indicators #! A-19 info: 经济效益指标、生态效益指标下没有三级指标，确实无关的可以空着",
        );
    }

    #[test]
    fn a_full_frame_is_quiet_and_an_empty_level1_is_told_as_a_whole() {
        check_rule(
            "base minimal
            indicators/i5 -
            indicators/效益指标/ #! A-15 error: 效益指标下一个三级指标也没有",
        );
        check_rule(
            "base complete
            indicators/+ 经济效益指标 | 带动就业人数 | ≥30人 | ≥30人
            indicators #! A-19 info: 生态效益指标下没有三级指标，确实无关的可以空着",
        );
    }
}
