//! F-05: a percentage that a task promises is no indicator's value.

use std::collections::BTreeSet;

use super::common::{Rivals, lacks_indicators};
use crate::base::ids::IndicatorId;
use crate::base::number::Number;
use crate::base::text;
use crate::check::promises::{Bound, Carried, Promise};
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::{Edit, Row, Transaction};
use crate::model::template::Level2Role;
use crate::model::{
    FieldPath, Indicator, IndicatorField, Link, RowId, Section, Slot, TargetValue, Task, TaskField,
};

pub(super) static RULE: Rule = Rule {
    id: "uncovered-percentage",
    code: "F-05",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "期望达到的目标里写明的比例没有对应的指标值。",
    why: "写进目标的比例就是承诺，没有指标对应，年终就没有依据说明是否做到。",
    example: "目标写“85%以上的学员学会一项手艺”，而没有一个指标值是 85%。",
    how: "挑主要的几个比例设成三级指标；由其他指标体现的，可以忽略。",
    source: "绩效目标与指标相匹配的要求（常见审核要求）。",
};

/// So many percentages are named in a message and proposed as indicators.
const TOLD: usize = 3;
/// So many indicators are read for fixes, several times for each task.
const READ: usize = 10_000;
/// A name takes so many letters of a clause.
const NAME_CHARS: usize = 16;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let mut rows = ctx.rows().iter();
    if !rows.any(|row| !row.name().is_empty()) {
        return;
    }
    let promises = ctx.promises();
    let open = promises.all().iter();
    let open: Vec<&Promise> = open
        .filter(|promise| promise.carried == Carried::No)
        .collect();
    let rivals = Rivals::of(ctx, promises.all());
    // F-06, or what is wrong with the value itself, says more.
    let open = open.into_iter();
    let open: Vec<&Promise> = open
        .filter(|promise| rivals.rival(ctx, promise).is_none())
        .collect();
    let mut largest_id = None;
    // Each fix looks at all rows, so that tables of thousands of rows get few.
    let mut n_tasks = READ / ctx.rows().len().max(1);
    for of_task in open.chunk_by(|one, next| one.task == next.task) {
        let task = of_task.first().and_then(|first| ctx.draft.task(first.task));
        let Some(task) = task.filter(|task| !lacks_indicators(ctx, task)) else {
            continue;
        };
        let different = different(of_task);
        let path = FieldPath::Task(task.id, TaskField::Goal);
        let message = format!("目标里的 {}没有对应的指标值", told(&different));
        let mut finding = sink.at(path, message);
        let largest_id = *largest_id.get_or_insert_with(|| ctx.draft.largest_id());
        let n_fixes = if n_tasks > 0 { TOLD } else { 0 };
        n_tasks = n_tasks.saturating_sub(1);
        for promise in different.into_iter().take(n_fixes) {
            finding = finding.fix(fix(ctx, task, promise, largest_id));
        }
    }
}

/// The first promise of each percentage.
fn different<'p>(promises: &[&'p Promise]) -> Vec<&'p Promise> {
    let mut seen = BTreeSet::new();
    let promises = promises.iter().copied();
    promises
        .filter(|promise| seen.insert(promise.percent))
        .collect()
}

fn told(promises: &[&Promise]) -> String {
    let first = promises.iter().take(TOLD);
    let percents: Vec<String> = first
        .map(|promise| format!("{}%", promise.percent))
        .collect();
    let more = if promises.len() > TOLD { "等" } else { "" };
    format!("{} {more}", percents.join("、"))
}

/// A row behind the others of its branch, linked to the task; `None` where no name or branch is
/// found for it.
fn fix(ctx: &CheckCtx<'_>, task: &Task, promise: &Promise, largest_id: u32) -> Option<Fix> {
    let name = new_name(ctx, task, promise)?;
    let slot = slot_for(ctx, &name)?;
    let value = TargetValue::read(&value(promise));
    let id = IndicatorId(largest_id.checked_add(1)?);
    let row = Indicator {
        name: name.clone(),
        cycle: if ctx.template.has_cycle() {
            value.clone()
        } else {
            TargetValue::default()
        },
        year: value,
        ..Indicator::blank(id, slot.clone())
    };
    let last = ctx
        .draft
        .indicators
        .iter()
        .rposition(|row| row.slot == slot);
    let index = last.map_or(ctx.draft.indicators.len(), |idx| idx + 1);
    let mut annotations = ctx.draft.annotations.clone();
    annotations.link(Link::between(RowId::Task(task.id), RowId::Indicator(id))?);
    let insert = Edit::Insert {
        index,
        row: Box::new(Row::Indicator(row)),
    };
    let label = format!("生成指标“{name}”");
    let focus = FieldPath::Indicator(id, IndicatorField::Name);
    Some(Fix::changes_meaning(
        Transaction::new(label, vec![insert, Edit::Annotate(annotations)]).at(focus),
    ))
}

fn value(promise: &Promise) -> String {
    let sign = match promise.bound {
        Bound::AtMost => "≤",
        Bound::AtLeast if promise.percent == Number::whole(100) => "＝",
        Bound::AtLeast => "≥",
    };
    format!("{sign}{}%", promise.percent)
}

/// 质量 for how well the work itself is done, 社会效益 for what it changes.
fn slot_for(ctx: &CheckCtx<'_>, name: &str) -> Option<Slot> {
    const OF_WORK: [&str; 9] = [
        "合格", "准确", "跟进", "办结", "完成", "达标", "完好", "规范", "验收",
    ];
    let of_role = |wanted: Level2Role| {
        let mut slots = ctx.template.slots();
        slots.find(|slot| {
            let roles = ctx.template.roles(slot);
            roles.is_some_and(|(_, role)| role == wanted)
        })
    };
    let is_of_work = OF_WORK.iter().any(|word| name.contains(word));
    let wanted = if is_of_work {
        [Level2Role::Quality, Level2Role::Social]
    } else {
        [Level2Role::Social, Level2Role::Quality]
    };
    wanted.into_iter().find_map(of_role)
}

/// A name that no indicator has yet.
fn new_name(ctx: &CheckCtx<'_>, task: &Task, promise: &Promise) -> Option<String> {
    let plain = text::shortened(&letters_of(&task.name), NAME_CHARS);
    let plain = plain.trim_end_matches('…');
    let names = [
        name_of(task, promise),
        (!plain.is_empty()).then(|| format!("{plain}目标达成率")),
    ];
    let is_new = |name: &String| ctx.rows().iter().all(|row| row.name() != name);
    let is_there = ctx.started(Section::Indicators);
    names
        .into_iter()
        .flatten()
        .find(|name| is_there && is_new(name))
}

/// A short noun from the clause: what follows the percentage, or what stands before it where that
/// is a rate or 有所缓解的达80%; `None` where the clause gives none.
fn name_of(task: &Task, promise: &Promise) -> Option<String> {
    let before = task.goal.get(promise.clause.start..promise.place.start)?;
    let after = task.goal.get(promise.place.end..promise.clause.end)?;
    let after = tidied(without_leading(after));
    let fits = |name: &str| (4..=NAME_CHARS).contains(&name.chars().count());
    if fits(&after) {
        return Some(format!("{after}比例"));
    }
    let before = without_trailing(before);
    let is_share = before.ends_with(['的', '者']);
    let before = tidied(before);
    if !fits(&before) {
        None
    } else if before.ends_with(['率', '度']) || before.ends_with("比例") {
        Some(before)
    } else {
        is_share.then(|| format!("{before}比例"))
    }
}

/// Without the words that join a percentage to what it is of.
fn without_leading(after: &str) -> &str {
    const JOINING: [&str; 30] = [
        "及以上",
        "以上",
        "以下",
        "以内",
        "接受服务",
        "参与服务",
        "服务对象",
        "对象",
        "受访者",
        "的人",
        "的",
        "人",
        "者",
        "至少",
        "能够",
        "能",
        "可以",
        "会",
        "认为",
        "表示",
        "感到",
        "自身",
        "有",
        "获得",
        "得到",
        "了",
        "在",
        "愿意",
        "通过",
        "，",
    ];
    let mut rest = after.trim_start();
    while let Some(shorter) = JOINING.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim_start();
    }
    rest
}

fn without_trailing(before: &str) -> &str {
    const JOINING: [&str; 16] = [
        "达到",
        "达",
        "不低于",
        "不少于",
        "不超过",
        "控制在",
        "保持在",
        "提高到",
        "超过",
        "至少",
        "为",
        "在",
        "占",
        "有",
        "到",
        "≥",
    ];
    let mut rest = before.trim_end();
    while let Some(shorter) = JOINING.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end();
    }
    // 1.、（二） and the like in front of the first word.
    rest.trim_start_matches(|c: char| !text::is_han(c) && !c.is_ascii_alphabetic())
}

/// The letters without counts such as 2种以上 and without what makes a sentence of them.
fn tidied(part: &str) -> String {
    const SAID: [&str; 8] = [
        "有所",
        "得到了",
        "得到",
        "有效",
        "明显",
        "显著",
        "至少",
        "及以上",
    ];
    const OPINION: [&str; 3] = ["认为", "表示", "感到"];
    let end = part.find(['(', '（']);
    let part = end.and_then(|end| part.get(..end)).unwrap_or(part);
    let part = part.split("等方面").next().unwrap_or(part);
    let said = OPINION.iter().filter_map(|word| part.rsplit_once(word));
    let part = said.map(|(_, said)| said).next().unwrap_or(part);
    let mut kept = letters_of(&without_counts(part));
    for word in SAID {
        kept = kept.replace(word, "");
    }
    for word in ["超过", "达到", "或", "和", "及", "的", "了"] {
        kept = kept.strip_suffix(word).unwrap_or(&kept).to_owned();
    }
    let start = kept.trim_start_matches(['的', '有', '在']);
    start.to_owned()
}

/// 获得2方面的能力 without 2方面的.
fn without_counts(part: &str) -> String {
    let mut kept = String::new();
    let mut rest = part;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at_checked(at).unwrap_or((rest, ""));
        kept.push_str(before);
        rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        for word in [
            "方面",
            "个",
            "种",
            "项",
            "次",
            "类",
            "名",
            "门",
            "场",
            "及以上",
            "以上",
            "的",
        ] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
    }
    kept.push_str(rest);
    kept
}

fn letters_of(text: &str) -> String {
    let is_letter = |c: &char| text::is_han(*c) || c.is_ascii_alphabetic();
    text.chars().filter(is_letter).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn percentages_of_a_task_are_told_together() {
        check_rule(
            "base minimal
            tasks/t2/goal = 学员中有85%以上学会一项手艺，70%以上的学员愿意再来；出勤率达到95%。 #! F-05 hint: 目标里的 85%、70% 没有对应的指标值 [fix]",
        );
    }

    #[test]
    fn a_percentage_with_an_indicator_a_count_and_a_form_without_indicators_are_in_order() {
        check_rule("base minimal\ntasks/t2/goal = 居民课程完成率达到95%以上。");
        check_rule("base minimal\ntasks/t2/goal = 开设至少2种课程，覆盖10个社区。");
        check_rule(
            "base minimal
            indicators/+ 社会效益指标 | 社区课堂学员手艺掌握率 | ≥85% | ≥85%
            tasks/t2/goal = 学员中有85%以上学会一项手艺。",
        );
    }

    #[test]
    fn an_indicator_of_the_same_thing_says_more_by_its_value() {
        for (value, finding) in [
            ("≥85", "D-08 warning: 指标是比率，而“≥85”没有百分号 [fix]"),
            ("≥80%", "F-06 hint: 任务里写的是 85%，与这里的“≥80%”不一致"),
        ] {
            check_rule(&format!(
                "base minimal
                indicators/+ 社会效益指标 | 社区课堂学员手艺掌握率 | {value} | {value}
                indicators/i7/year #! {finding}
                tasks/t2/goal = 社区课堂学员手艺掌握率达到85%以上。"
            ));
        }
        check_rule(
            "base minimal
            indicators/+ 社会效益指标 | 社区课堂学员手艺掌握率 | ≥80% | ≥80%
            tasks/t2/goal = 社区课堂学员作品参展率达到85%以上。 #! F-05 hint: 目标里的 85% 没有对应的指标值 [fix]",
        );
    }

    #[test]
    fn a_generated_indicator_carries_the_percentage() {
        check_fix(
            "base minimal
            tasks/t2/goal = 学员中有85%以上能够独立完成一件作品。",
            "base minimal
            tasks/t2/goal = 学员中有85%以上能够独立完成一件作品。
            indicators/+ 质量指标 | 独立完成一件作品比例 | ≥85% | ≥85%",
        );
        check_fix(
            "base minimal
            tasks/t2/goal = 一、热线 1.来电全部登记，回访跟进率达100%。",
            "base minimal
            tasks/t2/goal = 一、热线 1.来电全部登记，回访跟进率达100%。
            indicators/+ 质量指标 | 回访跟进率 | ＝100% | ＝100%",
        );
        check_fix(
            "base minimal
            tasks/t2/goal = 家长投诉率控制在5%以下。",
            "base minimal
            tasks/t2/goal = 家长投诉率控制在5%以下。
            indicators/+ 社会效益指标 | 家长投诉率 | ≤5% | ≤5%",
        );
    }
}
