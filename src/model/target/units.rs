//! The unit behind a number, and percent in its spellings.
//!
//! A unit that other words follow ends at the first word that belongs to no unit; where the run
//! of words is long, at the end of a unit that is known.

use crate::base::numeral;

use super::notation::PercentForm;
use super::words::{AFTER, BEFORE, ENDS_UNIT, HEDGES_BEHIND, TIME_UNITS, UNITS, strip_any};

/// A spelling of percent: the unit it stands for, its form, and the text behind.
pub(super) struct Percent<'a> {
    pub(super) unit: &'static str,
    pub(super) form: Option<PercentForm>,
    pub(super) rest: &'a str,
}

/// Percent or per mille at the start of a text.
pub(super) fn percent(text: &str) -> Option<Percent<'_>> {
    const SPELLINGS: [(&str, &str, Option<PercentForm>); 6] = [
        ("%", "%", Some(PercentForm::Sign)),
        ("‰", "‰", None),
        ("百分比", "%", Some(PercentForm::Word)),
        ("个百分点", "个百分点", Some(PercentForm::Points)),
        ("百分点", "个百分点", Some(PercentForm::Points)),
        ("成", "%", Some(PercentForm::Tenths)),
    ];
    let (unit, form, rest) = SPELLINGS.iter().find_map(|(word, unit, form)| {
        let rest = text.strip_prefix(word)?;
        Some((*unit, *form, rest))
    })?;
    // 九成 stands alone; 成 before other words begins one of them.
    let is_word = form == Some(PercentForm::Tenths)
        && !rest.is_empty()
        && !rest.starts_with(['，', ',', '。', '；', ';', '、', ' '])
        && strip_any(rest, &["以上", "及以上", "左右", "以下"]).is_none();
    (!is_word).then_some(Percent { unit, form, rest })
}

/// No unit is longer.
const MAX_UNIT: usize = 16;

/// The unit at the start of a text.
pub(super) fn counted(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(MAX_UNIT)
        .find(|(_, c)| !(c.is_alphanumeric() && !c.is_ascii_digit() || "/·()²³℃°".contains(*c)))
        .or_else(|| text.char_indices().nth(MAX_UNIT))
        .map_or(text.len(), |(at, _)| at);
    let run = text.get(..end).unwrap_or_default();
    let end = run
        .char_indices()
        .find(|(at, _)| run.get(*at..).is_some_and(|rest| ends_unit(run, *at, rest)))
        .map_or(run.len(), |(at, _)| at);
    let run = run.get(..end).unwrap_or_default();
    let run = closed(run);
    if !run.contains(char::is_alphanumeric) {
        return "";
    }
    if run.chars().nth(6).is_none() || run.contains(['每', '/', '·']) {
        return run;
    }
    strip_any(run.trim_start_matches(['万', '亿']), UNITS).map_or(run, |(_, rest)| {
        run.get(..run.len() - rest.len()).unwrap_or(run)
    })
}

fn ends_unit(run: &str, at: usize, rest: &str) -> bool {
    let is_word = |words: &[&str]| strip_any(rest, words).is_some();
    let after = AFTER.iter().any(|(word, _)| rest.starts_with(word));
    let within =
        rest.starts_with('内') && run.get(..at).is_some_and(|unit| TIME_UNITS.contains(&unit));
    let joins = is_word(&["至", "到", "和", "及", "与", "并", "或", "且"]);
    let counted = rest.chars().nth(1).is_some() && numeral_starts(rest);
    after
        || within
        || joins
        || counted
        || is_word(HEDGES_BEHIND)
        || is_word(ENDS_UNIT)
        || BEFORE.iter().any(|(word, _, _)| rest.starts_with(word))
}

/// 百分之, or a Chinese numeral of two figures.
fn numeral_starts(rest: &str) -> bool {
    rest.starts_with("百分之")
        || rest.chars().take(2).all(numeral::is_figure)
            && !rest.starts_with(['万', '亿', '千', '百'])
}

/// Without a bracket that does not close, or that nothing stands before.
fn closed(run: &str) -> &str {
    let open = run.find('(').filter(|_| !run.contains(')'));
    let shut = run
        .find(')')
        .filter(|at| !run.get(..*at).is_some_and(|s| s.contains('(')));
    let end = open.into_iter().chain(shut).min().unwrap_or(run.len());
    run.get(..end).unwrap_or(run)
}
