//! B-05: an amount is finer than 分.

use super::common::finest;
use crate::base::amount::{Amount, MoneyUnit};
use crate::base::text;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::Entry;

pub(super) static RULE: Rule = Rule {
    id: "overlong-decimals",
    code: "B-05",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "金额的小数位太多：万元超过 6 位，或者元超过 2 位。",
    why: "金额最小到分；更多的小数多半是电子表格的计算误差，系统不接受。",
    example: "“82800.920000000013”万元、“1191900.005”元。",
    how: "四舍五入到分。",
    source: "人民币的最小单位是分；申报系统的金额保留两位小数（常见审核要求）。",
};

/// What an amount can hold.
const KEPT_DECIMALS: usize = 10;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for (path, entry) in ctx.amounts() {
        let Some(amount) = understood(entry) else {
            continue;
        };
        let unit = ctx.template.unit_of(&path).unwrap_or(MoneyUnit::Yuan);
        let decimals = finest(unit);
        if entry.value().is_some() && amount.decimals() <= decimals {
            continue;
        }
        let message = format!("{}的小数超过 {decimals} 位，比分还小", ctx.label(&path));
        let rounded = amount.rounded(decimals);
        let label = format!("四舍五入为 {} {}", rounded.grouped_exact(), unit.label());
        let fix = Transaction::set(label, path.clone(), rounded.plain());
        sink.at(path, message).fix(Fix::changes_meaning(fix));
    }
}

/// The amount, also of a text that is none only because of its many decimals.
fn understood(entry: &Entry<Amount>) -> Option<Amount> {
    match entry {
        Entry::Empty => None,
        Entry::Value(amount) => Some(*amount),
        Entry::Raw(raw) => {
            let folded = text::fold_width(raw);
            let (integer, decimals) = folded.trim().split_once('.')?;
            let plain = decimals.bytes().all(|byte| byte.is_ascii_digit());
            // What is cut lies far behind the digit that decides.
            let kept = decimals.get(..KEPT_DECIMALS)?;
            plain.then(|| Amount::parse(&format!("{integer}.{kept}")).ok())?
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn what_is_finer_than_a_fen_is_told() {
        check_rule(
            "base minimal
            budget/basic = 300.0000001
            budget/basic #! B-05 warning: “基本支出”的小数超过 6 位，比分还小 [fix]
            budget #! B-06 info: 支出合计 400.0000001 万元与收入合计 400.00 万元相差 0.0000001 万元，是四舍五入造成的
            tasks/t2/amount = 500000.005 #! B-05 warning: “拟投入的资金”的小数超过 2 位，比分还小 [fix]",
        );
    }

    #[test]
    fn the_remains_of_a_spreadsheet_are_told_as_such() {
        check_rule(
            "base minimal
            budget/basic = 299.999999999999997 #! B-05 warning: “基本支出”的小数超过 6 位，比分还小 [fix]",
        );
        check_fix(
            "base minimal\nbudget/basic = 300.000000000000013",
            "base minimal",
        );
        check_fix(
            "base minimal\nbudget/basic = 299.999999999999997",
            "base minimal",
        );
    }

    #[test]
    fn amounts_down_to_a_fen_are_in_order() {
        check_rule(
            "base minimal
            budget/basic = 300.123456
            budget/project = 99.876544
            tasks/t2/amount = 500000.25",
        );
        check_rule("base minimal\ntasks/t2/amount = 500000.000");
    }

    #[test]
    fn the_amount_is_rounded() {
        check_fix(
            "base minimal\ntasks/t2/amount = 500000.005",
            "base minimal\ntasks/t2/amount = 500000.01",
        );
    }
}
