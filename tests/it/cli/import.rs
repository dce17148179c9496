//! A published form on its way from text to draft to paper.

use super::program::{Folder, check_plain_chinese, project_file};
use serde_json::json;
use std::path::Path;

/// The sums and counts of the published form and of its damaged likeness.
#[track_caller]
fn check_totals(folder: &Folder) {
    let checked = folder.run("check --json a.ron").ends(0).json();
    assert_eq!(checked["counts"]["error"], 0, "{checked:#}");
    let totals = &checked["totals"];
    let found = ["expenditure_wan", "income_wan", "gap_wan", "tasks_yuan"].map(|key| &totals[key]);
    assert_eq!(found, ["2083.43", "2083.42", "0.01", "6198300.00"]);
    assert_eq!(totals["indicators"], 24);
}

/// Imports a text and follows it to the paper.
#[track_caller]
fn check_way_to_paper(text: &Path, year: u16) {
    let folder = Folder::new();
    let text = text.to_string_lossy();
    let outcome = folder.run_with(["import", &text, "-o", "a.ron"]).ends(0);
    assert_eq!(outcome.out, "");
    for line in outcome.err.lines() {
        check_plain_chinese(line.trim_end_matches("a.ron"));
    }
    assert!(
        outcome.err.ends_with("文件已写好：a.ron\n"),
        "{}",
        outcome.err
    );
    check_totals(&folder);
    let shown = folder.run("show --json a.ron").ends(0).json();
    assert_eq!(shown["year"], year);
    let lengths = ["goals", "tasks", "indicators"].map(|key| shown[key].as_array().map(Vec::len));
    assert_eq!(lengths, [Some(6), Some(6), Some(24)]);
    folder.run("print a.ron -o a.pdf").ends(0);
    assert!(folder.read("a.pdf").starts_with(b"%PDF-"));
    assert_eq!(folder.names(), ["a.pdf", "a.ron"]);
}

#[test]
fn a_damaged_form_comes_to_paper_with_its_sums() {
    check_way_to_paper(&project_file("tests/data/import/damaged-form.txt"), 2025);
}

#[test]
fn the_published_form_comes_to_paper_with_its_sums() {
    let text = project_file("../shared/real/dongguan-2024.txt");
    if text.exists() {
        check_way_to_paper(&text, 2024);
    } else {
        #[expect(clippy::print_stderr, reason = "tells that a test had nothing to do")]
        {
            eprintln!(
                "the published form is not on this machine: {}",
                text.display()
            );
        }
    }
}

#[test]
fn template_and_year_of_the_arguments_win() {
    let folder = Folder::new();
    let text = project_file("tests/data/import/damaged-form.txt");
    let args = ["import", &text.to_string_lossy(), "-o", "a.ron"];
    let wanted = ["--template", "zhanjiang-2024", "--year", "2026"];
    folder.run_with(args.into_iter().chain(wanted)).ends(0);
    let shown = folder.run("show --json a.ron").ends(0).json();
    assert_eq!(
        (&shown["template"], &shown["year"]),
        (&json!("zhanjiang-2024"), &json!(2026))
    );
}

#[test]
fn an_existing_draft_is_replaced_by_the_import() {
    let folder = Folder::new();
    folder.write("a.ron", "the old file");
    let text = project_file("tests/data/import/zhanjiang-shape.txt");
    folder
        .run_with(["import", &text.to_string_lossy(), "-o", "a.ron"])
        .ends(0);
    let shown = folder.run("show --json a.ron").ends(0).json();
    assert_eq!(shown["template"], "zhanjiang-2024");
}
