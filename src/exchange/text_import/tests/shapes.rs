//! Forms in other shapes: labels, units, columns and levels that differ from the template.

use super::*;
use expect_test::{Expect, expect};

/// Reads rows whose cells are parted by `|`; a leading `|` is a blank first cell.
#[track_caller]
fn check_as(wanted: Wanted<'_>, rows: &[&str], expected: &Expect) {
    let text = rows.join("\n").replace('|', "\t");
    expected.assert_eq(&told(&read_as(&text, wanted)));
}

/// A wish for the first template and a year, so that neither is noted.
fn usual() -> Wanted<'static> {
    Wanted {
        template: Some("dongguan-2024"),
        year: Year::new(2025),
    }
}

const INDICATOR_HEADS: &str = "绩效指标|一级指标|二级指标|三级指标|实施周期指标值|年度指标值";
const TASK_HEADS: &str =
    "年度重点工作任务|名称|主要实施内容|拟投入的资金（元）|期望达到的目标（概述）";

#[test]
fn labels_are_known_with_other_spacing_brackets_and_levels_of_government() {
    check_as(
        usual(),
        &[
            "【部 门 名 称】|示例市图书馆",
            "财政供养人员数（人）：|３５人||下属二级单位数|２",
            "|财政专项资金|1.50万元|省本级使用资金|",
            "|基本支出|约三百|拟用于对下转移支付资金|20,000元",
        ],
        &expect![[r#"
            department = 示例市图书馆
            year = 2025
            staff = ３５人
            subunits = 2
            budget/basic = 约三百
            budget/special = 1.50
            budget/transfer = 2.00
            2 Uncertain staff: “３５人”不是整数，已照原文保留
            4 Uncertain budget/basic: “约三百”不是金额，已照原文保留
        "#]],
    );
}

#[test]
fn label_and_value_may_share_a_cell() {
    check_as(
        usual(),
        &["部门名称：示例市图书馆|财政供养人员数: 12"],
        &expect![[r#"
            department = 示例市图书馆
            year = 2025
            staff = 12
        "#]],
    );
}

#[test]
fn values_without_a_label_make_their_row_doubtful() {
    check_as(
        usual(),
        &["基本支出|项目支出|866.56|392.47"],
        &expect![[r#"
            year = 2025
            budget/project = 866.56
            1 Unplaced : “392.47”没有填入表中，请核对是否要补填
            1 Uncertain budget/project: 这一行的内容比栏目多，不一定对得上，请核对
        "#]],
    );
}

#[test]
fn goals_are_split_at_their_numbers_or_at_paragraphs() {
    let texts = |rows: &str| -> Vec<String> {
        let goals = read_as(rows, usual()).draft.goals;
        goals.into_iter().map(|goal| goal.text).collect()
    };
    for (cell, expected) in [
        (
            "目标1：甲。目标2：乙。目标3：丙。",
            vec!["甲。", "乙。", "丙。"],
        ),
        (
            "<p>目标一、甲。</p><p>目标二、乙。</p>",
            vec!["甲。", "乙。"],
        ),
        ("<p>甲。</p> <p>乙。</p>", vec!["甲。", "乙。"]),
        (
            "目标 1：甲，为目标2打基础。\n目标2：乙。",
            vec!["甲，为目标2打基础。", "乙。"],
        ),
        (
            "目标1：甲。<br>再接再厉。<br>目标2：乙。",
            vec!["甲。\n再接再厉。", "乙。"],
        ),
        (
            "目标1：甲（见目标3：略）。目标2：乙。",
            vec!["甲（见目标3：略）。", "乙。"],
        ),
        ("目标：甲。", vec!["甲。"]),
        ("甲目标明确。", vec!["甲目标明确。"]),
    ] {
        let cell = if cell.contains('\n') {
            format!("\"{cell}\"")
        } else {
            cell.to_owned()
        };
        assert_eq!(texts(&format!("总体绩效目标\t{cell}")), expected, "{cell}");
    }
}

#[test]
fn goals_on_rows_of_their_own_are_told_apart_from_strays() {
    check_as(
        usual(),
        &[
            "总体绩效目标|目标1：建成一批",
            "|口袋公园。",
            "第 2 页",
            "|目标3：补齐行道树。",
            "|甲|乙",
        ],
        &expect![[r#"
            year = 2025
            goals/g1 = 建成一批口袋公园。
            goals/g2 = 补齐行道树。
            1 Uncertain goals/g1: 这个目标由两行接成，请核对
            3 Unplaced : “第 2 页”没有填入表中，请核对是否要补填
            4 Uncertain goals/g2: 原文目标的编号不连续，已按先后顺序编号，请核对
            5 Unplaced : “甲”、“乙”没有填入表中，请核对是否要补填
        "#]],
    );
}

#[test]
fn tasks_are_told_by_their_amount_and_by_their_heads() {
    check_as(
        usual(),
        &[
            TASK_HEADS,
            "||甲项目|做甲事|1, 000. 50|甲成",
            "|乙项目||2,000.00|乙成",
            "|丙项目|做丙事|约三千|丙成",
            "||||并且更好。",
            "丁项目|40万元",
            "|合计||3,000.50",
            "3",
            "|戊项目",
        ],
        &expect![[r#"
            year = 2025
            tasks/t1/name = 甲项目
            tasks/t1/content = 做甲事
            tasks/t1/amount = 1000.50
            tasks/t1/goal = 甲成
            tasks/t2/name = 乙项目
            tasks/t2/amount = 2000.00
            tasks/t2/goal = 乙成
            tasks/t3/name = 丙项目
            tasks/t3/content = 做丙事
            tasks/t3/amount = 约三千
            tasks/t3/goal = 丙成并且更好。
            tasks/t4/name = 丁项目
            tasks/t4/amount = 400000.00
            tasks/t5/name = 戊项目
            4 Uncertain tasks/t3/amount: “约三千”不是金额，已照原文保留
            5 Uncertain tasks/t3/goal: 这一行没有名称和金额，已接在上一项后面，请核对
            6 Uncertain tasks/t4/name: 这一行的格数与表头不符，按先后顺序填写，请核对
            7 Unplaced : “合计”、“3,000.50”没有填入表中，请核对是否要补填
            8 Unplaced : “3”没有填入表中，请核对是否要补填
            9 Uncertain tasks/t5/name: 这一行只有名称，请核对
        "#]],
    );
}

#[test]
fn amounts_are_changed_into_the_unit_of_the_template() {
    let rows = [
        "2025年市级部门整体预算绩效目标表",
        "预算整体情况|部门预算支出|预算金额（元）|收入来源|预算金额（元）",
        "|基本支出|8,665,600.00|财政拨款|1",
        "年度重点工作任务|名称|主要实施内容|拟投入的资金（元）|期望达到的目标（概述）",
        "|甲|做甲事|1,280,500|甲成",
        "绩效指标|一级指标|二级指标|三级指标|指标值",
    ];
    let imported = read(&rows.join("\n").replace('|', "\t"));
    assert_eq!(imported.draft.template, "zhanjiang-2024");
    expect![[r#"
        year = 2025
        budget/basic = 866.56
        budget/fiscal = 0.0001
        tasks/t1/name = 甲
        tasks/t1/content = 做甲事
        tasks/t1/amount = 128.05
        tasks/t1/goal = 甲成
        3 Cleaned budget/basic: 8,665,600.00 元换算为 866.56 万元
        3 Cleaned budget/fiscal: 1.00 元换算为 0.0001 万元
        5 Cleaned tasks/t1/amount: 1,280,500.00 元换算为 128.05 万元
    "#]]
    .assert_eq(&(told(&imported) + &notes(&imported, &[NoteKind::Cleaned])));
}

#[test]
fn amounts_without_a_unit_are_doubtful() {
    check_as(
        usual(),
        &[
            "年度重点工作任务|名称|主要实施内容|拟投入的资金|期望达到的目标",
            "|甲|做甲事|1,280,500|甲成",
        ],
        &expect![[r#"
            year = 2025
            tasks/t1/name = 甲
            tasks/t1/content = 做甲事
            tasks/t1/amount = 1280500.00
            tasks/t1/goal = 甲成
            2 Uncertain tasks: 原文没有写明资金的单位，先按“元”填写，请核对
        "#]],
    );
}

#[test]
fn other_tasks_become_what_the_template_has() {
    let rows = [
        "其他需完成的任务（可选项）|名称|目标内容||拟投入的资金（元）",
        "|甲任务|做甲事||12,000",
        "|乙任务",
        "第 3 页",
    ];
    check_as(
        usual(),
        &rows,
        &expect![[r#"
            year = 2025
            other_tasks/o1/name = 甲任务
            other_tasks/o1/content = 做甲事
            other_tasks/o1/amount = 12000.00
            other_tasks/o2/name = 乙任务
            4 Unplaced : “第 3 页”没有填入表中，请核对是否要补填
        "#]],
    );
    let text_form = Wanted {
        template: Some("zhanjiang-2024"),
        ..usual()
    };
    check_as(
        text_form,
        &rows,
        &expect![[r#"
            year = 2025
            other_tasks/text = 甲任务：做甲事：12,000元⏎乙任务
            2 Uncertain other_tasks/text: 原文是表格，已写成一段文字，请核对
            3 Uncertain other_tasks/text: 原文是表格，已写成一段文字，请核对
            4 Unplaced : “第 3 页”没有填入表中，请核对是否要补填
        "#]],
    );
    check_as(
        usual(),
        &["其他需完成的任务（可选填）|配合做好普查。"],
        &expect![[r#"
            year = 2025
            other_tasks/o1/content = 配合做好普查。
            1 Uncertain other_tasks/o1/name: 原文只有一段文字，已填在目标内容中，请核对
        "#]],
    );
}

#[test]
fn one_column_of_values_fills_both() {
    check_as(
        usual(),
        &[
            "绩效指标|一级指标|二级指标|三级指标|指标值",
            "|产出指标|数量指标|课程场次|≥20场",
            "|||讲座场次|≥5场",
        ],
        &expect![[r#"
            year = 2025
            产出指标 › 数量指标
            indicators/i1/name = 课程场次
            indicators/i1/cycle = ≥20场
            indicators/i1/year = ≥20场
            产出指标 › 数量指标
            indicators/i2/name = 讲座场次
            indicators/i2/cycle = ≥5场
            indicators/i2/year = ≥5场
            2 Uncertain indicators: 原文只有一列指标值，实施周期指标值和年度指标值都按它填写，请核对
        "#]],
    );
}

#[test]
fn two_columns_of_values_are_kept_where_one_is_printed() {
    let wanted = Wanted {
        template: Some("zhanjiang-2024"),
        ..usual()
    };
    check_as(
        wanted,
        &[INDICATOR_HEADS, "|产出指标|数量指标|课程场次|≥60场|≥20场"],
        &expect![[r#"
            year = 2025
            产出指标 › 数量指标
            indicators/i1/name = 课程场次
            indicators/i1/cycle = ≥60场
            indicators/i1/year = ≥20场
            2 Uncertain indicators: 样表只有一列指标值，原文的实施周期指标值不会印出，请核对
        "#]],
    );
}

#[test]
fn value_columns_are_known_by_their_heads() {
    check_as(
        usual(),
        &[
            "绩效指标|一级指标|二级指标|三级指标|年度指标值|实施周期指标值|备注",
            "|产出指标|数量指标|课程场次|≥20场|≥60场|含线上",
            "|||讲座场次||≥5场",
            "||||≥1场|≥2场",
        ],
        &expect![[r#"
            year = 2025
            产出指标 › 数量指标
            indicators/i1/name = 课程场次
            indicators/i1/cycle = ≥60场
            indicators/i1/year = ≥20场
            产出指标 › 数量指标
            indicators/i2/name = 讲座场次
            indicators/i2/cycle = ≥5场
            产出指标 › 数量指标
            indicators/i3/cycle = ≥2场
            indicators/i3/year = ≥1场
            1 Unplaced : “备注”没有填入表中，请核对是否要补填
            2 Unplaced : “含线上”没有填入表中，请核对是否要补填
            4 Uncertain indicators/i3/name: 这一行只有指标值，没有指标名称，请补填
        "#]],
    );
}

#[test]
fn words_of_other_frames_are_understood() {
    check_as(
        usual(),
        &[
            INDICATOR_HEADS,
            "|产出指标|数量指标|课程场次|≥20场|≥20场",
            "|效益指标|环境效益|垃圾减量率|≥5%|≥5%",
            "||质量指标|投诉办结率|≥95%|≥95%",
            "|质量指标|设备完好率|≥98%|≥98%",
            "|没有人见过的指标|数量指标",
            "指标值",
            "|||巡检次数|≥9次|≥9次",
            "||服务对象|读者满意率|≥90%|≥90%",
            "|满意度指标|满意度指标|教师满意度|≥80%|≥80%",
            "|成本指标|经济成本指标|项目总成本|≤90万元|≤90万元",
            "|管理类指标|预算管理指标|预算调整次数|≤2次|≤2次",
        ],
        &expect![[r#"
            year = 2025
            产出指标 › 数量指标
            indicators/i1/name = 课程场次
            indicators/i1/cycle = ≥20场
            indicators/i1/year = ≥20场
            效益指标 › 生态效益指标
            indicators/i2/name = 垃圾减量率
            indicators/i2/cycle = ≥5%
            indicators/i2/year = ≥5%
            效益指标 › 质量指标
            indicators/i3/name = 投诉办结率
            indicators/i3/cycle = ≥95%
            indicators/i3/year = ≥95%
            产出指标 › 质量指标
            indicators/i4/name = 设备完好率
            indicators/i4/cycle = ≥98%
            indicators/i4/year = ≥98%
            没有人见过的指标 › 数量指标
            indicators/i5/name = 巡检次数
            indicators/i5/cycle = ≥9次
            indicators/i5/year = ≥9次
            满意度指标 › 服务对象满意度指标
            indicators/i6/name = 读者满意率
            indicators/i6/cycle = ≥90%
            indicators/i6/year = ≥90%
            满意度指标 › 服务对象满意度指标
            indicators/i7/name = 教师满意度
            indicators/i7/cycle = ≥80%
            indicators/i7/year = ≥80%
            成本指标 › 经济成本指标
            indicators/i8/name = 项目总成本
            indicators/i8/cycle = ≤90万元
            indicators/i8/year = ≤90万元
            管理类指标 › 预算管理指标
            indicators/i9/name = 预算调整次数
            indicators/i9/cycle = ≤2次
            indicators/i9/year = ≤2次
            4 Uncertain indicators/i3/name: 按原文放在“效益指标 › 质量指标”下，样表没有这个位置，请核对
            5 Uncertain indicators/i4/name: 列有错位，一级指标按样表补上，放在“产出指标 › 质量指标”下，请核对
            6 Unplaced : “没有人见过的指标”没有填入表中，请核对是否要补填
            8 Uncertain indicators/i5/name: 按原文放在“没有人见过的指标 › 数量指标”下，样表没有这个位置，请核对
            9 Uncertain indicators/i6/name: 原文没有写一级指标，按样表放在“满意度指标 › 服务对象满意度指标”下，请核对
            11 Uncertain indicators/i8/name: 按原文放在“成本指标 › 经济成本指标”下，样表没有这个位置，请核对
            12 Uncertain indicators/i9/name: 按原文放在“管理类指标 › 预算管理指标”下，样表没有这个位置，请核对
        "#]],
    );
}

#[test]
fn words_that_only_another_template_has_mean_what_they_mean_there() {
    let mut both = templates().to_vec();
    let ecological = &mut both[1].frame[1].level2[2];
    ecological.name = "绿化效益指标".to_owned();
    let text = format!("{INDICATOR_HEADS}\n|效益指标|绿化效益指标|新增绿地面积|≥6公顷|≥6公顷");
    let text = text.replace('|', "\t");
    let imported = import(text.as_bytes(), &both, usual()).unwrap();
    expect![[r#"
        year = 2025
        效益指标 › 生态效益指标
        indicators/i1/name = 新增绿地面积
        indicators/i1/cycle = ≥6公顷
        indicators/i1/year = ≥6公顷
        2 Uncertain indicators/i1/name: 原文的叫法与样表不同，放在“效益指标 › 生态效益指标”下，请核对
    "#]].assert_eq(&told(&imported));
}

#[test]
fn words_of_the_frame_can_be_names_of_rows() {
    check_as(
        usual(),
        &[
            INDICATOR_HEADS,
            "|满意度指标|服务对象满意度指标|服务对象满意度|≥90%|≥90%",
            "|||服务对象满意度|≥85%|≥85%",
            "服务对象满意度|≥80%|≥80%",
            "|效益指标|社会效益指标|社会效益|明显|明显",
            "|||经济效益|明显|明显",
        ],
        &expect![[r#"
            year = 2025
            满意度指标 › 服务对象满意度指标
            indicators/i1/name = 服务对象满意度
            indicators/i1/cycle = ≥90%
            indicators/i1/year = ≥90%
            满意度指标 › 服务对象满意度指标
            indicators/i2/name = 服务对象满意度
            indicators/i2/cycle = ≥85%
            indicators/i2/year = ≥85%
            满意度指标 › 服务对象满意度指标
            indicators/i3/name = 服务对象满意度
            indicators/i3/cycle = ≥80%
            indicators/i3/year = ≥80%
            效益指标 › 社会效益指标
            indicators/i4/name = 社会效益
            indicators/i4/cycle = 明显
            indicators/i4/year = 明显
            效益指标 › 社会效益指标
            indicators/i5/name = 经济效益
            indicators/i5/cycle = 明显
            indicators/i5/year = 明显
            4 Uncertain indicators/i3/name: 列有错位，接着上文放在“满意度指标 › 服务对象满意度指标”下，请核对
        "#]],
    );
}

#[test]
fn rows_that_mean_another_branch_stay_and_are_doubtful() {
    check_as(
        usual(),
        &[
            INDICATOR_HEADS,
            "|产出指标|数量指标|场馆改造完成时间|按合同完成|按合同完成",
            "|||设备采购|2025年6月前|2025年6月前",
            "|||家长满意度|≥90%|≥90%",
            "||时效指标|验收完成时间|2025年6月前|2025年6月前",
        ],
        &expect![[r#"
            year = 2025
            产出指标 › 数量指标
            indicators/i1/name = 场馆改造完成时间
            indicators/i1/cycle = 按合同完成
            indicators/i1/year = 按合同完成
            产出指标 › 数量指标
            indicators/i2/name = 设备采购
            indicators/i2/cycle = 2025年6月前
            indicators/i2/year = 2025年6月前
            产出指标 › 数量指标
            indicators/i3/name = 家长满意度
            indicators/i3/cycle = ≥90%
            indicators/i3/year = ≥90%
            产出指标 › 时效指标
            indicators/i4/name = 验收完成时间
            indicators/i4/cycle = 2025年6月前
            indicators/i4/year = 2025年6月前
            2 Uncertain indicators/i1/name: 按原文放在“产出指标 › 数量指标”下，但内容像“时效指标”，请核对
            3 Uncertain indicators/i2/name: 按原文放在“产出指标 › 数量指标”下，但内容像“时效指标”，请核对
            4 Uncertain indicators/i3/name: 按原文放在“产出指标 › 数量指标”下，但内容像“服务对象满意度指标”，请核对
        "#]],
    );
}

#[test]
fn rows_before_any_branch_and_footers_are_not_placed() {
    check_as(
        usual(),
        &[
            INDICATOR_HEADS,
            "|||课程场次|≥20场|≥20场",
            "|产出指标|数量指标|讲座场次|≥5场|≥5场",
            "填报人：张三|联系电话：见通讯录",
            "第 3 页",
            "3",
        ],
        &expect![[r#"
            year = 2025
            产出指标 › 数量指标
            indicators/i1/name = 讲座场次
            indicators/i1/cycle = ≥5场
            indicators/i1/year = ≥5场
            2 Unplaced : “课程场次”、“≥20场”、“≥20场”没有填入表中，请核对是否要补填
            4 Unplaced : “填报人：张三”、“联系电话：见通讯录”没有填入表中，请核对是否要补填
            5 Unplaced : “第 3 页”没有填入表中，请核对是否要补填
            6 Unplaced : “3”没有填入表中，请核对是否要补填
        "#]],
    );
}

#[test]
fn a_first_level_alone_takes_its_only_second_level() {
    check_as(
        usual(),
        &[
            INDICATOR_HEADS,
            "|满意度指标||居民满意度|≥90%|≥90%",
            "|产出指标||课程场次|≥20场|≥20场",
            "|产出指标|数量指标|讲座场次|≥5场|≥5场",
            "|产出指标||展览场次|≥2场|≥2场",
        ],
        &expect![[r#"
            year = 2025
            满意度指标 › 服务对象满意度指标
            indicators/i1/name = 居民满意度
            indicators/i1/cycle = ≥90%
            indicators/i1/year = ≥90%
            产出指标 › 
            indicators/i2/name = 课程场次
            indicators/i2/cycle = ≥20场
            indicators/i2/year = ≥20场
            产出指标 › 数量指标
            indicators/i3/name = 讲座场次
            indicators/i3/cycle = ≥5场
            indicators/i3/year = ≥5场
            产出指标 › 数量指标
            indicators/i4/name = 展览场次
            indicators/i4/cycle = ≥2场
            indicators/i4/year = ≥2场
            2 Uncertain indicators/i1/name: 原文没有写二级指标，放在“满意度指标 › 服务对象满意度指标”下，请核对
            3 Uncertain indicators/i2/name: 原文没有写二级指标，放在“产出指标”下，样表没有这个位置，请核对
        "#]],
    );
}

#[test]
fn lost_block_labels_are_made_up_for_by_heads_and_words() {
    check_as(
        usual(),
        &[
            "基本支出|100.00",
            "名称|主要实施内容|拟投入的资金（元）|期望达到的目标（概述）",
            "甲|做甲事|1000|甲成",
            "产出指标|数量指标|课程场次|≥20场|≥20场",
        ],
        &expect![[r#"
            year = 2025
            budget/basic = 100.00
            tasks/t1/name = 甲
            tasks/t1/content = 做甲事
            tasks/t1/amount = 1000.00
            tasks/t1/goal = 甲成
            产出指标 › 数量指标
            indicators/i2/name = 课程场次
            indicators/i2/cycle = ≥20场
            indicators/i2/year = ≥20场
        "#]],
    );
}

#[test]
fn template_and_year_come_from_the_text() {
    let chosen = |rows: &str| {
        let imported = read(&rows.replace('|', "\t"));
        let year = imported.draft.year.text();
        let doubts = notes(&imported, &[NoteKind::Uncertain]);
        (imported.draft.template, year, doubts)
    };
    let (template, year, doubts) =
        chosen("示例市部门整体预算绩效目标表\n（２０２６ 年）\n部门名称|甲");
    assert_eq!(
        (template.as_str(), year.as_str()),
        ("dongguan-2024", "2026")
    );
    assert_eq!(doubts.lines().count(), 1, "{doubts}");
    let (template, year, doubts) = chosen("2026年市级部门整体预算绩效目标表\n部门名称|甲");
    assert_eq!(
        (template.as_str(), year.as_str(), doubts.as_str()),
        ("zhanjiang-2024", "2026", "")
    );
    let (template, year, doubts) = chosen("部门名称|甲");
    assert_eq!((template.as_str(), year.as_str()), ("dongguan-2024", ""));
    assert_eq!(doubts.lines().count(), 2, "{doubts}");
}

#[test]
fn every_feature_speaks_for_its_template() {
    let mut templates = templates().to_vec();
    let mut renamed = templates[0].clone();
    renamed.id = "renamed".to_owned();
    renamed.title = "南城市部门整体预算绩效目标表".to_owned();
    templates.push(renamed);
    for (rows, expected) in [
        ("南城市部门整体预算绩效目标表\n部门名称|甲", "renamed"),
        ("名称|主要实施内容|拟投入的资金（万元）", "zhanjiang-2024"),
        ("名称|主要实施内容|拟投入的资金（元）", "dongguan-2024"),
        ("一级指标|二级指标|三级指标|指标值", "zhanjiang-2024"),
        (
            "一级指标|二级指标|实施周期指标值|年度指标值",
            "dongguan-2024",
        ),
        ("其他需完成的任务（可选填）|甲", "zhanjiang-2024"),
        ("其他需完成的任务|名称|目标内容", "dongguan-2024"),
    ] {
        let text = rows.replace('|', "\t");
        let imported = import(text.as_bytes(), &templates, Wanted::default()).unwrap();
        assert_eq!(imported.draft.template, expected, "{rows}");
    }
}

#[test]
fn a_wanted_year_wins_and_says_so() {
    let wanted = Wanted {
        template: None,
        year: Year::new(2030),
    };
    let imported = read_as(ONE_COLUMN, wanted);
    assert_eq!(imported.draft.year.text(), "2030");
    expect![[r#"
        1 Uncertain year: 原文的年度是 2025 年，已按要求改为 2030 年
    "#]]
    .assert_eq(&notes(&imported, &[NoteKind::Uncertain]));
}

#[test]
fn cells_that_a_spreadsheet_quoted_may_hold_line_ends() {
    let text = "部门名称\t\"示例市\n图书馆\"\n\"晨读\"服务\t甲\n基本支出\t\"1\"\n\"没有结尾\t乙\n\"晚\n读\"服务";
    let imported = read_as(text, usual());
    expect![[r#"
        department = 示例市图书馆
        year = 2025
        budget/basic = "1"
        3 Unplaced : “"晨读"服务”、“甲”没有填入表中，请核对是否要补填
        4 Uncertain budget/basic: “"1"”不是金额，已照原文保留
        5 Unplaced : “"没有结尾”、“乙”没有填入表中，请核对是否要补填
        6 Unplaced : “"晚”没有填入表中，请核对是否要补填
        7 Unplaced : “读"服务”没有填入表中，请核对是否要补填
    "#]]
    .assert_eq(&told(&imported));
}
