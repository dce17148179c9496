//! `Reading`: what an 指标值 says, in types.
//!
//! A reading keeps what was meant and drops how it was spelt; the spelling is `super::Notation`.

use crate::base::number::Number;

use super::date::{Every, Period, TargetDate};

/// What an 指标值 says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reading {
    /// Nothing is written.
    #[default]
    Empty,
    /// One number with its comparator and unit, perhaps with a remark in a further clause:
    /// ≥60个, 100%, 每年2次, 100%，无遗漏.
    Quantity(Quantity),
    /// Two or more numbers with units in one value: ≥66个388节次, 培训1600人次，举办20场.
    Compound(Vec<Quantity>),
    /// From one number to another: 80%-90%. The first number takes the unit of the second where
    /// it has none of its own.
    Range {
        /// The first number.
        low: Quantity,
        /// The second number.
        high: Quantity,
    },
    /// One number to another, never two quantities: 1:50.
    Ratio {
        /// ≥ and the like.
        comparator: Option<Comparator>,
        /// The number before the colon.
        left: Number,
        /// The number behind it.
        right: Number,
    },
    /// A place in an order: 第1名, 前10名.
    Rank(Rank),
    /// A date as exact as it is written, with or without 前: 2024年12月前, 年底前, 2024年上半年.
    Date(TargetDate),
    /// From one date to another: 2024年1月-12月, 全年.
    Period(Period),
    /// A date that comes again: 每月10日前.
    Recurring(Recurring),
    /// A date that no calendar has, as written: 2月30日, 13月.
    ImpossibleDate(String),
    /// A time that is not to be exceeded: 收到申请后5个工作日内, ≤24小时.
    Duration(Duration),
    /// Compared with another time or with a standard: 不低于上年度水平, 较上年提高5%.
    Relative(Relative),
    /// A grade of a scale: 良好, 合格以上, A级, 国家二级以上.
    Grade(Grade),
    /// A sentence with a figure in it: 按每名社工11.92万元/年的购买服务标准执行.
    Figure(Quantity),
    /// Put off until later: 根据实际情况确定, 待下达.
    Undetermined,
    /// Words that nobody can measure: 明显提升, 及时, 按合同服务周期完成.
    Vague(Vague),
    /// Anything else.
    Free,
}

/// A number in an 指标值.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// ≥ and the like; absent in 100%.
    pub comparator: Option<Comparator>,
    /// The number as written, without its 万 or 亿: 1.2 in 1.2万人次; below 0 in -5%.
    pub number: Number,
    /// What is counted, e.g. 个, %, 万人次, 元每人每月; may be empty. Every spelling of percent is
    /// `%`; 每年2次 has 次/年.
    pub unit: String,
    /// 约, 左右, 余 or the like stands with the number.
    pub is_approximate: bool,
}

/// How an indicator is to compare with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// ≥, 不低于, 以上.
    AtLeast,
    /// ＞.
    MoreThan,
    /// ＝.
    Equal,
    /// ＜.
    LessThan,
    /// ≤, 不超过, 以内.
    AtMost,
    /// ±.
    Within,
}

/// A place in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// The number: 10 in 前10名.
    pub number: Number,
    /// What stands behind it: 名, 位; may be empty.
    pub unit: String,
    /// That place alone, or any up to it.
    pub kind: RankKind,
}

/// Which places a rank allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankKind {
    /// 第1名: that place.
    At,
    /// 前10名: that place or a better one.
    Top,
}

/// A date that comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring {
    /// How often.
    pub every: Every,
    /// What stands behind 每月 and the like: 10日前, 底前.
    pub when: String,
}

/// A time that is not to be exceeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// The number and its unit of time, 5 and 个工作日; its comparator is ≤ or ＜.
    pub limit: Quantity,
    /// What it runs from, 收到申请后; empty where nothing is said.
    pub after: String,
}

/// A value that needs another to be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// 不低于 and the like; absent in 较上年提高5%.
    pub comparator: Option<Comparator>,
    /// What it is compared with: 上年, 上年度, 同比; empty in 提高5%.
    pub base: String,
    /// The number of the base, where it is told: 120件 in 较上年120件提高5%.
    pub base_number: Option<Quantity>,
    /// Where it is to go.
    pub change: Change,
    /// By how much; absent in 不低于上年度水平.
    pub amount: Option<Quantity>,
}

/// The direction of a relative value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// 提高, 增长.
    Rise,
    /// 下降, 减少.
    Fall,
    /// 水平, 持平: the level of the base itself.
    Level,
}

/// A grade of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// The grade: 合格 in 合格及以上, 国家二级 in 国家二级以上.
    pub name: String,
    /// 以上 or 不低于; absent in 良好.
    pub comparator: Option<Comparator>,
    /// Which kind of scale it is on.
    pub scale: Scale,
}

/// Kinds of scales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Of judging words: 优, 良好, 满意, 一般.
    Words,
    /// Of passing or not: 合格, 达标, 通过.
    Pass,
    /// Of letters: A级, AAA级, 4A级.
    Letters,
    /// Of numbered levels and awards: 一级, 国家二级, 甲级.
    Levels,
}

/// Words that nobody can measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vague {
    /// What they are about.
    pub kind: VagueKind,
    /// The first such word in the value: 明显 in 明显提升.
    pub word: &'static str,
}

/// What vague words are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VagueKind {
    /// An effect: 明显, 有效, 提升, 加强, 完善, 较好.
    Effect,
    /// A time: 及时, 按时, 按合同服务周期, 按进度.
    Time,
}

impl Comparator {
    /// The sign as the form writes it: ≥, ＞, ＝, ＜, ≤, ±.
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::MoreThan => "＞",
            Self::Equal => "＝",
            Self::LessThan => "＜",
            Self::AtMost => "≤",
            Self::Within => "±",
        }
    }

    /// ≥ or ＞: the more the better.
    pub fn is_lower_bound(self) -> bool {
        matches!(self, Self::AtLeast | Self::MoreThan)
    }

    /// ≤ or ＜: the less the better.
    pub fn is_upper_bound(self) -> bool {
        matches!(self, Self::AtMost | Self::LessThan)
    }

    /// The other direction: ≥ for ≤ and so on; ＝ and ± have none.
    pub fn flipped(self) -> Option<Self> {
        match self {
            Self::AtLeast => Some(Self::AtMost),
            Self::MoreThan => Some(Self::LessThan),
            Self::LessThan => Some(Self::MoreThan),
            Self::AtMost => Some(Self::AtLeast),
            Self::Equal | Self::Within => None,
        }
    }
}

impl Quantity {
    /// Its unit is %.
    pub fn is_percent(&self) -> bool {
        self.unit == "%"
    }

    /// The full number, with the 万 or 亿 of the unit, and the rest of the unit: 12000 and 人次
    /// for 1.2万人次. For comparing numbers; as written where it could not be held.
    pub fn scaled(&self) -> (Number, &str) {
        let as_written = (self.number, self.unit.as_str());
        let Some((factor, unit)) = SCALES.iter().find_map(|(word, factor)| {
            let unit = self.unit.strip_prefix(word)?;
            Some((*factor, unit))
        }) else {
            return as_written;
        };
        self.number
            .times(Number::whole(factor))
            .map_or(as_written, |number| (number, unit))
    }

    /// The unit without 万 or 亿 and in one spelling, for comparing units only: 元每人每月,
    /// 元/人·月 and 元/（人/月） are all 元/人/月.
    pub fn unit_key(&self) -> String {
        let (_, unit) = self.scaled();
        let mut key = String::new();
        for c in unit.chars() {
            match c {
                '每' | '/' | '·' | '•' | '*' | '(' | '（' | '.' => {
                    if !key.is_empty() && !key.ends_with('/') {
                        key.push('/');
                    }
                }
                ')' | '）' | ' ' => {}
                _ => key.push(c),
            }
        }
        key
    }
}

/// Words for large numbers, longer ones first.
const SCALES: [(&str, i64); 5] = [
    ("万亿", 1_000_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("亿", 100_000_000),
    ("万", 10_000),
];
