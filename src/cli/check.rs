//! `mubiao check`: findings, for people or as JSON.

use serde_json::{Value, json};
use std::path::Path;

use super::args::{Check, Fixing, Format};
use super::output::{self, Exit};
use crate::app::RealDisk;
use crate::app::clock;
use crate::app::derived::Derived;
use crate::app::ops::{self, OpError, Printer};
use crate::app::read::{Difference, differences, fold, place, section_name, words_of_alike};
use crate::app::submission::{Printout, ReportForm, Summary};
use crate::base::amount::Amount;
use crate::check::fix::Safety;
use crate::check::{Diagnostic, Line, Occasion, Report, Severity, Standing};
use crate::model::bridge::{Side, Statement};
use crate::model::{Draft, Template};

/// Changed texts are told up to this many characters.
const EXCERPT_CHARS: usize = 40;

/// Checks every draft; one that cannot be read does not keep the others from being checked.
pub(super) fn run(job: &Check) -> Result<Exit, OpError> {
    let templates = ops::templates()?;
    // Only what is handed in is printed; the fonts are read once.
    let printer = match job.occasion {
        Occasion::Submitting => Some(ops::printer()?),
        Occasion::Writing => None,
    };
    let mut exit = Exit::Clean;
    for path in &job.drafts {
        let checked = check(path, &templates, job, printer.as_ref())
            .unwrap_or_else(|err| Exit::from_failure(&err));
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

/// A draft as it was checked.
struct Checked<'a> {
    path: &'a Path,
    draft: Draft,
    template: &'a Template,
    derived: Derived,
    /// What the safe fixes did to it, or would do.
    fixed: Option<Fixed>,
}

/// What the safe fixes did.
struct Fixed {
    count: usize,
    differences: Vec<Difference>,
}

fn check(
    path: &Path,
    templates: &[Template],
    job: &Check,
    printer: Option<&Printer>,
) -> Result<Exit, OpError> {
    let loaded = ops::load(&RealDisk, path)?;
    output::tell_load_notices(&loaded, path);
    let template = ops::template_of(templates, &loaded.draft, path)?;
    let (draft, fixed) = fix(path, loaded.draft, template, job)?;
    let derived = match printer {
        Some(printer) => submitted(&draft, template, job, printer)?,
        None => ops::check(&draft, template, job.occasion),
    };
    let checked = Checked {
        path,
        draft,
        template,
        derived,
        fixed,
    };
    let text = match job.format {
        Format::Json => format!("{}\n", json(&checked)),
        Format::Text => text(&checked),
    };
    let has_errors = checked.derived.report.count(Severity::Error) > 0;
    let found = if has_errors {
        Exit::Findings
    } else {
        Exit::Clean
    };
    Ok(worse(output::result(&text), found))
}

/// Checks a draft as it is to be handed in, and writes 《自查报告》 where one is wanted.
fn submitted(
    draft: &Draft,
    template: &Template,
    job: &Check,
    printer: &Printer,
) -> Result<Derived, OpError> {
    let printout = Printout::of(&ops::layout(printer, draft, template)?);
    let derived = ops::check_printed(draft, template, &printout);
    if let Some((path, form)) = &job.report {
        let summary = Summary::of(draft, template, &derived, &printout);
        let report = summary.report(draft, template, clock::now());
        let bytes = match form {
            ReportForm::Pdf => ops::report_pdf(printer, &report)?,
            ReportForm::Text => report.text().into_bytes(),
        };
        output::tell_saved(&ops::write_file(&RealDisk, path, &bytes)?, path);
    }
    Ok(derived)
}

/// Applies the safe fixes where that was asked for; what is checked then is the mended draft.
fn fix(
    path: &Path,
    draft: Draft,
    template: &Template,
    job: &Check,
) -> Result<(Draft, Option<Fixed>), OpError> {
    if job.fixing == Fixing::None {
        return Ok((draft, None));
    }
    let mending = ops::mend(&draft, template, job.occasion);
    if job.fixing == Fixing::Write && mending.count > 0 {
        let saved = ops::save(&RealDisk, path, &mending.draft)?;
        output::tell_saved(&saved, path);
    }
    let fixed = Fixed {
        count: mending.count,
        differences: differences(&draft, &mending.draft, template),
    };
    Ok((mending.draft, Some(fixed)))
}

fn text(checked: &Checked<'_>) -> String {
    let Checked {
        path,
        draft,
        template,
        derived,
        fixed,
    } = checked;
    let mut lines = vec![format!("{}", path.display())];
    if let Some(Fixed { count, differences }) = fixed {
        lines.push(format!("  修复 {count} 处"));
        lines.extend(differences.iter().map(|difference| {
            let (before, after) = difference.excerpts(EXCERPT_CHARS);
            let said = |text: Option<String>| text.unwrap_or_else(|| "无".to_owned());
            format!(
                "    {}：{} → {}",
                difference.place,
                said(before),
                said(after)
            )
        }));
    }
    let report = &derived.report;
    let found: Vec<&Diagnostic> = report.items().iter().chain(report.not_begun()).collect();
    lines.extend(fold(&found).iter().filter_map(|line| {
        let (first, place, words) = match line {
            Line::One(idx) => {
                let one = found.get(*idx)?;
                (one, place(draft, template, &one.path), one.message.clone())
            }
            Line::Several(likeness, all) => {
                let alike = all.iter().filter_map(|idx| found.get(*idx).copied());
                let place = section_name(likeness.section).to_owned();
                (found.get(*all.first()?)?, place, words_of_alike(alike))
            }
        };
        Some(format!("  {} {place}：{words}", first.severity.label()))
    }));
    let counts: Vec<String> = Severity::ALL
        .iter()
        .map(|severity| format!("{} {}", severity.label(), count(report, *severity)))
        .collect();
    lines.push(format!("  {}{}", counts.join("，"), ignored(report)));
    lines.join("\n") + "\n"
}

/// How many findings are exactly this bad; what is not begun counts as the hint that it is.
fn count(report: &Report, severity: Severity) -> usize {
    let not_begun = report.not_begun().iter();
    report.count(severity) + not_begun.filter(|found| found.severity == severity).count()
}

fn ignored(report: &Report) -> String {
    match report.ignored().len() {
        0 => String::new(),
        n => format!("，已忽略 {n}"),
    }
}

fn json(checked: &Checked<'_>) -> Value {
    let Derived {
        revision: _,
        totals,
        bridge,
        report,
    } = &checked.derived;
    let counts: serde_json::Map<String, Value> = Severity::ALL
        .iter()
        .map(|severity| (severity.to_string(), count(report, *severity).into()))
        .collect();
    let found = report.items().iter().chain(report.not_begun());
    let mut json = json!({
        "file": checked.path.display().to_string(),
        "template": checked.draft.template,
        "year": super::show::year_json(&checked.draft.year),
        "totals": {
            "expenditure_wan": totals.expenditure.amount.plain(),
            "income_wan": totals.income.amount.plain(),
            "gap_wan": totals.gap.plain(),
            "tasks_yuan": totals.tasks_yuan().plain(),
            "other_tasks_yuan": totals.other_tasks_yuan().plain(),
            "indicators": totals.indicators,
            "quantitative": totals.quantitative,
        },
        "bridge": bridge.statements.iter().map(statement).collect::<Vec<_>>(),
        "counts": counts,
        "findings": found.map(finding).collect::<Vec<_>>(),
        "ignored": report.ignored().iter().map(finding).collect::<Vec<_>>(),
    });
    if let (Some(fixed), Some(json)) = (&checked.fixed, json.as_object_mut()) {
        json.insert("fixed".to_owned(), fixed_json(fixed));
    }
    json
}

fn fixed_json(fixed: &Fixed) -> Value {
    let changes = fixed.differences.iter().map(|difference| {
        json!({
            "place": difference.place,
            "before": difference.before,
            "after": difference.after,
        })
    });
    json!({ "count": fixed.count, "changes": changes.collect::<Vec<_>>() })
}

fn statement(statement: &Statement) -> Value {
    let Statement {
        topic,
        left,
        right,
        gap,
        class,
        words,
    } = statement;
    json!({
        "topic": topic.key(),
        "left": side(left),
        "right": side(right),
        "gap_wan": gap.map(Amount::plain),
        "class": class.key(),
        "message": words,
    })
}

fn side(side: &Side) -> Value {
    let Side { name, terms, sum } = side;
    let terms = terms.iter().map(|term| {
        json!({
            "label": term.label,
            "path": term.path.to_string(),
            "amount_wan": term.amount.map(Amount::plain),
            "state": term.state.key(),
        })
    });
    json!({
        "name": name,
        "sum_wan": sum.plain(),
        "terms": terms.collect::<Vec<_>>(),
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
    let reason = match &found.standing {
        Standing::Ignored(reason) => Value::from(reason.as_str()),
        Standing::Open | Standing::NotBegun => Value::Null,
    };
    json!({
        "rule": found.rule.id,
        "code": found.rule.code,
        "severity": found.severity.to_string(),
        "path": found.path.to_string(),
        "message": found.message,
        "fixes": fixes,
        "reason": reason,
    })
}
