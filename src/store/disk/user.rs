//! Who sits at which computer, as the system tells it.

use std::path::Path;

use super::Disk;

/// The name of the user of this process, or the number where the system tells no name; empty
/// where it tells neither.
pub fn user_name(disk: &dyn Disk) -> String {
    let told = first_of(&["USERNAME", "USER", "LOGNAME"]);
    if told.is_empty() {
        user_number(disk)
    } else {
        told
    }
}

/// On Linux the files that describe a process are its user's.
const OF_THIS_PROCESS: &str = "/proc/self/stat";

fn user_number(disk: &dyn Disk) -> String {
    let found = disk.metadata(Path::new(OF_THIS_PROCESS));
    let owner = found.ok().and_then(|found| found.attributes.owner);
    owner.map_or_else(String::new, |(user, _)| user.to_string())
}

/// The name of this computer; empty where the system does not tell it.
pub fn host_name(disk: &dyn Disk) -> String {
    let told = first_of(&["COMPUTERNAME", "HOSTNAME"]);
    if told.is_empty() {
        host_file(disk)
    } else {
        told
    }
}

/// Where most systems with neither variable keep the name.
const HOST_FILE: &str = "/etc/hostname";
const MAX_HOST_BYTES: u64 = 256;

fn host_file(disk: &dyn Disk) -> String {
    let bytes = disk.read(Path::new(HOST_FILE), MAX_HOST_BYTES);
    let bytes = bytes.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.lines().next().unwrap_or_default().trim().to_owned()
}

/// The first of these variables that says something.
fn first_of(variables: &[&str]) -> String {
    let values = variables.iter().filter_map(std::env::var_os);
    let mut texts = values.map(|value| value.to_string_lossy().trim().to_owned());
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::testing::SimDisk;

    #[test]
    fn the_name_of_the_computer_is_the_first_line_of_its_file() {
        let disk = SimDisk::new();
        assert_eq!(host_file(&disk), "");
        disk.put_file(HOST_FILE, "办公室一\n# 备注\n".as_bytes());
        assert_eq!(host_file(&disk), "办公室一");
        disk.put_file(HOST_FILE, &[0xFF, b'a', b'\n']);
        assert_eq!(host_file(&disk), "\u{FFFD}a");
    }
}
