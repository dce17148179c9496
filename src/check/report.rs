//! `Report`: all findings of a draft, in the order of the form.

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::CheckCtx;
use super::diagnostic::{Diagnostic, Severity, Standing};
use crate::model::{Draft, FieldPath, RowId, Section, Slot};

/// All findings of a draft: in the order of the form, at one place the worst first.
///
/// Findings that are left as they are for a reason, and those of parts that are not begun, stand
/// beside the others and are not counted among them.
#[derive(Debug, Clone, Default)]
pub struct Report {
    items: Vec<Diagnostic>,
    ignored: Vec<Diagnostic>,
    not_begun: Vec<Diagnostic>,
    /// Where the findings of a place stand in `items`.
    by_path: BTreeMap<FieldPath, Range<usize>>,
}

impl Report {
    /// Sorts and indexes what the rules found.
    pub fn new(ctx: &CheckCtx<'_>, found: Vec<Diagnostic>) -> Self {
        let order = Order::of(ctx, &found);
        let mut ranked: Vec<_> = found
            .into_iter()
            .map(|item| (order.rank(&item.path), item))
            .collect();
        ranked.sort_by(|(rank, item), (other_rank, other)| {
            rank.cmp(other_rank)
                .then_with(|| item.path.cmp(&other.path))
                .then_with(|| other.severity.cmp(&item.severity))
                .then_with(|| item.rule.code.cmp(other.rule.code))
        });
        let mut told: Vec<Diagnostic> = ranked.into_iter().map(|(_, item)| item).collect();
        drop_yielding(&mut told);
        let (mut items, mut ignored, mut not_begun) = (Vec::new(), Vec::new(), Vec::new());
        for item in told {
            match item.standing {
                Standing::Open => items.push(item),
                Standing::Ignored(_) => ignored.push(item),
                Standing::NotBegun => not_begun.push(item),
            }
        }
        let mut end = 0;
        let places = items
            .chunk_by(|item, next| item.path == next.path)
            .filter_map(|same| {
                let start = end;
                end += same.len();
                same.first().map(|item| (item.path.clone(), start..end))
            });
        let by_path = places.collect();
        Self {
            items,
            ignored,
            not_begun,
            by_path,
        }
    }

    /// The findings that a person ignores, with their reasons.
    pub fn ignored(&self) -> &[Diagnostic] {
        &self.ignored
    }

    /// What is missing in parts of the form that are not begun.
    pub fn not_begun(&self) -> &[Diagnostic] {
        &self.not_begun
    }

    /// Every finding that is to be looked at.
    pub fn items(&self) -> &[Diagnostic] {
        &self.items
    }

    /// The findings of one place, the worst first.
    pub fn at(&self, path: &FieldPath) -> &[Diagnostic] {
        let range = self.by_path.get(path).cloned().unwrap_or_default();
        self.items.get(range).unwrap_or_default()
    }

    /// The worst finding of one place.
    pub fn worst_at(&self, path: &FieldPath) -> Option<&Diagnostic> {
        self.at(path).first()
    }

    /// How many findings are exactly this bad.
    pub fn count(&self, severity: Severity) -> usize {
        self.items
            .iter()
            .filter(|item| item.severity == severity)
            .count()
    }

    /// The findings of one part of the form.
    pub fn in_section(&self, section: Section) -> impl Iterator<Item = &Diagnostic> {
        self.items
            .iter()
            .filter(move |item| item.path.section() == section)
    }
}

/// One fault is one message: at a place where a rule speaks that knows more, the others that yield
/// to it keep silent.
fn drop_yielding(told: &mut Vec<Diagnostic>) {
    let mut superfluous: Vec<usize> = Vec::new();
    let mut start = 0;
    for same in told.chunk_by(|item, next| item.path == next.path) {
        let speaks = |id: &str| same.iter().any(|item| item.rule.id == id);
        for (idx, item) in same.iter().enumerate() {
            if same.len() > 1 && item.rule.yields_to.iter().any(|id| speaks(id)) {
                superfluous.push(start + idx);
            }
        }
        start += same.len();
    }
    let mut superfluous = superfluous.into_iter().peekable();
    let mut idx = 0;
    told.retain(|_| {
        let yields = superfluous.next_if_eq(&idx).is_some();
        idx += 1;
        !yields
    });
}

/// A place in the form, comparable: block, branch, row. Equal ones compare as paths: a branch comes
/// before its first row, and the fields of a row have their order.
type Rank = (u8, usize, usize);

/// Where rows and branches stand; those of indicators only where one of them has a finding.
struct Order {
    /// Branch and place of each row, in the order of the ids.
    rows: Vec<(RowId, (usize, usize))>,
    /// The branches of the frame in its order, then the others as they come.
    branches: Vec<Slot>,
}

impl Order {
    fn of(ctx: &CheckCtx<'_>, found: &[Diagnostic]) -> Self {
        let draft = ctx.draft;
        let mut rows = Vec::new();
        let goals = draft.goals.iter().map(|row| RowId::Goal(row.id));
        rows.extend(goals.zip((0..).map(|idx| (0, idx))));
        let tasks = draft.tasks.iter().map(|row| RowId::Task(row.id));
        rows.extend(tasks.zip((0..).map(|idx| (0, idx))));
        let others = draft.other_tasks.iter().map(|row| RowId::OtherTask(row.id));
        rows.extend(others.zip((0..).map(|idx| (0, idx))));
        let mut branches = Vec::new();
        let is_there =
            |path: &FieldPath| matches!(path, FieldPath::Branch(_) | FieldPath::Indicator(..));
        if found.iter().any(|item| is_there(&item.path)) {
            branches.extend(ctx.template.slots());
            rows.reserve(draft.indicators.len());
            put_indicators(draft, &mut branches, &mut rows);
        }
        rows.sort_unstable();
        Self { rows, branches }
    }

    /// Branch and place of a row; behind all others where it is gone.
    fn place(&self, row: RowId) -> (usize, usize) {
        let found = self.rows.binary_search_by_key(&row, |(row, _)| *row);
        let place = found.ok().and_then(|nth| self.rows.get(nth));
        place.map_or((usize::MAX, usize::MAX), |(_, place)| *place)
    }

    fn rank(&self, path: &FieldPath) -> Rank {
        let (branch, row) = path.row().map_or((0, 0), |row| self.place(row));
        match path {
            FieldPath::Department => (0, 0, 0),
            FieldPath::Year => (1, 0, 0),
            FieldPath::Staff => (2, 0, 0),
            FieldPath::Subunits => (3, 0, 0),
            FieldPath::BudgetBlock => (4, 0, 0),
            FieldPath::Budget(_) => (5, 0, 0),
            FieldPath::Goals => (6, 0, 0),
            FieldPath::Goal(_) => (7, branch, row),
            FieldPath::Tasks => (8, 0, 0),
            FieldPath::Task(..) => (9, branch, row),
            FieldPath::OtherTasks => (10, 0, 0),
            FieldPath::OtherTask(..) => (11, branch, row),
            FieldPath::OtherTasksText => (12, 0, 0),
            FieldPath::Indicators => (13, 0, 0),
            FieldPath::Branch(slot) => self.branch_rank(slot),
            FieldPath::Indicator(..) => (14, branch, row),
        }
    }

    /// Before the rows of the branch; a 一级 as a whole stands where its first branch does.
    fn branch_rank(&self, slot: &Slot) -> Rank {
        let same = |other: &Slot| match slot.level2.as_str() {
            "" => other.level1 == slot.level1,
            _ => other == slot,
        };
        let first = self.branches.iter().position(same);
        (14, first.unwrap_or(usize::MAX), 0)
    }
}

/// Puts every indicator at its place, and the branches that the frame does not have behind its own.
fn put_indicators(
    draft: &Draft,
    branches: &mut Vec<Slot>,
    rows: &mut Vec<(RowId, (usize, usize))>,
) {
    // For drafts with more branches than one wants to walk through for each row.
    let mut sorted: BTreeMap<Slot, usize> = branches.iter().cloned().zip(0..).collect();
    for (idx, row) in draft.indicators.iter().enumerate() {
        let mut near = branches.iter().take(SEARCHED);
        let found = near.position(|slot| *slot == row.slot);
        let found = found.or_else(|| sorted.get(&row.slot).copied());
        let branch = found.unwrap_or_else(|| {
            branches.push(row.slot.clone());
            sorted.insert(row.slot.clone(), branches.len() - 1);
            branches.len() - 1
        });
        rows.push((RowId::Indicator(row.id), (branch, idx)));
    }
}

/// So many branches are searched one after the other; a form has fewer.
const SEARCHED: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::registry::rules;
    use crate::check::sink::Sink;
    use crate::model::{Totals, sample};

    /// The report of one finding per address, reported in the order given.
    fn report_at(draft: &Draft, paths: &[&str], severities: &[Severity]) -> Report {
        let template = sample::template();
        let totals = Totals::of(draft, &template);
        let ctx = CheckCtx::new(draft, &template, &totals);
        let mut found = Vec::new();
        for (path, severity) in paths.iter().zip(severities.iter().cycle()) {
            let mut sink = Sink::new(rules().next().unwrap(), &mut found);
            sink.at(path.parse().unwrap(), "有误").severity(*severity);
        }
        Report::new(&ctx, found)
    }

    #[test]
    fn findings_stand_in_the_order_of_the_form() {
        let expected = [
            "department",
            "year",
            "staff",
            "subunits",
            "budget",
            "budget/basic",
            "budget/transfer",
            "goals",
            "goals/g2",
            "goals/g1",
            "tasks",
            "tasks/t4/name",
            "tasks/t4/goal",
            "other_tasks",
            "other_tasks/o5/amount",
            "other_tasks/text",
            "indicators",
            "indicators/产出指标/",
            "indicators/产出指标/数量指标",
            "indicators/i6/name",
            "indicators/i6/year",
            "indicators/产出指标/质量指标",
            "indicators/效益指标/",
            "indicators/i8/cycle",
            "indicators/管理指标/制度指标",
            "indicators/i7/year",
            "indicators/i99/year",
        ];
        let mut draft = sample::awkward();
        draft.goals.swap(0, 1);
        let reversed: Vec<&str> = expected.iter().rev().copied().collect();
        let report = report_at(&draft, &reversed, &[Severity::Error]);
        let order: Vec<String> = report
            .items()
            .iter()
            .map(|item| item.path.to_string())
            .collect();
        assert_eq!(order, expected);
        for path in expected {
            assert_eq!(report.at(&path.parse().unwrap()).len(), 1, "{path}");
        }
    }

    #[test]
    fn the_worst_finding_of_a_place_comes_first() {
        let severities = [
            Severity::Hint,
            Severity::Error,
            Severity::Info,
            Severity::Warning,
        ];
        let paths = ["staff", "staff", "staff", "staff", "goals"];
        let report = report_at(&sample::minimal(), &paths, &severities);
        let at_staff = report
            .at(&FieldPath::Staff)
            .iter()
            .map(|item| item.severity);
        assert_eq!(at_staff.collect::<Vec<_>>(), Severity::ALL);
        let worst = report.worst_at(&FieldPath::Staff).map(|item| item.severity);
        assert_eq!(worst, Some(Severity::Error));
        assert_eq!(report.worst_at(&FieldPath::Year), None);
        assert_eq!(
            (report.count(Severity::Hint), report.count(Severity::Error)),
            (2, 1)
        );
        assert_eq!(report.in_section(Section::Goals).count(), 1);
        assert_eq!(report.in_section(Section::Basic).count(), 4);
    }
}
