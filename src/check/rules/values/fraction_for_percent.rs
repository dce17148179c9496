//! D-09: a share is written as a bare fraction of one.

use super::common::{is_satisfaction, quantity, rewrite, with_number};
use crate::base::number::Number;
use crate::check::context::{Row, quoted};
use crate::check::subject::Subject;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "fraction-for-percent",
    code: "D-09",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标名称是比率，而指标值是不大于1的小数或者“1”。",
    why: "多半是从表格里复制百分数时丢了格式：“1”原本是100%，“0.95”原本是95%。",
    example: "“补贴发放准确率”的指标值写“1”。",
    how: "写成百分数：“＝100%”、“≥95%”。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::BARE) {
        let Some(quantity) = quantity(&value) else {
            continue;
        };
        let number = quantity.number;
        let is_fraction = number > Number::whole(0) && number <= Number::whole(1);
        let is_told = is_fraction && quantity.unit.is_empty();
        if !is_told || !value.row.subject.any(Subject::RATIO) {
            continue;
        }
        let message = format!("指标是比率，而{}没有写成百分数", quoted(value.value.raw()));
        let mut finding = value.report(ctx, sink, message);
        for number in likely_percents(value.row, number) {
            let text = with_number(value.value, number, "%");
            finding = finding.fix(rewrite(&value, text));
        }
    }
}

/// The percents that may be meant, the likeliest first: of 投诉率, 1 is rather 1 % than 100 %.
fn likely_percents(row: &Row<'_>, number: Number) -> Vec<Number> {
    let hundredfold = number.hundredfold();
    // Nobody promises that half of the people are contented.
    let hundredfold =
        hundredfold.filter(|number| *number >= Number::whole(60) || !is_satisfaction(row));
    if row.subject.any(Subject::NEGATIVE) {
        let smaller = Some(number).filter(|_| number.is_whole());
        smaller.into_iter().chain(hundredfold).collect()
    } else if row.subject.any(Subject::UNCAPPED) {
        hundredfold.into_iter().chain([number]).collect()
    } else {
        hundredfold.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn a_fraction_for_a_share_is_told_once() {
        for value in ["1", "0.95", "≥0.95", "≥1"] {
            check_value(
                "质量指标",
                "补贴发放准确率",
                value,
                &["D-09 warning: 指标是比率，而“"],
            );
        }
        check_mended_value(["质量指标", "补贴发放准确率", "1"], "D-09", "100%");
        check_mended_value(["质量指标", "补贴发放准确率", "≥0.955"], "D-09", "≥95.5%");
        check_mended_value(["质量指标", "有责投诉率", "≤1"], "D-09", "≤1%");
        check_mended_value(["质量指标", "有责投诉率", "≤0.05"], "D-09", "≤5%");
    }

    #[test]
    fn percents_below_one_and_numbers_of_others_are_in_order() {
        for (branch, name, value) in [
            ("质量指标", "有责投诉率", "≤0.5%"),
            ("数量指标", "年度报告数量", "≥1份"),
            ("质量指标", "系统故障率", "＝0"),
            ("质量指标", "师生比例", "1:20"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
