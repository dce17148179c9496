//! The laws, applied to one file at a time.

use super::finding::{Finding, Law, Sink};
use super::lexer::Kind;
use super::reach::check_reach;
use super::source::{Path, Source};
use super::{EXACT_LAYERS, MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_MAIN_LINES, PURE_LAYERS};
use std::collections::BTreeSet;

/// The crates a manifest names, as Rust writes them.
pub(super) fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut is_inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_inside = line.trim_end().ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once('=')
            && is_inside
            && line.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            names.insert(name.trim().replace('-', "_"));
        }
    }
    names
}

/// The breaches of a Rust file.
pub(super) fn of_source(source: &Source, crates: &BTreeSet<String>) -> Vec<Finding> {
    let file = source.file.as_str();
    let mut sink = Sink {
        file,
        findings: of_text(file, &source.text),
    };
    if !source.text.starts_with("//! ") {
        sink.at(1, Law::Header, "no `//! `");
    }
    let paths = source.paths();
    check_words(source, &mut sink);
    check_comments(source, &mut sink);
    check_names(source, &mut sink);
    if let Some(layer) = source.layer() {
        check_sizes(source, layer, &mut sink);
        check_texts(source, &mut sink);
        check_reach(layer, &paths, crates, &mut sink);
        check_doors(source, layer, &paths, &mut sink);
        check_calls(source, layer, &mut sink);
    }
    sink.findings
}

/// The breaches of any text file.
pub(super) fn of_text(file: &str, text: &str) -> Vec<Finding> {
    let mut sink = Sink {
        file,
        findings: Vec::new(),
    };
    for (line, number) in text.lines().zip(1..) {
        for path in MACHINE_PATHS {
            let mut places = line.match_indices(path);
            let is_start = |(at, _): (usize, &str)| {
                !line
                    .get(..at)
                    .unwrap_or("")
                    .ends_with(|c: char| c.is_alphanumeric() || "_-.}".contains(c))
            };
            if places.any(is_start) {
                sink.at(number, Law::Machines, format!("`{path}`"));
            }
        }
        let is_foreign = line.starts_with("source = ") && !line.contains(CRATES_IO);
        if file == "Cargo.lock" && is_foreign {
            sink.at(number, Law::Sources, line);
        }
    }
    sink.findings
}

// Put together here, so that this file does not break its own law.
const MACHINE_PATHS: &[&str] = &[
    concat!("/", "root/"),
    concat!("/", "home/"),
    concat!("/", "work/"),
    concat!("C:", "\\Users\\"),
];

const CRATES_IO: &str = "\"registry+https://github.com/rust-lang/crates.io-index\"";

fn check_words(source: &Source, sink: &mut Sink<'_>) {
    for (idx, token) in source.tokens.iter().enumerate() {
        if token.kind != Kind::Word {
            continue;
        }
        let is_call = |after: &str| source.reads(idx + 1, &[after]);
        match token.text.as_str() {
            name @ ("todo" | "unimplemented") if is_call("!") => {
                sink.at(token.line, Law::Unfinished, format!("`{name}!`"));
            }
            name @ ("ignore" | "should_panic") if is_attribute(source, idx) => {
                sink.at(token.line, Law::Unfinished, format!("`#[{name}]`"));
            }
            "sleep" if is_call("(") || is_call(";") => {
                sink.at(token.line, Law::Waiting, "`sleep`");
            }
            _ => {}
        }
    }
}

fn is_attribute(source: &Source, idx: usize) -> bool {
    idx.checked_sub(2)
        .is_some_and(|before| source.reads(before, &["#", "["]))
}

fn check_comments(source: &Source, sink: &mut Sink<'_>) {
    for comment in &source.comments {
        let is_word = |word: &str| {
            let mut words = comment.text.split(|c: char| !c.is_alphanumeric());
            words.any(|found| found == word)
        };
        if let Some(word) = ["TODO", "XXX"].into_iter().find(|word| is_word(word)) {
            sink.at(comment.line, Law::Comments, format!("`{word}`"));
        }
        let is_doc = ["///", "//!", "/**", "/*!"]
            .iter()
            .any(|doc| comment.text.starts_with(doc));
        let text = comment.text.trim_matches(['/', '*', ' ']);
        let ends_like_code = [");", "};", " {"].iter().any(|end| text.ends_with(end));
        if !is_doc && (ends_like_code || text == "}") {
            sink.at(comment.line, Law::Comments, "code in a comment");
        }
    }
}

fn check_names(source: &Source, sink: &mut Sink<'_>) {
    for function in source.functions() {
        let name = &function.name;
        if name.starts_with("get_") {
            sink.at(
                function.line,
                Law::Names,
                format!("`{name}` begins with `get_`"),
            );
        }
        if function.is_test && name.starts_with("test_") {
            let what = format!("`{name}` begins with `test_`");
            sink.at(function.line, Law::Names, what);
        }
        let is_ours = source.layer().is_some() && !function.in_test;
        if is_ours && function.takes_bool {
            let what = format!("`{name}` takes a `bool` where an enum would say what it means");
            sink.at(function.line, Law::Names, what);
        }
    }
}

fn check_sizes(source: &Source, layer: &str, sink: &mut Sink<'_>) {
    let max = if source.file == "src/main.rs" {
        MAX_MAIN_LINES
    } else {
        MAX_FILE_LINES
    };
    let n_lines = source.n_code_lines();
    if n_lines > max {
        sink.at(
            1,
            Law::Sizes,
            format!("{n_lines} lines of code in `{layer}`, more than {max}"),
        );
    }
    for function in source.functions() {
        let n_lines = function.n_lines;
        if n_lines > MAX_FUNCTION_LINES && !function.in_test {
            let what = format!(
                "`{}` has {n_lines} lines, more than {MAX_FUNCTION_LINES}",
                function.name
            );
            sink.at(function.line, Law::Sizes, what);
        }
    }
}

fn check_texts(source: &Source, sink: &mut Sink<'_>) {
    let texts = source
        .tokens
        .iter()
        .filter(|token| token.kind == Kind::Text && !token.in_test);
    for token in texts {
        for (line, number) in token.text.lines().zip(token.line..) {
            if let Some(fault) = fault_of_wording(line) {
                sink.at(number, Law::Wording, fault);
            }
        }
    }
}

fn fault_of_wording(line: &str) -> Option<&'static str> {
    let is_chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    if !line.contains(is_chinese) {
        return None;
    }
    if line.contains("...") {
        return Some("`...` instead of `…`");
    }
    if line.contains('！') {
        return Some("an exclamation mark");
    }
    let mut pairs = line.chars().zip(line.chars().skip(1));
    let is_fault = |(first, second)| is_chinese(first) && ",;:?!".contains(second);
    pairs
        .any(is_fault)
        .then_some("a half-width sign after a Chinese word")
}

/// Paths that lead out of the program, or past the convention.
fn check_doors(source: &Source, layer: &str, paths: &[Path], sink: &mut Sink<'_>) {
    let is_pure = PURE_LAYERS.contains(&layer);
    for path in paths {
        let is_glob = path.written.last().is_some_and(|last| last == "*");
        let is_up = path.written.first().is_some_and(|first| first == "super");
        if is_glob && is_up && path.written.len() == 2 && !path.in_test {
            sink.at(path.line, Law::Globs, format!("`{}`", path.shown()));
        }
        let [first, second, ..] = path.full.as_slice() else {
            continue;
        };
        let law = match (first.as_str(), second.as_str()) {
            ("std", "fs") if !path.in_test => Law::Disk,
            ("std", "thread") if !path.in_test => Law::Threads,
            ("std", "net") => Law::Network,
            ("ron", "Value" | "value") => Law::Untyped,
            ("std", "env" | "process") if is_pure && !path.in_test => Law::Purity,
            _ => continue,
        };
        sink.at(path.line, law, format!("`{}`", path.shown()));
    }
    check_colours(source, sink);
}

/// Named colours that are no colour: no tint, nothing, and egui's own stand-in.
const NO_COLOURS: &[&str] = &["PLACEHOLDER", "TRANSPARENT", "WHITE"];

fn check_colours(source: &Source, sink: &mut Sink<'_>) {
    for (idx, token) in source.tokens.iter().enumerate() {
        let Some([_, colons, name]) = source.at(idx) else {
            return;
        };
        let name = name.text.as_str();
        let is_named = name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        let is_colour = matches!(token.text.as_str(), "Color32" | "Rgba") && colons.text == "::";
        if is_colour && (name.starts_with("from_") || is_named && !NO_COLOURS.contains(&name)) {
            sink.at(
                token.line,
                Law::Colours,
                format!("`{}::{name}`", token.text),
            );
        }
        if token.kind == Kind::Word && token.text == "hex_color" && colons.text == "!" {
            sink.at(token.line, Law::Colours, "`hex_color!`");
        }
    }
}

/// Methods of `Path` that ask the disk.
const DISK_METHODS: &[&str] = &[
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

fn check_calls(source: &Source, layer: &str, sink: &mut Sink<'_>) {
    for (idx, token) in source.tokens.iter().enumerate() {
        let text = token.text.as_str();
        match token.kind {
            Kind::Float if EXACT_LAYERS.contains(&layer) => {
                sink.at(token.line, Law::Floats, format!("`{text}`"));
            }
            Kind::Word => {}
            _ => continue,
        }
        let is_followed = |signs: &[&str]| source.reads(idx + 1, signs);
        let is_method = idx > 0 && source.reads(idx - 1, &["."]) && is_followed(&["(", ")"]);
        let is_pure = PURE_LAYERS.contains(&layer) && !token.in_test;
        let law = match text {
            "f32" | "f64" if EXACT_LAYERS.contains(&layer) => Law::Floats,
            "print" | "println" | "eprint" | "eprintln" | "dbg"
                if is_followed(&["!"]) && !token.in_test =>
            {
                Law::Console
            }
            "SystemTime" | "Instant" if is_pure => Law::Purity,
            _ if is_method && !token.in_test && DISK_METHODS.contains(&text) => Law::Disk,
            _ => continue,
        };
        sink.at(token.line, law, format!("`{text}`"));
    }
}
