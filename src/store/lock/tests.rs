//! Sessions that live, end and race for one draft.

use super::*;
use crate::store::RealDisk;
use crate::store::disk::Held;
use crate::store::disk::testing::{Fault, SimDisk, Step};

const FILE: &str = "/docs/预算.ron";
const SIDECAR: &str = "/docs/.~lock.预算.ron#";
const OURS: &str = "00000000000000aa";
const THEIRS: &str = "00000000000000bb";

fn places() -> Places {
    Places::below("/own")
}

fn at() -> Moment {
    "2026-11-22 14.05.09.123".parse().unwrap()
}

fn who(session: &str, user: &str, host: &str) -> Me {
    Me {
        session: session.to_owned(),
        user: user.to_owned(),
        host: host.to_owned(),
        pid: 4321,
        ended: Vec::new(),
    }
}

fn me() -> Me {
    who(OURS, "甲", "办公室")
}

fn session_lock(session: &str) -> PathBuf {
    places().journals().join(format!("{session}.lock"))
}

/// A disk with the draft and with the sidecar of somebody.
fn with_sidecar(disk: SimDisk, holder: &Me) -> SimDisk {
    disk.put_file(FILE, b"draft");
    disk.put_folder(places().journals());
    disk.put_file(SIDECAR, Said::of(holder, at()).to_text().as_bytes());
    disk
}

fn ask(disk: &SimDisk) -> Outcome {
    acquire(disk, &places(), Path::new(FILE), &me(), at()).unwrap()
}

fn sidecar_of_mine() -> Vec<u8> {
    Said::of(&me(), at()).to_text().into_bytes()
}

#[track_caller]
fn check_held(disk: &SimDisk, outcome: &Outcome) {
    assert!(matches!(outcome, Outcome::Held(_)), "{outcome:?}");
    assert_eq!(disk.file(SIDECAR), Some(sidecar_of_mine()));
}

/// The sidecar of somebody else is as it was; returns who it says.
#[track_caller]
fn check_taken(disk: &SimDisk, holder: &Me, outcome: Outcome) -> Holder {
    let Outcome::Taken(found) = outcome else {
        panic!("{outcome:?}");
    };
    let text = Said::of(holder, at()).to_text();
    assert_eq!(disk.file(SIDECAR).unwrap(), text.as_bytes());
    found
}

#[test]
fn a_draft_is_taken_and_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("预算.ron");
    let places = Places::below(folder.path().join("own"));
    let me = Me::of_this_process(&RealDisk, OURS.to_owned());
    assert_eq!(me.pid, std::process::id());
    let outcome = acquire(&RealDisk, &places, &file, &me, at()).unwrap();
    let Outcome::Held(lock) = outcome else {
        panic!("{outcome:?}");
    };
    assert!(is_held(&RealDisk, &lock).unwrap());
    let again = acquire(&RealDisk, &places, &file, &me, at()).unwrap();
    assert_eq!(again, Outcome::Held(lock.clone()));
    release(&RealDisk, &lock).unwrap();
    assert!(!is_held(&RealDisk, &lock).unwrap());
    release(&RealDisk, &lock).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn names_of_one_file_share_its_lock() {
    let disk = SimDisk::new();
    disk.put_file(FILE, b"draft");
    disk.put_link("/desk/link.ron", FILE);
    let link = Path::new("/desk/link.ron");
    let outcome = acquire(&disk, &places(), link, &me(), at()).unwrap();
    check_held(&disk, &outcome);
    let other = who(THEIRS, "乙", "另一处");
    let outcome = acquire(&disk, &places(), Path::new(FILE), &other, at()).unwrap();
    let found = check_taken(&disk, &me(), outcome);
    assert_eq!(found.user.as_deref(), Some("甲"));
}

#[test]
fn a_living_session_keeps_its_draft_and_a_killed_one_loses_it() {
    let holder = who(THEIRS, "甲", "办公室");
    let disk = with_sidecar(SimDisk::new(), &holder);
    let session: Box<dyn Held> = disk.lock(&session_lock(THEIRS)).unwrap().unwrap();
    let found = check_taken(&disk, &holder, ask(&disk));
    let expected = Holder {
        user: Some("甲".to_owned()),
        host: Some("办公室".to_owned()),
        since: Some(at()),
        place: Where::ThisComputer,
    };
    assert_eq!(found, expected);
    drop(session);
    check_held(&disk, &ask(&disk));
    // The proof of the death is free again.
    assert!(disk.lock(&session_lock(THEIRS)).unwrap().is_some());
}

#[test]
fn a_killed_session_whose_lock_is_held_to_recover_it_loses_its_draft() {
    let holder = who(THEIRS, "甲", "办公室");
    // By this process.
    let disk = with_sidecar(SimDisk::new(), &holder);
    let recovering = disk.lock(&session_lock(THEIRS)).unwrap();
    check_taken(&disk, &holder, ask(&disk));
    let me = Me {
        ended: vec![THEIRS.to_owned()],
        ..me()
    };
    let outcome = acquire(&disk, &places(), Path::new(FILE), &me, at()).unwrap();
    check_held(&disk, &outcome);
    drop(recovering);
    // By another one.
    let disk = with_sidecar(SimDisk::new(), &holder);
    let recovering = disk.lock(&session_lock(THEIRS)).unwrap();
    disk.put_folder("/proc/1");
    check_held(&disk, &ask(&disk));
    drop(recovering);
}

#[test]
fn a_session_without_a_lock_has_ended_and_is_not_brought_to_life() {
    let disk = with_sidecar(SimDisk::new(), &who(THEIRS, "甲", "办公室"));
    check_held(&disk, &ask(&disk));
    assert_eq!(disk.file(session_lock(THEIRS)), None);
}

#[test]
fn another_computer_is_never_taken_for_dead() {
    for (user, host) in [("甲", "另一处"), ("乙", "另一处"), ("甲", ""), ("", "")] {
        let holder = who(THEIRS, user, host);
        let disk = with_sidecar(SimDisk::new(), &holder);
        disk.put_folder("/proc/1");
        let found = check_taken(&disk, &holder, ask(&disk));
        assert_eq!(found.place, Where::Elsewhere);
        assert_eq!(found.host.is_none(), host.is_empty());
    }
}

#[test]
fn without_names_only_a_free_lock_of_the_session_proves_its_end() {
    let (nobody, holder) = (who(OURS, "", ""), who(THEIRS, "", ""));
    let disk = with_sidecar(SimDisk::new(), &holder);
    let ask = || acquire(&disk, &places(), Path::new(FILE), &nobody, at()).unwrap();
    check_taken(&disk, &holder, ask());
    disk.put_file(session_lock(THEIRS), b"");
    assert!(matches!(ask(), Outcome::Held(_)));
}

#[test]
fn a_user_without_a_name_on_this_computer_is_known_by_the_process() {
    let (nobody, holder) = (who(OURS, "", "办公室"), who(THEIRS, "", "办公室"));
    let disk = with_sidecar(SimDisk::new(), &holder);
    let ask = || acquire(&disk, &places(), Path::new(FILE), &nobody, at()).unwrap();
    disk.put_folder("/proc/1");
    disk.put_folder("/proc/4321");
    check_taken(&disk, &holder, ask());
    disk.remove(Path::new("/proc/4321")).unwrap();
    assert!(matches!(ask(), Outcome::Held(_)));
}

#[test]
fn the_process_of_another_user_is_looked_for() {
    let holder = who(THEIRS, "乙", "办公室");
    let listed = |paths: &[&str]| {
        let disk = with_sidecar(SimDisk::new(), &holder);
        for path in paths {
            disk.put_folder(path);
        }
        disk
    };
    // No list of processes, or none of those of others: nothing is known.
    for paths in [&[][..], &["/proc/9"], &["/proc/1", "/proc/4321"]] {
        let disk = listed(paths);
        let found = check_taken(&disk, &holder, ask(&disk));
        assert_eq!(found.place, Where::ThisComputer);
    }
    let disk = listed(&["/proc/1", "/proc/9"]);
    check_held(&disk, &ask(&disk));
}

#[test]
fn what_is_no_sidecar_belongs_to_somebody_unknown() {
    let check = |put: &dyn Fn(&SimDisk)| {
        let disk = SimDisk::new();
        disk.put_file(FILE, b"draft");
        put(&disk);
        let before = disk.file(SIDECAR);
        assert_eq!(ask(&disk), Outcome::Taken(Holder::default()));
        assert_eq!(disk.file(SIDECAR), before);
    };
    check(&|disk| disk.put_file(SIDECAR, b""));
    check(&|disk| disk.put_file(SIDECAR, &[0; 100]));
    check(&|disk| disk.put_file(SIDECAR, ",甲,办公室,22.11.2026".as_bytes()));
    check(&|disk| disk.put_folder(SIDECAR));
    check(&|disk| disk.put_other(SIDECAR));
    check(&|disk| disk.put_link(SIDECAR, FILE));
}

#[test]
fn where_nothing_can_be_written_the_draft_opens_without_a_lock() {
    use io::ErrorKind;
    for kind in [
        ErrorKind::PermissionDenied,
        ErrorKind::ReadOnlyFilesystem,
        ErrorKind::StorageFull,
        ErrorKind::InvalidFilename,
        ErrorKind::Unsupported,
    ] {
        for failing in [Step::Create, Step::Write, Step::Sync] {
            let disk = SimDisk::with_faults(move |_, step| {
                (step == failing).then_some(Fault::Error(kind))
            });
            disk.put_file(FILE, b"draft");
            assert_eq!(ask(&disk), Outcome::Impossible);
            assert_eq!(disk.files(), [Path::new(FILE)]);
        }
    }
    let disk = SimDisk::new();
    disk.put_link(FILE, FILE);
    assert_eq!(ask(&disk), Outcome::Impossible);
}

/// Whatever happened: held means that our sidecar is there, not held that none of ours is, and
/// the sidecar of a living session is as it was.
#[track_caller]
fn check_honest(disk: &SimDisk, outcome: &io::Result<Outcome>, before: Option<&[u8]>, n: usize) {
    let after = disk.file(SIDECAR);
    if matches!(outcome, Ok(Outcome::Held(_))) {
        assert_eq!(after, Some(sidecar_of_mine()), "{n}");
    } else {
        let is_ours = after
            .as_ref()
            .is_some_and(|after| sidecar_of_mine().starts_with(after));
        assert!(!is_ours, "{n}: {outcome:?}");
    }
    if let Some(before) = before {
        assert_eq!(after.as_deref(), Some(before), "{n}: {outcome:?}");
    }
    let others: Vec<PathBuf> = disk
        .files()
        .into_iter()
        .filter(|path| path != Path::new(SIDECAR))
        .collect();
    let is_known = |path: &PathBuf| path == Path::new(FILE) || path.starts_with("/own");
    assert!(others.iter().all(is_known), "{n}: {others:?}");
}

#[test]
fn whatever_step_fails_no_living_sidecar_goes_and_held_means_held() {
    let ask = |disk: &SimDisk| acquire(disk, &places(), Path::new(FILE), &me(), at());
    for n in 1..=12 {
        for kind in [io::ErrorKind::Other, io::ErrorKind::PermissionDenied] {
            let disk = SimDisk::failing_at(n, kind);
            disk.put_file(FILE, b"draft");
            let outcome = ask(&disk);
            check_honest(&disk, &outcome, None, n);

            let dead = who(THEIRS, "甲", "办公室");
            let disk = with_sidecar(SimDisk::failing_at(n, kind), &dead);
            disk.put_file(session_lock(THEIRS), b"");
            let outcome = ask(&disk);
            check_honest(&disk, &outcome, None, n);

            let living = who(THEIRS, "乙", "另一处");
            let disk = with_sidecar(SimDisk::failing_at(n, kind), &living);
            let before = disk.file(SIDECAR);
            let outcome = ask(&disk);
            check_honest(&disk, &outcome, before.as_deref(), n);
            assert!(!matches!(outcome, Ok(Outcome::Held(_))));
        }
    }
}

#[test]
fn a_disk_that_loses_bytes_gives_no_lock() {
    let disk = SimDisk::with_faults(|_, step| (step == Step::Write).then_some(Fault::Lie));
    disk.put_file(FILE, b"draft");
    assert_eq!(ask(&disk), Outcome::Impossible);
    assert_eq!(disk.files(), [Path::new(FILE)]);
}

/// A disk on which another session acts just before our first step of a kind.
struct Racing<'a> {
    disk: &'a SimDisk,
    before: Step,
    act: &'a (dyn Fn(&SimDisk) + Sync),
    done: std::sync::atomic::AtomicBool,
}

impl Racing<'_> {
    fn step(&self, step: Step) {
        use std::sync::atomic::Ordering;
        if step == self.before && !self.done.swap(true, Ordering::SeqCst) {
            (self.act)(self.disk);
        }
    }
}

impl Disk for Racing<'_> {
    fn metadata(&self, path: &Path) -> io::Result<disk::Metadata> {
        self.disk.metadata(path)
    }
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.disk.read_link(path)
    }
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.disk.read(path, limit)
    }
    fn create_new(
        &self,
        path: &Path,
        bytes: &[u8],
        attributes: Option<disk::Attributes>,
    ) -> io::Result<()> {
        self.step(Step::Create);
        self.disk.create_new(path, bytes, attributes)
    }
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.disk.append(path, bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(Step::Remove);
        self.disk.remove(path)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.make_folder(folder)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<std::ffi::OsString>> {
        self.disk.list(folder)
    }
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        self.step(Step::Lock);
        self.disk.lock(path)
    }
    fn pause(&self, duration: Duration) {
        self.disk.pause(duration);
    }
}

#[track_caller]
fn check_loses_race(disk: &SimDisk, before: Step, winner: &Me) {
    let act = |disk: &SimDisk| {
        let outcome = acquire(disk, &places(), Path::new(FILE), winner, at()).unwrap();
        assert!(matches!(outcome, Outcome::Held(_)));
    };
    let done = false.into();
    let racing = Racing {
        disk,
        before,
        act: &act,
        done,
    };
    let outcome = acquire(&racing, &places(), Path::new(FILE), &me(), at()).unwrap();
    let found = check_taken(disk, winner, outcome);
    assert_eq!(found.user.as_deref(), Some(winner.user.as_str()));
}

#[test]
fn of_two_that_ask_at_once_one_gets_it() {
    let winner = who("00000000000000cc", "乙", "另一处");
    let disk = SimDisk::new();
    disk.put_file(FILE, b"draft");
    check_loses_race(&disk, Step::Create, &winner);
}

#[test]
fn of_two_that_find_a_dead_sidecar_one_gets_it() {
    let winner = who("00000000000000cc", "甲", "办公室");
    let disk = with_sidecar(SimDisk::new(), &who(THEIRS, "甲", "办公室"));
    disk.put_file(session_lock(THEIRS), b"");
    let _living = disk.lock(&session_lock(&winner.session)).unwrap().unwrap();
    check_loses_race(&disk, Step::Lock, &winner);
}

#[test]
fn a_sidecar_that_came_before_ours_failed_stays() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    let n_created = AtomicUsize::new(0);
    let disk = SimDisk::with_faults(move |_, step| {
        let is_ours = step == Step::Create && n_created.fetch_add(1, Ordering::SeqCst) == 1;
        is_ours.then_some(Fault::Error(io::ErrorKind::StorageFull))
    });
    disk.put_file(FILE, b"draft");
    let winner = who(THEIRS, "乙", "另一处");
    let act = |disk: &SimDisk| {
        let outcome = acquire(disk, &places(), Path::new(FILE), &winner, at()).unwrap();
        assert!(matches!(outcome, Outcome::Held(_)));
    };
    let racing = Racing {
        disk: &disk,
        before: Step::Create,
        act: &act,
        done: false.into(),
    };
    let outcome = acquire(&racing, &places(), Path::new(FILE), &me(), at()).unwrap();
    assert_eq!(outcome, Outcome::Impossible);
    assert_eq!(
        disk.file(SIDECAR),
        Some(Said::of(&winner, at()).to_text().into_bytes())
    );
}

#[test]
fn who_replaces_a_dead_sidecar_keeps_others_away_meanwhile() {
    let disk = with_sidecar(SimDisk::new(), &who(THEIRS, "甲", "办公室"));
    disk.put_file(session_lock(THEIRS), b"");
    let late = who("00000000000000cc", "甲", "办公室");
    let act = |disk: &SimDisk| {
        let outcome = acquire(disk, &places(), Path::new(FILE), &late, at()).unwrap();
        assert!(matches!(outcome, Outcome::Taken(_)), "{outcome:?}");
    };
    let racing = Racing {
        disk: &disk,
        before: Step::Remove,
        act: &act,
        done: false.into(),
    };
    let outcome = acquire(&racing, &places(), Path::new(FILE), &me(), at()).unwrap();
    check_held(&disk, &outcome);
}

#[test]
fn a_draft_is_seized_by_decision_and_its_former_holder_takes_nothing_away() {
    let disk = SimDisk::new();
    disk.put_file(FILE, b"draft");
    let theirs = who(THEIRS, "乙", "另一处");
    let former = acquire(&disk, &places(), Path::new(FILE), &theirs, at()).unwrap();
    let Outcome::Held(former) = former else {
        panic!("{former:?}");
    };
    let outcome = seize(&disk, Path::new(FILE), &me(), at()).unwrap();
    check_held(&disk, &outcome);
    assert!(!is_held(&disk, &former).unwrap());
    release(&disk, &former).unwrap();
    check_held(&disk, &outcome);
    disk.put_file(SIDECAR, &[0; 100]);
    check_held(&disk, &seize(&disk, Path::new(FILE), &me(), at()).unwrap());
    disk.put_link(SIDECAR, FILE);
    check_held(&disk, &seize(&disk, Path::new(FILE), &me(), at()).unwrap());
    assert_eq!(disk.file(FILE).unwrap(), b"draft");
}

#[test]
fn a_seizure_that_fails_leaves_the_sidecar_of_the_holder() {
    let theirs = who(THEIRS, "乙", "另一处");
    for n in 1..=6 {
        let disk = with_sidecar(
            SimDisk::failing_at(n, io::ErrorKind::PermissionDenied),
            &theirs,
        );
        let outcome = seize(&disk, Path::new(FILE), &me(), at());
        if n <= 5 {
            let before = Said::of(&theirs, at()).to_text();
            check_honest(&disk, &outcome, Some(before.as_bytes()), n);
        } else {
            check_honest(&disk, &outcome, None, n);
        }
    }
}

#[test]
fn giving_back_fails_with_the_disk_and_can_be_tried_again() {
    for n in 7..=9 {
        let disk = SimDisk::failing_at(n, io::ErrorKind::TimedOut);
        disk.put_file(FILE, b"draft");
        let Outcome::Held(lock) = ask(&disk) else {
            panic!("{:?}", disk.log());
        };
        assert!(release(&disk, &lock).is_err());
        release(&disk, &lock).unwrap();
        assert_eq!(disk.files(), [Path::new(FILE)]);
        disk.put_other(SIDECAR);
        release(&disk, &lock).unwrap();
        assert!(disk.metadata(Path::new(SIDECAR)).is_ok());
    }
}

#[test]
fn a_session_whose_lock_is_held_here_is_known_to_have_ended() {
    let disk = with_sidecar(SimDisk::new(), &who(THEIRS, "甲", "办公室"));
    disk.put_file(session_lock(THEIRS), b"");
    let _held = disk.lock(&session_lock(THEIRS)).unwrap();
    assert!(matches!(ask(&disk), Outcome::Taken(_)));
    let me = Me {
        ended: vec![THEIRS.to_owned()],
        ..me()
    };
    let outcome = acquire(&disk, &places(), Path::new(FILE), &me, at()).unwrap();
    check_held(&disk, &outcome);
}
