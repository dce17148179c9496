//! `Safekeeping`: when the open draft goes to its journal, and whether it got there.

use std::time::Duration;

/// What changed rests this long before it is written: keys that come in one burst share a record,
/// and half a second stays for a slow disk until a second is over.
const GATHER: Duration = Duration::from_millis(200);
/// A journal that could not be written is tried again after this time.
const RETRY: Duration = Duration::from_secs(2);
/// A disk that takes longer is told as one that does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The state of the journal of the open draft; the clock is any that only goes on.
#[derive(Debug, Default)]
pub struct Safekeeping {
    /// Counts the drafts that were open in this window; each has a journal of its own.
    document: u32,
    /// The newest revision that was handed over.
    handed_over: Option<u64>,
    /// When the next record is due.
    due: Option<Duration>,
    /// Since when a record is being written.
    writing_since: Option<Duration>,
    /// A journal of this draft may exist.
    exists: bool,
    fault: Option<String>,
    /// The disk has not answered for long.
    is_late: bool,
}

/// What is to be done with the journal now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chore {
    /// Nothing.
    Rest,
    /// Write the present state.
    Record,
    /// Remove the journal: the draft is as its file.
    Forget,
}

impl Safekeeping {
    /// The number of the open draft.
    pub fn document(&self) -> u32 {
        self.document
    }

    /// Another draft is open; tells whether the journal of the one before has to go.
    pub fn start_over(&mut self) -> Option<u32> {
        let before = self.exists.then_some(self.document);
        *self = Self {
            document: self.document + 1,
            fault: self.fault.take(),
            ..Self::default()
        };
        before
    }

    /// What is to be done at a moment, for a draft at a revision that differs from its file or
    /// not.
    pub fn chore(&mut self, revision: u64, unsaved: Unsaved, now: Duration) -> Chore {
        self.is_late = self
            .writing_since
            .is_some_and(|since| now.saturating_sub(since) >= PATIENCE);
        if unsaved == Unsaved::Nothing {
            self.due = None;
            self.handed_over = None;
            // What is being written just now is removed after it, in the order asked.
            return if std::mem::take(&mut self.exists) {
                Chore::Forget
            } else {
                Chore::Rest
            };
        }
        if self.handed_over != Some(revision) {
            self.due.get_or_insert(now + GATHER);
        }
        let is_due = self.due.is_some_and(|due| due <= now);
        if !is_due || self.writing_since.is_some() {
            return Chore::Rest;
        }
        self.due = None;
        self.handed_over = Some(revision);
        self.writing_since = Some(now);
        self.exists = true;
        Chore::Record
    }

    /// The next record is due at once: the window is about to go, or the file has changed.
    pub fn hurry(&mut self) {
        self.due = Some(Duration::ZERO);
        self.handed_over = None;
    }

    /// A record was written, or not.
    pub fn written(&mut self, result: Result<(), String>, now: Duration) {
        self.writing_since = None;
        self.fault = result.err();
        if self.fault.is_some() {
            self.handed_over = None;
            self.due = Some(now + RETRY);
        }
    }

    /// Everything that was typed is in the journal.
    pub fn has(&self, revision: u64) -> bool {
        self.handed_over == Some(revision) && self.writing_since.is_none() && self.fault.is_none()
    }

    /// The disk has not answered for long.
    pub fn is_late(&self) -> bool {
        self.is_late
    }

    /// Why nothing is kept at present: the technical cause, empty where the disk does not answer.
    pub fn fault(&self) -> Option<&str> {
        match &self.fault {
            Some(cause) => Some(cause),
            None => self.is_late.then_some(""),
        }
    }

    /// When to look again, where nothing else happens.
    pub fn due_in(&self, now: Duration) -> Option<Duration> {
        let at = match self.writing_since {
            Some(since) => {
                let late = since + PATIENCE;
                (late > now).then_some(late)
            }
            None => self.due,
        };
        at.map(|at| at.saturating_sub(now))
    }
}

/// Whether a draft holds something that its file does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaved {
    /// It does.
    Changes,
    /// It is as its file.
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_change_is_recorded_after_a_moment_once() {
        let mut keeping = Safekeeping::default();
        assert_eq!(keeping.chore(1, Unsaved::Changes, ms(0)), Chore::Rest);
        assert_eq!(keeping.due_in(ms(0)), Some(GATHER));
        assert_eq!(keeping.chore(1, Unsaved::Changes, ms(199)), Chore::Rest);
        assert_eq!(keeping.chore(1, Unsaved::Changes, ms(200)), Chore::Record);
        assert_eq!(keeping.chore(1, Unsaved::Changes, ms(300)), Chore::Rest);
        keeping.written(Ok(()), ms(310));
        assert!(keeping.has(1));
        assert_eq!(keeping.chore(1, Unsaved::Changes, ms(9_000)), Chore::Rest);
        assert_eq!(keeping.due_in(ms(9_000)), None);
    }

    /// A minute of typing without a pause, with a disk that takes its time: how old the oldest
    /// change that is not on disk ever gets.
    fn longest_wait(key_every: u64, disk_takes: u64) -> u64 {
        let mut keeping = Safekeeping::default();
        let (mut typed, mut safe) = (Vec::new(), 0);
        let mut writing: Option<(usize, u64)> = None;
        let mut longest = 0;
        for now in 0..60_000 {
            if let Some((upto, until)) = writing
                && until == now
            {
                safe = upto;
                writing = None;
                keeping.written(Ok(()), ms(now));
            }
            if now % key_every == 0 {
                typed.push(now);
            }
            let revision = typed.len() as u64;
            if keeping.chore(revision, Unsaved::Changes, ms(now)) == Chore::Record {
                writing = Some((typed.len(), now + disk_takes));
            }
            let oldest = typed.get(safe).map_or(0, |since| now - since);
            longest = longest.max(oldest);
        }
        longest
    }

    #[test]
    fn typing_without_a_pause_is_recorded_within_a_second() {
        for key_every in [1, 33, 50, 199, 200, 201] {
            assert!(longest_wait(key_every, 5) <= 250, "{key_every}");
            assert!(longest_wait(key_every, 300) <= 1_000, "{key_every}");
        }
    }

    #[test]
    fn a_saved_draft_needs_no_journal() {
        let mut keeping = Safekeeping::default();
        assert_eq!(keeping.chore(1, Unsaved::Nothing, ms(0)), Chore::Rest);
        keeping.chore(2, Unsaved::Changes, ms(0));
        assert_eq!(keeping.chore(2, Unsaved::Changes, ms(200)), Chore::Record);
        assert_eq!(keeping.chore(2, Unsaved::Nothing, ms(210)), Chore::Forget);
        assert_eq!(keeping.chore(2, Unsaved::Nothing, ms(220)), Chore::Rest);
        keeping.written(Ok(()), ms(230));
        assert_eq!(keeping.start_over(), None);
    }

    #[test]
    fn a_journal_that_fails_is_told_and_tried_again() {
        let mut keeping = Safekeeping::default();
        keeping.chore(1, Unsaved::Changes, ms(0));
        keeping.chore(1, Unsaved::Changes, ms(200));
        keeping.written(Err("full".to_owned()), ms(210));
        assert_eq!(keeping.fault(), Some("full"));
        assert!(!keeping.has(1));
        assert_eq!(keeping.chore(1, Unsaved::Changes, ms(2_000)), Chore::Rest);
        assert_eq!(keeping.chore(1, Unsaved::Changes, ms(2_210)), Chore::Record);
        keeping.written(Ok(()), ms(2_220));
        assert_eq!(keeping.fault(), None);
        assert_eq!(keeping.start_over(), Some(0));
        assert_eq!(keeping.document(), 1);
    }

    #[test]
    fn a_disk_that_does_not_answer_is_told() {
        let mut keeping = Safekeeping::default();
        keeping.chore(1, Unsaved::Changes, ms(0));
        keeping.chore(1, Unsaved::Changes, ms(200));
        assert_eq!(keeping.due_in(ms(200)), Some(PATIENCE));
        keeping.chore(1, Unsaved::Changes, ms(5_199));
        assert_eq!(keeping.fault(), None);
        keeping.chore(1, Unsaved::Changes, ms(5_200));
        assert_eq!(keeping.fault(), Some(""));
        assert_eq!(keeping.due_in(ms(5_200)), None);
        keeping.written(Ok(()), ms(6_000));
        keeping.chore(1, Unsaved::Changes, ms(6_001));
        assert_eq!(keeping.fault(), None);
    }

    #[test]
    fn what_is_in_a_hurry_does_not_wait() {
        let mut keeping = Safekeeping::default();
        keeping.chore(1, Unsaved::Changes, ms(0));
        keeping.hurry();
        assert_eq!(keeping.chore(1, Unsaved::Changes, ms(0)), Chore::Record);
    }
}
