//! The only map from an address to a struct field, reading and writing side by side.
//!
//! Every field is reachable as text: what [`text`] returns, [`set_text`] reads back to the very
//! same value, so that one kind of edit serves all fields.

use std::borrow::Cow;

use super::draft::Draft;
use super::entry::{Entry, Typed};
use super::path::{BudgetLine, FieldPath, IndicatorField, OtherTaskField, TaskField};
use super::target::TargetValue;
use crate::base::amount::Amount;
use crate::base::date::Year;

/// The text of a field as it would be typed; `None` for lists, branches and rows that are gone.
pub fn text<'a>(draft: &'a Draft, path: &FieldPath) -> Option<Cow<'a, str>> {
    Some(match path {
        FieldPath::Department => Cow::Borrowed(draft.department.as_str()),
        FieldPath::Year => Cow::Owned(draft.year.text()),
        FieldPath::Staff => Cow::Owned(draft.basic.staff.text()),
        FieldPath::Subunits => Cow::Owned(draft.basic.subunits.text()),
        FieldPath::Budget(line) => Cow::Owned(budget_line(draft, *line).text()),
        FieldPath::Goal(id) => Cow::Borrowed(draft.goal(*id)?.text.as_str()),
        FieldPath::Task(id, field) => {
            let task = draft.task(*id)?;
            match field {
                TaskField::Name => Cow::Borrowed(task.name.as_str()),
                TaskField::Content => Cow::Borrowed(task.content.as_str()),
                TaskField::Amount => Cow::Owned(task.amount.text()),
                TaskField::Goal => Cow::Borrowed(task.goal.as_str()),
            }
        }
        FieldPath::OtherTask(id, field) => {
            let task = draft.other_task(*id)?;
            match field {
                OtherTaskField::Name => Cow::Borrowed(task.name.as_str()),
                OtherTaskField::Content => Cow::Borrowed(task.content.as_str()),
                OtherTaskField::Amount => Cow::Owned(task.amount.text()),
            }
        }
        FieldPath::OtherTasksText => Cow::Borrowed(draft.other_tasks_text.as_str()),
        FieldPath::Indicator(id, field) => {
            let indicator = draft.indicator(*id)?;
            Cow::Borrowed(match field {
                IndicatorField::Name => indicator.name.as_str(),
                IndicatorField::Cycle => indicator.cycle.raw(),
                IndicatorField::Year => indicator.year.raw(),
            })
        }
        FieldPath::BudgetBlock
        | FieldPath::Goals
        | FieldPath::Tasks
        | FieldPath::OtherTasks
        | FieldPath::Indicators
        | FieldPath::Branch(_) => return None,
    })
}

/// Writes what was typed into a field and returns the text that stood there;
/// `None`, and no change, where there is no such field.
pub fn set_text(draft: &mut Draft, path: &FieldPath, typed: &str) -> Option<String> {
    match path {
        FieldPath::Department => Some(replace(&mut draft.department, typed)),
        FieldPath::Year => Some(replace_entry(&mut draft.year, typed)),
        FieldPath::Staff => Some(replace_entry(&mut draft.basic.staff, typed)),
        FieldPath::Subunits => Some(replace_entry(&mut draft.basic.subunits, typed)),
        FieldPath::Budget(line) => Some(replace_entry(budget_line_mut(draft, *line), typed)),
        FieldPath::Goal(id) => {
            let goal = draft.goals.iter_mut().find(|row| row.id == *id)?;
            Some(replace(&mut goal.text, typed))
        }
        FieldPath::Task(id, field) => {
            let task = draft.tasks.iter_mut().find(|row| row.id == *id)?;
            Some(match field {
                TaskField::Name => replace(&mut task.name, typed),
                TaskField::Content => replace(&mut task.content, typed),
                TaskField::Amount => replace_entry(&mut task.amount, typed),
                TaskField::Goal => replace(&mut task.goal, typed),
            })
        }
        FieldPath::OtherTask(id, field) => {
            let task = draft.other_tasks.iter_mut().find(|row| row.id == *id)?;
            Some(match field {
                OtherTaskField::Name => replace(&mut task.name, typed),
                OtherTaskField::Content => replace(&mut task.content, typed),
                OtherTaskField::Amount => replace_entry(&mut task.amount, typed),
            })
        }
        FieldPath::OtherTasksText => Some(replace(&mut draft.other_tasks_text, typed)),
        FieldPath::Indicator(id, field) => {
            let indicator = draft.indicators.iter_mut().find(|row| row.id == *id)?;
            Some(match field {
                IndicatorField::Name => replace(&mut indicator.name, typed),
                IndicatorField::Cycle => replace_target(&mut indicator.cycle, typed),
                IndicatorField::Year => replace_target(&mut indicator.year, typed),
            })
        }
        FieldPath::BudgetBlock
        | FieldPath::Goals
        | FieldPath::Tasks
        | FieldPath::OtherTasks
        | FieldPath::Indicators
        | FieldPath::Branch(_) => None,
    }
}

/// The text that a field holds once this was typed into it: values are kept, not how they were
/// written.
pub fn kept_text<'a>(path: &FieldPath, typed: &'a str) -> Cow<'a, str> {
    match path {
        FieldPath::Year => Cow::Owned(Entry::<Year>::read(typed).text()),
        FieldPath::Staff | FieldPath::Subunits => Cow::Owned(Entry::<u32>::read(typed).text()),
        FieldPath::Budget(_)
        | FieldPath::Task(_, TaskField::Amount)
        | FieldPath::OtherTask(_, OtherTaskField::Amount) => {
            Cow::Owned(Entry::<Amount>::read(typed).text())
        }
        _ => Cow::Borrowed(typed),
    }
}

/// A line of the budget.
pub fn budget_line(draft: &Draft, line: BudgetLine) -> &Entry<Amount> {
    let budget = &draft.budget;
    match line {
        BudgetLine::Basic => &budget.basic,
        BudgetLine::Project => &budget.project,
        BudgetLine::Special => &budget.special,
        BudgetLine::OtherDevelopment => &budget.other_development,
        BudgetLine::Fiscal => &budget.fiscal,
        BudgetLine::OtherIncome => &budget.other_income,
        BudgetLine::CityLevel => &budget.city_level,
        BudgetLine::Transfer => &budget.transfer,
    }
}

fn budget_line_mut(draft: &mut Draft, line: BudgetLine) -> &mut Entry<Amount> {
    let budget = &mut draft.budget;
    match line {
        BudgetLine::Basic => &mut budget.basic,
        BudgetLine::Project => &mut budget.project,
        BudgetLine::Special => &mut budget.special,
        BudgetLine::OtherDevelopment => &mut budget.other_development,
        BudgetLine::Fiscal => &mut budget.fiscal,
        BudgetLine::OtherIncome => &mut budget.other_income,
        BudgetLine::CityLevel => &mut budget.city_level,
        BudgetLine::Transfer => &mut budget.transfer,
    }
}

/// The entry of a field that holds an amount; `None` for other fields.
pub fn amount<'a>(draft: &'a Draft, path: &FieldPath) -> Option<&'a Entry<Amount>> {
    match path {
        FieldPath::Budget(line) => Some(budget_line(draft, *line)),
        FieldPath::Task(id, TaskField::Amount) => draft.task(*id).map(|row| &row.amount),
        FieldPath::OtherTask(id, OtherTaskField::Amount) => {
            draft.other_task(*id).map(|row| &row.amount)
        }
        _ => None,
    }
}

/// Every field of a draft, in the order of the form (indicators in the order of their rows).
pub fn all_fields(draft: &Draft) -> Vec<FieldPath> {
    let mut paths = vec![
        FieldPath::Department,
        FieldPath::Year,
        FieldPath::Staff,
        FieldPath::Subunits,
    ];
    paths.extend(BudgetLine::ALL.map(FieldPath::Budget));
    paths.extend(draft.goals.iter().map(|row| FieldPath::Goal(row.id)));
    for task in &draft.tasks {
        paths.extend(TaskField::ALL.map(|field| FieldPath::Task(task.id, field)));
    }
    for task in &draft.other_tasks {
        paths.extend(OtherTaskField::ALL.map(|field| FieldPath::OtherTask(task.id, field)));
    }
    paths.push(FieldPath::OtherTasksText);
    for indicator in &draft.indicators {
        paths.extend(IndicatorField::ALL.map(|field| FieldPath::Indicator(indicator.id, field)));
    }
    paths
}

fn replace(field: &mut String, typed: &str) -> String {
    std::mem::replace(field, typed.to_owned())
}

fn replace_entry<T: Typed>(field: &mut Entry<T>, typed: &str) -> String {
    std::mem::replace(field, Entry::read(typed)).text()
}

fn replace_target(field: &mut TargetValue, typed: &str) -> String {
    std::mem::replace(field, TargetValue::read(typed))
        .raw()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn every_field_can_be_read_and_written_back_unchanged() {
        let before = sample::awkward();
        let mut draft = before.clone();
        for path in all_fields(&before) {
            let typed = text(&draft, &path).map(Cow::into_owned);
            let typed = typed.unwrap_or_else(|| panic!("{path} cannot be read"));
            assert_eq!(
                set_text(&mut draft, &path, &typed).as_deref(),
                Some(typed.as_str())
            );
            assert_eq!(
                draft, before,
                "{path} changed by writing back what it holds"
            );
        }
    }

    #[test]
    fn writing_a_field_changes_this_field_only() {
        let before = sample::awkward();
        for path in all_fields(&before) {
            let mut draft = before.clone();
            set_text(&mut draft, &path, "2031");
            for other in all_fields(&before) {
                let unchanged = text(&draft, &other) == text(&before, &other);
                assert_eq!(unchanged, other != path, "wrote {path}, looked at {other}");
            }
        }
    }

    #[test]
    fn fields_are_the_addresses_that_have_a_text() {
        let draft = sample::awkward();
        assert!(all_fields(&draft).iter().all(FieldPath::is_field));
        let lists = [
            "budget",
            "goals",
            "tasks",
            "other_tasks",
            "indicators",
            "indicators/甲/乙",
        ];
        for path in lists {
            let path: FieldPath = path.parse().unwrap();
            assert!(!path.is_field() && text(&draft, &path).is_none(), "{path}");
        }
    }

    #[test]
    fn lists_and_missing_rows_are_no_fields() {
        let mut draft = sample::minimal();
        for path in ["goals", "indicators/产出指标/数量指标", "tasks/t99/name"] {
            let path: FieldPath = path.parse().unwrap();
            assert_eq!(text(&draft, &path), None);
            assert_eq!(set_text(&mut draft, &path, "x"), None);
        }
    }
}
