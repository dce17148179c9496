//! The integration tests, one binary: typst and egui are linked once.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

mod cli;
#[cfg(feature = "e2e")]
mod e2e;
mod faults;
mod fonts;
mod fuzz;
mod readme;
mod tidy;
mod ui;
