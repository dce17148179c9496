//! Which template a text is written on, and for which year.

use super::labels::{Head, Vocabulary, Word};
use super::lines::{Cell, Row, label_word};
use super::{ImportError, Note, NoteKind, money};
use crate::base::amount::MoneyUnit;
use crate::base::date::Year;
use crate::base::text;
use crate::model::template::OtherTasksForm;
use crate::model::{FieldPath, Template};

/// What tells one edition of the form from another.
#[derive(Debug, Default)]
pub(super) struct Features {
    title: Option<Above>,
    subtitle: Option<Above>,
    /// Years in title and subtitle that differ.
    years_differ: bool,
    task_unit: Option<MoneyUnit>,
    has_cycle: Option<bool>,
    other_tasks: Option<String>,
    other_tasks_form: Option<OtherTasksForm>,
}

/// A line above the table.
#[derive(Debug)]
struct Above {
    line: usize,
    text: String,
    year: Option<Year>,
}

/// Titles and the lines under them are not longer than this.
const MAX_TITLE_CHARS: usize = 60;

impl Features {
    /// Looks through all rows.
    pub(super) fn of(rows: &[Row<'_>], words: &Vocabulary) -> Self {
        let mut features = Self::default();
        for row in rows {
            for cell in &row.cells {
                features.look_at(row, cell, words);
            }
        }
        features
    }

    fn look_at(&mut self, row: &Row<'_>, cell: &Cell<'_>, words: &Vocabulary) {
        match words.find(cell) {
            Some(Word::Head(Head::Amount)) if self.task_unit.is_none() => {
                self.task_unit = money::unit_in_head(&cell.raw);
            }
            Some(Word::Head(Head::Cycle)) => self.has_cycle = Some(true),
            Some(Word::Head(Head::Year)) => {
                self.has_cycle = self.has_cycle.or(Some(false));
            }
            Some(Word::Head(Head::OtherContent)) => {
                self.other_tasks_form = Some(OtherTasksForm::Table);
            }
            Some(Word::Block(super::labels::Block::OtherTasks)) => {
                self.other_tasks = Some(bare(&cell.raw));
            }
            None if row.cells.len() == 1 => self.look_at_line(row.line, cell),
            _ => {}
        }
    }

    fn look_at_line(&mut self, line: usize, cell: &Cell<'_>) {
        let slot = if is_title(cell) {
            &mut self.title
        } else if year_line(cell).is_some() {
            &mut self.subtitle
        } else {
            return;
        };
        let found = Above {
            line,
            text: bare(&cell.raw),
            year: year_in(&cell.raw).or_else(|| year_line(cell)),
        };
        if slot.is_none() {
            *slot = Some(found);
        }
        let years = [&self.title, &self.subtitle].map(|line| line.as_ref()?.year);
        self.years_differ = matches!(years, [Some(first), Some(second)] if first != second);
    }

    fn year(&self) -> Option<(Year, usize)> {
        [&self.title, &self.subtitle]
            .into_iter()
            .flatten()
            .find_map(|line| line.year.map(|year| (year, line.line)))
    }

    /// How much speaks for a template.
    fn score(&self, template: &Template) -> u32 {
        let title_matches = self
            .title
            .as_ref()
            .is_some_and(|line| without_year(&line.text) == pattern(&template.title));
        let title_has_year = self.title.as_ref().map(|line| line.year.is_some());
        [
            (self.task_unit == Some(template.task_money()), 4),
            (self.has_cycle == Some(template.has_cycle()), 4),
            (title_matches, 4),
            (title_has_year == Some(template.title.contains("{year}")), 2),
            (
                self.other_tasks.as_deref() == Some(bare(&template.labels.other_tasks).as_str()),
                1,
            ),
            (self.other_tasks_form == Some(template.other_tasks), 1),
        ]
        .into_iter()
        .filter_map(|(speaks, weight)| speaks.then_some(weight))
        .sum()
    }
}

/// The template to fill, with a note where it had to be guessed.
pub(super) fn template<'t>(
    features: &Features,
    templates: &'t [Template],
    wanted: Option<&str>,
) -> Result<(&'t Template, Option<Note>), ImportError> {
    if let Some(id) = wanted {
        return templates
            .iter()
            .find(|template| template.id == id)
            .map(|template| (template, None))
            .ok_or_else(|| ImportError::UnknownTemplate(id.to_owned()));
    }
    let best = templates
        .iter()
        .map(|template| features.score(template))
        .max();
    let mut fitting = templates
        .iter()
        .filter(|template| Some(features.score(template)) == best);
    let first = fitting
        .next()
        .ok_or_else(|| ImportError::UnknownTemplate(String::new()))?;
    let note = fitting.next().map(|_| Note {
        line: features.title.as_ref().map_or(1, |line| line.line),
        kind: NoteKind::Uncertain,
        message: format!("看不出是哪一种样表，先按“{}”填写，请核对", first.name),
        path: None,
    });
    Ok((first, note))
}

/// The year of the form, with a note where it is in doubt.
pub(super) fn year(features: &Features, wanted: Option<Year>) -> (Option<Year>, Option<Note>) {
    let found = features.year();
    let doubt = |line, message| {
        Some(Note {
            line,
            kind: NoteKind::Uncertain,
            message,
            path: Some(FieldPath::Year),
        })
    };
    match (wanted, found) {
        (Some(wanted), Some((found, line))) if wanted != found => (
            Some(wanted),
            doubt(
                line,
                format!("原文的年度是 {found} 年，已按要求改为 {wanted} 年"),
            ),
        ),
        (Some(wanted), _) => (Some(wanted), None),
        (None, Some((found, line))) if features.years_differ => (
            Some(found),
            doubt(
                line,
                format!("表名和副标题的年度不同，先按 {found} 年填写，请核对"),
            ),
        ),
        (None, Some((found, _))) => (Some(found), None),
        (None, None) => (None, doubt(1, "原文没有写明年度，请补填".to_owned())),
    }
}

/// A note where the printed title will be another than the text's.
pub(super) fn title_note(features: &Features, template: &Template) -> Option<Note> {
    let title = features.title.as_ref()?;
    (without_year(&title.text) != pattern(&template.title)).then(|| Note {
        line: title.line,
        kind: NoteKind::Uncertain,
        message: format!(
            "原文的表名是“{}”，与样表的表名不同，打印时用样表的表名",
            title.text
        ),
        path: None,
    })
}

/// The title of the form, on whatever page it stands.
pub(super) fn is_title(cell: &Cell<'_>) -> bool {
    let word = cell
        .word
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '度'));
    word.ends_with("绩效目标表") || word.ends_with("绩效目标申报表")
}

/// The year of a line that holds nothing else: `(2024年)`.
pub(super) fn year_line(cell: &Cell<'_>) -> Option<Year> {
    if cell.raw.chars().nth(MAX_TITLE_CHARS).is_some() {
        return None;
    }
    let bare = bare(&cell.raw);
    let inner = bare.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '【' | '】'));
    Year::parse(inner.strip_suffix('度').unwrap_or(inner))
}

/// The first year with its 年 in a text.
fn year_in(raw: &str) -> Option<Year> {
    let bare = bare(raw);
    bare.match_indices('年').find_map(|(end, _)| {
        let before = bare.get(..end)?;
        let start = before.len().checked_sub(4)?;
        let longer_number = before.get(..start)?.ends_with(|c: char| c.is_ascii_digit());
        let year = Year::parse(before.get(start..)?)?;
        (!longer_number).then_some(year)
    })
}

/// A title without its year, as it compares with a template's.
fn without_year(bare: &str) -> String {
    match year_in(bare) {
        Some(year) => label_word(&bare.replacen(&format!("{year}年"), "", 1)),
        None => label_word(bare),
    }
}

fn pattern(title: &str) -> String {
    label_word(&title.replace("{year}年", "").replace("{year}", ""))
}

/// A text without width and spaces.
fn bare(raw: &str) -> String {
    text::fold_width(raw)
        .chars()
        .filter(|c| !c.is_whitespace() && !text::is_invisible(*c))
        .collect()
}
