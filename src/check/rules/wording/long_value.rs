//! C-17: an 指标值 is long.

use crate::base::text::count_chars;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "long-value",
    code: "C-17",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值超过 40 字。",
    why: "申报系统的指标值一栏很短，太长会被截断；一大段话也无法对照考核。",
    example: "把工作措施整段写进了指标值。",
    how: "指标值只写要达到的数量或结果，措施写到任务内容里。",
    source: "绩效申报系统的字段长度（常见审核要求）。",
};

const MAX_CHARS: usize = 40;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let long = ctx
        .values()
        .filter(|value| value.value.raw().len() > MAX_CHARS);
    for value in long {
        let chars = count_chars(value.value.raw());
        if chars > MAX_CHARS {
            let label = ctx.label(&value.path());
            let message = format!("{label}有 {chars} 字，一般不超过 {MAX_CHARS} 字");
            value.report(ctx, sink, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn long_values_are_told_once() {
        let value = "讲".repeat(41);
        check_rule(&format!(
            "base minimal
            indicators/+ 质量指标 | 课堂开展情况 | {value} | {value}
            indicators/i7/year #! C-17 warning: “年度指标值”有 41 字，一般不超过 40 字"
        ));
        let value = "讲".repeat(40);
        check_rule(&format!(
            "base minimal
            indicators/+ 质量指标 | 课堂开展情况 | {value} | {value}"
        ));
    }
}
