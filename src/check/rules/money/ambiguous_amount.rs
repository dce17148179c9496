//! B-03: an amount whose separators or digits can be read in more than one way.

use super::unread_amount::{in_unit, unit_behind};
use crate::base::amount::{Amount, MoneyUnit};
use crate::base::text;
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;

pub(super) static RULE: Rule = Rule {
    id: "ambiguous-amount",
    code: "B-03",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &["overlong-decimals"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "金额的逗号、小数点位置不对，或者夹着形似数字的字母。",
    why: "看不准是多少的金额不能算进合计，猜错一位就差十倍。",
    example: "“1,43,0400”“119，19”“1.191.900”“5O0000”。",
    how: "从给出的读法里选一个，都不对的重新填写。",
    source: "本表表样：金额每三位一个逗号，小数点只有一个（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for (path, entry) in ctx.amounts() {
        let Some(raw) = entry.raw() else { continue };
        let unit = ctx.template.unit_of(&path).unwrap_or(MoneyUnit::Yuan);
        let readings = readings(raw, unit);
        if readings.is_empty() {
            continue;
        }
        let message = format!("{}写的是{}，看不准是多少", ctx.label(&path), quoted(raw));
        let mut finding = sink.at(path.clone(), message);
        finding = finding.hint("每三位一个逗号，小数点只有一个");
        for reading in readings {
            let label = format!("改为 {} {}", reading.grouped_exact(), unit.label());
            let fix = Transaction::set(label, path.clone(), reading.plain());
            finding = finding.fix(Fix::changes_meaning(fix));
        }
    }
}

/// What may be meant, the likeliest first; empty where it is no number at all, or a clear one.
fn readings(raw: &str, unit: MoneyUnit) -> Vec<Amount> {
    let folded: String = text::fold_width(raw)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let (digits, times) = unit_behind(&folded);
    let digits = digits.strip_prefix('¥').unwrap_or(digits);
    if Amount::parse(digits).is_ok() {
        return Vec::new();
    }
    let Some(plain) = resembling(digits) else {
        return Vec::new();
    };
    let mut found: Vec<Amount> = Vec::new();
    for candidate in candidates(&plain) {
        let amount = Amount::parse(&candidate).ok();
        let amount = amount.and_then(|amount| match times {
            Some(times) => in_unit(amount, times, unit),
            None => Some(amount),
        });
        if let Some(amount) = amount.filter(|amount| !found.contains(amount)) {
            found.push(amount);
        }
    }
    found
}

/// The text with what looks like a digit or a separator as such; `None` where other signs stand in
/// it, or hardly a digit.
fn resembling(digits: &str) -> Option<String> {
    let plain: Option<String> = digits
        .chars()
        .map(|c| match c {
            '0'..='9' | '.' | ',' => Some(c),
            'O' | 'o' | '〇' => Some('0'),
            'l' | 'I' => Some('1'),
            '。' | '·' => Some('.'),
            '、' | '\'' | '’' | '`' => Some(','),
            _ => None,
        })
        .collect();
    let real = digits.chars().filter(char::is_ascii_digit).count();
    let letters = digits.chars().filter(char::is_ascii_alphabetic).count();
    plain.filter(|_| real > letters && !is_date(digits))
}

/// 2025.12.31 is no amount.
fn is_date(digits: &str) -> bool {
    let parts: Vec<&str> = digits.split('.').collect();
    match parts.as_slice() {
        [year, rest @ ..] if !rest.is_empty() => {
            let in_century = year.len() == 4 && (year.starts_with("20") || year.starts_with("19"));
            in_century
                && rest.len() <= 2
                && rest.iter().all(|part| (1..=2).contains(&part.len()))
                && parts.len() == 3
        }
        _ => false,
    }
}

/// Texts without separators that the number may stand for.
fn candidates(plain: &str) -> Vec<String> {
    let plain = plain.trim_end_matches(['.', ',']);
    let all: String = plain.chars().filter(char::is_ascii_digit).collect();
    let Some(last) = plain.rfind(['.', ',']) else {
        return vec![all];
    };
    let pointed_at = |place: usize| {
        let digits = |part: &str| part.replace(['.', ','], "");
        let (integer, decimals) = plain.split_at_checked(place).unwrap_or((plain, ""));
        let integer = digits(integer);
        let integer = if integer.is_empty() { "0" } else { &integer };
        format!("{integer}.{}", digits(decimals))
    };
    let at_last = pointed_at(last);
    let tail = plain.len() - last - 1;
    let (points, commas) = (plain.matches('.').count(), plain.matches(',').count());
    let groups = || plain.split(['.', ',']);
    let in_threes = groups().skip(1).all(|group| group.len() == 3)
        && groups().next().is_some_and(|group| group.len() <= 3);
    // Separators of a small number are something else: 3,5,7.
    let is_large = all.len() > 3;
    let mut found = match (points, commas) {
        (1, _) if plain.rfind('.') == Some(last) => vec![at_last],
        (1.., 1..) => vec![at_last],
        (0, 1) if tail <= 2 => vec![at_last, all],
        (0, _) if tail <= 2 && groups().count() > 2 && is_large => vec![at_last, all],
        (0, 1) if tail == 3 => vec![all, at_last],
        (0, _) if is_large => vec![all],
        (2.., 0) if in_threes => vec![all, at_last],
        (2.., 0) if is_large => vec![at_last, pointed_at(plain.find('.').unwrap_or(last))],
        _ => Vec::new(),
    };
    found.retain(|candidate| candidate.starts_with(|c: char| c.is_ascii_digit()));
    found
}

#[cfg(test)]
mod tests {
    use super::readings;
    use crate::base::amount::{Amount, MoneyUnit};
    use crate::check::testing::{check_fix, check_rule};

    #[track_caller]
    fn check_readings(typed: &str, expected: &[&str]) {
        let found: Vec<String> = readings(typed, MoneyUnit::Yuan)
            .into_iter()
            .map(Amount::grouped_exact)
            .collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn separators_in_wrong_places_are_read_in_likely_ways() {
        check_readings("1,43,0400", &["1,430,400.00"]);
        check_readings("1,43,0400.50", &["1,430,400.50"]);
        check_readings("119,19", &["119.19", "11,919.00"]);
        check_readings("119，19", &["119.19", "11,919.00"]);
        check_readings("1234,567", &["1,234,567.00", "1,234.567"]);
        check_readings("1,191,900,00", &["1,191,900.00", "119,190,000.00"]);
        check_readings("1.191.900", &["1,191,900.00", "1,191.90"]);
        check_readings("1.191.900,00", &["1,191,900.00"]);
        check_readings("119.19.00", &["11,919.00", "119.19"]);
        check_readings("119。19", &["119.19"]);
        check_readings("1、191、900", &["1,191,900.00"]);
        check_readings("1'191'900", &["1,191,900.00"]);
        check_readings("5O00l", &["50,001.00"]);
        check_readings("5.", &["5.00"]);
        check_readings(".5", &["0.50"]);
        check_readings("1,43,0400元", &["1,430,400.00"]);
        check_readings("11，9万元", &["119,000.00", "1,190,000.00"]);
    }

    #[test]
    fn clear_amounts_and_other_texts_have_no_readings() {
        for typed in [
            "1,430,400.00",
            "119.19万元",
            "约120",
            "100-200",
            "3,5,7",
            "2025.12.31",
            "IO",
            "待定",
            "10人",
            "1e3",
            "--",
        ] {
            check_readings(typed, &[]);
        }
    }

    #[test]
    fn a_doubtful_amount_is_one_finding() {
        check_rule(
            "base minimal
            tasks/t2/amount = 50,00,00 #! B-03 warning: “拟投入的资金”写的是“50,00,00”，看不准是多少 [fix]",
        );
        check_rule(
            "base minimal
            budget/basic = 300。00 #! B-03 warning: “基本支出”写的是“300。00”，看不准是多少 [fix]",
        );
        check_fix("base minimal\nbudget/basic = 300。00", "base minimal");
    }
}
