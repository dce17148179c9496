//! D-14: a value is a range.

use crate::check::context::{Row, quoted};
use crate::check::subject::Subject;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Quantity, Reading};
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "range-target-value",
    code: "D-14",
    severity: Severity::Error,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值是一个范围，或者范围的下限大于上限。",
    why: "范围说不清完成多少才算完成；上下限写反就更没有意义。",
    example: "“80%～90%”、“90%～80%”。",
    how: "只写考核的底线：“≥80%”。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::RANGE) {
        let Reading::Range { low, high } = value.reading() else {
            continue;
        };
        let typed = quoted(value.value.raw());
        if is_reversed(low, high) {
            value.report(ctx, sink, format!("{typed}的下限大于上限"));
        } else if is_floor(value.row) {
            value
                .report(ctx, sink, format!("{typed}是一个范围，说不清多少算完成"))
                .severity(Severity::Hint)
                .hint("一般只写底线，例如“≥80%”");
        }
    }
}

fn is_reversed(low: &Quantity, high: &Quantity) -> bool {
    let ((low, low_unit), (high, high_unit)) = (low.scaled(), high.scaled());
    low > high && (low_unit == high_unit || low_unit.is_empty())
}

/// More is better here, so that the upper end says nothing; a temperature may have both.
fn is_floor(row: &Row<'_>) -> bool {
    let counts = Subject::COUNT.or(Subject::RATIO).or(Subject::POSITIVE);
    let measures = row.subject.any(counts) || row.is_in(Level2Role::Quantity);
    measures && !row.subject.any(Subject::NEGATIVE.or(Subject::COST))
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_value;

    #[test]
    fn reversed_ranges_are_errors_and_others_are_told() {
        check_value(
            "质量指标",
            "学员合格率",
            "90%～80%",
            &["D-14 error: “90%～80%”的下限大于上限"],
        );
        check_value("数量指标", "活动场次", "5～3场", &["D-14 error"]);
        check_value(
            "数量指标",
            "活动场次",
            "3～5场",
            &["D-14 hint: “3～5场”是一个范围，说不清多少算完成"],
        );
        check_value("质量指标", "学员合格率", "80%至90%", &["D-14 hint"]);
    }

    #[test]
    fn ranges_of_what_has_two_ends_are_in_order() {
        check_value("生态效益指标", "库房温度", "18～22℃", &[]);
        check_value("数量指标", "投入规模", "0.8～1.2万人次", &["D-14 hint"]);
        check_value("时效指标", "服务时间", "2025年1月～12月", &[]);
        check_value("质量指标", "师生比例", "1:20", &[]);
    }
}
