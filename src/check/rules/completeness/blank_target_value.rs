//! a named 三级指标 has no 年度指标值.

use crate::base::text;
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::{FieldPath, Indicator, IndicatorField};

pub(super) static RULE: Rule = Rule {
    id: "blank-target-value",
    code: "A-21",
    severity: Severity::Error,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "三级指标有名称而没有年度指标值。",
    why: "没有指标值就无法衡量，年终也无从评价是否完成。",
    example: "“社区课堂场次”一行的“年度指标值”空着。",
    how: "填写本年度要达到的值，例如“≥120场”；与实施周期指标值相同的可以照抄。",
    source: "申报系统要求每个指标都填指标值（常见审核要求）；财预〔2015〕88号要求绩效目标细化量化。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in &ctx.draft.indicators {
        if row.year.is_empty() && !text::is_blank(&row.name) {
            let path = FieldPath::Indicator(row.id, IndicatorField::Year);
            sink.unfilled(ctx, path.clone()).fix(fix(ctx, row, path));
        }
    }
}

/// The value of the cycle, where there is one.
fn fix(ctx: &CheckCtx<'_>, row: &Indicator, path: FieldPath) -> Option<Fix> {
    let usable = ctx.template.has_cycle() && !row.cycle.is_empty();
    let label = format!("照抄{}", quoted(row.cycle.raw()));
    usable.then(|| Fix::safe(Transaction::set(label, path, row.cycle.raw())))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn a_name_without_value_is_an_error() {
        check_rule(
            "base minimal
            indicators/i3/cycle =
            indicators/i3/year = #! A-21 error: “年度指标值”未填",
        );
    }

    #[test]
    fn where_only_the_cycle_is_written_it_is_one_finding_and_can_be_copied() {
        check_rule(
            "base minimal
            indicators/i3/year = #! A-21 error: “年度指标值”未填 [safe]",
        );
        check_fix("base minimal\nindicators/i3/year =", "base minimal");
    }

    #[test]
    fn a_form_with_one_column_speaks_of_that_column() {
        check_rule(
            "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | ≥90% |
            indicators/i6/year #! A-21 error: “指标值”未填",
        );
    }
}
