//! 送审前检查: what is left to do before the form is handed in, and 《自查报告》 on it.
//!
//! Dialog, PDF and text say what the one [`Summary`] holds. It never forbids anything: saving and
//! printing do not ask for it.

use std::ffi::OsStr;
use std::path::Path;

use super::derived::Derived;
use crate::base::moment::Moment;
use crate::check::{Diagnostic, Paper, Report, Severity, Standing};
use crate::model::bridge::Statement;
use crate::model::place::{place, section_name};
use crate::model::totals::Sum;
use crate::model::{Draft, FieldPath, Section, Template, Totals};
use crate::print::{LineKind, Printed, ReportData, ReportLine, ReportSection};

/// What printing came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printout {
    /// What the rules may know of it.
    pub paper: Paper,
    /// How many pages there are.
    pub pages: usize,
}

impl Printout {
    /// What is to be known of a print.
    pub fn of(printed: &Printed) -> Self {
        Self {
            paper: Paper {
                missing_glyphs: printed.missing_glyphs().to_vec(),
                overflowing: printed.torn_fields().to_vec(),
            },
            pages: printed.page_count(),
        }
    }
}

/// In what form a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportForm {
    /// Pages.
    Pdf,
    /// Plain text.
    Text,
}

impl ReportForm {
    /// The ending of such files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Text => "txt",
        }
    }

    /// The form that the ending of a file asks for.
    pub fn of_file(path: &Path) -> Option<Self> {
        let extension = path.extension().and_then(OsStr::to_str)?;
        let forms = [Self::Pdf, Self::Text];
        forms
            .into_iter()
            .find(|form| extension.eq_ignore_ascii_case(form.extension()))
    }
}

/// What a check before handing in came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// How things stand.
    pub verdict: Verdict,
    /// The same as one sentence.
    pub words: String,
    /// How many findings are how bad, the worst first.
    pub counts: Vec<(Severity, usize)>,
    /// The findings of each part of the form that has any.
    pub parts: Vec<Part>,
    /// What is left as it is, with reasons.
    pub ignored: Vec<Told>,
    /// The sums, a line each.
    pub sums: Vec<String>,
    /// 资金桥, a line for each comparison.
    pub bridge: Vec<String>,
    /// 资金桥 with its terms: the name of each comparison and what is said of it.
    pub bridge_terms: Vec<[String; 5]>,
    /// What printing came to, a line each.
    pub print: Vec<String>,
}

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// There are errors.
    NotYet,
    /// There are warnings.
    LookOnce,
    /// There is neither.
    Ready,
}

/// A part of the form with its findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// How many findings are how bad, the worst first; without those that it has none of.
    pub counts: Vec<(Severity, usize)>,
    /// Its findings in the order of the form, equal ones together.
    pub findings: Vec<Told>,
}

/// A finding, or several that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How bad it is.
    pub severity: Severity,
    /// Where the first of them is.
    pub path: FieldPath,
    /// The same in words.
    pub place: String,
    /// What is the matter.
    pub message: String,
    /// How many they are.
    pub count: usize,
    /// Why it is left as it is, where it is; blank where no reason was given.
    pub reason: Option<String>,
}

impl Told {
    /// `理由：按上级口径填写`, where it is left as it is.
    pub fn reason_line(&self) -> Option<String> {
        let reason = match self.reason.as_deref()?.trim() {
            "" => "没有填写",
            reason => reason,
        };
        Some(format!("理由：{reason}"))
    }
}

impl Told {
    /// Where and what, as one line.
    pub fn line(&self) -> String {
        let Self {
            severity,
            place,
            message,
            count,
            ..
        } = self;
        let severity = severity.label();
        match count {
            1 => format!("{severity}　{place}：{message}"),
            n => format!("{severity}　{place}等 {n} 处：{message}"),
        }
    }
}

impl Summary {
    /// What is to be said of a draft that was checked and printed.
    pub fn of(draft: &Draft, template: &Template, derived: &Derived, printout: &Printout) -> Self {
        let Derived {
            revision: _,
            totals,
            bridge,
            report,
        } = derived;
        let form = (draft, template);
        let (verdict, words) = verdict(report);
        Self {
            verdict,
            words,
            counts: counts(report.items().iter()),
            parts: parts(form, report),
            ignored: folded(form, report.ignored()),
            sums: sums(totals),
            bridge: bridge.statements.iter().map(comparison).collect(),
            bridge_terms: bridge.statements.iter().map(Statement::lines).collect(),
            print: print_lines(form, printout),
        }
    }

    /// The errors and warnings in the order of the form.
    pub fn weighty(&self) -> impl Iterator<Item = &Told> {
        let findings = self.parts.iter().flat_map(|part| &part.findings);
        findings.filter(|told| told.severity >= Severity::Warning)
    }

    /// The place to begin with: the first error, else the first warning, else the first finding.
    pub fn first_place(&self) -> Option<&FieldPath> {
        let findings = || self.parts.iter().flat_map(|part| &part.findings);
        let worst = findings().map(|told| told.severity).max()?;
        let first = findings().find(|told| told.severity == worst)?;
        Some(&first.path)
    }

    /// 《自查报告》 on a draft, checked at this moment.
    pub fn report(&self, draft: &Draft, template: &Template, at: Moment) -> ReportData {
        let (title, subtitle) = template.title_lines(draft);
        let fact = |name: &str, value: String| (name.to_owned(), value);
        let facts = vec![
            fact(&template.labels.department, or_blank(&draft.department)),
            fact("年度", or_blank(&draft.year.text())),
            fact("表名", [title, subtitle.unwrap_or_default()].concat()),
            fact("检查时间", at.to_the_minute()),
        ];
        let mut report = ReportData::new("自查报告", facts);
        report.sections = vec![
            self.conclusion(),
            self.problems(),
            self.left_alone(),
            self.money(),
            section("五、打印情况", body(&self.print)),
        ];
        report
    }

    fn conclusion(&self) -> ReportSection {
        let ignored: usize = self.ignored.iter().map(|told| told.count).sum();
        let counts = format!("{}；已忽略 {ignored}", counted(&self.counts));
        section("一、结论", body(&[self.words.clone(), counts]))
    }

    fn problems(&self) -> ReportSection {
        let mut lines = Vec::new();
        for part in &self.parts {
            let head = format!("{}（{}）", part.name, counted(&part.counts));
            lines.push(ReportLine::new(LineKind::Group, &head));
            lines.extend(items(&part.findings));
        }
        section("二、问题清单", or_none(lines, "没有发现问题"))
    }

    fn left_alone(&self) -> ReportSection {
        let lines = items(&self.ignored);
        section("三、已忽略的问题及理由", or_none(lines, "没有忽略的问题"))
    }

    fn money(&self) -> ReportSection {
        let mut lines = body(&self.sums);
        lines.push(ReportLine::new(LineKind::Group, "资金桥（万元）"));
        for [name, more @ ..] in &self.bridge_terms {
            lines.push(ReportLine::new(LineKind::Item, name));
            let more = more.iter();
            lines.extend(more.map(|words| ReportLine::new(LineKind::Detail, words)));
        }
        section("四、合计与资金桥", lines)
    }
}

fn verdict(report: &Report) -> (Verdict, String) {
    let (errors, warnings) = (
        report.count(Severity::Error),
        report.count(Severity::Warning),
    );
    match (errors, warnings) {
        (0, 0) => (Verdict::Ready, "没有发现错误和警告，可以送审".to_owned()),
        (0, n) => {
            let words = format!("没有错误，还有 {n} 处警告，核对后可以送审");
            (Verdict::LookOnce, words)
        }
        (n, _) => (Verdict::NotYet, format!("还有 {n} 处错误，送审前请改好")),
    }
}

fn counts<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> Vec<(Severity, usize)> {
    let found: Vec<Severity> = found.map(|item| item.severity).collect();
    let count = |severity| found.iter().filter(|it| **it == severity).count();
    Severity::ALL.map(|it| (it, count(it))).to_vec()
}

/// `错误 1，警告 2`.
pub fn counted(counts: &[(Severity, usize)]) -> String {
    let words = counts
        .iter()
        .map(|(severity, count)| format!("{} {count}", severity.label()));
    words.collect::<Vec<_>>().join("，")
}

const SECTIONS: [Section; 4] = [
    Section::Basic,
    Section::Goals,
    Section::Tasks,
    Section::Indicators,
];

fn parts(form: (&Draft, &Template), report: &Report) -> Vec<Part> {
    let parts = SECTIONS.into_iter().map(|section| {
        let found: Vec<&Diagnostic> = report.in_section(section).collect();
        let mut counts = counts(found.iter().copied());
        counts.retain(|(_, count)| *count > 0);
        Part {
            name: section_name(section),
            counts,
            findings: folded(form, found),
        }
    });
    parts.filter(|part| !part.findings.is_empty()).collect()
}

/// Findings of one rule that say the same word for word stand once, with their number.
fn folded<'a>(
    (draft, template): (&Draft, &Template),
    found: impl IntoIterator<Item = &'a Diagnostic>,
) -> Vec<Told> {
    let mut told: Vec<(&'static str, Told)> = Vec::new();
    for item in found {
        let reason = match &item.standing {
            Standing::Ignored(reason) => Some(reason),
            Standing::Open | Standing::NotBegun => None,
        };
        let same = told.iter_mut().find(|(rule, told)| {
            *rule == item.rule.id
                && told.message == item.message
                && told.severity == item.severity
                && told.reason.as_ref() == reason
        });
        match same {
            Some((_, told)) => told.count += 1,
            None => told.push((
                item.rule.id,
                Told {
                    severity: item.severity,
                    path: item.path.clone(),
                    place: place(draft, template, &item.path),
                    message: item.message.clone(),
                    count: 1,
                    reason: reason.cloned(),
                },
            )),
        }
    }
    told.into_iter().map(|(_, told)| told).collect()
}

fn sums(totals: &Totals) -> Vec<String> {
    let wan = |name: &str, sum: Sum| {
        let figure = if sum.is_blank() {
            "未填".to_owned()
        } else {
            format!("{} 万元", sum.amount.grouped())
        };
        format!("{name} {figure}")
    };
    vec![
        format!(
            "{}；{}",
            wan("支出合计", totals.expenditure),
            wan("收入合计", totals.income)
        ),
        format!(
            "任务资金合计 {} 元 = {} 万元",
            totals.tasks_yuan().grouped(),
            totals.tasks_wan().grouped_exact()
        ),
        format!(
            "绩效指标 {} 条，其中定量指标 {} 条",
            totals.indicators, totals.quantitative
        ),
    ]
}

/// A comparison of 资金桥 in one line.
fn comparison(statement: &Statement) -> String {
    let (name, class) = (statement.name(), statement.class.label());
    match statement.subtraction() {
        Some(subtraction) => format!("{name}：{subtraction}，{class}"),
        None => format!("{name}：{class}"),
    }
}

/// How many characters and places are named; of more, only the number is told.
const NAMED: usize = 20;

fn print_lines((draft, template): (&Draft, &Template), printout: &Printout) -> Vec<String> {
    let Printout { paper, pages } = printout;
    let Paper {
        missing_glyphs,
        overflowing,
    } = paper;
    let mut lines = vec![format!("共 {pages} 页")];
    lines.push(match missing_glyphs.len() {
        0 => "每个字都能打印".to_owned(),
        n => {
            let named = missing_glyphs.iter().take(NAMED);
            let named: Vec<String> = named.map(|c| glyph_name(*c)).collect();
            format!("有 {n} 个字打印不出来：{}", named.join("、"))
        }
    });
    lines.push(match overflowing.len() {
        0 => "没有放不进单元格的词和数".to_owned(),
        n => {
            let named = overflowing.iter().take(NAMED);
            let named: Vec<String> = named.map(|path| place(draft, template, path)).collect();
            let named = named.join("、");
            format!("有 {n} 处的词或数比单元格宽，打印时从中间断开：{named}")
        }
    });
    lines
}

/// A character that the paper cannot show may also be none that a report can show.
fn glyph_name(c: char) -> String {
    format!("{c}（U+{:04X}）", u32::from(c))
}

fn section(heading: &str, lines: Vec<ReportLine>) -> ReportSection {
    ReportSection {
        heading: heading.to_owned(),
        lines,
    }
}

fn body(lines: &[String]) -> Vec<ReportLine> {
    let lines = lines.iter();
    lines
        .map(|words| ReportLine::new(LineKind::Body, words))
        .collect()
}

fn items(findings: &[Told]) -> Vec<ReportLine> {
    let numbered = (1..).zip(findings).flat_map(|(number, told)| {
        let words = format!("{number}. {}", told.line());
        let reason = told.reason_line();
        let reason = reason.map(|words| ReportLine::new(LineKind::Detail, &words));
        [Some(ReportLine::new(LineKind::Item, &words)), reason]
    });
    numbered.flatten().collect()
}

fn or_none(lines: Vec<ReportLine>, words: &str) -> Vec<ReportLine> {
    if lines.is_empty() {
        return vec![ReportLine::new(LineKind::Body, words)];
    }
    lines
}

fn or_blank(words: &str) -> String {
    match words.trim() {
        "" => "未填".to_owned(),
        words => words.to_owned(),
    }
}

#[cfg(test)]
mod tests;
