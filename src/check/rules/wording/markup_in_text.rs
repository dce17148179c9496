//! C-01: a text holds tags or entities of a web page.

use crate::check::context::{Text, is_single_line, quoted};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;

pub(super) static RULE: Rule = Rule {
    id: "markup-in-text",
    code: "C-01",
    severity: Severity::Error,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "文字里夹着网页标记，例如 <p>、<br> 或 &nbsp;。",
    why: "标记会原样印在表上，公开后很不雅观，还会让字数和对应关系出错。",
    example: "“<p>目标1：开展社区课堂。</p><p>目标2：……</p>”。",
    how: "一键清除：段落和换行标记变成换行，其余标记去掉，代码换回它代表的字。",
    source: "从网页系统导出或复制文字时的常见问题，已公开的表格里就有；表内应当只有正文（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let marked = ctx.texts().iter();
    for Text { path, typed, .. } in marked.filter(|text| text.traits.any(Traits::MARKUP)) {
        let line_end = if is_single_line(path) { ' ' } else { '\n' };
        let Some((mark, cleaned)) = cleaned(typed, line_end) else {
            continue;
        };
        // A text of nothing but marks would be blank without them; what belongs there only its
        // writer knows.
        let says_something = cleaned.contains(char::is_alphanumeric);
        let fix = Fix::safe(Transaction::set("清除网页标记", path.clone(), cleaned));
        let message = format!("{}里有网页标记{}", ctx.label(path), quoted(mark));
        sink.at(path.clone(), message)
            .fix(says_something.then_some(fix));
    }
}

/// What a mark of a web page stands for.
#[derive(Clone, Copy)]
enum Mark {
    /// It only changes the look.
    Nothing,
    /// A paragraph begins or ends.
    Block,
    /// A line ends.
    Break,
    /// A cell of a table begins or ends.
    Cell,
    /// A character.
    Char(char),
}

/// Tags by their names. Only known names count: people write `<` and `>` as well.
const TAGS: [(&[&str], Mark); 4] = [
    (&["br", "hr"], Mark::Break),
    (&["td", "th"], Mark::Cell),
    (
        &[
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "tr",
            "table",
            "tbody",
            "thead",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "section",
            "article",
            "blockquote",
            "center",
        ],
        Mark::Block,
    ),
    (
        &[
            "span", "a", "b", "i", "u", "em", "strong", "font", "sub", "sup", "img", "style",
            "o:p", "label", "small", "big", "s", "del", "col", "colgroup",
        ],
        Mark::Nothing,
    ),
];

const ENTITIES: [(&str, char); 20] = [
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("ge", '≥'),
    ("le", '≤'),
    ("times", '×'),
    ("permil", '‰'),
];

/// The first mark and the text without marks; `None` where there is none.
fn cleaned(typed: &str, line_end: char) -> Option<(&str, String)> {
    let mut first = None;
    let mut cleaner = Cleaner {
        out: String::new(),
        line_ends: 0,
        line_end,
    };
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        let (mark, len) = match c {
            '<' => tag(rest),
            '&' => entity(rest),
            _ => None,
        }
        .unwrap_or((Mark::Char(c), c.len_utf8()));
        let (taken, after) = rest.split_at_checked(len)?;
        if len > c.len_utf8() {
            first = first.or(Some(taken));
        }
        cleaner.push(mark);
        rest = after;
    }
    first.map(|first| (first, cleaner.out))
}

/// The mark at the start of a text that begins with `<`, and its length.
fn tag(text: &str) -> Option<(Mark, usize)> {
    if text.starts_with("<!--") {
        return text
            .find("-->")
            .map(|end| (Mark::Nothing, end + "-->".len()));
    }
    // Not beyond the next `<`: no tag holds one.
    let end = 1 + text.get(1..)?.find(['<', '>'])?;
    if text.get(end..)?.starts_with('<') {
        return None;
    }
    let inner = text.get(1..end)?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let (name, attributes) = inner
        .split_once(|c: char| c.is_ascii_whitespace())
        .unwrap_or((inner, ""));
    let attributes = attributes.trim();
    if !(attributes.is_empty() || attributes.contains('=')) {
        return None;
    }
    let known =
        |(names, _): &&(&[&str], Mark)| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let (_, mark) = TAGS.iter().find(known)?;
    Some((*mark, end + 1))
}

/// The character at the start of a text that begins with `&`, and the length of its code.
fn entity(text: &str) -> Option<(Mark, usize)> {
    // Not beyond the next `&`: no name holds one.
    let end = 1 + text.get(1..)?.find([';', '&'])?;
    let name = text
        .get(1..end)
        .filter(|_| text.get(end..).is_some_and(|rest| rest.starts_with(';')))?;
    let c = match name.strip_prefix('#') {
        Some(code) => {
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => code.parse(),
            };
            char::from_u32(number.ok()?)?
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    let c = if c.is_whitespace() || c.is_control() {
        ' '
    } else {
        c
    };
    Some((Mark::Char(c), end + 1))
}

/// The text as it comes out, with line ends held back until something follows them.
struct Cleaner {
    out: String,
    line_ends: usize,
    line_end: char,
}

impl Cleaner {
    fn push(&mut self, mark: Mark) {
        match mark {
            Mark::Nothing => {}
            Mark::Block => self.line_ends = self.line_ends.max(1),
            Mark::Break => self.line_ends += 1,
            Mark::Cell => self.push_char(' '),
            // Between paragraphs a web page shows no spaces.
            Mark::Char(c) if self.line_ends > 0 && c.is_ascii_whitespace() => {}
            Mark::Char(c) => self.push_char(c),
        }
    }

    fn push_char(&mut self, c: char) {
        if !self.out.is_empty() {
            let times = if self.line_end == '\n' {
                self.line_ends
            } else {
                self.line_ends.min(1)
            };
            self.out.extend(std::iter::repeat_n(self.line_end, times));
        }
        self.line_ends = 0;
        self.out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::cleaned;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn marks_are_reported_once_a_field() {
        check_rule(
            "base minimal
            goals/g1 = <p>开设课程，</p><p>扩大参与。</p> #! C-01 error: “总体绩效目标”里有网页标记“<p>” [safe]
            department = 教育&nbsp;中心 #! C-01 error: “部门名称”里有网页标记“&nbsp;” [safe]
            indicators/i3/name = <b>社区课堂场次</b> #! C-01 error: “三级指标”里有网页标记“<b>” [safe]",
        );
    }

    #[test]
    fn signs_of_people_are_no_marks() {
        for typed in [
            "≤5%",
            "<5%",
            "a<b",
            "(<p",
            "1 < 2 > 0",
            "a<b且c>d",
            "R&D",
            "A&B;C",
            "&lt",
            "<br",
            "<<p",
            "<p与q>",
            "<a and b>",
            "《<>》",
            "<p a<b=c>",
            "&#;",
            "&#xZZ;",
            "&#x110000;",
        ] {
            assert_eq!(cleaned(typed, '\n'), None, "{typed}");
        }
    }

    #[test]
    fn what_the_page_showed_is_left() {
        for (typed, left) in [
            ("<p>甲</p><p>乙</p>", "甲\n乙"),
            ("<P class=\"x\">甲</P>\n  <p style='a>b", "甲\nb"),
            ("甲<br>乙<br/>丙<BR />", "甲\n乙\n丙"),
            ("甲<br><br>乙", "甲\n\n乙"),
            ("<div><span style=\"a:b\">甲</span>乙</div>", "甲乙"),
            ("<!-- 注 --><o:p></o:p>甲", "甲"),
            ("<tr><td>甲</td><td>乙</td></tr>", " 甲  乙 "),
            ("&lt;5% &amp; &#8805;3&#xA0;次&quot;", "<5% & ≥3 次\""),
            ("甲&nbsp;乙 ", "甲 乙 "),
            ("&amp;lt;p&gt;", "&lt;p>"),
        ] {
            let found = cleaned(typed, '\n').map(|(_, left)| left);
            assert_eq!(found.as_deref(), Some(left), "{typed}");
        }
    }

    #[test]
    fn paragraphs_become_lines_and_names_stay_on_one_line() {
        check_fix(
            "base minimal\ntasks/t2/content = <p>一、开设课程。</p>\\n<p>二、组织活动。</p>",
            "base minimal\ntasks/t2/content = 一、开设课程。\\n二、组织活动。",
        );
        check_fix(
            "base minimal\ntasks/t2/name = <p>社区</p><br><p>课堂</p>",
            "base minimal\ntasks/t2/name = 社区 课堂",
        );
    }

    #[test]
    fn a_text_of_nothing_but_marks_is_not_emptied() {
        check_rule(
            "base minimal
            goals/+ <p>&nbsp;</p> #! C-01 error: “总体绩效目标”里有网页标记“<p>”",
        );
    }

    #[test]
    fn marks_that_were_marked_up_twice_are_mended_in_two_rounds() {
        check_rule(
            "base minimal
            goals/+ &lt;p&gt;扩大参与。&lt;/p&gt; #! C-01 error: “总体绩效目标”里有网页标记“&lt;” [safe]",
        );
    }
}
