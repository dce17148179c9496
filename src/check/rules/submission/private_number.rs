//! H-04: the number of a person: of an identity card, a mobile phone or a bank account.

use crate::base::date::Date;
use crate::base::text;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "private-number",
    code: "H-04",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "文字里有身份证号码、手机号码或银行账号。",
    why: "绩效目标随预算一起公开，个人信息不应出现在公开的表里。",
    example: "主要实施内容里写着联系人的手机号码。",
    how: "删去号码，联系方式另行报送；确需公开办公电话的，写固定电话或服务热线。",
    source: "绩效目标同步公开的要求和个人信息保护的一般要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for text in ctx.texts() {
        if text.traits.any(Traits::MANY_DIGITS)
            && let Some(found) = private_number(text.typed)
        {
            let masked = &found.masked;
            sink.at(
                text.path.clone(),
                format!("有{}“{masked}”", found.kind.label()),
            )
            .hint("表要公开，请删去个人号码");
        }
    }
}

/// What a number tells of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Identity,
    Mobile,
    Account,
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Self::Identity => "疑似身份证号码",
            Self::Mobile => "疑似手机号码",
            Self::Account => "疑似银行账号",
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Found {
    kind: Kind,
    /// The number with its middle hidden.
    masked: String,
}

/// A run of digits that is long enough, in half-width digits, with what stands around it.
struct Run<'t> {
    digits: String,
    before: &'t str,
    behind: &'t str,
}

/// The shortest number that is looked at.
const SHORTEST: usize = 11;
/// The longest.
const LONGEST: usize = 19;

fn private_number(typed: &str) -> Option<Found> {
    let mut rest = 0;
    while let Some(run) = next_run(typed, &mut rest) {
        if let Some(kind) = kind_of(&run) {
            let masked = masked(&run.digits);
            return Some(Found { kind, masked });
        }
    }
    None
}

/// The next run of digits behind `from`, of a length that tells something; `from` goes behind it.
fn next_run<'t>(typed: &'t str, from: &mut usize) -> Option<Run<'t>> {
    loop {
        let tail = typed.get(*from..)?;
        let start = *from + tail.find(is_digit)?;
        let tail = typed.get(start..)?;
        let end = start + run_len(tail);
        *from = end;
        let written = typed.get(start..end)?;
        if written.len() < SHORTEST {
            continue;
        }
        let digits: String = text::fold_width(written)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let (before, behind) = (typed.get(..start)?, typed.get(end..)?);
        // Part of a longer code, an amount or a decimal.
        let is_part = before.ends_with(|c: char| is_code(c) || c == '.')
            || behind.starts_with(is_code)
            || is_decimal(behind);
        if (SHORTEST..=LONGEST).contains(&digits.len()) && !is_part {
            return Some(Run {
                digits,
                before,
                behind,
            });
        }
    }
}

/// How far digits go, single hyphens and spaces between groups of three or more among them; an X
/// at the end of seventeen belongs to them.
fn run_len(text: &str) -> usize {
    let mut end = 0;
    let mut group = 0;
    let mut count = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_digit(c) {
            group += 1;
            count += 1;
        } else if count == 17 && matches!(c, 'x' | 'X' | 'Ｘ' | 'ｘ') {
            return at + c.len_utf8();
        } else if matches!(c, '-' | ' ')
            && group >= 3
            && chars.peek().is_some_and(|(_, next)| is_digit(*next))
        {
            group = 0;
            continue;
        } else {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_code(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_decimal(behind: &str) -> bool {
    let mut chars = behind.chars();
    matches!(chars.next(), Some('.' | ',')) && chars.next().is_some_and(is_digit)
}

/// Before numbers of files, contracts and projects.
const CODES: [&str; 11] = [
    "编号",
    "编码",
    "代码",
    "合同号",
    "项目号",
    "批号",
    "文号",
    "单号",
    "序号",
    "型号",
    "备案号",
];

/// Before numbers of accounts.
const ACCOUNTS: [&str; 5] = ["账号", "帐号", "卡号", "账户", "帐户"];

/// A word belongs to a number from this many characters before it on.
const LABEL_CHARS: usize = 10;

fn kind_of(run: &Run<'_>) -> Option<Kind> {
    let label = label_before(run.before);
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let digits = run.digits.as_str();
    let is_amount = run
        .behind
        .starts_with(['元', '万', '亿', '个', '份', '%', '％']);
    if is_identity(digits) && (is_valid_check_digit(digits) || !has(&CODES)) {
        return Some(Kind::Identity);
    }
    if is_amount || has(&CODES) {
        return None;
    }
    let mobile = digits.strip_prefix("86").filter(|rest| rest.len() == 11);
    if is_mobile(mobile.unwrap_or(digits)) && !has(&ACCOUNTS) {
        return Some(Kind::Mobile);
    }
    let is_account = has(&ACCOUNTS) && digits.len() >= 12;
    is_account.then_some(Kind::Account)
}

/// The few characters before a number, since the last sign that ends a clause.
fn label_before(before: &str) -> &str {
    let mut start = before.len();
    for (at, c) in before.char_indices().rev().take(LABEL_CHARS) {
        if matches!(c, '，' | '。' | '；' | '、' | '\n') {
            break;
        }
        start = at;
    }
    before.get(start..).unwrap_or_default()
}

fn is_mobile(digits: &str) -> bool {
    let second = digits.as_bytes().get(1);
    digits.len() == 11
        && digits.starts_with('1')
        && second.is_some_and(|digit| (b'3'..=b'9').contains(digit))
}

/// 18 signs with a region and a birthday that there are.
fn is_identity(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<u16>().ok();
    let birthday = || {
        let (year, month, day) = (number(6, 10)?, number(10, 12)?, number(12, 14)?);
        let day = Some(u8::try_from(day).ok()?);
        Date::new(year, u8::try_from(month).ok()?, day)
    };
    digits.len() == 18
        && number(0, 2).is_some_and(|region| (11..=65).contains(&region))
        && birthday().is_some_and(|day| (1900..=2100).contains(&day.year))
}

/// The last sign fits the others by the national standard for such numbers.
fn is_valid_check_digit(digits: &str) -> bool {
    const SIGNS: [u8; 11] = *b"10X98765432";
    let bytes = digits.as_bytes();
    let (Some(body), Some(last)) = (bytes.get(..17), bytes.get(17)) else {
        return false;
    };
    // The weights are the powers of two modulo 11, the largest first.
    let mut sum = 0_usize;
    for digit in body {
        sum = (sum * 2 + usize::from(digit.wrapping_sub(b'0'))) % 11;
    }
    let sum = sum * 2 % 11;
    SIGNS.get(sum) == Some(&last.to_ascii_uppercase())
}

/// The first three and the last two signs, the rest hidden.
fn masked(digits: &str) -> String {
    let hidden = digits.len().saturating_sub(5);
    let head = digits.get(..3).unwrap_or_default();
    let tail = digits.get(3 + hidden..).unwrap_or_default();
    format!("{head}{}{tail}", "*".repeat(hidden))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::check_rule;

    #[track_caller]
    fn check_found(typed: &str, expected: Option<(Kind, &str)>) {
        let found = private_number(typed);
        let found = found
            .as_ref()
            .map(|found| (found.kind, found.masked.as_str()));
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn numbers_of_persons_are_found_and_never_repeated() {
        check_found("联系13800001111。", Some((Kind::Mobile, "138******11")));
        check_found(
            "电话：１３８００００１１１１",
            Some((Kind::Mobile, "138******11")),
        );
        check_found("+86 138-0000-1111", Some((Kind::Mobile, "138******11")));
        check_found("（138 0000 1111）", Some((Kind::Mobile, "138******11")));
        check_found(
            "身份证号：11010119900307889X",
            Some((Kind::Identity, "110*************9X")),
        );
        check_found(
            "110101199003071234",
            Some((Kind::Identity, "110*************34")),
        );
        check_found(
            "账号：6222000011112222333",
            Some((Kind::Account, "622**************33")),
        );
    }

    #[test]
    fn other_numbers_are_in_order() {
        for typed in [
            "12355热线、12345热线",
            "0769-22830000",
            "13800001111.50元",
            "13800001111元",
            "138000011112",
            "A13800001111",
            "项目编号13800001111",
            "项目编码441900202400001234",
            "441900202413320001",
            "2024年1月-2024年12月",
            "2024-2026",
            "1,430,400.00",
            "11234567890",
            "统一社会信用代码12441900MB2C123456",
            "1192000 596000",
        ] {
            check_found(typed, None);
        }
    }

    #[test]
    fn the_last_sign_of_an_identity_is_checked_by_the_standard() {
        // The examples of the standard itself.
        assert!(is_valid_check_digit("11010519491231002X"));
        assert!(is_valid_check_digit("440524188001010014"));
        assert!(!is_valid_check_digit("110105194912310021"));
    }

    #[test]
    fn each_field_is_told_once() {
        check_rule(
            "base minimal
            tasks/t2/content = 社区课堂联系人电话13800001111、13900002222。 #! H-04 warning: 有疑似手机号码“138******11”
            goals/g1 = “社区课堂”报名电话0769-22830000，或拨打12345。",
        );
    }
}
