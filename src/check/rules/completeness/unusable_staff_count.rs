//! 财政供养人员数 is blank, zero or no whole number.

use super::common::digits_only;
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{Entry, FieldPath};

pub(super) static RULE: Rule = Rule {
    id: "unusable-staff-count",
    code: "A-04",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "财政供养人员数未填、为 0 或不是整数。",
    why: "人数是核对基本支出规模的依据，空着或写成文字就无法核对。",
    example: "“约二十”“21人”，或者人员数填 0。",
    how: "只填整数，不带单位。",
    source: "本表“基本信息”一栏的填写要求；一般部门都有财政供养人员（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let path = FieldPath::Staff;
    match &ctx.draft.basic.staff {
        Entry::Empty => {
            sink.unfilled(ctx, path);
        }
        Entry::Value(0) => {
            let message = format!("{}为 0", ctx.label(&path));
            sink.at(path, message);
        }
        Entry::Value(_) => {}
        Entry::Raw(raw) => {
            let message = format!("{}写的是{}，不是整数", ctx.label(&path), quoted(raw));
            sink.at(path.clone(), message).fix(digits_only(path, raw));
        }
    }
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
    fn a_count_in_words_or_with_a_fraction_is_reported() {
        for typed in ["约二十", "二十一", "-12", "12.5", "20-30"] {
            check_rule(&format!(
                "base minimal
                staff = {typed} #! A-04 warning: “财政供养人员数”写的是“{typed}”，不是整数"
            ));
        }
    }

    #[test]
    fn whole_numbers_are_in_order() {
        for typed in ["4", "２１", "35", "12 "] {
            check_rule(&format!("base minimal\nstaff = {typed}"));
        }
    }

    #[test]
    fn counting_words_are_dropped() {
        check_fix("base minimal\nstaff = ２１ 人", "base minimal\nstaff = 21");
        check_fix("base minimal\nstaff = 15名", "base minimal\nstaff = 15");
    }
}
