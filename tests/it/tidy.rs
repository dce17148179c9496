//! House law: what no compiler checks, read from the files of the project.
//!
//! The tables here are the law; `laws.rs` and `reach.rs` apply it, `lexer.rs` and `source.rs` read
//! Rust well enough for that, and `breaches.rs` shows that every law can be broken.
//!
//! How to allow something: add a row with its reason to [`HOMES`] (a place where a law does not
//! hold), or change a row of [`LAYERS`] (who may import whom).
//!
//! Limits: only what is written as a path is seen, not what a method does. Where only types may be
//! imported, a path passes if one of its segments begins with a capital letter; a type's own
//! functions (`Amount::parse`) pass too.

mod breaches;
mod finding;
mod laws;
mod lexer;
mod reach;
mod source;

use finding::{Finding, Law, is_under};
use source::Source;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A top-level module and what it may use.
#[derive(Debug)]
struct Layer {
    name: &'static str,
    /// Modules of ours.
    imports: &'static [(&'static str, Reach)],
    /// Crates of others; a star at the end stands for any rest.
    crates: &'static [&'static str],
}

/// How much of a module another one may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All of it.
    Whole,
    /// Types and constants, not functions and modules.
    Types,
    /// One of its modules.
    Only(&'static str),
}

use Reach::{Only, Types, Whole};

/// From the bottom to the top; what a module may use stands above it.
const LAYERS: &[Layer] = &[
    Layer {
        name: "base",
        imports: &[],
        crates: &["rust_decimal", "thiserror"],
    },
    Layer {
        name: "model",
        imports: &[("base", Whole)],
        crates: &["ron", "serde", "thiserror"],
    },
    Layer {
        name: "edit",
        imports: &[("base", Whole), ("model", Whole)],
        crates: &["thiserror"],
    },
    Layer {
        name: "check",
        imports: &[("base", Whole), ("model", Whole), ("edit", Whole)],
        crates: &["thiserror"],
    },
    Layer {
        name: "store",
        imports: &[("base", Whole), ("model", Whole), ("edit", Types)],
        crates: &["crc32fast", "directories", "ron", "serde", "thiserror"],
    },
    Layer {
        name: "exchange",
        imports: &[("base", Whole), ("model", Whole), ("edit", Whole)],
        crates: &["thiserror"],
    },
    Layer {
        name: "print",
        imports: &[("base", Whole), ("model", Whole)],
        crates: &["comemo", "serde_json", "thiserror", "typst*"],
    },
    Layer {
        name: "app",
        imports: &[
            ("base", Whole),
            ("model", Whole),
            ("edit", Whole),
            ("check", Whole),
            ("store", Whole),
            ("exchange", Whole),
            ("print", Whole),
        ],
        crates: &["jiff", "serde_json", "thiserror"],
    },
    Layer {
        name: "ui",
        imports: &[
            ("base", Types),
            ("model", Types),
            ("edit", Types),
            ("check", Types),
            ("print", Types),
            ("app", Whole),
        ],
        crates: &[
            "eframe",
            "egui",
            "egui_extras",
            "egui_kittest",
            "rfd",
            "signal_hook",
            "winit",
        ],
    },
    Layer {
        name: "cli",
        imports: &[
            ("base", Types),
            ("model", Types),
            ("check", Types),
            ("app", Whole),
        ],
        crates: &["lexopt", "serde_json", "thiserror"],
    },
    Layer {
        name: "lib",
        imports: &[],
        crates: &[],
    },
    Layer {
        name: "main",
        imports: &[("app", Types), ("cli", Whole), ("ui", Whole)],
        crates: &["lexopt"],
    },
];

/// What the tests of any module may use besides.
const TEST_CRATES: &[&str] = &["expect_test", "proptest", "tempfile"];

/// What the tests of any module above `model` may use besides.
const TEST_IMPORTS: &[(&str, Reach)] = &[("model", Only("sample"))];

/// Crates that only one file of a module may use, although the module may.
const ONE_DOOR: &[(&str, &str, &str)] = &[
    ("model", "ron", "src/model/template.rs"),
    ("app", "jiff", "src/app/clock.rs"),
    ("ui", "signal_hook", "src/ui/signals.rs"),
];

/// Macros at the root of our crate: free for all.
const ROOT_MACROS: &[&str] = &["always", "never"];

/// A place where a law does not hold.
#[derive(Debug)]
struct Home {
    law: Law,
    /// A file without `.rs`, or a folder: then all below it.
    under: &'static str,
    reason: &'static str,
}

const HOMES: &[Home] = &[
    Home {
        law: Law::Disk,
        under: "src/store/disk",
        reason: "the one door to the disk",
    },
    Home {
        law: Law::Disk,
        under: "src/main",
        reason: "starts the program",
    },
    Home {
        law: Law::Threads,
        under: "src/app/jobs",
        reason: "the one place that starts work beside the window",
    },
    Home {
        law: Law::Threads,
        under: "src/store/disk",
        reason: "waits while another program holds a file",
    },
    Home {
        law: Law::Waiting,
        under: "src/store/disk",
        reason: "waits while another program holds a file",
    },
    Home {
        law: Law::Threads,
        under: "src/ui/dialogs",
        reason: "a native file dialog blocks its thread",
    },
    Home {
        law: Law::Threads,
        under: "src/ui/signals",
        reason: "signals of the system are waited for",
    },
    Home {
        law: Law::Colours,
        under: "src/ui/theme",
        reason: "the one list of colours",
    },
    Home {
        law: Law::Console,
        under: "src/cli",
        reason: "talks to the console",
    },
    Home {
        law: Law::Console,
        under: "src/main",
        reason: "tells why the window does not open",
    },
];

/// Layers whose numbers are exact.
const EXACT_LAYERS: &[&str] = &["base", "model", "edit", "check", "exchange"];

/// Layers that know nothing of the time, the machine and other programs.
const PURE_LAYERS: &[&str] = &["base", "model", "edit", "check", "exchange", "print"];

/// Lines of code in a file, without blanks, comments and tests.
const MAX_FILE_LINES: usize = 500;

/// Lines of code in `main.rs`.
const MAX_MAIN_LINES: usize = 60;

/// Lines of a function outside of tests.
const MAX_FUNCTION_LINES: usize = 80;

/// Where the project's own texts stand.
const PLACES: &[&str] = &[
    ".ci",
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "assets",
    "benches",
    "fonts",
    "src",
    "tests",
];

/// The texts of the project: file, from its root with forward slashes, and content.
type Tree = Vec<(String, String)>;

fn read_tree() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tree = Tree::new();
    for place in PLACES {
        read_place(root, &root.join(place), &mut tree);
    }
    tree.sort();
    tree
}

fn read_place(root: &Path, place: &Path, tree: &mut Tree) {
    if let Ok(entries) = fs::read_dir(place) {
        for entry in entries {
            let entry = entry.expect("a folder can be listed to its end");
            read_place(root, &entry.path(), tree);
        }
    } else if let Ok(text) = fs::read_to_string(place) {
        // Fonts and pictures are no text and stay out; so do places that are not there yet.
        let inside = place.strip_prefix(root).expect("places are below the root");
        let inside = inside.to_string_lossy().replace('\\', "/");
        tree.push((inside, text));
    }
}

/// All breaches in a tree, by file and line.
fn findings(tree: &Tree) -> Vec<Finding> {
    let manifest = tree.iter().find(|(file, _)| file == "Cargo.toml");
    let crates = manifest.map_or_else(BTreeSet::new, |(_, text)| laws::dependencies(text));
    let is_rust = |file: &str| {
        let extension = Path::new(file).extension();
        extension.is_some_and(|extension| extension == "rs")
    };
    let (rust, texts): (Vec<_>, Vec<_>) = tree.iter().partition(|(file, _)| is_rust(file));
    let mut sources: Vec<Source> = rust
        .iter()
        .map(|(file, text)| Source::new(file, text))
        .collect();
    let test_files: Vec<String> = sources.iter().flat_map(Source::test_files).collect();
    for source in &mut sources {
        if test_files.iter().any(|test| is_under(&source.file, test)) {
            source.mark_all_as_test();
        }
    }
    let mut findings: Vec<Finding> = sources
        .iter()
        .flat_map(|source| laws::of_source(source, &crates))
        .collect();
    findings.extend(
        texts
            .iter()
            .flat_map(|(file, text)| laws::of_text(file, text)),
    );
    findings.sort();
    findings
}

fn listed(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    lines.join("\n")
}

#[test]
fn the_project_keeps_house_law() {
    let findings = findings(&read_tree());
    assert!(
        findings.is_empty(),
        "{} breaches of house law:\n{}",
        findings.len(),
        listed(&findings)
    );
}

#[test]
fn the_project_is_read_whole() {
    let tree = read_tree();
    for file in [
        "Cargo.lock",
        "src/lib.rs",
        "src/base/amount.rs",
        "tests/it/tidy/laws.rs",
    ] {
        let is_read = tree
            .iter()
            .any(|(read, text)| read == file && !text.is_empty());
        assert!(is_read, "{file} was not read");
    }
}
