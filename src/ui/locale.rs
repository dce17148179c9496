//! A locale in which Chinese input works.
//!
//! Under X11 an input method hands over empty texts where the locale is not UTF-8. The locale is
//! read from the environment when the window system starts, and a running program may not change
//! its environment safely; so the program starts itself once more with a better one, in the same
//! process.

use std::convert::Infallible;
use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

/// Set for the second start, so that there is no third.
const MARK: &str = "MUBIAO_LOCALE";
const UTF8: &str = "C.UTF-8";

/// Goes on where the locale is UTF-8; otherwise starts the program anew with one.
///
/// # Errors
/// The program could not be started anew; Chinese could not be typed then.
pub fn ensure_utf8() -> Result<(), std::io::Error> {
    let is_second_start = std::env::var_os(MARK).is_some();
    if is_second_start || is_utf8(|name| std::env::var_os(name)) {
        return Ok(());
    }
    start_anew().map(|never| match never {})
}

/// Returns only with an error.
fn start_anew() -> Result<Infallible, std::io::Error> {
    let program = std::env::current_exe()?;
    Err(Command::new(program)
        .args(std::env::args_os().skip(1))
        .env_remove("LC_ALL")
        .env("LC_CTYPE", UTF8)
        .env(MARK, UTF8)
        .exec())
}

/// The first of the three that is set decides, as in every C library.
fn is_utf8(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| variable(name))
        .find(|value| !value.is_empty())
        .is_some_and(|value| {
            let value = value.to_string_lossy().to_ascii_lowercase();
            value.contains("utf-8") || value.contains("utf8")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(environment: &[(&str, &str)], expected: bool) {
        let found = is_utf8(|name| {
            let pair = environment.iter().find(|(key, _)| *key == name);
            pair.map(|(_, value)| OsString::from(value))
        });
        assert_eq!(found, expected, "{environment:?}");
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        check(&[], false);
        check(&[("LANG", "zh_CN.UTF-8")], true);
        check(&[("LANG", "zh_CN.GBK")], false);
        check(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")], false);
        check(&[("LC_ALL", ""), ("LC_CTYPE", "C.utf8")], true);
    }
}
