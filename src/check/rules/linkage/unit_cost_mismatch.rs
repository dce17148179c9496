//! F-09: the amount of a task is not its unit cost times a number of people.

use super::common::named_tasks;
use crate::base::amount::{Amount, MoneyUnit};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{Entry, FieldPath, Task, TaskField};

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
    what: "任务资金不等于任务里写的单价乘以人数。",
    why: "单价、人数和资金写在一起，算不拢就说明其中一个数有误，审核时会要求测算依据。",
    example: "任务写“按每名社工11.92万元购买10名社工”，拟投入的资金却是 1,300,000.00 元。",
    how: "核对单价、人数和资金；资金还包括其他开支的，在内容里写明。",
    source: "预算测算依据充分的要求（常见审核要求）。",
};

/// Prices are compared up to this many people.
const MOST_PEOPLE: u32 = 100_000;

/// Money for each person, as a text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Price<'t> {
    /// In 元.
    amount: Amount,
    /// The person: 社工 in 每名社工11.92万元; may be empty.
    noun: &'t str,
}

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for task in named_tasks(ctx.draft) {
        let Entry::Value(amount) = task.amount else {
            continue;
        };
        let path = FieldPath::Task(task.id, TaskField::Amount);
        let unit = ctx.template.unit_of(&path).unwrap_or(MoneyUnit::Yuan);
        let amount = amount.converted(unit, MoneyUnit::Yuan);
        let Some((price, people)) = said(task) else {
            continue;
        };
        let product = times(price.amount, people);
        if product != amount && !amount.is_zero() {
            let message = format!(
                "按任务里的单价和人数（{people} 名）计算应为 {} 元，与资金不符",
                product.grouped()
            );
            sink.at(path, message);
        }
    }
}

/// The only price of a task and how many people it is for; `None` where there are more prices, or
/// more money than that.
fn said(task: &Task) -> Option<(Price<'_>, u32)> {
    let texts = [task.content.as_str(), task.goal.as_str()];
    let prices: Vec<Price<'_>> = texts.into_iter().flat_map(prices).collect();
    let [price] = prices.as_slice() else {
        return None;
    };
    let sums = texts.into_iter().map(|text| text.matches('元').count());
    if price.noun.is_empty() || sums.sum::<usize>() > 1 {
        return None;
    }
    let counts: Vec<u32> = texts
        .into_iter()
        .flat_map(|text| counts(text, price.noun))
        .collect();
    match counts.as_slice() {
        [only] => Some((*price, *only)),
        _ => None,
    }
}

/// 每名社工11.92万元, 每位教师每年6000元; a price for a month or an hour is none.
fn prices(text: &str) -> impl Iterator<Item = Price<'_>> {
    let starts = ["每名", "每位"].into_iter();
    starts
        .flat_map(|word| text.match_indices(word))
        .filter_map(|(at, word)| {
            let rest = text.get(at + word.len()..)?;
            let digits = rest.find(|c: char| c.is_ascii_digit())?;
            let (noun, rest) = rest.split_at_checked(digits)?;
            let noun = noun
                .trim()
                .trim_end_matches("每年")
                .trim_end_matches("安排");
            let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))?;
            let (number, rest) = rest.split_at_checked(end)?;
            let unit = if rest.starts_with("万元") {
                MoneyUnit::Wan
            } else if rest.starts_with('元') {
                MoneyUnit::Yuan
            } else {
                return None;
            };
            let behind = rest.trim_start_matches("万").trim_start_matches('元');
            let is_for_less = [
                "/月", "/天", "/日", "/时", "/小时", "/次", "/课", "每月", "每天", "每次",
            ];
            let is_year = !is_for_less.iter().any(|word| behind.starts_with(word));
            let is_noun = noun.chars().count() <= 6 && noun.chars().all(crate::base::text::is_han);
            let amount = Amount::parse(number).ok()?.converted(unit, MoneyUnit::Yuan);
            (is_year && is_noun && !noun.contains('每')).then_some(Price { amount, noun })
        })
}

/// 10名社工, 社工10名, 10位社工.
fn counts(text: &str, noun: &str) -> Vec<u32> {
    let found = text
        .match_indices(['名', '位', '人'])
        .filter_map(|(at, mark)| {
            let before = text.get(..at)?;
            let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
            let people: u32 = before.get(number.len()..)?.parse().ok()?;
            let is_behind = text.get(at + mark.len()..)?.trim_start().starts_with(noun);
            let is_before = number.trim_end().ends_with(noun);
            let is_whole = !number.ends_with(['.', ',', '第', '-', '~']);
            ((is_behind || is_before) && is_whole && people <= MOST_PEOPLE).then_some(people)
        });
    found.collect()
}

fn times(amount: Amount, n: u32) -> Amount {
    let mut sum = Amount::default();
    let mut double = amount;
    let mut left = n;
    while left > 0 {
        if left % 2 == 1 {
            sum = sum.plus(double);
        }
        double = double.plus(double);
        left /= 2;
    }
    sum
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
    fn where_the_sum_may_have_other_parts_nothing_is_told() {
        check_cost("每名社工10万元，另安排活动经费2万元，共6名社工。", "");
        check_cost("每名社工每月补贴500元，共6名社工。", "");
        check_cost("每名社工10万元，服务6名学员。", "");
        check_cost("每名社工10万元，老城区社工3名，新城区社工2名。", "");
        check_cost("每人补助100元，参加人数6人。", "");
    }
}
