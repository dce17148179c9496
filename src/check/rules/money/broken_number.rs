//! B-02: an amount in a text that a scanner has taken apart.

use crate::base::amount::Amount;
use crate::base::text;
use crate::check::context::quoted;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;

pub(super) static RULE: Rule = Rule {
    id: "broken-number",
    code: "B-02",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "文字中的金额或数字被空格拆开了。",
    why: "扫描件识别出来的数字常夹着空格，看起来像几个数，也检索不到。",
    example: "“投入1, 430, 400. 00元”“968.191 8万元”。",
    how: "去掉数字中间的空格。",
    source: "公开表格中扫描识别的常见错误；金额栏里的空格在填写时已经自动去掉。",
};

/// What numbers in texts count; the others may be lists of numbers.
const UNITS: [&str; 7] = ["元", "万元", "亿元", "千元", "万人", "百万元", "千万元"];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for found in ctx.texts() {
        if !found.traits.any(Traits::SPACE) || !found.traits.any(Traits::DIGIT) {
            continue;
        }
        let broken = broken_numbers(found.typed);
        let Some(first) = broken.first() else {
            continue;
        };
        let shown = found.typed.get(first.0..first.1).unwrap_or_default();
        let message = format!("数字{}被空格拆开了", quoted(shown));
        let mended = mended(found.typed, &broken);
        let fix = Transaction::set("去掉数字中的空格", found.path.clone(), mended);
        // Separators leave no doubt.
        let is_sure = |(start, end): &(usize, usize)| {
            let number = found.typed.get(*start..*end);
            number.is_some_and(|number| number.contains(','))
        };
        let fix = if broken.iter().all(is_sure) {
            Fix::safe(fix)
        } else {
            Fix::changes_meaning(fix)
        };
        sink.at(found.path.clone(), message).fix(fix);
    }
}

/// The text without the spaces in these places.
fn mended(typed: &str, broken: &[(usize, usize)]) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut from = 0;
    for (start, end) in broken {
        out.push_str(typed.get(from..*start).unwrap_or_default());
        let number = typed.get(*start..*end).unwrap_or_default();
        out.extend(number.chars().filter(|c| !c.is_whitespace()));
        from = *end;
    }
    out.push_str(typed.get(from..).unwrap_or_default());
    out
}

/// Where broken numbers begin and end, in bytes.
fn broken_numbers(typed: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut run: Option<(usize, usize)> = None;
    let ends = typed.char_indices().chain([(typed.len(), '\n')]);
    for (idx, c) in ends {
        let digit = text::fold_char(c).is_ascii_digit();
        let joins = c != '\n' && (matches!(c, ',' | '.' | '．') || c.is_whitespace());
        match run {
            None if digit => run = Some((idx, idx + c.len_utf8())),
            Some((start, _)) if digit => run = Some((start, idx + c.len_utf8())),
            Some(_) if joins => {}
            Some((start, end)) => {
                run = None;
                let number = typed.get(start..end).unwrap_or_default();
                if is_broken(number, typed.get(end..).unwrap_or_default()) {
                    found.push((start, end));
                }
            }
            None => {}
        }
    }
    found
}

/// Spaces divide what is one number without them, and a unit behind it says that it is one.
fn is_broken(number: &str, behind: &str) -> bool {
    if !number.contains(char::is_whitespace) {
        return false;
    }
    let behind = behind.trim_start_matches([' ', '\u{3000}']);
    let is_counted = UNITS.iter().any(|unit| behind.starts_with(unit));
    let joined: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    is_counted && is_one_number(number) && Amount::parse(&joined).is_ok()
}

/// 1, 430, 400. 00 and 1 430 400 are one number; 20, 500 and 2025 500 and 1. 500 may be two.
fn is_one_number(number: &str) -> bool {
    let (integer, decimals) = match number.split_once(['.', '．']) {
        Some((integer, decimals)) => (integer, Some(decimals)),
        None => (number, None),
    };
    let groups: Vec<&str> = integer
        .split([',', ' ', '\u{3000}', '\u{A0}', '\t'])
        .filter(|group| !group.is_empty())
        .collect();
    let in_threes = groups.iter().skip(1).all(|group| group.len() == 3)
        && groups.first().is_some_and(|group| group.len() <= 3);
    // A mark of a list has no more than two digits and a space behind its point.
    let is_mark = |decimals: &str| {
        decimals.starts_with(char::is_whitespace) && groups.len() == 1 && integer.len() <= 2
    };
    match decimals {
        Some(decimals) => in_threes && !is_mark(decimals),
        None => in_threes && groups.len() > 2,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn amounts_that_were_taken_apart_are_told() {
        for (typed, mended, mark) in [
            ("1, 430, 400. 00", "1,430,400.00", "[safe]"),
            ("968.191 8万", "968.1918万", "[fix]"),
            ("1 430 400", "1430400", "[fix]"),
            ("119. 19万", "119.19万", "[fix]"),
        ] {
            let shown = typed.trim_end_matches('万');
            let content = |number: &str| format!("在社区开设课程，由企业捐款{number}元。");
            check_rule(&format!(
                "base minimal
                tasks/t2/content = {}
                tasks/t2/content #! B-02 hint: 数字“{shown}”被空格拆开了 {mark}",
                content(typed)
            ));
            check_fix(
                &format!("base minimal\ntasks/t2/content = {}", content(typed)),
                &format!("base minimal\ntasks/t2/content = {}", content(mended)),
            );
        }
    }

    #[test]
    fn numbers_side_by_side_stay_apart() {
        for content in [
            "1. 500元以下的项目由社区自办。",
            "编号为1, 2, 3的社区开设课程。",
            "2025 12345热线开通。",
            "自2024. 1. 1起执行。",
            "每场补贴 500 元。",
            "共20 场课程。",
            "服务居民20, 500元以下的由社区承担。",
            "3. 1 430 400元以下的由社区承担。",
            "2025 500元起的项目由街道承担。",
        ] {
            check_rule(&format!("base minimal\ntasks/t2/content = {content}"));
        }
    }
}
