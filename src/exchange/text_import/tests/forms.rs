//! Whole forms: the fixtures, and the real one where it is at hand.

use super::*;
use crate::base::amount::{Amount, MoneyUnit};
use crate::model::{Entry, Slot, Totals};
use expect_test::expect;

#[test]
fn the_damaged_form_is_read_whole() {
    let imported = read(DAMAGED);
    let draft = &imported.draft;
    assert_eq!(draft.template, "dongguan-2024");
    assert_eq!(draft.department, "示例市青少年服务中心");
    assert_eq!(draft.year, Entry::read("2025"));
    check_figures(draft);
    assert_eq!(
        draft.goals[0].text,
        "实施“晨露相伴”未成年人权益保障专业社工服务项目，畅通求助热线与线下转介渠道，及时回应学生和家长的维权诉求，帮助受困扰的孩子学会辨别风险、调节情绪、寻求支持，让每一份求助都有人接、有人跟、有结果。"
    );
    assert!(draft.goals[5].text.ends_with("留得放心。"));
    assert_eq!(
        draft.tasks[1].content,
        "1.志愿骨干训练与社区实践；\n2.随迁子女（含假期来城探亲儿童）课后陪伴和城市探访；\n3.外地来访青年联谊与研学；\n4.青年社团负责人策划训练和读书分享。"
    );
    assert!(!draft.tasks[1].goal.contains('\n'));
    assert!(
        draft.tasks[3]
            .goal
            .starts_with("一、法治课堂\n听课学生中有85%以上能够")
    );
    assert_eq!(
        draft.tasks[5].name,
        "“晨露相伴”未成年人权益保障专业社工服务项目"
    );
    assert!(
        draft.tasks[5]
            .content
            .starts_with("1. 24小时青少年热线接听和工单跟进；\n2.药物")
    );
    assert_eq!(draft.tasks[5].goal.lines().count(), 20);
}

/// What the published form and the fixture after it have in common.
#[track_caller]
fn check_figures(draft: &Draft) {
    assert_eq!(draft.basic.staff, Entry::Value(21));
    assert_eq!(draft.basic.subunits, Entry::Value(1));
    let amount = |text: &str| Entry::Value(Amount::parse(text).unwrap());
    let budget = &draft.budget;
    assert_eq!(budget.basic, amount("866.56"));
    assert_eq!(budget.project, amount("392.47"));
    assert_eq!(budget.special, amount("0.00"));
    assert_eq!(budget.other_development, amount("824.40"));
    assert_eq!(budget.fiscal, amount("2083.42"));
    assert_eq!(budget.other_income, amount("0.00"));
    assert_eq!(budget.city_level, Entry::Empty);
    assert_eq!(budget.transfer, amount("0.00"));
    assert_eq!(draft.goals.len(), 6);
    assert_eq!(draft.tasks.len(), 6);
    assert_eq!(draft.other_tasks, []);
    let totals = Totals::of(draft, &templates()[0]);
    assert_eq!(totals.task_unit, MoneyUnit::Yuan);
    assert_eq!(totals.tasks.amount.grouped(), "6,198,300.00");
    assert!(totals.tasks.is_complete());
    let counts: Vec<usize> = templates()[0]
        .slots()
        .map(|slot| draft.indicators_in(&slot).count())
        .collect();
    assert_eq!(counts, [5, 4, 5, 3, 0, 5, 0, 1, 1]);
    assert_eq!(draft.indicators.len(), 24);
    assert!(draft.indicators.iter().all(|row| row.cycle == row.year));
}

#[test]
fn indicators_stand_where_the_text_puts_them() {
    let imported = read(DAMAGED);
    let rows: Vec<String> = imported.draft.indicators[14..]
        .iter()
        .map(|row| {
            let Slot { level1, level2 } = &row.slot;
            format!("{level1} › {level2} › {} {}\n", row.name, row.year.raw())
        })
        .collect();
    expect![[r#"
        产出指标 › 成本指标 › 示例市“栖星”青年人才驿站建设完成时间 2025年12月前
        产出指标 › 成本指标 › 社会工作服务项目购买标准 按每名社工11.92万元/年的购买服务标准执行
        产出指标 › 成本指标 › 预算执行率 ≥90%
        效益指标 › 社会效益指标 › 市级以上媒体报道 ≥10次
        效益指标 › 社会效益指标 › 青少年身心健康得到发展 ≥80%
        效益指标 › 社会效益指标 › 青少年自我保护能力得到提升 ≥75%
        效益指标 › 社会效益指标 › 涉罪未成年人再犯率得到有效控制 ≤5%
        效益指标 › 社会效益指标 › 青少年社会参与能力得到提升 ≥80%
        效益指标 › 可持续影响指标 › 搭建引才聚才平台，使更多青年融入示例市、服务示例市 良好
        满意度指标 › 服务对象满意度指标 › 目标群体满意度 ≥90%
    "#]]
    .assert_eq(&rows.concat());
}

#[test]
fn what_was_placed_with_doubt_in_the_damaged_form_is_told() {
    let imported = read(DAMAGED);
    expect![[r#"
        3 Uncertain : 原文的表名是“示例市部门整体预算绩效目标表”，与样表的表名不同，打印时用样表的表名
        40 Uncertain indicators/i27/name: 列有错位，按文字放在“产出指标 › 成本指标”下，但内容像“时效指标”，请核对
        41 Uncertain indicators/i28/name: 列有错位，接着上文放在“产出指标 › 成本指标”下，请核对
        42 Uncertain indicators/i29/name: 列有错位，接着上文放在“产出指标 › 成本指标”下，请核对
        48 Uncertain indicators/i34/name: 列有错位，接着上文放在“效益指标 › 社会效益指标”下，请核对
        50 Uncertain indicators/i35/name: 列有错位，按文字放在“效益指标 › 可持续影响指标”下，请核对
        51 Uncertain indicators/i36/name: 列有错位，一级指标按样表补上，放在“满意度指标 › 服务对象满意度指标”下，请核对
    "#]].assert_eq(&notes(
        &imported,
        &[NoteKind::Uncertain, NoteKind::Unplaced],
    ));
}

#[test]
fn every_cleaned_field_of_the_damaged_form_has_one_note() {
    let imported = read(DAMAGED);
    expect![[r#"
        15 Cleaned goals/g1: 去掉了网页标记，清理了扫描留下的空格和半角标点
        15 Cleaned goals/g2: 去掉了网页标记，清理了扫描留下的空格和半角标点
        15 Cleaned goals/g3: 去掉了网页标记，清理了扫描留下的空格和半角标点
        15 Cleaned goals/g4: 去掉了网页标记，清理了扫描留下的空格和半角标点
        15 Cleaned goals/g5: 去掉了网页标记，清理了扫描留下的空格和半角标点
        15 Cleaned goals/g6: 去掉了网页标记，清理了扫描留下的空格和半角标点
        17 Cleaned tasks/t7/content: 清理了扫描留下的空格和半角标点
        17 Cleaned tasks/t7/goal: 清理了扫描留下的空格和半角标点
        18 Cleaned tasks/t8/content: 清理了扫描留下的空格和半角标点，恢复了列表的换行
        18 Cleaned tasks/t8/goal: 清理了扫描留下的空格和半角标点
        19 Cleaned tasks/t9/content: 清理了扫描留下的空格和半角标点，恢复了列表的换行
        19 Cleaned tasks/t9/goal: 清理了扫描留下的空格和半角标点，恢复了列表的换行
        20 Cleaned tasks/t10/content: 清理了扫描留下的空格和半角标点，恢复了列表的换行
        20 Cleaned tasks/t10/goal: 清理了扫描留下的空格和半角标点，恢复了列表的换行
        21 Cleaned tasks/t11/content: 清理了扫描留下的空格和半角标点，恢复了列表的换行
        21 Cleaned tasks/t11/goal: 清理了扫描留下的空格和半角标点，恢复了列表的换行
        23 Cleaned tasks/t12/amount: “1, 430, 400. 00”读作 1,430,400.00
        23 Cleaned tasks/t12/content: 清理了扫描留下的空格和半角标点，恢复了列表的换行
        23 Cleaned tasks/t12/goal: 清理了扫描留下的空格和半角标点，恢复了列表的换行
    "#]]
    .assert_eq(&notes(&imported, &[NoteKind::Cleaned]));
}

#[test]
fn the_one_column_form_is_read_on_its_own_template() {
    let imported = read(ONE_COLUMN);
    assert_eq!(imported.draft.template, "zhanjiang-2024");
    expect![[r#"
        department = 示例市园林绿化管理局
        year = 2025
        staff = 46
        subunits = 2
        budget/basic = 1523.408625
        budget/project = 2860.75
        budget/fiscal = 4384.158625
        budget/other_income = 0.00
        goals/g1 = 利用街角和边角空地新建一批口袋公园，让老城区居民出门不远就能歇脚、健身、看绿。
        goals/g2 = 补齐主干道缺株断带，提高苗木养护水平，使行道树四季整齐、遮阴连片。
        tasks/t3/name = 口袋公园建设
        tasks/t3/content = 在老城区选取十二处空地，完成设计、施工、绿植栽种和座椅照明安装，建成后移交所在街道管护。
        tasks/t3/amount = 1280.50
        tasks/t3/goal = 全年建成并开放口袋公园12处以上，周边居民对环境改善表示认可。
        tasks/t4/name = 行道树补植与养护
        tasks/t4/content = 对三十条主干道逐株排查，清理枯死树木，补种乡土树种，按季修剪、浇灌和防治虫害。
        tasks/t4/amount = 436.25
        tasks/t4/goal = 补植行道树3500株以上，成活率保持在95%以上，没有因倒伏造成的人身伤害。
        other_tasks/text = 配合做好全市古树名木登记和挂牌工作，所需经费在日常公用经费中解决。
        产出指标 › 数量指标
        indicators/i5/name = 口袋公园建设数量
        indicators/i5/year = ≥12处
        产出指标 › 数量指标
        indicators/i6/name = 行道树补植数量
        indicators/i6/year = ≥3500株
        产出指标 › 质量指标
        indicators/i7/name = 补植苗木成活率
        indicators/i7/year = ≥95%
        产出指标 › 时效指标
        indicators/i8/name = 口袋公园按期完工率
        indicators/i8/year = ≥90%
        效益指标 › 社会效益指标
        indicators/i9/name = 居民步行十分钟到达公园覆盖率
        indicators/i9/year = ≥80%
        效益指标 › 生态效益指标
        indicators/i10/name = 新增绿地面积
        indicators/i10/year = ≥6.5公顷
        效益指标 › 可持续影响指标
        indicators/i11/name = 公园移交管护制度
        indicators/i11/year = 健全
        满意度指标 › 服务对象
        indicators/i12/name = 市民满意度
        indicators/i12/year = ≥90%
    "#]].assert_eq(&told(&imported));
}

#[test]
fn the_real_form_is_read_where_it_is_at_hand() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/real/dongguan-2024.txt"
    );
    let Ok(bytes) = std::fs::read(path) else {
        #[expect(clippy::print_stderr, reason = "a test that looked at nothing says so")]
        {
            eprintln!("not there, nothing was looked at: {path}");
        }
        return;
    };
    let imported = import(&bytes, templates(), Wanted::default()).unwrap();
    assert_eq!(imported.draft.template, "dongguan-2024");
    assert_eq!(imported.draft.year, Entry::read("2024"));
    check_figures(&imported.draft);
    let lines_of = |kind| -> Vec<usize> {
        let of_kind = imported.notes.iter().filter(|note| note.kind == kind);
        of_kind.map(|note| note.line).collect()
    };
    assert_eq!(lines_of(NoteKind::Uncertain), [40, 41, 42, 48, 50, 51]);
    assert_eq!(lines_of(NoteKind::Unplaced), [0; 0]);
    assert_eq!(lines_of(NoteKind::Cleaned).len(), 19);
}
