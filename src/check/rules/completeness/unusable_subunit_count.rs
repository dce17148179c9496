//! 下属二级单位数 is blank or no whole number.

use super::common::digits_only;
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::{Entry, FieldPath};

pub(super) static RULE: Rule = Rule {
    id: "unusable-subunit-count",
    code: "A-05",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "下属二级单位数未填或不是整数。",
    why: "空着看不出是没有下属单位还是漏填了，写成文字就无法核对。",
    example: "“3个”“无”，或者空着。",
    how: "只填整数，不带单位；没有下属二级单位的填 0。",
    source: "本表“基本信息”一栏的填写要求（常见审核要求）。",
};

/// What people write where there are none.
const NONE: [&str; 6] = ["无", "没有", "-", "—", "/", "零"];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let path = FieldPath::Subunits;
    match &ctx.draft.basic.subunits {
        Entry::Value(_) => {}
        Entry::Empty => {
            let finding = sink.unfilled(ctx, path.clone());
            finding.hint("没有下属二级单位的填 0").fix(zero(path));
        }
        Entry::Raw(raw) => {
            let message = format!("{}写的是{}，不是整数", ctx.label(&path), quoted(raw));
            let says_none = NONE.contains(&raw.trim());
            let fix = says_none.then(|| zero(path.clone()));
            let fix = fix.or_else(|| digits_only(path.clone(), raw));
            sink.at(path, message).fix(fix);
        }
    }
}

fn zero(path: FieldPath) -> Fix {
    Fix::changes_meaning(Transaction::set("填 0", path, "0"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn a_blank_or_a_word_is_reported() {
        check_rule(
            "base minimal
            subunits = #! A-05 warning: “下属二级单位数”未填 [fix]",
        );
        check_rule(
            "base minimal
            subunits = 3.5 #! A-05 warning: “下属二级单位数”写的是“3.5”，不是整数",
        );
    }

    #[test]
    fn none_and_some_are_in_order() {
        check_rule("base minimal\nsubunits = 0");
        check_rule("base minimal\nsubunits = １５");
    }

    #[test]
    fn words_become_numbers() {
        check_fix("base minimal\nsubunits = 3个", "base minimal\nsubunits = 3");
        check_fix("base minimal\nsubunits = 无", "base minimal\nsubunits = 0");
        check_fix("base minimal\nsubunits =", "base minimal\nsubunits = 0");
    }
}
