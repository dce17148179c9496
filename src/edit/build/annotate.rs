//! Transactions for what people note about a draft: findings to ignore, rows that belong together.

use super::{index_of, kind_and_name};
use crate::base::fingerprint::Fingerprint;
use crate::edit::{Edit, Transaction};
use crate::model::annotations::{Annotations, Ignored, Link};
use crate::model::{Draft, FieldPath, RowId};

/// Ignores the finding of a rule; `seen` is what [`crate::model::annotations::seen`] says of it.
pub fn ignore(
    draft: &Draft,
    rule: &str,
    path: &FieldPath,
    seen: Fingerprint,
    reason: &str,
) -> Transaction {
    let mut annotations = draft.annotations.clone();
    annotations.ignore(Ignored {
        rule: rule.to_owned(),
        path: path.clone(),
        reason: reason.to_owned(),
        seen,
    });
    annotated("忽略问题", annotations, path.clone())
}

/// Ignores nothing more of a rule at a place; `None` where nothing is ignored.
pub fn unignore(draft: &Draft, rule: &str, path: &FieldPath) -> Option<Transaction> {
    let mut annotations = draft.annotations.clone();
    let is_changed = annotations.unignore(rule, path);
    is_changed.then(|| annotated("不再忽略", annotations, path.clone()))
}

/// Links two rows; looking stays at the first. `None` where rows of these kinds are not linked,
/// one is gone, or they are linked already.
pub fn link(draft: &Draft, one: RowId, other: RowId) -> Option<Transaction> {
    index_of(draft, one).zip(index_of(draft, other))?;
    let mut annotations = draft.annotations.clone();
    let is_changed = annotations.link(Link::between(one, other)?);
    let label = format!("关联{}", pair(draft, one, other));
    is_changed.then(|| annotated(&label, annotations, one.first_field()))
}

/// Takes the link of two rows away; looking stays at the first. `None` where they are not linked.
pub fn unlink(draft: &Draft, one: RowId, other: RowId) -> Option<Transaction> {
    let mut annotations = draft.annotations.clone();
    let is_changed = annotations.unlink(Link::between(one, other)?);
    let label = format!("取消关联{}", pair(draft, one, other));
    is_changed.then(|| annotated(&label, annotations, one.first_field()))
}

fn annotated(label: &str, annotations: Annotations, focus: FieldPath) -> Transaction {
    Transaction::new(label, vec![Edit::Annotate(annotations)]).at(focus)
}

/// Two rows as people call them.
fn pair(draft: &Draft, one: RowId, other: RowId) -> String {
    let names = [one, other].map(|row| kind_and_name(draft, row));
    names.join("与")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::{GoalId, IdAllocator, IndicatorId, OtherTaskId, TaskId};
    use crate::edit::{apply_all, build};
    use crate::model::sample;

    const GOAL: RowId = RowId::Goal(GoalId(1));
    const TASK: RowId = RowId::Task(TaskId(8));
    const INDICATOR: RowId = RowId::Indicator(IndicatorId(16));

    #[track_caller]
    fn check_done(draft: &mut Draft, tx: Option<Transaction>, label: &str, focus: &str) {
        let tx = tx.expect("there is something to do");
        assert_eq!(tx.label, label);
        assert_eq!(tx.focus.as_ref().unwrap().to_string(), focus);
        apply_all(draft, &tx.edits).unwrap();
    }

    #[test]
    fn a_finding_is_ignored_and_comes_back() {
        let mut draft = sample::complete();
        let path: FieldPath = "indicators/i15/year".parse().unwrap();
        let seen = Fingerprint::of("≥66个388节次");
        let rule = "compound-target-value";
        assert_eq!(unignore(&draft, rule, &path), None);
        let tx = ignore(&draft, rule, &path, seen, "合同如此");
        check_done(&mut draft, Some(tx), "忽略问题", "indicators/i15/year");
        let found = draft.annotations.ignoring(rule, &path, seen).unwrap();
        assert_eq!(found.reason, "合同如此");
        assert_eq!(unignore(&draft, "blank-amount", &path), None);
        let tx = unignore(&draft, rule, &path);
        check_done(&mut draft, tx, "不再忽略", "indicators/i15/year");
        assert!(draft.annotations.is_empty());
    }

    #[test]
    fn rows_are_linked_once_and_parted() {
        let mut draft = sample::complete();
        assert_eq!(unlink(&draft, GOAL, INDICATOR), None);
        let tx = link(&draft, INDICATOR, GOAL);
        check_done(
            &mut draft,
            tx,
            "关联指标“活动数量”与目标1",
            "indicators/i16/name",
        );
        assert_eq!(link(&draft, GOAL, INDICATOR), None);
        let tx = link(&draft, TASK, INDICATOR);
        check_done(
            &mut draft,
            tx,
            "关联重点工作任务第 2 项“第2个服务项目”与指标“活动数量”",
            "tasks/t8/name",
        );
        let tx = unlink(&draft, GOAL, INDICATOR);
        check_done(&mut draft, tx, "取消关联目标1与指标“活动数量”", "goals/g1");
        assert!(draft.annotations.linked_to(INDICATOR).eq([TASK]));
    }

    #[test]
    fn rows_that_are_gone_or_of_other_kinds_are_not_linked() {
        let draft = sample::awkward();
        let goal = RowId::Goal(GoalId(1));
        assert_eq!(link(&draft, goal, RowId::Goal(GoalId(2))), None);
        assert_eq!(link(&draft, goal, RowId::OtherTask(OtherTaskId(5))), None);
        assert_eq!(link(&draft, goal, RowId::Task(TaskId(99))), None);
    }

    #[test]
    fn annotations_stay_with_a_row_that_moves_or_is_brought_back() {
        let template = sample::template();
        let mut draft = sample::complete();
        let path: FieldPath = "tasks/t8/name".parse().unwrap();
        let linking = link(&draft, TASK, INDICATOR).unwrap();
        apply_all(&mut draft, &linking.edits).unwrap();
        let tx = ignore(&draft, "a", &path, Fingerprint::of(""), "");
        apply_all(&mut draft, &tx.edits).unwrap();
        let annotations = draft.annotations.clone();
        let before = draft.clone();
        let up = build::shift(&draft, &template, TASK, build::Direction::Up);
        apply_all(&mut draft, &up.unwrap().edits).unwrap();
        assert_eq!(draft.tasks[0].id, TaskId(8));
        assert_eq!(draft.annotations, annotations);

        let mut draft = before.clone();
        let removing = build::remove(&draft, TASK).unwrap();
        let inverse = apply_all(&mut draft, &removing.edits).unwrap();
        assert_eq!(draft.annotations, annotations);
        apply_all(&mut draft, &inverse).unwrap();
        assert_eq!(draft, before);
    }

    #[test]
    fn a_copy_of_a_row_is_not_annotated() {
        let mut draft = sample::complete();
        let linking = link(&draft, TASK, INDICATOR).unwrap();
        apply_all(&mut draft, &linking.edits).unwrap();
        let annotations = draft.annotations.clone();
        let mut ids = IdAllocator::after(draft.largest_id());
        let copying = build::duplicate(&draft, &mut ids, TASK).unwrap();
        apply_all(&mut draft, &copying.edits).unwrap();
        assert_eq!(draft.annotations, annotations);
    }
}
