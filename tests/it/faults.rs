//! Faults that clerks make, put one at a time into drafts in which nothing is wrong: how many of
//! them the checks find at the right field, and how much they say beside.
//!
//! How to add a fault: write an entry into the file of its letter in `tests/data/faults`; the
//! language stands in `faults/corpus.rs` and `faults/bench.rs`. Write what people do, not what a
//! rule looks for. `UPDATE=1 cargo test` writes the drafts there anew.

mod bench;
mod corpus;
mod judge;
mod published;

use crate::cli::program::{project_file, read_project_file};
use bench::Bench;
use corpus::Fault;
use judge::Judgement;
use mubiao::check::{Report, Severity};
use mubiao::model::{Draft, Template};
use mubiao::store::format;
use std::collections::BTreeSet;
use std::fs;

const FOLDER: &str = "tests/data/faults";

/// The drafts in which nothing is wrong.
const BASES: [&str; 3] = ["dongguan", "zhanjiang", "library"];

/// One file for each letter of the review points.
const LETTERS: [&str; 8] = [
    "a-completeness",
    "b-money",
    "c-wording",
    "d-values",
    "e-categories",
    "f-linkage",
    "g-time",
    "h-submission",
];

struct Base {
    name: &'static str,
    draft: Draft,
    template: Template,
    report: Report,
}

/// Reads a draft of the corpus; opening it leaves nothing to tell.
#[track_caller]
fn opened(file: &str) -> Draft {
    let text = read_project_file(&format!("{FOLDER}/{file}.ron"));
    let loaded = format::read(text.as_bytes()).expect("the draft opens");
    assert_eq!(loaded.notices, [], "{file}");
    loaded.draft
}

fn template_of(draft: &Draft) -> Template {
    let templates = Template::built_in().expect("the forms are read");
    let mut templates = templates.into_iter();
    let found = templates.find(|template| template.id == draft.template);
    found.expect("the form is there")
}

fn bases() -> [Base; 3] {
    BASES.map(|name| {
        let draft = opened(&format!("clean-{name}"));
        let template = template_of(&draft);
        let report = judge::report(&draft, &template);
        Base {
            name,
            draft,
            template,
            report,
        }
    })
}

fn faults_in(file: &str) -> Vec<Fault> {
    let file = format!("{FOLDER}/{file}.txt");
    corpus::read(&file, &read_project_file(&file))
}

fn all_faults() -> Vec<Fault> {
    LETTERS.into_iter().flat_map(faults_in).collect()
}

fn base_of<'a>(bases: &'a [Base], fault: &Fault) -> &'a Base {
    let found = bases.iter().find(|base| base.name == fault.base);
    found.unwrap_or_else(|| panic!("{}: no base {}", fault.origin, fault.base))
}

fn judged<'a>(bases: &[Base], faults: &'a [Fault]) -> Judgement<'a> {
    let verdicts = faults.iter().map(|fault| {
        let base = base_of(bases, fault);
        judge::judge(fault, &base.draft, &base.template, &base.report)
    });
    Judgement(verdicts.collect())
}

#[expect(
    clippy::print_stderr,
    reason = "the table is to be read with --nocapture"
)]
fn show(table: &str) {
    eprintln!("{table}");
}

fn listed(report: &Report) -> String {
    let lines: Vec<String> = report.items().iter().map(judge::line).collect();
    lines.join("\n")
}

/// Asserts that a draft of the corpus is written as the program writes it.
#[track_caller]
fn check_file(file: &str, draft: &Draft) {
    let name = format!("{FOLDER}/{file}.ron");
    let text = format::write(draft).expect("the draft can be written");
    if fs::read_to_string(project_file(&name)).is_ok_and(|written| written == text) {
        return;
    }
    assert!(
        std::env::var_os("UPDATE").is_some(),
        "{name} is not what the program writes; UPDATE=1 cargo test writes it anew"
    );
    fs::write(project_file(&name), text).expect("the draft can be replaced");
}

#[test]
fn clean_drafts_are_found_clean() {
    for base in bases() {
        check_file(&format!("clean-{}", base.name), &base.draft);
        let listed = listed(&base.report);
        show(&format!("{}:\n{listed}", base.name));
        let counts = [Severity::Error, Severity::Warning].map(|it| base.report.count(it));
        assert!(counts[0] == 0 && counts[1] <= 3, "{}:\n{listed}", base.name);
    }
}

#[test]
fn faults_of_clerks_are_found_where_they_are() {
    let (bases, faults) = (bases(), all_faults());
    let judgement = judged(&bases, &faults);
    let table = judgement.table();
    show(&table);
    assert!(judgement.finds(95), "too much is missed\n{table}");
    assert!(judgement.adds_in_ten(2), "too much is said\n{table}");
}

#[test]
fn sound_drafts_are_left_alone() {
    let (bases, faults) = (bases(), faults_in("sound"));
    let judgement = judged(&bases, &faults);
    let table = judgement.table();
    show(&table);
    assert!(judgement.adds_in_ten(1), "too much is said\n{table}");
}

#[test]
fn the_corpus_is_large_and_every_entry_changes_a_draft_that_can_be_kept() {
    let (bases, faults) = (bases(), all_faults());
    assert!(faults.len() >= 150, "only {} faults", faults.len());
    for name in ["dongguan", "zhanjiang"] {
        let of_base = faults.iter().filter(|fault| fault.base == name).count();
        assert!(of_base >= 50, "only {of_base} faults in {name}");
    }
    let sound = faults_in("sound");
    assert!(sound.iter().all(|fault| fault.codes.is_empty()));
    let titles: BTreeSet<_> = faults.iter().map(|fault| &fault.title).collect();
    assert_eq!(titles.len(), faults.len(), "two entries have one title");
    for fault in &faults {
        assert!(!fault.codes.is_empty(), "{} expects nothing", fault.origin);
    }
    let unfit = faults.iter().chain(&sound).filter_map(|fault| {
        let base = base_of(&bases, fault);
        let spoilt = judge::spoilt(fault, &base.draft, &base.template);
        let why = match spoilt {
            Err(err) => err,
            Ok((draft, _)) if draft == base.draft => "changes nothing".to_owned(),
            Ok((draft, _)) => format::write(&draft).err()?.to_string(),
        };
        Some(format!("{}: {why}", fault.origin))
    });
    let unfit: Vec<String> = unfit.collect();
    assert!(unfit.is_empty(), "{unfit:#?}");
}

#[test]
fn the_draft_with_fifteen_faults_is_made_of_its_list_and_all_are_found() {
    let (bases, faults) = (bases(), faults_in("fifteen"));
    assert_eq!(faults.len(), 15);
    let base = base_of(&bases, &faults[0]);
    let mut bench = Bench::new(&base.draft, &base.template);
    for fault in &faults {
        for step in &fault.steps {
            let done = bench.act(step);
            done.unwrap_or_else(|err| panic!("{}: {err}", fault.origin));
        }
    }
    check_file("fifteen", &bench.draft);
    let report = judge::report(&bench.draft, &base.template);
    let is_missed = |fault: &&Fault| {
        let places = fault.places.iter();
        let spots = places.flat_map(|place| bench.spots(place).expect("the place is there"));
        let spots: Vec<_> = spots.collect();
        !report.items().iter().any(|item| {
            fault.codes.iter().any(|code| code == item.rule.code)
                && spots.iter().any(|spot| spot.holds(&item.path))
        })
    };
    let missed: Vec<_> = faults
        .iter()
        .filter(is_missed)
        .map(|it| &it.title)
        .collect();
    assert!(missed.is_empty(), "{missed:#?}\n{}", listed(&report));
}
