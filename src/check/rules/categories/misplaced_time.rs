//! E-01: an indicator of time stands under another heading than 时效.

use super::common::{ends_with_word, has_word, reading, report_misplaced};
use crate::check::context::Row;
use crate::check::subject::{self, Subject};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::Reading;
use crate::model::template::{Level1Role, Level2Role};

pub(super) static RULE: Rule = Rule {
    id: "misplaced-time",
    code: "E-01",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &["execution-rate-indicator", "misplaced-satisfaction"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "说时间的指标没有放在时效指标下。",
    why: "完成时间、时限和及时率衡量的是时效，放在别处会使产出的分类看起来混乱，审核时常被要求调整。",
    example: "成本指标下的“驿站建设完成时间”，指标值是“2025年12月前”。",
    how: "移到时效指标；如果指标说的并不是时间，把名称写清楚。",
    source: "产出指标分为数量、质量、时效、成本的通行分类（常见审核要求：指标分类调整）。",
};

/// Names that end like this speak of when something is done.
const ENDINGS: [&str; 34] = [
    "完成时间",
    "完工时间",
    "竣工时间",
    "到岗时间",
    "到位时间",
    "拨付时间",
    "支付时间",
    "发放时间",
    "下达时间",
    "交付时间",
    "验收时间",
    "开工时间",
    "启动时间",
    "上线时间",
    "投用时间",
    "投入使用时间",
    "建成时间",
    "举办时间",
    "开展时间",
    "办结时间",
    "时限",
    "时效",
    "及时率",
    "及时性",
    "及时度",
    "及时程度",
    "及时情况",
    "到岗及时",
    "准时率",
    "完成期限",
    "整改期限",
    "办理期限",
    "工期",
    "完成进度",
];

/// To need less time is an effect and no date.
const SAVINGS: [&str; 7] = ["缩短", "压缩", "压减", "减少", "节约", "节省", "提速"];

const IN_TIME: [&str; 4] = ["按时", "按期", "准时", "如期"];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    report_misplaced(ctx, sink, Level2Role::Timeliness, "说的是时间", |row| {
        row.roles
            .is_some_and(|roles| is_of_time(roles, row, reading(ctx, row)))
    });
}

fn is_of_time(roles: (Level1Role, Level2Role), row: &Row<'_>, value: &Reading) -> bool {
    let is_date = match value {
        Reading::Date(_) => true,
        Reading::Recurring(recurring) => recurring.when.contains('前'),
        _ => false,
    };
    if !is_date && !row.subject.any(Subject::TIME) {
        return false;
    }
    let (level1, level2) = roles;
    // An effect lasts until a date, and saves time.
    if level1 == Level1Role::Benefit && has_word(row.name(), &SAVINGS) {
        return false;
    }
    // A date as the value of a count is a wrong value and no wrong heading.
    if is_date && level2 != Level2Role::Sustainable && !row.subject.any(Subject::COUNT) {
        return true;
    }
    let name = subject::core(row.name());
    let is_duration = matches!(value, Reading::Duration(_));
    ends_with_word(name, &ENDINGS)
        || (level1 == Level1Role::Output
            && ((is_duration && name.ends_with("时间")) || is_rate_in_time(row, name)))
}

/// 按期完成率; but 按时足额发放率 speaks of the amount as well.
fn is_rate_in_time(row: &Row<'_>, name: &str) -> bool {
    row.subject.any(Subject::RATIO) && has_word(name, &IN_TIME) && !name.contains("足额")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule, report};
    use crate::model::sample;

    #[test]
    fn names_and_dates_of_time_are_found_under_every_other_heading() {
        check_rule(
            "base complete
            indicators/+ 成本指标 | 示例市青年人才驿站建设完成时间 | 2025年12月前 | 2025年12月前 #! E-01 hint: “示例市青年人才驿站建设完成时间”说的是时间，现在放在“成本指标”下 [fix]
            indicators/+ 质量指标 | 补贴发放及时率 | ≥95% | ≥95% #! E-01 hint: “补贴发放及时率”说的是时间，现在放在“质量指标”下 [fix]
            indicators/+ 数量指标 | 完成选址 | 2025年6月前 | 2025年6月前 #! E-01 hint: “完成选址”说的是时间，现在放在“数量指标”下 [fix]
            indicators/+ 社会效益指标 | 人员到岗及时率（%） | ≥95% | ≥95% #! E-01 hint: “人员到岗及时率（%）”说的是时间，现在放在“社会效益指标”下 [fix]
            indicators/i40/name #! D-06 hint: 计量单位“%”在指标名称和指标值里各写了一遍 [fix]
            indicators/+ 质量指标 | 任务按期完成率 | ≥95% | ≥95% #! E-01 hint: “任务按期完成率”说的是时间，现在放在“质量指标”下 [fix]",
        );
    }

    #[test]
    fn what_only_sounds_like_time_stays() {
        for (branch, name, value) in [
            ("数量指标", "按时发放养老金人数", "≥100人"),
            ("数量指标", "志愿服务时间", "≥2000小时"),
            ("数量指标", "培训场次", "2025年12月前"),
            ("社会效益指标", "审批时间压缩率", "≥30%"),
            ("社会效益指标", "矛盾纠纷及时化解率", "≥90%"),
            ("质量指标", "养老金按时足额发放率", "100%"),
            ("时效指标", "项目完成时间", "2025年12月前"),
            ("可持续影响指标", "设施使用年限", "≥10年"),
        ] {
            let row = format!("{branch} | {name} | {value} | {value}");
            check_rule(&format!("base complete\nindicators/+ {row}"));
        }
    }

    #[test]
    fn it_goes_behind_the_last_of_its_branch() {
        check_fix(
            "base complete
            indicators/i17 -
            indicators/+ 成本指标 | 站点完成时间 | 2025年12月前 | 2025年12月前 #! E-01 hint: “站点完成时间”说的是时间，现在放在“成本指标”下 [fix]",
            "base complete
            indicators/i17 -
            indicators/+ 时效指标 | 站点完成时间 | 2025年12月前 | 2025年12月前",
        );
    }

    #[test]
    fn the_button_names_the_branch() {
        let mut draft = sample::complete();
        draft.indicators[14].slot.level2 = "成本指标".to_owned();
        let report = report(&draft, &sample::template());
        let item = report
            .worst_at(&"indicators/i27/name".parse().unwrap())
            .unwrap();
        assert_eq!(item.fixes[0].label, "移到时效指标");
    }
}
