//! Published forms, read from their text: what was accepted once must not be called wrong.

use super::{FOLDER, judge, listed, show, template_of};
use crate::cli::program::read_project_file;
use mubiao::check::{Diagnostic, Report, Severity};
use mubiao::exchange::text_import::{self, Wanted};
use mubiao::model::{Draft, FieldPath, Template, access};

/// A form of the city that publishes its text.
fn published(file: &str) -> (Draft, Report) {
    let text = read_project_file(file);
    let templates = Template::built_in().expect("the forms are read");
    let wanted = Wanted::default();
    let imported = text_import::import(text.as_bytes(), &templates, wanted);
    let draft = imported.expect("the form is read").draft;
    let report = judge::report(&draft, &template_of(&draft));
    show(&format!("{file}:\n{}", listed(&report)));
    (draft, report)
}

/// The address of an indicator's field, by the indicator's name.
#[track_caller]
fn of(draft: &Draft, name: &str, field: &str) -> FieldPath {
    let row = draft.indicators.iter().find(|row| row.name == name);
    let row = row.expect("the indicator is read");
    let path = format!("indicators/{}/{field}", row.id);
    path.parse().expect("the field has an address")
}

/// The finding of a rule at a place.
#[track_caller]
fn found<'a>(report: &'a Report, code: &str, path: &FieldPath) -> &'a Diagnostic {
    let mut items = report.at(path).iter();
    let found = items.find(|item| item.rule.code == code);
    found.unwrap_or_else(|| panic!("no {code} at {path}:\n{}", listed(report)))
}

/// What stands in a form as it was published: a gap of rounding, a blank line of the budget, a
/// compound value, a deadline in the wrong branch, and nothing that keeps it from being accepted.
#[track_caller]
fn check_accepted(file: &str, compound: &str, deadline: &str, remainder: &str) {
    let (draft, report) = published(file);
    let all = listed(&report);
    let counts = [Severity::Error, Severity::Warning].map(|severity| report.count(severity));
    assert!(counts[0] == 0 && counts[1] <= 3, "{counts:?}\n{all}");

    let value = found(&report, "D-13", &of(&draft, compound, "year"));
    assert_eq!(value.severity, Severity::Warning, "{all}");
    let gap = found(&report, "B-06", &FieldPath::BudgetBlock);
    assert_eq!(gap.severity, Severity::Info, "{all}");

    let city_level = "budget/city_level".parse().expect("an address");
    let fixes = &found(&report, "B-08", &city_level).fixes;
    let mut mended = draft.clone();
    mubiao::edit::apply_all(&mut mended, &fixes[0].transaction.edits).expect("the fix fits");
    let filled = access::text(&mended, &city_level);
    assert_eq!(filled.as_deref(), Some(remainder));

    let name = of(&draft, deadline, "name");
    let row = name.row();
    let mut moved = report.items().iter();
    let moved = moved.find(|item| item.rule.code == "E-01" && item.path.row() == row);
    let moved = moved.unwrap_or_else(|| panic!("no E-01 at {name}:\n{all}"));
    assert_eq!(moved.severity, Severity::Hint, "{all}");
    let labels: Vec<_> = moved.fixes.iter().map(|fix| fix.label.as_str()).collect();
    assert_eq!(labels, ["移到时效指标"]);
}

#[test]
fn a_published_form_of_a_bureau_is_accepted() {
    check_accepted(
        &format!("{FOLDER}/published.txt"),
        "镇街社工站服务个案数量",
        "养老护理员技能培训完成时间",
        "1065.60",
    );
}

#[test]
fn a_published_form_of_a_youth_centre_is_accepted() {
    check_accepted(
        "tests/data/import/damaged-form.txt",
        "小组服务数量",
        "示例市“栖星”青年人才驿站建设完成时间",
        "824.40",
    );
}

#[test]
fn a_published_form_with_one_column_of_values_is_accepted() {
    let (_, report) = published("tests/data/import/zhanjiang-shape.txt");
    let counts = [Severity::Error, Severity::Warning].map(|severity| report.count(severity));
    let all = listed(&report);
    assert!(counts[0] == 0 && counts[1] <= 3, "{counts:?}\n{all}");
}
