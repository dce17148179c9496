//! The integration tests, one binary: typst and egui are linked once.

#![expect(clippy::expect_used, reason = "tests may stop at the first surprise")]

mod tidy;
