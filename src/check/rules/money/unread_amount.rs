//! B-01: an amount field holds a text that is no amount.

use crate::base::amount::{Amount, MoneyUnit};
use crate::base::text;
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "unread-amount",
    code: "B-01",
    severity: Severity::Error,
    fix: FixAvailability::Sometimes,
    yields_to: &["ambiguous-amount", "overlong-decimals"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "金额栏里写的不是金额。",
    why: "写成文字的金额算不进合计，也无法导入预算系统。",
    example: "“约120万”“119.19万元”“待定”。",
    how: "只填数字，单位已经印在表头；带单位的数字可以一键换算。",
    source: "本表表样：金额栏注明单位，栏内只填数字；申报系统只接受数字（常见审核要求）。",
};

/// Units behind a number, and how many times ten thousand 元 each is; longer forms first.
const UNITS: [(&str, u8); 6] = [
    ("亿元", 2),
    ("万元", 1),
    ("元整", 0),
    ("亿", 2),
    ("万", 1),
    ("元", 0),
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for (path, entry) in ctx.amounts() {
        if let Some(raw) = entry.raw() {
            let message = format!("{}写的是{}，不是金额", ctx.label(&path), quoted(raw));
            let unit = ctx.template.unit_of(&path).unwrap_or(MoneyUnit::Yuan);
            let finding = sink.at(path.clone(), message).fix(fix(path, raw, unit));
            finding.hint(format!("只填数字，单位是{}", unit.label()));
        }
    }
}

/// Offered only where number and unit are written out and the conversion is exact.
fn fix(path: FieldPath, raw: &str, unit: MoneyUnit) -> Option<Fix> {
    let amount = understood(raw, unit)?;
    let label = format!("换算为 {} {}", amount.grouped_exact(), unit.label());
    Some(Fix::changes_meaning(Transaction::set(
        label,
        path,
        amount.plain(),
    )))
}

fn understood(raw: &str, unit: MoneyUnit) -> Option<Amount> {
    let folded = text::fold_width(raw);
    let (digits, ten_thousands) = unit_behind(folded.trim());
    in_unit(Amount::parse(digits).ok()?, ten_thousands?, unit)
}

/// What stands before the unit, and how many times ten thousand 元 the unit is; `None` where there
/// is no unit.
pub(super) fn unit_behind(written: &str) -> (&str, Option<u8>) {
    let found = UNITS
        .iter()
        .find_map(|(word, times)| Some((written.strip_suffix(word)?, Some(*times))));
    found.unwrap_or((written, None))
}

/// An amount that was written with its unit, in the unit of its field; `None` where it does not
/// fit.
pub(super) fn in_unit(amount: Amount, ten_thousands: u8, unit: MoneyUnit) -> Option<Amount> {
    let mut amount = amount;
    for _ in 0..ten_thousands {
        amount = amount.converted(MoneyUnit::Wan, MoneyUnit::Yuan);
    }
    let amount = amount.converted(MoneyUnit::Yuan, unit);
    let exact = Amount::parse(&amount.plain()) == Ok(amount);
    exact.then_some(amount)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_hints, check_rule};

    #[test]
    fn words_are_no_amount_anywhere() {
        check_rule(
            "base minimal
            budget/other_income = 约120万 #! B-01 error: “其他资金”写的是“约120万”，不是金额
            tasks/t2/amount = 待定 #! B-01 error: “拟投入的资金”写的是“待定”，不是金额
            other_tasks/+ 会议 | 召开会议。 | 五万
            other_tasks/o7/amount #! B-01 error: “拟投入的资金”写的是“五万”，不是金额",
        );
        check_hints(
            "base minimal\nbudget/basic = 约120万",
            &["只填数字，单位是万元"],
        );
    }

    #[test]
    fn what_scanners_make_of_an_amount_is_one() {
        check_rule("base minimal\ntasks/t2/amount = ５00, 000. 00");
    }

    #[test]
    fn a_number_with_its_unit_is_converted() {
        for (path, typed, converted) in [
            ("tasks/t2/amount", "119.19万元", "1191900.00"),
            ("tasks/t2/amount", "500000元整", "500000.00"),
            ("tasks/t2/amount", "０.５ 亿", "50000000.00"),
            ("budget/basic", "300万元", "300.00"),
            ("budget/basic", "0.03亿元", "300.00"),
            ("budget/basic", "3000000元整", "300.00"),
        ] {
            check_fix(
                &format!("base minimal\n{path} = {typed}"),
                &format!("base minimal\n{path} = {converted}"),
            );
        }
    }

    #[test]
    fn a_number_too_large_to_hold_is_not_converted() {
        check_rule(
            "base minimal
            tasks/t2/amount = 123456789012万 #! B-01 error: “拟投入的资金”写的是“123456789012万”，不是金额",
        );
    }
}
