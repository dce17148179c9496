//! the names of two indicators differ only by punctuation, spaces or width.

use super::common::{Seen, alike, loose_hash};
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;

pub(super) static RULE: Rule = Rule {
    id: "similar-indicator-names",
    code: "A-27",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &["duplicate-indicator"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "两个三级指标的名称只差标点、空格或全角半角。",
    why: "这样的两个指标多半是同一个，录入系统后会成为两个。",
    example: "“培训人数（人）”和“培训人数(人)”。",
    how: "是同一个指标的删去一个；不是的，在名称里写明区别。",
    source: "申报系统检查指标名称是否重复，而比较时不看标点（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let rows = ctx.rows();
    let mut seen = Seen::for_names(rows.len());
    for (idx, row) in rows.iter().enumerate() {
        let name = row.name();
        if name.is_empty() {
            continue;
        }
        if let Some(first) = seen.before(loose_hash(name), idx)
            && let Some(first) = rows.get(first)
            && first.name() != name
            && alike(first.name(), name)
        {
            let other = quoted(first.name());
            let message = format!("名称和{other}只差标点或空格，可能是同一个指标");
            sink.at(row.path(IndicatorField::Name), message)
                .related(first.path(IndicatorField::Name), "相近的指标在这里");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_name_that_differs_in_dress_only_is_told() {
        for name in ["“社区课堂”场次", "社区课堂，场次"] {
            check_rule(&format!(
                "base minimal
                indicators/+ 数量指标 | {name} | ≥60场 | ≥60场
                indicators/i7/name #! A-27 hint: 名称和“社区课堂场次”只差标点或空格，可能是同一个指标"
            ));
        }
    }

    #[test]
    fn the_very_same_name_is_the_other_rule_s() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | “社区课堂”场次 | ≥60场 | ≥60场
            indicators/i7/name #! A-27 hint: 名称和“社区课堂场次”只差标点或空格，可能是同一个指标
            indicators/+ 数量指标 | “社区课堂”场次 | ≥30场 | ≥30场 #! A-26 warning: 数量指标下已有同名的指标",
        );
    }

    #[test]
    fn numbers_and_words_make_a_difference() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | 社区课堂（一期）场次 | ≥60场 | ≥60场
            indicators/+ 数量指标 | 社区课堂（二期）场次 | ≥60场 | ≥60场",
        );
    }
}
