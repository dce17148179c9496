//! `mubiao show --json`: the draft as JSON.

use serde_json::{Value, json};

use super::args::Show;
use super::output::{self, Exit};
use crate::app::RealDisk;
use crate::app::ops::{self, OpError};
use crate::app::read;
use crate::base::date::Year;
use crate::model::entry::Typed;
use crate::model::{BudgetLine, Draft, Entry};

pub(super) fn run(job: &Show) -> Result<Exit, OpError> {
    let loaded = ops::load(&RealDisk, &job.draft)?;
    output::tell_load_notices(&loaded, &job.draft);
    Ok(output::result(&format!(
        "{:#}\n",
        draft_json(&loaded.draft)
    )))
}

/// Every field of the draft; what is blank is null, amounts are decimal texts.
fn draft_json(draft: &Draft) -> Value {
    let Draft {
        template,
        year,
        department,
        basic,
        budget: _,
        goals,
        tasks,
        other_tasks,
        other_tasks_text,
        indicators,
        annotations: _, // No part of the form.
    } = draft;
    let budget: serde_json::Map<String, Value> = BudgetLine::ALL
        .iter()
        .map(|line| {
            (
                line.key().to_owned(),
                entry(read::budget_line(draft, *line)),
            )
        })
        .collect();
    json!({
        "template": template,
        "year": year_json(year),
        "department": department,
        "staff": count(&basic.staff),
        "subunits": count(&basic.subunits),
        "budget": budget,
        "goals": goals.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(),
        "tasks": tasks.iter().map(|row| json!({
            "name": row.name,
            "content": row.content,
            "amount": entry(&row.amount),
            "goal": row.goal,
        })).collect::<Vec<_>>(),
        "other_tasks": other_tasks.iter().map(|row| json!({
            "name": row.name,
            "content": row.content,
            "amount": entry(&row.amount),
        })).collect::<Vec<_>>(),
        "other_tasks_text": other_tasks_text,
        "indicators": indicators.iter().map(|row| json!({
            "level1": row.slot.level1,
            "level2": row.slot.level2,
            "name": row.name,
            "cycle": row.cycle.raw(),
            "year": row.year.raw(),
        })).collect::<Vec<_>>(),
    })
}

/// The year as a number, a text that is none as a text.
pub(super) fn year_json(year: &Entry<Year>) -> Value {
    match year {
        Entry::Value(year) => Value::from(year.number()),
        Entry::Raw(raw) => Value::from(raw.as_str()),
        Entry::Empty => Value::Null,
    }
}

/// A number as a number, a text that is none as a text.
fn count(entry: &Entry<u32>) -> Value {
    match entry {
        Entry::Empty => Value::Null,
        Entry::Value(number) => Value::from(*number),
        Entry::Raw(raw) => Value::from(raw.as_str()),
    }
}

fn entry<T: Typed>(entry: &Entry<T>) -> Value {
    if entry.is_empty() {
        Value::Null
    } else {
        Value::from(entry.text())
    }
}
