//! C-15: an 指标值 holds `*`, `_` or `-`, which systems refuse to take.

use super::common::{Passage, neighbours, passages};
use crate::check::context::quoted;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::model::TargetValue;
use crate::model::target::{Aspect, Reading};

pub(super) static RULE: Rule = Rule {
    id: "system-bad-chars",
    code: "C-15",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[
        "cycle-without-form-year",
        "deadline-after-year",
        "impossible-date",
        "nonstandard-date",
        "placeholder-text",
        "range-target-value",
        "stale-year",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值里用了“*”“_”或“-”。",
    why: "申报系统不接受指标值里的这些符号，保存时会报错。",
    example: "“80%-90%”“2024-12”“7*24小时”。",
    how: "区间用“至”，日期写成“2024年12月”，乘号用“×”。",
    source: "绩效申报系统对指标值的字符校验（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let wanted = Traits::PLACEHOLDER.or(Traits::HYPHEN);
    for passage in passages(ctx, wanted).filter(Passage::is_value) {
        let Some((_, sign)) = first_refused(passage.typed) else {
            continue;
        };
        let fix = accepted(passage.typed).map(|text| {
            let label = format!("改成{}", quoted(&text));
            Fix::changes_meaning(passage.set(&label, &text))
        });
        let label = ctx.label(passage.path);
        let message = format!("{label}里用了系统不接受的“{sign}”");
        let finding = passage.report(ctx, sink, message);
        if fix.is_none() {
            finding.hint("请改用文字或全角符号，例如“至”“×”");
        } else {
            finding.fix(fix);
        }
    }
}

/// The first sign that systems refuse. A minus before a number and a hyphen beside foreign letters
/// say something that cannot be written otherwise.
fn first_refused(typed: &str) -> Option<(usize, char)> {
    typed.char_indices().find(|(at, c)| {
        let (before, _) = neighbours(typed, *at);
        let (_, after) = neighbours(typed, at + c.len_utf8());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        match c {
            '*' | '_' => true,
            '-' => !letter(before) && !letter(after) && !is_minus(before, after),
            _ => false,
        }
    })
}

fn is_minus(before: Option<char>, after: Option<char>) -> bool {
    let begins = before.is_none_or(|c| {
        matches!(
            c,
            '≥' | '≤'
                | '＞'
                | '＜'
                | '＝'
                | '>'
                | '<'
                | '='
                | '至'
                | '～'
                | '~'
                | '（'
                | '('
                | ' '
        )
    });
    begins && after.is_some_and(|c| c.is_ascii_digit())
}

/// The value as systems take it, where its meaning is understood.
fn accepted(typed: &str) -> Option<String> {
    let value = TargetValue::read(typed);
    let text = match value.reading() {
        Reading::Date(_) | Reading::Period(_) => value
            .mended(Aspect::Dates)
            .filter(|text| first_refused(text).is_none())?,
        Reading::Range { .. } => between_numbers(typed, '-', "至"),
        _ => between_numbers(typed, '*', "×"),
    };
    (text != typed && first_refused(&text).is_none()).then_some(text)
}

/// With another sign in the place of one that stands before a digit.
fn between_numbers(typed: &str, sign: char, other: &str) -> String {
    let mut out = String::with_capacity(typed.len() + other.len());
    let mut last = None;
    let mut rest = typed.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let is_between = last.is_some() && next.is_some_and(|c| c.is_ascii_digit());
        if c == sign && is_between && !is_minus(last, next) {
            out.push_str(other);
        } else {
            out.push(c);
        }
        last = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn refused_signs_are_told() {
        check_rule(
            "base minimal
            indicators/i3/cycle = 全天候_不间断
            indicators/i3/year = 全天候_不间断 #! C-15 warning: “年度指标值”里用了系统不接受的“_”",
        );
    }

    #[test]
    fn a_sign_in_a_date_or_a_range_is_told_with_it() {
        check_rule(
            "base minimal
            indicators/i3/cycle = 110-120场
            indicators/i3/year = 110-120场 #! D-14 hint: “110-120场”是一个范围，说不清多少算完成
            indicators/+ 时效指标 | 社区课堂开课日期 | 2025-9 | 2025-9
            indicators/i7/year #! G-04 hint: 日期“2025-9”没有用年、月、日标明 [safe]",
        );
    }

    #[test]
    fn both_columns_are_written_anew() {
        let typed = "base minimal
            indicators/+ 质量指标 | 热线服务 | 7*24小时 | 7*24小时";
        check_rule(&format!(
            "{typed}
            indicators/i7/year #! C-15 warning: “年度指标值”里用了系统不接受的“*” [fix]"
        ));
        check_fix(
            &format!(
                "{typed}
                indicators/i7/year #! C-15 warning: “年度指标值”里用了系统不接受的“*” [fix]"
            ),
            "base minimal
            indicators/+ 质量指标 | 热线服务 | 7×24小时 | 7×24小时",
        );
    }

    #[test]
    fn what_is_understood_is_written_anew() {
        for (typed, written) in [
            ("80%-90%", "80%至90%"),
            ("7*24小时", "7×24小时"),
            ("3-5次", "3至5次"),
        ] {
            assert_eq!(accepted(typed).as_deref(), Some(written), "{typed}");
        }
        assert_eq!(accepted("甲_乙"), None);
    }

    #[test]
    fn minus_signs_and_foreign_words_are_right() {
        for typed in ["-5%", "≥-5%", "A-1级", "ISO-9001", "80%至90%", "—"] {
            assert_eq!(first_refused(typed), None, "{typed}");
        }
    }
}
