//! H-05: words that mark what is not to be published.

use std::sync::LazyLock;

use crate::check::lexicon::{Found, Lexicon};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, IndicatorField};

pub(super) static RULE: Rule = Rule {
    id: "secrecy-marking",
    code: "H-05",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "文字里有“机密”“内部资料”一类不公开的标记。",
    why: "绩效目标随预算一起公开，涉密和内部的内容不能写进去。",
    example: "主要实施内容里粘贴了文件页眉“机密★五年”。",
    how: "确认内容可以公开，并删去标记；涉密的内容按保密规定另行报送。",
    source: "绩效目标同步公开的要求和保密工作的一般要求。",
};

/// How sure a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sureness {
    /// It marks a document.
    Marking,
    /// It marks one unless the sentence speaks of keeping secrets.
    Level,
    /// It marks one where it stands alone in brackets, before a star or the like.
    Word,
}

static WORDS: LazyLock<Lexicon<Sureness>> = LazyLock::new(|| {
    let of =
        |words: &'static [&'static str], sureness| words.iter().map(move |word| (*word, sureness));
    let marking = [
        "内部资料",
        "内部文件",
        "内部材料",
        "内部使用",
        "仅供内部",
        "不得外传",
        "严禁外传",
        "请勿外传",
        "秘密★",
        "机密★",
        "绝密★",
        "秘密☆",
        "机密☆",
        "绝密☆",
    ];
    let marking = marking.map(|word| (word, Sureness::Marking));
    let levels = of(
        &[
            "绝密",
            "机密级",
            "机密文件",
            "机密资料",
            "机密件",
            "秘密级",
            "秘密文件",
            "秘密件",
            "秘密资料",
            "密级：",
        ],
        Sureness::Level,
    );
    let plain = of(&["秘密", "机密"], Sureness::Word);
    Lexicon::new(marking.into_iter().chain(levels).chain(plain))
});

/// A text with one of these speaks of keeping secrets and holds none.
const KEEPING: [&str; 10] = [
    "保密",
    "泄密",
    "泄露",
    "失密",
    "窃密",
    "保守",
    "涉密",
    "培训",
    "宣传",
    "管理办法",
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for text in ctx.texts() {
        let is_value = matches!(
            text.path,
            FieldPath::Indicator(_, IndicatorField::Cycle | IndicatorField::Year)
        );
        if text.traits.any(Traits::LISTED_WORD)
            && !is_value
            && let Some(word) = marking(text.typed)
        {
            sink.at(text.path.clone(), format!("写有“{word}”，公开前请确认"))
                .hint("绩效目标要公开，涉密和内部的内容不能写进表里");
        }
    }
}

/// All words that are looked for.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.words()
}

fn marking(typed: &str) -> Option<&'static str> {
    let found = WORDS.find_in(typed).find(|found| marks(typed, found))?;
    Some(found.word.trim_end_matches(['★', '☆', '：']))
}

fn marks(typed: &str, found: &Found<Sureness>) -> bool {
    let before = typed.get(..found.start).unwrap_or_default();
    let behind = typed.get(found.end()..).unwrap_or_default();
    match found.meaning {
        // 连续性内部资料性出版物 is a kind of publication.
        Sureness::Marking => !behind.starts_with(['性', '出']),
        Sureness::Level => !KEEPING.iter().any(|word| typed.contains(word)),
        Sureness::Word => {
            let opens = |c: char| "（(【[〔“「".contains(c);
            let closes = |c: char| "）)】]〕”」".contains(c);
            let is_bracketed = before.ends_with(opens) && behind.starts_with(closes);
            let is_alone = is_edge(before, '\n') && is_edge(behind, '\n');
            is_bracketed || is_alone
        }
    }
}

/// Nothing stands between a word and the end of its line.
fn is_edge(text: &str, line_end: char) -> bool {
    let line = if text.ends_with(line_end) || text.starts_with(line_end) {
        ""
    } else {
        text
    };
    line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::check_rule;

    #[test]
    fn markings_are_told() {
        check_rule(
            "base minimal
            tasks/t2/content = 机密★五年\\n社区课堂开设公益课程。 #! H-05 hint: 写有“机密”，公开前请确认
            goals/g1 = 通过“社区课堂”项目扩大参与（内部资料，请勿外传）。 #! H-05 hint: 写有“内部资料”，公开前请确认",
        );
    }

    #[track_caller]
    fn check_marking(typed: &str, expected: Option<&str>) {
        assert_eq!(marking(typed), expected, "{typed}");
    }

    #[test]
    fn a_level_is_a_marking_and_a_word_of_the_language_is_none() {
        check_marking("（秘密）", Some("秘密"));
        check_marking("机密\n关于开课的通知", Some("机密"));
        check_marking("按绝密件办理", Some("绝密"));
        check_marking("密级：一般", Some("密级"));
        for typed in [
            "开展保密工作检查",
            "商业秘密保护服务企业数",
            "保守国家秘密宣传教育",
            "国家秘密载体销毁费用",
            "探索植物的秘密科普活动",
            "计算机密码应用改造",
            "保障数据机密性和完整性",
            "机密级涉密会议室改造",
            "内部资料性出版物编印",
            "内部控制制度建设",
        ] {
            check_marking(typed, None);
        }
    }
}
