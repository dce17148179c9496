//! F-08: a satisfaction indicator does not say whose satisfaction it is.

use crate::check::subject::{Subject, core};
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::{FieldPath, IndicatorField};

pub(super) static RULE: Rule = Rule {
    id: "satisfaction-of-nobody",
    code: "F-08",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "满意度指标没有写明是谁的满意度。",
    why: "不写明对象就不知道向谁调查，结果也无法核实。",
    example: "三级指标只写“满意度”或“服务满意度”。",
    how: "写明对象，例如“服务对象满意度”“受训学员满意度”。",
    source: "二级指标名为“服务对象满意度指标”，应有服务对象（常见审核要求）。",
};

/// Whose satisfaction it is, in general words.
const OBJECT: &str = "服务对象";

/// What may stand before 满意度 and names nobody.
const NOBODY: &[&str] = &[
    "总体", "整体", "综合", "平均", "服务", "工作", "项目", "活动", "培训", "课程", "实施", "开展",
    "的", "调查", "质量", "效果", "年度", "年", "达到", "提升", "提高",
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx.rows() {
        if !row.subject.any(Subject::SATISFACTION) {
            continue;
        }
        let Some((before, _)) = core(row.name()).split_once("满意") else {
            continue;
        };
        let after = row.name().split_once("满意").map_or("", |(_, after)| after);
        if names_nobody(before) && !after.contains(is_person) {
            let path = row.path(IndicatorField::Name);
            sink.at(path.clone(), "没有写明是谁的满意度")
                .fix(fix(ctx, &row.indicator.name, path));
        }
    }
}

/// 满意度（学员）, 满意的家长比例.
fn is_person(c: char) -> bool {
    "人员生众户象者民师客企业长群".contains(c)
}

fn names_nobody(before: &str) -> bool {
    let mut rest = before.trim();
    while let Some(shorter) = NOBODY.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim_start();
    }
    rest.is_empty()
}

/// Puts 服务对象 before 满意; `None` where an indicator is called so already.
fn fix(ctx: &CheckCtx<'_>, name: &str, path: FieldPath) -> Option<Fix> {
    let (before, after) = name.split_once("满意")?;
    let kept = before.trim_end();
    let object = kept.strip_suffix("服务").unwrap_or(kept);
    let better = format!("{object}{OBJECT}满意{after}");
    let is_taken = ctx.rows().iter().any(|row| row.name() == better.trim());
    (!is_taken).then(|| {
        let label = format!("改为“{}”", better.trim());
        Fix::changes_meaning(Transaction::set(label, path, better))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn satisfaction_without_a_person_is_told() {
        for name in [
            "满意度",
            "服务满意度",
            "总体满意度",
            "培训满意度",
            "工作开展满意率",
        ] {
            check_rule(&format!(
                "base minimal\nindicators/i6/name = {name} #! F-08 hint: 没有写明是谁的满意度 [fix]"
            ));
        }
        check_rule(
            "base minimal
            indicators/i6/name = 综合满意度（%） #! F-08 hint: 没有写明是谁的满意度 [fix]
            indicators/i6/name #! D-06 hint: 计量单位“%”在指标名称和指标值里各写了一遍 [fix]",
        );
        check_fix(
            "base minimal\nindicators/i6/name = 服务满意度",
            "base minimal\nindicators/i6/name = 服务对象满意度",
        );
        check_fix(
            "base minimal\nindicators/i6/name = 培训满意度",
            "base minimal\nindicators/i6/name = 培训服务对象满意度",
        );
    }

    #[test]
    fn whoever_is_named_is_in_order() {
        for name in [
            "服务对象满意度",
            "群众满意度",
            "目标群体满意度",
            "受训学员满意度",
            "企业对服务满意度",
            "社会公众满意度",
            "家长满意率",
            "满意度（学员）",
            "满意的家长比例",
            "就业服务满意度",
            "“三支一扶”人员满意度",
            "参训教师对培训的满意度",
        ] {
            check_rule(&format!("base minimal\nindicators/i6/name = {name}"));
        }
    }
}
