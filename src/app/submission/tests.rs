//! Tests of what 送审前检查 says, and of 《自查报告》 in both forms.

use expect_test::{Expect, expect};

use super::*;
use crate::app::ops;
use crate::base::date::Date;
use crate::check::CheckCtx;
use crate::edit::{apply, build};
use crate::model::{Bridge, access, sample};

/// Texts for fields of the minimal draft.
fn draft_with(texts: &[(&str, &str)]) -> Draft {
    let mut draft = sample::minimal();
    for (path, text) in texts {
        access::set_text(&mut draft, &path.parse().unwrap(), text).unwrap();
    }
    draft
}

/// Checks as 送审前检查 does, but on no day, because that may bring findings of its own.
fn derived(draft: &Draft, printout: &Printout) -> Derived {
    let template = sample::template();
    let situation = crate::check::Situation {
        occasion: crate::check::Occasion::Submitting,
        today: None,
        paper: Some(&printout.paper),
    };
    let totals = Totals::of(draft, &template);
    Derived {
        revision: 0,
        report: crate::check::run(&CheckCtx::new(draft, &template, &totals).when(situation)),
        bridge: Bridge::of(draft, &template, &totals),
        totals,
    }
}

fn summary(draft: &Draft, printout: &Printout) -> Summary {
    Summary::of(
        draft,
        &sample::template(),
        &derived(draft, printout),
        printout,
    )
}

fn report(draft: &Draft) -> ReportData {
    let printer = ops::printer().unwrap();
    let printed = ops::layout(&printer, draft, &sample::template()).unwrap();
    let summary = summary(draft, &Printout::of(&printed));
    let day = Date::new(2025, 3, Some(1)).unwrap();
    let at = Moment::new(day, 9, 5, 0, 0).unwrap();
    summary.report(draft, &sample::template(), at)
}

/// The draft with its first finding of this rule ignored for a reason.
fn ignoring(mut draft: Draft, rule: &str, reason: &str) -> Draft {
    let derived = derived(&draft, &blank_printout());
    let mut found = derived.report.items().iter();
    let found = found.find(|found| found.rule.id == rule).unwrap();
    let seen = crate::check::seen_of(&draft, found);
    let tx = build::ignore(&draft, rule, &found.path, seen, reason);
    for edit in &tx.edits {
        apply(&mut draft, edit).unwrap();
    }
    draft
}

fn blank_printout() -> Printout {
    Printout {
        paper: Paper::default(),
        pages: 1,
    }
}

fn check_text(draft: &Draft, expected: &Expect) {
    expected.assert_eq(&report(draft).text());
}

#[test]
fn the_report_of_a_good_draft() {
    check_text(
        &sample::minimal(),
        &expect![[r"
            自查报告

            部门名称：示例市社区教育中心
            年度：2025
            表名：东莞市部门整体预算绩效目标表(2025年)
            检查时间：2025-03-01 09:05

            一、结论
            没有发现错误和警告，可以送审
            错误 0，警告 0，提示 2，说明 1；已忽略 0

            二、问题清单
            绩效指标（提示 2，说明 1）
              1. 说明　绩效指标：经济效益指标、生态效益指标、可持续影响指标下没有三级指标，确实无关的可以空着
              2. 提示　绩效指标 › 产出指标 › 时效指标：时效指标下一个三级指标也没有
              3. 提示　绩效指标 › 产出指标 › 成本指标：成本指标下一个三级指标也没有

            三、已忽略的问题及理由
            没有忽略的问题

            四、合计与资金桥
            支出合计 400.00 万元；收入合计 400.00 万元
            任务资金合计 500,000.00 元 = 50.00 万元
            绩效指标 4 条，其中定量指标 4 条
            资金桥（万元）
              支出合计 ↔ 收入合计
                 支出合计 400.00 = 基本支出 300.00 + 项目支出 100.00 + 财政专项资金 0.00 + 其他事业发展性支出 0.00
                 收入合计 400.00 = 财政拨款 400.00 + 其他资金 0.00
                 差额 400.00 − 400.00 = 0.00 万元：一致
                 支出合计与收入合计相等
              事业发展性支出 ↔ 按预算级次划分
                 事业发展性支出 0.00 = 财政专项资金 0.00 + 其他事业发展性支出 0.00
                 按预算级次划分 0.00 = 市本级使用资金 0.00 + 拟用于对下转移支付资金 0.00
                 差额 0.00 − 0.00 = 0.00 万元：一致
                 事业发展性支出正好分完
              任务资金合计 ↔ 项目支出与事业发展性支出之和
                 任务资金合计 50.00 = 年度重点工作任务 50.00（500,000.00 元）
                 项目支出与事业发展性支出之和 100.00 = 项目支出 100.00 + 财政专项资金 0.00 + 其他事业发展性支出 0.00
                 差额 50.00 − 100.00 = -50.00 万元：口径不同
                 任务资金占 50%，其余支出不必都列为任务，不要求相等

            五、打印情况
            共 1 页
            每个字都能打印
            没有放不进单元格的词和数
        "]],
    );
}

#[test]
fn the_report_of_a_draft_with_faults() {
    let draft = draft_with(&[
        ("department", ""),
        ("budget/basic", "约三百"),
        ("goals/g1", "<p>通过\u{E000}社区课堂提供学习机会</p>"),
        ("indicators/i4/name", &"W".repeat(90)),
    ]);
    let draft = ignoring(draft, "markup-in-text", "网上公开\n的原文");
    check_text(
        &draft,
        &expect![[r"
            自查报告

            部门名称：未填
            年度：2025
            表名：东莞市部门整体预算绩效目标表(2025年)
            检查时间：2025-03-01 09:05

            一、结论
            还有 2 处错误，送审前请改好
            错误 2，警告 2，提示 4，说明 1；已忽略 1

            二、问题清单
            基本信息（错误 2）
              1. 错误　基本信息 › 部门名称：“部门名称”未填
              2. 错误　基本信息 › 基本支出：“基本支出”写的是“约三百”，不是金额
            总体目标（警告 2）
              1. 警告　总体目标 › 目标1：“总体绩效目标”里的“<p>通过社区课堂提供学”处有自造字或部首符号
              2. 警告　总体目标 › 目标1：打印字体里没有“U+E000”
            绩效指标（提示 4，说明 1）
              1. 说明　绩效指标：经济效益指标、生态效益指标、可持续影响指标下没有三级指标，确实无关的可以空着
              2. 提示　绩效指标 › “WWWWWWWWWWWWWWWW…” › 三级指标：名称有 90 字，一般不超过 40 字
              3. 提示　绩效指标 › “WWWWWWWWWWWWWWWW…” › 三级指标：“三级指标”里有比单元格宽的词或数，打印时会从中间断开
              4. 提示　绩效指标 › 产出指标 › 时效指标：时效指标下一个三级指标也没有
              5. 提示　绩效指标 › 产出指标 › 成本指标：成本指标下一个三级指标也没有

            三、已忽略的问题及理由
              1. 错误　总体目标 › 目标1：“总体绩效目标”里有网页标记“<p>”
                 理由：网上公开 的原文

            四、合计与资金桥
            支出合计 100.00 万元；收入合计 400.00 万元
            任务资金合计 500,000.00 元 = 50.00 万元
            绩效指标 4 条，其中定量指标 4 条
            资金桥（万元）
              支出合计 ↔ 收入合计
                 支出合计 100.00 = 基本支出 未识别 + 项目支出 100.00 + 财政专项资金 0.00 + 其他事业发展性支出 0.00
                 收入合计 400.00 = 财政拨款 400.00 + 其他资金 0.00
                 需核对
                 “基本支出”里有不是金额的文字，改成数字后再核对
              事业发展性支出 ↔ 按预算级次划分
                 事业发展性支出 0.00 = 财政专项资金 0.00 + 其他事业发展性支出 0.00
                 按预算级次划分 0.00 = 市本级使用资金 0.00 + 拟用于对下转移支付资金 0.00
                 差额 0.00 − 0.00 = 0.00 万元：一致
                 事业发展性支出正好分完
              任务资金合计 ↔ 项目支出与事业发展性支出之和
                 任务资金合计 50.00 = 年度重点工作任务 50.00（500,000.00 元）
                 项目支出与事业发展性支出之和 100.00 = 项目支出 100.00 + 财政专项资金 0.00 + 其他事业发展性支出 0.00
                 差额 50.00 − 100.00 = -50.00 万元：口径不同
                 任务资金占 50%，其余支出不必都列为任务，不要求相等

            五、打印情况
            共 1 页
            有 1 个字打印不出来：（U+E000）
            有 1 处的词或数比单元格宽，打印时从中间断开：绩效指标 › “WWWWWWWWWWWWWWWW…” › 三级指标
        "]],
    );
}

#[test]
fn pages_and_text_of_a_report_hold_the_same_words() {
    let draft = draft_with(&[
        ("department", "示例市\u{E000}中心 #set page(width: 1pt) $x$"),
        ("budget/basic", "约三百"),
        ("budget/project", "约三百"),
        ("indicators/i4/name", &"W".repeat(200)),
    ]);
    let report = report(&draft);
    let printed = ops::printer().unwrap().report(&report).unwrap();
    assert_eq!(printed.warnings(), [] as [&str; 0]);
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let mut pages = solid(&printed.texts().concat());
    let count = printed.page_count();
    for number in 1..=count {
        pages = pages.replacen(&format!("第{number}页共{count}页"), "", 1);
    }
    assert_eq!(pages, solid(&report.text()));
}

#[test]
fn the_same_report_gives_the_same_pdf() {
    let report = report(&sample::minimal());
    let pdf = || ops::report_pdf(&ops::printer().unwrap(), &report).unwrap();
    assert!(pdf() == pdf(), "two prints of one report differ");
}

#[test]
fn findings_that_say_the_same_stand_once_with_their_number() {
    let derived = derived(&draft_with(&[("goals/g1", "")]), &blank_printout());
    let found: Vec<&Diagnostic> = derived.report.items().iter().collect();
    let first = *found.first().unwrap();
    let template = sample::template();
    let draft = sample::minimal();
    let told = folded((&draft, &template), [first, first, first]);
    assert_eq!(told.len(), 1);
    assert!(told[0].line().contains("等 3 处："), "{}", told[0].line());
}

#[track_caller]
fn check_verdict(texts: &[(&str, &str)], verdict: Verdict, words: &str) {
    let summary = summary(&draft_with(texts), &blank_printout());
    assert_eq!((summary.verdict, summary.words.as_str()), (verdict, words));
}

#[test]
fn the_verdict_is_that_of_the_worst_finding() {
    check_verdict(&[], Verdict::Ready, "没有发现错误和警告，可以送审");
    let nameless = [("department", "")];
    check_verdict(&nameless, Verdict::NotYet, "还有 1 处错误，送审前请改好");
    let apart = [("budget/basic", "333.00")];
    check_verdict(
        &apart,
        Verdict::LookOnce,
        "没有错误，还有 1 处警告，核对后可以送审",
    );
}

#[test]
fn one_begins_with_the_worst() {
    let texts = [
        ("department", "a"),
        ("budget/basic", "333.00"),
        ("goals/g1", ""),
    ];
    let summary = summary(&draft_with(&texts), &blank_printout());
    let worst = summary.weighty().map(|told| told.severity).max().unwrap();
    let first = summary.first_place().unwrap();
    let told = summary.weighty().find(|told| &told.path == first).unwrap();
    assert_eq!(told.severity, worst);
}

#[test]
fn a_report_is_a_pdf_or_a_text_by_its_ending() {
    for (name, form) in [
        ("a.pdf", Some(ReportForm::Pdf)),
        ("a.b.TXT", Some(ReportForm::Text)),
        ("a.doc", None),
        ("pdf", None),
    ] {
        assert_eq!(ReportForm::of_file(Path::new(name)), form, "{name}");
    }
}
