//! What the rules on linkage ask about tasks and goals.

use crate::base::text;
use crate::check::CheckCtx;
use crate::check::context::Row;
use crate::check::linkage::Strength;
use crate::model::{Draft, Goal, RowId, Section, Task};

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

/// Every written goal has a task and every named task a goal.
pub(super) fn goals_and_tasks_meet(ctx: &CheckCtx<'_>) -> bool {
    let linkage = ctx.linkage();
    let goals = written_goals(ctx.draft).all(|goal| linkage.tasks_of(goal.id).next().is_some());
    goals && named_tasks(ctx.draft).all(|task| linkage.goals_of(task.id).next().is_some())
}
