//! C: are the texts clean (规范性).

use crate::check::Rule;

mod common;
mod compat_char;
mod control_char;
mod department_alias;
mod doubled_punct;
mod fullwidth_digit;
mod halfwidth_punct;
mod inner_space_goal;
mod inner_space_name;
mod long_goals;
mod long_name;
mod long_task_text;
mod long_unit;
mod long_value;
mod markup_in_text;
mod mixed_digit_styles;
mod mixed_list_marks;
mod placeholder_text;
mod ragged_ends;
mod sure_typo;
mod system_bad_chars;
mod unended_paragraph;
mod unpaired_quotes;
mod zero_width;

/// The words of the long lists that rules of this group look for in every text.
pub(super) fn listed_words() -> impl Iterator<Item = &'static str> {
    sure_typo::words().chain(placeholder_text::words())
}

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &compat_char::RULE,
    &control_char::RULE,
    &department_alias::RULE,
    &doubled_punct::RULE,
    &fullwidth_digit::RULE,
    &halfwidth_punct::RULE,
    &inner_space_goal::RULE,
    &inner_space_name::RULE,
    &long_goals::RULE,
    &long_name::RULE,
    &long_task_text::RULE,
    &long_unit::RULE,
    &long_value::RULE,
    &markup_in_text::RULE,
    &mixed_digit_styles::RULE,
    &mixed_list_marks::RULE,
    &placeholder_text::RULE,
    &ragged_ends::RULE,
    &sure_typo::RULE,
    &system_bad_chars::RULE,
    &unended_paragraph::RULE,
    &unpaired_quotes::RULE,
    &zero_width::RULE,
];

#[cfg(test)]
mod tests {
    use super::common::Layout;
    use super::*;
    use crate::check::testing::prove;
    use crate::model::{access, sample};
    use proptest::prelude::*;

    type Mend = fn(&str, Layout) -> Option<String>;

    /// Every safe mending, by the file of its rule.
    const MENDINGS: [(&str, Mend); 12] = [
        ("compat_char", compat_char::mended),
        ("control_char", control_char::mended),
        ("doubled_punct", doubled_punct::mended),
        ("fullwidth_digit", fullwidth_digit::mended),
        ("halfwidth_punct", halfwidth_punct::mended),
        ("inner_space_goal", inner_space_goal::mended),
        ("inner_space_name", inner_space_name::mended),
        ("ragged_ends", ragged_ends::mended),
        ("sure_typo", sure_typo::mended),
        ("unended_paragraph", unended_paragraph::mended),
        ("unpaired_quotes", |typed, _| unpaired_quotes::curled(typed)),
        ("zero_width", zero_width::mended),
    ];

    /// Texts out of what the mendings look at.
    fn messy_text() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "甲",
            "乙丙",
            "目标",
            "部署",
            "布署",
            "复盖",
            "完场",
            "A",
            "App",
            "1",
            "２",
            "５％",
            "．",
            ".",
            ",",
            "，",
            "、",
            "。",
            "；",
            ";",
            "：",
            ":",
            "?",
            "！",
            "(",
            ")",
            "（",
            "）",
            "“",
            "”",
            "\"",
            "'",
            "《",
            "》",
            " ",
            "\u{3000}",
            "\t",
            "\n",
            "\r",
            "\u{B}",
            "\u{7}",
            "\u{200B}",
            "\u{FEFF}",
            "\u{2F45}",
            "一、",
            "1、",
            "1.",
            "（一）",
            "XX",
            "××",
            "*",
            "_",
            "-",
            "≥",
            "%",
            "万元",
            "……",
        ]);
        prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..Default::default() })]
        #[test]
        fn what_is_mended_is_not_mended_again(typed in messy_text()) {
            for layout in [Layout::Line, Layout::Prose] {
                for (name, mend) in MENDINGS {
                    if let Some(once) = mend(&typed, layout) {
                        prop_assert_ne!(&once, &typed, "{}", name);
                        prop_assert_eq!(mend(&once, layout), None, "{}: {:?}", name, once);
                    }
                }
            }
        }

        #[test]
        fn mendings_in_any_order_come_to_an_end(typed in messy_text(), first in 0..MENDINGS.len()) {
            for layout in [Layout::Line, Layout::Prose] {
                let mut text = typed.clone();
                for _round in 0..6 {
                    for (_, mend) in MENDINGS.iter().cycle().skip(first).take(MENDINGS.len()) {
                        text = mend(&text, layout).unwrap_or(text);
                    }
                }
                for (name, mend) in MENDINGS {
                    prop_assert_eq!(mend(&text, layout), None, "{}: {:?}", name, text);
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]
        #[test]
        fn messy_texts_anywhere_keep_the_house_rules(
            typed in prop::collection::vec((0_usize..200, messy_text()), 1..6),
            base in prop::sample::select(vec![sample::minimal(), sample::awkward()]),
        ) {
            let mut draft = base;
            let fields = access::all_fields(&draft);
            for (n, text) in typed {
                access::set_text(&mut draft, &fields[n % fields.len()], &text);
            }
            prove(&draft, &sample::template());
        }
    }
}
