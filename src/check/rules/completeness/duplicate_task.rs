//! two tasks have the same name.

use super::common::{Seen, alike, loose_hash};
use crate::base::text;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::OtherTasksForm;
use crate::model::{FieldPath, OtherTaskField, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "duplicate-task",
    code: "A-25",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "两项任务的名称相同。",
    why: "同一项任务写两次，资金会重复计算，目标和指标也不知道对应哪一项。",
    example: "“社区课堂”出现了两次，或者只差一个空格、一对引号。",
    how: "是同一项的合并成一行；不是的，在名称里写明区别。",
    source: "预算编报的惯例：一个项目一行（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let tasks = ctx.draft.tasks.iter().map(|row| {
        let path = FieldPath::Task(row.id, TaskField::Name);
        (path, row.name.as_str())
    });
    let others = match ctx.template.other_tasks {
        OtherTasksForm::Table => ctx.draft.other_tasks.as_slice(),
        OtherTasksForm::Text => &[],
    };
    let others = others.iter().map(|row| {
        let path = FieldPath::OtherTask(row.id, OtherTaskField::Name);
        (path, row.name.as_str())
    });
    let named: Vec<(FieldPath, &str)> = tasks
        .chain(others)
        .filter(|(_, name)| !text::is_blank(name))
        .collect();
    let mut seen = Seen::for_names(named.len());
    for (idx, (path, name)) in named.iter().enumerate() {
        let first = seen.before(loose_hash(name), idx);
        if let Some((first, first_name)) = first.and_then(|idx| named.get(idx))
            && alike(name, first_name)
        {
            let message = "和前面的一项任务同名，资金可能重复计算";
            sink.at(path.clone(), message)
                .related(first.clone(), "前面的这项任务同名");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn the_second_of_two_is_reported_however_it_is_dressed() {
        for (name, blank) in [
            ("社区课堂", None),
            ("“社区课堂”", None),
            (
                "社区 课堂",
                Some("C-02 hint: “名称”里的“社区 课堂”处有多余的空格"),
            ),
            (
                "\\s社区课堂",
                Some("C-21 hint: “名称”里的“ 社区课堂”处首尾有多余的空白"),
            ),
        ] {
            let told = |blank| format!("\ntasks/t7/name #! {blank} [safe]");
            check_rule(&format!(
                "base minimal
                tasks/+ {name} | 在新的社区开设课程。 | 300000 | 更多居民能够就近学习。
                tasks/t7/name #! A-25 warning: 和前面的一项任务同名，资金可能重复计算{}",
                blank.map(told).unwrap_or_default()
            ));
        }
    }

    #[test]
    fn other_tasks_count_and_blank_names_do_not() {
        check_rule(
            "base minimal
            other_tasks/+ 社区课堂 | 再开设课程。 | 20000 #! A-25 warning: 和前面的一项任务同名，资金可能重复计算",
        );
        check_rule(
            "base minimal
            tasks/+ 社区课堂二期 | 在新的社区开设课程。 | 300000 | 更多居民能够就近学习。
            indicators/+ 数量指标 | 社区课堂二期场次 | ≥20场 | ≥20场
            tasks/+ | | | #! A-12 hint: 这一行任务还没有填写
            tasks/+ | | | #! A-12 hint: 这一行任务还没有填写",
        );
    }
}
