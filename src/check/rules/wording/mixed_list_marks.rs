//! C-06: items of one list are numbered in different ways.

use super::common::{Numerals, Passage, list_mark, passages_where};
use crate::base::text::fold_char;
use crate::check::context::is_single_line;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "mixed-list-marks",
    code: "C-06",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "同一格里同一级的序号写法不统一。",
    why: "“1.”“1、”“1．”混用显得像拼凑的文字，也分不清层次。",
    example: "“1.开展讲座；2、上门走访”。",
    how: "同一级统一成一种写法；“一、”“（一）”“1.”“（1）”分级使用没有问题。",
    source: "《党政机关公文格式》（GB/T 9704）的结构层次序数。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for passage in passages_where(ctx, |text| !is_single_line(&text.path)) {
        report(ctx, sink, &passage);
    }
}

fn report(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, passage: &Passage<'_>) {
    let items = items(passage.typed);
    for numerals in [Numerals::Digits, Numerals::Chinese] {
        let is_of_kind = |item: &&Item| item.numerals == numerals;
        let strays = strays(&items, numerals);
        let mut level = items
            .iter()
            .filter(is_of_kind)
            .filter(|item| !item.is_enclosed() || strays.contains(&item.at));
        let Some(first) = level.next() else { continue };
        let Some(other) = level.find(|item| item.divider != first.divider) else {
            continue;
        };
        let fault = format!(
            "的序号用“{}”，与前面的“{}”不统一",
            other.divider, first.divider
        );
        let usual = match numerals {
            Numerals::Digits => '.',
            _ => '、',
        };
        let is_level =
            |item: &&Item| is_of_kind(item) && (!item.is_enclosed() || strays.contains(&item.at));
        let text = unified(passage.typed, items.iter().filter(is_level), usual);
        let label = format!("序号统一写成“{}”", if usual == '.' { "1." } else { "一、" });
        let fix = Fix::changes_meaning(passage.set(&label, &text));
        passage.report_place(ctx, sink, other.at, &fault).fix(fix);
        return;
    }
}

/// The items in brackets that are no level of their own but go on with the count of the plain ones:
/// （2） between 1. and 3.; where they begin.
fn strays(items: &[Item], numerals: Numerals) -> Vec<usize> {
    let mut strays = Vec::new();
    let (mut last_plain, mut last_enclosed) = (None, None);
    for item in items.iter().filter(|item| item.numerals == numerals) {
        let before = item.number.checked_sub(1).filter(|before| *before > 0);
        if !item.is_enclosed() {
            (last_plain, last_enclosed) = (Some(item.number), None);
        } else if before.is_some() && last_enclosed.is_none() && last_plain == before {
            strays.push(item.at);
            last_plain = Some(item.number);
        } else {
            last_enclosed = Some(item.number);
        }
    }
    strays
}

/// An item of a list; those in brackets are as a rule a level of their own.
struct Item {
    numerals: Numerals,
    divider: char,
    /// As far as it is written in digits or is a single numeral; else zero.
    number: u32,
    /// How long the bracket before the number is, in bytes.
    opening: usize,
    /// Where its mark begins and ends, in bytes.
    at: usize,
    end: usize,
}

impl Item {
    fn is_enclosed(&self) -> bool {
        matches!(self.divider, '）' | ')')
    }
}

/// The number of a mark such as （2） or 二、.
fn number_of(mark: &str) -> u32 {
    let mut number = 0;
    for c in mark.chars() {
        let digit = fold_char(c).to_digit(10).or_else(|| numeral(c));
        number = digit.map_or(number, |digit| number * 10 + digit);
    }
    number
}

fn numeral(c: char) -> Option<u32> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let at = NUMERALS.chars().position(|numeral| numeral == c)?;
    u32::try_from(at + 1).ok()
}

/// The items that begin a line or follow the end of a clause.
fn items(typed: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut may_begin = true;
    for (at, c) in typed.char_indices() {
        let begins = may_begin && !c.is_whitespace();
        if begins
            && let Some(mark) = typed.get(at..).and_then(list_mark)
            && mark.numerals != Numerals::Circled
        {
            let typed = typed.get(at..at + mark.len).unwrap_or_default();
            let number = typed.trim_start_matches(['（', '(']);
            items.push(Item {
                number: number_of(number),
                opening: typed.len() - number.len(),
                numerals: mark.numerals,
                divider: mark.divider,
                at,
                end: at + mark.len,
            });
        }
        may_begin =
            matches!(c, '\n' | '。' | '；' | ';' | '：' | ':') || (may_begin && c.is_whitespace());
    }
    items
}

/// With the same divider behind each of these numbers, and no bracket before.
fn unified<'a>(typed: &str, items: impl Iterator<Item = &'a Item>, divider: char) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut done = 0;
    for item in items {
        let number = item.at + item.opening..item.end - item.divider.len_utf8();
        out.push_str(typed.get(done..item.at).unwrap_or_default());
        out.push_str(typed.get(number).unwrap_or_default());
        out.push(divider);
        done = item.end;
    }
    out + typed.get(done..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn different_marks_of_one_level_are_told() {
        check_rule(
            "base minimal
            tasks/t2/content = 1.开展讲座；\\n2、上门走访；\\n3．回访。 #! C-06 hint: “主要实施内容”里的“2、上门走访；”处的序号用“、”，与前面的“.”不统一 [fix]
            tasks/t2/goal = 一、讲座。二.走访。 #! C-06 hint: “期望达到的目标（概述）”里的“一、讲座。二.走访。”处的序号用“.”，与前面的“、”不统一 [fix]",
        );
        check_fix(
            "base minimal
            tasks/t2/content = 1、开展讲座；2.上门走访；3．回访。",
            "base minimal
            tasks/t2/content = 1.开展讲座；2.上门走访；3.回访。",
        );
        check_fix(
            "base minimal
            tasks/t2/content = 1.开展讲座；\\n（2）上门走访；\\n3.回访。",
            "base minimal
            tasks/t2/content = 1.开展讲座；\\n2.上门走访；\\n3.回访。",
        );
    }

    #[test]
    fn levels_differ_and_numbers_are_no_marks() {
        for typed in [
            "一、讲座\\n（一）校内\\n1.上门\\n（1）甲；①乙。\\n2.回访。",
            "1、讲座；2、走访；3、回访。",
            "1．讲座；2．走访。",
            "1.讲座；（1）校内；（2）校外。\\n2.走访。",
            "1.讲座；\\n2.走访：（1）校内；（2）校外；（3）上门。\\n3.回访。",
            "（1）讲座；（2）走访。",
            "1.讲座：1、2号楼各一场。\\n2.增长：1.5倍。",
            "每周1、3、5开放。\\n1.讲座。",
            "2025.12前完成；1、回访。",
        ] {
            check_rule(&format!("base minimal\ntasks/t2/content = {typed}"));
        }
    }
}
