//! Saving on a disk that loses its power, or fails, at every step.
//!
//! Invariants asked for: a file is the old or the complete new one; once a save says that it will
//! outlive a power cut, it is the new one. Savers that do without one of the steps show that the
//! questions asked here can be answered with no.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::disk::Disk;
use super::disk::testing::{Fault, SimDisk, Step};
use super::save::{Expected, save_atomically, save_draft};

const TARGET: &str = "/docs/draft.ron";
const OLD: &[u8] = b"the old file";
const SEEDS: u64 = 500;

/// Long enough that its parts cannot be taken for the old file.
fn new_bytes() -> Vec<u8> {
    (0..100_u32).flat_map(|n| (n + 1).to_le_bytes()).collect()
}

/// What a saver says that it reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    Failed,
    Written,
    Durable,
}

/// Saves to [`TARGET`].
type Saver = fn(&SimDisk, &[u8]) -> Claim;

fn our_saver(disk: &SimDisk, bytes: &[u8]) -> Claim {
    match save_atomically(disk, Path::new(TARGET), bytes) {
        Ok(saved) if saved.durable => Claim::Durable,
        Ok(_) => Claim::Written,
        Err(_) => Claim::Failed,
    }
}

/// As drafts are saved: what is replaced is kept first.
fn our_saver_of_drafts(disk: &SimDisk, bytes: &[u8]) -> Claim {
    let keep = |old: &[u8]| {
        // A version that cannot be kept is no reason not to save.
        let version = Path::new("/own/version.ron");
        disk.make_folder(Path::new("/own"))
            .ok()
            .and_then(|()| save_atomically(disk, version, old).ok());
    };
    match save_draft(disk, Path::new(TARGET), bytes, Expected::Anything, keep) {
        Ok(saved) if saved.durable => Claim::Durable,
        Ok(_) => Claim::Written,
        Err(_) => Claim::Failed,
    }
}

const OUR_SAVERS: [Saver; 2] = [our_saver, our_saver_of_drafts];

/// What stands at the target before a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    OldFile,
    Nothing,
    LinkToOldFile,
}

impl Before {
    const ALL: [Self; 3] = [Self::OldFile, Self::Nothing, Self::LinkToOldFile];

    fn prepare(self, disk: SimDisk) -> SimDisk {
        match self {
            Self::OldFile => disk.put_file(TARGET, OLD),
            Self::Nothing => disk.put_folder("/docs"),
            Self::LinkToOldFile => {
                disk.put_file("/deep/draft.ron", OLD);
                disk.put_link(TARGET, "/deep/draft.ron");
            }
        }
        disk
    }

    fn bytes(self) -> Option<&'static [u8]> {
        (self != Self::Nothing).then_some(OLD)
    }

    /// The file that is read by way of the target.
    fn file(self, disk: &SimDisk) -> Option<Vec<u8>> {
        disk.file(match self {
            Self::LinkToOldFile => "/deep/draft.ron",
            Self::OldFile | Self::Nothing => TARGET,
        })
    }
}

/// Whether a power cut may leave this, after what the saver claimed; else what is wrong.
fn fault_of(before: Before, claim: Claim, image: &SimDisk) -> Option<String> {
    let left = before.file(image);
    let is_new = left.as_ref() == Some(&new_bytes());
    let is_old = left.as_deref() == before.bytes();
    let what = match left {
        _ if is_new || (is_old && claim != Claim::Durable) => return None,
        _ if is_old => "the old file".to_owned(),
        Some(bytes) => format!("a file of {} bytes", bytes.len()),
        None => "no file".to_owned(),
    };
    Some(format!("{claim:?}, yet a power cut leaves {what}"))
}

/// A way of saving, to be cut off at every step.
#[derive(Clone, Copy)]
struct Trial {
    saver: Saver,
    before: Before,
    /// Steps of which the disk only says that it took them, as if the saver did without.
    skipped: &'static [Step],
}

impl Trial {
    fn of(saver: Saver, before: Before) -> Self {
        Self {
            saver,
            before,
            skipped: &[],
        }
    }

    /// The disk before the save, on which the power fails at the n-th step.
    fn disk_cut_at(self, n: usize) -> SimDisk {
        let plan = move |number, step| match step {
            _ if number >= n => Some(Fault::Error(io::ErrorKind::Other)),
            step if self.skipped.contains(&step) => Some(Fault::Lie),
            _ => None,
        };
        self.before.prepare(SimDisk::with_faults(plan))
    }

    /// How many steps a save takes where the power stays.
    fn n_steps(self) -> usize {
        let disk = self.disk_cut_at(usize::MAX);
        assert_eq!((self.saver)(&disk, &new_bytes()), Claim::Durable);
        disk.log().len()
    }

    /// Cuts the power at every step, and behind the last, and looks at what may be left; what is
    /// wrong in it.
    fn faults(self, images: impl Fn(&SimDisk) -> Vec<SimDisk>) -> Vec<String> {
        let mut faults = Vec::new();
        for n in 1..=self.n_steps() + 1 {
            let disk = self.disk_cut_at(n);
            let claim = (self.saver)(&disk, &new_bytes());
            for image in images(&disk) {
                let fault = fault_of(self.before, claim, &image);
                faults.extend(fault.map(|fault| format!("cut at step {n}: {fault}")));
            }
        }
        faults
    }
}

fn seeded(disk: &SimDisk) -> Vec<SimDisk> {
    (0..SEEDS).map(|seed| disk.after_power_cut(seed)).collect()
}

#[test]
fn whenever_the_power_fails_the_file_is_the_old_or_the_new_one() {
    for before in Before::ALL {
        for saver in OUR_SAVERS {
            let trial = Trial::of(saver, before);
            assert_eq!(trial.faults(seeded), [""; 0], "{before:?}");
        }
        let trial = Trial::of(our_saver, before);
        let every = trial.faults(SimDisk::after_every_power_cut);
        assert_eq!(every, [""; 0], "{before:?}");
    }
}

#[test]
fn after_a_power_cut_the_next_save_succeeds() {
    let before = Before::OldFile;
    let trial = Trial::of(our_saver, before);
    for n in 1..=trial.n_steps() {
        let disk = trial.disk_cut_at(n);
        our_saver(&disk, &new_bytes());
        for image in disk.after_every_power_cut() {
            assert_eq!(our_saver(&image, &new_bytes()), Claim::Durable);
            for image in image.after_every_power_cut() {
                assert_eq!(fault_of(before, Claim::Durable, &image), None);
            }
        }
    }
}

#[test]
fn a_power_cut_while_a_file_is_held_leaves_the_old_or_the_new_one() {
    let busy_twice = |cut: usize| {
        let held = AtomicUsize::new(2);
        SimDisk::with_faults(move |number, step| {
            if number >= cut {
                return Some(Fault::Error(io::ErrorKind::Other));
            }
            let take_one = |left: usize| left.checked_sub(1);
            let is_held = step == Step::Rename
                && held
                    .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take_one)
                    .is_ok();
            is_held.then_some(Fault::Error(io::ErrorKind::ResourceBusy))
        })
    };
    let before = Before::OldFile;
    let steps = Trial::of(our_saver, before).n_steps() + 2;
    for cut in 1..=steps + 1 {
        let disk = before.prepare(busy_twice(cut));
        let claim = our_saver(&disk, &new_bytes());
        assert_eq!(claim == Claim::Durable, cut > steps, "cut at step {cut}");
        for image in disk.after_every_power_cut() {
            assert_eq!(fault_of(before, claim, &image), None, "cut at step {cut}");
        }
        if cut > steps {
            assert_eq!(disk.pauses().len(), 2);
        }
    }
}

/// The kinds of EIO, ENOSPC, EACCES, EINTR and EBUSY.
const KINDS: [io::ErrorKind; 5] = [
    io::ErrorKind::Other,
    io::ErrorKind::StorageFull,
    io::ErrorKind::PermissionDenied,
    io::ErrorKind::Interrupted,
    io::ErrorKind::ResourceBusy,
];

/// Fails two steps of a save, then saves once more.
#[track_caller]
fn check_fails_and_recovers(before: Before, kind: io::ErrorKind, (first, second): (usize, usize)) {
    let fails = move |number| number == first || number == second;
    let disk = before.prepare(SimDisk::with_faults(move |number, _| {
        fails(number).then_some(Fault::Error(kind))
    }));
    let place = format!("{before:?}, {kind:?} at steps {first} and {second}");
    let claim = our_saver(&disk, &new_bytes());
    let left = before.file(&disk);
    if claim == Claim::Failed {
        assert_eq!(left.as_deref(), before.bytes(), "{place}");
    } else {
        assert_eq!(left, Some(new_bytes()), "{place}");
    }
    for image in disk.after_every_power_cut() {
        assert_eq!(fault_of(before, claim, &image), None, "{place}");
    }
    let log = disk.log();
    let was_reached = second <= log.len();
    let may_leave = (1..)
        .zip(&log)
        .any(|(number, step)| *step == Step::Remove && fails(number));
    if was_reached && !may_leave {
        assert_eq!(temps(&disk), Vec::<PathBuf>::new(), "{place}");
    }
    // A fault that was not reached would hit the next save.
    if was_reached {
        assert_eq!(our_saver(&disk, &new_bytes()), Claim::Durable, "{place}");
        assert_eq!(before.file(&disk), Some(new_bytes()), "{place}");
    }
}

/// The names that saving gives to files in the making.
fn temps(disk: &SimDisk) -> Vec<PathBuf> {
    let mut files = disk.files();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tmp"));
    files
}

#[test]
fn whichever_steps_fail_nothing_is_lost_and_the_next_save_succeeds() {
    for before in Before::ALL {
        let steps = Trial::of(our_saver, before).n_steps();
        for kind in KINDS {
            for first in 1..=steps {
                for second in first..=steps + 2 {
                    check_fails_and_recovers(before, kind, (first, second));
                }
            }
        }
    }
}

/// A disk with the old file whose first confirmation of bytes fails, and where nothing can be
/// removed.
fn failing_to_confirm_once() -> SimDisk {
    let confirmations = AtomicUsize::new(0);
    let disk = SimDisk::with_faults(move |_, step| {
        let fails = match step {
            Step::Sync => confirmations.fetch_add(1, Ordering::Relaxed) == 0,
            Step::Remove => true,
            _ => false,
        };
        fails.then_some(Fault::Error(io::ErrorKind::Other))
    });
    Before::OldFile.prepare(disk)
}

#[test]
fn what_the_disk_failed_to_confirm_is_never_waited_for_again() {
    let disk = failing_to_confirm_once();
    assert_eq!(our_saver(&disk, &new_bytes()), Claim::Failed);
    let first = temps(&disk);
    assert_eq!(first.len(), 1);
    let begun = disk.log().len();
    assert_eq!(our_saver(&disk, &new_bytes()), Claim::Durable);
    assert_eq!(
        temps(&disk),
        first,
        "the second save took a file of its own"
    );
    let waits = [Step::Create, Step::Sync, Step::SyncAppended];
    let mut second = disk.log().split_off(begun);
    second.retain(|step| waits.contains(step));
    assert_eq!(second, [Step::Create, Step::Sync]);
    for image in disk.after_every_power_cut() {
        assert_eq!(fault_of(Before::OldFile, Claim::Durable, &image), None);
    }
}

/// A saver that is not ours, out of steps that may fail.
fn claim_of(steps: impl FnOnce() -> io::Result<()>) -> Claim {
    match steps() {
        Ok(()) => Claim::Durable,
        Err(_) => Claim::Failed,
    }
}

const TEMP: &str = "/docs/draft.tmp";

/// Does not wait for the folder.
fn saver_without_folder(disk: &SimDisk, bytes: &[u8]) -> Claim {
    claim_of(|| {
        disk.create_new(Path::new(TEMP), bytes, None)?;
        disk.rename(Path::new(TEMP), Path::new(TARGET))
    })
}

/// Writes under the name itself.
fn saver_in_place(disk: &SimDisk, bytes: &[u8]) -> Claim {
    claim_of(|| {
        disk.remove(Path::new(TARGET))?;
        disk.create_new(Path::new(TARGET), bytes, None)?;
        disk.sync_folder(Path::new("/docs"))
    })
}

/// Waits a second time where the disk failed to confirm.
fn saver_that_waits_again(disk: &SimDisk, bytes: &[u8]) -> Claim {
    claim_of(|| {
        if disk.create_new(Path::new(TEMP), bytes, None).is_err() {
            disk.append(Path::new(TEMP), &[])?;
        }
        disk.rename(Path::new(TEMP), Path::new(TARGET))?;
        disk.sync_folder(Path::new("/docs"))
    })
}

/// A saver is found out, by seeds as well as by trying everything; one of its faults.
#[track_caller]
fn check_found_out(saver: Saver, skipped: &'static [Step], fault: &str) {
    let trial = Trial {
        skipped,
        ..Trial::of(saver, Before::OldFile)
    };
    for faults in [
        trial.faults(seeded),
        trial.faults(SimDisk::after_every_power_cut),
    ] {
        let is_told = faults.iter().any(|told| told.ends_with(fault));
        assert!(is_told, "{faults:?}");
    }
}

#[test]
fn a_saver_that_does_not_wait_for_the_bytes_is_found_out() {
    for lost in ["0 bytes", "200 bytes", "400 bytes"] {
        let fault = format!("Durable, yet a power cut leaves a file of {lost}");
        check_found_out(our_saver, &[Step::Sync], &fault);
    }
}

#[test]
fn a_saver_that_does_not_wait_for_the_folder_is_found_out() {
    let fault = "Durable, yet a power cut leaves the old file";
    check_found_out(saver_without_folder, &[], fault);
    check_found_out(our_saver, &[Step::SyncFolder], fault);
}

#[test]
fn a_saver_that_writes_in_place_is_found_out() {
    check_found_out(
        saver_in_place,
        &[],
        "Failed, yet a power cut leaves no file",
    );
    let fault = "Failed, yet a power cut leaves a file of 0 bytes";
    check_found_out(saver_in_place, &[], fault);
}

#[test]
fn a_saver_that_waits_again_after_a_failure_is_found_out() {
    let disk = failing_to_confirm_once();
    assert_eq!(saver_that_waits_again(&disk, &new_bytes()), Claim::Durable);
    let images = disk.after_every_power_cut();
    let faults = images
        .iter()
        .filter_map(|image| fault_of(Before::OldFile, Claim::Durable, image));
    assert_eq!(faults.count(), 4, "all but the whole file");
}
