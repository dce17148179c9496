//! One source file: its paths, functions and test code, found among its tokens.
//!
//! Limits: macros are read like other code, aliases (`use a as b`) are not followed, and test code
//! is what stands in an item under `#[cfg(test)]` or in a file that such an item names.

use super::lexer::{Comment, Kind, Token, tokens_and_comments};

/// A path with at least one `::`, or an import; groups are taken apart.
#[derive(Debug)]
pub(super) struct Path {
    /// The segments as written.
    pub(super) written: Vec<String>,
    /// The segments from `crate` on where the path begins with `self` or `super`, else as written.
    pub(super) full: Vec<String>,
    /// The line of its first segment, from 1.
    pub(super) line: usize,
    /// Whether it is compiled for tests only.
    pub(super) in_test: bool,
}

impl Path {
    /// The path with its colons.
    pub(super) fn shown(&self) -> String {
        self.written.join("::")
    }
}

/// A function with a body.
#[derive(Debug)]
pub(super) struct Function {
    /// Its name.
    pub(super) name: String,
    /// The line of `fn`, from 1.
    pub(super) line: usize,
    /// From `fn` to the closing brace.
    pub(super) n_lines: usize,
    /// Whether a parameter is a plain `bool`.
    pub(super) takes_bool: bool,
    /// Whether `#[test]` stands right before it.
    pub(super) is_test: bool,
    /// Whether it is compiled for tests only.
    pub(super) in_test: bool,
}

/// A file of the tree, read.
#[derive(Debug)]
pub(super) struct Source {
    /// Its place from the root of the project, with forward slashes.
    pub(super) file: String,
    /// All of it.
    pub(super) text: String,
    /// Its code.
    pub(super) tokens: Vec<Token>,
    /// Its comments.
    pub(super) comments: Vec<Comment>,
}

impl Source {
    /// Reads the text of a file.
    pub(super) fn new(file: &str, text: &str) -> Self {
        let (mut tokens, comments) = tokens_and_comments(text);
        mark_tests(&mut tokens);
        Self {
            file: file.to_owned(),
            text: text.to_owned(),
            tokens,
            comments,
        }
    }

    /// Makes all of it test code: another file has it under `#[cfg(test)]`.
    pub(super) fn mark_all_as_test(&mut self) {
        for token in &mut self.tokens {
            token.in_test = true;
        }
    }

    /// The top-level module the file belongs to: `lib` and `main` for these two, `None` outside
    /// of `src`.
    pub(super) fn layer(&self) -> Option<&str> {
        let inside = self.file.strip_prefix("src/")?;
        let (first, _) = inside.split_once('/').unwrap_or((inside, ""));
        let first = first.strip_suffix(".rs").unwrap_or(first);
        Some(if first == "bin" { "main" } else { first })
    }

    /// The modules the file stands for, e.g. `["model", "path"]`.
    fn modules(&self) -> Vec<String> {
        let inside = self.file.strip_prefix("src/").unwrap_or(&self.file);
        let inside = inside.strip_suffix(".rs").unwrap_or(inside);
        let mut modules: Vec<String> = inside.split('/').map(str::to_owned).collect();
        let is_root = |name: &String| matches!(name.as_str(), "mod" | "lib" | "main");
        modules.pop_if(|name| is_root(name));
        modules
    }

    /// The files of this folder's modules that are declared for tests only, without `.rs`.
    pub(super) fn test_files(&self) -> Vec<String> {
        let stem = self.file.strip_suffix(".rs").unwrap_or(&self.file);
        let folder = match stem.rsplit_once('/') {
            Some((folder, "mod" | "lib" | "main")) => folder,
            _ => stem,
        };
        self.tokens
            .windows(3)
            .filter_map(|window| match window {
                [first, name, last] if first.in_test && first.is("mod") && last.is(";") => {
                    Some(format!("{folder}/{}", name.text))
                }
                _ => None,
            })
            .collect()
    }

    /// How many lines hold code that is not test code.
    pub(super) fn n_code_lines(&self) -> usize {
        let mut n_lines = 0;
        let mut last_counted = 0;
        for token in self.tokens.iter().filter(|token| !token.in_test) {
            let first = token.line.max(last_counted + 1);
            n_lines += (token.last_line + 1).saturating_sub(first);
            last_counted = last_counted.max(token.last_line);
        }
        n_lines
    }

    /// The tokens at and behind an index.
    pub(super) fn at<const N: usize>(&self, idx: usize) -> Option<&[Token; N]> {
        self.tokens.get(idx..)?.first_chunk()
    }

    /// Whether the tokens from an index on read like this.
    pub(super) fn reads(&self, idx: usize, texts: &[&str]) -> bool {
        let there = self.tokens.get(idx..idx + texts.len());
        there.is_some_and(|tokens| tokens.iter().zip(texts).all(|(token, text)| token.is(text)))
    }

    /// All paths, in the order of the file.
    pub(super) fn paths(&self) -> Vec<Path> {
        let mut paths = Vec::new();
        let file_modules = self.modules();
        let mut inline: Vec<(usize, String)> = Vec::new();
        let (mut depth, mut idx) = (0_usize, 0);
        while let Some(token) = self.tokens.get(idx) {
            if token.is("{") {
                depth += 1;
            } else if token.is("}") {
                depth = depth.saturating_sub(1);
                inline.pop_if(|(opened_at, _)| *opened_at == depth);
            } else if token.is("mod")
                && let Some([_, name, open]) = self.at(idx)
                && open.is("{")
            {
                inline.push((depth, name.text.clone()));
            }
            let (found, next) = self.paths_at(idx);
            let modules = file_modules
                .iter()
                .chain(inline.iter().map(|(_, name)| name));
            let modules: Vec<&str> = modules.map(String::as_str).collect();
            paths.extend(found.into_iter().map(|written| Path {
                full: from_crate(&written, &modules),
                written,
                line: token.line,
                in_test: token.in_test,
            }));
            idx = next;
        }
        paths
    }

    /// The paths that begin at a token, and where to go on.
    fn paths_at(&self, idx: usize) -> (Vec<Vec<String>>, usize) {
        let nothing = (Vec::new(), idx + 1);
        let Some(token) = self.tokens.get(idx) else {
            return nothing;
        };
        // `use<'a>` in a return type is not an import.
        if token.is("use") && !self.reads(idx + 1, &["<"]) {
            let mut found = Vec::new();
            let end = self.tree(idx + 1, &[], &mut found);
            return (found, end);
        }
        let is_inside = idx >= 2
            && self.reads(idx - 1, &["::"])
            && (self.is_word(idx - 2) || self.reads(idx - 2, &[">"]) && !self.is_arrow(idx - 2));
        if token.kind != Kind::Word || is_inside || !self.reads(idx + 1, &["::"]) {
            return nothing;
        }
        let (segments, end) = self.segments(idx);
        (vec![segments], end)
    }

    fn is_word(&self, idx: usize) -> bool {
        let token = self.tokens.get(idx);
        token.is_some_and(|token| token.kind == Kind::Word)
    }

    /// Whether the `>` at an index belongs to `->` or `=>`.
    fn is_arrow(&self, idx: usize) -> bool {
        let before = idx.checked_sub(1);
        before.is_some_and(|at| self.reads(at, &["-", ">"]) || self.reads(at, &["=", ">"]))
    }

    /// Words joined by `::`, and the index behind the last one.
    fn segments(&self, mut idx: usize) -> (Vec<String>, usize) {
        let mut segments = Vec::new();
        while let Some(token) = self.tokens.get(idx) {
            if token.kind != Kind::Word {
                break;
            }
            segments.push(token.text.clone());
            idx += 1;
            if !self.reads(idx, &["::"]) {
                break;
            }
            idx += 1;
        }
        (segments, idx)
    }

    /// One branch of an import; returns the index behind it.
    fn tree(&self, idx: usize, prefix: &[String], found: &mut Vec<Vec<String>>) -> usize {
        let start = if self.reads(idx, &["::"]) {
            idx + 1
        } else {
            idx
        };
        let (segments, mut idx) = self.segments(start);
        let mut path: Vec<String> = prefix.to_vec();
        path.extend(segments);
        if self.reads(idx, &["{"]) {
            idx += 1;
            while idx < self.tokens.len() && !self.reads(idx, &["}"]) {
                idx = self.tree(idx, &path, found).max(idx + 1);
                if self.reads(idx, &[","]) {
                    idx += 1;
                }
            }
            return idx + 1;
        }
        if self.reads(idx, &["*"]) {
            path.push("*".to_owned());
            idx += 1;
        }
        if path.len() > 1 {
            path.pop_if(|last| last == "self");
        }
        if self.reads(idx, &["as"]) {
            idx += 2;
        }
        found.push(path);
        idx
    }

    /// All functions with a body.
    pub(super) fn functions(&self) -> Vec<Function> {
        let starts = (0..self.tokens.len()).filter(|idx| self.reads(*idx, &["fn"]));
        starts.filter_map(|idx| self.function(idx)).collect()
    }

    fn function(&self, idx: usize) -> Option<Function> {
        let [keyword, name] = self.at(idx)?;
        if name.kind != Kind::Word {
            return None;
        }
        let open = self.skip_generics(idx + 2);
        let close = closing(&self.tokens, open)?;
        let end = closing(&self.tokens, self.body(close + 1)?)?;
        Some(Function {
            name: name.text.clone(),
            line: keyword.line,
            n_lines: self.tokens.get(end)?.last_line + 1 - keyword.line,
            takes_bool: self.takes_bool(open, close),
            is_test: idx >= 4 && self.reads(idx - 4, &["#", "[", "test", "]"]),
            in_test: keyword.in_test,
        })
    }

    /// The opening brace of a body; `None` where a semicolon stands instead.
    fn body(&self, mut idx: usize) -> Option<usize> {
        loop {
            let token = self.tokens.get(idx)?;
            if token.is("{") {
                return Some(idx);
            }
            if token.is(";") {
                return None;
            }
            // A type may hold a semicolon: `[u8; 4]`.
            idx = closing(&self.tokens, idx).unwrap_or(idx) + 1;
        }
    }

    fn skip_generics(&self, idx: usize) -> usize {
        if !self.reads(idx, &["<"]) {
            return idx;
        }
        let mut depth = 0_usize;
        for at in idx..self.tokens.len() {
            if self.reads(at, &["<"]) {
                depth += 1;
            } else if self.reads(at, &[">"]) && !self.is_arrow(at) {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
        }
        self.tokens.len()
    }

    fn takes_bool(&self, open: usize, close: usize) -> bool {
        let mut depth = 0_usize;
        (open..close).any(|idx| {
            if self.reads(idx, &["("]) {
                depth += 1;
            } else if self.reads(idx, &[")"]) {
                depth = depth.saturating_sub(1);
            }
            let is_last = self.reads(idx + 2, &[","]) || self.reads(idx + 2, &[")"]);
            depth == 1 && self.reads(idx, &[":", "bool"]) && is_last
        })
    }
}

/// The path from `crate` on, if it begins with `self` or `super` and stays inside the crate.
fn from_crate(written: &[String], modules: &[&str]) -> Vec<String> {
    let n_up = written
        .iter()
        .take_while(|segment| *segment == "super")
        .count();
    let n_self = usize::from(written.first().is_some_and(|segment| segment == "self"));
    let kept = modules
        .len()
        .checked_sub(n_up)
        .and_then(|n| modules.get(..n));
    let (Some(kept), true) = (kept, n_up + n_self > 0) else {
        return written.to_vec();
    };
    let rest = written.iter().skip(n_up + n_self);
    let kept = kept.iter().map(|module| (*module).to_owned());
    let root = std::iter::once("crate".to_owned());
    root.chain(kept).chain(rest.cloned()).collect()
}

/// The index of the bracket that closes the one at `open`; `None` where no bracket opens.
fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let first = tokens.get(open)?;
    if !["(", "[", "{"].iter().any(|bracket| first.is(bracket)) {
        return None;
    }
    let mut depth = 0_usize;
    for (idx, token) in tokens.iter().enumerate().skip(open) {
        if token.kind != Kind::Sign {
            continue;
        }
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(idx);
        }
    }
    None
}

fn mark_tests(tokens: &mut [Token]) {
    let mut idx = 0;
    while idx < tokens.len() {
        let Some((end, scope)) = test_attribute(tokens, idx) else {
            idx += 1;
            continue;
        };
        let last = match scope {
            Scope::File => tokens.len() - 1,
            Scope::Item => item_end(tokens, end + 1),
        };
        for token in tokens.iter_mut().take(last + 1).skip(idx) {
            token.in_test = true;
        }
        idx = last + 1;
    }
}

/// What an attribute is about.
#[derive(Debug, Clone, Copy)]
enum Scope {
    /// `#![…]`
    File,
    /// `#[…]`
    Item,
}

/// The end of the attribute at an index, if it keeps something for tests only.
fn test_attribute(tokens: &[Token], idx: usize) -> Option<(usize, Scope)> {
    let (end, scope) = attribute(tokens, idx)?;
    let mut words = tokens
        .get(idx..end)?
        .iter()
        .filter(|token| token.kind == Kind::Word);
    let is_cfg = words.next()?.is("cfg");
    let words: Vec<&str> = words.map(|word| word.text.as_str()).collect();
    let is_test = is_cfg && words.contains(&"test") && !words.contains(&"not");
    is_test.then_some((end, scope))
}

fn attribute(tokens: &[Token], idx: usize) -> Option<(usize, Scope)> {
    if !tokens.get(idx)?.is("#") {
        return None;
    }
    let (open, scope) = match tokens.get(idx + 1)? {
        sign if sign.is("!") => (idx + 2, Scope::File),
        _ => (idx + 1, Scope::Item),
    };
    let is_bracket = tokens.get(open)?.is("[");
    is_bracket.then(|| closing(tokens, open).map(|end| (end, scope)))?
}

/// The index of the last token of the item that begins at an index, its attributes included.
fn item_end(tokens: &[Token], mut idx: usize) -> usize {
    while let Some((end, Scope::Item)) = attribute(tokens, idx) {
        idx = end + 1;
    }
    let ends_with_semicolon = is_statement(tokens, idx);
    while let Some(token) = tokens.get(idx) {
        if token.is(";") {
            return idx;
        }
        if matches!(token.text.as_str(), "(" | "[" | "{") && token.kind == Kind::Sign {
            let end = closing(tokens, idx).unwrap_or(tokens.len() - 1);
            if token.is("{") && !ends_with_semicolon {
                return end;
            }
            idx = end;
        }
        idx += 1;
    }
    tokens.len() - 1
}

fn is_statement(tokens: &[Token], idx: usize) -> bool {
    let mut words = tokens
        .iter()
        .skip(idx)
        .filter(|token| token.kind == Kind::Word);
    let starts = ["use", "static", "const", "type", "let", "extern"];
    let Some(first) = words.find(|word| !matches!(word.text.as_str(), "pub" | "crate" | "super"))
    else {
        return false;
    };
    let is_function = words.next().is_some_and(|second| second.is("fn"));
    starts.iter().any(|start| first.is(start)) && !is_function
}
