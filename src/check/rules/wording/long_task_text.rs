//! C-19: a text of a task is longer than systems take.

use crate::base::text::count_chars;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, OtherTaskField, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "long-task-text",
    code: "C-19",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "任务的名称、内容或目标太长。",
    why: "申报系统的任务名称最多 500 字节，内容和目标最多 4,000 字节，超出的文字录不进去。",
    example: "任务内容写了 1,500 字。",
    how: "压缩文字，把过程性的描述删去。",
    source: "绩效申报系统的字段长度（常见审核要求）。",
};

const MAX_NAME_BYTES: usize = 500;
const MAX_TEXT_BYTES: usize = 4000;
/// A Han character in UTF-8.
const HAN_BYTES: usize = 3;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for text in ctx.texts() {
        let typed = text.typed.trim();
        // A character has a byte at least.
        if typed.len() <= MAX_NAME_BYTES / HAN_BYTES {
            continue;
        }
        let Some(max) = max_bytes(&text.path).map(|bytes| bytes / HAN_BYTES) else {
            continue;
        };
        let chars = count_chars(typed);
        if chars > max {
            let label = ctx.label(&text.path);
            let message = format!("{label}有 {chars} 字，超过申报系统的约 {max} 字");
            sink.at(text.path.clone(), message);
        }
    }
}

fn max_bytes(path: &FieldPath) -> Option<usize> {
    match path {
        FieldPath::Task(_, TaskField::Name) | FieldPath::OtherTask(_, OtherTaskField::Name) => {
            Some(MAX_NAME_BYTES)
        }
        FieldPath::Task(..) | FieldPath::OtherTask(..) | FieldPath::OtherTasksText => {
            Some(MAX_TEXT_BYTES)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[track_caller]
    fn check_length(field: &str, chars: usize, finding: &str) {
        let text = "课".repeat(chars - 1);
        check_rule(&format!(
            "base minimal\ntasks/t2/{field} = {text}。 {finding}"
        ));
    }

    #[test]
    fn digits_count_as_characters_do() {
        let text = "1课".repeat(700);
        check_rule(&format!(
            "base minimal
            tasks/t2/goal = {text}。 #! C-19 warning: “期望达到的目标（概述）”有 1401 字，超过申报系统的约 1333 字"
        ));
    }

    #[test]
    fn names_and_texts_have_their_own_lengths() {
        check_length("name", 166, "");
        check_length(
            "name",
            167,
            "#! C-19 warning: “名称”有 167 字，超过申报系统的约 166 字",
        );
        check_length("content", 1333, "");
        check_length(
            "content",
            1334,
            "#! C-19 warning: “主要实施内容”有 1334 字，超过申报系统的约 1333 字",
        );
    }
}
