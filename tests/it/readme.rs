//! README.md: what is generated in it, and what it shows of the program's output.

use crate::cli::program::{FULL_SAMPLE, Folder, project_file, read_project_file};
use serde_json::Value;
use std::fs;

const README: &str = "README.md";
const BEGIN: &str = "<!-- rules -->\n";
const END: &str = "<!-- /rules -->";

#[test]
fn the_table_of_rules_is_the_one_of_the_program() {
    let text = read_project_file(README);
    let (before, rest) = text.split_once(BEGIN).expect("the table has a beginning");
    let (written, after) = rest.split_once(END).expect("the table has an end");
    let table = mubiao::check::registry::rules_markdown();
    if written == table {
        return;
    }
    assert!(
        std::env::var_os("UPDATE").is_some(),
        "the table of rules in README.md is out of date; UPDATE=1 cargo test writes it anew"
    );
    let renewed = format!("{before}{BEGIN}{table}{END}{after}");
    fs::write(project_file(README), renewed).expect("README.md can be written");
}

/// Asserts that two values have the same keys in the same order, at every depth.
#[track_caller]
fn check_same_shape(shown: &Value, found: &Value, place: &str) {
    match (shown, found) {
        (Value::Object(shown), Value::Object(found)) => {
            let keys = |fields: &serde_json::Map<String, Value>| -> Vec<String> {
                fields.keys().cloned().collect()
            };
            assert_eq!(keys(shown), keys(found), "{place}");
            for (key, value) in shown {
                check_same_shape(value, &found[key], &format!("{place}/{key}"));
            }
        }
        (Value::Array(shown), Value::Array(found)) => {
            assert!(!shown.is_empty(), "{place} has no example");
            for (shown, found) in shown.iter().zip(found) {
                check_same_shape(shown, found, place);
            }
        }
        _ => assert!(!found.is_object() && !found.is_array(), "{place}"),
    }
}

/// The example that follows a heading.
#[track_caller]
fn example(heading: &str) -> Value {
    let text = read_project_file(README);
    let (_, rest) = text.split_once(heading).expect("the heading is there");
    let (_, rest) = rest.split_once("```json\n").expect("an example follows");
    let (example, _) = rest.split_once("```").expect("the example ends");
    serde_json::from_str(example).expect("the example is JSON")
}

#[test]
fn the_examples_of_output_have_its_shape() {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    for (heading, line) in [
        ("### `mubiao check`", "check --json a.ron"),
        ("### `mubiao show`", "show --json a.ron"),
    ] {
        let found = folder.run(line).ends(0).json();
        check_same_shape(&example(heading), &found, heading);
    }
}
