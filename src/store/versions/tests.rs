//! Versions on a disk that fails, fills up and holds what is not ours.

use super::*;
use crate::model::sample;
use crate::store::disk::testing::{Fault, SimDisk, Step};
use crate::store::{RealDisk, format, load};
use std::fs;

const FILE: &str = "/docs/2026年预算.ron";

fn places() -> Places {
    Places::below("/own")
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn now() -> Moment {
    moment("2026-11-22 14.05.09.123")
}

fn keep_bytes(disk: &SimDisk, kind: Kind, bytes: &[u8], at: Moment) -> Kept {
    keep(disk, &places(), Some(Path::new(FILE)), kind, bytes, at).unwrap()
}

fn folder() -> PathBuf {
    folder_of(&places(), Some(Path::new(FILE)))
}

/// The names of the versions of [`FILE`], newest first.
fn names(disk: &SimDisk) -> Vec<String> {
    let versions = list(disk, &places(), Some(Path::new(FILE))).unwrap();
    let names = versions.iter().map(|version| version.path.file_name());
    names
        .map(|name| name.unwrap().to_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_version_is_a_draft_file_with_a_note_of_its_origin() {
    let own = tempfile::tempdir().unwrap();
    let places = Places::below(own.path());
    let file = Path::new(FILE);
    let text = format::write(&sample::complete()).unwrap();
    let kept = keep(
        &RealDisk,
        &places,
        Some(file),
        Kind::Saved,
        text.as_bytes(),
        now(),
    )
    .unwrap();
    let Kept::Written(path) = kept else {
        panic!("{kept:?}");
    };
    assert_eq!(load(&RealDisk, &path).unwrap().draft, sample::complete());
    assert!(path.ends_with("2026-11-22 14.05.09.123 已保存.ron"));
    let origin = fs::read_to_string(path.with_file_name("origin.txt")).unwrap();
    assert_eq!(origin, format!("{FILE}\n"));
    let versions = list(&RealDisk, &places, Some(file)).unwrap();
    let [version] = versions.as_slice() else {
        panic!("{versions:?}");
    };
    assert_eq!(version.path, path);
    assert_eq!(version.bytes, text.len() as u64);
    let pinned = pin(&RealDisk, version, Pin::Keep).unwrap();
    assert_eq!(list(&RealDisk, &places, Some(file)).unwrap(), [pinned]);
}

#[test]
fn thirty_saves_of_a_day_are_all_there_byte_for_byte() {
    let disk = SimDisk::new();
    for n in 0..30_u8 {
        let kept = keep_bytes(&disk, Kind::Saved, &[n; 100], now());
        assert!(matches!(kept, Kept::Written(_)));
    }
    let versions = list(&disk, &places(), Some(Path::new(FILE))).unwrap();
    assert_eq!(versions.len(), 30);
    for (version, n) in versions.iter().zip((0..30_u8).rev()) {
        assert_eq!(disk.file(&version.path).unwrap(), [n; 100]);
    }
    assert_eq!(versions[29].at, now());
    assert_eq!(versions[0].at, moment("2026-11-22 14.05.09.152"));
}

#[test]
fn bytes_that_are_known_are_not_kept_again() {
    let disk = SimDisk::new();
    let mut expected = Vec::new();
    let mut check = |kind, bytes: &[u8], is_new| {
        let kept = keep_bytes(&disk, kind, bytes, now());
        assert_eq!(kept != Kept::Known, is_new, "{kind:?} {bytes:?}");
        if is_new {
            expected.push(kind);
        }
    };
    check(Kind::Saved, b"a", true);
    check(Kind::Saved, b"a", false);
    check(Kind::Replaced, b"a", false);
    // It goes after 30 days, and a state of the file must not rely on it, nor it on such a state.
    check(Kind::Discarded, b"a", true);
    check(Kind::Discarded, b"a", false);
    check(Kind::Replaced, b"a", false);
    check(Kind::Replaced, b"b", true);
    check(Kind::Discarded, b"a", false);
    check(Kind::Saved, b"a", true);
    let versions = list(&disk, &places(), Some(Path::new(FILE))).unwrap();
    let kinds: Vec<Kind> = versions.iter().rev().map(|version| version.kind).collect();
    assert_eq!(kinds, expected);
}

#[test]
fn a_newest_version_that_cannot_be_read_does_not_count_as_known() {
    let disk = SimDisk::with_faults(|number, step| {
        (step == Step::Read && number < 5).then_some(Fault::Error(io::ErrorKind::Other))
    });
    disk.put_file(folder().join("2026-11-22 09.00.00.000 已保存.ron"), b"a");
    assert!(matches!(
        keep_bytes(&disk, Kind::Saved, b"a", now()),
        Kept::Written(_)
    ));
}

#[test]
fn keeping_a_version_thins_the_others_and_leaves_foreign_files_alone() {
    let disk = SimDisk::new();
    let foreign = [
        "origin.txt",
        "笔记.ron",
        "2026-01-01 已保存.ron",
        ".~00000000.tmp",
    ];
    let gone = [
        "2025-01-01 10.00.00.000 已保存.ron",
        "2026-11-01 10.00.00.000 已保存.ron",
    ];
    let stays = [
        "2025-01-01 10.00.00.000 覆盖前 保留.ron",
        "2026-11-01 10.00.00.001 已保存.ron",
    ];
    for name in foreign.iter().chain(&gone).chain(&stays) {
        disk.put_file(folder().join(name), name.as_bytes());
    }
    // The newest ones stay for their place.
    let newest: Vec<String> = (1..super::thinning::NEWEST)
        .rev()
        .map(|minute| format!("2026-11-22 10.{minute:02}.00.000 已保存.ron"))
        .collect();
    for name in &newest {
        disk.put_file(folder().join(name), name.as_bytes());
    }
    disk.put_folder(folder().join("2019-01-01 10.00.00.000 已保存.ron"));
    let other = places().versions().join("别的-00000000").join(gone[0]);
    disk.put_file(&other, b"other");
    let _kept = keep_bytes(&disk, Kind::Saved, b"new", now());
    let mut expected = vec!["2026-11-22 14.05.09.123 已保存.ron"];
    expected.extend(newest.iter().map(String::as_str));
    expected.extend([stays[1], stays[0]]);
    assert_eq!(names(&disk), expected);
    for name in foreign.iter().chain(&stays) {
        assert_eq!(disk.file(folder().join(name)).unwrap(), name.as_bytes());
    }
    assert!(disk.file(other).is_some());
    assert!(
        disk.metadata(&folder().join("2019-01-01 10.00.00.000 已保存.ron"))
            .is_ok()
    );
}

const OLD: &str = "2026-11-21 10.00.00.000 已保存.ron";
const NOT_NEEDED: &str = "2026-11-20 09.00.00.000 已保存.ron";
const NEEDED: &str = "2026-11-20 10.00.00.000 已保存.ron";

fn with_old_versions(disk: SimDisk) -> SimDisk {
    for name in [OLD, NOT_NEEDED, NEEDED] {
        disk.put_file(folder().join(name), name.as_bytes());
    }
    disk
}

/// What was there is there, but for the one that is not needed; the new version is whole, and
/// there only if so it was said.
#[track_caller]
fn check_nothing_lost(disk: &SimDisk, outcome: &Result<Kept, SaveError>) {
    for name in [OLD, NEEDED] {
        assert_eq!(disk.file(folder().join(name)).unwrap(), name.as_bytes());
    }
    let is_thinned = disk.file(folder().join(NOT_NEEDED)).is_none();
    assert!(outcome.is_ok() || !is_thinned, "{outcome:?}");
    let known = [OLD, NEEDED, NOT_NEEDED, "origin.txt"].map(|name| folder().join(name));
    let files = disk.files();
    let new: Vec<&PathBuf> = files.iter().filter(|path| !known.contains(path)).collect();
    match outcome {
        Ok(Kept::Written(path)) => {
            assert_eq!(new, [path]);
            assert_eq!(disk.file(path).unwrap(), b"new");
        }
        Ok(Kept::Known) => panic!("these bytes are new"),
        Err(_) => assert_eq!(new, Vec::<&PathBuf>::new()),
    }
    if let Some(origin) = disk.file(folder().join("origin.txt")) {
        assert_eq!(origin, format!("{FILE}\n").as_bytes());
    }
}

#[test]
fn whatever_step_fails_nothing_is_lost_or_half_written() {
    let keep_new = |disk: &SimDisk| {
        let file = Some(Path::new(FILE));
        keep(disk, &places(), file, Kind::Saved, b"new", now())
    };
    let healthy = with_old_versions(SimDisk::new());
    let outcome = keep_new(&healthy);
    check_nothing_lost(&healthy, &outcome);
    let steps = healthy.log();
    let written = steps.iter().position(|step| *step == Step::Rename).unwrap() + 1;
    for kind in [
        io::ErrorKind::StorageFull,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::Other,
    ] {
        for n in 1..=steps.len() {
            let disk = with_old_versions(SimDisk::failing_at(n, kind));
            let outcome = keep_new(&disk);
            check_nothing_lost(&disk, &outcome);
            let is_hurt = n <= written && steps[n - 1] != Step::Read;
            assert!(outcome.is_err() || !is_hurt, "{kind:?} at {n}: {outcome:?}");
            assert!(
                n <= written || outcome.is_ok(),
                "{kind:?} at {n}: {outcome:?}"
            );
            // From some step on nothing can be written; removing still works on a full disk.
            let disk = with_old_versions(SimDisk::with_faults(move |number, step| {
                let writes = matches!(
                    step,
                    Step::MakeFolder | Step::Create | Step::Write | Step::Sync | Step::Rename
                );
                (number >= n && writes).then_some(Fault::Error(kind))
            }));
            let outcome = keep_new(&disk);
            check_nothing_lost(&disk, &outcome);
        }
    }
}

#[test]
fn a_disk_that_loses_bytes_gives_no_version() {
    let disk = with_old_versions(SimDisk::with_faults(|_, step| {
        (step == Step::Write).then_some(Fault::Lie)
    }));
    let outcome = keep(
        &disk,
        &places(),
        Some(Path::new(FILE)),
        Kind::Saved,
        b"new",
        now(),
    );
    assert!(matches!(outcome, Err(SaveError::ReadBackDiffers { .. })));
    check_nothing_lost(&disk, &outcome);
}

#[test]
fn where_an_old_version_cannot_be_removed_the_new_one_is_kept_all_the_same() {
    let disk = with_old_versions(SimDisk::with_faults(|_, step| {
        (step == Step::Remove).then_some(Fault::Error(io::ErrorKind::PermissionDenied))
    }));
    let outcome = keep(
        &disk,
        &places(),
        Some(Path::new(FILE)),
        Kind::Saved,
        b"new",
        now(),
    );
    check_nothing_lost(&disk, &outcome);
    assert!(outcome.is_ok());
    assert!(disk.file(folder().join(NOT_NEEDED)).is_some());
}

#[test]
fn drafts_are_found_without_their_files() {
    let disk = SimDisk::new();
    let keep_for = |file: Option<&str>, bytes: &[u8], at: &str| {
        let at = moment(at);
        let _kept = keep(
            &disk,
            &places(),
            file.map(Path::new),
            Kind::Discarded,
            bytes,
            at,
        )
        .unwrap();
    };
    assert_eq!(drafts(&disk, &places()).unwrap(), []);
    keep_for(Some("/甲/预算.ron"), b"1", "2026-11-20 10.00.00.000");
    keep_for(Some("/甲/预算.ron"), b"2", "2026-11-21 10.00.00.000");
    keep_for(Some("/乙/预算.ron"), b"3", "2026-11-22 10.00.00.000");
    keep_for(Some("/|?*.ron"), b"4", "2026-11-19 10.00.00.000");
    keep_for(None, b"5", "2026-11-18 10.00.00.000");
    disk.put_file(places().versions().join("笔记.txt"), b"");
    disk.put_folder(places().versions().join("空"));
    let found = drafts(&disk, &places()).unwrap();
    let shown: Vec<(Option<&str>, usize)> = found
        .iter()
        .map(|draft| (draft.origin.as_deref(), draft.count))
        .collect();
    let expected = [
        (Some("/乙/预算.ron"), 1),
        (Some("/甲/预算.ron"), 2),
        (Some("/|?*.ron"), 1),
        (None, 1),
    ];
    assert_eq!(shown, expected);
    let versions = list_in(&disk, &found[1].folder).unwrap();
    assert_eq!(
        versions,
        list(&disk, &places(), Some(Path::new("/甲/预算.ron"))).unwrap()
    );
    assert_eq!(versions[0].at, found[1].newest);
    assert!(found[3].folder.ends_with("未命名"));
}

#[test]
fn a_pin_is_set_and_taken_off_by_renaming() {
    let disk = SimDisk::new();
    let _kept = keep_bytes(&disk, Kind::Saved, b"a", now());
    let version = list_in(&disk, &folder()).unwrap().remove(0);
    let pinned = pin(&disk, &version, Pin::Keep).unwrap();
    assert_eq!(pinned, pin(&disk, &pinned, Pin::Keep).unwrap());
    assert_eq!(names(&disk), ["2026-11-22 14.05.09.123 已保存 保留.ron"]);
    assert_eq!(
        list_in(&disk, &folder()).unwrap(),
        std::slice::from_ref(&pinned)
    );
    assert_eq!(pin(&disk, &pinned, Pin::Release).unwrap(), version);
    assert_eq!(names(&disk), ["2026-11-22 14.05.09.123 已保存.ron"]);
}

#[test]
fn a_pin_replaces_no_file_and_loses_none() {
    for n in 1..=3 {
        let disk = SimDisk::failing_at(n, io::ErrorKind::PermissionDenied);
        let path = folder().join("2026-11-22 10.00.00.000 已保存.ron");
        disk.put_file(&path, b"a");
        let version = Version {
            path,
            at: moment("2026-11-22 10.00.00.000"),
            kind: Kind::Saved,
            is_pinned: false,
            bytes: 1,
        };
        assert_eq!(pin(&disk, &version, Pin::Keep).is_ok(), n == 3);
        let [path] = <[PathBuf; 1]>::try_from(disk.files()).unwrap();
        assert_eq!(disk.file(path).unwrap(), b"a");
        if n == 1 {
            disk.put_file(
                folder().join("2026-11-22 10.00.00.000 已保存 保留.ron"),
                b"b",
            );
            let err = pin(&disk, &version, Pin::Keep).unwrap_err();
            assert_eq!(err.kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(disk.files().len(), 2);
        }
    }
}

/// Versions of two drafts, ten bytes each; the number says which goes first, 0 for none.
const CROWD: &[(u8, &str, &str)] = &[
    (1, "甲", "2020-01-01 10.00.00.000 已保存.ron"),
    (2, "乙", "2026-10-01 10.00.00.000 未保存的修改.ron"),
    (3, "乙", "2026-11-18 10.00.00.000 已保存.ron"),
    (4, "甲", "2026-11-19 10.00.00.000 覆盖前.ron"),
    (5, "乙", "2026-11-19 11.00.00.000 已保存.ron"),
    (6, "甲", "2026-11-21 10.00.00.000 已保存.ron"),
    (0, "甲", "2019-01-01 10.00.00.000 已保存 保留.ron"),
    (0, "甲", "2026-10-23 10.00.00.000 未保存的修改.ron"),
    (0, "丙", "2026-11-22 10.00.00.000 已保存.ron"),
    (0, "丙", "2026-11-22 11.00.00.000 未保存的修改.ron"),
    (0, "丁", "2030-01-01 10.00.00.000 已保存.ron"),
];

#[test]
fn where_room_is_short_the_least_needed_go_first() {
    let path = |draft: &str, name: &str| places().versions().join(draft).join(name);
    for room in 0..=CROWD.len() {
        let disk = SimDisk::new();
        for (_, draft, name) in CROWD {
            disk.put_file(path(draft, name), &[0; 10]);
        }
        let foreign = path("甲", "origin.txt");
        disk.put_file(&foreign, &[0; 1000]);
        let max = room as u64 * 10 + 9;
        let total = shrink(&disk, &places(), now().date(), max).unwrap();
        assert_eq!(total, max.max(59) / 10 * 10);
        let n_removed = (CROWD.len() - room).min(6);
        for (turn, draft, name) in CROWD {
            let is_removed = disk.file(path(draft, name)).is_none();
            let should_be = (1..=n_removed).contains(&usize::from(*turn));
            assert_eq!(is_removed, should_be, "room for {room}: {draft} {name}");
        }
        assert!(disk.file(&foreign).is_some());
    }
}

#[test]
fn what_cannot_be_removed_does_not_count_as_removed() {
    let disk = SimDisk::with_faults(|_, step| {
        (step == Step::Remove).then_some(Fault::Error(io::ErrorKind::PermissionDenied))
    });
    disk.put_file(
        folder().join("2020-01-01 10.00.00.000 已保存.ron"),
        &[0; 10],
    );
    assert_eq!(shrink(&disk, &places(), now().date(), 0).unwrap(), 10);
    assert_eq!(
        shrink(&SimDisk::new(), &places(), now().date(), 0).unwrap(),
        0
    );
}
