//! Drafts for tests and benches: minimal, complete and awkward.

use super::annotations::Annotations;
use super::draft::{Basic, Budget, Draft, Goal, Indicator, OtherTask, Slot, Task};
use super::entry::Entry;
use super::target::TargetValue;
use super::template::Template;
use crate::base::ids::{GoalId, IndicatorId, OtherTaskId, TaskId};

/// The first built-in template.
///
/// # Panics
/// Never: a test reads the built-in templates.
pub fn template() -> Template {
    let templates = Template::built_in().unwrap_or_default();
    #[expect(
        clippy::expect_used,
        reason = "samples serve tests; a missing template must be loud"
    )]
    templates
        .into_iter()
        .next()
        .expect("there is a built-in template")
}

/// The smallest draft without a finding of weight: one goal, one task, an indicator where one is
/// asked for. Rows are numbered in the order of the form: g1, t2, i3–i6.
pub fn minimal() -> Draft {
    Draft {
        template: "dongguan-2024".to_owned(),
        year: Entry::read("2025"),
        department: "示例市社区教育中心".to_owned(),
        basic: Basic {
            staff: Entry::read("12"),
            subunits: Entry::read("0"),
        },
        budget: Budget {
            basic: Entry::read("300.00"),
            project: Entry::read("100.00"),
            special: Entry::read("0.00"),
            other_development: Entry::read("0.00"),
            fiscal: Entry::read("400.00"),
            other_income: Entry::read("0.00"),
            city_level: Entry::read("0.00"),
            transfer: Entry::read("0.00"),
        },
        goals: vec![Goal {
            id: GoalId(1),
            text: "通过“社区课堂”项目，为社区居民提供家门口的学习机会。".to_owned(),
        }],
        tasks: vec![Task {
            id: TaskId(2),
            name: "社区课堂".to_owned(),
            content: "在十个社区开设公益课程。".to_owned(),
            amount: Entry::read("500000.00"),
            goal: "居民学习的参与面稳步扩大。".to_owned(),
        }],
        other_tasks: Vec::new(),
        other_tasks_text: String::new(),
        indicators: vec![
            indicator(3, "产出指标", "数量指标", "社区课堂场次", "≥120场"),
            indicator(4, "产出指标", "质量指标", "课程完成率", "≥95%"),
            indicator(5, "效益指标", "社会效益指标", "参与居民人次", "≥3000人次"),
            indicator(6, "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
        ],
        annotations: Annotations::default(),
    }
}

/// A draft of the shape and with the figures of a real form, in few words.
pub fn complete() -> Draft {
    let tasks = [
        "1191900", "1192000", "596000", "596000", "1192000", "1430400",
    ];
    Draft {
        basic: Basic {
            staff: Entry::read("21"),
            subunits: Entry::read("1"),
        },
        budget: Budget {
            basic: Entry::read("866.56"),
            project: Entry::read("392.47"),
            special: Entry::read("0.00"),
            other_development: Entry::read("824.40"),
            fiscal: Entry::read("2083.42"),
            other_income: Entry::read("0.00"),
            city_level: Entry::Empty,
            transfer: Entry::read("0.00"),
        },
        goals: (1..=6)
            .map(|n| Goal {
                id: GoalId(n),
                text: format!("通过第{n}个服务项目，让青少年得到合适的帮助与陪伴。"),
            })
            .collect(),
        tasks: (7..)
            .zip(tasks.into_iter().zip(COMPLETE_AIMS))
            .map(|(n, (amount, aim))| Task {
                id: TaskId(n),
                name: format!("第{}个服务项目", n - 6),
                content: "开展小组活动和个案服务。".to_owned(),
                amount: Entry::read(amount),
                goal: aim.to_owned(),
            })
            .collect(),
        indicators: (13..)
            .zip(COMPLETE_INDICATORS)
            .map(|(n, (l1, l2, name, value))| indicator(n, l1, l2, name, value))
            .collect(),
        ..minimal()
    }
}

const COMPLETE_AIMS: [&str; 6] = [
    "服务对象的自我认识有所提高。",
    "工单件件有回音，身心健康状况有所改善。",
    "帮教跟得上，再犯得到预防。",
    "社会参与的机会增多。",
    "驿站引才聚才的作用增强。",
    "服务对象的自我认识有所提高。",
];

const COMPLETE_INDICATORS: [(&str, &str, &str, &str); 24] = [
    ("产出指标", "数量指标", "对接工单数量", "≥60个"),
    ("产出指标", "数量指标", "帮教个案数量", "≥503个"),
    ("产出指标", "数量指标", "小组服务数量", "≥66个388节次"),
    ("产出指标", "数量指标", "活动数量", "≥296场"),
    ("产出指标", "数量指标", "驿站建设数量", "≥17个"),
    ("产出指标", "质量指标", "项目计划执行率", "≥85%"),
    ("产出指标", "质量指标", "项目验收结果", "合格以上"),
    ("产出指标", "质量指标", "第三方评估结果", "合格以上"),
    ("产出指标", "质量指标", "驿站运营情况", "良好"),
    (
        "产出指标",
        "时效指标",
        "第1个服务项目完成时间",
        "按合同服务周期完成",
    ),
    (
        "产出指标",
        "时效指标",
        "第2个服务项目完成时间",
        "按合同服务周期完成",
    ),
    (
        "产出指标",
        "时效指标",
        "第3个服务项目完成时间",
        "按合同服务周期完成",
    ),
    (
        "产出指标",
        "时效指标",
        "第4个服务项目完成时间",
        "按合同服务周期完成",
    ),
    (
        "产出指标",
        "时效指标",
        "第5个服务项目完成时间",
        "按合同服务周期完成",
    ),
    (
        "产出指标",
        "时效指标",
        "第6个服务项目完成时间",
        "2025年12月前",
    ),
    (
        "产出指标",
        "成本指标",
        "社会工作服务项目购买标准",
        "按每名社工11.92万元/年的购买服务标准执行",
    ),
    ("产出指标", "成本指标", "预算执行率", "≥90%"),
    ("效益指标", "社会效益指标", "市级以上媒体报道", "≥10次"),
    ("效益指标", "社会效益指标", "身心健康得到发展", "≥80%"),
    ("效益指标", "社会效益指标", "自我保护能力得到提升", "≥75%"),
    ("效益指标", "社会效益指标", "再犯率得到有效控制", "≤5%"),
    ("效益指标", "社会效益指标", "社会参与能力得到提升", "≥80%"),
    ("效益指标", "可持续影响指标", "搭建引才聚才平台", "良好"),
    ("满意度指标", "服务对象满意度指标", "目标群体满意度", "≥90%"),
];

/// A draft that holds what programs stumble over: markup, quotes, line ends, unread amounts,
/// other tasks, a branch that no template has, characters beyond U+FFFF.
pub fn awkward() -> Draft {
    Draft {
        year: Entry::read("二〇二五"),
        department: "示例市“𠮷祥”街道 #read(\"x\") $a$ *b* _c_ \\ @d <l> // ] `e`".to_owned(),
        basic: Basic {
            staff: Entry::read("约二十"),
            subunits: Entry::Empty,
        },
        budget: Budget {
            basic: Entry::read("约120万"),
            project: Entry::read("-1.5"),
            special: Entry::read("10891.615675"),
            ..Budget::default()
        },
        goals: vec![
            Goal {
                id: GoalId(1),
                text: "第一行\n第二行\n\n空行之后 = 标题？\n- 列表\n+ 列表\n1. 列表".to_owned(),
            },
            Goal {
                id: GoalId(2),
                text: String::new(),
            },
            Goal {
                id: GoalId(3),
                text: "引号\"'“”‘’和\t制表符，结尾空格 ".to_owned(),
            },
        ],
        tasks: vec![Task {
            id: TaskId(4),
            name: "名称\"带引号\"".to_owned(),
            content: "一、甲\n1.乙#let x = 1\n/* 注释 */ ~ -- ---".to_owned(),
            amount: Entry::read("1, 430, 400. 00元左右"),
            goal: String::new(),
        }],
        other_tasks: vec![OtherTask {
            id: OtherTaskId(5),
            name: "其他".to_owned(),
            content: String::new(),
            amount: Entry::read("0.005"),
        }],
        other_tasks_text: "一段话".to_owned(),
        indicators: vec![
            indicator(6, "产出指标", "数量指标", "", "≥60个"),
            indicator(7, "管理指标", "制度指标", "没有这样的分支", "$x^2$"),
            Indicator {
                cycle: TargetValue::default(),
                ..indicator(8, "效益指标", "社会效益指标", "只有年度值", "＞＝85％")
            },
        ],
        ..minimal()
    }
}

fn indicator(id: u32, level1: &str, level2: &str, name: &str, value: &str) -> Indicator {
    Indicator {
        id: IndicatorId(id),
        slot: Slot::new(level1, level2),
        name: name.to_owned(),
        cycle: TargetValue::read(value),
        year: TargetValue::read(value),
    }
}
