//! mubiao (目标表编辑器): an offline editor for 《部门整体预算绩效目标表》.

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
