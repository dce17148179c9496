//! Arguments to the command line or the window; exit code.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use mubiao::app::{Disk, Places, RealDisk};
use mubiao::cli::{self, Job};
use mubiao::ui;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Ok(Job::Window { drafts }) => window(&drafts),
        Ok(Job::Headless(job)) => cli::run(job),
        Err(err) => cli::complain(&err),
    }
}

fn window(drafts: &[PathBuf]) -> ExitCode {
    #[cfg(target_os = "linux")]
    if let Err(err) = mubiao::ui::locale::ensure_utf8() {
        return cli::complain_of_start(&err);
    }
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    match ui::launch::run(&disk, &Places::of_this_user(), drafts) {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => cli::complain_of_start(&err),
    }
}
