//! The application as a person uses it, on a disk in memory.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{SaveState, Workspace};
use crate::app::effect::{Answer, Effect, Next, Pick};
use crate::app::notice::Weight;
use crate::app::{Action, Command, RowCommand};
use crate::base::fingerprint::Fingerprint;
use crate::base::ids::{GoalId, TaskId};
use crate::edit::{Edit, Transaction, build};
use crate::model::{Annotations, FieldPath, Link, RowId, sample};
use crate::store::disk::testing::SimDisk;
use crate::store::{Places, format};

mod closing;
mod computer;
mod dice;
mod journals;
mod locks;
mod nothing_lost;
mod outside;
mod recovering;
mod saving;
mod submitting;
mod undo_model;
mod versions;

const FILE: &str = "/docs/draft.ron";

struct Desk {
    workspace: Workspace,
    disk: Arc<SimDisk>,
    now: Duration,
}

impl Desk {
    fn new(disk: SimDisk) -> Self {
        let disk = Arc::new(disk);
        let workspace = Workspace::new(disk.clone(), Places::below("/own"), Arc::new(|| {}));
        let workspace = workspace.unwrap();
        let mut desk = Self {
            workspace,
            disk,
            now: Duration::ZERO,
        };
        desk.wait();
        desk
    }

    /// A desk with the minimal draft open.
    fn with_draft() -> Self {
        Self::on(SimDisk::new())
    }

    fn on(disk: SimDisk) -> Self {
        disk.put_folder("/docs");
        disk.put_file(FILE, format::write(&sample::minimal()).unwrap().as_bytes());
        let mut desk = Self::new(disk);
        desk.run(Command::OpenPath(PathBuf::from(FILE)));
        desk.wait();
        desk
    }

    fn run(&mut self, command: Command) -> Vec<Effect> {
        self.now += Duration::from_secs(2);
        self.workspace.run(command, self.now)
    }

    /// Lets everything that is under way come to its end.
    fn wait(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.workspace.is_busy() || self.workspace.is_journaling() {
            effects.extend(self.workspace.wait(self.now));
        }
        effects
    }

    fn types(&mut self, path: &str, text: &str) -> Vec<Effect> {
        let path = path.parse().unwrap();
        self.run(Command::Type {
            path,
            text: text.to_owned(),
        })
    }

    fn file(&self) -> String {
        String::from_utf8(self.disk.file(FILE).unwrap()).unwrap()
    }

    fn notice(&self) -> &str {
        &self.workspace.notice().expect("there is a notice").text
    }
}

#[test]
fn typing_reaches_totals_findings_and_title_at_once() {
    let mut desk = Desk::with_draft();
    assert_eq!(desk.workspace.title(), "draft.ron — 目标表编辑器");
    desk.types("budget/basic", "1,300");
    assert_eq!(
        desk.workspace.totals().expenditure.amount.plain(),
        "1400.00"
    );
    let path = FieldPath::BudgetBlock;
    assert!(
        desk.workspace.report().worst_at(&path).is_some(),
        "the sums no longer meet"
    );
    assert_eq!(desk.workspace.title(), "draft.ron* — 目标表编辑器");
    assert_eq!(desk.workspace.save_state(), SaveState::Modified);
    assert_eq!(desk.workspace.undo_label(), Some("修改“基本支出”"));
}

#[test]
fn undo_names_its_step_and_returns_to_the_place() {
    let mut desk = Desk::with_draft();
    desk.run(Command::Row(RowCommand::Remove(RowId::Goal(GoalId(1)))));
    assert!(desk.workspace.draft().goals.is_empty());
    assert_eq!(desk.workspace.undo_label(), Some("删除目标1"));
    let effects = desk.run(Command::Undo);
    assert_eq!(desk.workspace.draft().goals.len(), 1);
    assert!(
        matches!(
            effects.as_slice(),
            [Effect::Focus(FieldPath::Goal(GoalId(1)))]
        ),
        "{effects:?}"
    );
    assert!(!desk.workspace.is_modified());
}

#[test]
fn saving_writes_the_file_and_clears_the_mark() {
    let mut desk = Desk::with_draft();
    desk.types("department", "示例市规划局");
    desk.run(Command::Save);
    assert_eq!(desk.workspace.save_state(), SaveState::Saving);
    desk.wait();
    assert!(desk.file().contains("示例市规划局"));
    assert!(matches!(
        desk.workspace.save_state(),
        SaveState::Saved(Some(_))
    ));
}

#[test]
fn what_is_typed_while_saving_stays_unsaved() {
    let mut desk = Desk::with_draft();
    desk.types("department", "甲");
    desk.run(Command::Save);
    desk.types("department", "甲乙");
    desk.wait();
    assert!(desk.workspace.is_modified());
    assert!(desk.file().contains("\"甲\""));
}

#[test]
fn a_failed_save_keeps_the_mark_and_offers_another_file() {
    let disk = SimDisk::new();
    disk.put_folder("/docs");
    disk.put_read_only_file(FILE, format::write(&sample::minimal()).unwrap().as_bytes());
    let mut desk = Desk::new(disk);
    desk.run(Command::OpenPath(PathBuf::from(FILE)));
    desk.wait();
    desk.types("department", "示例市规划局");
    desk.run(Command::Save);
    desk.wait();
    assert!(desk.workspace.is_modified());
    assert_eq!(
        desk.notice(),
        "“draft.ron”没有保存：这个文件是只读的，请另存为别的文件；原来的文件没有改变"
    );
    let notice = desk.workspace.notice().unwrap();
    assert_eq!(
        (notice.weight, notice.action),
        (Weight::Failure, Some(Action::SaveAs))
    );
    assert!(!desk.file().contains("规划局"));
}

#[test]
fn unsaved_changes_are_asked_about_before_anything_replaces_them() {
    for (command, next) in [
        (Command::New, Next::New),
        (Command::Open, Next::Open),
        (Command::Import, Next::Import),
        (Command::Close, Next::Close),
        (
            Command::OpenPath(PathBuf::from("/x")),
            Next::OpenPath(PathBuf::from("/x")),
        ),
    ] {
        let mut desk = Desk::with_draft();
        desk.types("department", "改");
        let effects = desk.run(command);
        let [Effect::AskUnsaved(asked)] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        assert_eq!(*asked, next);
        assert!(desk.run(Command::Answered(Answer::Cancel, next)).is_empty());
        assert!(desk.workspace.is_modified());
    }
}

#[test]
fn answering_save_saves_first_and_then_goes_on() {
    let mut desk = Desk::with_draft();
    desk.types("department", "改");
    desk.run(Command::Answered(Answer::Save, Next::Close));
    let effects = desk.wait();
    assert!(desk.file().contains("\"改\""));
    assert!(
        matches!(effects.as_slice(), [Effect::CloseWindow]),
        "{effects:?}"
    );
}

#[test]
fn answering_save_without_a_file_asks_for_one_and_keeps_the_intention() {
    let mut desk = Desk::with_draft();
    desk.run(Command::NewOn {
        template: "dongguan-2024".to_owned(),
        year: None,
    });
    assert_eq!(desk.workspace.save_state(), SaveState::Blank);
    desk.types("department", "示例市/规划:局");
    let effects = desk.run(Command::Answered(Answer::Save, Next::Close));
    let [Effect::PickFile { pick, name, .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(*pick, Pick::SaveAs(Some(Next::Close)));
    assert_eq!(name, "示例市规划局.ron");
}

#[test]
fn a_name_without_its_ending_gets_it_and_replacing_is_asked_about() {
    let mut desk = Desk::with_draft();
    desk.disk.put_file("/docs/other.ron", b"old");
    let pick = Pick::SaveAs(None);
    desk.run(Command::CheckTarget(
        pick.clone(),
        PathBuf::from("/docs/other"),
    ));
    let effects = desk.wait();
    let [Effect::AskReplace(asked, path)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!((asked, path), (&pick, &PathBuf::from("/docs/other.ron")));
    assert_eq!(desk.disk.file("/docs/other.ron").unwrap(), b"old");
    desk.run(Command::CheckTarget(pick, PathBuf::from("/docs/new.ron")));
    assert!(desk.wait().is_empty());
    desk.wait();
    assert!(desk.disk.file("/docs/new.ron").is_some());
    assert_eq!(
        desk.workspace.file(),
        Some(PathBuf::from("/docs/new.ron").as_path())
    );
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_draft_alone() {
    let mut desk = Desk::with_draft();
    let before = desk.workspace.draft().clone();
    desk.run(Command::OpenPath(PathBuf::from("/docs/没有.ron")));
    desk.wait();
    assert_eq!(desk.workspace.draft(), &before);
    assert_eq!(
        desk.notice(),
        "没有找到文件“没有.ron”，请检查文件名和文件夹"
    );
}

#[test]
fn a_fix_that_comes_too_late_is_refused() {
    let mut desk = Desk::with_draft();
    desk.types("budget/city_level", "");
    desk.types("budget/special", "12");
    let path: FieldPath = "budget/city_level".parse().unwrap();
    let rule = desk.workspace.report().worst_at(&path).unwrap().rule.id;
    let revision = desk.workspace.revision();
    desk.types("budget/special", "13");
    desk.run(Command::ApplyFix {
        revision,
        rule,
        path: path.clone(),
        nth: 0,
    });
    assert_eq!(desk.workspace.draft().budget.city_level.text(), "");
    desk.run(Command::DismissNotice);
    let revision = desk.workspace.revision();
    desk.run(Command::ApplyFix {
        revision,
        rule,
        path,
        nth: 0,
    });
    assert_eq!(desk.workspace.draft().budget.city_level.text(), "13.00");
}

#[test]
fn looking_and_waiting_change_nothing() {
    let mut desk = Desk::with_draft();
    let revision = desk.workspace.revision();
    for _ in 0..100 {
        desk.now += Duration::from_millis(16);
        desk.workspace.poll(desk.now);
    }
    desk.types("department", "示例市社区教育中心");
    desk.run(Command::LeaveField);
    desk.run(Command::Row(RowCommand::Remove(RowId::Task(TaskId(99)))));
    assert_eq!(desk.workspace.revision(), revision);
    assert!(!desk.workspace.is_modified());
}

#[test]
fn what_no_file_could_hold_is_refused_at_once() {
    let mut desk = Desk::with_draft();
    let long = "长".repeat(format::MAX_TEXT_CHARS + 1);
    desk.types("department", &long);
    assert!(desk.notice().contains("20000 字"), "{}", desk.notice());
    assert_eq!(desk.workspace.draft().department, "示例市社区教育中心");
    desk.run(Command::DismissNotice);
    let mut full = sample::minimal();
    let goal = full.goals[0].clone();
    full.goals = (1..=format::MAX_ROWS as u32)
        .map(|id| crate::model::Goal {
            id: GoalId(id),
            ..goal.clone()
        })
        .collect();
    desk.disk
        .put_file(FILE, format::write(&full).unwrap().as_bytes());
    desk.run(Command::OpenPath(PathBuf::from(FILE)));
    desk.wait();
    desk.run(Command::Row(RowCommand::AddGoal(None)));
    assert!(desk.notice().contains("20000 行"), "{}", desk.notice());
    assert_eq!(desk.workspace.draft().goals.len(), format::MAX_ROWS);
    assert!(!desk.workspace.is_modified());
}

#[test]
fn annotations_that_no_file_could_hold_are_refused_at_once() {
    let desk = Desk::with_draft();
    let ignoring = |reason: &str| {
        let seen = Fingerprint::of("");
        let draft = desk.workspace.draft();
        let tx = build::ignore(draft, "blank-goal", &FieldPath::Goals, seen, reason);
        desk.workspace.beyond_limits(&tx).map(|notice| notice.text)
    };
    assert_eq!(ignoring(&"长".repeat(format::MAX_TEXT_CHARS)), None);
    let words = ignoring(&"长".repeat(format::MAX_TEXT_CHARS + 1)).unwrap();
    assert!(words.contains("20000 字"), "{words}");
    let linking = |most: usize| {
        let goals = (1..).map(|n| RowId::Goal(GoalId(n)));
        let links = goals.filter_map(|goal| Link::between(goal, RowId::Task(TaskId(2))));
        let annotations = Annotations::new(Vec::new(), links.take(most).collect());
        let tx = Transaction::new("关联", vec![Edit::Annotate(annotations)]);
        desk.workspace.beyond_limits(&tx).map(|notice| notice.text)
    };
    assert_eq!(linking(format::MAX_ROWS), None);
    let words = linking(format::MAX_ROWS + 1).unwrap();
    assert!(words.contains("20000 行"), "{words}");
}
