//! C-10: quotes or brackets that do not pair, and straight quotes.

use super::common::{ListMark, Passage, list_mark, passages};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "unpaired-quotes",
    code: "C-10",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &["markup-in-text"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "引号、书名号或括号不成对，或者用了直引号。",
    why: "少半个符号，引用的范围就不清楚；直引号上传后可能变成单边的引号。",
    example: "“《社区教育办法的通知”少了后半个书名号。",
    how: "直引号和方向写反的引号可以一键改好；缺的那一半请对照原文补上。",
    source: "《标点符号用法》（GB/T 15834）；申报系统会改写直引号（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for passage in passages(ctx, Traits::PAIRED) {
        report(ctx, sink, &passage);
    }
}

fn report(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, passage: &Passage<'_>) {
    let typed = passage.typed;
    if let Some(at) = first_straight(typed) {
        let fix = curled(typed).map(|text| Fix::safe(passage.set("改成中文引号", &text)));
        let fault = if fix.is_some() {
            "用了直引号"
        } else {
            "的直引号不成对"
        };
        passage.report_place(ctx, sink, at, fault).fix(fix);
        return;
    }
    let Some((at, mark)) = first_unpaired(typed) else {
        return;
    };
    let fault = format!("的{}不成对", name(mark));
    let turned =
        turned(typed).map(|text| Fix::changes_meaning(passage.set("改正引号的方向", &text)));
    passage.report_place(ctx, sink, at, &fault).fix(turned);
}

/// What people call the pair of a mark.
fn name(mark: char) -> &'static str {
    match mark {
        '“' | '”' | '「' | '」' | '『' | '』' => "引号",
        '《' | '》' | '〈' | '〉' => "书名号",
        _ => "括号",
    }
}

/// The first straight quote that is no apostrophe and no sign of minutes or inches.
fn first_straight(typed: &str) -> Option<usize> {
    let mut last = None;
    let mut chars = typed.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        if c == '"' || (c == '\'' && !is_apostrophe(last, next)) {
            return Some(at);
        }
        last = Some(c);
    }
    None
}

/// Between letters, or behind a letter or digit where no quote could be told from it.
fn is_apostrophe(before: Option<char>, after: Option<char>) -> bool {
    let foreign = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    foreign(before) && (foreign(after) || after.is_none_or(|c| c == ' '))
}

/// With “” and ‘’ in the place of straight quotes; `None` where they do not pair on their lines, or
/// other marks do not.
pub(super) fn curled(typed: &str) -> Option<String> {
    let mut out = String::with_capacity(typed.len());
    let (mut double, mut single) = (false, false);
    let mut last = None;
    let mut chars = typed.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let turn = |is_open: &mut bool, (open, close): (char, char)| {
            *is_open = !*is_open;
            if *is_open { open } else { close }
        };
        let curly = match c {
            '"' => turn(&mut double, ('“', '”')),
            '\'' if !is_apostrophe(last, next) => turn(&mut single, ('‘', '’')),
            '“' | '”' if double == (c == '“') => return None,
            '“' | '”' => {
                double = c == '“';
                c
            }
            '\n' if double || single => return None,
            _ => c,
        };
        out.push(curly);
        last = Some(c);
    }
    let is_paired = !double && !single && first_unpaired(&out).is_none();
    (is_paired && out != typed).then_some(out)
}

/// The first mark without its partner. Brackets of list marks (`1）`) need none; half-width and
/// full-width ones are partners.
fn first_unpaired(typed: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char, char)> = Vec::new();
    let mut stray = None;
    let mut bracket_of_item = None;
    let mut may_begin_item = true;
    for (at, c) in typed.char_indices() {
        if may_begin_item && let Some(end) = typed.get(at..).and_then(item_bracket) {
            bracket_of_item = Some(at + end);
        }
        may_begin_item =
            c.is_whitespace() || matches!(c, '。' | '；' | '：' | '，' | ';' | ',' | ':' | '、');
        if let Some(close) = closing(c) {
            open.push((at, c, close));
        } else if let Some(close) = as_closing(c) {
            match open.pop_if(|(_, _, wanted)| *wanted == close) {
                Some(_) => {}
                None if bracket_of_item == Some(at) => {}
                None => {
                    stray = Some((at, c));
                    break;
                }
            }
        }
    }
    let unclosed = open.first().map(|(at, c, _)| (*at, *c));
    // What is open before a stray mark is what the mark does not close.
    [unclosed, stray].into_iter().flatten().min()
}

/// Where the closing bracket of an item's mark stands: 1）甲, a)甲.
fn item_bracket(text: &str) -> Option<usize> {
    if text.starts_with(['（', '(']) {
        return None;
    }
    if let Some(ListMark { len, divider, .. }) = list_mark(text) {
        return matches!(divider, '）' | ')').then(|| len - divider.len_utf8());
    }
    let mut chars = text.chars();
    let letter = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    (letter && matches!(chars.next(), Some('）' | ')'))).then_some(1)
}

fn closing(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '《' => '》',
        '〈' => '〉',
        '（' | '(' => '）',
        '【' => '】',
        '〔' => '〕',
        '「' => '」',
        _ => return None,
    })
}

fn as_closing(c: char) -> Option<char> {
    match c {
        '”' | '》' | '〉' | '）' | '】' | '〕' | '」' => Some(c),
        ')' => Some('）'),
        _ => None,
    }
}

/// With “ and ” in turns, where that makes all marks pair and two quotes stand on each line that
/// has some.
pub(super) fn turned(typed: &str) -> Option<String> {
    let is_quote = |c: &char| matches!(c, '“' | '”');
    let two_or_none = |line: &str| matches!(line.chars().filter(is_quote).count(), 0 | 2);
    if !typed.split('\n').all(two_or_none) {
        return None;
    }
    let mut is_open = false;
    let turned: String = typed
        .chars()
        .map(|c| {
            if !is_quote(&c) {
                return c;
            }
            is_open = !is_open;
            if is_open { '“' } else { '”' }
        })
        .collect();
    (turned != typed && first_unpaired(&turned).is_none()).then_some(turned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn marks_without_partners_are_told() {
        check_rule(
            "base minimal
            goals/g1 = 落实《社区教育办法的要求，扩大参与。 #! C-10 hint: “总体绩效目标”里的“落实《社区教育办法的”处的书名号不成对
            tasks/t2/content = 开设课程（含夜校，共十门。 #! C-10 hint: “主要实施内容”里的“开设课程（含夜校，共十门”处的括号不成对
            tasks/t2/goal = 参与面扩大）。 #! C-10 hint: “期望达到的目标（概述）”里的“参与面扩大）。”处的括号不成对
            indicators/i3/name = “社区课堂“场次 #! C-10 hint: “三级指标”里的“‘社区课堂‘场次”处的引号不成对 [fix]",
        );
    }

    #[test]
    fn straight_quotes_are_told_and_curled() {
        check_rule(
            "base minimal
            goals/g1 = 开展\"社区课堂\"活动，让'夜校'更近。 #! C-10 hint: “总体绩效目标”里的“开展\"社区课堂\"活动”处用了直引号 [safe]
            tasks/t2/content = 开展\"社区课堂活动。 #! C-10 hint: “主要实施内容”里的“开展\"社区课堂活动。”处的直引号不成对",
        );
        check_fix(
            "base minimal
            goals/g1 = 开展\"社区课堂\"和“夜校\"，让'夜校'更近。",
            "base minimal
            goals/g1 = 开展“社区课堂”和“夜校”，让‘夜校’更近。",
        );
        check_fix(
            "base minimal\nindicators/i3/name = ”社区课堂”场次",
            "base minimal\nindicators/i3/name = “社区课堂”场次",
        );
    }

    #[test]
    fn pairs_lists_and_apostrophes_are_right() {
        for typed in [
            "“社区‘夜校’课堂”（含《办法》〔2025〕1号）",
            "1）讲座；2）走访；a）回访。",
            "一）讲座\n二）走访",
            "(含夜校）",
            "Children's Day",
            "第〔1〕号【附件】",
        ] {
            assert_eq!(first_unpaired(typed), None, "{typed}");
            assert_eq!(first_straight(typed), None, "{typed}");
        }
    }
}
