//! The tree as a flat list of lines, from draft, template and folded branches.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::ids::IndicatorId;
use crate::model::template::Level2Role;
use crate::model::{Draft, FieldPath, Slot, Template};
use crate::ui::tab::Fold;

/// One line of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The branch; of a 一级 line the first of its branches.
    pub(super) slot: Slot,
    /// What stands in it.
    pub(super) kind: LineKind,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineKind {
    /// A 一级 with the number of its indicators.
    Level1 { count: usize },
    /// A 二级.
    Level2 {
        count: usize,
        fold: Fold,
        may_be_empty: bool,
    },
    /// A 三级: its place among the rows of the branch.
    Indicator { id: IndicatorId, position: usize },
    /// Where one is added.
    Add,
}

impl Line {
    /// What its widgets' ids are made of.
    pub(super) fn key(&self) -> (Slot, u8, u32) {
        let (kind, id) = match self.kind {
            LineKind::Level1 { .. } => (0, 0),
            LineKind::Level2 { .. } => (1, 0),
            LineKind::Indicator { id, .. } => (2, id.0),
            LineKind::Add => (3, 0),
        };
        (self.slot.clone(), kind, id)
    }

    /// The branch in words, for the head of the columns.
    pub(super) fn place(&self) -> String {
        match self.kind {
            LineKind::Level1 { .. } => String::new(),
            _ => format!("{} › {}", self.slot.level1, self.slot.level2),
        }
    }

    /// The line shows this field or branch.
    pub(super) fn is_at(&self, path: &FieldPath) -> bool {
        match (&self.kind, path) {
            (LineKind::Indicator { id, .. }, FieldPath::Indicator(wanted, _)) => id == wanted,
            (LineKind::Level1 { .. }, FieldPath::Branch(slot)) => {
                slot.level2.is_empty() && slot.level1 == self.slot.level1
            }
            (LineKind::Level2 { .. }, FieldPath::Branch(slot)) => *slot == self.slot,
            _ => false,
        }
    }
}

/// Every line, in printed order.
pub(super) fn lines(draft: &Draft, template: &Template, folded: &BTreeSet<Slot>) -> Vec<Line> {
    let mut rows: BTreeMap<&Slot, Vec<IndicatorId>> = BTreeMap::new();
    for indicator in &draft.indicators {
        rows.entry(&indicator.slot).or_default().push(indicator.id);
    }
    let branches = template.branches(draft);
    let mut lines = Vec::new();
    let mut level1: Option<&str> = None;
    for slot in &branches {
        if level1 != Some(slot.level1.as_str()) {
            level1 = Some(&slot.level1);
            let of_level1 = rows.iter().filter(|(other, _)| other.level1 == slot.level1);
            let count = of_level1.map(|(_, ids)| ids.len()).sum();
            lines.push(Line {
                slot: slot.clone(),
                kind: LineKind::Level1 { count },
            });
        }
        let ids = rows.get(slot).map_or(&[][..], Vec::as_slice);
        let fold = if folded.contains(slot) {
            Fold::Folded
        } else {
            Fold::Open
        };
        push_branch(&mut lines, template, slot, ids, fold);
    }
    lines
}

fn push_branch(
    lines: &mut Vec<Line>,
    template: &Template,
    slot: &Slot,
    ids: &[IndicatorId],
    fold: Fold,
) {
    let may_be_empty = !matches!(
        template.roles(slot),
        Some((
            _,
            Level2Role::Quantity | Level2Role::Quality | Level2Role::Satisfaction
        ))
    );
    let kind = LineKind::Level2 {
        count: ids.len(),
        fold,
        may_be_empty,
    };
    lines.push(Line {
        slot: slot.clone(),
        kind,
    });
    if fold == Fold::Folded || ids.is_empty() {
        return;
    }
    for (position, id) in ids.iter().enumerate() {
        let kind = LineKind::Indicator { id: *id, position };
        lines.push(Line {
            slot: slot.clone(),
            kind,
        });
    }
    lines.push(Line {
        slot: slot.clone(),
        kind: LineKind::Add,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check_lines(draft: &Draft, folded: &[Slot], expected: &Expect) {
        let folded = folded.iter().cloned().collect();
        let told: Vec<String> = lines(draft, &sample::template(), &folded)
            .iter()
            .map(|line| match &line.kind {
                LineKind::Level1 { count } => format!("{} {count}", line.slot.level1),
                LineKind::Level2 {
                    count,
                    fold,
                    may_be_empty,
                } => {
                    let (sign, _) = fold.sign_and_verb();
                    let empty = if *may_be_empty { " 可空" } else { "" };
                    format!("  {sign} {} {count}{empty}", line.slot.level2)
                }
                LineKind::Indicator { id, position } => format!("    {id} 第{position}"),
                LineKind::Add => "    ＋".to_owned(),
            })
            .collect();
        expected.assert_eq(&told.join("\n"));
    }

    #[test]
    fn empty_branches_stay_and_folded_ones_hide_their_rows() {
        let folded = [Slot::new("产出指标", "数量指标")];
        check_lines(
            &sample::minimal(),
            &folded,
            &expect![[r"
                产出指标 2
                  ▸ 数量指标 1
                  ▾ 质量指标 1
                    i4 第0
                    ＋
                  ▾ 时效指标 0 可空
                  ▾ 成本指标 0 可空
                效益指标 1
                  ▾ 经济效益指标 0 可空
                  ▾ 社会效益指标 1 可空
                    i5 第0
                    ＋
                  ▾ 生态效益指标 0 可空
                  ▾ 可持续影响指标 0 可空
                满意度指标 1
                  ▾ 服务对象满意度指标 1
                    i6 第0
                    ＋"]],
        );
    }

    #[test]
    fn a_branch_that_the_form_lacks_comes_last() {
        let lines = lines(&sample::awkward(), &sample::template(), &BTreeSet::new());
        let last = lines.last().unwrap();
        assert_eq!(last.slot, Slot::new("管理指标", "制度指标"));
    }
}
