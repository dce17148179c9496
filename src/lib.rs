//! mubiao (目标表编辑器): an offline editor for 《部门整体预算绩效目标表》.
//!
//! # Bird's eye
//!
//! The draft is a value. It changes only by applying an [`edit::Edit`], and applying returns the
//! inverse. The window reads an [`app::Workspace`] and sends [`app::Command`]s; what only a window
//! can do comes back as [`app::Effect`]s. Everything derived (totals, findings, pages) carries the
//! revision it was computed from. The form itself is data: [`model::Template`].
//!
//! # Code map, in reading order
//!
//! | module | what it is | may use |
//! |---|---|---|
//! | [`base`] | exact amounts, years, row ids, Chinese text | nothing of ours |
//! | [`model`] | the draft, its addresses, the form, totals | `base` |
//! | [`edit`] | edits, transactions, history | `base`, `model` |
//! | [`check`] | rules, findings, fixes | the above |
//! | [`store`] | files: format, save, journals, versions, locks, settings | `base`, `model` |
//! | [`exchange`] | import of published forms | `base`, `model`, `edit` |
//! | [`mod@print`] | typst: pages, PDF, pictures | `base`, `model` |
//! | [`app`] | commands, jobs, words for errors | all of the above |
//! | [`ui`] | the window | `app`, types of the others |
//! | [`cli`] | the subcommands | `app`, types of the others |
//!
//! `tests/it/tidy.rs` enforces this table and the other conventions.
//!
//! # Invariants
//!
//! - No float touches money; amounts are [`base::amount::Amount`]s, rounded 四舍五入 only to be shown.
//! - Blank is not 0.00; what was typed and is no value is kept as typed ([`model::Entry`]).
//! - Nothing in `ui` can obtain a mutable draft, touch a file or do sums.
//! - User text is data to the printer, never markup; the printer reads no files.
//! - A file is the old one or the complete new one, whatever fails.
//! - No network: nothing here opens a connection.
//!
//! # Files on disk that the program touches
//!
//! - the drafts (`.ron`), texts and PDFs that a person chooses, and beside each while it is written
//!   a `.~` + 8 hex digits + `.tmp` that takes its name at the end ([`store::save`]);
//! - beside a draft that is open `.~lock.<name>#`: who has it ([`store::lock`]);
//! - in the user's folder for data `journals/`: what is typed and not saved, and a lock for each
//!   window ([`store::journal`], [`store::session`]); `versions/`: earlier states of drafts
//!   ([`store::versions`]);
//! - in the user's folder for settings `settings.ron`, and `settings.ron.bad` where that could not
//!   be read ([`store::settings`]);
//! - nothing else: fonts, templates and the print form are part of the program.
//!
//! # What keeps typing safe
//!
//! Every change reaches the draft at once. A fifth of a second later its text goes to the journal
//! on a thread of its own ([`app::safekeeping`] says when), so that neither a crash nor a save to
//! a slow disk costs more than a second of typing. Saving compares the file with what was read,
//! keeps what it replaces as a version, and clears the mark only for the state it wrote. What a
//! person gives up on purpose is kept as a version too.
//!
//! # Glossary, one word per concept
//!
//! | word | what it means |
//! |---|---|
//! | draft | one 目标表 as far as it is written |
//! | template | one city's edition of the form |
//! | section | a part of the form: 基本信息, 总体目标, 重点工作, 绩效指标 |
//! | goal, task, other task, indicator | 目标, 重点工作任务, 其他任务, 三级指标 |
//! | slot | the branch of an indicator: 一级 and 二级 |
//! | bridge, statement, term | 资金桥, two of its sums set against each other, a part of a sum |
//! | target value | an 指标值, raw text and reading |
//! | entry | a field that is blank, a value, or text that is no value |
//! | path | the address of a field, a row or a section |
//! | edit, transaction, revision | smallest change, unit of undo, number of a state |
//! | rule, finding, fix | what is checked, what was found, how it is mended |
//! | report | all findings of a draft, in the order of the form |
//! | subject, traits | what an indicator's name measures, which characters a text holds |
//! | linkage, promise | which goals, tasks and indicators belong together, a share that a task promises |
//! | submission | 送审前检查, and the 自查报告 about it |
//! | annotation, ignored, link | what a person noted about a draft: findings to leave, rows that belong together |
//! | fingerprint | a short number that tells whether a text is still the same |
//! | session, journal, leftover | a running window, what it keeps of unsaved typing, what a dead one left |
//! | version, lock | an earlier state of a draft, the sign that somebody has it open |
//! | command, effect, notice | what a person asks for, what the window does, what a person is told |
//! | print, page | a draft on paper, and a sheet of it |

// Tests may stop at the first surprise.
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "tests may stop at the first surprise"
    )
)]

pub mod base;
pub mod model;

pub mod edit;

pub mod check;

pub mod exchange;
pub mod print;
pub mod store;

pub mod app;

pub mod cli;
pub mod ui;
