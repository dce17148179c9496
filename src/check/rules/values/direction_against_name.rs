//! D-16: the comparator points against what the name measures.

use super::common::{is_satisfaction, quantity, rewrite, with_comparator};
use crate::base::number::Number;
use crate::check::Value;
use crate::check::context::{Row, quoted};
use crate::check::subject::Subject;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Comparator, Reading};

pub(super) static RULE: Rule = Rule {
    id: "direction-against-name",
    code: "D-16",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "计算符号的方向与指标的好坏方向相反。",
    why: "“投诉率≥5%”等于要求投诉越多越好，多半是符号用反了。",
    example: "“再犯率”写“≥5%”，“合格率”写“≤95%”。",
    how: "把符号反过来：“≤5%”、“≥95%”。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let polar = Subject::NEGATIVE.or(Subject::POSITIVE);
    let compared = Kinds::AT_LEAST.or(Kinds::AT_MOST).or(Kinds::RELATIVE);
    for value in ctx.values_of(compared) {
        let subject = value.row.subject;
        if !subject.any(polar) || subject.any(Subject::EXECUTION) {
            continue;
        }
        let Some(comparator) = comparator(&value) else {
            continue;
        };
        let wanted = if subject.any(Subject::NEGATIVE) && comparator.is_lower_bound() {
            "越低越好"
        } else if subject.any(Subject::POSITIVE) && comparator.is_upper_bound() {
            "越高越好"
        } else {
            continue;
        };
        let typed = quoted(value.value.raw());
        let text = quantity(&value)
            .filter(|quantity| makes_sense(value.row, quantity.number))
            .and(comparator.flipped())
            .and_then(|flipped| with_comparator(value.value, flipped));
        value
            .report(
                ctx,
                sink,
                format!("这个指标{wanted}，而指标值写的是{typed}"),
            )
            .fix(rewrite(&value, text));
    }
}

/// Turned round, the number is still something to aim at; 满意度≥20% is not.
fn makes_sense(row: &Row<'_>, number: Number) -> bool {
    let is_bad = row.subject.any(Subject::NEGATIVE);
    let is_low = is_satisfaction(row) && number < Number::whole(60);
    is_bad || !(number.is_zero() || is_low)
}

fn comparator(value: &Value<'_>) -> Option<Comparator> {
    match value.reading() {
        Reading::Quantity(quantity) => quantity.comparator,
        Reading::Relative(relative) => relative.comparator,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn bad_things_at_least_and_good_things_at_most_are_told() {
        check_value(
            "社会效益指标",
            "再犯率",
            "≥5%",
            &["D-16 warning: 这个指标越低越好，而指标值写的是“≥5%”"],
        );
        check_value(
            "质量指标",
            "学员合格率",
            "≤95%",
            &["D-16 warning: 这个指标越高越好"],
        );
        check_mended_value(["社会效益指标", "有责投诉率", "≥5%"], "D-16", "≤5%");
        check_mended_value(["质量指标", "学员合格率", "≤95%"], "D-16", "≥95%");
        check_value("社会效益指标", "安全事故发生次数", "≥3次", &["D-16"]);
        check_value("社会效益指标", "长者居家跌倒发生率", "≥5%", &["D-16"]);
        check_value("质量指标", "设施损坏率", "不低于2%", &["D-04", "D-16"]);
        check_value("质量指标", "学员结业率", "≤95%", &["D-16"]);
        check_value("社会效益指标", "就业比例", "不超过60%", &["D-04", "D-16"]);
        check_value("质量指标", "材料不合格率", "＞3%", &["D-16"]);
        check_value("质量指标", "学员合格率", "95%以下", &["D-04", "D-16"]);
    }

    #[test]
    fn handling_of_bad_things_and_right_directions_are_in_order() {
        for (branch, name, value) in [
            ("社会效益指标", "再犯率", "≤5%"),
            ("社会效益指标", "再犯率", "＝0"),
            ("社会效益指标", "跌倒发生率", "≤5%"),
            ("社会效益指标", "受理投诉件数", "≥50件"),
            ("社会效益指标", "慢性病患病率增幅", "≤1%"),
            ("质量指标", "溺水事件处置率", "≥98%"),
            ("质量指标", "学员结业率", "≥95%"),
            ("质量指标", "残疾人康复比例", "≥95%"),
            ("质量指标", "投诉办结率", "≥95%"),
            ("质量指标", "违法案件查处率", "≥95%"),
            ("社会效益指标", "交通事故下降率", "≥5%"),
            ("数量指标", "预防违法犯罪宣传次数", "≥5次"),
            ("数量指标", "事故应急演练场次", "≥5场"),
            ("社会效益指标", "挽回违约损失金额", "≥50万元"),
            ("成本指标", "预算执行率", "≤100%"),
            ("质量指标", "造价偏差率", "±3%以内"),
            ("时效指标", "材料报送及时率", "≥95%"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
