//! Files that cannot be opened and arguments that cannot be meant: exit code 2, one Chinese
//! sentence that names the file and the place in it, and nothing written.

use super::program::{
    BLANK_SAMPLE, FULL_SAMPLE, Folder, Outcome, check_plain_chinese, read_project_file, unsealed,
};
use std::fs;

/// Where in a file the trouble is.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// Line and column, from 1.
    At(usize, usize),
    /// A line and a column that are the parser's business.
    Somewhere,
    /// The whole file.
    Nowhere,
}

use Place::{At, Nowhere, Somewhere};

/// The place of the first character of `needle` in a text.
#[track_caller]
fn place_of(text: &str, needle: &str) -> Place {
    end_of(text.split_once(needle).expect("the needle is there").0)
}

/// The place behind a text.
fn end_of(text: &str) -> Place {
    let last = text.rsplit('\n').next().unwrap_or_default();
    At(text.split('\n').count(), last.chars().count() + 1)
}

/// The full sample with a part of it replaced, and the place where the new part stands.
#[track_caller]
fn sample_with(from: &str, to: &str) -> (String, Place) {
    let text = read_project_file(FULL_SAMPLE);
    let place = place_of(&text, from);
    (text.replacen(from, to, 1), place)
}

#[track_caller]
fn check_words(outcome: &Outcome, name: &str, place: Place, says: &str) {
    assert_eq!(outcome.out, "", "{name}");
    let told = outcome.first_word();
    check_plain_chinese(told);
    assert!(
        told.contains(&format!("“{name}”")),
        "{name} is not named: {told}"
    );
    assert!(told.contains(says), "{name} does not say {says}: {told}");
    let has_place = match place {
        At(line, column) => told.contains(&format!("第 {line} 行第 {column} 列")),
        Somewhere => told.contains(" 行第 "),
        Nowhere => !told.contains('列'),
    };
    assert!(has_place, "{name} should be told {place:?}: {told}");
    let is_detail = |line: &str| line.starts_with("  ");
    assert!(
        outcome.err.lines().skip(1).all(is_detail),
        "{}",
        outcome.err
    );
}

/// Asserts that no subcommand opens a file, and that none writes anything.
#[track_caller]
fn check_refused(folder: &Folder, name: &str, place: Place, says: &str) {
    let before = folder.names();
    for line in ["check", "check --json", "show --json", "print -o out.pdf"] {
        let outcome = folder.run(&format!("{line} {name}")).ends(2);
        check_words(&outcome, name, place, says);
    }
    assert_eq!(folder.names(), before, "{name}");
}

#[track_caller]
fn check_bytes_refused(bytes: impl AsRef<[u8]>, place: Place, says: &str) {
    let folder = Folder::new();
    folder.write("a.ron", &bytes);
    check_refused(&folder, "a.ron", place, says);
    assert_eq!(folder.read("a.ron"), bytes.as_ref());
}

#[test]
fn a_file_that_was_cut_off_is_told_with_its_end() {
    let text = read_project_file(FULL_SAMPLE);
    for last in ["budget: (", "staff:", "goals: ["] {
        let (before, _) = text.split_once(last).expect("the sample has it");
        let kept = format!("{before}{last}");
        check_bytes_refused(&kept, end_of(&kept), "不完整");
    }
    let (in_a_text, _) = text
        .split_once("未成年人")
        .expect("the sample is about them");
    check_bytes_refused(in_a_text, Somewhere, "不完整");
    // In the middle of a character.
    let (before, _) = text.split_once("青少年").expect("the sample is about them");
    let bytes = text
        .as_bytes()
        .get(..before.len() + 2)
        .expect("inside the text");
    check_bytes_refused(bytes, end_of(before), "不完整");
}

#[test]
fn other_encodings_are_told_with_their_names() {
    let mut gbk = b"(\n    format: \"mubiao\",\n    department: \"".to_vec();
    gbk.extend(b"\xB2\xBF\xC3\xC5\",\n)\n");
    check_bytes_refused(gbk, At(3, 18), "GBK");
    let text = format!("\u{FEFF}{}", read_project_file(BLANK_SAMPLE));
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check_bytes_refused(little, At(1, 1), "UTF-16");
    check_bytes_refused(big, At(1, 1), "UTF-16");
}

#[test]
fn a_file_of_a_newer_version_is_told_to_need_a_newer_program() {
    let (text, _) = sample_with("version: 2", "version: 3");
    check_bytes_refused(text, Nowhere, "格式 3");
}

#[test]
fn names_that_the_format_does_not_have_are_told_with_their_place() {
    let (text, place) = sample_with("department:", "departmant:");
    check_bytes_refused(text, place, "“departmant”");
    let (text, place) = sample_with("city_level:", "cityLevel:");
    check_bytes_refused(text, place, "“cityLevel”");
}

#[test]
fn full_width_signs_outside_of_quotes_are_told_with_their_place() {
    for (from, to) in [
        ("staff: \"21\"", "staff： \"21\""),
        ("staff: \"21\",", "staff: \"21\"，"),
        ("budget: (", "budget: （"),
        ("\"21\"", "“21”"),
    ] {
        let (text, At(line, column)) = sample_with(from, to) else {
            continue;
        };
        let same = from.chars().zip(to.chars()).take_while(|(a, b)| a == b);
        check_bytes_refused(text, At(line, column + same.count()), "全角");
    }
}

#[test]
fn values_of_another_kind_are_told_with_their_place() {
    let (text, At(line, column)) = sample_with("staff: \"21\"", "staff: 21") else {
        return;
    };
    check_bytes_refused(text, At(line, column + "staff: ".len()), "双引号");
}

#[test]
fn brackets_without_end_are_refused_at_once() {
    let brackets = "[".repeat(1_000_000);
    let header = "(format: \"mubiao\", version: 1, goals: ";
    check_bytes_refused(format!("{header}{brackets}"), Somewhere, "括号套得太深");
    check_bytes_refused(
        format!("{header}{}", brackets.replace('[', "(")),
        Somewhere,
        "",
    );
    check_bytes_refused(&brackets, Nowhere, "不是本程序的目标表草稿");
}

#[test]
fn files_of_other_programs_are_refused() {
    let what = "不是本程序的目标表草稿";
    check_bytes_refused("一段文字\n", Nowhere, what);
    check_bytes_refused("{\"format\": \"other\"}", Nowhere, what);
    check_bytes_refused(b"PK\x03\x04\x14\0\x06\0\x08\0", Nowhere, what);
    check_bytes_refused([0xFF; 4096], Nowhere, what);
    let (text, _) = sample_with("format: \"mubiao\"", "format: \"other\"");
    check_bytes_refused(text, Nowhere, what);
}

#[test]
fn empty_files_are_told_to_be_empty() {
    for bytes in [&b""[..], b"\n\n", &[0; 4096]] {
        check_bytes_refused(bytes, Nowhere, "空的");
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = Folder::new();
    check_refused(&folder, "missing.ron", Nowhere, "没有找到");
    fs::create_dir(folder.path("folder.ron")).expect("folders can be made");
    check_refused(&folder, "folder.ron", Nowhere, "文件夹");
}

/// Asserts that no subcommand waits for what is no draft and no file.
#[cfg(unix)]
#[track_caller]
fn check_not_waited_for(path: &str, name: &str, says: &str) {
    let folder = Folder::new();
    for line in [
        format!("check {path}"),
        format!("show --json {path}"),
        format!("print {path} -o out.pdf"),
        format!("import {path} -o out.ron"),
    ] {
        let outcome = folder.run(&line).ends(2);
        check_words(&outcome, name, Nowhere, says);
    }
    assert_eq!(folder.names(), [""; 0], "{path}");
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_refused_at_once() {
    let elsewhere = Folder::new();
    let pipe = elsewhere.path("pipe.ron");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("pipes can be made").success());
    let pipe = pipe.to_str().expect("temporary folders have plain names");
    check_not_waited_for(pipe, "pipe.ron", "不是普通文件");
    check_not_waited_for("/dev/zero", "zero", "不是普通文件");
    check_not_waited_for("/dev/null", "null", "不是普通文件");
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_state_no_length_are_read_and_refused() {
    let what = "不是本程序的目标表草稿";
    let folder = Folder::new();
    for line in ["check", "show --json", "print -o out.pdf"] {
        let outcome = folder.run(&format!("{line} /proc/version")).ends(2);
        check_words(&outcome, "version", Nowhere, what);
    }
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let folder = Folder::new();
    let file = fs::File::create(folder.path("large.ron")).expect("files can be made");
    file.set_len(32 * 1024 * 1024 + 1).expect("holes are free");
    check_refused(&folder, "large.ron", Nowhere, "32 兆字节");
    let outcome = folder.run("import large.ron -o a.ron").ends(2);
    check_words(&outcome, "large.ron", Nowhere, "32 兆字节");
    assert_eq!(folder.names(), ["large.ron"]);
}

#[test]
fn a_draft_on_an_unknown_template_is_named() {
    let (text, _) = sample_with("dongguan-2024", "nowhere-1999");
    let folder = Folder::new();
    folder.write("a.ron", unsealed(&text));
    for line in ["check", "check --json", "print -o out.pdf"] {
        let outcome = folder.run(&format!("{line} a.ron")).ends(2);
        check_words(&outcome, "a.ron", Nowhere, "“nowhere-1999”");
    }
    folder.run("show --json a.ron").ends(0);
}

#[test]
fn texts_that_are_no_form_are_not_imported() {
    let folder = Folder::new();
    fs::create_dir(folder.path("folder")).expect("folders can be made");
    folder.write("letter", "各位同事：\n本周五下午开会。\n");
    folder.write("empty", "");
    folder.write(
        "gbk",
        b"\xB2\xBF\xC3\xC5\xC3\xFB\xB3\xC6\t\xCA\xBE\xC0\xFD\n",
    );
    folder.write("noise", [0xFF; 4096]);
    let before = folder.names();
    for (name, says) in [
        ("folder", "文件夹"),
        ("missing", "没有找到"),
        ("letter", "栏目"),
        ("empty", "没有导入"),
        ("gbk", "GBK"),
        ("noise", "UTF-8"),
    ] {
        let outcome = folder.run(&format!("import {name} -o a.ron")).ends(2);
        check_words(&outcome, name, Nowhere, says);
    }
    assert_eq!(folder.names(), before);
}

/// Subcommands and options keep their names.
fn without_option(word: &str) -> &str {
    word.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-')
}

/// Asserts that arguments are refused in words, and that nothing is written.
#[track_caller]
fn check_args_refused(line: &str, says: &str) {
    let folder = Folder::with(BLANK_SAMPLE, "a.ron");
    let outcome = folder.run(line).ends(2);
    assert_eq!(outcome.out, "", "{line}");
    let told: Vec<&str> = outcome.err.lines().collect();
    let [sentence, hint] = told.as_slice() else {
        panic!("{line}: not two lines: {}", outcome.err);
    };
    assert!(
        sentence.contains(says),
        "{line} does not say {says}: {sentence}"
    );
    let words: Vec<&str> = sentence.split(' ').map(without_option).collect();
    check_plain_chinese(&words.concat());
    check_plain_chinese(hint);
    assert_eq!(folder.names(), ["a.ron"], "{line}");
}

#[test]
fn arguments_that_cannot_be_meant_are_told_in_words() {
    check_args_refused("--fast", "“--fast”");
    check_args_refused("check", "要检查的草稿");
    check_args_refused("show --json", "要查看的草稿");
    check_args_refused("show --json a.ron b.ron", "“b.ron”");
    check_args_refused("print a.ron", "--png");
    check_args_refused("print a.ron --png pages --dpi 0", "“0”");
    check_args_refused("print a.ron --png pages --dpi 601", "“601”");
    check_args_refused("print a.ron -o", "-o");
    check_args_refused("import a.txt", "-o");
    check_args_refused("new --template dongguan-2024 -o b.ron", "--year");
    check_args_refused("new --template dongguan-2024 --year 25 -o b.ron", "“25”");
    check_args_refused("check --json=yes a.ron", "“--json”");
    check_args_refused("check --submit --report r.doc a.ron", "“r.doc”");
    check_args_refused("check --submit --report r.pdf a.ron b.ron", "“b.ron”");
    check_args_refused("check --report r.pdf a.ron", "--submit");
    check_args_refused("check --submit a.ron --report", "--report");
}

#[test]
fn what_a_subcommand_does_not_take_is_not_passed_over_in_silence() {
    check_args_refused("show --json a.ron -o b.json", "“-o”");
    check_args_refused("check a.ron --dpi 20", "“--dpi”");
    check_args_refused("print a.ron -o a.pdf --json", "“--json”");
    check_args_refused("templates a.ron", "“a.ron”");
    check_args_refused("a.ron --json", "“--json”");
    let new = "new --template dongguan-2024 --year 2025 -o b.ron";
    check_args_refused(&format!("{new} c.ron"), "“c.ron”");
    check_args_refused(&format!("{new} --png pages"), "“--png”");
}

#[test]
fn a_template_that_there_is_not_is_refused_with_those_there_are() {
    let folder = Folder::new();
    let outcome = folder
        .run("new --template nowhere --year 2025 -o a.ron")
        .ends(2);
    let told = outcome.first_word();
    check_plain_chinese(told);
    for id in ["“nowhere”", "dongguan-2024", "zhanjiang-2024"] {
        assert!(told.contains(id), "{told}");
    }
    assert_eq!(folder.names(), [""; 0]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_machine_without_a_screen_is_told_where_to_start_the_window() {
    let folder = Folder::with(BLANK_SAMPLE, "a.ron");
    let outcome = folder.run("a.ron").ends(2);
    check_plain_chinese(outcome.first_word());
}
