//! Places that cannot be written, and files that are more than a name with bytes.

use super::tmpfs::Tmpfs;
use super::writer::{
    DONE, Ended, Found, NAME, PROGRAM, UNWRAPPED, Writer, do_it, names_in, run_in,
};
use crate::cli::program::{FULL_SAMPLE, Folder};
use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const DENIED: &str = "没有权限写入这个文件夹，请另选文件夹";
const NO_FILE: &str = "这个位置不是普通文件，请换一个文件名";
/// The number of a user who owns nothing.
const NOBODY: u32 = 65534;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("the file is ours");
}

/// A folder in which anybody may run the program as `./mubiao`, with the draft `a.ron`.
fn public_folder() -> Folder {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    fs::copy(PROGRAM, folder.path("mubiao")).expect("files can be copied");
    for (name, mode) in [("", 0o755), ("mubiao", 0o755), ("a.ron", 0o644)] {
        set_mode(&folder.path(name), mode);
    }
    folder
}

/// Makes a folder with a draft that anybody may write.
fn add_folder(public: &Folder, name: &str, mode: u32) -> PathBuf {
    let folder = public.path(name);
    fs::create_dir(&folder).expect("folders can be made");
    fs::write(folder.join(NAME), "the old file").expect("files can be written");
    set_mode(&folder.join(NAME), 0o666);
    set_mode(&folder, mode);
    folder
}

/// Runs the program as somebody who owns nothing.
#[track_caller]
fn run_as_nobody(public: &Folder, line: &str) -> Ended {
    let id = NOBODY.to_string();
    let user = ["setpriv", "--reuid", &id, "--regid", &id, "--clear-groups"];
    let words = user.into_iter().chain(["./mubiao"]).chain(line.split(' '));
    run_in(&public.path("."), &words.collect::<Vec<_>>())
}

/// Everything that writes one file, up to its name.
const LINES: [&str; 2] = [
    "new --template dongguan-2024 --year 2025 -o",
    "print a.ron -o",
];

#[test]
fn a_folder_of_others_is_refused_although_the_file_may_be_written() {
    let public = public_folder();
    let locked = add_folder(&public, "locked", 0o555);
    for line in LINES {
        run_as_nobody(&public, &format!("{line} locked/{NAME}")).refuses(DENIED);
        let bytes = fs::read(locked.join(NAME)).expect("the file is there");
        assert_eq!(bytes, b"the old file");
        assert_eq!(names_in(&locked), [NAME]);
    }
}

#[test]
fn a_file_of_others_in_an_open_folder_is_replaced_without_its_owner() {
    let public = public_folder();
    for (line, name) in LINES.into_iter().zip(["one", "two"]) {
        let open = add_folder(&public, name, 0o777);
        let ended = run_as_nobody(&public, &format!("{line} {name}/{NAME}"));
        let ended = ended.ends(0).tells(DONE);
        assert_eq!(ended.err.lines().count(), 1, "{ended:?}");
        let found = fs::metadata(open.join(NAME)).expect("the file is there");
        assert_eq!((found.uid(), found.mode() & 0o7777), (NOBODY, 0o666));
        assert_eq!(names_in(&open), [NAME]);
    }
}

#[test]
fn a_file_marked_as_read_only_is_refused_to_anybody() {
    for writer in [Writer::common(), Writer::pdf()] {
        let room = writer.room();
        set_mode(&room.path(NAME), 0o444);
        let ended = writer.run(UNWRAPPED, &room.path(NAME));
        ended.refuses("这个文件是只读的，请另存为别的文件");
        writer.check_kept(&room.path("."));
    }
}

#[test]
fn a_file_that_nobody_may_change_is_kept() {
    for writer in [Writer::common(), Writer::pdf()] {
        let disk = Tmpfs::mount("size=4m");
        writer.put_old(&disk.root());
        let target = disk.root().join(NAME);
        do_it(&[OsStr::new("chattr"), "+i".as_ref(), target.as_ref()]);
        writer.run(UNWRAPPED, &target).refuses(DENIED);
        writer.check_kept(&disk.root());
        do_it(&[OsStr::new("chattr"), "-i".as_ref(), target.as_ref()]);
        writer.run(UNWRAPPED, &target).ends(0);
        writer.check_replaced(&disk.root());
    }
}

#[test]
fn a_disk_that_was_locked_since_keeps_the_old_file() {
    for writer in [Writer::common(), Writer::first(), Writer::pdf()] {
        let disk = Tmpfs::mount("size=4m");
        writer.put_old(&disk.root());
        disk.protect();
        writer
            .run(UNWRAPPED, &disk.root().join(NAME))
            .refuses(DENIED);
        writer.check_kept(&disk.root());
    }
}

#[test]
fn links_stay_and_what_they_lead_to_is_written() {
    for writer in [Writer::common(), Writer::pdf()] {
        let room = writer.room();
        let disk = Tmpfs::mount("size=4m");
        writer.put_old(&disk.root());
        symlink(NAME, room.path("near")).expect("links can be made");
        symlink("near", room.path("second")).expect("links can be made");
        symlink("nothing", room.path("dangling")).expect("links can be made");
        symlink(disk.root().join(NAME), room.path("far")).expect("links can be made");
        for link in ["second", "dangling", "far"] {
            writer.run(UNWRAPPED, &room.path(link)).ends(0).tells(DONE);
            assert!(room.path(link).is_symlink(), "{writer}: {link}");
            assert_eq!(writer.found(&room.path(link)), Found::New, "{link}");
        }
        assert!(room.path("near").is_symlink());
        writer.check_replaced(&disk.root());
        let names = ["dangling", NAME, "far", "near", "nothing", "second"];
        assert_eq!(room.names(), names, "{writer}");
    }
}

#[test]
fn a_hard_link_keeps_the_old_bytes() {
    for writer in [Writer::common(), Writer::pdf()] {
        let room = writer.room();
        fs::hard_link(room.path(NAME), room.path("other")).expect("links can be made");
        writer.run(UNWRAPPED, &room.path(NAME)).ends(0);
        assert_eq!(writer.found(&room.path(NAME)), Found::New, "{writer}");
        assert_eq!(writer.found(&room.path("other")), Found::Old, "{writer}");
        assert_eq!(room.names(), [NAME, "other"]);
    }
}

#[test]
fn who_may_read_the_file_stays_and_when_it_was_written_is_now() {
    let an_hour = Duration::from_hours(1);
    for writer in [Writer::common(), Writer::pdf()] {
        for (mode, owner) in [(0o600, 0), (0o640, NOBODY), (0o666, NOBODY), (0o644, 1)] {
            let room = writer.room();
            let target = room.path(NAME);
            chown(&target, Some(owner), Some(owner)).expect("root may do so");
            set_mode(&target, mode);
            let began = SystemTime::now();
            let file = File::options().write(true).open(&target);
            let file = file.expect("the file is there");
            file.set_modified(began - an_hour).expect("root may do so");
            writer.run(UNWRAPPED, &target).ends(0);
            writer.check_replaced(&room.path("."));
            let found = fs::metadata(&target).expect("the file is there");
            let who = (found.mode() & 0o7777, found.uid(), found.gid());
            assert_eq!(who, (mode, owner, owner), "{writer}");
            // The clock of a file system goes in steps.
            let step = Duration::from_millis(100);
            let written = found.modified().expect("it has a time");
            assert!(written + step >= began, "{writer}: {written:?}");
        }
    }
}

#[test]
fn any_name_that_a_file_may_have_is_saved_and_opened() {
    let long = format!("{}a.ron", "标".repeat(83));
    assert_eq!(long.len(), 254);
    let room = Folder::with("tests/data/import/damaged-form.txt", "-a.txt");
    let names = [
        long.as_str(),
        "目标表 2025 年.ron",
        " 前后有空格 ",
        "甲|乙.ron",
        "目标表😀👩‍👩‍👧.ron",
        "\"引号'$HOME`;*?.ron",
        "\\",
        "-x.ron",
        "--output",
        "换\n行.ron",
        "..ron",
    ];
    for name in names {
        let beside = format!("./{name}");
        let option = format!("--output={name}");
        let lines = [
            vec!["import", "-o", &beside, "./-a.txt"],
            vec!["import", &option, "--", "-a.txt"],
            vec!["import", "-o", name, "--", "-a.txt"],
        ];
        for line in lines {
            room.run_with(&line).ends(0);
            let shown = room.run_with(["show", "--json", "--", name]).ends(0);
            assert_eq!(shown.err, "", "{name}");
            fs::remove_file(room.path(name)).expect("the file has this name");
        }
        room.run_with([
            "new",
            "--template",
            "dongguan-2024",
            "--year",
            "2025",
            "-o",
            &beside,
        ])
        .ends(0);
    }
    assert_eq!(room.names().len(), names.len() + 1, "{:?}", room.names());
    room.run_with(["print", "-o", "./-x.pdf", "--", "-x.ron"])
        .ends(0);
    assert!(room.read("-x.pdf").starts_with(b"%PDF"));
}

#[test]
fn what_is_no_file_is_refused_at_once_and_stays_what_it_is() {
    let room = Folder::new();
    let path = |name| room.path(name).into_os_string();
    do_it(&["mkfifo".into(), path("pipe")]);
    do_it(&[
        "mknod".into(),
        path("device"),
        "c".into(),
        "1".into(),
        "3".into(),
    ]);
    fs::create_dir(room.path("folder")).expect("folders can be made");
    let _socket = UnixListener::bind(room.path("socket")).expect("sockets can be made");
    symlink("pipe", room.path("link")).expect("links can be made");
    symlink("round", room.path("round")).expect("links can be made");
    let names = ["device", "folder", "link", "pipe", "round", "socket"];
    for writer in [Writer::small(), Writer::common(), Writer::pdf()] {
        for name in names {
            let ended = writer.run(&["timeout", "5"], &room.path(name));
            ended.refuses(NO_FILE);
        }
        assert_eq!(room.names(), names, "{writer}");
    }
    let kind = |name| {
        fs::symlink_metadata(room.path(name))
            .expect("it is there")
            .file_type()
    };
    assert!(kind("pipe").is_fifo() && kind("socket").is_socket());
    assert!(kind("device").is_char_device() && kind("folder").is_dir());
    assert_eq!(names_in(&room.path("folder")), Vec::<String>::new());
}
