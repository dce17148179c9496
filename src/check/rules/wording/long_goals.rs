//! C-18: the goals together are longer than systems take.

use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "long-goals",
    code: "C-18",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "总体目标合计太长。",
    why: "申报系统的总体目标一栏有长度上限，超出的文字录不进去。",
    example: "六个目标合计 1,500 字，约 4,500 字节。",
    how: "目标写概括的效果，具体做法移到重点工作任务里。",
    source: "绩效申报系统的字段长度，常见为 2,000 或 4,000 字节（常见审核要求）。",
};

/// Some systems take no more, in bytes of UTF-8.
const USUAL_BYTES: usize = 2000;
/// No system takes more.
const MAX_BYTES: usize = 4000;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let bytes: usize = ctx
        .draft
        .goals
        .iter()
        .map(|goal| goal.text.trim().len())
        .sum();
    if bytes > MAX_BYTES {
        let message = format!("总体目标合计 {bytes} 字节，超过申报系统的 {MAX_BYTES} 字节");
        sink.at(FieldPath::Goals, message);
    } else if bytes > USUAL_BYTES {
        let message = format!("总体目标合计 {bytes} 字节，有的申报系统只收 {USUAL_BYTES} 字节");
        sink.at(FieldPath::Goals, message).severity(Severity::Hint);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[track_caller]
    fn check_length(chars: usize, finding: &str) {
        let goal = "学".repeat(chars - 1);
        check_rule(&format!("base minimal\ngoals/g1 = {goal}。\n{finding}"));
    }

    #[test]
    fn goals_are_measured_together() {
        check_length(666, "");
        check_length(
            667,
            "goals #! C-18 hint: 总体目标合计 2001 字节，有的申报系统只收 2000 字节",
        );
        check_length(
            1334,
            "goals #! C-18 warning: 总体目标合计 4002 字节，超过申报系统的 4000 字节",
        );
    }
}
