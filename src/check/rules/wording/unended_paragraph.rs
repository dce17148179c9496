//! C-12: a paragraph of a goal that does not end with 。；！.

use super::common::{Layout, if_changed, list_mark};
use crate::base::text::{count_chars, is_han, is_invisible};
use crate::check::context::Text;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, TaskField};

use super::common::passages_where;

pub(super) static RULE: Rule = Rule {
    id: "unended-paragraph",
    code: "C-12",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &["markup-in-text"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "目标的段落没有以句号、分号或叹号结尾。",
    why: "没有结尾标点，看不出这一段是写完了还是少了一截。",
    example: "“通过社区课堂，为居民提供学习机会”后面没有句号。",
    how: "一键补上句号；小标题和列表里的短语不需要。",
    source: "《标点符号用法》（GB/T 15834）和公文写作的惯例。",
};

/// Longer paragraphs are sentences even without a comma.
const MAX_PHRASE_CHARS: usize = 30;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let is_goal = |text: &Text<'_>| {
        matches!(
            text.path,
            FieldPath::Goal(_) | FieldPath::Task(_, TaskField::Goal)
        )
    };
    for passage in passages_where(ctx, is_goal) {
        if let Some(mended) = mended(passage.typed, passage.layout) {
            let told = ("没有结尾标点", "补上句号");
            passage.report_mended(ctx, sink, told, &mended);
        }
    }
}

/// With 。 behind each paragraph that is a sentence and has no end. Items of a list count where
/// other items of it have ends.
pub(super) fn mended(typed: &str, _: Layout) -> Option<String> {
    let lines: Vec<&str> = typed.split('\n').collect();
    let ended_items = lines
        .iter()
        .any(|line| is_item(line) && core(line).ends_with(['。', '；']));
    let last = lines.iter().rposition(|line| !core(line).is_empty())?;
    let mended = lines.iter().enumerate().map(|(idx, line)| {
        let place = if idx == last {
            Place::Last
        } else {
            Place::Inside
        };
        let is_sentence = is_sentence(line) && (!is_item(line) || ended_items);
        let ended = is_sentence.then(|| ended(line, place)).flatten();
        ended.unwrap_or_else(|| (*line).to_owned())
    });
    let mended: Vec<String> = mended.collect();
    if_changed(mended.join("\n"), typed)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    Last,
}

/// The paragraph without what nobody sees at its ends.
fn core(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c))
}

fn is_item(line: &str) -> bool {
    list_mark(core(line)).is_some()
}

fn is_sentence(line: &str) -> bool {
    let core = core(line);
    core.contains(['，', '。', '；', ',', ';']) || count_chars(core) > MAX_PHRASE_CHARS
}

/// The paragraph with its end; `None` where it has one, or where it goes on below.
fn ended(line: &str, place: Place) -> Option<String> {
    let core = core(line);
    let blank_after =
        line.trim_end_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c));
    let (_, tail) = line.split_at_checked(blank_after.len())?;
    let inner = core.trim_end_matches(['”', '’', '）', ')', '》', '」', '】', '"', '\'']);
    let end = inner.chars().next_back()?;
    let is_end = matches!(end, '。' | '；' | '！' | '？' | '…' | ';' | '!' | '?');
    if is_end && (inner.len() < core.len() || core.ends_with(end)) {
        return None;
    }
    let is_divider = |c: &char| matches!(c, '，' | '、' | '；' | '：' | '。' | ',' | ';' | ':');
    if core.chars().rev().take_while(is_divider).count() > 1 {
        // Marks behind one another are another fault, to be mended first.
        return None;
    }
    match core.chars().next_back()? {
        '，' | '、' | ',' | '：' | ':' | '—' if place == Place::Inside => None,
        '，' | '、' | '：' | ',' | ':' => with_stop(core_start(line, core)?, tail, 1),
        '.' if is_han(core.chars().rev().nth(1)?) => with_stop(core_start(line, core)?, tail, 1),
        '.' | '．' | '/' => None,
        _ => with_stop(core_start(line, core)?, tail, 0),
    }
}

/// The line up to the end of its core.
fn core_start<'l>(line: &'l str, core: &str) -> Option<&'l str> {
    let start = line.find(core)?;
    line.get(..start + core.len())
}

/// 。 in the place of the last `replaced` characters, then the blanks that were there.
fn with_stop(written: &str, tail: &str, replaced: usize) -> Option<String> {
    let mut kept = written.chars();
    for _ in 0..replaced {
        kept.next_back()?;
    }
    Some(format!("{}。{tail}", kept.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn sentences_without_an_end_are_told() {
        check_rule(
            "base minimal
            goals/g1 = 通过社区课堂，为居民提供学习机会 #! C-12 hint: “总体绩效目标”里的“提供学习机会”处没有结尾标点 [safe]
            tasks/t2/goal = 居民参与，\\n社区支持，面向全市. #! C-12 hint: “期望达到的目标（概述）”里的“持，面向全市.”处没有结尾标点 [safe]",
        );
        check_fix(
            "base minimal
            goals/g1 = 开设课程，扩大参与，\\s",
            "base minimal
            goals/g1 = 开设课程，扩大参与。\\s",
        );
    }

    #[test]
    fn each_sentence_gets_its_end() {
        for (typed, left) in [
            ("甲，乙\n丙，丁。", "甲，乙。\n丙，丁。"),
            ("甲，乙（含丙）", "甲，乙（含丙）。"),
            ("甲，乙达到90%", "甲，乙达到90%。"),
            ("1.甲，乙；\n2.丙，丁", "1.甲，乙；\n2.丙，丁。"),
            ("甲，称为“乙”", "甲，称为“乙”。"),
        ] {
            assert_eq!(
                mended(typed, Layout::Prose).as_deref(),
                Some(left),
                "{typed}"
            );
        }
    }

    #[test]
    fn headings_items_and_ended_paragraphs_are_right() {
        for typed in [
            "一、拘留所\n甲，乙。\n二、戒毒所\n丙，丁！",
            "一、看守所，专门学校\n甲，乙。",
            "1.情绪课堂，减压小组\n2.训练营",
            "社区教育方面\n甲，乙。",
            "甲，乙：\n1.丙；\n2.丁。",
            "甲说：“乙，丙。”",
            "甲，乙（丙。）",
            "甲，乙，\n丙，丁。",
            "完成全年工作任务",
            "甲，乙……",
            "详见，https://example.org/",
        ] {
            assert_eq!(mended(typed, Layout::Prose), None, "{typed}");
        }
    }
}
