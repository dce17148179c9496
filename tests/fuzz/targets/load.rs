//! Any bytes, opened as a draft.

#![no_main]

#[path = "../checks/load.rs"]
mod load;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| load::check(bytes));
