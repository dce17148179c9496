//! What the list shows: lines in the order of the form, made once for a report and a filter.
//!
//! Lines name findings by their place in the report, so that thousands of them cost little; the
//! words of a finding are made when it comes into view.

use std::collections::BTreeSet;

use super::filter::Filter;
use crate::app::Workspace;
use crate::app::read;
use crate::check::{Diagnostic, Likeness, Line, Report, Severity, Standing};
use crate::model::{FieldPath, Section};
use crate::ui::tab::Fold;

/// Which report the list was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(u64);

impl Stamp {
    pub(super) fn of(workspace: &Workspace) -> Self {
        Self(workspace.report_stamp())
    }
}

/// What is folded out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unfolded {
    pub(super) alike: BTreeSet<Likeness>,
    pub(super) ignored: Fold,
}

impl Default for Unfolded {
    fn default() -> Self {
        Self {
            alike: BTreeSet::new(),
            ignored: Fold::Folded,
        }
    }
}

/// Whether a row belongs to a line that was unfolded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// It stands for itself.
    Top,
    /// It is one of several.
    Member,
}

/// Names a line across revisions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum LineKey {
    /// A part of the form.
    Section(Section),
    /// The n-th finding of a rule at a place.
    Finding(&'static str, FieldPath, usize),
    /// Several that are alike.
    Alike(Likeness),
    /// What is not begun.
    NotBegun,
    /// The head of the ignored ones.
    IgnoredHead,
    /// An ignored finding.
    Ignored(&'static str, FieldPath, usize),
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineData {
    pub(super) key: LineKey,
    pub(super) kind: LineKind,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineKind {
    /// The head of a part of the form: how many are listed below.
    Section { section: Section, count: usize },
    /// A finding, by its place in the report; below a line that was unfolded it is indented.
    Finding { item: usize, depth: Depth },
    /// Several that are alike.
    Alike {
        severity: Severity,
        words: String,
        fold: Fold,
    },
    /// So much is not written yet.
    NotBegun { count: usize },
    /// The head of the ignored ones.
    IgnoredHead { count: usize, fold: Fold },
    /// An ignored finding, by its place among them.
    Ignored { item: usize },
}

impl LineKind {
    /// The keyboard can stand on it.
    pub(super) fn is_row(&self) -> bool {
        !matches!(self, Self::Section { .. } | Self::NotBegun { .. })
    }
}

/// The list and what its head says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProblemsData {
    pub(super) stamp: Stamp,
    pub(super) lines: Vec<LineData>,
    /// How many are open, by severity, the worst first.
    pub(super) counts: [(Severity, usize); 4],
    /// The findings that pass the filter, by their places in the report.
    pub(super) shown: Vec<usize>,
    /// How many are open.
    pub(super) all: usize,
    /// How many of them can be mended without a look.
    pub(super) safe: usize,
}

impl ProblemsData {
    pub(super) fn new(workspace: &Workspace, filter: &Filter, unfolded: &Unfolded) -> Self {
        let place = |path: &FieldPath| read::place(workspace.draft(), workspace.template(), path);
        Self::of(
            workspace.report(),
            Stamp::of(workspace),
            place,
            filter,
            unfolded,
        )
    }

    fn of(
        report: &Report,
        stamp: Stamp,
        place: impl Fn(&FieldPath) -> String,
        filter: &Filter,
        unfolded: &Unfolded,
    ) -> Self {
        let passes = |found: &Diagnostic| filter.passes(found, || place(&found.path));
        let items = report.items();
        let open = items.iter().zip(0..).filter(|(found, _)| passes(found));
        let shown: Vec<usize> = open.map(|(_, item)| item).collect();
        let mut lines = Vec::new();
        for same in shown.chunk_by(|one, next| section_of(items, *one) == section_of(items, *next))
        {
            push_section(&mut lines, items, same, unfolded);
        }
        let not_begun = report.not_begun().len();
        if not_begun > 0 {
            lines.push(LineData {
                key: LineKey::NotBegun,
                kind: LineKind::NotBegun { count: not_begun },
            });
        }
        let ignored = report.ignored().iter().zip(0..);
        let ignored: Vec<usize> = ignored
            .filter(|(found, _)| passes(found))
            .map(|(_, item)| item)
            .collect();
        push_ignored(&mut lines, report.ignored(), &ignored, unfolded);
        Self {
            stamp,
            lines,
            counts: Severity::ALL.map(|severity| (severity, report.count(severity))),
            all: items.len(),
            safe: items.iter().filter(|found| found.has_safe_fix()).count(),
            shown,
        }
    }

    /// Where the line of this key stands.
    pub(super) fn find(&self, key: &LineKey) -> Option<usize> {
        self.lines.iter().position(|line| line.key == *key)
    }

    /// The line that tells of a place, be it with others.
    pub(super) fn line_at(&self, items: &[Diagnostic], path: &FieldPath) -> Option<usize> {
        let exact = self
            .lines
            .iter()
            .position(|line| matches!(&line.key, LineKey::Finding(_, found, _) if found == path));
        exact.or_else(|| {
            let mut here = items.iter().filter(|found| found.path == *path);
            here.find_map(|found| {
                self.lines.iter().position(|line| {
                    matches!(&line.key, LineKey::Alike(alike)
                        if alike.rule == found.rule.id && alike.section == path.section())
                })
            })
        })
    }
}

fn section_of(items: &[Diagnostic], item: usize) -> Option<Section> {
    items.get(item).map(|found| found.path.section())
}

fn push_section(
    lines: &mut Vec<LineData>,
    items: &[Diagnostic],
    shown: &[usize],
    unfolded: &Unfolded,
) {
    let found: Vec<&Diagnostic> = shown.iter().filter_map(|item| items.get(*item)).collect();
    let Some(section) = found.first().map(|found| found.path.section()) else {
        return;
    };
    let count = shown.len();
    lines.push(LineData {
        key: LineKey::Section(section),
        kind: LineKind::Section { section, count },
    });
    for line in read::fold(&found) {
        match line {
            Line::One(idx) => {
                let item = shown.get(idx);
                lines.extend(item.map(|item| finding(items, *item, Depth::Top)));
            }
            Line::Several(likeness, all) => {
                let alike = all.iter().filter_map(|idx| found.get(*idx).copied());
                let is_open = unfolded.alike.contains(&likeness);
                lines.push(LineData {
                    key: LineKey::Alike(likeness),
                    kind: LineKind::Alike {
                        severity: likeness.severity,
                        words: read::words_of_alike(alike),
                        fold: if is_open { Fold::Open } else { Fold::Folded },
                    },
                });
                let members = all.iter().filter_map(|idx| shown.get(*idx));
                let members = members.map(|item| finding(items, *item, Depth::Member));
                lines.extend(members.filter(|_| is_open));
            }
        }
    }
}

fn finding(items: &[Diagnostic], item: usize, depth: Depth) -> LineData {
    let (rule, path, nth) = name_of(items, item);
    LineData {
        key: LineKey::Finding(rule, path, nth),
        kind: LineKind::Finding { item, depth },
    }
}

/// Rule and place, and which of the findings of that rule there.
fn name_of(items: &[Diagnostic], item: usize) -> (&'static str, FieldPath, usize) {
    let Some(found) = items.get(item) else {
        return ("", FieldPath::Department, item);
    };
    let before = items.get(..item).unwrap_or_default().iter().rev();
    let here = before.take_while(|other| other.path == found.path);
    let nth = here.filter(|other| other.rule == found.rule).count();
    (found.rule.id, found.path.clone(), nth)
}

fn push_ignored(
    lines: &mut Vec<LineData>,
    items: &[Diagnostic],
    shown: &[usize],
    unfolded: &Unfolded,
) {
    if shown.is_empty() {
        return;
    }
    let count = shown.len();
    let fold = unfolded.ignored;
    lines.push(LineData {
        key: LineKey::IgnoredHead,
        kind: LineKind::IgnoredHead { count, fold },
    });
    let rows = shown.iter().map(|item| {
        let (rule, path, nth) = name_of(items, *item);
        LineData {
            key: LineKey::Ignored(rule, path, nth),
            kind: LineKind::Ignored { item: *item },
        }
    });
    lines.extend(rows.filter(|_| fold == Fold::Open));
}

/// The words of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowData {
    pub(super) severity: Severity,
    pub(super) message: String,
    /// Where, within its part of the form.
    pub(super) place: String,
    pub(super) path: FieldPath,
    pub(super) rule: &'static str,
    /// What helps to understand or to mend it.
    pub(super) hints: Vec<String>,
    /// Other places that have to do with it, each with what it has to do.
    pub(super) related: Vec<(FieldPath, String)>,
    /// What can be done about it.
    pub(super) fixes: Vec<String>,
    /// Why it is ignored, where it is; may be blank.
    pub(super) reason: Option<String>,
}

impl RowData {
    pub(super) fn new(workspace: &Workspace, found: &Diagnostic) -> Self {
        let place = |path: &FieldPath| read::place(workspace.draft(), workspace.template(), path);
        let related = found.related.iter().map(|(path, text)| {
            let place = place(path);
            (path.clone(), format!("{place}：{text}"))
        });
        Self {
            severity: found.severity,
            message: found.message.clone(),
            place: within_section(place(&found.path)),
            path: found.path.clone(),
            rule: found.rule.id,
            hints: found.hints.clone(),
            related: related.collect(),
            fixes: found.fixes.iter().map(|fix| fix.label.clone()).collect(),
            reason: match &found.standing {
                Standing::Ignored(reason) => Some(reason.clone()),
                Standing::Open | Standing::NotBegun => None,
            },
        }
    }
}

/// The part of the form is said once, above its rows.
fn within_section(place: String) -> String {
    match place.split_once(" › ") {
        Some((_, inside)) => inside.to_owned(),
        None => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::derived::Derived;
    use crate::check::Situation;
    use crate::model::sample;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check_lines(filter: &Filter, unfolded: &Unfolded, expected: &Expect) {
        let (draft, template) = (sample::awkward(), sample::template());
        let report = Derived::of(&draft, &template, 0, Situation::default()).report;
        let place = |path: &FieldPath| read::place(&draft, &template, path);
        let stamp = Stamp(0);
        let data = ProblemsData::of(&report, stamp, place, filter, unfolded);
        let told = data.lines.iter().map(|line| match &line.kind {
            LineKind::Section { section, count } => {
                format!("{} {count}", read::section_name(*section))
            }
            LineKind::Finding { item, depth } => {
                let found = &report.items()[*item];
                let indent = if *depth == Depth::Member {
                    "    "
                } else {
                    "  "
                };
                let place = within_section(place(&found.path));
                format!("{indent}{} {place}", found.severity.label())
            }
            LineKind::Alike { words, fold, .. } => format!("  {} {words}", fold.sign_and_verb().0),
            other => format!("{other:?}"),
        });
        let told: Vec<String> = told.collect();
        let counts = format!("{} / {}", data.shown.len(), data.all);
        expected.assert_eq(&[told.join("\n"), counts].join("\n"));
    }

    #[test]
    fn findings_stand_below_the_parts_of_the_form() {
        check_lines(
            &Filter::default(),
            &Unfolded::default(),
            &expect![[r#"
                基本信息 12
                  提示 部门名称
                  提示 部门名称
                  错误 年度
                  警告 财政供养人员数
                  警告 下属二级单位数
                  错误 基本支出
                  错误 项目支出
                  ▸ 财政专项资金、其他资金等预算金额空着，而不是 0.00（共 4 处）
                  警告 财政拨款
                总体目标 5
                  提示 目标1
                  警告 目标2
                  提示 目标3
                  提示 目标3
                  提示 目标3
                重点工作 7
                  提示 第 1 项“名称"带引号"” › 名称
                  提示 第 1 项“名称"带引号"” › 主要实施内容
                  错误 第 1 项“名称"带引号"” › 拟投入的资金
                  警告 第 1 项“名称"带引号"” › 期望达到的目标（概述）
                  警告 第 1 项“其他” › 目标内容
                  警告 第 1 项“其他” › 拟投入的资金
                  警告 第 1 项“其他” › 拟投入的资金
                绩效指标 10
                  说明 绩效指标
                  错误 数量指标的未命名指标 › 三级指标
                  警告 产出指标 › 质量指标
                  提示 产出指标 › 时效指标
                  提示 产出指标 › 成本指标
                  警告 “只有年度值” › 实施周期指标值
                  警告 “只有年度值” › 年度指标值
                  提示 “只有年度值” › 年度指标值
                  警告 满意度指标
                  警告 管理指标 › 制度指标
                34 / 34"#]],
        );
    }

    #[test]
    fn words_and_severities_leave_out_findings_and_heads() {
        let mut filter = Filter::default();
        filter.toggle(Severity::Warning);
        filter.text = "数量指标".to_owned();
        check_lines(
            &filter,
            &Unfolded::default(),
            &expect![[r"
                绩效指标 1
                  错误 数量指标的未命名指标 › 三级指标
                1 / 34"]],
        );
    }

    #[test]
    fn a_line_of_several_is_followed_by_them_where_it_is_unfolded() {
        let mut filter = Filter::default();
        filter.toggle(Severity::Warning);
        filter.toggle(Severity::Error);
        let alike = Likeness {
            rule: "blank-amount",
            section: Section::Basic,
            severity: Severity::Hint,
        };
        let unfolded = Unfolded {
            alike: [alike].into(),
            ..Unfolded::default()
        };
        check_lines(
            &filter,
            &unfolded,
            &expect![[r#"
                基本信息 6
                  提示 部门名称
                  提示 部门名称
                  ▾ 财政专项资金、其他资金等预算金额空着，而不是 0.00（共 4 处）
                    提示 其他事业发展性支出
                    提示 其他资金
                    提示 市本级使用资金
                    提示 拟用于对下转移支付资金
                总体目标 4
                  提示 目标1
                  提示 目标3
                  提示 目标3
                  提示 目标3
                重点工作 2
                  提示 第 1 项“名称"带引号"” › 名称
                  提示 第 1 项“名称"带引号"” › 主要实施内容
                绩效指标 4
                  说明 绩效指标
                  提示 产出指标 › 时效指标
                  提示 产出指标 › 成本指标
                  提示 “只有年度值” › 年度指标值
                16 / 34"#]],
        );
    }
}
