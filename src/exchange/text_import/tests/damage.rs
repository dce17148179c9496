//! Rows that nobody foresaw, and cells in columns where they do not belong: nothing is lost.

use super::*;
use crate::base::amount::Amount;
use proptest::prelude::*;

/// Every label that stands in the fixtures, by its letters.
const LABELS: [&str; 45] = [
    "部门名称",
    "基本信息",
    "财政供养人员数",
    "下属二级单位数",
    "预算整体情况",
    "部门预算支出",
    "预算金额万元",
    "收入来源",
    "基本支出",
    "财政拨款",
    "项目支出",
    "其他资金",
    "事业发展性支出",
    "按预算级次划分",
    "财政专项资金",
    "市本级使用资金",
    "其他事业发展性支出",
    "拟用于对下转移支付资金",
    "总体绩效目标",
    "年度重点工作任务",
    "名称",
    "主要实施内容",
    "拟投入的资金元",
    "期望达到的目标概述",
    "其他需完成的任务可选项",
    "目标内容",
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "实施周期指标值",
    "年度指标值",
    "产出指标",
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "效益指标",
    "经济效益指标",
    "社会效益指标",
    "生态效益指标",
    "可持续影响指标",
    "服务对象满意度指标",
    "示例市部门整体预算绩效目标表",
    "2025年",
];

fn letters(text: &str) -> String {
    text.replace("<p>", "")
        .replace("</p>", "")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Everything that was read, and everything that was told about a line.
struct Found {
    fields: String,
    amounts: Vec<String>,
    imported: Imported,
}

impl Found {
    fn of(text: &str) -> Self {
        let imported = read(text);
        let draft = &imported.draft;
        let mut texts: Vec<String> = access::all_fields(draft)
            .iter()
            .map(|path| access::text(draft, path).unwrap().into_owned())
            .collect();
        for slot in draft.indicators.iter().map(|row| &row.slot) {
            texts.extend([slot.level1.clone(), slot.level2.clone()]);
        }
        Self {
            fields: texts.iter().map(|text| letters(text) + "|").collect(),
            amounts: texts,
            imported,
        }
    }

    /// A part of a cell is in the draft, or named in a note about its line.
    fn has(&self, line: usize, part: &str) -> bool {
        let wanted = letters(part);
        let amount = Amount::parse(part).map(Amount::plain);
        let start: String = wanted.chars().take(40).collect();
        let is_told = |note: &Note| {
            note.line == line
                && note.kind == NoteKind::Unplaced
                && letters(&note.message).contains(&start)
        };
        wanted.is_empty()
            || LABELS.contains(&wanted.as_str())
            || self.fields.contains(&wanted)
            || amount.is_ok_and(|amount| self.amounts.contains(&amount))
            || self.imported.notes.iter().any(is_told)
    }
}

/// Every cell of a text is in the draft, a label, or told.
#[track_caller]
fn check_nothing_is_lost(text: &str) {
    let found = Found::of(text);
    for (idx, line) in text.lines().enumerate() {
        for cell in line.split('\t') {
            let goals = cell
                .split("目标")
                .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
            let is_whole = found.has(idx + 1, cell);
            let in_parts =
                cell.contains("<p>") && goals.into_iter().all(|part| found.has(idx + 1, part));
            assert!(
                is_whole || in_parts,
                "line {}: “{cell}” is lost\n{}",
                idx + 1,
                told(&found.imported)
            );
        }
    }
}

const STRANGE_ROWS: [&str; 12] = [
    "没有见过的一行",
    "\t没有见过的甲\t没有见过的乙",
    "\t\t\t没有见过的丙\t≥31个\t≥41个",
    "没有见过的丁\t12,345.67\t没有见过的戊",
    "\t没有见过的己\t没有见过的庚\t88.00\t没有见过的辛",
    "\t没有见过的己\t没有见过的庚\t88.00\t没有见过的辛\t没有见过的壬\t没有见过的癸",
    "第 272 页",
    "没有见过的机构：没有见过的人",
    "\t\t质量指标\t没有见过的子\t≥57%",
    "\t\t\t\t≥61场\t≥62场",
    "合计\t\t\t7,777.00",
    "\t\t没有见过的丑指标\t没有见过的寅\t≥71次\t≥71次",
];

#[test]
fn no_cell_of_the_forms_is_lost() {
    check_nothing_is_lost(DAMAGED);
}

#[test]
fn strange_rows_at_any_place_are_placed_or_told() {
    let lines: Vec<&str> = DAMAGED.lines().collect();
    for at in 0..=lines.len() {
        for strange in STRANGE_ROWS {
            let mut damaged = lines.clone();
            damaged.insert(at, strange);
            check_nothing_is_lost(&damaged.join("\n"));
        }
    }
}

#[test]
fn rows_shifted_to_any_column_are_placed_or_told() {
    let lines: Vec<&str> = DAMAGED.lines().collect();
    for at in 0..lines.len() {
        let line = lines[at];
        let pushed = format!("\t\t{line}");
        let packed: Vec<&str> = line.split('\t').filter(|cell| !cell.is_empty()).collect();
        let reversed: Vec<&str> = line.split('\t').rev().collect();
        for shifted in [
            pushed,
            packed.join("\t"),
            reversed.join("\t"),
            line.replace('\t', "\t\t"),
        ] {
            let mut damaged = lines.clone();
            damaged[at] = &shifted;
            check_nothing_is_lost(&damaged.join("\n"));
        }
    }
}

#[test]
fn labels_that_are_lost_lose_nothing_else() {
    let lines: Vec<&str> = DAMAGED.lines().collect();
    for at in 0..lines.len() {
        let cells: Vec<&str> = lines[at].split('\t').collect();
        for col in 0..cells.len() {
            let mut damaged_row = cells.clone();
            damaged_row[col] = "";
            let damaged_row = damaged_row.join("\t");
            let mut damaged = lines.clone();
            damaged[at] = &damaged_row;
            check_nothing_is_lost(&damaged.join("\n"));
        }
    }
}

#[test]
fn the_form_reads_the_same_without_any_columns() {
    let packed: Vec<String> = DAMAGED
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').filter(|cell| !cell.is_empty()).collect();
            cells.join("\t")
        })
        .collect();
    let expected = read(DAMAGED).draft;
    assert_eq!(read(&packed.join("\n")).draft, expected);
    assert_eq!(read(&DAMAGED.replace('\t', "\t\t")).draft, expected);
}

/// Cells that mean something, something else, or nothing; `#` becomes a word of its own.
fn cell() -> impl Strategy<Value = String> {
    let labels = prop::sample::select(&LABELS[..]).prop_map(str::to_owned);
    let words = prop::sample::select(
        &[
            "",
            "",
            "#",
            "#",
            "≥3个",
            "1,000.00",
            "<p>目标1：#</p>",
            "#指标",
            "合计",
            "部门名称：#",
            "满意度",
        ][..],
    );
    prop_oneof![labels, words.prop_map(str::to_owned)]
}

proptest! {
    #[test]
    fn any_rows_of_cells_are_placed_or_told(
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..7), 0..12)
    ) {
        let mut text = "部门名称\t甲\n".to_owned();
        let mut marks = Vec::new();
        for (row, cells) in rows.iter().enumerate() {
            for (col, cell) in cells.iter().enumerate() {
                let mark = format!("记{row}号{col}字");
                if cell.contains('#') {
                    marks.push((row + 2, mark.clone()));
                }
                text.push_str(&cell.replace('#', &mark));
                text.push('\t');
            }
            text.push('\n');
        }
        let found = Found::of(&text);
        for (line, mark) in marks {
            prop_assert!(found.has(line, &mark), "{mark} is lost in\n{text}");
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(imported) = import(&bytes, templates(), Wanted::default()) {
            prop_assert!(imported.notes.iter().all(|note| note.line > 0));
        }
    }

    #[test]
    fn any_text_behind_a_label_is_read(text in "(\\PC|\t|\n|\"|<p>|目标[0-9]：|[一二]、| 1\\. ){0,60}") {
        for label in ["部门名称", "总体绩效目标", "年度重点工作任务", "绩效指标"] {
            let whole = format!("部门名称\n{label}\t{text}");
            prop_assert!(import(whole.as_bytes(), templates(), Wanted::default()).is_ok());
        }
    }
}
