//! a 三级指标 has a value and no name, or nothing at all.

use crate::base::text;
use crate::check::context::is_blank_row;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, IndicatorField};

pub(super) static RULE: Rule = Rule {
    id: "nameless-indicator",
    code: "A-20",
    severity: Severity::Error,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "三级指标有指标值而没有名称。",
    why: "没有名称的指标值说明不了任何事情，审核时会被退回。",
    example: "“三级指标”空着，“年度指标值”写着“≥60个”。",
    how: "填写指标名称，例如“对接工单数量”；多余的空行请删除。",
    source: "申报系统把指标名称列为必录项（常见审核要求）；整行空白的只作提示。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx
        .draft
        .indicators
        .iter()
        .filter(|row| text::is_blank(&row.name))
    {
        let path = FieldPath::Indicator(row.id, IndicatorField::Name);
        if is_blank_row(row, ctx.template) {
            sink.at(path, "这一行指标还没有填写")
                .severity(Severity::Hint);
        } else {
            let message = format!("有指标值，而{}未填", ctx.label(&path));
            sink.at(path, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_value_without_name_is_an_error() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | | ≥60个 | ≥60个 #! A-20 error: 有指标值，而“三级指标”未填",
        );
        check_rule(
            "base minimal
            indicators/+ 数量指标 | | ≥60个 | #! A-20 error: 有指标值，而“三级指标”未填",
        );
    }

    #[test]
    fn a_blank_row_is_one_hint() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | | | #! A-20 hint: 这一行指标还没有填写",
        );
        // A form with one column does not show what another form left in the other.
        check_rule(
            "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | | ≥90%
            indicators/+ 数量指标 | | ≥60个 | #! A-20 hint: 这一行指标还没有填写",
        );
    }
}
