//! 年度 is blank or is not a year from 2000 to 2100.

use crate::base::date::Year;
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{Entry, FieldPath};

pub(super) static RULE: Rule = Rule {
    id: "unusable-year",
    code: "A-02",
    severity: Severity::Error,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "年度未填，或者不是 2000 到 2100 之间的四位年份。",
    why: "表名里的年份由年度生成；年度不对，整张表就属于错误的预算年度。",
    example: "写成“25”“二〇二五”，或者空着。",
    how: "填预算所属年度的四位数字，例如 2025；在 2024 年编制 2025 年预算时填 2025。",
    source: "绩效目标随年度预算一同申报；填报说明要求写明预算年度（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    match &ctx.draft.year {
        Entry::Value(_) => {}
        Entry::Empty => {
            sink.unfilled(ctx, FieldPath::Year);
        }
        Entry::Raw(raw) => {
            let (year, min, max) = (quoted(raw), Year::MIN, Year::MAX);
            let message = format!("年度写的是{year}，不是 {min} 到 {max} 之间的四位年份");
            sink.at(FieldPath::Year, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_blank_year_is_reported() {
        check_rule(
            "base minimal
            year = #! A-02 error: “年度”未填",
        );
    }

    #[test]
    fn a_text_that_is_no_year_is_quoted() {
        check_rule(
            "base minimal
            year = 二〇二五 #! A-02 error: 年度写的是“二〇二五”，不是 2000 到 2100 之间的四位年份",
        );
        check_rule(
            "base minimal
            year = 1999 #! A-02 error: 年度写的是“1999”，不是 2000 到 2100 之间的四位年份",
        );
    }

    #[test]
    fn years_at_the_bounds_and_in_full_width_are_years() {
        for year in ["2000", "2100", "２０２５年"] {
            check_rule(&format!("base minimal\nyear = {year}"));
        }
    }
}
