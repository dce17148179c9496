//! D-20: a value compares with another year whose number is not told.

use crate::check::context::quoted;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Reading, Relative};

pub(super) static RULE: Rule = Rule {
    id: "base-number-missing",
    code: "D-20",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值与往年比较，却没有写往年的数。",
    why: "不知道上年是多少，就不知道今年要做到多少。",
    example: "“不低于上年度水平”、“较上年提高”。",
    how: "写出基数或者目标数，例如“不低于上年（95%）”或者“≥95%”。",
    source: "申报系统另设上年指标值一栏作为依据（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::RELATIVE) {
        let Reading::Relative(relative) = value.reading() else {
            continue;
        };
        if lacks_base(relative) {
            let message = format!("{}没有写往年的数", quoted(value.value.raw()));
            value
                .report(ctx, sink, message)
                .hint("写出上年的数，或者直接写今年的目标数");
        }
    }
}

/// Neither the number of the other time nor the difference is told; a standard needs none.
fn lacks_base(relative: &Relative) -> bool {
    const TIMES: [&str; 9] = [
        "年", "期", "同比", "环比", "上月", "以往", "历史", "原有", "现有",
    ];
    let is_told = relative.base_number.is_some() || relative.amount.is_some();
    let base = relative.base.as_str();
    let is_time = TIMES.iter().any(|word| base.contains(word));
    let is_standard = base.contains("标准") || base.contains("要求");
    !is_told && is_time && !is_standard
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_value;

    #[test]
    fn comparisons_without_a_number_are_told() {
        check_value(
            "社会效益指标",
            "养老保险覆盖情况",
            "不低于上年度水平",
            &["D-20 hint: “不低于上年度水平”没有写往年的数"],
        );
        for value in ["较上年提高", "不低于去年", "与上年持平"] {
            check_value("社会效益指标", "养老保险覆盖情况", value, &["D-20"]);
        }
    }

    #[test]
    fn comparisons_with_a_number_are_in_order() {
        for value in ["较上年提高5%", "较上年120件提高5%", "提高5%", "≥95%"] {
            check_value("社会效益指标", "养老保险覆盖情况", value, &[]);
        }
    }
}
