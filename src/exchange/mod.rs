//! Other programs' formats, bytes in and text out.
