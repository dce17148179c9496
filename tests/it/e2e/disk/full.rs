//! Nothing more fits on the disk.

use super::tmpfs::Tmpfs;
use super::writer::{Found, NAME, UNWRAPPED, Writer, names_in};
use std::fs::{self, OpenOptions};

const FULL: &str = "磁盘空间不足，请腾出空间或另选磁盘";
/// What a file system in memory gives out at once, in bytes.
const PAGE: u64 = 4096;

#[test]
fn a_full_disk_keeps_the_old_file_until_there_is_room_for_the_whole_new_one() {
    let writer = Writer::common();
    let disk = Tmpfs::mount("size=64k");
    writer.put_old(&disk.root());
    disk.fill("filler");
    let filler = disk.root().join("filler");
    let needed = (writer.new.len() as u64).div_ceil(PAGE);
    assert!(needed >= 4, "{needed} pages");
    for _ in 0..needed {
        writer.run(UNWRAPPED, &disk.root().join(NAME)).refuses(FULL);
        assert_eq!(writer.found(&disk.root().join(NAME)), Found::Old);
        assert_eq!(names_in(&disk.root()), [NAME, "filler"]);
        free_a_page(&filler);
    }
    writer.run(UNWRAPPED, &disk.root().join(NAME)).ends(0);
    assert_eq!(writer.found(&disk.root().join(NAME)), Found::New);
}

#[track_caller]
fn free_a_page(filler: &std::path::Path) {
    let file = OpenOptions::new().write(true).open(filler);
    let file = file.expect("the filler is there");
    let length = file.metadata().expect("the filler is there").len();
    file.set_len(length - PAGE).expect("files can be cut");
}

#[test]
fn other_writers_meet_a_full_disk_as_well() {
    for writer in [
        Writer::small(),
        Writer::first(),
        Writer::large(),
        Writer::pdf(),
    ] {
        let disk = Tmpfs::mount("size=64k");
        writer.put_old(&disk.root());
        disk.fill("filler");
        writer.run(UNWRAPPED, &disk.root().join(NAME)).refuses(FULL);
        fs::remove_file(disk.root().join("filler")).expect("files can be removed");
        writer.check_kept(&disk.root());
    }
}

#[test]
fn a_disk_without_room_for_a_name_keeps_the_old_file() {
    for writer in [Writer::common(), Writer::first(), Writer::pdf()] {
        let disk = Tmpfs::mount("nr_inodes=9");
        writer.put_old(&disk.root());
        let fits = |n: &u32| fs::write(disk.root().join(format!("{n}")), "").is_ok();
        let fillers = (0..100).take_while(fits).count();
        assert!((1..100).contains(&fillers), "{fillers} fit");
        writer.run(UNWRAPPED, &disk.root().join(NAME)).refuses(FULL);
        for n in 0..fillers {
            fs::remove_file(disk.root().join(format!("{n}"))).expect("files can be removed");
        }
        writer.check_kept(&disk.root());
        writer.run(UNWRAPPED, &disk.root().join(NAME)).ends(0);
        writer.check_replaced(&disk.root());
    }
}

/// The number of the signal that tells of a file too large.
const SIGXFSZ: i32 = 25;

#[test]
fn a_limit_on_the_size_of_files_keeps_the_old_file() {
    for writer in [Writer::common(), Writer::first(), Writer::pdf()] {
        let limit = format!("--fsize={}", (writer.new.len() / 2).min(500));
        let limited = ["prlimit", &limit];
        let ignoring = ["env", "--ignore-signal=XFSZ"];

        let room = writer.room();
        let wrapper = [&ignoring[..], &limited].concat();
        writer.run(&wrapper, &room.path(NAME)).refuses(FULL);
        writer.check_kept(&room.path("."));

        // Limit: the signal is not caught, so it ends the program in the middle of the new file.
        let ended = writer.run(&limited, &room.path(NAME));
        assert_eq!(ended.signal(), Some(SIGXFSZ), "{ended:?}");
        assert_eq!(writer.found(&room.path(NAME)), Found::Old, "{writer}");
    }
}
