//! Other programs' formats, bytes in and text out.

mod cleaning;

pub mod text_import;
