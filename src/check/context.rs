//! `CheckCtx`: what rules may look at, with what many of them need computed once.

use std::cell::OnceCell;

use super::linkage::Linkage;
use super::promises::Promises;
use super::situation::Situation;
use super::subject::Subject;
use super::traits::Traits;
use super::value::{Columns, Glance, Kinds, Value};
use crate::base::amount::Amount;
use crate::base::text;
use crate::model::template::{Level1Role, Level2Role, OtherTasksForm};
use crate::model::{
    BudgetLine, Draft, Entry, FieldPath, Indicator, IndicatorField, OtherTask, OtherTaskField,
    Section, Slot, TaskField, Template, Totals, access,
};

/// Typed texts are quoted up to this many characters.
const QUOTED_CHARS: usize = 20;

/// What rules may look at.
#[derive(Debug)]
pub struct CheckCtx<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The template that it is checked against.
    pub template: &'a Template,
    /// The sums of this very draft.
    pub totals: &'a Totals,
    /// When and what for.
    pub situation: Situation<'a>,
    texts: Vec<Text<'a>>,
    rows: Vec<Row<'a>>,
    values: Vec<Glance>,
    started: Vec<Section>,
    linkage: OnceCell<Linkage>,
    promises: OnceCell<Promises>,
}

/// A text that is written in the form.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// Where.
    pub path: FieldPath,
    /// As it was typed.
    pub typed: &'a str,
    /// Which kinds of characters it holds.
    pub traits: Traits,
    /// It is an 实施周期指标值, and the year's says the same and stands for both.
    pub is_repeated: bool,
}

/// An indicator in which something is written, with what many rules ask about it.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Where it stands in the draft's list.
    pub index: usize,
    /// What its branch is; `None` where the frame does not have the branch.
    pub roles: Option<(Level1Role, Level2Role)>,
    /// What its name says that it measures.
    pub subject: Subject,
    /// Which kinds of characters its name holds.
    pub traits: Traits,
    /// Whether its two columns say the same.
    pub columns: Columns,
}

impl Row<'_> {
    /// The address of one of its fields.
    pub fn path(&self, field: IndicatorField) -> FieldPath {
        FieldPath::Indicator(self.indicator.id, field)
    }

    /// It stands in a branch with this role.
    pub fn is_in(&self, role: Level2Role) -> bool {
        self.roles.is_some_and(|(_, level2)| level2 == role)
    }

    /// Its name without the spaces around it.
    pub fn name(&self) -> &str {
        self.indicator.name.trim()
    }
}

impl<'a> CheckCtx<'a> {
    /// Prepares a run over a draft that is being written.
    pub fn new(draft: &'a Draft, template: &'a Template, totals: &'a Totals) -> Self {
        let Written {
            texts,
            rows,
            values,
        } = Written::of(draft, template);
        Self {
            draft,
            template,
            totals,
            situation: Situation::default(),
            texts,
            rows,
            values,
            started: started_sections(draft, totals),
            linkage: OnceCell::new(),
            promises: OnceCell::new(),
        }
    }

    /// The same for another situation.
    #[must_use]
    pub fn when(mut self, situation: Situation<'a>) -> Self {
        self.situation = situation;
        self
    }

    /// The texts that are written, in the order of the form (indicators in the order of their
    /// rows); amounts, counts and the year are none.
    pub fn texts(&self) -> &[Text<'a>] {
        &self.texts
    }

    /// The indicators in which something is written, in the order of their list.
    pub fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// The indicator values that are written. Where both columns say the same there is one value,
    /// that of the year: one fault is told once.
    pub fn values(&self) -> impl Iterator<Item = Value<'_>> {
        let values = self.values.iter();
        values.filter_map(|glance| glance.value(&self.rows))
    }

    /// The values of [`CheckCtx::values`] that are of one of these kinds.
    pub fn values_of(&self, kinds: Kinds) -> impl Iterator<Item = Value<'_>> {
        let values = self.values.iter();
        let values = values.filter(move |glance| glance.kinds().any(kinds));
        values.filter_map(|glance| glance.value(&self.rows))
    }

    /// The values of [`CheckCtx::values`] of which their kinds and the characters of their texts
    /// are `wanted`.
    pub fn values_where(
        &self,
        wanted: impl Fn(Kinds, Traits) -> bool,
    ) -> impl Iterator<Item = Value<'_>> {
        let values = self.values.iter();
        let values = values.filter(move |glance| wanted(glance.kinds(), glance.traits()));
        values.filter_map(|glance| glance.value(&self.rows))
    }

    /// The fields that hold amounts, blank ones too, in the order of the form.
    pub fn amounts(&self) -> impl Iterator<Item = (FieldPath, &'a Entry<Amount>)> {
        let draft = self.draft;
        let budget = BudgetLine::ALL.map(|line| access::budget_line(draft, line));
        let budget = BudgetLine::ALL
            .map(FieldPath::Budget)
            .into_iter()
            .zip(budget);
        let tasks = draft.tasks.iter();
        let tasks = tasks.map(|row| (FieldPath::Task(row.id, TaskField::Amount), &row.amount));
        let others = other_tasks(draft, self.template).iter();
        let others = others.map(|row| {
            (
                FieldPath::OtherTask(row.id, OtherTaskField::Amount),
                &row.amount,
            )
        });
        budget.chain(tasks).chain(others)
    }

    /// Something is written in this part of the form; the year alone, which a new draft has, does
    /// not count.
    pub fn started(&self, section: Section) -> bool {
        self.started.contains(&section)
    }

    /// Which goals, tasks and indicators belong together; looked for once.
    pub fn linkage(&self) -> &Linkage {
        self.linkage
            .get_or_init(|| Linkage::of(self.draft, self.template))
    }

    /// The promised percentages; looked for once.
    pub fn promises(&self) -> &Promises {
        self.promises
            .get_or_init(|| Promises::of(self.draft, self.template, self.linkage()))
    }

    /// The printed label of a field, in quotes.
    pub fn label(&self, path: &FieldPath) -> String {
        format!("“{}”", self.template.label(path))
    }

    /// An amount with the unit of its field: `-1.50 万元`.
    pub fn money(&self, path: &FieldPath, amount: Amount) -> String {
        let unit = self.template.unit_of(path).map_or("", |unit| unit.label());
        format!("{} {unit}", amount.grouped_exact())
    }
}

/// What was typed, in quotes and cut to a length that a message bears.
pub fn quoted(typed: &str) -> String {
    let short = text::shortened(typed, QUOTED_CHARS);
    let nested: String = short.chars().map(nested_quote).collect();
    format!("“{nested}”")
}

/// Quotes within quotes are single ones.
pub fn nested_quote(c: char) -> char {
    match c {
        '“' => '‘',
        '”' => '’',
        _ => c,
    }
}

/// The field is a name or a value: one line on the form.
pub fn is_single_line(path: &FieldPath) -> bool {
    matches!(
        path,
        FieldPath::Department
            | FieldPath::Task(_, TaskField::Name)
            | FieldPath::OtherTask(_, OtherTaskField::Name)
            | FieldPath::Indicator(..)
    )
}

/// Nothing is written in this row, as far as the template shows it.
pub fn is_blank_row(row: &Indicator, template: &Template) -> bool {
    let cycle_blank = row.cycle.is_empty() || !template.has_cycle();
    text::is_blank(&row.name) && row.year.is_empty() && cycle_blank
}

/// The rows of other tasks, where the form has a table of them.
fn other_tasks<'a>(draft: &'a Draft, template: &Template) -> &'a [OtherTask] {
    match template.other_tasks {
        OtherTasksForm::Table => &draft.other_tasks,
        OtherTasksForm::Text => &[],
    }
}

/// What is written in a draft, each text read once.
struct Written<'a> {
    texts: Vec<Text<'a>>,
    rows: Vec<Row<'a>>,
    values: Vec<Glance>,
}

impl<'a> Written<'a> {
    fn of(draft: &'a Draft, template: &'a Template) -> Self {
        let n_rows = draft.indicators.len();
        let n_others = draft.goals.len() + 3 * (draft.tasks.len() + draft.other_tasks.len());
        let mut written = Self {
            texts: Vec::with_capacity(3 * n_rows + n_others + 2),
            rows: Vec::with_capacity(n_rows),
            values: Vec::with_capacity(n_rows),
        };
        written.add(FieldPath::Department, &draft.department);
        for row in &draft.goals {
            written.add(FieldPath::Goal(row.id), &row.text);
        }
        for row in &draft.tasks {
            let path = |field| FieldPath::Task(row.id, field);
            written.add(path(TaskField::Name), &row.name);
            written.add(path(TaskField::Content), &row.content);
            written.add(path(TaskField::Goal), &row.goal);
        }
        for row in other_tasks(draft, template) {
            let path = |field| FieldPath::OtherTask(row.id, field);
            written.add(path(OtherTaskField::Name), &row.name);
            written.add(path(OtherTaskField::Content), &row.content);
        }
        if template.other_tasks == OtherTasksForm::Text {
            written.add(FieldPath::OtherTasksText, &draft.other_tasks_text);
        }
        let mut branches = Branches::default();
        for (index, row) in draft.indicators.iter().enumerate() {
            written.add_row(index, row, template, &mut branches);
        }
        written
    }

    fn add(&mut self, path: FieldPath, typed: &'a str) -> Traits {
        let traits = Traits::of(typed);
        self.push(path, typed, traits);
        traits
    }

    fn push(&mut self, path: FieldPath, typed: &'a str, traits: Traits) {
        if !text::is_blank(typed) {
            self.texts.push(Text {
                path,
                typed,
                traits,
                is_repeated: false,
            });
        }
    }

    fn add_row(
        &mut self,
        index: usize,
        indicator: &'a Indicator,
        template: &Template,
        branches: &mut Branches<'a>,
    ) {
        let path = |field| FieldPath::Indicator(indicator.id, field);
        let (cycle, year) = (&indicator.cycle, &indicator.year);
        let traits = self.add(path(IndicatorField::Name), &indicator.name);
        let year_traits = Traits::of(year.raw());
        let mut cycle_traits = year_traits;
        let is_repeated = template.has_cycle() && cycle.raw() == year.raw();
        if template.has_cycle() {
            if !is_repeated {
                cycle_traits = Traits::of(cycle.raw());
            }
            let before = self.texts.len();
            self.push(path(IndicatorField::Cycle), cycle.raw(), cycle_traits);
            if let Some(text) = self.texts.get_mut(before) {
                text.is_repeated = is_repeated;
            }
        }
        self.push(path(IndicatorField::Year), year.raw(), year_traits);
        if is_blank_row(indicator, template) {
            return;
        }
        let values = [(cycle, cycle_traits), (year, year_traits)];
        let values = Glance::of_row(self.rows.len(), values, template);
        self.values.extend(values.into_iter().flatten());
        self.rows.push(Row {
            indicator,
            index,
            roles: branches.roles(&indicator.slot, template),
            subject: Subject::of(&indicator.name),
            traits,
            columns: if is_repeated {
                Columns::Both
            } else {
                Columns::One
            },
        });
    }
}

/// The roles of the branches that were met; there are few branches and many rows.
#[derive(Default)]
struct Branches<'a> {
    known: Vec<(&'a Slot, Option<(Level1Role, Level2Role)>)>,
}

impl<'a> Branches<'a> {
    /// More branches than this no form has; a strange draft is searched in the template.
    const REMEMBERED: usize = 32;

    fn roles(&mut self, slot: &'a Slot, template: &Template) -> Option<(Level1Role, Level2Role)> {
        let found = self.known.iter().find(|(known, _)| *known == slot);
        if let Some((_, roles)) = found {
            return *roles;
        }
        let roles = template.roles(slot);
        if self.known.len() < Self::REMEMBERED {
            self.known.push((slot, roles));
        }
        roles
    }
}

fn started_sections(draft: &Draft, totals: &Totals) -> Vec<Section> {
    let written = |typed: &String| !text::is_blank(typed);
    let counts_written = !draft.basic.staff.is_empty() || !draft.basic.subunits.is_empty();
    let mut budget = BudgetLine::ALL
        .iter()
        .map(|line| access::budget_line(draft, *line));
    let basic =
        written(&draft.department) || counts_written || budget.any(|entry| !entry.is_empty());
    let goals = draft.goals.iter().any(|row| written(&row.text));
    let tasks = draft.tasks.iter().any(|row| {
        let texts = [&row.name, &row.content, &row.goal];
        texts.into_iter().any(written) || !row.amount.is_empty()
    });
    let others = draft.other_tasks.iter().any(|row| !row.is_blank());
    let tasks = tasks || others || written(&draft.other_tasks_text);
    [
        (Section::Basic, basic),
        (Section::Goals, goals),
        (Section::Tasks, tasks),
        (Section::Indicators, totals.indicators > 0),
    ]
    .into_iter()
    .filter_map(|(section, started)| started.then_some(section))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::GoalId;
    use crate::model::{Goal, sample};

    #[track_caller]
    fn check_started(change: fn(&mut Draft), expected: &[Section]) {
        let template = sample::template();
        let mut draft = Draft::blank(template.id.as_str(), crate::base::date::Year::new(2025));
        change(&mut draft);
        let totals = Totals::of(&draft, &template);
        let ctx = CheckCtx::new(&draft, &template, &totals);
        let sections = [
            Section::Basic,
            Section::Goals,
            Section::Tasks,
            Section::Indicators,
        ];
        let started: Vec<Section> = sections
            .into_iter()
            .filter(|section| ctx.started(*section))
            .collect();
        assert_eq!(started, expected);
    }

    #[test]
    fn a_part_is_begun_by_its_first_word_and_for_itself() {
        check_started(|_| {}, &[]);
        check_started(
            |draft| draft.basic.staff = Entry::read("约二十"),
            &[Section::Basic],
        );
        check_started(
            |draft| draft.budget.transfer = Entry::read("0"),
            &[Section::Basic],
        );
        check_started(|draft| draft.goals.push(Goal::blank(GoalId(1))), &[]);
        check_started(
            |draft| draft.other_tasks_text = "会议".to_owned(),
            &[Section::Tasks],
        );
        check_started(
            |draft| draft.indicators = sample::minimal().indicators,
            &[Section::Indicators],
        );
    }

    #[test]
    fn only_fields_that_the_template_shows_are_looked_at() {
        let draft = sample::awkward();
        let mut templates = Template::built_in().unwrap().into_iter();
        let (table, text) = (templates.next().unwrap(), templates.next().unwrap());
        for (template, shown, hidden) in [
            (&table, "other_tasks/o5/name", "other_tasks/text"),
            (&text, "other_tasks/text", "other_tasks/o5/name"),
            (&table, "indicators/i6/cycle", "tasks/t4/goal"),
            (&text, "indicators/i6/year", "indicators/i6/cycle"),
        ] {
            let totals = Totals::of(&draft, template);
            let ctx = CheckCtx::new(&draft, template, &totals);
            let looked_at = |path: &str| ctx.texts().iter().any(|t| t.path.to_string() == path);
            assert!(looked_at(shown), "{shown}");
            assert!(!looked_at(hidden), "{hidden}");
        }
    }
}
