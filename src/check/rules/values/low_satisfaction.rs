//! D-23: a satisfaction is to be below 80 %.

use super::satisfaction_out_of_range::promised;
use crate::base::number::Number;
use crate::check::context::quoted;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "low-satisfaction",
    code: "D-23",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "满意度目标在60%和80%之间，偏低。",
    why: "满意度一般定在80%以上，定得低显得要求不高，审核时常被要求调高。",
    example: "“群众满意度”写“≥75%”。",
    how: "结合往年调查结果适当调高，例如“≥85%”。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::PERCENT) {
        let Some(quantity) = promised(&value) else {
            continue;
        };
        if quantity.number >= Number::whole(60) && quantity.number < Number::whole(80) {
            let message = format!("满意度{}偏低，一般不低于 80%", quoted(value.value.raw()));
            value.report(ctx, sink, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_value;

    #[test]
    fn a_modest_satisfaction_is_told() {
        check_value(
            "服务对象满意度指标",
            "群众满意度",
            "≥75%",
            &["D-23 hint: 满意度“≥75%”偏低，一般不低于 80%"],
        );
        check_value("服务对象满意度指标", "群众满意度", "≥60%", &["D-23"]);
    }

    #[test]
    fn eighty_and_other_rates_are_in_order() {
        check_value("服务对象满意度指标", "群众满意度", "≥80%", &[]);
        check_value("社会效益指标", "群众知晓率", "≥70%", &[]);
    }
}
