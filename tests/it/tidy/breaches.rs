//! Proof that each law can be broken: small trees with their breaches marked.
//!
//! `//- file` begins a file; `//~ law` at the end of a line names the laws the line breaks, one
//! word for each finding. A finding without a mark fails, and so does a mark without a finding.

use super::finding::{Finding, Law};
use super::{MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_MAIN_LINES, Tree, findings, listed};

const MANIFEST: &str = include_str!("../../../Cargo.toml");

const LAYERS: &str = r"
//- src/base/upwards.rs
//! The bottom imports nothing of ours.
use crate::model::Draft; //~ layers
use crate::base::text;
use super::amount::Amount;
use super::super::edit::Edit; //~ layers
use crate::nowhere::Thing; //~ layers
fn f() { crate::always!(true, crate::check::run()) } //~ layers
pub(in crate::base) fn g() {}
mod inner {
    use super::super::text::width;
    use super::super::super::model::Entry; //~ layers
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample; //~ layers
}
//- src/store/mod.rs
//! Siblings never, of `edit` the types.
use crate::{base::text, exchange::xlsx, model::{self, Draft}}; //~ layers
use crate::edit::{Edit, History};
use crate::edit::apply; //~ layers
use crate::edit::*; //~ layers
use self::disk::Disk;
use super::print::pdf; //~ layers
fn f(edit: &Edit) { crate::edit::Edit::inverse(edit); crate::edit::apply_all(edit); } //~ layers
//- src/ui/panel.rs
//! The application whole, of the rest the types.
use crate::app::workspace::{self, Workspace};
use crate::base::amount::Amount;
use crate::model::access; //~ layers
use crate::model::{FieldPath, place::row_name}; //~ layers
use crate::store::Settings; //~ layers
use crate::print::Page as Sheet;
fn f() -> impl Iterator<Item = Amount> + use<'a> {
    crate::check::run(); //~ layers
    crate::app::ops::check()
}
#[cfg(test)]
mod tests {
    use crate::model::sample;
    use crate::model::access; //~ layers
}
//- src/cli/check.rs
//! Of the application anything, of the window nothing.
use crate::app::ops;
use crate::app::workspace::Workspace;
use crate::model::Draft;
use crate::ui::App; //~ layers
//- src/main.rs
//! A crate of its own.
use mubiao::{cli, ui};
use mubiao::model::Draft; //~ layers
fn main() { mubiao::app::ops::check(); } //~ layers
//- src/lib.rs
//! The map.
pub mod base;
pub use crate::base::amount; //~ layers
//- src/extra/mod.rs
//! A module without a row. //~ layers
";

const CRATES: &str = r"
//- src/edit/crates.rs
//! What the row names.
use serde::Deserialize; //~ crates
use std::collections::BTreeMap;
#[derive(Debug, thiserror::Error)]
enum EditError {}
fn f() -> ::rust_decimal::Decimal { super::egui::f(); serde_json::json!(1) } //~ crates crates
#[cfg(test)]
use expect_test::expect;
#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ron::from_str; //~ crates
}
#[cfg(not(test))]
use proptest::strategy::Strategy; //~ crates
//- src/model/template.rs
//! The door to ron.
fn f() { ron::from_str(1) }
//- src/model/draft.rs
//! No door.
fn f() { ron::from_str(1) } //~ crates
//- src/app/clock.rs
//! The door to jiff.
use jiff::Zoned;
//- src/app/workspace.rs
//! No door.
use jiff::Zoned; //~ crates
use egui::Ui; //~ crates
//- src/print/world.rs
//! Any part of typst.
use typst::World;
use typst_pdf::pdf;
use egui::Ui; //~ crates
";

const GLOBS: &str = r"
//- src/check/rules/globs.rs
//! Globs.
use super::*; //~ globs
use super::Severity::*;
#[cfg(test)]
mod tests {
    use super::*;
}
";

const DOORS: &str = r#"
//- src/store/save.rs
//! Past the door to the disk.
use std::{fmt, fs::{self, File}}; //~ disk disk
use std::io::Write as _;
fn f(path: &Path) -> u8 { path.exists() || path.with_extension(1).is_file() } //~ disk disk
fn g(disk: &Disk) -> u8 { disk.exists(path) }
fn h() { std::fs::remove_file(1); } //~ disk
#[cfg(test)]
mod tests {
    fn f() { std::fs::write(1, 2); }
}
//- src/store/disk.rs
//! The door to the disk.
use std::fs;
//- src/store/disk/wait.rs
//! Waits at the door.
fn f() { std::thread::sleep(1); }
//- src/store/disk_like.rs
//! Not the door.
use std::fs; //~ disk
//- src/app/commands.rs
//! Threads in the wrong place.
use std::thread; //~ threads
fn f() { std::thread::spawn(|| ()); } //~ threads
//- src/app/jobs.rs
//! Threads in their place.
use std::thread;
//- src/app/jobs/worker.rs
//! Threads below their place.
use std::thread;
//- src/ui/dialogs/open.rs
//! A dialog.
use std::thread;
use std::net::TcpStream; //~ network
//- src/store/format/guess.rs
//! Reads a file into anything.
use ron::{Error, Value, value::RawValue}; //~ untyped untyped
use serde_json::Value; //~ crates
fn f() -> u8 { ron::Value::Unit } //~ untyped
//- src/check/pure.rs
//! Pure.
use std::time::Duration;
use std::time::SystemTime; //~ purity
fn f() { std::env::var("HOME"); } //~ purity
fn g() -> Instant { Instant::now() } //~ purity purity
#[cfg(test)]
mod tests {
    use std::time::Instant;
    fn f() { std::env::var("UPDATE"); }
}
//- src/app/effects.rs
//! Not pure.
use std::time::Instant;
"#;

const FLOATS: &str = r##"
//- src/base/exact.rs
//! Exact.
fn f(x: f64) -> u8 { x as f32 } //~ floats floats
const A: [u32; 4] = [1_000, 0xe5, 0..2, 3usize];
fn g(x: ((u8, u8), u8)) -> u8 { x.0.1 + 1.max(2) }
const B: X = 0.5; //~ floats
const C: X = (1e3, 2_f32, 3.); //~ floats floats floats
// Not in a comment: f64; not in a text:
const D: [&str; 2] = ["f64 \" f64", r#"f64 " f64"#];
//- src/ui/size.rs
//! Coordinates.
fn f(x: f32) -> f32 { x * 0.5 }
"##;

const WINDOW_AND_CONSOLE: &str = r##"
//- src/ui/paint.rs
//! Colours in the wrong place.
fn f() { Color32::from_rgb(1, 2, 3); egui::Color32::from_gray(9); } //~ colours colours
fn g() { Color32::RED; Color32::TRANSPARENT; Color32::WHITE; } //~ colours
fn h() { hex_color!("#fff"); } //~ colours
fn i(colour: Color32) -> Color32 { colour.gamma_multiply(0.5) }
//- src/ui/theme.rs
//! Colours in their place.
fn f() { Color32::from_rgb(1, 2, 3); Color32::RED; }
//- src/app/talk.rs
//! Talk in the wrong place.
fn f() { println!("a"); eprintln!("b"); print!("c"); } //~ console console console
fn g() { dbg!(1); crate::print::pdf(); } //~ console
//- src/cli/talk.rs
//! Talk in its place.
fn f() { println!("a"); eprintln!("b"); }
"##;

const HABITS: &str = r#"
//- src/model/no_header.rs
use std::fmt; //~ header
//! Too late.
//- tests/it/undone.rs
//! Undone.
fn f() { todo!() } //~ unfinished
fn g() { unimplemented!() } //~ unfinished
#[test]
#[ignore] //~ unfinished
fn h() { ignore(3); }
#[test]
#[should_panic(expected = "x")] //~ unfinished
fn i() { std::thread::sleep(1); } //~ waiting
use std::thread::sleep; //~ waiting
//- src/edit/names.rs
//! Names.
fn get_row() {} //~ names
fn gets_row<F: Fn(bool) -> bool>(f: F, of: Option<bool>, is: &mut bool) -> [bool; 2] {}
fn show(&self, is_open: bool) {} //~ names
fn hide(is_open: bool, rest: u8) {} //~ names
#[cfg(test)]
mod tests {
    #[test]
    fn test_rows() {} //~ names
    fn test_row() {}
    fn rows(is_open: bool) {}
}
//- src/model/comments.rs
//! Comments.
// TODO later //~ comments
/* let x = f(1); */ //~ comments
/* XXX */ //~ comments
/// let x = f(1);
// A sentence; and its rest.
fn f() {}
//- src/app/notice.rs
//! Words.
const A: &str = "正在保存..."; //~ wording
const B: &str = "保存失败！"; //~ wording
const C: &str = "名称:{name}"; //~ wording
const D: &str = "第 {n} 行，“名称”：……(万元) 保存为 a.pdf…";
const E: &str = "a, b: c...!";
const F: &str = "第一行
    第二行! //~ wording
";
const G: char = '！';
#[cfg(test)]
mod tests {
    const A: &str = "正在保存...";
}
"#;

const TEST_CODE: &str = r###"
//- src/check/mod.rs
//! Declares a file of test code.
#[cfg(test)]
mod testing;
mod rule;
//- src/check/testing.rs
//! Test code.
use expect_test::expect;
use std::fs;
//- src/check/testing/deep.rs
//! Test code.
use expect_test::expect;
use super::*;
//- src/check/rule.rs
//! No test code.
use expect_test::expect; //~ crates
//- src/edit/regions.rs
//! Where test code ends.
#[cfg(test)]
#[allow(dead_code)]
use std::{fs, thread};
use std::fs::File; //~ disk
#[cfg(test)]
const X: [u8; 2] = { std::fs::read(1) };
#[cfg(all(test, unix))]
const fn f() -> [u8; 2] { std::fs::read(1) }
fn g<'a>(c: &'a str) -> char { 'x'; '\''; '"'; '\u{41}'; b'\\'; std::fs::read(1) } //~ disk
#[cfg_attr(test, allow(dead_code))]
fn h() { std::fs::read(1) } //~ disk
/* a /* nested */ std::fs */
fn r#type() { br##"a "# std::fs::read"##; std::fs::read(1) } //~ disk
"###;

fn fixtures() -> Vec<String> {
    let written = [
        LAYERS,
        CRATES,
        GLOBS,
        DOORS,
        FLOATS,
        WINDOW_AND_CONSOLE,
        HABITS,
        TEST_CODE,
    ];
    written
        .into_iter()
        .map(str::to_owned)
        .chain([sizes(), machines(), sources()])
        .collect()
}

/// Files and functions of the largest size and one line more.
fn sizes() -> String {
    let lines = |n: usize| "    f();\n".repeat(n);
    let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", lines(MAX_FILE_LINES));
    let consts = |n: usize| "const A: u8 = 1;\n\n// Why.\n".repeat(n);
    let text = |n: usize| format!("const A: &str = \"{}\";\n", "a\n".repeat(n - 1));
    format!(
        "//- src/edit/long.rs\n//! Just so.\n{}{tests}\
         //- src/edit/longer.rs\n//! One more. //~ sizes\n{}{tests}\
         //- src/edit/text.rs\n//! A text counts too. //~ sizes\n{}\
         //- src/main.rs\n//! The start. //~ sizes\n{}\
         //- src/app/functions.rs\n//! Functions.\nfn f() -> u8 {{\n{}}}\nfn g() -> [u8; 2] {{ //~ sizes\n{}}}\n\
         //- src/app/tests.rs\n//! Tests may be tables.\n#[cfg(test)]\nfn f() {{\n{}}}\n",
        consts(MAX_FILE_LINES),
        consts(MAX_FILE_LINES + 1),
        text(MAX_FILE_LINES + 1),
        consts(MAX_MAIN_LINES + 1),
        lines(MAX_FUNCTION_LINES - 2),
        lines(MAX_FUNCTION_LINES - 1),
        lines(MAX_FUNCTION_LINES),
    )
}

/// Paths of one machine; put together here, so that this file does not break the law.
fn machines() -> String {
    let [root, home] = ["root", "home"].map(|name| format!("/{name}/"));
    format!(
        "//- README.md\nIn {root}x. //~ machines\nIn ~{home}x. //~ machines\nIn my{home}x.\n\
         //- src/store/settings.rs\n//! Paths.\nconst A: &str = \"{home}a\"; //~ machines\n"
    )
}

fn sources() -> String {
    let lock = include_str!("../../../Cargo.lock");
    let source = lock
        .lines()
        .find(|line| line.starts_with("source = "))
        .unwrap_or_default();
    let foreign = "source = \"git+https://example.org/a\"";
    format!("//- Cargo.lock\n{source}\n{foreign} //~ sources\n//- README.md\n{foreign}\n")
}

fn tree_of(fixture: &str) -> Tree {
    let files = fixture.trim_start().split("//- ").skip(1);
    let mut tree: Tree = files
        .filter_map(|file| file.split_once('\n'))
        .map(|(file, text)| (file.to_owned(), text.to_owned()))
        .collect();
    tree.push(("Cargo.toml".to_owned(), MANIFEST.to_owned()));
    tree
}

/// File, line and law of each mark.
fn marks(tree: &Tree) -> Vec<(String, usize, String)> {
    let mut marks = Vec::new();
    for (file, text) in tree {
        for (line, number) in text.lines().zip(1..) {
            let (_, laws) = line.split_once("//~ ").unwrap_or_default();
            marks.extend(
                laws.split(' ')
                    .filter(|law| !law.is_empty())
                    .map(|law| (file.clone(), number, law.to_owned())),
            );
        }
    }
    marks.sort();
    marks
}

fn name_of(law: Law) -> String {
    format!("{law:?}").to_lowercase()
}

fn key_of(finding: &Finding) -> (String, usize, String) {
    (finding.file.clone(), finding.line, name_of(finding.law))
}

#[track_caller]
fn check_breaches(fixture: &str) {
    let tree = tree_of(fixture);
    let findings = findings(&tree);
    let mut found: Vec<_> = findings.iter().map(key_of).collect();
    found.sort();
    assert_eq!(found, marks(&tree), "found:\n{}", listed(&findings));
}

#[test]
fn breaches_are_found_where_they_are_marked_and_nowhere_else() {
    for fixture in fixtures() {
        check_breaches(&fixture);
    }
}

#[test]
fn each_law_is_broken_by_a_fixture() {
    let all = fixtures().concat();
    for law in Law::ALL {
        let name = name_of(*law);
        let is_marked = marks(&tree_of(&all))
            .iter()
            .any(|(_, _, marked)| *marked == name);
        assert!(is_marked, "no fixture breaks the law `{name}`");
    }
}

#[test]
fn a_finding_names_place_breach_law_and_home() {
    let tree = tree_of("//- src/app/a.rs\n//! A.\nuse std::fs;\n");
    let expected = "src/app/a.rs:2: `std::fs`: only the door to the disk touches files; \
                    allowed in src/store/disk (the one door to the disk); \
                    allowed in src/main (starts the program)";
    assert_eq!(listed(&findings(&tree)), expected);
}
