//! `Subject`: what the name of an indicator says that it measures.
//!
//! Rules on values and on headings share it, so that 再犯率 is the same thing to all of them. It is
//! a reading of words, never a certainty: a name may have several traits or none.

use std::sync::LazyLock;

use super::lexicon::Lexicon;

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

/// What the last word of a name says.
const ENDINGS: &[(&[&str], Subject)] = &[
    (
        &[
            "率",
            "比例",
            "占比",
            "比重",
            "满意度",
            "百分比",
            "覆盖面",
            "知晓度",
            "知晓面",
            "认可度",
            "认同度",
            "参与度",
            "完成度",
            "达成度",
            "覆盖度",
            "支持度",
            "信任度",
            "普及度",
            "满意程度",
        ],
        Subject::RATIO,
    ),
    (
        &[
            "增长率",
            "增幅",
            "增速",
            "完成率",
            "到位率",
            "执行率",
            "达成率",
            "超额率",
            "提高率",
            "提升率",
            "下降率",
            "利用率",
            "使用率",
            "入住率",
            "上座率",
            "回报率",
            "产出率",
            "增值率",
            "收益率",
            "利润率",
            "控制率",
            "负债率",
            "周转率",
            "负荷率",
            "实现率",
            "杠杆率",
            "拨备覆盖率",
            "转化率",
            "变化率",
            "涨幅",
            "降幅",
            "完成度",
            "达成度",
        ],
        Subject::UNCAPPED,
    ),
    (
        &[
            "数", "数量", "人次", "场次", "次数", "个数", "人数", "户数", "件数", "篇数", "节次",
            "班次", "批次", "家数", "期数", "面积", "里程", "总量",
        ],
        Subject::COUNT,
    ),
    (
        &[
            "时间",
            "时限",
            "时效",
            "期限",
            "工期",
            "日期",
            "及时率",
            "及时性",
            "按时完成率",
            "按期完成率",
            "到岗时间",
            "进度",
        ],
        Subject::TIME,
    ),
    (
        &[
            "成本", "费用", "经费", "单价", "造价", "标准", "支出", "总额", "投入", "资金",
        ],
        Subject::COST,
    ),
];

/// Shares of which more is better.
const GOODS: &[(&[&str], Subject)] = &[(
    &[
        "满意度",
        "满意率",
        "满意程度",
        "满意比例",
        "合格率",
        "完成率",
        "覆盖率",
        "覆盖面",
        "准确率",
        "及时率",
        "达标率",
        "知晓率",
        "知晓度",
        "参与率",
        "到位率",
        "优良率",
        "优秀率",
        "执行率",
        "通过率",
        "成功率",
        "就业率",
        "入学率",
        "巩固率",
        "普及率",
        "回复率",
        "办结率",
        "出勤率",
        "到课率",
        "正确率",
        "获奖率",
        "合规率",
        "公开率",
        "响应率",
        "跟进率",
        "留存率",
        "录用率",
        "结案率",
        "处理率",
        "处置率",
        "查处率",
        "整改率",
        "化解率",
        "回收率",
        "达成率",
        "提升率",
        "提高率",
        "参保率",
        "签约率",
        "治愈率",
        "到岗率",
        "完好率",
        "保障率",
        "落实率",
        "兑现率",
        "好评率",
        "认可度",
        "支持率",
        "利用率",
        "使用率",
        "解决率",
        "反馈率",
        "兑付率",
        "发放率",
        "接种率",
        "绿化率",
        "处理及时率",
        "验收率",
        "优质率",
        "节约率",
        "节支率",
        "达产率",
        "续约率",
        "上线率",
        "开通率",
        "建档率",
        "随访率",
        "转化率",
        "结业率",
        "毕业率",
        "升学率",
        "上岗率",
        "持证率",
        "改善率",
        "好转率",
        "康复率",
        "恢复率",
        "成活率",
        "存活率",
        "保存率",
        "竣工率",
        "完工率",
        "开工率",
        "建成率",
        "投产率",
        "供应率",
        "回访率",
        "报到率",
        "到会率",
        "出席率",
        "参训率",
        "参会率",
        "规范管理率",
        "公布率",
        "披露率",
        "脱贫率",
        "归档率",
        "备案率",
        "登记率",
        "拨付率",
        "回应率",
        "受理率",
        "调解率",
        "破案率",
        "采纳率",
        "采用率",
        "稳定率",
        "在线率",
        "可用率",
        "畅通率",
        "自给率",
        "收集率",
        "清运率",
        "修复率",
        "治理率",
        "良好率",
        "满足率",
        "履约率",
        "留任率",
        "稳岗率",
        "对接率",
        "成才率",
        "改善比例",
        "提升比例",
        "提高比例",
        "达标比例",
        "合格比例",
        "就业比例",
        "参与比例",
        "满足比例",
        "认同度",
        "信任度",
        "支持度",
    ],
    Subject::POSITIVE,
)];

/// What sounds like a share and is none that is given in percent.
const NO_SHARES: &[(&[&str], Subject)] = &[(
    &[
        "频率",
        "频次率",
        "效率",
        "功率",
        "速率",
        "汇率",
        "倍率",
        "分辨率",
        "心率",
        "斜率",
        "曲率",
        "容积率",
        "码率",
        "师生比例",
        "生师比例",
        "配比比例",
    ],
    Subject(0),
)];

/// What is bad by itself, where it is what is counted.
const EVILS: &[(&[&str], Subject)] = &[(
    &[
        "再犯",
        "投诉",
        "差错",
        "错误",
        "误差",
        "偏差",
        "事故",
        "违法",
        "违规",
        "违纪",
        "违约",
        "逾期",
        "延误",
        "争议率",
        "失误",
        "死亡",
        "发病率",
        "感染率",
        "患病率",
        "流失",
        "辍学",
        "失业率",
        "空置",
        "闲置",
        "复发",
        "案发",
        "发案",
        "犯罪率",
        "超支",
        "浪费",
        "不合格",
        "退稿",
        "故障",
        "伤亡",
        // Of good things nobody says that they happen.
        "发生率",
        "跌倒",
        "溺水",
        "中毒",
        "火灾",
        "走失",
        "触电",
        "踩踏",
        "群体性事件",
        "极端事件",
        "意外事件",
        "超期",
        "超时",
        "欠薪",
        "拖欠",
        "失信",
        "侵权",
        "误诊",
        "漏诊",
        "误判",
        "错发",
        "漏发",
        "瑕疵",
        "缺陷",
        "损坏",
        "丢失",
        "遗失",
        "冒领",
        "挪用",
        "亏损",
        "坏账",
        "积压",
        "拥堵",
        "撂荒",
        "近视率",
        "肥胖率",
        "致残",
        "致死",
        "并发症",
        "压疮",
        "退学",
        "失学",
        "离职率",
        "超标率",
        "渗漏",
        "能耗",
        "排放",
        "返工",
        "返贫",
        "泄露",
        "泄密",
        "差评",
        "缺勤",
        "漏报",
        "误报",
        "漏损",
        "破损",
        "损耗",
        "中断",
        "污染",
        "不良",
        "不满意",
        "退费",
        "退货",
    ],
    Subject::NEGATIVE,
)];

/// What a word anywhere in a name says.
const PARTS: &[(&[&str], Subject)] = &[
    (&["满意"], Subject::SATISFACTION),
    (
        &[
            "合格率",
            "准确率",
            "验收",
            "达标",
            "优良率",
            "正确率",
            "差错率",
            "通过率",
            "优秀率",
            "质量",
            "规范性",
            "合规",
        ],
        Subject::QUALITY,
    ),
    (&["及时", "按时", "按期", "时效"], Subject::TIME),
    (&["成本"], Subject::COST),
    (
        &[
            "预算执行率",
            "预算完成率",
            "支出进度",
            "资金支付率",
            "资金执行率",
            "资金支出率",
            "预算支出率",
            "支付进度",
            "预算执行进度",
            "资金使用率",
        ],
        Subject::EXECUTION.or(Subject::UNCAPPED),
    ),
    (&["准时", "如期"], Subject::TIME),
    (
        &[
            "培训", "讲座", "宣讲", "会议", "报道", "宣传", "演出", "展演", "比赛", "竞赛", "赛事",
            "活动", "举办", "开展", "组织", "发放", "印发", "印制", "课程", "授课", "检查", "巡查",
            "督导", "走访", "慰问", "探访", "论坛", "展览", "沙龙", "编制", "制作", "购置", "采购",
            "派发", "推文", "课时",
        ],
        Subject::ACTIVITY,
    ),
    (
        &[
            "受益", "惠及", "就业", "创业", "带动", "拉动", "撬动", "新增", "增加", "增长", "增收",
            "提升", "提高", "改善", "减少", "下降", "降低", "解决", "脱贫", "参与", "参加", "受众",
            "覆盖", "触达", "关注", "浏览", "阅读", "观看", "传播", "影响", "吸引", "收入", "利润",
            "税收", "产值", "销售", "效益", "节约", "挽回", "获奖", "转化", "掌握", "知晓",
        ],
        Subject::OUTCOME,
    ),
    (
        &[
            "投入资金",
            "资金投入",
            "投入金额",
            "经费投入",
            "投入经费",
            "财政投入",
            "安排资金",
            "资金安排",
            "安排经费",
            "经费安排",
            "预算安排",
            "拨付资金",
            "资金拨付",
            "拨付金额",
            "拨付经费",
            "经费拨付",
            "下拨资金",
            "资金下拨",
            "下达资金",
            "资金下达",
            "配套资金",
            "资金规模",
            "资金总额",
            "人员经费",
            "购买标准",
            "购买服务标准",
            "采购标准",
            "购置标准",
            "人员配备",
            "配备人员",
            "人员配置",
            "人员投入",
            "投入人员",
            "人力投入",
            "投入人力",
            "物力投入",
            "配备社工",
            "社工配备",
        ],
        Subject::INPUT,
    ),
];

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
