//! Files that are written: replaced in one step, and left as they were where that fails.

use super::program::{FULL_SAMPLE, Folder, check_plain_chinese, project_file};
use std::fs;

/// Everything that writes one file, up to its name.
const WRITERS: [&str; 3] = [
    "new --template dongguan-2024 --year 2025 -o",
    "print a.ron -o",
    "import a.txt -o",
];

fn folder() -> Folder {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    let text = project_file("tests/data/import/damaged-form.txt");
    fs::copy(text, folder.path("a.txt")).expect("files can be copied");
    folder
}

#[test]
fn an_existing_file_is_replaced_in_one_step() {
    for writer in WRITERS {
        let folder = folder();
        folder.write("target", "the old file");
        // Writing into the old file would change what this name shows.
        fs::hard_link(folder.path("target"), folder.path("witness")).expect("hard links work");
        folder.run(&format!("{writer} target")).ends(0);
        assert_eq!(folder.read("witness"), b"the old file", "{writer}");
        assert!(folder.read("target").len() > 100, "{writer}");
        assert_eq!(folder.names(), ["a.ron", "a.txt", "target", "witness"]);
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_to_the_new_content() {
    for writer in WRITERS {
        let folder = folder();
        folder.write("target", "the old file");
        std::os::unix::fs::symlink("target", folder.path("link")).expect("links work");
        folder.run(&format!("{writer} link")).ends(0);
        assert!(folder.path("link").is_symlink(), "{writer}");
        assert!(folder.read("target").len() > 100, "{writer}");
    }
}

#[track_caller]
fn check_refused(folder: &Folder, line: &str, name: &str) {
    let before = folder.names();
    let outcome = folder.run(line).ends(2);
    assert_eq!(outcome.out, "", "{line}");
    let told = outcome
        .err
        .lines()
        .find(|line| line.contains(&format!("“{name}”")));
    check_plain_chinese(told.unwrap_or_else(|| panic!("{line}: no word of {name}: {outcome:?}")));
    assert_eq!(folder.names(), before, "{line}");
}

#[test]
fn targets_that_cannot_be_written_leave_everything_as_it_was() {
    for writer in WRITERS {
        let folder = folder();
        fs::create_dir(folder.path("folder")).expect("folders can be made");
        check_refused(&folder, &format!("{writer} folder"), "folder");
        check_refused(&folder, &format!("{writer} missing/target"), "target");
        check_refused(&folder, &format!("{writer} a.txt/target"), "target");
        check_refused(&folder, &format!("{writer} ."), ".");
        let long = "n".repeat(300);
        check_refused(&folder, &format!("{writer} {long}"), &long);
        let inside = fs::read_dir(folder.path("folder")).expect("it is still a folder");
        assert_eq!(inside.count(), 0, "{writer}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_marked_as_read_only_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt as _;
    for writer in WRITERS {
        let folder = folder();
        folder.write("target", "the old file");
        let read_only = fs::Permissions::from_mode(0o444);
        fs::set_permissions(folder.path("target"), read_only).expect("the file is ours");
        check_refused(&folder, &format!("{writer} target"), "target");
        assert_eq!(folder.read("target"), b"the old file", "{writer}");
    }
}

#[test]
fn pictures_need_a_folder_that_can_be_made() {
    let folder = folder();
    check_refused(&folder, "print a.ron --png a.txt", "a.txt");
    check_refused(&folder, "print a.ron --png a.txt/pages", "a.txt/pages");
    folder.run("print a.ron --png new/folders --dpi 20").ends(0);
    assert!(folder.path("new/folders/page-1.png").is_file());
}
