//! How a draft file is laid out: one field, one line of text, one indicator or one
//! annotation per line.
//!
//! Written here and not by the RON library, so that neither a new version of it nor of the
//! compiler's character tables changes a byte of what is saved.

use super::bounded::{Lines, Rows, Text};
use super::v2::{Budget, File, Ignored, Indicator, Link, OtherTask, Task};

/// The first line of every file, for people who open it in a text editor.
const ABOUT: &str = "// 部门整体预算绩效目标表草稿（mubiao 文件，UTF-8 编码），请用目标表编辑器打开。\
                     手工修改也可以，但另加的注释在保存后不保留。";

/// The text of a file, up to the checksum.
pub(super) fn lay_out(file: &File) -> String {
    let File {
        format,
        version,
        template,
        year,
        department,
        staff,
        subunits,
        budget,
        goals,
        tasks,
        other_tasks,
        other_tasks_text,
        indicators,
        ignored,
        links,
    } = file;
    let mut page = Page::default();
    page.line(ABOUT);
    page.nested("(", ")", |page| {
        page.field("format", format);
        page.line(&format!("version: {version},"));
        page.field("template", template);
        page.field("year", year);
        page.field("department", department);
        page.field("staff", staff);
        page.field("subunits", subunits);
        page.nested("budget: (", "),", |page| budget_fields(page, budget));
        page.rows("goals", goals, |page, goal| page.lines("", goal));
        page.rows("tasks", tasks, task_row);
        page.rows("other_tasks", other_tasks, other_task_row);
        page.lines("other_tasks_text: ", other_tasks_text);
        page.rows("indicators", indicators, indicator_row);
        page.rows("ignored", ignored, ignored_row);
        page.rows("links", links, link_row);
    });
    page.text
}

fn budget_fields(page: &mut Page, budget: &Budget) {
    let Budget {
        basic,
        project,
        special,
        other_development,
        fiscal,
        other_income,
        city_level,
        transfer,
    } = budget;
    page.field("basic", basic);
    page.field("project", project);
    page.field("special", special);
    page.field("other_development", other_development);
    page.field("fiscal", fiscal);
    page.field("other_income", other_income);
    page.field("city_level", city_level);
    page.field("transfer", transfer);
}

fn task_row(page: &mut Page, task: &Task) {
    let Task {
        name,
        content,
        amount,
        goal,
    } = task;
    page.nested("(", "),", |page| {
        page.field("name", name);
        page.lines("content: ", content);
        page.field("amount", amount);
        page.lines("goal: ", goal);
    });
}

fn other_task_row(page: &mut Page, task: &OtherTask) {
    let OtherTask {
        name,
        content,
        amount,
    } = task;
    page.nested("(", "),", |page| {
        page.field("name", name);
        page.lines("content: ", content);
        page.field("amount", amount);
    });
}

fn indicator_row(page: &mut Page, indicator: &Indicator) {
    let Indicator {
        level1,
        level2,
        name,
        cycle,
        year,
    } = indicator;
    page.row([
        ("level1", &level1.0),
        ("level2", &level2.0),
        ("name", &name.0),
        ("cycle", &cycle.0),
        ("year", &year.0),
    ]);
}

fn ignored_row(page: &mut Page, ignored: &Ignored) {
    let Ignored {
        rule,
        at,
        reason,
        seen,
    } = ignored;
    page.row([
        ("rule", &rule.0),
        ("at", at),
        ("reason", &reason.0),
        ("seen", &seen.0),
    ]);
}

fn link_row(page: &mut Page, Link(from, to): &Link) {
    page.line(&format!("({}, {}),", quoted(&from.0), quoted(&to.0)));
}

/// The text so far, and how deep the next line stands.
#[derive(Default)]
struct Page {
    text: String,
    depth: usize,
}

impl Page {
    fn line(&mut self, content: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(content);
        self.text.push('\n');
    }

    fn nested(&mut self, open: &str, close: &str, content: impl FnOnce(&mut Self)) {
        self.line(open);
        self.depth += 1;
        content(self);
        self.depth -= 1;
        self.line(close);
    }

    fn field(&mut self, name: &str, text: &Text) {
        self.line(&format!("{name}: {},", quoted(&text.0)));
    }

    /// A row whose fields stand in one line.
    fn row<const N: usize>(&mut self, fields: [(&str, &String); N]) {
        let fields = fields.map(|(name, text)| format!("{name}: {}", quoted(text)));
        self.line(&format!("({}),", fields.join(", ")));
    }

    fn rows<T>(&mut self, name: &str, rows: &Rows<T>, row: impl Fn(&mut Self, &T)) {
        if rows.0.is_empty() {
            return self.line(&format!("{name}: [],"));
        }
        self.nested(&format!("{name}: ["), "],", |page| {
            for content in &rows.0 {
                row(page, content);
            }
        });
    }

    /// A text of no or one line stands in the line of its name.
    fn lines(&mut self, label: &str, lines: &Lines) {
        match lines.0.as_slice() {
            [] => self.line(&format!("{label}[],")),
            [only] => self.line(&format!("{label}[{}],", quoted(only))),
            several => self.nested(&format!("{label}["), "],", |page| {
                for line in several {
                    page.line(&format!("{},", quoted(line)));
                }
            }),
        }
    }
}

/// The text in quotes; what cannot be seen, or would end a line, is escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            c if is_unseen(c) => quoted.extend(c.escape_unicode()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Controls, spaces other than the usual two, and characters without a shape of their own.
///
/// Part of the format: a longer or shorter list changes what is saved.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{A0}' | '\u{AD}' | '\u{34F}' | '\u{61C}'
        | '\u{115F}' | '\u{1160}' | '\u{1680}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{2000}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{205F}'..='\u{206F}'
        | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_quoted(text: &str, expected: &str) {
        assert_eq!(quoted(text), expected);
    }

    #[test]
    fn what_can_be_seen_stands_as_it_is() {
        let seen = "示例市“栖星”　𠮷 é 0123 #{}[]()'/,";
        check_quoted(seen, &format!("\"{seen}\""));
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        check_quoted("a\"b\\c", r#""a\"b\\c""#);
        check_quoted("\t\r\0\u{7f}", r#""\t\r\u{0}\u{7f}""#);
        check_quoted(
            "\u{a0}\u{200b}\u{2028}\u{202e}\u{feff}",
            r#""\u{a0}\u{200b}\u{2028}\u{202e}\u{feff}""#,
        );
    }
}
