//! C-16: the name of an indicator is long.

use crate::base::text::count_chars;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;

pub(super) static RULE: Rule = Rule {
    id: "long-name",
    code: "C-16",
    severity: Severity::Error,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "三级指标的名称太长。",
    why: "申报系统的指标名称最多 100 字，超过会被截断或拒绝；名称太长也读不出考核什么。",
    example: "把整句工作要求写成了指标名称。",
    how: "名称只写考核的事项，要求写进指标值或任务内容。",
    source: "绩效申报系统的字段长度；指标名称应当简短明确（常见审核要求）。",
};

/// Systems take no longer names.
const MAX_CHARS: usize = 100;
/// Longer names are hard to read.
const USUAL_CHARS: usize = 40;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    // Spaces and the like are not counted below.
    let long = ctx
        .rows()
        .iter()
        .filter(|row| row.name().chars().count() > USUAL_CHARS);
    for row in long {
        let chars = count_chars(row.name());
        let path = row.path(IndicatorField::Name);
        if chars > MAX_CHARS {
            let message = format!("名称有 {chars} 字，超过申报系统的 {MAX_CHARS} 字");
            sink.at(path, message);
        } else if chars > USUAL_CHARS {
            let message = format!("名称有 {chars} 字，一般不超过 {USUAL_CHARS} 字");
            sink.at(path, message).severity(Severity::Hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[track_caller]
    fn check_length(chars: usize, finding: &str) {
        let name = "课".repeat(chars);
        check_rule(&format!(
            "base minimal\nindicators/i3/name = {name} {finding}"
        ));
    }

    #[test]
    fn long_names_are_told_by_their_length() {
        check_length(40, "");
        check_length(41, "#! C-16 hint: 名称有 41 字，一般不超过 40 字");
        check_length(100, "#! C-16 hint: 名称有 100 字，一般不超过 40 字");
        check_length(101, "#! C-16 error: 名称有 101 字，超过申报系统的 100 字");
    }
}
