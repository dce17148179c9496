//! Encodings, sizes, and files that are no form.

use super::*;

#[track_caller]
fn error_of(bytes: &[u8]) -> ImportError {
    import(bytes, templates(), Wanted::default()).unwrap_err()
}

#[test]
fn a_byte_order_mark_and_foreign_line_ends_change_nothing() {
    let expected = read(DAMAGED);
    assert_eq!(read(&format!("\u{FEFF}{DAMAGED}")), expected);
    assert_eq!(read(&DAMAGED.replace('\n', "\r\n")), expected);
    for (mark, bytes_of) in [
        ([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ([0xFE, 0xFF], u16::to_be_bytes),
    ] {
        let mut bytes = mark.to_vec();
        bytes.extend(DAMAGED.encode_utf16().flat_map(bytes_of));
        assert_eq!(
            import(&bytes, templates(), Wanted::default()),
            Ok(expected.clone())
        );
        bytes.pop();
        let offset = bytes.len() - 1;
        let broken = ImportError::NotUtf8 {
            looks_like_gbk: false,
            offset,
        };
        assert_eq!(error_of(&bytes), broken);
    }
}

#[test]
fn chinese_in_gbk_is_told_apart_from_other_bytes() {
    let gbk = |looks_like_gbk, offset| ImportError::NotUtf8 {
        looks_like_gbk,
        offset,
    };
    // 部门名称, a tab, 甲.
    let written = b"\xB2\xBF\xC3\xC5\xC3\xFB\xB3\xC6\t\xBC\xD7";
    assert_eq!(error_of(written), gbk(true, 0));
    let cut_off = written.get(..written.len() - 1).unwrap();
    assert_eq!(error_of(cut_off), gbk(true, 0));
    assert_eq!(error_of(b"abc\xFF\xFF\x00"), gbk(false, 3));
    assert_eq!(error_of(b"\x89PNG\r\n\x1A\n\x00\x00"), gbk(false, 0));
}

#[test]
fn files_without_a_label_are_no_form() {
    for text in [
        "",
        "\n\t\n",
        "名称\t数量\n苹果\t3",
        "今天天气很好。",
        "示例市部门整体预算绩效目标表",
    ] {
        assert_eq!(error_of(text.as_bytes()), ImportError::NotTheForm, "{text}");
    }
}

#[test]
fn unknown_templates_are_refused() {
    let wanted = Wanted {
        template: Some("nowhere-1999"),
        year: None,
    };
    assert_eq!(
        import(DAMAGED.as_bytes(), templates(), wanted),
        Err(ImportError::UnknownTemplate("nowhere-1999".to_owned()))
    );
    assert_eq!(error_with_no_templates(), ImportError::NotTheForm);
}

fn error_with_no_templates() -> ImportError {
    import("总体绩效目标\t甲".as_bytes(), &[], Wanted::default()).unwrap_err()
}

#[test]
fn too_large_files_are_refused() {
    let bytes = vec![b'\n'; MAX_BYTES + 1];
    assert_eq!(error_of(&bytes), ImportError::TooLarge(Limit::Bytes));
    let rows = "部门名称\t甲\n".repeat(MAX_ROWS + 1);
    assert_eq!(
        error_of(rows.as_bytes()),
        ImportError::TooLarge(Limit::Rows)
    );
    let goals = format!("总体绩效目标\t{}", "<p>甲</p>".repeat(MAX_ROWS + 1));
    assert_eq!(
        error_of(goals.as_bytes()),
        ImportError::TooLarge(Limit::Rows)
    );
}

#[test]
fn as_many_rows_as_are_accepted_are_read() {
    let heads = "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n\t产出指标\t数量指标\n";
    let rows: Vec<String> = (2..MAX_ROWS)
        .map(|n| format!("\t\t\t第{n}项\t≥{n}个\n"))
        .collect();
    let text = format!("{heads}{}", rows.concat());
    assert_eq!(read(&text).draft.indicators.len(), MAX_ROWS - 2);
}

#[test]
fn texts_longer_than_a_field_are_told_and_left_out() {
    let long = "长".repeat(MAX_FIELD_CHARS);
    let imported = read(&format!(
        "部门名称\t{long}\n总体绩效目标\t目标1：{long}长目标2：短"
    ));
    assert_eq!(imported.draft.department.chars().count(), MAX_FIELD_CHARS);
    let goals: Vec<&str> = imported
        .draft
        .goals
        .iter()
        .map(|goal| goal.text.as_str())
        .collect();
    assert_eq!(goals, ["", "短"]);
    let left_out = notes(&imported, &[NoteKind::Unplaced]);
    assert!(
        left_out.starts_with("2 Unplaced goals/g1: “长长长"),
        "{left_out}"
    );
    assert!(left_out.contains("超过 20000 字"));
}
