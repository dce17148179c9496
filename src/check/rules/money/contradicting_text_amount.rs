//! B-15: the text of a task names another sum than its amount.

use super::common::{Plausible, Written, positive, written_amounts};
use crate::base::amount::{Amount, MoneyUnit};
use crate::check::context::quoted;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, Task, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "contradicting-text-amount",
    code: "B-15",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "任务的内容或目标里写的资金总额与“拟投入的资金”不一致。",
    why: "同一项任务出现两个总额，看不出以哪个为准。",
    example: "内容写“项目经费119.19万元”，而拟投入的资金是 1,192,000.00 元。",
    how: "核对后改成同一个数；文字里写的是其中一部分的，写明“其中”。",
    source: "财预〔2015〕88号所附审核表的适当性要求：目标与资金相匹配；文字的读法是推断，所以只作提示。",
};

/// Words before an amount that make it the whole of the task.
const WHOLE: [&str; 26] = [
    "合计",
    "共计",
    "总计",
    "总投入",
    "总经费",
    "总预算",
    "总金额",
    "资金总额",
    "经费总额",
    "总额",
    "总资金",
    "项目经费",
    "项目资金",
    "项目预算",
    "任务资金",
    "任务经费",
    "拟投入",
    "拟投入资金",
    "拟投入的资金",
    "预算金额",
    "经费预算",
    "资金预算",
    "预算资金",
    "预算安排",
    "共投入",
    "共需",
];

/// Words before an amount that may speak of the whole or of a part.
const SPENT: [&str; 8] = [
    "投入",
    "投入资金",
    "投入经费",
    "安排资金",
    "安排经费",
    "安排预算",
    "所需资金",
    "所需经费",
];

/// Words before an amount that make it money of the task, of which no part is more than the whole.
const PARTS: [&str; 9] = [
    "补贴资金",
    "补助资金",
    "奖补资金",
    "奖励资金",
    "专项资金",
    "工作经费",
    "活动经费",
    "服务经费",
    "采购经费",
];

/// Where one of these stands in the sentence before it, the amount is something else: a price, a
/// part, another year's or another's money.
const SOMETHING_ELSE: [&str; 47] = [
    "每",
    "人均",
    "户均",
    "均价",
    "单价",
    "标准",
    "补贴",
    "补助",
    "奖励",
    "奖补",
    "奖金",
    "资助",
    "其中",
    "已",
    "上年",
    "去年",
    "往年",
    "近年",
    "累计",
    "以来",
    "年来",
    "中央",
    "省级",
    "省财政",
    "上级",
    "镇街",
    "社会",
    "自筹",
    "企业",
    "带动",
    "撬动",
    "引导",
    "吸引",
    "收入",
    "产值",
    "销售",
    "营业",
    "融资",
    "贷款",
    "罚",
    "消费",
    "减免",
    "节约",
    "争取",
    "募集",
    "捐",
    "不",
];

/// Behind an amount: a price, a bound or a range.
const NOT_A_SUM: [&str; 16] = [
    "/",
    "／",
    "每",
    "·",
    "的标准",
    "标准",
    "以上",
    "以下",
    "以内",
    "左右",
    "余",
    "多",
    "-",
    "—",
    "~",
    "至",
];

/// Between such a word and its amount.
const JOINTS: [char; 10] = ['：', ':', '为', '是', ' ', '\u{3000}', '¥', '￥', '（', '('];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let with_money = ctx.texts().iter().filter(|found| {
        let wanted = Traits::MONEY_WORD;
        found.traits.any(wanted) && found.traits.any(Traits::DIGIT)
    });
    let mut wanted = with_money.filter_map(|found| match found.path {
        FieldPath::Task(id, TaskField::Content | TaskField::Goal) => Some(id),
        _ => None,
    });
    let Some(mut next) = wanted.next() else {
        return;
    };
    let plausible = Plausible::of(ctx);
    for row in &ctx.draft.tasks {
        if row.id != next {
            continue;
        }
        if let Some(amount) = positive(&row.amount)
            && !plausible.excludes(amount)
        {
            report(ctx, sink, row, amount);
        }
        match wanted.by_ref().find(|id| *id != row.id) {
            Some(id) => next = id,
            None => return,
        }
    }
}

fn report(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, row: &Task, amount: Amount) {
    let yuan = amount.converted(ctx.totals.task_unit, MoneyUnit::Yuan);
    let all = ctx.totals.tasks_yuan();
    let texts = [
        (TaskField::Content, &row.content),
        (TaskField::Goal, &row.goal),
    ];
    let written = texts.map(|(field, text)| (field, text, written_amounts(text)));
    let every = || written.iter().flat_map(|(_, _, found)| found);
    let says_it = every().any(|found| found.says(yuan) || found.says(all));
    let sum = every().fold(Amount::ZERO, |sum, found| sum.plus(found.yuan()));
    if says_it || sum == yuan {
        return;
    }
    for (field, text, found) in &written {
        let claim = found.iter().find(|found| claims(ctx, text, found, yuan));
        if let Some(claim) = claim {
            let shown = quoted(text.get(claim.start..claim.end).unwrap_or_default());
            let path = FieldPath::Task(row.id, TaskField::Amount);
            let typed = ctx.money(&path, amount);
            let message = format!("文中写的是{shown}，而{}是 {typed}", ctx.label(&path));
            sink.at(FieldPath::Task(row.id, *field), message)
                .hint("文中写的如果只是一部分，可以写明“其中”")
                .related(path, "与文中写的不一致");
            return;
        }
    }
}

/// The amount is said to be what the task costs.
fn claims(ctx: &CheckCtx<'_>, text: &str, found: &Written, yuan: Amount) -> bool {
    let before = text.get(..found.start).unwrap_or_default();
    let behind = text.get(found.end..).unwrap_or_default().trim_start();
    let sentence = before
        .rsplit(['。', '；', ';', '\n'])
        .next()
        .unwrap_or(before);
    let own = sentence.trim_end_matches(JOINTS);
    let own = own.strip_suffix("人民币").unwrap_or(own);
    let own = own.trim_end_matches(JOINTS);
    let is_price = ["每", "/", "／", "·", "的标准"]
        .iter()
        .any(|word| behind.starts_with(word));
    let said = found.yuan();
    if is_slip(said, yuan) && !is_price && !names_other_year(ctx, sentence) {
        return true;
    }
    // 补贴资金 is what is paid; 补贴 alone may be what one gets.
    if said > yuan
        && PARTS.iter().any(|word| own.ends_with(word))
        && !is_price
        && !is_from_elsewhere(ctx, sentence)
    {
        return true;
    }
    let is_else = SOMETHING_ELSE.iter().any(|word| sentence.contains(word))
        || NOT_A_SUM.iter().any(|word| behind.starts_with(word))
        || names_other_year(ctx, sentence);
    if is_else {
        return false;
    }
    if WHOLE.iter().any(|word| own.ends_with(word)) {
        return true;
    }
    let is_for_something = ["用于", "购买", "采购", "开展"]
        .iter()
        .any(|word| behind.trim_start_matches(['，', ',']).starts_with(word));
    let may_be_a_part = said < yuan && (is_for_something || said.times(2) < yuan);
    SPENT.iter().any(|word| own.ends_with(word)) && (!may_be_a_part || is_shifted(said, yuan))
}

/// The money is another's, another year's, or goes beyond the task.
fn is_from_elsewhere(ctx: &CheckCtx<'_>, sentence: &str) -> bool {
    const OF_TASK: [&str; 4] = ["补贴", "补助", "奖励", "奖补"];
    let mut words = SOMETHING_ELSE.iter();
    words.any(|word| !OF_TASK.contains(word) && sentence.contains(word))
        || names_other_year(ctx, sentence)
}

/// Two digits changed places, or one of many is another: 168.50 for 186.50. That is no chance.
fn is_slip(one: Amount, other: Amount) -> bool {
    let (one, other) = (one.plain(), other.plain());
    if one.len() != other.len() {
        return false;
    }
    let significant = |text: &str| {
        let digits = text.bytes().filter(u8::is_ascii_digit);
        let digits: Vec<u8> = digits.collect();
        let last = digits.iter().rposition(|digit| *digit != b'0');
        last.map_or(0, |last| last + 1)
    };
    let digits = significant(&one).max(significant(&other));
    let pairs = one.bytes().zip(other.bytes());
    let differing: Vec<(u8, u8)> = pairs.filter(|(a, b)| a != b).collect();
    match differing.as_slice() {
        [_] => digits >= 5,
        [(a, b), (c, d)] => digits >= 3 && a == d && b == c,
        _ => false,
    }
}

/// The same digits with the point elsewhere.
fn is_shifted(one: Amount, other: Amount) -> bool {
    let (mut small, large) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    for _ in 0..5 {
        small = small.times(10);
        if small == large {
            return true;
        }
    }
    false
}

/// Another year than the form's stands in the sentence.
fn names_other_year(ctx: &CheckCtx<'_>, sentence: &str) -> bool {
    let year = ctx.draft.year.value().map(ToString::to_string);
    let mut parts = sentence.split('年');
    let _behind_the_last = parts.next_back();
    parts.any(|part| {
        let digits = part.len() - part.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let named = part.get(part.len() - digits..).unwrap_or_default();
        digits >= 4 && Some(named) != year.as_deref()
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn another_sum_in_the_text_is_told() {
        for (said, shown) in [
            ("投入51.5万元开设课程。", "51.5万元"),
            ("项目经费515,000元。", "515,000元"),
            ("在十个社区开设课程，合计60万元。", "60万元"),
            ("2025年投入60万元，在十个社区开设课程。", "60万元"),
            ("拟投入资金：45万元。", "45万元"),
            ("所需资金为人民币5万元。", "5万元"),
            (
                "（一）开设课程20万元；（二）培训20万元；共计40万元。",
                "40万元",
            ),
        ] {
            check_rule(&format!(
                "base minimal
                tasks/t2/content = {said}
                tasks/t2/content #! B-15 hint: 文中写的是“{shown}”，而“拟投入的资金”是 500,000.00 元"
            ));
        }
    }

    #[test]
    fn the_same_sum_and_other_money_are_in_order() {
        for said in [
            "投入50万元开设课程。",
            "项目经费0.5百万元。",
            "项目经费500,000.00元，其中师资30万元。",
            "投入20万元用于师资，投入30万元用于场地。",
            "投入20万元用于师资，其余用于场地。",
            "投入30万元用于师资。",
            "按每名社工11.92万元/年的标准购买服务。",
            "按11.92万元/名购买服务，共需5名。",
            "每个社区投入5万元。",
            "对入驻企业补助合计80万元。",
            "其中设备投入8万元。",
            "上年投入60万元，本年继续实施。",
            "2024年投入60万元，本年继续实施。",
            "累计投入300万元。",
            "带动社会投入800万元。",
            "项目经费不超过60万元。",
            "项目总投入60万元以内。",
            "投入60-80万元。",
            "培训10万人次，服务20万元产业。",
            "力争营业收入合计60万元。",
        ] {
            check_rule(&format!("base minimal\ntasks/t2/content = {said}"));
        }
    }

    #[test]
    fn both_texts_are_read_and_the_sum_of_all_tasks_may_stand_in_one() {
        check_rule(
            "base minimal
            tasks/t2/goal = 投入55万元，让更多居民就近学习。 #! B-15 hint: 文中写的是“55万元”，而“拟投入的资金”是 500,000.00 元",
        );
        check_rule(
            "base minimal
            tasks/+ 读书会 | 两项任务合计70万元。 | 200000 | 更多居民养成读书习惯。
            indicators/+ 数量指标 | 读书会场次 | ≥10场 | ≥10场",
        );
    }

    #[test]
    fn slips_of_digits_and_parts_above_the_whole_are_told() {
        for (said, amount, typed) in [
            ("全年安排补贴资金46.85万元。", "46.85万元", "486,500.00"),
            ("向各站点拨付43.625万元。", "43.625万元", "486,250.00"),
            ("全年安排补贴资金80万元。", "80万元", "486,500.00"),
        ] {
            let plain = typed.replace(',', "");
            check_rule(&format!(
                "base minimal
                tasks/t2/amount = {plain}
                tasks/t2/content = {said} #! B-15 hint: 文中写的是“{amount}”，而“拟投入的资金”是 {typed} 元"
            ));
        }
        for said in [
            "全年安排补贴资金15万元，其余用于抽检。",
            "全年安排奖补资金38万元。",
            "省级安排补贴资金80万元。",
            "按46.85万元/个的标准建设。",
        ] {
            check_rule(&format!(
                "base minimal\ntasks/t2/amount = 486500\ntasks/t2/content = {said}"
            ));
        }
    }

    #[test]
    fn a_slip_of_the_unit_is_told_as_such() {
        check_rule(
            "base minimal
            tasks/t2/content = 项目经费50万元。
            tasks/t2/amount = 50 #! B-11 warning: “拟投入的资金”只有 50.00 元，可能是按万元填的 [fix]",
        );
    }
}
