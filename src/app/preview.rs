//! `Preview`: the printed pages as they follow the typing.

use std::time::Duration;

use crate::print::Printed;

/// Typing must rest this long before the pages are laid out again; with layout and painting the
/// pages are fresh within 150 ms.
const REST: Duration = Duration::from_millis(60);

/// The pages, and when they are due again.
#[derive(Debug, Default)]
pub struct Preview {
    watched: bool,
    printed: Option<Printed>,
    /// The revision of `printed`.
    revision: Option<u64>,
    /// The revision that was asked for last.
    asked: Option<u64>,
    /// The revision that waits for a rest, and since when.
    waiting: Option<(u64, Duration)>,
}

impl Preview {
    /// The pages, perhaps of an earlier revision.
    pub fn printed(&self) -> Option<&Printed> {
        self.printed.as_ref()
    }

    /// The pages show this revision.
    pub fn is_fresh(&self, revision: u64) -> bool {
        self.revision == Some(revision)
    }

    /// Somebody looks at the pages.
    pub fn is_watched(&self) -> bool {
        self.watched
    }

    /// Somebody begins to look: what is stale is due at once.
    pub fn watch(&mut self) {
        self.watched = true;
    }

    /// Nobody looks.
    pub fn unwatch(&mut self) {
        self.watched = false;
        self.waiting = None;
    }

    /// Forgets the pages of another draft.
    pub fn clear(&mut self) {
        *self = Self {
            watched: self.watched,
            ..Self::default()
        };
    }

    /// Whether `revision` is to be laid out now.
    pub fn is_due(&mut self, revision: u64, now: Duration) -> bool {
        if !self.watched || self.asked == Some(revision) {
            self.waiting = None;
            return false;
        }
        let first_look = self.printed.is_none() && self.asked.is_none();
        let since = match self.waiting {
            Some((waiting, since)) if waiting == revision => since,
            _ => now,
        };
        self.waiting = Some((revision, since));
        if first_look || now.saturating_sub(since) >= REST {
            self.asked = Some(revision);
            self.waiting = None;
            return true;
        }
        false
    }

    /// When to look again, where a revision waits.
    pub fn due_in(&self, now: Duration) -> Option<Duration> {
        let (_, since) = self.waiting?;
        Some((since + REST).saturating_sub(now))
    }

    /// The pages of a revision arrived; older ones than shown are dropped.
    pub fn arrived(&mut self, revision: u64, printed: Printed) {
        if self.revision.is_none_or(|shown| shown <= revision) {
            self.revision = Some(revision);
            self.printed = Some(printed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn nothing_is_laid_out_while_nobody_looks() {
        let mut preview = Preview::default();
        assert!(!preview.is_due(1, millis(0)));
        assert_eq!(preview.due_in(millis(0)), None);
        preview.watch();
        assert!(
            preview.is_due(1, millis(1)),
            "the first look waits for nothing"
        );
        assert!(
            !preview.is_due(1, millis(2)),
            "the same revision is asked for once"
        );
    }

    #[test]
    fn typing_on_puts_the_layout_off_until_a_rest() {
        let mut preview = Preview::default();
        preview.watch();
        assert!(preview.is_due(1, millis(0)));
        for (revision, at) in [(2, 10), (3, 50), (4, 90)] {
            assert!(!preview.is_due(revision, millis(at)));
        }
        assert_eq!(preview.due_in(millis(100)), Some(millis(50)));
        assert!(!preview.is_due(4, millis(149)));
        assert!(preview.is_due(4, millis(150)));
        assert_eq!(preview.due_in(millis(150)), None);
    }
}
