//! What the difference of two sums means: the judgement of the 资金桥, and its words.
//!
//! Which identities hold was tested on three published tables: expenditure and income meet in all
//! of them; tasks cost less than the money they are paid from in all of them; the division by
//! level was filled in by none.

use super::{Class, Form, Side, TermState, Topic};
use crate::base::amount::{Amount, MoneyUnit};
use crate::model::path::BudgetLine;
use crate::model::totals::GapKind;

/// A judgement with its words.
pub(super) struct Verdict {
    pub(super) class: Class,
    pub(super) words: String,
    /// The difference says nothing yet.
    pub(super) is_open: bool,
}

impl Verdict {
    fn new(class: Class, words: impl Into<String>) -> Self {
        Self {
            class,
            words: words.into(),
            is_open: false,
        }
    }

    fn open(class: Class, words: impl Into<String>) -> Self {
        Self {
            is_open: true,
            ..Self::new(class, words)
        }
    }

    /// Blanks were counted as nothing: that is said, because filling them changes the difference.
    fn with_blanks(mut self, left: &Side, right: &Side) -> Self {
        if left.is_partial() || right.is_partial() {
            self.words.push_str("；未填的没有计入");
        }
        self
    }
}

/// Where two sums cannot be compared: why.
pub(super) fn incomparable(topic: Topic, left: &Side, right: &Side) -> Option<Verdict> {
    let mut terms = left.terms.iter().chain(&right.terms);
    if let Some(term) = terms.find(|term| term.state == TermState::Unread) {
        let words = format!("“{}”里有不是金额的文字，改成数字后再核对", term.label);
        return Some(Verdict::open(Class::Check, words));
    }
    let blank: Vec<&str> = [left, right]
        .into_iter()
        .filter(|side| side.is_blank())
        .map(|side| side.name.as_str())
        .collect();
    let verb = match (topic, blank.as_slice()) {
        (_, []) => return None,
        (_, [_]) => "还没有填，填后自动核对",
        _ => "都还没有填",
    };
    let words = format!("{}{verb}", blank.join("和"));
    Some(Verdict::open(Class::Blank, words))
}

/// 支出合计 and 收入合计: they meet in every table seen, so a difference is to be looked into.
pub(super) fn balance(form: Form<'_>, left: &Side, right: &Side) -> Verdict {
    let verdict = match form.totals.gap_kind {
        GapKind::None => Verdict::new(Class::Equal, "支出合计与收入合计相等"),
        GapKind::Rounding => rounding(form),
        GapKind::Small => tail(left, right),
        GapKind::Large => {
            let words = culprit(form.totals.gap, left, right)
                .unwrap_or_else(|| "支出合计与收入合计应当相等，请逐项核对".to_owned());
            Verdict::new(Class::Check, words)
        }
    };
    verdict.with_blanks(left, right)
}

/// 事业发展性支出 and 按预算级次划分: the form does not say that they meet.
pub(super) fn levels(form: Form<'_>, left: &Side, right: &Side) -> Verdict {
    if let Some((line, rest)) = form.totals.level_remainder(&form.draft.budget) {
        return remainder(form, left, (line, rest));
    }
    let all = form.totals.expenditure.amount.minus(right.sum);
    let is_of_all = matches!(
        GapKind::of(all, form.template),
        GapKind::None | GapKind::Rounding
    );
    let verdict = match GapKind::of(left.sum.minus(right.sum), form.template) {
        GapKind::None => Verdict::new(Class::Equal, format!("{}正好分完", left.name)),
        GapKind::Rounding => rounding(form),
        _ if is_of_all => Verdict::new(
            Class::Scope,
            format!(
                "这两项之和等于支出合计，是按全部支出划分的，不必等于{}",
                left.name
            ),
        ),
        _ => Verdict::new(
            Class::Scope,
            format!("表上没有写明两边必须相等，请核对{}的是哪些支出", right.name),
        ),
    };
    verdict.with_blanks(left, right)
}

/// One of the two levels is blank: what is left for it.
fn remainder(form: Form<'_>, left: &Side, (line, rest): (BudgetLine, Amount)) -> Verdict {
    let label = form.template.line_label(line);
    if rest.is_negative() {
        let words = format!("“{label}”未填，而另一项已超过{}，请核对", left.name);
        return Verdict::new(Class::Scope, words);
    }
    let rest = rest.grouped_exact();
    let words = format!("“{label}”未填，按{}推算为 {rest} 万元", left.name);
    Verdict::open(Class::Blank, words)
}

/// 任务资金 and what tasks are paid from: less is in order, more is not.
pub(super) fn coverage(form: Form<'_>, left: &Side, right: &Side) -> Verdict {
    let gap = left.sum.minus(right.sum);
    let verdict = match GapKind::of(gap, form.template) {
        GapKind::None => Verdict::new(Class::Equal, "这些支出全部列入了任务"),
        GapKind::Rounding => rounding(form),
        _ if gap.is_negative() => covered(form, left, right),
        GapKind::Small => tail(left, right),
        GapKind::Large => Verdict::new(
            Class::Check,
            "任务的钱出自这几项支出，不应超过它们，请核对金额和单位",
        ),
    };
    verdict.with_blanks(left, right)
}

/// How much of the money the tasks use, or that their figures look like another unit's.
fn covered(form: Form<'_>, left: &Side, right: &Side) -> Verdict {
    let figures = figures(form);
    let unit = form.totals.task_unit;
    let is_tiny = !figures.is_zero() && unit == MoneyUnit::Yuan && figures <= right.sum;
    if is_tiny {
        let words = format!(
            "任务资金合计只有 {} 元，请核对是不是按万元填写的",
            figures.grouped_exact()
        );
        return Verdict::new(Class::Check, words);
    }
    let share = left.sum.percent_of(right.sum);
    let words = match share.filter(|_| !left.sum.is_negative()) {
        Some(share) => format!("任务资金占 {share}%，其余支出不必都列为任务，不要求相等"),
        None => "不是所有支出都要列为任务，两边不要求相等".to_owned(),
    };
    Verdict::new(Class::Scope, words)
}

/// 任务资金 above 收入合计: more than there is, and often a slip of the unit.
pub(super) fn excess(form: Form<'_>, left: &Side, right: &Side) -> Verdict {
    let times = left
        .sum
        .multiples_of(right.sum)
        .filter(|times| *times >= SLIP);
    let words = match (times, form.totals.task_unit) {
        (None, _) => "任务资金比收入合计还多，请核对金额和单位".to_owned(),
        (Some(times), MoneyUnit::Yuan) => {
            format!("任务资金是收入合计的 {times} 倍，请核对是不是多写了几位")
        }
        (Some(times), MoneyUnit::Wan) => {
            let yuan = figures(form).converted(MoneyUnit::Yuan, MoneyUnit::Wan);
            let yuan = yuan.grouped_exact();
            format!("任务资金是收入合计的 {times} 倍，多半填成了元，按元算是 {yuan} 万元")
        }
    };
    Verdict::new(Class::Check, words).with_blanks(left, right)
}

/// So many times the income is no plan any more but another unit.
const SLIP: u64 = 10;

/// The tasks' figures as they are written, whatever their unit.
fn figures(form: Form<'_>) -> Amount {
    let tasks = form.tasks();
    tasks.sum.converted(MoneyUnit::Wan, form.totals.task_unit)
}

fn rounding(form: Form<'_>) -> Verdict {
    let bound = form.template.rounding_bound().grouped_exact();
    let words = format!("相差不超过 {bound} 万元，是各项四舍五入造成的，不用改");
    Verdict::new(Class::Rounding, words)
}

fn tail(left: &Side, right: &Side) -> Verdict {
    let words = culprit(left.sum.minus(right.sum), left, right)
        .unwrap_or_else(|| "差额很小，但四舍五入不会差这么多，请核对各项尾数".to_owned());
    Verdict::new(Class::Check, words)
}

/// A term that is as large as the difference: left out at one side, or written twice.
fn culprit(gap: Amount, left: &Side, right: &Side) -> Option<String> {
    let mut terms = left.terms.iter().chain(&right.terms);
    let term = terms.find(|term| term.amount.is_some_and(|amount| amount.abs() == gap.abs()))?;
    Some(format!(
        "差额正好是“{}”的金额，请核对它是不是漏算或重复",
        term.label
    ))
}
