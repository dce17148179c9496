//! What every fixture has to prove; the language of fixtures stands in [`fixture`].

use std::collections::{BTreeMap, BTreeSet};

use super::{CheckCtx, Diagnostic, FixAvailability, Report, Safety, Severity, Situation, run};
use crate::edit::{Transaction, apply_all};
use crate::model::{Draft, FieldPath, Template, Totals, access};
use fixture::{Fixture, print};

mod fixture;

/// Findings of the fixture and its `#!` lines are the same, none missing and none extra; and what
/// is found keeps the house rules (see [`prove`]). What the base of the fixture has of its own need
/// not be named, and neither need hints of other rules at other places: a fixture is a few words
/// and no good form.
#[track_caller]
pub(super) fn check_rule(source: &str) {
    let fixture = compare_with(source, Situation::default());
    prove(&fixture.draft, &fixture.template);
}

/// The same in another situation; the house rules are not proved once more.
#[track_caller]
pub(super) fn check_rule_when(situation: Situation<'_>, source: &str) {
    compare_with(source, situation);
}

#[track_caller]
fn compare_with(source: &str, situation: Situation<'_>) -> Fixture {
    let fixture = Fixture::parse(source);
    let report_of = |draft: &Draft| {
        let totals = Totals::of(draft, &fixture.template);
        run(&CheckCtx::new(draft, &fixture.template, &totals).when(situation))
    };
    let of_base = lines_of(&report_of(&fixture.base));
    let report = report_of(&fixture.draft);
    let own = own_rule(std::panic::Location::caller().file());
    let is_expected_at = |path: &FieldPath| {
        let at = format!("{path} #!");
        fixture.expected.iter().any(|line| line.starts_with(&at))
    };
    let all = report.items().iter().chain(report.not_begun());
    let mut found: Vec<String> = all
        .filter(|item| {
            let line = told(item);
            let counts = item.severity >= Severity::Warning
                || own.as_deref().is_none_or(|own| own == item.rule.id)
                || is_expected_at(&item.path);
            fixture.expected.contains(&line) || (counts && !of_base.contains(&line))
        })
        .map(told)
        .collect();
    found.sort();
    let mut expected = fixture.expected.clone();
    expected.sort();
    assert_eq!(found.join("\n"), expected.join("\n"));
    fixture
}

/// The rule whose file a fixture stands in; `None` where it stands elsewhere.
fn own_rule(file: &str) -> Option<String> {
    let file = file.replace('\\', "/");
    let name = file.strip_suffix(".rs")?.rsplit('/').next()?;
    let id = name.replace('_', "-");
    super::rule(&id).map(|rule| rule.id.to_owned())
}

/// The fix of the finding that the first fixture expects, or else the first fix in the order of
/// the form, leads to the second draft.
#[track_caller]
pub(super) fn check_fix(before: &str, after: &str) {
    let Fixture {
        mut draft,
        template,
        expected,
        ..
    } = Fixture::parse(before);
    prove(&draft, &template);
    let report = report(&draft, &template);
    let mut wanted = report
        .items()
        .iter()
        .filter(|item| expected.is_empty() || expected.contains(&told(item)));
    let fix = wanted.find_map(|item| item.fixes.first());
    let fix = fix.unwrap_or_else(|| panic!("no such fix in\n{}", findings_of(&report)));
    apply_all(&mut draft, &fix.transaction.edits).unwrap();
    let after = Fixture::parse(after);
    assert_eq!(
        print(&draft, &template),
        print(&after.draft, &after.template)
    );
}

/// The hints of the first finding that the base of the fixture does not have.
#[track_caller]
pub(super) fn check_hints(source: &str, expected: &[&str]) {
    let Fixture {
        base,
        draft,
        template,
        ..
    } = Fixture::parse(source);
    let of_base = lines_of(&report(&base, &template));
    let report = report(&draft, &template);
    let mut own = report.items().iter();
    let first = own.find(|item| !of_base.contains(&told(item)));
    assert_eq!(first.map_or(&[][..], |item| &item.hints), expected);
}

/// Runs all rules.
pub(super) fn report(draft: &Draft, template: &Template) -> Report {
    let totals = Totals::of(draft, template);
    run(&CheckCtx::new(draft, template, &totals))
}

/// The findings in the words of a fixture, sorted as text.
pub(super) fn findings_of(report: &Report) -> String {
    lines_of(report).join("\n")
}

fn lines_of(report: &Report) -> Vec<String> {
    let all = report.items().iter().chain(report.not_begun());
    let mut lines: Vec<String> = all.map(told).collect();
    lines.sort();
    lines
}

fn told(item: &Diagnostic) -> String {
    let mark = match item.fixes.first().map(|fix| fix.safety) {
        Some(Safety::Safe) => " [safe]",
        Some(Safety::ChangesMeaning) => " [fix]",
        None => "",
    };
    let Diagnostic {
        rule,
        severity,
        path,
        message,
        ..
    } = item;
    format!("{path} #! {} {severity}: {message}{mark}", rule.code)
}

/// What holds for every draft: the findings are well worded, each rule speaks once of a place, fixes are those that the rules
/// declare, each fix changes something and can be taken back, none makes a finding as bad as the
/// one it mends that its row did not have, and applying fixes comes to an end.
#[track_caller]
pub(super) fn prove(draft: &Draft, template: &Template) {
    let before = report(draft, template);
    let mut seen = BTreeSet::new();
    for item in before.items() {
        assert_worded(item);
        assert!(
            seen.insert((item.rule.id, &item.path)),
            "told twice: {}",
            told(item)
        );
        let exists = item.path.row().is_none() || access::text(draft, &item.path).is_some();
        assert!(exists, "no such place: {}", told(item));
        match item.rule.fix {
            FixAvailability::None => assert!(item.fixes.is_empty(), "undeclared: {}", told(item)),
            FixAvailability::Always => assert!(!item.fixes.is_empty(), "no fix: {}", told(item)),
            FixAvailability::Sometimes => {}
        }
        for fix in &item.fixes {
            let after = applied(draft, &fix.transaction);
            let after_report = report(&after, template);
            let worse = worsened(&before, &after_report, item);
            let label = &fix.label;
            assert!(
                worse.is_empty(),
                "“{label}” for {} makes {worse:?}",
                told(item)
            );
        }
    }
    assert_converges(draft.clone(), template);
}

#[track_caller]
fn applied(draft: &Draft, transaction: &Transaction) -> Draft {
    let label = &transaction.label;
    assert!(transaction.focus.is_some(), "“{label}” leads nowhere");
    let mut after = draft.clone();
    let inverses = apply_all(&mut after, &transaction.edits)
        .unwrap_or_else(|err| panic!("“{label}” does not fit: {err}"));
    assert_ne!(&after, draft, "“{label}” changes nothing");
    let mut back = after.clone();
    apply_all(&mut back, &inverses).unwrap();
    assert_eq!(&back, draft, "“{label}” cannot be taken back");
    after
}

type Key = (&'static str, FieldPath);

/// The places that have more findings as bad as the mended one than before, by rows. Three things
/// are no fault of a fix: a blank that is filled lets sums be compared at last, a row that is
/// divided hands down what else is wrong with it, and a branch that a row leaves was as good as
/// empty before.
fn worsened(before: &Report, after: &Report, mended: &Diagnostic) -> Vec<String> {
    let had = bad_places(before, mended.severity);
    let own = had
        .get(&place_of(&mended.path))
        .cloned()
        .unwrap_or_default();
    let sums = [FieldPath::BudgetBlock, FieldPath::Tasks].map(|path| path.to_string());
    let has = bad_places(after, mended.severity);
    let worse = has
        .into_iter()
        .filter(|(place, codes)| match had.get(place) {
            Some(known) => codes.len() > known.len(),
            None if is_branch(place) => false,
            None if place.contains('/') => !codes.iter().all(|code| own.contains(code)),
            None => !sums.contains(place),
        });
    worse
        .map(|(place, codes)| format!("{place}: {codes:?}"))
        .collect()
}

fn is_branch(place: &str) -> bool {
    matches!(place.parse(), Ok(FieldPath::Branch(_)))
}

fn bad_places(report: &Report, severity: Severity) -> BTreeMap<String, Vec<&'static str>> {
    let mut places: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for item in report
        .items()
        .iter()
        .filter(|item| item.severity >= severity)
    {
        places
            .entry(place_of(&item.path))
            .or_default()
            .push(item.rule.code);
    }
    places
}

fn place_of(path: &FieldPath) -> String {
    match path.row() {
        Some(row) => row.first_field().to_string(),
        None => path.to_string(),
    }
}

/// Applies the first fix of every finding until none is left.
#[track_caller]
fn assert_converges(mut draft: Draft, template: &Template) {
    for _round in 0..10 {
        let report_before = report(&draft, template);
        let fixable: Vec<Key> = report_before
            .items()
            .iter()
            .filter(|item| !item.fixes.is_empty())
            .map(|item| (item.rule.code, item.path.clone()))
            .collect();
        if fixable.is_empty() {
            return;
        }
        for (code, path) in fixable {
            let report_now = report(&draft, template);
            let item = report_now
                .at(&path)
                .iter()
                .find(|item| item.rule.code == code);
            if let Some(fix) = item.and_then(|item| item.fixes.first()) {
                draft = applied(&draft, &fix.transaction);
            }
        }
    }
    panic!(
        "fixes do not come to an end:\n{}",
        findings_of(&report(&draft, template))
    );
}

/// Every word that people read is a short Chinese sentence.
#[track_caller]
fn assert_worded(item: &Diagnostic) {
    let fixes = item
        .fixes
        .iter()
        .flat_map(|fix| [&fix.label, &fix.transaction.label]);
    let related = item.related.iter().map(|(_, text)| text);
    let beside = item.hints.iter().chain(related).chain(fixes);
    assert_sentence(&item.message, 60);
    beside.for_each(|words| assert_sentence(words, 100));
}

#[track_caller]
fn assert_sentence(words: &str, max_chars: usize) {
    // What stands outside quotes and brackets is ours; the rest was typed by people.
    let mut own = String::new();
    let (mut quotes, mut brackets) = (0, 0);
    for c in words.chars() {
        match c {
            '“' => quotes += 1,
            '”' => quotes -= 1,
            // What is quoted may hold half a pair.
            '（' if quotes == 0 => brackets += 1,
            '）' if quotes == 0 => brackets -= 1,
            _ if quotes == 0 && brackets == 0 => own.push(c),
            _ => {}
        }
    }
    assert!(
        !words.is_empty() && words.trim() == words,
        "{words:?} is blank or ragged"
    );
    assert!(
        !own.contains(['。', '！', '!', '\n']),
        "{words} is not one sentence"
    );
    assert!(own.chars().count() <= max_chars, "{words} is long");
    assert!(
        !own.contains(|c: char| c.is_ascii_alphabetic()),
        "{words} has English in it"
    );
}
