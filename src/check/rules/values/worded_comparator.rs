//! D-04: a comparator is written as a word.

use super::common::respell;
use crate::check::Value;
use crate::check::context::quoted;
use crate::check::traits::Traits;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Aspect, MarkForm, Notation, NumberNotation, Reading};

pub(super) static RULE: Rule = Rule {
    id: "worded-comparator",
    code: "D-04",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &["hundred-as-lower-bound", "percent-above-hundred"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "计算符号和文字重复或者矛盾，或者只用文字代替计算符号。",
    why: "符号与文字并用显得重复，两者相反时更说不清要求；只用文字是通行写法，但申报系统的计算符号不收文字，所以只作说明。",
    example: "“≥85%以上”、“≥不少于60个”；“不低于90%”。",
    how: "只留符号：“≥85%”、“≥60个”、“≥90%”。",
    source: "申报系统把指标值分为计算符号、数值、计量单位各一栏（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let numeric = Kinds::NUMBER.or(Kinds::COMPOUND).or(Kinds::FIGURE);
    let wanted =
        |kinds: Kinds, text: Traits| kinds.any(numeric) && text.any(Traits::COMPARING_WORD);
    for value in ctx.values_where(wanted) {
        let numeric = match value.reading() {
            Reading::Quantity(quantity) => quantity.comparator.is_some(),
            Reading::Compound(_) | Reading::Figure(_) => true,
            _ => false,
        };
        if numeric && has_word(value.value.raw()) {
            judge(&value, &value.value.notation(), ctx, sink);
        }
    }
}

fn judge(value: &Value<'_>, notation: &Notation, ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let typed = quoted(value.value.raw());
    if notation
        .numbers
        .iter()
        .any(NumberNotation::is_contradictory)
    {
        let message = format!("{typed}的符号和文字互相矛盾");
        value.report(ctx, sink, message);
    } else if notation.is_doubled() {
        value
            .report(ctx, sink, format!("{typed}的符号和文字重复"))
            .fix(respell(value, value.value.mended(Aspect::Doubled)));
    } else if matches!(value.reading(), Reading::Quantity(_)) && is_worded(notation) {
        value
            .report(ctx, sink, format!("{typed}用文字代替了计算符号"))
            .severity(Severity::Info)
            .fix(respell(value, value.value.mended(Aspect::Words)));
    }
}

/// Every word that a comparator can be has one of these.
fn has_word(raw: &str) -> bool {
    const PARTS: [char; 14] = [
        '不', '少', '低', '上', '下', '内', '过', '超', '达', '于', '高', '满', '足', '含',
    ];
    raw.contains(PARTS)
}

fn is_worded(notation: &Notation) -> bool {
    let marks = notation.numbers.iter();
    // ±3%以内 has a sign that says all.
    let mut marks = marks.filter_map(|number| number.before.as_ref().or(number.after.as_ref()));
    marks.any(|mark| mark.form == MarkForm::Word)
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn a_sign_and_a_word_at_once_are_warned_of() {
        for value in ["≥85%以上", "≥85%及以上"] {
            check_value("质量指标", "学员合格率", value, &["D-04 warning"]);
            check_mended_value(["质量指标", "学员合格率", value], "D-04", "≥85%");
        }
        for value in ["≥不低于85%", "≥至少85%", "不低于≥85%", "≥不低于85%以上"]
        {
            check_value("质量指标", "学员合格率", value, &["D-04 warning"]);
            check_mended_value(["质量指标", "学员合格率", value], "D-04", "≥85%");
        }
        check_value("数量指标", "走访户数", "≥不少于600户", &["D-04 warning"]);
        check_value("质量指标", "投诉率", "≤不超过5%", &["D-04 warning"]);
        check_value(
            "社会效益指标",
            "服务情况",
            "≤不低于85%",
            &["D-04 warning: “≤不低于85%”的符号和文字互相矛盾"],
        );
        check_value(
            "质量指标",
            "投诉率",
            "≤5%以内",
            &["D-04 warning: “≤5%以内”的符号和文字重复"],
        );
        check_value(
            "社会效益指标",
            "服务情况",
            "≤85%以上",
            &["D-04 warning: “≤85%以上”的符号和文字互相矛盾"],
        );
    }

    #[test]
    fn a_word_alone_is_worth_knowing() {
        for value in ["不低于85%", "85%以上", "至少85%"] {
            check_value("质量指标", "学员合格率", value, &["D-04 info: "]);
            check_mended_value(["质量指标", "学员合格率", value], "D-04", "≥85%");
        }
        check_mended_value(["质量指标", "投诉率", "不超过5%"], "D-04", "≤5%");
    }

    #[test]
    fn dates_grades_durations_and_words_about_something_else_are_in_order() {
        for (branch, name, value) in [
            ("时效指标", "完成时间", "2025年12月以前"),
            ("时效指标", "办结时限", "5个工作日以内"),
            ("质量指标", "评审结果", "国家二级以上"),
            ("质量指标", "造价偏差率", "±3%以内"),
            ("质量指标", "造价偏差率", "≤3%"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
