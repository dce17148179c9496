//! Reads values without a number: grades of a scale, and words that nobody can measure.
//!
//! A grade is a value as a whole; the other words may stand anywhere in it.

use crate::base::numeral;

use super::read::{Parsed, comparator_before};
use super::reading::{Comparator, Grade, Reading, Scale, Vague, VagueKind};
use super::words::{
    AFTER, AWAITED, DETERMINED_BY, GRADES, LEVEL_OWNERS, PASSES, UNDETERMINED, VAGUE_EFFECT,
    VAGUE_TIME, first_of, strip_any,
};

/// 良好, 合格及以上, A级, 国家二级以上; 达到 before it and 等次 behind it are remarks.
pub(super) fn grade(value: &str) -> Option<Parsed> {
    let is_grade = |name: &str| {
        let (name, after) = comparator_behind(name);
        scale(name).map(|scale| (name.to_owned(), after, scale))
    };
    let (found, is_whole) = if let Some(found) = is_grade(value) {
        (found, true)
    } else {
        let (before, rest) = comparator_before(value);
        let (rest, after) = comparator_behind(rest);
        let bare = strip_end(rest, &["等次", "等级", "标准", "要求"]);
        let (name, inner, scale) = is_grade(bare)?;
        let is_whole = before.is_some() && bare == rest && after.is_none();
        ((name, before.or(inner).or(after), scale), is_whole)
    };
    let (name, comparator, scale) = found;
    let grade = Grade {
        name,
        comparator,
        scale,
    };
    Some(Parsed {
        reading: Reading::Grade(grade),
        is_whole,
    })
}

fn strip_end<'a>(text: &'a str, words: &[&str]) -> &'a str {
    words
        .iter()
        .find_map(|word| text.strip_suffix(word))
        .unwrap_or(text)
}

fn comparator_behind(value: &str) -> (&str, Option<Comparator>) {
    AFTER
        .iter()
        .find_map(|(word, comparator)| Some((value.strip_suffix(word)?.trim_end(), *comparator)))
        .unwrap_or((value, None))
}

fn scale(name: &str) -> Option<Scale> {
    if GRADES.contains(&name) {
        return Some(Scale::Words);
    }
    if PASSES.contains(&name) {
        return Some(Scale::Pass);
    }
    if name.chars().nth(8).is_some() {
        return None;
    }
    let mark = name.trim_end_matches("级景区").trim_end_matches('级');
    let letters = mark.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_letters = !letters.is_empty()
        && mark.len() <= 5
        && letters.chars().all(|c| matches!(c, 'A'..='E' | '+'))
        && (name.ends_with(['级', '区']) || letters.len() == mark.len());
    if is_letters {
        return Some(Scale::Letters);
    }
    let level = name
        .strip_suffix("等奖")
        .or_else(|| name.strip_suffix("星级"))
        .or_else(|| name.strip_suffix('级'))
        .or_else(|| name.strip_suffix('等'))?;
    let is_level = LEVEL_OWNERS.iter().any(|owner| {
        let number = level.strip_prefix(owner);
        number.is_some_and(|number| is_level_number(number, owner))
    });
    is_level.then_some(Scale::Levels)
}

fn is_level_number(number: &str, owner: &str) -> bool {
    let mut chars = number.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        // 省级 has no number.
        return number.is_empty() && !owner.is_empty() && owner != "行业";
    };
    numeral::digit(c).is_some() || ('1'..='9').contains(&c) || "特甲乙丙丁".contains(c)
}

/// 待下达, 及时, 明显提升; free text where none of the words is known.
pub(super) fn words(value: &str) -> Reading {
    let put_off = first_of(value, UNDETERMINED).is_some()
        || is_awaited(value)
        || DETERMINED_BY.iter().any(|(by, ends)| {
            value
                .find(by)
                .and_then(|at| value.get(at + by.len()..))
                .is_some_and(|rest| first_in(rest, ends))
        });
    if put_off {
        return Reading::Undetermined;
    }
    let time = first_of(value, VAGUE_TIME).map(|(at, word)| (at, word, VagueKind::Time));
    let effect = first_of(value, VAGUE_EFFECT).map(|(at, word)| (at, word, VagueKind::Effect));
    time.into_iter()
        .chain(effect)
        .min_by_key(|(at, _, _)| *at)
        .map_or(Reading::Free, |(_, word, kind)| {
            Reading::Vague(Vague { kind, word })
        })
}

/// 待上级下达; 待遇 is something else.
fn is_awaited(value: &str) -> bool {
    let (leads, ends) = AWAITED;
    strip_any(value.trim_start(), leads)
        .is_some_and(|(_, rest)| !rest.starts_with('遇') && first_in(rest, ends))
}

fn first_in(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
