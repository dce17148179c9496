//! H-01: a word or a number is wider than its cell on paper and is broken in its middle.

use std::collections::BTreeSet;

use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::access;

pub(super) static RULE: Rule = Rule {
    id: "overflowing-cell",
    code: "H-01",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "打印时有的词或数比单元格宽。",
    why: "放不下的网址、编号或金额会从中间断成两行，公开后容易看错。",
    example: "三级指标里一长串不能断开的字母和数字。",
    how: "缩短文字，或者在合适的地方断开。",
    source: "打印结果。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let Some(paper) = ctx.situation.paper else {
        return;
    };
    let places: BTreeSet<_> = paper.overflowing.iter().collect();
    for path in places {
        // The page may be older than the draft.
        if path.row().is_none() || access::text(ctx.draft, path).is_some() {
            let message = format!(
                "{}里有比单元格宽的词或数，打印时会从中间断开",
                ctx.label(path)
            );
            sink.at(path.clone(), message)
                .hint("缩短它，或者在合适的地方断开");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_rule, check_rule_when};
    use crate::check::{Paper, Situation};

    #[test]
    fn what_does_not_fit_is_told_once_and_only_where_it_still_is() {
        let paths = ["tasks/t2/name", "tasks/t2/name", "indicators/i99/name"];
        let paper = Paper {
            overflowing: paths.map(|path| path.parse().unwrap()).to_vec(),
            ..Paper::default()
        };
        let situation = Situation {
            paper: Some(&paper),
            ..Situation::default()
        };
        check_rule_when(
            situation,
            "base minimal
            tasks/t2/name = 社区课堂 #! H-01 hint: “名称”里有比单元格宽的词或数，打印时会从中间断开",
        );
    }

    #[test]
    fn without_a_page_nothing_is_known() {
        check_rule("base minimal");
    }
}
