//! What the block says of the figures of a real form.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes texts with hashes"
)]

use expect_test::{Expect, expect};

use super::*;
use crate::model::{Draft, Entry, Totals, sample};

fn data(draft: &Draft) -> BridgeData {
    let template = sample::template();
    let totals = Totals::of(draft, &template);
    BridgeData::of(&Bridge::of(draft, &template, &totals))
}

fn shown(side: &SideData) -> String {
    let terms = side.terms.iter();
    let terms = terms.map(|term| {
        format!(
            "    {}｜{}｜{}｜{}\n",
            term.label, term.notes, term.figure, term.path
        )
    });
    format!(
        "  {}｜{}\n{}",
        side.name,
        side.sum,
        terms.collect::<String>()
    )
}

#[track_caller]
fn check(draft: &Draft, expected: &Expect) {
    let statements = data(draft).statements;
    let shown = statements.iter().map(|found| {
        let gap = found.gap.as_deref().unwrap_or("没有差额");
        let (sides, sign) = (
            [&found.left, &found.right].map(shown).concat(),
            sign(found.class),
        );
        format!(
            "{} {}\n{sides}  {gap}\n  {sign} {}\n",
            found.topic, found.name, found.words
        )
    });
    expected.assert_eq(&shown.collect::<String>());
}

#[test]
fn every_figure_stands_with_its_label_and_its_place() {
    check(
        &sample::complete(),
        &expect![[r#"
        收支 支出合计 ↔ 收入合计
          支出合计｜2,083.43
            基本支出｜｜866.56｜budget/basic
            项目支出｜｜392.47｜budget/project
            财政专项资金｜｜0.00｜budget/special
            其他事业发展性支出｜｜824.40｜budget/other_development
          收入合计｜2,083.42
            财政拨款｜｜2,083.42｜budget/fiscal
            其他资金｜｜0.00｜budget/other_income
          2,083.43 − 2,083.42 = 0.01
          ≈ 相差不超过 0.02 万元，是各项四舍五入造成的，不用改
        级次 事业发展性支出 ↔ 按预算级次划分
          事业发展性支出｜824.40
            财政专项资金｜｜0.00｜budget/special
            其他事业发展性支出｜｜824.40｜budget/other_development
          按预算级次划分｜0.00
            市本级使用资金｜｜未填｜budget/city_level
            拟用于对下转移支付资金｜｜0.00｜budget/transfer
          没有差额
          — “市本级使用资金”未填，按事业发展性支出推算为 824.40 万元
        任务 任务资金合计 ↔ 项目支出与事业发展性支出之和
          任务资金合计｜619.83
            年度重点工作任务｜6,198,300.00 元 =｜619.83｜tasks
          项目支出与事业发展性支出之和｜1,216.87
            项目支出｜｜392.47｜budget/project
            财政专项资金｜｜0.00｜budget/special
            其他事业发展性支出｜｜824.40｜budget/other_development
          619.83 − 1,216.87 = -597.04
          ≠ 任务资金占 50.9%，其余支出不必都列为任务，不要求相等
    "#]],
    );
}

#[test]
fn what_is_missing_stands_beside_the_figure() {
    let mut draft = sample::complete();
    draft.tasks[0].amount = Entry::Empty;
    draft.tasks[1].amount = Entry::read("约一百万");
    draft.budget.fiscal = Entry::Empty;
    check(
        &draft,
        &expect![[r#"
        收支 支出合计 ↔ 收入合计
          支出合计｜2,083.43
            基本支出｜｜866.56｜budget/basic
            项目支出｜｜392.47｜budget/project
            财政专项资金｜｜0.00｜budget/special
            其他事业发展性支出｜｜824.40｜budget/other_development
          收入合计｜0.00
            财政拨款｜｜未填｜budget/fiscal
            其他资金｜｜0.00｜budget/other_income
          2,083.43 − 0.00 = 2,083.43
          ▲ 支出合计与收入合计应当相等，请逐项核对；未填的没有计入
        级次 事业发展性支出 ↔ 按预算级次划分
          事业发展性支出｜824.40
            财政专项资金｜｜0.00｜budget/special
            其他事业发展性支出｜｜824.40｜budget/other_development
          按预算级次划分｜0.00
            市本级使用资金｜｜未填｜budget/city_level
            拟用于对下转移支付资金｜｜0.00｜budget/transfer
          没有差额
          — “市本级使用资金”未填，按事业发展性支出推算为 824.40 万元
        任务 任务资金合计 ↔ 项目支出与事业发展性支出之和
          任务资金合计｜381.44
            年度重点工作任务｜未识别 3,814,400.00 元 =｜381.44｜tasks/t8/amount
          项目支出与事业发展性支出之和｜1,216.87
            项目支出｜｜392.47｜budget/project
            财政专项资金｜｜0.00｜budget/special
            其他事业发展性支出｜｜824.40｜budget/other_development
          没有差额
          ▲ “年度重点工作任务”里有不是金额的文字，改成数字后再核对
    "#]],
    );
}

#[test]
fn points_stand_under_each_other() {
    let mut draft = sample::complete();
    draft.budget.basic = Entry::read("10891.615675");
    let side = &data(&draft).statements[0].left;
    assert_eq!(side.decimals(), 6);
    for (figure, found) in [("866.56", 2), ("1,216.8700001", 7), ("未填", 0)] {
        assert_eq!(decimals(figure), found, "{figure}");
    }
}
