//! 实施周期指标值 is blank although 年度指标值 is written.

use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::{FieldPath, Indicator, IndicatorField};

pub(super) static RULE: Rule = Rule {
    id: "blank-cycle-value",
    code: "A-22",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "三级指标有年度指标值而没有实施周期指标值。",
    why: "表上有两列指标值，空着一列会被视为漏填。",
    example: "“年度指标值”写着“≥120场”，“实施周期指标值”空着。",
    how: "一年期的任务，两列填相同的值；跨年度的，填整个周期要达到的值。",
    source: "本表分列两种指标值；申报系统对总体和年度两套指标都要求填写（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if !ctx.template.has_cycle() {
        return;
    }
    for row in &ctx.draft.indicators {
        if row.cycle.is_empty() && !row.year.is_empty() {
            let path = FieldPath::Indicator(row.id, IndicatorField::Cycle);
            sink.unfilled(ctx, path.clone()).fix(fix(row, path));
        }
    }
}

fn fix(row: &Indicator, path: FieldPath) -> Fix {
    let label = format!("照抄{}", quoted(row.year.raw()));
    Fix::safe(Transaction::set(label, path, row.year.raw()))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn a_blank_cycle_is_reported_and_copied_from_the_year() {
        check_rule(
            "base minimal
            indicators/i3/cycle = #! A-22 warning: “实施周期指标值”未填 [safe]",
        );
        check_fix("base minimal\nindicators/i3/cycle =", "base minimal");
    }

    #[test]
    fn a_form_with_one_column_has_no_cycle() {
        check_rule(
            "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | | ≥90%",
        );
    }
}
