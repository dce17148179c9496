//! Tags and entities of web pages: known ones become line ends, characters or nothing.
//!
//! What only looks like a tag (`<5%`, `<见附件>`) stays as it is.

/// Tags that begin or end a paragraph or a line.
const BREAKING: [&str; 9] = ["p", "br", "div", "li", "ul", "ol", "tr", "td", "th"];

/// Tags that only dress their text.
const DRESSING: [&str; 18] = [
    "span", "font", "b", "strong", "i", "em", "u", "s", "a", "sup", "sub", "small", "big", "o:p",
    "table", "tbody", "section", "center",
];

/// Longer ones are no tags.
const MAX_TAG_BYTES: usize = 1000;
const MAX_ENTITY_BYTES: usize = 10;

/// The text without tags and entities; `None` where it holds none.
pub(in crate::exchange) fn without_markup(raw: &str) -> Option<String> {
    if !raw.contains(['<', '&']) {
        return None;
    }
    let mut plain = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut found = false;
    while let Some(start) = rest.find(['<', '&']) {
        let (before, from_mark) = rest.split_at(start);
        plain.push_str(before);
        if let Some((stands_for, tail)) = tag(from_mark).or_else(|| entity(from_mark)) {
            plain.extend(stands_for);
            rest = tail;
            found = true;
        } else {
            let mut chars = from_mark.chars();
            plain.extend(chars.next());
            rest = chars.as_str();
        }
    }
    plain.push_str(rest);
    found.then_some(plain)
}

/// A known tag at the start: what it stands for, and what follows.
fn tag(text: &str) -> Option<(Option<char>, &str)> {
    let inner = text.strip_prefix('<')?;
    let end = inner
        .bytes()
        .take(MAX_TAG_BYTES)
        .position(|byte| byte == b'>')?;
    let (body, tail) = inner.split_at_checked(end)?;
    let body = body.strip_prefix('/').unwrap_or(body);
    let name_end = body
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == ':'))
        .unwrap_or(body.len());
    let (name, attributes) = body.split_at_checked(name_end)?;
    if !(attributes.is_empty() || attributes.starts_with([' ', '/', '\n', '\t'])) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let tail = tail.strip_prefix('>')?;
    if BREAKING.contains(&name.as_str()) {
        Some((Some('\n'), tail))
    } else if DRESSING.contains(&name.as_str()) {
        Some((None, tail))
    } else {
        None
    }
}

/// A known entity at the start: the character it stands for, and what follows.
fn entity(text: &str) -> Option<(Option<char>, &str)> {
    let inner = text.strip_prefix('&')?;
    let end = inner
        .bytes()
        .take(MAX_ENTITY_BYTES)
        .position(|byte| byte == b';')?;
    let (name, tail) = inner.split_at_checked(end)?;
    let c = match name {
        "nbsp" | "ensp" | "emsp" => ' ',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "hellip" => '…',
        "mdash" => '—',
        "middot" => '·',
        "le" => '≤',
        "ge" => '≥',
        "times" => '×',
        "permil" => '‰',
        _ => by_number(name)?,
    };
    Some((Some(c), tail.strip_prefix(';')?))
}

fn by_number(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number).filter(|c| !c.is_control() || *c == '\n')
}
