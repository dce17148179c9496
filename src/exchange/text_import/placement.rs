//! Why an indicator stands where it stands, and what is doubtful about it.

use crate::model::target::Reading;
use crate::model::template::Level2Role;
use crate::model::{Indicator, Slot, Template};

/// What put a row into its branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The words of the frame in the row itself.
    Words,
    /// Words that only another template has.
    OtherWords,
    /// The row before.
    Continued,
    /// The second level, which the template has under this first level.
    Level1Inferred,
    /// The first level, for want of a second.
    Level2Inferred,
}

/// Where a row was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placement {
    /// The branch.
    pub(super) slot: Slot,
    /// The template has this branch.
    pub(super) is_in_frame: bool,
    /// Cells of the row stand in other columns than their heads.
    pub(super) is_slipped: bool,
    /// What put it there.
    pub(super) cause: Cause,
}

/// Names with these words tell a time.
const TIME_WORDS: [&str; 4] = ["完成时间", "完工时间", "时限", "及时率"];
/// Names with these words tell how content people are.
const SATISFACTION_WORDS: [&str; 2] = ["满意度", "满意率"];

impl Placement {
    /// What is doubtful, as one sentence; `None` where nothing is.
    pub(super) fn told(&self, template: &Template, indicator: &Indicator) -> Option<String> {
        let meant = self.meant(template, indicator);
        let cause = self.cause_told();
        if cause.is_none() && meant.is_none() && self.is_in_frame {
            return None;
        }
        let place = if self.slot.level2.is_empty() {
            self.slot.level1.clone()
        } else {
            format!("{} › {}", self.slot.level1, self.slot.level2)
        };
        let mut sentence = format!("{}放在“{place}”下", cause.unwrap_or("按原文"));
        if !self.is_in_frame {
            sentence.push_str("，样表没有这个位置");
        }
        if let Some(level2) = meant {
            sentence.push_str("，但内容像“");
            sentence.push_str(&level2);
            sentence.push('”');
        }
        sentence.push_str("，请核对");
        Some(sentence)
    }

    fn cause_told(&self) -> Option<&'static str> {
        match (self.cause, self.is_slipped) {
            (Cause::Words | Cause::Continued, false) => None,
            (Cause::Words, true) => Some("列有错位，按文字"),
            (Cause::Continued, true) => Some("列有错位，接着上文"),
            (Cause::OtherWords, false) => Some("原文的叫法与样表不同，"),
            (Cause::OtherWords, true) => Some("列有错位，原文的叫法也与样表不同，"),
            (Cause::Level1Inferred, false) => Some("原文没有写一级指标，按样表"),
            (Cause::Level1Inferred, true) => Some("列有错位，一级指标按样表补上，"),
            (Cause::Level2Inferred, false) => Some("原文没有写二级指标，"),
            (Cause::Level2Inferred, true) => Some("列有错位，原文没有写二级指标，"),
        }
    }

    /// The second level that the row's meaning asks for, where it stands under another.
    fn meant(&self, template: &Template, indicator: &Indicator) -> Option<String> {
        let has = |words: &[&str]| words.iter().any(|word| indicator.name.contains(word));
        let is_date = |value: &Reading| matches!(value, Reading::Date(_));
        let role = if has(&SATISFACTION_WORDS) {
            Level2Role::Satisfaction
        } else if has(&TIME_WORDS)
            || is_date(indicator.year.reading())
            || is_date(indicator.cycle.reading())
        {
            Level2Role::Timeliness
        } else {
            return None;
        };
        let stands_there = template
            .roles(&self.slot)
            .is_some_and(|(_, found)| found == role);
        let meant = template.slot_of(role)?;
        (!stands_there).then_some(meant.level2)
    }
}
