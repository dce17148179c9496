//! A reading in one line.

use super::super::*;

/// What a raw text says.
pub(super) fn told(raw: &str) -> String {
    match TargetValue::read(raw).reading() {
        Reading::Empty => "empty".to_owned(),
        Reading::Quantity(quantity) => tell(quantity),
        Reading::Compound(parts) => parts.iter().map(tell).collect::<Vec<_>>().join(" + "),
        Reading::Range { low, high } => format!("{} .. {}", tell(low), tell(high)),
        Reading::Ratio {
            comparator,
            left,
            right,
        } => format!("ratio {}{left} to {right}", sign(*comparator)),
        Reading::Rank(rank) => format!("rank {:?} {}[{}]", rank.kind, rank.number, rank.unit),
        Reading::Date(found) => format!("date {}{}", date(found.date), role(found.role)),
        Reading::Period(period) => format!("period {} .. {}", date(period.from), date(period.to)),
        Reading::Recurring(found) => format!("every {:?} {}", found.every, found.when),
        Reading::ImpossibleDate(text) => format!("impossible {text}"),
        Reading::Duration(found) => {
            format!("duration {}{}", before(&found.after), tell(&found.limit))
        }
        Reading::Relative(found) => relative(found),
        Reading::Grade(grade) => {
            format!(
                "grade {:?} {}{}",
                grade.scale,
                sign(grade.comparator),
                grade.name
            )
        }
        Reading::Figure(quantity) => format!("figure {}", tell(quantity)),
        Reading::Undetermined => "undetermined".to_owned(),
        Reading::Vague(vague) => format!("vague {:?} {}", vague.kind, vague.word),
        Reading::Free => "free".to_owned(),
    }
}

fn tell(quantity: &Quantity) -> String {
    let about = if quantity.is_approximate { "~" } else { "" };
    let sign = sign(quantity.comparator);
    format!("{sign}{about}{}[{}]", quantity.number, quantity.unit)
}

fn sign(comparator: Option<Comparator>) -> &'static str {
    comparator.map_or("", Comparator::sign)
}

fn before(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{text}: ")
    }
}

fn relative(found: &Relative) -> String {
    let mut line = format!("relative {}{:?}", sign(found.comparator), found.change);
    if !found.base.is_empty() {
        line.push_str(" of ");
        line.push_str(&found.base);
    }
    if let Some(number) = &found.base_number {
        line.push_str(" from ");
        line.push_str(&tell(number));
    }
    if let Some(amount) = &found.amount {
        line.push_str(" by ");
        line.push_str(&tell(amount));
    }
    line
}

fn role(role: DateRole) -> String {
    match role {
        DateRole::Plain => String::new(),
        role => format!(" {role:?}"),
    }
}

fn date(date: PartialDate) -> String {
    let year = date
        .year
        .map_or_else(|| "?".to_owned(), |year| year.to_string());
    match date.part {
        DatePart::Year => year,
        DatePart::Half(nth) => format!("{year}-H{nth}"),
        DatePart::Quarter(nth) => format!("{year}-Q{nth}"),
        DatePart::Month(month) => format!("{year}-{month}"),
        DatePart::Day { month, day } => format!("{year}-{month}-{day}"),
    }
}
