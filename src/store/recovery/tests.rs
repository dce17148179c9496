//! What is found after a crash, and what is left alone.
