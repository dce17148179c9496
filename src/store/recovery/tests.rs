//! What is found after a crash, and what is left alone.

use super::*;
use crate::base::date::{Date, Year};
use crate::base::ids::{GoalId, TaskId};
use crate::model::{Link, RowId, sample};
use crate::store::disk::RealDisk;
use crate::store::disk::testing::{Fault, SimDisk, Step};
use crate::store::{ContentHash, JournalWriter, Session};

const FILE: &str = "/docs/目标表.ron";

fn places() -> Places {
    Places::below("/own")
}

fn at(minute: u8) -> Moment {
    let date = Date::new(2026, 11, Some(22)).unwrap();
    Moment::new(date, 14, minute, 0, 0).unwrap()
}

/// The draft as a clerk left it, with changes that no file has.
fn typed() -> Draft {
    let mut draft = sample::minimal();
    draft.department.push_str("（筹）");
    draft
}

fn put_draft(disk: &SimDisk, draft: &Draft) -> Origin {
    let text = format::write(draft).unwrap();
    disk.put_file(FILE, text.as_bytes());
    Origin {
        file: Some(FILE.into()),
        base: Some(ContentHash::of(text.as_bytes())),
    }
}

fn record(disk: &dyn Disk, journal: PathBuf, origin: &Origin, body: &str, at: Moment) {
    let mut writer = JournalWriter::new(journal);
    let recorded = writer.record(disk, origin, body, at).unwrap();
    assert_eq!(recorded, journal::Recorded::Rewritten);
}

/// A session that recorded a draft and died; the path of its journal.
fn crash(disk: &dyn Disk, origin: &Origin, body: &str, at: Moment) -> PathBuf {
    let session = Session::start(disk, &places()).unwrap();
    record(disk, session.journal(1), origin, body, at);
    session.journal(1)
}

fn crash_with(disk: &dyn Disk, origin: &Origin, draft: &Draft) -> PathBuf {
    crash(disk, origin, &format::body(draft), at(0))
}

/// What is left in the folder of the journals.
fn own_files(disk: &SimDisk) -> Vec<PathBuf> {
    let mut files = disk.files();
    files.retain(|path| path.starts_with(places().journals()));
    files
}

#[track_caller]
fn only(found: Vec<Leftover>) -> Leftover {
    let [leftover] = <[Leftover; 1]>::try_from(found).unwrap();
    leftover
}

#[test]
fn what_a_dead_session_left_is_offered_with_its_file() {
    let disk = SimDisk::new();
    let origin = put_draft(&disk, &sample::minimal());
    let journal = crash_with(&disk, &origin, &typed());
    let leftover = only(find(&disk, &places()));
    assert_eq!(leftover.journal, journal);
    assert_eq!(leftover.origin, origin);
    assert_eq!(leftover.last_at, Some(at(0)));
    assert_eq!(leftover.content, Content::Draft(Box::new(typed())));
    assert_eq!(leftover.damage, Damage::None);
    let Base::Unchanged(loaded) = &leftover.base else {
        panic!("{:?}", leftover.base);
    };
    assert_eq!(loaded.draft, sample::minimal());
    assert_eq!(
        raw(&disk, &leftover).unwrap(),
        format::body(&typed()).into_bytes()
    );
    forget(&disk, &leftover).unwrap();
    assert_eq!(own_files(&disk), [] as [PathBuf; 0]);
}

/// A text as the first version of the format has it.
fn of_first_version(text: &str) -> String {
    let text = text.replacen("version: 2", "version: 1", 1);
    let text = text.replacen("    ignored: [],\n    links: [],\n", "", 1);
    assert!(!text.contains("links"));
    text
}

#[test]
fn what_an_older_program_left_is_recovered_beside_its_file() {
    let disk = SimDisk::new();
    let file = of_first_version(&format::body(&sample::minimal()));
    disk.put_file(FILE, file.as_bytes());
    let origin = Origin {
        file: Some(FILE.into()),
        base: Some(ContentHash::of(file.as_bytes())),
    };
    let body = of_first_version(&format::body(&typed()));
    crash(&disk, &origin, &body, at(0));
    let leftover = only(find(&disk, &places()));
    assert_eq!(leftover.content, Content::Draft(Box::new(typed())));
    assert!(matches!(leftover.base, Base::Unchanged(_)));
    forget(&disk, &leftover).unwrap();
    drop(leftover);

    // Nothing is recovered of what the file holds, whatever the version of its format.
    crash_with(&disk, &origin, &sample::minimal());
    assert!(find(&disk, &places()).is_empty());
    assert_eq!(own_files(&disk), [] as [PathBuf; 0]);
}

#[test]
fn annotations_alone_are_worth_recovering() {
    let disk = SimDisk::new();
    let origin = put_draft(&disk, &sample::minimal());
    let mut annotated = sample::minimal();
    let [goal, task] = [RowId::Goal(GoalId(1)), RowId::Task(TaskId(2))];
    annotated
        .annotations
        .link(Link::between(goal, task).unwrap());
    crash_with(&disk, &origin, &annotated);
    let leftover = only(find(&disk, &places()));
    assert_eq!(leftover.content, Content::Draft(Box::new(annotated)));
}

#[test]
fn a_living_session_is_left_alone() {
    let disk = SimDisk::new();
    let session = Session::start(&disk, &places()).unwrap();
    let body = format::body(&typed());
    record(&disk, session.journal(1), &Origin::default(), &body, at(0));
    assert!(find(&disk, &places()).is_empty());
    let files = own_files(&disk);
    assert_eq!(files.len(), 2);
    drop(session);
    assert_eq!(find(&disk, &places()).len(), 1);
    assert_eq!(own_files(&disk), files);
}

#[test]
fn two_windows_are_not_offered_the_same_journal() {
    let disk = SimDisk::new();
    crash_with(&disk, &Origin::default(), &typed());
    let first = find(&disk, &places());
    assert_eq!(first.len(), 1);
    assert!(find(&disk, &places()).is_empty());
    drop(first);
    assert_eq!(find(&disk, &places()).len(), 1);
}

#[test]
fn the_lock_is_held_until_the_last_journal_of_a_session_is_dealt_with() {
    let disk = SimDisk::new();
    let session = Session::start(&disk, &places()).unwrap();
    let body = format::body(&typed());
    for n in [1, 2] {
        record(&disk, session.journal(n), &Origin::default(), &body, at(0));
    }
    drop(session);
    let mut found = find(&disk, &places());
    let (two, one) = (found.pop().unwrap(), found.pop().unwrap());
    forget(&disk, &one).unwrap();
    drop(one);
    assert_eq!(own_files(&disk).len(), 2);
    assert!(find(&disk, &places()).is_empty());
    forget(&disk, &two).unwrap();
    assert_eq!(own_files(&disk), [] as [PathBuf; 0]);
}

#[test]
fn the_newest_comes_first() {
    let disk = SimDisk::new();
    let body = format::body(&typed());
    for minute in [3, 9, 1, 7] {
        crash(&disk, &Origin::default(), &body, at(minute));
    }
    let found = find(&disk, &places());
    let moments: Vec<_> = found.iter().map(|leftover| leftover.last_at).collect();
    assert_eq!(moments, [9, 7, 3, 1].map(|minute| Some(at(minute))));
}

/// The file changes in this way after the crash, and is judged so.
#[track_caller]
fn check_base(harm: fn(&SimDisk), fits: fn(&Base) -> bool) {
    let disk = SimDisk::new();
    let origin = put_draft(&disk, &sample::minimal());
    crash_with(&disk, &origin, &typed());
    harm(&disk);
    let leftover = only(find(&disk, &places()));
    assert!(fits(&leftover.base), "{:?}", leftover.base);
    assert_eq!(leftover.content, Content::Draft(Box::new(typed())));
}

#[test]
fn what_became_of_the_file_is_told() {
    check_base(|_| (), |base| matches!(base, Base::Unchanged(_)));
    check_base(
        |disk| {
            put_draft(disk, &sample::complete());
        },
        |base| matches!(base, Base::Changed(loaded) if loaded.draft == sample::complete()),
    );
    check_base(
        |disk| disk.remove(Path::new(FILE)).unwrap(),
        |base| matches!(base, Base::Missing),
    );
    check_base(
        |disk| disk.put_file(FILE, b"no draft"),
        |base| matches!(base, Base::Unreadable(LoadError::Format { .. })),
    );
    check_base(
        |disk| disk.put_folder(FILE),
        |base| matches!(base, Base::Unreadable(LoadError::IsFolder { .. })),
    );
}

#[test]
fn a_draft_that_was_never_saved_is_offered() {
    let disk = SimDisk::new();
    let mut draft = Draft::blank("dongguan-2024", None);
    draft.department.push('示');
    crash_with(&disk, &Origin::default(), &draft);
    let leftover = only(find(&disk, &places()));
    assert!(matches!(leftover.base, Base::Unnamed));
    assert_eq!(leftover.content, Content::Draft(Box::new(draft)));
}

/// After this crash there is nothing to recover, and nothing stays.
#[track_caller]
fn check_nothing_to_recover(disk: &SimDisk) {
    assert!(find(disk, &places()).is_empty());
    assert_eq!(own_files(disk), [] as [PathBuf; 0]);
}

#[test]
fn a_blank_draft_is_not_offered() {
    for year in [None, Year::new(2025)] {
        let disk = SimDisk::new();
        let blank = Draft::blank("dongguan-2024", year);
        crash_with(&disk, &Origin::default(), &blank);
        check_nothing_to_recover(&disk);
    }
    let disk = SimDisk::new();
    let mut draft = Draft::blank("dongguan-2024", None);
    draft.year = Entry::read("明年");
    crash_with(&disk, &Origin::default(), &draft);
    assert_eq!(find(&disk, &places()).len(), 1);
}

#[test]
fn what_is_in_the_file_already_is_not_offered() {
    let disk = SimDisk::new();
    let origin = put_draft(&disk, &sample::minimal());
    crash_with(&disk, &origin, &sample::minimal());
    check_nothing_to_recover(&disk);

    // Saved, and then no time to remove the journal.
    let disk = SimDisk::new();
    let origin = put_draft(&disk, &sample::minimal());
    crash_with(&disk, &origin, &typed());
    put_draft(&disk, &typed());
    check_nothing_to_recover(&disk);
}

#[test]
fn a_blank_draft_of_a_file_that_is_gone_is_offered() {
    let disk = SimDisk::new();
    let origin = put_draft(&disk, &sample::minimal());
    crash_with(&disk, &origin, &Draft::blank("dongguan-2024", None));
    disk.remove(Path::new(FILE)).unwrap();
    assert_eq!(find(&disk, &places()).len(), 1);
}

#[test]
fn a_journal_that_is_damaged_is_never_removed_unasked() {
    let disk = SimDisk::new();
    let origin = put_draft(&disk, &sample::minimal());
    let journal = crash_with(&disk, &origin, &sample::minimal());
    let mut bytes = disk.file(&journal).unwrap();
    bytes.extend([0; 100]);
    disk.put_file(&journal, &bytes);
    let leftover = only(find(&disk, &places()));
    assert_eq!(leftover.damage, Damage::Broken);
    assert_eq!(
        leftover.content,
        Content::Draft(Box::new(sample::minimal()))
    );
    assert_eq!(disk.file(&journal), Some(bytes));
}

#[test]
fn a_text_that_is_no_draft_is_offered_as_a_text() {
    let mut long = typed();
    long.goals[0].text = "长".repeat(format::MAX_TEXT_CHARS + 1);
    let later = format::body(&typed()).replace("version: 2", "version: 999");
    for body in [format::body(&long), later, String::new()] {
        let disk = SimDisk::new();
        crash(&disk, &Origin::default(), &body, at(0));
        let leftover = only(find(&disk, &places()));
        assert_eq!(leftover.content, Content::Text(body.clone()));
        assert_eq!(raw(&disk, &leftover).unwrap(), body.into_bytes());
    }
}

#[test]
fn a_journal_that_nobody_can_read_is_kept_for_export() {
    for bytes in [b"mubiao-journal 2\nlater".as_slice(), b"", &[0; 4096]] {
        let disk = SimDisk::new();
        let journal = crash_with(&disk, &Origin::default(), &typed());
        disk.put_file(&journal, bytes);
        let leftover = only(find(&disk, &places()));
        assert_eq!(leftover.content, Content::Raw);
        assert_eq!(raw(&disk, &leftover).unwrap(), bytes);
        assert_eq!(disk.file(&journal).as_deref(), Some(bytes));
    }
}

#[test]
fn a_journal_that_cannot_be_opened_does_not_hide_the_others() {
    let kind = io::ErrorKind::PermissionDenied;
    let begun = std::sync::Arc::new(std::sync::Mutex::new(None));
    let plan = std::sync::Arc::clone(&begun);
    // The first reading after the crashes fails.
    let disk = SimDisk::with_faults(move |number, step| {
        let mut begun = plan.lock().unwrap();
        let fails = step == Step::Read && begun.is_some_and(|begun| number > begun);
        fails.then(|| {
            *begun = None;
            Fault::Error(kind)
        })
    });
    for _ in 0..3 {
        crash_with(&disk, &Origin::default(), &typed());
    }
    *begun.lock().unwrap() = Some(disk.log().len());
    let found = find(&disk, &places());
    let contents: Vec<_> = found.iter().map(|leftover| &leftover.content).collect();
    let draft = Content::Draft(Box::new(typed()));
    assert_eq!(contents, [&draft, &draft, &Content::Raw]);
    assert_eq!(found[2].damage, Damage::Broken);
}

#[test]
fn whatever_step_fails_nothing_that_was_typed_is_removed() {
    for n in 1.. {
        let kind = io::ErrorKind::Other;
        let crashed = SimDisk::new();
        let origin = put_draft(&crashed, &sample::minimal());
        let journal = crash_with(&crashed, &origin, &typed());
        let disk = SimDisk::failing_at(n, kind);
        for path in crashed.files() {
            disk.put_file(&path, &crashed.file(&path).unwrap());
        }
        drop(find(&disk, &places()));
        assert_eq!(disk.file(&journal), crashed.file(&journal), "step {n}");
        if disk.log().len() < n {
            assert!(n > 6, "looking takes only {n} steps");
            break;
        }
        let again = find(&disk, &places());
        assert_eq!(again.len(), 1, "step {n}");
    }
}

/// A disk without locks.
fn without_locks() -> SimDisk {
    SimDisk::with_faults(|_, step| {
        (step == Step::Lock).then_some(Fault::Error(io::ErrorKind::Unsupported))
    })
}

#[test]
fn without_locks_nothing_is_removed_unasked() {
    let disk = without_locks();
    let origin = put_draft(&disk, &sample::minimal());
    let folder = places().journals();
    disk.put_folder(&folder);
    let lock = folder.join("0123456789abcdef.lock");
    disk.put_file(&lock, b"");
    let journal = |n: u32| folder.join(format!("0123456789abcdef-{n}.journal"));
    let body = |draft: &Draft| format::body(draft);
    record(&disk, journal(1), &origin, &body(&sample::minimal()), at(1));
    record(&disk, journal(2), &origin, &body(&typed()), at(2));
    let empty = folder.join("fedcba9876543210.lock");
    disk.put_file(&empty, b"");

    let files = own_files(&disk);
    let leftover = only(find(&disk, &places()));
    assert_eq!(leftover.journal, journal(2));
    assert_eq!(own_files(&disk), files);
    forget(&disk, &leftover).unwrap();
    assert_eq!(own_files(&disk), [journal(1), lock, empty]);
}

#[test]
fn locks_without_journals_are_cleared_away() {
    let disk = SimDisk::new();
    drop(Session::start(&disk, &places()).unwrap());
    let living = Session::start(&disk, &places()).unwrap();
    assert_eq!(own_files(&disk).len(), 2);
    assert!(find(&disk, &places()).is_empty());
    let lock = session::lock_path(&places().journals(), living.id());
    assert_eq!(own_files(&disk), [lock]);
}

#[test]
fn other_things_in_the_folder_are_left_alone() {
    let disk = SimDisk::new();
    let folder = places().journals();
    for name in ["a.journal", "notes.txt", ".lock", "0123456789abcdef-1.txt"] {
        disk.put_file(folder.join(name), b"");
    }
    disk.put_other(folder.join("0123456789abcdef-1.journal"));
    disk.put_folder(folder.join("0123456789abcdef-2.journal"));
    disk.put_link(
        folder.join("0123456789abcdef-3.journal"),
        "/docs/other.journal",
    );
    assert!(find(&disk, &places()).is_empty());
    assert!(!disk.log().contains(&Step::Read));
    assert!(!disk.log().contains(&Step::Remove));
}

#[test]
fn without_a_folder_there_is_nothing_to_find() {
    assert!(find(&SimDisk::new(), &places()).is_empty());
}

#[test]
fn a_new_journal_that_did_not_get_its_name_is_the_newer_one() {
    let disk = SimDisk::new();
    let journal = crash_with(&disk, &Origin::default(), &sample::minimal());
    let other = crash(&disk, &Origin::default(), &format::body(&typed()), at(9));
    let new = disk.file(&other).unwrap();
    disk.remove(&other).unwrap();

    disk.put_file(journal::new_path(&journal), &new);
    let leftover = only(find(&disk, &places()));
    assert_eq!(leftover.content, Content::Draft(Box::new(typed())));
    assert_eq!(leftover.journal, journal);
    drop(leftover);

    disk.put_file(journal::new_path(&journal), &new[..new.len() - 1]);
    let leftover = only(find(&disk, &places()));
    assert_eq!(
        leftover.content,
        Content::Draft(Box::new(sample::minimal()))
    );
    forget(&disk, &leftover).unwrap();
    assert_eq!(own_files(&disk), [] as [PathBuf; 0]);
}

#[test]
fn a_new_journal_alone_is_offered() {
    let disk = SimDisk::new();
    let journal = crash_with(&disk, &Origin::default(), &typed());
    disk.rename(&journal, &journal::new_path(&journal)).unwrap();
    let leftover = only(find(&disk, &places()));
    assert_eq!(leftover.content, Content::Draft(Box::new(typed())));
}

#[test]
fn a_torn_end_does_not_hide_what_stands_before_it() {
    let disk = SimDisk::new();
    let session = Session::start(&disk, &places()).unwrap();
    let mut writer = JournalWriter::new(session.journal(1));
    for (draft, minute) in [(typed(), 0), (sample::complete(), 1)] {
        let body = format::body(&draft);
        let recorded = writer.record(&disk, &Origin::default(), &body, at(minute));
        assert!(recorded.is_ok());
    }
    let bytes = disk.file(writer.path()).unwrap();
    disk.put_file(writer.path(), &bytes[..bytes.len() - 1]);
    drop(session);
    let leftover = only(find(&disk, &places()));
    assert_eq!(leftover.content, Content::Draft(Box::new(typed())));
    assert_eq!(leftover.last_at, Some(at(0)));
    assert_eq!(leftover.damage, Damage::TornTail);
}

#[test]
fn leftovers_may_be_handed_to_another_thread() {
    fn check<T: Send + Sync>() {}
    check::<Leftover>();
}

#[test]
fn the_real_disk_is_recovered_from() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::below(folder.path());
    let name = if cfg!(unix) {
        disk::paths::from_bytes(b"\xC4\xBF\xB1\xEA.ron")
    } else {
        "目标.ron".into()
    };
    let file = folder.path().join(name);
    let text = format::write(&sample::minimal()).unwrap();
    std::fs::write(&file, &text).unwrap();
    let origin = Origin {
        file: Some(file),
        base: Some(ContentHash::of(text.as_bytes())),
    };
    let session = Session::start(&RealDisk, &places).unwrap();
    let body = format::body(&typed());
    record(&RealDisk, session.journal(1), &origin, &body, at(0));
    assert!(find(&RealDisk, &places).is_empty());
    drop(session);
    let leftover = only(find(&RealDisk, &places));
    assert!(find(&RealDisk, &places).is_empty());
    assert_eq!(leftover.origin, origin);
    assert!(matches!(leftover.base, Base::Unchanged(_)));
    assert_eq!(leftover.content, Content::Draft(Box::new(typed())));
    forget(&RealDisk, &leftover).unwrap();
    assert_eq!(std::fs::read_dir(places.journals()).unwrap().count(), 0);
}
