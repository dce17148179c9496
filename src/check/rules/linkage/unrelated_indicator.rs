//! F-04: an indicator has no word in common with any goal or task.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::common::compares_indicators;
use crate::check::context::Row;
use crate::check::lexicon::Lexicon;
use crate::check::linkage::Strength;
use crate::check::subject::{Subject, core};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::Level2Role;
use crate::model::{IndicatorField, Section};

pub(super) static RULE: Rule = Rule {
    id: "unrelated-indicator",
    code: "F-04",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[
        "activity-as-benefit",
        "activity-as-lasting-effect",
        "duplicate-indicator",
        "execution-rate-indicator",
        "input-as-output",
        "misplaced-cost",
        "misplaced-count",
        "misplaced-quality",
        "misplaced-satisfaction",
        "misplaced-time",
        "non-ecological-indicator",
        "placeholder-text",
        "satisfaction-of-nobody",
        "statement-as-name",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "一个三级指标与总体目标、重点任务都没有关系。",
    why: "与任务无关的指标多半是从别的表里带过来的，审核时按关联性不足扣分。",
    example: "教育中心的表里有“河道清淤长度”，而目标和任务都没有说到河道。",
    how: "确认是否填错；确有这项工作的，写进任务的主要实施内容，或在任务里关联。",
    source: "绩效目标审核的相关性要求，弱相关指标有的地方逐个扣分（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if !compares_indicators(ctx) || !ctx.started(Section::Goals) {
        return;
    }
    let rows = ctx.rows().iter();
    let named = acts_in_names(ctx);
    let alien: Vec<&Row<'_>> = rows.filter(|row| is_unrelated(ctx, row, &named)).collect();
    // Where most indicators fit nothing, this table is worded in a way that is not understood here.
    if alien.len() * 2 > ctx.rows().len() {
        return;
    }
    for row in alien {
        let path = row.path(IndicatorField::Name);
        sink.at(path, "这个指标与总体目标、重点任务都没有关系");
    }
}

fn is_unrelated(ctx: &CheckCtx<'_>, row: &Row<'_>, named: &BTreeSet<&str>) -> bool {
    let linkage = ctx.linkage();
    let is_general = Subject::EXECUTION
        .or(Subject::SATISFACTION)
        .or(Subject::COST);
    if row.subject.any(is_general)
        || row.is_in(Level2Role::Satisfaction)
        || row.is_in(Level2Role::Cost)
        || linkage
            .of_indicator(row.index)
            .iter()
            .any(|found| found.strength == Strength::Strong)
        || GENERAL.first_in(row.name()).is_some()
    {
        return false;
    }
    let (things, acts) = things_and_acts(row, named);
    // Where both share more than such a word, they belong together.
    let mut weak = linkage.of_indicator(row.index).iter();
    let is_tied = weak.any(|found| {
        let words = linkage.words(ctx.draft, found);
        words.is_none_or(|words| !acts.contains(&words))
    });
    let pieces: Vec<u64> = things
        .iter()
        .flat_map(|part| linkage.telling(part))
        .collect();
    // A name of one word says too little.
    !is_tied
        && pieces.len() >= 2
        && !linkage.is_spoken_of(&pieces)
        && !is_in_text_of_other_tasks(ctx, &pieces)
}

/// The parts of a name that say what it is about, and between them words such as 维修 and 面积,
/// which the texts of any task may have; what is in the name of a task is no such word.
fn things_and_acts<'r>(row: &'r Row<'_>, named: &BTreeSet<&str>) -> (Vec<&'r str>, Vec<&'r str>) {
    let name = core(row.name());
    let (mut things, mut acts, mut start) = (Vec::new(), Vec::new(), 0);
    for found in ACTS.find_in(name) {
        if found.start >= start && !named.contains(found.word) {
            things.extend(name.get(start..found.start));
            acts.extend(name.get(found.start..found.end()));
            start = found.end();
        }
    }
    things.extend(name.get(start..));
    (things, acts)
}

fn acts_in_names(ctx: &CheckCtx<'_>) -> BTreeSet<&'static str> {
    let tasks = ctx.draft.tasks.iter().map(|task| &task.name);
    let others = ctx.draft.other_tasks.iter().map(|task| &task.name);
    let acts = tasks.chain(others).flat_map(|name| ACTS.find_in(name));
    acts.map(|found| found.word).collect()
}

/// Where the other tasks are one text, indicators may speak of it.
fn is_in_text_of_other_tasks(ctx: &CheckCtx<'_>, pieces: &[u64]) -> bool {
    let words = ctx.linkage().telling(&ctx.draft.other_tasks_text);
    pieces.iter().any(|piece| words.contains(piece))
}

/// What is done to all sorts of things, and how such things are measured.
static ACTS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::of_words(
        &[
            "改造", "维修", "维护", "修缮", "修复", "更新", "购置", "配备", "采购", "安装", "新建",
            "改建", "扩建", "升级", "设施", "设备", "器材", "场所", "场地", "办公", "培训", "宣传",
            "巡查", "检测", "监测", "发放", "办理", "处理", "整治", "清理", "面积", "长度", "里程",
            "金额", "数额", "台次", "台套", "套数", "台数", "辆次", "车次", "批次", "份数", "件数",
            "完好", "利用", "使用",
        ],
        (),
    )
});

/// What many tables measure whatever they are about.
static GENERAL: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::of_words(
        &[
            "媒体",
            "报道",
            "评估",
            "评审",
            "评价",
            "考核",
            "检查",
            "审计",
            "验收",
            "宣传",
            "信息公开",
            "预算",
            "决算",
            "资金",
            "经费",
            "支付",
            "支出",
            "投诉",
            "信访",
            "安全",
            "事故",
            "合规",
            "违规",
            "违纪",
            "廉洁",
            "节能",
            "环保",
            "能耗",
            "垃圾",
            "制度",
            "档案",
            "政府采购",
            "资产",
            "调研",
            "会议",
            "知晓",
            "税收",
            "经济",
            "社会",
            "生态",
            "环境",
            "影响",
            "知名度",
            "公信力",
            "形象",
            "氛围",
            "和谐",
            "民生",
            "幸福",
            "受益",
            "覆盖",
            "长效",
            "可持续",
            "人均",
            "单价",
            "到位",
            "办结",
            "响应",
            "故障",
        ],
        (),
    )
});

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    /// Two tasks, each with an indicator.
    const TWO: &str = "base minimal
        tasks/t2/amount = 300000
        tasks/+ 青年夜校 | 在三处文化站开设晚间课程。 | 200000 | 学员坚持到结业。
        indicators/+ 数量指标 | 青年夜校期数 | ≥20期 | ≥20期";

    #[test]
    fn an_indicator_from_another_table_is_told() {
        check_rule(&format!(
            "{TWO}
            indicators/+ 数量指标 | 河道清淤长度 | ≥12公里 | ≥12公里 #! F-04 hint: 这个指标与总体目标、重点任务都没有关系"
        ));
        // The only task has all indicators.
        check_rule("base minimal\nindicators/+ 数量指标 | 河道清淤长度 | ≥12公里 | ≥12公里");
    }

    #[test]
    fn a_word_of_any_work_ties_nothing() {
        let finding = "#! F-04 hint: 这个指标与总体目标、重点任务都没有关系";
        check_rule(&format!(
            "{TWO}
            tasks/t7/content = 在三处文化站开设晚间课程，做好教室日常维修和桌椅更新。
            indicators/+ 数量指标 | 公务用车维修台次 | ≤30台次 | ≤30台次 {finding}
            indicators/+ 数量指标 | 食堂桌椅更新套数 | ≥30套 | ≥30套
            indicators/+ 数量指标 | 教室维修间数 | ≥3间 | ≥3间"
        ));
        check_rule(&format!(
            "{TWO}
            tasks/t7/name = 道路维修
            tasks/t7/content = 对破损路面开展日常养护。
            tasks/t7/goal = 路面平整。
            indicators/i8/name = 道路养护里程
            indicators/+ 数量指标 | 危桥维修座数 | ≥3座 | ≥3座"
        ));
    }

    #[test]
    fn what_every_table_measures_and_what_a_task_mentions_is_in_order() {
        for (branch, name, value) in [
            ("社会效益指标", "市级以上媒体报道次数", "≥10次"),
            ("质量指标", "项目验收合格率", "≥95%"),
            ("数量指标", "活动数量", "≥20场"),
            ("数量指标", "公益课时", "≥20课时"),
            ("数量指标", "社区站点", "≥20个"),
        ] {
            check_rule(&format!(
                "{TWO}\nindicators/+ {branch} | {name} | {value} | {value}"
            ));
        }
    }
}
