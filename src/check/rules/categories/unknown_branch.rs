//! E-10: a branch that the form's frame does not have.

use super::common::{Meant, foreign_branches, gather, meant};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, Slot};

pub(super) static RULE: Rule = Rule {
    id: "unknown-branch",
    code: "E-10",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "一级指标或二级指标不在表样的指标框架内。",
    why: "预算系统按框架核对一级和二级指标，框架之外的导不进去，打印出来也会多出一栏。",
    example: "从别的表里粘贴来的“管理指标”下的“制度指标”，或者少写了“指标”二字的“数量”。",
    how: "归入框架里意思相同的二级指标；没有相同的，按内容移到合适的位置。",
    source: "表样的指标框架；预算系统导入时核对指标框架的做法。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for branch in foreign_branches(ctx) {
        let target = match meant(ctx.template, branch) {
            Meant::OtherLevel1(_) => continue,
            Meant::Branch(target) => Some(target),
            Meant::Unknown => None,
        };
        let path = FieldPath::Branch(branch.clone());
        let finding = sink.at(path, message(branch));
        match target {
            Some(target) => finding.fix(gather(ctx, branch, &target)),
            None => finding.hint("按内容把这些指标移到框架里的二级指标下"),
        };
    }
}

fn message(branch: &Slot) -> String {
    let Slot { level1, level2 } = branch;
    match (level1.trim(), level2.trim()) {
        ("", "") => "有指标没有写一级指标和二级指标".to_owned(),
        ("", level2) => format!("“{level2}”没有写一级指标"),
        (level1, "") => format!("“{level1}”下有指标没有写二级指标"),
        (level1, level2) => format!("“{level1}”下的“{level2}”不在表样的指标框架内"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[track_caller]
    fn check_meant(branch: &str, message: &str, target: &str) {
        let row = "课程情况 | ≥50% | ≥50%";
        check_fix(
            &format!(
                "base minimal
                indicators/+ {branch} | {row}
                indicators/{branch} #! E-10 warning: {message} [fix]"
            ),
            &format!("base minimal\nindicators/+ {target} | {row}"),
        );
    }

    #[test]
    fn other_names_of_the_same_branch_are_understood() {
        check_meant(
            "产出/质量",
            "“产出”下的“质量”不在表样的指标框架内",
            "质量指标",
        );
        check_meant(
            "效益指标/环境效益",
            "“效益指标”下的“环境效益”不在表样的指标框架内",
            "生态效益指标",
        );
        check_meant(
            "预期效果/社会",
            "“预期效果”下的“社会”不在表样的指标框架内",
            "社会效益指标",
        );
        check_meant(
            "绩效/时效指标",
            "“绩效”下的“时效指标”不在表样的指标框架内",
            "时效指标",
        );
        check_meant(
            "成本指标/经济成本指标",
            "“成本指标”下的“经济成本指标”不在表样的指标框架内",
            "成本指标",
        );
        check_meant(
            "满意度/群众",
            "“满意度”下的“群众”不在表样的指标框架内",
            "服务对象满意度指标",
        );
    }

    #[test]
    fn what_the_frame_has_nothing_like_is_only_told() {
        check_rule(
            "base minimal
            indicators/+ 管理指标/制度指标 | 制度健全情况 | ≥50% | ≥50%
            indicators/管理指标/制度指标 #! E-10 warning: “管理指标”下的“制度指标”不在表样的指标框架内
            indicators/+ 效益指标/ | 居民认可情况 | ≥50% | ≥50%
            indicators/效益指标/ #! E-10 warning: “效益指标”下有指标没有写二级指标",
        );
    }

    #[test]
    fn each_form_has_its_own_frame() {
        check_rule(
            "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | | ≥90%",
        );
    }
}
