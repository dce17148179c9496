//! E-07: a 二级 of one 一级 stands under another.

use super::common::{Meant, foreign_branches, gather, meant};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "wrong-first-level",
    code: "E-07",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "二级指标放在了别的一级指标下。",
    why: "表样里每个二级指标只属于一个一级指标，放错了打印出来会多出一栏，审核时按缺项处理。",
    example: "效益指标下出现“质量指标”，而质量指标属于产出指标。",
    how: "把这些指标移到正确的一级指标下；如果确实说的是效益，改放到效益指标的某个二级指标下。",
    source: "表样的指标框架（常见审核要求：指标分类调整）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for branch in foreign_branches(ctx) {
        if let Meant::OtherLevel1(target) = meant(ctx.template, branch) {
            let message = format!(
                "“{}”是“{}”下的二级指标，这里放在“{}”下",
                branch.level2, target.level1, branch.level1
            );
            sink.at(FieldPath::Branch(branch.clone()), message)
                .fix(gather(ctx, branch, &target));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn quality_is_no_benefit() {
        check_rule(
            "base minimal
            indicators/+ 效益指标/质量指标 | 课程优秀率 | ≥50% | ≥50%
            indicators/+ 效益指标/质量指标 | 课程好评率 | ≥50% | ≥50%
            indicators/效益指标/质量指标 #! E-07 warning: “质量指标”是“产出指标”下的二级指标，这里放在“效益指标”下 [fix]",
        );
        check_rule(
            "base minimal
            indicators/+ 产出/社会效益 | 居民认可程度 | ≥50% | ≥50%
            indicators/产出/社会效益 #! E-07 warning: “社会效益”是“效益指标”下的二级指标，这里放在“产出”下 [fix]",
        );
    }

    #[test]
    fn all_rows_of_the_branch_move_behind_those_that_are_there() {
        check_fix(
            "base minimal
            indicators/i3 -
            indicators/i4 -
            indicators/+ 效益指标/质量指标 | 课程优秀率 | ≥50% | ≥50%
            indicators/+ 质量指标 | 课程完成率 | ≥95% | ≥95%
            indicators/+ 效益指标/质量指标 | 课程好评率 | ≥50% | ≥50%
            indicators/+ 效益指标/质量指标 | 课程留存比例 | ≥50% | ≥50%
            indicators/+ 数量指标 | 社区课堂场次 | ≥120场 | ≥120场
            indicators/效益指标/质量指标 #! E-07 warning: “质量指标”是“产出指标”下的二级指标，这里放在“效益指标”下 [fix]",
            "base minimal
            indicators/i3 -
            indicators/i4 -
            indicators/i8 质量指标 | 课程完成率 | ≥95% | ≥95%
            indicators/i7 质量指标 | 课程优秀率 | ≥50% | ≥50%
            indicators/i9 质量指标 | 课程好评率 | ≥50% | ≥50%
            indicators/i10 质量指标 | 课程留存比例 | ≥50% | ≥50%
            indicators/i11 数量指标 | 社区课堂场次 | ≥120场 | ≥120场",
        );
    }
}
