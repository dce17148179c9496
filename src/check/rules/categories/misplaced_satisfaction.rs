//! E-04: an indicator of satisfaction stands outside 满意度.

use super::common::{ends_with_word, report_misplaced};
use crate::check::subject::{self, Subject};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "misplaced-satisfaction",
    code: "E-04",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "满意度没有放在满意度指标下。",
    why: "满意度是与产出、效益并列的一类，放在别处会显得满意度指标空缺。",
    example: "社会效益指标下的“服务对象满意度”。",
    how: "移到服务对象满意度指标。",
    source: "产出、效益、满意度三类指标的通行框架（常见审核要求：指标分类调整）。",
};

/// 满意度调查次数 counts surveys, and satisfaction is none of them.
const ENDINGS: [&str; 14] = [
    "满意度",
    "满意率",
    "满意程度",
    "满意情况",
    "满意比例",
    "满意度评价",
    "满意度测评",
    "满意度评分",
    "满意度得分",
    "满意度调查",
    "满意度调查结果",
    "满意度测评结果",
    "满意度提升",
    "满意度指标",
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    report_misplaced(ctx, sink, Level2Role::Satisfaction, "是满意度", |row| {
        row.subject.any(Subject::SATISFACTION)
            && ends_with_word(subject::core(row.name()), &ENDINGS)
    });
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn satisfaction_belongs_to_its_own_heading() {
        check_rule(
            "base complete
            indicators/+ 社会效益指标 | 服务对象满意度 | ≥90% | ≥90% #! E-04 hint: “服务对象满意度”是满意度，现在放在“社会效益指标”下 [fix]
            indicators/+ 质量指标 | 学员满意率（%） | ≥90% | ≥90% #! E-04 hint: “学员满意率（%）”是满意度，现在放在“质量指标”下 [fix]
            indicators/i38/name #! D-06 hint: 计量单位“%”在指标名称和指标值里各写了一遍 [fix]",
        );
    }

    #[test]
    fn surveys_and_satisfaction_in_its_place_are_in_order() {
        for (branch, name, value) in [
            ("数量指标", "满意度调查次数", "≥2次"),
            ("数量指标", "满意度问卷回收数量", "≥200份"),
            ("质量指标", "满意度调查覆盖率", "≥90%"),
            ("服务对象满意度指标", "家长满意度", "≥90%"),
        ] {
            let row = format!("{branch} | {name} | {value} | {value}");
            check_rule(&format!("base complete\nindicators/+ {row}"));
        }
    }

    #[test]
    fn it_moves_to_its_heading() {
        check_fix(
            "base complete
            indicators/+ 社会效益指标 | 家长满意度 | ≥90% | ≥90% #! E-04 hint: “家长满意度”是满意度，现在放在“社会效益指标”下 [fix]",
            "base complete
            indicators/+ 服务对象满意度指标 | 家长满意度 | ≥90% | ≥90%",
        );
    }
}
