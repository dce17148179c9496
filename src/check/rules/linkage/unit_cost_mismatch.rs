//! F-09: the amount of a task is not its unit cost times a number of people, households or acres.

use std::collections::BTreeSet;

use super::common::{Price, named_tasks, prices};
use crate::base::amount::{Amount, MoneyUnit};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::Level2Role;
use crate::model::{Entry, FieldPath, RowId, Task, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "unit-cost-mismatch",
    code: "F-09",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "任务资金不等于任务里写的单价乘以人数或数量。",
    why: "单价、人数和资金写在一起，算不拢就说明其中一个数有误，审核时会要求测算依据。",
    example: "任务写“按每名社工11.92万元购买10名社工”，拟投入的资金却是 1,300,000.00 元。",
    how: "核对单价、人数和资金；资金还包括其他开支的，在内容里写明。",
    source: "预算测算依据充分的要求（常见审核要求）。",
};

/// Prices are compared up to so many.
const MOST: u32 = 10_000_000;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for task in named_tasks(ctx.draft) {
        let Entry::Value(amount) = task.amount else {
            continue;
        };
        let Some(price) = only_price(task) else {
            continue;
        };
        let Some(count) = count_for(ctx, task, &price) else {
            continue;
        };
        let path = FieldPath::Task(task.id, TaskField::Amount);
        let unit = ctx.template.unit_of(&path).unwrap_or(MoneyUnit::Yuan);
        let amount = amount.converted(unit, MoneyUnit::Yuan);
        let product = price.amount.times(count);
        if !amount.is_zero() && contradicts(&price, product, amount) {
            let counted = match price.item {
                "人" => format!("人数（{count} 名）"),
                item => format!("数量（{count} {item}）"),
            };
            let product = product.grouped();
            let message = format!("按任务里的单价和{counted}计算应为 {product} 元，与资金不符");
            sink.at(path, message);
        }
    }
}

/// Where the text does not say whom the price is for, the product must be near the amount: more
/// than it, or little less. Less money than the ceiling allows is in order.
fn contradicts(price: &Price<'_>, product: Amount, amount: Amount) -> bool {
    let is_more = product > amount && product <= amount.times(2);
    let is_little_less = product < amount && product.times(5) >= amount.times(4);
    match () {
        () if price.is_ceiling => is_little_less,
        () if price.noun.is_empty() => is_more || is_little_less,
        () => product != amount,
    }
}

/// The only price of a task; `None` where there are more prices, or more money than that.
fn only_price(task: &Task) -> Option<Price<'_>> {
    let texts = [task.content.as_str(), task.goal.as_str()];
    let prices: Vec<Price<'_>> = texts.into_iter().flat_map(prices).collect();
    let price = *prices.first()?;
    let is_same = |other: &Price<'_>| (other.amount, other.item) == (price.amount, price.item);
    let sums = texts.into_iter().map(|text| text.matches('元').count());
    let is_only = prices.iter().all(is_same) && sums.sum::<usize>() == prices.len();
    is_only.then_some(price)
}

/// How many the price is for: as the text with the price says it, else the other text, else the
/// only indicator of the task that counts such things; `None` where they are several.
fn count_for(ctx: &CheckCtx<'_>, task: &Task, price: &Price<'_>) -> Option<u32> {
    let mut texts = [task.content.as_str(), task.goal.as_str()];
    if prices(texts[0]).next().is_none() {
        texts.reverse();
    }
    for text in texts {
        let counts = counts(text, price);
        if !counts.is_empty() {
            return only(&counts);
        }
    }
    if !price.noun.is_empty() {
        return None;
    }
    let rows = ctx.rows().iter().filter(|row| {
        let mut linked = ctx.linkage().of_indicator(row.index).iter();
        row.is_in(Level2Role::Quantity) && linked.any(|found| found.from == RowId::Task(task.id))
    });
    let quantities = rows.filter_map(|row| row.indicator.year.quantity());
    let counts = quantities.filter(|quantity| quantity.scaled().1 == price.item);
    let counts = counts.map(|quantity| quantity.scaled().0.to_string().parse().unwrap_or(0));
    only(&counts.collect())
}

fn only(counts: &BTreeSet<u32>) -> Option<u32> {
    let mut all = counts.iter().copied();
    let first = all.next().filter(|count| *count > 0);
    first.filter(|_| all.next().is_none())
}

/// 10名社工, 社工10名, 10位社工; any people where the price names none, and 600户, 20000亩.
fn counts(text: &str, price: &Price<'_>) -> BTreeSet<u32> {
    let marks: &[&str] = match price.item {
        "人" => &["名", "位", "人"],
        _ => &[price.item],
    };
    let found = marks.iter().flat_map(|mark| text.match_indices(mark));
    let counts = found.filter_map(|(at, mark)| {
        let before = text.get(..at)?;
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let count: u32 = before.get(number.len()..)?.parse().ok()?;
        let behind = text.get(at + mark.len()..)?.trim_start();
        let is_of_noun = behind.starts_with(price.noun) || number.trim_end().ends_with(price.noun);
        let is_whole = !number.ends_with(['.', ',', '第', '-', '~', '每']);
        let is_unit = price.item.len() > 3 || !behind.starts_with(['次', '月', '/']);
        (is_of_noun && is_whole && is_unit && count <= MOST).then_some(count)
    });
    counts.collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[track_caller]
    fn check_cost(content: &str, finding: &str) {
        check_rule(&format!(
            "base minimal
            tasks/t2/content = {content}
            tasks/t2/amount = 500000.00 {finding}"
        ));
    }

    #[test]
    fn people_times_price_is_the_amount() {
        let finding =
            "#! F-09 hint: 按任务里的单价和人数（6 名）计算应为 600,000.00 元，与资金不符";
        check_cost("按每名社工10万元/年的标准购买6名社工的服务。", finding);
        check_cost("配备社工6名，每名社工100000元。", finding);
        check_cost("按每名社工10万元/年的标准购买5名社工的服务。", "");
    }

    #[test]
    fn households_and_areas_have_prices_too() {
        let told = |count, sum| {
            format!("#! F-09 hint: 按任务里的单价和{count}计算应为 {sum} 元，与资金不符")
        };
        check_cost(
            "按每户4500元的标准改造120户家庭。",
            &told("数量（120 户）", "540,000.00"),
        );
        check_cost(
            "平整土地200亩，亩均投资不超过2400元。",
            &told("数量（200 亩）", "480,000.00"),
        );
        check_cost(
            "按每人900元的标准安排培训600人。",
            &told("人数（600 名）", "540,000.00"),
        );
        check_cost("按每户4000元的标准改造125户家庭。", "");
        check_cost("按每户不超过4500元的标准改造120户家庭。", "");
        check_cost("每户改造费用4000元，走访家庭3000户。", "");
        check_cost("每户补助4000元，城区60户，镇区70户。", "");
        check_cost("每人900元，服务600人次。", "");
        check_cost("每场讲座2000元，全年200场，印制资料另需10万元。", "");
    }

    #[test]
    fn where_the_sum_may_have_other_parts_nothing_is_told() {
        check_cost("每名社工10万元，另安排活动经费2万元，共6名社工。", "");
        check_cost("每名社工每月补贴500元，共6名社工。", "");
        check_cost("每名社工10万元，服务6名学员。", "");
        check_cost("每名社工10万元，老城区社工3名，新城区社工2名。", "");
        check_cost("每人补助100元，参加人数6人。", "");
    }
}
