//! 财政供养人员数 is blank, zero or no whole number; 下属二级单位数 is no whole number.

use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::{Entry, FieldPath};

pub(super) static RULE: Rule = Rule {
    id: "unusable-count",
    code: "A-04",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "财政供养人员数未填、为 0 或不是整数，或者下属二级单位数不是整数。",
    why: "人数和单位数是核对基本支出规模的依据，写成文字就无法核对。",
    example: "“约二十”“21人”，或者人员数填 0。",
    how: "只填整数，不带单位；下属二级单位没有的填 0。",
    source: "本表“基本信息”一栏的填写要求；一般部门都有财政供养人员（常见审核要求）。",
};

/// Counting words that people write behind the number.
const COUNTERS: [char; 6] = ['人', '名', '位', '个', '家', '户'];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let basic = &ctx.draft.basic;
    match &basic.staff {
        Entry::Empty => {
            sink.unfilled(ctx, FieldPath::Staff);
        }
        Entry::Value(0) => {
            sink.at(
                FieldPath::Staff,
                format!("{}为 0", ctx.label(&FieldPath::Staff)),
            );
        }
        Entry::Value(_) | Entry::Raw(_) => {}
    }
    for (path, count) in [
        (FieldPath::Staff, &basic.staff),
        (FieldPath::Subunits, &basic.subunits),
    ] {
        if let Some(raw) = count.raw() {
            let message = format!("{}写的是{}，不是整数", ctx.label(&path), quoted(raw));
            sink.at(path.clone(), message).fix(fix(path, raw));
        }
    }
}

fn fix(path: FieldPath, raw: &str) -> Option<Fix> {
    let digits = raw.trim().trim_end_matches(COUNTERS);
    let count = Entry::<u32>::read(digits);
    let count = count.value()?;
    Some(Fix::safe(Transaction::set(
        format!("只留数字：{count}"),
        path,
        count.to_string(),
    )))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn staff_that_is_blank_or_zero_is_reported() {
        check_rule(
            "base minimal
            staff = #! A-04 warning: “财政供养人员数”未填",
        );
        check_rule(
            "base minimal
            staff = 0 #! A-04 warning: “财政供养人员数”为 0",
        );
    }

    #[test]
    fn counts_in_words_are_reported() {
        check_rule(
            "base minimal
            staff = 约二十 #! A-04 warning: “财政供养人员数”写的是“约二十”，不是整数
            subunits = 3.5 #! A-04 warning: “下属二级单位数”写的是“3.5”，不是整数",
        );
    }

    #[test]
    fn subunits_may_be_zero_or_blank() {
        check_rule(
            "base minimal
            subunits =
            staff = 1,021",
        );
    }

    #[test]
    fn counting_words_are_dropped() {
        check_fix("base minimal\nstaff = ２１ 人", "base minimal\nstaff = 21");
        check_fix("base minimal\nsubunits = 3个", "base minimal\nsubunits = 3");
    }
}
