//! C-22: large numbers of one unit are written in different styles in one text.

use super::common::{Passage, passages_where};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "mixed-digit-styles",
    code: "C-22",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "同一段文字里，同一单位的大数写法不统一。",
    why: "“12355元”“1.2万元”“一万元”混用不便比较，也容易少看一个零。",
    example: "“发放补贴12355元，其中物资一万元”。",
    how: "同一单位统一用一种写法。",
    source: "《出版物上数字用法》（GB/T 15835）要求同类数字体例一致。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    // Of two styles at least one has 万 or 亿.
    let wanted = Traits::DIGIT.or(Traits::MYRIAD);
    for passage in passages_where(ctx, |text| text.traits.all(wanted)) {
        report(ctx, sink, &passage);
    }
}

fn report(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, passage: &Passage<'_>) {
    let mut first: [Option<Amount>; UNITS.len()] = [None; UNITS.len()];
    for amount in amounts(passage.typed) {
        let Some(seen) = first.get_mut(amount.unit) else {
            continue;
        };
        let Some(seen) = seen else {
            *seen = Some(amount);
            continue;
        };
        if seen.style != amount.style {
            let told = |amount: &Amount| {
                passage
                    .typed
                    .get(amount.start..amount.end)
                    .unwrap_or_default()
            };
            let message = format!(
                "{}里的“{}”和“{}”写法不统一",
                ctx.label(passage.path),
                told(seen),
                told(&amount)
            );
            passage.report(ctx, sink, message);
            return;
        }
    }
}

/// Units of amounts and counts; the longer of two with the same beginning first.
const UNITS: [&str; 10] = [
    "元",
    "人次",
    "人",
    "名",
    "户",
    "件",
    "家",
    "册",
    "亩",
    "平方米",
];

/// A large number with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Amount {
    style: Style,
    /// Which of the units.
    unit: usize,
    start: usize,
    end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 12355.
    Digits,
    /// 1.2万.
    DigitsAndMyriads,
    /// 一万.
    Chinese,
}

/// The numbers of ten thousand and more that stand before one of the units.
fn amounts(typed: &str) -> impl Iterator<Item = Amount> {
    let mut end = 0;
    typed.char_indices().filter_map(move |(start, c)| {
        if start < end || !is_figure(c) {
            return None;
        }
        let rest = typed.get(start..)?;
        let number = number(rest);
        end = start + number.len();
        let style = style(number)?;
        let behind = rest.get(number.len()..)?.trim_start_matches(['余', '多']);
        let unit = UNITS.iter().position(|unit| behind.starts_with(unit))?;
        let unit_start = typed.len() - behind.len();
        end = unit_start + UNITS.get(unit)?.len();
        Some(Amount {
            style,
            unit,
            start,
            end,
        })
    })
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c)
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
    )
}

fn is_myriad(c: char) -> bool {
    matches!(c, '万' | '亿')
}

/// The number at the start: all that may belong to one.
fn number(text: &str) -> &str {
    let belongs = |c: char| is_figure(c) || is_myriad(c) || matches!(c, '.' | ',');
    let behind = text.trim_start_matches(belongs);
    text.strip_suffix(behind).unwrap_or(text)
}

/// How a number of ten thousand and more is written; `None` for smaller ones and for mixtures.
fn style(number: &str) -> Option<Style> {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let myriads = number.chars().filter(|c| is_myriad(*c)).count();
    let numerals = number.chars().filter(|c| is_numeral(*c)).count();
    let whole = number.split('.').next().unwrap_or(number);
    let whole_digits = whole.chars().filter(char::is_ascii_digit).count();
    match (digits > 0, numerals > 0, myriads > 0) {
        (true, false, false) => (whole_digits > 4).then_some(Style::Digits),
        (true, false, true) => number
            .ends_with(is_myriad)
            .then_some(Style::DigitsAndMyriads),
        (false, true, true) => Some(Style::Chinese),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::check_rule;

    #[test]
    fn different_styles_of_one_unit_are_told() {
        check_rule(
            "base minimal
            tasks/t2/content = 发放补贴12355元，其中物资一万元，另有1.2万元备用。 #! C-22 hint: “主要实施内容”里的“12355元”和“一万元”写法不统一
            goals/g1 = 服务居民1.2万余人次，线上15,000人次。 #! C-22 hint: “总体绩效目标”里的“1.2万余人次”和“15,000人次”写法不统一",
        );
    }

    #[test]
    fn other_units_small_numbers_and_idioms_are_right() {
        for typed in [
            "发放1.2万元，服务15000人次。",
            "发放1.2万元，每人500元。",
            "走进千家万户，服务15000户。",
            "12355热线接听1.2万人次。",
            "二十名社工服务10000名居民。",
            "20000元、30,000.00元。",
            "2025年服务1万人。",
        ] {
            let styles: Vec<_> = amounts(typed).map(|a| (a.unit, a.style)).collect();
            for (unit, style) in &styles {
                assert!(
                    styles.iter().all(|(u, s)| u != unit || s == style),
                    "{typed}: {styles:?}"
                );
            }
        }
    }
}
