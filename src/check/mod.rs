//! Diagnostics and quick fixes.
