//! G-01: a year that is not the year of the form.

use super::common::{YearMention, before, behind, impossible_day, year_like, years};
use crate::check::context::Text;
use crate::check::traits::Traits;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink, Value};
use crate::edit::Transaction;
use crate::model::target::Reading;
use crate::model::{Entry, FieldPath, IndicatorField, TargetValue};

pub(super) static RULE: Rule = Rule {
    id: "stale-year",
    code: "G-01",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[
        "cycle-without-form-year",
        "deadline-after-year",
        "impossible-date",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "文字里的年份不是本表的年度。",
    why: "沿用往年的表最容易漏改年份，年份不对的目标和时限在审核时会被退回。",
    example: "2025年的表，目标里写着“完成2024年度培训任务”。",
    how: "改成本表的年度；写的确实是往年的事，例如决算、审计、同比，可以忽略这一条。",
    source: "目标应与预算年度一致（常见审核要求：时限性）。",
};

/// Where a clause ends.
const CLAUSE_ENDS: &str = "，,。；;！？\n";
/// Where a sentence ends.
const SENTENCE_ENDS: &str = "。；;！？\n";

/// A clause with one of these before the year tells what was.
const PAST_BEFORE: [&str; 22] = [
    "截至",
    "截止",
    "相比",
    "对比",
    "对照",
    "同比",
    "环比",
    "历史",
    "上年",
    "去年",
    "往年",
    "早在",
    "始于",
    "成立于",
    "根据",
    "依据",
    "按照",
    "参照",
    "结转",
    "延续",
    "继续实施",
    "曾",
];

/// The same directly before the year.
const PAST_AT: [&str; 15] = [
    "自", "从", "较", "比", "与", "同", "以", "于", "对", "对于", "按", "由", "《", "原", "经",
];

/// A clause with one of these behind the year tells what was, or what a finished year leaves to
/// do.
const PAST_BEHIND: [&str; 49] = [
    "以来",
    "起",
    "决算",
    "自评",
    "评价",
    "审计",
    "结转",
    "结余",
    "清算",
    "尾款",
    "质保",
    "年报",
    "年鉴",
    "统计",
    "成立",
    "建成",
    "建立",
    "印发",
    "颁布",
    "修订",
    "发布",
    "出台",
    "施行",
    "获评",
    "荣获",
    "批复",
    "立项",
    "启动",
    "水平",
    "基础上",
    "相比",
    "为基",
    "基数",
    "基期",
    "同期",
    "底数",
    "实际",
    "遗留",
    "跨年",
    "续建",
    "未完成",
    "存量",
    "入学",
    "毕业",
    "考核结果",
    "整改",
    "欠",
    "竣工",
    "总结",
];

/// Editions and classes that are called by a year.
const EDITIONS: [&str; 6] = ["版", "级", "届", "修订", "试行", "款"];

/// Words of planning: what they speak of may come later.
const DOING: [&str; 6] = ["完成", "开展", "落实", "实施", "推进", "做好"];

/// What a text says is done, directly behind the year.
const DONE: [&str; 13] = [
    "完工", "竣工", "验收", "开展", "举办", "组织", "实施", "全年", "培训", "新增", "安排", "投入",
    "重点",
];

/// They look ahead, so that the next year is meant.
const PLANNED: [&str; 21] = [
    "力争",
    "到",
    "至",
    "争取",
    "预计",
    "计划",
    "拟",
    "谋划",
    "为",
    "筹备",
    "储备",
    "提前",
    "前期",
    "准备",
    "申报",
    "编制",
    "规划",
    "研究",
    "启动",
    "下一年",
    "次年",
];

/// Years farther away than this are seldom a leftover.
const NEAR_YEARS: u16 = 2;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let Entry::Value(year) = &ctx.draft.year else {
        return;
    };
    let year = year.number();
    for text in ctx.texts() {
        if text.traits.any(Traits::YEAR_WORD) && !is_value(&text.path) {
            report_prose(year, text, sink);
        }
    }
    let dated = Kinds::DATE.or(Kinds::PERIOD);
    let wanted = |kinds: Kinds, text: Traits| kinds.any(dated) || text.any(Traits::YEAR_WORD);
    for value in ctx.values_where(wanted) {
        report_value(ctx, year, &value, sink);
    }
}

fn is_value(path: &FieldPath) -> bool {
    matches!(
        path,
        FieldPath::Indicator(_, IndicatorField::Cycle | IndicatorField::Year)
    )
}

fn report_prose(form_year: u16, text: &Text<'_>, sink: &mut Sink<'_>) {
    let Some(found) = stale(text.typed, form_year) else {
        return;
    };
    let fix = replaced(text.typed, &found, form_year)
        .filter(|after| impossible_day(after).is_none())
        .map(|after| Transaction::set(label(found.year, form_year), text.path.clone(), after));
    let finding = sink.at(text.path.clone(), message(found.year, form_year));
    let finding = finding.fix(fix.map(Fix::changes_meaning));
    let is_ahead = found.year > form_year && {
        let tail = text.typed.get(found.end..).unwrap_or_default();
        DONE.iter().any(|word| tail.starts_with(word))
    };
    if is_ahead || found.year.abs_diff(form_year) > NEAR_YEARS {
        finding.severity(Severity::Hint);
    }
}

fn report_value(ctx: &CheckCtx<'_>, form_year: u16, value: &Value<'_>, sink: &mut Sink<'_>) {
    let raw = value.value.raw();
    let year = match value.reading() {
        Reading::Quantity(quantity) if !quantity.unit.contains('年') => return,
        Reading::Date(date) => date.date.year,
        Reading::Period(period) => match (period.from.year, period.to.year) {
            (Some(from), Some(to)) if from == to => Some(to),
            _ => return,
        },
        Reading::Empty | Reading::ImpossibleDate(_) => return,
        _ => stale(raw, form_year).map(|found| found.year),
    };
    let Some(year) = year.filter(|year| *year < form_year) else {
        return;
    };
    let fix = value_after(raw, year, form_year)
        .map(|after| Fix::changes_meaning(value.set(label(year, form_year), &after)));
    value.report(ctx, sink, message(year, form_year)).fix(fix);
}

fn message(year: u16, form_year: u16) -> String {
    format!("写的是“{year}年”，而本表是 {form_year} 年的")
}

fn label(year: u16, form_year: u16) -> String {
    format!("把“{year}年”改为“{form_year}年”")
}

/// The stale year that lies nearest to that of the form.
fn stale(text: &str, form_year: u16) -> Option<YearMention> {
    years(text)
        .filter(|found| is_stale(text, found, form_year))
        .min_by_key(|found| found.year.abs_diff(form_year))
}

fn is_stale(text: &str, found: &YearMention, form_year: u16) -> bool {
    if found.year == form_year || is_in_span(text, found, form_year) {
        return false;
    }
    let head = before(text, found.digits.start, CLAUSE_ENDS);
    let tail = behind(text, found.end, CLAUSE_ENDS);
    let tail = tail.strip_prefix('度').unwrap_or(tail);
    let title = before(text, found.digits.start, "\n");
    let is_in_title = title.rfind('《') > title.rfind('》');
    if is_in_title || EDITIONS.iter().any(|word| tail.starts_with(word)) {
        return false;
    }
    if found.year > form_year {
        // What comes later is a target; only the next year as one that is being worked at is odd.
        let is_worked_at = DOING.iter().any(|word| head.ends_with(word));
        let is_deadline = tail.starts_with(['底', '前', '末', '初', '1']);
        let is_next = found.year == form_year + 1;
        return is_next && (is_worked_at && !is_deadline || is_done_later(head, tail));
    }
    let head = head.trim_end_matches(['“', '（', '(']);
    let is_past = PAST_BEFORE.iter().any(|word| head.contains(word))
        || PAST_AT.iter().any(|word| head.ends_with(word))
        || PAST_BEHIND.iter().any(|word| tail.contains(word));
    !is_past
}

/// The clause tells what is done in that year, and does not plan for it.
fn is_done_later(head: &str, tail: &str) -> bool {
    let mut planned = PLANNED.iter();
    DONE.iter().any(|word| tail.starts_with(word)) && !planned.any(|word| head.contains(word))
}

/// It belongs to a range around the form's year, or its sentence names that year too.
fn is_in_span(text: &str, found: &YearMention, form_year: u16) -> bool {
    let holds = |from: u16, to: u16| (from..=to).contains(&form_year);
    if found.range_from.is_some_and(|from| holds(from, found.year)) {
        return true;
    }
    let head = before(text, found.digits.start, SENTENCE_ENDS);
    let tail = behind(text, found.end, SENTENCE_ENDS);
    if [head, tail].iter().any(|text| names_this_year(text)) {
        return true;
    }
    let mut beside = years(head).chain(years(tail));
    let starts_range =
        |other: &YearMention| other.range_from == Some(found.year) && holds(found.year, other.year);
    beside.any(|other| other.year == form_year || starts_range(&other))
        || tail_range(tail).is_some_and(|to| holds(found.year, to))
}

/// 2024年投入60万元，本年继续实施 tells two years apart.
fn names_this_year(text: &str) -> bool {
    ["本年", "今年"].iter().any(|word| text.contains(word))
}

/// The last year of a range that begins before a text: 2026 in —2026年.
fn tail_range(tail: &str) -> Option<u16> {
    let next = years(tail).next()?;
    let between = tail.get(..next.digits.start)?.trim_end_matches(' ');
    let is_range = between.ends_with(['-', '—', '－', '–', '~', '～', '至', '到']);
    (is_range && !between.contains(['、', '，', ','])).then_some(next.year)
}

/// The text with a stale year made that of the form wherever it is stale; only from one year to
/// the next, which is what a leftover is.
fn replaced(text: &str, stale: &YearMention, form_year: u16) -> Option<String> {
    let is_leftover = stale.year.abs_diff(form_year) == 1 && stale.range_from.is_none();
    if !is_leftover {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for found in years(text) {
        if found.year == stale.year && is_stale(text, &found, form_year) {
            out.push_str(text.get(end..found.digits.start)?);
            let digits = text.get(found.digits.clone())?;
            out.push_str(&year_like(form_year, digits));
            end = found.digits.end;
        }
    }
    out.push_str(text.get(end..)?);
    Some(out)
}

fn value_after(raw: &str, year: u16, form_year: u16) -> Option<String> {
    if form_year.checked_sub(year) != Some(1) {
        return None;
    }
    let after = raw.replace(&year.to_string(), &form_year.to_string());
    let is_date = !matches!(
        TargetValue::read(&after).reading(),
        Reading::ImpossibleDate(_)
    );
    (after != raw && is_date && impossible_day(&after).is_none()).then_some(after)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn years_that_were_left_from_an_old_form_are_found() {
        check_rule(
            "base minimal
            goals/g1 = 完成2024年度“社区课堂”培训任务。 #! G-01 warning: 写的是“2024年”，而本表是 2025 年的 [fix]
            tasks/t2/name = 2023年社区课堂 #! G-01 warning: 写的是“2023年”，而本表是 2025 年的
            tasks/t2/content = 二〇二四年在十个社区开设公益课程。 #! G-01 warning: 写的是“2024年”，而本表是 2025 年的 [fix]
            tasks/t2/goal = 2019年扩大参与面。 #! G-01 hint: 写的是“2019年”，而本表是 2025 年的
            department = 完成2026年任务的中心 #! G-01 warning: 写的是“2026年”，而本表是 2025 年的 [fix]",
        );
        check_rule(
            "base minimal
            indicators/+ 时效指标 | 开课时间 | 2024年9月前 | 2024年9月前
            indicators/i7/year #! G-01 warning: 写的是“2024年”，而本表是 2025 年的 [fix]",
        );
    }

    #[test]
    fn the_next_year_in_what_is_done_is_told() {
        check_rule(
            "base minimal
            tasks/t2/content = 在十个社区开设公益课程，2026年完工后由居民验收。 #! G-01 hint: 写的是“2026年”，而本表是 2025 年的 [fix]",
        );
    }

    #[test]
    fn years_that_are_meant_stay() {
        for text in [
            "开展2025年“社区课堂”项目。",
            "落实2024—2026年社区课堂三年行动。",
            "实施周期为2024年1月至2026年12月。",
            "落实“十四五”（2021-2025年）规划任务。",
            "根据示例教〔2018〕12号文件开设社区课堂。",
            "落实《社区课堂管理办法（2022年版）》。",
            "执行2022年版课程标准。",
            "社区课堂参与人数较2024年增长5%。",
            "与2023年相比，社区课堂场次增加。",
            "截至2024年底，社区课堂共有10个站点。",
            "自2018年起开设社区课堂。",
            "社区课堂项目2018年以来服务居民3万人次。",
            "社区课堂成立于2016年。",
            "开展社区课堂2024年度绩效自评和决算公开。",
            "支付社区课堂2024年结转项目尾款。",
            "力争到2030年社区课堂覆盖全部社区。",
            "谋划2026年社区课堂安排。",
            "社区课堂场地计划2026年竣工验收。",
            "社区课堂场地2025年开工，2026年竣工。",
            "社区课堂场地2026年6月底前完工。",
            "2024年开课100场，2025年社区课堂开课120场。",
            "2024年开设社区课堂100场，今年再开设20场。",
            "为2024届毕业生、2023级学生开设社区课堂。",
            "社区课堂12355热线全年开放，3年内覆盖。",
        ] {
            check_rule(&format!(
                "base minimal\ntasks/t2/content = {text}\ngoals/g1 = {text}"
            ));
        }
    }

    #[test]
    fn values_may_compare_with_other_years() {
        for value in ["较2024年提高5%", "2024—2026年", "不低于2023年水平", "≥5年"] {
            check_no_g01(value);
        }
    }

    #[track_caller]
    fn check_no_g01(value: &str) {
        let report = crate::check::testing::report(
            &{
                let mut draft = crate::model::sample::minimal();
                draft.indicators[0].year = crate::model::TargetValue::read(value);
                draft
            },
            &crate::model::sample::template(),
        );
        assert!(report.items().iter().all(|item| item.rule.code != "G-01"));
    }

    #[test]
    fn a_year_of_difference_is_made_good_in_the_digits_of_the_text() {
        check_fix(
            "base minimal\ngoals/g1 = 2024年举办“社区课堂”，二〇二四年底前完成。截至2024年底已有10场。",
            "base minimal\ngoals/g1 = 2025年举办“社区课堂”，二〇二五年底前完成。截至2024年底已有10场。",
        );
        check_fix(
            "base minimal
            indicators/i3/cycle = 2024年12月前
            indicators/i3/year = 2024年12月前
            indicators/i3/year #! G-01 warning: 写的是“2024年”，而本表是 2025 年的 [fix]",
            "base minimal
            indicators/i3/cycle = 2025年12月前
            indicators/i3/year = 2025年12月前",
        );
    }

    #[test]
    fn no_fix_makes_a_day_that_there_is_not() {
        check_rule(
            "base minimal
            tasks/t2/content = 2024年2月29日前开设“社区课堂”。 #! G-01 warning: 写的是“2024年”，而本表是 2025 年的",
        );
    }

    #[test]
    fn without_a_year_of_the_form_nothing_is_stale() {
        check_rule(
            "base minimal
            year = 二〇二五 #! A-02 error: 年度写的是“二〇二五”，不是 2000 到 2100 之间的四位年份
            goals/g1 = 通过“社区课堂”完成2019年任务。",
        );
    }
}
