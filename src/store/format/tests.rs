//! The draft file from both ends: round trips, golden files, damage of every kind.

use expect_test::expect;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::base::fingerprint::Fingerprint;
use crate::base::ids::{GoalId, IdAllocator, IndicatorId, OtherTaskId, TaskId};
use crate::model::{
    Annotations, Basic, Budget, Entry, FieldPath, Goal, Ignored, Indicator, Link, OtherTask, RowId,
    Slot, TargetValue, Task, Totals, access, sample,
};

/// A file of the project.
fn project_file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read_project_file(path: &str) -> String {
    fs::read_to_string(project_file(path)).unwrap()
}

/// The file of the smallest sample, with one place changed.
#[track_caller]
fn minimal_with(from: &str, to: &str) -> String {
    let text = write(&sample::minimal()).unwrap();
    assert!(text.contains(from), "{from} is not in the file");
    text.replacen(from, to, 1)
}

#[track_caller]
fn check_saves_the_same(bytes: &str) {
    let loaded = read(bytes.as_bytes()).unwrap();
    assert_eq!(loaded.notices, []);
    assert_eq!(write(&loaded.draft).unwrap(), bytes);
}

#[test]
fn a_file_is_laid_out_for_people() {
    let mut draft = sample::minimal();
    draft.goals[0].text.push_str("\n第二行\t“\"\u{200B}”");
    draft.indicators.truncate(2);
    expect![[r#"
        // 部门整体预算绩效目标表草稿（mubiao 文件，UTF-8 编码），请用目标表编辑器打开。手工修改也可以，但另加的注释在保存后不保留。
        (
            format: "mubiao",
            version: 2,
            template: "dongguan-2024",
            year: "2025",
            department: "示例市社区教育中心",
            staff: "12",
            subunits: "0",
            budget: (
                basic: "300.00",
                project: "100.00",
                special: "0.00",
                other_development: "0.00",
                fiscal: "400.00",
                other_income: "0.00",
                city_level: "0.00",
                transfer: "0.00",
            ),
            goals: [
                [
                    "通过“社区课堂”项目，为社区居民提供家门口的学习机会。",
                    "第二行\t“\"\u{200b}”",
                ],
            ],
            tasks: [
                (
                    name: "社区课堂",
                    content: ["在十个社区开设公益课程。"],
                    amount: "500000.00",
                    goal: ["居民学习的参与面稳步扩大。"],
                ),
            ],
            other_tasks: [],
            other_tasks_text: [],
            indicators: [
                (level1: "产出指标", level2: "数量指标", name: "社区课堂场次", cycle: "≥120场", year: "≥120场"),
                (level1: "产出指标", level2: "质量指标", name: "课程完成率", cycle: "≥95%", year: "≥95%"),
            ],
            ignored: [],
            links: [],
        )
    "#]]
    .assert_eq(write(&draft).unwrap().split("// 校验").next().unwrap());
}

#[test]
fn a_draft_comes_back_with_its_rows_numbered_in_order() {
    let draft = sample::awkward();
    let loaded = read(write(&draft).unwrap().as_bytes()).unwrap();
    // The sample is numbered in the order of the form already.
    assert_eq!(loaded.draft, draft);

    let mut shuffled = draft.clone();
    shuffled.goals[0].id = GoalId(70);
    shuffled.tasks[0].id = TaskId(3);
    let loaded = read(write(&shuffled).unwrap().as_bytes()).unwrap();
    assert_eq!(loaded.draft, draft);
}

#[test]
fn what_reads_back_differently_is_not_written() {
    let text = write(&sample::minimal()).unwrap();
    assert_eq!(confirm(&text, &sample::minimal()), Ok(()));
    for damaged in [
        text.replace("≥120场", ""),
        text.replace("    staff: \"12\",\n", ""),
        text.replace("subunits: \"0\"", "subunits: \"12\""),
        text.replace(')', ""),
    ] {
        assert_eq!(
            confirm(&damaged, &sample::minimal()),
            Err(FormatError::ReadBackDiffers)
        );
    }
}

/// The golden files of a version.
fn golden_files(version: &str) -> Vec<String> {
    let folder = project_file("tests/data/format").join(version);
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn golden_files_load_for_ever_and_save_byte_for_byte() {
    let files = golden_files("v2");
    assert!(files.len() >= 3, "only {} were found", files.len());
    for file in &files {
        check_saves_the_same(file);
    }
    let is_annotated = |file: &String| !read(file.as_bytes()).unwrap().draft.annotations.is_empty();
    assert!(files.iter().any(is_annotated));
}

#[test]
fn golden_files_of_the_first_version_load_for_ever_without_annotations() {
    let files = golden_files("v1");
    assert!(files.len() >= 2, "only {} were found", files.len());
    for file in &files {
        let loaded = read(file.as_bytes()).unwrap();
        assert_eq!(loaded.notices, []);
        assert!(loaded.draft.annotations.is_empty());
        let (fields, _) = file.split_once("// 校验").unwrap();
        let fields = fields.strip_suffix("\n)\n").unwrap();
        let fields = fields.replacen("version: 1", "version: 2", 1);
        let expected = format!("{fields}\n    ignored: [],\n    links: [],\n)\n");
        assert_eq!(body(&loaded.draft), expected);
    }
}

/// The smallest sample with annotations of every kind of place.
fn annotated() -> Draft {
    let mut draft = sample::minimal();
    let ignored = |rule: &str, path: &str, reason: &str, seen: &str| Ignored {
        rule: rule.to_owned(),
        path: path.parse().unwrap(),
        reason: reason.to_owned(),
        seen: Fingerprint::of(seen),
    };
    let [goal, task] = [RowId::Goal(GoalId(1)), RowId::Task(TaskId(2))];
    let indicator = RowId::Indicator(IndicatorId(4));
    let links = [(goal, task), (task, indicator), (goal, indicator)];
    draft.annotations = Annotations::new(
        vec![
            ignored(
                "compound-target-value",
                "indicators/i4/year",
                "“按合同”\n写的",
                "≥95%",
            ),
            ignored("tasks-over-budget", "budget", "", "超过"),
            ignored("blank-amount", "tasks/t2/amount", "尚未批复", "500000.00"),
            ignored(
                "no-output-indicator",
                "indicators/产出指标/",
                "另有 50%/50% 的",
                "没有",
            ),
        ],
        links.map(|(a, b)| Link::between(a, b).unwrap()).to_vec(),
    );
    draft
}

#[test]
fn annotations_are_laid_out_for_people() {
    let text = body(&annotated());
    let (_, annotations) = text.split_once("    ignored:").unwrap();
    expect![[r#"
         [
                (rule: "tasks-over-budget", at: "budget", reason: "", seen: "515e269048b4465c"),
                (rule: "blank-amount", at: "tasks/1/amount", reason: "尚未批复", seen: "8c72d2c20047743a"),
                (rule: "no-output-indicator", at: "indicators/产出指标/", reason: "另有 50%/50% 的", seen: "5ddcdecf12cfbea9"),
                (rule: "compound-target-value", at: "indicators/2/year", reason: "“按合同”\n写的", seen: "036c0fba2170465c"),
            ],
            links: [
                ("goals/1", "tasks/1"),
                ("goals/1", "indicators/2"),
                ("tasks/1", "indicators/2"),
            ],
        )
    "#]]
    .assert_eq(annotations);
}

#[test]
fn annotations_come_back_at_the_rows_that_they_were_of() {
    let mut draft = annotated();
    assert_eq!(
        read(write(&draft).unwrap().as_bytes()).unwrap().draft,
        draft
    );
    // Another order of the rows, and ids that say nothing about it.
    draft.indicators.swap(0, 1);
    draft.indicators.swap(2, 3);
    draft.goals.insert(0, Goal::blank(GoalId(90)));
    let text = write(&draft).unwrap();
    assert!(text.contains("(\"goals/2\", \"indicators/1\")"), "{text}");
    let loaded = read(text.as_bytes()).unwrap();
    assert_eq!(loaded.draft, convert::as_loaded(&draft));
    let row = RowId::Indicator(loaded.draft.indicators[0].id);
    assert_eq!(loaded.draft.indicators[0].name, "课程完成率");
    assert!(loaded.draft.annotations.linked_to(row).eq([
        RowId::Goal(loaded.draft.goals[1].id),
        RowId::Task(loaded.draft.tasks[0].id),
    ]));
    assert_eq!(write(&loaded.draft).unwrap(), text);
}

#[test]
fn annotations_of_rows_that_are_gone_are_not_written() {
    let mut draft = annotated();
    draft.tasks.clear();
    let text = write(&draft).unwrap();
    assert!(!text.contains("\"tasks/"), "{text}");
    let loaded = read(text.as_bytes()).unwrap();
    assert_eq!(loaded.notices, []);
    let left = loaded.draft.annotations;
    assert_eq!((left.ignored().len(), left.links().len()), (3, 1));
}

/// One place of the seven annotations is changed: so many are left, and so many are told as lost.
#[track_caller]
fn check_lost(from: &str, to: &str, left: usize, lost: usize) {
    let text = body(&annotated());
    assert!(text.contains(from), "{from} is not in the file");
    let loaded = read(text.replacen(from, to, 1).as_bytes()).unwrap();
    let expected: &[Notice] = match lost {
        0 => &[],
        lost => &[Notice::LostAnnotations(lost)],
    };
    assert_eq!(loaded.notices, expected, "{to}");
    let kept = &loaded.draft.annotations;
    assert_eq!(kept.ignored().len() + kept.links().len(), left, "{to}");
    check_saves_the_same(&write(&loaded.draft).unwrap());
}

#[test]
fn annotations_without_a_place_are_left_out_and_told() {
    for place in [
        "tasks/2/amount",
        "tasks/0/amount",
        "tasks/t2/amount",
        "sums",
        "",
    ] {
        check_lost("tasks/1/amount", place, 6, 1);
    }
    for seen in ["", "c4bc", "C4BC4BA8E2C3A6FB", "年"] {
        let written = Fingerprint::of("500000.00").to_string();
        check_lost(&written, seen, 6, 1);
    }
    for row in [
        "tasks/9",
        "tasks/1/name",
        "goals/1",
        "other_tasks/1",
        "budget",
        "",
    ] {
        let to = format!("(\"{row}\", \"indicators/2\")");
        check_lost("(\"tasks/1\", \"indicators/2\")", &to, 6, 1);
    }
    // Twice the same.
    let link = "(\"goals/1\", \"tasks/1\"),";
    check_lost(link, &format!("{link} (\"tasks/1\", \"goals/1\"),"), 7, 1);
}

#[test]
fn annotations_of_rules_that_are_not_known_are_kept() {
    check_lost("blank-amount", "a-rule-of-a-later-version", 7, 0);
    check_lost("blank-amount", "", 7, 0);
}

#[test]
fn annotations_of_another_shape_are_refused() {
    let text = body(&annotated());
    for (from, to) in [
        ("rule: \"blank", "rules: \"blank"),
        ("reason: \"\", ", ""),
        ("(\"goals/1\", \"tasks/1\")", "(\"goals/1\")"),
        (
            "(\"goals/1\", \"tasks/1\")",
            "(\"goals/1\", \"tasks/1\", \"\")",
        ),
        ("(\"goals/1\", \"tasks/1\")", "[\"goals/1\", \"tasks/1\"]"),
        ("(\"goals/1\", \"tasks/1\")", "\"goals/1\""),
        ("(\"goals/1\", \"tasks/1\")", "(1, 2)"),
        ("version: 2", "version: 1"),
    ] {
        assert!(text.contains(from), "{from} is not in the file");
        let error = read(text.replacen(from, to, 1).as_bytes()).unwrap_err();
        let is_expected = matches!(
            error,
            FormatError::UnknownField { .. }
                | FormatError::MissingField { .. }
                | FormatError::WrongType { .. }
                | FormatError::Syntax { .. }
        );
        assert!(is_expected, "{to}: {error:?}");
    }
}

#[test]
fn more_annotations_than_rows_can_be_are_refused() {
    let links = "(\"goals/1\",\"tasks/1\"),".repeat(MAX_ROWS + 1);
    let text = minimal_with("links: []", &format!("links: [{links}]"));
    let error = read(text.as_bytes()).unwrap_err();
    assert!(matches!(error, FormatError::TooManyRows { .. }), "{error}");
    let mut draft = annotated();
    let path = FieldPath::Goals;
    let many = (0..=MAX_ROWS).map(|n| Ignored {
        rule: "a".to_owned(),
        path: path.clone(),
        reason: String::new(),
        seen: Fingerprint::of(&n.to_string()),
    });
    draft.annotations = Annotations::new(many.collect(), Vec::new());
    let error = write(&draft).unwrap_err();
    assert!(matches!(error, FormatError::TooManyRows { .. }), "{error}");
}

#[test]
fn the_blank_sample_is_blank() {
    let bytes = read_project_file("assets/samples/blank-2025.ron");
    check_saves_the_same(&bytes);
    let year = crate::base::date::Year::new(2025);
    assert_eq!(
        read(bytes.as_bytes()).unwrap().draft,
        Draft::blank("dongguan-2024", year)
    );
}

#[test]
fn the_full_sample_has_the_shape_and_figures_of_a_real_form() {
    let bytes = read_project_file("assets/samples/youth-centre-2025.ron");
    check_saves_the_same(&bytes);
    let draft = read(bytes.as_bytes()).unwrap().draft;
    let totals = Totals::of(&draft, &sample::template());
    assert_eq!(totals.expenditure.amount.plain(), "2083.43");
    assert_eq!(totals.income.amount.plain(), "2083.42");
    assert_eq!(totals.tasks_yuan().plain(), "6198300.00");
    assert_eq!(totals.indicators, 24);
    assert_eq!(totals.by_level1.elsewhere, 0);
    assert_eq!((draft.goals.len(), draft.tasks.len()), (6, 6));
    assert!(draft.budget.city_level.is_empty());
    let longest = draft.tasks.iter().map(|task| task.goal.chars().count());
    assert!(longest.max() > Some(700));
}

#[track_caller]
fn check_refused(text: &str, expected: &FormatError) {
    assert_eq!(&read(text.as_bytes()).unwrap_err(), expected);
}

fn at(line: usize, column: usize) -> Position {
    Position { line, column }
}

#[test]
fn unknown_missing_and_double_fields_are_named_with_their_place() {
    let error = read(minimal_with("basic:", "bsaic:").as_bytes()).unwrap_err();
    let FormatError::UnknownField {
        at: place,
        name,
        expected,
    } = error
    else {
        panic!("{error:?}");
    };
    assert_eq!((place, name.as_str()), (at(11, 9), "bsaic"));
    assert_eq!(expected[..3], ["basic", "project", "special"]);

    check_refused(
        &minimal_with("    staff: \"12\",\n", ""),
        &FormatError::MissingField {
            at: at(40, 1),
            name: "staff",
        },
    );
    check_refused(
        &minimal_with("    version: 2,\n", ""),
        &FormatError::MissingField {
            at: at(40, 1),
            name: "version",
        },
    );
    check_refused(
        &minimal_with("staff: \"12\",", "staff: \"12\", staff: \"13\","),
        &FormatError::DuplicateField {
            at: at(8, 18),
            name: "staff",
        },
    );
}

#[track_caller]
fn check_wrong_type(from: &str, to: &str, place: Position, shape: Option<Shape>) {
    match read(minimal_with(from, to).as_bytes()) {
        Err(FormatError::WrongType { at, expected, .. }) => {
            assert_eq!((at, expected), (place, shape), "{to}");
        }
        other => panic!("{to}: {other:?}"),
    }
}

#[test]
fn values_of_another_kind_are_refused_with_what_belongs_there() {
    let text = Some(Shape::Text);
    check_wrong_type("\"12\"", "12", at(8, 12), text);
    check_wrong_type("\"12\"", "Some(\"12\")", at(8, 12), text);
    check_wrong_type("\"12\"", "()", at(8, 12), text);
    check_wrong_type("\"12\"", "[\"12\"]", at(8, 12), text);
    check_wrong_type("\"mubiao\"", "mubiao", at(3, 13), text);
    let list = Some(Shape::List);
    check_wrong_type("goals: [", "goals: \"\", x: [", at(20, 12), list);
    check_wrong_type("other_tasks: []", "other_tasks: ()", at(31, 18), list);
    let number = Some(Shape::Number);
    check_wrong_type("version: 2", "version: \"1\"", at(4, 14), number);
    check_wrong_type("version: 2", "version: 9999999999", at(4, 14), number);
    check_wrong_type("version: 2", "version: -1", at(4, 15), number);
    let fields = Some(Shape::Fields);
    check_wrong_type("other_tasks: []", "other_tasks: [1]", at(31, 19), fields);
    check_wrong_type("(level1:", "Row(level1:", at(34, 9), fields);
    check_wrong_type("budget: (", "budget: Money(", at(10, 13), fields);
    check_wrong_type("(\n    format", "Draft(\n    format", at(2, 1), fields);
    for number in ["inf", "NaN", "1e400", "1.0"] {
        check_wrong_type("\"300.00\"", number, at(11, 16), text);
    }
}

#[track_caller]
fn check_syntax(from: &str, to: &str, place: Position, meant: Option<char>, lost: Option<char>) {
    match read(minimal_with(from, to).as_bytes()) {
        Err(FormatError::Syntax {
            at, slip, missing, ..
        }) => {
            let found = (at, slip.map(|slip| slip.meant), missing);
            assert_eq!(found, (place, meant, lost), "{to}");
        }
        other => panic!("{to}: {other:?}"),
    }
}

#[test]
fn full_width_punctuation_outside_of_quotes_is_recognised() {
    check_syntax("staff: ", "staff： ", at(8, 10), Some(':'), None);
    check_syntax("\"12\",", "\"12\"，", at(8, 16), Some(','), None);
    check_syntax("\"12\"", "“12”", at(8, 12), Some('"'), None);
    check_syntax("budget: (", "budget: （", at(10, 13), Some('('), None);
    check_syntax("goals: [", "goals: 【", at(20, 12), Some('['), None);
    check_syntax(
        "    ),\n    goals",
        "    ）,\n    goals",
        at(19, 5),
        Some(')'),
        None,
    );
    check_syntax("    staff", "　　staff", at(8, 1), Some(' '), None);
}

#[test]
fn mistakes_of_syntax_have_their_place_and_what_is_missing() {
    check_syntax("\"12\",", "\"12\"", at(9, 5), None, Some(','));
    check_syntax("staff: ", "staff ", at(8, 11), None, Some(':'));
    check_syntax("\"12\"", "\"1\\q2\"", at(8, 16), None, None);
    check_syntax("\n// 校验", "\n)\n// 校验", at(42, 1), None, None);
    check_syntax("\"12\"", "/* \"12\"", at(43, 1), None, None);
    check_syntax(
        "(\n    format",
        "#![enable(x)]\n(\n    format",
        at(2, 12),
        None,
        None,
    );
}

#[test]
fn what_a_file_switches_on_changes_nothing() {
    for extension in ["implicit_some", "unwrap_newtypes, unwrap_variant_newtypes"] {
        let attribute = format!("#![enable({extension})]\n(\n    format");
        let changed = minimal_with("(\n    format", &attribute);
        let loaded = read(changed.as_bytes()).unwrap();
        assert_eq!(loaded.draft, sample::minimal(), "{extension}");
        assert_eq!(loaded.notices, [Notice::ChecksumDiffers], "{extension}");
    }
    check_syntax(
        "(\n    format",
        "#![enable(explicit_struct_names)]\n(\n    format",
        at(3, 1),
        None,
        None,
    );
}

#[test]
fn other_versions_and_other_files_are_told_apart() {
    check_refused(
        &minimal_with("version: 2", "rows: {5: None}, version: 3"),
        &FormatError::NewerVersion { found: 3, ours: 2 },
    );
    for other in [
        "a letter".to_owned(),
        "(id: \"dongguan-2024\")".to_owned(),
        minimal_with("format: \"mubiao\"", "format: \"other\""),
        minimal_with("version: 2", "version: 0"),
    ] {
        check_refused(&other, &FormatError::NotADraft);
    }
    let workbook = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xfe\xed\xbe\xef";
    assert_eq!(read(workbook), Err(FormatError::NotADraft));
}

#[test]
fn empty_and_zeroed_files_are_empty() {
    check_refused("", &FormatError::Empty);
    check_refused("\u{FEFF}\r\n\t ", &FormatError::Empty);
    assert_eq!(read(&[0; 4096]), Err(FormatError::Empty));
}

#[test]
fn editors_may_add_a_byte_order_mark_or_change_line_ends() {
    let text = write(&sample::awkward()).unwrap();
    let changed = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    let loaded = read(changed.as_bytes()).unwrap();
    assert_eq!(loaded.draft, sample::awkward());
    assert_eq!(loaded.notices, []);
    assert_eq!(loaded.content_hash, ContentHash::of(changed.as_bytes()));
}

#[test]
fn line_ends_of_very_old_editors_are_refused_with_a_place() {
    // All of it is one comment.
    let text = write(&sample::minimal()).unwrap().replace('\n', "\r");
    let column = 1 + text.trim_end().chars().count();
    check_refused(&text, &FormatError::Incomplete { at: at(1, column) });
}

#[test]
fn a_file_without_checksum_or_comment_is_written_by_hand_and_fine() {
    let text = write(&sample::minimal()).unwrap();
    let body = &text[text.find("(\n").unwrap()..text.find("// 校验").unwrap()];
    let by_hand = body.replace("    ", "").replace(",\n", ", // 附注\n");
    let loaded = read(by_hand.as_bytes()).unwrap();
    assert_eq!(loaded.draft, sample::minimal());
    assert_eq!(loaded.notices, []);
}

#[test]
fn a_change_outside_of_the_program_is_noticed() {
    let loaded = read(minimal_with("\"12\"", "\"13\"").as_bytes()).unwrap();
    assert_eq!(loaded.draft.basic.staff, Entry::Value(13));
    assert_eq!(loaded.notices, [Notice::ChecksumDiffers]);
}

#[test]
fn other_encodings_are_recognised() {
    let start = b"(format: \"mubiao\", version: 2,\n department: \"".as_slice();
    // 示例 in GBK.
    let gbk = [start, b"\xCA\xBE\xC0\xFD\")"].concat();
    assert_eq!(
        read(&gbk),
        Err(FormatError::NotUtf8 {
            at: at(2, 16),
            looks_like: Some(Encoding::Gbk),
        })
    );
    let noise = [start, b"\xCA\xBE\xFF\xFF\")"].concat();
    assert_eq!(
        read(&noise),
        Err(FormatError::NotUtf8 {
            at: at(2, 16),
            looks_like: None,
        })
    );
    let text = write(&sample::minimal()).unwrap();
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [
        little.clone(),
        big.clone(),
        [b"\xFF\xFE".to_vec(), little].concat(),
        [b"\xFE\xFF".to_vec(), big].concat(),
    ] {
        assert_eq!(
            read(&bytes),
            Err(FormatError::NotUtf8 {
                at: Position::START,
                looks_like: Some(Encoding::Utf16),
            })
        );
    }
}

#[test]
fn a_file_that_was_cut_off_is_incomplete() {
    let text = read_project_file("assets/samples/youth-centre-2025.ron");
    let body_end = text.rfind(')').unwrap() + 1;
    let marked = text.find("mubiao").unwrap() + "mubiao".len();
    for (end, _) in text.char_indices().take_while(|(end, _)| *end < body_end) {
        let error = read(&text.as_bytes()[..end]).unwrap_err();
        match error {
            FormatError::Incomplete { .. } => assert!(end >= marked),
            FormatError::Empty | FormatError::NotADraft => assert!(end < marked, "{end}"),
            other => panic!("cut at {end}: {other}"),
        }
    }
    // In the middle of a character.
    for end in (marked..body_end).filter(|end| !text.is_char_boundary(*end)) {
        let error = read(&text.as_bytes()[..end]).unwrap_err();
        let is_expected = matches!(error, FormatError::Incomplete { .. });
        assert!(is_expected, "cut at {end}: {error}");
    }
    // Behind the last bracket nothing of the draft is lost.
    let draft = read(text.as_bytes()).unwrap().draft;
    for end in (body_end..text.len()).filter(|end| text.is_char_boundary(*end)) {
        match read(&text.as_bytes()[..end]) {
            Ok(loaded) => assert_eq!(loaded.draft, draft),
            Err(err) => assert!(matches!(err, FormatError::Incomplete { .. }), "{err}"),
        }
    }
}

#[test]
fn a_file_cut_inside_a_character_is_incomplete() {
    let text = write(&sample::minimal()).unwrap();
    let end = text.find('≥').unwrap() + 1;
    assert_eq!(
        read(&text.as_bytes()[..end]),
        Err(FormatError::Incomplete { at: at(34, 66) })
    );
}

#[test]
fn a_file_whose_end_was_lost_to_zeros_is_incomplete() {
    let text = write(&sample::complete()).unwrap();
    let body_end = text.rfind(')').unwrap() + 1;
    let marked = text.find("mubiao").unwrap() + "mubiao".len();
    for end in marked..body_end {
        let mut bytes = text.clone().into_bytes();
        bytes[end..].fill(0);
        let error = read(&bytes).unwrap_err();
        let is_expected = matches!(error, FormatError::Incomplete { .. });
        assert!(is_expected, "zeros from {end}: {error}");
    }
    // A block of the disk in the middle.
    let mut bytes = text.into_bytes();
    bytes[1024..1536].fill(0);
    assert!(read(&bytes).is_err());
}

#[test]
fn what_a_longer_file_left_behind_is_refused() {
    let text = write(&sample::minimal()).unwrap();
    let longer = write(&sample::complete()).unwrap();
    let left = &longer[longer.ceil_char_boundary(text.len())..];
    for tail in [left, "\0\0\0\0"] {
        let error = read(format!("{text}{tail}").as_bytes()).unwrap_err();
        assert!(matches!(error, FormatError::Syntax { .. }), "{error}");
    }
}

#[test]
fn no_flipped_bit_changes_a_draft_unnoticed() {
    let mut draft = sample::minimal();
    draft.tasks.clear();
    draft.indicators.truncate(1);
    let good = write(&draft).unwrap();
    let expected = convert::as_loaded(&draft);
    let mut bytes = good.clone().into_bytes();
    for bit in 0..bytes.len() * 8 {
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(loaded) = read(&bytes) {
            let is_noticed = loaded.notices == [Notice::ChecksumDiffers];
            assert!(is_noticed || loaded.draft == expected, "bit {bit}");
        }
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
}

#[test]
fn limits_hold_in_both_directions() {
    let too_long = FormatError::TextTooLong {
        at: at(8, 13),
        max_chars: MAX_TEXT_CHARS,
    };
    let text = "长".repeat(MAX_TEXT_CHARS + 1);
    check_refused(&minimal_with("\"12\"", &format!("\"{text}\"")), &too_long);
    let lines = "\"长\",".repeat(MAX_TEXT_CHARS / 2 + 1);
    let lines = minimal_with(
        "other_tasks_text: []",
        &format!("other_tasks_text: [{lines}]"),
    );
    let error = read(lines.as_bytes()).unwrap_err();
    assert!(matches!(error, FormatError::TextTooLong { .. }), "{error}");
    let rows = "(name:\"\",content:[],amount:\"\"),".repeat(MAX_ROWS + 1);
    let rows = minimal_with("other_tasks: []", &format!("other_tasks: [{rows}]"));
    let error = read(rows.as_bytes()).unwrap_err();
    assert!(matches!(error, FormatError::TooManyRows { .. }), "{error}");

    let mut draft = sample::minimal();
    draft.goals[0].text = "长\n".repeat(MAX_TEXT_CHARS / 2);
    assert!(write(&draft).is_ok());
    draft.goals[0].text.push('长');
    let error = write(&draft).unwrap_err();
    assert!(matches!(error, FormatError::TextTooLong { .. }), "{error}");
    draft.goals = vec![Goal::blank(GoalId(1)); MAX_ROWS];
    assert!(write(&draft).is_ok());
    draft.goals.push(Goal::blank(GoalId(1)));
    let error = write(&draft).unwrap_err();
    assert!(matches!(error, FormatError::TooManyRows { .. }), "{error}");
}

#[test]
fn more_bytes_than_a_draft_can_have_are_not_looked_at() {
    let mut bytes = write(&sample::minimal()).unwrap().into_bytes();
    bytes.resize(MAX_FILE_BYTES as usize, b'\n');
    assert!(read(&bytes).is_ok());
    bytes.push(b'\n');
    assert_eq!(
        read(&bytes),
        Err(FormatError::TooLarge {
            max_bytes: MAX_FILE_BYTES,
        })
    );
}

/// Millions of everything; the time limit of the whole test run is the judge.
#[test]
fn hostile_files_are_refused_with_short_messages() {
    const MANY: usize = 1_000_000;
    for hostile in ["(", "[", "{", "Some(", "x(", "(x:", "{1:", "/*"] {
        let text = minimal_with("version: 2,", &format!("x: {}", hostile.repeat(MANY)));
        let error = read(text.as_bytes()).unwrap_err();
        let is_expected = matches!(
            error,
            FormatError::TooDeep { .. } | FormatError::Syntax { .. }
        );
        assert!(is_expected, "{hostile}: {error}");
    }
    let name = "x".repeat(5 * MANY);
    let digits = "9".repeat(10 * MANY);
    let long = "9".repeat(30 * MANY);
    for (from, to) in [
        ("version: 2,", format!("version: 2, {name}: 1,")),
        ("version: 2,", format!("version: {digits},")),
        ("\"12\"", digits.clone()),
        ("\"12\"", format!("\"{long}\"")),
        ("\"12\"", format!("\"12\", {digits}: 1")),
        ("\"12\"", name.clone()),
        ("(level1:", format!("{name}(level1:")),
        (
            "(\n    format",
            format!("#![enable({name})]\n(\n    format"),
        ),
        ("goals: [", format!("goals: [{}", "[],".repeat(MANY))),
        ("goals: [", format!("goals: [[{}],", "\"\",".repeat(MANY))),
    ] {
        let error = read(minimal_with(from, &to).as_bytes()).unwrap_err();
        let message = error.to_string();
        assert!(message.chars().count() <= 200, "{message}");
        let debug = format!("{error:?}");
        assert!(debug.chars().count() < 600, "{debug}");
    }
    // What the parser passes over is as long as it likes.
    let attribute = format!("#![type = \"{name}\"]\n(\n    format");
    let loaded = read(minimal_with("(\n    format", &attribute).as_bytes()).unwrap();
    assert_eq!(loaded.draft, sample::minimal());
}

/// Characters that programs stumble over, among any others.
fn any_text() -> impl Strategy<Value = String> {
    let awkward = prop::sample::select(vec![
        '"', '\\', '\'', '\t', '\n', '\r', '\0', '\u{7F}', '\u{85}', '\u{A0}', '\u{200B}',
        '\u{2028}', '\u{202E}', '\u{FEFF}', '\u{FFFF}', '\u{301}', '/', '*', '#', '(', ')', '[',
        ',', ':', '，', '“', '　', '表', '𠮷', ' ', '0', '.',
    ]);
    let one = prop_oneof![awkward, any::<char>()];
    prop::collection::vec(one, 0..12).prop_map(|chars| chars.into_iter().collect())
}

fn any_entry<T: crate::model::entry::Typed + std::fmt::Debug>() -> impl Strategy<Value = Entry<T>> {
    let number = "-?[0-9]{1,6}(\\.[0-9]{1,4})?".prop_map(|typed| typed);
    prop_oneof![any_text(), number, Just("2025".to_owned())].prop_map(|typed| Entry::read(&typed))
}

fn any_basic() -> impl Strategy<Value = (Basic, Budget)> {
    let amounts = prop::collection::vec(any_entry(), 8);
    (any_entry(), any_entry(), amounts).prop_map(|(staff, subunits, amounts)| {
        let mut amounts = amounts.into_iter();
        let mut next = || amounts.next().unwrap();
        let budget = Budget {
            basic: next(),
            project: next(),
            special: next(),
            other_development: next(),
            fiscal: next(),
            other_income: next(),
            city_level: next(),
            transfer: next(),
        };
        (Basic { staff, subunits }, budget)
    })
}

fn any_tasks() -> impl Strategy<Value = (Vec<Goal>, Vec<Task>, Vec<OtherTask>)> {
    let goals = any_text().prop_map(|text| Goal {
        id: GoalId(9),
        text,
    });
    let tasks = (any_text(), any_text(), any_entry(), any_text()).prop_map(
        |(name, content, amount, goal)| Task {
            id: TaskId(9),
            name,
            content,
            amount,
            goal,
        },
    );
    let others =
        (any_text(), any_text(), any_entry()).prop_map(|(name, content, amount)| OtherTask {
            id: OtherTaskId(9),
            name,
            content,
            amount,
        });
    (
        prop::collection::vec(goals, 0..4),
        prop::collection::vec(tasks, 0..4),
        prop::collection::vec(others, 0..4),
    )
}

fn any_indicator() -> impl Strategy<Value = Indicator> {
    let texts = prop::array::uniform5(any_text());
    texts.prop_map(|[level1, level2, name, cycle, year]| Indicator {
        id: IndicatorId(9),
        slot: Slot { level1, level2 },
        name,
        cycle: TargetValue::read(&cycle),
        year: TargetValue::read(&year),
    })
}

/// A rule, a place among all fields, blocks, branches and rows that are gone, and texts.
type AnyIgnored = (usize, [String; 4]);

fn any_annotations() -> impl Strategy<Value = (Vec<AnyIgnored>, Vec<(usize, usize)>)> {
    let ignored = (any::<usize>(), prop::array::uniform4(any_text()));
    (
        prop::collection::vec(ignored, 0..4),
        prop::collection::vec((any::<usize>(), any::<usize>()), 0..4),
    )
}

/// The draft with rows numbered backwards, and annotated.
fn annotated_with(
    mut draft: Draft,
    (ignored, links): (Vec<AnyIgnored>, Vec<(usize, usize)>),
) -> Draft {
    let mut ids = IdAllocator::default();
    let indicators = draft.indicators.iter_mut().rev();
    indicators.for_each(|row| row.id = ids.fresh());
    let others = draft.other_tasks.iter_mut().rev();
    others.for_each(|row| row.id = ids.fresh());
    draft
        .tasks
        .iter_mut()
        .rev()
        .for_each(|row| row.id = ids.fresh());
    draft
        .goals
        .iter_mut()
        .rev()
        .for_each(|row| row.id = ids.fresh());
    let gone = [
        RowId::Goal(GoalId(99)),
        RowId::Task(TaskId(99)),
        RowId::Indicator(IndicatorId(99)),
    ];
    let mut paths = access::all_fields(&draft);
    paths.extend(gone.map(RowId::first_field));
    paths.extend([FieldPath::BudgetBlock, FieldPath::OtherTasks]);
    let rows: Vec<RowId> = paths.iter().filter_map(FieldPath::row).collect();
    for (n, [rule, reason, seen, level]) in ignored {
        let mut path = paths[n % paths.len()].clone();
        if n % 3 == 0 {
            path = FieldPath::Branch(Slot::new(level, rule.as_str()));
        }
        draft.annotations.ignore(Ignored {
            rule,
            path,
            reason,
            seen: Fingerprint::of(&seen),
        });
    }
    for (one, other) in links {
        let link = Link::between(rows[one % rows.len()], rows[other % rows.len()]);
        link.map(|link| draft.annotations.link(link));
    }
    draft
}

fn any_draft() -> impl Strategy<Value = Draft> {
    (any_form(), any_annotations())
        .prop_map(|(draft, annotations)| annotated_with(draft, annotations))
}

fn any_form() -> impl Strategy<Value = Draft> {
    let texts = prop::array::uniform3(any_text());
    let indicators = prop::collection::vec(any_indicator(), 0..4);
    (texts, any_entry(), any_basic(), any_tasks(), indicators).prop_map(
        |(texts, year, (basic, budget), (goals, tasks, other_tasks), indicators)| {
            let [template, department, other_tasks_text] = texts;
            Draft {
                template,
                year,
                department,
                basic,
                budget,
                goals,
                tasks,
                other_tasks,
                other_tasks_text,
                indicators,
                annotations: Annotations::default(),
            }
        },
    )
}

proptest! {
    #[test]
    fn any_draft_comes_back_and_saves_byte_for_byte(draft in any_draft()) {
        let text = write(&draft).unwrap();
        prop_assert!(!text.contains('\r'));
        let loaded = read(text.as_bytes()).unwrap();
        prop_assert_eq!(&loaded.notices, &[]);
        prop_assert_eq!(&loaded.draft, &convert::as_loaded(&draft));
        prop_assert_eq!(write(&loaded.draft).unwrap(), text);
    }

    #[test]
    fn reading_noise_never_panics(
        noise in prop::collection::vec(any::<u8>(), 0..200),
        cut in 0_usize..1500,
    ) {
        let good = write(&sample::minimal()).unwrap();
        let bytes = [&good.as_bytes()[..cut], &noise].concat();
        prop_assert!(read(&bytes).is_err());
    }
}
