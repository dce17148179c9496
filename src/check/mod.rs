//! Findings and quick fixes: what reviewers of the form would object to, and how to set it right.
//!
//! Pure functions of draft and template; nothing here can fail or stop a save.
//!
//! # How to add a rule
//! 1. Write `rules/<id>.rs` after the pattern of `rules/compound_target_value.rs`: the static, its
//!    docs, `run`, `fix`, tests. The id names the problem; the code is new and never reused.
//! 2. Add its `mod` line and its line of the list in `rules/mod.rs`, both alphabetical.
//! 3. Return early, report at the smallest address that is wrong, and let one fault be one message:
//!    where two rules see the same fault, the one that knows more speaks.
//! 4. Report a field that is merely not written yet with [`Sink::unfilled`] or [`Sink::missing`]:
//!    they stay grey until its part of the form is begun.
//! 5. Walk rows once. `Draft::indicator` and `place::row_name` search; never call them per row.
//!    Texts and amounts come from [`CheckCtx::texts`] and [`CheckCtx::amounts`].
//!
//! # How to phrase a message
//! One Chinese sentence without 。 at its end, understood without the others, at most 60 characters
//! beside what it quotes; field names and what was typed stand in “”. It says what is the matter;
//! what to do is a hint (`hint`) or a fix. No codes, no English, nothing that scolds.
//! The place is shown beside the message, so the message does not repeat the row.

pub mod context;
pub mod diagnostic;
pub mod fix;
pub mod registry;
pub mod report;
pub mod rule;
mod rules;
pub mod sink;
#[cfg(test)]
mod testing;

pub use context::CheckCtx;
pub use diagnostic::{Diagnostic, Severity};
pub use fix::{Fix, Safety};
pub use registry::{RULES, rules_markdown};
pub use report::Report;
pub use rule::{Docs, FixAvailability, Rule};
pub use sink::Sink;

/// Runs every rule.
pub fn run(ctx: &CheckCtx<'_>) -> Report {
    let mut found = Vec::new();
    for rule in RULES {
        (rule.run)(ctx, &mut Sink::new(rule, &mut found));
    }
    Report::new(ctx, found)
}

#[cfg(test)]
mod tests {
    use super::testing::{check_rule, findings_of, prove, report};
    use super::*;
    use crate::base::ids::IndicatorId;
    use crate::model::{Draft, FieldPath, Indicator, IndicatorField, Slot, access, sample};
    use proptest::prelude::*;

    #[test]
    fn a_new_draft_has_hints_only() {
        for template in crate::model::Template::built_in().unwrap() {
            for year in [None, crate::base::date::Year::new(2025)] {
                let report = report(&Draft::blank(template.id.as_str(), year), &template);
                let told = findings_of(&report);
                assert!(report.count(Severity::Hint) > 0, "{told}");
                assert_eq!(report.items().len(), report.count(Severity::Hint), "{told}");
            }
        }
    }

    #[test]
    fn the_smallest_sample_is_clean() {
        check_rule("base minimal");
    }

    #[test]
    fn the_complete_sample_has_one_warning() {
        check_rule(
            "base complete
            budget #! B-06 info: 支出合计 2,083.43 万元与收入合计 2,083.42 万元相差 0.01 万元，是四舍五入造成的
            budget/city_level #! B-08 hint: “市本级使用资金”未填，按事业发展性支出推算为 824.40 万元 [fix]
            indicators/i15/year #! D-13 warning: 一个指标值里有两个数量（66个、388节次） [fix]",
        );
    }

    /// Texts out of the pieces that rules look at.
    fn messy_text() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "<p>",
            "</p>",
            "<br/>",
            "&amp;",
            "lt;",
            "&lt;",
            "gt;",
            "&nbsp;",
            "<",
            "p",
            "≥",
            "66个",
            "388节次",
            "%",
            " ",
            "\n",
            "万元",
            "亿",
            "1",
            "0",
            ".",
            "-",
            "，",
            "文",
            "人",
            "年",
        ]);
        prop::collection::vec(pieces, 0..7).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]
        #[test]
        fn any_text_anywhere_is_survived_and_its_fixes_keep_their_word(
            typed in prop::collection::vec((0_usize..200, messy_text()), 1..6),
            base in prop::sample::select(vec![sample::minimal(), sample::awkward()]),
        ) {
            let mut draft = base;
            let fields = access::all_fields(&draft);
            for (n, text) in typed {
                access::set_text(&mut draft, &fields[n % fields.len()], &text);
            }
            prove(&draft, &sample::template());
        }
    }

    #[test]
    fn ten_thousand_rows_with_a_fault_each_are_reported_in_the_order_of_the_form() {
        let slots: Vec<Slot> = sample::template().slots().collect();
        let mut draft = sample::minimal();
        draft.indicators = (0..10_000)
            .map(|n: u32| Indicator {
                name: format!("第{n}项数量"),
                ..Indicator::blank(IndicatorId(n), slots[n as usize % slots.len()].clone())
            })
            .collect();
        let report = report(&draft, &sample::template());
        assert_eq!(report.count(Severity::Error), 10_000);
        let ids: Vec<u32> = report.items().iter().map(|item| row(&item.path)).collect();
        let in_branch = |n: &u32| (*n as usize % slots.len(), *n);
        assert!(ids.is_sorted_by_key(in_branch));
    }

    fn row(path: &FieldPath) -> u32 {
        match path {
            FieldPath::Indicator(id, IndicatorField::Year) => id.0,
            other => panic!("a finding at {other}"),
        }
    }
}
