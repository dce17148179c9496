//! Fixtures: drafts and expected findings in the words of the form.
//!
//! A fixture is a list of lines; each changes the draft, expects findings, or both:
//!
//! ```text
//! base minimal                       a sample of model::sample, or blank; the first line
//! template zhanjiang-2024            another template than the sample's
//! budget/fiscal = 400.00             types into a field; nothing after = empties it
//! goals/+ text                       appends a row, numbered after the largest number in use
//! tasks/+ name | content | amount | goal
//! other_tasks/+ name | content | amount
//! indicators/+ 二级 | name | cycle | year         or 一级/二级 where the frame does not have it
//! tasks/t2 -                         takes a row out
//! staff = 约二十 #! A-04 warning: message         expects a finding at the field just changed
//! budget #! B-06 info: message [fix]              expects a finding; [fix] asks, [safe] does not
//! ```
//!
//! In texts, `\n` is a line end, `\s` a space, `\e` nothing, and `\` takes the meaning from any
//! other sign.

use crate::base::ids::{GoalId, IndicatorId, OtherTaskId, TaskId};
use crate::edit::{Edit, Row, apply};
use crate::model::{
    Draft, Entry, FieldPath, Goal, Indicator, OtherTask, Slot, TargetValue, Task, Template, access,
    sample,
};

/// A draft, and what is expected to be found in it.
pub(super) struct Fixture {
    pub(super) template: Template,
    /// The draft that the fixture begins with.
    pub(super) base: Draft,
    pub(super) draft: Draft,
    pub(super) expected: Vec<String>,
}

impl Fixture {
    #[track_caller]
    pub(super) fn parse(source: &str) -> Self {
        let mut lines = source
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let base = lines.next().and_then(|line| line.strip_prefix("base "));
        let draft = match base {
            Some("minimal") => sample::minimal(),
            Some("complete") => sample::complete(),
            Some("awkward") => sample::awkward(),
            Some("blank") => Draft::blank("dongguan-2024", crate::base::date::Year::new(2025)),
            other => panic!("a fixture begins with a base, not with {other:?}"),
        };
        let mut fixture = Self {
            template: sample::template(),
            base: draft.clone(),
            draft,
            expected: Vec::new(),
        };
        for line in lines {
            fixture.read_line(line);
        }
        fixture
    }

    #[track_caller]
    fn read_line(&mut self, line: &str) {
        if let Some(id) = line.strip_prefix("template ") {
            let mut templates = Template::built_in().unwrap().into_iter();
            self.template = templates.find(|template| template.id == id).unwrap();
            self.base.template = id.to_owned();
            self.draft.template = id.to_owned();
            return;
        }
        let (action, finding) = match line.split_once("#!") {
            Some((action, finding)) => (action.trim(), Some(finding.trim())),
            None => (line, None),
        };
        let place = self.act(action);
        if let Some(finding) = finding {
            self.expected.push(format!("{place} #! {finding}"));
        }
    }

    /// Does what the line says and returns the address that it speaks of.
    #[track_caller]
    fn act(&mut self, action: &str) -> FieldPath {
        let (address, rest) = action.split_once(' ').unwrap_or((action, ""));
        let rest = rest.trim();
        if let Some(text) = rest.strip_prefix('=') {
            let path = parsed(address);
            let text = unescaped(text.trim());
            self.apply(&Edit::Set {
                path: path.clone(),
                text,
            });
            path
        } else if rest == "-" {
            let row = parsed(&format!("{address}/name"));
            let row = row.row().unwrap_or_else(|| panic!("no row: {address}"));
            self.apply(&Edit::Remove { row });
            row.list()
        } else if rest.is_empty() {
            parsed(address)
        } else {
            self.append(address, &cells(rest))
        }
    }

    #[track_caller]
    fn append(&mut self, address: &str, cells: &[String]) -> FieldPath {
        let (list, id) = address.rsplit_once('/').unwrap();
        let id = match id {
            "+" => self.draft.largest_id() + 1,
            id => id[1..]
                .parse()
                .unwrap_or_else(|_| panic!("no row: {address}")),
        };
        let row = row(&self.template, list, id, cells);
        let index = match &row {
            Row::Goal(_) => self.draft.goals.len(),
            Row::Task(_) => self.draft.tasks.len(),
            Row::OtherTask(_) => self.draft.other_tasks.len(),
            Row::Indicator(_) => self.draft.indicators.len(),
        };
        let place = row.id().first_field();
        self.apply(&Edit::Insert {
            index,
            row: Box::new(row),
        });
        place
    }

    #[track_caller]
    fn apply(&mut self, edit: &Edit) {
        apply(&mut self.draft, edit).unwrap_or_else(|err| panic!("{err}"));
    }
}

#[track_caller]
fn parsed(address: &str) -> FieldPath {
    // A goal is one field: g1/name, as rows are addressed here, means g1.
    let goal = address
        .strip_prefix("goals/")
        .and_then(|goal| goal.strip_suffix("/name"));
    let address = goal.map_or(address.to_owned(), |goal| format!("goals/{goal}"));
    address
        .parse()
        .unwrap_or_else(|_| panic!("no such place: {address}"))
}

#[track_caller]
fn row(template: &Template, list: &str, id: u32, cells: &[String]) -> Row {
    match (list, cells) {
        ("goals", [text]) => Row::Goal(Goal {
            id: GoalId(id),
            text: text.clone(),
        }),
        ("tasks", [name, content, amount, goal]) => Row::Task(Task {
            id: TaskId(id),
            name: name.clone(),
            content: content.clone(),
            amount: Entry::read(amount),
            goal: goal.clone(),
        }),
        ("other_tasks", [name, content, amount]) => Row::OtherTask(OtherTask {
            id: OtherTaskId(id),
            name: name.clone(),
            content: content.clone(),
            amount: Entry::read(amount),
        }),
        ("indicators", [branch, name, cycle, year]) => Row::Indicator(Indicator {
            id: IndicatorId(id),
            slot: slot(template, branch),
            name: name.clone(),
            cycle: TargetValue::read(cycle),
            year: TargetValue::read(year),
        }),
        _ => panic!("{list} has no rows of {} cells", cells.len()),
    }
}

#[track_caller]
fn slot(template: &Template, branch: &str) -> Slot {
    match branch.split_once('/') {
        Some((level1, level2)) => Slot::new(level1, level2),
        None => template
            .slots()
            .find(|slot| slot.level2 == branch)
            .unwrap_or_else(|| panic!("no branch {branch}")),
    }
}

/// The whole draft in the words of a fixture, indicators in the order of the form.
pub(super) fn print(draft: &Draft, template: &Template) -> String {
    let mut lines = vec![format!("template {}", draft.template)];
    let is_row = |path: &FieldPath| path.row().is_some();
    for path in access::all_fields(draft)
        .into_iter()
        .filter(|path| !is_row(path))
    {
        let text = access::text(draft, &path).unwrap();
        lines.push(format!("{path} = {}", escaped(&text)));
    }
    for row in &draft.goals {
        let text = if row.text.is_empty() {
            "\\e".to_owned()
        } else {
            escaped(&row.text)
        };
        lines.push(format!("goals/{} {text}", row.id));
    }
    for row in &draft.tasks {
        let cells = joined(&[&row.name, &row.content, &row.amount.text(), &row.goal]);
        lines.push(format!("tasks/{} {cells}", row.id));
    }
    for row in &draft.other_tasks {
        let cells = joined(&[&row.name, &row.content, &row.amount.text()]);
        lines.push(format!("other_tasks/{} {cells}", row.id));
    }
    for slot in template.branches(draft) {
        for row in draft.indicators_in(&slot) {
            let branch = format!("{}/{}", slot.level1, slot.level2);
            let cells = joined(&[&branch, &row.name, row.cycle.raw(), row.year.raw()]);
            lines.push(format!("indicators/{} {cells}", row.id));
        }
    }
    lines.join("\n")
}

fn joined(cells: &[&str]) -> String {
    cells
        .iter()
        .map(|cell| escaped(cell))
        .collect::<Vec<_>>()
        .join(" | ")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for (idx, c) in text.char_indices() {
        let at_end = idx == 0 || idx + c.len_utf8() == text.len();
        match c {
            '\n' => out.push_str("\\n"),
            ' ' if at_end => out.push_str("\\s"),
            '\\' | '|' | '!' => out.extend(['\\', c]),
            '=' | '-' if idx == 0 => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// Cells between bars, without the spaces around them.
fn cells(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let cell = cells.last_mut().unwrap();
        match c {
            '|' => cells.push(String::new()),
            '\\' => cell.extend(['\\'].into_iter().chain(chars.next())),
            _ => cell.push(c),
        }
    }
    cells.iter().map(|cell| unescaped(cell.trim())).collect()
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('e')) => {}
            (_, Some('n')) => out.push('\n'),
            (_, Some('s')) => out.push(' '),
            (_, Some(escaped)) => out.push(escaped),
            (plain, None) => out.push(plain),
        }
    }
    out
}

#[test]
fn fixtures_read_back_what_they_print() {
    let template = sample::template();
    for draft in [sample::minimal(), sample::complete(), sample::awkward()] {
        let printed = print(&draft, &template);
        let again = Fixture::parse(&format!("base blank\n{printed}"));
        assert_eq!(print(&again.draft, &template), printed);
    }
}

#[test]
fn fixtures_add_and_remove_rows_and_expect_at_the_place_just_named() {
    let fixture = Fixture::parse(
        "base minimal
        tasks/t2 -
        indicators/+ 成本指标 | a\\|b | | ≥1\\s
        staff =   #! A-04 warning: x
        goals/+ 新目标
        tasks #! B-09 error: y [fix]",
    );
    assert!(fixture.draft.tasks.is_empty());
    let row = fixture.draft.indicator(IndicatorId(7)).unwrap();
    assert_eq!(
        (row.name.as_str(), row.cycle.raw(), row.year.raw()),
        ("a|b", "", "≥1 ")
    );
    assert_eq!(fixture.draft.goals[1].id, GoalId(8));
    assert!(fixture.draft.basic.staff.is_empty());
    assert_eq!(
        fixture.expected,
        ["staff #! A-04 warning: x", "tasks #! B-09 error: y [fix]"]
    );
}
