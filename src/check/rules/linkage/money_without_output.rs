//! F-07: the task with the most money has no output indicator.

use super::common::{best_indicator, compares_indicators, lacks_indicators, named_tasks};
use crate::check::context::Row;
use crate::check::linkage::{Match, Strength};
use crate::check::subject::Subject;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::{Level1Role, Level2Role};
use crate::model::{Entry, FieldPath, RowId, Task, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "money-without-output",
    code: "F-07",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &["task-without-indicator"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "资金最多的任务没有产出指标，或者没有数量指标。",
    why: "钱花得最多的任务应当说清做出多少、做得怎样，只有效益或满意度不足以说明资金去向。",
    example: "任务“青年夜校”的资金最多，而对应的只有社会效益指标“青年夜校知晓率”。",
    how: "为这项任务补一行数量或质量指标；已经有而用词不同的，在任务里关联。",
    source: "财预〔2015〕88号的审核内容：资金匹配性（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if !compares_indicators(ctx) {
        return;
    }
    let Some(task) = most_expensive(ctx) else {
        return;
    };
    if lacks_indicators(ctx, task) {
        return;
    }
    let is_named = best_indicator(ctx, task) == Some(Strength::Strong);
    if !is_named {
        return;
    }
    let path = FieldPath::Task(task.id, TaskField::Name);
    let has_output = ctx.rows().iter().any(|row| is_output_of(ctx, row, task));
    if !has_output {
        sink.at(path, "这是资金最多的任务，而它没有产出指标");
    } else if !ctx.rows().iter().any(|row| may_count(ctx, row, task)) {
        let finding = sink.at(path, "这是资金最多的任务，而它没有数量指标");
        finding.severity(Severity::Hint);
    }
}

/// A count of the task's, or one of which nobody knows whose it is.
fn may_count(ctx: &CheckCtx<'_>, row: &Row<'_>, task: &Task) -> bool {
    let linked = ctx.linkage().of_indicator(row.index);
    let is_count = row.subject.any(Subject::COUNT)
        || row
            .roles
            .is_none_or(|(_, role)| role == Level2Role::Quantity);
    let is_of_work = |found: &Match| !matches!(found.from, RowId::Goal(_));
    let mut works = linked.iter().filter(|found| is_of_work(found)).peekable();
    is_count && (works.peek().is_none() || works.any(|found| found.from == RowId::Task(task.id)))
}

/// The task with more money than every other.
fn most_expensive<'a>(ctx: &CheckCtx<'a>) -> Option<&'a Task> {
    let amounts = named_tasks(ctx.draft).filter_map(|task| match task.amount {
        Entry::Value(amount) => Some((amount, task)),
        _ => None,
    });
    let mut amounts: Vec<_> = amounts.collect();
    amounts.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    match amounts.as_slice() {
        [(most, task), (next, _), ..] if most > next => Some(*task),
        _ => None,
    }
}

/// A branch that the form does not have counts as one: nobody knows what it is.
fn is_output_of(ctx: &CheckCtx<'_>, row: &Row<'_>, task: &Task) -> bool {
    let is_output = row
        .roles
        .is_none_or(|(level1, _)| level1 == Level1Role::Output);
    let mut linked = ctx.linkage().of_indicator(row.index).iter();
    is_output && linked.any(|found| found.from == RowId::Task(task.id))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    const TWO: &str = "base minimal
        goals/+ 办好“青年夜校”，让上班青年晚上有课可上。
        tasks/t2/amount = 200000
        tasks/+ 青年夜校 | 在三处文化站开设晚间课程。 | 300000 | 学员坚持到结业。
        indicators/+ 社会效益指标 | 青年夜校知晓率 | ≥80% | ≥80%";

    #[test]
    fn the_largest_task_wants_an_output() {
        check_rule(&format!(
            "{TWO}\ntasks/t8/name #! F-07 warning: 这是资金最多的任务，而它没有产出指标"
        ));
    }

    #[test]
    fn quality_alone_does_not_say_how_much_is_done() {
        check_rule(&format!(
            "{TWO}
            indicators/i5/name = 社区课堂参与居民人次
            indicators/+ 质量指标 | 夜校结业率 | ≥90% | ≥90%
            tasks/t8/name #! F-07 hint: 这是资金最多的任务，而它没有数量指标"
        ));
    }

    #[test]
    fn a_smaller_or_equal_task_and_one_with_an_output_are_in_order() {
        check_rule(&format!("{TWO}\ntasks/t8/amount = 200000"));
        check_rule(&format!("{TWO}\ntasks/t8/amount = 100000"));
        check_rule(&format!(
            "{TWO}\nindicators/+ 数量指标 | 夜校开课期数 | ≥12期 | ≥12期"
        ));
        // The count may be this task's in other words.
        check_rule(&format!(
            "{TWO}
            indicators/+ 质量指标 | 夜校结业率 | ≥90% | ≥90%
            indicators/+ 数量指标 | 开班数量 | ≥12个 | ≥12个"
        ));
        check_rule(&format!(
            "{TWO}
            indicators/+ 质量指标 | 夜校结业率 | ≥90% | ≥90%
            indicators/+ 社会效益指标 | 夜校受益人数 | ≥600人 | ≥600人"
        ));
    }
}
