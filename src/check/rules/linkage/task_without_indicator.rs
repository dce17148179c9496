//! F-01: no indicator belongs to a task.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::common::{
    best_indicator, compares_indicators, doubled_names, essence, names_most_tasks, written_tasks,
};
use crate::check::context::{Row, quoted};
use crate::check::linkage::Strength;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::build;
use crate::model::{FieldPath, RowId, Task, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "task-without-indicator",
    code: "F-01",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "一项重点工作任务没有对应的绩效指标。",
    why: "任务安排了资金而没有指标，完成得好不好无从衡量，审核时会要求补充指标。",
    example: "任务“青年夜校”安排了 30 万元，而三级指标里没有一行说到夜校。",
    how: "为这项任务补一行指标，名称里带上任务的关键词；已经有而用词不同的，在任务里关联。",
    source: "财预〔2015〕88号要求绩效目标与工作任务相应匹配（是否设定了相关联的绩效指标，常见审核要求）。",
};

/// So many indicators are proposed.
const PROPOSED: usize = 3;
/// So many indicators are read for a proposal.
const READ: usize = 200;
/// For so many tasks proposals are looked for.
const TASKS: usize = 5;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if !compares_indicators(ctx) {
        return;
    }
    let is_telling = names_most_tasks(ctx);
    let doubled = LazyCell::new(|| doubled_names(ctx.draft));
    let mut left = TASKS;
    for task in written_tasks(ctx.draft) {
        let best = best_indicator(ctx, task);
        // Nobody can tell which of two tasks of one name an indicator means.
        if best == Some(Strength::Strong) || doubled.contains(&essence(&task.name)) {
            continue;
        }
        let path = FieldPath::Task(task.id, TaskField::Name);
        let rows = if left > 0 {
            likely(ctx, task)
        } else {
            Vec::new()
        };
        left = left.saturating_sub(1);
        let mut finding = match best {
            Some(_) => sink
                .at(path, "没有绩效指标写明这项任务，只有用词相近的")
                .severity(Severity::Hint),
            None => sink.at(path, "这项任务没有对应的绩效指标"),
        };
        for row in rows {
            finding = finding.fix(link(ctx, task, row));
        }
        if !is_telling {
            finding.severity(Severity::Hint);
        }
    }
}

/// The indicators that may be meant, the likeliest first.
fn likely(ctx: &CheckCtx<'_>, task: &Task) -> Vec<RowId> {
    let weak = ctx.linkage().indicators_of(RowId::Task(task.id));
    let weak: Vec<RowId> = weak.map(|found| found.to).take(PROPOSED).collect();
    if weak.is_empty() {
        alike(ctx, task)
    } else {
        weak
    }
}

/// The indicators that share a word with the task and belong to no other task, the likeliest
/// first.
fn alike(ctx: &CheckCtx<'_>, task: &Task) -> Vec<RowId> {
    let linkage = ctx.linkage();
    let words: BTreeSet<u64> = [&task.name, &task.content]
        .into_iter()
        .flat_map(|text| linkage.telling(text))
        .collect();
    let is_free = |row: &&Row<'_>| {
        let mut others = linkage.of_indicator(row.index).iter();
        !others.any(|found| matches!(found.from, RowId::Task(_)))
    };
    let rows = ctx.rows().iter().take(READ).filter(is_free);
    let shared = rows.filter_map(|row| {
        let pairs = linkage.telling(row.name());
        let n = pairs.iter().filter(|pair| words.contains(pair)).count();
        (n > 0).then_some((n, RowId::Indicator(row.indicator.id)))
    });
    let mut shared: Vec<(usize, RowId)> = shared.collect();
    shared.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    shared
        .into_iter()
        .map(|(_, row)| row)
        .take(PROPOSED)
        .collect()
}

fn link(ctx: &CheckCtx<'_>, task: &Task, row: RowId) -> Option<Fix> {
    let transaction = build::link(ctx.draft, RowId::Task(task.id), row)?;
    let RowId::Indicator(id) = row else {
        return None;
    };
    let name = quoted(&ctx.draft.indicator(id)?.name);
    Some(Fix {
        label: format!("关联指标{name}"),
        ..Fix::changes_meaning(transaction)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    /// Two goals, two tasks, indicators for both.
    const TWO: &str = "base minimal
        goals/+ 办好“青年夜校”，让上班青年晚上有课可上。
        tasks/t2/amount = 300000
        tasks/+ 青年夜校 | 在三处文化站开设晚间课程。 | 200000 | 学员坚持到结业。";

    #[test]
    fn a_task_that_no_indicator_speaks_of_is_told() {
        check_rule(&format!(
            "{TWO}
            tasks/t8/name #! F-01 warning: 这项任务没有对应的绩效指标 [fix]"
        ));
        check_rule(&format!(
            "{TWO}
            indicators/+ 数量指标 | 文化站及社区课堂课程数 | ≥20门 | ≥20门
            tasks/t8/name #! F-01 warning: 这项任务没有对应的绩效指标 [fix]"
        ));
    }

    #[test]
    fn the_name_of_the_task_or_a_part_of_it_is_enough() {
        for (name, value) in [
            ("青年夜校开课期数", "≥20期"),
            ("“青年夜校”学员数", "≥200人"),
            ("夜校结业人数", "≥160人"),
            ("夜校学员出勤率", "≥80%"),
        ] {
            check_rule(&format!(
                "{TWO}\nindicators/+ 数量指标 | {name} | {value} | {value}"
            ));
        }
    }

    #[test]
    fn tasks_of_one_name_are_not_held_against_indicators() {
        check_rule(&format!(
            "{TWO}
            tasks/+ “青年夜校” | 在两处文化站开设晚间课程。 | 100000 | 学员坚持到结业。
            tasks/t9/name #! A-25 warning: 和前面的一项任务同名，资金可能重复计算"
        ));
    }

    #[test]
    fn a_draft_with_one_task_and_a_table_without_indicators_are_quiet() {
        check_rule("base minimal\ntasks/t2/name = 应急值守");
        check_rule(
            "base blank
            tasks/+ 应急值守 | 全年昼夜值守。 | 300000 | 值守不断。
            tasks/+ 防汛演练 | 汛前演练两次。 | 200000 | 人人会用器材。",
        );
    }
}
