//! 对应: what a task belongs with is seen, and set by hand where words do not tell.

use super::desk::{Desk, SAMPLE};

const OPEN: &str = "第1项任务对应的目标和指标";
const DONE: &str = "完成";

#[test]
fn a_tick_links_a_task_and_an_indicator_and_undo_takes_it_back() {
    let mut desk = Desk::open(SAMPLE);
    desk.clicks_tab("重点工作");
    desk.clicks(OPEN);
    desk.waits_until("the dialog is there", |desk| desk.has_button(DONE));
    let other = desk.workspace().review().links().and_then(|sheet| {
        let mut rows = sheet.rows.iter();
        rows.find(|row| row.bond == mubiao::app::links::Bond::None)
            .map(|row| row.name.clone())
    });
    let other = other.expect("not everything belongs with one task");
    desk.ticks(&mubiao::app::read::shortened(&other, 40));
    let links = |desk: &Desk| desk.workspace().draft().annotations.links().len();
    assert_eq!(links(&desk), 1);
    desk.clicks(DONE);
    assert!(!desk.has_button(DONE));
    desk.presses("Ctrl+Z");
    assert_eq!(links(&desk), 0);
}
