//! there are too few or very many 三级指标.

use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "unusual-indicator-count",
    code: "A-24",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "三级指标不足 3 个，或者超过 40 个。",
    why: "太少说明不了产出和效果，太多则看不出重点，年终也难以逐项评价。",
    example: "全表只有两个三级指标，或者把每项活动都列成一个指标。",
    how: "少的补上数量、质量、效益等方面；多的合并同类，留下能反映重点任务的。",
    source: "有的地方规定三级指标不得少于 3 个；40 个是经验数，只作提示（常见审核要求）。",
};

const FEW: usize = 3;
const MANY: usize = 40;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let count = ctx.totals.indicators;
    let counts = &ctx.totals.by_level1;
    // Without outputs or benefits more is missing than a number.
    let has_both = counts.output > 0 && counts.benefit > 0;
    let level3 = &ctx.template.labels.level3;
    if count < FEW && has_both {
        let message = format!("全表只有 {count} 个{level3}，太少");
        sink.missing(ctx, FieldPath::Indicators, message);
    } else if count > MANY {
        let message = format!("全表有 {count} 个{level3}，看不出重点");
        sink.at(FieldPath::Indicators, message)
            .severity(Severity::Hint);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn two_are_few_and_three_are_not() {
        check_rule(
            "base minimal
            indicators/i4 -
            indicators/i6 -
            indicators #! A-24 warning: 全表只有 2 个三级指标，太少
            indicators/产出指标/质量指标 #! A-17 warning: 质量指标下一个三级指标也没有
            indicators/满意度指标/ #! A-16 warning: 满意度指标下一个三级指标也没有",
        );
        check_rule(
            "base minimal
            indicators/i6 -
            indicators/满意度指标/ #! A-16 warning: 满意度指标下一个三级指标也没有",
        );
    }

    #[test]
    fn forty_one_are_many() {
        let rows = |count: usize| {
            let row = |n| format!("\nindicators/+ 数量指标 | 第{n}社区课堂场次 | ≥{n}场 | ≥{n}场");
            (1..=count).map(row).collect::<String>()
        };
        check_rule(&format!("base minimal{}", rows(36)));
        check_rule(&format!(
            "base minimal{}
            indicators #! A-24 hint: 全表有 41 个三级指标，看不出重点",
            rows(37)
        ));
    }
}
