//! The end of the session: the system asks the program to go, and nobody can be asked back.

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Set once the system asked the program to go.
#[derive(Debug, Clone, Default)]
pub struct EndOfSession(Arc<AtomicBool>);

impl EndOfSession {
    /// Notices the signals by which a session ends, and wakes the window.
    ///
    /// # Errors
    /// The system does not let signals be noticed, or has no thread left.
    pub fn watch(&self, ctx: &egui::Context) -> io::Result<()> {
        // Who notices SIGXFSZ is not ended by a file that grows too large: the save fails in words.
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGXFSZ])?;
        let (asked, ctx) = (Arc::clone(&self.0), ctx.clone());
        let builder = thread::Builder::new().name("signals".to_owned());
        builder.spawn(move || {
            for signal in signals.forever() {
                if signal == SIGXFSZ {
                    continue;
                }
                asked.store(true, Ordering::Relaxed);
                ctx.request_repaint();
            }
        })?;
        Ok(())
    }

    /// The system asked the program to go, and nobody has taken note of it.
    pub fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }

    /// As the signal does; for tests.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
