//! Calls of a save fail, or claim a success that they did not have.

use super::strace::{self, Bytes, Call};
use super::writer::{DONE, Ended, Found, NAME, UNWRAPPED, Writer, names_in};
use std::path::PathBuf;

const UNCONFIRMED: &str = "文件已写好，但系统没有确认它已落到磁盘，请过一会儿再保存一次：";

/// Saves with faults, each of which must really come, and returns what was said and called.
#[track_caller]
fn save_with(writer: &Writer, faults: &[&str], result: Found) -> (Ended, Vec<Call>) {
    let room = writer.room();
    let (ended, calls) = strace::run(writer, &room.path(NAME), faults, Bytes::Unseen);
    assert!(!ended.err.contains("panicked"), "{ended:?}");
    let came = calls.iter().filter(|call| call.is_faulty).count();
    assert!(came >= faults.len(), "{faults:?} did not come: {ended:?}");
    match result {
        Found::Old => writer.check_kept(&room.path(".")),
        _ => writer.check_replaced(&room.path(".")),
    }
    (ended, calls)
}

/// Nothing is written, and why is told.
#[track_caller]
fn check_refused(writer: &Writer, faults: &[&str], words: &str) {
    save_with(writer, faults, Found::Old).0.refuses(words);
}

/// All is written, and what is told is what a save without faults tells.
#[track_caller]
fn check_unnoticed(writer: &Writer, faults: &[&str]) {
    let quiet = writer.run(UNWRAPPED, &writer.room().path(NAME));
    let (ended, _) = save_with(writer, faults, Found::New);
    let ended = ended.ends(0).tells(DONE);
    assert_eq!(ended.err.lines().count(), quiet.err.lines().count());
}

#[test]
fn whatever_call_fails_the_file_is_the_old_or_the_new_one() {
    let writer = Writer::common();
    let mut calls = strace::calls_of_a_save(&writer);
    // Only builds for tests call `fcntl`, to check themselves; reads have a test of their own.
    calls.retain(|call| !["fcntl", "read"].contains(&call.name.as_str()));
    let (mut refused, mut done) = (0, 0);
    for call in &calls {
        for error in ["EIO", "ENOSPC", "EACCES", "EINTR"] {
            let fault = format!("{}:error={error}:when={}", call.name, call.nth);
            let room = writer.room();
            let (ended, _) = strace::run(&writer, &room.path(NAME), &[&fault], Bytes::Unseen);
            if ended.code() == Some(0) {
                writer.check_replaced(&room.path("."));
                ended.tells("文件已写好");
                done += 1;
            } else {
                writer.check_kept(&room.path("."));
                ended.refuses("");
                refused += 1;
            }
        }
    }
    assert!(
        refused >= 20 && done >= 20,
        "{refused} refused, {done} done"
    );
}

/// The new file of a save, by the calls that were made.
#[track_caller]
fn new_file(calls: &[Call]) -> PathBuf {
    let mut made = calls.iter().filter(|call| call.is_creation());
    let path = made.next().and_then(|call| call.path(1));
    path.expect("a save makes a new file")
}

#[test]
fn a_wait_that_fails_is_not_repeated_and_the_next_save_begins_anew() {
    let writer = Writer::common();
    let (ended, calls) = save_with(&writer, &["fsync:error=EIO:when=1"], Found::Old);
    ended.refuses("写入时出错");
    let first = new_file(&calls);
    let waits = calls.iter().filter(|call| call.name.ends_with("sync"));
    assert_eq!(waits.count(), 1);
    assert!(!calls.iter().any(Call::is_rename));

    let calls = strace::calls_of_a_save(&writer);
    assert_ne!(first.file_name(), new_file(&calls).file_name());
}

#[test]
fn a_folder_that_is_not_confirmed_is_told_and_the_file_is_the_new_one() {
    for writer in [Writer::common(), Writer::first(), Writer::pdf()] {
        for error in ["EIO", "ENOSPC"] {
            let fault = format!("fsync:error={error}:when=2");
            let (ended, _) = save_with(&writer, &[&fault], Found::New);
            ended.ends(0).tells(UNCONFIRMED);
        }
        // A network share without such a call.
        check_unnoticed(&writer, &["fsync:error=EINVAL:when=2"]);
    }
}

#[test]
fn a_disk_that_lies_is_found_out() {
    const DIFFERS: &str = "写入后读回的内容不一致，磁盘可能有故障，请另选磁盘";
    for writer in [Writer::common(), Writer::pdf()] {
        let all = format!("write:retval={}:when=1", writer.new.len());
        check_refused(&writer, &["write:retval=100:when=1"], DIFFERS);
        check_refused(&writer, &[&all], DIFFERS);
        let calls = strace::calls_of_a_save(&writer);
        let reads: Vec<&Call> = calls.iter().filter(|call| call.name == "read").collect();
        let middle = reads[reads.len() / 2].nth;
        let end = format!("read:retval=0:when={middle}+");
        check_refused(&writer, &[&end], DIFFERS);
        let error = format!("read:error=EIO:when={middle}+");
        check_refused(&writer, &[&error], "写入时出错");
    }
}

#[test]
fn a_file_that_is_held_for_a_moment_is_saved_at_the_third_try() {
    for writer in [Writer::common(), Writer::pdf()] {
        let (ended, calls) = save_with(&writer, &["rename:error=EBUSY:when=1..2"], Found::New);
        ended.ends(0).tells(DONE);
        assert_eq!(calls.iter().filter(|call| call.is_rename()).count(), 3);
    }
}

#[test]
fn a_file_that_is_held_for_long_is_given_up() {
    let no_pause = "nanosleep,clock_nanosleep:retval=0";
    let faults = ["rename:error=EBUSY", no_pause];
    let (ended, calls) = save_with(&Writer::common(), &faults, Found::Old);
    ended.refuses("文件正被别的程序占用，请关闭那个程序后重试");
    assert_eq!(calls.iter().filter(|call| call.is_rename()).count(), 14);
}

#[test]
fn a_name_that_cannot_be_given_is_given_up_at_once() {
    let writer = Writer::common();
    for (error, words) in [
        ("EXDEV", "写入时出错"),
        ("EIO", "写入时出错"),
        ("EACCES", "没有权限写入这个文件夹"),
        ("EPERM", "没有权限写入这个文件夹"),
        ("EROFS", "没有权限写入这个文件夹"),
        ("ENOSPC", "磁盘空间不足"),
        ("EDQUOT", "磁盘空间不足"),
    ] {
        let fault = format!("rename:error={error}");
        let (ended, calls) = save_with(&writer, &[&fault], Found::Old);
        ended.refuses(words);
        let attempts = calls.iter().filter(|call| call.is_rename()).count();
        assert_eq!(attempts, 1, "{error}");
    }
}

#[test]
fn attributes_that_the_file_system_does_not_know_are_done_without() {
    for error in ["EPERM", "EOPNOTSUPP"] {
        let fchmod = format!("fchmod:error={error}");
        let fchown = format!("fchown:error={error}");
        check_unnoticed(&Writer::common(), &[&fchmod, &fchown]);
        check_unnoticed(&Writer::pdf(), &[&fchmod, &fchown]);
    }
}

#[test]
fn a_new_file_that_cannot_be_removed_does_not_hide_why_it_failed() {
    let writer = Writer::common();
    let room = writer.room();
    let faults = ["write:error=ENOSPC:when=1", "unlink:error=EACCES"];
    let (ended, _) = strace::run(&writer, &room.path(NAME), &faults, Bytes::Unseen);
    ended.refuses("磁盘空间不足");
    assert_eq!(writer.found(&room.path(NAME)), Found::Old);
    assert_eq!(names_in(&room.path(".")).len(), 2);
}
