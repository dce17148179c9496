//! `Subject`: what the name of an indicator says that it measures.
//!
//! Rules on values and on headings share it, so that 再犯率 is the same thing to all of them. It is
//! a reading of words, never a certainty: a name may have several traits or none.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use words::{ENDINGS, EVILS, GOODS, NO_SHARES, PARTS};

mod words;

/// What a name speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subject(u32);

impl Subject {
    /// A share: …率, …比例, …占比, 满意度, 覆盖面.
    pub const RATIO: Self = Self(1);
    /// A share that may lie above 100 %: growth, completion and arrival rates.
    pub const UNCAPPED: Self = Self(1 << 1);
    /// Something counted: …数, …人次, …场次, …数量.
    pub const COUNT: Self = Self(1 << 2);
    /// A date or a speed: …时间, …时限, 及时率, 按时….
    pub const TIME: Self = Self(1 << 3);
    /// 满意度.
    pub const SATISFACTION: Self = Self(1 << 4);
    /// The less the better: 再犯率, 投诉率, 事故数, 差错率.
    pub const NEGATIVE: Self = Self(1 << 5);
    /// The more the better: 合格率, 完成率, 覆盖率, 满意度.
    pub const POSITIVE: Self = Self(1 << 6);
    /// Money: …成本, …标准, …费用, …经费, 单价.
    pub const COST: Self = Self(1 << 7);
    /// How well something is done: 合格率, 准确率, 验收, 达标.
    pub const QUALITY: Self = Self(1 << 8);
    /// 预算执行率, 支出进度 and the like.
    pub const EXECUTION: Self = Self(1 << 9);
    /// Something that is done: 培训, 讲座, 宣传, 走访.
    pub const ACTIVITY: Self = Self(1 << 20);
    /// What comes of it, or who is reached: 就业, 受益, 增长, 减少.
    pub const OUTCOME: Self = Self(1 << 21);
    /// What is put in: 投入资金, 资金安排, 购买标准, 人员配备.
    pub const INPUT: Self = Self(1 << 22);

    /// Reads a name; spaces at its ends and a remark in brackets at its end do not count.
    pub fn of(name: &str) -> Self {
        let core = core(name);
        let (mut found, mut is_negated, mut is_no_share) = (Self::default(), false, false);
        for word in WORDS.find_in(core) {
            let (place, traits) = word.meaning;
            let before = core.get(..word.start).unwrap_or_default();
            let behind = core.get(word.end()..).unwrap_or_default();
            match place {
                Place::End if !behind.is_empty() => {}
                Place::End if traits == Self::POSITIVE && before.ends_with(NEGATIONS) => {
                    is_negated = true;
                }
                Place::Anywhere | Place::End => found = found.or(traits),
                Place::NoShare => is_no_share |= behind.is_empty(),
                Place::Evil => {
                    if !averts(before) && is_tail_of_evil(behind) {
                        found = found.or(traits);
                    }
                }
            }
        }
        if is_negated {
            found = found.or(Self::NEGATIVE).without(Self::SATISFACTION);
        }
        if is_no_share {
            found = found.without(Self::RATIO);
        }
        // 不合格率 holds 合格率.
        if found.any(Self::NEGATIVE) {
            found.without(Self::POSITIVE)
        } else {
            found
        }
    }

    /// It has at least one of these traits.
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Either of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// Where in a name a word counts.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// Wherever it stands.
    Anywhere,
    /// As the end of the name.
    End,
    /// As the end of a name that is then no share in percent: 频率.
    NoShare,
    /// As what is counted, and not as what is handled: 投诉率, and not 投诉处理率.
    Evil,
}

/// They turn the word behind them into its contrary: 不及时率, 未完成率.
const NEGATIONS: [char; 3] = ['不', '未', '非'];

/// Something is done against what is named behind: 减少事故数, 降低长者跌倒发生率, 零投诉.
fn averts(before: &str) -> bool {
    const DEEDS: [&str; 8] = [
        "减少", "降低", "防范", "预防", "防止", "遏制", "避免", "杜绝",
    ];
    const WORDS: [&str; 35] = [
        "受理",
        "办理",
        "处置",
        "调处",
        "调解",
        "审理",
        "侦破",
        "排查",
        "发现",
        "整治",
        "治理",
        "整改",
        "消除",
        "排除",
        "救治",
        "收治",
        "筛查",
        "应对",
        "清理",
        "挽回",
        "零",
        "无",
        "未发生",
        "减少",
        "降低",
        "防范",
        "预防",
        "防止",
        "遏制",
        "避免",
        "杜绝",
        "打击",
        "查处",
        "处理",
        "化解",
    ];
    WORDS.iter().any(|word| before.ends_with(word))
        || DEEDS.iter().any(|word| before.starts_with(word))
}

/// Only the measure stands behind what is bad: 率, 发生次数, 案件数量, 率得到有效控制.
fn is_tail_of_evil(behind: &str) -> bool {
    const PIECES: [&str; 19] = [
        "发生", "事件", "数量", "总量", "情况", "比例", "占比", "金额", "强度", "责任", "率", "数",
        "量", "次", "人", "起", "宗", "件", "案",
    ];
    let mut rest = behind;
    while let Some(next) = PIECES.iter().find_map(|piece| rest.strip_prefix(piece)) {
        rest = next;
    }
    rest.is_empty() || rest == "得到有效控制" || rest == "得到控制"
}

static WORDS: LazyLock<Lexicon<(Place, Subject)>> = LazyLock::new(|| {
    let at = |place: Place, table: &'static [(&'static [&'static str], Subject)]| {
        table.iter().flat_map(move |(words, traits)| {
            words.iter().map(move |word| (*word, (place, *traits)))
        })
    };
    let ends = at(Place::End, ENDINGS).chain(at(Place::End, GOODS));
    let whole = ends.chain(at(Place::NoShare, NO_SHARES));
    Lexicon::new(
        whole
            .chain(at(Place::Anywhere, PARTS))
            .chain(at(Place::Evil, EVILS)),
    )
});

/// The name without spaces around it and without a remark in brackets at its end: `培训人数（人）`.
pub fn core(name: &str) -> &str {
    let name = name.trim();
    let without = |open: char, close: char| {
        let inner = name.strip_suffix(close)?;
        let (before, _) = inner.rsplit_once(open)?;
        let before = before.trim_end();
        (!before.is_empty()).then_some(before)
    };
    without('（', '）')
        .or_else(|| without('(', ')'))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_subject(name: &str, has: Subject, has_not: Subject) {
        let subject = Subject::of(name);
        assert_eq!(subject.0 & has.0, has.0, "{name}");
        assert!(!subject.any(has_not), "{name}");
    }

    #[test]
    fn names_say_what_they_measure() {
        check_subject("产品不合格率", Subject::NEGATIVE, Subject::POSITIVE);
        check_subject(
            "再犯率",
            Subject::RATIO.or(Subject::NEGATIVE),
            Subject::POSITIVE,
        );
        check_subject(
            "课程完成率",
            Subject::RATIO.or(Subject::UNCAPPED),
            Subject::COUNT,
        );
        check_subject("培训人数（人）", Subject::COUNT, Subject::RATIO);
        check_subject("项目完成时间", Subject::TIME, Subject::COUNT);
        check_subject(
            "居民满意度",
            Subject::SATISFACTION.or(Subject::RATIO),
            Subject::TIME,
        );
        check_subject("预算执行率", Subject::EXECUTION, Subject::COUNT);
        check_subject("购买服务标准", Subject::COST, Subject::RATIO);
        check_subject("巡查频率", Subject::default(), Subject::RATIO);
    }

    #[test]
    fn what_is_handled_is_not_what_is_bad() {
        let bad = [
            "投诉率",
            "有效投诉率",
            "安全事故发生次数",
            "违规事件数",
            "再犯率得到有效控制",
            "不及时率",
            "未完成率",
            "服务对象不满意率",
            "差错率（%）",
            "交通事故死亡人数",
            "长者居家跌倒发生率",
            "肺结核发生率",
            "学生溺水事件起数",
            "食品安全事故起数",
            "不良事件发生率",
            "火灾宗数",
            "违法案件数",
        ];
        for name in bad {
            check_subject(name, Subject::NEGATIVE, Subject::POSITIVE);
        }
        let good = [
            "投诉办结率",
            "投诉处理率",
            "违法案件查处率",
            "事故处理及时率",
            "学员结业率",
            "家庭监护能力改善比例",
            "溺水事件处置率",
        ];
        for name in good {
            check_subject(name, Subject::POSITIVE, Subject::NEGATIVE);
        }
        let neither = [
            "零投诉天数",
            "减少事故数",
            "降低长者跌倒发生率",
            "投诉受理件数",
            "受理投诉件数",
            "查处违法案件数",
            "火灾隐患排查次数",
            "事故发生率下降幅度",
            "预防违法犯罪宣传场次",
            "能耗监测点数量",
            "事故下降率",
            "覆盖率偏差值",
            "满意度调查次数",
        ];
        for name in neither {
            check_subject(
                name,
                Subject::default(),
                Subject::NEGATIVE.or(Subject::POSITIVE),
            );
        }
    }

    #[test]
    fn remarks_behind_a_name_do_not_count() {
        assert_eq!(core(" 培训人数（人） "), "培训人数");
        assert_eq!(core("培训人数 (人)"), "培训人数");
        assert_eq!(core("（人）"), "（人）");
        assert_eq!(core("甲（乙）丙"), "甲（乙）丙");
    }
}
