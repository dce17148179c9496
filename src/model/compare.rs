//! What differs between two drafts, told in the words of the form.
//!
//! - Rows are aligned by what they hold, never by their ids: a loaded draft numbers its rows anew.
//! - Fields are compared as [`access::text`] gives them, so blank differs from 0.00.
//! - There is no difference exactly where both drafts give the same form with the same annotations.
//!   Indicators are looked
//!   at in the order of the form: how rows of different branches lie among each other in the
//!   draft is nothing that anybody sees.
//! - Comparing the other way round gives as many differences.
//! - Time grows with the number of rows times its logarithm.
//!
//! `rows.rs` reads the lists as rows of texts and tells their differences, `align.rs` finds which
//! row became which, `annotated.rs` looks at annotations.

mod align;
mod annotated;
mod rows;

use super::access;
use super::draft::{Basic, Budget, Draft};
use super::path::{BudgetLine, FieldPath, Section};
use super::template::Template;
use crate::base::text;
use rows::List;

/// A difference between two drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it is, in the words of the form: `部门名称`, `目标3`, `指标“活动数量”的年度指标值`.
    pub place: String,
    /// The part of the form that holds it.
    pub section: Section,
    /// What stood there, whole; `None` where the row was not there.
    pub before: Option<String>,
    /// What stands there now, whole; `None` where the row is gone.
    pub after: Option<String>,
}

/// A summary has at most this many characters, and a `…` where even one place is longer.
const SUMMARY_CHARS: usize = 40;

/// Stands for the places that a summary has no room for.
const MORE: &str = "、…";

/// What differs, in the order of the form `after`; rows that are gone stand where they stood, and
/// annotations at the end.
///
/// The template gives the words, and the order of the branches.
pub fn differences(before: &Draft, after: &Draft, template: &Template) -> Vec<Difference> {
    let mut found = Vec::new();
    found.extend(template_difference(before, after, template));
    found.extend(
        fields_of_basic(after)
            .into_iter()
            .filter_map(|path| field_difference(before, after, template, &path)),
    );
    for list in List::ALL {
        list.differences(before, after, template, &mut found);
        if list == List::OtherTasks {
            let path = FieldPath::OtherTasksText;
            found.extend(field_difference(before, after, template, &path));
        }
    }
    annotated::differences(before, after, template, &mut found);
    found
}

/// The differences in one short phrase, e.g. `3 处改动：部门名称、目标2、指标“活动数量”的年度指标值`.
pub fn summary(differences: &[Difference]) -> String {
    match differences {
        [] => "没有不同".to_owned(),
        [only] => text::shortened(&only.sentence(), SUMMARY_CHARS),
        several => text::shortened(&listed(several), SUMMARY_CHARS),
    }
}

/// The number of differences and their places, as many as a summary has room for.
fn listed(several: &[Difference]) -> String {
    let mut phrase = format!("{} 处改动：", several.len());
    let mut used = phrase.chars().count();
    for (idx, difference) in several.iter().enumerate() {
        let separator = if idx == 0 { "" } else { "、" };
        used += separator.chars().count() + difference.place.chars().count();
        if idx > 0 && used + MORE.chars().count() > SUMMARY_CHARS {
            phrase.push_str(MORE);
            break;
        }
        phrase.push_str(separator);
        phrase.push_str(&difference.place);
    }
    phrase
}

/// So many characters that are alike stand before the place where two texts part.
const LEAD: usize = 12;

impl Difference {
    /// Both texts on one line, cut to so many characters: from a little before the place where
    /// they part, so that what differs is seen.
    pub fn excerpts(&self, max: usize) -> (Option<String>, Option<String>) {
        let (before, after) = (self.before.as_deref(), self.after.as_deref());
        let alike = match (before, after) {
            (Some(before), Some(after)) => {
                let pairs = before.chars().zip(after.chars());
                pairs.take_while(|(one, other)| one == other).count()
            }
            _ => 0,
        };
        // A short beginning is not worth hiding.
        let start = if alike > 2 * LEAD { alike - LEAD } else { 0 };
        let cut = |text: &str| cut(text, start, max);
        (before.map(cut), after.map(cut))
    }

    fn sentence(&self) -> String {
        match (&self.before, &self.after) {
            (None, _) => format!("新增{}", self.place),
            (_, None) => format!("删去{}", self.place),
            (Some(_), Some(_)) => format!("{}有改动", self.place),
        }
    }
}

fn cut(text: &str, start: usize, max: usize) -> String {
    let mut short = String::new();
    if start > 0 {
        short.push('…');
    }
    let on_one_line = |c: char| if c.is_control() { ' ' } else { c };
    short.extend(text.chars().skip(start).take(max).map(on_one_line));
    if text.chars().nth(start + max).is_some() {
        short.push('…');
    }
    short
}

fn template_difference(before: &Draft, after: &Draft, template: &Template) -> Option<Difference> {
    let name = |id: &String| {
        if *id == template.id {
            template.name.clone()
        } else {
            id.clone()
        }
    };
    (before.template != after.template).then(|| Difference {
        place: "模板".to_owned(),
        section: Section::Basic,
        before: Some(name(&before.template)),
        after: Some(name(&after.template)),
    })
}

/// The fields of 基本信息, in the order of the form; every part of a draft that is not among them
/// is a list, the text of 其他需完成的任务, the template or the annotations.
fn fields_of_basic(draft: &Draft) -> Vec<FieldPath> {
    let Draft {
        template: _,
        year: _,
        department: _,
        basic: Basic {
            staff: _,
            subunits: _,
        },
        budget:
            Budget {
                basic: _,
                project: _,
                special: _,
                other_development: _,
                fiscal: _,
                other_income: _,
                city_level: _,
                transfer: _,
            },
        goals: _,
        tasks: _,
        other_tasks: _,
        other_tasks_text: _,
        indicators: _,
        annotations: _,
    } = draft;
    let mut paths = vec![
        FieldPath::Department,
        FieldPath::Year,
        FieldPath::Staff,
        FieldPath::Subunits,
    ];
    paths.extend(BudgetLine::ALL.map(FieldPath::Budget));
    paths
}

fn field_difference(
    before: &Draft,
    after: &Draft,
    template: &Template,
    path: &FieldPath,
) -> Option<Difference> {
    let old = access::text(before, path);
    let new = access::text(after, path);
    (old != new).then(|| Difference {
        place: template.label(path).to_owned(),
        section: path.section(),
        before: old.map(Into::into),
        after: new.map(Into::into),
    })
}

#[cfg(test)]
mod tests;
