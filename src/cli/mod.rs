//! The program without a window: one file per subcommand.
//!
//! Results go to standard output, talk to standard error; a reader that goes away is no error.
//! How to add a subcommand: a file here, a variant of [`Headless`], an arm in [`run`] and in
//! `args.rs`, a line in the help.

mod args;
mod check;
mod import;
mod new;
mod output;
mod print;
mod show;
mod templates;

use std::process::ExitCode;

pub use self::args::{ArgsError, Headless, Job, parse};
use self::output::Exit;
use crate::app::Notice;

/// Does a job without a window.
pub fn run(job: Headless) -> ExitCode {
    let exit = match job {
        Headless::New(job) => new::run(&job),
        Headless::Check(job) => check::run(&job),
        Headless::Show(job) => show::run(&job),
        Headless::Print(job) => print::run(&job),
        Headless::Import(job) => import::run(&job),
        Headless::Templates => templates::run(),
        Headless::Help => Ok(output::result(args::HELP)),
        Headless::Version => Ok(output::result(concat!(
            "mubiao ",
            env!("CARGO_PKG_VERSION"),
            "\n"
        ))),
    };
    exit.unwrap_or_else(|err| Exit::from_failure(&err)).into()
}

/// Says what is wrong with the arguments.
pub fn complain(err: &ArgsError) -> ExitCode {
    output::tell(&format!("{err}\n用 mubiao --help 查看用法"));
    Exit::Failure.into()
}

/// Says why there is no window.
pub fn complain_of_start(err: &dyn std::error::Error) -> ExitCode {
    let text = "窗口没有打开：请在图形桌面中启动，或请管理员检查显卡驱动";
    output::tell_notice(&Notice::info(text).caused_by(err));
    Exit::Failure.into()
}
