//! D-19: a value is put off until later.

use crate::check::context::quoted;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::Reading;

pub(super) static RULE: Rule = Rule {
    id: "undetermined-target-value",
    code: "D-19",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值推到以后再定。",
    why: "没有目标值就没有承诺，年末无从考核，审核时一般会退回。",
    example: "“根据实际情况确定”、“以上级下达任务数为准”。",
    how: "按往年水平或者计划先填一个数，下达后再调整。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    /// Told by the rule on what only holds a place.
    const PLACEHOLDERS: [&str; 5] = ["待定", "暂无", "无", "同上", "略"];
    for value in ctx.values_of(Kinds::UNDETERMINED) {
        let is_put_off = *value.reading() == Reading::Undetermined;
        let typed = value.value.raw().trim();
        if is_put_off && !PLACEHOLDERS.contains(&typed) {
            let message = format!("{}没有定下目标值", quoted(typed));
            value
                .report(ctx, sink, message)
                .hint("可以按往年水平先填一个数，以后再调整");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_value;

    #[test]
    fn values_that_are_put_off_are_warned_of() {
        check_value(
            "数量指标",
            "培训人数",
            "待下达",
            &["D-19 warning: “待下达”没有定下目标值"],
        );
        for value in [
            "根据实际情况确定",
            "以实际为准",
            "根据上级要求确定",
            "视情况而定",
            "待上级下达",
            "等待市里下达",
            "待上级部门核定任务数",
            "任务下达后确定",
            "按上级下达数",
        ] {
            check_value("质量指标", "培训人数", value, &["D-19 warning: “"]);
        }
    }

    #[test]
    fn values_with_a_number_a_date_or_a_standard_are_in_order() {
        check_value("数量指标", "培训人数", "≥30人", &[]);
        check_value("社会效益指标", "落实情况", "待遇标准由上级确定", &[]);
        check_value("时效指标", "完成时间", "2025年12月前", &[]);
        check_value(
            "成本指标",
            "购买标准",
            "按每名社工11.92万元/年的购买服务标准执行",
            &[],
        );
    }
}
