//! C-14: something stands in a text that was to be filled in.

use std::sync::LazyLock;

use super::common::{Passage, neighbours, passages_where};
use crate::base::text::count_chars;
use crate::base::text::spacing::is_chinese_mark;
use crate::check::context::{Text, quoted};
use crate::check::lexicon::Lexicon;
use crate::check::subject::Subject;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "placeholder-text",
    code: "C-14",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "文字里留着待填写的占位符，例如“XX”“××”“待定”。",
    why: "占位符等于没有填写，申报系统会按空白处理。",
    example: "“XX街道”“20××年”“同上”“（此处填写目标）”。",
    how: "换成实际内容；确实没有的内容请整行删除。",
    source: "申报系统把“XX”视为未填写，通用指标库用“**”表示待填（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let holds_some = |text: &Text<'_>| {
        let may_be_nothing = !text.traits.any(Traits::DIGIT);
        may_be_nothing && is_nothing(text.typed) || first_in(text).is_some()
    };
    for passage in passages_where(ctx, holds_some) {
        let is_goal = matches!(passage.path, FieldPath::Goal(_));
        if is_goal && !passage.typed.contains(char::is_alphanumeric) {
            // Such a goal counts as not written.
            continue;
        }
        if is_all_placeholder(&passage) {
            let label = ctx.label(passage.path);
            let message = format!("{label}里只写了{}，等于没有填写", quoted(passage.typed));
            passage.report(ctx, sink, message);
        } else if let Some(at) = sign(passage.typed).or_else(|| word(passage.typed)) {
            passage.report_place(ctx, sink, at, "留着待填写的占位符");
        }
    }
}

/// Where the first placeholder of a text stands.
fn first_in(text: &Text<'_>) -> Option<usize> {
    let signs = Traits::PLACEHOLDER.or(Traits::LATIN).or(Traits::FULL_WIDTH);
    let may_have_sign = text.traits.any(signs);
    may_have_sign
        .then(|| sign(text.typed))
        .flatten()
        .or_else(|| {
            let may_have_word = text.traits.any(Traits::LISTED_WORD);
            may_have_word.then(|| word(text.typed)).flatten()
        })
}

/// What says nothing when it is all that is written.
const NOTHINGS: [&str; 26] = [
    "无",
    "略",
    "同上",
    "暂无",
    "待定",
    "未定",
    "暂缺",
    "暂略",
    "不详",
    "空",
    "待补充",
    "待填",
    "待填写",
    "待确定",
    "待明确",
    "TBD",
    "tbd",
    "N/A",
    "n/a",
    "NA",
    "/",
    "-",
    "—",
    "——",
    "……",
    "…",
];

/// The longest of them, in bytes.
const MAX_NOTHING_BYTES: usize = 9;

fn is_nothing(typed: &str) -> bool {
    let core = core(typed);
    core.len() <= MAX_NOTHING_BYTES && NOTHINGS.contains(&core)
}

/// The text without what frames it.
fn core(typed: &str) -> &str {
    let frame = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '（' | '）' | '(' | ')' | '【' | '】' | '。' | '；' | '，'
            )
    };
    typed.trim_matches(frame)
}

fn is_all_placeholder(passage: &Passage<'_>) -> bool {
    let is_none = core(passage.typed) == "无";
    let may_be_none = match passage.path {
        // No other task is an answer.
        FieldPath::OtherTask(..) | FieldPath::OtherTasksText => true,
        // 安全事故数: 无.
        _ => passage
            .name
            .is_some_and(|name| Subject::of(name).any(Subject::NEGATIVE)),
    };
    is_nothing(passage.typed) && !(is_none && may_be_none)
}

/// The first sign that stands for something to be filled in.
fn sign(typed: &str) -> Option<usize> {
    let mut rest = typed.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = rest.next() {
        let Some(kind) = kind(c) else {
            before = Some(c);
            continue;
        };
        let mut n = 1;
        let mut last = c;
        while let Some((_, same)) = rest.next_if(|(_, next)| self::kind(*next) == Some(kind)) {
            (n, last) = (n + 1, same);
        }
        let after = rest.peek().map(|(_, c)| *c);
        if stands_for_something(kind, n, before, after) {
            return Some(at);
        }
        before = Some(last);
    }
    None
}

/// Signs that are the same to people.
fn kind(c: char) -> Option<char> {
    match c {
        'X' | 'x' | 'Ｘ' | 'ｘ' => Some('X'),
        '×' | '✕' | '╳' => Some('×'),
        '*' | '＊' => Some('*'),
        '_' | '＿' => Some('_'),
        '○' | '□' | '■' | '△' => Some(c),
        _ => None,
    }
}

fn stands_for_something(kind: char, n: usize, before: Option<char>, after: Option<char>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let counted = |c: Option<char>| {
        c.is_some_and(|c| {
            matches!(
                c,
                '年' | '月' | '日' | '个' | '名' | '场' | '次' | '元' | '万' | '%'
            )
        })
    };
    let is_numeral = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九".contains(c));
    match kind {
        'X' if is_letter(before) || is_letter(after) => false,
        // 2×3 and 7×24小时 are products.
        'X' | '×' if n == 1 => counted(after) && !is_digit(before),
        '×' => !(is_digit(before) && is_digit(after)),
        // 二○○五年 is a year.
        '○' => n > 1 && !is_numeral(before) && !is_numeral(after),
        _ => n > 1,
    }
}

/// Where a word for something to be filled in counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    /// At the end of a clause: 人员待定, not 等待定期.
    ClauseEnd,
    /// As a clause of its own.
    Clause,
    /// As a word of its own among foreign letters.
    ForeignWord,
    /// At the beginning of a short text.
    ShortText,
}

static WORDS: LazyLock<Lexicon<Place>> = LazyLock::new(|| {
    let words: &[(Place, &[&str])] = &[
        (
            Place::Anywhere,
            &[
                "某某",
                "此处填",
                "请填写",
                "请输入",
                "请在此",
                "待填写",
                "（填写",
                "(填写",
                "【填写",
                "[填写",
                "（待填",
                "（待补",
                "（待定",
                "(待定",
            ],
        ),
        (Place::ClauseEnd, &["待定", "待补充", "待填", "待核实填报"]),
        (Place::Clause, &["同上", "暂无", "略"]),
        (Place::ForeignWord, &["TBD", "TODO", "tbd"]),
        (Place::ShortText, &["填写"]),
    ];
    let of_place = |(place, words): &(Place, &'static [&'static str])| {
        let place = *place;
        words.iter().map(move |word| (*word, place))
    };
    Lexicon::new(words.iter().flat_map(of_place))
});

/// All words that are looked for.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.words()
}

/// Texts that begin with 填写 are instructions up to this length.
const MAX_INSTRUCTION_CHARS: usize = 15;

/// The first word that stands for something to be filled in.
fn word(typed: &str) -> Option<usize> {
    let found = WORDS.find_in(typed).find(|found| {
        let (before, _) = neighbours(typed, found.start);
        let (_, after) = neighbours(typed, found.end());
        let parts = |c: Option<char>| {
            c.is_none_or(|c| c.is_whitespace() || is_chinese_mark(c) || c.is_ascii_punctuation())
        };
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        match found.meaning {
            Place::Anywhere => true,
            // 有待补充 says something.
            Place::ClauseEnd => parts(after) && !before.is_some_and(|c| "有等期接对".contains(c)),
            Place::Clause => parts(before) && parts(after),
            Place::ForeignWord => !is_letter(before) && !is_letter(after),
            Place::ShortText => {
                let about = [
                    "名称",
                    "内容",
                    "目标",
                    "数值",
                    "指标值",
                    "单位名",
                    "金额",
                    "部门名",
                ];
                before.is_none()
                    && count_chars(typed) <= MAX_INSTRUCTION_CHARS
                    && about.iter().any(|about| typed.contains(about))
            }
        }
    });
    found.map(|found| found.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::check_rule;

    #[test]
    fn placeholders_are_told_once_a_field() {
        check_rule(
            "base minimal
            goals/g1 = 通过XX项目，在××街道服务**人。 #! C-14 warning: “总体绩效目标”里的“通过XX项目，在××”处留着待填写的占位符
            tasks/t2/goal = 同上 #! C-14 warning: “期望达到的目标（概述）”里只写了“同上”，等于没有填写
            indicators/i3/name = （此处填写指标） #! C-14 warning: “三级指标”里的“（此处填写指标）”处留着待填写的占位符",
        );
    }

    #[track_caller]
    fn check_place(typed: &str, expected: Option<&str>) {
        let found = sign(typed).or_else(|| word(typed));
        let rest = found.and_then(|at| typed.get(at..));
        assert_eq!(rest, expected, "{typed}");
    }

    #[test]
    fn signs_and_words_of_many_kinds_are_found() {
        check_place("20XX年完成", Some("XX年完成"));
        check_place("第xx批", Some("xx批"));
        check_place("X年X月前", Some("X年X月前"));
        check_place("×年×月", Some("×年×月"));
        check_place("服务____人", Some("____人"));
        check_place("○○街道", Some("○○街道"));
        check_place("名称待定", Some("待定"));
        check_place("某某街道", Some("某某街道"));
        check_place("甲，同上。", Some("同上。"));
        check_place("人数TBD", Some("TBD"));
        check_place("填写目标内容", Some("填写目标内容"));
    }

    #[test]
    fn names_products_and_sentences_are_right() {
        for typed in [
            "X射线检查",
            "ISO9001认证",
            "MAXX杯",
            "XXL号",
            "2×3米",
            "7×24小时",
            "长×宽",
            "二○○五年",
            "□是",
            "等待定期回访",
            "有待补充",
            "暂无障碍设施",
            "上述同上级要求一致",
            "填写统计报表并上报主管部门审核备案后归档",
            "填写报表",
            "省略号……在此",
        ] {
            check_place(typed, None);
        }
    }

    #[test]
    fn nothing_is_an_answer_where_there_may_be_none() {
        check_rule(
            "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | | ≥90%
            other_tasks/text = 无",
        );
        check_rule(
            "base minimal
            tasks/t2/content = 无 #! C-14 warning: “主要实施内容”里只写了“无”，等于没有填写",
        );
    }
}
