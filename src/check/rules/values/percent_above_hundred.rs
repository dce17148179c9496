//! D-10: a share lies above 100 %.

use super::common::{is_capped, quantity, rewrite, with_comparator, with_number};
use crate::base::number::Number;
use crate::check::Value;
use crate::check::context::{Row, quoted};
use crate::check::subject::{Subject, core};
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::TargetValue;
use crate::model::target::{Comparator, Quantity};

pub(super) static RULE: Rule = Rule {
    id: "percent-above-hundred",
    code: "D-10",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "比率超过了100%。",
    why: "合格率、覆盖率这样的比率不可能超过100%，多半是笔误，或者识别时把“≥”认成了“2”。",
    example: "“合格率”写成“292%”，原本是“≥92%”。",
    how: "核对后改成实际的百分数。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::PERCENT) {
        let Some(quantity) = quantity(&value) else {
            continue;
        };
        if !quantity.is_percent() || quantity.number <= Number::whole(100) {
            continue;
        }
        let typed = quoted(value.value.raw());
        let misread = misread(quantity);
        if is_capped(value.row) {
            let text = misread.and_then(|number| mended(&value, number));
            let message = format!("指标是比率，而{typed}超过了 100%");
            value.report(ctx, sink, message).fix(rewrite(&value, text));
        } else if let Some(number) = misread.filter(|_| seldom_exceeds(value.row)) {
            let message = format!("{typed}远远超过 100%，可能是“≥{number}%”");
            let fix = rewrite(&value, mended(&value, number));
            value
                .report(ctx, sink, message)
                .severity(Severity::Hint)
                .fix(fix);
        }
    }
}

/// What the number was if its 2 was a ≥.
fn misread(quantity: &Quantity) -> Option<Number> {
    let digits = quantity.number.to_string();
    let rest = digits
        .strip_prefix('2')
        .filter(|rest| !rest.starts_with('0'))?;
    let number = Number::parse(rest)?;
    let is_plausible = number >= Number::whole(50) && number <= Number::whole(100);
    (is_plausible && quantity.comparator.is_none()).then_some(number)
}

fn mended(value: &Value<'_>, number: Number) -> Option<String> {
    let smaller = with_number(value.value, number, "%")?;
    with_comparator(&TargetValue::read(&smaller), Comparator::AtLeast)
}

/// It may lie above 100 %, but hardly at twice and more: 完成率, 到位率.
fn seldom_exceeds(row: &Row<'_>) -> bool {
    const WORDS: [&str; 5] = ["完成率", "到位率", "执行率", "使用率", "达成率"];
    let core = core(&row.indicator.name);
    row.subject.any(Subject::UNCAPPED) && WORDS.iter().any(|word| core.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn a_share_above_a_hundred_is_told_once() {
        check_value(
            "质量指标",
            "学员合格率",
            "292%",
            &["D-10 warning: 指标是比率，而“292%”超过了 100%"],
        );
        check_mended_value(["质量指标", "学员合格率", "292%"], "D-10", "≥92%");
        check_value("质量指标", "学员合格率", "≥120%", &["D-10"]);
        check_value("质量指标", "学员合格率", "≤120%", &["D-10", "D-16"]);
        check_value("服务对象满意度指标", "学员满意度", "≥150%", &["D-10"]);
        check_value("质量指标", "任务完成率", "295%", &["D-10 hint"]);
    }

    #[test]
    fn growth_and_completion_may_exceed_a_hundred() {
        for (branch, name, value) in [
            ("质量指标", "任务完成率", "≥120%"),
            ("经济效益指标", "产值增长率", "≥200%"),
            ("经济效益指标", "产值增长率", "＝292%"),
            ("经济效益指标", "拨备覆盖率", "≥150%"),
            ("成本指标", "资产负债率", "≤120%"),
            ("经济效益指标", "营业收入同比", "≥150%"),
            ("质量指标", "学员合格率", "＝100%"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
