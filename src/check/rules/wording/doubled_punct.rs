//! C-11: two marks of punctuation where one belongs, or one at the beginning of a text.

use std::mem::discriminant;

use super::common::{Layout, Passage, first_difference, if_changed, passages};
use crate::base::text::spacing::is_space;
use crate::base::text::{is_blank, is_han};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::TargetValue;

pub(super) static RULE: Rule = Rule {
    id: "doubled-punct",
    code: "C-11",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &["markup-in-text"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "标点重复，或者文字以标点开头。",
    why: "多半是改稿时没有删干净，公开后一眼可见。",
    example: "“扩大参与。。”“服务居民；。”。",
    how: "一键只留一个标点；省略号和连用的问号、叹号不动。",
    source: "《标点符号用法》（GB/T 15834）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let told = ("标点重复或多余", "去掉多余的标点");
    let wanted = Traits::DOUBLE_PUNCT.or(Traits::LEADING_PUNCT);
    for passage in passages(ctx, wanted) {
        let Some(mended) = mended(passage.typed, passage.layout) else {
            continue;
        };
        if means_the_same(&passage, &mended) {
            passage.report_mended(ctx, sink, told, &mended);
        } else {
            let at = first_difference(passage.typed, &mended);
            passage
                .report_place(ctx, sink, at, told.0)
                .hint("请核对后去掉多余的标点");
        }
    }
}

/// The marks may be what keeps a value from being read: what it means without them is for a person
/// to say.
fn means_the_same(passage: &Passage<'_>, mended: &str) -> bool {
    if !passage.is_value() {
        return true;
    }
    let (before, after) = (TargetValue::read(passage.typed), TargetValue::read(mended));
    discriminant(before.reading()) == discriminant(after.reading())
}

/// With one mark where several stand, the strongest of them, and none at the beginning.
pub(super) fn mended(typed: &str, _: Layout) -> Option<String> {
    let mut out = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        let run = run_of_marks(rest);
        if run.is_empty() {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        }
        rest = rest.get(run.len()..).unwrap_or_default();
        let begins = is_blank(&out);
        let before = out.chars().next_back();
        if !begins || is_blank(rest) {
            push_one(&mut out, run, [before, rest.chars().next()]);
        }
    }
    if_changed(out, typed)
}

/// The marks at the start, with spaces between them.
fn run_of_marks(text: &str) -> &str {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if strength(c).is_some() {
            end = at + c.len_utf8();
        } else if end == 0 || !is_space(c) {
            break;
        }
    }
    text.get(..end).unwrap_or_default()
}

fn push_one(out: &mut String, run: &str, around: [Option<char>; 2]) {
    let marks = || run.chars().filter(|c| strength(*c).is_some());
    let is_foreign = run.is_ascii() && !around.into_iter().flatten().any(is_han);
    if marks().count() < 2 || is_foreign {
        out.push_str(run);
        return;
    }
    // ！？ and the like are one mark.
    if marks().any(is_exclamation) {
        out.extend(marks().filter(|c| is_exclamation(*c)));
        return;
    }
    // Among equals the first, but a full-width one before others.
    let rank = |c: &char| (strength(*c), !c.is_ascii());
    let strongest = marks().rev().max_by_key(rank);
    out.extend(strongest);
}

fn is_exclamation(c: char) -> bool {
    matches!(c, '！' | '？')
}

/// How much a mark divides; `None` for what is none or may stand beside others.
fn strength(c: char) -> Option<u8> {
    match c {
        '、' => Some(1),
        '，' | ',' => Some(2),
        '：' | ':' => Some(3),
        '；' | ';' => Some(4),
        '。' => Some(5),
        '！' | '？' => Some(6),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn doubled_and_leading_marks_are_told_once() {
        check_rule(
            "base minimal
            goals/g1 = ，开设课程，，扩大居民的参与面；。 #! C-11 hint: “总体绩效目标”里的“，开设课程，，扩”处标点重复或多余 [safe]",
        );
        check_fix(
            "base minimal
            goals/g1 = ，开设课程，，扩大、、参与，服务；，居民；。",
            "base minimal
            goals/g1 = 开设课程，扩大、参与，服务；居民。",
        );
    }

    #[test]
    fn a_value_is_mended_where_it_stays_what_it_was() {
        check_rule(
            "base minimal
            indicators/i3/cycle = ≥120场，，含夜课
            indicators/i3/year = ≥120场，，含夜课 #! C-11 hint: “年度指标值”里的“≥120场，，含夜课”处标点重复或多余 [safe]
            indicators/i4/cycle = ，９５%，
            indicators/i4/year = ，９５%， #! C-11 hint: “年度指标值”里的“，９５%，”处标点重复或多余
            indicators/i4/year #! C-05 hint: “年度指标值”里的“，９５%，”处有全角的数字、字母或百分号 [safe]",
        );
    }

    #[test]
    fn the_strongest_mark_stays() {
        for (typed, left) in [
            ("甲。。", "甲。"),
            ("甲。；乙", "甲。乙"),
            ("甲，,乙", "甲，乙"),
            ("甲, ,乙", "甲,乙"),
            ("甲？。", "甲？"),
            ("甲，！？乙", "甲！？乙"),
            ("甲： ：乙", "甲：乙"),
        ] {
            assert_eq!(
                mended(typed, Layout::Prose).as_deref(),
                Some(left),
                "{typed}"
            );
        }
    }

    #[test]
    fn marks_that_belong_together_stay() {
        for typed in [
            "甲……。",
            "甲！？",
            "甲！！",
            "甲”，乙",
            "（甲。）。",
            "甲、\n，乙",
            "1,,2",
            "a;;b",
            "，",
        ] {
            assert_eq!(mended(typed, Layout::Prose), None, "{typed}");
        }
    }
}
