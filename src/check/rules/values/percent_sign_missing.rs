//! D-08: a share has a number without %.

use super::common::{is_satisfaction, quantity, rewrite, with_unit};
use crate::base::number::Number;
use crate::check::context::quoted;
use crate::check::subject::Subject;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "percent-sign-missing",
    code: "D-08",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标名称是比率，而数字后面没有百分号。",
    why: "“90”可以是90%，也可以是90分、90人，考核时说不清。",
    example: "“居民满意度”的指标值写“≥90”。",
    how: "补上百分号：“≥90%”。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::BARE) {
        let Some(quantity) = quantity(&value) else {
            continue;
        };
        let is_bare = quantity.unit.is_empty() && quantity.number > Number::whole(1);
        if !is_bare || !value.row.subject.any(Subject::RATIO) {
            continue;
        }
        let message = format!("指标是比率，而{}没有百分号", quoted(value.value.raw()));
        let is_plausible = quantity.number <= Number::whole(100)
            && (quantity.number >= Number::whole(60) || !is_satisfaction(value.row));
        let text = with_unit(value.value, "%").filter(|_| is_plausible);
        value.report(ctx, sink, message).fix(rewrite(&value, text));
    }
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn a_bare_number_for_a_share_is_told_once() {
        check_value(
            "质量指标",
            "学员合格率",
            "≥90",
            &["D-08 warning: 指标是比率，而“≥90”没有百分号"],
        );
        check_value("服务对象满意度指标", "学员满意度", "90", &["D-08"]);
        check_value("质量指标", "课程完成率", "120", &["D-08"]);
        check_value("数量指标", "设备完好率", "95", &["D-08"]);
        check_mended_value(["质量指标", "学员合格率", "≥90"], "D-08", "≥90%");
        check_mended_value(
            ["质量指标", "参训人员占比（%）", "60以上"],
            "D-08",
            "60%以上",
        );
    }

    #[test]
    fn percents_marks_and_nothing_at_all_are_in_order() {
        for (branch, name, value) in [
            ("质量指标", "学员合格率", "≥90%"),
            ("质量指标", "有责投诉率", "＝0"),
            ("服务对象满意度指标", "学员满意度", "≥90分"),
            ("社会效益指标", "营商环境评分", "≥90"),
            ("生态效益指标", "车间温度", "≤26"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
