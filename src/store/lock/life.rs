//! Whether the session that wrote a sidecar still lives; in doubt it does.

use std::io;
use std::path::Path;

use super::Me;
use super::sidecar::{Said, one_line};
use crate::store::disk::{Disk, Held};
use crate::store::places::Places;

/// What is known of the writer of a sidecar.
#[derive(Debug)]
pub(super) enum Life {
    /// It has ended. While the lock of its session is held, others take it for alive and keep
    /// away from its sidecar.
    Over(Option<Box<dyn Held>>),
    /// It lives, or that cannot be told.
    GoesOn,
}

/// Judges the writer of a sidecar.
pub(super) fn of(disk: &dyn Disk, places: &Places, said: &Said, me: &Me) -> Life {
    let (user, host) = (one_line(&me.user), one_line(&me.host));
    let is_here = said.host == host && !host.is_empty();
    if said.user == user && said.host == host {
        if me.ended.contains(&said.session) {
            return Life::Over(None);
        }
        return match of_session(disk, places, &said.session) {
            Session::Ended(held) => Life::Over(Some(held)),
            // Another computer without a name has its locks elsewhere.
            Session::Forgotten if is_here && !user.is_empty() => Life::Over(None),
            // Another user without a name has locks elsewhere; and who recovers what a dead
            // session left holds its lock.
            Session::Forgotten | Session::Running if is_here => of_process(disk, said.pid),
            Session::Forgotten | Session::Running => Life::GoesOn,
        };
    }
    // The folders of other users are not to be looked into.
    if is_here {
        of_process(disk, said.pid)
    } else {
        Life::GoesOn
    }
}

fn of_process(disk: &dyn Disk, pid: Option<u32>) -> Life {
    match pid {
        Some(pid) if is_gone(disk, pid) => Life::Over(None),
        _ => Life::GoesOn,
    }
}

enum Session {
    /// Its lock was free.
    Ended(Box<dyn Held>),
    /// It has no lock.
    Forgotten,
    /// Its lock is held, or not to be asked for.
    Running,
}

fn of_session(disk: &dyn Disk, places: &Places, session: &str) -> Session {
    let lock = places.journals().join(format!("{session}.lock"));
    // Taking a lock makes its file, and no session is to come to life by being asked for.
    match disk.metadata(&lock) {
        Ok(_) => {}
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Session::Forgotten,
        Err(_) => return Session::Running,
    }
    match disk.lock(&lock) {
        Ok(Some(held)) => Session::Ended(held),
        Ok(None) | Err(_) => Session::Running,
    }
}

/// The system lists its processes, and this one is not among them.
///
/// Some systems list to each user the own ones alone: the first one, which always runs, shows
/// whether that is so.
fn is_gone(disk: &dyn Disk, pid: u32) -> bool {
    let look = |pid: u32| disk.metadata(Path::new(&format!("/proc/{pid}")));
    let is_missing = |err: io::Error| err.kind() == io::ErrorKind::NotFound;
    look(1).is_ok() && look(pid).is_err_and(is_missing)
}
