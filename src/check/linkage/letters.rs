//! Texts as letters: what of a text can be shared with another one, and which words say nothing.

use std::sync::LazyLock;

use crate::base::text;
use crate::check::lexicon::Lexicon;

/// A letter of a text and where it stands, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) code: u16,
    pub(super) at: u32,
}

/// The Han characters, Latin letters and digits of a text, at most `max` of them.
pub(super) fn letters(text: &str, max: usize) -> impl Iterator<Item = Letter> {
    let letters = text.char_indices().filter(|(_, c)| is_letter(*c));
    letters.take(max).map(|(at, c)| Letter {
        code: u32::from(c.to_ascii_lowercase()) as u16,
        at: at as u32,
    })
}

fn is_letter(c: char) -> bool {
    matches!(c, '一'..='龥') || c.is_ascii_alphanumeric() || text::is_han(c)
}

/// Two letters behind one another; never 0.
pub(super) fn pair(letters: &[Letter]) -> Option<u64> {
    match letters {
        [a, b, ..] => Some(u64::from(a.code) << 16 | u64::from(b.code)),
        _ => None,
    }
}

/// Four letters behind one another; never 0.
pub(super) fn four(letters: &[Letter]) -> Option<u64> {
    match letters {
        [_, _, rest @ ..] => Some(pair(letters)? << 32 | pair(rest)?),
        _ => None,
    }
}

/// Marks the letters that say something: no filler words, no numbers, not the place that all rows
/// share.
pub(super) fn contents(text: &str, letters: &[Letter], places: &[String]) -> Vec<bool> {
    let mut says: Vec<bool> = letters
        .iter()
        .map(|letter| !u8::try_from(letter.code).is_ok_and(|byte| byte.is_ascii_digit()))
        .collect();
    let mut blank = |start: usize, end: usize| {
        let from = letters.partition_point(|letter| (letter.at as usize) < start);
        let to = letters.partition_point(|letter| (letter.at as usize) < end);
        if let Some(range) = says.get_mut(from..to) {
            range.fill(false);
        }
    };
    for found in FILLERS.find_in(text) {
        blank(found.start, found.end());
    }
    for place in places {
        for (start, _) in text.match_indices(place.as_str()) {
            blank(start, start + place.len());
        }
    }
    says
}

/// The two-letter pieces of a text that say something, as far as `max` letters go.
pub(in crate::check) fn telling_pairs(text: &str, places: &[String], max: usize) -> Vec<u64> {
    let letters: Vec<Letter> = letters(text, max).collect();
    let says = contents(text, &letters, places);
    let pairs = letters.windows(2).zip(says.windows(2));
    let pairs = pairs.filter(|(_, says)| says.iter().all(|says| *says));
    pairs.filter_map(|(letters, _)| pair(letters)).collect()
}

/// The names of places in a department's name, with and without 市 and the like: all rows share
/// them.
pub(in crate::check) fn places(department: &str) -> Vec<String> {
    let mut places = Vec::new();
    let chars: Vec<char> = department.chars().collect();
    for window in chars.windows(3) {
        if let [first, second, '省' | '市' | '县' | '区' | '镇'] = window
            && text::is_han(*first)
            && text::is_han(*second)
        {
            places.push(window.iter().collect());
            places.push([first, second].into_iter().collect());
        }
    }
    places
}

/// What the quotation marks and title marks of a text hold: 2 to 16 characters, no list.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = &str> {
    const MARKS: [(char, char); 7] = [
        ('“', '”'),
        ('《', '》'),
        ('「', '」'),
        ('『', '』'),
        ('〈', '〉'),
        ('【', '】'),
        ('‘', '’'),
    ];
    let opened = text.match_indices(|c| MARKS.iter().any(|(open, _)| *open == c));
    opened.filter_map(move |(start, mark)| {
        let (_, close) = MARKS.iter().find(|(open, _)| mark.starts_with(*open))?;
        let inside = text.get(start + mark.len()..)?;
        // A mark that is never closed is not searched to the end of the text.
        let mut inside = inside.char_indices().take(18);
        let (length, _) = inside.find(|(_, c)| c == close)?;
        let phrase = text.get(start + mark.len()..)?.get(..length)?;
        let n = letters(phrase, 17).count();
        let is_name = (2..=16).contains(&n) && !phrase.contains(['、', '，', '。', '；', ',']);
        is_name.then_some(phrase)
    })
}

static FILLERS: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::of_words(WORDS, ()));

/// Words of every such form: they tell no row from another.
const WORDS: &[&str] = &[
    "项目",
    "服务",
    "工作",
    "活动",
    "开展",
    "通过",
    "推进",
    "建设",
    "管理",
    "的",
    "和",
    "与",
    "及",
    "等",
    "了",
    "对",
    "为",
    "把",
    "被",
    "从",
    "向",
    "或",
    "并",
    "以",
    "由",
    "是",
    "我市",
    "全市",
    "本市",
    "市级",
    "全省",
    "全区",
    "全县",
    "我区",
    "我县",
    "本级",
    "市本级",
    "年度",
    "全年",
    "本年",
    "今年",
    "加强",
    "加快",
    "加大",
    "推动",
    "促进",
    "提升",
    "提高",
    "提供",
    "完善",
    "优化",
    "强化",
    "深化",
    "落实",
    "实施",
    "组织",
    "保障",
    "支持",
    "支出",
    "资金",
    "经费",
    "补助",
    "补贴",
    "专项",
    "任务",
    "目标",
    "计划",
    "工程",
    "方案",
    "发展",
    "能力",
    "水平",
    "质量",
    "数量",
    "效果",
    "效益",
    "情况",
    "结果",
    "完成",
    "时间",
    "时效",
    "及时",
    "按时",
    "按期",
    "执行",
    "验收",
    "合格",
    "达标",
    "指标",
    "总数",
    "人数",
    "人次",
    "次数",
    "场次",
    "个数",
    "比例",
    "比率",
    "占比",
    "满意",
    "满意度",
    "覆盖",
    "增长",
    "增加",
    "减少",
    "降低",
    "下降",
    "持续",
    "有效",
    "得到",
    "有所",
    "进一步",
    "不断",
    "明显",
    "显著",
    "良好",
    "相关",
    "有关",
    "各类",
    "各项",
    "各种",
    "全部",
    "重点",
    "主要",
    "综合",
    "总体",
    "整体",
    "全面",
    "日常",
    "常规",
    "影响",
    "对象",
    "群体",
    "群众",
    "人员",
    "人民",
    "公众",
    "单位",
    "部门",
    "机构",
    "标准",
    "成本",
    "购买",
    "采购",
    "预算",
    "投入",
    "安排",
    "使用",
    "运行",
    "运营",
    "运转",
    "维持",
    "正常",
    "确保",
    "进行",
    "参加",
    "接受",
    "获得",
    "实现",
    "达到",
    "做好",
    "围绕",
    "根据",
    "按照",
    "以上",
    "以下",
    "不少于",
    "不低于",
    "不超过",
    "至少",
    "超过",
    "合同",
    "周期",
    "需要",
    "能够",
    "可以",
    "更多",
    "更好",
    "引导",
    "指导",
    "对接",
    "协助",
    "帮助",
    "具有",
    "平台",
    "体系",
    "机制",
    "制度",
    "措施",
    "方面",
    "领域",
    "作用",
    "方式",
    "方法",
    "内容",
    "新增",
    "累计",
    "其中",
    "以及",
    "同时",
    "从而",
    "让",
    "其",
    "该",
    "各",
    "率",
    "条件",
    "情形",
    "积极",
    "稳定",
    "健全",
    "规范",
    "专业",
    "评估",
    "考核",
    "评价",
    "第三方",
    "推广",
    "长期",
    "可持续",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_quoted(text: &str, expected: &[&str]) {
        assert!(quoted(text).eq(expected.iter().copied()), "{text}");
    }

    #[test]
    fn names_are_quoted_and_slogans_are_not() {
        check_quoted("“晨光”与《山海行》、「夜校」", &["晨光", "山海行", "夜校"]);
        check_quoted("以“聚人才、促就业”为目的", &[]);
        check_quoted("“没有结束的引号", &[]);
        check_quoted("“好”字当头", &[]);
        check_quoted("“外面‘里面’的”", &["外面‘里面’的", "里面"]);
    }

    #[test]
    fn places_come_from_the_name_of_the_department() {
        assert_eq!(places("中国示例团云州市委"), ["云州市", "云州"]);
        assert_eq!(
            places("云州市海棠区教育局"),
            ["云州市", "云州", "海棠区", "海棠"]
        );
        assert!(places("教育局").is_empty());
    }

    #[test]
    fn filler_words_numbers_and_places_say_nothing() {
        let places = places("云州市教育局");
        assert!(telling_pairs("2025年云州市服务项目", &places, 40).is_empty());
        assert_eq!(
            telling_pairs("推进云州市青年驿站建设", &places, 40).len(),
            3
        );
        assert_eq!(telling_pairs("青年驿站", &[], 3).len(), 2);
    }
}
