//! C-07: characters that nobody sees.

use super::common::{Layout, if_changed, report_mendable};
use crate::base::text::is_invisible;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "zero-width",
    code: "C-07",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "文字里藏着看不见的字符。",
    why: "这些字符来自网页，看不出来，却会让查找、字数和名称的对应关系出错，上传时还可能变成乱码。",
    example: "“社区”与“课堂”之间有一个零宽空格。",
    how: "一键去掉，看得见的文字不变。",
    source: "从网页复制文字时的常见问题（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let told = ("藏着看不见的字符", "去掉看不见的字符");
    report_mendable(ctx, sink, Traits::INVISIBLE, told, mended);
}

/// Without characters that take no room.
pub(super) fn mended(typed: &str, _: Layout) -> Option<String> {
    let seen = typed.chars().filter(|c| !is_invisible(*c)).collect();
    if_changed(seen, typed)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn invisible_characters_are_told_and_go() {
        let typed = "base minimal
            indicators/i3/name = 社区\u{200B}课堂\u{FEFF}场次";
        check_rule(&format!(
            "{typed} #! C-07 warning: “三级指标”里的“社区课堂场次”处藏着看不见的字符 [safe]"
        ));
        check_fix(typed, "base minimal");
    }
}
