//! B-09: the tasks cost more than the money that tasks are paid from.

use super::common::{Slips, all_tasks, budget_in_yuan};
use crate::base::amount::MoneyUnit;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "tasks-over-budget",
    code: "B-09",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &["tasks-over-income"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "任务资金合计超过项目支出、财政专项资金与其他事业发展性支出之和。",
    why: "任务的钱出自这三项，任务比它们还多，说明有一处金额或单位填错了。",
    example: "任务合计 6,198,300.00 元，三项支出之和只有 400.00 万元。",
    how: "先核对任务资金的单位是元还是万元，再核对预算金额。",
    source: "财预〔2015〕88号所附审核表的适当性要求：目标与资金相匹配；三份公开的同类表格都符合这一关系。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let totals = ctx.totals;
    let project = &ctx.draft.budget.project;
    let unread = project.raw().is_some() || totals.development.unread > 0;
    let blank = project.is_empty() && totals.development.blank == 2;
    if unread || blank {
        return;
    }
    let written = all_tasks(ctx);
    let tasks = written.converted(totals.task_unit, MoneyUnit::Wan);
    let cap = totals.project_money(ctx.draft);
    if tasks <= cap.plus(ctx.template.small_bound()) {
        return;
    }
    // An amount in another unit is told where it stands.
    if !budget_in_yuan(ctx).is_empty() || !Slips::of(ctx).is_none() {
        return;
    }
    let (sum, cap) = (tasks.grouped_exact(), cap.grouped_exact());
    let message = format!("任务资金合计 {sum} 万元，超过项目支出与事业发展性支出之和 {cap} 万元");
    let unit = totals.task_unit.label();
    sink.at(FieldPath::Tasks, message).hint(format!(
        "任务资金的单位是{unit}，合计 {} {unit}",
        written.grouped_exact()
    ));
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_hints, check_rule};

    #[test]
    fn tasks_may_cost_what_there_is_and_a_rounding_more() {
        check_rule("base minimal\ntasks/t2/amount = 1000500");
        check_rule(
            "base minimal
            tasks/t2/amount = 1000500.01
            tasks #! B-09 warning: 任务资金合计 100.050001 万元，超过项目支出与事业发展性支出之和 100.00 万元",
        );
    }

    #[test]
    fn other_tasks_count_and_units_are_converted() {
        check_rule(
            "base minimal
            other_tasks/+ 会议 | 召开会议。 | 600000
            tasks #! B-09 warning: 任务资金合计 110.00 万元，超过项目支出与事业发展性支出之和 100.00 万元",
        );
        check_hints(
            "base minimal
            tasks/t2/amount = 2000000",
            &["任务资金的单位是元，合计 2,000,000.00 元"],
        );
    }

    #[test]
    fn a_form_in_wan_is_not_converted() {
        check_rule(
            "base minimal
            template zhanjiang-2024
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | | ≥90%
            other_tasks/+ 会议 | 召开会议。 | 50
            tasks/t2/amount = 100.06
            tasks #! B-09 warning: 任务资金合计 100.06 万元，超过项目支出与事业发展性支出之和 100.00 万元",
        );
    }

    #[test]
    fn a_budget_that_is_not_known_is_not_compared() {
        check_rule(
            "base minimal
            budget/project = 待定 #! B-01 error: “项目支出”写的是“待定”，不是金额",
        );
        check_rule(
            "base minimal
            budget/fiscal = 300
            budget/project = #! A-06 warning: “项目支出”未填
            budget/special = #! A-07 hint: “财政专项资金”未填，没有这笔资金的填 0.00 [fix]
            budget/other_development = #! A-07 hint: “其他事业发展性支出”未填，没有这笔资金的填 0.00 [fix]",
        );
    }
}
