//! What the form is told: the draft and the words of its template as JSON.
//!
//! The only map from the model to the paper. Structs are taken apart completely, so that a new
//! field asks to be printed. Not printed are what the template's form has no place for: 实施周期
//! 指标值 where there is one value column, and the other shape of 其他需完成的任务.

use serde_json::{Value, json};

use crate::base::amount::Amount;
use crate::base::text;
use crate::model::template::OtherTasksForm;
use crate::model::{
    Basic, Budget, BudgetLine, Draft, Entry, FieldPath, Goal, Indicator, IndicatorField, OtherTask,
    OtherTaskField, Slot, Task, TaskField, Template,
};

/// All that `assets/form.typ` reads, as one JSON object.
pub(super) fn form_data(draft: &Draft, template: &Template, families: &[String]) -> Value {
    let Draft {
        template: _,
        year: _, // Stands in the title.
        department,
        basic: Basic { staff, subunits },
        budget,
        goals,
        tasks,
        other_tasks,
        other_tasks_text,
        indicators: _,  // Printed by branches.
        annotations: _, // Between the people who write it.
    } = draft;
    json!({
        "fonts": families,
        "page": template.page,
        "labels": template.labels,
        "title": title(draft, template),
        "department": cell(&FieldPath::Department, printable(department)),
        "staff": cell(&FieldPath::Staff, count(staff)),
        "subunits": cell(&FieldPath::Subunits, count(subunits)),
        "budget": budget_amounts(budget),
        "goals": goal_texts(goals, &template.labels.goal),
        "tasks": task_rows(tasks, template),
        "other_tasks": match template.other_tasks {
            OtherTasksForm::Table => other_task_rows(other_tasks, template),
            OtherTasksForm::Text => json!({
                "text": cell(&FieldPath::OtherTasksText, printable(other_tasks_text)),
            }),
        },
        "indicators": indicators(draft, template),
    })
}

/// The lines of the title.
fn title(draft: &Draft, template: &Template) -> Value {
    let (title, subtitle) = template.title_lines(draft);
    let lines = [Some(title), subtitle];
    lines.iter().flatten().map(|line| printable(line)).collect()
}

/// A text of the draft with the field that it stands in.
fn cell(field: &FieldPath, words: impl Into<Value>) -> Value {
    json!({ "words": words.into(), "field": field.to_string() })
}

fn budget_amounts(budget: &Budget) -> Value {
    let Budget {
        basic,
        project,
        special,
        other_development,
        fiscal,
        other_income,
        city_level,
        transfer,
    } = budget;
    let amount = |line, entry| cell(&FieldPath::Budget(line), money(entry));
    json!({
        "basic": amount(BudgetLine::Basic, basic),
        "project": amount(BudgetLine::Project, project),
        "special": amount(BudgetLine::Special, special),
        "other_development": amount(BudgetLine::OtherDevelopment, other_development),
        "fiscal": amount(BudgetLine::Fiscal, fiscal),
        "other_income": amount(BudgetLine::OtherIncome, other_income),
        "city_level": amount(BudgetLine::CityLevel, city_level),
        "transfer": amount(BudgetLine::Transfer, transfer),
    })
}

/// `目标1：…`, one text for each goal.
fn goal_texts(goals: &[Goal], word: &str) -> Value {
    let numbered = (1..).zip(goals);
    let texts = numbered.map(|(number, Goal { id, text })| {
        let words = format!("{word}{number}：{}", printable(text));
        cell(&FieldPath::Goal(*id), words)
    });
    texts.collect()
}

fn task_rows(tasks: &[Task], template: &Template) -> Value {
    let labels = &template.labels;
    let rows = tasks.iter().map(|task| {
        let Task {
            id,
            name,
            content,
            amount,
            goal,
        } = task;
        let cell = |field, words| cell(&FieldPath::Task(*id, field), words);
        json!([
            cell(TaskField::Name, printable(name)),
            cell(TaskField::Content, printable(content)),
            cell(TaskField::Amount, money(amount)),
            cell(TaskField::Goal, printable(goal)),
        ])
    });
    json!({
        "heads": [
            labels.task_name,
            labels.task_content,
            template.task_amount_label(),
            labels.task_goal,
        ],
        "rows": rows.collect::<Value>(),
    })
}

fn other_task_rows(tasks: &[OtherTask], template: &Template) -> Value {
    let labels = &template.labels;
    let rows = tasks.iter().map(|task| {
        let OtherTask {
            id,
            name,
            content,
            amount,
        } = task;
        let cell = |field, words| cell(&FieldPath::OtherTask(*id, field), words);
        json!([
            cell(OtherTaskField::Name, printable(name)),
            cell(OtherTaskField::Content, printable(content)),
            cell(OtherTaskField::Amount, money(amount)),
        ])
    });
    json!({
        "heads": [labels.other_name, labels.other_content, template.task_amount_label()],
        "rows": rows.collect::<Value>(),
    })
}

/// 一级, 二级 and their rows as a tree; branches that the frame does not have follow the frame.
fn indicators(draft: &Draft, template: &Template) -> Value {
    let mut tree: Vec<(String, Vec<Value>)> = Vec::new();
    for slot in template.branches(draft) {
        let rows = draft.indicators_in(&slot);
        let rows: Value = rows.map(|row| indicator_row(row, template)).collect();
        let Slot { level1, level2 } = &slot;
        let branch = json!({ "name": printable(level2), "rows": rows });
        match tree.last_mut() {
            Some((name, branches)) if name == level1 => branches.push(branch),
            _ => tree.push((level1.clone(), vec![branch])),
        }
    }
    let tree = tree
        .into_iter()
        .map(|(name, level2)| json!({ "name": printable(&name), "level2": level2 }));
    let labels = &template.labels;
    let (cycle, year) = template.value_labels();
    let value_heads: Vec<&str> = cycle.into_iter().chain([year]).collect();
    json!({
        "heads": [labels.level1, labels.level2, labels.level3],
        "value_heads": value_heads,
        "tree": tree.collect::<Value>(),
    })
}

fn indicator_row(row: &Indicator, template: &Template) -> Value {
    let Indicator {
        id,
        slot: _, // The branch.
        name,
        cycle,
        year,
    } = row;
    let cell = |field, words| cell(&FieldPath::Indicator(*id, field), printable(words));
    let name = cell(IndicatorField::Name, name);
    let year = cell(IndicatorField::Year, year.raw());
    if template.has_cycle() {
        json!([name, cell(IndicatorField::Cycle, cycle.raw()), year])
    } else {
        json!([name, year])
    }
}

fn money(entry: &Entry<Amount>) -> String {
    shown(entry, |amount| amount.grouped_exact())
}

fn count(entry: &Entry<u32>) -> String {
    shown(entry, ToString::to_string)
}

/// What is no value is printed as typed.
fn shown<T>(entry: &Entry<T>, format: impl Fn(&T) -> String) -> String {
    match entry {
        Entry::Empty => String::new(),
        Entry::Value(value) => format(value),
        Entry::Raw(raw) => printable(raw),
    }
}

/// A tab on paper.
const TAB: &str = "    ";

/// A text as the paper can show it: line ends of every kind are one kind, tabs and unbreakable
/// spaces are spaces, and characters without ink are left out, because some of them would turn
/// the order of the others around.
pub(super) fn printable(typed: &str) -> String {
    let mut printable = String::with_capacity(typed.len());
    let typed = typed.replace("\r\n", "\n");
    for c in typed.chars().filter(|c| !text::is_invisible(*c)) {
        match c {
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => printable.push('\n'),
            '\t' => printable.push_str(TAB),
            '\u{A0}' | '\u{2007}' | '\u{202F}' => printable.push(' '),
            _ => printable.push(c),
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_spaces_and_signs_without_ink_are_made_printable() {
        for (typed, expected) in [
            ("甲\r\n乙\r丙\u{2028}丁", "甲\n乙\n丙\n丁"),
            ("a\u{A0}b\tc", "a b    c"),
            ("\u{FEFF}正\u{200B}文\u{202E}反", "正文反"),
            (" 两端 ", " 两端 "),
            ("-- \"q\" 'q'", "-- \"q\" 'q'"),
        ] {
            assert_eq!(printable(typed), expected);
        }
    }
}
