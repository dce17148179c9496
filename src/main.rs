//! Arguments to the command line or the window; exit code.

fn main() {}
