//! F-06: a task and its indicator give different numbers of the same thing.

use std::collections::{BTreeMap, BTreeSet};

use super::common::{Rivals, named_tasks, prices};
use crate::base::amount::{Amount, MoneyUnit};
use crate::base::ids::TaskId;
use crate::base::number::Number;
use crate::base::text;
use crate::check::context::{Row, quoted};
use crate::check::promises::{Carried, Promise};
use crate::check::subject::core;
use crate::check::value::{Kinds, Value};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Comparator, Quantity, Reading};
use crate::model::{Entry, FieldPath, IndicatorField, RowId, Task, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "conflicting-number",
    code: "F-06",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[
        "direction-against-name",
        "fraction-for-percent",
        "hundred-as-lower-bound",
        "low-satisfaction",
        "percent-above-hundred",
        "rate-differs-by-column",
        "satisfaction-out-of-range",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "任务里的数量与对应指标的指标值不一致。",
    why: "同一件事写了两个数，审核时无法判断以哪个为准，年终也无法考核。",
    example: "任务写“建设青年驿站20个”，指标“青年驿站建设数量”却是“≥17个”。",
    how: "核对后把两处改成同一个数；所指不是一回事的，把名称写清楚。",
    source: "绩效目标前后一致的要求（常见审核要求）。",
};

/// So many characters of a task are read.
const READ: usize = 3_000;
/// A number and its noun stand at most so many characters apart.
const NEAR: usize = 12;

/// A number with its unit in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mention<'t> {
    number: Number,
    /// The clause before the number.
    before: &'t str,
    /// The unit and the clause behind it.
    behind: &'t str,
}

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    compare_counts(ctx, sink);
    compare_prices(ctx, sink);
    compare_shares(ctx, sink);
}

/// The tasks are those of the year; a cycle may be longer.
fn year_values<'c>(ctx: &'c CheckCtx<'_>) -> impl Iterator<Item = Value<'c>> {
    ctx.values_of(Kinds::COUNTED)
        .filter(|value| value.field == IndicatorField::Year)
}

/// 4500元 for each household in the task, ≤4000元/户 in the indicator.
fn compare_prices(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in year_values(ctx) {
        let Reading::Quantity(quantity) = value.reading() else {
            continue;
        };
        let linked = ctx.linkage().of_indicator(value.row.index).iter();
        let mut tasks = linked.filter_map(|found| match found.from {
            RowId::Task(id) => ctx.draft.task(id),
            _ => None,
        });
        let Some((money, item)) = quantity.unit.split_once('/') else {
            continue;
        };
        let unit = match money {
            "元" => MoneyUnit::Yuan,
            "万元" => MoneyUnit::Wan,
            _ => continue,
        };
        let Ok(own) = Amount::parse(&quantity.number.to_string()) else {
            continue;
        };
        let own = own.converted(unit, MoneyUnit::Yuan);
        let told = tasks.find_map(|task| other_price(ctx, task, value.row, quantity, item, own));
        if let Some((amount, path)) = told {
            let message = format!(
                "任务里写的是每{item} {} 元，与这里的{}不一致",
                amount.plain().trim_end_matches(".00"),
                quoted(value.value.raw().trim())
            );
            let finding = value.report(ctx, sink, message);
            finding.related(path, "任务里的单价");
        }
    }
}

/// The only price of the same thing in a text of the task, where it cannot be the indicator's.
fn other_price(
    ctx: &CheckCtx<'_>,
    task: &Task,
    row: &Row<'_>,
    quantity: &Quantity,
    item: &str,
    own: Amount,
) -> Option<(Amount, FieldPath)> {
    const KINDS: [&str; 10] = [
        "补助", "补贴", "投资", "奖补", "奖励", "资助", "救助", "慰问", "造价", "购买",
    ];
    let name = core(row.name());
    let item = if matches!(item, "名" | "位") {
        "人"
    } else {
        item
    };
    let is_same_kind = |clause: &str| {
        let kinds = KINDS.iter();
        let mut kinds = kinds.filter(|kind| name.contains(**kind)).peekable();
        if kinds.peek().is_some() {
            return kinds.any(|kind| clause.contains(kind));
        }
        let words = ctx.linkage().telling(clause);
        let pieces = ctx.linkage().telling(name);
        pieces.iter().any(|piece| words.contains(piece))
    };
    let fields = [
        (TaskField::Content, &task.content),
        (TaskField::Goal, &task.goal),
    ];
    fields.into_iter().find_map(|(field, text)| {
        let mut own_kind = prices(text).filter(|price| price.item == item);
        let price = own_kind.next()?;
        let is_only = own_kind.next().is_none() && is_same_kind(price.clause);
        let is_other = match quantity.comparator {
            None | Some(Comparator::Equal) => price.amount != own,
            Some(Comparator::AtMost) if price.is_ceiling => price.amount != own,
            Some(Comparator::AtMost) => price.amount > own,
            _ => false,
        };
        let is_told = is_only && is_other && !quantity.is_approximate;
        is_told.then_some((price.amount, FieldPath::Task(task.id, field)))
    })
}

/// 上岗率达到88% in the task, ≥85% in the indicator.
fn compare_shares(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let promises = ctx.promises();
    let open = promises.all().iter();
    let open: Vec<&Promise> = open
        .filter(|promise| promise.carried == Carried::No)
        .collect();
    if open.is_empty() {
        return;
    }
    let rivals = Rivals::of(ctx, promises.all());
    let mut told = BTreeSet::new();
    for promise in open {
        let Some(row) = rivals.rival(ctx, promise) else {
            continue;
        };
        let year = row.indicator.year.quantity();
        let is_other = year.is_some_and(|own| own.unit == "%" && own.number != promise.percent);
        if !is_other || !told.insert(row.index) {
            continue;
        }
        let typed = quoted(row.indicator.year.raw().trim());
        let message = format!("任务里写的是 {}%，与这里的{typed}不一致", promise.percent);
        let finding = sink.at(row.path(IndicatorField::Year), message);
        let place = FieldPath::Task(promise.task, TaskField::Goal);
        finding
            .severity(Severity::Hint)
            .related(place, "任务里的比例");
    }
}

fn compare_counts(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let form_year = match &ctx.draft.year {
        Entry::Value(year) => Some(year.number()),
        _ => None,
    };
    let tasks = named_tasks(ctx.draft).filter_map(|task| {
        let texts = [&task.name, &task.content, &task.goal];
        let found = texts.into_iter().flat_map(|text| mentions(text));
        let found = found.filter(|mention| !is_of_other_year(mention, form_year));
        let found: Vec<Mention<'_>> = found.collect();
        (!found.is_empty()).then_some((task.id, (task, found)))
    });
    let tasks: BTreeMap<TaskId, (&Task, Vec<Mention<'_>>)> = tasks.collect();
    if tasks.is_empty() {
        return;
    }
    for value in year_values(ctx) {
        let Some(quantity) = counted(&value) else {
            continue;
        };
        let linked = ctx.linkage().of_indicator(value.row.index).iter();
        let linked = linked.filter_map(|found| match found.from {
            RowId::Task(id) => tasks.get(&id),
            _ => None,
        });
        let mut other = linked
            .filter_map(|(task, mentions)| Some((*task, conflict(value.row, quantity, mentions)?)));
        if let Some((task, number)) = other.next() {
            let message = format!(
                "任务里写的是 {number} {}，与这里的{}不一致",
                quantity.scaled().1,
                quoted(value.value.raw().trim())
            );
            let finding = value.report(ctx, sink, message);
            finding.related(place(task, number), "任务里的数量");
        }
    }
}

fn counted<'a>(value: &Value<'a>) -> Option<&'a Quantity> {
    match value.reading() {
        Reading::Quantity(quantity) => {
            let is_count =
                !quantity.unit.is_empty() && !quantity.unit.contains(['%', '‰', '/', '每']);
            let is_least = matches!(
                quantity.comparator,
                None | Some(Comparator::AtLeast | Comparator::Equal)
            );
            (is_count && is_least && !quantity.is_approximate).then_some(quantity)
        }
        _ => None,
    }
}

/// The number that a task gives of the indicator's thing, where it cannot be the indicator's.
fn conflict(row: &Row<'_>, quantity: &Quantity, mentions: &[Mention<'_>]) -> Option<Number> {
    let noun = noun(core(row.name()))?;
    let (number, unit) = quantity.scaled();
    let own = mentions
        .iter()
        .filter(|mention| is_counted_in(mention, unit) && speaks_of(mention, noun, unit));
    let own: Vec<&Mention<'_>> = own.collect();
    let fits = |mention: &Mention<'_>| {
        let is_least = has_floor(mention, unit);
        mention.number == number || is_least && mention.number < number
    };
    let first = own.first()?.number;
    // Two numbers of the same thing in the task are parts, stages or places.
    let is_told = own.iter().all(|mention| {
        mention.number == first && !fits(mention) && !is_part(mention, unit, row.name())
    });
    is_told.then_some(first)
}

/// The unit stands there, and no longer one: 人次 is not 人, 个月 not 个.
fn is_counted_in(mention: &Mention<'_>, unit: &str) -> bool {
    let behind = mention.behind.strip_prefix(unit);
    behind.is_some_and(|behind| unit.chars().count() > 1 || !behind.starts_with(['次', '月', '/']))
}

/// The thing that is counted: the last two letters of the name before words like 建设数量.
fn noun(name: &str) -> Option<&str> {
    const COUNTING: [&str; 34] = [
        "面积", "长度", "里程", "总量", "批次", "份数", "件数", "套数", "台数", "间数", "处数",
        "规模", "数量", "总数", "个数", "次数", "场次", "人数", "人次", "户数", "家数", "期数",
        "数", "量", "建设", "新建", "开设", "举办", "开展", "建成", "培训", "服务", "活动", "完成",
    ];
    let mut rest = name.trim();
    while let Some(shorter) = COUNTING.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter;
    }
    let (start, _) = rest.char_indices().rev().nth(1)?;
    let noun = rest.get(start..)?;
    noun.chars().all(text::is_han).then_some(noun)
}

fn speaks_of(mention: &Mention<'_>, noun: &str, unit: &str) -> bool {
    let behind = mention.behind.strip_prefix(unit).unwrap_or_default();
    let behind: String = behind.chars().take(NEAR).collect();
    // 20个青年驿站; 建设驿站20个; 驿站建设数量达到20个.
    let ends = mention
        .before
        .trim_end_matches(|c: char| "共达到为约计不少于低≥建设新增数量总".contains(c));
    ends.ends_with(noun) || behind.contains(noun)
}

fn has_floor(mention: &Mention<'_>, unit: &str) -> bool {
    const BEFORE: [&str; 6] = ["不少于", "不低于", "至少", "≥", "超过", ">="];
    const BEHIND: [&str; 3] = ["以上", "及以上", "余"];
    let behind = mention.behind.strip_prefix(unit).unwrap_or_default();
    BEFORE
        .iter()
        .any(|word| mention.before.trim_end().ends_with(word))
        || BEHIND.iter().any(|word| behind.starts_with(word))
}

/// A part of the whole, what there is already, or so many for each.
fn is_part(mention: &Mention<'_>, unit: &str, name: &str) -> bool {
    const WORDS: [&str; 32] = [
        "其中", "每", "各", "分别", "已", "现有", "原有", "累计", "目前", "截至", "历年", "去年",
        "上年", "往年", "平均", "人均", "另", "再", "新增", "新建", "续建", "改造", "扩建", "首批",
        "试点", "示范", "前期", "未来", "五年", "三年", "规划", "最多",
    ];
    const BEHIND: [&str; 4] = ["/", "每", "左右", "之一"];
    let behind = mention.behind.strip_prefix(unit).unwrap_or_default();
    // What the indicator counts is the whole to it: 改造 in 改造户数.
    let is_whole = |word: &str| word.chars().count() > 1 && name.contains(word);
    WORDS
        .iter()
        .any(|word| mention.before.contains(word) && !is_whole(word))
        || BEHIND.iter().any(|word| behind.starts_with(word))
        || mention
            .before
            .ends_with(['第', '约', '近', '-', '~', '至', '—', '、', '+'])
}

/// 2024年开课100场 in a form of 2025.
fn is_of_other_year(mention: &Mention<'_>, form_year: Option<u16>) -> bool {
    let mut years = mention.before.match_indices('年').filter_map(|(at, _)| {
        let digits = mention.before.get(at.checked_sub(4)?..at)?;
        digits.parse::<u16>().ok().filter(|year| *year > 1900)
    });
    years.any(|year| form_year.is_some_and(|form_year| year != form_year))
}

/// The whole numbers of a text, each with the clause around it.
fn mentions(text: &str) -> impl Iterator<Item = Mention<'_>> {
    let end = text
        .char_indices()
        .nth(READ)
        .map_or(text.len(), |(end, _)| end);
    let text = text.get(..end).unwrap_or_default();
    let clauses = text.split(['，', '。', '；', '：', '\n', ';', '！']);
    clauses.flat_map(|clause| {
        let digits = |c: char| c.is_ascii_digit();
        clause
            .char_indices()
            .filter(move |(_, c)| digits(*c))
            .filter_map(move |(at, _)| {
                let before = clause.get(..at)?;
                let starts = !before.ends_with(|c: char| digits(c) || c == '.' || c == ',');
                let rest = clause.get(at..).filter(|_| starts)?;
                let n = rest.find(|c: char| !digits(c)).unwrap_or(rest.len());
                let number = Number::parse(rest.get(..n)?)?;
                let behind = rest.get(n..)?.trim_start();
                let is_whole =
                    !behind.starts_with(['.', ',', '%', '％', '年', '月', '日', '-', '~', '万']);
                is_whole.then_some(Mention {
                    number,
                    before,
                    behind,
                })
            })
    })
}

/// Where in the task the number stands.
fn place(task: &Task, number: Number) -> FieldPath {
    let digits = number.to_string();
    let fields = [
        (TaskField::Name, &task.name),
        (TaskField::Content, &task.content),
    ];
    let field = fields.into_iter().find(|(_, text)| text.contains(&digits));
    FieldPath::Task(task.id, field.map_or(TaskField::Goal, |(field, _)| field))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[track_caller]
    fn check_conflict(content: &str, value: &str, number: Option<&str>) {
        let finding = number.map_or_else(String::new, |number| {
            format!("\nindicators/i7/year #! F-06 warning: 任务里写的是 {number}，与这里的“{value}”不一致")
        });
        check_rule(&format!(
            "base minimal
            tasks/t2/content = {content}
            indicators/+ 数量指标 | 社区课堂教学点建设数量 | {value} | {value}{finding}"
        ));
    }

    #[test]
    fn different_numbers_of_the_same_thing_are_told() {
        check_conflict("在老城区建设社区教学点20个。", "≥17个", Some("20 个"));
        check_conflict(
            "全年开设20个社区教学点，方便居民。",
            "＝17个",
            Some("20 个"),
        );
        check_conflict("教学点数量达到15个，全部免费。", "≥17个", Some("15 个"));
        check_conflict(
            "建设教学点20个，20个教学点全部免费。",
            "≥17个",
            Some("20 个"),
        );
    }

    #[track_caller]
    fn check_row(content: &str, row: &str, finding: &str) {
        check_rule(&format!(
            "base minimal
            tasks/t2/content = {content}
            indicators/+ {row}
            {finding}"
        ));
    }

    #[test]
    fn works_areas_and_prices_are_compared_too() {
        let told = |number, value| {
            format!(
                "indicators/i7/year #! F-06 warning: 任务里写的是{number}，与这里的“{value}”不一致"
            )
        };
        check_row(
            "完成社区课堂教室改造60间以上。",
            "数量指标 | 社区课堂教室改造间数 | ≥50间 | ≥50间",
            &told(" 60 间", "≥50间"),
        );
        check_row(
            "平整社区菜园2000平方米。",
            "数量指标 | 社区菜园面积 | ≥1800平方米 | ≥1800平方米",
            &told(" 2000 平方米", "≥1800平方米"),
        );
        check_row(
            "按每人不超过450元的标准补助学员。",
            "成本指标 | 社区课堂学员人均补助成本 | ≤400元/人 | ≤400元/人",
            &told("每人 450 元", "≤400元/人"),
        );
        check_row(
            "按每人380元的标准补助学员。",
            "成本指标 | 社区课堂学员人均补助成本 | ≤400元/人 | ≤400元/人",
            "",
        );
        // The cycle of three years has more than the year.
        check_row(
            "完成社区课堂教室改造60间以上。",
            "数量指标 | 社区课堂教室改造间数 | ≥180间 | ≥60间",
            "",
        );
    }

    #[test]
    fn the_same_number_a_floor_a_part_and_another_thing_are_in_order() {
        check_conflict("建设社区教学点17个。", "≥17个", None);
        check_conflict("建设不少于15个教学点。", "≥17个", None);
        check_conflict("建设教学点15个以上。", "≥17个", None);
        check_conflict("新建教学点5个。", "≥17个", None);
        check_conflict("教学点开放3个月以上。", "≥17个", None);
        check_conflict("建设教学点17个，其中老城区教学点5个。", "≥17个", None);
        check_conflict("已有教学点12个，全年再建教学点5个。", "≥17个", None);
        check_conflict("2024年建设教学点5个，今年继续建设。", "≥17个", None);
        check_conflict("每个街道建设教学点2个。", "≥17个", None);
        check_conflict("教学点每周开课3次，服务居民200人。", "≥17个", None);
        check_conflict("2025年教学点全部开放，第3个教学点先行。", "≥17个", None);
        check_conflict("为教学点配备电脑30台、书架40个。", "≥17个", None);
        check_conflict("教学点覆盖率90%，面积20平方米。", "≥17个", None);
    }
}
