//! G-05: a value under 时效 from which nobody can tell when.

use crate::check::context::quoted;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::Reading;
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "vague-deadline",
    code: "G-05",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &["impossible-date"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "时效指标的指标值里没有日期、期限或比率。",
    why: "“及时”“按合同完成”到年终无法判断做到没有，时效指标就失去了作用。",
    example: "时效指标下的“项目完成时间”，指标值是“按合同服务周期完成”。",
    how: "写明时间，例如“12月31日前”“收到申请后5个工作日内”“及时率100%”。",
    source: "绩效目标应有时限性（常见审核要求）。",
};

/// Words that name a time without figures.
const TIMES: [&str; 32] = [
    "年底",
    "年末",
    "年内",
    "年初",
    "年终",
    "月底",
    "月末",
    "月初",
    "季度",
    "全年",
    "当年",
    "当月",
    "当日",
    "当天",
    "次日",
    "次月",
    "每日",
    "每天",
    "每周",
    "每月",
    "每季",
    "每年",
    "半年",
    "节前",
    "学期",
    "寒假",
    "暑假",
    "工作日",
    "小时",
    "分钟",
    "即时",
    "实时",
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let worded = Kinds::VAGUE.or(Kinds::FREE).or(Kinds::GRADE);
    for value in ctx.values_of(worded) {
        if !value.row.is_in(Level2Role::Timeliness) {
            continue;
        }
        let is_open = matches!(
            value.reading(),
            Reading::Vague(_) | Reading::Free | Reading::Grade(_)
        );
        let raw = value.value.raw();
        if is_open && !names_time(raw) {
            let message = format!("{}没有写明时间", quoted(raw));
            value
                .report(ctx, sink, message)
                .hint("写日期、期限或及时率，例如“12月31日前”");
        }
    }
}

fn names_time(raw: &str) -> bool {
    let is_figure = |c: char| c.is_numeric();
    raw.contains(is_figure) || TIMES.iter().any(|word| raw.contains(word)) || counts_time(raw)
}

/// 三个月内, 十五日内: a Chinese number before a unit of time.
fn counts_time(raw: &str) -> bool {
    let mut last = ' ';
    raw.chars().any(|c| {
        let is_number = "一二两三四五六七八九十半".contains(last);
        last = c;
        is_number && "个天日月周年".contains(c)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[track_caller]
    fn check_told(value: &str) {
        check_rule(&format!(
            "base complete
            indicators/i27/cycle = {value}
            indicators/i27/year = {value} #! G-05 hint: “{value}”没有写明时间"
        ));
    }

    #[test]
    fn nobody_can_tell_when() {
        check_told("按合同服务周期完成");
        check_told("按计划进度推进");
    }

    #[test]
    fn dates_durations_and_rates_tell_when() {
        for value in [
            "2025年12月前",
            "2025年12月31日前完成",
            "≥95%",
            "年底前",
            "第四季度",
            "收到申请后三个月内",
            "每月月底前",
            "全年",
            "≤5个工作日",
        ] {
            check_rule(&format!(
                "base complete
                indicators/i27/cycle = {value}
                indicators/i27/year = {value}"
            ));
        }
    }

    #[test]
    fn other_headings_need_no_time() {
        check_rule("base complete\nindicators/+ 质量指标 | 项目资料归档 | 齐全 | 齐全");
    }
}
