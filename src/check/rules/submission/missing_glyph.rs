//! H-02: a character that none of the fonts for printing has.

use std::collections::BTreeSet;

use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "missing-glyph",
    code: "H-02",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "有打印字体里没有的字。",
    why: "没有的字打印出来是空白或方框，公开的表上就少了字。",
    example: "从旧文件粘贴来的造字，或者生僻的人名用字。",
    how: "换成常用的写法；确实要用的，打印之后手工补上。",
    source: "打印结果。",
};

/// A message names up to this many characters.
const NAMED: usize = 5;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let Some(paper) = ctx.situation.paper else {
        return;
    };
    let missing: BTreeSet<char> = paper.missing_glyphs.iter().copied().collect();
    if missing.is_empty() {
        return;
    }
    for text in ctx.texts() {
        let is_missing = |c: &char| missing.contains(c);
        let found: BTreeSet<char> = text.typed.chars().filter(is_missing).collect();
        if !found.is_empty() {
            sink.at(text.path.clone(), message(&found))
                .hint("换成常用的写法，否则打印出来是空白或方框");
        }
    }
}

fn message(found: &BTreeSet<char>) -> String {
    let named: Vec<String> = found.iter().take(NAMED).copied().map(name).collect();
    let more = if found.len() > NAMED { "等" } else { "" };
    format!("打印字体里没有{}{more}", named.join("、"))
}

/// The character, or its number where it cannot be seen.
fn name(c: char) -> String {
    let is_unseen = c.is_control() || matches!(c, '\u{E000}'..='\u{F8FF}') || c.is_whitespace();
    if is_unseen {
        format!("“U+{:04X}”", u32::from(c))
    } else {
        format!("“{c}”")
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_rule, check_rule_when};
    use crate::check::{Paper, Situation};

    #[test]
    fn characters_without_a_shape_are_told_where_they_stand() {
        let paper = Paper {
            missing_glyphs: vec!['𠮷', '𬱖', '\u{E001}'],
            ..Paper::default()
        };
        let situation = Situation {
            paper: Some(&paper),
            ..Situation::default()
        };
        check_rule_when(
            situation,
            "base minimal
            department = 示例市𠮷祥街道𠮷祥社区 #! H-02 warning: 打印字体里没有“𠮷”
            tasks/t2/content = 社区课堂在𬱖𠮷两地开课。 #! H-02 warning: 打印字体里没有“𠮷”、“𬱖”",
        );
        check_rule_when(
            situation,
            "base minimal\ntasks/t2/content = 社区课堂在吉祥开课。",
        );
    }

    #[test]
    fn without_a_page_nothing_is_known() {
        check_rule("base minimal\ndepartment = 示例市𠮷祥街道社区课堂");
    }
}
