//! `mubiao check`: findings, for people or as JSON.

use serde_json::{Value, json};
use std::path::Path;

use super::args::{Check, Format};
use super::output::{self, Exit};
use crate::app::RealDisk;
use crate::app::derived::Derived;
use crate::app::ops::{self, OpError};
use crate::app::read::place;
use crate::check::fix::Safety;
use crate::check::{Diagnostic, Severity};
use crate::model::{Draft, Template};

/// Checks every draft; one that cannot be read does not keep the others from being checked.
pub(super) fn run(job: &Check) -> Result<Exit, OpError> {
    let templates = ops::templates()?;
    let mut exit = Exit::Clean;
    for path in &job.drafts {
        let checked =
            check(path, &templates, job.format).unwrap_or_else(|err| Exit::from_failure(&err));
        exit = worse(exit, checked);
    }
    Ok(exit)
}

fn worse(a: Exit, b: Exit) -> Exit {
    match (a, b) {
        (Exit::Failure, _) | (_, Exit::Failure) => Exit::Failure,
        (Exit::Findings, _) | (_, Exit::Findings) => Exit::Findings,
        (Exit::Clean, Exit::Clean) => Exit::Clean,
    }
}

fn check(path: &Path, templates: &[Template], format: Format) -> Result<Exit, OpError> {
    let loaded = ops::load(&RealDisk, path)?;
    output::tell_load_notices(&loaded, path);
    let template = ops::template_of(templates, &loaded.draft, path)?;
    let derived = ops::check(&loaded.draft, template);
    let text = match format {
        Format::Json => format!("{}\n", json(path, &loaded.draft, &derived)),
        Format::Text => text(path, &loaded.draft, template, &derived),
    };
    let has_errors = derived.report.count(Severity::Error) > 0;
    let found = if has_errors {
        Exit::Findings
    } else {
        Exit::Clean
    };
    Ok(worse(output::result(&text), found))
}

fn text(path: &Path, draft: &Draft, template: &Template, derived: &Derived) -> String {
    let mut lines = vec![format!("{}", path.display())];
    for found in derived.report.items() {
        let place = place(draft, template, &found.path);
        lines.push(format!(
            "  {} {}：{}",
            found.severity.label(),
            place,
            found.message
        ));
    }
    let counts: Vec<String> = Severity::ALL
        .iter()
        .map(|severity| format!("{} {}", severity.label(), derived.report.count(*severity)))
        .collect();
    lines.push(format!("  {}", counts.join("，")));
    lines.join("\n") + "\n"
}

fn json(path: &Path, draft: &Draft, derived: &Derived) -> Value {
    let Derived {
        revision: _,
        totals,
        report,
    } = derived;
    let counts: serde_json::Map<String, Value> = Severity::ALL
        .iter()
        .map(|severity| (severity.to_string(), report.count(*severity).into()))
        .collect();
    json!({
        "file": path.display().to_string(),
        "template": draft.template,
        "year": super::show::year_json(&draft.year),
        "totals": {
            "expenditure_wan": totals.expenditure.amount.plain(),
            "income_wan": totals.income.amount.plain(),
            "gap_wan": totals.gap.plain(),
            "tasks_yuan": totals.tasks_yuan().plain(),
            "other_tasks_yuan": totals.other_tasks_yuan().plain(),
            "indicators": totals.indicators,
            "quantitative": totals.quantitative,
        },
        "counts": counts,
        "findings": report.items().iter().map(finding).collect::<Vec<_>>(),
    })
}

fn finding(found: &Diagnostic) -> Value {
    let fixes: Vec<Value> = found
        .fixes
        .iter()
        .map(|fix| {
            let safety = match fix.safety {
                Safety::Safe => "safe",
                Safety::ChangesMeaning => "meaning",
            };
            json!({ "label": fix.label, "safety": safety })
        })
        .collect();
    json!({
        "rule": found.rule.id,
        "code": found.rule.code,
        "severity": found.severity.to_string(),
        "path": found.path.to_string(),
        "message": found.message,
        "fixes": fixes,
    })
}
