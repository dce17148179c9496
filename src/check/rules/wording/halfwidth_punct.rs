//! C-04: half-width punctuation beside a Chinese character.

use super::common::{Layout, report_mendable};
use crate::base::text::spacing::{full_width_punctuation, is_space};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "halfwidth-punct",
    code: "C-04",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &["markup-in-text"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "汉字旁边用了半角标点。",
    why: "中文里用全角标点；半角标点印出来又小又挤，同一张表里两种混用也不规范。",
    example: "“开设课程”后面是英文输入法打出的逗号。",
    how: "一键换成全角；数字、时间、网址和外文里的半角标点不动。",
    source: "《标点符号用法》（GB/T 15834）和公文排版的惯例。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let told = ("用了半角标点", "换成全角标点");
    report_mendable(ctx, sink, Traits::HALF_PUNCT, told, mended);
}

/// With full-width punctuation in Chinese, and without the spaces that half-width marks had
/// around them.
pub(super) fn mended(typed: &str, _: Layout) -> Option<String> {
    let chars: Vec<char> = typed.chars().collect();
    let wide = full_width_punctuation(&chars);
    if wide == chars {
        return None;
    }
    let mut kept: Vec<char> = Vec::with_capacity(wide.len());
    let mut is_behind_mark = false;
    for (c, typed) in wide.into_iter().zip(chars) {
        if c != typed {
            while kept.pop_if(|before| is_space(*before)).is_some() {}
            is_behind_mark = true;
        } else if !is_space(c) {
            is_behind_mark = false;
        }
        if !(is_behind_mark && is_space(c)) {
            kept.push(c);
        }
    }
    Some(kept.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn half_width_punctuation_is_told_once_a_field() {
        check_rule(
            "base minimal
            goals/g1 = 开设课程,覆盖城乡(含乡镇);居民满意。 #! C-04 hint: “总体绩效目标”里的“开设课程,覆盖城乡(含乡”处用了半角标点 [safe]
            indicators/i3/name = 社区课堂(含线上)场次 #! C-04 hint: “三级指标”里的“社区课堂(含线上)场次”处用了半角标点 [safe]",
        );
    }

    #[test]
    fn every_place_becomes_full_width() {
        check_fix(
            "base minimal
            goals/g1 = 社区课堂: 开设课程, 覆盖城乡 (含乡镇);居民满意。",
            "base minimal
            goals/g1 = 社区课堂：开设课程，覆盖城乡（含乡镇）；居民满意。",
        );
    }

    #[test]
    fn numbers_times_addresses_and_foreign_words_are_right() {
        for typed in [
            "投入1,430,400.00元",
            "上午9:30至12:00开放",
            "师生比1:18",
            "网址https://example.org/?a=1;b=2",
            "软件V2.0.1版",
            "使用Word,Excel等软件",
            "引进 Train the Trainer (TTT) course",
            "已经，写好；（的）文字：有吗？",
        ] {
            assert_eq!(mended(typed, Layout::Prose), None, "{typed}");
        }
    }
}
