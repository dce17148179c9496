//! B-16: a 成本指标 allows more than there is to spend.

use super::common::{Plausible, positive, whole_budget};
use crate::base::amount::{Amount, MoneyUnit};
use crate::base::text;
use crate::check::context::Row;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink, Value};
use crate::model::target::{Comparator, Reading};
use crate::model::template::Level2Role;
use crate::model::{FieldPath, IndicatorField, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "cost-over-budget",
    code: "B-16",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "成本指标的总成本超过对应任务的资金，或者超过部门的全部支出。",
    why: "成本的上限比预算还高，就起不到控制成本的作用。",
    example: "任务“社区课堂”的资金是 50 万元，成本指标“社区课堂项目总成本”写“≤90万元”。",
    how: "把成本指标改到预算以内，或者核对任务的资金。",
    source: "财预〔2015〕88号所附审核表的适当性要求：目标与资金相匹配（常见审核要求）。",
};

/// Words of a name that make a value the cost of one of many.
const UNIT_COST: [&str; 10] = [
    "单位", "单价", "标准", "人均", "户均", "平均", "每", "单个", "单次", "单场",
];

/// A shorter name of a task stands in other names by chance.
const TASK_NAME_CHARS: usize = 4;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if !ctx.rows().iter().any(|row| row.is_in(Level2Role::Cost)) {
        return;
    }
    let tasks = named_tasks(ctx);
    let year = |value: &Value<'_>| value.field == IndicatorField::Year;
    let costs = ctx.values_of(Kinds::COUNTED).filter(year);
    for value in costs.filter(|value| value.row.is_in(Level2Role::Cost)) {
        let Some(cost) = total_cost(&value) else {
            continue;
        };
        let (cap, whose, place) = match matching(&tasks, value.row) {
            Some(task) => (task.money, "对应任务的资金", task.path.clone()),
            None => match whole_budget(ctx) {
                Some(cap) => (cap, "部门的全部支出", FieldPath::BudgetBlock),
                None => continue,
            },
        };
        if cost > cap.plus(ctx.template.small_bound()) {
            let (cost, cap) = (cost.grouped_exact(), cap.grouped_exact());
            let message = format!("成本 {cost} 万元超过{whose} {cap} 万元");
            value.report(ctx, sink, message).related(place, whose);
        }
    }
}

/// The most that may be spent in all, 万元.
fn total_cost(value: &Value<'_>) -> Option<Amount> {
    let Reading::Quantity(quantity) = value.reading() else {
        return None;
    };
    let is_bound = matches!(
        quantity.comparator,
        None | Some(Comparator::AtMost | Comparator::LessThan | Comparator::Equal)
    );
    let name = value.row.name();
    let of_one = UNIT_COST.iter().any(|word| name.contains(word));
    let figure = Amount::parse(&quantity.number.to_string()).ok()?;
    let cost = match quantity.unit.as_str() {
        "元" => figure.converted(MoneyUnit::Yuan, MoneyUnit::Wan),
        "万元" => figure,
        "亿元" => figure.converted(MoneyUnit::Wan, MoneyUnit::Yuan),
        _ => return None,
    };
    (is_bound && !of_one).then_some(cost)
}

/// A task that indicators may be named after.
struct Named {
    name: String,
    /// 万元.
    money: Amount,
    path: FieldPath,
}

/// The tasks with a name long enough and an amount in the right unit, the longest names first.
fn named_tasks(ctx: &CheckCtx<'_>) -> Vec<Named> {
    let plausible = Plausible::of(ctx);
    let tasks = ctx.draft.tasks.iter();
    let named = tasks.filter_map(|row| {
        let amount = positive(&row.amount).filter(|amount| !plausible.excludes(*amount))?;
        let name = plain(&row.name);
        let name = name.trim_end_matches("项目");
        (text::count_chars(name) >= TASK_NAME_CHARS).then(|| Named {
            name: name.to_owned(),
            money: amount.converted(ctx.totals.task_unit, MoneyUnit::Wan),
            path: FieldPath::Task(row.id, TaskField::Amount),
        })
    });
    let mut named: Vec<Named> = named.collect();
    named.sort_by_key(|task| std::cmp::Reverse(task.name.len()));
    named
}

/// The task whose name stands in the name of the indicator.
fn matching<'a>(tasks: &'a [Named], row: &Row<'_>) -> Option<&'a Named> {
    let name = plain(row.name());
    tasks.iter().find(|task| name.contains(&task.name))
}

/// A name without quotes and spaces.
fn plain(name: &str) -> String {
    let dressing = |c: &char| !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '《' | '》');
    name.chars().filter(dressing).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_cost_above_its_task_is_told() {
        for value in ["≤90万元", "900000元", "＜0.009亿元"] {
            check_rule(&format!(
                "base minimal
                indicators/+ 成本指标 | “社区课堂”项目总成本 | {value} | {value}
                indicators/i7/year #! B-16 warning: 成本 90.00 万元超过对应任务的资金 50.00 万元"
            ));
        }
    }

    #[test]
    fn a_cost_above_everything_is_told() {
        check_rule(
            "base minimal
            indicators/+ 成本指标 | 项目总成本 | ≤900万元 | ≤450万元
            indicators/i7/year #! B-16 warning: 成本 450.00 万元超过部门的全部支出 400.00 万元",
        );
    }

    #[test]
    fn costs_within_the_money_and_costs_of_one_are_in_order() {
        for (name, value) in [
            ("社区课堂项目总成本", "≤50万元"),
            ("社区课堂项目总成本", "≤500000元"),
            ("项目总成本", "≤90万元"),
            ("社区课堂单位成本", "≤900000元"),
            ("社区课堂每场成本", "≤60万元"),
            ("社区课堂人均成本", "≤90万元/人"),
            ("节约成本", "≥90万元"),
        ] {
            check_rule(&format!(
                "base minimal
                indicators/+ 成本指标 | {name} | {value} | {value}"
            ));
        }
    }
}
