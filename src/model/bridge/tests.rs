//! The figures of a real form, every class at its bounds, blanks and texts that are no amount.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes texts with hashes"
)]

use expect_test::{Expect, expect};

use super::*;
use crate::model::{Budget, sample};

fn zhanjiang() -> Template {
    let templates = Template::built_in().unwrap();
    let is_wanted = |template: &Template| template.id == "zhanjiang-2024";
    templates.into_iter().find(is_wanted).unwrap()
}

fn bridge(draft: &Draft, template: &Template) -> Bridge {
    Bridge::of(draft, template, &Totals::of(draft, template))
}

#[track_caller]
fn check_lines(draft: &Draft, template: &Template, expected: &Expect) {
    expected.assert_eq(&(bridge(draft, template).lines().join("\n") + "\n"));
}

/// A budget of these lines, in the order of [`BudgetLine::ALL`].
fn budget(amounts: [&str; 8]) -> Budget {
    let [
        basic,
        project,
        special,
        other_development,
        fiscal,
        other_income,
        city_level,
        transfer,
    ] = amounts.map(Entry::read);
    Budget {
        basic,
        project,
        special,
        other_development,
        fiscal,
        other_income,
        city_level,
        transfer,
    }
}

/// A draft with this budget and one task.
fn draft(amounts: [&str; 8], task: &str) -> Draft {
    let mut draft = sample::minimal();
    draft.budget = budget(amounts);
    draft.tasks[0].amount = Entry::read(task);
    draft
}

/// Asserts class, difference and words of a comparison.
#[track_caller]
fn check(
    draft: &Draft,
    template: &Template,
    topic: Topic,
    (class, gap, words): (Class, &str, &str),
) {
    let bridge = bridge(draft, template);
    let found = bridge.statements.iter().find(|found| found.topic == topic);
    let found = found.expect("there is such a comparison");
    let found_gap = found.gap.map(Amount::plain).unwrap_or_default();
    assert_eq!(
        (found.class, found_gap.as_str(), found.words.as_str()),
        (class, gap, words),
        "{:?}",
        draft.budget
    );
}

#[test]
fn a_real_form_is_reconciled_with_every_term() {
    check_lines(
        &sample::complete(),
        &sample::template(),
        &expect![[r#"
            支出合计 ↔ 收入合计
            支出合计 2,083.43 = 基本支出 866.56 + 项目支出 392.47 + 财政专项资金 0.00 + 其他事业发展性支出 824.40
            收入合计 2,083.42 = 财政拨款 2,083.42 + 其他资金 0.00
            差额 2,083.43 − 2,083.42 = 0.01 万元：四舍五入
            相差不超过 0.02 万元，是各项四舍五入造成的，不用改
            事业发展性支出 ↔ 按预算级次划分
            事业发展性支出 824.40 = 财政专项资金 0.00 + 其他事业发展性支出 824.40
            按预算级次划分 0.00 = 市本级使用资金 未填 + 拟用于对下转移支付资金 0.00
            未填
            “市本级使用资金”未填，按事业发展性支出推算为 824.40 万元
            任务资金合计 ↔ 项目支出与事业发展性支出之和
            任务资金合计 619.83 = 年度重点工作任务 619.83（6,198,300.00 元）
            项目支出与事业发展性支出之和 1,216.87 = 项目支出 392.47 + 财政专项资金 0.00 + 其他事业发展性支出 824.40
            差额 619.83 − 1,216.87 = -597.04 万元：口径不同
            任务资金占 50.9%，其余支出不必都列为任务，不要求相等
        "#]],
    );
}

#[test]
fn a_form_in_wan_shows_no_other_unit_and_no_other_tasks() {
    let mut draft = draft(
        [
            "10891.615675",
            "61915.769300",
            "0",
            "0",
            "72807.384975",
            "0",
            "",
            "",
        ],
        "20589.81",
    );
    draft.other_tasks = sample::awkward().other_tasks;
    check_lines(
        &draft,
        &zhanjiang(),
        &expect![[r#"
            支出合计 ↔ 收入合计
            支出合计 72,807.384975 = 基本支出 10,891.615675 + 项目支出 61,915.7693 + 财政专项资金 0.00 + 其他事业发展性支出 0.00
            收入合计 72,807.384975 = 财政拨款 72,807.384975 + 其他资金 0.00
            差额 72,807.384975 − 72,807.384975 = 0.00 万元：一致
            支出合计与收入合计相等
            事业发展性支出 ↔ 按预算级次划分
            事业发展性支出 0.00 = 财政专项资金 0.00 + 其他事业发展性支出 0.00
            按预算级次划分 未填
            未填
            按预算级次划分还没有填，填后自动核对
            任务资金合计 ↔ 项目支出与事业发展性支出之和
            任务资金合计 20,589.81 = 年度重点工作任务 20,589.81
            项目支出与事业发展性支出之和 61,915.7693 = 项目支出 61,915.7693 + 财政专项资金 0.00 + 其他事业发展性支出 0.00
            差额 20,589.81 − 61,915.7693 = -41,325.9593 万元：口径不同
            任务资金占 33.3%，其余支出不必都列为任务，不要求相等
        "#]],
    );
}

#[test]
fn nothing_written_is_nothing_to_compare() {
    let blank = Draft::blank("dongguan-2024", None);
    check_lines(
        &blank,
        &sample::template(),
        &expect![[r#"
            支出合计 ↔ 收入合计
            支出合计 未填
            收入合计 未填
            未填
            支出合计和收入合计都还没有填
            事业发展性支出 ↔ 按预算级次划分
            事业发展性支出 未填
            按预算级次划分 未填
            未填
            事业发展性支出和按预算级次划分都还没有填
            任务资金合计 ↔ 项目支出与事业发展性支出之和
            任务资金合计 未填
            项目支出与事业发展性支出之和 未填
            未填
            任务资金合计和项目支出与事业发展性支出之和都还没有填
        "#]],
    );
}

#[test]
fn texts_that_are_no_amounts_are_named_before_anything_is_compared() {
    check_lines(
        &sample::awkward(),
        &sample::template(),
        &expect![[r#"
            支出合计 ↔ 收入合计
            支出合计 10,890.115675 = 基本支出 未识别 + 项目支出 -1.50 + 财政专项资金 10,891.615675 + 其他事业发展性支出 未填
            收入合计 未填
            需核对
            “基本支出”里有不是金额的文字，改成数字后再核对
            事业发展性支出 ↔ 按预算级次划分
            事业发展性支出 10,891.615675 = 财政专项资金 10,891.615675 + 其他事业发展性支出 未填
            按预算级次划分 未填
            未填
            按预算级次划分还没有填，填后自动核对
            任务资金合计 ↔ 项目支出与事业发展性支出之和
            任务资金合计 0.0000005 = 年度重点工作任务 未识别 + 其他需完成的任务（可选项） 0.0000005（0.005 元）
            项目支出与事业发展性支出之和 10,890.115675 = 项目支出 -1.50 + 财政专项资金 10,891.615675 + 其他事业发展性支出 未填
            需核对
            “年度重点工作任务”里有不是金额的文字，改成数字后再核对
        "#]],
    );
}

const ROUNDING: &str = "相差不超过 0.02 万元，是各项四舍五入造成的，不用改";
const TAIL: &str = "差额很小，但四舍五入不会差这么多，请核对各项尾数";

#[test]
fn income_and_expenditure_are_judged_by_the_template_s_bounds() {
    let differ = "支出合计与收入合计应当相等，请逐项核对";
    for (fiscal, class, gap, words) in [
        ("100.00", Class::Equal, "0.00", "支出合计与收入合计相等"),
        ("99.98", Class::Rounding, "0.02", ROUNDING),
        ("100.02", Class::Rounding, "-0.02", ROUNDING),
        ("99.979999", Class::Check, "0.020001", TAIL),
        ("100.05", Class::Check, "-0.05", TAIL),
        ("99.949999", Class::Check, "0.050001", differ),
        ("0", Class::Check, "100.00", differ),
    ] {
        let draft = draft(["60", "30", "6", "4", fiscal, "0", "6", "4"], "1");
        check(
            &draft,
            &sample::template(),
            Topic::Balance,
            (class, gap, words),
        );
    }
}

#[test]
fn a_term_as_large_as_the_difference_is_named() {
    let draft = draft(["60", "30", "6", "4", "96", "0", "6", "4"], "1");
    let words = "差额正好是“其他事业发展性支出”的金额，请核对它是不是漏算或重复";
    check(
        &draft,
        &sample::template(),
        Topic::Balance,
        (Class::Check, "4.00", words),
    );
}

#[test]
fn blanks_count_as_nothing_and_are_told() {
    let form = sample::template();
    let partial = draft(["60", "40", "", "", "100", "", "", ""], "1");
    let words = "支出合计与收入合计相等；未填的没有计入";
    check(
        &partial,
        &form,
        Topic::Balance,
        (Class::Equal, "0.00", words),
    );
    let no_income = draft(["60", "40", "", "", "", "", "1", "2"], "");
    let words = "收入合计还没有填，填后自动核对";
    check(&no_income, &form, Topic::Balance, (Class::Blank, "", words));
    let words = "事业发展性支出还没有填，填后自动核对";
    check(&no_income, &form, Topic::Levels, (Class::Blank, "", words));
    let words = "任务资金合计还没有填，填后自动核对";
    check(
        &no_income,
        &form,
        Topic::Coverage,
        (Class::Blank, "", words),
    );
}

#[test]
fn the_division_by_level_is_never_a_fault() {
    let scope = "表上没有写明两边必须相等，请核对按预算级次划分的是哪些支出";
    let of_all = "这两项之和等于支出合计，是按全部支出划分的，不必等于事业发展性支出";
    for (city, transfer, class, gap, words) in [
        ("6", "4", Class::Equal, "0.00", "事业发展性支出正好分完"),
        ("6", "3.98", Class::Rounding, "0.02", ROUNDING),
        ("6", "3.97", Class::Scope, "0.03", scope),
        ("6", "400", Class::Scope, "-396.00", scope),
        ("60", "40", Class::Scope, "-90.00", of_all),
        ("60", "40.02", Class::Scope, "-90.02", of_all),
        (
            "",
            "4",
            Class::Blank,
            "",
            "“市本级使用资金”未填，按事业发展性支出推算为 6.00 万元",
        ),
        (
            "10",
            "",
            Class::Blank,
            "",
            "“拟用于对下转移支付资金”未填，按事业发展性支出推算为 0.00 万元",
        ),
        (
            "10.01",
            "",
            Class::Scope,
            "-0.01",
            "“拟用于对下转移支付资金”未填，而另一项已超过事业发展性支出，请核对",
        ),
        (
            "",
            "",
            Class::Blank,
            "",
            "按预算级次划分还没有填，填后自动核对",
        ),
    ] {
        let draft = draft(["60", "30", "6", "4", "100", "0", city, transfer], "1");
        check(
            &draft,
            &sample::template(),
            Topic::Levels,
            (class, gap, words),
        );
    }
}

#[test]
fn tasks_may_cost_less_than_there_is() {
    let over = "任务的钱出自这几项支出，不应超过它们，请核对金额和单位";
    let half = "任务资金占 50.9%，其余支出不必都列为任务，不要求相等";
    let tiny = "任务资金合计只有 40.00 元，请核对是不是按万元填写的";
    let all = "这些支出全部列入了任务";
    for (task, class, gap, words) in [
        ("203600", Class::Scope, "-19.64", half),
        ("400000", Class::Equal, "0.00", all),
        ("399800", Class::Rounding, "-0.02", ROUNDING),
        ("400200", Class::Rounding, "0.02", ROUNDING),
        ("400200.01", Class::Check, "0.020001", TAIL),
        ("400500", Class::Check, "0.05", TAIL),
        ("400500.01", Class::Check, "0.050001", over),
        ("40", Class::Check, "-39.996", tiny),
        (
            "40.01",
            Class::Scope,
            "-39.995999",
            "任务资金占 0.0%，其余支出不必都列为任务，不要求相等",
        ),
        (
            "0",
            Class::Scope,
            "-40.00",
            "任务资金占 0%，其余支出不必都列为任务，不要求相等",
        ),
    ] {
        let draft = draft(["60", "30", "6", "4", "100", "0", "6", "4"], task);
        check(
            &draft,
            &sample::template(),
            Topic::Coverage,
            (class, gap, words),
        );
    }
}

#[test]
fn tasks_above_the_income_are_told_and_a_slip_of_the_unit_is_named() {
    let amounts = ["60", "30", "6", "4", "100", "0", "6", "4"];
    let (yuan, wan) = (sample::template(), zhanjiang());
    let more = "任务资金比收入合计还多，请核对金额和单位";
    let digits = "任务资金是收入合计的 10 倍，请核对是不是多写了几位";
    let unit = "任务资金是收入合计的 3000 倍，多半填成了元，按元算是 30.00 万元";
    for (form, task, gap, words) in [
        (&yuan, "1000500.01", "0.050001", more),
        (&yuan, "9999999", "899.9999", more),
        (&yuan, "10000000", "900.00", digits),
        (&wan, "300000", "299900.00", unit),
        (&wan, "101", "1.00", more),
    ] {
        check(
            &draft(amounts, task),
            form,
            Topic::Excess,
            (Class::Check, gap, words),
        );
    }
    for (form, task) in [
        (&yuan, "1000500"),
        (&wan, "100.05"),
        (&yuan, ""),
        (&yuan, "很多"),
    ] {
        let bridge = bridge(&draft(amounts, task), form);
        let is_there = bridge
            .statements
            .iter()
            .any(|found| found.topic == Topic::Excess);
        assert!(!is_there, "{task}");
    }
}

#[test]
fn other_tasks_count_where_the_form_has_amounts_for_them() {
    let mut draft = draft(["60", "30", "6", "4", "100", "0", "6", "4"], "100000");
    draft.other_tasks = sample::awkward().other_tasks;
    draft.other_tasks[0].amount = Entry::read("100000");
    let words = "任务资金占 50%，其余支出不必都列为任务，不要求相等";
    check(
        &draft,
        &sample::template(),
        Topic::Coverage,
        (Class::Scope, "-20.00", words),
    );
    draft.other_tasks[0].amount = Entry::read("十万");
    let bridge = bridge(&draft, &sample::template());
    let term = &bridge.statements[2].left.terms[1];
    assert_eq!(term.path.to_string(), "other_tasks/o5/amount");
    assert_eq!(term.state, TermState::Unread);
}

#[test]
fn every_sum_is_the_sum_of_its_terms() {
    for template in Template::built_in().unwrap() {
        for draft in [sample::minimal(), sample::complete(), sample::awkward()] {
            for found in bridge(&draft, &template).statements {
                for side in [found.left, found.right] {
                    let amounts = side.terms.iter().filter_map(|term| term.amount);
                    let sum = amounts.fold(Amount::ZERO, Amount::plus);
                    assert_eq!(sum, side.sum, "{} on {}", side.name, template.id);
                }
            }
        }
    }
}
