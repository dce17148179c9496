//! C-20: the unit of an 指标值 is long.

use crate::base::text::{self, count_chars, is_han};
use crate::check::Value;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::TargetValue;
use crate::model::target::{Quantity, Reading};

pub(super) static RULE: Rule = Rule {
    id: "long-unit",
    code: "C-20",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &["long-value"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值的计量单位超过 10 个字。",
    why: "申报系统的计量单位一栏最多 10 个字，太长的多半是把说明写成了单位。",
    example: "“≥20场次面向全市青少年的普法讲座”。",
    how: "单位只写“场次”，说明写进指标名称。",
    source: "绩效申报系统的字段长度（常见审核要求）。",
};

const MAX_CHARS: usize = 10;

/// Units are told up to this many characters.
const TOLD_CHARS: usize = 20;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let with_unit = Kinds::COUNTED.or(Kinds::COMPOUND).or(Kinds::RANGE);
    for value in ctx.values_of(with_unit.or(Kinds::FIGURE)) {
        if matches!(value.reading(), Reading::Figure(_)) {
            if let Some(unit) = sentence_as_unit(value.value) {
                report(ctx, sink, &value, unit);
            }
            continue;
        }
        let quantities = match value.reading() {
            Reading::Quantity(quantity) => std::slice::from_ref(quantity),
            Reading::Compound(quantities) => quantities.as_slice(),
            Reading::Range { high, .. } => std::slice::from_ref(high),
            _ => continue,
        };
        if let Some(quantity) = quantities.iter().find(|quantity| is_long(quantity)) {
            report(ctx, sink, &value, &quantity.unit);
        }
    }
}

fn report(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, value: &Value<'_>, unit: &str) {
    let chars = count_chars(unit);
    let told = text::shortened(unit, TOLD_CHARS);
    let message = format!("计量单位“{told}”有 {chars} 字，一般不超过 {MAX_CHARS} 字");
    value.report(ctx, sink, message);
}

/// What is written in the place of the unit of a number that begins the value:
/// ≥900个由社工跟进的困难家庭个案.
fn sentence_as_unit(value: &TargetValue) -> Option<&str> {
    let raw = value.raw().trim_end();
    if raw.len() <= MAX_CHARS {
        return None;
    }
    let notation = value.notation();
    let [number] = notation.numbers.as_slice() else {
        return None;
    };
    let begins = number.span.start == 0 && number.before.is_some() && number.after.is_none();
    if !begins || number.percent.is_some() {
        return None;
    }
    let digits = raw.rfind(|c: char| c.is_ascii_digit())?;
    let unit = raw.get(digits + 1..)?;
    // Behind 的 or a mark of punctuation is a sentence that does not pass for a unit.
    let behind = raw.get(number.span.end..)?;
    let goes_on = behind.starts_with('的') || !unit.chars().all(is_han);
    (count_chars(unit) > MAX_CHARS && !goes_on).then_some(unit)
}

/// A sentence behind a number is no unit.
fn is_long(quantity: &Quantity) -> bool {
    let unit = &quantity.unit;
    // A character has a byte at least.
    unit.len() > MAX_CHARS
        && count_chars(unit) > MAX_CHARS
        && !unit.contains(['，', '。', '；', ',', ';', '、'])
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn long_units_are_told_once() {
        check_rule(
            "base minimal
            indicators/+ 成本指标 | 课程补助标准 | ≤5元每人每学年每学期每门课程 | ≤5元每人每学年每学期每门课程
            indicators/i7/year #! C-20 hint: 计量单位“元每人每学年每学期每门课程”有 13 字，一般不超过 10 字",
        );
    }

    #[test]
    fn a_sentence_in_the_place_of_a_unit_is_told() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | 课程学员人数 | ≥900个由社工全程跟进的困难家庭个案 | ≥900个由社工全程跟进的困难家庭个案
            indicators/i7/year #! C-20 hint: 计量单位“个由社工全程跟进的困难家庭个案”有 15 字，一般不超过 10 字",
        );
    }

    #[test]
    fn sentences_and_usual_units_are_right() {
        for value in [
            "≥190元每人每月",
            "按每名社工11.92万元/年的购买服务标准执行",
            "≥20场次",
        ] {
            check_rule(&format!(
                "base minimal\nindicators/+ 成本指标 | 基础养老金标准 | {value} | {value}"
            ));
        }
    }
}
