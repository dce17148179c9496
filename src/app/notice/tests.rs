//! What people are told about files that cannot be opened: every error of the format, and every
//! mistake that the parser knows.

use expect_test::{Expect, expect};
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::*;
use crate::model::{Draft, sample};
use crate::store::format::{MAX_FILE_BYTES, MAX_ROWS, MAX_TEXT_CHARS};

/// The most characters of a sentence.
const MAX_SENTENCE: usize = 200;

fn file() -> String {
    format::write(&sample::minimal()).unwrap()
}

/// The file of the smallest sample, with one place changed.
#[track_caller]
fn file_with(from: &str, to: &str) -> String {
    let text = file();
    assert!(text.contains(from), "{from} is not in the file");
    text.replacen(from, to, 1)
}

#[track_caller]
fn told(source: FormatError) -> Notice {
    let path = Path::new("甲.ron").to_path_buf();
    let source = LoadError::Format {
        path: path.clone(),
        source,
    };
    let notice = Notice::of(&OpError::Load { path, source });
    let length = notice.text.chars().count();
    assert!(length <= MAX_SENTENCE, "{length}: {}", notice.text);
    notice
}

fn refusal(bytes: &[u8]) -> FormatError {
    format::read(bytes).unwrap_err()
}

/// Asserts what is said about files of which one place is changed; what the parser said stands
/// behind the bar.
#[track_caller]
fn check_words(changes: &[(&str, &str)], expected: &Expect) {
    let mut found = String::new();
    for (from, to) in changes {
        let notice = told(refusal(file_with(from, to).as_bytes()));
        let (_, what) = notice.text.split_once('：').unwrap();
        let detail = notice.detail.unwrap();
        let (_, cause) = detail.rsplit_once("甲.ron: ").unwrap();
        let change: String = to.escape_debug().take(60).collect();
        writeln!(found, "{change}\n  {what} | {cause}").unwrap();
    }
    expected.assert_eq(&found);
}

#[test]
fn mistakes_in_the_text_of_a_file_are_told_in_words() {
    check_words(
        &[
            ("\"12\",", "\"12\""),
            ("staff: ", "staff "),
            ("staff: ", "staff： "),
            ("staff", "0staff"),
            ("staff", "staff-a"),
            ("goals: [", "goals: [\"a\" "),
            ("goals: [", "goals: [é, "),
            ("\"12\"", "\"1\\q2\""),
            ("\"12\"", "\"\\u{110000}\""),
            ("\"12\"", "\"\\xZZ\""),
            ("\"12\"", "r#\"12\""),
            ("\"12\"", "'12'"),
            ("\"12\"", "b'12'"),
            ("\"12\"", "b\"\\u{4e00}\""),
            ("\"12\"", "/* \"12\""),
            ("\"12\"", "0b12"),
            ("\"12\"", "0x"),
            ("\"12\"", "_12"),
            ("\"12\"", "1_.0"),
            ("\"12\"", "12u9"),
            ("\"12\"", "999u8"),
            ("\"12\"", "1..2"),
            ("\"12\"", "Some(12"),
            ("\"12\"", "{1: 2"),
            ("\"12\"", "{1 2}"),
            ("\"12\"", "-"),
            ("\"12\"", "@"),
            ("(\n    format", "#![enable(x)]\n(\n    format"),
            ("(\n    format", "#![enable(x\n(\n    format"),
            ("(\n    format", "#!enable\n(\n    format"),
            (
                "(\n    format",
                "#![enable(explicit_struct_names)]\n(\n    format",
            ),
            ("\n// 校验", "\n)\n// 校验"),
        ],
        &expect![[r#"
            \"12\"
              第 9 行第 5 列少了“,”，请补上后再打开 | syntax error at line 9, column 5: Expected comma
            staff 
              第 8 行第 11 列少了“:”，请补上后再打开 | syntax error at line 8, column 11: Expected colon
            staff： 
              第 8 行第 10 列有全角符号“：”，这里要用半角“:” | syntax error at line 8, column 10: Expected colon
            0staff
              第 8 行第 5 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 5: Found invalid std identifier "0staff", try the raw identifier `r#0staff` instea…
            staff-a
              第 8 行第 5 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 5: Found invalid std identifier "staff-a", try the raw identifier `r#staff-a` inst…
            goals: [\"a\" 
              第 21 行第 9 列少了“,”，请补上后再打开 | syntax error at line 21, column 9: Expected comma
            goals: [é, 
              第 20 行第 13 列要用方括号括起来的列表，请改正后再打开 | wrong type at line 20, column 13: Expected opening `[`
            \"1\\q2\"
              第 8 行第 16 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 16: Unknown escape character
            \"\\u{110000}\"
              第 8 行第 23 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 23: Not a valid Unicode-escaped character
            \"\\xZZ\"
              第 8 行第 16 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 16: Non-hex digit found
            r#\"12\"
              第 8 行第 15 列少了“"”，请补上后再打开 | syntax error at line 8, column 15: Expected end of string
            \'12\'
              第 8 行第 14 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 14: Expected char
            b\'12\'
              第 8 行第 15 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 15: Expected byte literal
            b\"\\u{4e00}\"
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            /* \"12\"
              第 43 行第 1 列的写法看不懂，请改正或找一份备份 | syntax error at line 43, column 1: Unclosed block comment
            0b12
              第 8 行第 15 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 15: Invalid digit '2' for base 2 integers
            0x
              第 8 行第 14 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 14: Expected integer
            _12
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            1_.0
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            12u9
              第 8 行第 14 列少了“,”，请补上后再打开 | syntax error at line 8, column 14: Expected comma
            999u8
              第 8 行第 12 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 12: Integer is out of bounds
            1..2
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            Some(12
              第 9 行第 5 列的写法看不懂，请改正或找一份备份 | syntax error at line 9, column 5: Expected closing `)`
            {1: 2
              第 41 行第 1 列的写法看不懂，请改正或找一份备份 | syntax error at line 41, column 1: Unexpected char ')'
            {1 2}
              第 8 行第 15 列少了“:”，请补上后再打开 | syntax error at line 8, column 15: Expected colon
            -
              第 8 行第 13 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 13: Expected integer
            @
              第 8 行第 12 列的写法看不懂，请改正或找一份备份 | syntax error at line 8, column 12: Unexpected char '@'
            #![enable(x)]\n(\n    format
              第 2 行第 12 列的写法看不懂，请改正或找一份备份 | syntax error at line 2, column 12: No RON extension named `x`
            #![enable(x\n(\n    format
              第 2 行第 12 列的写法看不懂，请改正或找一份备份 | syntax error at line 2, column 12: No RON extension named `x`
            #!enable\n(\n    format
              第 2 行第 3 列的写法看不懂，请改正或找一份备份 | syntax error at line 2, column 3: Expected an `#![enable(...)]` attribute
            #![enable(explicit_struct_names)]\n(\n    format
              第 3 行第 1 列的写法看不懂，请改正或找一份备份 | syntax error at line 3, column 1: Expected the explicit struct name `File`, but none was found
            \n)\n// 校验
              第 42 行第 1 列的写法看不懂，请改正或找一份备份 | syntax error at line 42, column 1: Non-whitespace trailing characters
        "#]],
    );
}

#[test]
fn values_of_another_kind_are_told_in_words() {
    check_words(
        &[
            ("version: 2", "version: 1.0"),
            ("version: 2", "version: -1"),
            ("version: 2", "version: 4294967296"),
            ("version: 2", "version: \"1\""),
            ("version: 2", "version: None"),
            ("\"mubiao\"", "mubiao"),
            ("\"12\"", "12"),
            ("\"12\"", "'1'"),
            ("\"12\"", "b\"12\""),
            ("\"12\"", "inf"),
            ("\"12\"", "true"),
            ("\"12\"", "()"),
            ("\"12\"", "Some(\"12\")"),
            ("\"12\"", "(\"12\")"),
            ("\"12\"", "{\"a\": 1}"),
            ("other_tasks: []", "other_tasks: ()"),
            ("other_tasks: []", "other_tasks: {}"),
            ("other_tasks: []", "other_tasks: [1]"),
            ("(level1:", "Row(level1:"),
            ("(\n    format", "[\n    format"),
            ("(\n    format", "Draft(\n    format"),
            ("(level1: \"", "(\""),
        ],
        &expect![[r#"
            version: 1.0
              第 4 行第 15 列少了“,”，请补上后再打开 | syntax error at line 4, column 15: Expected comma
            version: -1
              第 4 行第 15 列要用不带引号的整数，请改正后再打开 | wrong type at line 4, column 15: Integer is out of bounds
            version: 4294967296
              第 4 行第 14 列要用不带引号的整数，请改正后再打开 | wrong type at line 4, column 14: Integer is out of bounds
            version: \"1\"
              第 4 行第 14 列要用不带引号的整数，请改正后再打开 | wrong type at line 4, column 14: Expected integer
            version: None
              第 4 行第 14 列要用不带引号的整数，请改正后再打开 | wrong type at line 4, column 14: Expected integer
            mubiao
              第 3 行第 13 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 3, column 13: Expected string
            12
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            \'1\'
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            b\"12\"
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            inf
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            true
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            ()
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            Some(\"12\")
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            (\"12\")
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            {\"a\": 1}
              第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开 | wrong type at line 8, column 12: Expected string
            other_tasks: ()
              第 31 行第 18 列要用方括号括起来的列表，请改正后再打开 | wrong type at line 31, column 18: Expected opening `[`
            other_tasks: {}
              第 31 行第 18 列要用方括号括起来的列表，请改正后再打开 | wrong type at line 31, column 18: Expected opening `[`
            other_tasks: [1]
              第 31 行第 19 列要用圆括号括起来的字段，请改正后再打开 | wrong type at line 31, column 19: Expected opening `(` for struct `OtherTask`
            Row(level1:
              第 34 行第 9 列要用圆括号括起来的字段，请改正后再打开 | wrong type at line 34, column 9: Expected struct `Indicator` but found `Row`
            [\n    format
              第 2 行第 1 列要用圆括号括起来的字段，请改正后再打开 | wrong type at line 2, column 1: Expected opening `(` for struct `File`
            Draft(\n    format
              第 2 行第 1 列要用圆括号括起来的字段，请改正后再打开 | wrong type at line 2, column 1: Expected struct `File` but found `Draft`
            (\"
              第 34 行第 24 列少了“,”，请补上后再打开 | syntax error at line 34, column 24: Expected comma
        "#]],
    );
}

#[test]
fn fields_and_limits_are_told_in_words() {
    let deep = format!("goals: {}", "[".repeat(200));
    let name = "x".repeat(1000);
    let long_name = format!("{name}: \"\", staff:");
    let long_struct = format!("goals: {name}(");
    let long_text = format!("\"{}\"", "长".repeat(MAX_TEXT_CHARS + 1));
    let many_rows = format!("goals: [{}", "[],".repeat(MAX_ROWS + 1));
    check_words(
        &[
            ("version: 2", "version: 3"),
            ("staff:", "staf:"),
            ("    staff: \"12\",\n", ""),
            ("staff:", "staff: \"\", staff:"),
            ("staff:", &long_name),
            ("goals: [", &long_struct),
            ("\"12\"", &long_text),
            ("goals: [", &many_rows),
            ("goals: [", &deep),
        ],
        &expect![[r#"
            version: 3
              文件由更新版本的程序保存（格式 3，本程序到 2），请先升级程序；文件没有改动 | format version 3 is newer than 2
            staf:
              第 8 行第 5 列有不认识的字段“staf”，这里可以用：format、version、template、year、department、staff、subunits、budget、goals、tasks、other_tasks、other_tasks_text、indicators、ignored、links | unknown field staf at line 8, column 5

              第 40 行第 1 列之前缺少字段“staff”，请补上后再打开 | missing field staff before line 40, column 1
            staff: \"\", staff:
              第 8 行第 16 列的字段“staff”重复，请删去一个 | duplicate field staff at line 8, column 16
            xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
              第 8 行第 5 列有不认识的字段“xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”，这里可以用：format、version、template、year、department、staff、subunits、budget、goals、tasks、other_tasks、other_tasks_text、indicators、ignored、links | unknown field xxxxxxxxxxxxxxxxxxxxxxxxxxxxx… at line 8, column 5
            goals: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
              第 22 行第 5 列的写法看不懂，请改正或找一份备份 | syntax error at line 22, column 5: Unexpected char ']'
            \"长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长
              第 8 行第 13 列的文字超过 20000 字，请删减 | a text of more than 20000 characters at line 8, column 13
            goals: [[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[
              第 20 行第 60016 列的行数超过 20000，请分成几份 | a list of more than 20000 rows at line 20, column 60016
            goals: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
              第 20 行第 76 列括号套得太深，文件可能损坏 | nested too deep at line 20, column 76
        "#]],
    );
}

/// A name for every error; one that is new has to be named here.
fn variant(err: &FormatError) -> &'static str {
    match err {
        FormatError::TooLarge { .. } => "too large",
        FormatError::Empty => "empty",
        FormatError::NotADraft => "not a draft",
        FormatError::NotUtf8 { .. } => "not utf-8",
        FormatError::Incomplete { .. } => "incomplete",
        FormatError::Syntax { .. } => "syntax",
        FormatError::TooDeep { .. } => "too deep",
        FormatError::NewerVersion { .. } => "newer version",
        FormatError::UnknownField { .. } => "unknown field",
        FormatError::MissingField { .. } => "missing field",
        FormatError::DuplicateField { .. } => "duplicate field",
        FormatError::WrongType { .. } => "wrong type",
        FormatError::TextTooLong { .. } => "text too long",
        FormatError::TooManyRows { .. } => "too many rows",
        FormatError::ReadBackDiffers => "read back differs",
    }
}

/// How many errors [`variant`] names.
const VARIANTS: usize = 15;

#[test]
fn every_error_of_the_format_is_one_sentence_with_a_place_or_a_reason() {
    let text = file();
    let with = |from, to: &str| file_with(from, to).into_bytes();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let start = b"(format: \"mubiao\",\n department: \"".as_slice();
    let files = [
        vec![b' '; MAX_FILE_BYTES as usize + 1],
        Vec::new(),
        b"a letter".to_vec(),
        utf16,
        [start, b"\xCA\xBE\xC0\xFD\")"].concat(),
        [start, b"\xFF\xFF\xFF\")"].concat(),
        start.to_vec(),
        with("\"12\",", "\"12\""),
        with("goals: [", &format!("goals: {}", "[".repeat(200))),
        with("version: 2", "version: 3"),
        with("staff:", "staf:"),
        with("    staff: \"12\",\n", ""),
        with("staff:", "staff: \"\", staff:"),
        with("\"12\"", "12"),
        with(
            "\"12\"",
            &format!("\"{}\"", "长".repeat(MAX_TEXT_CHARS + 1)),
        ),
        with(
            "goals: [",
            &format!("goals: [{}", "[],".repeat(MAX_ROWS + 1)),
        ),
    ];
    let mut errors: Vec<FormatError> = files.iter().map(|bytes| refusal(bytes)).collect();
    errors.push(FormatError::ReadBackDiffers);
    let seen: BTreeSet<&str> = errors.iter().map(variant).collect();
    assert_eq!(seen.len(), VARIANTS, "{seen:?}");
    let lines = errors.into_iter().map(|err| told(err).text + "\n");
    expect![[r"
        “甲.ron”没有打开：文件超过 32 兆字节，不是目标表草稿
        “甲.ron”没有打开：文件是空的，请找一份完整的文件
        “甲.ron”没有打开：文件不是本程序的目标表草稿，请选择用本程序保存的文件
        “甲.ron”没有打开：从第 1 行第 1 列起不是 UTF-8 文字，像是 UTF-16 编码，请在记事本中另存为 UTF-8
        “甲.ron”没有打开：从第 2 行第 16 列起不是 UTF-8 文字，像是 GBK 编码，请在记事本中另存为 UTF-8
        “甲.ron”没有打开：从第 2 行第 15 列起不是 UTF-8 文字，文件可能损坏，请找一份备份
        “甲.ron”没有打开：文件不完整，到第 2 行第 15 列就断了，请找一份完整的备份
        “甲.ron”没有打开：第 9 行第 5 列少了“,”，请补上后再打开
        “甲.ron”没有打开：第 20 行第 76 列括号套得太深，文件可能损坏
        “甲.ron”没有打开：文件由更新版本的程序保存（格式 3，本程序到 2），请先升级程序；文件没有改动
        “甲.ron”没有打开：第 8 行第 5 列有不认识的字段“staf”，这里可以用：format、version、template、year、department、staff、subunits、budget、goals、tasks、other_tasks、other_tasks_text、indicators、ignored、links
        “甲.ron”没有打开：第 40 行第 1 列之前缺少字段“staff”，请补上后再打开
        “甲.ron”没有打开：第 8 行第 16 列的字段“staff”重复，请删去一个
        “甲.ron”没有打开：第 8 行第 12 列要用英文双引号括起来的文字，请改正后再打开
        “甲.ron”没有打开：第 8 行第 13 列的文字超过 20000 字，请删减
        “甲.ron”没有打开：第 20 行第 60016 列的行数超过 20000，请分成几份
        “甲.ron”没有打开：这份内容写出后读不回同样的结果，没有写入；请把内容另存一份后告诉维护人员
    "]].assert_eq(&lines.collect::<String>());
}

#[test]
fn no_name_from_a_file_makes_a_sentence_long() {
    let draft = format::body(&Draft::blank("dongguan-2024", None));
    let name = "字段".repeat(1000);
    for field in ["format:", "staff:", "basic:"] {
        let changed = draft.replacen(field, &format!("{name}: \"\", {field}"), 1);
        told(refusal(changed.as_bytes()));
    }
}

#[test]
fn what_was_left_out_of_a_file_is_told_with_its_number() {
    let lost = file_with("links: []", "links: [(\"tasks/1\", \"tasks/2\")]");
    let loaded = format::read(lost.as_bytes()).unwrap();
    let words = loaded.notices.iter();
    let words = words.map(|notice| Notice::of_load(notice, Path::new("甲.ron")).text);
    assert_eq!(
        words.collect::<Vec<_>>(),
        [
            "这个文件在本程序之外被改动或损坏过，请核对内容后再使用",
            "有 1 条忽略或关联在表里找不到位置，没有读入，表的内容不受影响",
        ]
    );
}
