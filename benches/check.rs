//! How long sums and all rules take after a key: of the filled-in sample, of a draft with 10,000
//! indicators and 200 tasks, of the same with a fault in every row, and of one very long text.

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot prepare its drafts may stop"
)]

use criterion::{BatchSize, Criterion};
use mubiao::app::derived::Derived;
use mubiao::base::ids::{GoalId, IndicatorId, TaskId};
use mubiao::check::{Situation, mend_safely};
use mubiao::model::{
    Draft, Entry, FieldPath, Goal, Indicator, TargetValue, Task, Template, access, sample,
};
use mubiao::store::format;
use std::hint::black_box;

/// Indicators of the large draft; half of what a file may have.
const INDICATORS: u32 = 10_000;
/// Tasks of the large draft.
const TASKS: u32 = 200;
/// The longest text that a field takes, in characters.
const LONGEST_TEXT: usize = 20_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let template = sample::template();
    checks(&mut criterion, "sample", &sample_draft(), &template);
    checks(&mut criterion, "large", &large_draft(), &template);
    checks(&mut criterion, "large-faulty", &faulty_draft(), &template);
    for (name, piece) in LONG_TEXTS {
        checks(&mut criterion, name, &long_draft(piece), &template);
    }
    mending(&mut criterion, &template);
    criterion.final_summary();
}

/// Texts that invite a scanner to look twice.
const LONG_TEXTS: [(&str, &str); 4] = [
    (
        "long-prose",
        "面向社区居民开展公益课程，85%以上的学员认为有收获；",
    ),
    ("long-digits", "1，2,3.4 5"),
    ("long-brackets", "（“《<("),
    ("long-percent", "达到85%以上"),
];

/// The filled-in sample of the project.
fn sample_draft() -> Draft {
    let text = include_str!("../assets/samples/youth-centre-2025.ron");
    format::read(text.as_bytes())
        .expect("the sample is a draft")
        .draft
}

/// Words that make names of tasks and indicators differ.
const WORDS: [&str; 20] = [
    "社区", "图书", "河道", "农机", "校园", "桥梁", "绿地", "养老", "托育", "消防", "渔港", "灯塔",
    "林场", "球馆", "窑址", "码头", "果园", "戏台", "水厂", "菜场",
];

/// What is measured, with a value and the place among the branches of the form.
const MEASURES: [(&str, &str, usize); 8] = [
    ("培训人数", "≥120人", 0),
    ("验收合格率", "≥95%", 1),
    ("完成时间", "2025年12月前", 2),
    ("单位成本", "≤190元/人", 3),
    ("带动增收金额", "≥30万元", 4),
    ("居民知晓率", "≥80%", 5),
    ("节水量", "≥3万吨", 6),
    ("居民满意度", "≥90%", 8),
];

fn nth<T: Copy>(of: &[T], n: u32) -> T {
    *of.get(n as usize % of.len()).expect("within the list")
}

/// A name that no other number gives.
fn name_of(n: u32) -> String {
    let words = [n, n / 20, n / 400].map(|n| nth(&WORDS, n));
    words.concat()
}

/// A clean draft of many rows; no two have the same name.
fn large_draft() -> Draft {
    let mut draft = sample_draft();
    let slots: Vec<_> = sample::template().slots().collect();
    draft.tasks = (0..TASKS)
        .map(|n| Task {
            name: format!("{}提升项目", name_of(n)),
            content: format!("面向{}片区开展日常维护，全年组织培训和巡查。", name_of(n)),
            amount: Entry::read("30000"),
            goal: format!("{}片区的服务能力稳步提高。", name_of(n)),
            ..Task::blank(TaskId(1_000 + n))
        })
        .collect();
    draft.goals = (0..TASKS)
        .map(|n| Goal {
            text: format!("通过{}提升项目，改善片区居民的日常生活条件。", name_of(n)),
            ..Goal::blank(GoalId(2_000 + n))
        })
        .collect();
    draft.indicators = (0..INDICATORS)
        .map(|n| {
            let (measure, value, slot) = nth(&MEASURES, n);
            Indicator {
                name: format!("{}第{}片{measure}", name_of(n / 8 % TASKS), n / 8),
                cycle: TargetValue::read(value),
                year: TargetValue::read(value),
                ..Indicator::blank(
                    IndicatorId(10_000 + n),
                    slots.get(slot).expect("a branch").clone(),
                )
            }
        })
        .collect();
    draft
}

/// The large draft with a fault that can be mended in every indicator.
fn faulty_draft() -> Draft {
    let mut draft = large_draft();
    for row in &mut draft.indicators {
        let value = row.year.raw().replace('≥', ">=").replace('≤', "<=");
        row.year = TargetValue::read(&value);
        row.cycle = TargetValue::read(&value);
    }
    draft
}

/// The sample with one text as long as a field takes.
fn long_draft(piece: &str) -> Draft {
    let mut draft = sample_draft();
    let text: String = piece.chars().cycle().take(LONGEST_TEXT).collect();
    let task = draft.tasks.first().expect("the sample has tasks").id;
    let path = FieldPath::Task(task, mubiao::model::TaskField::Goal);
    access::set_text(&mut draft, &path, &text);
    draft
}

fn checks(criterion: &mut Criterion, name: &str, draft: &Draft, template: &Template) {
    criterion.bench_function(&format!("check/{name}"), |bencher| {
        bencher.iter(|| Derived::of(black_box(draft), template, 0, Situation::default()));
    });
}

fn mending(criterion: &mut Criterion, template: &Template) {
    let draft = faulty_draft();
    let mut group = criterion.benchmark_group("mend");
    group.sample_size(10);
    group.bench_function("large-faulty", |bencher| {
        bencher.iter_batched(
            || draft.clone(),
            |draft| mend_safely(&draft, template, Situation::default()),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}
