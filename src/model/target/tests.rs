//! Values of real tables, with what they say and how they are spelt.

mod readings;
mod spellings;
mod told;

use super::*;
use crate::base::number::Number;
use proptest::prelude::*;

#[test]
fn the_text_stays_as_typed() {
    assert_eq!(TargetValue::read(" ＞＝85％ ").raw(), " ＞＝85％ ");
}

#[test]
fn what_can_be_measured_is_quantitative() {
    for (raw, expected) in [
        ("≥60个", true),
        ("80%-90%", true),
        ("年底前", true),
        ("全年", true),
        ("3个工作日内", true),
        ("较上年提高5%", true),
        ("1:50", true),
        ("前10名", true),
        ("不低于上年度水平", false),
        ("2月30日", false),
        ("良好", false),
        ("待下达", false),
        ("及时", false),
        ("12345热线", false),
        ("", false),
    ] {
        assert_eq!(TargetValue::read(raw).is_quantitative(), expected, "{raw}");
    }
}

#[test]
fn numbers_compare_in_full_and_units_in_one_spelling() {
    let quantity = |raw: &str| TargetValue::read(raw).quantity().unwrap().clone();
    assert_eq!(
        quantity("1.2万人次").scaled(),
        (Number::whole(12_000), "人次")
    );
    assert_eq!(
        quantity("3亿元").scaled(),
        (Number::whole(300_000_000), "元")
    );
    let keys = [
        "190元每人每月",
        "190元/人·月",
        "190元/（人·月）",
        "每人每月190元",
    ];
    for raw in keys {
        assert_eq!(quantity(raw).unit_key(), "元/人/月", "{raw}");
    }
}

#[test]
fn partial_dates_have_a_first_and_a_last_day() {
    let days = |raw: &str| {
        let value = TargetValue::read(raw);
        let Reading::Date(found) = value.reading() else {
            panic!("{raw} is no date");
        };
        let told = |day: Option<crate::base::date::Date>| {
            let day = day.unwrap();
            format!("{}-{}-{}", day.year, day.month, day.day.unwrap())
        };
        let date = found.date;
        format!(
            "{} {}",
            told(date.first_day(2025)),
            told(date.last_day(2025))
        )
    };
    assert_eq!(days("2024年2月"), "2024-2-1 2024-2-29");
    assert_eq!(days("2024年第四季度"), "2024-10-1 2024-12-31");
    assert_eq!(days("下半年"), "2025-7-1 2025-12-31");
    assert_eq!(days("年底前"), "2025-1-1 2025-12-31");
    assert_eq!(days("6月30日前"), "2025-6-30 2025-6-30");
}

/// Texts that would keep a scanner busy which looks at everything again from every place.
#[test]
fn long_values_are_read_in_one_pass() {
    for piece in [
        "≥",
        "1",
        "一",
        "1,111",
        "人",
        "66个",
        "不低于",
        "2024年",
        "每",
        " ",
        "百分之",
        "(",
        "前3",
        "1:",
        "每年",
        "2024-1-1至",
        "至",
        "1.",
        "万",
        "较上年提高5%，",
    ] {
        let raw = piece.repeat(20_000 / piece.chars().count());
        let value = TargetValue::read(&raw);
        let _ = (value.canonical(), value.notation(), value.parts());
        let _ = value.mended(Aspect::Words);
        assert_eq!(value.raw(), raw);
    }
}

const ASPECTS: [Aspect; 8] = [
    Aspect::Signs,
    Aspect::Words,
    Aspect::Doubled,
    Aspect::Percent,
    Aspect::Dates,
    Aspect::Numerals,
    Aspect::Separators,
    Aspect::Spaces,
];

/// Texts out of the pieces of real values.
fn pieces() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "≥",
        ">=",
        "=",
        "》",
        "±",
        "不低于",
        "不超过",
        "达到",
        "约",
        "每年",
        "每",
        "第",
        "前",
        "1",
        "20",
        "2024",
        "12",
        "0.95",
        "1,200",
        "五百",
        "两",
        "百分之",
        "九十",
        "半",
        "８５",
        "%",
        "％",
        "成",
        "百分比",
        "个百分点",
        "个",
        "人次",
        "万元",
        "元/人·年",
        "年",
        "月",
        "日",
        "底前",
        "内",
        "完成",
        "季度",
        "上半年",
        "以上",
        "以内",
        "（含）",
        "余",
        "左右",
        "至",
        "-",
        "~",
        ":",
        "、",
        "，",
        " ",
        ".",
        "/",
        "工作日",
        "小时",
        "较上年",
        "提高",
        "良好",
        "合格",
        "级",
        "及时",
        "培训",
        "热线",
        "(",
        ")",
        "\u{200B}",
        "全年",
        "当年",
    ]);
    proptest::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn check_soundness(raw: &str) -> Result<(), TestCaseError> {
    let value = TargetValue::read(raw);
    prop_assert_eq!(value.raw(), raw);
    for part in value.parts() {
        prop_assert_eq!(raw.get(part.span.clone()), Some(part.text));
    }
    for number in value.notation().numbers {
        prop_assert!(raw.get(number.span).is_some());
    }
    if let Some(canonical) = value.canonical() {
        let again = TargetValue::read(&canonical);
        prop_assert_eq!(again.reading(), value.reading());
        prop_assert_eq!(again.canonical(), Some(canonical));
    }
    for aspect in ASPECTS {
        if let Some(mended) = value.mended(aspect) {
            let again = TargetValue::read(&mended);
            prop_assert_eq!(again.reading(), value.reading());
            prop_assert_eq!(again.mended(aspect), None, "{} twice", mended);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_soundly(raw in "[≥≤>=<±0-9.,%个人次年月日前以上及至、 -]{0,24}|\\PC{0,24}") {
        check_soundness(&raw)?;
    }

    #[test]
    fn any_pieces_are_read_soundly(raw in pieces()) {
        check_soundness(&raw)?;
    }
}
