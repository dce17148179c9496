//! a goal begins with a number that the form prints by itself, or several goals share a text.

use crate::base::ids::IdAllocator;
use crate::base::text;
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::{Edit, Row, Transaction};
use crate::model::{FieldPath, Goal};

pub(super) static RULE: Rule = Rule {
    id: "typed-goal-number",
    code: "A-10",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &["blank-goal", "markup-in-text"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "目标的开头又写了编号，或者一条目标里写了好几条目标。",
    why: "目标按顺序自动编号，自己写的编号会重复，增删目标后还会对不上。",
    example: "第二条目标写成“目标2：通过……”或“2、通过……”，印出来是“目标2：目标2：通过……”。",
    how: "删去自己写的编号；几条目标分开写，一条一行。",
    source: "本表表样：总体绩效目标按“目标1”“目标2”依次编号（常见审核要求）。",
};

/// Parts shorter than this are not offered as goals of their own.
const GOAL_CHARS: usize = 15;

/// A number at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    /// Its length with the sign behind it, in bytes.
    len: usize,
    /// The number; `None` where only the word stands there.
    number: Option<usize>,
    /// Whether it has the word 目标.
    has_word: HasWord,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HasWord {
    Yes,
    No,
}

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for (idx, row) in ctx.draft.goals.iter().enumerate() {
        let parts = parts(&row.text);
        if parts.len() > 1 {
            let message = format!("这一条里写了 {} 条目标", parts.len());
            sink.at(FieldPath::Goal(row.id), message)
                .hint("每条目标单独写，编号会自动印出")
                .fix(split(ctx, idx, row, &parts));
        } else if let Some((typed, own, label)) = numbered(&row.text) {
            let typed = quoted(typed);
            let is_right = label.number.is_none_or(|number| number == idx + 1);
            let message = if is_right {
                format!("开头的{typed}会和自动编号重复")
            } else {
                format!("开头的编号写的是{typed}，而这是第 {} 条目标", idx + 1)
            };
            let path = FieldPath::Goal(row.id);
            let transaction = Transaction::set("删去开头的编号", path.clone(), own);
            let fix = if is_right {
                Fix::safe(transaction)
            } else {
                Fix::changes_meaning(transaction)
            };
            let has_rest = own.contains(char::is_alphanumeric);
            sink.at(path, message).fix(has_rest.then_some(fix));
        }
    }
}

/// The text of a goal without a number that was typed before it.
pub(super) fn without_number(goal: &str) -> &str {
    numbered(goal).map_or(goal, |(_, own, _)| own)
}

/// The typed number and the text behind it; a number that begins a list in the text is none.
fn numbered(goal: &str) -> Option<(&str, &str, Label)> {
    let text = goal.trim_start();
    let label = label_at(text)?;
    let (typed, own) = text.split_at_checked(label.len)?;
    let is_list = label.has_word == HasWord::No
        && label
            .number
            .is_some_and(|number| continues(own, number + 1));
    (!is_list).then(|| (typed.trim(), own.trim_start(), label))
}

/// The goals in a text that names them: 目标1：…。目标2：….
fn parts(goal: &str) -> Vec<&str> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at_start = true;
    for (idx, c) in goal.char_indices() {
        let rest = goal.get(idx..).unwrap_or_default();
        if at_start
            && matches!(c, '目' | '总' | '绩' | '年')
            && let Some(label) = label_at(rest)
            && label.number.is_some()
        {
            starts.push((idx, idx + label.len));
        }
        at_start = c.is_whitespace() && at_start || matches!(c, '。' | '；' | ';' | '\n' | '！');
    }
    let first = starts.first().map_or(0, |(start, _)| *start);
    let before = goal.get(..first).unwrap_or_default().trim();
    let mut parts: Vec<&str> = Vec::new();
    if before.contains(char::is_alphanumeric) && !starts.is_empty() {
        parts.push(before);
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start);
    let ends = ends.chain([goal.len()]);
    for ((_, start), end) in starts.iter().zip(ends) {
        parts.push(goal.get(*start..end).unwrap_or_default().trim());
    }
    parts
}

/// A goal for each part; `None` where a part says too little.
fn split(ctx: &CheckCtx<'_>, idx: usize, row: &Goal, parts: &[&str]) -> Option<Fix> {
    let long = |part: &&str| text::count_chars(part) >= GOAL_CHARS;
    let (first, others) = parts.split_first()?;
    if !parts.iter().all(long) {
        return None;
    }
    let path = FieldPath::Goal(row.id);
    let mut edits = vec![Edit::Set {
        path: path.clone(),
        text: (*first).to_owned(),
    }];
    let mut ids = IdAllocator::after(ctx.draft.largest_id());
    edits.extend((idx + 1..).zip(others).map(|(index, part)| {
        let goal = Goal {
            id: ids.fresh(),
            text: (*part).to_owned(),
        };
        Edit::Insert {
            index,
            row: Box::new(Row::Goal(goal)),
        }
    }));
    let label = format!("拆成 {} 条目标", parts.len());
    Some(Fix::changes_meaning(
        Transaction::new(label, edits).at(path),
    ))
}

/// The number at the beginning: 目标1：, 目标一、, 1., （2）, ③.
fn label_at(text: &str) -> Option<Label> {
    let word = ["总体目标", "绩效目标", "年度目标", "目标"]
        .into_iter()
        .find(|word| text.starts_with(word));
    let mut rest = text.strip_prefix(word.unwrap_or_default())?;
    if word.is_some() {
        rest = rest.trim_start_matches([' ', '\u{3000}']);
    }
    let open = rest.strip_prefix(['（', '(']);
    rest = open.unwrap_or(rest);
    let number = number_at(rest);
    if number.is_none() && !(word == Some("目标") && open.is_none()) {
        return None;
    }
    let (number, len) = number.map_or((None, 0), |(number, len)| (Some(number), len));
    let is_circled = len > 0 && rest.starts_with(|c| ('①'..='⑳').contains(&c));
    rest = rest.get(len..)?;
    let closed = rest.strip_prefix(['）', ')']);
    rest = closed.unwrap_or(rest);
    let sign = rest.chars().next();
    let behind = rest.chars().nth(1);
    let is_decimal = |c| matches!(c, '.' | '．') && behind.is_some_and(char::is_numeric);
    let has_sign = sign.is_some_and(|c| match c {
        '：' | ':' => number.is_some() || word.is_some(),
        '、' | '.' | '．' => number.is_some() && !is_decimal(c),
        '，' | ',' | '\n' => word.is_some() && number.is_some(),
        _ => false,
    });
    if let Some(c) = sign.filter(|_| has_sign) {
        rest = rest.get(c.len_utf8()..)?;
    }
    let is_bracketed = open.is_some() && closed.is_some();
    let is_half_bracketed = word.is_none() && open.is_none() && closed.is_some();
    let is_spaced = word.is_some() && sign.is_some_and(char::is_whitespace) && number.is_some();
    let complete = open.is_some() == closed.is_some() || is_half_bracketed;
    let ends = has_sign || is_bracketed || is_half_bracketed || is_circled || is_spaced;
    (complete && ends).then(|| Label {
        len: text.len() - rest.len(),
        number,
        has_word: word.map_or(HasWord::No, |_| HasWord::Yes),
    })
}

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// A small number and its length in bytes: 12, １２, 十二, ⑫.
fn number_at(text: &str) -> Option<(usize, usize)> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        let number = u32::from(first) - u32::from('①') + 1;
        return Some((usize::try_from(number).ok()?, first.len_utf8()));
    }
    let digits = |c: &char| text::fold_char(*c).is_ascii_digit();
    let arabic: String = text.chars().take_while(digits).collect();
    if !arabic.is_empty() {
        let short = arabic.chars().count() <= 2;
        let number = text::fold_width(&arabic).parse().ok();
        return number
            .filter(|_| short)
            .map(|number| (number, arabic.len()));
    }
    let han = text.chars().take_while(|c| NUMERALS.contains(c));
    let han: Vec<usize> = han
        .filter_map(|c| NUMERALS.iter().position(|numeral| *numeral == c))
        .map(|idx| idx + 1)
        .collect();
    let number = match han.as_slice() {
        [number] => *number,
        [10, ones] if *ones < 10 => 10 + ones,
        [tens, 10] if *tens < 10 => tens * 10,
        [tens, 10, ones] if *tens < 10 && *ones < 10 => tens * 10 + ones,
        _ => return None,
    };
    Some((number, han.len() * '一'.len_utf8()))
}

/// The text goes on with this number of a list.
fn continues(text: &str, number: usize) -> bool {
    let mut last = ' ';
    text.char_indices().any(|(idx, c)| {
        let begins = !last.is_numeric() && !NUMERALS.contains(&last) && last != '.';
        last = c;
        let rest = text.get(idx..).unwrap_or_default();
        let found = begins.then(|| number_at(rest)).flatten();
        let found = found.filter(|(found, _)| *found == number);
        let circled = ('①'..='⑳').contains(&c);
        found.is_some_and(|(_, len)| {
            let behind = rest.get(len..).unwrap_or_default();
            circled || behind.starts_with(['.', '．', '、', ')', '）', '：', ':'])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::without_number;
    use crate::check::testing::{check_fix, check_rule};

    const GOAL: &str = "通过“社区课堂”项目，为社区居民提供家门口的学习机会。";

    #[test]
    fn a_number_that_is_printed_anyway_is_dropped() {
        for typed in [
            "目标1：",
            "目标一、",
            "目标 1. ",
            "目标（一）",
            "目标：",
            "1.",
            "1、",
            "一、",
            "（1）",
            "（一）",
            "①",
            "绩效目标1：",
            "目标1 ",
        ] {
            let shown = typed.trim();
            check_rule(&format!(
                "base minimal
                goals/g1 = {typed}{GOAL}
                goals/g1 #! A-10 hint: 开头的“{shown}”会和自动编号重复 [safe]"
            ));
            check_fix(
                &format!("base minimal\ngoals/g1 = {typed}{GOAL}"),
                "base minimal",
            );
        }
    }

    #[test]
    fn how_the_number_is_written_is_another_matter() {
        for (typed, told) in [
            (
                "目标1:",
                "C-04 hint: “总体绩效目标”里的“目标1:通过‘社区课堂”处用了半角标点",
            ),
            (
                "1)",
                "C-04 hint: “总体绩效目标”里的“1)通过‘社区课堂”处用了半角标点",
            ),
            (
                "目标１：",
                "C-05 hint: “总体绩效目标”里的“目标１：通过‘社区课”处有全角的数字、字母或百分号",
            ),
            (
                "１．",
                "C-05 hint: “总体绩效目标”里的“１．通过‘社区课”处有全角的数字、字母或百分号",
            ),
        ] {
            check_rule(&format!(
                "base minimal
                goals/g1 = {typed}{GOAL}
                goals/g1 #! A-10 hint: 开头的“{typed}”会和自动编号重复 [safe]
                goals/g1 #! {told} [safe]"
            ));
        }
    }

    #[test]
    fn a_number_of_another_place_is_told_as_such() {
        check_rule(&format!(
            "base minimal
            goals/g1 = 目标3：{GOAL}
            goals/g1 #! A-10 hint: 开头的编号写的是“目标3：”，而这是第 1 条目标 [fix]"
        ));
    }

    #[test]
    fn numbers_that_mean_something_stay() {
        for goal in [
            "2025年完成十个社区课堂的建设，惠及更多居民。",
            "10个社区全部开设课堂，居民参与面稳步扩大。",
            "1.5万名居民参加社区课堂，学习意愿明显增强。",
            "一是开设社区课堂；二是提高居民的参与意愿。",
            "一站式服务覆盖全部社区，居民办事更加方便。",
            "目标群体的参与意愿增强，社区课堂办得更好。",
            "目标10家企业入驻，带动周边居民就近就业。",
            "（试点）社区课堂覆盖十个社区，居民参与面扩大。",
            "1.开设社区课堂，覆盖十个社区；2.培训志愿者。",
            "一、开设社区课堂，覆盖十个社区。\\n二、培训志愿者。",
            "（1）开设社区课堂，覆盖社区；（2）培训志愿者。",
            "①开设社区课堂，覆盖十个社区；②培训社区志愿者。",
            "三大任务全部完成，实现目标1、目标2规定的要求。",
        ] {
            check_rule(&format!("base minimal\ngoals/g1 = {goal}"));
        }
    }

    #[test]
    fn several_goals_in_one_text_are_divided() {
        let second = "目标2：培训社区志愿者，让居民服务居民成为风气。";
        check_rule(&format!(
            "base minimal
            goals/g1 = 目标1：{GOAL}{second}
            goals/g1 #! A-10 hint: 这一条里写了 2 条目标 [fix]"
        ));
        check_fix(
            &format!("base minimal\ngoals/g1 = {GOAL}\\n {second}"),
            "base minimal\ngoals/+ 培训社区志愿者，让居民服务居民成为风气。",
        );
        check_rule(
            "base minimal
            goals/g1 = 目标1：办好课堂。目标2：培训好社区的志愿者。
            goals/g1 #! A-10 hint: 这一条里写了 2 条目标",
        );
    }

    #[test]
    fn the_text_is_what_stands_behind_the_number() {
        assert_eq!(without_number(" 目标2： 甲"), "甲");
        assert_eq!(without_number("目标二十一、甲"), "甲");
        assert_eq!(without_number("甲"), "甲");
    }
}
