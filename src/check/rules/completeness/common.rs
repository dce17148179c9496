//! What rules on completeness share: blank branches, counts in words, names that come twice.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::base::text;
use crate::check::{CheckCtx, Fix, Sink};
use crate::edit::Transaction;
use crate::model::template::{Level1, Level1Role, Level2, Level2Role};
use crate::model::{Entry, FieldPath, Slot};

/// Counting words that people write behind a number.
const COUNTERS: [char; 6] = ['人', '名', '位', '个', '家', '户'];

/// Leaves the number of a count that was written with its counting word.
pub(super) fn digits_only(path: FieldPath, raw: &str) -> Option<Fix> {
    let digits = raw.trim().trim_end_matches(COUNTERS);
    let count = Entry::<u32>::read(digits);
    let count = count.value()?;
    Some(Fix::safe(Transaction::set(
        format!("只留数字：{count}"),
        path,
        count.to_string(),
    )))
}

/// The 二级 with no indicator, under those 一级 that have some: an empty 一级 is told as a whole.
pub(super) fn empty_branches<'a>(
    ctx: &CheckCtx<'a>,
) -> impl Iterator<Item = (&'a Level1, &'a Level2)> + use<'a> {
    let mut written: Vec<(Level1Role, Level2Role)> = Vec::new();
    let mut last = None;
    for row in ctx.rows() {
        if let Some(roles) = row.roles
            && last != Some(roles)
        {
            last = Some(roles);
            if !written.contains(&roles) {
                written.push(roles);
            }
        }
    }
    let branches = ctx.template.frame.iter().flat_map(|level1| {
        let branch = move |level2| (level1, level2);
        level1.level2.iter().map(branch)
    });
    branches.filter(move |(level1, level2)| {
        let level1_is_written = written.iter().any(|(role, _)| *role == level1.role);
        level1_is_written && !written.contains(&(level1.role, level2.role))
    })
}

/// Reports the empty 二级 with one of these roles.
pub(super) fn report_empty_branches(
    ctx: &CheckCtx<'_>,
    sink: &mut Sink<'_>,
    roles: [Level2Role; 2],
    hint: fn(Level2Role) -> &'static str,
) {
    for (level1, level2) in empty_branches(ctx) {
        if roles.contains(&level2.role) {
            let branch = FieldPath::Branch(Slot::new(level1.name.as_str(), level2.name.as_str()));
            let message = format!("{}下一个{}也没有", level2.name, ctx.template.labels.level3);
            sink.missing(ctx, branch, message).hint(hint(level2.role));
        }
    }
}

/// Where each name was first seen; names are told apart by their hashes.
#[derive(Debug)]
pub(super) struct Seen<T> {
    first: HashMap<u64, T, BuildHasherDefault<Ready>>,
}

impl<T: Copy> Seen<T> {
    /// Has room for so many names.
    pub(super) fn for_names(count: usize) -> Self {
        Self {
            first: HashMap::with_capacity_and_hasher(count, BuildHasherDefault::default()),
        }
    }

    /// Where this hash was seen before; the first time it is kept with `place`.
    pub(super) fn before(&mut self, hash: u64, place: T) -> Option<T> {
        match self.first.entry(hash) {
            std::collections::hash_map::Entry::Occupied(known) => Some(*known.get()),
            std::collections::hash_map::Entry::Vacant(new) => {
                new.insert(place);
                None
            }
        }
    }
}

/// Takes over a hash that is computed already.
#[derive(Debug, Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_of_bytes(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Spreads the bits of what is mixed in.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

fn mixed(hash: u64, more: u64) -> u64 {
    let product = (hash ^ more).wrapping_mul(SPREAD);
    product ^ (product >> 29)
}

fn hash_of_bytes(bytes: &[u8]) -> u64 {
    let length = bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words
        .iter()
        .fold(length, |hash, word| mixed(hash, u64::from_le_bytes(*word)));
    let rest = rest
        .iter()
        .fold(0, |word, byte| (word << 8) | u64::from(*byte));
    mixed(mixed(hash, rest), SPREAD)
}

/// A number for a name as it is written.
pub(super) fn exact_hash(name: &str) -> u64 {
    hash_of_bytes(name.as_bytes())
}

/// A number for a name without its punctuation, spaces and width: names that differ in nothing
/// else have the same.
pub(super) fn loose_hash(name: &str) -> u64 {
    if is_essence(name) {
        return exact_hash(name);
    }
    let essence: String = essence(name).collect();
    exact_hash(&essence)
}

/// The name is what [`essence`] leaves of it; seen from its bytes, because most names are. No
/// character that begins with these bytes is a mark, a space or wide.
fn is_essence(name: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, 0x80..=0xBF | 0xE4..=0xE9 | b'0'..=b'9' | b'a'..=b'z');
    // Without a way out on the way, so that many bytes are compared at once.
    name.bytes()
        .fold(true, |is_so, byte| is_so & is_plain(byte))
}

/// Both names say the same, but for punctuation, spaces and width.
pub(super) fn alike(one: &str, other: &str) -> bool {
    essence(one).eq(essence(other))
}

/// What is left of a name without punctuation, spaces and width. Signs that mean something, such
/// as the point in 2.5, + and %, stay.
fn essence(name: &str) -> impl Iterator<Item = char> + '_ {
    let mut last = ' ';
    let mut rest = name.chars().map(text::fold_char).peekable();
    std::iter::from_fn(move || {
        loop {
            let c = rest.next()?;
            let in_number = last.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit);
            last = c;
            if ('一'..='龥').contains(&c) || (!is_dressing(c) || in_number && !c.is_whitespace())
            {
                return Some(c.to_ascii_lowercase());
            }
        }
    })
}

fn is_dressing(c: char) -> bool {
    c.is_whitespace()
        || text::is_invisible(c)
        || matches!(
            c,
            '，' | '。'
                | '、'
                | '“'
                | '”'
                | '‘'
                | '’'
                | '《'
                | '》'
                | '〈'
                | '〉'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '「'
                | '」'
                | '—'
                | '–'
                | '…'
                | '·'
                | '•'
                | ','
                | '.'
                | ';'
                | ':'
                | '?'
                | '!'
                | '\''
                | '"'
                | '('
                | ')'
                | '['
                | ']'
                | '_'
                | '-'
                | '/'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_dress_only_are_alike() {
        for (one, other) in [
            ("社区课堂场次", "社区课堂 场次"),
            ("“青年”课堂", "\"青年\"课堂"),
            ("培训人数（人）", "培训人数(人)"),
            ("ＡＰＰ下载量", "app下载量"),
            ("宣传、培训次数", "宣传培训次数"),
        ] {
            assert!(alike(one, other), "{one}");
            assert_eq!(loose_hash(one), loose_hash(other), "{one}");
        }
        for (one, other) in [
            ("PM2.5浓度", "PM25浓度"),
            ("师生比1:2", "师生比12"),
            ("培训人数", "培训人次"),
            ("C++课程", "C课程"),
        ] {
            assert!(!alike(one, other), "{one}");
            assert_ne!(loose_hash(one), loose_hash(other), "{one}");
        }
    }

    #[test]
    fn exact_hashes_tell_names_apart() {
        let names = ["", "甲", "甲甲", "甲甲甲", "甲甲乙", "a甲甲甲", "甲甲甲a"];
        let mut seen = Seen::for_names(names.len());
        for (idx, name) in names.into_iter().enumerate() {
            assert_eq!(seen.before(exact_hash(name), idx), None, "{name}");
        }
        assert_eq!(seen.before(exact_hash("甲甲乙"), 9), Some(4));
    }
}
