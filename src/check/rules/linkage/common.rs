//! What the rules on linkage ask about tasks and goals.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::amount::{Amount, MoneyUnit};
use crate::base::ids::TaskId;
use crate::base::number::Number;
use crate::base::text;
use crate::check::CheckCtx;
use crate::check::context::Row;
use crate::check::linkage::Strength;
use crate::check::promises::{Carried, Promise};
use crate::check::subject::{Subject, core};
use crate::model::{Draft, Goal, RowId, Section, Task};

/// Money for each of something, as a text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Price<'t> {
    /// In 元.
    pub(super) amount: Amount,
    /// What it is paid for: 人, 户, 亩; 名 and 位 are 人.
    pub(super) item: &'t str,
    /// The person: 社工 in 每名社工11.92万元; may be empty.
    pub(super) noun: &'t str,
    /// The most that is paid: 不超过4000元.
    pub(super) is_ceiling: bool,
    /// The clause in which it stands.
    pub(super) clause: &'t str,
}

/// What prices are paid for; the longer of two that begin alike first.
const ITEMS: [&str; 27] = [
    "平方米",
    "公里",
    "课时",
    "人",
    "名",
    "位",
    "户",
    "亩",
    "个",
    "台",
    "套",
    "所",
    "村",
    "家",
    "场",
    "间",
    "处",
    "座",
    "辆",
    "生",
    "班",
    "期",
    "件",
    "份",
    "株",
    "头",
    "米",
];

/// 每名社工11.92万元, 每户不超过4000元, 亩均投资2740元; a price for a month or an hour is none.
pub(super) fn prices(text: &str) -> impl Iterator<Item = Price<'_>> {
    text.split(is_clause_end).flat_map(|clause| {
        let marks = clause.match_indices(['每', '均']);
        marks.filter_map(|(at, mark)| price(clause, at, mark))
    })
}

fn is_clause_end(c: char) -> bool {
    "，。；：、！\n;".contains(c)
}

fn price<'t>(clause: &'t str, at: usize, mark: &str) -> Option<Price<'t>> {
    const CEILINGS: [&str; 6] = ["不超过", "不高于", "不得超过", "最高", "控制在", "≤"];
    const LESS: [&str; 15] = [
        "/月", "/天", "/日", "/时", "/小时", "/次", "/课", "每月", "每天", "每次", "起", "至", "-",
        "~", "—",
    ];
    let rest = clause.get(at + mark.len()..)?;
    let (item, rest) = if mark == "每" {
        let item = ITEMS.into_iter().find(|item| rest.starts_with(item))?;
        rest.split_at_checked(item.len())?
    } else {
        let before = clause.get(..at)?;
        let item = ITEMS.into_iter().find(|item| before.ends_with(item))?;
        (before.get(before.len() - item.len()..)?, rest)
    };
    let (between, rest) = rest.split_at_checked(rest.find(|c: char| c.is_ascii_digit())?)?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))?;
    let (number, rest) = rest.split_at_checked(end)?;
    let (unit, behind) = match rest.strip_prefix("万元") {
        Some(behind) => (MoneyUnit::Wan, behind),
        None => (MoneyUnit::Yuan, rest.strip_prefix('元')?),
    };
    let noun = without_saying(between);
    let is_noun = noun.chars().count() <= 6 && noun.chars().all(text::is_han);
    let is_whole = !LESS.iter().any(|word| behind.starts_with(word));
    let is_ceiling = CEILINGS.iter().any(|word| between.contains(word))
        || ["以内", "以下", "之内"]
            .iter()
            .any(|word| behind.starts_with(word));
    let item = if matches!(item, "名" | "位") {
        "人"
    } else {
        item
    };
    let amount = Amount::parse(number).ok()?.converted(unit, MoneyUnit::Yuan);
    (is_whole && is_noun && !noun.contains(['每', '月', '天', '时', '次'])).then_some(Price {
        amount,
        item,
        noun,
        is_ceiling,
        clause,
    })
}

/// 社工 in 社工每年不超过.
fn without_saying(between: &str) -> &str {
    const SAYING: [&str; 26] = [
        "每年",
        "安排",
        "不超过",
        "不高于",
        "不得超过",
        "最高",
        "控制在",
        "≤",
        "给予",
        "补助",
        "补贴",
        "奖补",
        "奖励",
        "资助",
        "投资",
        "成本",
        "标准",
        "费用",
        "经费",
        "不低于",
        "约",
        "为",
        "达",
        "按",
        "一次性",
        "的",
    ];
    let mut rest = between.trim();
    while let Some(shorter) = SAYING.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end();
    }
    rest
}

/// The tasks that have a name.
pub(super) fn named_tasks(draft: &Draft) -> impl Iterator<Item = &Task> + Clone {
    draft.tasks.iter().filter(|row| !text::is_blank(&row.name))
}

/// The goals that are written.
pub(super) fn written_goals(draft: &Draft) -> impl Iterator<Item = &Goal> + Clone {
    draft.goals.iter().filter(|row| !text::is_blank(&row.text))
}

/// The named tasks whose content is written: of the others it is not known yet what they are.
pub(super) fn written_tasks(draft: &Draft) -> impl Iterator<Item = &Task> + Clone {
    named_tasks(draft).filter(|row| !text::is_blank(&row.content))
}

/// Whether indicators can be held against tasks: both are begun, and there are several tasks. All
/// indicators of a draft with a single task belong to it.
pub(super) fn compares_indicators(ctx: &CheckCtx<'_>) -> bool {
    let mut names = ctx.rows().iter().map(Row::name);
    ctx.started(Section::Tasks)
        && names.any(|name| !name.is_empty())
        && named_tasks(ctx.draft).nth(1).is_some()
}

/// Whether goals can be held against tasks: both are begun, and there are several of each. A
/// single goal stands for all tasks, a single task for all goals.
pub(super) fn compares_goals(ctx: &CheckCtx<'_>) -> bool {
    ctx.started(Section::Goals)
        && named_tasks(ctx.draft).nth(1).is_some()
        && written_goals(ctx.draft).nth(1).is_some()
}

/// How sure it is that the task has an indicator; `None` where it has none.
pub(super) fn best_indicator(ctx: &CheckCtx<'_>, task: &Task) -> Option<Strength> {
    let indicators = ctx.linkage().indicators_of(RowId::Task(task.id));
    indicators.map(|found| found.strength).max()
}

/// Most tasks have indicators that name them, so that the others stand out; where most have none,
/// this table is worded in a way that is not understood here.
pub(super) fn names_most_tasks(ctx: &CheckCtx<'_>) -> bool {
    let tasks = named_tasks(ctx.draft);
    let covered = tasks
        .clone()
        .filter(|task| best_indicator(ctx, task).is_some());
    covered.count() * 2 >= tasks.count()
}

/// F-01 warns of this task: it has no indicator at all, and nothing more need be said.
pub(super) fn lacks_indicators(ctx: &CheckCtx<'_>, task: &Task) -> bool {
    compares_indicators(ctx) && best_indicator(ctx, task).is_none() && names_most_tasks(ctx)
}

/// What is left of a name without punctuation and spaces.
pub(super) fn essence(name: &str) -> String {
    let letters = name.chars().map(text::fold_char);
    letters.filter(|c| c.is_alphanumeric()).collect()
}

/// The names that several tasks have: A-25 knows more of these tasks.
pub(super) fn doubled_names(draft: &Draft) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let names = named_tasks(draft).map(|task| essence(&task.name));
    names.filter(|name| !seen.insert(name.clone())).collect()
}

/// Every written goal has a task and every named task a goal.
pub(super) fn goals_and_tasks_meet(ctx: &CheckCtx<'_>) -> bool {
    let linkage = ctx.linkage();
    let goals = written_goals(ctx.draft).all(|goal| linkage.tasks_of(goal.id).next().is_some());
    goals && named_tasks(ctx.draft).all(|task| linkage.goals_of(task.id).next().is_some())
}

/// So many indicators of a task are held against what it promises.
const RIVALS: usize = 50;

/// The shares and satisfactions that indicators of tasks measure.
pub(super) struct Rivals<'c> {
    of_tasks: BTreeMap<TaskId, Vec<&'c Row<'c>>>,
    /// 满意度 that belongs to no task.
    of_nobody: Vec<&'c Row<'c>>,
    /// What the tasks promise: an indicator with such a value carries another promise.
    promised: BTreeSet<(TaskId, Number)>,
}

/// So much of a clause is read, in bytes.
const CLAUSE_BYTES: usize = 600;

impl<'c> Rivals<'c> {
    /// Those of the tasks with these promises.
    pub(super) fn of(ctx: &'c CheckCtx<'_>, promises: &[Promise]) -> Self {
        let open = promises.iter().filter(|it| it.carried == Carried::No);
        let tasks: BTreeSet<TaskId> = open.map(|promise| promise.task).collect();
        let promised = promises.iter().map(|it| (it.task, it.percent)).collect();
        let (mut of_tasks, mut of_nobody) = (BTreeMap::<_, Vec<_>>::new(), Vec::new());
        let is_share = |row: &&Row<'_>| row.subject.any(Subject::RATIO.or(Subject::SATISFACTION));
        for row in ctx.rows().iter().filter(is_share) {
            let linked = ctx.linkage().of_indicator(row.index);
            if linked.is_empty() && row.subject.any(Subject::SATISFACTION) {
                of_nobody.push(row);
            }
            for found in linked {
                if let RowId::Task(task) = found.from
                    && tasks.contains(&task)
                {
                    of_tasks.entry(task).or_default().push(row);
                }
            }
        }
        Self {
            of_tasks,
            of_nobody,
            promised,
        }
    }

    /// The indicator that speaks of what the task promises, with another value.
    pub(super) fn rival(&self, ctx: &CheckCtx<'_>, promise: &Promise) -> Option<&'c Row<'c>> {
        let text = &ctx.draft.task(promise.task)?.goal;
        let clause = text.get(promise.clause.clone())?;
        // A text without punctuation is one clause for all its promises.
        let clause = clause.get(..clause.floor_char_boundary(CLAUSE_BYTES))?;
        let own = self.of_tasks.get(&promise.task);
        let is_free = |row: &&Row<'_>| {
            let own = row.indicator.year.quantity();
            own.is_none_or(|own| {
                let is_other = own.unit == "%" && own.number != promise.percent;
                !(is_other && self.promised.contains(&(promise.task, own.number)))
            })
        };
        let own = own.into_iter().flatten().copied().take(RIVALS);
        let own = own.filter(is_free);
        if clause.contains("满意") {
            let is_of_people = |row: &&Row<'_>| row.subject.any(Subject::SATISFACTION);
            let mut all = own.chain(self.of_nobody.iter().copied());
            return all.find(is_of_people);
        }
        let words = ctx.linkage().telling(clause);
        let mut shares = own.filter(|row| !row.subject.any(Subject::SATISFACTION));
        shares.find(|row| is_same_share(ctx, row, clause, &words))
    }
}

/// 持证上岗率 and 持证上岗率达到85%, 监护能力改善比例 and 家庭监护能力有所改善.
fn is_same_share(ctx: &CheckCtx<'_>, row: &Row<'_>, clause: &str, words: &[u64]) -> bool {
    const SHARES: [&str; 4] = ["比例", "占比", "比率", "率"];
    let name = core(row.name());
    let Some((share, act)) = SHARES
        .into_iter()
        .find_map(|share| Some((share, name.strip_suffix(share)?)))
    else {
        return false;
    };
    let Some((start, _)) = act.char_indices().rev().nth(1) else {
        return false;
    };
    let act = act.get(start..).unwrap_or_default();
    let pieces = ctx.linkage().telling(name);
    let n_shared = pieces.iter().filter(|piece| words.contains(piece)).count();
    let is_said = clause.contains(act);
    let is_called = clause.contains(&format!("{act}{share}"));
    is_called && n_shared >= 1 || is_said && n_shared >= 2
}
