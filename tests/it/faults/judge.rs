//! The judge: what the checks find in a spoilt draft and did not find in the clean one.

use super::bench::{Bench, Spot};
use super::corpus::Fault;
use mubiao::base::date::Date;
use mubiao::check::{self, CheckCtx, Diagnostic, Occasion, Report, Severity, Situation};
use mubiao::model::{Draft, Template, Totals};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What the checks made of a fault.
pub(super) struct Verdict<'a> {
    fault: &'a Fault,
    is_found: bool,
    /// Findings that nobody asked for; what is merely worth knowing does not count.
    pub(super) extras: Vec<String>,
}

/// What the checks say of a draft that is to be handed in.
pub(super) fn report(draft: &Draft, template: &Template) -> Report {
    let totals = Totals::of(draft, template);
    let situation = Situation {
        occasion: Occasion::Submitting,
        // Forms of 2025 are written in the autumn before.
        today: Date::new(2024, 11, Some(20)),
        paper: None,
    };
    check::run(&CheckCtx::new(draft, template, &totals).when(situation))
}

/// The fault put into its base, and the spots where it is to be found.
pub(super) fn spoilt(
    fault: &Fault,
    base: &Draft,
    template: &Template,
) -> Result<(Draft, Vec<Spot>), String> {
    let mut bench = Bench::new(base, template);
    for step in &fault.steps {
        bench.act(step)?;
    }
    let spots = fault.places.iter().map(|place| bench.spots(place));
    let spots: Result<Vec<_>, String> = spots.collect();
    Ok((bench.draft, spots?.concat()))
}

/// Judges one fault; `clean` is what is found in its base.
pub(super) fn judge<'a>(
    fault: &'a Fault,
    base: &Draft,
    template: &Template,
    clean: &Report,
) -> Verdict<'a> {
    let (draft, spots) =
        spoilt(fault, base, template).unwrap_or_else(|err| panic!("{}: {err}", fault.origin));
    let is_wanted = |item: &Diagnostic| {
        fault.codes.iter().any(|code| code == item.rule.code)
            && spots.iter().any(|spot| spot.holds(&item.path))
    };
    let follows = |item: &Diagnostic| {
        let mut also = fault.also.iter();
        also.any(|code| item.rule.code.starts_with(code.as_str()))
    };
    let stood_there = |item: &Diagnostic| {
        let mut before = clean.items().iter();
        before.any(|old| old.rule.code == item.rule.code && old.path == item.path)
    };
    let said_so = |item: &Diagnostic| {
        let mut before = clean.items().iter();
        before.any(|old| old.path == item.path && old.message == item.message)
    };
    let found = report(&draft, template);
    let items = || found.items().iter();
    let extras = items().filter(|item| {
        item.severity > Severity::Info && !stood_there(item) && !is_wanted(item) && !follows(item)
    });
    Verdict {
        fault,
        is_found: items().any(|item| is_wanted(item) && !said_so(item)),
        extras: extras.map(line).collect(),
    }
}

/// A finding in one line.
pub(super) fn line(item: &Diagnostic) -> String {
    let Diagnostic {
        rule,
        severity,
        path,
        message,
        ..
    } = item;
    format!("{path} {} {severity}: {message}", rule.code)
}

/// All verdicts, counted.
pub(super) struct Judgement<'a>(pub(super) Vec<Verdict<'a>>);

impl Judgement<'_> {
    /// At least so many of a hundred faults are found.
    pub(super) fn finds(&self, percent: usize) -> bool {
        let found = self.0.iter().filter(|verdict| verdict.is_found).count();
        found * 100 >= self.0.len() * percent
    }

    /// At most so many superfluous findings in ten drafts.
    pub(super) fn adds_in_ten(&self, most: usize) -> bool {
        self.extras() * 10 <= self.0.len() * most
    }

    fn extras(&self) -> usize {
        self.0.iter().map(|verdict| verdict.extras.len()).sum()
    }

    /// What was missed, what was found beside, and the counts by the code expected first.
    pub(super) fn table(&self) -> String {
        let mut out = String::new();
        let mut by_code: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for verdict in &self.0 {
            let Fault {
                title,
                origin,
                base,
                codes,
                places,
                ..
            } = verdict.fault;
            if let Some(code) = codes.first() {
                let (found, all) = by_code.entry(code).or_default();
                *found += usize::from(verdict.is_found);
                *all += 1;
                if !verdict.is_found {
                    let (codes, places) = (codes.join("|"), places.join(" or "));
                    let missed = format!("MISSED {codes} {places} in {base}: {title} ({origin})");
                    writeln!(out, "{missed}").expect("a text can grow");
                }
            }
            for extra in &verdict.extras {
                let extra = format!("EXTRA  {extra} in {base}: {title} ({origin})");
                writeln!(out, "{extra}").expect("a text can grow");
            }
        }
        let counts = by_code.iter();
        let counts = counts.map(|(code, (found, all))| format!("{code} {found}/{all}"));
        let counts: Vec<String> = counts.collect();
        let all = self.0.len();
        let found = self.0.iter().filter(|verdict| verdict.is_found).count();
        let extras = self.extras();
        writeln!(out, "{}", counts.join(", ")).expect("a text can grow");
        writeln!(out, "{found} of {all} found, {extras} findings beside").expect("a text can grow");
        out
    }
}
