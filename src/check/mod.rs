//! Findings and quick fixes: what reviewers of the form would object to, and how to set it right.
//!
//! Pure functions of draft and template; nothing here can fail or stop a save.
//!
//! # How to add a rule
//! 1. Write `rules/<group>/<id>.rs` after the pattern of `rules/values/compound_target_value.rs`:
//!    the static, its docs, `run`, `fix`, tests. The id names the problem; the code is new and
//!    never reused.
//! 2. Add its `mod` line and its line of the list in the group's `mod.rs`, both alphabetical.
//! 3. Return early, report at the smallest address that is wrong, and let one fault be one message:
//!    where two rules see the same fault at the same place, the one that knows less names the other
//!    in `yields_to`.
//! 4. Report a field that is merely not written yet with [`Sink::unfilled`] or [`Sink::missing`]:
//!    they stay grey until its part of the form is begun.
//! 5. Walk rows once. `Draft::indicator` and `place::row_name` search; never call them per row.
//!    Texts, amounts, indicators and their values come from [`CheckCtx::texts`] (look at
//!    [`traits::Traits`] before reading one), [`CheckCtx::amounts`], [`CheckCtx::rows`] and
//!    [`CheckCtx::values`]. Many words are looked for with one [`lexicon::Lexicon`].
//!
//! # How to phrase a message
//! One Chinese sentence without 。 at its end, understood without the others, at most 60 characters
//! beside what it quotes; field names and what was typed stand in “”. It says what is the matter;
//! what to do is a hint (`hint`) or a fix. No codes, no English, nothing that scolds.
//! The place is shown beside the message, so the message does not repeat the row.

pub mod context;
pub mod diagnostic;
pub mod fix;
pub mod fold;
pub mod lexicon;
pub mod linkage;
pub mod mending;
pub mod promises;
pub mod registry;
pub mod report;
pub mod rule;
mod rules;
pub mod sink;
pub mod situation;
pub mod subject;
#[cfg(test)]
mod testing;
pub mod traits;
pub mod value;

pub use context::CheckCtx;
pub use diagnostic::{Diagnostic, Severity, Standing};
pub use fix::{Fix, Safety};
pub use fold::{Likeness, Line, fold, words_of_alike};
pub use linkage::Linkage;
pub use mending::{Mending, mend_safely};
pub use promises::Promises;
pub use registry::{Group, groups, rule, rules, rules_markdown};
pub use report::Report;
pub use rule::{Docs, FixAvailability, Rule};
pub use sink::Sink;
pub use situation::{Occasion, Paper, Situation};
pub use value::Value;

use crate::base::fingerprint::Fingerprint;
use crate::model::template::Rating;
use crate::model::{Draft, Template, access, annotations};

/// Runs every rule that the form wants.
pub fn run(ctx: &CheckCtx<'_>) -> Report {
    let mut found = Vec::new();
    for rule in rules() {
        if let Some(severity) = severity_on(ctx.template, rule) {
            (rule.run)(ctx, &mut Sink::rated(rule, severity, &mut found));
        }
    }
    mark_ignored(ctx, &mut found);
    Report::new(ctx, found)
}

/// How bad the findings of a rule are on this form; `None` where the form does not want the rule.
pub fn severity_on(template: &Template, rule: &Rule) -> Option<Severity> {
    Some(match template.rules.get(rule.id) {
        None => rule.severity,
        Some(Rating::Off) => return None,
        Some(Rating::Info) => Severity::Info,
        Some(Rating::Hint) => Severity::Hint,
        Some(Rating::Warning) => Severity::Warning,
        Some(Rating::Error) => Severity::Error,
    })
}

/// Marks what a person ignores; a finding whose field says something else by now is open again.
fn mark_ignored(ctx: &CheckCtx<'_>, found: &mut [Diagnostic]) {
    let annotations = &ctx.draft.annotations;
    if annotations.ignored().is_empty() {
        return;
    }
    for item in found {
        if annotations.ignored_at(item.rule.id, &item.path).is_empty() {
            continue;
        }
        let seen = seen_of(ctx.draft, item);
        if let Some(ignored) = annotations.ignoring(item.rule.id, &item.path, seen) {
            item.standing = Standing::Ignored(ignored.reason.clone());
        }
    }
}

/// What there is to see of a finding: an ignored one comes back when it differs.
pub fn seen_of(draft: &Draft, found: &Diagnostic) -> Fingerprint {
    let text = access::text(draft, &found.path);
    annotations::seen(text.as_deref(), &found.message)
}

#[cfg(test)]
mod tests {
    use super::testing::{check_rule, findings_of, prove, report};
    use super::*;
    use crate::base::ids::IndicatorId;
    use crate::model::{FieldPath, Indicator, IndicatorField, Slot, sample};
    use proptest::prelude::*;

    #[test]
    fn a_new_draft_is_quiet_until_somebody_asks() {
        for template in crate::model::Template::built_in().unwrap() {
            for year in [None, crate::base::date::Year::new(2025)] {
                let draft = Draft::blank(template.id.as_str(), year);
                let totals = crate::model::Totals::of(&draft, &template);
                let quiet = report(&draft, &template);
                assert!(quiet.items().is_empty(), "{}", findings_of(&quiet));
                assert!(!quiet.not_begun().is_empty());
                let hints_only = |item: &Diagnostic| item.severity == Severity::Hint;
                assert!(quiet.not_begun().iter().all(hints_only));
                let asked = Situation {
                    occasion: Occasion::Submitting,
                    ..Situation::default()
                };
                let asked = run(&CheckCtx::new(&draft, &template, &totals).when(asked));
                assert!(asked.count(Severity::Error) > 0);
                assert_eq!(asked.items().len(), quiet.not_begun().len());
            }
        }
    }

    #[test]
    fn a_form_can_rate_rules_and_switch_them_off() {
        let rated = |rating| {
            let mut template = sample::template();
            let rules = &mut template.rules;
            rules.insert("compound-target-value".to_owned(), rating);
            let report = report(&sample::complete(), &template);
            let path = "indicators/i15/year".parse().unwrap();
            report.worst_at(&path).map(|item| item.severity)
        };
        assert_eq!(rated(Rating::Off), None);
        assert_eq!(rated(Rating::Error), Some(Severity::Error));
        assert_eq!(rated(Rating::Info), Some(Severity::Info));
    }

    #[test]
    fn an_ignored_finding_comes_back_when_its_field_changes() {
        let template = sample::template();
        let path: FieldPath = "indicators/i15/year".parse().unwrap();
        let mut draft = sample::complete();
        let found = report(&draft, &template).at(&path)[0].clone();
        let seen = seen_of(&draft, &found);
        let tx = crate::edit::build::ignore(&draft, found.rule.id, &path, seen, "分项统计");
        crate::edit::apply_all(&mut draft, &tx.edits).unwrap();
        let after = report(&draft, &template);
        assert_eq!(after.at(&path), []);
        assert_eq!(after.ignored().len(), 1);
        let reason = Standing::Ignored("分项统计".to_owned());
        assert_eq!(after.ignored()[0].standing, reason);
        access::set_text(&mut draft, &path, "≥66个390节次");
        assert_eq!(report(&draft, &template).ignored(), []);
        assert_eq!(report(&draft, &template).at(&path).len(), 1);
    }

    #[test]
    fn an_ignored_finding_of_a_block_comes_back_with_other_words() {
        let template = sample::template();
        let mut draft = sample::complete();
        let path = FieldPath::BudgetBlock;
        let found = report(&draft, &template).at(&path)[0].clone();
        let seen = seen_of(&draft, &found);
        let tx = crate::edit::build::ignore(&draft, found.rule.id, &path, seen, "");
        crate::edit::apply_all(&mut draft, &tx.edits).unwrap();
        assert_eq!(report(&draft, &template).at(&path), []);
        access::set_text(&mut draft, &"budget/fiscal".parse().unwrap(), "2083.41");
        assert_eq!(report(&draft, &template).at(&path).len(), 1);
    }

    #[test]
    fn forms_rate_only_rules_that_there_are() {
        for template in crate::model::Template::built_in().unwrap() {
            for id in template.rules.keys() {
                assert!(rule(id).is_some(), "{}: {id}", template.id);
            }
        }
        for known in rules() {
            for id in known.yields_to {
                assert!(
                    rule(id).is_some_and(|other| other != known),
                    "{}: {id}",
                    known.id
                );
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
        let told = report.items().iter();
        let errors = told.filter(|item| item.severity == Severity::Error);
        let ids: Vec<u32> = errors.map(|item| row(&item.path)).collect();
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
