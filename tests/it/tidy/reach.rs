//! Who imports whom: paths against the rows of `LAYERS`.

use super::finding::{Law, Sink};
use super::source::Path;
use super::{LAYERS, Layer, ONE_DOOR, ROOT_MACROS, Reach, TEST_CRATES, TEST_IMPORTS};
use std::collections::BTreeSet;

/// Reports imports and crates that the row of a layer does not name.
pub(super) fn check_reach(
    layer: &str,
    paths: &[Path],
    crates: &BTreeSet<String>,
    sink: &mut Sink<'_>,
) {
    let Some(row) = LAYERS.iter().find(|row| row.name == layer) else {
        sink.at(1, Law::Layers, format!("`{layer}` has no row"));
        return;
    };
    for path in paths {
        match path.full.split_first() {
            Some((root, rest)) if root == "crate" || root == "mubiao" => {
                check_import(row, path, rest, sink);
            }
            Some((name, _)) if crates.contains(name) => check_crate(row, path, name, sink),
            _ => {}
        }
    }
}

fn check_import(row: &Layer, path: &Path, rest: &[String], sink: &mut Sink<'_>) {
    let Some((target, inside)) = rest.split_first() else {
        return;
    };
    let is_free = target == row.name || ROOT_MACROS.contains(&target.as_str());
    let is_allowed = |(name, reach): &&(&str, Reach)| name == target && reaches(*reach, inside);
    let of_tests = if path.in_test { TEST_IMPORTS } else { &[] };
    let may_import = row.imports.iter().any(|(name, _)| name == target);
    let is_test_import = may_import && of_tests.iter().any(|import| is_allowed(&import));
    if is_free || is_test_import || row.imports.iter().any(|import| is_allowed(&import)) {
        return;
    }
    let reach = row.imports.iter().find(|(name, _)| name == target);
    let what = match reach {
        None => format!("`{}` in `{}`", path.shown(), row.name),
        Some((_, Reach::Only(part))) => {
            format!(
                "`{}` in `{}`, which may use `{target}::{part}` only",
                path.shown(),
                row.name
            )
        }
        Some(_) => format!(
            "`{}` in `{}`, which may use types only",
            path.shown(),
            row.name
        ),
    };
    sink.at(path.line, Law::Layers, what);
}

fn reaches(reach: Reach, inside: &[String]) -> bool {
    let is_type = |segment: &String| segment.starts_with(|c: char| c.is_ascii_uppercase());
    match reach {
        Reach::Whole => true,
        Reach::Types => inside.iter().any(is_type),
        Reach::Only(part) => inside.first().is_some_and(|first| first == part),
    }
}

fn check_crate(row: &Layer, path: &Path, name: &str, sink: &mut Sink<'_>) {
    let is_named = row
        .crates
        .iter()
        .any(|allowed| match allowed.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *allowed,
        });
    let is_for_test = path.in_test && TEST_CRATES.contains(&name);
    let door = ONE_DOOR
        .iter()
        .find(|(layer, only, _)| *layer == row.name && *only == name);
    match door {
        Some((_, _, file)) if *file != sink.file => {
            sink.at(
                path.line,
                Law::Crates,
                format!("`{name}`, which is for {file}"),
            );
        }
        _ if !is_named && !is_for_test => {
            sink.at(
                path.line,
                Law::Crates,
                format!("`{}` in `{}`", path.shown(), row.name),
            );
        }
        _ => {}
    }
}
