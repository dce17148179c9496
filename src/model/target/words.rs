//! The words of 指标值: comparators, units, grades, and what nobody can measure.
//!
//! Where the first match is taken, a word stands before all words it starts with, so that the
//! longest is found.

use super::notation::MarkForm;
use super::reading::Comparator;

use Comparator::{AtLeast, AtMost, Equal, LessThan, MoreThan, Within};
use MarkForm::{Standard, Typed, Variant, Word};

/// Written before a number, in half-width forms; ＞ ＜ ＝ are told from `>` `<` `=` by the raw text.
pub(super) const BEFORE: &[(&str, Comparator, MarkForm)] = &[
    (">=", AtLeast, Typed),
    ("=>", AtLeast, Typed),
    ("》=", AtLeast, Typed),
    ("≥=", AtLeast, Typed),
    ("<=", AtMost, Typed),
    ("=<", AtMost, Typed),
    ("《=", AtMost, Typed),
    ("≤=", AtMost, Typed),
    ("==", Equal, Typed),
    ("+-", Within, Typed),
    ("+/-", Within, Typed),
    ("≥", AtLeast, Standard),
    ("≧", AtLeast, Variant),
    ("⩾", AtLeast, Variant),
    ("≤", AtMost, Standard),
    ("≦", AtMost, Variant),
    ("⩽", AtMost, Variant),
    ("±", Within, Standard),
    ("≮", AtLeast, Variant),
    ("≯", AtMost, Variant),
    ("﹥=", AtLeast, Typed),
    ("﹤=", AtMost, Typed),
    ("﹥", MoreThan, Variant),
    ("﹤", LessThan, Variant),
    ("﹦", Equal, Variant),
    ("〉", MoreThan, Typed),
    ("〈", LessThan, Typed),
    (">", MoreThan, Typed),
    ("》", MoreThan, Typed),
    ("<", LessThan, Typed),
    ("《", LessThan, Typed),
    ("=", Equal, Typed),
    ("大于或等于", AtLeast, Word),
    ("大于等于", AtLeast, Word),
    ("小于或等于", AtMost, Word),
    ("小于等于", AtMost, Word),
    ("不得低于", AtLeast, Word),
    ("不得少于", AtLeast, Word),
    ("不得小于", AtLeast, Word),
    ("不得超过", AtMost, Word),
    ("不得高于", AtMost, Word),
    ("不能低于", AtLeast, Word),
    ("不能超过", AtMost, Word),
    ("不低于", AtLeast, Word),
    ("不少于", AtLeast, Word),
    ("不小于", AtLeast, Word),
    ("不超过", AtMost, Word),
    ("不高于", AtMost, Word),
    ("不大于", AtMost, Word),
    ("不多于", AtMost, Word),
    ("未超过", AtMost, Word),
    ("至少", AtLeast, Word),
    ("最少", AtLeast, Word),
    ("最低", AtLeast, Word),
    ("至多", AtMost, Word),
    ("最多", AtMost, Word),
    ("最高", AtMost, Word),
    ("大于", MoreThan, Word),
    ("高于", MoreThan, Word),
    ("多于", MoreThan, Word),
    ("超过", MoreThan, Word),
    ("小于", LessThan, Word),
    ("低于", LessThan, Word),
    ("少于", LessThan, Word),
    ("等于", Equal, Word),
];

/// Written behind a unit; `None` says nothing by itself.
pub(super) const AFTER: &[(&str, Option<Comparator>)] = &[
    ("(含)及以上", Some(AtLeast)),
    ("(含)以上", Some(AtLeast)),
    ("以上(含)", Some(AtLeast)),
    ("含以上", Some(AtLeast)),
    ("及其以上", Some(AtLeast)),
    ("及以上", Some(AtLeast)),
    ("或以上", Some(AtLeast)),
    ("以上", Some(AtLeast)),
    ("(含)及以下", Some(AtMost)),
    ("(含)以下", Some(AtMost)),
    ("以下(含)", Some(AtMost)),
    ("及以下", Some(AtMost)),
    ("或以下", Some(AtMost)),
    ("以下", Some(AtMost)),
    ("(含)以内", Some(AtMost)),
    ("以内(含)", Some(AtMost)),
    ("之内", Some(AtMost)),
    ("以内", Some(AtMost)),
    ("(含)", None),
];

/// Before a number or behind its unit: not exact.
pub(super) const HEDGES_BEFORE: &[&str] = &["大约", "约为", "约", "近", "将近", "接近"];
pub(super) const HEDGES_BEHIND: &[&str] = &["左右", "上下"];
/// Directly behind the figures.
pub(super) const HEDGES_INSIDE: &[char] = &['余', '多', '来', '几'];

/// Before a comparator or number; says nothing of its own.
pub(super) const NEUTRAL: &[&str] = &[
    "控制在",
    "保持在",
    "维持在",
    "稳定在",
    "达到了",
    "达到",
    "完成",
    "实现",
    "达",
    "共计",
    "共",
    "为",
];

/// Units that come before other words in a sentence, the longer ones first.
pub(super) const UNITS: &[&str] = &[
    "平方公里",
    "立方米",
    "平方米",
    "个工作日",
    "个自然日",
    "个日历天",
    "个百分点",
    "万元/人·年",
    "万元/年",
    "元/人/月",
    "元/人",
    "万人次",
    "人次/年",
    "次/年",
    "工作日",
    "自然日",
    "人次",
    "节次",
    "场次",
    "课次",
    "例次",
    "车次",
    "架次",
    "班次",
    "批次",
    "项次",
    "件次",
    "户次",
    "家次",
    "台次",
    "万元",
    "亿元",
    "千元",
    "万人",
    "小时",
    "分钟",
    "课时",
    "学时",
    "公里",
    "千米",
    "千克",
    "公斤",
    "公顷",
    "个月",
    "季度",
    "人天",
    "人日",
    "人",
    "名",
    "个",
    "家",
    "户",
    "场",
    "次",
    "件",
    "项",
    "篇",
    "份",
    "册",
    "套",
    "台",
    "辆",
    "条",
    "间",
    "座",
    "处",
    "所",
    "支",
    "期",
    "批",
    "节",
    "门",
    "本",
    "张",
    "块",
    "种",
    "类",
    "宗",
    "例",
    "起",
    "只",
    "头",
    "棵",
    "株",
    "亩",
    "吨",
    "米",
    "升",
    "元",
    "天",
    "周",
    "年",
    "月",
    "日",
    "分",
    "秒",
    "倍",
    "位",
    "片",
    "幅",
    "栋",
    "幢",
    "盏",
    "组",
    "队",
    "村",
    "镇",
    "级",
];

/// Units of time, as a whole.
pub(super) const TIME_UNITS: &[&str] = &[
    "个工作日",
    "工作日",
    "个自然日",
    "自然日",
    "个日历天",
    "日历天",
    "个小时",
    "小时",
    "个星期",
    "星期",
    "个季度",
    "个月",
    "分钟",
    "天",
    "日",
    "周",
    "年",
    "秒",
    "时",
];

/// Where the unit ends and the sentence goes on.
pub(super) const ENDS_UNIT: &[&str] = &[
    "的", "提高", "提升", "增长", "增加", "下降", "降低", "减少", "完成", "参加", "参与", "通过",
    "达到", "达标", "覆盖", "到位", "接受", "受益", "开展", "举办", "得到", "取得", "合格", "办结",
    "办理", "竣工", "实现", "执行", "响应", "培训", "服务", "发放", "全部", "按时", "及时", "满意",
];

/// A number before these is part of a name.
pub(super) const NAMES: &[&str] = &[
    "热线",
    "消防",
    "急救",
    "报警",
    "平台",
    "专线",
    "国道",
    "省道",
    "号",
    "便民",
    "政务服务",
];

/// 每… before a number, with what the unit is per; longer ones first.
pub(super) const PER: &[(&str, &str)] = &[
    ("每半年", "半年"),
    ("每季度", "季度"),
    ("每学期", "学期"),
    ("每万人", "万人"),
    ("每千人", "千人"),
    ("每百人", "百人"),
    ("每人次", "人次"),
    ("每年度", "年"),
    ("每个月", "月"),
    ("每季", "季度"),
    ("每年", "年"),
    ("每月", "月"),
    ("每周", "周"),
    ("每日", "日"),
    ("每天", "天"),
    ("每人", "人"),
    ("每名", "名"),
    ("每户", "户"),
    ("每次", "次"),
    ("每场", "场"),
    ("每村", "村"),
    ("每亩", "亩"),
    ("年均", "年"),
    ("月均", "月"),
    ("人均", "人"),
];

/// What a relative value is compared with; longer ones first.
pub(super) const BASES: &[&str] = &[
    "上一年度",
    "上年同期",
    "去年同期",
    "上年度",
    "上一年",
    "上年",
    "去年",
    "前三年",
    "近三年",
    "往年",
    "历年",
    "前一年",
    "同比",
    "环比",
    "上季度",
    "上月",
    "上期",
    "上半年同期",
    "年初",
    "期初",
    "行业平均",
    "全国平均",
    "全省平均",
    "全市平均",
    "平均水平",
    "往期",
    "历史",
    "基期",
    "现有",
];

pub(super) const RISES: &[&str] = &[
    "提高", "提升", "增长", "增加", "上升", "上涨", "递增", "增幅",
];
pub(super) const FALLS: &[&str] = &[
    "下降", "降低", "减少", "缩短", "压减", "压缩", "回落", "降幅", "递减",
];
pub(super) const LEVELS: &[&str] = &["水平", "持平", "数", "标准", "平均"];

/// A value that says nothing yet.
pub(super) const UNDETERMINED: &[&str] = &[
    "待下达",
    "待定",
    "待确定",
    "待明确",
    "待核定",
    "待核实",
    "待分配",
    "待批复",
    "暂定",
    "暂无",
    "暂未",
    "未定",
    "未确定",
    "尚未",
    "不确定",
    "据实",
    "视情况",
    "视实际",
    "另行通知",
    "另行确定",
    "另行下达",
    "后确定",
    "后再定",
    "后填报",
    "后再填",
    "后补充",
    "后补填",
    "以实际",
    "而定",
];

/// …实际情况… with one of these behind it.
pub(super) const DETERMINED_BY: &[(&str, &[&str])] = &[
    ("根据", &["确定", "而定", "为准", "调整"]),
    ("依据", &["确定", "而定", "为准", "调整"]),
    ("按照", &["确定", "而定", "为准"]),
    ("按实际", &["确定", "而定", "为准", "发生", "执行"]),
    ("以", &["为准"]),
    ("按上级", &["下达", "核定", "分配"]),
    ("按市级", &["下达", "核定", "分配"]),
    ("按省级", &["下达", "核定", "分配"]),
];

/// What is waited for stands behind one of these at the beginning, and is one of those.
pub(super) const AWAITED: (&[&str], &[&str]) = (
    &["等待", "尚待", "有待", "需待", "须待", "待"],
    &[
        "下达", "确定", "明确", "核定", "核实", "批复", "下发", "通知", "公布", "分配", "测算",
        "审批", "研究", "填报",
    ],
);

pub(super) const GRADES: &[&str] = &[
    "优秀",
    "优良",
    "优",
    "良好",
    "良",
    "中等",
    "中",
    "一般",
    "满意",
    "基本满意",
    "非常满意",
    "比较满意",
    "较满意",
    "好",
    "差",
    "较差",
    "不满意",
];

pub(super) const PASSES: &[&str] = &[
    "验收合格",
    "通过验收",
    "基本合格",
    "合格",
    "达标",
    "不合格",
    "通过",
    "符合要求",
    "符合标准",
    "符合规定",
];

/// Before the number of a level.
pub(super) const LEVEL_OWNERS: &[&str] =
    &["国家", "全国", "省", "市", "区", "县", "部", "行业", ""];

pub(super) const VAGUE_TIME: &[&str] = &[
    "及时",
    "按时",
    "按期",
    "准时",
    "按进度",
    "按计划",
    "按合同",
    "按照合同",
    "按序时",
    "按需",
    "适时",
    "如期",
    "限期",
    "定期",
    "尽快",
    "按要求",
    "按规定",
    "长期",
    "按月",
    "按季",
];

pub(super) const VAGUE_EFFECT: &[&str] = &[
    "明显",
    "显著",
    "有效",
    "提升",
    "提高",
    "加强",
    "完善",
    "较好",
    "良好",
    "改善",
    "增强",
    "促进",
    "推动",
    "推进",
    "优化",
    "稳定",
    "逐步",
    "不断",
    "较大",
    "较高",
    "进一步",
    "保障",
    "扩大",
    "增长",
    "增加",
    "减少",
    "下降",
    "降低",
    "满足",
    "充分",
    "积极",
    "大幅",
    "健全",
    "规范",
    "营造",
    "带动",
    "好转",
    "稳步",
    "持续",
    "保持",
    "可持续",
    "深化",
    "巩固",
    "强化",
    "丰富",
    "助力",
];

/// The first entry of a table that a text starts with, and the rest.
pub(super) fn strip_any<'a, 'w>(text: &'a str, words: &[&'w str]) -> Option<(&'w str, &'a str)> {
    words
        .iter()
        .find_map(|word| text.strip_prefix(word).map(|rest| (*word, rest)))
}

/// The word of a table that stands first in a text, and where.
pub(super) fn first_of(text: &str, words: &[&'static str]) -> Option<(usize, &'static str)> {
    words
        .iter()
        .filter_map(|word| text.find(word).map(|at| (at, *word)))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_longest_first(words: &[&str]) {
        for (nth, word) in words.iter().enumerate() {
            let hidden = words[nth + 1..]
                .iter()
                .find(|later| later.starts_with(word));
            assert_eq!(hidden, None, "behind {word}");
        }
    }

    #[test]
    fn no_word_hides_a_longer_one() {
        let before: Vec<&str> = BEFORE.iter().map(|(word, _, _)| *word).collect();
        let after: Vec<&str> = AFTER.iter().map(|(word, _)| *word).collect();
        let per: Vec<&str> = PER.iter().map(|(word, _)| *word).collect();
        for words in [&before, &after, &per] {
            check_longest_first(words);
        }
        for words in [UNITS, NEUTRAL, HEDGES_BEFORE, HEDGES_BEHIND, RISES, FALLS] {
            check_longest_first(words);
        }
    }
}
