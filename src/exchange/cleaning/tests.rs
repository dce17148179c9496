//! What is cleaned, what is left alone, and that no word is ever lost.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check_line(raw: &str, expected: &str) {
    assert_eq!(line(raw).text, expected, "{raw}");
}

#[track_caller]
fn check_prose(raw: &str, expected: &str) {
    assert_eq!(prose(raw).text, expected, "{raw}");
}

#[track_caller]
fn check_untouched(raw: &str) {
    let cleaned = prose(raw);
    assert_eq!(cleaned.text, raw);
    assert_eq!(cleaned.told(), None, "{raw}");
}

#[test]
fn half_width_punctuation_beside_chinese_becomes_full_width() {
    for (raw, expected) in [
        ("开设课程, 覆盖城乡", "开设课程，覆盖城乡"),
        ("课程;讲座", "课程；讲座"),
        ("任务3: 开设课程", "任务3：开设课程"),
        ("开放时间: 9:30", "开放时间：9:30"),
        ("社工(含督导)5名", "社工（含督导）5名"),
        ("覆盖面(20%)以上", "覆盖面（20%）以上"),
        ("覆盖(street)", "覆盖（street）"),
        ("有没有效果?", "有没有效果？"),
        ("“晨露”, 启航", "“晨露”，启航"),
        ("到达100%, 回访", "到达100%，回访"),
    ] {
        check_line(raw, expected);
    }
}

#[test]
fn numbers_times_and_foreign_words_are_left_alone() {
    for raw in [
        "投入1,430,400.00元",
        "投入1, 430, 400. 00元",
        "上午9:30开放",
        "比例为1:2",
        "f(x), g(y); h(z)?",
        "网址https://example.org/?a=1",
        "使用 App 报名",
        "1. 24小时热线",
        "Ａ Ｂ两类",
        "（甲）, b",
        "已经，写好；（的）文字：有吗？",
    ] {
        check_untouched(raw);
    }
}

#[test]
fn spaces_that_chinese_does_not_have_go() {
    for (raw, expected) in [
        ("开设 课程", "开设课程"),
        ("开设\u{3000}\u{A0} 课程。 讲座", "开设课程。讲座"),
        ("达到85 %以上", "达到85%以上"),
        ("≥ 60个", "≥60个"),
        ("1. 社区课堂", "1.社区课堂"),
        ("使用  App\u{3000}报名", "使用 App 报名"),
        ("第一行\n第二行", "第一行第二行"),
        ("课\u{200B}程\u{0}", "课程"),
    ] {
        check_line(raw, expected);
    }
}

#[test]
fn line_ends_of_lists_come_back() {
    for (raw, expected) in [
        (
            "1. 志愿骨干训练; 2. 课后陪伴; 3. 联谊。",
            "1.志愿骨干训练；\n2.课后陪伴；\n3.联谊。",
        ),
        ("1. 24小时热线； 2. 讲座。", "1. 24小时热线；\n2.讲座。"),
        ("热线 1. 24小时接听 2. 回访", "热线\n1. 24小时接听\n2.回访"),
        (
            "一、看守所 1. 谈心。 2. 普法。 二、学校 1. 陪伴。",
            "一、看守所\n1.谈心。\n2.普法。\n二、学校\n1.陪伴。",
        ),
        (
            "一、普法课堂 听课学生有所得。 二、帮教 1. 面谈。",
            "一、普法课堂\n听课学生有所得。\n二、帮教\n1.面谈。",
        ),
    ] {
        check_prose(raw, expected);
    }
}

#[test]
fn what_may_be_no_line_end_stays_on_its_line() {
    for (raw, expected) in [
        (
            "一、训练方面, 有所得; 二、陪伴方面, 有朋友。三、联谊方面。",
            "一、训练方面，有所得；二、陪伴方面，有朋友。三、联谊方面。",
        ),
        ("产量提高 2. 5倍", "产量提高 2. 5倍"),
        ("产量提高 1. 5倍", "产量提高 1. 5倍"),
        ("荣获 一、二等奖", "荣获一、二等奖"),
        ("荣获 一 、 二等奖", "荣获一、二等奖"),
        ("一、普法 课堂有所得", "一、普法课堂有所得"),
        ("1. 甲类。 3. 丙类。", "1.甲类。3. 丙类。"),
    ] {
        check_prose(raw, expected);
    }
}

#[test]
fn markup_becomes_line_ends_or_what_it_stands_for() {
    for (raw, expected) in [
        ("<p>甲</p> <p class=\"x\">乙</p>", "甲\n乙"),
        ("甲<br/>乙<BR>丙", "甲\n乙\n丙"),
        ("<span style=\"color: red\">甲</span>乙", "甲乙"),
        ("甲&nbsp;乙", "甲乙"),
        ("&ge;90%、&#8805;80%、&#x2265;70%", "≥90%、≥80%、≥70%"),
        ("甲&amp;lt;", "甲&lt;"),
    ] {
        check_prose(raw, expected);
    }
    for raw in ["再犯率<5%", "内容<见附件>", "A&B", "A&nosuch;B"] {
        check_untouched(raw);
    }
}

#[test]
fn what_was_done_is_told_in_one_sentence() {
    let told = |raw: &str| prose(raw).told().unwrap_or_default();
    assert_eq!(told("开设课程"), "");
    assert_eq!(told(" 开设课程\n"), "");
    assert_eq!(
        told("<p>甲, 乙</p>"),
        "去掉了网页标记，清理了扫描留下的空格和半角标点"
    );
    assert_eq!(told("甲\u{200B}"), "去掉了看不见的字符");
    assert_eq!(told("1.甲。 2.乙。"), "恢复了列表的换行");
}

#[test]
fn numbers_in_chinese_are_understood() {
    for (text, number) in [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
    ] {
        assert_eq!(chinese_number(text), Some(number), "{text}");
    }
    for text in ["", "零", "十十", "一二", "百"] {
        assert_eq!(chinese_number(text), None, "{text}");
    }
}

fn words_of(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '，' => ',',
            '；' => ';',
            '：' => ':',
            '？' => '?',
            '！' => '!',
            '（' => '(',
            '）' => ')',
            _ => c,
        })
        .filter(|c| !c.is_whitespace())
        .collect()
}

proptest! {
    #[test]
    fn no_word_is_lost_and_cleaning_twice_changes_nothing(
        raw in "[一二甲乙a1-3、。，,;:()%.> “”\u{3000}\n]{0,30}"
    ) {
        for clean in [line, prose] {
            let once = clean(&raw);
            prop_assert_eq!(words_of(&once.text), words_of(&raw));
            let twice = clean(&once.text);
            prop_assert_eq!(&twice.text, &once.text);
        }
    }

    #[test]
    fn cleaning_never_panics(raw in "(<|&|p|/|>|#|;|\\PC|\n){0,40}") {
        prop_assert!(line(&raw).text.len() <= raw.len().saturating_mul(3));
        prop_assert!(!prose(&raw).text.starts_with(' '));
    }
}
