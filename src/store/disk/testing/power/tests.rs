//! What the model of a power cut can do, shown on single steps.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::store::disk::Disk as _;
use crate::store::disk::testing::{Fault, SimDisk, Step};

const FILE: &str = "/docs/a";
const BYTES: &[u8] = &[7; 64];

fn desk(disk: SimDisk) -> SimDisk {
    disk.put_folder("/docs");
    disk
}

/// A disk on which waiting for bytes never confirms any.
fn without_waiting() -> SimDisk {
    desk(SimDisk::with_faults(|_, step| {
        matches!(step, Step::Sync | Step::SyncAppended).then_some(Fault::Lie)
    }))
}

/// What a file may be after a power cut; `None` where it may be missing.
fn fates(disk: &SimDisk, path: &str) -> BTreeSet<Option<Vec<u8>>> {
    let images = disk.after_every_power_cut();
    images.iter().map(|image| image.file(path)).collect()
}

/// A file may be these and nothing else.
#[track_caller]
fn check_fates<const N: usize>(disk: &SimDisk, path: &str, expected: [Option<&[u8]>; N]) {
    let expected: BTreeSet<_> = expected
        .into_iter()
        .map(|bytes| bytes.map(<[u8]>::to_vec))
        .collect();
    assert_eq!(fates(disk, path), expected);
}

/// Every possibility turns up for some seed, and no other.
#[track_caller]
fn check_seeds(disk: &SimDisk, path: &str) {
    let shapes = |fates: BTreeSet<Option<Vec<u8>>>| -> BTreeSet<_> {
        let shape = |bytes: Vec<u8>| (bytes.len(), bytes == BYTES, bytes.iter().all(|b| *b == 0));
        fates.into_iter().map(|bytes| bytes.map(shape)).collect()
    };
    let seeded = (0..200).map(|seed| disk.after_power_cut(seed).file(path));
    assert_eq!(shapes(seeded.collect()), shapes(fates(disk, path)));
}

#[test]
fn what_was_put_there_outlives_a_power_cut() {
    let disk = SimDisk::new();
    disk.put_file(FILE, BYTES);
    disk.put_link("/docs/link", FILE);
    check_fates(&disk, FILE, [Some(BYTES)]);
    assert_eq!(disk.after_every_power_cut().len(), 1);
    let image = disk.after_power_cut(1);
    assert_eq!(
        image.read_link(Path::new("/docs/link")).unwrap(),
        Path::new(FILE)
    );
}

#[test]
fn a_new_file_may_be_missing_until_its_folder_is_waited_for() {
    let disk = desk(SimDisk::new());
    disk.create_new(Path::new(FILE), BYTES, None).unwrap();
    check_fates(&disk, FILE, [None, Some(BYTES)]);
    check_seeds(&disk, FILE);
    disk.sync_folder(Path::new("/docs")).unwrap();
    check_fates(&disk, FILE, [Some(BYTES)]);
}

#[test]
fn bytes_that_were_not_waited_for_may_be_anything() {
    let disk = without_waiting();
    disk.create_new(Path::new(FILE), BYTES, None).unwrap();
    disk.sync_folder(Path::new("/docs")).unwrap();
    assert_eq!(
        disk.file(FILE).as_deref(),
        Some(BYTES),
        "the program sees them"
    );
    let fates: Vec<Vec<u8>> = fates(&disk, FILE).into_iter().flatten().collect();
    let lengths: Vec<usize> = fates.iter().map(Vec::len).collect();
    assert_eq!(lengths, [0, 64, 32, 64, 64]);
    assert!(fates.contains(&BYTES.to_vec()) && fates.contains(&vec![0; 64]));
    check_seeds(&disk, FILE);
}

#[test]
fn what_was_there_before_an_append_stays() {
    let disk = without_waiting();
    disk.put_file(FILE, b"old");
    disk.append(Path::new(FILE), b"added").unwrap();
    let fates = fates(&disk, FILE);
    assert_eq!(fates.len(), 5);
    for bytes in fates {
        assert!(bytes.unwrap().starts_with(b"old"));
    }
}

#[test]
fn names_come_and_go_in_order_and_each_folder_for_itself() {
    let disk = desk(SimDisk::new());
    disk.put_file("/docs/b", b"old");
    disk.put_file("/other/c", b"c");
    disk.create_new(Path::new(FILE), BYTES, None).unwrap();
    disk.rename(Path::new(FILE), Path::new("/docs/b")).unwrap();
    disk.remove(Path::new("/other/c")).unwrap();
    let images = disk.after_every_power_cut();
    let left: BTreeSet<_> = images
        .iter()
        .map(|image| [FILE, "/docs/b", "/other/c"].map(|path| image.file(path).map(|b| b.len())))
        .collect();
    let docs = [[None, Some(3)], [Some(64), Some(3)], [None, Some(64)]];
    let expected = docs.map(|[a, b]| [[a, b, None], [a, b, Some(1)]]);
    assert_eq!(left, expected.into_iter().flatten().collect());
    assert_eq!(images.len(), 6);
}

#[test]
fn bytes_that_the_disk_failed_to_confirm_stay_doubtful_for_ever() {
    let fail_once = |number, _| (number == 3).then_some(Fault::Error(io::ErrorKind::Other));
    let disk = desk(SimDisk::with_faults(fail_once));
    assert!(disk.create_new(Path::new(FILE), BYTES, None).is_err());
    disk.append(Path::new(FILE), b"end").unwrap();
    disk.sync_folder(Path::new("/docs")).unwrap();
    let fates = fates(&disk, FILE);
    assert!(fates.len() >= 3, "{fates:?}");
    for bytes in fates {
        let bytes = bytes.unwrap();
        assert!(bytes.len() == 67 && bytes.ends_with(b"end"), "{bytes:?}");
    }
}

#[test]
fn a_folder_that_did_not_come_to_be_takes_its_files_along() {
    let disk = desk(SimDisk::new());
    let path = "/docs/new/deep/a";
    disk.make_folder(Path::new("/docs/new/deep")).unwrap();
    disk.create_new(Path::new(path), BYTES, None).unwrap();
    disk.sync_folder(Path::new("/docs/new/deep")).unwrap();
    disk.sync_folder(Path::new("/docs/new")).unwrap();
    check_fates(&disk, path, [None, Some(BYTES)]);
    disk.sync_folder(Path::new("/docs")).unwrap();
    check_fates(&disk, path, [Some(BYTES)]);
}

#[test]
fn a_folder_that_only_seems_to_be_waited_for_confirms_nothing() {
    let lie = |_, step| (step == Step::SyncFolder).then_some(Fault::Lie);
    let disk = desk(SimDisk::with_faults(lie));
    disk.create_new(Path::new(FILE), BYTES, None).unwrap();
    disk.sync_folder(Path::new("/docs")).unwrap();
    check_fates(&disk, FILE, [None, Some(BYTES)]);
}

#[test]
fn without_power_every_step_fails() {
    let disk = desk(SimDisk::cut_at(2));
    assert!(disk.create_new(Path::new(FILE), BYTES, None).is_err());
    assert!(disk.remove(Path::new(FILE)).is_err());
    assert!(disk.metadata(Path::new("/docs")).is_err());
    assert_eq!(disk.file(FILE).unwrap().len(), BYTES.len() / 2);
}

#[test]
fn a_seed_always_leaves_the_same() {
    let run = || {
        let disk = without_waiting();
        disk.create_new(Path::new(FILE), BYTES, None).unwrap();
        disk.append(Path::new(FILE), BYTES).unwrap();
        disk
    };
    let (one, other) = (run(), run());
    for seed in 0..100 {
        assert_eq!(
            one.after_power_cut(seed).file(FILE),
            other.after_power_cut(seed).file(FILE)
        );
    }
}
