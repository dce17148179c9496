//! Every field of every form is there, has a name of its own, and can be gone to.

use egui::Vec2;
use mubiao::app::{Action, Command};
use mubiao::model::{
    Draft, FieldPath, IndicatorField, OtherTaskField, RowId, Section, TaskField, Template, access,
};

use super::desk::{AWKWARD, BLANK, Desk, LAPTOP, SAMPLE, SMALL, TALL};

const FORMS: [&str; 3] = [BLANK, SAMPLE, AWKWARD];
const TABS: [(&str, &str, Option<Section>); 5] = [
    ("Ctrl+1", "基本信息", Some(Section::Basic)),
    ("Ctrl+2", "总体目标", Some(Section::Goals)),
    ("Ctrl+3", "重点工作", Some(Section::Tasks)),
    ("Ctrl+4", "绩效指标", Some(Section::Indicators)),
    ("Ctrl+5", "打印预览", None),
];

/// The name by which a person calls a field.
fn name_of(draft: &Draft, template: &Template, path: &FieldPath) -> String {
    let labels = &template.labels;
    match path {
        FieldPath::Year => "年度".to_owned(),
        FieldPath::Goal(_) => format!("{}{}", labels.goal, place(draft, path)),
        FieldPath::Task(_, field) => {
            let label = match field {
                TaskField::Name => &labels.task_name,
                TaskField::Content => &labels.task_content,
                TaskField::Amount => &labels.task_amount,
                TaskField::Goal => &labels.task_goal,
            };
            format!("第{}项任务 {label}", place(draft, path))
        }
        FieldPath::OtherTask(_, field) => {
            let label = match field {
                OtherTaskField::Name => &labels.other_name,
                OtherTaskField::Content => &labels.other_content,
                OtherTaskField::Amount => &labels.task_amount,
            };
            format!("第{}项其他任务 {label}", place(draft, path))
        }
        FieldPath::Indicator(id, field) => {
            let row = draft.indicator(*id).expect("the row is there");
            let row = match row.name.as_str() {
                "" => "未命名指标",
                name => name,
            };
            let (cycle, year) = template.value_labels();
            let label = match field {
                IndicatorField::Name => &labels.level3,
                IndicatorField::Cycle => cycle.expect("the form has two columns"),
                IndicatorField::Year => year,
            };
            format!("{row} {label}")
        }
        _ => template.label(path).to_owned(),
    }
}

/// The number of a row in its list, from 1.
fn place(draft: &Draft, path: &FieldPath) -> usize {
    let row = path.row().expect("the field is in a row");
    let goals = draft.goals.iter().map(|row| RowId::Goal(row.id));
    let tasks = draft.tasks.iter().map(|row| RowId::Task(row.id));
    let others = draft.other_tasks.iter().map(|row| RowId::OtherTask(row.id));
    let lists: [Vec<RowId>; 3] = [goals.collect(), tasks.collect(), others.collect()];
    let mut places = lists
        .iter()
        .filter_map(|list| list.iter().position(|other| *other == row));
    places.next().expect("the row is there") + 1
}

/// The fields of a part of the form; a text that the form does not print has one only where
/// something stands in it.
fn fields_of(desk: &Desk, section: Option<Section>) -> Vec<FieldPath> {
    let draft = desk.draft();
    let is_there = |path: &FieldPath| {
        Some(path.section()) == section
            && (*path != FieldPath::OtherTasksText || !draft.other_tasks_text.is_empty())
    };
    access::all_fields(draft)
        .into_iter()
        .filter(is_there)
        .collect()
}

/// A field beside the form.
const FILTER: &str = "筛选问题";

#[track_caller]
fn check_fields(desk: &Desk, section: Option<Section>) {
    let (draft, template) = (desk.draft(), desk.workspace().template());
    let paths = fields_of(desk, section);
    let mut expected: Vec<String> = paths
        .iter()
        .map(|path| name_of(draft, template, path))
        .collect();
    let mut found = desk.field_names();
    found.retain(|name| name != FILTER);
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn keys_and_clicks_lead_to_every_field_of_every_form() {
    for form in FORMS {
        let mut desk = Desk::open(form);
        desk.resizes(TALL);
        for (keys, _, section) in TABS {
            desk.presses(keys);
            check_fields(&desk, section);
        }
        for (_, tab, section) in TABS {
            desk.clicks_tab(tab);
            check_fields(&desk, section);
        }
    }
}

#[track_caller]
fn check_jumps(form: &str, size: Vec2) {
    let mut desk = Desk::open(form);
    desk.resizes(size);
    for (_, _, section) in TABS {
        for path in fields_of(&desk, section) {
            desk.runs(Command::GoTo(path.clone()));
            let name = name_of(desk.draft(), desk.workspace().template(), &path);
            assert_eq!(desk.focus(), Some(name), "{path}");
            assert!(desk.focus_is_in_view(), "{path} is out of view");
        }
    }
}

#[test]
fn a_jump_leads_to_every_field_and_shows_it() {
    for form in FORMS {
        for size in [LAPTOP, SMALL] {
            check_jumps(form, size);
        }
    }
}

#[test]
fn a_jump_to_a_list_or_a_branch_opens_its_tab() {
    let places = [
        ("budget", "基本信息"),
        ("goals", "总体目标"),
        ("tasks", "重点工作"),
        ("other_tasks", "重点工作"),
        ("indicators", "绩效指标"),
        ("indicators/效益指标/", "绩效指标"),
        ("indicators/满意度指标/服务对象满意度指标", "绩效指标"),
    ];
    for form in FORMS {
        let mut desk = Desk::open(form);
        desk.resizes(SMALL);
        for (place, tab) in places {
            desk.presses("Ctrl+5");
            let path = place.parse().expect("this is an address");
            desk.runs(Command::GoTo(path));
            assert_eq!(desk.open_tab(), tab, "{place}");
        }
    }
}

#[test]
fn every_view_stands_in_a_small_window_and_in_the_dark() {
    for form in FORMS {
        let mut desk = Desk::open(form);
        for size in [SMALL, LAPTOP] {
            desk.resizes(size);
            for keys in ["Ctrl+Plus", "Ctrl+Minus", "Ctrl+Minus", "Ctrl+0"] {
                desk.presses(keys);
                for (keys, _, _) in TABS {
                    desk.presses(keys);
                    desk.presses("Ctrl+B");
                }
            }
            desk.acts(Action::ToggleTheme);
        }
    }
}

#[test]
fn every_menu_and_every_dialog_of_the_help_opens_and_closes() {
    let mut desk = Desk::open(SAMPLE);
    for (menu, entry) in [
        ("文件", "另存为…"),
        ("编辑", "撤销"),
        ("查看", "下一个问题"),
        ("帮助", "关于目标表编辑器"),
    ] {
        desk.clicks(menu);
        assert!(desk.has_button(entry), "{entry} is not under {menu}");
        desk.presses("Escape");
        assert!(!desk.has_button(entry), "{menu} stays open");
    }
    desk.presses("F1");
    desk.sees("Ctrl+Shift+D");
    desk.presses("Escape");
    desk.misses("Ctrl+Shift+D");
    desk.clicks("帮助");
    desk.clicks("关于目标表编辑器");
    desk.sees("程序不连接网络");
    desk.clicks("关闭");
    desk.misses("程序不连接网络");
}

#[test]
fn a_screen_reader_writes_a_field_without_the_caret() {
    let mut desk = Desk::open(SAMPLE);
    desk.dictates("部门名称", "示例市图书馆");
    desk.holds("department", "示例市图书馆");
    assert_eq!(desk.focus(), None);
}
