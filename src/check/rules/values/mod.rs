//! D: can the indicator values be measured (明确清晰性 – 量化).

use crate::check::Rule;

mod always_true_target;
mod base_number_missing;
mod columns_of_two_kinds;
mod common;
mod compound_target_value;
mod cost_as_lower_bound;
mod cycle_below_year;
mod cycle_same_as_year;
mod direction_against_name;
mod fraction_for_percent;
mod hundred_as_lower_bound;
mod judging_word_in_name;
mod low_satisfaction;
mod no_comparator;
mod no_unit;
mod number_in_name;
mod odd_comparator_sign;
mod odd_equal_sign;
mod percent_above_hundred;
mod percent_sign_missing;
mod range_target_value;
mod rate_differs_by_column;
mod satisfaction_out_of_range;
mod spelled_percent;
mod statement_as_name;
mod undetermined_target_value;
mod unit_not_fitting;
mod unit_said_twice;
mod vague_target_value;
mod worded_comparator;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &always_true_target::RULE,
    &base_number_missing::RULE,
    &columns_of_two_kinds::RULE,
    &compound_target_value::RULE,
    &cost_as_lower_bound::RULE,
    &cycle_below_year::RULE,
    &cycle_same_as_year::RULE,
    &direction_against_name::RULE,
    &fraction_for_percent::RULE,
    &hundred_as_lower_bound::RULE,
    &judging_word_in_name::RULE,
    &low_satisfaction::RULE,
    &no_comparator::RULE,
    &no_unit::RULE,
    &number_in_name::RULE,
    &odd_comparator_sign::RULE,
    &odd_equal_sign::RULE,
    &percent_above_hundred::RULE,
    &percent_sign_missing::RULE,
    &range_target_value::RULE,
    &rate_differs_by_column::RULE,
    &satisfaction_out_of_range::RULE,
    &spelled_percent::RULE,
    &statement_as_name::RULE,
    &undetermined_target_value::RULE,
    &unit_not_fitting::RULE,
    &unit_said_twice::RULE,
    &vague_target_value::RULE,
    &worded_comparator::RULE,
];

#[cfg(test)]
mod tests {
    use super::common::testing::{check_row, check_value, prove_row};

    use proptest::prelude::*;

    const SHARE: &str = "学员合格率";

    #[test]
    fn one_fault_of_a_share_is_one_message() {
        for (value, expected) in [
            ("1", "D-09 warning"),
            ("0.95", "D-09 warning"),
            ("≥0.95", "D-09 warning"),
            ("120", "D-08 warning"),
            ("90", "D-08 warning"),
            ("≥120%", "D-10 warning"),
            ("292%", "D-10 warning"),
            ("=100%", "D-02 hint"),
            ("100%", "D-03 hint"),
            ("≥100%", "D-11 hint"),
            ("100%以上", "D-11 hint"),
            ("≥85%以上", "D-04 warning"),
            ("≤100%", "D-16 warning"),
            ("≥0%", "D-21 warning"),
            ("90%～80%", "D-14 error"),
            ("良好", "D-18 hint"),
            ("待下达", "D-19 warning"),
            ("不低于上年度水平", "D-20 hint"),
            ("≥90人", "D-07 warning"),
            ("≥百分之九十", "D-12 hint"),
        ] {
            check_value("质量指标", SHARE, value, &[expected]);
        }
        check_value("质量指标", "有责投诉率", "≥0%", &["D-16 warning"]);
        check_value("质量指标", "有责投诉率", "≤100%", &["D-21 warning"]);
    }

    #[test]
    fn one_fault_of_a_number_is_one_message() {
        for (value, expected) in [
            ("50000", "D-05 warning"),
            ("≥50000", "D-05 warning"),
            ("500人", "D-03 hint"),
            ("≥50个", "D-07 warning"),
            ("≥66人388节次", "D-13 warning"),
            ("良好", "D-18 warning"),
            ("待下达", "D-19 warning"),
        ] {
            check_value("数量指标", "培训人数", value, &[expected]);
        }
        check_value("成本指标", "人均培训成本", "≥500元", &["D-17 warning"]);
    }

    #[test]
    fn one_fault_of_satisfaction_is_one_message() {
        for (value, expected) in [
            ("90", "D-08 warning"),
            ("0.9", "D-09 warning"),
            ("≥150%", "D-10 warning"),
            ("≥50%", "D-22 warning"),
            ("≥75%", "D-23 hint"),
            ("≤90%", "D-16 warning"),
            ("满意", "D-18 hint"),
            ("≥100%", "D-11 hint"),
        ] {
            check_value("服务对象满意度指标", "学员满意度", value, &[expected]);
        }
    }

    #[test]
    fn one_fault_of_two_columns_is_one_message() {
        check_row(["数量指标", "活动规模", "≥300人", "≥20场"], &["year D-24"]);
        check_row(["数量指标", "活动规模", "≤100场", "≥300场"], &["year D-24"]);
        check_row(
            ["数量指标", "活动场次", "≥100场", "≥300场"],
            &["cycle D-25"],
        );
        check_row(["质量指标", SHARE, "≥95%", "≥90%"], &["year D-26"]);
        check_row(["质量指标", SHARE, "≥95%", "≥90"], &["year D-08"]);
    }

    #[test]
    fn a_form_of_another_city_has_the_faults_that_people_see_in_it() {
        for (branch, name, value, expected) in [
            (
                "数量指标",
                "城乡居民基础养老金标准",
                "≥190元每人每月",
                &[][..],
            ),
            ("数量指标", "就业补贴人数（人）", "50000", &["D-05 warning"]),
            ("数量指标", "培训学时", "≥200课时", &[]),
            ("质量指标", "补贴发放准确率", "1", &["D-09 warning"]),
            ("质量指标", "补贴发放准确率", "100%", &["D-03 hint"]),
            ("时效指标", "人员到岗及时率", "≥90%", &[]),
            ("时效指标", "待遇按时发放率", "≧95%", &["D-01 hint"]),
            (
                "经济效益指标",
                "困难人员就业人数（人）",
                "1500",
                &["D-05 warning"],
            ),
            (
                "社会效益指标",
                "城乡居民养老保险覆盖面",
                "不低于上年度水平",
                &["D-20 hint"],
            ),
            (
                "可持续影响指标",
                "对保持就业局势稳定发挥的影响",
                "保持稳定",
                &["D-18 hint"],
            ),
            ("服务对象满意度指标", "群众满意度", "≥75%", &["D-23 hint"]),
        ] {
            check_value(branch, name, value, expected);
        }
    }

    #[test]
    fn a_good_table_has_nothing_to_tell() {
        for (branch, name, value) in [
            ("数量指标", "帮教个案（含即时辅导个案）数量", "≥503个"),
            ("数量指标", "驿站建设数量", "≥17个"),
            ("数量指标", "法治宣传覆盖人次", "≥1.2万人次"),
            ("数量指标", "道路养护里程", "≥120公里"),
            ("数量指标", "巡查次数", "≥2次/周"),
            ("数量指标", "编制规划数量", "＝1项"),
            ("质量指标", "项目计划执行率", "≥85%"),
            ("质量指标", "工程验收合格率", "＝100%"),
            ("质量指标", "评定等级", "国家二级以上"),
            ("质量指标", "安全责任事故数", "＝0起"),
            ("质量指标", "造价偏差率", "±3%以内"),
            ("时效指标", "驿站建设完成时间", "2025年12月前"),
            ("时效指标", "工单响应时间", "≤24小时"),
            ("时效指标", "申请办结时限", "收到申请后5个工作日内"),
            ("时效指标", "资金拨付及时率", "≥98%"),
            ("时效指标", "服务完成时间", "按合同服务周期完成"),
            (
                "成本指标",
                "服务购买标准",
                "按每名社工11.92万元/年的购买服务标准执行",
            ),
            ("成本指标", "预算执行率", "≥90%"),
            ("成本指标", "人均培训成本", "≤500元/人"),
            ("经济效益指标", "营业收入增长率", "≥5%"),
            ("经济效益指标", "招商引资总额", "≥3亿元"),
            ("社会效益指标", "市级以上媒体报道", "≥10次"),
            ("社会效益指标", "再犯率", "≤5%"),
            ("社会效益指标", "投诉处理率", "≥98%"),
            ("生态效益指标", "单位产值能耗下降率", "≥3%"),
            ("可持续影响指标", "长效机制健全程度", "建立3项制度"),
            ("服务对象满意度指标", "目标群体满意度", "≥90%"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }

    /// Names of every kind that rules tell apart.
    const NAMES: [&str; 24] = [
        "学员合格率",
        "课程完成率",
        "有责投诉率",
        "产值增长率",
        "培训人数（人）",
        "培训人数",
        "活动场次",
        "学员满意度",
        "人均培训成本",
        "预算执行率",
        "完成时间",
        "服务情况",
        "举办活动20场",
        "有效提升法治意识",
        "社区环境得到改善",
        "合格率（%）",
        "安全事故数",
        "群众参与比例",
        "巡查频率",
        "补贴标准（元/人）",
        "",
        "节支率",
        "驿站数量",
        "营商环境指数",
    ];

    fn value() -> impl Strategy<Value = String> {
        let sign = prop::sample::select(vec![
            "",
            "≥",
            ">=",
            "≧",
            "≤",
            "<=",
            "=",
            "＝",
            "＞",
            "不低于",
            "不超过",
            "±",
            "》",
            "约",
        ]);
        let number = prop::sample::select(vec![
            "0",
            "1",
            "0.95",
            "0.5",
            "20",
            "50",
            "75",
            "90",
            "100",
            "100.0",
            "120",
            "292",
            "2100",
            "50000",
            "1,200",
            "九十",
            "百分之九十",
            "80-90",
            "90～80",
            "良好",
            "待定",
            "",
        ]);
        let unit = prop::sample::select(vec![
            "",
            "%",
            "％",
            "百分比",
            "人",
            "人次",
            "场",
            "个",
            "万元",
            "元/人",
            "分",
            "天",
            "万人次",
        ]);
        let word = prop::sample::select(vec!["", "", "", "以上", "以内", "左右", "前", "，无遗漏"]);
        (sign, number, unit, word).prop_map(|(a, b, c, d)| [a, b, c, d].concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]
        #[test]
        fn fixes_of_any_value_keep_their_word(
            name in prop::sample::select(NAMES.to_vec()),
            branch in prop::sample::select(vec!["数量指标", "质量指标", "成本指标", "服务对象满意度指标"]),
            cycle in value(),
            year in value(),
            columns in 0..2,
        ) {
            let cycle = if columns == 0 { &year } else { &cycle };
            prove_row([branch, name, cycle, &year]);
        }
    }
}
