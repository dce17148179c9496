//! Tests of the printed form: what stands on which page.

mod check;
mod drafts;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::base::ids::{GoalId, OtherTaskId};
use crate::model::{Basic, Budget, Entry, Goal, Indicator, OtherTask, TargetValue, sample};
use check::{
    check_closed, check_exactly_once, check_nothing_else, check_torn, check_whole, lay_out, solid,
    solid_pages,
};
use drafts::{any_draft, indicator, task, with_indicators, zhanjiang};

#[test]
fn a_draft_of_common_size_prints_with_its_texts_on_their_pages() {
    let printed = lay_out(&sample::complete(), &sample::template());
    let pages = solid_pages(&printed);
    assert_eq!(printed.page_count(), 2);
    for text in [
        "东莞市部门整体预算绩效目标表(2025年)部门名称",
        "示例市社区教育中心",
        "基本支出866.56财政拨款2,083.42项目支出392.47其他资金0.00",
        "目标6：通过第6个服务项目，让青少年得到合适的帮助与陪伴。",
        "拟投入的资金（元）",
        "第1个服务项目开展小组活动和个案服务。1,191,900.00服务对象的自我认识有所提高。",
        "第1页共2页",
    ] {
        assert!(
            pages[0].contains(text),
            "{text} is not on page 1: {}",
            pages[0]
        );
    }
    for text in ["绩效指标（续）", "目标群体满意度≥90%≥90%", "第2页共2页"] {
        assert!(
            pages[1].contains(text),
            "{text} is not on page 2: {}",
            pages[1]
        );
    }
}

#[test]
fn every_figure_of_the_budget_stands_beside_its_label() {
    let mut draft = sample::minimal();
    draft.basic = Basic {
        staff: Entry::read("21"),
        subunits: Entry::read("3"),
    };
    draft.budget = Budget {
        basic: Entry::read("1"),
        project: Entry::read("2"),
        special: Entry::read("3"),
        other_development: Entry::read("4000"),
        fiscal: Entry::read("5"),
        other_income: Entry::read("6"),
        city_level: Entry::Empty,
        transfer: Entry::read("8"),
    };
    let page = solid_pages(&lay_out(&draft, &sample::template())).concat();
    let block = "基本信息财政供养人员数21下属二级单位数3\
        预算整体情况部门预算支出预算金额（万元）收入来源预算金额（万元）\
        基本支出1.00财政拨款5.00项目支出2.00其他资金6.00\
        事业发展性支出预算金额（万元）按预算级次划分预算金额（万元）\
        财政专项资金3.00市本级使用资金其他事业发展性支出4,000.00拟用于对下转移支付资金8.00\
        总体绩效目标";
    assert!(page.contains(block), "{page}");
}

#[test]
fn every_character_of_a_draft_stands_on_the_paper_exactly_once() {
    for template in Template::built_in().unwrap() {
        for draft in [sample::minimal(), sample::complete(), sample::awkward()] {
            check_exactly_once(&draft, &template);
        }
    }
}

#[test]
fn nothing_but_form_and_draft_is_printed() {
    let template = sample::template();
    check_nothing_else(&sample::minimal(), &template, &["目标1："]);
    check_nothing_else(&sample::awkward(), &template, &["目标1：目标2：目标3："]);
}

#[test]
fn what_looks_like_markup_is_printed_as_typed() {
    let hostile = [
        "#read(\"/etc/passwd\")",
        "#eval(\"1+1\")",
        "#import \"@preview/x:1.0.0\"",
        "$ * _ @ref <l> \\ // ] #",
        "-- --- ... ~ 'a' \"b\" http://a.cn/b fi ffl",
        "= 一 \\u{41} `raw` [x](y) &amp; %d {0}",
    ];
    let mut draft = sample::minimal();
    draft.department = hostile.join("");
    draft.goals = (1..)
        .zip(hostile)
        .map(|(n, text)| Goal {
            id: GoalId(n),
            text: text.to_owned(),
        })
        .collect();
    draft.tasks = vec![task(9, hostile[0], hostile[3], hostile[4])];
    draft.indicators = vec![indicator(
        10,
        "产出指标",
        "数量指标",
        hostile[5],
        hostile[2],
    )];
    check_exactly_once(&draft, &sample::template());
    let page = solid_pages(&lay_out(&draft, &sample::template())).concat();
    for text in hostile {
        assert!(page.contains(&solid(text)), "{text} is not in {page}");
    }
}

#[test]
fn rare_characters_have_a_glyph_and_missing_ones_are_named() {
    let mut draft = sample::minimal();
    draft.department = "示例市𠅤㙘街道〇號".to_owned();
    let printed = lay_out(&draft, &sample::template());
    assert_eq!(printed.missing_glyphs(), [] as [char; 0]);
    assert!(printed.texts()[0].contains(&draft.department));

    draft.department = "示例\u{E000}市\u{10FFFD}".to_owned();
    let printed = lay_out(&draft, &sample::template());
    assert_eq!(printed.missing_glyphs(), ['\u{E000}', '\u{10FFFD}']);
}

#[test]
fn a_character_that_the_bold_face_lacks_comes_from_another() {
    let mut template = sample::template();
    // In Extension A; the bold face has only those of the common table.
    template.labels.department = "㐀部门".to_owned();
    let printed = lay_out(&sample::minimal(), &template);
    assert_eq!(printed.missing_glyphs(), [] as [char; 0]);
}

#[test]
fn labels_stand_on_every_page_that_their_block_reaches() {
    let printed = lay_out(&with_indicators(300), &sample::template());
    let pages = solid_pages(&printed);
    assert!(pages.len() > 8, "{} pages", pages.len());
    let continued = &pages[2..];
    for (page, number) in continued.iter().zip(3..) {
        for label in [
            "绩效指标（续）",
            "一级指标二级指标三级指标",
            "实施周期指标值年度指标值",
        ] {
            assert_eq!(
                page.matches(label).count(),
                1,
                "{label} on page {number}: {page}"
            );
        }
        let levels = [
            "产出指标（续）",
            "效益指标（续）",
            "满意度指标（续）",
            "效益指标",
            "满意度指标",
        ];
        assert!(
            levels.iter().any(|label| page.contains(label)),
            "page {number}: {page}"
        );
    }
    let all = pages.concat();
    assert!(all.contains("数量指标（续）") && all.contains("服务对象满意度指标（续）"));
    assert_eq!(all.matches("龘龘").count(), 300);
    let without_continued = all.replace("绩效指标（续）", "");
    assert_eq!(without_continued.matches("绩效指标").count(), 1);
}

#[test]
fn a_parted_task_takes_label_and_head_along() {
    let mut draft = sample::minimal();
    draft.goals.clear();
    draft.tasks = vec![task(1, "驫", &"麤".repeat(700), &"龘".repeat(3000))];
    let printed = lay_out(&draft, &sample::template());
    let pages = solid_pages(&printed);
    assert!(pages.len() >= 3, "{} pages", pages.len());
    assert!(pages[0].contains("龘") && pages[1].contains("龘"));
    assert!(pages[1].contains("年度重点工作任务（续）"), "{}", pages[1]);
    assert!(pages[1].contains("名称主要实施内容拟投入的资金（元）期望达到的目标（概述）"));
    check_exactly_once(&draft, &sample::template());
}

#[test]
fn lines_close_the_table_on_every_page() {
    let mut draft = with_indicators(150);
    draft.goals[1].text = "龘".repeat(3000);
    draft.tasks[2].goal = "驫".repeat(3000);
    draft.other_tasks_text = "麤\n".repeat(90);
    draft.indicators[70].name = "靐".repeat(900);
    for template in Template::built_in().unwrap() {
        check_closed(&draft, &template);
        check_closed(&sample::complete(), &template);
        check_closed(&Draft::blank("", None), &template);
    }
}

#[test]
fn long_texts_in_any_field_lose_nothing() {
    let template = sample::template();
    let long = |c: char| c.to_string().repeat(1500);
    let mut draft = sample::minimal();
    draft.department = long('龘');
    draft.basic.staff = Entry::Raw(long('驫'));
    draft.budget.transfer = Entry::Raw(long('麤'));
    draft.goals[0].text = vec!["靐"; 400].join("\n");
    draft.tasks[0].name = long('飍');
    draft.tasks[0].amount = Entry::Raw(long('焱'));
    draft.other_tasks = vec![OtherTask {
        content: long('淼'),
        ..OtherTask::blank(OtherTaskId(90))
    }];
    draft.indicators = vec![
        indicator(91, "产出指标", "数量指标", &long('垚'), &long('犇')),
        indicator(92, &long('羴'), &long('猋'), "甲", "乙"),
        indicator(93, &long('羴'), &long('猋'), "丙", "丁"),
    ];
    check_exactly_once(&draft, &template);
    let pages = solid_pages(&lay_out(&draft, &template)).concat();
    assert_eq!(pages.matches('羴').count(), 1500);
    assert_eq!(pages.matches('猋').count(), 1500);
}

#[test]
fn words_without_a_place_to_break_stay_in_their_cells() {
    let template = sample::template();
    for run in ["W", "。", "（", "m%", "…", "々", "—", "é"] {
        let word = run.repeat(3000);
        let mut draft = sample::minimal();
        draft.department = word.clone();
        draft.goals[0].text = format!("开头{word}结尾");
        draft.tasks[0].name = word.clone();
        draft.indicators[0].year = TargetValue::read(&word);
        check_exactly_once(&draft, &template);
    }
}

#[test]
fn words_and_amounts_wider_than_their_cells_are_told() {
    let address = format!("https://www.example.gov.cn/{}.html", "budget/".repeat(14));
    check_torn("department", &"W".repeat(200));
    check_torn("goals/g2", &format!("详见{address}，请阅"));
    check_torn("goals/g2", &format!("第一行\n{}", "é".repeat(200)));
    check_torn("tasks/t9/name", "abcdefghijklmnopqrstuvwxyz");
    check_torn("tasks/t9/content", &address);
    check_torn("tasks/t9/amount", "123456789012345678901234.56");
    check_torn("tasks/t9/goal", &address);
    check_torn("budget/fiscal", "1234567890123456789012345.123456");
    check_torn("budget/transfer", &"9".repeat(60));
    check_torn("staff", &"1".repeat(60));
    check_torn("indicators/i20/name", &address);
    check_torn("indicators/i20/year", &format!("≥{}人", "1".repeat(60)));
}

#[test]
fn texts_that_may_be_broken_are_not_told() {
    for (field, text) in [
        ("goals/g2", "组织开展青少年服务活动，".repeat(80)),
        ("goals/g2", "see the list of all of them ".repeat(20)),
        (
            "tasks/t9/name",
            "（一）“青春”——社区（2025）“课堂”".repeat(9),
        ),
        ("tasks/t9/name", "１２３４５６７８９０".repeat(9)),
        ("tasks/t9/amount", "10891615.675".to_owned()),
        ("budget/fiscal", "10891615.675".to_owned()),
        ("indicators/i20/year", "2025-01-01~2025-12-31".to_owned()),
        ("indicators/i20/year", "≥66个388节次；≥90%".repeat(6)),
    ] {
        check_whole(field, &text);
    }
    for template in Template::built_in().unwrap() {
        for draft in [sample::minimal(), sample::complete(), with_indicators(60)] {
            assert_eq!(lay_out(&draft, &template).torn_fields(), []);
        }
    }
}

#[test]
fn branches_without_indicators_keep_an_empty_row() {
    for template in Template::built_in().unwrap() {
        let blank = Draft::blank(template.id.as_str(), None);
        let page = solid_pages(&lay_out(&blank, &template)).concat();
        for slot in template.slots() {
            assert!(page.contains(&slot.level2), "{} is missing", slot.level2);
        }
    }
}

#[test]
fn branches_outside_the_frame_follow_it() {
    let page = solid_pages(&lay_out(&sample::awkward(), &sample::template())).concat();
    assert!(
        page.ends_with(
            "满意度指标服务对象满意度指标管理指标制度指标没有这样的分支$x^2$$x^2$第1页共1页"
        ),
        "{page}"
    );
}

#[test]
fn a_form_with_one_value_column_prints_the_values_of_the_year() {
    let mut draft = sample::minimal();
    draft.indicators = vec![Indicator {
        cycle: TargetValue::read("≥龘"),
        ..indicator(1, "产出指标", "数量指标", "社区课堂场次", "≥驫")
    }];
    draft.other_tasks_text = "社区运动会".to_owned();
    let page = solid_pages(&lay_out(&draft, &zhanjiang())).concat();
    assert!(
        page.starts_with("2025年市级部门整体预算绩效目标表部门名称"),
        "{page}"
    );
    for text in [
        "拟投入的资金（万元）",
        "三级指标指标值",
        "社区课堂场次≥驫",
        "社区运动会",
    ] {
        assert!(page.contains(text), "{text} is not in {page}");
    }
    assert!(!page.contains('龘') && !page.contains("实施周期"));
}

#[test]
fn an_unwritten_draft_prints_the_blank_form_on_one_page() {
    for template in Template::built_in().unwrap() {
        let blank = Draft::blank(template.id.as_str(), None);
        assert_eq!(lay_out(&blank, &template).page_count(), 1);
    }
}

#[test]
fn amounts_are_printed_with_every_decimal_and_raw_texts_as_typed() {
    let page = solid_pages(&lay_out(&sample::awkward(), &sample::template())).concat();
    for text in [
        "10,891.615675",
        "-1.50",
        "约120万",
        "1,430,400.00元左右",
        "0.005",
        "约二十",
    ] {
        assert!(page.contains(text), "{text} is not in {page}");
    }
}

#[test]
fn the_same_draft_gives_the_same_pdf() {
    let pdf = || {
        let printed = lay_out(&sample::complete(), &sample::template());
        printed.pdf().unwrap()
    };
    let first = pdf();
    assert!(first == pdf(), "two prints of one draft differ");
    assert!(first.starts_with(b"%PDF-"));
    assert!(first.len() < 300_000, "{} bytes", first.len());
}

#[test]
fn fonts_that_are_none_are_refused() {
    let index_of = |files: Vec<Vec<u8>>| match Fonts::from_bytes(files) {
        Err(PrintError::Font { index }) => Some(index),
        _ => None,
    };
    let good = include_bytes!("../../fonts/song-bold.otf").to_vec();
    assert_eq!(index_of(vec![]), Some(0));
    assert_eq!(index_of(vec![b"not a font".to_vec()]), Some(0));
    assert_eq!(index_of(vec![good.clone(), good[..1000].to_vec()]), Some(1));
    assert_eq!(index_of(vec![good]), None);
}

#[test]
fn other_fonts_print_too() {
    let sans = include_bytes!("../../fonts/sans-regular.otf").to_vec();
    let with_sans = Printer::new(Fonts::from_bytes(vec![sans]).unwrap()).unwrap();
    let printed = with_sans
        .layout(&sample::minimal(), &sample::template())
        .unwrap();
    assert_eq!(printed.missing_glyphs(), [] as [char; 0]);
    assert_eq!(printed.warnings(), [] as [&str; 0]);
}

#[test]
fn pictures_have_the_size_that_was_asked_for() {
    let printed = lay_out(&sample::minimal(), &sample::template());
    let page = printed.pages()[0];
    assert!((page.width_pt - 595.28).abs() < 0.01 && (page.height_pt - 841.89).abs() < 0.01);
    let bitmap = printed.raster(0, 0.5).unwrap();
    assert_eq!((bitmap.width, bitmap.height), (298, 421));
    assert_eq!(bitmap.rgba.len(), 298 * 421 * 4);
    assert!(
        bitmap
            .rgba
            .iter()
            .skip(3)
            .step_by(4)
            .all(|opacity| *opacity == 255)
    );
    assert!(
        bitmap.rgba.iter().any(|part| *part < 128),
        "the picture is empty"
    );
    assert!(printed.png(0, 36.0).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn impossible_pictures_are_refused() {
    let printed = lay_out(&sample::minimal(), &sample::template());
    for scale in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e6, 1e-6] {
        assert_eq!(printed.raster(0, scale), None, "{scale}");
    }
    assert_eq!(printed.raster(7, 1.0), None);
    assert!(matches!(printed.png(7, 96.0), Err(PrintError::NoPage(7))));
}

#[test]
fn a_page_keeps_its_hash_while_it_looks_the_same() {
    let mut draft = with_indicators(60);
    let before = lay_out(&draft, &sample::template());
    draft.indicators[59].name = "龘驫".to_owned();
    let after = lay_out(&draft, &sample::template());
    let changed: Vec<usize> = before
        .pages()
        .iter()
        .zip(after.pages())
        .filter(|(before, after)| before.hash != after.hash)
        .map(|(page, _)| page.index)
        .collect();
    assert_eq!(before.page_count(), after.page_count());
    assert_eq!(changed, [before.page_count() - 1]);
}

#[test]
fn a_crash_is_an_error() {
    let outcome = guarded(|| assert_eq!(1, 2, "as meant"));
    assert!(matches!(outcome, Err(PrintError::Crashed(said)) if said.contains("as meant")));
}

#[test]
fn printer_and_print_can_live_on_a_worker_thread() {
    fn is_send<T: Send>() {}
    fn is_shared<T: Send + Sync + Clone>() {}
    is_send::<Printer>();
    is_shared::<Printed>();
}

proptest! {
    // The same drafts each time. Known limit: closing marks without end, in a row that nobody
    // writes, can still reach a point beyond their cell.
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::with_cases(8)
    })]

    #[test]
    fn any_draft_prints_each_character_exactly_once(draft in any_draft()) {
        for template in Template::built_in().unwrap() {
            check_exactly_once(&draft, &template);
        }
    }
}
